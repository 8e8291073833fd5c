//! Files that the person chose, until they are taken in or the program ends.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::contract::base::Id;
use crate::contract::failure::{ErrorCode, Failure};

/// A file that was read and not yet kept.
#[derive(Debug)]
pub struct Staged {
    /// Without its folder.
    pub name: String,
    pub bytes: Vec<u8>,
}

impl Staged {
    /// Reads a file of at most `most` bytes.
    pub fn read(path: &Path, most: u64) -> Result<Self, Failure> {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let unreadable = |error: io::Error| Failure::new(ErrorCode::FileUnreadable, error).with("name", &*name);
        let size = fs::metadata(path).map_err(unreadable)?.len();
        if size > most {
            let limit = u32::try_from(most / 1_048_576).unwrap_or(u32::MAX);
            let large = Failure::new(ErrorCode::FileTooLarge, format!("{size} bytes, at most {most} are read"));
            return Err(large.with("name", &*name).with("limit", limit));
        }
        let bytes = fs::read(path).map_err(unreadable)?;
        Ok(Self { name, bytes })
    }
}

/// The chosen files.
#[derive(Debug, Default)]
pub struct Files(Mutex<Kept>);

#[derive(Debug, Default)]
struct Kept {
    /// The file that the program was started with, until the person asks for a file.
    handed: Option<PathBuf>,
    /// The latest file of each sort of work is enough: nobody goes back to an earlier choice.
    staged: Option<(Id, Arc<Staged>)>,
    /// The minutes of an election, which wait while other files are looked at.
    minutes: Option<(Id, Arc<Staged>)>,
    count: u64,
}

impl Files {
    pub fn handed(file: Option<PathBuf>) -> Self {
        Self(Mutex::new(Kept { handed: file, ..Kept::default() }))
    }

    /// Keeps a file that was handed over by a second start.
    pub fn hand(&self, file: PathBuf) {
        self.kept().handed = Some(file);
    }

    /// The file that was handed over, once: it stands for the first choice in the dialog.
    pub fn take(&self) -> Option<PathBuf> {
        self.kept().handed.take()
    }

    /// Keeps a file, in place of the one before. Answers the id by which the page names it.
    pub fn stage(&self, file: Staged) -> Id {
        let mut kept = self.kept();
        kept.count += 1;
        let id = kept.count.to_string();
        kept.staged = Some((id.clone(), Arc::new(file)));
        id
    }

    /// The same for the minutes of an election.
    pub fn stage_minutes(&self, file: Staged) -> Id {
        let mut kept = self.kept();
        kept.count += 1;
        let id = kept.count.to_string();
        kept.minutes = Some((id.clone(), Arc::new(file)));
        id
    }

    /// The minutes of this id, if they are still the latest.
    pub fn minutes(&self, wanted: &str) -> Option<Arc<Staged>> {
        self.kept().minutes.as_ref().filter(|(id, _)| id == wanted).map(|(_, file)| Arc::clone(file))
    }

    /// The file of this id, if it is still the latest.
    pub fn staged(&self, wanted: &str) -> Option<Arc<Staged>> {
        self.kept().staged.as_ref().filter(|(id, _)| id == wanted).map(|(_, file)| Arc::clone(file))
    }

    fn kept(&self) -> MutexGuard<'_, Kept> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_handed_file_stands_for_one_choice() {
        let files = Files::handed(Some("fichier.csv".into()));
        assert_eq!(files.take(), Some("fichier.csv".into()));
        assert_eq!(files.take(), None);
    }

    #[test]
    fn a_file_is_found_until_another_is_chosen() {
        let files = Files::default();
        let file = |name: &str| Staged { name: name.to_owned(), bytes: Vec::new() };
        let first = files.stage(file("a.csv"));
        assert_eq!(files.staged(&first).unwrap().name, "a.csv");
        let second = files.stage(file("b.csv"));
        assert!(files.staged(&first).is_none());
        assert_eq!(files.staged(&second).unwrap().name, "b.csv");
        let minutes = files.stage_minutes(file("pv.pdf"));
        files.stage(file("c.csv"));
        assert_eq!(files.minutes(&minutes).unwrap().name, "pv.pdf", "another file doesn't take their place");
        files.stage_minutes(file("pv 2.pdf"));
        assert!(files.minutes(&minutes).is_none());
    }

    #[test]
    fn a_large_file_is_not_read_and_a_missing_one_is_told_by_its_name() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("fichier.csv");
        fs::write(&path, vec![b'a'; 2_097_153]).unwrap();
        let large = Staged::read(&path, 2_097_152).unwrap_err();
        assert_eq!((large.code, &large.details["limit"]), (ErrorCode::FileTooLarge, &2.into()));
        let missing = Staged::read(&folder.path().join("autre.csv"), 10).unwrap_err();
        assert_eq!((missing.code, &missing.details["name"]), (ErrorCode::FileUnreadable, &"autre.csv".into()));
    }
}
