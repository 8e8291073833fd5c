//! `coopol handover`.

use std::path::Path;

use coopol_core::device::{Session, midnight};
use coopol_core::handover::{self, Answer, NewClaim, Prepared, Standing, Voice};
use coopol_core::mandates;
use coopol_domain::access::Office;
use coopol_domain::id::{HolderId, SubjectId, UnitId};
use coopol_domain::journal::Compartment;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde_json::json;

use super::archive::keep;
use super::devices::day;
use super::mandate::{after, known, unit};
use super::{dossier, identifier, remind, request, season};
use crate::arguments::Arguments;
use crate::arguments::archive::Add;
use crate::arguments::handover::{Claim, Election, Handover, Minutes, Ruling, Start, Which};
use crate::failure::Failure;
use crate::open::within;
use crate::output;
use crate::words;

pub async fn run(arguments: &Arguments, wanted: &Handover) -> Result<String, Failure> {
    // Whoever asks for an office has no profile yet.
    if let Handover::Request(asked) = wanted {
        return request::write(arguments, asked);
    }
    within(arguments, async |session| match wanted {
        Handover::Status { all } => status(session, arguments, *all).await,
        Handover::Start(new) => start(session, arguments, new).await,
        Handover::Claim(new) => claim(session, arguments, new).await,
        Handover::Receive(received) => request::receive(session, arguments, received).await,
        Handover::Minutes(given) => give(session, arguments, given).await,
        Handover::Season(wanted) => season::run(session, arguments, wanted).await,
        Handover::Remind(wanted) => remind::run(session, arguments, wanted).await,
        Handover::Dossier { out, language } => dossier::run(session, arguments, out.as_deref(), *language).await,
        other => {
            let (which, answer) = answer(other);
            reply(session, arguments, which, &answer).await
        }
    })
    .await
}

fn answer(wanted: &Handover) -> (&Which, Answer) {
    let ruling = |Ruling { reason, .. }: &Ruling| reason.clone();
    match wanted {
        Handover::Contest { which, reason, .. } => {
            (which, reason.clone().map_or(Answer::StopContesting, |reason| Answer::Contest { reason }))
        }
        Handover::Countersign(which) => (which, Answer::Countersign),
        Handover::Withdraw(which) => (which, Answer::Withdraw),
        Handover::Uphold(ruled) => (&ruled.which, Answer::Uphold { reason: ruling(ruled) }),
        Handover::Dismiss(ruled) => (&ruled.which, Answer::Dismiss { reason: ruling(ruled) }),
        Handover::Status { .. }
        | Handover::Start(_)
        | Handover::Claim(_)
        | Handover::Request(_)
        | Handover::Receive(_)
        | Handover::Minutes(_)
        | Handover::Season(_)
        | Handover::Remind(_)
        | Handover::Dossier { .. } => unreachable!("they were answered before"),
    }
}

async fn status(session: &Session, arguments: &Arguments, all: bool) -> Result<String, Failure> {
    let zone = session.zone().await?;
    let mut known = handover::list(session).await?;
    known.retain(|claim| all || claim.is_open());
    if arguments.json {
        return Ok(output::json(&known));
    }
    let reminders = handover::reminders(session).await?;
    let mut lines: Vec<String> = reminders.iter().map(|reminder| remind::received(reminder, &zone)).collect();
    lines.extend(known.iter().map(|claim| told(claim, &zone)));
    lines.push(match known.len() {
        0 => "Aucune passation en cours.".to_owned(),
        1 => "1 passation.".to_owned(),
        many => format!("{many} passations."),
    });
    Ok(lines.join("\n"))
}

fn told(claim: &Standing, zone: &TimeZone) -> String {
    let Standing { id, holder_name, office, unit_name, elected_on, stage, proof, .. } = claim;
    let theme = claim.theme.as_ref().map(|theme| format!(" ({theme})")).unwrap_or_default();
    let until = claim.contestable_until.map(|until| day(until, zone));
    let mut lines = vec![
        format!("{id}  {holder_name} : {}{theme}, {unit_name}, élection du {elected_on}", words::word(office)),
        format!("    {}", words::handover_stage(stage, until.as_deref())),
        format!("    déclarée par {}{} ; preuve : {proof}", name(&claim.made_by), asked(claim)),
    ];
    let others: Vec<String> =
        claim.supported.iter().filter(|voice| voice.holder != claim.made_by.holder).map(name).collect();
    if !others.is_empty() {
        lines.push(format!("    confirmée par {}", others.join(", ")));
    }
    for voice in &claim.contested {
        lines.push(format!("    contestée par {} : {}", name(voice), voice.reason.as_deref().unwrap_or_default()));
    }
    for rival in &claim.rivals {
        lines.push(format!("    la même fonction est demandée par ailleurs : {rival}"));
    }
    lines.extend(claim.reason.as_ref().map(|reason| format!("    motif de la décision : {reason}")));
    lines.join("\n")
}

/// That whoever was elected asked for it.
fn asked(claim: &Standing) -> String {
    claim
        .requested_on
        .as_ref()
        .map(|day| format!(", à la demande du {day} de {}", claim.holder_name))
        .unwrap_or_default()
}

fn name(voice: &Voice) -> String {
    let name = if voice.name.is_empty() { "quelqu'un que rien ne nomme ici" } else { &voice.name };
    if voice.from_above { format!("{name} (niveau au-dessus)") } else { name.to_owned() }
}

/// Hands over the office that is held here.
async fn start(session: &Session, arguments: &Arguments, wanted: &Start) -> Result<String, Failure> {
    let held = mandates::of_stream(session, session.stream(Compartment::Office).await?).await?;
    let office = held.and_then(|mandate| mandate.office.parse().ok()).ok_or(Failure::NoOffice)?;
    state(session, arguments, (&wanted.to, office, None), &wanted.election).await
}

async fn claim(session: &Session, arguments: &Arguments, wanted: &Claim) -> Result<String, Failure> {
    let unit = match &wanted.unit {
        Some(name) => Some(unit(session, name).await?),
        None => None,
    };
    state(session, arguments, (&wanted.holder, wanted.office, unit), &wanted.election).await
}

/// States that somebody was elected.
async fn state(
    session: &Session,
    arguments: &Arguments,
    (who, office, unit): (&str, Office, Option<UnitId>),
    wanted: &Election,
) -> Result<String, Failure> {
    let zone = session.zone().await?;
    let (holder, holder_name): (Option<HolderId>, String) = match known(session, who).await? {
        Some((holder, name)) => (Some(holder), name),
        None => (None, who.trim().to_owned()),
    };
    let mut new = NewClaim {
        unit,
        office,
        holder,
        holder_name,
        theme: wanted.theme.clone(),
        elected_on: wanted.elected_on.to_string(),
        since: midnight(wanted.since.unwrap_or(wanted.elected_on), &zone),
        until: wanted.until.map(|last| after(last, &zone)),
        proof: wanted.proof.clone(),
        document: None,
        requested_on: None,
    };
    let mut prepared = handover::prepare(session, &new).await?;
    if let Some(file) = &wanted.document {
        // What would be refused leaves no minutes behind.
        prepared.weigh(session).await?;
        if !wanted.dry_run {
            new.document = Some(minutes(session, file, Some(wanted.elected_on)).await?);
            prepared = handover::prepare(session, &new).await?;
        }
    }
    let told = format!("élection de {} : {}", new.holder_name, words::word(&new.office.to_string()));
    finish(session, arguments, prepared, &told, wanted.dry_run).await
}

pub(super) async fn minutes(session: &Session, file: &Path, elected_on: Option<Date>) -> Result<SubjectId, Failure> {
    let document =
        Add { file: file.to_owned(), title: None, category: Some("minutes".to_owned()), date: elected_on, text: None };
    Ok(keep(session, &document).await?.0)
}

/// Gives the minutes that an election lacks. What would be refused leaves none behind.
async fn give(session: &Session, arguments: &Arguments, given: &Minutes) -> Result<String, Failure> {
    let claim = SubjectId::from_bytes(identifier(&given.which.claim)?);
    let mut answer = Answer::Minutes { document: claim };
    let mut prepared = handover::prepare_answer(session, claim, &answer).await?;
    prepared.weigh(session).await?;
    if !given.which.dry_run {
        let standing = handover::list(session).await?.into_iter().find(|standing| standing.id == claim);
        let elected_on = standing.and_then(|standing| standing.elected_on.parse().ok());
        answer = Answer::Minutes { document: minutes(session, &given.document, elected_on).await? };
        prepared = handover::prepare_answer(session, claim, &answer).await?;
    }
    finish(session, arguments, prepared, words::handover_answer(&answer), given.which.dry_run).await
}

async fn reply(session: &Session, arguments: &Arguments, which: &Which, answer: &Answer) -> Result<String, Failure> {
    let claim = SubjectId::from_bytes(identifier(&which.claim)?);
    let prepared = handover::prepare_answer(session, claim, answer).await?;
    let standing = handover::list(session).await?.into_iter().find(|standing| standing.id == claim);
    if standing.is_some_and(|standing| !standing.is_open()) {
        return Err(Failure::HandoverClosed);
    }
    finish(session, arguments, prepared, words::handover_answer(answer), which.dry_run).await
}

/// Says what would be done, or does it.
pub(super) async fn finish(
    session: &Session,
    arguments: &Arguments,
    prepared: Prepared,
    told: &str,
    dry_run: bool,
) -> Result<String, Failure> {
    let claim = prepared.claim;
    let change = if dry_run {
        prepared.weigh(session).await?;
        None
    } else {
        Some(prepared.record(session).await?.change)
    };
    if arguments.json {
        return Ok(output::json(&json!({ "claim": claim, "change": change })));
    }
    let done = if dry_run { "Serait enregistré" } else { "Enregistré ici" };
    Ok(format!("{done} : {told}."))
}
