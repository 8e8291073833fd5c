//! What the level above reminds a unit of.

use coopol_core::device::Session;
use coopol_core::handover::Reminder;
use coopol_domain::kinds::Lacking;
use fluent_bundle::FluentArgs;
use tauri::AppHandle;

use super::daytime::ring_by_day;
use super::sentence::Sentence;
use crate::address::Address;
use crate::contract::session::Language;
use crate::contract::settings::NotificationDetail;
use crate::words::Words;

/// Rings outside the quiet hours, once for several; a click opens what is to be done. Says whether it did: what comes at night waits
/// for the morning.
pub async fn announce_reminders(app: &AppHandle, session: &Session, news: &[Reminder]) -> bool {
    let place = match news {
        [one] => (Address::Handover(one.claim), Some(one.office)),
        _ => (Address::Handover(None), None),
    };
    ring_by_day(app, session, place, |detail, language| sentence(news, detail, language)).await
}

fn sentence(news: &[Reminder], detail: NotificationDetail, language: Language) -> Sentence {
    let words = Words::of(language);
    let summary = match (news, detail) {
        ([_], NotificationDetail::Discreet) => words.plain("reminded"),
        ([one], NotificationDetail::Title | NotificationDetail::Full) => {
            let mut named = FluentArgs::new();
            named.set("step", words.plain(key(one.lacking)));
            named.set("name", one.unit_name.as_str());
            words.say("step-named", &named)
        }
        (several, _) => words.say("reminded-several", &[("count", several.len())].into_iter().collect()),
    };
    Sentence { summary, body: String::new() }
}

const fn key(lacking: Lacking) -> &'static str {
    match lacking {
        Lacking::Election => "reminded-election",
        Lacking::Countersignature => "reminded-countersignature",
        Lacking::Minutes => "reminded-minutes",
    }
}

#[cfg(test)]
mod tests {
    use coopol_domain::id::{StreamId, UnitId};
    use coopol_domain::time::Instant;

    use super::*;

    fn reminder() -> Reminder {
        Reminder {
            unit: UnitId::from_bytes([1; 16]),
            unit_name: "Section de Versailles".to_owned(),
            lacking: Lacking::Election,
            since: "2026-06-01".to_owned(),
            at: Instant(1),
            claim: None,
            office: StreamId::from_bytes([2; 16]),
        }
    }

    #[test]
    fn a_locked_screen_names_no_section_and_no_election() {
        let said = |detail| sentence(&[reminder()], detail, Language::Fr).summary;
        assert_eq!(said(NotificationDetail::Discreet), "Un rappel vous attend dans À vérifier");
        assert_eq!(said(NotificationDetail::Title), "Une élection est à déclarer\u{202f}: Section de Versailles");
        assert_eq!(said(NotificationDetail::Full), said(NotificationDetail::Title));
    }

    #[test]
    fn several_are_told_as_one() {
        let said = sentence(&[reminder(), reminder()], NotificationDetail::Full, Language::Fr).summary;
        assert_eq!(said, "2 rappels vous attendent dans À vérifier");
    }
}
