//! `coopol undo`.

use coopol_core::device::{Session, midnight};
use std::collections::BTreeSet;

use coopol_core::history::rollback::{Effect, Exception, Item, Plan, Scope, Stays, carry_out, plan, plan_of};
use coopol_core::mandates;
use coopol_core::shield;
use coopol_domain::id::{HolderId, SubjectId};
use coopol_domain::time::Instant;
use jiff::ToSpan as _;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde_json::{Value, json};

use super::identifier;
use crate::arguments::Arguments;
use crate::arguments::undo::Undo;
use crate::failure::Failure;
use crate::open::within;
use crate::output;
use crate::words;

pub async fn run(arguments: &Arguments, wanted: &Undo) -> Result<String, Failure> {
    // A slip is told before anybody is asked for a key.
    let entry = wanted.entry.as_deref().map(identifier).transpose()?;
    within(arguments, async |session| undo(session, arguments, wanted, entry).await).await
}

async fn undo(
    session: &Session,
    arguments: &Arguments,
    wanted: &Undo,
    entry: Option<[u8; 16]>,
) -> Result<String, Failure> {
    let zone = session.zone().await?;
    let planned = match entry {
        Some(entry) => plan_of(session, entry).await?,
        None => plan(session, &scope(session, wanted, &zone).await?).await?,
    };
    let alone = wanted.except.iter().map(|line| meant(&planned, line)).collect::<Result<BTreeSet<_>, _>>()?;
    let planned = planned.leaving(&alone)?;
    let (mut told, told_in_json) = (foretold(&planned, &zone), in_json(&planned));
    let people = planned.items.iter().filter(|item| item.sort == "person").count();
    let waits = shield::standing(session).await?.and_then(|shield| words::shielded_act(&shield, people));
    told.extend(waits.map(|waits| format!("\n{waits}")));
    if wanted.dry_run {
        return Ok(if arguments.json { output::json(&told_in_json) } else { told });
    }
    let done = carry_out(session, planned).await?;
    Ok(if arguments.json {
        output::json(
            &json!({ "act": done.act, "changes": done.changes, "held": done.held, "left": told_in_json["exceptions"] }),
        )
    } else {
        format!("{told}\n{} modifications faites. Pour les annuler : coopol undo {}", done.changes, done.act)
    })
}

async fn scope(session: &Session, wanted: &Undo, zone: &TimeZone) -> Result<Scope, Failure> {
    let never = Instant(u64::MAX >> 1);
    let after = |day: Date| day.checked_add(1.day()).map_or(never, |next| midnight(next, zone));
    if let Some(day) = wanted.to_date {
        return Ok(Scope { by: None, from: after(day), until: never });
    }
    let by = match &wanted.by {
        Some(person) => Some(holder(session, person).await?),
        None => None,
    };
    let from = wanted.from.map_or(Instant(0), |day| midnight(day, zone));
    Ok(Scope { by, from, until: wanted.to.map_or(never, after) })
}

/// Who is meant: by an id, or by a name that only one officer has had.
async fn holder(session: &Session, person: &str) -> Result<HolderId, Failure> {
    let known = mandates::holders(session).await?;
    let folded = coopol_core::text::fold(person);
    let mut meant = known
        .iter()
        .filter(|holder| holder.id.to_string() == person || coopol_core::text::fold(&holder.name) == folded);
    match (meant.next(), meant.next()) {
        (Some(one), None) => Ok(one.id),
        (None, _) => {
            let known = known.into_iter().map(|holder| holder.name).collect();
            Err(Failure::WhoIsThat { name: person.to_owned(), known })
        }
        (Some(_), Some(_)) => Err(Failure::WhichOne(person.to_owned())),
    }
}

/// Which line of a plan is meant: by an id, or by what is printed, where only one line is called so.
fn meant(plan: &Plan, line: &str) -> Result<SubjectId, Failure> {
    if let Ok(id) = line.parse() {
        return Ok(id);
    }
    let folded = coopol_core::text::fold(line);
    let named =
        plan.items.iter().filter(|item| coopol_core::text::fold(&called(item.name.as_deref(), &item.sort)) == folded);
    let subjects: BTreeSet<SubjectId> = named.map(|item| item.subject).collect();
    match (subjects.len(), subjects.first()) {
        (1, Some(subject)) => Ok(*subject),
        (0, _) => Err(Failure::NothingPlanned(line.to_owned())),
        _ => Err(Failure::WhichLine(line.to_owned())),
    }
}

fn foretold(plan: &Plan, zone: &TimeZone) -> String {
    let items = plan.items.iter().flat_map(|item| lines(item, zone));
    let exceptions = plan.exceptions.iter().map(|exception| {
        format!("reste tel quel : {} : {}", called(exception.name.as_deref(), &exception.sort), stays(exception))
    });
    let lines: Vec<String> = items.chain(exceptions).collect();
    if lines.is_empty() { "Il n'y a rien à annuler.".to_owned() } else { lines.join("\n") }
}

fn lines(item: &Item, zone: &TimeZone) -> Vec<String> {
    let effect = match item.effect {
        Effect::Removed => "retiré",
        Effect::Restored => "rétabli",
        Effect::Changed => "remis comme avant",
    };
    // By its id, a line can be left out.
    let mut lines = vec![format!("{effect} : {} ({})", called(item.name.as_deref(), &item.sort), item.subject)];
    lines.extend(item.fields.iter().filter_map(|change| Some(format!("    {}", words::shown(change, zone)?))));
    lines
}

fn called(name: Option<&str>, sort: &str) -> String {
    let name = name.filter(|name| !name.is_empty());
    match (sort, name) {
        ("dues", Some(name)) => format!("cotisation ({name})"),
        ("dues", None) => "cotisation".to_owned(),
        (_, name) => name.unwrap_or("sans nom").to_owned(),
    }
}

fn stays(exception: &Exception) -> String {
    match &exception.why {
        Stays::NotInvertible(why) => words::not_undoable(why),
        Stays::NotGranted => "votre fonction ne permet pas de le changer".to_owned(),
        Stays::Taken { field, by: Some(by) } => {
            format!("« {} » est maintenant à {by}, qui le garde", words::field(field))
        }
        Stays::Taken { field, by: None } => format!("« {} » est maintenant à quelqu'un d'autre", words::field(field)),
        Stays::Chosen => "comme demandé".to_owned(),
    }
}

fn in_json(plan: &Plan) -> Value {
    let exception = |exception: &Exception| {
        let code = match &exception.why {
            Stays::NotInvertible(why) => why.code(),
            Stays::NotGranted => "not_granted",
            Stays::Taken { .. } => "taken",
            Stays::Chosen => "chosen",
        };
        let Exception { subject, sort, name, .. } = exception;
        json!({ "subject": subject, "sort": sort, "name": name, "code": code })
    };
    json!({ "changes": plan.items, "exceptions": plan.exceptions.iter().map(exception).collect::<Vec<_>>() })
}
