//! Files in a bucket: what the service of it may do to whoever asks, and a backup.

use std::path::PathBuf;

use coopol_domain::access::Office;
use coopol_domain::journal::Compartment;
use coopol_server::admin::Failed;
use coopol_server::data::{NotOpened, open};
use coopol_server::settings::Settings;

use crate::admin::Folder;
use crate::blobs::{append, begin, name};
use crate::files_before::{archive, close, content, keep};
use crate::kit::{Bucket, Party, Server};

/// While the service is away, whoever sends or fetches a file is told to come again, and everything else goes on. A part was kept where it was
/// said to be.
#[tokio::test]
async fn a_bucket_that_is_away_is_waited_for() {
    let mut bucket = Bucket::start().await;
    let server = Server::in_bucket(&bucket).await;
    let party = Party::found(&server).await;
    let mut laptop = party.officer(&server, &party.versailles, Office::Secretary).await;
    let stream = laptop.stream(Compartment::Archive);
    let content = vec![1; 2000];
    let path = format!("/v1/streams/{stream}/blobs/{}", name(&laptop, stream, &content).await);
    assert_eq!(begin(&laptop, &path, 2000).await.status(), 201);
    assert_eq!(append(&laptop, &path, 0, &content[..1500]).await.status(), 204);

    bucket.stop().await;
    let refused = append(&laptop, &path, 1500, &content[1500..]).await;
    assert_eq!((refused.status().as_u16(), &refused.headers()["retry-after"]), (503, &"1".parse().unwrap()));
    laptop.sync().await;
    bucket.start_again().await;
    assert_eq!(append(&laptop, &path, 1500, &content[1500..]).await.status(), 204);

    bucket.stop().await;
    assert_eq!(laptop.get(&path).send().await.unwrap().status(), 503);
    bucket.start_again().await;
    assert_eq!(laptop.get(&path).send().await.unwrap().bytes().await.unwrap(), content);
    server.whole().await;
}

/// A service that refuses is told when the server starts, by what to mend; one that is away isn't waited for.
#[tokio::test]
async fn a_bucket_that_refuses_is_told() {
    let mut bucket = Bucket::start().await;
    let folder = Folder::set(bucket.settings("78")).await;
    close(open(&folder.settings).await.unwrap()).await;
    let with = |settings: Settings| async move {
        let Err(refused) = open(&settings).await else { panic!("{} was opened", settings.files) };
        assert!(matches!(refused, NotOpened::Files(_)), "{refused}");
        refused.to_string()
    };
    let settings = || folder.settings.clone();
    let wrong = Some(bucket.credentials("wrong", "incorrect"));
    let told = with(Settings { files_credentials: wrong, ..settings() }).await;
    assert!(told.starts_with("s3://sections/78: "), "{told}");
    let told = with(Settings { files: "s3://nowhere".parse().unwrap(), ..settings() }).await;
    assert!(told.starts_with("s3://nowhere: "), "{told}");
    let other = bucket.home().join("other.toml");
    std::fs::write(&other, "access_key = \"coopol\"\n").unwrap();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        std::fs::set_permissions(&other, std::fs::Permissions::from_mode(0o644)).unwrap();
        let told = with(Settings { files_credentials: Some(other.clone()), ..settings() }).await;
        assert!(told.contains("other.toml") && told.contains("644"), "{told}");
        std::fs::set_permissions(&other, std::fs::Permissions::from_mode(0o600)).unwrap();
    }
    let told = with(Settings { files_credentials: Some(other), ..settings() }).await;
    assert!(told.contains("secret_access_key"), "{told}");
    bucket.stop().await;
    close(open(&folder.settings).await.unwrap()).await;
}

/// A backup holds what is in the bucket, and is put back into an empty place, in a bucket or in a folder; a drill puts it aside.
#[tokio::test]
async fn a_backup_holds_the_files_of_a_bucket() {
    let mut bucket = Bucket::start().await;
    let mut folder = Folder::set(bucket.settings("78")).await;
    folder.section().await;
    let opened = open(&folder.settings).await.unwrap();
    let stream = archive(&opened.app).await;
    let name = keep(&opened.app, &[1; 1500], 1500).await;
    close(opened).await;
    let lies = |folder: PathBuf| folder.join(stream.to_string()).join(name.to_string());
    assert_eq!(std::fs::read_dir(lies(bucket.folder("78"))).unwrap().count(), 2);
    assert!(!folder.settings.data.join("blobs").join(stream.to_string()).exists());
    let secret = folder.passphrase("correct horse battery staple");
    let backup = folder.home.path().join("backup.age");
    let made = format!("backup {} --passphrase-file {secret}", backup.display());
    bucket.stop().await;
    assert!(matches!(folder.run(&made).await, Err(Failed::Files(_))));
    assert!(!backup.exists(), "half of one is none");
    bucket.start_again().await;
    folder.run(&made).await.unwrap();
    let drill = format!("drill {} --passphrase-file {secret}", backup.display());
    assert!(folder.run(&drill).await.unwrap().contains("this backup would serve"));

    std::fs::remove_file(folder.settings.data.join("server.db")).unwrap();
    let restore = format!("restore {} --passphrase-file {secret}", backup.display());
    let refused = folder.run(&restore).await.unwrap_err();
    assert!(matches!(refused, Failed::FilesThere { .. }), "{refused}");
    for settings in [bucket.settings("again"), Settings::default()] {
        folder.settings = Settings { data: folder.settings.data, ..settings };
        folder.run(&restore).await.unwrap();
        let opened = open(&folder.settings).await.unwrap();
        assert_eq!(content(&opened.app, name).await.unwrap(), vec![1; 1500]);
        close(opened).await;
        std::fs::remove_file(folder.settings.data.join("server.db")).unwrap();
    }
    assert_eq!(std::fs::read_dir(lies(bucket.folder("again"))).unwrap().count(), 2);
}
