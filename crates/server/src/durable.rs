//! Names that outlive a power cut: a file whose bytes are on the disk can still be lost as long as the folder that names it isn't
//! there as well.

use std::fs::{self, File};
use std::io;
use std::path::Path;

/// Creates a folder for its owner alone, and those above it that are missing; their names are on the disk when it returns.
///
/// # Errors
/// The disk's.
pub fn create(folder: &Path) -> io::Result<()> {
    let missing = folder.ancestors().skip(1).take_while(|above| !above.exists()).count();
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)?;
    folder.ancestors().skip(1).take(missing + 1).try_for_each(sync)
}

/// Waits until the names in a folder are on the disk.
///
/// # Errors
/// The disk's.
#[cfg(unix)]
pub fn sync(folder: &Path) -> io::Result<()> {
    // A path of one name is in the folder that the program was started in.
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    File::open(folder)?.sync_all()
}

/// Elsewhere the system sees to it.
///
/// # Errors
/// None.
#[cfg(not(unix))]
pub fn sync(_: &Path) -> io::Result<()> {
    Ok(())
}

/// Waits until the name of a file is on the disk.
///
/// # Errors
/// The disk's.
pub fn sync_name(file: &Path) -> io::Result<()> {
    file.parent().map_or(Ok(()), sync)
}

/// Waits until everything below a folder is on the disk: bytes and names.
///
/// # Errors
/// The disk's.
pub fn sync_below(folder: &Path) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            sync_below(&path)?;
        } else {
            // Some systems sync only what is open for writing.
            File::options().read(true).write(true).open(&path)?.sync_all()?;
        }
    }
    sync(folder)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_are_made_down_to_the_last_and_may_be_there() {
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join("a").join("b");
        create(&folder).unwrap();
        create(&folder).unwrap();
        fs::write(folder.join("c"), "c").unwrap();
        sync_name(&folder.join("c")).unwrap();
        sync_below(home.path()).unwrap();
        assert!(sync(&home.path().join("elsewhere")).is_err() || !cfg!(unix));
    }
}
