//! A step that a handover took.

use coopol_core::device::Session;
use coopol_core::handover::Standing;
use fluent_bundle::FluentArgs;
use tauri::AppHandle;

use super::daytime::ring_by_day;
use super::sentence::Sentence;
use crate::address::Address;
use crate::contract::session::Language;
use crate::contract::settings::NotificationDetail;
use crate::words::Words;

/// What happened to a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    Opened,
    Countersigned,
    Contested,
    Granted,
    Dismissed,
    Withdrawn,
}

/// Rings outside the quiet hours, once for several; a click opens what it is about. Says whether it did: what comes at
/// night waits for the morning.
pub async fn announce_steps(app: &AppHandle, session: &Session, news: &[(Step, Standing)]) -> bool {
    let address = match news {
        [(_, claim)] => Address::Handover(Some(claim.id)),
        _ => Address::Handover(None),
    };
    ring_by_day(app, session, (address, None), |detail, language| sentence(news, detail, language)).await
}

fn sentence(news: &[(Step, Standing)], detail: NotificationDetail, language: Language) -> Sentence {
    let words = Words::of(language);
    let summary = match news {
        [(step, claim)] => {
            let said = words.plain(key(*step));
            match detail {
                NotificationDetail::Discreet => said,
                NotificationDetail::Title | NotificationDetail::Full => {
                    let mut named = FluentArgs::new();
                    named.set("step", said);
                    named.set("name", claim.holder_name.as_str());
                    words.say("step-named", &named)
                }
            }
        }
        several => words.say("steps", &[("count", several.len())].into_iter().collect()),
    };
    Sentence { summary, body: String::new() }
}

const fn key(step: Step) -> &'static str {
    match step {
        Step::Opened => "step-opened",
        Step::Countersigned => "step-countersigned",
        Step::Contested => "step-contested",
        Step::Granted => "step-granted",
        Step::Dismissed => "step-dismissed",
        Step::Withdrawn => "step-withdrawn",
    }
}

#[cfg(test)]
mod tests {
    use coopol_core::handover::Voice;
    use coopol_domain::id::{HolderId, SubjectId, UnitId};
    use coopol_domain::time::Instant;

    use super::*;

    fn news(step: Step) -> (Step, Standing) {
        let holder = HolderId::from_bytes([3; 16]);
        let claim = Standing {
            id: SubjectId::from_bytes([1; 16]),
            unit: UnitId::from_bytes([2; 16]),
            unit_name: "Section de Versailles".to_owned(),
            office: "secretary".to_owned(),
            theme: None,
            holder,
            holder_name: "Léo Müller".to_owned(),
            elected_on: "2026-11-20".to_owned(),
            since: Instant(0),
            until: None,
            proof: "Compte rendu".to_owned(),
            document: None,
            replaces: Vec::new(),
            made_by: Voice { holder, name: "Zoé Lefèvre".to_owned(), from_above: false, reason: None },
            requested_on: None,
            supported: Vec::new(),
            missing: Some(1),
            contested: Vec::new(),
            contestable_until: None,
            stage: "gathering",
            rivals: Vec::new(),
            reason: None,
            mandate: None,
        };
        (step, claim)
    }

    #[test]
    fn a_locked_screen_names_nobody() {
        let said = |detail| sentence(&[news(Step::Contested)], detail, Language::Fr).summary;
        assert_eq!(said(NotificationDetail::Discreet), "Une passation est contestée");
        assert_eq!(said(NotificationDetail::Title), "Une passation est contestée\u{202f}: Léo Müller");
        assert_eq!(said(NotificationDetail::Full), said(NotificationDetail::Title));
    }

    #[test]
    fn several_are_told_as_one() {
        let two = [news(Step::Opened), news(Step::Granted)];
        let said = sentence(&two, NotificationDetail::Full, Language::Fr).summary;
        assert_eq!(said, "2 passations ont avancé");
    }
}
