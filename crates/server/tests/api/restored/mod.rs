//! After a restore (J8): laptops give back what a day-old backup lost, proven by what the server signed itself.

mod giving;
mod hostile;

use std::path::{Path, PathBuf};

use coopol_domain::access::Office;
use coopol_domain::codec::Value;
use coopol_domain::device::{Alarm, Background, Chance, Intent};
use coopol_domain::id::{StreamId, SubjectId};
use coopol_domain::journal::{Compartment, Edit, Payload, State, SubjectKey};
use coopol_domain::kinds::WAIT;
use coopol_domain::seal::Hash;
use coopol_domain::time::DAY;
use coopol_server::database::Database;
use coopol_server::settings::{Place, Settings};
use coopol_store::Backend;
use coopol_store::memory::Memory;
use reqwest::Method;
use serde_json::{Value as Json, json};

use crate::kit::{Laptop, Party, Server, limits};
use giving::Giving;

/// A database of which copies can be made, and put back.
trait Kept: Backend {
    async fn copied(&self, to: &Path) -> Self;
}

impl Kept for Memory {
    async fn copied(&self, _: &Path) -> Self {
        self.backup()
    }
}

impl Kept for Database {
    async fn copied(&self, to: &Path) -> Self {
        let copy = to.join("copy");
        self.copy_to(&copy).await.unwrap();
        match self {
            Self::Sqlite(_) => Self::open_file(&copy).await.unwrap(),
            #[cfg(unix)]
            Self::Postgres(_) => {
                let place = Place::Postgres(coopol_testkit::postgres::cluster().database());
                let settings = Settings { database: place, data: PathBuf::from(to), ..Settings::default() };
                Self::put_back(&settings, &copy).await.unwrap();
                Self::open(&settings).await.unwrap()
            }
            #[cfg(unix)]
            Self::Spread(_) => unreachable!("nothing copies several databases"),
        }
    }
}

/// The laptops of a section, and how it stood when the power went.
struct Section {
    first: Laptop,
    second: Laptop,
    third: Laptop,
    /// Of somebody who came after the backup.
    newcomer: Laptop,
    /// Shut out after the backup.
    stolen: Laptop,
    /// Erased after the backup.
    erased: SubjectId,
    ended: Vec<(StreamId, u64, Hash)>,
}

async fn sign_in(laptop: &mut Laptop) {
    let answer = laptop.sign_in().await;
    laptop.take_tokens(answer).await;
    laptop.sync().await;
}

/// Whoever is called so is to be erased: two have asked for it.
async fn ask_for_an_erasure<B: Backend>(
    server: &Server<B>,
    by: &mut Laptop,
    and: &mut Laptop,
    name: &str,
) -> SubjectId {
    let roster = by.stream(Compartment::Roster);
    let named = |state: &State| *state.get("last_name") == Value::text(name);
    let subject = by.cache.0.iter().find(|(_, (state, _))| named(state)).unwrap().0.1;
    let edits = vec![
        Edit::set(&format!("subject/{subject}"), Value::Bool(true)),
        Edit::set("ground", Value::text("asked_by_the_person")),
    ];
    let asked = Payload::new("erasure_asked", 1, edits);
    let erasure = SubjectId::from_bytes([0x77; 16]);
    let held = by.state(server, roster, erasure, asked.clone());
    by.sync().await;
    and.sync().await;
    let confirmed = Payload { quotes: Some(held), ..asked.clone() };
    let background = Background {
        confirmed: and.cache.0.get(&(roster, erasure)).cloned(),
        quoted: Some((asked, Some(by.device.holder))),
        ..Background::default()
    };
    let intent = Intent { stream: roster, subject: erasure, payload: confirmed, act: None, depends_on: Vec::new() };
    let chance = Chance { id: [3; 10], key: SubjectKey::from_bytes([4; 32]) };
    and.device.record(intent, background, server.now(), chance).unwrap();
    and.sync().await;
    subject
}

/// A section with a backup of a day ago: since, somebody was erased, a laptop was shut out, somebody came, and each laptop has seen
/// another part of what was recorded.
async fn a_day_after_its_backup<B: Kept>(server: &Server<B>, database: &B, folder: &Path) -> (Section, B) {
    let party = Party::found(server).await;
    let unit = &party.versailles;
    let (mut first, holder, _) = party.officer_until(server, unit, Office::Secretary, None).await;
    let mut second = party.officer(server, unit, Office::Deputy).await;
    let mut third = party.laptop(server, unit, holder).await;
    let mut stolen: Laptop = party.laptop(server, unit, holder).await;
    first.record(server, "Lefèvre");
    first.record(server, "Nguyen");
    first.sync().await;
    let erased = ask_for_an_erasure(server, &mut first, &mut second, "Lefèvre").await;
    server.clock.advance(WAIT - DAY);
    for laptop in [&mut first, &mut second, &mut third, &mut stolen] {
        sign_in(laptop).await;
    }
    let backup = database.copied(folder).await;

    server.clock.advance(DAY);
    for laptop in [&mut first, &mut second] {
        sign_in(laptop).await;
    }
    coopol_server::timers::erase_due(&server.app).await;
    let office = unit.streams[&Compartment::Office];
    let revoked = Payload::new("device_revoked", 1, vec![Edit::set("revoked", Value::Bool(true))]);
    second.state(server, office, stolen.device.id.into(), revoked);
    second.record(server, "Martin");
    second.sync().await;
    let mut newcomer = party.officer(server, unit, Office::Deputy).await;
    newcomer.record(server, "Durand");
    newcomer.sync().await;
    first.record(server, "Roux");
    first.sync().await;
    // Nobody else has seen what follows.
    second.record(server, "Petit");
    second.sync().await;
    third.record(server, "Blanc");
    let ended = ends(server).await;
    (Section { first, second, third, newcomer, stolen, erased, ended }, backup)
}

async fn ends<B: Backend>(server: &Server<B>) -> Vec<(StreamId, u64, Hash)> {
    let streams = server.app.store.every_stream().await.unwrap();
    let heads = server.app.store.heads(&streams).await.unwrap();
    heads.into_iter().map(|(stream, of)| (stream, of.head.frontier.size(), of.head.frontier.root())).collect()
}

/// What nobody is told while laptops give back.
async fn nothing_else_is_answered<B: Backend>(server: &Server<B>, laptop: &mut Laptop) {
    let (request, _) = laptop.device.request();
    for (path, body) in [
        ("/v1/sync", serde_json::to_value(&request).unwrap()),
        ("/v1/challenges", json!({ "device": laptop.device.id })),
        ("/v1/deliveries", json!({ "device": laptop.device.id, "pushes": [] })),
    ] {
        let answer = laptop.request(Method::POST, path).json(&body).send().await.unwrap();
        assert_eq!((answer.status().as_u16(), answer.headers().contains_key("retry-after")), (503, true), "{path}");
        let problem: Json = answer.json().await.unwrap();
        assert_eq!(problem["code"], "restoring");
        assert_eq!(problem["restoring"]["until"], server.now().0 + DAY);
    }
    let units: Vec<_> = server.app.store.units().await.unwrap();
    let refused = server.app.found(coopol_server::authority::Founding {
        kind: units[0].kind,
        name: "Trappes".to_owned(),
        parent: None,
        zone: "Europe/Paris".to_owned(),
    });
    assert!(refused.await.is_err(), "nor is anything begun");
    let live = laptop.request(Method::GET, "/healthz").send().await.unwrap();
    assert_eq!(live.status(), 200);
}

/// J8: a day-old backup under three laptops and a newcomer's: all converge, erased stay erased, nothing acknowledged is missing.
async fn a_day_old_backup_loses_nothing<B: Kept>(database: B) {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::with(database.clone(), limits()).await;
    let (section, backup) = a_day_after_its_backup(&server, &database, folder.path()).await;
    let Section { mut first, mut second, mut third, mut newcomer, mut stolen, erased, ended } = section;
    let restored = server.restored(backup).await;
    drop(server);
    for laptop in [&mut first, &mut second, &mut third, &mut newcomer, &mut stolen] {
        laptop.base = restored.url("");
    }
    nothing_else_is_answered(&restored, &mut third).await;

    // Each gives back what it has; the longest wins, and whoever comes again is told that all is there.
    for laptop in [&third, &first, &newcomer, &stolen, &second, &first, &second] {
        laptop.give_back().await.unwrap();
    }
    restored.app.store.end_restoring(restored.now()).await.unwrap();
    for laptop in [&mut third, &mut first, &mut second, &mut newcomer] {
        sign_in(laptop).await;
    }
    for laptop in [&mut first, &mut second, &mut third, &mut newcomer] {
        laptop.sync().await;
        assert_eq!(laptop.names(), ["Blanc", "Durand", "Martin", "Nguyen", "Petit", "Roux"]);
        assert!(laptop.device.outbox.is_empty() && laptop.device.parcels.is_empty());
        for (&stream, at) in &laptop.device.streams {
            let head = &restored.app.store.heads(&[stream]).await.unwrap()[&stream].head;
            assert_eq!((at.seq(), at.frontier.root()), (head.frontier.size(), head.frontier.root()));
        }
    }
    for (stream, size, root) in ended {
        assert_eq!(
            restored.app.store.root_at(stream, size).await.unwrap(),
            Some(root),
            "what was acknowledged is there"
        );
    }
    // Whoever was erased after the backup is nowhere, whoever was shut out stays out.
    let roster = first.stream(Compartment::Roster);
    let limit = coopol_store::Limit { lines: 100, bytes: u64::MAX };
    let page = restored.app.store.page(roster, 0, limit).await.unwrap().unwrap().page;
    let about: Vec<_> = page.lines.iter().filter(|line| line.entry.header.subject == erased).collect();
    assert!(!about.is_empty() && about.iter().all(|line| line.payload.is_none() && line.key.is_none()));
    for laptop in [&first, &second, &third] {
        assert_eq!(laptop.erased, [erased]);
    }
    assert_eq!(stolen.sign_in().await.status(), 401);
    assert_eq!(
        restored.app.store.erasures_due(restored.now().plus(WAIT)).await.unwrap().len(),
        0,
        "nor is it done twice"
    );
    restored.whole().await;
}

#[tokio::test]
async fn in_memory() {
    Box::pin(a_day_old_backup_loses_nothing(Memory::new())).await;
}

#[tokio::test]
async fn in_sqlite() {
    let folder = tempfile::tempdir().unwrap();
    Box::pin(a_day_old_backup_loses_nothing(Database::open_file(&folder.path().join("server.db")).await.unwrap()))
        .await;
}

#[cfg(unix)]
#[tokio::test]
async fn in_postgres() {
    let place = Place::Postgres(coopol_testkit::postgres::cluster().database());
    let settings = Settings { database: place, ..Settings::default() };
    Box::pin(a_day_old_backup_loses_nothing(Database::open(&settings).await.unwrap())).await;
}

/// J8: where something else took the place of what wasn't given back in time, a laptop that has it says so, and what it gives is
/// refused by name.
#[tokio::test]
async fn what_came_instead_is_a_fork_and_is_said() {
    let memory = Memory::new();
    let server = Server::with(memory.clone(), limits()).await;
    let party = Party::found(&server).await;
    let mut first = party.officer(&server, &party.versailles, Office::Secretary).await;
    let mut second = party.officer(&server, &party.versailles, Office::Deputy).await;
    first.sync().await;
    let backup = memory.backup();
    first.record(&server, "Nguyen");
    first.record(&server, "Petit");
    first.sync().await;
    let restored = server.restored(backup).await;
    (first.base, second.base) = (restored.url(""), restored.url(""));
    second.record(&restored, "Martin");
    restored.app.store.end_restoring(restored.now()).await.unwrap();
    second.sync().await;
    let roster = first.stream(Compartment::Roster);
    let own = first.device.streams[&roster].seq();
    let given = Giving::of(&first, roster, own - 1).send(&first).await;
    assert_eq!(given, Err("given_other_past".to_owned()));
    second.record(&restored, "Roux");
    second.sync().await;
    assert_eq!(Giving::of(&first, roster, own).cut(0).send(&first).await, Ok(own), "as long, and another");
    let raised = first.round().await;
    assert!(matches!(raised, Err(Alarm::Rewritten { .. } | Alarm::Shrunk { .. })), "{raised:?}");
    restored.whole().await;
}
