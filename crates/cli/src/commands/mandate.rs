//! `coopol mandate`.

use std::collections::BTreeMap;

use coopol_core::device::{Session, midnight};
use coopol_core::mandates::{
    self, Attested, Card, Caretaker, Mandate, NewCaretaker, NewMandate, NewSuspension, Prepared, Suspension,
};
use coopol_core::text::{fold, national};
use coopol_domain::access::Need;
use coopol_domain::id::{HolderId, MandateId, SubjectId, UnitId};
use coopol_domain::time::Instant;
use jiff::ToSpan as _;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::Serialize;
use serde_json::json;

use super::devices::day;
use super::handover::minutes;
use super::identifier;
use crate::arguments::Arguments;
use crate::arguments::mandate::{Card as CardWanted, Caretaker as CaretakerWanted, Mandate as Wanted, Record};
use crate::failure::Failure;
use crate::open::within;
use crate::output;
use crate::words;

pub async fn run(arguments: &Arguments, wanted: &Wanted) -> Result<String, Failure> {
    within(arguments, async |session| match wanted {
        Wanted::List { all } => list(session, arguments, *all).await,
        Wanted::Record(record) => self::record(session, arguments, record).await,
        Wanted::Card(wanted) => card(session, arguments, wanted).await,
        Wanted::End { mandate, on, dry_run } => end(session, arguments, mandate, *on, *dry_run).await,
        Wanted::Suspend { mandate, reason, since, until, dry_run } => {
            suspend(session, arguments, (mandate, reason), (*since, *until), *dry_run).await
        }
        Wanted::Caretaker(wanted) => caretaker(session, arguments, wanted).await,
        Wanted::Lift { mandate, dry_run } => lift(session, arguments, mandate, *dry_run).await,
    })
    .await
}

async fn list(session: &Session, arguments: &Arguments, all: bool) -> Result<String, Failure> {
    let (now, zone) = (session.see().await?, session.zone().await?);
    let mut known = mandates::list(session).await?;
    known.retain(|mandate| all || !mandate.is_over(now));
    let attested = mandates::attested(session).await?;
    let known = known.into_iter().map(|mandate| Told::new(mandate, &attested)).collect::<Vec<_>>();
    if arguments.json {
        return Ok(output::json(&known));
    }
    let mut lines: Vec<String> = known.iter().map(|told| line(told, now, &zone)).collect();
    lines.push(format!("{} mandats.", known.len()));
    Ok(lines.join("\n"))
}

/// A mandate, and what shows it.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Told {
    #[serde(flatten)]
    mandate: Mandate,
    proof: Option<String>,
    document: Option<SubjectId>,
}

impl Told {
    fn new(mandate: Mandate, attested: &BTreeMap<MandateId, Attested>) -> Self {
        let Attested { proof, document, .. } = attested.get(&mandate.id).cloned().unwrap_or_default();
        Self { mandate, proof, document }
    }
}

fn line(told: &Told, now: Instant, zone: &TimeZone) -> String {
    let mandate = &told.mandate;
    let Mandate { id, holder_name, office, unit_name, since, until, .. } = mandate;
    let mark = match (*since > now, mandate.is_over(now)) {
        (true, _) => ", à venir",
        (_, true) => ", terminé",
        _ => "",
    };
    let open = mandate.suspensions.iter().filter(|span| span.is_open(now) && !mandate.is_over(now));
    let suspended: String = open.map(|span| suspension(span, now, zone)).collect();
    // The end is the instant that follows the last day.
    let last = until.map(|until| format!(" jusqu'au {}", day(Instant(until.0.saturating_sub(1)), zone)));
    let (office, since) = (words::word(office), day(*since, zone));
    let reached = mandate.card.as_ref().map(|card| {
        let ways = [card.email.clone(), card.phone.as_deref().map(national)].into_iter().flatten();
        format!("\n    pour joindre {} : {}", card.name, ways.collect::<Vec<_>>().join(", "))
    });
    let in_charge = mandate.caretaker.as_ref().map(in_charge).unwrap_or_default();
    let (last, reached) = (last.unwrap_or_default(), reached.unwrap_or_default());
    let theme = mandate.theme.as_ref().map(|theme| format!(" ({theme})")).unwrap_or_default();
    let proof = told.proof.as_ref().map(|proof| format!("\n    preuve : {proof}")).unwrap_or_default();
    let held = format!("{holder_name} : {office}{theme}, {unit_name}, depuis le {since}{last}{mark}");
    format!("{id}  {held}{in_charge}{suspended}{proof}{reached}")
}

/// Below the mandate: « suspendu depuis le 22/11/2026 par Ada Traoré : comptes non rendus ».
fn suspension(span: &Suspension, now: Instant, zone: &TimeZone) -> String {
    let begins = if span.covers(now) { "suspendu depuis le" } else { "suspendu à partir du" };
    let last = span.until.map(|until| format!(" jusqu'au {}", day(Instant(until.0.saturating_sub(1)), zone)));
    let by = span.by.as_deref().unwrap_or("le niveau au-dessus");
    let (since, last) = (day(span.since, zone), last.unwrap_or_default());
    format!("\n    {begins} {since}{last} par {by} : {}", span.ground)
}

/// Below the mandate: « administration provisoire, par Ada Traoré : plus personne en fonction ».
fn in_charge(caretaker: &Caretaker) -> String {
    let by = caretaker.by.as_deref().unwrap_or("le niveau au-dessus");
    let prolongs = caretaker.prolongs.map(|which| format!("\n    prolonge {which}")).unwrap_or_default();
    format!("\n    administration provisoire, par {by} : {}{prolongs}", caretaker.reason)
}

async fn caretaker(session: &Session, arguments: &Arguments, wanted: &CaretakerWanted) -> Result<String, Failure> {
    let (now, zone) = (session.see().await?, session.zone().await?);
    let (holder, holder_name) = match known(session, &wanted.name).await? {
        Some((holder, name)) => (Some(holder), name),
        None => (None, wanted.name.trim().to_owned()),
    };
    let new = NewCaretaker {
        unit: Some(unit(session, &wanted.unit).await?),
        office: wanted.office,
        holder,
        holder_name,
        since: wanted.since.map_or(now, |since| midnight(since, &zone)),
        until: after(wanted.until, &zone),
        reason: wanted.reason.clone(),
        prolongs: wanted.prolongs.as_deref().map(identifier).transpose()?.map(MandateId::from_bytes),
    };
    let prepared = mandates::prepare_caretaker(session, &new).await?;
    let (office, last) = (new.office.to_string(), wanted.until.strftime("%d/%m/%Y"));
    let told = format!("administration provisoire de {} : {}, jusqu'au {last}", new.holder_name, words::word(&office));
    finish(session, arguments, prepared, &told, wanted.dry_run).await
}

async fn card(session: &Session, arguments: &Arguments, wanted: &CardWanted) -> Result<String, Failure> {
    let mandate = wanted.mandate.as_deref().map(identifier).transpose()?.map(MandateId::from_bytes);
    let CardWanted { name, email, phone, .. } = wanted;
    let card = name.clone().map(|name| Card { name, email: email.clone(), phone: phone.clone() });
    let prepared = mandates::prepare_card(session, mandate, card.as_ref()).await?;
    let told = if card.is_some() { "comment vous joindre" } else { "vos coordonnées ne sont plus montrées" };
    finish(session, arguments, prepared, told, wanted.dry_run).await
}

async fn record(session: &Session, arguments: &Arguments, wanted: &Record) -> Result<String, Failure> {
    let (now, zone) = (session.see().await?, session.zone().await?);
    let holder = match known(session, &wanted.holder).await? {
        Some((holder, name)) => (Some(holder), name),
        None => (None, wanted.holder.trim().to_owned()),
    };
    let mut new = NewMandate {
        unit: match &wanted.unit {
            Some(name) => Some(unit(session, name).await?),
            None => None,
        },
        office: wanted.office,
        holder: holder.0,
        holder_name: holder.1,
        theme: wanted.theme.clone(),
        since: wanted.since.map_or(now, |since| midnight(since, &zone)),
        until: wanted.until.map(|last| after(last, &zone)),
        proof: wanted.proof.clone(),
        document: None,
    };
    let mut prepared = mandates::prepare(session, &new).await?;
    if let Some(file) = &wanted.document {
        // What would be refused leaves no document behind.
        prepared.weigh(session).await?;
        if !wanted.dry_run {
            new.document = Some(minutes(session, file, None).await?);
            prepared = mandates::prepare(session, &new).await?;
        }
    }
    let told = format!("mandat de {} : {}", new.holder_name, words::word(&new.office.to_string()));
    finish(session, arguments, prepared, &told, wanted.dry_run).await
}

async fn end(
    session: &Session,
    arguments: &Arguments,
    mandate: &str,
    on: Option<Date>,
    dry_run: bool,
) -> Result<String, Failure> {
    let mandate = MandateId::from_bytes(identifier(mandate)?);
    let zone = session.zone().await?;
    let until = on.map_or(session.see().await?, |last| after(last, &zone));
    let prepared = mandates::prepare_end(session, mandate, until).await?;
    finish(session, arguments, prepared, "fin du mandat", dry_run).await
}

async fn suspend(
    session: &Session,
    arguments: &Arguments,
    (mandate, reason): (&str, &str),
    (since, until): (Option<Date>, Option<Date>),
    dry_run: bool,
) -> Result<String, Failure> {
    let zone = session.zone().await?;
    let new = NewSuspension {
        mandate: MandateId::from_bytes(identifier(mandate)?),
        ground: reason.to_owned(),
        since: since.map_or(session.see().await?, |since| midnight(since, &zone)),
        until: until.map(|last| after(last, &zone)),
    };
    let prepared = mandates::prepare_suspension(session, &new).await?;
    let last = until.map(|last| format!(", jusqu'au {last}")).unwrap_or_default();
    finish(session, arguments, prepared, &format!("mandat suspendu{last}"), dry_run).await
}

async fn lift(session: &Session, arguments: &Arguments, mandate: &str, dry_run: bool) -> Result<String, Failure> {
    let mandate = MandateId::from_bytes(identifier(mandate)?);
    let prepared = mandates::prepare_lifting(session, mandate, session.see().await?).await?;
    finish(session, arguments, prepared, "suspension du mandat levée", dry_run).await
}

/// Says what would be done, or does it.
async fn finish(
    session: &Session,
    arguments: &Arguments,
    prepared: Prepared,
    told: &str,
    dry_run: bool,
) -> Result<String, Failure> {
    let mandate = prepared.mandate;
    let (change, need) = if dry_run {
        (None, prepared.weigh(session).await?)
    } else {
        let saved = prepared.record(session).await?;
        (Some(saved.change), saved.waits_for)
    };
    if arguments.json {
        let needs = need.map(|need| need.to_string());
        return Ok(output::json(&json!({ "mandate": mandate, "change": change, "needs": needs })));
    }
    let waits = match need {
        Some(Need::SecondMandate) => " Comptera quand un second mandat l'aura accepté.",
        Some(Need::Treasurer) | None => "",
    };
    let done = if dry_run { "Serait enregistré" } else { "Enregistré ici" };
    Ok(format!("{done} : {told}.{waits}"))
}

/// The instant that follows a last day.
pub(super) fn after(last: Date, zone: &TimeZone) -> Instant {
    midnight(last.checked_add(1.day()).unwrap_or(Date::MAX), zone)
}

pub(super) async fn known(session: &Session, name: &str) -> Result<Option<(HolderId, String)>, Failure> {
    let folded = fold(name);
    let holders = mandates::holders(session).await?;
    let mut meant = holders.into_iter().filter(|holder| fold(&holder.name) == folded);
    match (meant.next(), meant.next()) {
        (one, None) => Ok(one.map(|holder| (holder.id, holder.name))),
        _ => Err(Failure::WhichOne(name.to_owned())),
    }
}

/// The unit of this name or id.
pub async fn unit(session: &Session, name: &str) -> Result<UnitId, Failure> {
    let folded = fold(name);
    let units = mandates::units(session).await?;
    let mut meant = units.iter().filter(|unit| fold(&unit.name) == folded || unit.id.to_string() == name);
    match (meant.next(), meant.next()) {
        (Some(unit), None) => Ok(unit.id),
        _ => {
            Err(Failure::WhichUnit { given: name.to_owned(), known: units.into_iter().map(|unit| unit.name).collect() })
        }
    }
}
