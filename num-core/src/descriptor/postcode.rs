//! UK postcodes.

use std::{
    fmt,
    hash::{Hash, Hasher},
};

use serde::{Serialize, Serializer};

use crate::{error::Code, text::Text};

/// So much may stand in the field, spaces included.
const MAX: usize = 40;

/// A full UK postcode, such as `LS2 9JT`. Unlike the identifiers, what is not in that shape is refused: nothing could be done
/// with it but to withhold it.
#[derive(Clone)]
pub struct Postcode {
    source: Text<MAX>,
    normal: Text<MAX>,
}

impl Postcode {
    /// Parses a postcode; case and spaces do not count.
    ///
    /// # Errors
    /// [`Code::POSTCODE_MALFORMED`].
    pub fn parse(text: &str) -> Result<Self, Code> {
        let source = Text::parse(text).map_err(|_| Code::POSTCODE_MALFORMED)?;
        let mut normal: String = text.chars().filter(|c| !c.is_whitespace()).map(|c| c.to_ascii_uppercase()).collect();
        if !well_formed(normal.as_bytes()) {
            return Err(Code::POSTCODE_MALFORMED);
        }
        normal.insert(normal.len().saturating_sub(3), ' ');
        let normal = if normal == text { source.clone() } else { Text::parse(&normal)? };
        Ok(Self { source, normal })
    }

    /// As it was given.
    pub fn source(&self) -> &str {
        self.source.expose()
    }

    /// In capitals, with one space before the last three characters.
    pub fn normal(&self) -> &str {
        self.normal.expose()
    }

    /// What is shown of it: the normal form.
    pub fn shown(&self) -> &str {
        self.normal()
    }

    /// The part before the space: the district.
    pub fn outward(&self) -> &str {
        self.normal().split_once(' ').map_or("", |(outward, _)| outward)
    }
}

/// One or two letters, a digit, perhaps a letter or digit; then a digit and two letters.
fn well_formed(characters: &[u8]) -> bool {
    let Some((outward, &[digit, first, second])) = characters.split_last_chunk::<3>() else { return false };
    let letters = outward.iter().take_while(|byte| byte.is_ascii_uppercase()).count();
    let district = outward.get(letters..).unwrap_or_default();
    digit.is_ascii_digit()
        && first.is_ascii_uppercase()
        && second.is_ascii_uppercase()
        && matches!(letters, 1 | 2)
        && match district {
            [digit] => digit.is_ascii_digit(),
            [digit, last] => digit.is_ascii_digit() && (last.is_ascii_uppercase() || last.is_ascii_digit()),
            _ => false,
        }
}

impl PartialEq for Postcode {
    fn eq(&self, other: &Self) -> bool {
        self.normal == other.normal
    }
}

impl Eq for Postcode {}

impl Hash for Postcode {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.normal.hash(state);
    }
}

impl fmt::Debug for Postcode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Postcode(…)")
    }
}

impl Serialize for Postcode {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.source.serialize(serializer)
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Postcode {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Postcode".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "string",
            "maxLength": MAX,
            "pattern": r"^\s*[A-Za-z]\s*([A-Za-z]\s*)?[0-9]\s*([A-Za-z0-9]\s*)?[0-9]\s*[A-Za-z]\s*[A-Za-z]\s*$"
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn normal_forms() {
        for (text, normal, outward) in [
            ("LS2 9JT", "LS2 9JT", "LS2"),
            ("ls29jt", "LS2 9JT", "LS2"),
            (" L1\u{A0}0AA ", "L1 0AA", "L1"),
            ("W1A 0AX", "W1A 0AX", "W1A"),
            ("EC1A1BB", "EC1A 1BB", "EC1A"),
            ("M60 1NW", "M60 1NW", "M60"),
            ("LS99 9ZZ", "LS99 9ZZ", "LS99"),
        ] {
            let postcode = Postcode::parse(text).unwrap();
            assert_eq!((postcode.normal(), postcode.outward(), postcode.source()), (normal, outward, text));
            assert_eq!(serde_json::to_value(&postcode).unwrap(), text);
        }
        assert_eq!(Postcode::parse("ls2 9jt").unwrap(), Postcode::parse("LS29JT").unwrap());
    }

    #[test]
    fn others_are_refused() {
        for text in [
            "",
            " ",
            "LS2",
            "9JT",
            "LS2 9J",
            "LS2 9JTX",
            "2LS 9JT",
            "LSA 9JT",
            "ABC1 9JT",
            "LS2-9JT",
            "LS222 9JT",
            "ＬＳ２ 9JT",
        ] {
            assert_eq!(Postcode::parse(text).err(), Some(Code::POSTCODE_MALFORMED), "{text}");
        }
        assert!(Postcode::parse(&format!("LS2{}9JT", " ".repeat(60))).is_err());
    }
}
