//! What whoever takes office receives: the dossier, as the page reads it.

use coopol_core::delegations::About;
use coopol_core::device::Session;
use coopol_core::dossier::{self, Archive, Kept, Part};
use coopol_core::{agenda, history, memory};
use jiff::tz::TimeZone;

use super::memory::{fact, promise};
use super::session::office;
use super::{count, event, feeds};
use crate::contract::agenda::AgendaRow;
use crate::contract::failure::Failure;
use crate::contract::first_day::{
    Deadline, DelegationInForce, DocumentsReceived, Due, DuesReceived, FirstDay, HeldBack, KeptPart, Minutes,
    PartOfDossier, RosterAuthor, SectionParting,
};

/// What waits for somebody who takes office today.
pub async fn first_day(session: &Session) -> Result<FirstDay, Failure> {
    let (zone, dossier) = (session.zone().await?, dossier::gather(session).await?);
    let waiting = dossier.waiting;
    let writable = dossier.promises.is_some() && memory::writable(session).await?;
    let history_comes = dossier.changes.as_ref().is_some_and(|changes| !changes.whole);
    let (changed_since, changed) = dossier.changes.map(|changes| (changes.since, changes.authors)).unzip();
    Ok(FirstDay {
        people: dossier.people.map(|people| count(people.total)),
        dues: dossier.dues.map(dues),
        coming: dossier.coming.map(|rows| events(rows, &zone)),
        past: dossier.past.map(|rows| events(rows, &zone)),
        documents: dossier.archive.map(documents),
        promises: dossier.promises.map(|all| all.into_iter().map(promise).collect()),
        facts: dossier.practical.map(|all| all.into_iter().map(fact).collect()),
        writable,
        deadlines: dossier.deadlines.map(|all| all.into_iter().map(deadline).collect()),
        held_back: dossier.held_back.unwrap_or_default().into_iter().map(held_back).collect(),
        delegations: dossier.delegations.unwrap_or_default().into_iter().map(delegation).collect(),
        feeds: dossier.feeds.into_iter().map(|feed| feeds::row(feed, &zone)).collect(),
        splits: dossier.splits.into_iter().map(parting).collect(),
        to_verify: count(
            waiting.to_verify
                + waiting.proposals
                + waiting.late
                + waiting.arrivals
                + waiting.ties
                + waiting.splits
                + waiting.reminders
                + waiting.appointed,
        ),
        refused: count(waiting.refused),
        changed_since,
        changed: changed.map(|authors| authors.into_iter().map(author).collect()),
        history_comes,
        missing: dossier.missing.into_iter().map(part).collect(),
    })
}

fn events(rows: Vec<agenda::Row>, zone: &TimeZone) -> Vec<AgendaRow> {
    rows.into_iter().map(|row| event::row(row, zone)).collect()
}

pub fn dues(dues: dossier::Dues) -> DuesReceived {
    DuesReceived {
        year: dues.year,
        up_to_date: count(dues.up_to_date),
        late: count(dues.late),
        received: i32::try_from(dues.received_cents).unwrap_or(i32::MAX),
    }
}

fn documents(archive: Archive) -> DocumentsReceived {
    let minutes = |it: dossier::Minutes| Minutes { id: it.id.to_string(), title: it.title, date: it.dated_on };
    DocumentsReceived { total: count(archive.total), minutes: archive.minutes.into_iter().map(minutes).collect() }
}

fn deadline(deadline: dossier::Deadline) -> Deadline {
    let (due, about, office_of) = match deadline.due {
        dossier::Due::Contest { name, office } => (Due::Contest, name, Some(office)),
        dossier::Due::Assembly { title } => (Due::Assembly, title, None),
        dossier::Due::Promise { title } => (Due::Promise, title, None),
        dossier::Due::Mandate { name, office } => (Due::Mandate, name, Some(office)),
    };
    Deadline { on: deadline.on, due, about, office: office_of.map(|word| office(&word)) }
}

fn held_back(held: dossier::HeldBack) -> HeldBack {
    HeldBack {
        name: held.name,
        kept: match held.kept {
            Kept::Roster => KeptPart::Roster,
            Kept::Dues => KeptPart::Dues,
            Kept::Agenda => KeptPart::Agenda,
            Kept::Archive => KeptPart::Archive,
        },
        records: count(held.records),
        removed: count(held.removed),
        since: held.since,
        yours: held.yours,
    }
}

fn delegation(delegated: dossier::Delegated) -> DelegationInForce {
    let dossier::Delegated { name, about, last_day, taken_up } = delegated;
    let (event, title, year) = match about {
        About::Attendance { event, title } => (Some(event.to_string()), title, None),
        About::Dues { year } => (None, None, Some(year)),
    };
    DelegationInForce { name, event, title, year, until: last_day, taken_up }
}

fn parting(split: dossier::Parting) -> SectionParting {
    SectionParting { name: split.name, agreed: split.agreed, since: split.since }
}

fn author(author: history::Author) -> RosterAuthor {
    RosterAuthor {
        // What the server states has no other author.
        name: author.name.unwrap_or_else(|| "Coopol".to_owned()),
        office: office(author.office.as_deref().unwrap_or_default()),
        people: count(author.subjects),
    }
}

const fn part(part: Part) -> PartOfDossier {
    match part {
        Part::Bureau => PartOfDossier::Bureau,
        Part::People => PartOfDossier::People,
        Part::Dues => PartOfDossier::Dues,
        Part::Past => PartOfDossier::Past,
        Part::Coming => PartOfDossier::Coming,
        Part::Archive => PartOfDossier::Archive,
        Part::Promises => PartOfDossier::Promises,
        Part::Practical => PartOfDossier::Practical,
        Part::Handovers => PartOfDossier::Handovers,
        Part::Deadlines => PartOfDossier::Deadlines,
        Part::Changes => PartOfDossier::Changes,
        Part::HeldBack => PartOfDossier::HeldBack,
    }
}
