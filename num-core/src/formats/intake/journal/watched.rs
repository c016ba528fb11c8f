//! The file that is read, with a fingerprint of what was read of it.

use std::{
    cell::RefCell,
    fs::File,
    io::{self, BufRead, BufReader, Read, Seek, SeekFrom},
    rc::Rc,
};

use crate::formats::known::Fingerprint;

/// So much is read at once.
const BUFFER: usize = 128 * 1024;

/// A keyed fingerprint of the beginning of a file.
pub(super) struct Seen {
    fingerprint: Fingerprint,
    bytes: u64,
    last: u8,
}

impl Seen {
    pub(super) fn nothing(key: [u64; 2]) -> Self {
        Self { fingerprint: Fingerprint::new(key), bytes: 0, last: b'\n' }
    }

    /// The first `bytes` of a file; `None` where it has not so many.
    pub(super) fn of(file: &mut File, bytes: u64, key: [u64; 2]) -> io::Result<Option<Self>> {
        file.rewind()?;
        let mut seen = Self::nothing(key);
        let mut reader = BufReader::with_capacity(BUFFER, file.take(bytes));
        loop {
            let chunk = reader.fill_buf()?;
            if chunk.is_empty() {
                return Ok((seen.bytes == bytes).then_some(seen));
            }
            seen.take(chunk);
            let taken = chunk.len();
            reader.consume(taken);
        }
    }

    fn take(&mut self, chunk: &[u8]) {
        self.fingerprint.bytes(chunk);
        self.bytes += chunk.len() as u64;
        self.last = chunk.last().copied().unwrap_or(self.last);
    }

    pub(super) fn fingerprint(&self) -> u64 {
        self.fingerprint.finish()
    }

    /// How many bytes it is of.
    pub(super) fn bytes(&self) -> u64 {
        self.bytes
    }

    /// Whether it ends where a line does. If not, what comes next may belong to the last row.
    pub(super) fn ends_a_line(&self) -> bool {
        matches!(self.last, b'\n' | b'\r')
    }
}

/// A file that notes what is consumed of it. Where a reader looks ahead, what is noted is ahead of its rows: no harm, for it
/// stands in the file.
pub(super) struct Watched {
    file: BufReader<File>,
    /// Where the next byte stands.
    at: u64,
    seen: Rc<RefCell<Seen>>,
}

impl Watched {
    /// From the beginning of the file, of which some may have been seen before.
    pub(super) fn new(mut file: File, seen: Rc<RefCell<Seen>>) -> io::Result<Self> {
        file.rewind()?;
        Ok(Self { file: BufReader::with_capacity(BUFFER, file), at: 0, seen })
    }
}

impl BufRead for Watched {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.file.fill_buf()
    }

    fn consume(&mut self, count: usize) {
        let consumed = self.file.buffer().get(..count).unwrap_or_default();
        let mut seen = self.seen.borrow_mut();
        // What was seen before is passed over: headers are read again when reading goes on further down.
        let before = usize::try_from(seen.bytes.saturating_sub(self.at)).unwrap_or(usize::MAX);
        if let Some(new @ [_, ..]) = consumed.get(before..) {
            seen.take(new);
        }
        drop(seen);
        self.at += count as u64;
        self.file.consume(count);
    }
}

impl Read for Watched {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.fill_buf()?.read(into)?;
        self.consume(read);
        Ok(read)
    }
}

impl Seek for Watched {
    /// Into what was seen, or to where that ends.
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.at = self.file.seek(to)?;
        Ok(self.at)
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    #[test]
    fn what_is_consumed_is_what_is_seen() {
        let mut file = tempfile::tempfile().unwrap();
        let text: Vec<u8> = (0..300_000_u32).flat_map(|number| number.to_le_bytes()).collect();
        file.write_all(&text).unwrap();
        let key = [1, 2];
        let whole = Seen::of(&mut file, 1_200_000, key).unwrap().unwrap();
        assert!(Seen::of(&mut file, 1_200_001, key).unwrap().is_none());
        // In pieces of many lengths, with a look back at the beginning between.
        let seen = Rc::new(RefCell::new(Seen::of(&mut file, 1_000, key).unwrap().unwrap()));
        let mut watched = Watched::new(file.try_clone().unwrap(), Rc::clone(&seen)).unwrap();
        let mut piece = vec![0; 777];
        watched.read_exact(&mut piece).unwrap();
        watched.seek(SeekFrom::Start(900)).unwrap();
        for length in (1..2_000).cycle() {
            piece.resize(length, 0);
            if watched.read(&mut piece).unwrap() == 0 {
                break;
            }
        }
        let seen = seen.borrow();
        assert_eq!((seen.bytes(), seen.fingerprint()), (1_200_000, whole.fingerprint()));
    }
}
