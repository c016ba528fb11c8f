use std::{
    error::Error,
    fs::{self, File},
    io::{BufReader, BufWriter, Write},
    path::Path,
};

use num_core::{
    case::Case,
    formats::{
        CaseLines, KnownInMemory, Line,
        intake::{CsvIntake, CsvWriter, Mapping},
        write_line,
    },
    json::Mode,
    synthetic::{Parameters, Year, policy},
};

/// Any seed will do; the same one gives the same year.
pub(crate) const SEED: u64 = 2026;

/// Makes a year, writes it in both formats, takes both in, and goes on with what the spreadsheet gave.
pub(crate) fn through_files(out: &Path, parameters: &Parameters) -> Result<Year, Box<dyn Error>> {
    let mut year = Year::generate(SEED, parameters)?;
    let mapping = Mapping::standard();
    write(&year, &mapping, out)?;
    fs::write(out.join("year.policy.json"), policy(parameters))?;

    let lines = CaseLines::new(open(&out.join("year.jsonl"))?, Mode::Strict);
    let rows = CsvIntake::new(open(&out.join("year.csv"))?, &mapping, KnownInMemory::new())?;
    let from_lines = lines.map(|line| Ok(case(line?)?)).collect::<Result<Vec<Case>, Box<dyn Error>>>()?;
    let from_rows = rows.map(|line| Ok(case(line?)?)).collect::<Result<Vec<Case>, Box<dyn Error>>>()?;

    let written: Vec<String> = year.cases.iter().map(|synthetic| synthetic.case.to_json()).collect();
    let same = |cases: &[Case]| cases.iter().map(Case::to_json).eq(written.iter().cloned());
    if !same(&from_lines) || !same(&from_rows) {
        return Err("what was taken in from the two files differs".into());
    }
    for (synthetic, case) in year.cases.iter_mut().zip(from_rows) {
        synthetic.case = case;
    }
    Ok(year)
}

fn write(year: &Year, mapping: &Mapping, out: &Path) -> Result<(), Box<dyn Error>> {
    let create = |name: &str| File::create(out.join(name)).map(BufWriter::new);
    let (mut lines, mut truth) = (create("year.jsonl")?, create("year.truth.jsonl")?);
    let mut rows = CsvWriter::new(create("year.csv")?, mapping)?;
    for synthetic in &year.cases {
        write_line(&synthetic.case, &mut lines)?;
        rows.write(&synthetic.case)?;
        writeln!(truth, "{}", synthetic.truth.to_json())?;
    }
    lines.flush()?;
    truth.flush()?;
    rows.into_inner().flush()?;
    fs::write(out.join("year.mapping.json"), mapping.to_json())?;
    Ok(())
}

fn open(path: &Path) -> std::io::Result<BufReader<File>> {
    File::open(path).map(BufReader::new)
}

fn case(line: Line) -> Result<Case, String> {
    match line {
        Line::Case(case) => Ok(*case),
        Line::AlreadyKnown(_) => Err("a report stands twice in a file of the year".to_owned()),
        Line::Rejected(rejected) => {
            let problems: Vec<String> = rejected.problems.iter().map(ToString::to_string).collect();
            Err(format!("row {} was rejected: {}", rejected.row, problems.join("; ")))
        }
    }
}
