//! `coopol agenda attendance`.

use std::collections::BTreeMap;

use coopol_core::agenda::attendance::{self, Marking, Query, Row, Tally};
use coopol_core::device::Session;
use coopol_core::roster::Window;
use coopol_domain::id::SubjectId;
use coopol_domain::kinds::Attendance;
use serde_json::json;

use super::identifier;
use crate::arguments::Arguments;
use crate::arguments::agenda::Attendance as Wanted;
use crate::failure::Failure;
use crate::output;

pub async fn run(session: &Session, arguments: &Arguments, wanted: &Wanted) -> Result<String, Failure> {
    let event = SubjectId::from_bytes(identifier(&wanted.event)?);
    let marks = marks(wanted)?;
    if marks.is_empty() {
        return show(session, arguments, event).await;
    }
    let plan = attendance::plan(session, event, &marks).await?;
    let saved = if wanted.dry_run { None } else { Some(attendance::apply(session, &plan).await?) };
    let attendance::Plan { changes, tally, .. } = &plan;
    if arguments.json {
        let change = saved.map(|saved| saved.change);
        let told = json!({ "change": change, "changes": changes, "tally": tally, "dryRun": wanted.dry_run });
        return Ok(output::json(&told));
    }
    let undo = saved.map(|saved| format!("\nPour annuler : coopol undo {}", saved.change));
    Ok(told(changes, *tally) + &undo.unwrap_or_default())
}

/// Whom each list names. Nobody stands in two of them: what would be meant isn't known.
fn marks(wanted: &Wanted) -> Result<Vec<attendance::Mark>, Failure> {
    let lists = [
        (&wanted.present, Some(Attendance::Present)),
        (&wanted.excused, Some(Attendance::Excused)),
        (&wanted.clear, None),
    ];
    let mut marks: BTreeMap<SubjectId, Option<Attendance>> = BTreeMap::new();
    for (people, mark) in lists {
        for given in people {
            let person = SubjectId::from_bytes(identifier(given)?);
            if marks.insert(person, mark).is_some_and(|other| other != mark) {
                return Err(Failure::MarkedTwice(given.clone()));
            }
        }
    }
    Ok(marks.into_iter().collect())
}

async fn show(session: &Session, arguments: &Arguments, event: SubjectId) -> Result<String, Failure> {
    let query = Query { marked: true, ..Query::default() };
    let page = attendance::list(session, event, &query, Window { offset: 0, limit: u32::MAX }).await?;
    if arguments.json {
        return Ok(output::json(&page));
    }
    let mut lines: Vec<String> = page.rows.iter().map(line).collect();
    lines.push(total(page.tally));
    if !page.names {
        lines.push("Votre mandat ne montre pas le fichier : les noms n'apparaissent pas ici.".to_owned());
    }
    Ok(lines.join("\n"))
}

fn line(row: &Row) -> String {
    let name = format!("{} {}", row.family_name, row.given_name);
    format!("{}  {:<32} {}", row.id, name.trim(), said(row.mark))
}

fn told(changes: &[Marking], tally: Tally) -> String {
    let one = |it: &Marking| {
        let name = it.name.clone().unwrap_or_else(|| it.id.to_string());
        format!("  {name} : {} → {}", said(it.before), said(it.after))
    };
    let mut lines: Vec<String> = changes.iter().map(one).collect();
    if changes.is_empty() {
        lines.push("Rien ne change.".to_owned());
    }
    lines.push(total(tally));
    lines.join("\n")
}

fn said(mark: Option<Attendance>) -> &'static str {
    match mark {
        Some(Attendance::Present) => "présent",
        Some(Attendance::Excused) => "excusé",
        None => "non noté",
    }
}

fn counted(count: u64, word: &str) -> String {
    format!("{count} {word}{}", if count > 1 { "s" } else { "" })
}

/// "23 présents, 4 excusés."
fn total(tally: Tally) -> String {
    let people = format!("{}, {}.", counted(tally.present, "présent"), counted(tally.excused, "excusé"));
    match tally.gone {
        0 => people,
        1 => format!("{people} L'une de ces personnes n'est plus au fichier, ou ne vous est pas montrée."),
        gone => format!("{people} {gone} de ces personnes ne sont plus au fichier, ou ne vous sont pas montrées."),
    }
}
