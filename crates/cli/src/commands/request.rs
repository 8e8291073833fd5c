//! `coopol handover request` and `receive`: somebody who holds no office yet asks, and an officer states it in their own name.

use std::fs::{self, OpenOptions};
use std::io::Write as _;
use std::path::Path;

use coopol_core::ambient::{Ambient as _, System};
use coopol_core::archive::{self, NewDocument};
use coopol_core::device::{Session, day};
use coopol_core::handover::{self, MOST_MINUTES, MOST_REQUEST, Minutes, NewClaim, Place, Request, place_called};
use coopol_core::mandates;
use coopol_domain::id::{HolderId, SubjectId};
use jiff::tz::TimeZone;
use serde_json::json;

use super::handover::finish;
use super::{archive as archives, named};
use crate::arguments::Arguments;
use crate::arguments::handover::{Receive, Request as Asked};
use crate::failure::Failure;
use crate::output;
use crate::words;

/// Writes the file that whoever was elected hands over. No profile is needed, and no network.
pub fn write(arguments: &Arguments, asked: &Asked) -> Result<String, Failure> {
    let election = &asked.election;
    let minutes = election.document.as_deref().map(minutes_of).transpose()?;
    let request = Request {
        unit: asked.unit.clone(),
        office: asked.office,
        theme: election.theme.clone(),
        person: asked.person.clone(),
        elected_on: election.elected_on,
        since: election.since,
        until: election.until,
        proof: election.proof.clone(),
        requested_on: day(System.now(), &TimeZone::system()),
        minutes,
    };
    let file = request.write().map_err(|source| Failure::BadRequest { file: None, source })?;
    if !election.dry_run {
        create(&asked.out, &file)?;
    }
    if arguments.json {
        return Ok(output::json(&json!({ "file": asked.out, "written": !election.dry_run })));
    }
    let written = if election.dry_run { "Serait écrite" } else { "Demande écrite" };
    Ok(format!(
        "{written} dans {}. Remettez-la à votre fédération, ou à deux responsables de l'unité : elle vaudra une fois déclarée \
         par l'un d'eux. Elle nomme une personne et son engagement : ne la laissez pas traîner.",
        asked.out.display()
    ))
}

/// States the election that a request describes, with its minutes, or says what that is.
pub async fn receive(session: &Session, arguments: &Arguments, wanted: &Receive) -> Result<String, Failure> {
    let request = read(&wanted.file)?;
    if let (Some(out), Some(minutes)) = (&wanted.minutes, &request.minutes) {
        create(out, &minutes.content)?;
    }
    let places = handover::places(session).await?;
    let name = wanted.unit.as_ref().unwrap_or(&request.unit);
    let unknown =
        || Failure::WhichUnit { given: name.clone(), known: places.iter().map(|place| place.name.clone()).collect() };
    let by_id = places.iter().find(|place| place.unit.to_string() == *name);
    let place = by_id.or_else(|| place_called(&places, name)).ok_or_else(unknown)?;
    let claims = handover::list(session).await?;
    if let Some(claim) = handover::declared(&claims, place.unit, request.office, &request.person) {
        return Err(Failure::Declared { claim: claim.id, by: claim.made_by.name.clone() });
    }
    let (holder, name) = newcomer(session, &request, place, wanted.holder.as_deref()).await?;
    let mut new = NewClaim { holder_name: name, ..request.claim(place, holder, &session.zone().await?) };
    let mut prepared = handover::prepare(session, &new).await?;
    // What would be refused leaves no minutes behind.
    prepared.weigh(session).await?;
    if let (false, true, Some(minutes)) = (wanted.dry_run, place.keeps_minutes, &request.minutes) {
        new.document = Some(keep(session, &request, minutes).await?);
        prepared = handover::prepare(session, &new).await?;
    }
    let told = told(&request, place, holder.map(|_| new.holder_name.as_str()));
    finish(session, arguments, prepared, &told, wanted.dry_run).await
}

/// Who asks, and how they are called: as before, where they held a mandate in the unit.
async fn newcomer(
    session: &Session,
    request: &Request,
    place: &Place,
    under: Option<&str>,
) -> Result<(Option<HolderId>, String), Failure> {
    let mandates = mandates::list(session).await?;
    match (handover::newcomer(&mandates, place.unit, under.unwrap_or(&request.person)), under) {
        (Some((holder, name)), _) => Ok((Some(holder), name)),
        (None, None) => Ok((None, request.person.clone())),
        (None, Some(under)) => {
            let there = mandates.into_iter().filter(|mandate| mandate.unit == place.unit);
            Err(Failure::WhoIsThat {
                name: under.to_owned(),
                known: there.map(|mandate| mandate.holder_name).collect(),
            })
        }
    }
}

/// What a request says, and what becomes of its minutes.
fn told(request: &Request, place: &Place, known: Option<&str>) -> String {
    let office = request.office.to_string();
    let office = words::word(&office);
    let theme = request.theme.as_ref().map(|theme| format!(" ({theme})")).unwrap_or_default();
    let until = request.until.map(|until| format!(" au {until}")).unwrap_or_default();
    let minutes = match (&request.minutes, place.keeps_minutes) {
        (None, _) => "elle ne contient pas de compte rendu",
        (Some(_), true) => "le compte rendu va dans les archives",
        (Some(_), false) => "le compte rendu n'est pas conservé : vous n'écrivez pas dans les archives de cette unité",
    };
    let known = known.map(|name| format!(" (qui a déjà exercé un mandat ici, sous le nom {name})")).unwrap_or_default();
    format!(
        "élection de {}{known} le {} : {office}{theme}, {}, du {}{until}\n    à sa demande du {}, pour « {} » ; preuve : {} ; {minutes}",
        request.person,
        request.elected_on,
        place.name,
        request.begins(),
        request.requested_on,
        request.unit,
        request.proof,
    )
}

async fn keep(session: &Session, request: &Request, minutes: &Minutes) -> Result<SubjectId, Failure> {
    archives::exchange(session).await?;
    let stem = Path::new(&minutes.file_name).file_stem().map(|stem| stem.to_string_lossy().into_owned());
    let new = NewDocument {
        title: stem.unwrap_or_default(),
        category: Some("minutes".to_owned()),
        dated_on: Some(request.elected_on),
        file_name: minutes.file_name.clone(),
        ..NewDocument::default()
    };
    let (document, _) = archive::add(session, &new, minutes.content.clone()).await?;
    archives::exchange(session).await?;
    Ok(document)
}

fn read(file: &Path) -> Result<Request, Failure> {
    let content = bounded(file, MOST_REQUEST)?;
    let of_file = |source| Failure::BadRequest { file: Some(file.to_owned()), source };
    let content = content.map_err(|size| of_file(handover::BadRequest::TooLarge { size }))?;
    Request::read(&content).map_err(of_file)
}

fn minutes_of(file: &Path) -> Result<Minutes, Failure> {
    let large = |_| Failure::BadRequest {
        file: Some(file.to_owned()),
        source: handover::BadRequest::Field { field: "minutes", rule: "too_long" },
    };
    Ok(Minutes { file_name: named(file), content: bounded(file, MOST_MINUTES)?.map_err(large)? })
}

/// What a file holds, or its size where that is more than `most`.
fn bounded(file: &Path, most: u64) -> Result<Result<Vec<u8>, u64>, Failure> {
    let failed = |source| Failure::File { path: file.to_owned(), source };
    match fs::metadata(file).map_err(failed)?.len() {
        size if size > most => Ok(Err(size)),
        _ => Ok(Ok(fs::read(file).map_err(failed)?)),
    }
}

/// A new file that its owner alone reads.
fn create(path: &Path, content: &[u8]) -> Result<(), Failure> {
    let failed = |source| Failure::File { path: path.to_owned(), source };
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut out = options.open(path).map_err(failed)?;
    out.write_all(content).and_then(|()| out.sync_all()).map_err(failed)
}
