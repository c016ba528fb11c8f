use std::{
    error::Error,
    fmt,
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
    synthetic::{Parameters, Year},
};

/// Any seed will do; the same one gives the same year.
const SEED: u64 = 2026;

/// What became of the year on its way through two formats.
pub(crate) struct Agreement {
    reports: usize,
    offenders: usize,
}

impl fmt::Display for Agreement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { reports, offenders } = self;
        writeln!(
            f,
            "The year: {reports} reports of {offenders} offenders, made up (seed {SEED}); nobody in it lives."
        )?;
        writeln!(f, "  out/year.jsonl and out/year.csv (with out/year.mapping.json) were written and taken in again:")?;
        writeln!(f, "  {reports} of {reports} reports are the same from both, byte for byte.")?;
        writeln!(f, "  Who really did what stands in out/year.truth.jsonl.")?;
        writeln!(f, "Next: look at out/alerts and out/police, or take a spreadsheet in:")?;
        writeln!(
            f,
            "  make intake FILE=num-core/examples/intake/web_form.csv MAPPING=num-core/examples/intake/web_form.json"
        )
    }
}

/// Makes a year, writes it in both formats, and takes both in.
pub(crate) fn through_files(out: &Path) -> Result<(Year, Agreement), Box<dyn Error>> {
    let mut year = Year::generate(SEED, &Parameters::default())?;
    let mapping = Mapping::standard();
    write(&year, &mapping, out)?;

    let lines = CaseLines::new(open(&out.join("year.jsonl"))?, Mode::Strict);
    let rows = CsvIntake::new(open(&out.join("year.csv"))?, &mapping, KnownInMemory::new())?;
    let from_lines = lines.map(|line| Ok(case(line?)?)).collect::<Result<Vec<Case>, Box<dyn Error>>>()?;
    let from_rows = rows.map(|line| Ok(case(line?)?)).collect::<Result<Vec<Case>, Box<dyn Error>>>()?;

    let written: Vec<String> = year.cases.iter().map(|synthetic| synthetic.case.to_json()).collect();
    let same = |cases: &[Case]| cases.iter().map(Case::to_json).eq(written.iter().cloned());
    if !same(&from_lines) || !same(&from_rows) {
        return Err("what was taken in from the two files differs".into());
    }
    let offenders = from_rows.iter().map(|case| case.incident.offenders.len()).sum();
    let agreement = Agreement { reports: from_rows.len(), offenders };
    for (synthetic, case) in year.cases.iter_mut().zip(from_rows) {
        synthetic.case = case;
    }
    Ok((year, agreement))
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
