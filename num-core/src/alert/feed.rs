//! A page of all alerts that stand.

use std::cmp::Reverse;

use super::{bulletin::warning, release::Release};
use crate::{
    page::{Kind, Level, Page, Tone, html, notice},
    timestamp::Timestamp,
};

/// A page of the alerts that are out and not expired at an instant, newest first, each in its newest version. One that was withdrawn
/// is not on it, in no version.
pub fn feed(title: &str, releases: &[Release], as_of: Timestamp) -> String {
    let standing = standing(releases, as_of);
    let count = match standing.len() {
        1 => "1 alert stands".to_owned(),
        count => format!("{count} alerts stand"),
    };
    Page {
        title,
        kind: Kind::Screen,
        banner: "Safety alerts for members",
        aside: None,
        crumbs: &[],
        body: html! {
            h1 { (title) }
            p { (count) " on " (as_of.day().in_words()) ". The newest is first." }
            @for release in &standing { (warning(release, Level::Two)) }
            @if standing.is_empty() { (notice(Tone::Info, &html! { p { "There are no alerts now." } })) }
        },
        foot: Some(html! { p { "Keep this among members. Do not post it where anybody can read it." } }),
    }
    .to_html()
}

fn standing(releases: &[Release], as_of: Timestamp) -> Vec<&Release> {
    let out: Vec<&Release> = releases.iter().filter(|release| release.issued_at <= as_of).collect();
    let is_newest = |one: &Release| {
        !out.iter().any(|other| other.scheme == one.scheme && other.id == one.id && other.version > one.version)
    };
    let stands = |one: &Release| one.wording().is_some() && one.expires_at.is_none_or(|at| as_of < at);
    let mut standing: Vec<&Release> = out.iter().copied().filter(|one| stands(one) && is_newest(one)).collect();
    standing.sort_by_key(|release| (Reverse(release.issued_at), release.id.to_string()));
    standing
}

#[cfg(test)]
mod tests {
    use super::{
        super::{release::ReleaseKind, told::Told, words::Wording},
        *,
    };
    use crate::id::{Id, Reference, SchemeId};

    fn release(id: &str, version: u32, kind: ReleaseKind, days: [&str; 2]) -> Release {
        let [issued_at, expires_at] =
            days.map(|day| Timestamp::parse(&format!("2026-03-{day}T12:00:00+00:00")).unwrap());
        let stands = kind != ReleaseKind::Retraction;
        let told = Told::default();
        Release {
            id: Reference::parse(id).unwrap(),
            version,
            kind,
            issued_at,
            expires_at: stands.then_some(expires_at),
            scheme: SchemeId::parse("num").unwrap(),
            reach: None,
            alert: stands.then(|| (told.clone(), Wording::of(&told))),
        }
    }

    fn on(day: &str, releases: &[Release]) -> Vec<String> {
        let as_of = Timestamp::parse(&format!("2026-03-{day}T12:00:00+00:00")).unwrap();
        standing(releases, as_of).iter().map(|release| format!("{} {}", release.id, release.version)).collect()
    }

    #[test]
    fn what_stands_is_listed_newest_first_in_its_newest_version() {
        use ReleaseKind::{Alert, Renewal, Retraction};
        let releases = [
            release("num-aaaa1111", 1, Alert, ["01", "20"]),
            release("num-bbbb2222", 1, Alert, ["02", "10"]),
            release("num-cccc3333", 1, Alert, ["02", "20"]),
            release("num-bbbb2222", 2, Renewal, ["05", "15"]),
            release("num-cccc3333", 2, Retraction, ["06", "20"]),
        ];
        assert_eq!(on("01", &releases), ["num-aaaa1111 1"]);
        assert_eq!(on("02", &releases), ["num-bbbb2222 1", "num-cccc3333 1", "num-aaaa1111 1"]);
        assert_eq!(on("05", &releases), ["num-bbbb2222 2", "num-cccc3333 1", "num-aaaa1111 1"]);
        // What was withdrawn is gone, in its earlier version too; so is what ends at this instant.
        assert_eq!(on("06", &releases), ["num-bbbb2222 2", "num-aaaa1111 1"]);
        assert_eq!(on("15", &releases), ["num-aaaa1111 1"]);
        assert!(on("20", &releases).is_empty());
        let page = feed("Safety alerts", &releases, Timestamp::parse("2026-03-20T12:00:00+00:00").unwrap());
        assert!(page.contains("There are no alerts now.") && !page.contains("num-aaaa1111"));
    }
}
