//! That a section is to become a part of another, and what came of it.

use coopol_core::device::Session;
use coopol_core::units::merges::Merge;
use fluent_bundle::FluentArgs;
use tauri::AppHandle;

use super::daytime::ring_by_day;
use super::sentence::Sentence;
use crate::address::Address;
use crate::contract::session::Language;
use crate::contract::settings::NotificationDetail;
use crate::words::Words;

/// What happened to a merger.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MergeStep {
    /// The level above decided it, and an answer is awaited here.
    Decided,
    /// All who were asked agreed.
    Agreed,
    /// One of the two refused.
    Refused,
    /// The level above took it back.
    Withdrawn,
    /// The one is a part of the other.
    Done,
}

/// Rings outside the quiet hours, once for several; a click opens where it is answered, or where it stands. Says whether it did: what comes
/// at night waits for the morning.
pub async fn announce_merges(app: &AppHandle, session: &Session, news: &[(MergeStep, Merge)]) -> bool {
    ring_by_day(app, session, (Address::Pending, None), |detail, language| sentence(news, detail, language)).await
}

fn sentence(news: &[(MergeStep, Merge)], detail: NotificationDetail, language: Language) -> Sentence {
    let words = Words::of(language);
    let summary = match news {
        [(step, merge)] => {
            let said = words.plain(key(*step));
            match detail {
                NotificationDetail::Discreet => said,
                NotificationDetail::Title | NotificationDetail::Full => {
                    let mut named = FluentArgs::new();
                    named.set("step", said);
                    named.set("unit", merge.unit_name.as_str());
                    named.set("into", merge.into_name.as_str());
                    words.say("merge-named", &named)
                }
            }
        }
        several => words.say("merges", &[("count", several.len())].into_iter().collect()),
    };
    Sentence { summary, body: String::new() }
}

const fn key(step: MergeStep) -> &'static str {
    match step {
        MergeStep::Decided => "merge-decided",
        MergeStep::Agreed => "merge-agreed",
        MergeStep::Refused => "merge-refused",
        MergeStep::Withdrawn => "merge-withdrawn",
        MergeStep::Done => "merge-done",
    }
}

/// For tests: a merger of a section of some number, as its leader reads it.
#[cfg(test)]
pub fn example(number: u8, word: &str) -> Merge {
    use coopol_core::units::merges::Role;
    use coopol_domain::id::UnitId;
    use coopol_domain::time::Instant;

    Merge {
        unit: UnitId::from_bytes([number; 16]),
        unit_name: "Section de Buc".to_owned(),
        into: UnitId::from_bytes([1; 16]),
        into_name: "Section de Versailles".to_owned(),
        ground: "merger".to_owned(),
        word: word.to_owned(),
        unit_word: Some(word.to_owned()),
        into_word: None,
        at: Instant(0),
        until: None,
        asked: word == "decided",
        agreeable: true,
        withdrawable: false,
        role: Role::Answers,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_locked_screen_names_neither_section() {
        let said = |step, detail| sentence(&[(step, example(2, "decided"))], detail, Language::Fr).summary;
        assert_eq!(
            said(MergeStep::Decided, NotificationDetail::Discreet),
            "Une réunion de sections attend votre réponse"
        );
        assert_eq!(
            said(MergeStep::Done, NotificationDetail::Title),
            "Deux sections sont réunies\u{202f}: Section de Buc dans Section de Versailles"
        );
        assert_eq!(
            said(MergeStep::Withdrawn, NotificationDetail::Full),
            "Une réunion de sections est retirée\u{202f}: Section de Buc dans Section de Versailles"
        );
    }

    #[test]
    fn several_are_told_as_one() {
        let two = [(MergeStep::Agreed, example(2, "agreed")), (MergeStep::Done, example(3, "done"))];
        assert_eq!(sentence(&two, NotificationDetail::Full, Language::Fr).summary, "2 réunions de sections ont avancé");
    }
}
