//! What somebody who was elected, and holds no office yet, asks for: written before there is a profile, taken in by an officer.

use coopol_core::ambient::{Ambient as _, System};
use coopol_core::archive::{self, NewDocument};
use coopol_core::device::{Session, day as day_of};
use coopol_core::handover::{MOST_MINUTES, MOST_REQUEST, Minutes, NewClaim, Prepared, Request, list, places, prepare};
use coopol_core::mandates;
use coopol_domain::id::SubjectId;
use jiff::tz::TimeZone;
use tauri::AppHandle;

use super::export::keep;
use super::{Answer, TheShell};
use crate::contract::base::Id;
use crate::contract::failure::{ErrorCode, Failure};
use crate::contract::request::{ClaimRequest, RequestDraft, StagedMinutes};
use crate::shell::{Shell, Staged, dialog, of_archive};
use crate::view::{document as documents, request as asked};

/// The minutes that the person chooses, whether a profile is open or not. Nothing when the dialog was closed.
#[tauri::command]
#[specta::specta]
pub async fn choose_minutes(shell: TheShell<'_>, app: AppHandle) -> Answer<Option<StagedMinutes>> {
    let Some(path) = dialog::open(&app, &[]).await else { return Ok(None) };
    let staged = Staged::read(&path, MOST_MINUTES).map_err(|failure| instead(failure, ErrorCode::MinutesUnread))?;
    if staged.bytes.is_empty() {
        return Err(Failure::new(ErrorCode::MinutesUnread, "empty").with("name", &*staged.name));
    }
    let file_name = staged.name.clone();
    Ok(Some(StagedMinutes { file: shell.files.stage_minutes(staged), file_name, kept: false }))
}

/// Writes a request where the person says. Answers the file's name; nothing when the dialog was closed.
#[tauri::command]
#[specta::specta]
pub async fn write_request(shell: TheShell<'_>, app: AppHandle, draft: RequestDraft) -> Answer<Option<String>> {
    let name = format!("demande-{}.json", draft.elected_on);
    let minutes = draft.minutes.as_deref().map(|file| staged(&shell, file)).transpose()?;
    let request = asked::request(draft, minutes, day_of(System.now(), &TimeZone::system()))?;
    // What can't be asked is said before anybody looks for a folder.
    let file = request.write().map_err(|error| asked::unwritten(&error))?;
    keep(&app, &name, async || Ok(file)).await
}

/// Reads the request that the person chooses. Nothing when they close the dialog.
#[tauri::command]
#[specta::specta]
pub async fn read_request(shell: TheShell<'_>, app: AppHandle) -> Answer<Option<ClaimRequest>> {
    let session = shell.session().await?;
    let Some(path) = dialog::open(&app, &["json"]).await else { return Ok(None) };
    let file = Staged::read(&path, MOST_REQUEST).map_err(|failure| instead(failure, ErrorCode::RequestUnread))?;
    let request = Request::read(&file.bytes).map_err(|error| asked::unread(&error, &file.name))?;
    let stage =
        |minutes: Minutes| shell.files.stage_minutes(Staged { name: minutes.file_name, bytes: minutes.content });
    let (places, mandates) = (places(&session).await?, mandates::list(&session).await?);
    Ok(Some(asked::received(request, &places, &mandates, &list(&session).await?, stage)))
}

/// Opens the minutes of a request in the system's viewer, before anybody answers for them.
#[tauri::command]
#[specta::specta]
pub async fn open_minutes(shell: TheShell<'_>, app: AppHandle, file: Id) -> Answer<()> {
    let minutes = staged(&shell, &file)?;
    let copy = shell.show_in_viewer(&app, &minutes.file_name, &minutes.content).await?;
    tauri_plugin_opener::open_path(copy, None::<&str>).map_err(|error| Failure::bug(&error))
}

/// The claim with the minutes that came with its request, kept where this office writes in the archives. What would be refused leaves
/// none behind.
pub(super) async fn with_minutes(
    shell: &Shell,
    session: &Session,
    mut new: NewClaim,
    minutes: Option<Id>,
) -> Answer<Prepared> {
    let prepared = prepare(session, &new).await?;
    let Some(file) = minutes else { return Ok(prepared) };
    let keeps = places(session).await?.iter().any(|place| Some(place.unit) == new.unit && place.keeps_minutes);
    if !keeps {
        return Ok(prepared);
    }
    let minutes = staged(shell, &file)?;
    prepared.weigh(session).await?;
    new.document = Some(archived(session, &new, minutes).await?);
    Ok(prepare(session, &new).await?)
}

async fn archived(session: &Session, new: &NewClaim, minutes: Minutes) -> Answer<SubjectId> {
    let document = NewDocument {
        title: documents::title(&minutes.file_name),
        category: Some("minutes".to_owned()),
        dated_on: Some(asked::day("elected_on", &new.elected_on)?),
        file_name: minutes.file_name.clone(),
        ..NewDocument::default()
    };
    let added = archive::add(session, &document, minutes.content).await;
    Ok(added.map_err(|error| of_archive(error, &minutes.file_name))?.0)
}

fn staged(shell: &Shell, file: &str) -> Answer<Minutes> {
    let missing = || Failure::new(ErrorCode::MinutesGone, "no minutes of this id were chosen");
    let staged = shell.files.minutes(file).ok_or_else(missing)?;
    Ok(Minutes { file_name: staged.name.clone(), content: staged.bytes.clone() })
}

/// A file that can't be read, in the words of what it was chosen for.
fn instead(mut failure: Failure, code: ErrorCode) -> Failure {
    if failure.code == ErrorCode::FileUnreadable {
        failure.code = code;
    }
    failure
}
