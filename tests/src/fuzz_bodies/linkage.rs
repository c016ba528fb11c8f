//! Linkage: rows with cells of every kind, models, and snapshots.

use std::sync::OnceLock;

use num_core::linkage::{Cells, Group, Kind, Linkage, Model, Table, TableBuilder};
use siphasher::sip128::{Hasher128, SipHasher13};

use super::refused;

/// What is told of two rows. A line is a kind, a space and a value; what follows an empty line is told of the second.
pub fn linkage_compare(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let (first, second) = text.split_once("\n\n").unwrap_or((text, ""));
    let table = table(&[first, second]);
    let assumed = Model::assumed(&table);
    for linkage in [Linkage::with_model(table.clone(), &assumed).unwrap(), Linkage::new(table)] {
        asked(&linkage);
        let nearest = linkage.nearest(0, 3);
        assert_eq!(
            nearest.iter().map(|pair| (pair.right, pair.weight)).collect::<Vec<_>>(),
            [(1, linkage.weigh(0, 1))]
        );
        let saved = linkage.save();
        let opened = Linkage::open(&saved).expect("what is saved is opened");
        assert!(opened.save() == saved, "what is opened is saved as the same");
        assert_eq!(opened.weigh(0, 1), linkage.weigh(0, 1));
    }
}

/// Each pair weighs the same whichever comes first, and as much as is told of it.
fn asked(linkage: &Linkage) {
    let rows = linkage.table().len();
    for (one, other) in (0..rows).flat_map(|one| (0..rows).map(move |other| (one, other))) {
        let weight = linkage.weigh(one, other);
        assert_eq!(weight, linkage.weigh(other, one), "symmetric");
        let evidence = linkage.evidence(one, other);
        assert_eq!(evidence.iter().map(|evidence| evidence.weight.hundredths()).sum::<i32>(), weight);
        assert!((0.0..=1.0).contains(&linkage.probability(weight)));
        linkage.tier(one, other);
    }
}

/// A row for each text: a column of each kind, and two of one.
fn table(rows: &[&str]) -> Table {
    let value = |row: &str, of: &str| -> Option<String> {
        let lines = || row.lines().filter_map(|line| line.split_once(' ')).filter(|(kind, _)| *kind == of);
        lines().next().map(|_| lines().map(|(_, value)| value).collect::<Vec<_>>().join(";"))
    };
    let numbers = |row: &str, of: &str| -> Option<[f64; 2]> {
        let value = value(row, of)?;
        let mut parts = value.split([' ', ';']).map(str::parse);
        let from = parts.next()?.ok()?;
        Some([from, parts.next().map_or(Some(from), Result::ok)?])
    };
    let texts: Vec<(&str, Kind, Group, Vec<Option<String>>)> = [
        ("name", Kind::Name),
        ("text", Kind::Text),
        ("code", Kind::Code),
        ("build", Kind::Code),
        ("set", Kind::Set),
        ("date", Kind::Date),
        ("phone", Kind::Phone),
        ("email", Kind::Email),
        ("username", Kind::Username),
        ("plate", Kind::Plate),
        ("postcode", Kind::Postcode),
    ]
    .into_iter()
    .map(|(name, kind)| {
        let group = if name == "code" { Group::Origin } else { kind.group() };
        (name, kind, group, rows.iter().map(|row| value(row, name)).collect())
    })
    .collect();
    let mut builder = TableBuilder::new();
    for (name, kind, group, cells) in &texts {
        let cells = Cells::Texts(cells.iter().map(Option::as_deref).collect());
        builder = builder.grouped(name, *kind, *group, cells);
    }
    for (name, kind) in [("number", Kind::Number), ("place", Kind::Place)] {
        builder = builder.column(name, kind, Cells::Pairs(rows.iter().map(|row| numbers(row, name)).collect()));
    }
    let days = rows.iter().map(|row| value(row, "day")?.parse().ok()).collect();
    builder.column("day", Kind::Day, Cells::Days(days)).build()
}

/// Rows of which some are told twice.
const ROWS: [&str; 6] = [
    "name Robert Green\ncode slim\nset gloves;knife\nphone 07700 900123\nplate QA01 BCD\nnumber 30 35\nplace 52.5 -1.9\nday 100",
    "name Bob Green\ncode slim\nset knife\nphone 07700 900123\nemail night.owl@example.org\nplate QAO1 BC?\nplace 52.5 -1.9\nday 101",
    "name Katharine Marsh\ntext 3 high street\nbuild b\ndate 1990-02-01\nemail kate1@example.org\npostcode M1 1AA\nnumber 60",
    "name Kate Marsh;Katie\ntext 3 high st\nbuild b\ndate 1990-01-02\nusername kate_22\npostcode M1 1AB\nnumber 58",
    "name Jon Fielding\ncode heavy\nset mask\nphone 0161 496 0123;07700 900456\nusername kate_23\nplace 51.4 -0.1\nday 90",
    "code medium\ndate 1970-12-24\nday -4",
];

fn linkage() -> &'static Linkage {
    static LINKAGE: OnceLock<Linkage> = OnceLock::new();
    LINKAGE.get_or_init(|| Linkage::new(table(&ROWS)))
}

fn saved() -> &'static [u8] {
    static SAVED: OnceLock<Vec<u8>> = OnceLock::new();
    SAVED.get_or_init(|| linkage().save())
}

/// Bytes as a snapshot; as one with its checksums put right; and as changes to a snapshot: a place in two bytes, and what is changed there.
pub fn linkage_snapshot(data: &[u8]) {
    opened(data);
    opened(&sealed(data));
    let mut changed = saved().to_vec();
    for change in data.chunks_exact(3) {
        let at = usize::from(u16::from_le_bytes([change[0], change[1]])) % changed.len();
        changed[at] ^= change[2];
    }
    if changed != saved() {
        assert!(!opened(&changed), "a change is not seen");
        opened(&sealed(&changed));
    }
    let short = data.iter().map(|byte| usize::from(*byte)).sum::<usize>() % saved().len();
    assert!(!opened(&saved()[..short]), "a part is taken for the whole");
}

/// Whether it is a snapshot; if so, it answers whatever is asked.
fn opened(bytes: &[u8]) -> bool {
    match Linkage::open(bytes) {
        Ok(linkage) => {
            let saved = linkage.save();
            let again = Linkage::open(&saved).expect("what is saved is opened");
            assert!(again.save() == saved, "what is opened is saved as the same");
            if linkage.table().len() <= 32 {
                asked(&linkage);
                for row in 0..linkage.table().len() {
                    linkage.nearest(row, 3);
                }
                linkage.pairs(0.5);
                for (at, column) in linkage.table().columns().iter().enumerate() {
                    linkage.check(at, "07700 900123");
                    assert!(column.known() <= linkage.table().len());
                }
            }
            true
        }
        Err(error) => {
            assert!(error.code().as_str().starts_with("snapshot.") && !error.code().message().is_empty());
            false
        }
    }
}

/// A snapshot with its lengths as they are, and its checksums put right.
fn sealed(bytes: &[u8]) -> Vec<u8> {
    const HEAD: usize = 24;
    const CHECKSUM: usize = 16;
    const TAGGED: usize = 12;
    let checksum = |parts: [&[u8]; 2]| {
        let mut hasher = SipHasher13::new();
        parts.iter().for_each(|part| std::hash::Hasher::write(&mut hasher, part));
        hasher.finish128().as_u128().to_le_bytes()
    };
    let mut all = bytes.to_vec();
    if all.len() < HEAD + CHECKSUM {
        return all;
    }
    let check = checksum([&all[..HEAD], &[]]);
    all[HEAD..HEAD + CHECKSUM].copy_from_slice(&check);
    let mut at = HEAD + CHECKSUM;
    while let Some(length) = all.get(at + 4..at + TAGGED) {
        let length = usize::try_from(u64::from_le_bytes(length.try_into().expect("eight bytes"))).unwrap_or(usize::MAX);
        let start = at + TAGGED + CHECKSUM;
        let Some(content) = length.checked_add(start).and_then(|end| all.get(start..end)) else { break };
        let check = checksum([&all[at..at + TAGGED], content]);
        all[at + TAGGED..start].copy_from_slice(&check);
        at = start + length;
    }
    all
}

/// `uglymugs.linkage_model/1`.
pub fn linkage_model(data: &[u8]) {
    match Model::from_json(data) {
        Ok(model) => {
            let written = model.to_json();
            let again = Model::from_json(written.as_bytes()).expect("what is written is read");
            assert_eq!(again.to_json(), written);
            assert!(!model.text().is_empty());
            match model.for_table(linkage().table()) {
                Ok(fitted) => {
                    let written = fitted.to_json();
                    let linkage = Linkage::with_model(linkage().table().clone(), &fitted).unwrap();
                    let again = Model::from_json(written.as_bytes()).expect("a fitted model is written too");
                    let again = again.for_table(linkage.table()).expect("it is of this table");
                    assert_eq!(again.to_json(), written, "fitted twice is fitted once");
                    asked(&linkage);
                    for row in 0..linkage.table().len() {
                        linkage.nearest(row, 3);
                    }
                }
                Err(problems) => assert!(!problems.as_slice().is_empty()),
            }
        }
        Err(problems) => refused(&problems),
    }
}
