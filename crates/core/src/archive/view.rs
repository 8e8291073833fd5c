//! A copy in the clear for the system's viewer: in a folder that only its owner looks into, gone with the program, and, if
//! that died, at its next start.

use std::fs::{self, DirBuilder, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use coopol_domain::id::SubjectId;
use coopol_domain::journal::Compartment;

use super::ArchiveError;
use super::add::unknown;
use super::list::one;
use super::shelf::{content, disk, plain_name};
use crate::device::Session;

/// The folder of the copies that were opened. They go when it is dropped.
#[derive(Debug)]
pub struct Viewing {
    folder: PathBuf,
}

impl Viewing {
    /// Begins a folder for the profile of `session` in `base`, and removes what a program that died left there.
    /// `base` lies best in memory: `$XDG_RUNTIME_DIR`.
    pub fn begin(base: &Path, session: &Session) -> Result<Self, ArchiveError> {
        let folder = base.join("coopol").join(&session.profile().card().id);
        // The lock of the profile says that no other program has copies there.
        match fs::remove_dir_all(&folder) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(disk(&folder)(error)),
            _ => {}
        }
        private_folder(&folder)?;
        Ok(Self { folder })
    }

    /// A copy of a document's file, which has to be here, for the system's viewer. It can't be written to, so that nobody
    /// takes it for the document.
    pub async fn copy(&self, session: &Session, document: SubjectId) -> Result<PathBuf, ArchiveError> {
        let stream = session.stream(Compartment::Archive).await?;
        let (row, _) = one(session, stream, document).await?.ok_or_else(|| unknown(document))?;
        let bytes = content(session, stream, row.blob.ok_or(ArchiveError::NoFile)?).await?;
        let folder = self.folder.join(document.to_string());
        private_folder(&folder)?;
        let path = folder.join(plain_name(&row.file_name));
        match write(&path, &bytes) {
            // It is open already.
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(path),
            written => written.map(|()| path.clone()).map_err(disk(&path)),
        }
    }

    /// Something to print, under a name of its own; what was there under it goes.
    pub fn show(&self, name: &str, bytes: &[u8]) -> Result<PathBuf, ArchiveError> {
        let path = self.folder.join(plain_name(name));
        match fs::remove_file(&path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(disk(&path)(error)),
            _ => {}
        }
        write(&path, bytes).map_err(disk(&path))?;
        Ok(path)
    }
}

impl Drop for Viewing {
    fn drop(&mut self) {
        // What a viewer still holds goes at the next start.
        drop(fs::remove_dir_all(&self.folder));
    }
}

fn private_folder(folder: &Path) -> Result<(), ArchiveError> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder).map_err(disk(folder))
}

fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o400);
    options.open(path)?.write_all(bytes)
}
