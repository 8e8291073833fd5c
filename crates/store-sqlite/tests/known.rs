//! What the connection that writes was told before is what stands in the file, whatever was written since, and by whom.

#![expect(clippy::unwrap_used, reason = "what they look at is there")]

use coopol_domain::access::Office;
use coopol_domain::id::{StreamId, SubjectId};
use coopol_domain::journal::Compartment;
use coopol_domain::seal::Hash;
use coopol_store::contract::pen::About;
use coopol_store::contract::scene::{NOW, Scene, holder, person, stream};
use coopol_store::row::{ClaimRow, DeviceRow, MandateRow, PushRow, Secret, StreamRow, SubjectRow, UnitRow};
use coopol_store::{Backend as _, Questions, Read as _, Write as _, Writes};
use coopol_store_sqlite::Sqlite;
use tempfile::TempDir;
use tokio::runtime::Builder;

/// Nobody founded it yet.
const NEW: StreamId = StreamId::from_bytes([0xee; 16]);

struct Place {
    folder: TempDir,
    sqlite: Sqlite,
    scene: Scene<Sqlite>,
    questions: Questions,
}

impl Place {
    /// Where the connection that writes was asked everything once.
    async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let sqlite = Sqlite::open(&folder.path().join("server.db")).await.unwrap();
        let scene = Scene::new(sqlite.clone()).await;
        let units = [scene.section, scene.federation];
        let of_all = |compartment| units.map(|unit| stream(unit, compartment));
        let devices: Vec<_> =
            [&scene.secretary, &scene.deputy, &scene.treasurer, &scene.federal].iter().map(|pen| pen.device).collect();
        // Subjects of the `office`, asked for as what they aren't.
        let (of_unit, of_device) = (SubjectId::from(scene.section), SubjectId::from(scene.secretary.device));
        let roster = scene.of_section(Compartment::Roster);
        let questions = Questions {
            devices: devices.iter().copied().chain([of_unit.into()]).collect(),
            streams: Compartment::OF_A_UNIT.into_iter().flat_map(of_all).chain([NEW]).collect(),
            holders: (1..=5).map(holder).collect(),
            units: units.to_vec(),
            above: units.into_iter().chain([of_device.into()]).collect(),
            chains: devices.iter().map(|device| (roster, *device)).collect(),
            claims: of_all(Compartment::Office).to_vec(),
            ..Questions::default()
        };
        let place = Self { folder, sqlite, scene, questions };
        place.agrees("at first").await;
        place
    }

    /// What the connection that writes answers is what one answers that only reads.
    async fn agrees(&self, what: &str) {
        let told = self.sqlite.write().await.unwrap().ask(self.questions.clone()).await.unwrap();
        let there = self.sqlite.read().await.unwrap().ask(self.questions.clone()).await.unwrap();
        assert_eq!(told, there, "{what}");
    }

    async fn writes(&self, what: &str, writes: Writes) {
        self.sqlite.write().await.unwrap().commit(writes).await.unwrap();
        self.agrees(what).await;
    }

    async fn stream(&self, stream: StreamId) -> StreamRow {
        self.sqlite.read().await.unwrap().streams(&[stream]).await.unwrap().remove(0)
    }

    /// The treasurer's device, said to be something else.
    async fn other_device(&self) -> SubjectRow {
        let devices = self.sqlite.read().await.unwrap().devices(&[self.scene.treasurer.device]).await.unwrap();
        let secret = Secret { key: vec![1], state: vec![2], seq: 3 };
        SubjectRow { secret: Some(secret), ..devices[0].clone() }
    }
}

fn run(test: impl AsyncFnOnce(Place)) {
    let runtime = Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async { test(Place::new().await).await });
}

#[test]
fn it_follows_what_is_pushed() {
    run(async |mut place| {
        let (roster, mut pen) = (place.scene.of_section(Compartment::Roster), place.scene.secretary.clone());
        for number in 1..=3 {
            let anne = About::new(number);
            place.scene.write(&mut pen, roster, &[(&anne, person("Martin", None))]).await;
            place.agrees("a person was recorded").await;
        }
        assert!(place.scene.store.make_snapshot(roster).await.unwrap());
        place.agrees("a snapshot was made").await;
        place.scene.store.erase(roster, &[About::new(1).id], NOW).await.unwrap();
        place.agrees("a person was erased").await;
        let section = place.scene.section;
        place.scene.install(5, section, Office::Deputy, None).await;
        place.agrees("an officer came").await;
    });
}

#[test]
fn it_follows_every_list_that_changes_an_answer() {
    run(async |place| {
        let office = place.scene.of_section(Compartment::Office);
        let other = place.other_device().await;
        let open = |open| ClaimRow { stream: office, subject: other.id, open };
        place.writes("a claim was made", Writes { claims: vec![open(true)], ..Writes::default() }).await;
        place.writes("a claim was decided", Writes { claims: vec![open(false)], ..Writes::default() }).await;
        place.writes("a device is another", Writes { subjects: vec![other], ..Writes::default() }).await;
        let (stream, of_unit) = (office, SubjectId::from(place.scene.section));
        let named = DeviceRow { device: of_unit.into(), stream };
        place.writes("a subject is a device", Writes { devices: vec![named], ..Writes::default() }).await;
        let (unit, holder) = (place.scene.section, holder(5));
        let named = MandateRow { mandate: of_unit.into(), stream, unit, holder };
        place.writes("a subject is a mandate", Writes { mandates: vec![named], ..Writes::default() }).await;
        let of_device = SubjectId::from(place.scene.secretary.device);
        let named = UnitRow { unit: of_device.into(), stream, parent: None };
        place.writes("a subject is a unit", Writes { units: vec![named], ..Writes::default() }).await;
        let rekeyed = vec![(office, vec![7; 40])];
        place.writes("a key was wrapped anew", Writes { rekeyed, ..Writes::default() }).await;
        let mut founded = place.stream(office).await;
        (founded.head.stream, founded.head.compartment) = (NEW, Compartment::Desk(Office::Secretary));
        place.writes("a stream was founded", Writes { founded: vec![founded], ..Writes::default() }).await;
    });
}

/// Another process has a connection of its own.
#[test]
fn it_forgets_what_others_wrote_over() {
    run(async |place| {
        let elsewhere = Sqlite::open(&place.folder.path().join("server.db")).await.unwrap();
        let roster = place.stream(place.scene.of_section(Compartment::Roster)).await;
        let heads = vec![(roster.head, roster.subjects + 1)];
        elsewhere.write().await.unwrap().commit(Writes { heads, ..Writes::default() }).await.unwrap();
        place.agrees("a head was written elsewhere").await;
        let subjects = vec![place.other_device().await];
        elsewhere.write().await.unwrap().commit(Writes { subjects, ..Writes::default() }).await.unwrap();
        // Whoever writes next asked nothing before.
        place.writes("what was written elsewhere lies under it", Writes::default()).await;
        elsewhere.close().await;
    });
}

/// A server that moves is emptied by other means than what is pushed is written by.
#[test]
fn it_forgets_what_was_written_in_another_way() {
    run(async |place| {
        place.sqlite.empty().await.unwrap();
        place.agrees("all of it was taken away").await;
    });
    // Whoever writes next follows what they write, and nothing else.
    run(async |place| {
        place.sqlite.empty().await.unwrap();
        place.writes("all of it was taken away before something was written", Writes::default()).await;
    });
}

#[test]
fn it_follows_nothing_that_failed() {
    run(async |place| {
        let office = place.stream(place.scene.of_section(Compartment::Office)).await;
        let heads = vec![(office.head.clone(), office.subjects + 1)];
        let (hash, device) = (Hash::of(b"a push"), place.scene.secretary.device);
        let nowhere = PushRow { hash, stream: NEW, device, number: 1, holder: None, bytes: Vec::new() };
        let mut write = place.sqlite.write().await.unwrap();
        write.ask(place.questions.clone()).await.unwrap();
        write.commit(Writes { heads, pushes: vec![nowhere], ..Writes::default() }).await.unwrap_err();
        place.agrees("a transaction failed").await;
    });
}
