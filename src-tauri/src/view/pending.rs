//! What waits for a decision.

use coopol_core::device::{self, Session};
use coopol_core::overlaps::Open;
use coopol_core::proposals::Proposal;
use coopol_core::roster::arrivals::Arrival as CoreArrival;
use coopol_core::roster::{self, OverlapSide};
use coopol_core::status::Refused;
use coopol_core::text::national;
use coopol_domain::id::{ActId, HolderId, SubjectId};
use jiff::tz::TimeZone;

use super::history::{field, named};
use super::time::wall;
use crate::contract::base::{Subject, SubjectKind};
use crate::contract::failure::Failure;
use crate::contract::history::{FieldChange, FieldName, Named};
use crate::contract::pending::{
    self as contract, Arrival, Overlap, ProposalGroup, ProposalLine, Refusal, RefusalCode, Side,
};

pub fn refusal(refused: Refused, name: String, zone: &TimeZone) -> Refusal {
    let field = |change: coopol_core::history::FieldChange| {
        let field = named(&change.field, change.after.as_deref().unwrap_or_default())?;
        Some(FieldChange { field, before: change.before, after: change.after })
    };
    Refusal {
        id: refused.id.to_string(),
        at: wall(refused.at, zone),
        subject: Subject { kind: SubjectKind::Person, id: refused.subject.to_string(), name },
        fields: refused.fields.into_iter().filter_map(field).collect(),
        reason: reason(&refused.progress, refused.reason.as_deref().unwrap_or_default()),
    }
}

/// Lines of a group that are shown: enough to know what it is about.
const LINES: usize = 10;

/// What was made as one act stands together; else what one person did.
pub fn groups(proposals: Vec<Proposal>, zone: &TimeZone) -> Vec<ProposalGroup> {
    let mut groups: Vec<(Option<ActId>, Option<HolderId>, ProposalGroup)> = Vec::new();
    for proposal in proposals {
        let (act, author) = (proposal.act, proposal.author);
        let known = groups.iter_mut().find(|(of, by, _)| (*of, *by) == (act, author));
        let line = ProposalLine {
            id: proposal.change.to_string(),
            name: proposal.name.unwrap_or_default(),
            fields: proposal.fields.iter().filter_map(|change| field(change, None)).collect(),
        };
        let dues = proposal.kind.starts_with("dues_");
        if let Some((_, _, group)) = known {
            group.dues &= dues;
            group.changes.push(line.id.clone());
            if group.lines.len() < LINES {
                group.lines.push(line);
            }
        } else {
            let (id, at, changes) = (line.id.clone(), wall(proposal.at, zone), vec![line.id.clone()]);
            let group = ProposalGroup {
                author: proposal.author_name.unwrap_or_default(),
                lines: vec![line],
                id,
                at,
                dues,
                changes,
            };
            groups.push((act, author, group));
        }
    }
    groups.into_iter().map(|(_, _, group)| group).collect()
}

/// Somebody who arrives, with what tells who they are.
pub fn arrival(arrival: CoreArrival) -> Arrival {
    Arrival {
        id: arrival.person.to_string(),
        name: arrival.name,
        from: arrival.from,
        born_on: arrival.born_on,
        commune: arrival.city,
        email: arrival.email,
        phone: arrival.phone.as_deref().map(national),
        number: arrival.number,
        paid_until: arrival.paid_until.and_then(|year| i32::try_from(year).ok()),
        known: arrival
            .known
            .into_iter()
            .map(|known| Named { id: known.person.to_string(), name: known.name })
            .collect(),
    }
}

/// A payment that waits for the treasurer is the treasurer's to decide.
pub fn is_decided_here(refused: &Refused) -> bool {
    refused.progress != "held" || refused.fields.iter().all(|change| change.field != "amount_cents")
}

fn reason(progress: &str, word: &str) -> RefusalCode {
    match (progress, word) {
        ("held", _) => RefusalCode::NeedsSecondOfficer,
        ("quarantined", _) | (_, "mandate_ended") => RefusalCode::MandateEnded,
        (_, "subject_removed" | "subject_missing") => RefusalCode::SubjectRemoved,
        _ => RefusalCode::NotGranted,
    }
}

/// How a subject is called; empty when it isn't there any more.
pub async fn name(session: &Session, subject: SubjectId) -> Result<String, Failure> {
    match roster::sheet(session, subject).await {
        Ok(sheet) => {
            let names: Vec<String> = [sheet.given_name, sheet.family_name].into_iter().flatten().collect();
            Ok(names.join(" "))
        }
        Err(device::Failure::NotFound { .. }) => Ok(String::new()),
        Err(error) => Err(error.into()),
    }
}

/// An overlap is known by its subject and its field. The value in force is shown against the first of the others.
pub fn overlap(open: Open, zone: &TimeZone) -> Option<Overlap> {
    let (subject, field) = (open.subject.to_string(), open.overlap.field);
    let kind = match open.sort.as_str() {
        "event" => SubjectKind::Event,
        "document" => SubjectKind::Document,
        _ => SubjectKind::Person,
    };
    let mut sides = open.overlap.sides.into_iter();
    let (kept, rival) = (sides.next()?, sides.next()?);
    let value = kept.value.as_deref().or(rival.value.as_deref()).unwrap_or_default();
    let shown = match (field.as_str(), kind) {
        ("category", SubjectKind::Event | SubjectKind::Document) => FieldName::Kind,
        (field, _) => named(field, value).unwrap_or(FieldName::Other),
    };
    let side = |side: OverlapSide| contract::OverlapSide {
        value: side.value.map(|value| told(shown, value)).unwrap_or_default(),
        author: side.author.unwrap_or_default(),
        at: wall(side.at, zone),
    };
    Some(Overlap {
        id: format!("{subject}/{field}"),
        subject: Subject { kind, id: subject, name: open.name.unwrap_or_default() },
        field: shown,
        mine: side(rival),
        theirs: side(kept),
        standing: Side::Theirs,
    })
}

/// Of when an event is, its beginning; of a phone, how people write it.
fn told(field: FieldName, value: String) -> String {
    match field {
        FieldName::When => value.split(' ').next().unwrap_or_default().to_owned(),
        FieldName::Mobile | FieldName::Landline => national(&value),
        _ => value,
    }
}

#[cfg(test)]
mod tests {
    use coopol_domain::time::Instant;

    use super::*;

    fn open(sort: &str, field: &str, values: [Option<&str>; 2]) -> Option<Overlap> {
        let side = |value: Option<&str>| OverlapSide { value: value.map(str::to_owned), at: Instant(0), author: None };
        let overlap = roster::OverlapView { field: field.to_owned(), sides: values.map(side).to_vec() };
        let open = Open { subject: SubjectId::from_bytes([7; 16]), sort: sort.to_owned(), name: None, overlap };
        super::overlap(open, &TimeZone::UTC)
    }

    #[test]
    fn every_overlap_is_shown_whatever_it_is_about() {
        let removed = open("person", "removed", [Some("true"), None]).unwrap();
        assert_eq!((removed.field, removed.subject.kind), (FieldName::Removed, SubjectKind::Person));
        assert_eq!((removed.theirs.value.as_str(), removed.mine.value.as_str()), ("true", ""));
        let when = "2026-12-03T20:00 2026-12-03T22:00 Europe/Paris";
        let moved = open("event", "when", [Some(when), Some(when)]).unwrap();
        assert_eq!((moved.field, moved.subject.kind), (FieldName::When, SubjectKind::Event));
        assert_eq!(moved.mine.value, "2026-12-03T20:00");
        assert_eq!(open("event", "category", [Some("meeting"), Some("other")]).unwrap().field, FieldName::Kind);
        assert_eq!(open("dues", "amount_cents", [Some("3650"), Some("20")]).unwrap().field, FieldName::Amount);
        assert_eq!(open("document", "file", [Some("a"), Some("b")]).unwrap().field, FieldName::Other);
        assert!(open("person", "note", [Some("a"), None]).unwrap().id.ends_with("/note"));
    }
}
