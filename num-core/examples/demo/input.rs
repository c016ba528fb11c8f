use std::{
    env,
    error::Error,
    fs::{self, File},
    io::{self, BufReader},
    path::{Path, PathBuf},
};

use num_core::{
    alert::AlertRules,
    case::Case,
    disclosure::Policy,
    formats::{
        CaseLines, KnownInMemory, Line, Rejected,
        intake::{CsvIntake, Mapping},
    },
    id::{Id, SchemeId},
    json::Mode,
    synthetic::Parameters,
    timestamp::Timestamp,
};

use crate::{calendar, caseworker::Caseworker, progress, references::Draws, year};

/// The scheme whose demo it is, unless `SCHEME` names another.
const SCHEME: &str = "num";

/// What was taken in, how it is judged, and by whom.
pub(crate) struct Input {
    pub(crate) cases: Vec<Case>,
    pub(crate) rejected: Vec<Rejected>,
    pub(crate) already_known: usize,
    pub(crate) scheme: SchemeId,
    pub(crate) policy: Policy,
    pub(crate) rules: AlertRules,
    pub(crate) as_of: Timestamp,
    pub(crate) caseworker: Caseworker,
    pub(crate) references: Draws,
    /// Whether it is the made-up year: published figures may stand beside it.
    pub(crate) is_made_up: bool,
}

impl Input {
    /// A synthetic year, by way of its files.
    pub(crate) fn year(out: &Path, parameters: &Parameters) -> Result<Self, Box<dyn Error>> {
        let waiting = progress::spinner("a year is made, written, and taken in again …");
        let year = year::through_files(out, parameters)?;
        waiting.finish_and_clear();
        let caseworker = Caseworker::who_knows(&year.cases);
        Ok(Self {
            cases: year.cases.into_iter().map(|synthetic| synthetic.case).collect(),
            rejected: Vec::new(),
            already_known: 0,
            scheme: SchemeId::parse(SCHEME).map_err(|code| code.message())?,
            policy: year.policy,
            rules: AlertRules::default_rules(),
            as_of: year.as_of,
            caseworker,
            references: Draws::seeded(year::SEED),
            is_made_up: true,
        })
    }

    /// A file of JSON Lines, or a spreadsheet with its mapping.
    pub(crate) fn file(path: &Path, mapping: Option<&Path>) -> Result<Self, Box<dyn Error>> {
        let file = File::open(path)?;
        let bar = progress::bar(file.metadata()?.len(), "{bar:40} {percent:>3} %  {bytes}/{total_bytes}  {eta} to go")?;
        let reader = BufReader::new(bar.wrap_read(file));
        let lines: Box<dyn Iterator<Item = io::Result<Line>>> = match mapping {
            Some(mapping) => {
                let mapping = Mapping::from_json(&fs::read(mapping)?)?;
                Box::new(CsvIntake::new(reader, &mapping, KnownInMemory::new())?)
            }
            None => Box::new(CaseLines::new(reader, Mode::Lenient)),
        };
        let (mut cases, mut rejected, mut already_known) = (Vec::new(), Vec::new(), 0);
        for line in lines {
            match line? {
                Line::Case(case) => cases.push(*case),
                Line::AlreadyKnown(_) => already_known += 1,
                Line::Rejected(row) => rejected.push(row),
            }
        }
        bar.finish_and_clear();
        let vectors = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/vectors/policy.json");
        let policy = Policy::from_json(&fs::read(env::var_os("POLICY").map_or_else(vectors, PathBuf::from))?)?;
        let rules = match env::var_os("RULES") {
            Some(rules) => AlertRules::from_json(&fs::read(rules)?)?,
            None => AlertRules::default_rules(),
        };
        let as_of = match env::var("AS_OF") {
            Ok(instant) => Timestamp::parse(&instant).map_err(|code| code.message())?,
            Err(_) => calendar::now().ok_or("the clock is outside of 1900 to 2100")?,
        };
        let scheme = env::var("SCHEME").unwrap_or_else(|_| SCHEME.to_owned());
        Ok(Self {
            cases,
            rejected,
            already_known,
            scheme: SchemeId::parse(&scheme).map_err(|code| code.message())?,
            policy,
            rules,
            as_of,
            caseworker: Caseworker::Waits,
            references: Draws::system()?,
            is_made_up: false,
        })
    }
}
