//! A linkage as it is kept: a table of a million rows is opened without reading what it was built from, and without learning anew.
//!
//! **It holds what the table holds**: names, phone numbers, addresses, as they are compared. Whoever stores it guards it as the reports
//! themselves, and encrypts it. Its checksums tell damage, not malice: nobody is kept from writing another snapshot in its place.
//!
//! After a magic text stand the version, the number of sections, the length of the whole and a checksum of these; then the sections,
//! each with its tag, its length and a checksum of both and of what is in it: the table, each column, and the model as
//! `uglymugs.linkage_model/1`. Numbers are little-endian. What follows from the rest is not kept: hashes, counts, weights.

use std::{fmt, hash::Hasher};

use rayon::prelude::*;
use siphasher::sip128::{Hasher128, SipHasher13};

use super::{Column, Linkage, Model, Table, weigh::MAX_COLUMNS};
use crate::error::Code;

const MAGIC: &[u8; 8] = b"UMLINK\r\n";
const VERSION: u32 = 1;
const CHECKSUM: usize = 16;
/// The magic text, the version, the number of sections and the length of the whole.
const HEAD: usize = 8 + 4 + 4 + 8;

/// What a section holds.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Section {
    Table = 1,
    Column = 2,
    Model = 3,
}

/// Why a snapshot cannot be opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SnapshotError(Code);

impl SnapshotError {
    /// The stable code.
    pub fn code(self) -> Code {
        self.0
    }
}

impl fmt::Display for SnapshotError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({})", self.0.message(), self.0)
    }
}

impl std::error::Error for SnapshotError {}

impl From<Code> for SnapshotError {
    fn from(code: Code) -> Self {
        Self(code)
    }
}

fn checksum(parts: [&[u8]; 2]) -> [u8; CHECKSUM] {
    let mut hasher = SipHasher13::new();
    parts.into_iter().for_each(|part| hasher.write(part));
    hasher.finish128().as_u128().to_le_bytes()
}

/// What is being kept.
#[derive(Default)]
pub(crate) struct Keeping(Vec<u8>);

impl Keeping {
    pub(crate) fn raw(&mut self, bytes: &[u8]) {
        self.0.extend_from_slice(bytes);
    }

    pub(crate) fn flag(&mut self, flag: bool) {
        self.0.push(flag.into());
    }

    pub(crate) fn long(&mut self, number: u64) {
        self.raw(&number.to_le_bytes());
    }

    /// Bytes after their number.
    pub(crate) fn bytes(&mut self, bytes: &[u8]) {
        self.long(bytes.len() as u64);
        self.raw(bytes);
    }

    /// Numbers after their number.
    pub(crate) fn numbers<T: Copy, const SIZE: usize>(&mut self, numbers: &[T], to: impl Fn(T) -> [u8; SIZE]) {
        self.long(numbers.len() as u64);
        self.0.reserve(numbers.len() * SIZE);
        numbers.iter().for_each(|number| self.raw(&to(*number)));
    }
}

/// What was kept, from its start on. Whatever is not there is `None`, and no memory is asked for what is not there.
pub(crate) struct Kept<'b>(&'b [u8]);

impl<'b> Kept<'b> {
    fn raw(&mut self, length: usize) -> Option<&'b [u8]> {
        let (taken, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(taken)
    }

    fn array<const SIZE: usize>(&mut self) -> Option<[u8; SIZE]> {
        let (taken, rest) = self.0.split_first_chunk()?;
        self.0 = rest;
        Some(*taken)
    }

    pub(crate) fn flag(&mut self) -> Option<bool> {
        match self.array()? {
            [0] => Some(false),
            [1] => Some(true),
            _ => None,
        }
    }

    fn long(&mut self) -> Option<usize> {
        usize::try_from(u64::from_le_bytes(self.array()?)).ok()
    }

    pub(crate) fn bytes(&mut self) -> Option<&'b [u8]> {
        let length = self.long()?;
        self.raw(length)
    }

    pub(crate) fn text(&mut self) -> Option<&'b str> {
        std::str::from_utf8(self.bytes()?).ok()
    }

    pub(crate) fn numbers<T, const SIZE: usize>(&mut self, from: impl Fn([u8; SIZE]) -> T) -> Option<Vec<T>> {
        let count = self.long()?;
        let (numbers, _) = self.raw(count.checked_mul(SIZE)?)?.as_chunks();
        Some(numbers.iter().map(|bytes| from(*bytes)).collect())
    }

    /// Whether nothing is left.
    fn is_done(&self) -> bool {
        self.0.is_empty()
    }
}

impl Table {
    fn keep(&self, keeping: &mut Keeping) {
        keeping.long(self.rows as u64);
        keeping.flag(self.second.is_some());
        if let Some(second) = self.second {
            keeping.long(second as u64);
        }
        for numbers in [&self.reports, &self.sources] {
            keeping.numbers(numbers, |number| number.to_le_bytes());
        }
    }

    /// The table without its columns.
    fn kept(kept: &mut Kept<'_>) -> Option<Self> {
        let rows = kept.long()?;
        let second = if kept.flag()? { Some(kept.long()?) } else { None };
        let reports = kept.numbers(u32::from_le_bytes)?;
        let sources = kept.numbers(u32::from_le_bytes)?;
        let are_of_rows = [&reports, &sources].into_iter().all(|numbers| numbers.is_empty() || numbers.len() == rows);
        let fits = are_of_rows && u32::try_from(rows).is_ok() && second.is_none_or(|second| second <= rows);
        fits.then(|| Self { rows, reports, sources, second, ..Self::default() })
    }
}

impl Linkage {
    /// The linkage as bytes, for [`Linkage::open`]: the table as it is compared, and the model.
    ///
    /// They hold names, phone numbers and all else of the table: as sensitive as the reports, and to be encrypted by whoever stores them.
    pub fn save(&self) -> Vec<u8> {
        let table = |keeping: &mut Keeping| self.table.keep(keeping);
        let model = |keeping: &mut Keeping| keeping.raw(self.model.to_json().as_bytes());
        let mut sections = vec![section(Section::Table, table)];
        let columns: Vec<Vec<u8>> = self
            .table
            .columns
            .par_iter()
            .map(|column| section(Section::Column, |keeping| column.keep(keeping)))
            .collect();
        sections.extend(columns);
        sections.push(section(Section::Model, model));
        let length = HEAD + CHECKSUM + sections.iter().map(Vec::len).sum::<usize>();
        let mut all = Vec::with_capacity(length);
        all.extend_from_slice(MAGIC);
        all.extend_from_slice(&VERSION.to_le_bytes());
        all.extend_from_slice(&(sections.len() as u32).to_le_bytes());
        all.extend_from_slice(&(length as u64).to_le_bytes());
        let checksum = checksum([&all, &[]]);
        all.extend_from_slice(&checksum);
        sections.iter().for_each(|section| all.extend_from_slice(section));
        all
    }

    /// Opens what [`Linkage::save`] gave: it weighs as it weighed, and nothing is learnt anew.
    ///
    /// # Errors
    /// What is not a snapshot, or one of another version; what ends too early, has something after it, or is not as it was written.
    pub fn open(bytes: &[u8]) -> Result<Self, SnapshotError> {
        let sections = sections(bytes)?;
        let [(Section::Table, table), columns @ .., (Section::Model, model)] = &*sections else {
            return Err(Code::SNAPSHOT_MALFORMED.into());
        };
        if columns.len() > MAX_COLUMNS || columns.iter().any(|(tag, _)| *tag != Section::Column) {
            return Err(Code::SNAPSHOT_MALFORMED.into());
        }
        let mut table = whole(table, Table::kept)?;
        let columns: Result<Vec<Column>, SnapshotError> = columns
            .par_iter()
            .with_max_len(1)
            .map(|(_, column)| whole(column, |kept| Column::kept(kept, table.rows)))
            .collect();
        table.columns = columns?;
        let model = Model::from_json(model).map_err(|_| Code::SNAPSHOT_MALFORMED)?;
        if table.columns.is_empty() && table.rows > 0 || !is_of(&model, &table) {
            return Err(Code::SNAPSHOT_MALFORMED.into());
        }
        Ok(Self::of_model(table, model))
    }
}

/// A section with what stands before it.
fn section(tag: Section, keep: impl FnOnce(&mut Keeping)) -> Vec<u8> {
    const BEFORE: usize = 4 + 8;
    let mut keeping = Keeping(vec![0; BEFORE + CHECKSUM]);
    keep(&mut keeping);
    let mut all = keeping.0;
    let (before, content) = all.split_at_mut(BEFORE + CHECKSUM);
    let (tagged, check) = before.split_at_mut(BEFORE);
    tagged[..4].copy_from_slice(&(tag as u32).to_le_bytes());
    tagged[4..].copy_from_slice(&(content.len() as u64).to_le_bytes());
    check.copy_from_slice(&checksum([tagged, content]));
    all
}

/// The sections, each as it was written.
fn sections(bytes: &[u8]) -> Result<Vec<(Section, &[u8])>, SnapshotError> {
    let mut kept = Kept(bytes);
    let magic = kept.raw(MAGIC.len().min(bytes.len())).unwrap_or_default();
    if !MAGIC.starts_with(magic) {
        return Err(Code::SNAPSHOT_NONE.into());
    }
    let version = kept.array().map(u32::from_le_bytes).ok_or(Code::SNAPSHOT_TRUNCATED)?;
    if version != VERSION {
        return Err(Code::SNAPSHOT_VERSION_UNKNOWN.into());
    }
    let head = bytes.get(..HEAD).ok_or(Code::SNAPSHOT_TRUNCATED)?;
    let count = kept.array().map(u32::from_le_bytes).ok_or(Code::SNAPSHOT_TRUNCATED)?;
    let length = kept.array().map(u64::from_le_bytes).ok_or(Code::SNAPSHOT_TRUNCATED)?;
    let check: [u8; CHECKSUM] = kept.array().ok_or(Code::SNAPSHOT_TRUNCATED)?;
    if check != checksum([head, &[]]) {
        return Err(Code::SNAPSHOT_DAMAGED.into());
    }
    if length > bytes.len() as u64 {
        return Err(Code::SNAPSHOT_TRUNCATED.into());
    }
    if length < bytes.len() as u64 {
        return Err(Code::SNAPSHOT_TRAILING.into());
    }
    let mut framed = Vec::new();
    for _ in 0..count {
        // What is within the whole is all there: whatever does not fit was changed.
        framed.push(frame(&mut kept).ok_or(Code::SNAPSHOT_DAMAGED)?);
    }
    if !kept.is_done() {
        return Err(Code::SNAPSHOT_DAMAGED.into());
    }
    let checked = framed.into_par_iter().with_max_len(1).map(|(tagged, check, content)| {
        let tag = match u32::from_le_bytes([tagged[0], tagged[1], tagged[2], tagged[3]]) {
            1 => Section::Table,
            2 => Section::Column,
            3 => Section::Model,
            _ => return Err(Code::SNAPSHOT_DAMAGED),
        };
        if checksum([&tagged, content]) == check { Ok((tag, content)) } else { Err(Code::SNAPSHOT_DAMAGED) }
    });
    Ok(checked.collect::<Result<_, Code>>()?)
}

/// The tag and the length of a section, its checksum and what is in it.
fn frame<'b>(kept: &mut Kept<'b>) -> Option<([u8; 12], [u8; CHECKSUM], &'b [u8])> {
    let tagged: [u8; 12] = kept.array()?;
    let check = kept.array()?;
    let (_, length) = tagged.split_last_chunk()?;
    let content = kept.raw(usize::try_from(u64::from_le_bytes(*length)).ok()?)?;
    Some((tagged, check, content))
}

/// What is read from a section, all of it.
fn whole<'b, T>(bytes: &'b [u8], read: impl FnOnce(&mut Kept<'b>) -> Option<T>) -> Result<T, SnapshotError> {
    let mut kept = Kept(bytes);
    let read = read(&mut kept).filter(|_| kept.is_done());
    read.ok_or_else(|| Code::SNAPSHOT_MALFORMED.into())
}

/// Whether a model is of this table: of its columns, and of the codes in them, in their order.
fn is_of(model: &Model, table: &Table) -> bool {
    let own = Model::assumed(table).columns;
    model.columns.len() == own.len()
        && model.columns.iter().zip(&own).all(|(told, own)| {
            let texts = |codes: &[(Box<str>, f64)]| codes.iter().map(|(text, _)| text.clone()).collect::<Vec<_>>();
            (&told.name, told.kind, told.group) == (&own.name, own.kind, own.group)
                && texts(&told.codes) == texts(&own.codes)
                && told.confusion.len() == own.confusion.len()
                && told.tags.len() == own.tags.len()
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::linkage::{Cells, Group, Kind, TableBuilder};

    /// A column of each kind, with cells that hold several; every other row is told twice.
    fn table(rows: usize) -> Table {
        let of = |row: usize| row / 2 * 2;
        let texts = |each: &dyn Fn(usize) -> String| -> Vec<String> { (0..rows).map(|row| each(of(row))).collect() };
        fn cells(texts: &[String]) -> Cells<'_> {
            Cells::Texts(texts.iter().enumerate().map(|(row, text)| (row % 7 > 0).then_some(text.as_str())).collect())
        }
        let first = ["Robert", "Bob", "Zoë", "Katharine", "Иван", "Jon"];
        let last = ["Green", "O'Brien", "Marsh", "Fielding"];
        let names = texts(&|row| match row % 5 {
            0 => format!("{} {}; {}", first[row % 6], last[row % 4], first[row / 6 % 6]),
            _ => format!("{} {}", first[row / 2 % 6], last[row / 3 % 4]),
        });
        let lines = texts(&|row| format!("{} high street", row % 50));
        let builds = texts(&|row| ["slim", "medium", "heavy"][row / 2 % 3].to_owned());
        let numbers = texts(&|row| format!("n{}", row % 211));
        let tags = texts(&|row| format!("tag{};tag{}", row % 9, row % 4));
        let dates = texts(&|row| format!("{}-{:02}-{:02}", 1970 + row % 30, 1 + row % 12, 1 + row % 28));
        let phones = texts(&|row| match row % 10 {
            0 => format!("07700 900{:03};0161 496 0{:03}", row % 1_000, row / 2 % 1_000),
            _ => format!("07700 900{:03}", row * 7 % 1_000),
        });
        let emails = texts(&|row| format!("user{}@example.org", row % 300));
        let users = texts(&|row| format!("night.owl{}", row % 120));
        let plates = texts(&|row| format!("QA{:02} {}CD", row % 90, ["B", "?"][row / 2 % 2]));
        let codes = texts(&|row| format!("M{} {}AB", 1 + row % 30, row % 10));
        let reports: Vec<String> = (0..rows).map(|row| (row % (rows / 2 + 1)).to_string()).collect();
        let places =
            (0..rows).map(|row| (row % 9 > 0).then(|| [51.0 + of(row) as f64 / 90.0, -1.0 - of(row) as f64 / 70.0]));
        let ages = (0..rows)
            .map(|row| (row % 8 > 0).then(|| [(20 + of(row) % 40) as f64, (22 + of(row) % 40 + row % 3) as f64]));
        let days = (0..rows).map(|row| (row % 6 > 0).then_some(of(row) as i32 * 3 - 500));
        TableBuilder::new()
            .column("name", Kind::Name, cells(&names))
            .column("line", Kind::Text, cells(&lines))
            .grouped("build", Kind::Code, Group::Body, cells(&builds))
            .column("number", Kind::Code, cells(&numbers))
            .column("told", Kind::Set, cells(&tags))
            .column("born", Kind::Date, cells(&dates))
            .column("phone", Kind::Phone, cells(&phones))
            .column("email", Kind::Email, cells(&emails))
            .column("user", Kind::Username, cells(&users))
            .column("plate", Kind::Plate, cells(&plates))
            .column("postcode", Kind::Postcode, cells(&codes))
            .column("age", Kind::Number, Cells::Pairs(ages.collect()))
            .column("place", Kind::Place, Cells::Pairs(places.collect()))
            .column("day", Kind::Day, Cells::Days(days.collect()))
            .column("day", Kind::Day, Cells::Days(vec![None; rows]))
            .reports(reports.iter().map(|report| Some(report.as_str())).collect())
            .build()
    }

    fn weights(linkage: &Linkage) -> Vec<i32> {
        let rows = linkage.table().len();
        (0..rows)
            .flat_map(|one| (0..rows).map(move |other| (one, other)))
            .map(|(one, other)| linkage.weigh(one, other))
            .collect()
    }

    fn code(bytes: &[u8]) -> Code {
        Linkage::open(bytes).err().unwrap().code()
    }

    #[test]
    fn what_is_opened_is_what_was_saved() {
        let linkage = Linkage::new(table(400));
        let saved = linkage.save();
        let opened = Linkage::open(&saved).unwrap();
        assert!(saved == opened.save());
        let all = weights(&linkage);
        assert!(all.iter().any(|weight| *weight > 3_000) && all.iter().any(|weight| *weight < -1_000));
        assert!(weights(&opened) == all);
        for row in (0..400).step_by(37) {
            assert_eq!(opened.nearest(row, 5), linkage.nearest(row, 5));
        }
        assert!(!linkage.pairs(0.5).is_empty());
        assert_eq!(opened.pairs(0.5), linkage.pairs(0.5));
        assert!(!linkage.check(6, "07700 900014").is_empty());
        for (column, value) in [(0, "green robert"), (6, "07700 900014"), (7, "user12@example.org"), (9, "QA04 BCD")] {
            assert_eq!(opened.check(column, value), linkage.check(column, value));
        }
        // Of so many rows, only a sample makes the surroundings of places and days.
        let linkage = Linkage::new(table(2_500));
        let opened = Linkage::open(&linkage.save()).unwrap();
        for one in 0..2_500 {
            let other = one * 7 % 2_500;
            assert_eq!(opened.weigh(one, other), linkage.weigh(one, other));
            assert_eq!(opened.weigh(one, one ^ 1), linkage.weigh(one, one ^ 1));
        }
        let two = Linkage::new(
            TableBuilder::new().column("day", Kind::Day, Cells::Days(vec![Some(1), None, Some(1)])).second(1).build(),
        );
        let opened = Linkage::open(&two.save()).unwrap();
        assert_eq!(opened.table().second, Some(1));
        let none = Linkage::new(TableBuilder::new().build());
        assert!(Linkage::open(&none.save()).unwrap().table().is_empty());
    }

    #[test]
    fn no_byte_can_be_changed_or_left_out() {
        let saved = Linkage::new(table(12)).save();
        for at in 0..saved.len() {
            let found = code(&saved[..at]);
            assert_eq!(found, Code::SNAPSHOT_TRUNCATED, "{at}");
            let mut flipped = saved.clone();
            flipped[at] ^= 1 << (at % 8);
            let expected = match at {
                0..8 => Code::SNAPSHOT_NONE,
                8..12 => Code::SNAPSHOT_VERSION_UNKNOWN,
                _ => Code::SNAPSHOT_DAMAGED,
            };
            assert_eq!(code(&flipped), expected, "{at}");
        }
        let more = [&saved[..], &[0]].concat();
        assert_eq!(code(&more), Code::SNAPSHOT_TRAILING);
        assert_eq!(code(b"{}"), Code::SNAPSHOT_NONE);
        let mut newer = saved;
        newer[8] = 2;
        assert_eq!(code(&newer), Code::SNAPSHOT_VERSION_UNKNOWN);
        assert_eq!(
            SnapshotError::from(code(&newer)).to_string(),
            "a snapshot of another version (snapshot.version_unknown)"
        );
    }

    /// A snapshot with right checksums, whatever is in its sections.
    fn forged(sections: &[(Section, Vec<u8>)]) -> Vec<u8> {
        let sections: Vec<Vec<u8>> =
            sections.iter().map(|(tag, content)| section(*tag, |keeping| keeping.raw(content))).collect();
        let mut all = [&MAGIC[..], &VERSION.to_le_bytes(), &(sections.len() as u32).to_le_bytes()].concat();
        let length = HEAD + CHECKSUM + sections.iter().map(Vec::len).sum::<usize>();
        all.extend_from_slice(&(length as u64).to_le_bytes());
        let check = checksum([&all, &[]]);
        all.extend_from_slice(&check);
        all.extend(sections.concat());
        all
    }

    #[test]
    fn what_does_not_fit_is_refused_though_its_checksums_are_right() {
        let saved = Linkage::new(table(24)).save();
        let own: Vec<(Section, Vec<u8>)> =
            sections(&saved).unwrap().into_iter().map(|(tag, content)| (tag, content.to_vec())).collect();
        assert!(forged(&own) == saved);
        // Every byte of every section changed in three ways: refused, or opened and then asked everything.
        let (mut refused, mut opened) = (0, 0);
        for place in 0..own.len() - 1 {
            for at in 0..own[place].1.len() {
                for change in [0x01, 0x80, 0xFF] {
                    let mut changed = own.clone();
                    changed[place].1[at] ^= change;
                    match Linkage::open(&forged(&changed)) {
                        Err(error) => {
                            assert_eq!(error.code(), Code::SNAPSHOT_MALFORMED);
                            refused += 1;
                        }
                        Ok(linkage) => {
                            opened += 1;
                            if opened % 7 == 0 {
                                weights(&linkage);
                                linkage.nearest(1, 3);
                                linkage.pairs(0.5);
                            }
                        }
                    }
                }
            }
        }
        assert!(refused > 5_000 && opened > 500, "{refused} {opened}");
        // Sections left out, twice and in another order.
        for place in 0..own.len() {
            let mut fewer = own.clone();
            let taken = fewer.remove(place);
            assert_eq!(code(&forged(&fewer)), Code::SNAPSHOT_MALFORMED);
            fewer.insert((place + 5) % own.len(), taken.clone());
            assert_eq!(code(&forged(&fewer)), Code::SNAPSHOT_MALFORMED);
            let mut more = own.clone();
            more.insert(place, taken);
            assert_eq!(code(&forged(&more)), Code::SNAPSHOT_MALFORMED);
        }
    }

    #[test]
    fn no_memory_is_asked_for_what_is_not_there() {
        for count in [u64::MAX, u64::MAX / 4, 1 << 40, 3] {
            let mut keeping = Keeping::default();
            keeping.long(count);
            keeping.raw(&[0; 8]);
            assert!(Kept(&keeping.0).numbers(u32::from_le_bytes).is_none());
            assert!(Kept(&keeping.0).bytes().is_none() || count == 3);
        }
    }
}
