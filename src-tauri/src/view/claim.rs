//! Claims, in the list and on their sheet.

use coopol_core::handover::{Answer, Forecast, NewClaim, Standing, Voice as CoreVoice};
use coopol_core::mandates::NewMandate;
use coopol_domain::access::Office as Held;
use coopol_domain::id::UnitId;
use coopol_domain::time::Instant;
use jiff::tz::TimeZone;

use super::handover::{Bureau, last_day};
use super::session::office;
use super::time::{day, midnight, wall};
use super::{count, id};
use crate::contract::agenda::Titled;
use crate::contract::base::Day;
use crate::contract::failure::{ErrorCode, Failure};
use crate::contract::handover::{
    ClaimAnswer, ClaimDraft, ClaimForecast, ClaimRow, ClaimSheet, ClaimStage, ClaimWord, MandateDraft, Voice,
};
use crate::contract::history::Named;
use crate::contract::session::Office;

pub fn row(claim: &Standing, zone: &TimeZone) -> ClaimRow {
    ClaimRow {
        id: claim.id.to_string(),
        unit: Named { id: claim.unit.to_string(), name: claim.unit_name.clone() },
        office: office(&claim.office),
        theme: claim.theme.clone(),
        holder: Named { id: claim.holder.to_string(), name: claim.holder_name.clone() },
        elected_on: claim.elected_on.clone(),
        stage: stage(claim.stage),
        contestable_until: claim.contestable_until.map(|until| wall(until, zone)),
        missing: claim.missing.map(|more| count(more as u64)),
    }
}

/// What stands about one claim. `all` are the known ones, `bureau` is that of its unit.
pub fn sheet(
    claim: &Standing,
    all: &[Standing],
    bureau: &Bureau<'_>,
    document: Option<Titled>,
    may: &[Answer],
) -> ClaimSheet {
    let zone = bureau.zone;
    let rival = |of: &Standing| Named { id: of.id.to_string(), name: of.holder_name.clone() };
    ClaimSheet {
        claim: row(claim, zone),
        since: day(claim.since, zone),
        until: claim.until.map(|until| last_day(until, zone)),
        proof: claim.proof.clone(),
        document,
        made_by: voice(&claim.made_by),
        requested_on: claim.requested_on.clone(),
        supported: claim.supported.iter().map(voice).collect(),
        contested: claim.contested.iter().map(voice).collect(),
        might_answer: bureau.might_answer(Some(claim.holder), &claim.supported),
        rivals: all.iter().filter(|other| claim.rivals.contains(&other.id)).map(rival).collect(),
        replaces: bureau.of(&claim.replaces),
        reason: claim.reason.clone(),
        may: may.iter().map(word).collect(),
    }
}

pub fn forecast(forecast: &Forecast, new: &NewClaim, own: &CoreVoice, bureau: &Bureau<'_>) -> ClaimForecast {
    ClaimForecast {
        replaces: bureau.of(&forecast.replaces),
        missing: forecast.missing.map(|more| count(more as u64)),
        might_answer: bureau.might_answer(new.holder, std::slice::from_ref(own)),
    }
}

/// A claim as it was typed, ready to be weighed.
pub fn new_claim(draft: ClaimDraft, zone: &TimeZone) -> Result<NewClaim, Failure> {
    let unit: UnitId = id(&draft.unit)?;
    let since = midnight(&draft.since, 0, zone)?;
    let until = end(draft.until, since, zone)?;
    midnight(&draft.elected_on, 0, zone)?;
    Ok(NewClaim {
        theme: draft.theme,
        unit: Some(unit),
        office: held(draft.office)?,
        holder: draft.holder.map(|holder| id(&holder)).transpose()?,
        holder_name: required("holder_name", &draft.holder_name)?,
        elected_on: draft.elected_on,
        since,
        until,
        proof: required("proof", &draft.proof)?,
        document: draft.document.map(|document| id(&document)).transpose()?,
        requested_on: draft.requested_on,
    })
}

/// A mandate as it was typed, ready to be weighed; without a first day it begins now.
pub fn new_mandate(draft: MandateDraft, now: Instant, zone: &TimeZone) -> Result<NewMandate, Failure> {
    let since = draft.since.map(|since| midnight(&since, 0, zone)).transpose()?.unwrap_or(now);
    Ok(NewMandate {
        unit: Some(id(&draft.unit)?),
        office: held(draft.office)?,
        theme: draft.theme,
        holder: draft.holder.map(|holder| id(&holder)).transpose()?,
        holder_name: required("holder_name", &draft.holder_name)?,
        since,
        until: end(draft.until, since, zone)?,
        proof: draft.proof,
        document: draft.document.map(|document| id(&document)).transpose()?,
    })
}

pub fn held(office: Office) -> Result<Held, Failure> {
    let word = serde_json::to_value(office).map_err(|error| Failure::bug(&error))?;
    let held = word.as_str().and_then(|word| word.parse::<Held>().ok());
    held.ok_or_else(|| Failure::new(ErrorCode::Invalid, "no such office").with("field", "office"))
}

/// The instant after a last day.
fn end(last: Option<Day>, since: Instant, zone: &TimeZone) -> Result<Option<Instant>, Failure> {
    let until = last.map(|last| midnight(&last, 1, zone)).transpose()?;
    if until.is_some_and(|until| until <= since) {
        let wrong = Failure::new(ErrorCode::Invalid, "it ends before it begins");
        return Err(wrong.with("field", "until").with("rule", "end_before_start"));
    }
    Ok(until)
}

fn required(field: &str, text: &str) -> Result<String, Failure> {
    match text.trim() {
        "" => Err(Failure::new(ErrorCode::Invalid, "empty").with("field", field).with("rule", "required")),
        text => Ok(text.to_owned()),
    }
}

pub fn answer(answer: ClaimAnswer) -> Result<Answer, Failure> {
    let said = |reason: Option<String>| reason.map(|it| it.trim().to_owned()).filter(|it| !it.is_empty());
    let missing = || Failure::new(ErrorCode::Invalid, "empty").with("field", "reason").with("rule", "required");
    Ok(match answer {
        ClaimAnswer::Countersign => Answer::Countersign,
        ClaimAnswer::Contest { reason } => Answer::Contest { reason: said(Some(reason)).ok_or_else(missing)? },
        ClaimAnswer::StopContesting => Answer::StopContesting,
        ClaimAnswer::Withdraw => Answer::Withdraw,
        ClaimAnswer::Uphold { reason } => Answer::Uphold { reason: said(reason) },
        ClaimAnswer::Dismiss { reason } => Answer::Dismiss { reason: said(reason) },
        ClaimAnswer::Minutes { document } => Answer::Minutes { document: id(&document)? },
    })
}

fn voice(voice: &CoreVoice) -> Voice {
    Voice { name: voice.name.clone(), from_above: voice.from_above, reason: voice.reason.clone() }
}

const fn word(answer: &Answer) -> ClaimWord {
    match answer {
        Answer::Countersign => ClaimWord::Countersign,
        Answer::Contest { .. } => ClaimWord::Contest,
        Answer::StopContesting => ClaimWord::StopContesting,
        Answer::Withdraw => ClaimWord::Withdraw,
        Answer::Uphold { .. } => ClaimWord::Uphold,
        Answer::Dismiss { .. } => ClaimWord::Dismiss,
        Answer::Minutes { .. } => ClaimWord::Minutes,
    }
}

fn stage(word: &str) -> ClaimStage {
    match word {
        "gathering" => ClaimStage::Gathering,
        "contestable" => ClaimStage::Contestable,
        "contested" => ClaimStage::Contested,
        "rivalled" => ClaimStage::Rivalled,
        "ripe" => ClaimStage::Ripe,
        "granted" => ClaimStage::Granted,
        "dismissed" => ClaimStage::Dismissed,
        _ => ClaimStage::Withdrawn,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(since: Option<&str>, until: Option<&str>) -> MandateDraft {
        MandateDraft {
            unit: "01".repeat(16),
            office: Office::FederalSecretary,
            theme: Some("Formation".to_owned()),
            holder: None,
            holder_name: " Léo Müller ".to_owned(),
            since: since.map(str::to_owned),
            until: until.map(str::to_owned),
            proof: None,
            document: None,
        }
    }

    #[test]
    fn a_mandate_begins_now_or_with_a_day_and_ends_after_its_last() {
        let (now, zone) = (Instant(1_795_000_000_000), TimeZone::get("Europe/Paris").unwrap());
        let of = |since, until| new_mandate(typed(since, until), now, &zone);
        let new = of(None, None).unwrap();
        assert_eq!((new.since, new.until, new.holder_name.as_str()), (now, None, "Léo Müller"));
        assert_eq!((new.office, new.theme.as_deref()), (Held::FederalSecretary, Some("Formation")));
        let day = 24 * 60 * 60 * 1000;
        let new = of(Some("2027-01-04"), Some("2027-01-04")).unwrap();
        assert_eq!(new.until, Some(new.since.plus(day)), "one day");
        assert!(of(Some("2027-01-04"), Some("2027-01-03")).is_err());
        assert!(of(None, Some("2020-01-01")).is_err(), "it would be over before it begins");
    }
}
