//! A mandate that was suspended, or whose suspension was lifted.

use coopol_core::device::Session;
use coopol_domain::id::MandateId;
use fluent_bundle::FluentArgs;
use tauri::AppHandle;

use super::daytime::ring_by_day;
use super::sentence::Sentence;
use crate::address::Address;
use crate::contract::session::Language;
use crate::contract::settings::NotificationDetail;
use crate::words::Words;

/// What happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pause {
    /// To a mandate that is read here.
    Suspended,
    Lifted,
    /// To that of whoever uses this laptop.
    Own,
    OwnLifted,
}

/// That it did, and to whose mandate, where it is another's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paused {
    pub what: Pause,
    pub about: Option<(MandateId, String)>,
}

/// Rings outside the quiet hours, once for several. Says whether it did: what comes at night waits for the morning.
pub async fn announce_suspensions(app: &AppHandle, session: &Session, news: &[Paused]) -> bool {
    let address = match news {
        [Paused { about: Some((mandate, _)), .. }] => Address::Handover(Some((*mandate).into())),
        _ => Address::Handover(None),
    };
    ring_by_day(app, session, (address, None), |detail, language| sentence(news, detail, language)).await
}

fn sentence(news: &[Paused], detail: NotificationDetail, language: Language) -> Sentence {
    let words = Words::of(language);
    let summary = match news {
        [Paused { what, about }] => {
            let said = words.plain(key(*what));
            match (detail, about) {
                (NotificationDetail::Title | NotificationDetail::Full, Some((_, name))) => {
                    let mut named = FluentArgs::new();
                    named.set("step", said);
                    named.set("name", name.as_str());
                    words.say("step-named", &named)
                }
                _ => said,
            }
        }
        several => words.say("suspensions", &[("count", several.len())].into_iter().collect()),
    };
    Sentence { summary, body: String::new() }
}

const fn key(what: Pause) -> &'static str {
    match what {
        Pause::Suspended => "suspension-begun",
        Pause::Lifted => "suspension-lifted",
        Pause::Own => "suspension-own",
        Pause::OwnLifted => "suspension-own-lifted",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_locked_screen_names_nobody() {
        let about = Some((MandateId::from_bytes([1; 16]), "Zoé Lefèvre".to_owned()));
        let said = |what, about, detail| sentence(&[Paused { what, about }], detail, Language::Fr).summary;
        let of = |detail| said(Pause::Suspended, about.clone(), detail);
        assert_eq!(of(NotificationDetail::Discreet), "Un mandat est suspendu");
        assert_eq!(of(NotificationDetail::Full), "Un mandat est suspendu\u{202f}: Zoé Lefèvre");
        assert_eq!(said(Pause::Own, None, NotificationDetail::Full), "Votre mandat est suspendu");
        let lifted = said(Pause::OwnLifted, None, NotificationDetail::Discreet);
        assert_eq!(lifted, "La suspension de votre mandat est levée");
    }

    #[test]
    fn several_are_told_as_one() {
        let one = || Paused { what: Pause::Suspended, about: None };
        let said = sentence(&[one(), one()], NotificationDetail::Full, Language::Fr).summary;
        assert_eq!(said, "2 mandats ont été suspendus ou repris");
    }
}
