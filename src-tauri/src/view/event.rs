//! Events, in the list and on their sheet.

use coopol_core::agenda::{self, When as CoreWhen, attendance};
use coopol_core::reminders::{Lead, Planned};
use coopol_domain::kinds::Attendance;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;

use super::history::entry;
use super::time::day;
use super::{count, time};
use crate::contract::agenda::{
    AgendaPage, AgendaQuery, AgendaRow, AttendancePage, AttendanceRow, Cancelled, EventKind, EventSheet, Mark,
    Neighbour, Reminder, Span, Tally, Titled, When,
};
use crate::contract::base::WallTime;
use crate::contract::failure::Failure;

pub fn query(query: AgendaQuery) -> agenda::Query {
    let span = match query.span {
        Span::Coming => agenda::Span::Coming,
        Span::Past => agenda::Span::Past,
    };
    agenda::Query { span, text: query.text }
}

pub fn page(page: agenda::Page, zone: &TimeZone) -> AgendaPage {
    AgendaPage {
        rows: page.rows.into_iter().map(|it| row(it, zone)).collect(),
        total: count(page.total),
        elsewhere: count(page.elsewhere),
    }
}

/// A line of the list.
pub fn row(row: agenda::Row, zone: &TimeZone) -> AgendaRow {
    AgendaRow {
        id: row.id.to_string(),
        kind: kind(&row.category),
        title: row.title,
        when: shown(&row.when, zone),
        place: row.place,
        cancelled: row.cancelled,
    }
}

pub fn sheet(sheet: agenda::Sheet, planned: Vec<Planned>, zone: &TimeZone) -> EventSheet {
    let neighbour = |row: agenda::Row| {
        let When { start, all_day, .. } = shown(&row.when, zone);
        Neighbour { id: row.id.to_string(), title: row.title, start, all_day }
    };
    let when = shown(&sheet.when, zone);
    let on = sheet.cancelled_at.map_or_else(|| when.start[..10].to_owned(), |at| day(at, zone));
    EventSheet {
        id: sheet.id.to_string(),
        kind: kind(&sheet.category),
        title: sheet.title,
        when,
        place: sheet.place.unwrap_or_default(),
        note: sheet.description.unwrap_or_default(),
        cancelled: sheet.cancelled.then(|| Cancelled { on, reason: String::new() }),
        // What was cancelled rings no more.
        reminders: if sheet.cancelled { Vec::new() } else { planned.into_iter().map(reminder).collect() },
        same_day: sheet.same_day.into_iter().map(neighbour).collect(),
        documents: sheet.documents.into_iter().map(|it| Titled { id: it.id.to_string(), title: it.title }).collect(),
        attendance: tally(sheet.attendance),
        history: sheet.history.into_iter().map(|it| entry(it, zone)).collect(),
        writable: sheet.writable,
    }
}

/// The people of the roster with their marks.
pub fn attendance(page: attendance::Page) -> AttendancePage {
    let row = |row: attendance::Row| AttendanceRow {
        id: row.id.to_string(),
        given_name: row.given_name,
        family_name: row.family_name,
        mark: row.mark.map(said),
    };
    AttendancePage {
        rows: page.rows.into_iter().map(row).collect(),
        total: count(page.total),
        all: count(page.all),
        names: page.names,
    }
}

/// The page's word for what was said of somebody.
pub const fn said(mark: Attendance) -> Mark {
    match mark {
        Attendance::Present => Mark::Present,
        Attendance::Excused => Mark::Excused,
    }
}

/// The journal's word.
pub fn mark(mark: Mark) -> Attendance {
    match mark {
        Mark::Present => Attendance::Present,
        Mark::Excused => Attendance::Excused,
    }
}

fn tally(tally: attendance::Tally) -> Tally {
    Tally { present: count(tally.present), excused: count(tally.excused), gone: count(tally.gone) }
}

fn reminder(planned: Planned) -> Reminder {
    let lead = match planned.lead {
        Lead::Evening => 1440,
        Lead::Hour => 60,
    };
    Reminder { lead, at: minute(planned.at) }
}

/// As the clocks of the unit show it. An event without an end lasts no time.
fn shown(when: &CoreWhen, zone: &TimeZone) -> When {
    let when = when.in_zone(zone);
    When { start: minute(when.start), end: minute(when.end.unwrap_or(when.start)), all_day: when.all_day }
}

fn minute(at: DateTime) -> WallTime {
    at.strftime(time::MINUTE).to_string()
}

/// What the page says, in the zone of the unit.
pub fn when(when: &When, zone: &TimeZone) -> Result<CoreWhen, Failure> {
    let name = zone.iana_name().unwrap_or("UTC");
    let when = CoreWhen::parse(&when.start, Some(&when.end), when.all_day, name);
    Ok(when.map_err(coopol_core::device::Failure::from)?)
}

/// The page's word for the journal's; what a later version may add is something else.
pub fn kind(category: &str) -> EventKind {
    match category {
        "meeting" => EventKind::Meeting,
        "general_assembly" => EventKind::GeneralAssembly,
        "bureau" => EventKind::Bureau,
        "leafleting" => EventKind::Leafleting,
        "training" => EventKind::Training,
        "ceremony" => EventKind::Ceremony,
        "public_meeting" => EventKind::PublicMeeting,
        _ => EventKind::Other,
    }
}

/// The journal's word.
pub fn category(kind: EventKind) -> String {
    let word = match kind {
        EventKind::Meeting => "meeting",
        EventKind::GeneralAssembly => "general_assembly",
        EventKind::Bureau => "bureau",
        EventKind::Leafleting => "leafleting",
        EventKind::Training => "training",
        EventKind::Ceremony => "ceremony",
        EventKind::PublicMeeting => "public_meeting",
        EventKind::Other => "other",
    };
    word.to_owned()
}

#[cfg(test)]
mod tests {
    use coopol_domain::kinds::Shape;

    use super::*;

    #[test]
    fn the_page_has_a_word_for_each_of_the_journals() {
        let sort = coopol_domain::kinds::all().find(|kind| kind.name == "event_planned").unwrap().sort;
        let field = sort.fields.iter().find(|field| field.name == "category").unwrap();
        let Shape::Choice(categories) = field.shape else { panic!("{:?}", field.shape) };
        for one in categories {
            assert_eq!(category(kind(one)), *one);
        }
        assert_eq!(kind("congress"), EventKind::Other);
    }

    #[test]
    fn times_are_those_of_the_unit() {
        let paris = TimeZone::get("Europe/Paris").unwrap();
        let given = When { start: "2026-11-22T18:30".into(), end: "2026-11-22T20:00".into(), all_day: false };
        let kept = when(&given, &paris).unwrap();
        assert_eq!(kept.zone, "Europe/Paris");
        assert_eq!(shown(&kept, &paris), given);
        assert_eq!(shown(&kept, &TimeZone::UTC).start, "2026-11-22T17:30");
    }
}
