//! The database: its key, its file, its lock.

use coopol_core::cache::{Cache, CacheError};
use coopol_core::profile::{ProfileError, Profiles};
use coopol_core::vault::{CacheKey, Keyring, KeyringError};

use crate::world::{World, name};

/// A system without a keyring.
pub struct NoKeyring;

impl Keyring for NoKeyring {
    fn read(&self, _: &str) -> Result<Option<CacheKey>, KeyringError> {
        Err(KeyringError::Absent { why: "none".to_owned() })
    }

    fn write(&self, _: &str, _: &CacheKey) -> Result<(), KeyringError> {
        Err(KeyringError::Absent { why: "none".to_owned() })
    }

    fn destroy(&self, _: &str) -> Result<(), KeyringError> {
        Err(KeyringError::Absent { why: "none".to_owned() })
    }
}

fn key(byte: u8) -> CacheKey {
    CacheKey::from_bytes([byte; 32])
}

#[tokio::test]
async fn only_its_key_opens_a_cache() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("cache.db");
    std::fs::write(&path, "").unwrap();
    Cache::open(&path, &key(1)).await.unwrap().close().await.unwrap();
    assert!(matches!(Cache::open(&path, &key(2)).await, Err(CacheError::WrongKey)));
    Cache::open(&path, &key(1)).await.unwrap().close().await.unwrap();
    let start = std::fs::read(&path).unwrap();
    assert_ne!(&start[..15], b"SQLite format 3");
}

/// SQLite takes the log away with the last connection: where it is gone, no thread is left that works on what a process frees
/// when it ends.
#[tokio::test]
async fn a_cache_that_nobody_closed_is_closed_when_it_goes() {
    let folder = tempfile::tempdir().unwrap();
    let (path, log) = (folder.path().join("cache.db"), folder.path().join("cache.db-wal"));
    std::fs::write(&path, "").unwrap();
    let cache = Cache::open(&path, &key(1)).await.unwrap();
    let mut reader = cache.reader().await.unwrap();
    let tables: i64 = sqlx::query_scalar("SELECT count(*) FROM sqlite_schema").fetch_one(&mut *reader).await.unwrap();
    assert!(tables > 0 && log.exists());
    drop(reader);
    drop(cache);
    assert!(!log.exists());
}

/// Who comes when every connection is taken waits for the first that is let go, whichever it is.
#[tokio::test]
async fn more_may_read_than_there_are_connections() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("cache.db");
    std::fs::write(&path, "").unwrap();
    let cache = Cache::open(&path, &key(1)).await.unwrap();
    let mut taken = Vec::new();
    for _ in 0..4 {
        taken.push(cache.reader().await.unwrap());
    }
    let mut fifth = std::pin::pin!(cache.reader());
    let early = tokio::select! {
        biased;
        reader = &mut fifth => Some(reader.unwrap()),
        () = std::future::ready(()) => None,
    };
    assert!(early.is_none());
    drop(taken.remove(2));
    let tables: i64 =
        sqlx::query_scalar("SELECT count(*) FROM sqlite_schema").fetch_one(&mut *fifth.await.unwrap()).await.unwrap();
    assert!(tables > 0);
}

#[tokio::test]
async fn a_foreign_file_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let plain = folder.path().join("plain.db");
    let mut bytes = b"SQLite format 3\0".to_vec();
    bytes.resize(4096, 0);
    std::fs::write(&plain, &bytes).unwrap();
    assert!(matches!(Cache::open(&plain, &key(1)).await, Err(CacheError::Foreign { .. })));
    let text = folder.path().join("text.db");
    std::fs::write(&text, "a letter").unwrap();
    assert!(matches!(Cache::open(&text, &key(1)).await, Err(CacheError::Foreign { .. })));
    assert_eq!(std::fs::read(&plain).unwrap(), bytes);
    assert_eq!(std::fs::read(&text).unwrap(), b"a letter");
}

#[tokio::test]
async fn a_later_version_is_not_touched() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("cache.db");
    std::fs::write(&path, "").unwrap();
    let cache = Cache::open(&path, &key(1)).await.unwrap();
    let mut writer = cache.writer().await;
    let mut transaction = writer.begin().await.unwrap();
    sqlx::query(
        "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time)
         VALUES (9999, 'later', TRUE, x'00', 0)",
    )
    .execute(&mut *transaction)
    .await
    .unwrap();
    transaction.commit().await.unwrap();
    drop(writer);
    cache.close().await.unwrap();
    assert!(matches!(Cache::open(&path, &key(1)).await, Err(CacheError::Newer { found: 9999 })));
}

/// J7.3: a second program on the same profile is refused with a sentence.
#[tokio::test]
async fn a_profile_is_open_once() {
    let world = World::new();
    let laptop = world.laptop(1, 1).await;
    let second = Profiles::at(world.folder()).open(&name(1));
    assert!(matches!(second, Err(ProfileError::InUse { .. })));
    let laptop = world.again(laptop).await;
    laptop.session.close().await.unwrap();
    assert!(Profiles::at(world.folder()).open(&name(1)).is_ok());
}
