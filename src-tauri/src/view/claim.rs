//! Claims, in the list and on their sheet.

use coopol_core::handover::{Answer, Forecast, NewClaim, Standing, Voice as CoreVoice};
use coopol_domain::access::Office as Held;
use coopol_domain::id::UnitId;
use jiff::tz::TimeZone;

use super::handover::{Bureau, last_day};
use super::session::office;
use super::time::{day, midnight, wall};
use super::{count, id};
use crate::contract::agenda::Titled;
use crate::contract::failure::{ErrorCode, Failure};
use crate::contract::handover::{
    ClaimAnswer, ClaimDraft, ClaimForecast, ClaimRow, ClaimSheet, ClaimStage, ClaimWord, Voice,
};
use crate::contract::history::Named;

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
    let word = serde_json::to_value(draft.office).map_err(|error| Failure::bug(&error))?;
    let office = word.as_str().and_then(|word| word.parse::<Held>().ok());
    let since = midnight(&draft.since, 0, zone)?;
    let until = draft.until.map(|last| midnight(&last, 1, zone)).transpose()?;
    if until.is_some_and(|until| until <= since) {
        let wrong = Failure::new(ErrorCode::Invalid, "it ends before it begins");
        return Err(wrong.with("field", "until").with("rule", "end_before_start"));
    }
    let required = |field: &str, text: String| match text.trim() {
        "" => Err(Failure::new(ErrorCode::Invalid, "empty").with("field", field).with("rule", "required")),
        text => Ok(text.to_owned()),
    };
    midnight(&draft.elected_on, 0, zone)?;
    Ok(NewClaim {
        theme: draft.theme,
        unit: Some(unit),
        office: office.ok_or_else(|| Failure::new(ErrorCode::Invalid, "no such office").with("field", "office"))?,
        holder: draft.holder.map(|holder| id(&holder)).transpose()?,
        holder_name: required("holder_name", draft.holder_name)?,
        elected_on: draft.elected_on,
        since,
        until,
        proof: required("proof", draft.proof)?,
        document: draft.document.map(|document| id(&document)).transpose()?,
    })
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
