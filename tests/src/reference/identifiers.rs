//! Normal forms of identifiers: `None` where a text does not parse.

use email_address::{EmailAddress, Options};
use unicode_normalization::UnicodeNormalization;

fn nfkc(text: &str) -> String {
    text.nfkc().collect::<String>().trim().to_owned()
}

/// The normal form of a text of this kind.
pub(super) fn normal_form(kind: &str, text: &str) -> Option<String> {
    match kind {
        "phone" => phone(text),
        "plate" => plate(text),
        "email" => email(text),
        "handle" => handle(text),
        "postcode" => postcode(text),
        _ => None,
    }
}

/// The normal form where there is one, else the text as it was given.
pub(super) fn shown_form(kind: &str, text: &str) -> String {
    normal_form(kind, text).unwrap_or_else(|| text.to_owned())
}

fn phone(text: &str) -> Option<String> {
    let text = nfkc(text);
    if !text.chars().all(|c| c.is_ascii_digit() || " +-./()".contains(c))
        || text.matches('+').count() > 1
        || (text.contains('+') && !text.trim_start_matches('(').starts_with('+'))
    {
        return None;
    }
    let international = |text: &str| {
        let digits: String = text.chars().filter(char::is_ascii_digit).collect();
        text.contains('+') || digits.starts_with("00")
    };
    let text = if international(&text) { text.replace("(0)", "") } else { text };
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let global = if text.contains('+') {
        digits
    } else if let Some(rest) = digits.strip_prefix("00") {
        rest.to_owned()
    } else if digits.starts_with('0') && (10..=11).contains(&digits.len()) {
        format!("44{}", &digits[1..])
    } else if digits.len() == 10 && digits.starts_with('7') {
        format!("44{digits}")
    } else {
        return None;
    };
    let parses = match global.strip_prefix("44") {
        Some(further) => (9..=10).contains(&further.len()) && !further.starts_with('0'),
        None => (7..=15).contains(&global.len()),
    };
    parses.then(|| format!("+{global}"))
}

/// Of a partial plate, each place that is not known is written `?`.
fn plate(text: &str) -> Option<String> {
    let plate: String = nfkc(text)
        .to_uppercase()
        .chars()
        .filter(|c| !c.is_whitespace() && *c != '-')
        .map(|c| if "*_".contains(c) { '?' } else { c })
        .collect();
    let is_known = |c: &char| c.is_ascii_uppercase() || c.is_ascii_digit();
    let known = plate.chars().filter(is_known).count();
    ((2..=8).contains(&plate.chars().count()) && known >= 2 && plate.chars().all(|c| is_known(&c) || c == '?'))
        .then_some(plate)
}

fn email(text: &str) -> Option<String> {
    let address = nfkc(text).to_lowercase();
    let strict = Options::default().with_required_tld().without_domain_literal().without_display_text();
    EmailAddress::parse_with_options(&address, strict)
        .is_ok_and(|parsed| parsed.domain().contains('.'))
        .then_some(address)
}

fn handle(text: &str) -> Option<String> {
    let text = nfkc(text);
    let handle = text.strip_prefix('@').unwrap_or(&text).to_lowercase();
    ((2..=64).contains(&handle.chars().count())
        && handle.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || "._-".contains(c)))
    .then_some(handle)
}

/// A site in small letters, without scheme, `www.` and path.
pub(super) fn site(text: &str) -> String {
    let text = nfkc(text).to_lowercase();
    let text = text.strip_prefix("https://").unwrap_or(&text);
    let text = text.strip_prefix("www.").unwrap_or(text);
    text.split('/').next().unwrap_or_default().to_owned()
}

/// `^[A-Z]{1,2}[0-9][A-Z0-9]?[0-9][A-Z]{2}$`, with one space before the last three.
fn postcode(text: &str) -> Option<String> {
    let code: String = text.to_uppercase().chars().filter(|c| !c.is_whitespace()).collect();
    if !code.is_ascii() || !(5..=7).contains(&code.len()) {
        return None;
    }
    let (outward, inward) = code.split_at(code.len() - 3);
    let shape = |text: &str| -> String {
        text.chars()
            .map(|c| match c {
                'A'..='Z' => 'A',
                '0'..='9' => '9',
                _ => '?',
            })
            .collect()
    };
    (shape(inward) == "9AA" && ["A9", "A99", "A9A", "AA9", "AA99", "AA9A"].contains(&shape(outward).as_str()))
        .then(|| format!("{outward} {inward}"))
}
