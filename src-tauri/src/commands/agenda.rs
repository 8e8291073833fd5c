//! Agenda.

use coopol_core::agenda::{self, Change, attendance};
use coopol_core::device;
use coopol_core::reminders;
use coopol_core::roster::Window;

use super::{Answer, TheShell};
use crate::contract::agenda::{
    AgendaPage, AgendaQuery, AttendancePage, AttendanceQuery, EventChange, EventDraft, EventSheet, Mark,
};
use crate::contract::base::{Created, Id, RowRange, Saved};
use crate::notices;
use crate::view::{self, event as events};

#[tauri::command]
#[specta::specta]
pub async fn agenda(shell: TheShell<'_>, query: AgendaQuery, range: RowRange) -> Answer<AgendaPage> {
    let session = shell.session().await?;
    let window = Window { offset: range.offset, limit: range.limit };
    let page = agenda::list(&session, &events::query(query), window).await?;
    Ok(events::page(page, &session.zone().await?))
}

#[tauri::command]
#[specta::specta]
pub async fn event(shell: TheShell<'_>, id: Id) -> Answer<EventSheet> {
    let session = shell.session().await?;
    let sheet = agenda::sheet(&session, view::id(&id)?).await?;
    let planned = reminders::planned(&session, &notices::rules(&shell.settings.chosen()), &sheet.when).await?;
    Ok(events::sheet(sheet, planned, &session.zone().await?))
}

#[tauri::command]
#[specta::specta]
pub async fn create_event(shell: TheShell<'_>, draft: EventDraft) -> Answer<Created> {
    let session = shell.session().await?;
    let EventDraft { kind, title, when, place, note } = draft;
    let when = events::when(&when, &session.zone().await?)?;
    let draft = agenda::Draft { category: events::category(kind), title, when, place, description: note };
    let (event, done) = agenda::plan(&session, &draft).await?;
    Ok(Created { act: done.change.to_string(), id: event.to_string() })
}

#[tauri::command]
#[specta::specta]
pub async fn change_event(shell: TheShell<'_>, id: Id, change: EventChange) -> Answer<Saved> {
    let session = shell.session().await?;
    let change = match change {
        EventChange::Title(title) => Change::Title(title),
        EventChange::Place(place) => Change::Place(place),
        EventChange::Note(note) => Change::Description(note),
        EventChange::Kind(kind) => Change::Category(events::category(kind)),
        EventChange::When(when) => Change::When(events::when(&when, &session.zone().await?)?),
    };
    Ok(saved(agenda::set(&session, view::id(&id)?, &change).await?))
}

/// The reason joins the note: the journal has no other place for it.
#[tauri::command]
#[specta::specta]
pub async fn cancel_event(shell: TheShell<'_>, id: Id, reason: String) -> Answer<Saved> {
    let session = shell.session().await?;
    let event = view::id(&id)?;
    if !reason.trim().is_empty() {
        let note = agenda::sheet(&session, event).await?.description;
        let lines: Vec<String> = note.into_iter().chain([reason]).collect();
        agenda::set(&session, event, &Change::Description(lines.join("\n"))).await?;
    }
    Ok(saved(agenda::cancel(&session, event).await?))
}

#[tauri::command]
#[specta::specta]
pub async fn attendance(
    shell: TheShell<'_>,
    id: Id,
    query: AttendanceQuery,
    range: RowRange,
) -> Answer<AttendancePage> {
    let session = shell.session().await?;
    let window = Window { offset: range.offset, limit: range.limit };
    let query = attendance::Query { text: query.text, marked: query.marked };
    Ok(events::attendance(attendance::list(&session, view::id(&id)?, &query, window).await?))
}

#[tauri::command]
#[specta::specta]
pub async fn mark_attendance(shell: TheShell<'_>, id: Id, person: Id, mark: Option<Mark>) -> Answer<Saved> {
    let session = shell.session().await?;
    let marks = [(view::id(&person)?, mark.map(events::mark))];
    let plan = attendance::plan(&session, view::id(&id)?, &marks).await?;
    Ok(saved(attendance::apply(&session, &plan).await?))
}

fn saved(done: device::Saved) -> Saved {
    Saved { act: done.change.to_string() }
}
