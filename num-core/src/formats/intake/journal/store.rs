//! The journal's file.

use std::{
    collections::{HashMap, hash_map::Entry},
    error::Error,
    fmt,
    fs::{self, File},
    io, panic,
    path::{Path, PathBuf},
};

use redb::{Builder, Database, DatabaseError, ReadOnlyTable, TableDefinition};

use super::JobError;
use crate::{
    formats::known::{Fingerprint, Known, Standing},
    id::{Id, IncidentId},
};

/// A keyed fingerprint of the id, and one of the content.
const KNOWN: TableDefinition<'_, u64, u64> = TableDefinition::new("known");
/// How far the intake is: one entry.
const STATE: TableDefinition<'_, (), &[u8]> = TableDefinition::new("state");

/// What the pages of the file may take of memory, however long it grows.
const CACHE: usize = 8 * 1024 * 1024;

/// The reports that were taken in, on disk, and those of the rows since the last commit.
pub(super) struct Store {
    database: Database,
    key: [u64; 2],
    committed: Option<ReadOnlyTable<u64, u64>>,
    since: HashMap<u64, u64>,
}

impl Store {
    /// Makes a journal that holds the state. It is there whole, or not at all.
    pub(super) fn create(path: &Path, key: [u64; 2], state: &[u8]) -> Result<Self, JobError> {
        let mut beside = path.as_os_str().to_owned();
        beside.push(".new");
        let beside = PathBuf::from(beside);
        match fs::remove_file(&beside) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(JobError::Journal(error)),
            _ => {}
        }
        let database = builder().create(&beside).map_err(unopened)?;
        Self { database, key, committed: None, since: HashMap::new() }.commit(state).map_err(JobError::Journal)?;
        fs::rename(&beside, path).and_then(|()| settle_folder(path)).map_err(JobError::Journal)?;
        Ok(Self::open(path)?.0.keyed(key))
    }

    /// Opens a journal, and reads its state.
    pub(super) fn open(path: &Path) -> Result<(Self, Vec<u8>), JobError> {
        // A damaged file can make the database panic. There is nothing of a report in it that a panic could tell.
        panic::catch_unwind(|| Self::open_whole(path)).unwrap_or(Err(JobError::JournalBroken))
    }

    fn open_whole(path: &Path) -> Result<(Self, Vec<u8>), JobError> {
        let mut database = builder().open(path).map_err(unopened)?;
        // By itself it looks at its checksums only after a crash; an entry that is gone would be a report that stands twice.
        database.check_integrity().map_err(unopened)?;
        let mut store = Self { database, key: [0, 0], committed: None, since: HashMap::new() };
        let state = store.read().map_err(|_| JobError::JournalBroken)?;
        Ok((store, state.ok_or(JobError::JournalBroken)?))
    }

    /// Sets the key, which the state holds.
    pub(super) fn keyed(self, key: [u64; 2]) -> Self {
        Self { key, ..self }
    }

    fn read(&mut self) -> io::Result<Option<Vec<u8>>> {
        let read = self.database.begin_read().map_err(fault)?;
        self.committed = Some(read.open_table(KNOWN).map_err(fault)?);
        let state = read.open_table(STATE).map_err(fault)?.get(()).map_err(fault)?;
        Ok(state.map(|state| state.value().to_owned()))
    }

    /// Keeps the state and what was taken in, both or neither.
    pub(super) fn commit(&mut self, state: &[u8]) -> io::Result<()> {
        // As long as it is read, the room of what is written anew is not used again.
        self.committed = None;
        let write = self.database.begin_write().map_err(fault)?;
        {
            let mut known = write.open_table(KNOWN).map_err(fault)?;
            // In order: neighbours stand on one page.
            let mut new: Vec<(u64, u64)> = self.since.iter().map(|(id, content)| (*id, *content)).collect();
            new.sort_unstable();
            for (id, content) in new {
                known.insert(id, content).map_err(fault)?;
            }
            write.open_table(STATE).map_err(fault)?.insert((), state).map_err(fault)?;
        }
        write.commit().map_err(fault)?;
        self.since.clear();
        self.read()?;
        Ok(())
    }
}

impl Known for Store {
    fn check(&mut self, id: &IncidentId, fingerprint: u64) -> io::Result<Standing> {
        let mut of_id = Fingerprint::new(self.key);
        of_id.text(id.as_str());
        let of_id = of_id.finish();
        let stands = |known: u64| if known == fingerprint { Standing::Same } else { Standing::Other };
        let committed = match &self.committed {
            Some(committed) => committed.get(of_id).map_err(fault)?.map(|content| content.value()),
            None => None,
        };
        if let Some(content) = committed {
            return Ok(stands(content));
        }
        Ok(match self.since.entry(of_id) {
            Entry::Vacant(vacant) => {
                vacant.insert(fingerprint);
                Standing::New
            }
            Entry::Occupied(known) => stands(*known.get()),
        })
    }

    fn key(&self) -> [u64; 2] {
        self.key
    }
}

fn builder() -> Builder {
    let mut builder = Builder::new();
    builder.set_cache_size(CACHE);
    builder
}

/// A folder keeps the names of its files by itself: without this, a name may be gone after a power cut.
pub(super) fn settle_folder(of: &Path) -> io::Result<()> {
    let folder = match of.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    if cfg!(unix) { File::open(folder)?.sync_all() } else { Ok(()) }
}

fn unopened(error: DatabaseError) -> JobError {
    match error {
        DatabaseError::DatabaseAlreadyOpen => JobError::JournalInUse,
        DatabaseError::Storage(redb::StorageError::Io(error)) if error.kind() != io::ErrorKind::InvalidData => {
            JobError::Journal(error)
        }
        _ => JobError::JournalBroken,
    }
}

/// The journal cannot be read or written. Told apart from the file that is read, for both come by the same way.
#[derive(Debug)]
pub(super) struct Fault(redb::Error);

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

impl Error for Fault {}

fn fault(error: impl Into<redb::Error>) -> io::Error {
    io::Error::other(Fault(error.into()))
}
