//! `coopol history`.

use coopol_core::history::{Entry, Query, list};
use coopol_domain::id::SubjectId;
use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::identifier;
use crate::arguments::{Arguments, History};
use crate::failure::Failure;
use crate::open::within;
use crate::output::json;
use crate::words;

pub async fn run(arguments: &Arguments, history: &History) -> Result<String, Failure> {
    let subject = history.subject.as_deref().map(identifier).transpose()?.map(SubjectId::from_bytes);
    let (page, zone) = within(arguments, async |session| {
        let page = list(session, &Query { subject, ..Query::default() }, 0, history.limit).await?;
        Ok((page, session.zone().await?))
    })
    .await?;
    if arguments.json {
        return Ok(json(&page));
    }
    let mut lines: Vec<String> = page.rows.iter().flat_map(|entry| sentences(entry, &zone)).collect();
    lines.push(format!("{} lignes.", page.total));
    Ok(lines.join("\n"))
}

fn sentences(entry: &Entry, zone: &TimeZone) -> Vec<String> {
    let at = Timestamp::from_millisecond(i64::try_from(entry.at.0).unwrap_or_default()).unwrap_or_default();
    let at = at.to_zoned(zone.clone()).strftime("%d/%m/%Y %H:%M").to_string();
    let id = entry.act.map_or_else(|| entry.id.to_string(), |act| act.to_string());
    let mut lines = vec![format!("{at}  {}  {id}", words::done(entry))];
    lines.extend(entry.fields.iter().filter_map(|field| Some(format!("    {}", words::shown(field, zone)?))));
    lines
}
