//! What whoever has every key of the server may try, one attempt after the other: each is said on the laptops that it
//! would deceive (J5.2).

use std::collections::BTreeMap;

use coopol_domain::codec::Value;
use coopol_domain::id::{DeviceId, SubjectId, UnitId};
use coopol_domain::journal::{Compartment, Edit, Entry, Payload, REMOVED, Verdict};
use coopol_domain::kinds::Passage;
use coopol_server::authority::Authority;
use coopol_server::keys::AUTHORITY;
use ed25519_dalek::SigningKey;

use crate::administrator::Administrator;
use crate::run::{Run, Snapshots, honest};
use crate::scene::Scene;
use crate::served::FIRST;

use Compartment::{Agenda, Office, Roster};

const ALL: [&str; 3] = ["current", "behind", "new"];

/// Serves what was forged, and asks that these laptops raise one of these alarms. The one that has everything pushes
/// before it reads: a server whose past is another has to refuse what it signed, which is an alarm too.
async fn caught(run: Run<'_>, expected: &[(&str, &[&str])], why: &str) {
    let ending = run.end().await;
    for (laptop, codes) in expected {
        let raised = codes.iter().any(|code| ending.alarmed(laptop, code));
        assert!(raised, "{why}: {laptop} should have raised one of {codes:?}: {:?}", ending.said());
    }
}

/// The entries about the person whom everybody knows: first name, e-mail, number; mobile and note after the laptop that
/// is behind last synchronised.
async fn about_the_person(administrator: &mut Administrator, scene: &Scene) -> Vec<Entry> {
    let about = administrator.about(scene.stream(Roster), scene.person).await;
    let entries: Vec<Entry> = about.into_values().collect();
    assert_eq!(entries.len(), 6, "recorded, e-mail, number; mobile, two notes");
    entries
}

fn named(name: &str) -> Payload {
    Payload::new(
        "person_recorded",
        1,
        vec![Edit::set("last_name", Value::text(name)), Edit::set("category", Value::text("member"))],
    )
}

/// A payload sealed anew isn't the one that its author committed to (J2.3).
#[tokio::test(flavor = "multi_thread")]
async fn what_was_said_can_t_be_altered() {
    let scene = Box::pin(Scene::build()).await;
    for (place, who) in [(1, &["new"][..]), (3, &["behind", "new"][..])] {
        let run = Run::new(&scene);
        let mut administrator = Administrator::of(&run).await;
        let entry = about_the_person(&mut administrator, &scene).await.swap_remove(place);
        let mut payload = administrator.payload(&entry).await;
        payload.edits[0].after = Value::text("0666666666");
        administrator.say(&entry, &payload).await;
        administrator.done().await;
        let expected: Vec<_> = who.iter().map(|laptop| (*laptop, &["altered"][..])).collect();
        caught(run, &expected, "a payload sealed anew").await;
    }
    let run = Run::new(&scene);
    let mut administrator = Administrator::of(&run).await;
    let entry = about_the_person(&mut administrator, &scene).await.swap_remove(3);
    let statement = "UPDATE entries SET sealed = NULL WHERE stream = ?1 AND subject = ?2 AND seq > 1";
    administrator.do_sql(statement, scene.stream(Roster), entry.header.subject).await;
    administrator.done().await;
    caught(run, &[("behind", &["withheld"]), ("new", &["withheld"])], "payloads that are held back").await;
}

/// Entries altered, swapped, judged otherwise or cut off, under leaves, roots and checkpoints that go with them: whoever
/// has seen them knows, and whoever hasn't reads in the pushes of others what these had seen (J3.1, J5.2).
#[tokio::test(flavor = "multi_thread")]
async fn the_past_can_t_be_rewritten() {
    type Forged = fn(&mut Vec<Entry>, usize);
    type Said = &'static [(&'static str, &'static [&'static str])];
    let forgeries: [(&str, Forged, Said); 4] = [
        (
            "a header",
            |entries, at| entries[at].header.base += 1,
            &[("current", &["rewritten", "refused"]), ("behind", &["unsigned"]), ("new", &["unsigned"])],
        ),
        (
            "a verdict",
            |entries, at| entries[at].verdict = Verdict::Refused("not_granted".to_owned()),
            &[("current", &["rewritten", "refused"]), ("behind", &["forked"]), ("new", &["forked"])],
        ),
        (
            "two entries in each other's place",
            |entries, at| {
                let (one, other) = (entries[at].clone(), entries[at + 1].clone());
                entries[at] = Entry { seq: one.seq, ..other.clone() };
                entries[at + 1] = Entry { seq: other.seq, ..one };
            },
            &[
                ("current", &["rewritten", "refused"]),
                ("behind", &["forked", "disorder"]),
                ("new", &["forked", "disorder"]),
            ],
        ),
        ("the end", |entries, _| entries.truncate(entries.len() - 2), &[("current", &["shrunk", "refused"])]),
    ];
    let scene = Box::pin(Scene::build()).await;
    for (what, forge, said) in forgeries {
        let run = Run::new(&scene).with(Snapshots::MadeAnew);
        let mut administrator = Administrator::of(&run).await;
        let at = usize::try_from(about_the_person(&mut administrator, &scene).await[3].seq).unwrap() - 1;
        let mut entries = administrator.entries(scene.stream(Roster)).await;
        let mut said_by = BTreeMap::new();
        for entry in &entries[at..at + 2] {
            said_by.insert(entry.header.id, administrator.payload(entry).await);
        }
        forge(&mut entries, at);
        administrator.rewrite(scene.stream(Roster), &entries).await;
        administrator.hand_on_no_cosignature(scene.stream(Roster)).await;
        // Each is sealed where it stands now.
        for entry in &entries[at..at + 2] {
            administrator.say(entry, &said_by[&entry.header.id]).await;
        }
        administrator.done().await;
        caught(run, said, what).await;
    }
}

/// What the levels above cosigned is told to a laptop that has just come, too: it has nothing of its own to hold against a
/// past that is consistent in itself (J5.2).
#[tokio::test(flavor = "multi_thread")]
async fn a_newcomer_is_told_by_the_witness() {
    type Forged = fn(&mut Vec<Entry>);
    let forgeries: [(&str, Forged); 2] = [
        ("another payload in the last entry", |entries| entries.last_mut().unwrap().header.commitment = [7; 32].into()),
        ("the end", |entries| entries.truncate(entries.len() - 2)),
    ];
    let scene = Box::pin(Scene::build()).await;
    for (what, forge) in forgeries {
        let run = Run::new(&scene).with(Snapshots::MadeAnew);
        let mut administrator = Administrator::of(&run).await;
        let mut entries = administrator.entries(scene.stream(Agenda)).await;
        forge(&mut entries);
        administrator.rewrite(scene.stream(Agenda), &entries).await;
        administrator.done().await;
        caught(run, &[("new", &["witnessed"])], what).await;
    }
}

/// The whole database as it was earlier. As it is, whoever has what it lacks gives that back, and all of it is there again (J8); gone on
/// with otherwise, which makes another past of it, it is known to be another.
#[tokio::test(flavor = "multi_thread")]
async fn an_earlier_database_is_made_whole_or_known_to_be_one() {
    let scene = Box::pin(Scene::build()).await;
    let run = Run::new(&scene);
    std::fs::copy(scene.earlier(), run.database()).unwrap();
    assert_eq!(run.end().await, honest(&scene).await, "what an earlier database lacks");
    let run = Run::new(&scene).with(Snapshots::AsTheyAre).where_the_one_behind_goes_on();
    std::fs::copy(scene.earlier(), run.database()).unwrap();
    caught(run, &[("current", &["rewritten", "refused"])], "an earlier database that went on").await;
}

/// A snapshot of records that the history doesn't give, under the real signature: whoever folds that far finds it out, at
/// once or with the whole history (J5.2, J5.3).
#[tokio::test(flavor = "multi_thread")]
async fn a_forged_snapshot_is_found_out() {
    let scene = Box::pin(Scene::build()).await;
    let run = Run::new(&scene).with(Snapshots::MadeAnew);
    let mut administrator = Administrator::of(&run).await;
    administrator
        .become_other(scene.stream(Roster), scene.person, |state| {
            state.cells.get_mut("last_name").unwrap().value = Value::text("Autre");
        })
        .await;
    administrator.done().await;
    caught(run, &[("behind", &["states"]), ("new", &["states"])], "a forged snapshot").await;
}

/// A device that nobody invited, the server itself in an officer's place, an enrolment without a proof (J5.5).
#[tokio::test(flavor = "multi_thread")]
async fn a_rogue_device_is_known_to_be_one() {
    let scene = Box::pin(Scene::build()).await;
    let (rogue, key) = (DeviceId::from_bytes([0xbb; 16]), SigningKey::from_bytes(&[0xbb; 32]));
    let somebody = SubjectId::from_bytes([0xcc; 16]);
    let run = Run::new(&scene).with(Snapshots::MadeAnew);
    let mut administrator = Administrator::of(&run).await;
    administrator.append(scene.stream(Roster), (rogue, &key), somebody, named("Intruse")).await;
    administrator.done().await;
    caught(run, &ALL.map(|laptop| (laptop, &["stranger"][..])), "a device that nobody invited").await;

    let run = Run::new(&scene).with(Snapshots::MadeAnew);
    let mut administrator = Administrator::of(&run).await;
    let (own, signing) = (administrator.own(), administrator.signing.clone());
    administrator.append(scene.stream(Roster), (own, &signing), somebody, named("Intruse")).await;
    administrator.done().await;
    caught(run, &ALL.map(|laptop| (laptop, &["unsigned"][..])), "the server as an officer").await;

    // J1.5: nor does the server say of somebody whom nobody sent that another section has received them.
    let run = Run::new(&scene).with(Snapshots::MadeAnew);
    let mut administrator = Administrator::of(&run).await;
    let to = Passage { unit: UnitId::from_bytes([0xdd; 16]), name: "Section de Rennes".to_owned(), transfer: somebody };
    let received = vec![
        Edit::set(REMOVED, Value::Bool(true)),
        Edit::set("destination", to.value()),
        Edit::set("received", Value::Bool(true)),
    ];
    let received = Payload::new("transfer_received", 1, received);
    administrator.append(scene.stream(Roster), (own, &signing), scene.person, received).await;
    administrator.done().await;
    caught(run, &ALL.map(|laptop| (laptop, &["unsigned"][..])), "somebody taken away by the server").await;

    let run = Run::new(&scene).with(Snapshots::MadeAnew);
    let mut administrator = Administrator::of(&run).await;
    let enrolled = vec![
        Edit::set("key", Value::bytes(key.verifying_key().as_bytes())),
        Edit::set("name", Value::text("Portable")),
        Edit::set("proof", Value::bytes([1; 64])),
    ];
    let enrolled = Payload::new("device_enrolled", 1, enrolled);
    administrator.append(scene.stream(Office), (own, &signing), rogue.into(), enrolled).await;
    administrator.done().await;
    caught(run, &ALL.map(|laptop| (laptop, &["uninvited"][..])), "an enrolment without a proof").await;
}

/// Sealed codes that nobody made, a device that none of them called back, a mandate that nobody asked for by them (J5.5).
#[tokio::test(flavor = "multi_thread")]
async fn codes_that_nobody_used_bring_nobody_back() {
    let scene = Box::pin(Scene::build()).await;
    let (unit, somebody) = (SubjectId::from(scene.section.id), SubjectId::from_bytes([0xcc; 16]));
    let id = |of: SubjectId| Value::bytes(of.as_bytes());
    let public = |byte: u8| Value::bytes(SigningKey::from_bytes(&[byte; 32]).verifying_key().as_bytes());
    let codes = (1..=3).map(|number| Edit::set(&format!("sealed_code/{number}"), public(number)));
    let called = vec![
        Edit::set("holder", id(somebody)),
        Edit::set("invitation", public(7)),
        Edit::set("invited_until", Value::Int(1 << 45)),
        Edit::set("opens_at", Value::Int(1 << 44)),
        Edit::set("unit", id(unit)),
    ];
    let lent = vec![
        Edit::set("unit", id(unit)),
        Edit::set("office", Value::text("secretary")),
        Edit::set("holder", id(somebody)),
        Edit::set("holder_name", Value::text("Intruse")),
        Edit::set("since", Value::Int(1)),
        Edit::set("until", Value::Int(1 << 45)),
        Edit::set("called_back", id(somebody)),
    ];
    for (subject, kind, edits, alarm) in [
        (unit, "codes_made", codes.collect(), "unsigned"),
        (somebody, "device_called_back", called, "unclaimed"),
        (somebody, "mandate_lent", lent, "unclaimed"),
    ] {
        let run = Run::new(&scene).with(Snapshots::MadeAnew);
        let mut administrator = Administrator::of(&run).await;
        let (own, signing) = (administrator.own(), administrator.signing.clone());
        administrator.append(scene.stream(Office), (own, &signing), subject, Payload::new(kind, 1, edits)).await;
        administrator.done().await;
        let alarms = [alarm];
        caught(run, &ALL.map(|laptop| (laptop, &alarms[..])), kind).await;
    }
}

/// An erasure that no two mandates asked for destroys nothing (J7.2); nor does a room disappear that a mandate in force
/// gives, nor one's own copy of it (J1.2).
#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_taken_away_unasked() {
    let scene = Box::pin(Scene::build()).await;
    let roster = scene.stream(Roster);
    let run = Run::new(&scene).with(Snapshots::MadeAnew);
    let mut administrator = Administrator::of(&run).await;
    for statement in [
        "UPDATE entries SET sealed = NULL WHERE stream = ?1 AND subject = ?2",
        "UPDATE subjects SET key = NULL, state = NULL, seq = NULL WHERE stream = ?1 AND id = ?2",
        "INSERT INTO erasures (stream, number, subject, at) VALUES (?1, 2, ?2, 0)",
        "UPDATE streams SET erased = 2 WHERE id = ?1 AND ?2 IS NOT NULL",
    ] {
        administrator.do_sql(statement, roster, scene.person).await;
    }
    administrator.done().await;
    caught(run, &ALL.map(|laptop| (laptop, &["unasked", "states"][..])), "an erasure that nobody asked for").await;

    for dropped in [Roster, Agenda] {
        let run = Run::new(&scene);
        let mut administrator = Administrator::of(&run).await;
        let (office, unit) = (scene.stream(Office), scene.section.id.into());
        let field = format!("stream/{dropped}");
        administrator.become_other(office, unit, |state| drop(state.cells.remove(field.as_str()).unwrap())).await;
        administrator.done().await;
        caught(run, &[("current", &["dropped"]), ("behind", &["dropped"])], "a room that disappears").await;
    }
}

/// Whoever stole a key that was left can't go on with it, nor lead anybody away: what it signs after the move is nobody's,
/// and a move that the believed key didn't sign is none (J5.4).
#[tokio::test(flavor = "multi_thread")]
async fn a_key_that_was_left_has_no_word_any_more() {
    let scene = Box::pin(Scene::build()).await;
    let first = SigningKey::from_bytes(&FIRST);
    let run = Run::new(&scene).with(Snapshots::MadeAnew);
    let mut administrator = Administrator::of(&run).await;
    let (own, office) = (Authority::new(first.clone()).id(), scene.stream(Office));
    let renamed = Payload::new("device_revoked", 1, vec![Edit::set("revoked", Value::Bool(true))]);
    administrator.append(office, (own, &first), scene.observers[1].device.into(), renamed).await;
    administrator.done().await;
    caught(run, &ALL.map(|laptop| (laptop, &["unsigned"][..])), "an entry by the key that was left").await;

    let stranger = SigningKey::from_bytes(&[0x66; 32]);
    for (from, to, expected) in [
        // A thief of the first key leads to their own, which isn't the one that the others were led to.
        (&first, &stranger, &[("behind", &["moved"][..]), ("new", &["moved"][..])]),
        // Whoever has only today's key leads nobody from the first one.
        (&stranger, &administrator_key(&scene), &[("behind", &["moved"][..]), ("new", &["moved"][..])]),
    ] {
        let run = Run::new(&scene);
        let mut administrator = Administrator::of(&run).await;
        administrator.lead(scene.stream(Roster), from, to).await;
        administrator.done().await;
        caught(run, expected, "a forged move").await;
    }
}

/// The key that signs today, as it lies in the server's folder.
fn administrator_key(scene: &Scene) -> SigningKey {
    SigningKey::from_bytes(&std::fs::read(scene.server().join(AUTHORITY)).unwrap().try_into().unwrap())
}
