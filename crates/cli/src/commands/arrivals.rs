//! `coopol arrivals`, and sending somebody: `coopol roster transfer`.

use coopol_core::device::Session;
use coopol_core::roster;
use coopol_core::roster::arrivals::{self, Arrival};
use coopol_core::text::{fold, national};
use coopol_core::transport::UnitNamed;
use coopol_domain::id::SubjectId;

use super::identifier;
use crate::arguments::{Arguments, Arrivals};
use crate::failure::Failure;
use crate::open::within;
use crate::output::json;

pub async fn run(arguments: &Arguments, wanted: &Arrivals) -> Result<String, Failure> {
    within(arguments, async |session| match wanted {
        Arrivals::List => list(session, arguments).await,
        Arrivals::Accept { person, known } => accept(session, arguments, person, known.as_deref()).await,
        Arrivals::AcceptAll { from } => accept_all(session, arguments, from).await,
        Arrivals::Decline { person } => decline(session, arguments, person).await,
    })
    .await
}

/// Sends somebody to another section.
pub async fn transfer(arguments: &Arguments, person: &str, to: &str) -> Result<String, Failure> {
    let person = SubjectId::from_bytes(identifier(person)?);
    let (unit, saved) = within(arguments, async |session| {
        let server = session.http().await.map_err(Failure::Unreachable)?;
        let units = roster::destinations(session, &server).await.map_err(Failure::Unreachable)?;
        let unit = destination(units, to)?;
        let saved = roster::transfer(session, person, &unit).await?;
        Ok((unit, saved))
    })
    .await?;
    Ok(if arguments.json {
        json(&serde_json::json!({ "change": saved.change, "to": unit }))
    } else {
        let (name, change) = (unit.name, saved.change);
        format!(
            "Enregistré ici. « {name} » pourra l'accueillir après `coopol sync` ; tant que personne n'a répondu, pour \
             annuler : coopol undo {change}"
        )
    })
}

/// By id, by name, or by a part of the name that only one has.
pub fn destination(units: Vec<UnitNamed>, given: &str) -> Result<UnitNamed, Failure> {
    let wanted = fold(given);
    let same = |unit: &&UnitNamed| unit.id.to_string() == given || fold(&unit.name) == wanted;
    if let Some(unit) = units.iter().find(same) {
        return Ok(unit.clone());
    }
    let parts: Vec<&UnitNamed> = units.iter().filter(|unit| fold(&unit.name).contains(&wanted)).collect();
    match parts.as_slice() {
        [unit] => Ok((*unit).clone()),
        [] => {
            Err(Failure::NoUnit { given: given.to_owned(), known: units.into_iter().map(|unit| unit.name).collect() })
        }
        several => {
            let known = several.iter().map(|unit| unit.name.clone()).collect();
            Err(Failure::NoUnit { given: given.to_owned(), known })
        }
    }
}

async fn list(session: &Session, arguments: &Arguments) -> Result<String, Failure> {
    let waiting = arrivals::list(session).await?;
    if arguments.json {
        return Ok(json(&waiting));
    }
    let mut lines: Vec<String> = waiting.iter().flat_map(lines).collect();
    lines.push(match waiting.len() {
        0 => "Personne n'attend d'être accueilli.".to_owned(),
        1 => "1 personne attend d'être accueillie.".to_owned(),
        many => format!("{many} personnes attendent d'être accueillies."),
    });
    Ok(lines.join("\n"))
}

fn lines(arrival: &Arrival) -> Vec<String> {
    let Arrival { person, name, from, .. } = arrival;
    let phone = arrival.phone.as_deref().map(national);
    let told = [arrival.born_on.clone(), arrival.city.clone(), arrival.email.clone(), phone, arrival.number.clone()];
    let told: Vec<String> = told.into_iter().flatten().collect();
    let mut lines = vec![format!("{person}  {name}, de « {from} »")];
    if !told.is_empty() {
        lines.push(format!("    {}", told.join(" · ")));
    }
    lines.extend(arrival.paid_until.map(|year| format!("    cotisation réglée pour {year}")));
    let known = arrival.known.iter();
    lines.extend(known.map(|known| format!("    déjà au fichier ? {}  {}", known.person, known.name)));
    lines
}

async fn accept(
    session: &Session,
    arguments: &Arguments,
    person: &str,
    known: Option<&str>,
) -> Result<String, Failure> {
    let known = known.map(|known| identifier(known).map(SubjectId::from_bytes)).transpose()?;
    let done = arrivals::accept(session, SubjectId::from_bytes(identifier(person)?), known).await?;
    Ok(if arguments.json { json(&done) } else { format!("Enregistré ici. Pour annuler : coopol undo {}", done.undo) })
}

/// Those of one section, as one act; by its name, as the list says it.
async fn accept_all(session: &Session, arguments: &Arguments, from: &str) -> Result<String, Failure> {
    let waits = arrivals::list(session).await?;
    let mut names: Vec<String> = waits.into_iter().map(|arrival| arrival.from).collect();
    names.sort();
    names.dedup();
    let Some(from) = names.iter().find(|name| fold(name) == fold(from)) else {
        return Err(Failure::NoUnit { given: from.to_owned(), known: names });
    };
    let (done, doubtful) = arrivals::accept_all(session, from).await?;
    let act = done.as_ref().map(|done| done.act.to_string());
    let taken = done.map_or(0, |done| done.changes.len());
    if arguments.json {
        return Ok(json(&serde_json::json!({ "undo": act, "accepted": taken, "left": doubtful })));
    }
    let mut said = vec![match taken {
        0 => "Personne n'a été accueilli.".to_owned(),
        1 => "Enregistré ici : 1 personne accueillie.".to_owned(),
        many => format!("Enregistré ici : {many} personnes accueillies."),
    }];
    said.extend(act.map(|act| format!("Pour annuler : coopol undo {act}")));
    if !doubtful.is_empty() {
        said.push("Peut-être déjà au fichier, à accueillir une à une (`coopol arrivals accept`) :".to_owned());
        said.extend(doubtful.iter().flat_map(lines));
    }
    Ok(said.join("\n"))
}

async fn decline(session: &Session, arguments: &Arguments, person: &str) -> Result<String, Failure> {
    let saved = arrivals::decline(session, SubjectId::from_bytes(identifier(person)?)).await?;
    Ok(if arguments.json {
        json(&serde_json::json!({ "change": saved.change }))
    } else {
        "Enregistré ici. La personne retrouvera sa place dans la section d'où elle vient.".to_owned()
    })
}
