//! Somebody whom the level above put in charge of a unit for a time.

use coopol_core::device::Session;
use coopol_core::mandates::Appointed;
use fluent_bundle::FluentArgs;
use tauri::AppHandle;

use super::daytime::ring_by_day;
use super::sentence::Sentence;
use crate::address::Address;
use crate::contract::session::Language;
use crate::contract::settings::NotificationDetail;
use crate::words::Words;

/// Rings outside the quiet hours, once for several; a click opens the mandate. Says whether it did: what comes at night waits for the
/// morning.
pub async fn announce_appointed(app: &AppHandle, session: &Session, news: &[Appointed]) -> bool {
    let (mandate, stream) = match news {
        [one] => (Some(one.mandate.id.into()), Some(one.office)),
        _ => (None, None),
    };
    ring_by_day(app, session, (Address::Handover(mandate), stream), |detail, language| sentence(news, detail, language))
        .await
}

fn sentence(news: &[Appointed], detail: NotificationDetail, language: Language) -> Sentence {
    let words = Words::of(language);
    let summary = match (news, detail) {
        ([_], NotificationDetail::Discreet) => words.plain("appointed"),
        ([one], NotificationDetail::Title | NotificationDetail::Full) => {
            let mut named = FluentArgs::new();
            named.set("step", words.plain("appointed-what"));
            named.set("name", one.mandate.unit_name.as_str());
            words.say("step-named", &named)
        }
        (several, _) => words.say("appointed-several", &[("count", several.len())].into_iter().collect()),
    };
    Sentence { summary, body: String::new() }
}

/// For tests.
#[cfg(test)]
pub fn example(number: u8) -> Appointed {
    use coopol_core::mandates::{Caretaker, Mandate};
    use coopol_domain::id::{HolderId, MandateId, StreamId, UnitId};
    use coopol_domain::time::Instant;

    let caretaker =
        Caretaker { by: Some("Ada Traoré".to_owned()), reason: "Bureau suspendu".to_owned(), prolongs: None };
    let mandate = Mandate {
        id: MandateId::from_bytes([number; 16]),
        office: "secretary".to_owned(),
        theme: None,
        holder: HolderId::from_bytes([9; 16]),
        holder_name: "Karim Haddad".to_owned(),
        unit: UnitId::from_bytes([1; 16]),
        unit_name: "Section de Versailles".to_owned(),
        unit_kind: "section".to_owned(),
        since: Instant(0),
        until: Some(Instant(5)),
        card: None,
        suspensions: Vec::new(),
        caretaker: Some(caretaker),
    };
    Appointed { mandate, office: StreamId::from_bytes([2; 16]) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_locked_screen_says_neither_what_nor_of_whom() {
        let said = |detail| sentence(&[example(1)], detail, Language::Fr).summary;
        assert_eq!(said(NotificationDetail::Discreet), "Une décision vous attend dans À vérifier");
        assert_eq!(said(NotificationDetail::Title), "Administration provisoire\u{202f}: Section de Versailles");
        assert_eq!(said(NotificationDetail::Full), said(NotificationDetail::Title));
    }

    #[test]
    fn several_are_told_as_one() {
        let said = sentence(&[example(1), example(2)], NotificationDetail::Full, Language::Fr).summary;
        assert_eq!(said, "2 décisions vous attendent dans À vérifier");
    }
}
