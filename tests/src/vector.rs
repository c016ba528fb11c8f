//! The hand-written vectors: cases with what the rules say of them.

use serde_json::{Map, Value};
use std::fs;
use std::path::{Path, PathBuf};

/// A case, and what each recipient is to be given of it.
pub struct Vector {
    /// The file that it stands in.
    pub file: PathBuf,
    /// What it shows.
    pub name: String,
    /// The rules of gate.md that it is about.
    pub rules: Vec<String>,
    /// When it is asked.
    pub as_of: String,
    /// An `uglymugs.case/1`.
    pub case: Value,
    /// An `uglymugs.policy/1`: its own or the common one.
    pub policy: Value,
    /// A47.
    pub level: String,
    /// What each recipient is given.
    pub expect: Vec<(String, Expected)>,
}

/// What one recipient is given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expected {
    /// Nothing, with the reason.
    Nothing(String),
    /// An error, with its code.
    Error(String),
    /// A disclosure.
    Disclosure {
        /// Its canonical bytes.
        bytes: String,
        /// Path and reason of what is not shown, in the order of the file.
        withheld: Vec<(String, String)>,
    },
}

/// A line of the table of A07.
pub struct TextContains {
    /// Kind of value.
    pub kind: String,
    /// The value.
    pub value: String,
    /// The text.
    pub text: String,
    /// Whether the text contains the value.
    pub contains: bool,
    /// Why.
    pub why: String,
}

/// The folder of the vectors.
pub fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("vectors")
}

/// The common policy.
pub fn policy() -> Value {
    read(&folder().join("policy.json"))
}

/// Every vector of `vectors/valid`, by file name.
pub fn vectors() -> Vec<Vector> {
    let common = policy();
    let mut files: Vec<PathBuf> = fs::read_dir(folder().join("valid"))
        .expect("the folder of the vectors")
        .map(|entry| entry.expect("an entry of the folder").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "json"))
        .collect();
    files.sort();
    files.iter().flat_map(|file| in_file(file, &common)).collect()
}

/// The table of A07.
pub fn text_contains() -> Vec<TextContains> {
    let table = read(&folder().join("text_contains.json"));
    table
        .as_array()
        .expect("a list")
        .iter()
        .map(|line| TextContains {
            kind: text(line, "kind"),
            value: text(line, "value"),
            text: text(line, "text"),
            contains: line["contains"].as_bool().expect("contains"),
            why: text(line, "why"),
        })
        .collect()
}

fn in_file(file: &Path, common: &Value) -> Vec<Vector> {
    let whole = read(file);
    let several = match whole {
        Value::Array(several) => several,
        one => vec![one],
    };
    several.iter().map(|vector| vector_of(file, vector, common)).collect()
}

fn vector_of(file: &Path, vector: &Value, common: &Value) -> Vector {
    Vector {
        file: file.to_owned(),
        name: text(vector, "name"),
        rules: vector["rules"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(|rule| rule.as_str().map(str::to_owned))
            .collect(),
        as_of: text(vector, "as_of"),
        case: vector["case"].clone(),
        policy: vector.get("policy").unwrap_or(common).clone(),
        level: text(vector, "level"),
        expect: members(&vector["expect"])
            .map(|(recipient, expected)| (recipient.clone(), expected_of(expected)))
            .collect(),
    }
}

fn expected_of(expected: &Value) -> Expected {
    if let Some(reason) = expected["nothing"].as_str() {
        return Expected::Nothing(reason.to_owned());
    }
    if let Some(code) = expected["error"].as_str() {
        return Expected::Error(code.to_owned());
    }
    Expected::Disclosure {
        bytes: format!("{}\n", expected["disclosure"]),
        withheld: members(&expected["withheld"])
            .map(|(path, reason)| (path.clone(), reason.as_str().expect("a reason").to_owned()))
            .collect(),
    }
}

fn members(value: &Value) -> impl Iterator<Item = (&String, &Value)> {
    value.as_object().into_iter().flat_map(Map::iter)
}

fn text(value: &Value, member: &str) -> String {
    value[member].as_str().unwrap_or_else(|| panic!("a vector without {member}")).to_owned()
}

fn read(path: &Path) -> Value {
    let text = fs::read_to_string(path).unwrap_or_else(|_| panic!("cannot read {path:?}"));
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{path:?}: {error}"))
}
