//! J5.4: a whole server goes over to PostgreSQL, and back to a file. Laptops that were enrolled before follow by themselves, with
//! whatever they had: nothing of the section is left behind, and nobody has anything to do.

#![expect(clippy::unwrap_used, reason = "in a test a surprise is a failure")]

use clap::Parser as _;
use coopol_core::archive::{self, NewDocument};
use coopol_core::device::Seal;
use coopol_core::handover::{self, NewClaim};
use coopol_core::roster::{self, Field, NewPerson, erasure};
use coopol_domain::access::Office;
use coopol_domain::id::SubjectId;
use coopol_domain::kinds::UnitKind;
use coopol_domain::time::DAY;
use coopol_server::admin::{self, Failed};
use coopol_server::data::{DATABASE, NotOpened, open};
use coopol_server::settings::{Place, Settings};
use coopol_store::tables::{Page, TABLES};
use coopol_testkit::laptop::{Laptop, Surroundings};
use coopol_testkit::postgres::cluster;
use coopol_testkit::server::Server;
use tempfile::TempDir;
use tokio::runtime::Runtime;

#[derive(clap::Parser)]
struct Line {
    #[command(subcommand)]
    command: admin::Command,
}

/// What a command tells.
async fn run(settings: &Settings, words: &[&str]) -> Result<String, Failed> {
    let (line, mut out) = (Line::try_parse_from(["admin"].iter().chain(words)).unwrap(), Vec::new());
    admin::run(line.command, settings, &mut out).await?;
    Ok(String::from_utf8(out).unwrap())
}

async fn person(laptop: &Laptop, family_name: &str) -> SubjectId {
    let (family_name, category) = (family_name.to_owned(), "member".to_owned());
    roster::add(&laptop.session, &NewPerson { family_name, category, ..NewPerson::default() }).await.unwrap().0
}

async fn people(laptop: &Laptop) -> Vec<String> {
    let mut reader = laptop.session.cache().reader().await.unwrap();
    let people = "SELECT last_name FROM people WHERE NOT removed ORDER BY last_name";
    sqlx::query_scalar(people).fetch_all(&mut *reader).await.unwrap()
}

/// Everything that it holds is sealed from the first entry to the last, and the section is as it should be.
async fn whole(laptop: &Laptop, wanted: &[&str]) {
    let found = laptop.session.verify().await.unwrap();
    assert!(found.len() > 3 && found.iter().all(|found| found.seal == Seal::Whole), "{found:?}");
    assert_eq!(people(laptop).await, wanted);
}

/// A section in which everything was done that leaves something in the database.
struct Scene {
    folder: TempDir,
    server: Server,
    around: Vec<std::sync::Arc<Surroundings>>,
    zoe: Laptop,
    anne: Laptop,
    nour: Laptop,
    document: SubjectId,
    /// Handed out before, used afterwards.
    late: String,
}

impl Scene {
    fn begin(laptops: &Runtime) -> Self {
        let (folder, server) = (tempfile::tempdir().unwrap(), Server::start());
        let (zoe, anne) =
            (server.install("Zoé Lefèvre", Office::Secretary), server.install("Anne Martin", Office::Deputy));
        let nour = server.install("Nour Diallo", Office::FirstFederalSecretary);
        let late = server.invite(zoe, "Ancien code");
        let codes = [server.invite(zoe, "Zoé"), server.invite(anne, "Anne"), server.invite_federal(nour, "Nour")];
        let around: Vec<_> = (1..=3).map(|seed| Surroundings::new(0, seed)).collect();
        let url = server.url();
        let ([zoe, anne, nour], document) = laptops.block_on(async {
            let mut all = Vec::new();
            for ((name, code), around) in ["zoe", "anne", "nour"].into_iter().zip(&codes).zip(&around) {
                let laptop = Laptop::enrol(folder.path(), name, &url, code, around.clone()).await;
                laptop.sync().await;
                all.push(laptop);
            }
            let [zoe, anne, nour] = all.try_into().ok().unwrap();
            let martin = person(&zoe, "Martin").await;
            roster::set(&zoe.session, martin, Field::Number, "12").await.unwrap();
            let gone = person(&zoe, "Quatremarre").await;
            let document = file(&zoe).await;
            let (asked, _) = erasure::ask(&zoe.session, &[gone], erasure::Ground::AskedByThePerson).await.unwrap();
            zoe.sync().await;
            anne.sync().await;
            erasure::agree(&anne.session, asked).await.unwrap();
            anne.sync().await;
            ([zoe, anne, nour], document)
        });
        let scene = Self { folder, server, around, zoe, anne, nour, document, late };
        scene.a_week_later(laptops);
        scene
    }

    /// Somebody is erased; somebody else asks to be recognised, which stays open.
    fn a_week_later(&self, laptops: &Runtime) {
        self.server.later(8 * DAY);
        for around in &self.around {
            around.set_wrong_by(i64::try_from(8 * DAY).unwrap());
        }
        laptops.block_on(async {
            for laptop in [&self.zoe, &self.anne, &self.nour, &self.nour] {
                laptop.sync().await;
            }
            let elected = NewClaim {
                unit: None,
                office: Office::BureauMember,
                holder: None,
                holder_name: "Louise Petit".to_owned(),
                theme: None,
                elected_on: "2026-11-20".to_owned(),
                since: self.zoe.session.ambient().now(),
                until: None,
                proof: "Compte rendu".to_owned(),
                document: None,
                requested_on: None,
            };
            handover::prepare(&self.zoe.session, &elected).await.unwrap().record(&self.zoe.session).await.unwrap();
            for laptop in [&self.zoe, &self.nour, &self.zoe] {
                laptop.sync().await;
            }
        });
    }

    /// Goes over, and says what the command told.
    fn moves(&mut self, from: &Place, to: &Place) {
        let words = ["move", "--from", &from.to_string(), "--to", &to.to_string()].map(str::to_owned);
        self.server.goes_on_over(to.clone(), async |settings| {
            let all = words.iter().map(String::as_str).collect::<Vec<_>>();
            let rehearsed = run(settings, &[all.as_slice(), &["--dry-run"]].concat()).await.unwrap();
            assert!(rehearsed.contains("  entries\n") && rehearsed.contains("nothing was written"), "{rehearsed}");
            let told = run(settings, &all).await.unwrap();
            assert!(told.contains("streams go on in"), "{told}");
            let left = Settings { database: from.clone(), ..settings.clone() };
            let refused = open(&left).await.err().unwrap();
            assert!(matches!(&refused, NotOpened::Moved { to: there, .. } if *there == to.to_string()), "{refused}");
            let there = Settings { database: to.clone(), ..settings.clone() };
            assert!(run(&there, &["verify"]).await.unwrap().contains("1 files: whole"));
        });
    }
}

/// Files a document, and sends its bytes.
async fn file(laptop: &Laptop) -> SubjectId {
    let session = &laptop.session;
    let http = session.http().await.unwrap();
    // How files are named is asked for once.
    archive::exchange(session, &http).await.unwrap();
    let new = NewDocument { title: "Budget".to_owned(), file_name: "b.txt".to_owned(), ..NewDocument::default() };
    let document = archive::add(session, &new, b"Le budget.".to_vec()).await.unwrap().0;
    laptop.sync().await;
    archive::exchange(session, &http).await.unwrap();
    document
}

/// The tables in which there is something.
async fn filled(settings: &Settings) -> Vec<&'static str> {
    let database = open(settings).await.unwrap().database;
    let mut filled = Vec::new();
    for table in &TABLES {
        if !database.rows_of(table, None, Page { rows: 1, bytes: 1 }).await.unwrap().is_empty() {
            filled.push(table.name);
        }
    }
    database.close().await;
    filled
}

#[test]
fn a_server_goes_over_and_laptops_follow() {
    let laptops = Runtime::new().unwrap();
    let mut scene = Scene::begin(&laptops);
    scene.server.while_stopped(async |settings| {
        let filled = filled(settings).await;
        let told = ["erasures", "blobs", "blob_uses", "open_claims", "cosignatures", "tokens", "looks", "snapshots"];
        let missing: Vec<_> = told.iter().filter(|table| !filled.contains(table)).collect();
        assert!(missing.is_empty(), "{missing:?} of {filled:?}");
    });
    // Without a network meanwhile.
    laptops.block_on(person(&scene.anne, "Nguyen"));
    let (file, postgres) = (Place::Folder, Place::Postgres(cluster().database()));
    scene.moves(&file, &postgres);
    laptops.block_on(async {
        let Scene { zoe, anne, nour, .. } = &scene;
        person(zoe, "Petit").await;
        for laptop in [zoe, anne, nour, zoe] {
            laptop.sync().await;
        }
        for laptop in [zoe, anne] {
            whole(laptop, &["Martin", "Nguyen", "Petit"]).await;
        }
        let cosigned = zoe.session.cosigned().await.unwrap();
        assert!(cosigned.contains_key(&UnitKind::Federation), "the witness goes on from what it saw");
        assert_eq!(handover::list(&zoe.session).await.unwrap().len(), 1, "it is still open");
    });
    // The old file is in the way of a server that comes back.
    std::fs::remove_file(scene.server.folder().join(DATABASE)).unwrap();
    scene.moves(&postgres, &file);
    laptops.block_on(async {
        let Scene { zoe, anne, nour, folder, server, late, document, around } = scene;
        person(&anne, "Durand").await;
        for laptop in [&anne, &zoe, &nour] {
            laptop.sync().await;
        }
        let code = late;
        let led = Laptop::enrol(folder.path(), "zoe-2", &server.url(), &code, around[0].clone()).await;
        led.sync().await;
        for laptop in [&zoe, &anne, &led] {
            whole(laptop, &["Durand", "Martin", "Nguyen", "Petit"]).await;
        }
        archive::fetch(&led.session, &led.session.http().await.unwrap(), document).await.unwrap();
        for laptop in [zoe, anne, nour, led] {
            laptop.close().await;
        }
        server
    });
}
