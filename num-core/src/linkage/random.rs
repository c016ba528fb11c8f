//! Random tables for tests: values of each kind that are often the same or nearly.

use super::{Cells, Group, Kind, Table, TableBuilder, kernel::chance::Chance};

impl Chance {
    pub(crate) fn of<'t>(&mut self, all: &[&'t str]) -> &'t str {
        all[self.below(all.len())]
    }

    /// A text with a slip now and then.
    pub(crate) fn slip(&mut self, text: &str, letters: &str) -> String {
        let mut bytes = text.as_bytes().to_vec();
        let letter = letters.as_bytes()[self.below(letters.len())];
        let at = self.below(bytes.len());
        match self.below(12) {
            0 => bytes[at] = letter,
            1 => bytes.insert(at, letter),
            2 if bytes.len() > 2 => drop(bytes.remove(at)),
            3 if at > 0 => bytes.swap(at - 1, at),
            _ => {}
        }
        String::from_utf8(bytes).unwrap_or_default()
    }

    pub(crate) fn name(&mut self) -> String {
        const FIRST: [&str; 14] = [
            "Robert",
            "Bob",
            "Rob",
            "Bert",
            "Katharine",
            "Kate",
            "Catherine",
            "Jon",
            "John",
            "Jonathan",
            "Mohammed",
            "Muhamad",
            "Li",
            "J",
        ];
        const LAST: [&str; 10] =
            ["Smith", "Smyth", "Schmidt", "Green", "Greene", "Khan", "Kahn", "O'Brien", "Brien", "B"];
        let first = self.of(&FIRST);
        let mut name = self.slip(first, "aeijrs");
        for _ in 0..self.below(3) {
            let last = self.of(&LAST);
            name = format!("{name} {}", self.slip(last, "aeijrs"));
        }
        name
    }

    pub(crate) fn text(&mut self, kind: Kind) -> String {
        match kind {
            Kind::Name => self.name(),
            Kind::Text => {
                let number = self.below(30);
                let words = ["high", "church", "station", "park", "old", "street", "road", "lane", "park"];
                let all: Vec<String> = (0..1 + self.below(4))
                    .map(|_| {
                        let word = self.of(&words);
                        self.slip(word, "aeo")
                    })
                    .collect();
                format!("{number} {}", all.join(" "))
            }
            Kind::Code => format!("code {}", self.below(150)),
            Kind::Set => (0..1 + self.below(4)).map(|_| format!("tag{}", self.below(40))).collect::<Vec<_>>().join(";"),
            Kind::Date => format!("{}-{:02}-{:02}", 1980 + self.below(12), 1 + self.below(12), 1 + self.below(28)),
            Kind::Phone => {
                let tail = format!("07700900{:03}", self.below(60));
                self.slip(&tail, "0123")
            }
            Kind::Email => {
                let name = self.of(&["johnsmith", "kate", "katharine", "bob1"]);
                let number = self.below(12);
                let name = self.slip(name, "aj1.");
                format!("{name}{number}@example.{}", self.of(&["org", "com"]))
            }
            Kind::Username => {
                let name = self.of(&["johnsmith", "kateb", "katharine", "12345"]);
                let number = self.below(12);
                format!("{}{number}", self.slip(name, "aj1_"))
            }
            Kind::Plate => {
                let plate = self.of(&["FQ52XJL", "NI63OMH", "BQ65KXA", "FO52XIL", "NQ63QMH", "A1Z", "QQ1QQQ"]);
                let plate = self.slip(plate, "0O1IMVY8B");
                match self.below(4) {
                    0 => plate.replace('5', "?"),
                    1 if plate.len() > 4 => plate[1..5].to_owned(),
                    _ => plate,
                }
            }
            _ => {
                let code = self.of(&["M11AA", "M12BB", "LS61AN", "LS62AN", "SW1A1AA"]);
                self.slip(code, "A12")
            }
        }
    }
}

pub(crate) const TEXTS: [Kind; 10] = [
    Kind::Name,
    Kind::Text,
    Kind::Code,
    Kind::Set,
    Kind::Date,
    Kind::Phone,
    Kind::Email,
    Kind::Username,
    Kind::Plate,
    Kind::Postcode,
];

pub(crate) fn texts(chance: &mut Chance, kind: Kind, rows: usize) -> Vec<Option<String>> {
    (0..rows)
        .map(|_| {
            let one = chance.text(kind);
            match chance.below(8) {
                0..2 => None,
                2 if !matches!(kind, Kind::Set | Kind::Code | Kind::Text) => {
                    Some(format!("{one};{}", chance.text(kind)))
                }
                _ => Some(one),
            }
        })
        .collect()
}

pub(crate) fn borrowed(texts: &[Option<String>]) -> Cells<'_> {
    Cells::Texts(texts.iter().map(Option::as_deref).collect())
}

pub(crate) fn pairs(chance: &mut Chance, kind: Kind, rows: usize, scale: f64) -> Cells<'static> {
    let pair = |chance: &mut Chance| {
        if kind == Kind::Place {
            [51.0 + scale * chance.below(1_000) as f64 / 1e3, -1.0 + scale * chance.below(1_000) as f64 / 1e3]
        } else {
            let from = (scale * chance.below(400) as f64).round();
            [from, from + chance.below(4) as f64]
        }
    };
    Cells::Pairs((0..rows).map(|_| (chance.below(5) > 0).then(|| pair(chance))).collect())
}

/// A table with a column of each kind, and two of some; near each other in place and time at this scale.
pub(crate) fn table(chance: &mut Chance, rows: usize, scale: f64, is_two: bool) -> Table {
    let columns: Vec<(String, Kind, Vec<Option<String>>)> =
        TEXTS.into_iter().map(|kind| (format!("{kind:?}"), kind, texts(chance, kind, rows))).collect();
    let few: Vec<Vec<Option<String>>> = (0..4)
        .map(|_| (0..rows).map(|_| (chance.below(4) > 0).then(|| format!("c{}", chance.below(9)))).collect())
        .collect();
    let reports: Vec<String> = (0..rows).map(|_| chance.below(rows / 2).to_string()).collect();
    let mut builder = TableBuilder::new();
    for (name, kind, cells) in &columns {
        builder = builder.column(name, *kind, borrowed(cells));
    }
    for (cells, (name, group)) in few.iter().zip([
        ("build", Group::Body),
        ("hair", Group::Body),
        ("accent", Group::Origin),
        ("make", Group::Vehicle),
    ]) {
        builder = builder.grouped(name, Kind::Code, group, borrowed(cells));
    }
    let days = (0..rows).map(|_| (chance.below(5) > 0).then(|| (chance.below(3_000) as f64 * scale) as i32)).collect();
    builder = builder
        .column("age", Kind::Number, pairs(chance, Kind::Number, rows, 0.2))
        .column("height", Kind::Number, pairs(chance, Kind::Number, rows, 0.5))
        .column("place", Kind::Place, pairs(chance, Kind::Place, rows, scale))
        .column("day", Kind::Day, Cells::Days(days))
        .reports(reports.iter().map(|report| Some(report.as_str())).collect());
    if is_two {
        builder = builder.second(rows / 3);
    }
    builder.build()
}
