//! Somebody whom the level above puts in charge of a unit for a time.

use coopol_core::mandates::{self, Mandate, NewCaretaker};
use coopol_core::text::fold;
use coopol_domain::access::Office as Held;
use coopol_domain::id::HolderId;
use coopol_domain::kinds::{AT_MOST_AHEAD, LONGEST};
use coopol_domain::time::Instant;
use jiff::tz::TimeZone;

use super::handover::last_day;
use super::id;
use super::session::office;
use super::time::{day, midnight};
use crate::contract::caretaker::{Appointed, Caretaker, CaretakerDraft, Prolonged};
use crate::contract::failure::{ErrorCode, Failure};
use crate::contract::history::Named;

pub fn caretaker(known: &mandates::Caretaker) -> Caretaker {
    Caretaker { by: known.by.clone(), reason: known.reason.clone() }
}

/// What a mandate prolongs, among those of its unit.
pub fn prolonged(mandate: &Mandate, of_unit: &[Mandate], zone: &TimeZone) -> Option<Prolonged> {
    let before = |mandate: &Mandate| {
        let which = mandate.caretaker.as_ref()?.prolongs?;
        of_unit.iter().find(|before| before.id == which && before.since < mandate.since)
    };
    let last = before(mandate)?;
    let first = std::iter::successors(Some(last), |mandate| before(mandate)).last()?;
    Some(Prolonged { name: last.holder_name.clone(), first: day(first.since, zone) })
}

pub fn appointed(appointed: &mandates::Appointed, zone: &TimeZone) -> Option<Appointed> {
    let mandate = &appointed.mandate;
    Some(Appointed {
        id: mandate.id.to_string(),
        unit: Named { id: mandate.unit.to_string(), name: mandate.unit_name.clone() },
        office: office(&mandate.office),
        name: mandate.holder_name.clone(),
        since: day(mandate.since, zone),
        until: mandate.until.map(|until| last_day(until, zone)),
        caretaker: caretaker(mandate.caretaker.as_ref()?),
    })
}

fn wrong(field: &str, rule: &str) -> Failure {
    Failure::new(ErrorCode::Invalid, format!("{field} breaks {rule}")).with("field", field).with("rule", rule)
}

/// An appointment as the core takes it. Somebody of whom one alone is called so is whom that name means: nobody puts themselves in charge
/// as somebody else of the same name. `own` does it; `known` are the mandates that are read here.
pub fn new_caretaker(
    draft: CaretakerDraft,
    own: HolderId,
    known: &[Mandate],
    now: Instant,
    zone: &TimeZone,
) -> Result<NewCaretaker, Failure> {
    let word = serde_json::to_value(draft.office).map_err(|error| Failure::bug(&error))?;
    let office = word.as_str().and_then(|word| word.parse::<Held>().ok()).ok_or_else(|| wrong("office", "day"))?;
    let required = |field: &str, text: &str| match text.trim() {
        "" => Err(wrong(field, "required")),
        text => Ok(text.to_owned()),
    };
    let holder_name = required("holder_name", &draft.holder_name)?;
    let holder = match draft.holder {
        Some(holder) => Some(id(&holder)?),
        None => named(&holder_name, known),
    };
    let unit = id(&draft.unit)?;
    if holder == Some(own) {
        return Err(wrong("holder", "oneself"));
    }
    let held = |mandate: &&Mandate| Some(mandate.holder) == holder && mandate.unit == unit;
    if known.iter().filter(held).any(|mandate| mandate.suspended(now).is_some()) {
        return Err(wrong("holder", "suspended"));
    }
    let since = match &draft.since {
        Some(since) => midnight(since, 0, zone).map_err(|_| wrong("since", "day"))?,
        None => now,
    };
    if since < midnight(&day(now, zone), 0, zone)? {
        return Err(wrong("since", "day"));
    }
    if now.plus(AT_MOST_AHEAD) < since {
        return Err(wrong("since", "too_early"));
    }
    let until = midnight(&draft.until, 1, zone).map_err(|_| wrong("until", "day"))?;
    if until <= since.max(now) {
        return Err(wrong("until", "end_before_start"));
    }
    if until.since(since) > LONGEST {
        return Err(wrong("until", "too_far"));
    }
    Ok(NewCaretaker {
        unit: Some(unit),
        office,
        holder,
        holder_name,
        since,
        until,
        reason: required("reason", &draft.reason)?,
        prolongs: draft.prolongs.map(|which| id(&which)).transpose()?,
    })
}

fn named(name: &str, known: &[Mandate]) -> Option<HolderId> {
    let folded = fold(name);
    let mut meant: Vec<HolderId> =
        known.iter().filter(|mandate| fold(&mandate.holder_name) == folded).map(|mandate| mandate.holder).collect();
    meant.sort_unstable();
    meant.dedup();
    match meant.as_slice() {
        [one] => Some(*one),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use coopol_core::mandates::Suspension;
    use coopol_domain::id::{MandateId, UnitId};

    use super::*;
    use crate::contract::session::Office;

    /// 23 November 2026, 09:39 in Paris.
    const NOW: Instant = Instant(1_795_423_140_000);

    fn known(number: u8, name: &str) -> Mandate {
        Mandate {
            holder: HolderId::from_bytes([number; 16]),
            holder_name: name.to_owned(),
            ..in_charge(number, 0, None)
        }
    }

    fn in_charge(number: u8, since: u64, prolongs: Option<u8>) -> Mandate {
        let prolongs = prolongs.map(|which| MandateId::from_bytes([which; 16]));
        let caretaker = mandates::Caretaker { by: None, reason: "Bureau suspendu".to_owned(), prolongs };
        Mandate {
            id: MandateId::from_bytes([number; 16]),
            office: "secretary".to_owned(),
            theme: None,
            holder: HolderId::from_bytes([9; 16]),
            holder_name: format!("Personne {number}"),
            unit: UnitId::from_bytes([1; 16]),
            unit_name: "Section de Versailles".to_owned(),
            unit_kind: "section".to_owned(),
            since: Instant(since),
            until: None,
            card: None,
            suspensions: Vec::new(),
            caretaker: Some(caretaker),
        }
    }

    fn draft(name: &str, since: Option<&str>, until: &str) -> CaretakerDraft {
        CaretakerDraft {
            unit: UnitId::from_bytes([1; 16]).to_string(),
            office: Office::Secretary,
            holder: None,
            holder_name: name.to_owned(),
            since: since.map(str::to_owned),
            until: until.to_owned(),
            reason: "Bureau suspendu".to_owned(),
            prolongs: None,
        }
    }

    fn made(draft: CaretakerDraft) -> Result<NewCaretaker, String> {
        let span = Suspension { id: "a".to_owned(), since: Instant(5), until: None, ground: "x".to_owned(), by: None };
        let suspended = Mandate { suspensions: vec![span], ..known(3, "Léo Müller") };
        let all =
            [known(1, "Ada Traoré"), known(2, "Karim Haddad"), suspended, known(4, "Anne Roux"), known(5, "Anne Roux")];
        let zone = TimeZone::get("Europe/Paris").unwrap();
        let own = HolderId::from_bytes([1; 16]);
        new_caretaker(draft, own, &all, NOW, &zone).map_err(|wrong| {
            let detail = |key: &str| match wrong.details.get(key) {
                Some(crate::contract::failure::Detail::Text(text)) => text.clone(),
                _ => String::new(),
            };
            format!("{} {}", detail("field"), detail("rule"))
        })
    }

    fn refused(draft: CaretakerDraft) -> String {
        made(draft).unwrap_err()
    }

    #[test]
    fn a_name_means_whom_it_is_known_for_and_never_oneself() {
        let holder = |name| made(draft(name, None, "2026-12-31")).unwrap().holder;
        assert_eq!(holder("karim haddad"), Some(HolderId::from_bytes([2; 16])));
        assert_eq!(holder("Lucie Bernard"), None, "somebody new");
        assert_eq!(holder("Anne Roux"), None, "two are called so");
        assert_eq!(refused(draft("Ada Traore", None, "2026-12-31")), "holder oneself");
        let named = CaretakerDraft {
            holder: Some(HolderId::from_bytes([1; 16]).to_string()),
            ..draft("X", None, "2026-12-31")
        };
        assert_eq!(refused(named), "holder oneself");
        assert_eq!(refused(draft("Léo Müller", None, "2026-12-31")), "holder suspended");
        assert_eq!(refused(draft("  ", None, "2026-12-31")), "holder_name required");
    }

    #[test]
    fn it_begins_within_a_month_and_lasts_184_days_at_most() {
        let lasts =
            |since, until| made(draft("Karim Haddad", since, until)).map(|new| new.until.since(new.since) / 1000);
        assert!(lasts(None, "2027-05-25").is_ok());
        assert_eq!(lasts(None, "2027-05-26").unwrap_err(), "until too_far");
        assert_eq!(lasts(Some("2026-12-01"), "2027-06-02"), Ok(184 * 24 * 3600 - 3600), "to the end of the last day");
        assert_eq!(lasts(Some("2026-12-01"), "2027-06-03").unwrap_err(), "until too_far");
        assert_eq!(lasts(Some("2026-12-24"), "2027-06-03").unwrap_err(), "since too_early");
        assert_eq!(lasts(Some("2026-11-22"), "2027-01-03").unwrap_err(), "since day");
        assert!(lasts(Some("2026-11-23"), "2026-11-23").is_ok(), "the day itself");
        assert_eq!(lasts(Some("2026-12-01"), "2026-11-30").unwrap_err(), "until end_before_start");
        let silent = CaretakerDraft { reason: " ".to_owned(), ..draft("Karim Haddad", None, "2026-12-31") };
        assert_eq!(refused(silent), "reason required");
    }

    /// Those who read one that prolongs another see since when it goes on; one that names itself has no end.
    #[test]
    fn what_is_prolonged_is_told_from_the_first_on() {
        let of_unit = [
            in_charge(1, DAY, None),
            in_charge(2, 5 * DAY, Some(1)),
            in_charge(3, 9 * DAY, Some(2)),
            in_charge(4, 9 * DAY, Some(4)),
        ];
        let told = |mandate: &Mandate| prolonged(mandate, &of_unit, &TimeZone::UTC);
        let third = told(&of_unit[2]).unwrap();
        assert_eq!((third.name.as_str(), third.first.as_str()), ("Personne 2", "1970-01-02"));
        assert_eq!((told(&of_unit[0]), told(&of_unit[3])), (None, None));
    }

    const DAY: u64 = coopol_domain::time::DAY;
}
