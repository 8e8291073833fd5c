//! What a notification says. The party's name, people and places stay off the screen unless the person chose otherwise.

use coopol_core::reminders::{News, What};
use fluent_bundle::FluentArgs;
use jiff::civil::{Date, Time};

use crate::contract::agenda::EventKind;
use crate::contract::session::Language;
use crate::contract::settings::NotificationDetail;
use crate::view::event::kind;
use crate::words::Words;

/// A notification as it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    pub summary: String,
    pub body: String,
}

/// The news as read on `today`; its times are those of the unit.
pub fn of(news: &News, today: Date, detail: NotificationDetail, language: Language) -> Sentence {
    let words = Words::of(language);
    let mut arguments = FluentArgs::new();
    arguments.set("when", when(news, today, language, &words));
    arguments.set("kind", word(kind(&news.category)));
    arguments.set("title", news.title.as_str());
    let (key, place) = match detail {
        NotificationDetail::Discreet => ("remind-discreet", ""),
        NotificationDetail::Title => ("remind-title", ""),
        NotificationDetail::Full => ("remind-title", news.place.as_str()),
    };
    let reminder = words.say(key, &arguments);
    let of_it = [("event", reminder.as_str())].into_iter().collect();
    let summary = match news.what {
        What::Reminder => reminder.clone(),
        What::Moved => words.say("moved", &of_it),
        What::Cancelled => words.say("cancelled", &of_it),
        What::Reinstated => words.say("reinstated", &of_it),
    };
    Sentence { summary, body: place.to_owned() }
}

/// One for several.
pub fn digest(count: usize, language: Language) -> Sentence {
    let arguments = [("count", count)].into_iter().collect();
    Sentence { summary: Words::of(language).say("digest", &arguments), body: String::new() }
}

fn when(news: &News, today: Date, language: Language, words: &Words) -> String {
    let date = news.when.start.date();
    let day = match today.until(date).map_or(i32::MAX, |span| span.get_days()) {
        0 => "today",
        1 => "tomorrow",
        _ => "later",
    };
    let mut arguments = FluentArgs::new();
    arguments.set("day", day);
    arguments.set("date", date.strftime("%d/%m/%Y").to_string());
    arguments.set("time", time(news.when.start.time(), language));
    words.say(if news.when.all_day { "when-all-day" } else { "when" }, &arguments)
}

/// « 18 h 30 », « 20 h »; 18:30 in English. The spaces don't break.
fn time(at: Time, language: Language) -> String {
    match (language, at.minute()) {
        (Language::En, minute) => format!("{}:{minute:02}", at.hour()),
        (Language::Fr, 0) => format!("{}\u{a0}h", at.hour()),
        (Language::Fr, minute) => format!("{}\u{a0}h\u{a0}{minute:02}", at.hour()),
    }
}

/// Of what isn't said outright, it is said that it takes place: a locked screen names no leaflets.
const fn word(kind: EventKind) -> &'static str {
    match kind {
        EventKind::Meeting | EventKind::Bureau => "meeting",
        EventKind::GeneralAssembly => "general_assembly",
        EventKind::Training => "training",
        EventKind::Leafleting | EventKind::Ceremony | EventKind::PublicMeeting | EventKind::Other => "other",
    }
}

#[cfg(test)]
mod tests {
    use coopol_core::agenda::When;
    use coopol_domain::id::{StreamId, SubjectId};
    use jiff::civil::date;

    use super::*;

    fn meeting() -> News {
        News {
            what: What::Reminder,
            event: SubjectId::from_bytes([7; 16]),
            stream: StreamId::from_bytes([8; 16]),
            category: "meeting".to_owned(),
            title: "Bureau de section".to_owned(),
            place: "Maison de quartier".to_owned(),
            when: When::parse("2026-11-23T20:00", None, false, "Europe/Paris").unwrap(),
        }
    }

    fn said(today: Date, detail: NotificationDetail, language: Language) -> (String, String) {
        let Sentence { summary, body } = of(&meeting(), today, detail, language);
        (summary, body)
    }

    #[test]
    fn discreet_says_neither_what_nor_where() {
        let eve = said(date(2026, 11, 22), NotificationDetail::Discreet, Language::Fr);
        assert_eq!(eve, ("Réunion demain à 20\u{a0}h".to_owned(), String::new()));
        let day = said(date(2026, 11, 23), NotificationDetail::Discreet, Language::En);
        assert_eq!(day, ("Meeting today at 20:00".to_owned(), String::new()));
    }

    #[test]
    fn a_locked_screen_names_no_leaflets() {
        for category in ["leafleting", "public_meeting", "other"] {
            let news = News { category: category.to_owned(), ..meeting() };
            let said = of(&news, date(2026, 11, 22), NotificationDetail::Discreet, Language::Fr).summary;
            assert_eq!(said, "Rendez-vous demain à 20\u{a0}h");
        }
    }

    #[test]
    fn more_is_said_only_to_who_asked_for_it() {
        let title = said(date(2026, 11, 22), NotificationDetail::Title, Language::Fr);
        assert_eq!(title, ("Bureau de section, demain à 20\u{a0}h".to_owned(), String::new()));
        let full = said(date(2026, 11, 20), NotificationDetail::Full, Language::Fr);
        assert_eq!(full, ("Bureau de section, le 23/11/2026 à 20\u{a0}h".to_owned(), "Maison de quartier".to_owned()));
    }

    #[test]
    fn a_whole_day_has_no_hour() {
        let when = When::parse("2026-11-23", None, true, "Europe/Paris").unwrap();
        let said = of(&News { when, ..meeting() }, date(2026, 11, 23), NotificationDetail::Discreet, Language::Fr);
        assert_eq!(said.summary, "Réunion aujourd’hui");
    }

    #[test]
    fn what_somebody_else_did_comes_first() {
        let told = |what| {
            let news = News { what, ..meeting() };
            of(&news, date(2026, 11, 22), NotificationDetail::Discreet, Language::Fr).summary
        };
        assert_eq!(told(What::Moved), "Déplacement\u{202f}: Réunion demain à 20\u{a0}h");
        assert_eq!(told(What::Cancelled), "Annulation\u{202f}: Réunion demain à 20\u{a0}h");
    }

    #[test]
    fn after_an_absence_one_stands_for_all() {
        assert_eq!(digest(20, Language::Fr).summary, "20 rappels vous attendent");
    }
}
