//! That a section is to come out of this one.

use coopol_core::device::Session;
use coopol_core::units::splits::Split;
use fluent_bundle::FluentArgs;
use tauri::AppHandle;

use super::daytime::ring_by_day;
use super::sentence::Sentence;
use crate::address::Address;
use crate::contract::session::Language;
use crate::contract::settings::NotificationDetail;
use crate::words::Words;

/// Rings outside the quiet hours, once for several; a click opens where it is answered. Says whether it did: what comes at night waits for the
/// morning.
pub async fn announce_splits(app: &AppHandle, session: &Session, news: &[Split]) -> bool {
    ring_by_day(app, session, (Address::Pending, None), |detail, language| sentence(news, detail, language)).await
}

fn sentence(news: &[Split], detail: NotificationDetail, language: Language) -> Sentence {
    let words = Words::of(language);
    let summary = match (news, detail) {
        ([_], NotificationDetail::Discreet) => words.plain("appointed"),
        ([one], NotificationDetail::Title | NotificationDetail::Full) => {
            let mut named = FluentArgs::new();
            named.set("step", words.plain("split-what"));
            named.set("name", one.unit_name.as_str());
            words.say("step-named", &named)
        }
        (several, _) => words.say("appointed-several", &[("count", several.len())].into_iter().collect()),
    };
    Sentence { summary, body: String::new() }
}

/// For tests.
#[cfg(test)]
pub fn example(number: u8) -> Split {
    use coopol_domain::id::UnitId;
    use coopol_domain::time::Instant;

    Split {
        unit: UnitId::from_bytes([1; 16]),
        unit_name: "Section de Versailles".to_owned(),
        newborn: UnitId::from_bytes([number; 16]),
        name: "Section du Chesnay".to_owned(),
        word: "decided".to_owned(),
        postcodes: Vec::new(),
        at: Instant(0),
        asked: true,
        withdrawable: false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_locked_screen_says_neither_what_nor_of_which_section() {
        let said = |detail| sentence(&[example(2)], detail, Language::Fr).summary;
        assert_eq!(said(NotificationDetail::Discreet), "Une décision vous attend dans À vérifier");
        assert_eq!(said(NotificationDetail::Title), "Partage de la section\u{202f}: Section de Versailles");
        assert_eq!(said(NotificationDetail::Full), said(NotificationDetail::Title));
    }

    #[test]
    fn several_are_told_as_one() {
        let said = sentence(&[example(2), example(3)], NotificationDetail::Full, Language::Fr).summary;
        assert_eq!(said, "2 décisions vous attendent dans À vérifier");
    }
}
