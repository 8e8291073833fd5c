//! What a dishonest server would state itself: what others sign, in its own name, and what is its own to state, without what that
//! follows from (J5.5). None of it comes to count on any laptop.

use coopol_domain::codec::Value;
use coopol_domain::id::SubjectId;
use coopol_domain::journal::{Compartment, Edit, Payload};
use coopol_domain::kinds::{CONTEST, Merge, Split};
use ed25519_dalek::SigningKey;

use crate::above::{JOINING, NEWBORN};
use crate::administrator::Administrator;
use crate::run::{Run, Snapshots};
use crate::scene::Scene;

use Compartment::{Agenda, Archive, Office, Roster};

const SOMEBODY: SubjectId = SubjectId::from_bytes([0xcc; 16]);

fn id(of: SubjectId) -> Value {
    Value::bytes(of.as_bytes())
}

fn public(byte: u8) -> Value {
    Value::bytes(SigningKey::from_bytes(&[byte; 32]).verifying_key().as_bytes())
}

/// An entry of this kind, signed by the server as what it is, and served with all that goes with it.
async fn stated(scene: &Scene, (room, subject): (Option<Compartment>, SubjectId), payload: Payload, alarm: &str) {
    let (kind, stream) = (payload.kind.clone(), room.map_or(scene.slice, |room| scene.stream(room)));
    let run = Run::new(scene).with(Snapshots::MadeAnew);
    let mut administrator = Administrator::of(&run).await;
    let (own, signing) = (administrator.own(), administrator.signing.clone());
    administrator.append(stream, (own, &signing), subject, payload).await;
    administrator.done().await;
    let ending = run.end().await;
    let readers: &[&str] = if room.is_some() { &["current", "behind", "new"] } else { &["delegate"] };
    for laptop in readers {
        assert!(ending.alarmed(laptop, alarm), "{kind}: {laptop} should have raised {alarm}: {:?}", ending.said());
    }
}

/// Nobody is suspended, put in charge, split off, merged, tied or reminded by the server; nor does it let anybody in, or out with the people, or
/// write down what is owed.
#[tokio::test(flavor = "multi_thread")]
async fn the_server_speaks_in_nobody_s_name() {
    let scene = Box::pin(Scene::build()).await;
    let unit = SubjectId::from(scene.section.id);
    let field = Split::field(NEWBORN);
    let split = |word| {
        Split { newborn: NEWBORN, name: "x".to_owned(), word: String::new(), postcodes: String::new() }.value(word)
    };
    let (name, ground) = ("x".to_owned(), "merger".to_owned());
    let merge = Merge { unit: NEWBORN, name, ends: true, word: "decided".to_owned(), ground, until: None };
    let word = |kind: &str, word: &str| (kind.to_owned(), vec![Edit::set("word", Value::text(word))]);
    let suspension = Value::Map(vec![("since".to_owned(), Value::Int(1)), ("ground".to_owned(), Value::text("x"))]);
    let mandate = vec![
        Edit::set("unit", id(unit)),
        Edit::set("office", Value::text("secretary")),
        Edit::set("holder", id(SOMEBODY)),
        Edit::set("holder_name", Value::text("Intruse")),
        Edit::set("since", Value::Int(1)),
        Edit::set("until", Value::Int(1 << 45)),
        Edit::set("reason", Value::text("x")),
        Edit::set("appointed_by", id(unit)),
    ];
    let granted = vec![
        Edit::set("unit", id(unit)),
        Edit::set("event", id(unit)),
        Edit::set("name", Value::text("Intruse")),
        Edit::set("until", Value::Int(1 << 45)),
        Edit::set("invitation", public(7)),
        Edit::set("invited_until", Value::Int(1 << 45)),
    ];
    let of_office = [
        ("mandate_suspended".to_owned(), vec![Edit::set("suspension/1", suspension.clone())]),
        ("suspension_lifted".to_owned(), vec![Edit::set("suspension/1", suspension)]),
        ("caretaker_appointed".to_owned(), mandate),
        ("split_decided".to_owned(), vec![Edit::set(&field, split("decided"))]),
        ("split_agreed".to_owned(), vec![Edit::set(&field, split("agreed"))]),
        ("merge_decided".to_owned(), vec![Edit::set(&Merge::field(NEWBORN), merge.value("decided"))]),
        ("merge_agreed".to_owned(), vec![merge.becomes("agreed")]),
        ("merge_refused".to_owned(), vec![merge.becomes("refused")]),
        ("merge_withdrawn".to_owned(), vec![merge.becomes("withdrawn")]),
        word("tie_asked", "asked"),
        word("tie_accepted", "accepted"),
        ("unit_reminded".to_owned(), vec![Edit::set("reminded/election", Value::text("2026-06-01"))]),
        ("claim_countersigned".to_owned(), vec![Edit::set(&format!("supported/{SOMEBODY}"), Value::text("own"))]),
        ("claim_upheld".to_owned(), vec![Edit::set("ruling", Value::text("upheld"))]),
    ];
    let others = [
        (Agenda, "delegation_granted", granted),
        (Agenda, "delegation_ended", vec![Edit::set("ended", Value::Bool(true))]),
        (Agenda, "feed_taken_up", vec![Edit::set("answered_by", id(unit))]),
        (Agenda, "feed_closed", vec![Edit::set("removed", Value::Bool(true))]),
        (Archive, "practical_fact_noted", vec![Edit::set("title", Value::text("x"))]),
        (Archive, "promise_made", vec![Edit::set("title", Value::text("x"))]),
        (Roster, "export_allowed", vec![Edit::set("content", Value::text("people"))]),
        (Roster, "export_made", vec![Edit::set("content", Value::text("people"))]),
    ];
    for (kind, edits) in of_office {
        stated(&scene, (Some(Office), SOMEBODY), Payload::new(&kind, 1, edits), "unsigned").await;
    }
    for (room, kind, edits) in others {
        stated(&scene, (Some(room), SOMEBODY), Payload::new(kind, 1, edits), "unsigned").await;
    }
    let marked = Payload::new("delegate_marked", 1, vec![Edit::set("said", Value::text("x"))]);
    stated(&scene, (None, scene.person), marked, "unsigned").await;
}

/// What the server does state follows from what others signed: a claim that has what it takes, its own mandate, a code that let somebody in,
/// a mark that they signed.
#[tokio::test(flavor = "multi_thread")]
async fn what_the_server_states_follows_from_what_was_signed() {
    let scene = Box::pin(Scene::build()).await;
    let unit = SubjectId::from(scene.section.id);
    let mut taken = vec![
        Edit::set("unit", id(unit)),
        Edit::set("office", Value::text("secretary")),
        Edit::set("holder", id(SOMEBODY)),
        Edit::set("holder_name", Value::text("Intruse")),
        Edit::set("since", Value::Int(1)),
    ];
    let claims = scene.claims;
    let mut told = vec![
        // One that is contested; and one that was granted, to another mandate.
        ("claim_announced", claims[0], vec![Edit::set("contestable_until", Value::Int(1 << 45))]),
        ("claim_granted", claims[0], vec![Edit::set("mandate", id(SOMEBODY))]),
        ("claim_granted", claims[1], vec![Edit::set("mandate", id(SOMEBODY))]),
    ];
    for claim in claims {
        taken.retain(|edit| edit.field.as_str() != "claim");
        taken.push(Edit::set("claim", id(claim)));
        told.push(("mandate_taken_up", SOMEBODY, taken.clone()));
        let succeeded = vec![Edit::set("until", Value::Int(1)), Edit::set("claim", id(claim))];
        told.push(("mandate_succeeded", scene.mandate, succeeded));
    }
    for (kind, subject, edits) in told {
        stated(&scene, (Some(Office), subject), Payload::new(kind, 1, edits), "unclaimed").await;
    }
    // The section takes another in, as was decided, and hasn't answered; and it becomes a part of one of which nothing was said.
    let (name, ground) = ("Section du Pecq".to_owned(), "under_five".to_owned());
    let waits = Merge { unit: JOINING, name, ends: false, word: "decided".to_owned(), ground, until: None };
    let ends = Merge { ends: true, unit: NEWBORN, word: "agreed".to_owned(), ..waits.clone() };
    let until = scene.time.read().plus(2 * CONTEST);
    for payload in [waits.taken_in("Section du Pecq"), waits.announced(until), ends.carried_out()] {
        stated(&scene, (Some(Office), unit), payload, "unclaimed").await;
    }
    let taken_up = vec![
        Edit::set("key", public(7)),
        Edit::set("device", Value::text("Portable")),
        Edit::set("proof", Value::bytes([1; 64])),
        Edit::set("slice", id(SOMEBODY)),
    ];
    let [delegate, waits] = scene.delegations;
    let parts = [("at", Value::count(scene.time.read().0)), ("by", id(delegate)), ("signature", Value::bytes([1; 64]))];
    let signed = Value::Map(parts.map(|(part, value)| (part.to_owned(), value)).into());
    let mark = vec![
        Edit::set(&format!("attendance/{}", scene.person), Value::text("present")),
        Edit::set(&format!("delegated/{}", scene.person), signed),
    ];
    for (kind, subject, edits) in
        [("delegation_taken_up", waits, taken_up), ("attendance_delegated", scene.event, mark)]
    {
        stated(&scene, (Some(Agenda), subject), Payload::new(kind, 1, edits), "unsigned").await;
    }
}
