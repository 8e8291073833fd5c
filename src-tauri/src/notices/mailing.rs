//! A message that the server was to send, and that waits for somebody to act.

use coopol_core::desk::Scheduled;
use coopol_core::device::Session;
use fluent_bundle::FluentArgs;
use tauri::AppHandle;

use super::daytime::ring_by_day;
use super::sentence::Sentence;
use crate::address::Address;
use crate::contract::session::Language;
use crate::contract::settings::NotificationDetail;
use crate::words::Words;

/// Rings outside the quiet hours, once for several; a click opens where they lie. Says whether it did: what comes at night waits for the
/// morning.
pub async fn announce_mailings(app: &AppHandle, session: &Session, waiting: &[Scheduled]) -> bool {
    let place = (Address::Mailings, None);
    ring_by_day(app, session, place, |detail, language| sentence(waiting, detail, language)).await
}

fn sentence(waiting: &[Scheduled], detail: NotificationDetail, language: Language) -> Sentence {
    let words = Words::of(language);
    let summary = match (waiting, detail) {
        ([_], NotificationDetail::Discreet) => words.plain("mailing-waits"),
        ([one], NotificationDetail::Title | NotificationDetail::Full) => {
            let mut named = FluentArgs::new();
            named.set("step", words.plain("mailing-waits"));
            named.set("name", one.subject.as_str());
            words.say("step-named", &named)
        }
        (several, _) => words.say("mailings-wait", &[("count", several.len())].into_iter().collect()),
    };
    Sentence { summary, body: String::new() }
}

/// One about this that waits.
#[cfg(test)]
pub fn example(subject: &str, stage: coopol_core::desk::Stage) -> Scheduled {
    Scheduled {
        id: coopol_domain::id::SubjectId::from_bytes([1; 16]),
        subject: subject.to_owned(),
        body: String::new(),
        question: coopol_core::desk::Question::default(),
        at: jiff::civil::date(2026, 11, 22).at(18, 30, 0, 0),
        answered_by: None,
        own: false,
        stage,
        addressed: None,
        outcome: None,
    }
}

#[cfg(test)]
mod tests {
    use coopol_core::desk::Stage;

    use super::*;

    #[test]
    fn a_locked_screen_says_nothing_of_what_it_is_about() {
        let one = [example("Vœux", Stage::WaitsForHolder)];
        let said = |detail| sentence(&one, detail, Language::Fr).summary;
        assert_eq!(said(NotificationDetail::Discreet), "Un envoi programmé vous attend");
        assert_eq!(said(NotificationDetail::Title), "Un envoi programmé vous attend\u{202f}: Vœux");
        assert_eq!(said(NotificationDetail::Full), said(NotificationDetail::Title));
    }

    #[test]
    fn several_are_told_as_one() {
        let two = [example("Vœux", Stage::WaitsForHolder), example("Réunion", Stage::WaitsForTime)];
        let said = sentence(&two, NotificationDetail::Full, Language::En).summary;
        assert_eq!(said, "2 scheduled messages wait for you");
    }
}
