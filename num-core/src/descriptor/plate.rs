//! Number plates.

use super::{compatible, identifier};

identifier! {
    /// A number plate; its normal form is two to eight of `A–Z 0–9`, without spaces and hyphens. Of a partial one, each place
    /// that is not known (`?`, `*` or `_`) is `?` in the normal form, and at least two are known.
    Plate, 40, normalise
}

/// The formats of UK number plates, as in DVLA leaflet INF104 (*Vehicle registration numbers and number plates*) and the styles
/// before September 2001.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[non_exhaustive]
pub enum PlateFormat {
    /// `AA## AAA`: memory tag, year number, random letters; since September 2001.
    Current,
    /// `A### AAA`: a year letter first.
    Prefix,
    /// `AAA ###A`: a year letter last.
    Suffix,
    /// Up to three letters and up to four digits, in either order, six characters at most.
    Dateless,
    /// `AAA ####` with `I` or `Z` among the letters.
    NorthernIreland,
    /// None of these, such as a foreign plate.
    Other,
    /// Some of its places are not known.
    Partial,
}

impl Plate {
    /// The format of a plate that was parsed.
    pub fn format(&self) -> Option<PlateFormat> {
        self.normal().map(format_of)
    }

    /// Whether some of its places are known not to be known. Without a sign for them a fragment is taken for a whole.
    pub fn is_partial(&self) -> bool {
        self.normal().is_some_and(|plate| plate.contains(UNKNOWN))
    }

    /// Whether DVLA can have issued the plate, as far as its rules for the current style tell: it uses `I` and `Q` nowhere in
    /// it and `Z` not in the memory tag, and no plate bears the year numbers 00, 01 and 50 (leaflet INF104: 51 was the first,
    /// in September 2001, then 02). Such a plate is accepted all the same: people misread plates.
    pub fn issuable(&self) -> bool {
        let Some(plate) = self.normal() else { return true };
        if format_of(plate) != PlateFormat::Current {
            return true;
        }
        let tag = plate.get(..2).unwrap_or_default();
        let year = plate.get(2..4).unwrap_or_default();
        !plate.contains(['I', 'Q']) && !tag.contains('Z') && !matches!(year, "00" | "01" | "50")
    }
}

/// A place that is not known.
const UNKNOWN: char = '?';

/// A normal form for people to read, with the space where the plate has it; of another style or in part, as it is.
pub(crate) fn spaced(normal: &str) -> String {
    let at = match format_of(normal) {
        PlateFormat::Current => Some(4),
        PlateFormat::Suffix | PlateFormat::NorthernIreland => Some(3),
        PlateFormat::Prefix => Some(normal.len().saturating_sub(3)),
        PlateFormat::Dateless | PlateFormat::Other | PlateFormat::Partial => None,
    };
    match at.and_then(|at| normal.split_at_checked(at)) {
        Some((first, last)) => format!("{first} {last}"),
        None => normal.to_owned(),
    }
}

fn normalise(text: &str) -> Option<String> {
    let plate: String = compatible(text)
        .chars()
        .filter(|c| !c.is_whitespace() && *c != '-')
        .flat_map(char::to_uppercase)
        .map(|c| if matches!(c, '*' | '_') { UNKNOWN } else { c })
        .collect();
    let is_known = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit();
    let known = plate.chars().filter(|c| is_known(*c)).count();
    let sound = plate.chars().all(|c| is_known(c) || c == UNKNOWN);
    (sound && known >= 2 && (2..=8).contains(&plate.len())).then_some(plate)
}

fn format_of(plate: &str) -> PlateFormat {
    if plate.contains(UNKNOWN) {
        return PlateFormat::Partial;
    }
    // The lengths of the groups of letters and of digits, in turn; the first is of letters and may be empty.
    let mut groups = [0_usize; 4];
    let mut rest = plate;
    for (turn, group) in groups.iter_mut().enumerate() {
        let end = rest.find(|c: char| c.is_ascii_digit() == (turn % 2 == 0)).unwrap_or(rest.len());
        *group = end;
        rest = rest.get(end..).unwrap_or_default();
    }
    if !rest.is_empty() {
        return PlateFormat::Other;
    }
    match groups {
        [2, 2, 3, 0] => PlateFormat::Current,
        [1, 1..=3, 3, 0] => PlateFormat::Prefix,
        [3, 1..=3, 1, 0] => PlateFormat::Suffix,
        [3, 1..=4, 0, 0] if plate.contains(['I', 'Z']) => PlateFormat::NorthernIreland,
        [letters @ 1..=3, digits @ 1..=4, 0, 0] | [0, digits @ 1..=4, letters @ 1..=3, 0] if letters + digits <= 6 => {
            PlateFormat::Dateless
        }
        _ => PlateFormat::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn normal_forms() {
        for (text, normal) in [
            ("ab01 cde", Some("AB01CDE")),
            ("AB-01-CDE", Some("AB01CDE")),
            ("ＡＢ０１ ＣＤＥ", Some("AB01CDE")),
            ("A1", Some("A1")),
            ("ABCD1234", Some("ABCD1234")),
            ("ABCD12345", None),
            ("A", None),
            ("AB01 CD?", Some("AB01CD?")),
            ("ab?1 c*_", Some("AB?1C??")),
            ("??01", Some("??01")),
            ("A?", None),
            ("???????", None),
            ("AB01 CDE ??", None),
            ("AB01 CD!", None),
            ("white van, AB01", None),
            ("ÄB01 CDE", None),
        ] {
            assert_eq!(Plate::parse(text).unwrap().normal(), normal, "{text}");
        }
        assert_eq!(Plate::parse("ab01 cde").unwrap(), Plate::parse("AB01CDE").unwrap());
    }

    #[test]
    fn for_people() {
        for (normal, read) in [
            ("AB01CDE", "AB01 CDE"),
            ("Q1QQQ", "Q1 QQQ"),
            ("Q123QQQ", "Q123 QQQ"),
            ("QQQ123Q", "QQQ 123Q"),
            ("QIZ1234", "QIZ 1234"),
            ("AB0?CDE", "AB0?CDE"),
            ("1234QQ", "1234QQ"),
        ] {
            assert_eq!(spaced(normal), read);
        }
    }

    #[test]
    fn formats() {
        for (text, format, issuable) in [
            ("AB01 CDE", PlateFormat::Current, false),
            ("AB00 CDE", PlateFormat::Current, false),
            ("AB50 CDE", PlateFormat::Current, false),
            ("AI12 CDE", PlateFormat::Current, false),
            ("AQ12 CDE", PlateFormat::Current, false),
            ("ZA12 CDE", PlateFormat::Current, false),
            ("AB12 CIE", PlateFormat::Current, false),
            ("AB12 CDQ", PlateFormat::Current, false),
            ("Q1 QQQ", PlateFormat::Prefix, true),
            ("Q123 QQQ", PlateFormat::Prefix, true),
            ("QQQ 123Q", PlateFormat::Suffix, true),
            ("QQQ 123", PlateFormat::Dateless, true),
            ("1234 QQ", PlateFormat::Dateless, true),
            ("QQ 1", PlateFormat::Dateless, true),
            ("QIZ 1234", PlateFormat::NorthernIreland, true),
            ("QZQ 12", PlateFormat::NorthernIreland, true),
            ("QQQ 1234", PlateFormat::Other, true),
            ("1234", PlateFormat::Other, true),
            ("QQQQ", PlateFormat::Other, true),
            ("Q1Q1Q1", PlateFormat::Other, true),
            ("AB0? CDE", PlateFormat::Partial, true),
        ] {
            let plate = Plate::parse(text).unwrap();
            assert_eq!((plate.format(), plate.issuable()), (Some(format), issuable), "{text}");
        }
        for year in 0..100 {
            // `Z` may stand among the random letters.
            let plate = Plate::parse(&format!("AB{year:02} ZZZ")).unwrap();
            assert_eq!(plate.issuable(), ![0, 1, 50].contains(&year), "{year}");
        }
        assert_eq!(Plate::parse("a red van").unwrap().format(), Some(PlateFormat::Other));
        assert_eq!(Plate::parse("a red lorry").unwrap().format(), None);
    }
}
