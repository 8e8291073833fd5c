//! What waits for a decision.

use coopol_core::history::FieldChange as CoreField;
use coopol_core::overlaps::Open;
use coopol_core::proposals::Proposal;
use coopol_core::roster::OverlapSide;
use coopol_core::roster::arrivals::Arrival as CoreArrival;
use coopol_core::status::Refused;
use coopol_core::text::national;
use coopol_domain::id::{ActId, ChangeId, HolderId, UnitId};
use coopol_domain::kinds::Permission;
use jiff::tz::TimeZone;

use super::history::{field, named};
use super::person::ground;
use super::time::wall;
use crate::contract::base::{Subject, SubjectKind};
use crate::contract::history::{FieldChange, FieldName, Named};
use crate::contract::pending::{
    self as contract, Arrival, ExportContent, Overlap, ProposalGroup, ProposalLine, Refusal, RefusalCode,
};

pub fn refusal(refused: Refused, zone: &TimeZone) -> Refusal {
    let about = kind(&refused.sort);
    // That something was removed or cancelled has no other sentence here.
    let shown = |change: &CoreField| match named(&change.field, "") {
        Some(name @ (FieldName::Removed | FieldName::Cancelled)) => {
            Some(FieldChange { field: name, whose: None, before: change.before.clone(), after: change.after.clone() })
        }
        _ => field(change, about),
    };
    Refusal {
        id: refused.id.to_string(),
        at: wall(refused.at, zone),
        unit: refused.unit.map(|unit| unit.to_string()),
        about,
        named: refused.name,
        fields: refused.fields.iter().filter_map(shown).collect(),
        reason: reason(&refused.progress, refused.reason.as_deref().unwrap_or_default()),
    }
}

/// Lines of a group that are shown: enough to know what it is about.
const LINES: usize = 10;

/// What proposals have in common that stand together.
type AsOne = (Option<ActId>, Option<HolderId>, Option<UnitId>, Option<ExportContent>, bool, Option<ChangeId>);

/// What was made as one act stands together; else what one person did in one unit. Leave to export is asked for by itself, and so
/// are sealed codes, and each erasure and each delegation.
pub fn groups(proposals: Vec<Proposal>, zone: &TimeZone) -> Vec<ProposalGroup> {
    let mut groups: Vec<(AsOne, ProposalGroup)> = Vec::new();
    for proposal in proposals {
        let export = exported(&proposal);
        let codes = proposal.kind == "codes_made";
        let erasure = proposal.erasure.map(ground);
        let delegation = ["delegation_granted", "dues_delegation_granted"].contains(&proposal.kind.as_str());
        let alone = (erasure.is_some() || delegation).then_some(proposal.change);
        let made = (proposal.act, proposal.author, proposal.unit, export, codes, alone);
        let known = groups.iter_mut().find(|(as_one, _)| *as_one == made);
        let line = ProposalLine {
            id: proposal.change.to_string(),
            name: proposal.name.unwrap_or_default(),
            fields: proposal.fields.iter().filter_map(|change| field(change, None)).collect(),
        };
        let dues = proposal.kind.starts_with("dues_");
        if let Some((_, group)) = known {
            group.dues &= dues;
            group.changes.push(line.id.clone());
            if group.lines.len() < LINES {
                group.lines.push(line);
            }
        } else {
            let (id, at, changes) = (line.id.clone(), wall(proposal.at, zone), vec![line.id.clone()]);
            let group = ProposalGroup {
                author: proposal.author_name.unwrap_or_default(),
                unit: proposal.unit.map(|unit| unit.to_string()),
                lines: vec![line],
                id,
                at,
                dues,
                export,
                codes,
                erasure,
                delegation,
                changes,
            };
            groups.push((made, group));
        }
    }
    groups.into_iter().map(|(_, group)| group).collect()
}

fn exported(proposal: &Proposal) -> Option<ExportContent> {
    let content = proposal.fields.iter().find(|field| field.field == "content")?.after.as_deref()?;
    (proposal.kind == Permission::KIND).then_some(match content {
        "people" => ExportContent::People,
        _ => ExportContent::Everything,
    })
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

/// What waits for somebody else is told apart, and isn't refused.
pub fn is_decided_here(refused: &Refused) -> bool {
    refused.progress != "held"
}

fn reason(progress: &str, word: &str) -> RefusalCode {
    match (progress, word) {
        ("held", _) => RefusalCode::NeedsSecondOfficer,
        ("quarantined", _) | (_, "mandate_ended") => RefusalCode::MandateEnded,
        (_, "not_granted" | "wrong_compartment") => RefusalCode::NotGranted,
        (_, "unit_closed") => RefusalCode::UnitClosed,
        (_, "beyond_own_term") => RefusalCode::BeyondOwnTerm,
        (_, "subject_missing") => RefusalCode::SubjectRemoved,
        (_, "gone") => RefusalCode::Erased,
        (_, "taken") => RefusalCode::Taken,
        (_, "value_invalid" | "field_missing" | "field_unknown") => RefusalCode::ValueInvalid,
        (_, "dependency_refused") => RefusalCode::DependencyRefused,
        (_, "too_soon") => RefusalCode::TooSoon,
        (_, "not_waiting") => RefusalCode::AlreadyDecided,
        (_, "declined") => RefusalCode::Declined,
        _ => RefusalCode::Fault,
    }
}

/// What the page calls a sort of the journal; dues stand on the sheet of a person.
fn kind(sort: &str) -> Option<SubjectKind> {
    match sort {
        "person" | "dues" => Some(SubjectKind::Person),
        "event" => Some(SubjectKind::Event),
        "document" => Some(SubjectKind::Document),
        _ => None,
    }
}

/// By which an overlap is known: its subject, its field and the values that it has now. With another value it is another
/// overlap, so that nobody settles what they haven't seen.
pub fn overlap_id(open: &Open) -> String {
    let instants: Vec<String> = open.overlap.sides.iter().map(|side| side.at.0.to_string()).collect();
    format!("{}/{}/{}", open.subject, open.overlap.field, instants.join("-"))
}

/// The value in force comes first.
pub fn overlap(open: Open, zone: &TimeZone) -> Overlap {
    let (id, subject) = (overlap_id(&open), open.subject.to_string());
    let (field, whose) = (open.overlap.field, open.overlap.whose);
    let kind = kind(&open.sort).unwrap_or(SubjectKind::Person);
    let sides = open.overlap.sides;
    let value = sides.iter().find_map(|side| side.value.as_deref()).unwrap_or_default();
    let shown = match (field.as_str(), kind) {
        ("category", SubjectKind::Event | SubjectKind::Document) => FieldName::Kind,
        (field, _) => named(field, value).unwrap_or(FieldName::Other),
    };
    let side = |side: OverlapSide| contract::OverlapSide {
        value: side.value.map(|value| told(shown, value)).unwrap_or_default(),
        author: side.author.unwrap_or_default(),
        at: wall(side.at, zone),
    };
    Overlap {
        id,
        subject: Subject { kind, id: subject, name: open.name.unwrap_or_default() },
        unit: open.unit.map(|unit| unit.to_string()),
        field: shown,
        whose,
        sides: sides.into_iter().map(side).collect(),
    }
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
    use coopol_core::roster::OverlapView;
    use coopol_domain::id::{ChangeId, SubjectId};
    use coopol_domain::time::Instant;

    use super::*;

    fn of(sort: &str, field: &str, values: &[Option<&str>]) -> Open {
        let side = |(at, value): (u64, Option<&str>)| OverlapSide {
            value: value.map(str::to_owned),
            at: Instant(at),
            author: None,
        };
        let sides = (1..).zip(values.iter().copied()).map(side).collect();
        let overlap = OverlapView { field: field.to_owned(), whose: None, sides };
        Open { subject: SubjectId::from_bytes([7; 16]), unit: None, sort: sort.to_owned(), name: None, overlap }
    }

    fn open(sort: &str, field: &str, values: [Option<&str>; 2]) -> Overlap {
        overlap(of(sort, field, &values), &TimeZone::UTC)
    }

    fn refused(sort: &str, progress: &str, word: &str, fields: &[(&str, Option<&str>, Option<&str>)]) -> Refusal {
        let field = |&(field, before, after): &(&str, Option<&str>, Option<&str>)| CoreField {
            field: field.to_owned(),
            whose: None,
            before: before.map(str::to_owned),
            after: after.map(str::to_owned),
        };
        let refused = Refused {
            id: ChangeId::from_bytes([1; 16]),
            at: Instant(0),
            subject: SubjectId::from_bytes([7; 16]),
            unit: Some(UnitId::from_bytes([5; 16])),
            sort: sort.to_owned(),
            name: Some("Réunion".to_owned()),
            progress: progress.to_owned(),
            reason: Some(word.to_owned()),
            fields: fields.iter().map(field).collect(),
        };
        refusal(refused, &TimeZone::UTC)
    }

    /// Whatever the authority can say has a reason of its own; only what no program of ours should cause is a fault.
    #[test]
    fn each_refusal_is_told_by_its_own_reason() {
        for (word, reason) in [
            ("not_granted", RefusalCode::NotGranted),
            ("wrong_compartment", RefusalCode::NotGranted),
            ("unit_closed", RefusalCode::UnitClosed),
            ("beyond_own_term", RefusalCode::BeyondOwnTerm),
            ("mandate_ended", RefusalCode::MandateEnded),
            ("subject_missing", RefusalCode::SubjectRemoved),
            ("gone", RefusalCode::Erased),
            ("taken", RefusalCode::Taken),
            ("value_invalid", RefusalCode::ValueInvalid),
            ("field_missing", RefusalCode::ValueInvalid),
            ("dependency_refused", RefusalCode::DependencyRefused),
            ("too_soon", RefusalCode::TooSoon),
            ("not_waiting", RefusalCode::AlreadyDecided),
            ("declined", RefusalCode::Declined),
            ("broken_commitment", RefusalCode::Fault),
            ("a word of later", RefusalCode::Fault),
        ] {
            assert_eq!(refused("person", "refused", word, &[]).reason, reason, "{word}");
        }
        assert_eq!(refused("person", "held", "", &[]).reason, RefusalCode::NeedsSecondOfficer);
        assert_eq!(refused("person", "quarantined", "", &[]).reason, RefusalCode::MandateEnded);
    }

    #[test]
    fn a_refusal_is_told_as_what_it_is_about() {
        let event = refused("event", "refused", "taken", &[("category", Some("meeting"), Some("other"))]);
        assert_eq!(event.unit, Some(UnitId::from_bytes([5; 16]).to_string()));
        assert_eq!((event.about, event.named.as_deref()), (Some(SubjectKind::Event), Some("Réunion")));
        assert_eq!(event.fields[0].field, FieldName::Kind);
        let mandate = refused("mandate", "refused", "not_granted", &[("holder", None, Some("ab12"))]);
        assert_eq!((mandate.about, mandate.fields.len()), (None, 0));
        let removed = refused("person", "refused", "gone", &[("removed", None, Some("true"))]);
        assert_eq!(removed.fields[0].field, FieldName::Removed);
        let phone = refused("person", "refused", "taken", &[("contact/ab", None, Some("+33612345678"))]);
        assert_eq!(phone.fields[0].after.as_deref(), Some("06 12 34 56 78"));
    }

    /// J4.3: nothing is settled that wasn't shown.
    #[test]
    fn every_value_of_an_overlap_is_shown_and_one_more_makes_it_another() {
        let three = of("person", "note", &[Some("de A"), None, Some("de C")]);
        let shown = overlap(three.clone(), &TimeZone::UTC);
        let values: Vec<&str> = shown.sides.iter().map(|side| side.value.as_str()).collect();
        assert_eq!(values, ["de A", "", "de C"]);
        assert_ne!(overlap_id(&three), overlap_id(&of("person", "note", &[Some("de A"), None])));
    }

    #[test]
    fn every_overlap_is_shown_whatever_it_is_about() {
        let removed = open("person", "removed", [Some("true"), None]);
        assert_eq!((removed.field, removed.subject.kind), (FieldName::Removed, SubjectKind::Person));
        assert_eq!((removed.sides[0].value.as_str(), removed.sides[1].value.as_str()), ("true", ""));
        let when = "2026-12-03T20:00 2026-12-03T22:00 Europe/Paris";
        let moved = open("event", "when", [Some(when), Some(when)]);
        assert_eq!((moved.field, moved.subject.kind), (FieldName::When, SubjectKind::Event));
        assert_eq!(moved.sides[1].value, "2026-12-03T20:00");
        assert_eq!(open("event", "category", [Some("meeting"), Some("other")]).field, FieldName::Kind);
        assert_eq!(open("dues", "amount_cents", [Some("3650"), Some("20")]).field, FieldName::Amount);
        assert_eq!(open("document", "file", [Some("a"), Some("b")]).field, FieldName::Other);
    }
}
