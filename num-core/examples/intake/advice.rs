use std::{collections::HashMap, error::Error, fmt, fs::File, io::BufReader};

use num_core::formats::intake::{CsvRows, Dialect, Job, Start, TakenIn};

/// So many kinds of problems are told on the terminal; the file has all of them.
const TOLD: usize = 15;

/// What came of an intake, and what to do about it.
pub(crate) struct Advice<'j> {
    job: &'j Job,
    taken_in: &'j TakenIn,
    /// The most frequent first.
    kinds: Vec<(Kind, Found)>,
}

/// Problems that are put right in one go: of one column, path and code.
#[derive(PartialEq, Eq, Hash)]
struct Kind {
    column: String,
    path: String,
    code: String,
}

/// How many there are, and where the first one stands.
struct Found {
    times: usize,
    line: String,
    message: String,
}

impl<'j> Advice<'j> {
    /// Reads the report of rejects: it may tell of more than this run.
    pub(crate) fn new(job: &'j Job, taken_in: &'j TakenIn) -> Result<Self, Box<dyn Error>> {
        let mut kinds: HashMap<Kind, Found> = HashMap::new();
        let mut rejects = CsvRows::new(BufReader::new(File::open(&job.rejects)?), &Dialect::default())?;
        while let Some(row) = rejects.read()? {
            let cells = row.cells.map_err(|problem| problem.to_string())?;
            let [_, line, column, path, code, message, ..] = cells.as_slice() else { continue };
            let kind = Kind { column: letters(column), path: (*path).to_owned(), code: (*code).to_owned() };
            let first = || Found { times: 0, line: (*line).to_owned(), message: (*message).to_owned() };
            kinds.entry(kind).or_insert_with(first).times += 1;
        }
        let mut kinds: Vec<_> = kinds.into_iter().collect();
        let line = |found: &Found| found.line.parse::<u64>().unwrap_or(0);
        kinds.sort_by_key(|(kind, found)| (std::cmp::Reverse(found.times), line(found), kind.code.clone()));
        Ok(Self { job, taken_in, kinds })
    }
}

impl fmt::Display for Advice<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { job, taken_in, kinds } = self;
        let summary = &taken_in.summary;
        match taken_in.start {
            Start::Anew => {}
            Start::After { rows } if rows as u64 == summary.rows => {
                writeln!(f, "Nothing new: the file was read to its end before. What came of it:")?;
            }
            Start::After { rows } => writeln!(f, "Went on after row {rows}.")?,
            Start::Again => {
                writeln!(f, "Another file, mapping or beginning than last time: read from the first row.")?;
            }
        }
        writeln!(f, "{:>7} rows", summary.rows)?;
        writeln!(f, "{:>7} taken in       {}", summary.taken, job.taken.display())?;
        writeln!(f, "{:>7} known already  taken in before, with the same content", summary.already_known)?;
        writeln!(f, "{:>7} rejected       {}", summary.rejected, job.rejects.display())?;
        if summary.windows_1252_rows > 0 {
            let rows = summary.windows_1252_rows;
            writeln!(f, "{rows:>7} are not UTF-8 and were read as Windows-1252: look at a few of them (é, £, ’)")?;
        }
        if kinds.is_empty() {
            return Ok(());
        }
        writeln!(f, "\nWhat is wrong, the most frequent first:")?;
        for (kind, found) in kinds.iter().take(TOLD) {
            let column = if kind.column.is_empty() { String::new() } else { format!("column {}, ", kind.column) };
            let path = if kind.path.is_empty() { String::new() } else { format!("  → {}", kind.path) };
            writeln!(f, "{:>5} ×  {}{path}", found.times, found.message)?;
            writeln!(f, "         {column}first on line {}  ({})", found.line, kind.code)?;
            if let Some(advice) = advice(&kind.code) {
                writeln!(f, "         {advice}")?;
            }
        }
        if kinds.len() > TOLD {
            writeln!(f, "  … and {} more kinds, in {}", kinds.len() - TOLD, job.rejects.display())?;
        }
        writeln!(f, "\nPut these right in the file or in the mapping, and run the same again:")?;
        writeln!(f, "what was taken in stays and is not taken twice, what was rejected is tried again.")
    }
}

/// What somebody can do about it.
fn advice(code: &str) -> Option<&'static str> {
    Some(match code {
        "mapping.value_unknown" => {
            "Add the word to `values` of that column, or say with `otherwise` what becomes of it."
        }
        "mapping.reference_missing" => "A value refers to another column, which is empty in that row.",
        "mapping.conflict" => "Two columns say different things for the same.",
        "date.malformed" | "month.malformed" | "instant.malformed" => {
            "If it is a date as it is written here, add its form to `formats` of that column; for a day that is to be an instant, a `time` as well."
        }
        "instant.no_zone" => "Name the `zone` in the mapping.",
        "age.not_understood" | "height.not_understood" => {
            "`wire.md` says which words are understood; any will do in `own_words`."
        }
        "csv.too_many_cells" => "Something stands to the right of the last column.",
        "csv.unclosed_quote" => "A cell begins with a quotation mark that nothing closes.",
        "id.conflict" => {
            "A report with this id, and another content, was taken in before: it stands. After a change of the mapping, begin anew without the old output and journal."
        }
        "member.missing" => "The row does not say what every report has to.",
        _ => return None,
    })
}

/// The letters that spreadsheets have for a column: 1 is A, 27 is AA.
fn letters(column: &str) -> String {
    let Ok(mut column) = column.parse::<u32>() else { return String::new() };
    let mut letters = String::new();
    while column > 0 {
        column -= 1;
        letters.insert(0, char::from(b'A' + (column % 26) as u8));
        column /= 26;
    }
    letters
}
