//! Opening the database, and proving that it is what it should be before anything is believed of it.

use std::fs::File;
use std::io::Read as _;
use std::path::Path;
use std::sync::atomic::AtomicU64;

use rusqlite::{OpenFlags, TransactionBehavior};
use sqlx::migrate::{MigrateError, Migrator};
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions as _, Connection as _, SqliteConnection};
use tokio::sync::Mutex;
use zeroize::Zeroizing;

use super::readers::Readers;
use super::statement::KEPT;
use super::{Cache, CacheError, Pens};
use crate::vault::CacheKey;

static MIGRATIONS: Migrator = sqlx::migrate!("../../migrations/cache");

/// `Coop`, in the header of every cache, so that another program's encrypted database isn't taken for one.
const APPLICATION: i64 = 0x436f_6f70;
/// What an unencrypted SQLite file begins with.
const PLAIN: &[u8] = b"SQLite format 3\0";
/// Bytes of a page: the file is always a multiple of it.
const PAGE: u64 = 4096;
/// The versions of SQLite, each with its SQLCipher, that the tests were run on. The rule of one writer (see [`Cache`]) was
/// made for a fault of this one; another takes a look at its own.
const TRIED: [(&str, &str); 1] = [("3.50.4", "4.10.0")];
/// What proves that a page is the one that was written. SHA-256 takes a third of the time of SHA-512, which is SQLCipher's own choice, wherever
/// the processor has instructions for it; caches that an earlier version made have that one and keep it.
const PROOFS: [&str; 2] = ["HMAC_SHA256", "HMAC_SHA512"];
/// Kilobytes of pages that a connection keeps, negative as SQLite wants them.
const CACHE: &str = "-8000";
/// How much a power cut may take, each transaction says (see [`Writer`](super::Writer)).
const WRITER: &str = "PRAGMA journal_mode = WAL; PRAGMA secure_delete = ON";

impl Cache {
    /// Opens the database at `path`, which may be an empty file, and brings its tables up to date.
    ///
    /// # Errors
    /// [`CacheError::WrongKey`], [`CacheError::Foreign`], [`CacheError::Newer`], each before anything is written.
    pub async fn open(path: &Path, key: &CacheKey) -> Result<Self, CacheError> {
        let fresh = looks_like_ours(path)?;
        process_wide().await?;
        let (pens, proof) = match opened(path, key, PROOFS[0], fresh).await {
            Err(CacheError::WrongKey) => (opened(path, key, PROOFS[1], fresh).await?, PROOFS[1]),
            pens => (pens?, PROOFS[0]),
        };
        let readers = Readers::new(reading(path, key, proof));
        let steps = AtomicU64::default();
        Ok(Self {
            writer: Mutex::new(Some(Box::new(pens))),
            readers,
            steps,
            offices: AtomicU64::default(),
            leases: AtomicU64::default(),
            found: super::found::Found::default(),
        })
    }
}

async fn opened(path: &Path, key: &CacheKey, proof: &'static str, fresh: bool) -> Result<Pens, CacheError> {
    let mut rare = keyed(path, key, proof).connect().await?;
    let steps = match prepare(&mut rare, fresh).await {
        Ok(()) => stepping(path, key, proof),
        Err(error) => Err(error),
    };
    match steps {
        Ok(steps) => Ok(Pens { steps, rare }),
        Err(error) => {
            // Waited for, as a process that ends meanwhile would crash (see the drop of a cache). What kept it from being opened is
            // told before what kept it from being closed.
            drop(rare.close().await);
            Err(error)
        }
    }
}

/// The connection for the steps of the machine, and what an earlier version left for it to do.
fn stepping(path: &Path, key: &CacheKey, proof: &'static str) -> Result<rusqlite::Connection, CacheError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut steps = rusqlite::Connection::open_with_flags(path, flags)?;
    steps.execute_batch(&Zeroizing::new(format!("PRAGMA key = \"x'{}'\"", *key.to_hex())))?;
    steps.execute_batch(&format!("PRAGMA cipher_hmac_algorithm = {proof}; {WRITER}; PRAGMA cache_size = {CACHE}"))?;
    steps.execute_batch("PRAGMA temp_store = MEMORY; PRAGMA foreign_keys = ON")?;
    steps.set_prepared_statement_cache_capacity(KEPT);
    let transaction = steps.transaction_with_behavior(TransactionBehavior::Immediate)?;
    super::found::make(&transaction)?;
    transaction.commit()?;
    steps.execute_batch("PRAGMA wal_checkpoint(TRUNCATE)")?;
    if starts_plain(path)? { Err(CacheError::NotEncrypted) } else { Ok(steps) }
}

/// Proves that the database is ours, and makes it what this version needs.
async fn prepare(writer: &mut SqliteConnection, fresh: bool) -> Result<(), CacheError> {
    tried(writer).await?;
    // A wrong key shows itself at the first page that is read, not before.
    let tables: i64 = sqlx::query_scalar("SELECT count(*) FROM sqlite_schema").fetch_one(&mut *writer).await?;
    sqlx::raw_sql(WRITER).execute(&mut *writer).await?;
    if fresh && tables == 0 {
        sqlx::query("PRAGMA application_id = 0x436f6f70").execute(&mut *writer).await?;
    }
    let application: i64 = sqlx::query_scalar("PRAGMA application_id").fetch_one(&mut *writer).await?;
    if application != APPLICATION {
        return Err(CacheError::Foreign { why: "another program's database" });
    }
    MIGRATIONS.run(writer).await.map_err(migrated)
}

/// Two settings of SQLCipher that are those of the whole process, and have to be made before the first page is read: it would
/// write to the standard error what an error says already, and leave decrypted pages in the memory that it gives back.
async fn process_wide() -> Result<(), CacheError> {
    let mut anywhere = SqliteConnectOptions::new().in_memory(true).disable_statement_logging().connect().await?;
    sqlx::query("PRAGMA cipher_log_level = NONE").execute(&mut anywhere).await?;
    sqlx::query("PRAGMA cipher_memory_security = ON").execute(&mut anywhere).await?;
    Ok(anywhere.close().await?)
}

/// What every connection has, and nothing that reads a page: a wrong key is to show itself where the connection can be closed.
/// Statements are never logged: the first of them is the key.
fn keyed(path: &Path, key: &CacheKey, proof: &'static str) -> SqliteConnectOptions {
    SqliteConnectOptions::new()
        .filename(path)
        .disable_statement_logging()
        .pragma("key", format!("\"x'{}'\"", *key.to_hex()))
        .pragma("cipher_hmac_algorithm", proof)
        .pragma("temp_store", "MEMORY")
        .foreign_keys(true)
}

fn reading(path: &Path, key: &CacheKey, proof: &'static str) -> SqliteConnectOptions {
    keyed(path, key, proof).read_only(true).pragma("cache_size", CACHE).pragma("query_only", "ON")
}

/// Whether the file is still empty; an error when it can't be one of ours.
fn looks_like_ours(path: &Path) -> Result<bool, CacheError> {
    let length = std::fs::metadata(path).map_or(0, |found| found.len());
    if starts_plain(path)? {
        return Err(CacheError::Foreign { why: "a database that isn't encrypted" });
    }
    // A power cut may have left part of a page, which SQLite then has in its log.
    let whole = length.is_multiple_of(PAGE) || has_log(path);
    if whole { Ok(length == 0) } else { Err(CacheError::Foreign { why: "not a database" }) }
}

fn has_log(path: &Path) -> bool {
    std::fs::metadata(path.with_extension("db-wal")).is_ok_and(|found| found.len() > 0)
}

fn starts_plain(path: &Path) -> Result<bool, CacheError> {
    let mut start = Vec::with_capacity(PLAIN.len());
    match File::open(path).and_then(|file| file.take(PLAIN.len() as u64).read_to_end(&mut start)) {
        Ok(_) => Ok(start == PLAIN),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(sqlx::Error::Io(error).into()),
    }
}

async fn tried(connection: &mut SqliteConnection) -> Result<(), CacheError> {
    let cipher: Option<String> = sqlx::query_scalar("PRAGMA cipher_version").fetch_optional(&mut *connection).await?;
    // `PRAGMA key` does nothing, without a word, where SQLCipher isn't linked in.
    let cipher = cipher.ok_or(CacheError::NotEncrypted)?;
    let version: String = sqlx::query_scalar("SELECT sqlite_version()").fetch_one(connection).await?;
    if TRIED.iter().any(|(sqlite, sqlcipher)| version == *sqlite && cipher.starts_with(sqlcipher)) {
        Ok(())
    } else {
        Err(CacheError::Untried { version, cipher })
    }
}

fn migrated(error: MigrateError) -> CacheError {
    match error {
        MigrateError::VersionMissing(found) | MigrateError::VersionTooNew(found, _) => CacheError::Newer { found },
        MigrateError::Execute(error) | MigrateError::ExecuteMigration(error, _) => error.into(),
        other => sqlx::Error::Migrate(Box::new(other)).into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Opened, and written to, as it is.
    #[tokio::test]
    async fn a_cache_of_an_earlier_version_keeps_its_proof() {
        let folder = tempfile::tempdir().unwrap();
        let (path, key) = (folder.path().join("cache.db"), CacheKey::from_bytes([1; 32]));
        std::fs::write(&path, "").unwrap();
        process_wide().await.unwrap();
        let mut earlier = keyed(&path, &key, "HMAC_SHA512").connect().await.unwrap();
        sqlx::raw_sql(
            "PRAGMA application_id = 0x436f6f70; CREATE TABLE kept (word TEXT); INSERT INTO kept VALUES ('oui')",
        )
        .execute(&mut earlier)
        .await
        .unwrap();
        earlier.close().await.unwrap();
        let cache = Cache::open(&path, &key).await.unwrap();
        let mut reader = cache.reader().await.unwrap();
        let kept: String = sqlx::query_scalar("SELECT word FROM kept").fetch_one(&mut *reader).await.unwrap();
        let proof: String = sqlx::query_scalar("PRAGMA cipher_hmac_algorithm").fetch_one(&mut *reader).await.unwrap();
        assert_eq!((kept.as_str(), proof.as_str()), ("oui", "HMAC_SHA512"));
        drop(reader);
        cache.close().await.unwrap();
        let other = Cache::open(&path, &CacheKey::from_bytes([2; 32])).await;
        assert!(matches!(other, Err(CacheError::WrongKey)), "neither proof makes another key the right one");
    }

    /// Where nothing was made before, the quicker proof is taken.
    #[tokio::test]
    async fn a_new_cache_is_proven_by_sha_256() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("cache.db");
        std::fs::write(&path, "").unwrap();
        let cache = Cache::open(&path, &CacheKey::from_bytes([1; 32])).await.unwrap();
        let mut reader = cache.reader().await.unwrap();
        let proof: String = sqlx::query_scalar("PRAGMA cipher_hmac_algorithm").fetch_one(&mut *reader).await.unwrap();
        assert_eq!(proof, "HMAC_SHA256");
    }

    /// J3.5: a page that was being put in its place when the current failed is taken from the log.
    #[tokio::test]
    async fn part_of_a_page_is_no_other_programs_file_while_there_is_a_log() {
        let folder = tempfile::tempdir().unwrap();
        let (path, key) = (folder.path().join("cache.db"), CacheKey::from_bytes([1; 32]));
        std::fs::write(&path, "").unwrap();
        Cache::open(&path, &key).await.unwrap().close().await.unwrap();
        let mut before = keyed(&path, &key, PROOFS[0]).pragma("wal_autocheckpoint", "0").connect().await.unwrap();
        let kept = "CREATE TABLE kept AS SELECT hex(randomblob(20000)) AS word";
        sqlx::raw_sql(kept).execute(&mut before).await.unwrap();
        let left = tempfile::tempdir().unwrap();
        let torn = left.path().join("cache.db");
        std::fs::copy(path.with_extension("db-wal"), torn.with_extension("db-wal")).unwrap();
        let mut bytes = std::fs::read(&path).unwrap();
        bytes.extend([0x5a; 512]);
        std::fs::write(&torn, bytes).unwrap();
        before.close().await.unwrap();
        let cache = Cache::open(&torn, &key).await.unwrap();
        let mut reader = cache.reader().await.unwrap();
        let length: i64 = sqlx::query_scalar("SELECT length(word) FROM kept").fetch_one(&mut *reader).await.unwrap();
        assert_eq!(length, 40000);
        drop(reader);
        cache.close().await.unwrap();
        std::fs::write(&torn, [0x5a; 512]).unwrap();
        assert!(matches!(Cache::open(&torn, &key).await, Err(CacheError::Foreign { .. })), "there is no log");
    }

    /// J3.5: *saved here* is on the disk, a power cut included, and what is erased is overwritten there.
    #[tokio::test]
    async fn what_is_saved_is_on_the_disk() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("cache.db");
        std::fs::write(&path, "").unwrap();
        let cache = Cache::open(&path, &CacheKey::from_bytes([1; 32])).await.unwrap();
        let mut writer = cache.writer().await;
        let mut transaction = writer.begin().await.unwrap();
        for (asked, wanted) in [("PRAGMA synchronous", 2_i64), ("PRAGMA secure_delete", 1)] {
            let set: i64 = sqlx::query_scalar(asked).fetch_one(&mut *transaction).await.unwrap();
            assert_eq!(set, wanted, "{asked}");
        }
        drop(transaction);
        for (retold, wanted) in [(true, 1_i64), (false, 2), (true, 1)] {
            let step = writer.step(retold).unwrap();
            let set = |asked| step.pragma_query_value(None, asked, |row| row.get::<_, i64>(0)).unwrap();
            assert_eq!(set("synchronous"), wanted, "each says it for itself");
            assert_eq!((set("secure_delete"), set("foreign_keys"), set("temp_store")), (1, 1, 2));
            let mode: String = step.pragma_query_value(None, "journal_mode", |row| row.get(0)).unwrap();
            assert_eq!(mode, "wal");
        }
    }
}
