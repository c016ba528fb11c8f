use std::{
    fs::{self, File},
    io::{self, BufWriter, Write},
    path::{Path, PathBuf},
};

use num_core::{
    alert::{AlertDraft, AlertError},
    disclosure::{AnyDisclosure, Disclosure, Use},
    formats::{Rejected, intake::RejectsWriter},
    id::Id,
    police::{PoliceAudience, PoliceRecord},
};

/// What was written of one disclosure.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Written {
    Alert,
    PoliceRecord,
    /// A composed text would have given away something that was withheld.
    Refused,
    /// No output is made of it yet.
    Nothing,
}

/// The folder that alerts and police records are written to.
pub(crate) struct Outbox {
    folder: PathBuf,
    rejects: RejectsWriter<BufWriter<File>>,
}

impl Outbox {
    /// Makes the folder anew; only what an earlier run wrote there is removed.
    pub(crate) fn new(folder: &Path) -> io::Result<Self> {
        for name in ["alerts", "police"] {
            let below = folder.join(name);
            if below.exists() {
                fs::remove_dir_all(&below)?;
            }
            fs::create_dir_all(&below)?;
        }
        let rejects = RejectsWriter::new(BufWriter::new(File::create(folder.join("rejects.csv"))?), false)?;
        Ok(Self { folder: folder.to_owned(), rejects })
    }

    /// Writes what can be made of a disclosure.
    pub(crate) fn write(&self, disclosure: &AnyDisclosure) -> io::Result<Written> {
        match disclosure {
            AnyDisclosure::Members(disclosure) if disclosure.audience().for_use == Use::Alert => {
                match AlertDraft::new(disclosure) {
                    Ok(draft) => {
                        let path = self.path("alerts", draft.scheme().as_str(), draft.id().as_str(), "txt");
                        fs::write(path, draft.text())?;
                        Ok(Written::Alert)
                    }
                    Err(AlertError::ContainsWithheldValue) => Ok(Written::Refused),
                    Err(_) => Ok(Written::Nothing),
                }
            }
            AnyDisclosure::PoliceAnonymous(disclosure) => self.police("anonymous", disclosure),
            AnyDisclosure::PoliceFull(disclosure) => self.police("full", disclosure),
            _ => Ok(Written::Nothing),
        }
    }

    fn police<A: PoliceAudience>(&self, how: &str, disclosure: &Disclosure<A>) -> io::Result<Written> {
        let Ok(record) = PoliceRecord::new(disclosure) else { return Ok(Written::Refused) };
        let path = self.path("police", &format!("{}-{how}", record.recipient()), record.reference().as_str(), "json");
        fs::write(path, record.to_json())?;
        Ok(Written::PoliceRecord)
    }

    /// Files are named by recipient and reference, as the recipient knows the report; never by its own id or name.
    fn path(&self, below: &str, recipient: &str, reference: &str, ending: &str) -> PathBuf {
        self.folder.join(below).join(format!("{recipient}_{reference}.{ending}"))
    }

    /// Notes what is wrong with a line: places and codes, none of its content.
    pub(crate) fn reject(&mut self, rejected: &Rejected) -> io::Result<()> {
        self.rejects.write(rejected)
    }

    /// Writes the whole summary.
    pub(crate) fn finish(mut self, summary: String) -> io::Result<()> {
        self.rejects.get_mut().flush()?;
        fs::write(self.folder.join("summary.txt"), summary)
    }
}
