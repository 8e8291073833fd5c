//! What lies on the desk of the office: saved lists, and texts of messages.

use coopol_core::desk;
use coopol_core::device::{self, Session};
use coopol_domain::id::SubjectId;

use super::{Answer, TheShell};
use crate::contract::base::{Created, Id, Saved, WallTime};
use crate::contract::desk::{KeptMessage, Letter, MailingsPage, MessageDraft, SavedList};
use crate::contract::failure::{ErrorCode, Failure};
use crate::contract::roster::RosterQuery;
use crate::view::person::query;
use crate::view::{self, created, id, mailing, saved};

/// Those of the office, by name; nothing where it has no desk.
#[tauri::command]
#[specta::specta]
pub async fn saved_lists(shell: TheShell<'_>) -> Answer<Option<Vec<SavedList>>> {
    let session = shell.session().await?;
    if !desk::has_desk(&session).await? {
        return Ok(None);
    }
    Ok(Some(desk::lists(&session).await?.into_iter().map(view::desk::list).collect()))
}

#[tauri::command]
#[specta::specta]
pub async fn save_list(shell: TheShell<'_>, name: String, asks: RosterQuery) -> Answer<Created> {
    let question = desk::Question::of(&query(&asks));
    let (list, done) = desk::save_list(&*shell.session().await?, &name, &question).await?;
    Ok(created(list, &done))
}

#[tauri::command]
#[specta::specta]
pub async fn rename_list(shell: TheShell<'_>, list: Id, name: String) -> Answer<Saved> {
    let session = shell.session().await?;
    let seen = found(&session, id(&list)?).await?;
    Ok(saved(&desk::rewrite_list(&session, &seen, &name, &seen.question).await?))
}

/// Gives a list what is asked of the roster now.
#[tauri::command]
#[specta::specta]
pub async fn replace_list(shell: TheShell<'_>, list: Id, asks: RosterQuery) -> Answer<Saved> {
    let session = shell.session().await?;
    let seen = found(&session, id(&list)?).await?;
    Ok(saved(&desk::rewrite_list(&session, &seen, &seen.name, &desk::Question::of(&query(&asks))).await?))
}

#[tauri::command]
#[specta::specta]
pub async fn drop_list(shell: TheShell<'_>, list: Id) -> Answer<Saved> {
    Ok(saved(&desk::drop_list(&*shell.session().await?, id(&list)?).await?))
}

async fn found(session: &Session, list: SubjectId) -> Result<desk::SavedList, device::Failure> {
    desk::list_named(session, &list.to_string()).await
}

/// Templates, then drafts, by what they are about.
#[tauri::command]
#[specta::specta]
pub async fn kept_messages(shell: TheShell<'_>) -> Answer<Vec<KeptMessage>> {
    let session = shell.session().await?;
    Ok(desk::messages(&session).await?.into_iter().map(view::desk::message).collect())
}

#[tauri::command]
#[specta::specta]
pub async fn keep_message(shell: TheShell<'_>, draft: MessageDraft) -> Answer<Created> {
    let (message, done) = desk::keep_message(&*shell.session().await?, &view::desk::draft(draft)).await?;
    Ok(created(message, &done))
}

/// What differs between `seen`, as it was shown, and `draft`.
#[tauri::command]
#[specta::specta]
pub async fn change_message(
    shell: TheShell<'_>,
    message: Id,
    seen: MessageDraft,
    draft: MessageDraft,
) -> Answer<Saved> {
    let seen = view::desk::seen(id(&message)?, seen);
    Ok(saved(&desk::rewrite_message(&*shell.session().await?, &seen, &view::desk::draft(draft)).await?))
}

#[tauri::command]
#[specta::specta]
pub async fn drop_message(shell: TheShell<'_>, message: Id) -> Answer<Saved> {
    Ok(saved(&desk::drop_message(&*shell.session().await?, id(&message)?).await?))
}

/// To whom a message of this text would go today. Nothing leaves yet.
#[tauri::command]
#[specta::specta]
pub async fn weigh_letter(shell: TheShell<'_>, to: RosterQuery, subject: String, body: String) -> Answer<Letter> {
    let session = shell.session().await?;
    let to = query(&to);
    let by_server = mailing::by_server(desk::asks_server(&session, &desk::Question::of(&to)).await)?;
    Ok(view::desk::letter(desk::letter(&session, &to).await?, &subject, &body, by_server))
}

/// Opens one of the messages that it takes in the system's mail program, its addresses as blind copies. How many leave is stated before.
#[tauri::command]
#[specta::specta]
pub async fn open_letter(
    shell: TheShell<'_>,
    to: RosterQuery,
    subject: String,
    body: String,
    batch: u32,
) -> Answer<()> {
    let session = shell.session().await?;
    let letter = desk::letter(&session, &query(&to)).await?;
    let all = desk::batches(&letter.addresses, &subject, &body);
    let gone = || Failure::new(ErrorCode::Changed, "there are fewer people now");
    let batch = all.get(batch as usize).ok_or_else(gone)?;
    desk::hand_over(&session, batch.addresses.len()).await?;
    tauri_plugin_opener::open_url(&batch.link, None::<&str>).map_err(|error| Failure::bug(&error))
}

/// All addresses, to be copied. How many leave is stated before.
#[tauri::command]
#[specta::specta]
pub async fn letter_addresses(shell: TheShell<'_>, to: RosterQuery) -> Answer<Vec<String>> {
    let session = shell.session().await?;
    let letter = desk::letter(&session, &query(&to)).await?;
    desk::hand_over(&session, letter.addresses.len()).await?;
    Ok(letter.addresses)
}

/// What the server is to send, and what it sent; nothing where the office has no desk.
#[tauri::command]
#[specta::specta]
pub async fn mailings(shell: TheShell<'_>) -> Answer<MailingsPage> {
    let session = shell.session().await?;
    if !desk::has_desk(&session).await? {
        return Ok(MailingsPage { rows: Vec::new(), writable: false });
    }
    let rows = desk::mailings(&session).await?.into_iter().map(mailing::row).collect();
    Ok(MailingsPage { rows, writable: desk::is_writable(&session).await? })
}

/// Has the server send a message at that time, to whom the question finds then.
#[tauri::command]
#[specta::specta]
pub async fn schedule_mailing(
    shell: TheShell<'_>,
    to: RosterQuery,
    subject: String,
    body: String,
    at: WallTime,
) -> Answer<Created> {
    let question = desk::Question::of(&query(&to));
    let draft = desk::Draft { subject, body, question, at: mailing::at(&at)? };
    let (scheduled, done) = desk::schedule(&*shell.session().await?, &draft).await?;
    Ok(created(scheduled, &done))
}

/// Answers for one from now on, at another time or at its own.
#[tauri::command]
#[specta::specta]
pub async fn take_up_mailing(shell: TheShell<'_>, mailing: Id, at: Option<WallTime>) -> Answer<()> {
    let at = at.as_ref().map(mailing::at).transpose()?;
    desk::take_up(&*shell.session().await?, id(&mailing)?, at).await?;
    Ok(())
}

/// It is sent to nobody.
#[tauri::command]
#[specta::specta]
pub async fn call_off_mailing(shell: TheShell<'_>, mailing: Id) -> Answer<()> {
    desk::call_off(&*shell.session().await?, id(&mailing)?).await?;
    Ok(())
}
