//! The sealed files beside the database: `blobs/<name>` in the folder of the profile, and `<name>.part` of what is still on
//! its way. Their keys stand in the cache and nowhere else.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read as _, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};

use chacha20poly1305::KeyInit as _;
use coopol_domain::id::StreamId;
use coopol_domain::seal::Hash;
use hmac::{Hmac, Mac as _};
use sha2::Sha256;
use tokio::task::spawn_blocking;
use zeroize::Zeroizing;

use super::ArchiveError;
use super::seal::{PART, Seal, TAG};
use crate::ambient::chance;
use crate::cache::{column, count};
use crate::device::Session;
use crate::profile::folder;

/// A file as the cache knows it.
pub(super) struct Shelved {
    pub(super) size: u64,
    pub(super) whole: bool,
    key: Zeroizing<[u8; 32]>,
}

/// The name of a content: its HMAC under the stream's key (J12).
pub(super) fn name_of(key: &[u8; 32], content: &[u8]) -> Hash {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).expect("HMAC takes a key of any length");
    mac.update(content);
    Hash::from(<[u8; 32]>::from(mac.finalize().into_bytes()))
}

/// What is known of a file.
pub(super) async fn known(session: &Session, stream: StreamId, name: Hash) -> Result<Option<Shelved>, ArchiveError> {
    let mut reader = session.cache().reader().await?;
    let (of, named) = (stream.as_bytes().as_slice(), name.as_bytes().as_slice());
    let row =
        sqlx::query!(r#"SELECT size, key, whole AS "whole: bool" FROM blobs WHERE stream = ? AND name = ?"#, of, named);
    let Some(row) = row.fetch_optional(&mut *reader).await? else { return Ok(None) };
    let stored = Zeroizing::new(row.key);
    let key = stored.as_slice().try_into().map(Zeroizing::new).map_err(|_| ArchiveError::Altered)?;
    Ok(Some(Shelved { size: count(row.size), whole: row.whole, key }))
}

/// Makes room for a file: its key. One that is known keeps its own. `sent`: the server has it already.
pub(super) async fn expect(
    session: &Session,
    stream: StreamId,
    name: Hash,
    size: u64,
    sent: bool,
) -> Result<Shelved, ArchiveError> {
    if let Some(known) = known(session, stream, name).await? {
        return Ok(known);
    }
    let key: Zeroizing<[u8; 32]> = Zeroizing::new(chance(session.ambient()));
    let (of, named, bytes, secret) =
        (stream.as_bytes().as_slice(), name.as_bytes().as_slice(), column(size), key.as_slice());
    let mut writer = session.cache().writer().await;
    let mut transaction = writer.begin().await?;
    sqlx::query!(
        "INSERT INTO blobs (stream, name, size, key, whole, sent) VALUES (?, ?, ?, ?, FALSE, ?)",
        of,
        named,
        bytes,
        secret,
        sent
    )
    .execute(&mut *transaction)
    .await?;
    transaction.commit().await?;
    Ok(Shelved { size, whole: false, key })
}

/// Keeps a whole content.
pub(super) async fn keep(
    session: &Session,
    stream: StreamId,
    name: Hash,
    content: Vec<u8>,
) -> Result<(), ArchiveError> {
    let shelved = expect(session, stream, name, content.len() as u64, false).await?;
    if shelved.whole {
        return Ok(());
    }
    let path = path(session, name);
    let written = move || {
        folder::create(path.parent().unwrap_or(Path::new(".")))?;
        folder::replace(&path, &Seal::new(&shelved.key).seal_all(&content))
    };
    spawn_blocking(written).await.expect("sealing doesn't panic")?;
    whole(session, stream, name).await
}

/// A whole content that is here.
///
/// # Errors
/// [`ArchiveError::NotHere`], [`ArchiveError::Altered`].
pub(crate) async fn content(session: &Session, stream: StreamId, name: Hash) -> Result<Vec<u8>, ArchiveError> {
    let shelved = known(session, stream, name).await?.filter(|shelved| shelved.whole).ok_or(ArchiveError::NotHere)?;
    let path = path(session, name);
    let read = move || {
        let sealed = fs::read(&path).map_err(disk(&path))?;
        Seal::new(&shelved.key).open_all(&sealed, shelved.size).ok_or(ArchiveError::Altered)
    };
    spawn_blocking(read).await.expect("opening doesn't panic")
}

/// A file on its way here.
pub(super) struct Coming {
    path: PathBuf,
    shelved: Shelved,
    place: u64,
}

impl Coming {
    /// Goes on where an earlier try ended.
    pub(super) fn resume(session: &Session, name: Hash, shelved: Shelved) -> Result<Self, ArchiveError> {
        let path = path(session, name).with_extension("part");
        folder::create(path.parent().unwrap_or(Path::new(".")))?;
        let length = fs::metadata(&path).map_or(0, |found| found.len());
        // The last part counts for nothing until all of it came.
        let before_last = (shelved.size.saturating_sub(1)) / PART as u64;
        let place = (length / (PART + TAG) as u64).min(before_last);
        Ok(Self { path, shelved, place })
    }

    /// The number of the next byte that is wanted.
    pub(super) fn from(&self) -> u64 {
        self.place * PART as u64
    }

    /// Keeps what came from there on; whether the file is whole now.
    pub(super) fn keep(&mut self, bytes: &[u8]) -> Result<bool, ArchiveError> {
        let left = self.shelved.size - self.from();
        if bytes.len() as u64 > left {
            return Err(ArchiveError::Altered);
        }
        let all = bytes.len() as u64 == left;
        let seal = Seal::new(&self.shelved.key);
        let mut file = self.file().map_err(disk(&self.path))?;
        let mut parts = bytes.chunks(PART).peekable();
        while let Some(part) = parts.next() {
            let last = parts.peek().is_none();
            if last && !all && part.len() < PART {
                break;
            }
            let sealed = seal.seal(self.place, last && all, part);
            file.write_all(&sealed).map_err(disk(&self.path))?;
            self.place += 1;
        }
        file.sync_all().map_err(disk(&self.path))?;
        Ok(all)
    }

    /// Takes its place on the shelf if it is what its name says.
    pub(super) fn finish(self, key: &[u8; 32], name: Hash) -> Result<(), ArchiveError> {
        let sealed = fs::read(&self.path).map_err(disk(&self.path))?;
        let content = Seal::new(&self.shelved.key).open_all(&sealed, self.shelved.size);
        if content.is_none_or(|content| name_of(key, &content) != name) {
            fs::remove_file(&self.path).map_err(disk(&self.path))?;
            return Err(ArchiveError::Altered);
        }
        let placed = fs::rename(&self.path, self.path.with_extension(""));
        placed.and_then(|()| folder::sync_name(&self.path)).map_err(disk(&self.path))
    }

    fn file(&self) -> io::Result<File> {
        let mut options = OpenOptions::new();
        options.read(true).write(true).create(true).truncate(false);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = options.open(&self.path)?;
        let length = self.place * (PART + TAG) as u64;
        file.set_len(length)?;
        file.seek(SeekFrom::Start(length))?;
        Ok(file)
    }
}

/// Notes that all of a file is here.
pub(super) async fn whole(session: &Session, stream: StreamId, name: Hash) -> Result<(), ArchiveError> {
    let (of, named) = (stream.as_bytes().as_slice(), name.as_bytes().as_slice());
    let mut writer = session.cache().writer().await;
    let mut transaction = writer.begin().await?;
    sqlx::query!("UPDATE blobs SET whole = TRUE WHERE stream = ? AND name = ?", of, named)
        .execute(&mut *transaction)
        .await?;
    Ok(transaction.commit().await?)
}

/// Lets go of files that no document names any more, keys first: after an erasure, or the end of a mandate.
pub(super) async fn sweep(session: &Session) -> Result<(), ArchiveError> {
    let mut writer = session.cache().writer().await;
    let mut transaction = writer.begin().await?;
    // What wasn't sent may be a document that is just being filed.
    sqlx::query!(
        "DELETE FROM blobs WHERE sent AND NOT EXISTS
             (SELECT 1 FROM documents WHERE documents.blob = blobs.name AND documents.stream = blobs.stream)"
    )
    .execute(&mut *transaction)
    .await?;
    let kept = sqlx::query_scalar!("SELECT lower(hex(name)) AS \"name!: String\" FROM blobs")
        .fetch_all(&mut *transaction)
        .await?;
    transaction.commit().await?;
    // The writer is still held: nobody makes room for a file meanwhile.
    let shelf = session.profile().folder().join("blobs");
    let entries = match fs::read_dir(&shelf) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        entries => entries.map_err(disk(&shelf))?,
    };
    for entry in entries {
        let path = entry.map_err(disk(&shelf))?.path();
        let known =
            path.file_stem().and_then(|stem| stem.to_str()).is_some_and(|stem| kept.iter().any(|name| name == stem));
        if !known {
            fs::remove_file(&path).map_err(disk(&path))?;
        }
    }
    Ok(())
}

/// A name that every system takes, in one folder: the last part of what somebody else's system called the file.
pub(crate) fn plain_name(given: &str) -> String {
    /// Bytes that every file system takes, with room for a number.
    const MOST: usize = 120;
    let last = given.rsplit(['/', '\\']).next().unwrap_or_default();
    let plain: String = last.chars().map(|c| if c.is_control() || "<>:\"|?*".contains(c) { '_' } else { c }).collect();
    let plain = plain.trim_matches(|c: char| c == '.' || c.is_whitespace());
    let (stem, extension) =
        plain.rsplit_once('.').map_or((plain, String::new()), |(stem, end)| (stem, format!(".{end}")));
    let extension = if extension.len() > 12 { String::new() } else { extension };
    let mut stem = if stem.is_empty() { "document" } else { stem }.to_owned();
    let most = MOST - extension.len();
    let end = (0..=most.min(stem.len())).rev().find(|&place| stem.is_char_boundary(place)).unwrap_or(0);
    stem.truncate(end);
    stem + &extension
}

fn path(session: &Session, name: Hash) -> PathBuf {
    session.profile().folder().join("blobs").join(name.to_string())
}

pub(super) fn disk(path: &Path) -> impl Fn(io::Error) -> ArchiveError {
    move |source| ArchiveError::Disk { path: path.to_owned(), source }
}

/// The bytes of a file on the disk, not more than `most`.
pub(super) fn read_file(path: &Path, most: u64) -> Result<Vec<u8>, ArchiveError> {
    let file = File::open(path).map_err(disk(path))?;
    let size = file.metadata().map_err(disk(path))?.len();
    if size > most {
        return Err(ArchiveError::TooLarge { size, most });
    }
    let mut content = Vec::with_capacity(usize::try_from(size).unwrap_or_default());
    file.take(most).read_to_end(&mut content).map_err(disk(path))?;
    Ok(content)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_name_leaves_its_folder() {
        for (given, plain) in [
            ("Compte rendu du 12 mars.pdf", "Compte rendu du 12 mars.pdf"),
            ("../../etc/passwd", "passwd"),
            ("C:\\Temp\\été.docx", "été.docx"),
            ("..", "document"),
            (".bashrc", "bashrc"),
            ("a\u{0}b?.txt", "a_b_.txt"),
            ("", "document"),
        ] {
            assert_eq!(plain_name(given), plain, "{given:?}");
        }
        let long = plain_name(&format!("{}.pdf", "é".repeat(300)));
        assert!(long.len() <= 120 && long.ends_with("é.pdf"), "{long}");
    }
}
