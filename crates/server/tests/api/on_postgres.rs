//! The command line over a database in PostgreSQL.

use coopol_server::admin::Failed;
use coopol_server::data::{NotOpened, open};
use coopol_server::database::{Database, NotCopied};
use coopol_server::settings::{Place, Settings};
use coopol_testkit::postgres::cluster;

use crate::admin::{Folder, contains};

fn new_database() -> Place {
    Place::Postgres(cluster().database())
}

/// The backup is one file again, sealed, with a copy that PostgreSQL made; it goes into an empty database, or not at all.
#[tokio::test]
async fn a_backup_is_put_back_into_an_empty_database() {
    let mut folder = Folder::over(new_database()).await;
    let unit = folder.section().await;
    let backup = folder.home.path().join("backup.age");
    let secret = folder.passphrase("correct horse battery staple");
    folder.run(&format!("backup {} --passphrase-file {secret}", backup.display())).await.unwrap();
    assert!(!contains(&backup, b"Versailles") && !contains(&backup, b"PGDMP"));
    let restore = format!("restore {} --passphrase-file {secret}", backup.display());
    let refused = folder.run(&restore).await.unwrap_err();
    assert!(matches!(&refused, Failed::NotCopied(NotCopied::Postgres(_))), "{refused}");
    assert!(refused.to_string().contains("isn't empty"), "{refused}");

    let Place::Postgres(aside) = new_database() else { unreachable!("it is PostgreSQL") };
    let drill = format!("drill {} --passphrase-file {secret}", backup.display());
    assert!(matches!(folder.run(&drill).await, Err(Failed::NowhereAside)));
    let told = folder.run(&format!("{drill} --into {}", aside.replace('_', "%5F"))).await.unwrap();
    assert!(told.contains("0 entries came since"), "{told}");
    folder.settings.database = new_database();
    let (whole, altered) = (std::fs::read(&backup).unwrap(), folder.home.path().join("altered.age"));
    std::fs::write(&altered, &whole[..whole.len() - 1]).unwrap();
    let refused = folder.run(&format!("restore {} --passphrase-file {secret}", altered.display())).await.unwrap_err();
    assert!(matches!(refused, Failed::Io { .. }), "{refused}");
    Database::is_missing(&folder.settings).await.unwrap();
    folder.run(&restore).await.unwrap();
    assert!(folder.run("unit list").await.unwrap().starts_with(&unit));

    let file = Settings { database: Place::Folder, ..folder.settings.clone() };
    folder.settings = file;
    let refused = folder.run(&restore).await.unwrap_err();
    assert!(matches!(refused, Failed::OtherSort { .. }), "{refused}");
}

/// What only PostgreSQL can be set to is looked at: that of the tests forgets in a power cut.
#[tokio::test]
async fn the_doctor_finds_a_careless_postgresql() {
    let folder = Folder::over(new_database()).await;
    let mut told = Vec::new();
    assert!(matches!(folder.run_to("doctor", &mut told).await, Err(Failed::Unwell { faults: 1 })));
    let told = String::from_utf8(told).unwrap();
    assert!(told.contains("fault  database is sound: fsync is `off` in PostgreSQL"), "{told}");
}

/// J5.4: nobody changes the key of a database while somebody serves it, from whichever folder.
#[tokio::test]
async fn the_key_is_changed_with_nobody_beside() {
    let folder = Folder::over(new_database()).await;
    folder.section().await;
    let elsewhere = folder.home.path().join("elsewhere");
    std::fs::create_dir(&elsewhere).unwrap();
    for file in ["master.key", "authority.key"] {
        std::fs::copy(folder.settings.data.join(file), elsewhere.join(file)).unwrap();
    }
    std::fs::create_dir(elsewhere.join("blobs")).unwrap();
    let serving = open(&Settings { data: elsewhere, ..folder.settings.clone() }).await.unwrap();
    let refused = folder.run("key change").await.unwrap_err();
    assert!(matches!(refused, Failed::Data(NotOpened::InUse { .. })), "{refused}");
    assert!(folder.run("unit list").await.unwrap().contains("Versailles"), "whoever changes no key may work beside");
    serving.database.close().await;
    folder.run("key change").await.unwrap();
}

/// Over several databases everything is done but what copies one; none of them is worked with alone.
#[tokio::test]
async fn what_copies_one_database_is_refused_over_several() {
    let (database, database_parts) = (new_database(), vec![new_database()]);
    let mut folder = Folder::set(Settings { database: database.clone(), database_parts, ..Settings::default() }).await;
    let unit = folder.section().await;
    let file = folder.home.path().join("backup.age").display().to_string();
    let secret = folder.passphrase("correct horse battery staple");
    for line in [
        format!("backup {file} --passphrase-file {secret}"),
        format!("restore {file} --passphrase-file {secret}"),
        format!("drill {file} --passphrase-file {secret}"),
        "move --from sqlite: --to sqlite:".to_owned(),
    ] {
        let refused = folder.run(&line).await.unwrap_err();
        assert!(matches!(refused, Failed::Spread), "{line}: {refused}");
    }
    for line in ["key change", "rotate-key", "verify"] {
        folder.run(line).await.unwrap();
    }
    assert!(folder.run("unit list").await.unwrap().starts_with(&unit));
    folder.settings.database_parts.clear();
    let refused = folder.run("unit list").await.unwrap_err();
    assert!(refused.to_string().contains(&format!("{database} is database 1 of 2")), "{refused}");
}
