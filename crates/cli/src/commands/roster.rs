//! `coopol roster`.

use std::path::Path;

use coopol_core::ambient::{Ambient as _, System};
use coopol_core::desk::list_named;
use coopol_core::device::day;
use coopol_core::roster::import::{Choices, Plan, apply, plan};
use coopol_core::roster::{self, Field, Filter as Condition, Window};
use coopol_core::shield;
use coopol_core::text::national;
use coopol_domain::id::SubjectId;
use jiff::tz::TimeZone;

use super::identifier;
use crate::arguments::Arguments;
use crate::arguments::roster::{Filter, Import, List, Roster};
use crate::failure::Failure;
use crate::open::within;
use crate::output::json;
use crate::words;

pub async fn run(arguments: &Arguments, roster: &Roster) -> Result<String, Failure> {
    match roster {
        Roster::Import(import) => take_in(arguments, import).await,
        Roster::List(list) => show(arguments, list).await,
        Roster::Set { person, field, value } => set(arguments, person, field, value).await,
        Roster::TakeOver { from, dry_run } => super::taking_over::run(arguments, from, *dry_run).await,
        Roster::Lists => super::desk::lists(arguments).await,
        Roster::Save(save) => super::desk::save(arguments, save).await,
        Roster::Rename { list, to } => super::desk::rename(arguments, list, to).await,
        Roster::Drop { list } => super::desk::drop(arguments, list).await,
        Roster::Transfer { person, to } => super::arrivals::transfer(arguments, person, to).await,
    }
}

async fn take_in(arguments: &Arguments, import: &Import) -> Result<String, Failure> {
    let file = read(&import.file)?;
    if import.dry_run && arguments.json {
        return Ok(json(&file));
    }
    let (planned, shield, done) = within(arguments, async |session| {
        let planned = plan(session, &file, &Choices::new()).await?;
        let shield = shield::standing(session).await?;
        let done = if import.dry_run { None } else { Some(apply(session, &planned, &name(&import.file)).await?) };
        Ok((planned, shield, done))
    })
    .await?;
    let Some(done) = done else {
        let waits =
            shield.and_then(|shield| words::shielded_act(&shield, planned.created.len() + planned.updated.len()));
        return Ok([Some(foretold(&planned)), waits].into_iter().flatten().collect::<Vec<_>>().join("\n"));
    };
    Ok(if arguments.json {
        json(&serde_json::json!({ "done": done, "duplicates": planned.duplicates, "problems": planned.problems }))
    } else {
        let undo = done.act.map_or(String::new(), |act| format!("\nPour tout annuler : coopol undo {act}"));
        format!("{}{undo}", words::imported(&done, planned.duplicates.len()))
    })
}

/// Reads a file of people; the day is the machine's, as no profile may be needed.
fn read(path: &Path) -> Result<coopol_import::Roster, Failure> {
    let bytes = std::fs::read(path).map_err(|source| Failure::File { path: path.to_owned(), source })?;
    let options = coopol_import::Options::new(day(System.now(), &TimeZone::system()));
    coopol_import::read(&bytes, &name(path), &options)
        .map_err(|source| Failure::Unreadable { path: path.to_owned(), source })
}

fn name(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

fn foretold(plan: &Plan) -> String {
    let mut lines = vec![format!(
        "{} personnes à ajouter, {} à compléter, {} inchangées, {} lignes à départager, {} cellules illisibles.",
        plan.created.len(),
        plan.updated.len(),
        plan.unchanged,
        plan.duplicates.len(),
        plan.problems.len()
    )];
    for update in &plan.updated {
        for change in &update.fields {
            let (row, name) = (update.row, &update.name);
            lines
                .push(format!("  ligne {row}, {name} : {} « {} » → « {} »", change.field, change.before, change.after));
        }
    }
    lines.extend(
        plan.problems
            .iter()
            .map(|problem| format!("  ligne {} : « {} » {}", problem.row, problem.value, words::cell(problem.code))),
    );
    lines.join("\n")
}

async fn show(arguments: &Arguments, list: &List) -> Result<String, Failure> {
    let rows = Window { offset: list.offset, limit: list.limit };
    let page = within(arguments, async |session| {
        let query = match &list.saved {
            Some(saved) => list_named(session, saved).await?.question.query()?,
            None => super::desk::query(&list.question),
        };
        Ok(roster::list(session, &query, rows).await?)
    })
    .await?;
    if arguments.json {
        return Ok(json(&page));
    }
    let mut lines: Vec<String> = page
        .rows
        .iter()
        .map(|row| {
            let name = format!("{} {}", row.family_name, row.given_name);
            let (phone, id) = (national(&row.phone), row.id);
            format!("{id}  {:<32} {:<32} {phone:<16} {}", name.trim(), row.email, row.commune)
        })
        .collect();
    lines.push(format!("{} personnes sur {}.", page.total, page.all));
    Ok(lines.join("\n"))
}

pub(super) fn condition(filter: Filter) -> Condition {
    match filter {
        Filter::UpToDate => Condition::UpToDate,
        Filter::Late => Condition::Late,
        Filter::RegularContact => Condition::RegularContact,
        Filter::WithoutEmail => Condition::WithoutEmail,
        Filter::ToVerify => Condition::ToVerify,
        Filter::FormerMember => Condition::FormerMember,
    }
}

async fn set(arguments: &Arguments, person: &str, field: &str, value: &str) -> Result<String, Failure> {
    let (person, field) = (SubjectId::from_bytes(identifier(person)?), field.parse::<Field>()?);
    let (saved, shield) = within(arguments, async |session| {
        let saved = roster::set(session, person, field, value).await?;
        Ok((saved, if saved.waits_for.is_some() { shield::standing(session).await? } else { None }))
    })
    .await?;
    if arguments.json {
        let needs = saved.waits_for.map(|need| need.to_string());
        return Ok(json(&serde_json::json!({ "change": saved.change, "needs": needs })));
    }
    let waits = shield.map(|shield| format!(" {}", words::will_wait(&shield))).unwrap_or_default();
    Ok(format!("Enregistré ici.{waits} Pour annuler : coopol undo {}", saved.change))
}
