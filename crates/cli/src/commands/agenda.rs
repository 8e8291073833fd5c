//! `coopol agenda`.

mod feeds;

use std::fs::OpenOptions;
use std::io::Write as _;
use std::path::Path;

use coopol_core::agenda::ics::{self, Code, Plan};
use coopol_core::agenda::{self, Draft, Query, Row, Span, When};
use coopol_core::device::Session;
use coopol_core::roster::Window;
use jiff::civil::Date;

use super::named;
use crate::arguments::Arguments;
use crate::arguments::agenda::{Add, Agenda, List};
use crate::failure::Failure;
use crate::open::within;
use crate::output::json;

pub async fn run(arguments: &Arguments, agenda: &Agenda) -> Result<String, Failure> {
    within(arguments, async |session| match agenda {
        Agenda::Add(event) => add(session, arguments, event).await,
        Agenda::List(list) => show(session, arguments, list).await,
        Agenda::Attendance(wanted) => super::attendance::run(session, arguments, wanted).await,
        Agenda::Import { file, dry_run } => take_in(session, arguments, file, *dry_run).await,
        Agenda::Feeds => feeds::list(session, arguments).await,
        Agenda::Feed(wanted) => feeds::run(session, arguments, wanted).await,
        Agenda::Export { file } => write(session, arguments, file).await,
    })
    .await
}

async fn add(session: &Session, arguments: &Arguments, event: &Add) -> Result<String, Failure> {
    let home = session.zone().await?;
    let zone = event.zone.as_deref().or_else(|| home.iana_name()).unwrap_or("UTC");
    let when = When::parse(&event.start, event.end.as_deref(), event.all_day, zone);
    let draft = Draft {
        category: event.category.clone(),
        title: event.title.clone(),
        when: when.map_err(coopol_core::device::Failure::from)?,
        place: event.place.clone(),
        description: event.description.clone(),
    };
    let (event, saved) = agenda::plan(session, &draft).await?;
    Ok(if arguments.json {
        json(&serde_json::json!({ "event": event, "change": saved.change }))
    } else {
        format!("Enregistré ici : {event}\nPour annuler : coopol undo {}", saved.change)
    })
}

async fn show(session: &Session, arguments: &Arguments, list: &List) -> Result<String, Failure> {
    let query = Query { span: if list.past { Span::Past } else { Span::Coming }, text: list.search.clone() };
    let page = agenda::list(session, &query, Window { offset: list.offset, limit: list.limit }).await?;
    if arguments.json {
        return Ok(json(&page));
    }
    let mut lines: Vec<String> = page.rows.iter().map(line).collect();
    lines.push(format!("{} événements.", page.total));
    Ok(lines.join("\n"))
}

fn line(row: &Row) -> String {
    let when =
        if row.when.all_day { row.when.start.strftime("%d/%m/%Y") } else { row.when.start.strftime("%d/%m/%Y %H:%M") };
    let cancelled = if row.cancelled { " (annulé)" } else { "" };
    format!("{}  {:<16}  {}{cancelled}  {}", row.id, when.to_string(), row.title, row.place)
}

async fn take_in(session: &Session, arguments: &Arguments, file: &Path, dry_run: bool) -> Result<String, Failure> {
    let bytes = std::fs::read(file).map_err(|source| Failure::File { path: file.to_owned(), source })?;
    let reading = ics::read(&bytes, &session.zone().await?, session.today().await?);
    let reading = reading.map_err(|source| Failure::Calendar { path: file.to_owned(), source })?;
    let planned = ics::plan(session, &reading).await?;
    if dry_run {
        return Ok(if arguments.json { json(&planned) } else { foretold(&planned) });
    }
    let done = ics::apply(session, &planned, &named(file)).await?;
    Ok(if arguments.json {
        json(&serde_json::json!({ "done": done, "problems": planned.problems }))
    } else {
        let undo = done.act.map_or(String::new(), |act| format!("\nPour tout annuler : coopol undo {act}"));
        format!("{} événements ajoutés, {} changés.{}{undo}", done.created, done.updated, problems(&planned))
    })
}

fn foretold(plan: &Plan) -> String {
    let (created, updated) = (plan.created.len(), plan.updated.len());
    format!("{created} événements à ajouter, {updated} à changer, {} inchangés.{}", plan.unchanged, problems(plan))
}

fn problems(plan: &Plan) -> String {
    let told = plan.problems.iter();
    let lines: Vec<String> = told
        .map(|problem| format!("\n  ligne {} : {} « {} »", problem.line, wrong(problem.code), problem.value))
        .collect();
    lines.concat()
}

fn wrong(code: Code) -> &'static str {
    match code {
        Code::NotClosed => "le fichier est coupé",
        Code::NotAnEvent => "ce n'est pas un événement",
        Code::NoStart => "pas de début, ou impossible",
        Code::NoTitle => "pas de titre",
        Code::BadRecurrence => "répétition incompréhensible, événement laissé de côté",
        Code::ManyTimes => "répétition sans fin, les deux prochaines années sont reprises",
        Code::UnknownZone => "fuseau horaire inconnu, celui de la section a été pris",
    }
}

async fn write(session: &Session, arguments: &Arguments, file: &Path) -> Result<String, Failure> {
    let calendar = ics::prepare(session, Span::Days(Date::MIN, Date::MAX)).await?;
    let events = calendar.count();
    let calendar = calendar.release(session).await?;
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    let written = options.open(file).and_then(|mut out| out.write_all(&calendar));
    written.map_err(|source| Failure::File { path: file.to_owned(), source })?;
    Ok(if arguments.json {
        json(&serde_json::json!({ "events": events }))
    } else {
        format!("{events} événements écrits.")
    })
}
