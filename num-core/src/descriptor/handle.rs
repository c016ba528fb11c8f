//! Names in online services.

use super::{compatible, identifier};

identifier! {
    /// A handle; its normal form is 2 to 64 of `a–z 0–9 . _ -`, without a leading `@`.
    Handle, 100, normalise
}

fn normalise(text: &str) -> Option<String> {
    let text = compatible(text);
    let handle = text.strip_prefix('@').unwrap_or(text.as_str()).to_lowercase();
    let sound = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'.' | b'_' | b'-');
    ((2..=64).contains(&handle.len()) && handle.bytes().all(sound)).then_some(handle)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn normal_forms() {
        let long = "x".repeat(65);
        for (text, normal) in [
            ("@NightOwl_Leeds", Some("nightowl_leeds")),
            (" kez.22- ", Some("kez.22-")),
            ("ｋｅｚ２２", Some("kez22")),
            ("@@kez", None),
            ("@ kez", None),
            ("k", None),
            ("night owl", None),
            ("zoë", None),
            (&long, None),
        ] {
            assert_eq!(Handle::parse(text).unwrap().normal(), normal, "{text}");
        }
        assert_eq!(Handle::parse("@Kez22").unwrap(), Handle::parse("kez22").unwrap());
    }
}
