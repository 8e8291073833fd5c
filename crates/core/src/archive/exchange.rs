//! Files to the server and back, in parts, each side going on from the byte where the other stands (J12).

use coopol_domain::id::{StreamId, SubjectId};
use coopol_domain::journal::Compartment;
use coopol_domain::seal::Hash;

use super::ArchiveError;
use super::add::unknown;
use super::list::one;
use super::shelf::{Coming, content, expect, sweep, whole};
use crate::cache::{CacheError, column, count};
use crate::device::Session;
use crate::transport::{Blobs, Naming, TransportError};

/// Parts that a server may refuse to take in a row, before the exchange gives up.
const PATIENCE: usize = 3;

/// What an exchange of files did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Exchanged {
    /// Files that the server has since.
    pub sent: usize,
}

/// Has every file that is here sent again: the section goes over to a server that has none of them.
pub async fn send_again(session: &Session) -> Result<(), ArchiveError> {
    let mut writer = session.cache().writer().await;
    let mut transaction = writer.begin().await?;
    sqlx::query("UPDATE blobs SET sent = FALSE WHERE whole").execute(&mut *transaction).await?;
    Ok(transaction.commit().await?)
}

/// Asks how files are named, sends those that wait, and lets go of those that no document names any more. Due after each
/// synchronisation, in the background.
pub async fn exchange<T: Blobs>(session: &Session, transport: &T) -> Result<Exchanged, ArchiveError> {
    drop(session.reader().await?);
    for held in session.held().await.into_iter().filter(|held| held.compartment == Compartment::Archive) {
        told(session, transport, held.stream).await?;
    }
    let mut done = Exchanged::default();
    for (stream, name) in waiting(session).await? {
        send(session, transport, stream, name).await?;
        done.sent += 1;
    }
    sweep(session).await?;
    Ok(done)
}

/// Brings the file of a document here, unless it is.
pub async fn fetch<T: Blobs>(session: &Session, transport: &T, document: SubjectId) -> Result<(), ArchiveError> {
    let stream = session.stream(Compartment::Archive).await?;
    let (row, _) = one(session, stream, document).await?.ok_or_else(|| unknown(document))?;
    let name = row.blob.ok_or(ArchiveError::NoFile)?;
    if row.here {
        return Ok(());
    }
    let key = told(session, transport, stream).await?.key;
    let mut coming = Coming::resume(session, name, expect(session, stream, name, row.size, true).await?)?;
    loop {
        let came = transport.fetch(stream, name, coming.from(), row.size).await?;
        let progress = !came.bytes.is_empty();
        match (coming.keep(&came.bytes)?, came.broken) {
            (true, _) => break,
            (false, Some(error)) => return Err(error.into()),
            (false, None) if !progress => return Err(ArchiveError::Altered),
            (false, None) => {}
        }
    }
    coming.finish(&key, name)?;
    whole(session, stream, name).await
}

/// How the files of a stream are named, if the server told.
pub(super) async fn naming(session: &Session, stream: StreamId) -> Result<Option<Naming>, ArchiveError> {
    let mut reader = session.cache().reader().await?;
    let of = stream.as_bytes().as_slice();
    let row =
        sqlx::query!("SELECT key, most, part FROM naming WHERE stream = ?", of).fetch_optional(&mut *reader).await?;
    let naming = row.map(|row| {
        let damaged = |_| CacheError::Damaged { place: "naming", why: "a key has 32 bytes".to_owned() };
        let key = row.key.as_slice().try_into().map_err(damaged)?;
        Ok(Naming { key, most: count(row.most), part: count(row.part) })
    });
    naming.transpose()
}

/// The same, asked of the server when it never told.
async fn told<T: Blobs>(session: &Session, transport: &T, stream: StreamId) -> Result<Naming, ArchiveError> {
    if let Some(naming) = naming(session, stream).await? {
        return Ok(naming);
    }
    let naming = transport.naming(stream).await?;
    learn(session, stream, &naming).await?;
    Ok(naming)
}

async fn learn(session: &Session, stream: StreamId, naming: &Naming) -> Result<(), ArchiveError> {
    let (of, key, most, part) =
        (stream.as_bytes().as_slice(), naming.key.as_slice(), column(naming.most), column(naming.part));
    let mut writer = session.cache().writer().await;
    let mut transaction = writer.begin().await?;
    sqlx::query!(
        "INSERT INTO naming (stream, key, most, part) VALUES (?, ?, ?, ?) ON CONFLICT (stream) DO NOTHING",
        of,
        key,
        most,
        part
    )
    .execute(&mut *transaction)
    .await?;
    Ok(transaction.commit().await?)
}

async fn waiting(session: &Session) -> Result<Vec<(StreamId, Hash)>, ArchiveError> {
    let mut reader = session.cache().reader().await?;
    let rows = sqlx::query!("SELECT stream, name FROM blobs WHERE whole AND NOT sent ORDER BY size");
    let waiting = rows.fetch_all(&mut *reader).await?.into_iter().map(|row| {
        let damaged = |_| CacheError::Damaged { place: "blobs", why: "the name of a file has 32 bytes".to_owned() };
        let name: [u8; 32] = row.name.as_slice().try_into().map_err(damaged)?;
        Ok((crate::cache::id("blobs", &row.stream, StreamId::from_bytes)?, Hash::from(name)))
    });
    waiting.collect()
}

async fn send<T: Blobs>(session: &Session, transport: &T, stream: StreamId, name: Hash) -> Result<(), ArchiveError> {
    let bytes = content(session, stream, name).await?;
    let part = naming(session, stream).await?.ok_or(ArchiveError::NotNamed)?.part.max(1);
    let (size, mut patience) = (bytes.len() as u64, PATIENCE);
    let mut at = transport.begin(stream, name, size).await?;
    while at < size {
        let place = |byte: u64| usize::try_from(byte.min(size)).expect("no further than the bytes in memory");
        at = match transport.append(stream, name, at, &bytes[place(at)..place(at.saturating_add(part))]).await {
            Ok(to) if to > at => to,
            // Another upload of the same file went on meanwhile: the server says where it stands.
            Ok(_) | Err(TransportError::Refused { status: 409, .. }) if patience > 0 => {
                patience -= 1;
                transport.begin(stream, name, size).await?
            }
            Ok(_) => return Err(ArchiveError::Altered),
            Err(error) => return Err(error.into()),
        };
    }
    let (of, named) = (stream.as_bytes().as_slice(), name.as_bytes().as_slice());
    let mut writer = session.cache().writer().await;
    let mut transaction = writer.begin().await?;
    sqlx::query!("UPDATE blobs SET sent = TRUE WHERE stream = ? AND name = ?", of, named)
        .execute(&mut *transaction)
        .await?;
    Ok(transaction.commit().await?)
}
