//! Filing documents: each function is one command of the screens, and *saved here* when it returns.

use std::path::Path;

use coopol_domain::codec::Value;
use coopol_domain::device::Intent;
use coopol_domain::id::{StreamId, SubjectId};
use coopol_domain::journal::{Compartment, Edit, Payload, REMOVED, State};
use coopol_domain::kinds::removal;
use coopol_domain::seal::Hash;
use jiff::civil::Date;
use tokio::task::spawn_blocking;

use super::ArchiveError;
use super::exchange::naming;
use super::shelf::{keep, name_of, plain_name, read_file};
use super::text::{clean, words_of};
use crate::ambient::chance;
use crate::device::{Failure, Saved, Session};

/// A document to file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NewDocument {
    /// How it is called.
    pub title: String,
    /// The journal's word for what it is: `minutes`; `None` when nobody said.
    pub category: Option<String>,
    /// The day it is about.
    pub dated_on: Option<Date>,
    /// The event it comes from.
    pub event: Option<SubjectId>,
    /// How its file is called.
    pub file_name: String,
    /// The text by which it is found, where the file's own can't be read.
    pub text: Option<String>,
}

/// One field, as it shall be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// How it is called.
    Title(String),
    /// What it is; nothing typed empties it.
    Category(String),
    /// The day it is about.
    DatedOn(Option<Date>),
    /// The event it comes from.
    Event(Option<SubjectId>),
}

/// The bytes of a file that somebody chose, unless there are more than the server takes.
pub async fn read(session: &Session, path: &Path) -> Result<Vec<u8>, ArchiveError> {
    let stream = session.stream(Compartment::Archive).await?;
    let most = naming(session, stream).await?.ok_or(ArchiveError::NotNamed)?.most;
    let path = path.to_owned();
    spawn_blocking(move || read_file(&path, most)).await.expect("reading doesn't panic")
}

/// Files a document: its bytes are sealed on this device, and go to the server with the next exchange.
pub async fn add(session: &Session, new: &NewDocument, content: Vec<u8>) -> Result<(SubjectId, Saved), ArchiveError> {
    let stream = session.stream(Compartment::Archive).await?;
    let naming = naming(session, stream).await?.ok_or(ArchiveError::NotNamed)?;
    let size = content.len() as u64;
    match size {
        0 => return Err(ArchiveError::Empty),
        size if size > naming.most => return Err(ArchiveError::TooLarge { size, most: naming.most }),
        _ => {}
    }
    let text = new.text.as_deref().map(clean).or_else(|| words_of(&new.file_name, &content));
    let name = name_of(&naming.key, &content);
    keep(session, stream, name, content).await?;
    let document = SubjectId::from_bytes(chance(session.ambient()));
    let filed = filed(new, text.filter(|text| !text.is_empty()), name, size);
    let saved = session.record(intent(stream, document, "document_filed", filed)).await?;
    Ok((document, saved))
}

/// Writes one field.
pub async fn describe(session: &Session, document: SubjectId, change: &Change) -> Result<Saved, Failure> {
    let (stream, state) = known(session, document).await?;
    let (name, after) = match change {
        Change::Title(title) => ("title", typed(title)),
        Change::Category(category) => ("category", typed(category)),
        Change::DatedOn(day) => ("dated_on", day.map_or(Value::Null, |day| Value::text(day.to_string()))),
        Change::Event(event) => ("event", event.map_or(Value::Null, |event| Value::bytes(event.as_bytes()))),
    };
    let before = state.get(name).clone();
    let edits = if before == after { Vec::new() } else { vec![Edit::change(name, before, after)] };
    session.record(intent(stream, document, "document_described", edits)).await
}

/// Takes a document out of the archives; [`restore`] and undo bring it back.
pub async fn withdraw(session: &Session, document: SubjectId) -> Result<Saved, Failure> {
    let (stream, state) = known(session, document).await?;
    if state.is_removed() {
        return Err(unknown(document));
    }
    session.record(intent(stream, document, "document_withdrawn", vec![removal()])).await
}

/// Brings a document back.
pub async fn restore(session: &Session, document: SubjectId) -> Result<Saved, Failure> {
    let (stream, _) = known(session, document).await?;
    let back = vec![Edit::change(REMOVED, Value::Bool(true), Value::Null)];
    session.record(intent(stream, document, "document_restored", back)).await
}

fn filed(new: &NewDocument, text: Option<String>, blob: Hash, size: u64) -> Vec<Edit> {
    let file_name = plain_name(&new.file_name);
    // In the order of canonical bytes.
    let file = vec![
        ("blob".to_owned(), Value::bytes(blob.as_bytes())),
        ("name".to_owned(), Value::text(&file_name)),
        ("size".to_owned(), Value::count(size)),
        ("type".to_owned(), Value::text(media_type(&file_name))),
    ];
    let fields = [
        ("title", typed(&new.title)),
        ("category", typed(new.category.as_deref().unwrap_or_default())),
        ("dated_on", new.dated_on.map_or(Value::Null, |day| Value::text(day.to_string()))),
        ("event", new.event.map_or(Value::Null, |event| Value::bytes(event.as_bytes()))),
        ("file", Value::Map(file)),
        ("text", text.map_or(Value::Null, Value::Text)),
    ];
    let filled = fields.into_iter().filter(|(_, value)| *value != Value::Null);
    filled.map(|(name, value)| Edit::set(name, value)).collect()
}

/// What sort of file a name promises (RFC 6838).
fn media_type(name: &str) -> &'static str {
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default();
    match ending.as_str() {
        "pdf" => "application/pdf",
        "txt" | "log" => "text/plain",
        "md" => "text/markdown",
        "csv" => "text/csv",
        "ics" => "text/calendar",
        "jpg" | "jpeg" => "image/jpeg",
        "png" => "image/png",
        "doc" => "application/msword",
        "docx" => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "xls" => "application/vnd.ms-excel",
        "xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "odt" => "application/vnd.oasis.opendocument.text",
        "ods" => "application/vnd.oasis.opendocument.spreadsheet",
        _ => "application/octet-stream",
    }
}

fn typed(text: &str) -> Value {
    let text = text.trim();
    if text.is_empty() { Value::Null } else { Value::text(text) }
}

async fn known(session: &Session, document: SubjectId) -> Result<(StreamId, State), Failure> {
    let stream = session.stream(Compartment::Archive).await?;
    let state = session.shown(stream, document).await?.filter(|state| state.sort == "document");
    Ok((stream, state.ok_or_else(|| unknown(document))?))
}

pub(super) fn unknown(document: SubjectId) -> Failure {
    Failure::NotFound { what: "document", given: document.to_string() }
}

fn intent(stream: StreamId, subject: SubjectId, kind: &str, edits: Vec<Edit>) -> Intent {
    Intent { stream, subject, payload: Payload::new(kind, 1, edits), act: None, depends_on: Vec::new() }
}
