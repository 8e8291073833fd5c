//! Lines of the history.

use coopol_core::history::{Course as CoreCourse, Entry, FieldChange as CoreField, Trust as CoreTrust};
use coopol_core::text::{is_mobile, national};
use coopol_domain::kinds::Permission;
use jiff::tz::TimeZone;

use super::count;
use super::session::office;
use super::time::wall;
use crate::contract::base::{Subject, SubjectKind};
use crate::contract::history::{AlarmCode, ChangeKind, Course, FieldChange, FieldName, HistoryEntry, Named, Trust};
use crate::contract::session::Office;

/// The kinds under which the journal knows what was done as one.
const ACTS: [&str; 4] = ["import", "merge", "undo", "acceptance"];

/// What was found, by the word under which it was kept.
pub fn alarm(code: &str) -> AlarmCode {
    match code {
        "unreadable" => AlarmCode::Unreadable,
        "checkpoint" => AlarmCode::Checkpoint,
        "moved" => AlarmCode::Moved,
        "shrunk" => AlarmCode::Shrunk,
        "rewritten" => AlarmCode::Rewritten,
        "witnessed" => AlarmCode::Witnessed,
        "forked" => AlarmCode::Forked,
        "disorder" => AlarmCode::Disorder,
        "unsigned" => AlarmCode::Unsigned,
        "stranger" => AlarmCode::Stranger,
        "uninvited" => AlarmCode::Uninvited,
        "unclaimed" => AlarmCode::Unclaimed,
        "altered" => AlarmCode::Altered,
        "withheld" => AlarmCode::Withheld,
        "states" => AlarmCode::States,
        "unasked" => AlarmCode::Unasked,
        "dropped" => AlarmCode::Dropped,
        _ => AlarmCode::Refused,
    }
}

/// A line as the page tells it.
pub fn entry(entry: Entry, zone: &TimeZone) -> HistoryEntry {
    let asked = entry.only.as_deref().unwrap_or(&entry.kind) == Permission::KIND;
    let codes = entry.only.as_deref().unwrap_or(&entry.kind) == "codes_made";
    let told = match entry.quotes {
        Some(_) if asked => ChangeKind::ExportAllowed,
        Some(_) if codes => ChangeKind::CodesAgreed,
        _ => kind(&entry.kind, &entry.fields, entry.newer),
    };
    let taken = how_many(&entry.kind, &entry.fields);
    let taken = taken.unwrap_or_else(|| count(entry.count));
    let whole = ACTS.contains(&entry.kind.as_str());
    let act = entry.act.filter(|_| whole).map_or_else(|| entry.id.to_string(), |act| act.to_string());
    let about = match &entry.only {
        Some(only) => subject_kind(only),
        None => subject_kind(&entry.kind).filter(|_| !whole),
    };
    let subject = about.map(|kind| Subject {
        kind,
        id: entry.subject.to_string(),
        name: entry.subject_name.clone().unwrap_or_default(),
    });
    let office = match (entry.author, &entry.office) {
        (Some(_), None) => Office::Above,
        (_, held) => office(held.as_deref().unwrap_or_default()),
    };
    HistoryEntry {
        id: entry.id.to_string(),
        act,
        at: wall(entry.at, zone),
        author: Named {
            id: entry.author.map(|author| author.to_string()).unwrap_or_default(),
            // What the server states has no other author.
            name: entry.author_name.unwrap_or_else(|| "Coopol".to_owned()),
        },
        office,
        kind: told,
        subject,
        named: entry.subject_name,
        unit: entry.unit.map(|unit| unit.to_string()),
        course: match entry.course {
            CoreCourse::Whole => Course::Whole,
            CoreCourse::Open => Course::Open,
            CoreCourse::Cut => Course::Cut,
            CoreCourse::Waits => Course::Waits,
            CoreCourse::Answered => Course::Answered,
        },
        count: taken,
        fields: entry.fields.iter().filter_map(|change| field(change, about)).collect(),
        undone: entry.undone,
        undoable: entry.undoable,
        trust: match entry.trust {
            CoreTrust::Saved => Trust::Saved,
            CoreTrust::Received => Trust::Received,
            CoreTrust::Sealed => Trust::Sealed,
        },
    }
}

/// What the page calls a change of the journal that says these fields. `newer`: it was stated by a newer version.
pub fn kind(name: &str, fields: &[CoreField], newer: bool) -> ChangeKind {
    let only_verified = !fields.is_empty() && fields.iter().all(|field| field.field.starts_with("verified/"));
    if newer {
        return ChangeKind::Newer;
    }
    match name {
        "import" => ChangeKind::ImportDone,
        "split" => ChangeKind::PeoplePassed,
        "export_made" => match after(fields, "content") {
            Some("agenda") => ChangeKind::AgendaExported,
            Some("everything") => ChangeKind::EverythingExported,
            _ if after(fields, "format") == Some("mail") => ChangeKind::PeopleWritten,
            _ => ChangeKind::PeopleExported,
        },
        "acceptance" => ChangeKind::ProposalsAccepted,
        "proposal_declined" => ChangeKind::ProposalDeclined,
        "proposal_withdrawn" => ChangeKind::ProposalWithdrawn,
        "undo" => ChangeKind::Undone,
        "contact_changed" if only_verified => ChangeKind::ContactVerified,
        "person_recorded" | "person_restored" => ChangeKind::PersonAdded,
        "person_removed" => ChangeKind::PersonRemoved,
        "person_changed" | "contact_changed" | "membership_changed" | "category_changed" => ChangeKind::PersonChanged,
        "person_left" => ChangeKind::PersonLeft,
        "person_stayed" => ChangeKind::PersonStayed,
        "person_offered" | "person_offered_again" => ChangeKind::PersonOffered,
        "person_arrived" => ChangeKind::PersonArrived,
        "merge" | "arrival_matched" => ChangeKind::ArrivalMatched,
        "arrival_declined" => ChangeKind::ArrivalDeclined,
        "arrival_reopened" => ChangeKind::ArrivalReopened,
        "arrival_withdrawn" => ChangeKind::ArrivalWithdrawn,
        "transfer_received" => ChangeKind::TransferReceived,
        "transfer_declined" => ChangeKind::TransferDeclined,
        "transfer_reopened" => ChangeKind::TransferReopened,
        "event_planned" | "event_restored" | "event_reinstated" => ChangeKind::EventAdded,
        "event_moved" => ChangeKind::EventMoved,
        "event_cancelled" | "event_removed" => ChangeKind::EventCancelled,
        "document_filed" | "document_restored" => ChangeKind::DocumentAdded,
        "document_described" => ChangeKind::DocumentChanged,
        "document_withdrawn" => ChangeKind::DocumentRemoved,
        "practical_fact_noted" | "practical_fact_restored" => ChangeKind::FactNoted,
        "practical_fact_changed" => ChangeKind::FactChanged,
        "practical_fact_withdrawn" => ChangeKind::FactRemoved,
        "promise_made" | "promise_restored" => ChangeKind::PromiseMade,
        "promise_changed" => ChangeKind::PromiseChanged,
        "promise_settled" => match after(fields, "settled") {
            Some(settled) if settled.starts_with("kept") => ChangeKind::PromiseKept,
            _ => ChangeKind::PromiseGivenUp,
        },
        "promise_reopened" => ChangeKind::PromiseReopened,
        "promise_withdrawn" => ChangeKind::PromiseRemoved,
        "list_saved" | "list_restored" => ChangeKind::ListSaved,
        "list_changed" => ChangeKind::ListChanged,
        "list_dropped" => ChangeKind::ListDropped,
        "message_kept" | "message_restored" => ChangeKind::MessageKept,
        "message_changed" => ChangeKind::MessageChanged,
        "message_dropped" => ChangeKind::MessageDropped,
        "mailing_scheduled" => ChangeKind::MailingScheduled,
        "mailing_changed" => ChangeKind::MailingChanged,
        "mailing_called_off" => ChangeKind::MailingCalledOff,
        "mailing_begun" => ChangeKind::MailingBegun,
        "mailing_sent" => ChangeKind::MailingSent,
        "attendance_marked" | "delegate_marked" => ChangeKind::AttendanceMarked,
        "attendance_delegated" => ChangeKind::AttendanceDelegated,
        "feed_opened" => ChangeKind::FeedOpened,
        "feed_taken_up" => ChangeKind::FeedTakenUp,
        "feed_closed" => ChangeKind::FeedClosed,
        "delegation_granted" => ChangeKind::DelegationGranted,
        "delegation_taken_up" => ChangeKind::DelegationTakenUp,
        "delegation_ended" | "dues_delegation_ended" => ChangeKind::DelegationEnded,
        "dues_delegation_granted" => ChangeKind::DuesDelegationGranted,
        "dues_delegation_taken_up" => ChangeKind::DuesDelegationTakenUp,
        "dues_delegated" => ChangeKind::DuesDelegated,
        "dues_delegated_changed" => ChangeKind::DuesDelegatedChanged,
        kind if kind.starts_with("event_") => ChangeKind::EventChanged,
        "dues_recorded" | "dues_reinstated" | "delegate_recorded" => ChangeKind::DuesNoted,
        "dues_cancelled" => ChangeKind::DuesCancelled,
        kind if kind.starts_with("dues_") => ChangeKind::DuesChanged,
        Permission::KIND => ChangeKind::ExportAsked,
        "erasure_asked" => ChangeKind::ErasureAsked,
        "erasure_withdrawn" => ChangeKind::ErasureWithdrawn,
        _ => of_the_office(name),
    }
}

/// The same of what stands in an `office`: units, mandates and devices.
fn of_the_office(name: &str) -> ChangeKind {
    match name {
        "unit_founded" => ChangeKind::UnitFounded,
        "unit_joined" => ChangeKind::UnitJoined,
        "unit_changed" => ChangeKind::UnitChanged,
        "unit_reminded" => ChangeKind::UnitReminded,
        "tie_asked" => ChangeKind::TieAsked,
        "tie_proposed" => ChangeKind::TieProposed,
        "tie_accepted" => ChangeKind::TieAccepted,
        "tie_declined" => ChangeKind::TieDeclined,
        "tie_withdrawn" => ChangeKind::TieWithdrawn,
        "tie_settled" => ChangeKind::TieSettled,
        "opening_asked" => ChangeKind::OpeningAsked,
        "opening_done" => ChangeKind::OpeningDone,
        "split_decided" => ChangeKind::SplitDecided,
        "split_agreed" => ChangeKind::SplitAgreed,
        "split_refused" => ChangeKind::SplitRefused,
        "split_withdrawn" => ChangeKind::SplitWithdrawn,
        "unit_born" => ChangeKind::UnitBorn,
        "merge_decided" => ChangeKind::MergeDecided,
        "merge_agreed" => ChangeKind::MergeAgreed,
        "merge_refused" => ChangeKind::MergeRefused,
        "merge_withdrawn" => ChangeKind::MergeWithdrawn,
        "merge_announced" => ChangeKind::MergeAnnounced,
        "merge_carried_out" => ChangeKind::MergeCarriedOut,
        "merge_taken_in" => ChangeKind::MergeTakenIn,
        "unit_merged" => ChangeKind::UnitMerged,
        "unit_absorbed" => ChangeKind::UnitAbsorbed,
        "desks_opened" => ChangeKind::DesksOpened,
        "custodians_named" => ChangeKind::CustodiansNamed,
        "codes_made" => ChangeKind::CodesMade,
        "codes_used" => ChangeKind::CodesUsed,
        "code_tried" => ChangeKind::CodeTried,
        "mandate_lent" => ChangeKind::MandateLent,
        "device_called_back" => ChangeKind::DeviceCalledBack,
        "comeback_contested" => ChangeKind::ComebackContested,
        "card_published" => ChangeKind::CardPublished,
        "card_withdrawn" => ChangeKind::CardWithdrawn,
        "mandate_recorded" => ChangeKind::MandateRecorded,
        "mandate_ended" => ChangeKind::MandateEnded,
        "mandate_suspended" => ChangeKind::MandateSuspended,
        "suspension_lifted" => ChangeKind::SuspensionLifted,
        "caretaker_appointed" => ChangeKind::CaretakerAppointed,
        "mandate_taken_up" => ChangeKind::MandateTakenUp,
        "mandate_succeeded" => ChangeKind::MandateSucceeded,
        "claim_made" => ChangeKind::ClaimMade,
        "claim_countersigned" => ChangeKind::ClaimCountersigned,
        "claim_contested" => ChangeKind::ClaimContested,
        "contest_withdrawn" => ChangeKind::ContestWithdrawn,
        "claim_withdrawn" => ChangeKind::ClaimWithdrawn,
        "claim_upheld" => ChangeKind::ClaimUpheld,
        "claim_dismissed" => ChangeKind::ClaimDismissed,
        "claim_documented" => ChangeKind::ClaimDocumented,
        "claim_announced" => ChangeKind::ClaimAnnounced,
        "claim_granted" => ChangeKind::ClaimGranted,
        "device_invited" => ChangeKind::DeviceInvited,
        "device_reinvited" => ChangeKind::DeviceReinvited,
        "invitation_contested" => ChangeKind::InvitationContested,
        "device_enrolled" | "device_introduced" => ChangeKind::DeviceEnrolled,
        "device_revoked" => ChangeKind::DeviceRevoked,
        _ => ChangeKind::OfficeChanged,
    }
}

fn after<'a>(fields: &'a [CoreField], field: &str) -> Option<&'a str> {
    fields.iter().find(|change| change.field == field)?.after.as_deref()
}

/// Of an export, how many people or events left; of anything else nothing.
pub fn how_many(kind: &str, fields: &[CoreField]) -> Option<u32> {
    after(fields, "count").filter(|_| kind == "export_made")?.parse().ok()
}

/// What the page calls what a kind of change is about.
pub fn subject_kind(kind: &str) -> Option<SubjectKind> {
    match kind.split_once('_')?.0 {
        "person" | "contact" | "membership" | "category" | "arrival" | "transfer" => Some(SubjectKind::Person),
        "event" | "attendance" => Some(SubjectKind::Event),
        "document" => Some(SubjectKind::Document),
        _ => None,
    }
}

/// A field that the page has a name for.
pub fn field(change: &CoreField, about: Option<SubjectKind>) -> Option<FieldChange> {
    // A day on which something was still right says nothing about what it is.
    // And that something was removed, cancelled or settled is the sentence itself.
    if change.field.starts_with("verified/") || ["removed", "cancelled", "settled"].contains(&change.field.as_str()) {
        return None;
    }
    let (before, after) = (change.before.as_deref().map(typed), change.after.as_deref().map(typed));
    if let ("category", Some(SubjectKind::Event | SubjectKind::Document)) = (change.field.as_str(), about) {
        return Some(FieldChange { field: FieldName::Kind, whose: None, before, after });
    }
    let field = named(&change.field, change.after.as_deref().or(change.before.as_deref()).unwrap_or_default())?;
    Some(FieldChange { field, whose: change.whose.clone(), before, after })
}

/// A phone as people write it; anything else as it is.
pub fn typed(value: &str) -> String {
    if value.starts_with('+') { national(value) } else { value.to_owned() }
}

/// `value` tells an e-mail from a mobile phone, which are all contacts to the journal.
pub fn named(field: &str, value: &str) -> Option<FieldName> {
    Some(match field {
        "first_name" => FieldName::GivenName,
        "last_name" => FieldName::FamilyName,
        "birth_date" => FieldName::BornOn,
        "address" => FieldName::Address,
        "civility" => FieldName::Civility,
        "number" => FieldName::Number,
        "joined_on" => FieldName::Since,
        "left_on" => FieldName::Until,
        "origin" => FieldName::Origin,
        "category" => FieldName::Category,
        "note" | "description" => FieldName::Note,
        "title" => FieldName::Title,
        "year" => FieldName::Year,
        "place" => FieldName::Place,
        "when" => FieldName::When,
        "held_by" => FieldName::HeldBy,
        "theme" => FieldName::Theme,
        "promised_to" => FieldName::PromisedTo,
        "due_on" => FieldName::DueOn,
        "dated_on" | "paid_on" | "made_on" => FieldName::Date,
        "amount_cents" => FieldName::Amount,
        "question" => FieldName::Question,
        "subject" => FieldName::MessageSubject,
        "body" => FieldName::Body,
        "cancelled" => FieldName::Cancelled,
        "removed" => FieldName::Removed,
        "destination" => FieldName::Destination,
        "came_from" => FieldName::CameFrom,
        _ if field.starts_with("suspension/") => FieldName::Ground,
        "name" => FieldName::Name,
        "zone" => FieldName::Zone,
        "code" => FieldName::Code,
        _ if field.starts_with("attendance/") => FieldName::Attendance,
        _ if field.starts_with("tag/") => FieldName::Tag,
        _ if field.starts_with("contact/") => match value {
            value if is_mobile(value) => FieldName::Mobile,
            value if value.starts_with('+') => FieldName::Landline,
            _ => FieldName::Email,
        },
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use coopol_domain::id::{ChangeId, HolderId, SubjectId};
    use coopol_domain::time::Instant;

    use super::*;

    fn blank() -> Entry {
        Entry {
            id: ChangeId::from_bytes([1; 16]),
            act: None,
            at: Instant(0),
            author: None,
            author_name: None,
            office: Some("secretary".to_owned()),
            kind: String::new(),
            only: None,
            quotes: None,
            subject: SubjectId::from_bytes([2; 16]),
            subject_name: None,
            unit: None,
            course: CoreCourse::Whole,
            count: 1,
            fields: Vec::new(),
            verdict: "accepted".to_owned(),
            undone: false,
            undoable: false,
            newer: false,
            trust: CoreTrust::Saved,
        }
    }

    #[test]
    fn an_export_is_told_by_what_left_and_how_many() {
        let field = |field: &str, after: &str| CoreField {
            field: field.to_owned(),
            whose: None,
            before: None,
            after: Some(after.to_owned()),
        };
        let told = |content| {
            let fields = vec![field("content", content), field("format", "csv"), field("count", "214")];
            let made = entry(Entry { kind: "export_made".to_owned(), fields, ..blank() }, &TimeZone::UTC);
            assert!(made.fields.is_empty() && made.subject.is_none());
            (made.kind, made.count)
        };
        assert_eq!(told("people"), (ChangeKind::PeopleExported, 214));
        assert_eq!(told("agenda"), (ChangeKind::AgendaExported, 214));
        assert_eq!(told("everything"), (ChangeKind::EverythingExported, 214));
        let imported = Entry { kind: "import".to_owned(), count: 3, fields: vec![field("count", "9")], ..blank() };
        assert_eq!(entry(imported, &TimeZone::UTC).count, 3);
    }

    /// J3.7: who asked for leave to take people out, and who gave it, aren't one.
    #[test]
    fn leave_to_export_is_asked_for_and_given() {
        let asked = Some(ChangeId::from_bytes([4; 16]));
        let told = |name: &str, only: Option<&str>, quotes| {
            let given = Entry { kind: name.to_owned(), only: only.map(str::to_owned), quotes, ..blank() };
            entry(given, &TimeZone::UTC).kind
        };
        assert_eq!(told("export_allowed", None, None), ChangeKind::ExportAsked);
        assert_eq!(told("export_allowed", None, asked), ChangeKind::ExportAllowed);
        assert_eq!(told("acceptance", Some("export_allowed"), asked), ChangeKind::ExportAllowed);
        assert_eq!(told("acceptance", Some("dues_recorded"), asked), ChangeKind::ProposalsAccepted);
        assert_eq!(told("codes_made", None, None), ChangeKind::CodesMade);
        assert_eq!(told("acceptance", Some("codes_made"), asked), ChangeKind::CodesAgreed);
    }

    #[test]
    fn contacts_are_told_apart_by_what_they_hold() {
        assert_eq!(named("contact/ab12", "zoe@exemple.fr"), Some(FieldName::Email));
        assert_eq!(named("contact/ab12", "+33612345678"), Some(FieldName::Mobile));
        assert_eq!(named("contact/ab12", "+33139501234"), Some(FieldName::Landline));
        assert_eq!(named("closed", "true"), None);
    }

    #[test]
    fn every_alarm_has_its_own_sentence() {
        for code in coopol_domain::device::Alarm::CODES {
            assert_eq!(serde_json::to_value(alarm(code)).unwrap(), code);
        }
    }

    /// The level above did it from a laptop that is known here; its mandate isn't.
    #[test]
    fn who_stands_above_is_not_the_server() {
        let by = |author: Option<u8>, held: Option<&str>| {
            let author = author.map(|byte| HolderId::from_bytes([byte; 16]));
            entry(Entry { author, office: held.map(str::to_owned), ..blank() }, &TimeZone::UTC).office
        };
        assert_eq!(by(Some(1), None), Office::Above);
        assert_eq!(by(Some(1), Some("treasurer")), Office::Treasurer);
        assert_eq!(by(None, None), Office::Server);
    }

    /// Nothing is taken for a change of offices or laptops because nobody gave it a sentence.
    #[test]
    fn every_kind_of_change_has_a_sentence_of_its_own() {
        let told = |name: &str, newer| kind(name, &[], newer);
        let names = coopol_domain::kinds::all().map(|kind| kind.name);
        let rest: Vec<&str> = names.filter(|name| told(name, false) == ChangeKind::OfficeChanged).collect();
        // Acts are told by what they are for, and what only a delegate reads isn't told in the window.
        let slices = |name: &&str| !name.starts_with("slice_");
        let rest: Vec<&str> = rest.into_iter().filter(slices).collect();
        assert_eq!(rest, ["device_recovery_prepared", "act_opened", "act_closed"]);
        assert_eq!(told("person_recorded", true), ChangeKind::Newer);
    }

    #[test]
    fn every_kind_of_change_about_a_person_points_at_a_person() {
        for kind in coopol_domain::kinds::all().filter(|kind| kind.sort.name == "person") {
            assert_eq!(subject_kind(kind.name), Some(SubjectKind::Person), "{}", kind.name);
        }
        assert_eq!(subject_kind("mandate_opened"), None);
    }
}
