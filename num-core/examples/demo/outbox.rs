use std::{
    cell::RefCell,
    collections::BTreeSet,
    fs::{self, File},
    io::{self, BufWriter, Write},
    path::{Path, PathBuf},
};

use num_core::formats::{Rejected, intake::RejectsWriter};

/// What is written. The year's own files stay where they are until there is another year: they may be what is taken in.
const FOLDERS: [&str; 3] = ["alerts", "series", "police"];
const PAGES: [&str; 5] = ["index.html", "withheld.html", "rejects.html", "lookups.html", "rejects.csv"];

/// The folder that everything is written to.
pub(crate) struct Outbox {
    folder: PathBuf,
    written: RefCell<BTreeSet<PathBuf>>,
}

impl Outbox {
    /// Opens the folder. What leads to the pages of an earlier run is removed at once, the pages themselves when there are others.
    pub(crate) fn new(folder: &Path) -> io::Result<Self> {
        for name in FOLDERS {
            fs::create_dir_all(folder.join(name))?;
        }
        // What earlier versions wrote is removed, too.
        for name in PAGES.iter().chain(&["summary.txt"]) {
            match fs::remove_file(folder.join(name)) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
                _ => {}
            }
        }
        Ok(Self { folder: folder.to_owned(), written: RefCell::default() })
    }

    /// Removes what an earlier run left; the answer is how many files were written.
    pub(crate) fn close(&self) -> io::Result<usize> {
        for name in FOLDERS {
            self.sweep(&self.folder.join(name))?;
        }
        Ok(self.written.borrow().len())
    }

    /// Removes every file that was not written now, and folders without any.
    fn sweep(&self, folder: &Path) -> io::Result<()> {
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            let path = entry.path();
            if !entry.file_type()?.is_dir() {
                if !self.written.borrow().contains(&path) {
                    fs::remove_file(path)?;
                }
                continue;
            }
            self.sweep(&path)?;
            if fs::read_dir(&path)?.next().is_none() {
                fs::remove_dir(path)?;
            }
        }
        Ok(())
    }

    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Writes a file. It is named by what its recipient calls it, never by a report's own id or name.
    pub(crate) fn write(&self, path: &str, content: &str) -> io::Result<()> {
        let path = self.folder.join(path);
        if let Some(below) = path.parent() {
            fs::create_dir_all(below)?;
        }
        fs::write(&path, content)?;
        self.written.borrow_mut().insert(path);
        Ok(())
    }

    /// Notes what is wrong with rows: places and codes, none of their content.
    pub(crate) fn rejects(&self, rejected: &[Rejected]) -> io::Result<()> {
        let path = self.folder.join("rejects.csv");
        let file = BufWriter::new(File::create(&path)?);
        let mut rejects = RejectsWriter::new(file, false)?;
        rejected.iter().try_for_each(|rejected| rejects.write(rejected))?;
        self.written.borrow_mut().insert(path);
        rejects.into_inner().flush()
    }
}
