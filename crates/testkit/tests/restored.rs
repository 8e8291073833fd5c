//! J8: the server burns, and a backup is put back. The programs give back what it lacks, by themselves, and say so meanwhile.

#![expect(clippy::unwrap_used, reason = "in a test a surprise is a failure")]

use std::path::{Path, PathBuf};

use clap::Parser as _;
use coopol_core::archive::{self, NewDocument};
use coopol_core::device::SyncError;
use coopol_core::transport::TransportError;
use coopol_domain::access::Office;
use coopol_domain::device::Alarm;
use coopol_server::admin;
use coopol_server::data::{BLOBS, DATABASE};
use coopol_server::settings::Settings;
use coopol_testkit::laptop::{Laptop, Surroundings};
use coopol_testkit::server::Server;
use tokio::runtime::Runtime;

#[derive(clap::Parser)]
struct Line {
    #[command(subcommand)]
    command: admin::Command,
}

/// What a command tells.
async fn run(settings: &Settings, words: &[&str]) -> String {
    let (line, mut out) = (Line::try_parse_from(["admin"].iter().chain(words)).unwrap(), Vec::new());
    admin::run(line.command, settings, &mut out).await.unwrap();
    String::from_utf8(out).unwrap()
}

/// A server with two laptops, and a backup of it on a stick.
struct Scene {
    server: Server,
    laptops: Runtime,
    folder: tempfile::TempDir,
    zoe: Laptop,
    anne: Laptop,
}

impl Scene {
    fn new() -> Self {
        let (folder, laptops, mut server) = (tempfile::tempdir().unwrap(), Runtime::new().unwrap(), Server::start());
        let zoe = server.install("Zoé Lefèvre", Office::Secretary);
        let anne = server.install("Anne Martin", Office::Deputy);
        let zoe = server.invite(zoe, "Zoé");
        let anne = server.invite(anne, "Anne");
        let url = server.url();
        let (zoe, anne) = laptops.block_on(async {
            let zoe = Laptop::enrol(&folder.path().join("zoe"), "Zoé", &url, &zoe, Surroundings::new(0, 1)).await;
            let anne = Laptop::enrol(&folder.path().join("anne"), "Anne", &url, &anne, Surroundings::new(0, 2)).await;
            zoe.sync().await;
            zoe.add("Nguyen").await;
            zoe.sync().await;
            anne.sync().await;
            (zoe, anne)
        });
        let secret = folder.path().join("secret");
        std::fs::write(&secret, "un secret de test\n").unwrap();
        let backup = folder.path().join("backup.age");
        server.while_stopped(async |settings| {
            run(settings, &["backup", text(&backup), "--passphrase-file", text(&secret)]).await;
        });
        Self { server, laptops, folder, zoe, anne }
    }

    /// The disk is gone; the keys and the ledger were elsewhere. What the command tells.
    fn burns_and_is_put_back(&mut self, wait: &str) -> String {
        let (backup, secret) = (self.folder.path().join("backup.age"), self.folder.path().join("secret"));
        let mut told = String::new();
        self.server.while_stopped(async |settings| {
            for name in [DATABASE.to_owned(), format!("{DATABASE}-wal"), format!("{DATABASE}-shm")] {
                let path = settings.data.join(name);
                if path.exists() {
                    std::fs::remove_file(path).unwrap();
                }
            }
            std::fs::remove_dir_all(settings.data.join(BLOBS)).unwrap();
            std::fs::create_dir(settings.data.join(BLOBS)).unwrap();
            told = run(settings, &["restore", text(&backup), "--passphrase-file", text(&secret), "--wait", wait]).await;
        });
        told
    }

    /// What a command tells, beside the server.
    fn told(&mut self, words: &[&str]) -> String {
        let mut told = String::new();
        self.server.while_stopped(async |settings| told = run(settings, words).await);
        told
    }

    fn close(self) {
        self.laptops.block_on(async {
            self.zoe.close().await;
            self.anne.close().await;
        });
    }
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

async fn names(laptop: &Laptop) -> Vec<String> {
    let mut reader = laptop.session.cache().reader().await.unwrap();
    sqlx::query_scalar("SELECT last_name FROM people WHERE NOT removed ORDER BY last_name")
        .fetch_all(&mut *reader)
        .await
        .unwrap()
}

/// It gives back what it has, and is let in no further.
async fn gives_back(laptop: &Laptop) {
    let ended = laptop.try_sync().await;
    assert!(matches!(ended, Err(SyncError::Transport(TransportError::Restoring(_)))), "{ended:?}");
    let status = laptop.status().await;
    assert!(status.restoring.is_some() && status.alarm.is_none(), "{status:?}");
}

#[test]
fn what_came_after_a_backup_is_given_back() {
    let mut scene = Scene::new();
    let (code, url) = {
        let holder = scene.server.install("Léa Petit", Office::Deputy);
        (scene.server.invite(holder, "Léa"), scene.server.url())
    };
    let folder: PathBuf = scene.folder.path().join("lea");
    let lea = scene.laptops.block_on(async {
        let Scene { zoe, anne, .. } = &scene;
        let lea = Laptop::enrol(&folder, "Léa", &url, &code, Surroundings::new(0, 3)).await;
        lea.sync().await;
        lea.add("Durand").await;
        lea.sync().await;
        zoe.sync().await;
        zoe.add("Martin").await;
        let minutes =
            NewDocument { title: "Compte rendu".to_owned(), file_name: "cr.txt".to_owned(), ..NewDocument::default() };
        archive::exchange(&zoe.session, &zoe.session.http().await.unwrap()).await.unwrap();
        archive::add(&zoe.session, &minutes, b"Le bureau se retrouve.".to_vec()).await.unwrap();
        zoe.sync().await;
        archive::exchange(&zoe.session, &zoe.session.http().await.unwrap()).await.unwrap();
        anne.sync().await;
        anne.add("Blanc").await;
        anne.sync().await;
        lea
    });
    let told = scene.burns_and_is_put_back("24");
    assert!(told.contains("have every officer open Coopol once") && told.contains("admin restored --end"), "{told}");
    scene.laptops.block_on(async {
        // Enrolled after the backup: nobody tells her that she has no business here.
        gives_back(&lea).await;
        gives_back(&scene.zoe).await;
        scene.zoe.add("Roux").await;
        gives_back(&scene.anne).await;
        gives_back(&lea).await;
    });
    let told = scene.told(&["restored"]);
    assert!(told.contains("entries came back so far") && !told.contains(" 0 entries"), "{told}");
    assert!(scene.told(&["restored", "--end"]).contains("everybody is let in now"));
    scene.laptops.block_on(async {
        for laptop in [&scene.zoe, &scene.anne, &lea, &scene.zoe] {
            laptop.sync().await;
            archive::exchange(&laptop.session, &laptop.session.http().await.unwrap()).await.unwrap();
        }
        for laptop in [&scene.zoe, &scene.anne, &lea] {
            assert_eq!(names(laptop).await, ["Blanc", "Durand", "Martin", "Nguyen", "Roux"]);
            let status = laptop.status().await;
            assert_eq!((status.waiting, status.received, status.restoring, status.alarm), (0, 0, None, None));
            assert!(laptop.is_whole().await);
        }
        lea.close().await;
    });
    let whole = scene.told(&["verify"]);
    assert!(whole.contains("1 files: whole") && !whole.contains("haven't come"), "{whole}");
    scene.close();
}

/// Nobody waited. Who comes to a stream where nothing else was written still gives back; where something was, it is a fork, and said.
#[test]
fn who_comes_later_gives_back_what_nothing_took_the_place_of() {
    let mut scene = Scene::new();
    scene.laptops.block_on(async {
        scene.zoe.add("Martin").await;
        scene.zoe.sync().await;
    });
    assert!(!scene.burns_and_is_put_back("0").contains("next:"));
    scene.laptops.block_on(async {
        let Scene { zoe, anne, .. } = &scene;
        anne.sync().await;
        assert_eq!(names(anne).await, ["Nguyen"]);
        zoe.sync().await;
        anne.sync().await;
        assert_eq!(names(anne).await, ["Martin", "Nguyen"]);
        assert!(zoe.is_whole().await && anne.is_whole().await);
        zoe.add("Petit").await;
        zoe.sync().await;
    });
    scene.burns_and_is_put_back("0");
    scene.laptops.block_on(async {
        // She was behind the backup: what she writes now takes the place of what the others have.
        let Scene { zoe, anne, .. } = &scene;
        let raised = anne.try_sync().await;
        assert!(raised.is_ok(), "she gives back what she has: {raised:?}");
        anne.add("Roux").await;
        anne.sync().await;
        let raised = zoe.try_sync().await;
        assert!(matches!(raised, Err(SyncError::Alarm(Alarm::Rewritten { .. }))), "{raised:?}");
        assert_eq!(zoe.status().await.alarm.as_deref(), Some("rewritten"));
        assert_eq!(names(zoe).await, ["Martin", "Nguyen", "Petit"], "what it has stays readable");
    });
    scene.close();
}
