//! The coarse pass over every record: look up a weight for each code, add within groups, cap each group, add the groups.
//!
//! Columns lie one after the other, so that one instruction looks up the weights of 32 or 64 records. Weights are small integers, and the
//! plan of a scan knows how large each sum can become: it adds in bytes for as long as no sum can leave a byte and widens only then. The
//! sums are therefore exact, and the same on every machine, whatever instructions it has.

/// Codes of a column: so few that their weights fit one register.
pub(crate) const FEW: usize = 64;

/// Records weighed at a time: the sums of so many stay in registers.
const TILE: usize = 256;

/// Most columns: so many weights of a byte cannot leave 16 bits.
const MOST_COLUMNS: usize = 255;

/// Which instructions a scan uses. The sums are the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Level {
    /// Those of every machine.
    Scalar,
    /// 32 records at a time.
    Avx2,
    /// 64 records at a time, and a table of 64 weights in one register.
    Avx512,
}

impl Level {
    /// From the slowest to the fastest.
    pub(crate) const ALL: [Self; 3] = [Self::Scalar, Self::Avx2, Self::Avx512];

    /// Whether this machine has the instructions.
    pub(crate) fn is_available(self) -> bool {
        match self {
            Self::Scalar => true,
            #[cfg(target_arch = "x86_64")]
            Self::Avx2 => is_x86_feature_detected!("avx2"),
            #[cfg(target_arch = "x86_64")]
            Self::Avx512 => {
                is_x86_feature_detected!("avx512f")
                    && is_x86_feature_detected!("avx512bw")
                    && is_x86_feature_detected!("avx512vbmi")
            }
            #[cfg(not(target_arch = "x86_64"))]
            Self::Avx2 | Self::Avx512 => false,
        }
    }

    /// The fastest that this machine has.
    pub(crate) fn best() -> Self {
        Self::ALL.into_iter().rev().find(|level| level.is_available()).unwrap_or(Self::Scalar)
    }
}

/// One column of the records, with what each of its codes weighs in this query.
#[derive(Clone)]
pub(crate) struct Column<'a> {
    codes: &'a [u8],
    weights: [i8; FEW],
    group: usize,
}

impl<'a> Column<'a> {
    /// A column of codes under 64. Of a larger code only the low six bits count.
    pub(crate) fn new(codes: &'a [u8], weights: [i8; FEW], group: usize) -> Self {
        Self { codes, weights, group }
    }

    fn weigh(&self, row: usize) -> i8 {
        self.weights[usize::from(self.codes[row]) % FEW]
    }

    /// The least and the most that it can add to a sum.
    fn reach(&self) -> Reach {
        let least = self.weights.iter().copied().min().unwrap_or(0).min(0);
        let most = self.weights.iter().copied().max().unwrap_or(0).max(0);
        Reach { least: i32::from(least), most: i32::from(most) }
    }
}

/// What the sum of one group may be at the least and at the most; what it exceeds is cut off.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Caps {
    /// At the least.
    pub(crate) least: i16,
    /// At the most.
    pub(crate) most: i16,
}

/// Between which bounds a sum lies, in whatever order and however far it has been added up; so zero is always within.
#[derive(Clone, Copy, Default)]
struct Reach {
    least: i32,
    most: i32,
}

impl Reach {
    fn with(self, other: Self) -> Self {
        Self { least: self.least + other.least, most: self.most + other.most }
    }

    fn fits_a_byte(self) -> bool {
        self.least >= i32::from(i8::MIN) && self.most <= i32::from(i8::MAX)
    }

    fn capped(self, caps: Caps) -> Self {
        let cap = |sum: i32| sum.clamp(caps.least.into(), caps.most.into());
        // Caps that exclude zero move a sum away from it.
        Self { least: cap(self.least).min(0), most: cap(self.most).max(0) }
    }
}

/// A column with its table, as each level likes it.
struct Lookup<'a> {
    codes: &'a [u8],
    weights: [i8; FEW],
    /// The table by rows of 16: the first row, and how each further row differs (exclusive or) from the one before.
    #[cfg(target_arch = "x86_64")]
    rows: [[u8; 16]; 4],
    /// How many of the rows are needed: those after the last that differs from the one before are not.
    #[cfg(target_arch = "x86_64")]
    needed: usize,
}

impl<'a> Lookup<'a> {
    #[cfg(not(target_arch = "x86_64"))]
    fn new(codes: &'a [u8], weights: [i8; FEW]) -> Self {
        Self { codes, weights }
    }

    #[cfg(target_arch = "x86_64")]
    fn new(codes: &'a [u8], weights: [i8; FEW]) -> Self {
        let mut rows = [[0_u8; 16]; 4];
        for (at, weight) in weights.iter().enumerate() {
            let before = if at < 16 { 0 } else { weights[at - 16] };
            rows[at / 16][at % 16] = (weight ^ before).cast_unsigned();
        }
        let needed = rows.iter().rposition(|row| *row != [0; 16]).map_or(0, |last| last + 1);
        Self { codes, weights, rows, needed }
    }
}

/// Columns whose sum stays in a byte.
type Run<'a> = Vec<Lookup<'a>>;

/// How a group is added up.
enum Group<'a> {
    /// In bytes.
    Narrow {
        run: Run<'a>,
        least: i8,
        most: i8,
        /// Whether the sum of the groups so far must be widened first, to make room for this one.
        widen: bool,
    },
    /// Run by run, in 16 bits.
    Wide { runs: Vec<Run<'a>>, caps: Caps },
}

/// A query over columns: what each record weighs against it.
pub(crate) struct Scan<'a> {
    records: usize,
    /// By group; the same columns as in `groups`, for one record at a time.
    columns: Vec<(Vec<Column<'a>>, Caps)>,
    groups: Vec<Group<'a>>,
    /// One that this machine has: the functions that use its instructions rely on that.
    level: Level,
}

impl<'a> Scan<'a> {
    /// Plans a query. `caps` are those of the groups, which columns name by their place in it.
    ///
    /// None if the columns are not all of one length, or more than 255; if a column names a group that has no caps, caps are the wrong
    /// way round, or the sum of all groups could leave 16 bits.
    pub(crate) fn new(columns: Vec<Column<'a>>, caps: &[Caps]) -> Option<Self> {
        let records = columns.first().map_or(0, |column| column.codes.len());
        let fit = columns.len() <= MOST_COLUMNS
            && columns.iter().all(|column| column.codes.len() == records && column.group < caps.len())
            && caps.iter().all(|caps| caps.least <= caps.most);
        if !fit {
            return None;
        }
        let mut by_group: Vec<(Vec<Column<'a>>, Caps)> = caps.iter().map(|caps| (Vec::new(), *caps)).collect();
        for column in columns {
            by_group[column.group].0.push(column);
        }
        let mut total = Reach::default();
        // How far the sum of the narrow groups may be since it was last widened.
        let mut narrow = Reach::default();
        let mut groups = Vec::new();
        for (columns, caps) in &by_group {
            let (mut runs, reach) = into_runs(columns);
            let capped = reach.capped(*caps);
            total = total.with(capped);
            let in_bytes = runs.len() <= 1 && capped.fits_a_byte();
            groups.push(if in_bytes {
                let widen = !narrow.with(capped).fits_a_byte();
                narrow = if widen { capped } else { narrow.with(capped) };
                // The sum fits a byte, and so do caps that it can meet.
                let cap = |cap: i16| cap.clamp(i8::MIN.into(), i8::MAX.into()) as i8;
                Group::Narrow {
                    run: runs.pop().unwrap_or_default(),
                    least: cap(caps.least),
                    most: cap(caps.most),
                    widen,
                }
            } else {
                Group::Wide { runs, caps: *caps }
            });
        }
        if total.least < i16::MIN.into() || total.most > i16::MAX.into() {
            return None;
        }
        Some(Self { records, columns: by_group, groups, level: Level::best() })
    }

    /// The same query with the instructions of another level; those of every machine, if this one has not got them.
    pub(crate) fn with_level(self, level: Level) -> Self {
        Self { level: if level.is_available() { level } else { Level::Scalar }, ..self }
    }

    /// How many records there are.
    pub(crate) fn records(&self) -> usize {
        self.records
    }

    /// Writes what each of the records from a row on weighs, in their order. Rows past the last record are passed over.
    pub(crate) fn scores(&self, from: usize, scores: &mut [i16]) {
        let most = self.records.saturating_sub(from);
        let (scores, _) = scores.split_at_mut(most.min(scores.len()));
        let (tiles, tail) = scores.as_chunks_mut::<TILE>();
        let tail_from = from + tiles.len() * TILE;
        match self.level {
            #[cfg(target_arch = "x86_64")]
            Level::Avx512 => x86::scores_by_avx512(self, from, tiles),
            #[cfg(target_arch = "x86_64")]
            Level::Avx2 => x86::scores_by_avx2(self, from, tiles),
            _ => {
                for (tile, scores) in tiles.iter_mut().enumerate() {
                    self.tile(from + tile * TILE, scores);
                }
            }
        }
        for (row, score) in (tail_from..).zip(tail) {
            *score = self.weigh(row);
        }
    }

    fn weigh(&self, row: usize) -> i16 {
        let mut total = 0;
        for (columns, caps) in &self.columns {
            let sum: i16 = columns.iter().map(|column| i16::from(column.weigh(row))).sum();
            total += sum.clamp(caps.least, caps.most);
        }
        total
    }

    /// Weighs a tile without special instructions. The additions cannot wrap: that is what the plan is for.
    fn tile(&self, from: usize, scores: &mut [i16; TILE]) {
        *scores = [0; TILE];
        for group in &self.groups {
            match group {
                Group::Narrow { run, least, most, .. } => {
                    let sums = add(run, from);
                    for (score, sum) in scores.iter_mut().zip(sums) {
                        *score = score.wrapping_add(sum.clamp(*least, *most).into());
                    }
                }
                Group::Wide { runs, caps } => {
                    let mut wide = [0_i16; TILE];
                    for run in runs {
                        let sums = add(run, from);
                        for (wide, sum) in wide.iter_mut().zip(sums) {
                            *wide = wide.wrapping_add(sum.into());
                        }
                    }
                    for (score, sum) in scores.iter_mut().zip(wide) {
                        *score = score.wrapping_add(sum.clamp(caps.least, caps.most));
                    }
                }
            }
        }
    }
}

/// Divides the columns of a group into runs whose sums stay in a byte. Also answers how far the sum of the whole group reaches.
fn into_runs<'a>(columns: &[Column<'a>]) -> (Vec<Run<'a>>, Reach) {
    let (mut runs, mut last): (Vec<Run<'a>>, _) = (Vec::new(), Reach::default());
    let mut all = Reach::default();
    for column in columns {
        let reach = column.reach();
        all = all.with(reach);
        let lookup = Lookup::new(column.codes, column.weights);
        match runs.last_mut() {
            Some(run) if last.with(reach).fits_a_byte() => {
                run.push(lookup);
                last = last.with(reach);
            }
            _ => {
                runs.push(vec![lookup]);
                last = reach;
            }
        }
    }
    (runs, all)
}

/// The sums of a run over one tile.
fn add(run: &Run<'_>, from: usize) -> [i8; TILE] {
    let mut sums = [0_i8; TILE];
    let weight = |lookup: &Lookup<'_>, code: &u8| lookup.weights[usize::from(*code) % FEW];
    // Two tables at a time: half as often the sums are read and written.
    let (pairs, last) = run.as_chunks::<2>();
    for [one, two] in pairs {
        let (codes, codes_of_two) = (&one.codes[from..from + TILE], &two.codes[from..from + TILE]);
        for ((sum, code), code_of_two) in sums.iter_mut().zip(codes).zip(codes_of_two) {
            *sum = sum.wrapping_add(weight(one, code).wrapping_add(weight(two, code_of_two)));
        }
    }
    for one in last {
        for (sum, code) in sums.iter_mut().zip(&one.codes[from..from + TILE]) {
            *sum = sum.wrapping_add(weight(one, code));
        }
    }
    sums
}

#[cfg(target_arch = "x86_64")]
mod x86 {
    #![allow(
        unsafe_code,
        reason = "instructions that not every machine has can only be reached this way; so can loads into wide registers"
    )]

    use std::arch::x86_64::{
        __m256i, __m512i, _MM_HINT_T0, _mm_loadu_si128, _mm_prefetch, _mm256_add_epi8, _mm256_add_epi16,
        _mm256_and_si256, _mm256_broadcastsi128_si256, _mm256_castsi256_si128, _mm256_cvtepi8_epi16,
        _mm256_extracti128_si256, _mm256_loadu_si256, _mm256_max_epi8, _mm256_max_epi16, _mm256_min_epi8,
        _mm256_min_epi16, _mm256_set1_epi8, _mm256_set1_epi16, _mm256_setzero_si256, _mm256_shuffle_epi8,
        _mm256_storeu_si256, _mm256_sub_epi8, _mm256_xor_si256, _mm512_add_epi8, _mm512_add_epi16,
        _mm512_castsi512_si256, _mm512_cvtepi8_epi16, _mm512_extracti64x4_epi64, _mm512_loadu_si512, _mm512_max_epi8,
        _mm512_max_epi16, _mm512_min_epi8, _mm512_min_epi16, _mm512_permutexvar_epi8, _mm512_set1_epi8,
        _mm512_set1_epi16, _mm512_setzero_si512, _mm512_storeu_si512,
    };

    use super::{FEW, Group, Level, Run, Scan, TILE};

    /// Registers of bytes for a tile.
    const BYTES_512: usize = TILE / 64;

    /// How far ahead of what is weighed codes are called for: the machine itself looks ahead in fewer columns than a query has.
    const AHEAD: usize = 1024;

    /// Half a tile at a time for AVX2, which has half as many registers.
    const HALF: usize = TILE / 2;

    /// Registers of bytes for half a tile.
    const BYTES_256: usize = HALF / 32;

    /// Weighs whole tiles from a row on.
    pub(super) fn scores_by_avx512(scan: &Scan<'_>, from: usize, tiles: &mut [[i16; TILE]]) {
        debug_assert_eq!(scan.level, Level::Avx512);
        // SAFETY: a scan has this level only if the machine has been found to have the instructions.
        unsafe { scores_512(scan, from, tiles) }
    }

    /// As [`scores_by_avx512`], with fewer instructions.
    pub(super) fn scores_by_avx2(scan: &Scan<'_>, from: usize, tiles: &mut [[i16; TILE]]) {
        debug_assert_eq!(scan.level, Level::Avx2);
        // SAFETY: a scan has this level only if the machine has been found to have the instructions.
        unsafe { scores_256(scan, from, tiles) }
    }

    #[target_feature(enable = "avx512f,avx512bw,avx512vbmi")]
    fn scores_512(scan: &Scan<'_>, from: usize, tiles: &mut [[i16; TILE]]) {
        for (tile, scores) in tiles.iter_mut().enumerate() {
            let sums = tile_512(scan, from + tile * TILE);
            store_512(&sums, scores);
        }
    }

    /// The sums of one tile, in 16 bits.
    #[inline]
    #[target_feature(enable = "avx512f,avx512bw,avx512vbmi")]
    fn tile_512(scan: &Scan<'_>, from: usize) -> [__m512i; 2 * BYTES_512] {
        let zero = _mm512_setzero_si512();
        let mut total = [zero; 2 * BYTES_512];
        let mut narrow = [zero; BYTES_512];
        for group in &scan.groups {
            match group {
                Group::Narrow { run, least, most, widen } => {
                    if *widen {
                        widen_512(&narrow, &mut total);
                        narrow = [zero; BYTES_512];
                    }
                    let (least, most) = (_mm512_set1_epi8(*least), _mm512_set1_epi8(*most));
                    let sums = run_512(run, from);
                    for (narrow, sum) in narrow.iter_mut().zip(sums) {
                        *narrow = _mm512_add_epi8(*narrow, _mm512_min_epi8(_mm512_max_epi8(sum, least), most));
                    }
                }
                Group::Wide { runs, caps } => {
                    let mut wide = [zero; 2 * BYTES_512];
                    for run in runs {
                        widen_512(&run_512(run, from), &mut wide);
                    }
                    let (least, most) = (_mm512_set1_epi16(caps.least), _mm512_set1_epi16(caps.most));
                    for (total, sum) in total.iter_mut().zip(wide) {
                        *total = _mm512_add_epi16(*total, _mm512_min_epi16(_mm512_max_epi16(sum, least), most));
                    }
                }
            }
        }
        widen_512(&narrow, &mut total);
        total
    }

    /// The sums of one run over a tile, in bytes.
    #[inline]
    #[target_feature(enable = "avx512f,avx512bw,avx512vbmi")]
    fn run_512(run: &Run<'_>, from: usize) -> [__m512i; BYTES_512] {
        let mut sums = [_mm512_setzero_si512(); BYTES_512];
        for lookup in run {
            let weights = load_512_signed(&lookup.weights);
            fetch::<TILE>(lookup.codes, from + AHEAD);
            let (codes, _) = lookup.codes[from..from + TILE].as_chunks::<64>();
            for (sum, codes) in sums.iter_mut().zip(codes) {
                // Only the low six bits of an index count.
                *sum = _mm512_add_epi8(*sum, _mm512_permutexvar_epi8(load_512(codes), weights));
            }
        }
        sums
    }

    /// Adds bytes to sums of 16 bits, in the order of the records.
    #[inline]
    #[target_feature(enable = "avx512f,avx512bw,avx512vbmi")]
    fn widen_512(bytes: &[__m512i; BYTES_512], sums: &mut [__m512i; 2 * BYTES_512]) {
        for (bytes, sums) in bytes.iter().zip(sums.as_chunks_mut::<2>().0) {
            let low = _mm512_cvtepi8_epi16(_mm512_castsi512_si256(*bytes));
            let high = _mm512_cvtepi8_epi16(_mm512_extracti64x4_epi64::<1>(*bytes));
            sums[0] = _mm512_add_epi16(sums[0], low);
            sums[1] = _mm512_add_epi16(sums[1], high);
        }
    }

    /// Calls for so many codes, which may lie past the end.
    #[inline]
    fn fetch<const LENGTH: usize>(codes: &[u8], at: usize) {
        let codes = codes.as_ptr().wrapping_add(at);
        for line in 0..LENGTH / 64 {
            // SAFETY: this reads nothing and never faults, whatever the address.
            unsafe { _mm_prefetch::<_MM_HINT_T0>(codes.wrapping_add(64 * line).cast()) }
        }
    }

    #[inline]
    #[target_feature(enable = "avx512f")]
    fn load_512(bytes: &[u8; 64]) -> __m512i {
        // SAFETY: reads 64 bytes, which are there; they need not be aligned.
        unsafe { _mm512_loadu_si512(bytes.as_ptr().cast()) }
    }

    #[inline]
    #[target_feature(enable = "avx512f")]
    fn load_512_signed(bytes: &[i8; FEW]) -> __m512i {
        // SAFETY: reads 64 bytes, which are there; they need not be aligned.
        unsafe { _mm512_loadu_si512(bytes.as_ptr().cast()) }
    }

    #[inline]
    #[target_feature(enable = "avx512f")]
    fn store_512(sums: &[__m512i; 2 * BYTES_512], scores: &mut [i16; TILE]) {
        for (scores, sum) in scores.as_chunks_mut::<32>().0.iter_mut().zip(sums) {
            // SAFETY: writes 64 bytes, and 32 scores of two bytes are there; they need not be aligned.
            unsafe { _mm512_storeu_si512(scores.as_mut_ptr().cast(), *sum) }
        }
    }

    #[target_feature(enable = "avx2")]
    fn scores_256(scan: &Scan<'_>, from: usize, tiles: &mut [[i16; TILE]]) {
        for (half, scores) in tiles.as_flattened_mut().as_chunks_mut::<HALF>().0.iter_mut().enumerate() {
            let sums = half_256(scan, from + half * HALF);
            store_256(&sums, scores);
        }
    }

    /// The sums of half a tile, in 16 bits.
    #[inline]
    #[target_feature(enable = "avx2")]
    fn half_256(scan: &Scan<'_>, from: usize) -> [__m256i; 2 * BYTES_256] {
        let zero = _mm256_setzero_si256();
        let mut total = [zero; 2 * BYTES_256];
        let mut narrow = [zero; BYTES_256];
        for group in &scan.groups {
            match group {
                Group::Narrow { run, least, most, widen } => {
                    if *widen {
                        widen_256(&narrow, &mut total);
                        narrow = [zero; BYTES_256];
                    }
                    let (least, most) = (_mm256_set1_epi8(*least), _mm256_set1_epi8(*most));
                    let sums = run_256(run, from);
                    for (narrow, sum) in narrow.iter_mut().zip(sums) {
                        *narrow = _mm256_add_epi8(*narrow, _mm256_min_epi8(_mm256_max_epi8(sum, least), most));
                    }
                }
                Group::Wide { runs, caps } => {
                    let mut wide = [zero; 2 * BYTES_256];
                    for run in runs {
                        widen_256(&run_256(run, from), &mut wide);
                    }
                    let (least, most) = (_mm256_set1_epi16(caps.least), _mm256_set1_epi16(caps.most));
                    for (total, sum) in total.iter_mut().zip(wide) {
                        *total = _mm256_add_epi16(*total, _mm256_min_epi16(_mm256_max_epi16(sum, least), most));
                    }
                }
            }
        }
        widen_256(&narrow, &mut total);
        total
    }

    /// The sums of one run over half a tile, in bytes.
    #[inline]
    #[target_feature(enable = "avx2")]
    fn run_256(run: &Run<'_>, from: usize) -> [__m256i; BYTES_256] {
        let mut sums = [_mm256_setzero_si256(); BYTES_256];
        for lookup in run {
            fetch::<HALF>(lookup.codes, from + AHEAD);
            let (codes, _) = lookup.codes[from..from + HALF].as_chunks::<32>();
            match lookup.needed {
                0 => {}
                1 => look_up_256::<1>(&lookup.rows, codes, &mut sums),
                2 => look_up_256::<2>(&lookup.rows, codes, &mut sums),
                3 => look_up_256::<3>(&lookup.rows, codes, &mut sums),
                _ => look_up_256::<4>(&lookup.rows, codes, &mut sums),
            }
        }
        sums
    }

    /// Looks up 32 weights at a time. A shuffle answers zero for a negative index and goes by the low four bits of any other: so the row
    /// *n* of differences is looked up at the code less 16 *n* and comes in for the codes from there on, and the differences up to the
    /// row of a code add up to that row.
    #[inline]
    #[target_feature(enable = "avx2")]
    fn look_up_256<const ROWS: usize>(rows: &[[u8; 16]; 4], codes: &[[u8; 32]], sums: &mut [__m256i; BYTES_256]) {
        let mut tables = [_mm256_setzero_si256(); ROWS];
        for (table, row) in tables.iter_mut().zip(rows) {
            // SAFETY: reads 16 bytes, which are there; they need not be aligned.
            *table = _mm256_broadcastsi128_si256(unsafe { _mm_loadu_si128(row.as_ptr().cast()) });
        }
        for (sum, codes) in sums.iter_mut().zip(codes) {
            // SAFETY: reads 32 bytes, which are there; they need not be aligned.
            let codes = unsafe { _mm256_loadu_si256(codes.as_ptr().cast()) };
            let codes = _mm256_and_si256(codes, _mm256_set1_epi8(0x3f));
            let mut weights = _mm256_setzero_si256();
            for (row, table) in tables.iter().enumerate() {
                let index = _mm256_sub_epi8(codes, _mm256_set1_epi8(16 * row as i8));
                weights = _mm256_xor_si256(weights, _mm256_shuffle_epi8(*table, index));
            }
            *sum = _mm256_add_epi8(*sum, weights);
        }
    }

    /// Adds bytes to sums of 16 bits, in the order of the records.
    #[inline]
    #[target_feature(enable = "avx2")]
    fn widen_256(bytes: &[__m256i; BYTES_256], sums: &mut [__m256i; 2 * BYTES_256]) {
        for (bytes, sums) in bytes.iter().zip(sums.as_chunks_mut::<2>().0) {
            let low = _mm256_cvtepi8_epi16(_mm256_castsi256_si128(*bytes));
            let high = _mm256_cvtepi8_epi16(_mm256_extracti128_si256::<1>(*bytes));
            sums[0] = _mm256_add_epi16(sums[0], low);
            sums[1] = _mm256_add_epi16(sums[1], high);
        }
    }

    #[inline]
    #[target_feature(enable = "avx2")]
    fn store_256(sums: &[__m256i; 2 * BYTES_256], scores: &mut [i16; HALF]) {
        for (scores, sum) in scores.as_chunks_mut::<16>().0.iter_mut().zip(sums) {
            // SAFETY: writes 32 bytes, and 16 scores of two bytes are there; they need not be aligned.
            unsafe { _mm256_storeu_si256(scores.as_mut_ptr().cast(), *sum) }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::linkage::kernel::chance::Chance;

    impl Chance {
        fn between(&mut self, least: i32, most: i32) -> i32 {
            least + self.below((most - least + 1) as usize) as i32
        }
    }

    /// Columns of one case, as they are stored.
    struct Records {
        columns: Vec<(Vec<u8>, [i8; FEW], usize)>,
        caps: Vec<Caps>,
    }

    impl Records {
        /// Any codes at all, tables of any height, caps of any kind.
        fn random(random: &mut Chance, records: usize, columns: usize) -> Self {
            let groups = 1 + random.below(6);
            let largest = [3, 20, 127][random.below(3)];
            let columns = (0..columns)
                .map(|_| {
                    let used = [2, 16, 17, 32, 33, 48, 49, 64, 256][random.below(9)];
                    let codes = (0..records).map(|_| random.below(used) as u8).collect();
                    let tabled = [0, 5, 16, 32, 48, 64][random.below(6)];
                    let mut weights = [0; FEW];
                    weights[..tabled].fill_with(|| random.between(-largest - 1, largest) as i8);
                    (codes, weights, random.below(groups))
                })
                .collect();
            let caps = (0..groups)
                .map(|_| {
                    let (one, other) = (random.between(-300, 300) as i16, random.between(-300, 300) as i16);
                    match random.below(4) {
                        0 => Caps { least: i16::MIN / 12, most: i16::MAX / 12 },
                        1 => Caps { least: -10, most: 10 },
                        2 => Caps { least: 0, most: 40 },
                        _ => Caps { least: one.min(other), most: one.max(other) },
                    }
                })
                .collect();
            Self { columns, caps }
        }

        fn scan(&self, level: Level) -> Scan<'_> {
            let columns = self.columns.iter().map(|(codes, weights, group)| Column::new(codes, *weights, *group));
            Scan::new(columns.collect(), &self.caps).unwrap().with_level(level)
        }

        /// The definition, without any of the plan.
        fn score(&self, row: usize) -> i16 {
            let mut sums = vec![0_i32; self.caps.len()];
            for (codes, weights, group) in &self.columns {
                sums[*group] += i32::from(weights[usize::from(codes[row] & 63)]);
            }
            let capped =
                sums.iter().zip(&self.caps).map(|(sum, caps)| (*sum).clamp(caps.least.into(), caps.most.into()));
            i16::try_from(capped.sum::<i32>()).unwrap()
        }
    }

    /// What is written where nothing is.
    const NONE: i16 = 1_234;

    fn scores(scan: &Scan<'_>, rows: std::ops::Range<usize>) -> Vec<i16> {
        let mut scores = vec![NONE; rows.len()];
        scan.scores(rows.start, &mut scores);
        scores
    }

    fn levels() -> impl Iterator<Item = Level> {
        Level::ALL.into_iter().filter(|level| level.is_available())
    }

    #[test]
    fn every_level_adds_up_as_defined() {
        let mut random = Chance(0x9e37_79b9_7f4a_7c15);
        for turn in 0..300 {
            let length = [0, 1, 63, 255, 256, 257, 511, 4095, 4096, 4097, 5000, 9000][turn % 12];
            let columns = random.below(24) + usize::from(turn % 5 != 0);
            let records = Records::random(&mut random, length, columns);
            let length = if columns == 0 { 0 } else { length };
            let expected: Vec<i16> = (0..length).map(|row| records.score(row)).collect();
            let from = random.below(length + 1);
            let to = from + random.below(length + 1 - from);
            for level in levels() {
                let scan = records.scan(level);
                assert_eq!(scan.records(), length);
                assert_eq!(scores(&scan, 0..length), expected, "{level:?} {turn}");
                assert_eq!(scores(&scan, from..to), expected[from..to], "{level:?} {turn}");
                let past = scores(&scan, from..length + 300);
                assert_eq!(past[..length - from], expected[from..], "{level:?} {turn}");
                assert_eq!(past[length - from..], [NONE; 300], "{level:?} {turn}");
            }
        }
    }

    #[test]
    fn the_extremes_of_every_weight_and_cap_are_added_exactly() {
        for weight in [i8::MIN, -1, 0, 1, i8::MAX] {
            for columns in [1, 2, 3, 40, 255] {
                let codes = vec![1; 300];
                let stored: Vec<_> = (0..columns).map(|column| (codes.clone(), [weight; FEW], column % 3)).collect();
                for caps in [
                    Caps { least: -10_900, most: 10_900 },
                    Caps { least: -128, most: 127 },
                    Caps { least: 200, most: 300 },
                    Caps { least: -300, most: -200 },
                    Caps { least: 5, most: 5 },
                ] {
                    let records = Records { columns: stored.clone(), caps: vec![caps; 3] };
                    for level in levels() {
                        let scores = scores(&records.scan(level), 0..300);
                        assert_eq!(scores, vec![records.score(0); 300], "{level:?} {weight} {columns} {caps:?}");
                    }
                }
            }
        }
    }

    #[test]
    fn a_plan_that_could_not_be_exact_is_refused() {
        let (long, short) = (vec![0; 10], vec![0; 9]);
        let caps = Caps { least: -20, most: 20 };
        let column = |codes, group| Column::new(codes, [1; FEW], group);
        assert!(Scan::new(vec![column(&long, 0), column(&long, 1)], &[caps, caps]).is_some());
        assert!(Scan::new(vec![column(&long, 0), column(&short, 0)], &[caps]).is_none());
        assert!(Scan::new(vec![column(&long, 1)], &[caps]).is_none());
        assert!(Scan::new(vec![column(&long, 0)], &[Caps { least: 1, most: 0 }]).is_none());
        assert!(Scan::new(vec![column(&long, 0); 256], &[caps]).is_none());
        assert!(Scan::new(Vec::new(), &[Caps { least: 20_000, most: 20_000 }; 2]).is_none());
    }
}
