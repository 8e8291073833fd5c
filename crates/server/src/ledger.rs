//! The ledger of erasures and revocations: a file outside the database, which a restore replays, so that what was
//! erased stays erased and who was shut out stays out, however old the backup (J7.2).
//!
//! One JSON object a line, appended and synced before the database is told: a line too many does no harm, one too few
//! would. Replicas share the file: who writes to it locks it, and each line is whole before the next begins.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{BufRead as _, BufReader, Read as _, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use coopol_domain::id::{DeviceId, StreamId, SubjectId};
use coopol_domain::time::Instant;
use coopol_store::{Backend, Store, StoreError};
use serde::{Deserialize, Serialize};

use crate::durable;

/// One line.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "snake_case")]
pub enum Record {
    /// Subjects that were erased.
    Erased {
        /// In which stream.
        stream: StreamId,
        /// Which, in order.
        subjects: Vec<SubjectId>,
        /// When.
        at: Instant,
    },
    /// A device that may sign no more.
    Revoked {
        /// Which.
        device: DeviceId,
        /// When.
        at: Instant,
    },
}

/// The open ledger.
#[derive(Debug)]
pub struct Ledger {
    file: Mutex<File>,
    revoked: Mutex<BTreeSet<DeviceId>>,
}

/// A ledger that can't be used. Without it nothing is served: the server couldn't keep what it promised.
#[derive(Debug, thiserror::Error)]
pub enum LedgerError {
    /// The file can't be read or written.
    #[error("the ledger {}: {source}", .path.display())]
    Io {
        /// Which file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// A line, other than a last one cut short by a power cut, can't be read.
    #[error("the ledger {}: line {line} can't be read", .path.display())]
    Line {
        /// Which file.
        path: PathBuf,
        /// Which line, from 1.
        line: usize,
    },
}

impl Ledger {
    /// Opens the ledger, or begins it; gives what it holds, to be replayed.
    ///
    /// # Errors
    /// [`LedgerError`].
    pub fn open(path: &Path) -> Result<(Self, Vec<Record>), LedgerError> {
        let failed = |source| LedgerError::Io { path: path.to_owned(), source };
        let mut options = File::options();
        options.read(true).append(true).create(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let is_new = !path.exists();
        let file = options.open(path).map_err(failed)?;
        if is_new {
            durable::sync_name(path).map_err(failed)?;
        }
        // Another process may be adding a line at this moment: it isn't one that was cut short.
        file.lock().map_err(failed)?;
        let (records, whole) = read(path, &file)?;
        file.set_len(whole).map_err(failed)?;
        file.unlock().map_err(failed)?;
        let revoked = records.iter().filter_map(|record| match record {
            Record::Revoked { device, .. } => Some(*device),
            Record::Erased { .. } => None,
        });
        let revoked = Mutex::new(revoked.collect());
        Ok((Self { file: Mutex::new(file), revoked }, records))
    }

    /// Adds a line, durably.
    ///
    /// # Errors
    /// The disk's.
    pub fn add(&self, record: &Record) -> std::io::Result<()> {
        let mut line = serde_json::to_vec(record).map_err(std::io::Error::other)?;
        line.push(b'\n');
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        file.lock()?;
        let added = append(&mut file, &line);
        file.unlock()?;
        added?;
        if let Record::Revoked { device, .. } = record {
            self.revoked.lock().unwrap_or_else(PoisonError::into_inner).insert(*device);
        }
        Ok(())
    }

    /// Whether a device was ever revoked, whatever the database says.
    pub fn revoked(&self, device: DeviceId) -> bool {
        self.revoked.lock().unwrap_or_else(PoisonError::into_inner).contains(&device)
    }
}

/// What another process left when it was killed in the middle of a line gives way.
fn append(file: &mut File, line: &[u8]) -> std::io::Result<()> {
    let mut end = file.seek(SeekFrom::End(0))?;
    let mut last = [b'\n'];
    while end > 0 {
        file.seek(SeekFrom::Start(end - 1))?;
        file.read_exact(&mut last)?;
        if last == [b'\n'] {
            break;
        }
        end -= 1;
    }
    file.set_len(end)?;
    file.write_all(line)?;
    file.sync_data()
}

/// Erases again what the ledger says was erased: in a database that was restored it may be back (J7.2).
///
/// # Errors
/// [`StoreError`].
pub async fn replay<B: Backend>(store: &Store<B>, records: Vec<Record>) -> Result<(), StoreError> {
    for record in records {
        if let Record::Erased { stream, subjects, at } = record {
            store.erase(stream, &subjects, at).await?;
        }
    }
    Ok(())
}

/// The records, and how many bytes they take: what follows them is a line that was cut short.
fn read(path: &Path, file: &File) -> Result<(Vec<Record>, u64), LedgerError> {
    let failed = |source| LedgerError::Io { path: path.to_owned(), source };
    let (mut records, mut whole, mut reader) = (Vec::new(), 0, BufReader::new(file));
    loop {
        let mut line = Vec::new();
        let length = reader.read_until(b'\n', &mut line).map_err(failed)?;
        if !line.ends_with(b"\n") {
            return Ok((records, whole));
        }
        let unreadable = LedgerError::Line { path: path.to_owned(), line: records.len() + 1 };
        records.push(serde_json::from_slice(&line).map_err(|_| unreadable)?);
        whole += length as u64;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_cut_short_is_dropped_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("ledger.jsonl");
        let revoked = |byte| Record::Revoked { device: DeviceId::from_bytes([byte; 16]), at: Instant(1) };
        let (ledger, records) = Ledger::open(&path).unwrap();
        assert_eq!(records, []);
        ledger.add(&revoked(1)).unwrap();
        let erased = Record::Erased {
            stream: StreamId::from_bytes([3; 16]),
            subjects: vec![SubjectId::from_bytes([4; 16])],
            at: Instant(2),
        };
        ledger.add(&erased).unwrap();
        assert!(ledger.revoked(DeviceId::from_bytes([1; 16])));
        drop(ledger);
        std::fs::OpenOptions::new().append(true).open(&path).unwrap().write_all(b"{\"what\":\"rev").unwrap();
        let (ledger, records) = Ledger::open(&path).unwrap();
        assert_eq!(records, [revoked(1), erased.clone()]);
        // Another process is killed while this one has it open.
        std::fs::OpenOptions::new().append(true).open(&path).unwrap().write_all(b"{\"what\":").unwrap();
        ledger.add(&revoked(2)).unwrap();
        let (again, records) = Ledger::open(&path).unwrap();
        assert_eq!(records, [revoked(1), erased, revoked(2)]);
        assert!(again.revoked(DeviceId::from_bytes([1; 16])) && !again.revoked(DeviceId::from_bytes([9; 16])));
        std::fs::write(&path, "nonsense\n").unwrap();
        assert!(matches!(Ledger::open(&path), Err(LedgerError::Line { line: 1, .. })));
    }
}
