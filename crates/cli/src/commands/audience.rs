//! `coopol audience`.

use coopol_core::mandates;
use coopol_core::transport::UnitAudience;
use coopol_domain::journal::Compartment;

use super::unit;
use crate::arguments::Arguments;
use crate::failure::Failure;
use crate::open::within;
use crate::output::json;

pub async fn run(arguments: &Arguments, wanted: Option<&str>) -> Result<String, Failure> {
    let told = within(arguments, async |session| {
        let unit = if let Some(name) = wanted {
            unit(session, name).await?
        } else {
            let office = session.stream(Compartment::Office).await?;
            let own = mandates::of_stream(session, office).await?;
            own.ok_or_else(|| Failure::WhichUnit { given: String::new(), known: Vec::new() })?.unit
        };
        let server = session.http().await.map_err(Failure::Unreachable)?;
        server.audience(unit).await.map_err(Failure::Unreachable)
    })
    .await?;
    if arguments.json {
        return Ok(json(&told));
    }
    let mut lines: Vec<String> = told.iter().map(line).collect();
    let people: u64 = told.iter().filter_map(|unit| unit.people).sum();
    lines.push(format!("{} unités, au moins {people} personnes.", told.len()));
    Ok(lines.join("\n"))
}

/// What isn't told is so for a reason, and said as such.
fn line(unit: &UnitAudience) -> String {
    let people = unit.people.map_or("moins de 5 personnes".to_owned(), |people| format!("{people} personnes"));
    let parts = match (unit.people, unit.with_email, unit.without_email) {
        (_, Some(with), Some(without)) => format!(", {with} avec une adresse e-mail, {without} sans"),
        (Some(_), ..) => ", dont moins de 5 avec une adresse e-mail, ou sans".to_owned(),
        _ => String::new(),
    };
    format!("{} : {people}{parts}", unit.name)
}
