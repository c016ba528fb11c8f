//! Who somebody is on a dating or advert site, or in an app.

use serde::Serialize;

use super::{Handle, compatible};
use crate::{error::Code, text::Text};

/// The name of a site or an app: 2–60 of `a–z 0–9 . -`. Two are equal when their normal forms are.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(transparent)]
pub struct Site(Text<60>);

impl Site {
    /// Takes a site in, in normal form: in small letters, without `https://`, `www.` and what follows the first `/`.
    ///
    /// # Errors
    /// [`Code::SITE_MALFORMED`].
    pub fn parse(text: &str) -> Result<Self, Code> {
        let small = compatible(text).to_lowercase();
        let host = ["https://", "http://"].iter().find_map(|scheme| small.strip_prefix(scheme)).unwrap_or(&small);
        let host = host.split('/').next().unwrap_or_default();
        let host = host.strip_prefix("www.").unwrap_or(host);
        let sound = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'.' | b'-');
        if !(2..=60).contains(&host.len()) || !host.bytes().all(sound) {
            return Err(Code::SITE_MALFORMED);
        }
        Text::parse(host).map(Self)
    }

    /// The site in normal form.
    pub fn as_str(&self) -> &str {
        self.0.expose()
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Site {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Site".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        // What is taken in may be longer than what is kept: an address with its path.
        schemars::json_schema!({"type": "string", "minLength": 2})
    }
}

/// A handle on a site.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct Profile {
    /// The site or app.
    pub site: Site,
    /// The name there.
    pub handle: Handle,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sites() {
        for (text, normal) in [
            ("Example.org", Some("example.org")),
            ("https://www.example.org/profiles/kez22", Some("example.org")),
            ("www.ads.example.org", Some("ads.example.org")),
            ("night-app", Some("night-app")),
            ("the blue one", None),
            ("x", None),
            ("", None),
            ("exämple.org", None),
        ] {
            assert_eq!(Site::parse(text).ok().as_ref().map(Site::as_str), normal, "{text}");
        }
    }
}
