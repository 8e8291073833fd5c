//! Files and folders that their owner alone may read.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use super::{ProfileError, disk};

/// Creates a folder, and those above it that are missing, with mode 0700. Their names are on the disk when it returns.
pub(crate) fn create(folder: &Path) -> Result<(), ProfileError> {
    let missing = folder.ancestors().skip(1).take_while(|above| !above.exists()).count();
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder).map_err(disk(folder))?;
    folder.ancestors().take(missing + 1).try_for_each(sync_name).map_err(disk(folder))
}

/// Opens a file for writing, created with mode 0600 when it isn't there.
pub(super) fn private(path: &Path) -> Result<File, ProfileError> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).map_err(disk(path))
}

/// Puts `bytes` in place of the file, durably: after a power cut it is the old one or the new one.
pub(crate) fn replace(path: &Path, bytes: &[u8]) -> Result<(), ProfileError> {
    let new = path.with_extension("new");
    let mut file = private(&new)?;
    file.set_len(0).and_then(|()| file.write_all(bytes)).and_then(|()| file.sync_all()).map_err(disk(&new))?;
    fs::rename(&new, path).map_err(disk(path))?;
    sync_name(path).map_err(disk(path))
}

/// Waits until the name of a file or folder is on the disk: a file whose bytes are there can still be lost without it.
#[cfg(unix)]
pub(crate) fn sync_name(path: &Path) -> io::Result<()> {
    let above = path.parent().unwrap_or(Path::new("/"));
    // A path of one name is in the folder that the program was started in.
    let above = if above.as_os_str().is_empty() { Path::new(".") } else { above };
    File::open(above)?.sync_all()
}

/// Elsewhere the system sees to it.
#[cfg(not(unix))]
pub(crate) fn sync_name(_: &Path) -> io::Result<()> {
    Ok(())
}

/// The folders in `folder`; none when it isn't there.
pub(super) fn children(folder: &Path) -> Result<Vec<PathBuf>, ProfileError> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(disk(folder)(error)),
    };
    let paths = entries.map(|entry| entry.map(|entry| entry.path())).collect::<Result<Vec<_>, _>>();
    Ok(paths.map_err(disk(folder))?.into_iter().filter(|path| path.is_dir()).collect())
}
