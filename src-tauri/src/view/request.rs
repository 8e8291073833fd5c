//! What somebody who was elected asks for, on its way out and in.

use coopol_core::handover::{BadRequest, Minutes, Place, Request, Standing, declared, newcomer, place_called};
use coopol_core::mandates::Mandate;
use jiff::civil::Date;

use super::claim::held;
use super::session::office;
use crate::contract::failure::{ErrorCode, Failure};
use crate::contract::request::{ClaimRequest, RequestDraft, StagedMinutes};

/// A request as it was typed, of the day on which it is written.
pub fn request(draft: RequestDraft, minutes: Option<Minutes>, today: Date) -> Result<Request, Failure> {
    Ok(Request {
        unit: draft.unit,
        office: held(draft.office)?,
        theme: draft.theme,
        person: draft.person,
        elected_on: day("elected_on", &draft.elected_on)?,
        since: None,
        until: draft.until.map(|until| day("until", &until)).transpose()?,
        proof: draft.proof,
        requested_on: today,
        minutes,
    })
}

/// A request as it was received, and what of it is known here. `stage` keeps its minutes for later.
pub fn received(
    request: Request,
    places: &[Place],
    mandates: &[Mandate],
    claims: &[Standing],
    stage: impl FnOnce(Minutes) -> String,
) -> ClaimRequest {
    let place = place_called(places, &request.unit);
    let holder = place.and_then(|place| newcomer(mandates, place.unit, &request.person));
    let declared = place.and_then(|place| declared(claims, place.unit, request.office, &request.person));
    let since = request.begins().to_string();
    let minutes = request.minutes.map(|minutes| StagedMinutes {
        file_name: minutes.file_name.clone(),
        kept: place.is_some_and(|place| place.keeps_minutes),
        file: stage(minutes),
    });
    ClaimRequest {
        place: place.map(|place| place.unit.to_string()),
        declared: declared.map(|claim| claim.id.to_string()),
        unit: request.unit,
        office: office(&request.office.to_string()),
        theme: request.theme,
        person: request.person,
        holder: holder.map(|(holder, _)| holder.to_string()),
        elected_on: request.elected_on.to_string(),
        since,
        until: request.until.map(|until| until.to_string()),
        proof: request.proof,
        requested_on: request.requested_on.to_string(),
        minutes,
    }
}

/// Why a request isn't written.
pub fn unwritten(error: &BadRequest) -> Failure {
    let failure = Failure::new(ErrorCode::Invalid, error);
    match error {
        BadRequest::Field { field, rule } => failure.with("field", *field).with("rule", *rule),
        _ => failure,
    }
}

/// Why the file called `name` is taken for no request.
pub fn unread(error: &BadRequest, name: &str) -> Failure {
    let code = if matches!(error, BadRequest::Newer(_)) { ErrorCode::RequestNewer } else { ErrorCode::RequestUnread };
    Failure::new(code, error).with("name", name)
}

pub fn day(field: &str, text: &str) -> Result<Date, Failure> {
    let unreadable = |_| Failure::new(ErrorCode::Invalid, "not a day").with("field", field).with("rule", "day");
    text.parse().map_err(unreadable)
}

#[cfg(test)]
mod tests {
    use coopol_domain::access::Office as Held;
    use coopol_domain::id::{HolderId, MandateId, UnitId};
    use coopol_domain::time::Instant;
    use jiff::civil::date;

    use super::*;
    use crate::contract::session::Office;

    const TODAY: Date = date(2026, 11, 22);

    fn typed() -> RequestDraft {
        RequestDraft {
            unit: "versailles".to_owned(),
            office: Office::Secretary,
            theme: None,
            person: "Léo Müller".to_owned(),
            elected_on: "2026-11-20".to_owned(),
            until: Some("2028-11-19".to_owned()),
            proof: "Cahier de la section".to_owned(),
            minutes: None,
        }
    }

    fn place(own: u8, name: &str) -> Place {
        Place {
            unit: UnitId::from_bytes([own; 16]),
            name: name.to_owned(),
            offices: vec![Held::Secretary],
            from_above: false,
            records: false,
            keeps_minutes: true,
        }
    }

    fn mandate(unit: u8, name: &str) -> Mandate {
        Mandate {
            id: MandateId::from_bytes([unit; 16]),
            office: "deputy".to_owned(),
            theme: None,
            holder: HolderId::from_bytes([unit; 16]),
            holder_name: name.to_owned(),
            unit: UnitId::from_bytes([unit; 16]),
            unit_name: String::new(),
            unit_kind: "section".to_owned(),
            since: Instant(0),
            until: None,
            card: None,
            suspensions: Vec::new(),
            caretaker: None,
        }
    }

    #[test]
    fn a_request_finds_its_place_and_who_was_there_before() {
        let minutes = Minutes { file_name: "pv.pdf".to_owned(), content: vec![1, 2] };
        let written = request(typed(), Some(minutes), TODAY).unwrap();
        let places = [place(1, "Section de Poissy"), place(2, "Section de Versailles")];
        let known = [mandate(1, "Léo Müller"), mandate(2, "Zoé Lefèvre"), mandate(2, "Léo Müller")];
        let read = received(written.clone(), &places, &known, &[], |minutes| minutes.content.len().to_string());
        assert_eq!(read.place, Some(places[1].unit.to_string()));
        assert_eq!(read.holder, Some(known[2].holder.to_string()), "not their namesake of another unit");
        assert_eq!((read.since.as_str(), read.until.as_deref()), ("2026-11-20", Some("2028-11-19")));
        assert_eq!(read.requested_on, "2026-11-22");
        let minutes = read.minutes.unwrap();
        assert_eq!((minutes.file.as_str(), minutes.file_name.as_str(), minutes.kept), ("2", "pv.pdf", true));
        let elsewhere = received(written, &places[..1], &known, &[], |_| "1".to_owned());
        assert_eq!((elsewhere.place, elsewhere.holder), (None, None));
        assert!(!elsewhere.minutes.unwrap().kept, "there is no archive to keep them in");
    }

    #[test]
    fn what_cannot_be_asked_or_read_says_where() {
        let unreadable = request(RequestDraft { elected_on: "20 novembre".to_owned(), ..typed() }, None, TODAY);
        assert_eq!(unreadable.unwrap_err().details["field"], "elected_on".into());
        let nameless = request(RequestDraft { person: " ".to_owned(), ..typed() }, None, TODAY).unwrap().write();
        let failure = unwritten(&nameless.unwrap_err());
        assert_eq!((&failure.details["field"], &failure.details["rule"]), (&"person".into(), &"required".into()));
        let newer = unread(&BadRequest::Newer(2), "demande.json");
        assert_eq!((newer.code, &newer.details["name"]), (ErrorCode::RequestNewer, &"demande.json".into()));
        assert_eq!(unread(&BadRequest::Foreign, "a.csv").code, ErrorCode::RequestUnread);
    }
}
