//! What officers do: a change drawn at random of something they can see.

use coopol_domain::access::Verb;
use coopol_domain::codec::Value;
use coopol_domain::id::{ChangeId, StreamId, SubjectId, UnitId};
use coopol_domain::journal::undo::invert;
use coopol_domain::journal::{Compartment, Edit, Payload, REMOVED, State};
use coopol_domain::kinds::{Passage, REINVITATION};
use coopol_domain::time::{DAY, Instant};
use ed25519_dalek::SigningKey;

use super::laptop::Laptop;
use super::{agenda, archive, desk, dues, proposal, split};
use crate::chance::Chance;

/// A change that somebody is about to make, and what it depends on.
pub type Job = (StreamId, SubjectId, Payload, Vec<ChangeId>);

/// What is worked on: the subjects that were ever created, wherever, and the changes that were made.
#[derive(Debug, Default)]
pub struct Board {
    /// What the kinds of [`CREATED`] made, with its stream.
    pub subjects: Vec<(StreamId, Compartment, SubjectId)>,
    /// What was done, to be undone.
    pub done: Vec<(StreamId, SubjectId, Payload, ChangeId)>,
    /// Claims to an office.
    pub claims: Vec<SubjectId>,
    /// Invitations that wait to be seen.
    pub invitations: Vec<(StreamId, SubjectId)>,
    /// Questions whether another unit stands above.
    pub ties: Vec<(StreamId, SubjectId)>,
    /// What somebody was allowed for a time.
    pub delegations: Vec<(StreamId, SubjectId)>,
}

/// Kinds whose subjects are edited afterwards.
pub const CREATED: [&str; 9] = [
    "person_recorded",
    "event_planned",
    "feed_opened",
    "practical_fact_noted",
    "promise_made",
    "document_filed",
    "list_saved",
    "message_kept",
    "mailing_scheduled",
];

const NAMES: [&str; 6] = ["Lefèvre", "Bœuf", "N'Diaye", "de La Tour", "Côté", "Müller"];

/// A job for the officer at `laptop`; `None` when there is nothing that they could do.
pub fn job(laptop: &Laptop, board: &Board, now: Instant, chance: &mut Chance) -> Option<Job> {
    // Of a section that became a part of this one there are streams, too, in which nothing may be done.
    let of = |wanted| {
        let streams = laptop.device.streams.iter().filter(|(_, at)| at.compartment == wanted);
        let most = streams.max_by_key(|(_, at)| Verb::ALL.into_iter().filter(|verb| at.verbs.has(*verb)).count());
        most.map(|(stream, _)| *stream)
    };
    match chance.below(114) {
        0..25 => Some((of(Compartment::Roster)?, SubjectId::from_bytes(chance.bytes()), person(chance), Vec::new())),
        25..32 => Some(agenda::begun(laptop, of(Compartment::Agenda)?, chance)),
        32..42 => dues::recorded(of(Compartment::Dues)?, board, chance),
        42..50 => undo(laptop, board, chance),
        50..54 => Some(claim(laptop, of(Compartment::Office)?, board, now, chance)),
        54..56 => Some((of(Compartment::Roster)?, SubjectId::from_bytes(chance.bytes()), broken(now), Vec::new())),
        56..58 => Some(card(laptop, of(Compartment::Office)?, chance)),
        58..62 => {
            Some((of(Compartment::Archive)?, SubjectId::from_bytes(chance.bytes()), archive::kept(chance), Vec::new()))
        }
        draw @ (62..64 | 100..102) => {
            // Whoever reads and no more may read what is closed as well, where nobody asks.
            let roster = of(Compartment::Roster).filter(|at| laptop.device.streams[at].verbs.has(Verb::Write))?;
            let out = if draw < 64 { leave(chance) } else { taken(chance) };
            Some((roster, SubjectId::from_bytes(chance.bytes()), out, Vec::new()))
        }
        64..65 => Some(codes(laptop, of(Compartment::Office)?, chance)),
        65..67 => Some(invitation(laptop, of(Compartment::Office)?, board, now, chance)),
        67..68 => Some(renaming(laptop, of(Compartment::Office)?, chance)),
        68..69 => tying(laptop, of(Compartment::Office)?, board, chance),
        69..71 => delegating(laptop, of(Compartment::Agenda)?, board, now, chance),
        71..72 => delegating(laptop, of(Compartment::Dues)?, board, now, chance),
        72..74 => split::answer(laptop, of(Compartment::Office)?, chance),
        74..100 => edit(laptop, board, now, chance),
        102..103 => Some(recovery(laptop, of(Compartment::Office)?, now, chance)),
        103..105 => proposal::erasure(laptop, of(Compartment::Roster)?, board, chance),
        110..114 => {
            let own = laptop
                .device
                .streams
                .iter()
                .find(|(_, at)| matches!(at.compartment, Compartment::Desk(_)) && at.verbs.has(Verb::Write));
            Some((
                *own?.0,
                SubjectId::from_bytes(chance.bytes()),
                desk::laid(laptop.device.holder, now, chance),
                Vec::new(),
            ))
        }
        105..106 => dues::corrected(laptop, board, chance),
        _ => proposal::answer(laptop, chance),
    }
}

/// Somebody who had a laptop is invited again, or one of those invitations is put an end to. Some are too early, and some are
/// contested by whom they don't name: the authority says no.
fn invitation(laptop: &Laptop, stream: StreamId, board: &Board, now: Instant, chance: &mut Chance) -> Job {
    let own = laptop.device.holder;
    let (over, waits) = (Edit::set("revoked", Value::Bool(true)), chance.below(2) * DAY + REINVITATION - DAY / 2);
    let known: Vec<_> = board.invitations.iter().filter(|(of, _)| *of == stream).collect();
    if !known.is_empty() && chance.in_a_hundred(50) {
        let (_, subject) = *known[chance.place(known.len())];
        let kind = ["invitation_contested", "device_revoked"][chance.place(2)];
        return (stream, subject, Payload::new(kind, 1, vec![over]), Vec::new());
    }
    let code = SigningKey::from_bytes(&chance.bytes());
    let whom = if chance.in_a_hundred(40) { *own.as_bytes() } else { chance.bytes() };
    let edits = vec![
        Edit::set("holder", Value::bytes(whom)),
        Edit::set("invitation", Value::bytes(code.verifying_key().as_bytes())),
        Edit::set("invited_until", Value::count(now.plus(14 * DAY).0)),
        Edit::set("level", Value::text("own")),
        Edit::set("opens_at", Value::count(now.plus(waits).0)),
    ];
    (stream, SubjectId::from_bytes(chance.bytes()), Payload::new("device_reinvited", 1, edits), Vec::new())
}

/// Sealed codes, for which somebody else has to agree: made anew, or twice the same, which the authority refuses.
fn codes(laptop: &Laptop, stream: StreamId, chance: &mut Chance) -> Job {
    let seeds: [[u8; 32]; 3] = [chance.bytes(), chance.bytes(), chance.bytes()];
    let same = chance.in_a_hundred(20);
    let edits = (1..=3).zip(seeds).map(|(number, seed)| {
        let code = SigningKey::from_bytes(if same { &[7; 32] } else { &seed });
        Edit::set(&format!("sealed_code/{number}"), Value::bytes(code.verifying_key().as_bytes()))
    });
    let unit = laptop.device.streams[&stream].unit;
    (stream, unit.into(), Payload::new("codes_made", 1, edits.collect()), Vec::new())
}

/// Somebody may say who comes to an event, or enter the dues of a year, or may no more. Some last too long: the authority says no. Whoever
/// proposes dues lets nobody in: the device says no.
fn delegating(laptop: &Laptop, stream: StreamId, board: &Board, now: Instant, chance: &mut Chance) -> Option<Job> {
    let at = &laptop.device.streams[&stream];
    let kind = if at.compartment == Compartment::Dues { "dues_delegation" } else { "delegation" };
    let known: Vec<_> = board.delegations.iter().filter(|(of, _)| *of == stream).collect();
    if !known.is_empty() && chance.in_a_hundred(40) {
        let (_, subject) = *known[chance.place(known.len())];
        let over = Edit::set("ended", Value::Bool(true));
        return Some((stream, subject, Payload::new(&format!("{kind}_ended"), 1, vec![over]), Vec::new()));
    }
    let what = if at.compartment == Compartment::Dues {
        Edit::set("year", Value::Int(2026))
    } else {
        let events: Vec<_> = board.subjects.iter().filter(|(of, ..)| *of == stream).collect();
        let (_, _, event) = **events.get(chance.place(events.len().max(1)))?;
        Edit::set("event", Value::bytes(event.as_bytes()))
    };
    let code = SigningKey::from_bytes(&chance.bytes());
    let until = now.plus((1 + chance.below(120)) * DAY);
    let edits = vec![
        Edit::set("unit", Value::bytes(at.unit.as_bytes())),
        what,
        Edit::set("name", name(chance)),
        Edit::set("until", Value::count(until.0)),
        Edit::set("invitation", Value::bytes(code.verifying_key().as_bytes())),
        Edit::set("invited_until", Value::count(until.0)),
    ];
    let subject = SubjectId::from_bytes(chance.bytes());
    Some((stream, subject, Payload::new(&format!("{kind}_granted"), 1, edits), Vec::new()))
}

/// Another unit is asked to stand above this one, or no more. Most officers may not, nor may this section, which has one: as nobody carries
/// the question to the other unit here, there it stays.
fn tying(laptop: &Laptop, stream: StreamId, board: &Board, chance: &mut Chance) -> Option<Job> {
    let asked: Vec<_> = board.ties.iter().filter(|(of, _)| *of == stream).collect();
    if !asked.is_empty() && chance.in_a_hundred(50) {
        let (_, subject) = *asked[chance.place(asked.len())];
        let word = laptop.shown(stream, subject)?.get("word").clone();
        let edits = vec![Edit::change("word", word, Value::text("withdrawn"))];
        return Some((stream, subject, Payload::new("tie_withdrawn", 1, edits), Vec::new()));
    }
    let edits = vec![
        Edit::set("unit", Value::bytes(UnitId::from_bytes(chance.bytes()).as_bytes())),
        Edit::set("name", name(chance)),
        Edit::set("side", Value::text("above")),
        Edit::set("word", Value::text("asked")),
    ];
    Some((stream, SubjectId::from_bytes(chance.bytes()), Payload::new("tie_asked", 1, edits), Vec::new()))
}

/// The unit is called otherwise. Most officers may not.
fn renaming(laptop: &Laptop, stream: StreamId, chance: &mut Chance) -> Job {
    let edits = vec![Edit::set("name", name(chance)), Edit::set("code", Value::text(chance.below(100).to_string()))];
    (stream, laptop.device.streams[&stream].unit.into(), Payload::new("unit_changed", 1, edits), Vec::new())
}

/// How somebody wants to be reached, or no more.
fn card(laptop: &Laptop, stream: StreamId, chance: &mut Chance) -> Job {
    let withdrawn = chance.in_a_hundred(30);
    let said = |value: Value| if withdrawn { Value::Null } else { value };
    let edits = vec![
        Edit::set("card_name", said(name(chance))),
        Edit::set("card_email", said(Value::text(format!("{}@exemple.fr", chance.below(100))))),
    ];
    let kind = if withdrawn { "card_withdrawn" } else { "card_published" };
    (stream, laptop.device.streams[&stream].mandate.into(), Payload::new(kind, 1, edits), Vec::new())
}

pub(super) fn name(chance: &mut Chance) -> Value {
    Value::text(format!("{} {}", NAMES[chance.place(NAMES.len())], chance.below(1000)))
}

fn person(chance: &mut Chance) -> Payload {
    let number = Edit::set("number", Value::text(chance.below(60).to_string()));
    let mut edits = vec![Edit::set("last_name", name(chance)), Edit::set("category", Value::text("member"))];
    edits.extend(chance.in_a_hundred(30).then_some(number));
    Payload::new("person_recorded", 1, edits)
}

/// Asked for, to take something out.
fn leave(chance: &mut Chance) -> Payload {
    let content = ["people", "everything"][chance.place(2)];
    Payload::new("export_allowed", 1, vec![Edit::set("content", Value::text(content))])
}

/// Taken out, as a file or as a message.
fn taken(chance: &mut Chance) -> Payload {
    let (format, version) = [("xlsx", 1), ("vcard", 1), ("mail", 2)][chance.place(3)];
    let edits = vec![
        Edit::set("content", Value::text("people")),
        Edit::set("format", Value::text(format)),
        Edit::set("count", Value::count(chance.below(1000))),
    ];
    Payload::new("export_made", version, edits)
}

/// A sheet with which somebody could enrol a laptop in the place of this one.
fn recovery(laptop: &Laptop, stream: StreamId, now: Instant, chance: &mut Chance) -> Job {
    let code = SigningKey::from_bytes(&chance.bytes());
    let edits = vec![
        Edit::set("holder", Value::bytes(laptop.device.holder.as_bytes())),
        Edit::set("invitation", Value::bytes(code.verifying_key().as_bytes())),
        Edit::set("invited_until", Value::count(now.plus(400 * DAY).0)),
        Edit::set("replaces", Value::bytes(laptop.device.id.as_bytes())),
    ];
    (stream, SubjectId::from_bytes(chance.bytes()), Payload::new("device_recovery_prepared", 1, edits), Vec::new())
}

/// A change that the rules let pass here and no authority has to take: nothing is lost in silence either way.
fn broken(now: Instant) -> Payload {
    let edits = vec![
        Edit::set("last_name", Value::text("Traoré")),
        Edit::set("category", Value::text("member")),
        Edit::set("number", Value::text((now.0 % 5).to_string())),
    ];
    Payload::new("person_recorded", 1, edits)
}

/// A step of a handover: somebody says that somebody was elected, or answers what others say of it.
fn claim(laptop: &Laptop, stream: StreamId, board: &Board, now: Instant, chance: &mut Chance) -> Job {
    let (unit, own) = (laptop.device.streams[&stream].unit, laptop.device.holder);
    let supported = Edit::set(&format!("supported/{own}"), Value::text("own"));
    let contested = format!("contested/{own}");
    if board.claims.is_empty() || chance.in_a_hundred(30) {
        let holder: [u8; 16] = chance.bytes();
        let mut edits = vec![
            Edit::set("unit", Value::bytes(unit.as_bytes())),
            Edit::set("office", Value::text(["secretary", "bureau_member"][chance.place(2)])),
            Edit::set("holder", Value::bytes(holder)),
            Edit::set("holder_name", name(chance)),
            Edit::set("elected_on", Value::text("2026-11-20")),
            Edit::set("since", Value::count(now.0)),
            Edit::set("proof", Value::text("Compte rendu du 20 novembre")),
            Edit::set("made_by", Value::bytes(own.as_bytes())),
            supported,
        ];
        // Some are stated at the request of whoever was elected, one of them for a day before that.
        let asked_on = ["2026-11-22", "2026-11-20", "2026-11-19"][chance.place(3)];
        edits.extend(chance.in_a_hundred(30).then(|| Edit::set("requested_on", Value::text(asked_on))));
        let made = Payload::new("claim_made", 1, edits);
        return (stream, SubjectId::from_bytes(chance.bytes()), made, Vec::new());
    }
    let subject = board.claims[chance.place(board.claims.len())];
    let (kind, edit) = match chance.below(10) {
        0..5 => ("claim_countersigned", supported),
        5 => ("claim_documented", Edit::set("document", Value::bytes(chance.bytes::<16>()))),
        6..8 => ("claim_contested", Edit::set(&contested, Value::text("Le quorum manquait"))),
        8 => ("contest_withdrawn", Edit::set(&contested, Value::Null)),
        _ => ("claim_withdrawn", Edit::set(REMOVED, Value::Bool(true))),
    };
    (stream, subject, Payload::new(kind, 1, vec![edit]), Vec::new())
}

fn edit(laptop: &Laptop, board: &Board, now: Instant, chance: &mut Chance) -> Option<Job> {
    let (stream, compartment, subject) = *board.subjects.get(chance.place(board.subjects.len().max(1)))?;
    let state = laptop.shown(stream, subject)?;
    let change = |kind: &str, field: &str, after: Value| {
        let before = state.get(field).clone();
        Payload::new(kind, 1, vec![Edit::change(field, before, after)])
    };
    let payload = match (compartment, chance.below(12)) {
        (Compartment::Agenda, draw) => agenda::changed(laptop, &state, draw, board, chance),
        (Compartment::Archive, draw) => archive::changed(&state, draw, chance),
        (Compartment::Desk(_), draw) => desk::changed(laptop.device.holder, &state, now, draw, chance),
        (_, 0..5) => change("person_changed", "last_name", name(chance)),
        (_, 5) => change("person_changed", "first_name", name(chance)),
        (_, 6) => change("person_changed", &format!("tag/{}", chance.below(4)), Value::Bool(true)),
        (_, 7) => change("membership_changed", "number", Value::text(chance.below(60).to_string())),
        (_, 8) => moving(&state, chance),
        (_, 9) => {
            let parts = [("type", "email".to_owned()), ("value", format!("{}@exemple.fr", chance.below(100)))];
            let parts = parts.map(|(part, value)| (part.to_owned(), Value::text(value)));
            change("contact_changed", &format!("contact/{}", chance.below(3)), Value::Map(parts.into()))
        }
        (_, 10) => change("category_changed", "category", Value::text(["member", "regular_contact"][chance.place(2)])),
        _ => toggled(&state, "person_removed", "person_restored"),
    };
    Some((stream, subject, payload, Vec::new()))
}

/// Sent to another section, or kept after all (J1.5).
fn moving(state: &State, chance: &mut Chance) -> Payload {
    let passage = Passage {
        unit: UnitId::from_bytes(chance.bytes()),
        name: "Section de Rennes".to_owned(),
        transfer: SubjectId::from_bytes(chance.bytes()),
    };
    let (kind, removed, to) = match Passage::to(state) {
        Some(_) => ("person_stayed", Value::Null, Value::Null),
        None => ("person_left", Value::Bool(true), passage.value()),
    };
    let edit = |field: &str, after: Value| Edit::change(field, state.get(field).clone(), after);
    Payload::new(kind, 1, vec![edit(REMOVED, removed), edit("destination", to)])
}

pub(super) fn toggled(state: &State, removed: &str, restored: &str) -> Payload {
    let before = state.get(REMOVED).clone();
    let (kind, after) = if state.is_removed() { (restored, Value::Null) } else { (removed, Value::Bool(true)) };
    Payload::new(kind, 1, vec![Edit::change(REMOVED, before, after)])
}

fn undo(laptop: &Laptop, board: &Board, chance: &mut Chance) -> Option<Job> {
    let (stream, subject, payload, _) = board.done.get(chance.place(board.done.len().max(1)))?;
    let inverse = invert(&laptop.shown(*stream, *subject)?, payload).ok()?;
    Some((*stream, *subject, inverse, Vec::new()))
}
