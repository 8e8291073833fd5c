//! Import of a roster.

use std::sync::Arc;

use coopol_core::device::Session;
use coopol_core::roster;
use coopol_core::roster::import::{self, Choices, Plan};
use coopol_import::{Options, Roster, limits};
use tauri::AppHandle;

use super::{Answer, TheShell};
use crate::contract::failure::{ErrorCode, Failure};
use crate::contract::import::{Candidate, ImportDone, ImportFile, ImportOrder, ImportPlan};
use crate::shell::{Staged, dialog};
use crate::view::{self, import as file};

/// What the dialog offers first. Everything else can be chosen too: what a file holds tells its format.
const ENDINGS: [&str; 13] =
    ["csv", "txt", "tsv", "xlsx", "xlsm", "xls", "xml", "ods", "fods", "vcf", "vcard", "ldif", "ldi"];

/// Reads the file that was handed over at the start, else the one that the person chooses; nothing when they close the
/// dialog.
#[tauri::command]
#[specta::specta]
pub async fn choose_import_file(shell: TheShell<'_>, app: AppHandle) -> Answer<Option<ImportFile>> {
    let session = shell.session().await?;
    let path = match shell.files.take() {
        Some(path) => path,
        None => match dialog::open(&app, &ENDINGS).await {
            Some(path) => path,
            None => return Ok(None),
        },
    };
    let staged = Staged::read(&path, limits::FILE_BYTES as u64)?;
    let read = coopol_import::read(&staged.bytes, &staged.name, &Options::new(session.today().await?));
    let roster = read.map_err(|error| Failure::new(ErrorCode::FileUnreadable, error).with("name", &*staged.name))?;
    let name = staged.name.clone();
    Ok(Some(ImportFile {
        id: shell.files.stage(staged),
        name,
        lines: view::count(roster.people.len() as u64),
        columns: roster.columns.iter().map(file::column).collect(),
    }))
}

/// What would happen; nothing is written.
#[tauri::command]
#[specta::specta]
pub async fn plan_import(shell: TheShell<'_>, order: ImportOrder) -> Answer<ImportPlan> {
    let session = shell.session().await?;
    let (plan, read) = planned(&session, &*staged(&shell, &order)?, &order).await?;
    let mut resembled = Vec::new();
    for (place, duplicate) in plan.duplicates.iter().enumerate() {
        // A row that repeats an earlier one is left out, and nothing is to be decided.
        let Some(candidate) = duplicate.candidate else { continue };
        let sheet = roster::sheet(&session, candidate).await?;
        let names: Vec<String> = [sheet.given_name, sheet.family_name].into_iter().flatten().collect();
        let commune = sheet.city.unwrap_or_default();
        resembled.push((place, Candidate { id: candidate.to_string(), name: names.join(" "), commune }));
    }
    Ok(file::plan(plan, &read, resembled))
}

/// Carries the plan out, as one act.
#[tauri::command]
#[specta::specta]
pub async fn apply_import(shell: TheShell<'_>, order: ImportOrder) -> Answer<ImportDone> {
    let session = shell.session().await?;
    let staged = staged(&shell, &order)?;
    let (plan, _) = planned(&session, &staged, &order).await?;
    let left = plan.duplicates.len();
    let done = import::apply(&session, &plan, &staged.name).await?;
    Ok(ImportDone {
        act: done.act.map(|act| act.to_string()).unwrap_or_default(),
        created: view::count(done.created as u64),
        updated: view::count(done.updated as u64),
        skipped: view::count(left as u64),
        held: view::count(done.held as u64),
    })
}

fn staged(shell: &TheShell<'_>, order: &ImportOrder) -> Answer<Arc<Staged>> {
    shell.files.staged(&order.file).ok_or_else(|| Failure::new(ErrorCode::NotFound, "no file of this id was chosen"))
}

async fn planned(session: &Session, staged: &Staged, order: &ImportOrder) -> Answer<(Plan, Roster)> {
    let unreadable = |error| Failure::new(ErrorCode::FileUnreadable, error).with("name", &*staged.name);
    let mut options = Options::new(session.today().await?);
    let recognised = coopol_import::read(&staged.bytes, &staged.name, &options).map_err(unreadable)?;
    options.columns = file::corrections(&recognised.columns, &order.targets);
    let roster = if options.columns.is_empty() {
        recognised
    } else {
        coopol_import::read(&staged.bytes, &staged.name, &options).map_err(unreadable)?
    };
    let choices: Choices = order.choices.iter().map(|(&line, &choice)| (line, file::choice(choice))).collect();
    Ok((import::plan(session, &roster, &choices).await?, roster))
}
