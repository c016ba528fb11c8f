//! The floors of the core: a room imports only from floors below its own. Modules of one crate do not enforce that, so this does.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use proc_macro2::{Spacing, Span, TokenStream, TokenTree};
use syn::{
    Attribute, File, Item, ItemExternCrate, ItemMod, ItemUse, Macro, UseTree,
    spanned::Spanned,
    visit::{self, Visit},
};

/// From the ground up. A room may use the rooms of the rows above its own in this table, and itself; never one of its own row.
const FLOORS: &[(&str, &[&str])] = &[
    ("0a ground", &["sensitive", "error", "answer"]),
    ("0b ground", &["code", "id", "page", "timestamp"]),
    ("0c ground", &["text"]),
    ("0d ground", &["json"]),
    ("1a codes", &["offence", "force", "ethnicity", "intelligence", "language", "vehicle"]),
    ("1b codes", &["hate_crime", "recording"]),
    ("2a parts", &["consent", "descriptor", "when"]),
    ("2b parts", &["place"]),
    ("3 record", &["incident", "identity", "linkage"]),
    ("4 decisions", &["disclosure", "matching"]),
    ("5 outputs", &["alert", "lookup", "police", "triage"]),
    ("6a service", &["case"]),
    ("6b service", &["scheme"]),
    ("7 edges", &["formats", "schema", "synthetic", "tables"]),
];

/// Rooms that are built from disclosures only.
const OUTPUTS: &[&str] = &["alert", "lookup", "police"];

/// Rooms that no output may use, though they are below it.
const CLOSED_TO_OUTPUTS: &[&str] = &["incident", "identity"];

/// What an output may take from consent: to whom a record goes. What was consented to is none of its business.
const CONSENT_FOR_OUTPUTS: &[&str] = &["PoliceRecipient"];

/// What the gate passes on of the record: codes and numbers that stand in what is shown, places of values, and whose report it is,
/// which nothing prints; none of them holds text.
const PASSED_ON_BY_THE_GATE: &[&str] = &[
    "Accent",
    "AgeBand",
    "Behaviour",
    "BodyPlace",
    "Build",
    "Clothing",
    "ClothingItem",
    "Colour",
    "Complexion",
    "ContactMethod",
    "EyeColour",
    "FacialHair",
    "Gender",
    "Glasses",
    "HairColour",
    "HairLength",
    "HairStyle",
    "Injury",
    "Mark",
    "MarkKind",
    "Motif",
    "OffenderPart",
    "PathAt",
    "PoliceContactStatus",
    "Relation",
    "ReportPart",
    "ReporterKind",
    "Sector",
    "Smell",
    "Source",
    "SupportWanted",
    "VehicleFeature",
    "VictimGender",
    "count_certain_sources",
    "count_sources",
];

/// Macros and functions by which text gets onto a screen.
const PRINTS: &[&str] = &["print", "println", "eprint", "eprintln", "dbg"];

fn floor(room: &str) -> Option<usize> {
    FLOORS.iter().position(|(_, rooms)| rooms.contains(&room))
}

/// What is wrong with one source file.
struct Inspection {
    file: String,
    /// The modules in which the visitor stands, the room first; empty in `lib.rs`.
    modules: Vec<String>,
    findings: Vec<String>,
}

fn inspect(file: &str, modules: &[&str], source: &str) -> Vec<String> {
    let modules: Vec<String> = modules.iter().map(|name| (*name).to_owned()).collect();
    let mut inspection = Inspection { file: file.to_owned(), modules, findings: Vec::new() };
    let syntax: File = syn::parse_file(source).unwrap_or_else(|error| panic!("{file}: {error}"));
    inspection.visit_file(&syntax);
    inspection.findings
}

impl Inspection {
    fn report(&mut self, span: Span, what: &str) {
        self.findings.push(format!("{}:{}: {what}", self.file, span.start().line));
    }

    /// A path that may lead out of the module: `crate`, `self` or `super` first.
    fn hold(&mut self, segments: &[String], span: Span) {
        let mut at = self.modules.clone();
        let mut segments = segments.iter();
        let mut rest = loop {
            match segments.next().map(String::as_str) {
                Some("crate") => at.clear(),
                Some("self") => {}
                Some("super") => {
                    if at.pop().is_none() {
                        return self.report(span, "`super` leads out of the crate");
                    }
                }
                Some(name) => break vec![name.to_owned()],
                None => break Vec::new(),
            }
        };
        rest.extend(segments.cloned());
        at.extend(rest);
        self.hold_resolved(&at, span);
    }

    /// A path from the root of the crate.
    fn hold_resolved(&mut self, path: &[String], span: Span) {
        let Some(own) = self.modules.first().cloned() else { return };
        let Some(room) = path.first() else {
            return self.report(span, "the root of the crate is used as a whole");
        };
        if *room == own {
            return;
        }
        let Some(other_floor) = floor(room) else {
            return self.report(span, &format!("`{room}` is on no floor"));
        };
        if floor(&own).is_some_and(|own_floor| other_floor >= own_floor) {
            let floor = FLOORS[other_floor].0;
            self.report(span, &format!("`{own}` uses `{room}`, which is not on a floor below it but on {floor}"));
        }
        if OUTPUTS.contains(&own.as_str()) {
            let name = path.get(1).map_or("*", String::as_str);
            if CLOSED_TO_OUTPUTS.contains(&room.as_str()) {
                self.report(span, &format!("the output `{own}` uses `{room}`"));
            } else if room == "consent" && !CONSENT_FOR_OUTPUTS.contains(&name) {
                self.report(span, &format!("the output `{own}` uses `consent::{name}`"));
            }
        }
        if own == "disclosure" && self.modules.len() == 1 && CLOSED_TO_OUTPUTS.contains(&room.as_str()) {
            let name = path.get(1).map_or("*", String::as_str);
            if !PASSED_ON_BY_THE_GATE.contains(&name) {
                self.report(span, &format!("the front of `disclosure` names `{room}::{name}`, and could pass it on"));
            }
        }
    }

    fn use_tree(&mut self, before: &[String], tree: &UseTree) {
        let with = |name: String| before.iter().cloned().chain([name]).collect::<Vec<_>>();
        match tree {
            UseTree::Path(path) => self.use_tree(&with(path.ident.to_string()), &path.tree),
            UseTree::Name(name) if name.ident == "self" => self.used(before, tree.span()),
            UseTree::Name(name) => self.used(&with(name.ident.to_string()), tree.span()),
            UseTree::Rename(name) if name.ident == "self" => self.used(before, tree.span()),
            UseTree::Rename(name) => self.used(&with(name.ident.to_string()), tree.span()),
            UseTree::Glob(_) => self.used(&with("*".to_owned()), tree.span()),
            UseTree::Group(group) => group.items.iter().for_each(|tree| self.use_tree(before, tree)),
        }
    }

    fn used(&mut self, path: &[String], span: Span) {
        if leads(path.first().map_or("", String::as_str)) {
            let all_of_crate = path.len() == 2 && path[0] == "crate" && path[1] == "*";
            self.hold(if all_of_crate { &path[..1] } else { path }, span);
        }
        self.name_of_a_stream(path, span);
    }

    fn name_of_a_stream(&mut self, path: &[String], span: Span) {
        if path.iter().any(|name| name == "stdout" || name == "stderr") {
            self.report(span, "the core writes to no screen");
        }
    }

    fn prints(&mut self, name: &str, span: Span) {
        if PRINTS.contains(&name) {
            self.report(span, &format!("the core writes to no screen: `{name}!`"));
        }
        if name == "include" {
            self.report(span, &format!("`{name}!` brings in what is not seen here"));
        }
    }

    /// The body or the arguments of a macro, which are tokens: whatever looks like a path that leads out is held as one.
    fn tokens(&mut self, stream: TokenStream) {
        let trees: Vec<TokenTree> = stream.into_iter().collect();
        let mut at = 0;
        while let Some(tree) = trees.get(at) {
            match tree {
                TokenTree::Ident(name) if leads(&name.to_string()) => {
                    let span = name.span();
                    at = self.path_in_tokens(&trees, at, &mut Vec::new(), span);
                    continue;
                }
                TokenTree::Ident(name) => {
                    let called = matches!(trees.get(at + 1), Some(TokenTree::Punct(mark)) if mark.as_char() == '!');
                    if called {
                        self.prints(&name.to_string(), name.span());
                    }
                    self.name_of_a_stream(&[name.to_string()], name.span());
                }
                TokenTree::Group(group) => self.tokens(group.stream()),
                // Attributes name functions in strings.
                TokenTree::Literal(literal) => {
                    let text = literal.to_string();
                    let text = text.trim_matches('"');
                    if ["crate::", "super::", "self::"].iter().any(|start| text.starts_with(start)) {
                        let path: Vec<String> = text.split("::").map(str::to_owned).collect();
                        self.hold(&path, literal.span());
                    }
                }
                TokenTree::Punct(_) => {}
            }
            at += 1;
        }
    }

    /// Reads a path or an import from `at`, holds it, and answers where it ends.
    fn path_in_tokens(&mut self, trees: &[TokenTree], mut at: usize, path: &mut Vec<String>, span: Span) -> usize {
        loop {
            match trees.get(at) {
                Some(TokenTree::Ident(name)) => path.push(name.to_string()),
                Some(TokenTree::Punct(star)) if star.as_char() == '*' => path.push("*".to_owned()),
                // An import of several: each begins with what stands before the braces.
                Some(TokenTree::Group(group)) => {
                    let inner: Vec<TokenTree> = group.stream().into_iter().collect();
                    let parts = inner.split(|tree| matches!(tree, TokenTree::Punct(comma) if comma.as_char() == ','));
                    for part in parts.filter(|part| !part.is_empty()) {
                        self.path_in_tokens(part, 0, &mut path.clone(), span);
                    }
                    return at + 1;
                }
                _ => {}
            }
            let colon = |at: usize, spacing: Option<Spacing>| {
                matches!(trees.get(at), Some(TokenTree::Punct(mark))
                    if mark.as_char() == ':' && spacing.is_none_or(|spacing| mark.spacing() == spacing))
            };
            let goes_on = colon(at + 1, Some(Spacing::Joint)) && colon(at + 2, None);
            let read_on = goes_on
                && match trees.get(at + 3) {
                    Some(TokenTree::Ident(_) | TokenTree::Group(_)) => true,
                    Some(TokenTree::Punct(mark)) => mark.as_char() == '*',
                    _ => false,
                };
            if !read_on {
                // `self.field`, `self` as an argument and `pub(crate)` are no paths.
                if path.len() > 1 {
                    self.used(path, span);
                }
                return at + 1;
            }
            at += 3;
        }
    }
}

fn leads(name: &str) -> bool {
    matches!(name, "crate" | "self" | "super")
}

/// Whether an item is there for the unit tests only.
fn for_tests(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        let mut test = false;
        if attribute.path().is_ident("cfg") {
            let _ = attribute.parse_nested_meta(|meta| {
                test |= meta.path.is_ident("test");
                if meta.path.is_ident("all") {
                    meta.parse_nested_meta(|inner| {
                        test |= inner.path.is_ident("test");
                        // Whatever is in it is passed over.
                        if let Ok(value) = inner.value() {
                            value.parse::<syn::Lit>()?;
                        }
                        Ok(())
                    })?;
                } else if !meta.input.is_empty() {
                    meta.input.parse::<TokenStream>()?;
                }
                Ok(())
            });
        }
        test
    })
}

fn attributes(item: &Item) -> &[Attribute] {
    match item {
        Item::Mod(item) => &item.attrs,
        Item::Fn(item) => &item.attrs,
        Item::Use(item) => &item.attrs,
        Item::Impl(item) => &item.attrs,
        _ => &[],
    }
}

impl<'ast> Visit<'ast> for Inspection {
    fn visit_item(&mut self, item: &'ast Item) {
        if !for_tests(attributes(item)) {
            visit::visit_item(self, item);
        }
    }

    fn visit_item_mod(&mut self, module: &'ast ItemMod) {
        if module.attrs.iter().any(|attribute| attribute.path().is_ident("path")) {
            self.report(module.span(), "a module out of its place");
        }
        if module.content.is_some() {
            self.modules.push(module.ident.to_string());
            visit::visit_item_mod(self, module);
            self.modules.pop();
        } else if self.modules.is_empty() && floor(&module.ident.to_string()).is_none() {
            self.report(module.span(), &format!("`{}` is on no floor", module.ident));
        }
    }

    fn visit_item_use(&mut self, item: &'ast ItemUse) {
        if self.modules.is_empty() {
            // A name at the root would be a door around the floors.
            self.report(item.span(), "the root of the crate imports");
        }
        self.use_tree(&[], &item.tree);
    }

    fn visit_item_extern_crate(&mut self, item: &'ast ItemExternCrate) {
        self.report(item.span(), "a crate under another name");
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        let segments: Vec<String> = path.segments.iter().map(|segment| segment.ident.to_string()).collect();
        if segments.len() > 1 {
            self.used(&segments, path.span());
        }
        visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, call: &'ast Macro) {
        if let Some(name) = call.path.segments.last() {
            self.prints(&name.ident.to_string(), call.path.span());
        }
        self.tokens(call.tokens.clone());
        visit::visit_macro(self, call);
    }

    fn visit_attribute(&mut self, attribute: &'ast Attribute) {
        if let syn::Meta::List(list) = &attribute.meta {
            self.tokens(list.tokens.clone());
        }
        visit::visit_attribute(self, attribute);
    }

    // `pub(in crate::…)` names a module, and uses nothing of it.
    fn visit_visibility(&mut self, _: &'ast syn::Visibility) {}
}

/// Every source file of the core with its modules; programs are none of them.
fn sources() -> Vec<(PathBuf, Vec<String>)> {
    fn walk(folder: &Path, modules: &[String], all: &mut Vec<(PathBuf, Vec<String>)>) {
        let mut entries: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        entries.sort();
        for path in entries {
            let name = path.file_stem().unwrap().to_string_lossy().into_owned();
            let here = |name: &str| modules.iter().cloned().chain([name.to_owned()]).collect::<Vec<_>>();
            if path.is_dir() {
                if !(modules.is_empty() && name == "bin") {
                    walk(&path, &here(&name), all);
                }
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let modules = if name == "mod" || name == "lib" { modules.to_vec() } else { here(&name) };
                all.push((path, modules));
            }
        }
    }
    let mut all = Vec::new();
    walk(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../num-core/src"), &[], &mut all);
    all
}

#[test]
fn every_room_uses_only_what_is_below_it() {
    let mut findings = Vec::new();
    let mut rooms = BTreeSet::new();
    for (path, modules) in sources() {
        let modules: Vec<&str> = modules.iter().map(String::as_str).collect();
        if let Some(room) = modules.first() {
            rooms.insert((*room).to_owned());
            if floor(room).is_none() {
                findings.push(format!("{}: `{room}` is on no floor", path.display()));
            }
        }
        findings.extend(inspect(&path.display().to_string(), &modules, &fs::read_to_string(&path).unwrap()));
    }
    assert!(findings.is_empty(), "{}", findings.join("\n"));
    // `schema` comes with a feature; every other room of the table has to be there.
    let table: BTreeSet<String> = FLOORS
        .iter()
        .flat_map(|(_, rooms)| *rooms)
        .filter(|room| **room != "schema")
        .map(|room| (*room).to_owned())
        .collect();
    let gone: Vec<&String> = table.difference(&rooms).collect();
    assert!(gone.is_empty(), "rooms of the table that are gone: {gone:?}");
}

#[test]
fn a_room_stands_on_one_floor() {
    let rooms: Vec<&str> = FLOORS.iter().flat_map(|(_, rooms)| *rooms).copied().collect();
    assert_eq!(rooms.iter().collect::<BTreeSet<_>>().len(), rooms.len());
    for room in OUTPUTS.iter().chain(CLOSED_TO_OUTPUTS) {
        assert!(floor(room).is_some());
    }
}

/// What the inspection says of a made-up file.
fn said(modules: &[&str], source: &str) -> String {
    inspect("made_up.rs", modules, source).join("\n")
}

#[test]
fn what_is_forbidden_is_reported() {
    for (modules, source, finding) in [
        // From a higher floor, from the same, and from one that is not known.
        (&["text"][..], "use crate::disclosure::Shown;", "`text` uses `disclosure`"),
        (&["text"], "use crate::{error::Code, json::{Mode, self}};", "`text` uses `json`"),
        (&["incident", "decode"], "use crate::identity::Identity as Who;", "`incident` uses `identity`"),
        (&["text"], "use crate::attic::Box;", "`attic` is on no floor"),
        (&["text"], "use crate::*;", "as a whole"),
        // By `super` and `self`, from a file and from a module in it.
        (&["descriptor", "phone"], "use super::super::incident::Record;", "`descriptor` uses `incident`"),
        (&["alert"], "use super::incident::Record;", "`alert` uses `incident`"),
        (&["text"], "mod inner { use super::super::case::Case; }", "`text` uses `case`"),
        (&["text"], "use self::super::case::Case;", "`text` uses `case`"),
        // As a path, in a signature, in an expression, in generics.
        (&["text"], "fn f(_: &crate::case::Case) {}", "`text` uses `case`"),
        (&["text"], "fn f() { let _ = <Vec<crate::case::Case>>::new(); }", "`text` uses `case`"),
        (&["text"], "fn f() { crate::formats::write_line(); }", "`text` uses `formats`"),
        // In macros: bodies, arguments, and the strings of attributes.
        (&["text"], "macro_rules! m { () => { $crate::case::Case } }", "`text` uses `case`"),
        (&["text"], "macro_rules! m { () => { use crate::{error::Code, case::Case}; } }", "`text` uses `case`"),
        (&["text"], "fn f() -> bool { matches!(g(), crate::case::Case { .. }) }", "`text` uses `case`"),
        (&["text"], "struct S { #[serde(with = \"crate::case::wire\")] a: u8 }", "`text` uses `case`"),
        (
            &["text"],
            "#[cfg_attr(feature = \"schema\", schemars(with = \"crate::case::Case\"))] struct S;",
            "`text` uses `case`",
        ),
        // Outputs know no record, no person and no consent.
        (&["alert", "draft"], "use crate::incident::Incident;", "the output `alert` uses `incident`"),
        (&["police"], "fn f(_: crate::identity::Identity) {}", "the output `police` uses `identity`"),
        (
            &["police"],
            "use crate::consent::{PoliceRecipient, ConsentState};",
            "the output `police` uses `consent::ConsentState`",
        ),
        (&["police"], "use crate::consent;", "the output `police` uses `consent::*`"),
        (&["police"], "use crate::consent::*;", "the output `police` uses `consent::*`"),
        (&["alert"], "fn f() { crate::police::record(); }", "`alert` uses `police`"),
        // Nor does the gate hand them one.
        (&["disclosure"], "pub use crate::incident::{Gender, Incident};", "could pass it on"),
        // Doors around the floors.
        (&[], "pub mod attic;", "`attic` is on no floor"),
        (&[], "pub use incident::Incident;", "the root of the crate imports"),
        (&["text"], "extern crate self as core;", "a crate under another name"),
        (&["text"], "#[path = \"../incident/mod.rs\"] mod other;", "out of its place"),
        (&["text"], "include!(\"../case/mod.rs\");", "brings in"),
        // What is shown on a screen is on no floor at all.
        (&["case"], "fn f() { println!(\"x\"); }", "`println!`"),
        (&["case"], "fn f() { std::eprintln!(\"x\"); }", "`eprintln!`"),
        (&["case"], "fn f() -> u8 { dbg!(1) }", "`dbg!`"),
        (&["case"], "macro_rules! m { () => { print!(\"x\") } }", "`print!`"),
        (&["case"], "use std::io::{stdout, Write};", "no screen"),
        (&["case"], "fn f() { let _ = std::io::stderr(); }", "no screen"),
        // The name of a feature does not make it a test.
        (&["text"], "#[cfg(not(test))] use crate::case::Case;", "`text` uses `case`"),
        (&["text"], "#[cfg(any(test, feature = \"x\"))] use crate::case::Case;", "`text` uses `case`"),
    ] {
        let said = said(modules, source);
        assert!(said.contains(finding), "{source}\nsaid: {said:?}\nnot: {finding:?}");
    }
}

#[test]
fn what_is_allowed_is_not_reported() {
    for (modules, source) in [
        (&["case"][..], "use crate::{disclosure::{self, Shown}, incident::Incident, error::Code};"),
        (&["police"], "use crate::{consent::PoliceRecipient, disclosure::{Disclosure, Shown}, id::Reference};"),
        (&["police"], "fn f(_: crate::disclosure::Recipient) { Self::g(self.a, crate::error::Code::ALL); }"),
        (&["alert", "text"], "use super::defang::defang; fn f() { super::draft::g(); self::h(); }"),
        (&["alert"], "mod draft; pub use self::draft::AlertDraft;"),
        (&["disclosure"], "pub use crate::incident::Gender; pub(crate) use self::circumstances::read;"),
        (&["disclosure", "gate"], "use crate::incident::Incident;"),
        (&["place"], "use crate::descriptor::Postcode;"),
        (&["text"], "pub(in crate::text) struct S; pub(crate) fn f(&self) { write!(f, \"{}\", self.a); }"),
        (&["text"], "#[cfg(test)] mod tests { use crate::case::Case; fn f() { println!(\"x\"); } }"),
        (&["text"], "#[cfg(all(test, feature = \"schema\"))] mod tests { use crate::case::Case; }"),
        (&["text"], "/// As [`crate::case::Case`].\nstruct S;"),
        (
            &["text"],
            "macro_rules! m { ($name:ident) => { impl $name { fn f(&self) -> $crate::error::Code { self.0 } } } }",
        ),
    ] {
        assert_eq!(said(modules, source), "", "{source}");
    }
}
