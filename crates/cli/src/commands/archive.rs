//! `coopol archive`.

use std::path::PathBuf;

use coopol_core::archive::{self, ArchiveError, NewDocument, Query, Row, Viewing};
use coopol_core::device::{Saved, Session};
use coopol_core::roster::Window;
use coopol_domain::id::SubjectId;

use super::{identifier, named};
use crate::arguments::Arguments;
use crate::arguments::archive::{Add, Archive, List};
use crate::failure::Failure;
use crate::open::within;
use crate::output::{json, say};

pub async fn run(arguments: &Arguments, archive: &Archive) -> Result<String, Failure> {
    within(arguments, async |session| match archive {
        Archive::Add(document) => add(session, arguments, document).await,
        Archive::List(list) => show(session, arguments, list).await,
        Archive::Search { text, limit } => search(session, arguments, text, *limit).await,
        Archive::Open { document } => open(session, arguments, document).await,
    })
    .await
}

async fn add(session: &Session, arguments: &Arguments, document: &Add) -> Result<String, Failure> {
    let (document, saved, sent) = keep(session, document).await?;
    Ok(if arguments.json {
        json(&serde_json::json!({ "document": document, "change": saved.change, "sent": sent }))
    } else {
        let whereabouts = if sent { "Enregistré, fichier envoyé" } else { "Enregistré ici, fichier à envoyer" };
        format!("{whereabouts} : {document}\nPour annuler : coopol undo {}", saved.change)
    })
}

/// Keeps a file; which document it is, and whether it was sent.
pub(super) async fn keep(session: &Session, document: &Add) -> Result<(SubjectId, Saved, bool), Failure> {
    // How files are named is asked of the server once.
    exchange(session).await?;
    let content = archive::read(session, &document.file).await?;
    let file_name = named(&document.file);
    let stem = document.file.file_stem().map(|stem| stem.to_string_lossy().into_owned());
    let new = NewDocument {
        title: document.title.clone().or(stem).unwrap_or_else(|| file_name.clone()),
        category: document.category.clone(),
        dated_on: document.date,
        event: None,
        file_name,
        text: document.text.clone(),
    };
    let (document, saved) = archive::add(session, &new, content).await?;
    let sent = exchange(session).await?;
    Ok((document, saved, sent))
}

/// Sends the files that wait; whether the server could be reached.
pub(super) async fn exchange(session: &Session) -> Result<bool, Failure> {
    match archive::exchange(session, &session.http().await.map_err(Failure::Unreachable)?).await {
        Ok(_) => Ok(true),
        Err(ArchiveError::Transport(_)) => Ok(false),
        Err(error) => Err(error.into()),
    }
}

async fn show(session: &Session, arguments: &Arguments, list: &List) -> Result<String, Failure> {
    let query = Query { text: String::new(), year: list.year, category: list.category.clone() };
    page(session, arguments, &query, Window { offset: list.offset, limit: list.limit }).await
}

async fn search(session: &Session, arguments: &Arguments, text: &str, limit: u32) -> Result<String, Failure> {
    let query = Query { text: text.to_owned(), ..Query::default() };
    page(session, arguments, &query, Window { offset: 0, limit }).await
}

async fn page(session: &Session, arguments: &Arguments, query: &Query, window: Window) -> Result<String, Failure> {
    let page = archive::list(session, query, window).await?;
    if arguments.json {
        return Ok(json(&page));
    }
    let mut lines: Vec<String> = page.rows.iter().map(line).collect();
    lines.push(format!("{} documents sur {}.", page.total, page.all));
    Ok(lines.join("\n"))
}

fn line(row: &Row) -> String {
    let found = row.found.as_ref().map_or(String::new(), |pieces| {
        format!("\n    {}", pieces.iter().map(|piece| piece.text.as_str()).collect::<String>())
    });
    format!("{}  {:<10}  {}  {}{found}", row.id, row.dated_on.as_deref().unwrap_or("-"), row.title, row.file_name)
}

async fn open(session: &Session, arguments: &Arguments, document: &str) -> Result<String, Failure> {
    let document = SubjectId::from_bytes(identifier(document)?);
    if !archive::sheet(session, document).await?.row.here {
        archive::fetch(session, &session.http().await.map_err(Failure::Unreachable)?, document).await?;
    }
    let base = std::env::var_os("XDG_RUNTIME_DIR").map_or_else(std::env::temp_dir, PathBuf::from);
    let viewing = Viewing::begin(&base, session)?;
    let copy = viewing.copy(session, document).await?;
    say(&if arguments.json { json(&serde_json::json!({ "copy": copy })) } else { copy.display().to_string() });
    std::io::stdin()
        .read_line(&mut String::new())
        .map_err(|source| Failure::File { path: "<stdin>".into(), source })?;
    drop(viewing);
    // A program has had its one answer: the path.
    Ok(if arguments.json { String::new() } else { "Copie effacée.".to_owned() })
}
