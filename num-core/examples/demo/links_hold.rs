//! A small year, played and written; then every page is read as a browser would follow it.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Component, Path, PathBuf},
    time::Instant,
};

use num_core::synthetic::Parameters;

use crate::{Input, Outbox, run};

/// Everything below a folder, by path.
fn files(folder: &Path) -> BTreeMap<PathBuf, String> {
    let mut found = BTreeMap::new();
    let mut open = vec![folder.to_owned()];
    while let Some(next) = open.pop() {
        for entry in fs::read_dir(&next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else {
                found.insert(path.strip_prefix(folder).unwrap().to_owned(), fs::read_to_string(&path).unwrap());
            }
        }
    }
    found
}

fn year(reports: u32) -> (tempfile::TempDir, BTreeMap<PathBuf, String>) {
    let folder = tempfile::tempdir().unwrap();
    let outbox = Outbox::new(folder.path()).unwrap();
    let parameters = Parameters { reports, ..Parameters::default() };
    let input = Input::year(folder.path(), &parameters).unwrap();
    run(input, &outbox, Instant::now()).unwrap();
    let files = files(folder.path());
    (folder, files)
}

/// The values of an attribute, in the order of the page.
fn values<'p>(page: &'p str, attribute: &'p str) -> impl Iterator<Item = &'p str> {
    page.split(attribute).skip(1).map(|rest| rest.split('"').next().unwrap_or_default())
}

/// Where a link leads, without `.` and `..`.
fn resolved(page: &Path, href: &str) -> PathBuf {
    let mut path = page.parent().unwrap_or(Path::new("")).to_owned();
    for part in Path::new(href).components() {
        match part {
            Component::ParentDir => assert!(path.pop(), "{}: {href} leads out of the folder", page.display()),
            Component::Normal(name) => path.push(name),
            Component::CurDir => {}
            _ => panic!("{}: {href} is no relative link", page.display()),
        }
    }
    path
}

#[test]
fn every_link_leads_to_a_file_and_every_file_is_linked() {
    let (_folder, files) = year(60);
    let mut linked: BTreeSet<PathBuf> = BTreeSet::from([PathBuf::from("index.html")]);
    let mut links = 0;
    for (path, page) in files.iter().filter(|(path, _)| path.extension().is_some_and(|ending| ending == "html")) {
        assert!(!page.contains("<script") && !page.contains(" src=\""), "{}: a script or an image", path.display());
        for href in values(page, " href=\"") {
            let (file, anchor) = href.split_once('#').unwrap_or((href, ""));
            let target = if file.is_empty() { path.clone() } else { resolved(path, file) };
            let there = files.get(&target).unwrap_or_else(|| panic!("{}: {href} leads nowhere", path.display()));
            let named = anchor.is_empty() || values(there, " id=\"").any(|id| id == anchor);
            assert!(named, "{}: nothing is named {href}", path.display());
            linked.insert(target);
            links += 1;
        }
    }
    assert!(links > 500, "{links} links");
    let of_the_year = |path: &&PathBuf| path.to_str().is_some_and(|path| path.starts_with("year."));
    let lost: Vec<&PathBuf> =
        files.keys().filter(|path| !of_the_year(path)).filter(|path| !linked.contains(*path)).collect();
    assert!(lost.is_empty(), "no page leads to {lost:?}");
}

#[test]
fn nothing_of_an_earlier_run_stays_but_what_others_wrote_does() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    Outbox::new(folder.path()).unwrap().write("alerts/earlier/index.html", "").unwrap();
    fs::write(path("notes.txt"), "kept").unwrap();
    let outbox = Outbox::new(folder.path()).unwrap();
    outbox.write("alerts/later/index.html", "").unwrap();
    assert_eq!(outbox.close().unwrap(), 1);
    assert!(path("alerts/later/index.html").exists() && path("notes.txt").exists() && !path("alerts/earlier").exists());
}

#[test]
fn two_runs_write_the_same_bytes() {
    let ((_one, first), (_other, second)) = (year(40), year(40));
    assert!(first.keys().eq(second.keys()));
    for (path, content) in &first {
        assert!(Some(content) == second.get(path), "{} differs", path.display());
    }
}

#[test]
fn pages_for_the_schemes_own_people_say_so_and_others_tell_no_ordinal() {
    let (_folder, files) = year(60);
    let own = ["index.html", "withheld.html", "rejects.html", "lookups.html"];
    let mut members = 0;
    for (path, page) in &files {
        let (name, path) = (path.file_name().unwrap().to_str().unwrap(), path.to_str().unwrap());
        let is_own = own.contains(&name) || path.starts_with("series/");
        if name.ends_with(".html") {
            assert_eq!(page.contains("For the scheme\u{2019}s own people"), is_own, "{path}");
        }
        if !is_own && !name.starts_with("year.") && name != "rejects.csv" {
            assert!(!page.contains("withheld.html") && !page.contains("#report-"), "{path}");
            members += 1;
        }
    }
    assert!(members > 50, "{members} files for others");
}
