//! Files over time: those that an earlier version sealed, and those of a backup (J7.1, J7.2).

use coopol_domain::id::{StreamId, SubjectId};
use coopol_domain::journal::Compartment;
use coopol_domain::seal::Hash;
use coopol_domain::time::Instant;
use coopol_server::app::App;
use coopol_server::blobs::Sealing;
use coopol_server::data::{BLOBS, DATABASE, Database, Opened, open};
use coopol_server::ledger::{Ledger, Record};
use coopol_store::{Begun, Blob, BlobKey};
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{AssertSqlSafe, ConnectOptions as _, Connection as _};

use crate::admin::Folder;

async fn tell(folder: &Folder, statement: &str) {
    let file = folder.settings.data.join(DATABASE);
    let mut on = SqliteConnectOptions::new().filename(file).connect().await.unwrap();
    sqlx::query(AssertSqlSafe(statement.to_owned())).execute(&mut on).await.unwrap();
    on.close().await.unwrap();
}

pub async fn archive(app: &App<Database>) -> StreamId {
    app.store.units().await.unwrap()[0].streams[&Compartment::Archive]
}

/// Keeps the parts of a file, as far as they go; the whole is `size` bytes.
pub async fn keep(app: &App<Database>, content: &[u8], size: usize) -> Hash {
    let stream = archive(app).await;
    let mut mac = Hmac::<Sha256>::new_from_slice(&app.naming_key(stream).await.unwrap()).unwrap();
    mac.update(content);
    let name = Hash::from(<[u8; 32]>::from(mac.finalize().into_bytes()));
    let begun = app.store.begin_blob(stream, name, size as u64, Instant(1)).await.unwrap();
    let Begun::At(mut blob) = begun else { panic!("{begun:?}") };
    for part in content.chunks(1000) {
        let (from, to) = (blob.received, blob.received + part.len() as u64);
        app.blobs.keep(&app.sealing(&blob), from, app.random(), part).await.unwrap();
        blob = app.store.advance_blob(stream, name, from, to).await.unwrap().unwrap();
    }
    name
}

async fn known(app: &App<Database>, name: Hash) -> Option<Blob> {
    app.store.blob(archive(app).await, name).await.unwrap()
}

async fn read(app: &App<Database>, of: &Sealing, received: u64) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    for part in app.blobs.all_parts(of, received).await.ok()? {
        bytes.extend(app.blobs.open(of, &part).await.ok()?);
    }
    Some(bytes)
}

pub async fn content(app: &App<Database>, name: Hash) -> Option<Vec<u8>> {
    let blob = known(app, name).await?;
    read(app, &app.sealing(&blob), blob.received).await
}

pub async fn close(opened: Opened) {
    let Opened { app, engine, database, held } = opened;
    drop((app, engine, held));
    database.close().await;
}

/// As before files had keys of their own: all under one of the stream.
async fn before(app: &App<Database>, name: Hash) -> Sealing {
    let stream = archive(app).await;
    Sealing::new(stream, name, &app.derive("blob seal", stream.as_bytes()))
}

/// Seals its first parts as an earlier version did.
async fn seal_as_before(app: &App<Database>, name: Hash, parts: usize) {
    let (blob, old) = (known(app, name).await.unwrap(), before(app, name).await);
    let new = app.sealing(&blob);
    for part in app.blobs.all_parts(&new, blob.received).await.unwrap().into_iter().take(parts) {
        let bytes = app.blobs.open(&new, &part).await.unwrap();
        app.blobs.keep(&old, part.from, app.random(), &bytes).await.unwrap();
    }
}

/// J7.1: they are sealed anew when the server starts, whole or half sent, from wherever it was broken off; none is lost.
#[tokio::test]
async fn files_of_an_earlier_version_get_keys_of_their_own() {
    let folder = Folder::new().await;
    folder.section().await;
    let (whole, half, broken, wrong) = (vec![1; 2500], vec![2; 1500], vec![3; 3000], vec![4; 2000]);
    let opened = open(&folder.settings).await.unwrap();
    let app = &opened.app;
    let names = [
        keep(app, &whole, 2500).await,
        keep(app, &half, 4000).await,
        keep(app, &broken, 3000).await,
        keep(app, &wrong, 2000).await,
    ];
    for (name, parts) in names.into_iter().zip([3, 2, 2, 1]) {
        seal_as_before(app, name, parts).await;
    }
    let altered = folder.settings.data.join(BLOBS).join(archive(app).await.to_string()).join(names[3].to_string());
    std::fs::write(altered.join(format!("{:016x}", 1000)), vec![0; 1040]).unwrap();
    close(opened).await;
    let as_before = |name: Hash| format!("UPDATE blobs SET seal = 0, key = NULL WHERE hex(name) = upper('{name}')");
    for name in [names[0], names[1]] {
        tell(&folder, &as_before(name)).await;
    }
    // Broken off after the first of its parts, and one whose second part nobody can open.
    tell(&folder, "UPDATE blobs SET seal = 1 WHERE seal = 2").await;

    let opened = open(&folder.settings).await.unwrap();
    let app = &opened.app;
    for (name, wanted) in names.into_iter().zip([&whole, &half, &broken]) {
        assert_eq!(content(app, name).await.as_ref(), Some(wanted));
        let blob = known(app, name).await.unwrap();
        assert!(matches!(blob.key, BlobKey::Own(_)), "{:?}", blob.key);
        assert_eq!(
            read(app, &before(app, name).await, blob.received).await,
            None,
            "the key of before opens it no more"
        );
    }
    let left = known(app, names[3]).await.unwrap();
    assert!(matches!(left.key, BlobKey::Between(_)), "it stays as it is");
    let first = &app.blobs.all_parts(&app.sealing(&left), 2000).await.unwrap()[0];
    assert_eq!(app.blobs.open(&app.sealing(&left), first).await.unwrap(), vec![4; 1000]);

    // The upload that was broken off goes on.
    let blob = known(app, names[1]).await.unwrap();
    assert_eq!(blob.received, 1500);
    app.blobs.keep(&app.sealing(&blob), 1500, app.random(), &[5; 2500]).await.unwrap();
    app.store.advance_blob(blob.stream, names[1], 1500, 4000).await.unwrap();
    assert_eq!(content(app, names[1]).await.unwrap(), [vec![2; 1500], vec![5; 2500]].concat());
    close(opened).await;
}

/// J7.2: a backup brings back the files that it holds, but for those whose last document the ledger says was erased since.
#[tokio::test]
async fn a_restore_brings_back_the_files_and_none_that_was_erased() {
    let folder = Folder::new().await;
    folder.section().await;
    let opened = open(&folder.settings).await.unwrap();
    let stream = archive(&opened.app).await;
    let names = [keep(&opened.app, &[1; 1500], 1500).await, keep(&opened.app, &[2; 1500], 1500).await];
    close(opened).await;
    let documents = [SubjectId::from_bytes([1; 16]), SubjectId::from_bytes([2; 16])];
    for (name, document) in names.iter().zip(documents) {
        let (stream, document) = (hex(stream.as_bytes()), hex(document.as_bytes()));
        tell(&folder, &format!("INSERT INTO blob_uses VALUES (x'{stream}', x'{name}', x'{document}')")).await;
    }
    let secret = folder.passphrase("correct horse battery staple");
    let backup = folder.home.path().join("backup.age");
    folder.run(&format!("backup {} --passphrase-file {secret}", backup.display())).await.unwrap();

    // What the timers do when an erasure is due, and then all is lost but keys and ledger.
    let (ledger, _) = Ledger::open(&folder.settings.ledger()).unwrap();
    ledger.add(&Record::Erased { stream, subjects: vec![documents[0]], at: Instant(5) }).unwrap();
    drop(ledger);
    let data = &folder.settings.data;
    std::fs::remove_file(data.join(DATABASE)).unwrap();
    std::fs::remove_dir_all(data.join(BLOBS)).unwrap();
    std::fs::create_dir(data.join(BLOBS)).unwrap();
    folder.run(&format!("restore {} --passphrase-file {secret}", backup.display())).await.unwrap();
    let lies = |name: Hash| data.join(BLOBS).join(stream.to_string()).join(name.to_string());
    let parts = |name| std::fs::read_dir(lies(name)).map_or(0, Iterator::count);
    assert_eq!((parts(names[0]), parts(names[1])), (0, 2), "it is gone before anybody is served");
    let opened = open(&folder.settings).await.unwrap();
    assert_eq!(content(&opened.app, names[0]).await, None);
    assert_eq!(content(&opened.app, names[1]).await.unwrap(), vec![2; 1500]);
    close(opened).await;
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |hex, byte| format!("{hex}{byte:02x}"))
}
