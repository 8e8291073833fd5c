//! Synchronisation of real sessions: J3, J4, J5, J9.

use coopol_core::device::{Seal, Standing, SyncError, Verified};
use coopol_core::history;
use coopol_core::profile::Protection;
use coopol_core::roster::{self, Field, Keep, NewPerson, Query, Window};
use coopol_core::status::status;
use coopol_core::transport::{Hint, TransportError};
use coopol_core::vault::{CacheKey, Keyring, KeyringError};
use coopol_domain::id::SubjectId;
use coopol_domain::journal::{Compartment, Verdict};

use crate::authority::Cut;
use crate::world::{Laptop, World, stream};

pub fn person(given: &str, family: &str) -> NewPerson {
    NewPerson { given_name: given.to_owned(), family_name: family.to_owned(), category: "member".to_owned() }
}

pub async fn add(laptop: &Laptop, given: &str, family: &str) -> SubjectId {
    roster::add(&laptop.session, &person(given, family)).await.unwrap().0
}

pub async fn names(laptop: &Laptop) -> Vec<String> {
    let page = roster::list(&laptop.session, &Query::default(), Window { offset: 0, limit: 100 }).await.unwrap();
    page.rows.into_iter().map(|row| format!("{} {}", row.given_name, row.family_name)).collect()
}

#[tokio::test]
async fn an_edit_made_offline_arrives_elsewhere() {
    let world = World::new();
    let (a, b) = (world.synchronised(1, 1).await, world.synchronised(2, 2).await);
    let zoe = add(&a, "Zoé", "Lefèvre").await;
    roster::set(&a.session, zoe, Field::Email, "zoe@exemple.fr").await.unwrap();
    assert_eq!(names(&a).await, ["Zoé Lefèvre"], "shown at once");
    assert_eq!(status(&a.session).await.unwrap().waiting, 2);
    assert_eq!(names(&b).await, [""; 0]);
    world.settle(&a, &b).await;
    assert_eq!(names(&b).await, ["Zoé Lefèvre"]);
    let sheet = roster::sheet(&b.session, zoe).await.unwrap();
    assert_eq!(sheet.contacts[0].value, "zoe@exemple.fr");
    assert!(!sheet.writable, "a treasurer reads the roster");
}

/// J11: the hint of one's own push comes before its answer, and asks for nothing more; that of others does.
#[tokio::test]
async fn a_hint_is_judged_after_the_exchange_that_goes_on() {
    let world = World::new();
    let a = world.synchronised(1, 1).await;
    add(&a, "Zoé", "Lefèvre").await;
    let grown = |seq| Hint::Grown { stream: stream(Compartment::Roster), seq, erased: 0, told: None };
    let own = grown(1);
    // The exchange begins first, and lets the machine go while it waits for the answer.
    let (synced, news) = tokio::join!(a.session.sync_once(&a.way), a.session.is_news(&own));
    synced.unwrap();
    assert!(!news, "its own");
    assert!(a.session.is_news(&grown(2)).await);
    assert!(a.session.is_news(&Hint::Missed).await);
    // An erasure adds no entry.
    let erased = Hint::Grown { stream: stream(Compartment::Roster), seq: 1, erased: 1, told: None };
    assert!(a.session.is_news(&erased).await);
}

/// J3.1, J3.3: a push that was sent and not answered goes again as it is, and has no second effect; a restart in between
/// changes nothing.
#[tokio::test]
async fn an_answer_that_is_lost_costs_nothing() {
    let world = World::new();
    let a = world.synchronised(1, 1).await;
    add(&a, "Zoé", "Lefèvre").await;
    *a.way.cut.lock().unwrap() = Cut::BeforeTheAnswer;
    let lost = a.session.sync_once(&a.way).await;
    assert!(matches!(lost, Err(SyncError::Transport(TransportError::Offline { .. }))));
    let a = world.again(a).await;
    add(&a, "Anne", "Martin").await;
    *a.way.cut.lock().unwrap() = Cut::BeforeItArrives;
    assert!(a.session.sync_once(&a.way).await.is_err());
    a.sync().await;
    let entries = world.authority.0.lock().unwrap().entries(stream(Compartment::Roster));
    assert_eq!(entries.len(), 2);
    let b = world.synchronised(2, 2).await;
    world.settle(&a, &b).await;
    assert_eq!(names(&b).await, ["Zoé Lefèvre", "Anne Martin"]);
}

/// J5.3, J6: a new device takes the snapshot, and checks the whole history in the background.
#[tokio::test]
async fn a_new_device_takes_a_snapshot_and_checks_the_past_later() {
    let world = World::new();
    let a = world.synchronised(1, 1).await;
    let zoe = add(&a, "Zoé", "Lefèvre").await;
    roster::set(&a.session, zoe, Field::Mobile, "06 12 34 56 78").await.unwrap();
    a.sync().await;
    world.authority.0.lock().unwrap().snapshots = true;
    let b = world.laptop(2, 2).await;
    let synced = b.sync().await;
    assert!(synced.unchecked && !synced.nothing_left);
    assert_eq!(names(&b).await, ["Zoé Lefèvre"]);
    let seals = b.session.verify().await.unwrap();
    assert!(seals.iter().any(|found| found.seal == Seal::Incomplete));
    let until = |seals: &[Verified]| seals.iter().find(|found| found.compartment == Compartment::Roster).unwrap().until;
    assert_eq!(until(&seals), None, "a snapshot doesn't say when its last entry was recorded");
    b.session.audit(&b.way).await.unwrap();
    assert!(!status(&b.session).await.unwrap().checking);
    let seals = b.session.verify().await.unwrap();
    assert!(seals.iter().all(|found| found.seal == Seal::Whole), "{seals:?}");
    assert!(until(&seals).is_some() && until(&seals) == until(&a.session.verify().await.unwrap()));
    let about = history::Query { subject: Some(zoe), ..history::Query::default() };
    let page = history::list(&b.session, &about, 0, 10).await.unwrap();
    assert_eq!(page.rows.len(), 2);
    assert_eq!(page.rows[0].author_name.as_deref(), Some("Zoé Lefèvre"));
    assert_eq!(page.rows[0].office.as_deref(), Some("secretary"));
    assert_eq!(page.rows[0].fields[0].after.as_deref(), Some("+33612345678"));
    // What comes after a snapshot is folded over it.
    roster::set(&a.session, zoe, Field::Note, "préfère le courrier").await.unwrap();
    world.settle(&a, &b).await;
    assert_eq!(roster::sheet(&b.session, zoe).await.unwrap().note.as_deref(), Some("préfère le courrier"));
}

/// J4.3: two laptops of one office change the same field without seeing each other: both values are shown, one click
/// settles it. Nobody overlaps with themselves.
#[tokio::test]
async fn an_overlap_is_shown_and_settled() {
    let world = World::new();
    world.deputy();
    let (a, b) = (world.synchronised(1, 1).await, world.synchronised(3, 3).await);
    let zoe = add(&a, "Zoé", "Lefèvre").await;
    roster::set(&a.session, zoe, Field::FamilyName, "Lefebvre").await.unwrap();
    roster::set(&a.session, zoe, Field::FamilyName, "Lefèvre").await.unwrap();
    world.settle(&a, &b).await;
    assert_eq!(status(&a.session).await.unwrap().to_verify, 0, "three edits of one's own");
    roster::set(&a.session, zoe, Field::Note, "de A").await.unwrap();
    roster::set(&b.session, zoe, Field::Note, "de B").await.unwrap();
    world.settle(&a, &b).await;
    for laptop in [&a, &b] {
        assert_eq!(status(&laptop.session).await.unwrap().to_verify, 1);
        let overlap = &roster::sheet(&laptop.session, zoe).await.unwrap().overlaps[0];
        let told = |side: &roster::OverlapSide| (side.value.clone().unwrap(), side.author.clone().unwrap());
        let mut sides: Vec<_> = overlap.sides.iter().map(told).collect();
        sides.sort();
        let [a, b] = [("de A", "Zoé Lefèvre"), ("de B", "Anne Martin")].map(|(v, by)| (v.to_owned(), by.to_owned()));
        assert_eq!((overlap.field.as_str(), sides), ("note", vec![a, b]));
    }
    let overlap = roster::sheet(&b.session, zoe).await.unwrap().overlaps.remove(0);
    let other = overlap.sides[1].value.clone();
    roster::settle(&b.session, zoe, "note", Keep::Rival(0)).await.unwrap();
    world.settle(&a, &b).await;
    for laptop in [&a, &b] {
        assert_eq!(status(&laptop.session).await.unwrap().to_verify, 0);
        assert_eq!(roster::sheet(&laptop.session, zoe).await.unwrap().note, other);
    }
}

/// J4.3: of three values none is lost, whichever is settled on.
#[tokio::test]
async fn three_values_are_all_shown_and_any_of_them_settles() {
    let world = World::new();
    world.deputy();
    let (a, b) = (world.synchronised(1, 1).await, world.synchronised(3, 3).await);
    let c = world.synchronised(3, 4).await;
    let zoe = add(&a, "Zoé", "Lefèvre").await;
    world.settle(&a, &b).await;
    c.sync().await;
    for (laptop, note) in [(&a, "de A"), (&b, "de B"), (&c, "de C")] {
        roster::set(&laptop.session, zoe, Field::Note, note).await.unwrap();
    }
    for laptop in [&a, &b, &c, &a, &b] {
        laptop.sync().await;
    }
    for laptop in [&a, &b, &c] {
        let open = coopol_core::overlaps::list(&laptop.session).await.unwrap();
        let mut values: Vec<_> = open[0].overlap.sides.iter().map(|side| side.value.clone().unwrap()).collect();
        values.sort();
        assert_eq!((open.len(), values), (1, ["de A", "de B", "de C"].map(str::to_owned).to_vec()));
    }
    let last = roster::sheet(&a.session, zoe).await.unwrap().overlaps[0].sides[2].value.clone();
    roster::settle(&a.session, zoe, "note", Keep::Rival(1)).await.unwrap();
    for laptop in [&a, &b, &c] {
        laptop.sync().await;
        assert_eq!(status(&laptop.session).await.unwrap().to_verify, 0);
        assert_eq!(roster::sheet(&laptop.session, zoe).await.unwrap().note, last);
    }
}

/// J4.3: whoever takes somebody out and back again before an answer came overlaps with nobody, and least of all with
/// themselves: also when the first attempt to send it failed.
#[tokio::test]
async fn away_and_back_offline_is_back() {
    let world = World::new();
    let (a, b) = (world.synchronised(1, 1).await, world.synchronised(2, 2).await);
    let zoe = add(&a, "Zoé", "Lefèvre").await;
    world.settle(&a, &b).await;
    roster::remove(&a.session, zoe).await.unwrap();
    assert_eq!(names(&a).await, [""; 0]);
    *a.way.cut.lock().unwrap() = Cut::BeforeTheAnswer;
    assert!(a.session.sync_once(&a.way).await.is_err());
    roster::restore(&a.session, zoe).await.unwrap();
    assert_eq!(names(&a).await, ["Zoé Lefèvre"]);
    roster::set(&a.session, zoe, Field::Note, "une").await.unwrap();
    roster::set(&a.session, zoe, Field::Note, "deux").await.unwrap();
    let a = world.again(a).await;
    world.settle(&a, &b).await;
    for laptop in [&a, &b] {
        assert_eq!(names(laptop).await, ["Zoé Lefèvre"]);
        assert_eq!(roster::sheet(&laptop.session, zoe).await.unwrap().note.as_deref(), Some("deux"));
        assert_eq!(status(&laptop.session).await.unwrap().to_verify, 0);
    }
}

/// J3.3: a refused change stays on its device, visible, until somebody has seen it.
#[tokio::test]
async fn a_refusal_stays_until_it_is_seen() {
    let world = World::new();
    world.deputy();
    let (a, b) = (world.synchronised(1, 1).await, world.synchronised(3, 3).await);
    let (zoe, anne) = (add(&a, "Zoé", "Lefèvre").await, add(&b, "Anne", "Martin").await);
    roster::set(&a.session, zoe, Field::Number, "78-1").await.unwrap();
    roster::set(&b.session, anne, Field::Number, "78-1").await.unwrap();
    world.settle(&a, &b).await;
    let refused = coopol_core::status::refused(&b.session).await.unwrap();
    assert_eq!((refused.len(), refused[0].reason.as_deref()), (1, Some("taken")));
    assert_eq!((refused[0].sort.as_str(), refused[0].name.as_deref()), ("person", Some("Anne Martin")));
    assert_eq!(
        roster::sheet(&b.session, anne).await.unwrap().number,
        None,
        "what was refused isn't shown as if it held"
    );
    b.session.dismiss(refused[0].id).await.unwrap();
    assert_eq!(status(&b.session).await.unwrap().refused, 0);
    assert!(b.session.dismiss(refused[0].id).await.is_err());
    let entries = world.authority.0.lock().unwrap().entries(stream(Compartment::Roster));
    assert!(entries.contains(&(Verdict::Refused("taken".to_owned()), None)));
}

/// J5.2: an answer that contradicts itself is taken for nothing, and the profile only reads, after a restart too.
#[tokio::test]
async fn a_lie_makes_the_profile_read_only() {
    let world = World::new();
    let a = world.synchronised(1, 1).await;
    add(&a, "Zoé", "Lefèvre").await;
    world.authority.0.lock().unwrap().forge = Some(|response| {
        for answer in &mut response.streams {
            answer.checkpoint = answer.checkpoint.replacen("coopol/0", "coopol/1", 1).replace('\n', "\n ");
        }
    });
    let alarm = a.session.sync_once(&a.way).await;
    assert!(matches!(alarm, Err(SyncError::Alarm(_))), "{alarm:?}");
    world.authority.0.lock().unwrap().forge = None;
    let a = world.again(a).await;
    assert!(matches!(a.session.standing().await.unwrap(), Standing::ReadOnly { .. }));
    assert!(matches!(a.session.sync_once(&a.way).await, Err(SyncError::ReadOnly)));
    assert_eq!(names(&a).await, ["Zoé Lefèvre"], "what was here can be read");
    assert!(roster::add(&a.session, &person("Anne", "Martin")).await.is_err());
}

/// J9: whoever is let in no more delivers what was unsent, then nothing is left.
#[tokio::test]
async fn an_ended_device_delivers_and_leaves_nothing() {
    let world = World::new();
    let a = world.synchronised(1, 1).await;
    add(&a, "Zoé", "Lefèvre").await;
    world.end(1);
    world.authority.0.lock().unwrap().shut_out.insert(a.device);
    let synced = a.sync().await;
    assert!(synced.nothing_left);
    let entries = world.authority.0.lock().unwrap().entries(stream(Compartment::Roster));
    assert_eq!(entries.len(), 1);
    assert_eq!(entries[0].0, Verdict::Quarantined);
    assert!(a.session.held().await.is_empty());
    let folder = a.session.profile().folder().to_owned();
    a.session.destroy(&crate::cache::NoKeyring).await.unwrap();
    assert!(!folder.exists());
}

/// A keyring whose only key may be destroyed, and whose holder notes whether the files were there still.
struct Noting<'a>(&'a std::path::Path, std::sync::Mutex<Vec<bool>>);

impl Keyring for Noting<'_> {
    fn read(&self, _: &str) -> Result<Option<CacheKey>, KeyringError> {
        Ok(None)
    }

    fn write(&self, _: &str, _: &CacheKey) -> Result<(), KeyringError> {
        Ok(())
    }

    fn destroy(&self, _: &str) -> Result<(), KeyringError> {
        self.1.lock().unwrap().push(self.0.exists());
        Ok(())
    }
}

/// Whatever still reads doesn't keep the key alive: it goes before the files do, and before anybody is waited for.
#[tokio::test]
async fn the_key_goes_first_and_waits_for_nobody() {
    let world = World::new();
    let a = world.laptop_kept(1, 1, Protection::Keyring).await;
    let folder = a.session.profile().folder().to_owned();
    let keyring = Noting(&folder, std::sync::Mutex::default());
    let reading = a.session.cache().reader().await.unwrap();
    a.session.destroy_key(&keyring).unwrap();
    assert_eq!(*keyring.1.lock().unwrap(), [true], "while somebody reads");
    drop(reading);
    a.session.destroy(&keyring).await.unwrap();
    assert_eq!(*keyring.1.lock().unwrap(), [true, true], "before the files");
    assert!(!folder.exists());
}
