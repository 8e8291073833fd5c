//! Sentences of the documents.

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use jiff::civil::{Date, Time};
use unic_langid::LanguageIdentifier;

/// What a document is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Language {
    /// French.
    Fr,
    /// English.
    En,
}

/// The sentences of one document, in one language.
pub(crate) struct Words {
    language: Language,
    bundle: FluentBundle<FluentResource>,
}

impl Language {
    /// As Typst takes it: the language, and the country that it is written for.
    pub(crate) const fn tag(self) -> (&'static str, &'static str) {
        match self {
            Self::Fr => ("fr", "FR"),
            Self::En => ("en", "GB"),
        }
    }
}

impl Words {
    /// Those that a document has in French and in English.
    pub(crate) fn of(language: Language, french: &str, english: &str) -> Self {
        let (source, days) = match language {
            Language::Fr => (french, include_str!("../locales/fr/days.ftl")),
            Language::En => (english, include_str!("../locales/en/days.ftl")),
        };
        let (tongue, country) = language.tag();
        let locale: LanguageIdentifier = format!("{tongue}-{country}").parse().expect("both are language tags");
        let mut bundle = FluentBundle::new_concurrent(vec![locale]);
        // Both languages are written left to right; the marks would be printed.
        bundle.set_use_isolating(false);
        for source in [source, days] {
            let resource = FluentResource::try_new(source.to_owned()).expect("tests read every file");
            bundle.add_resource(resource).expect("tests find keys that are there twice");
        }
        Self { language, bundle }
    }

    /// The sentence of this key.
    pub(crate) fn say(&self, key: &str, gaps: &[(&str, FluentValue<'_>)]) -> String {
        let message = self.bundle.get_message(key).and_then(|message| message.value());
        let pattern = message.expect("tests print every document in both languages");
        let gaps: FluentArgs<'_> = gaps.iter().cloned().collect();
        self.bundle.format_pattern(pattern, Some(&gaps), &mut Vec::new()).into_owned()
    }

    /// A sentence without a gap to fill.
    pub(crate) fn plain(&self, key: &str) -> String {
        self.say(key, &[])
    }

    /// `2026-11-22`, as it is read aloud: "22 novembre 2026".
    pub(crate) fn day(&self, day: &str) -> String {
        day.parse().map_or_else(|_| day.to_owned(), |day| self.date("day", day))
    }

    /// The same with the day of the week.
    pub(crate) fn weekday(&self, day: &str) -> String {
        day.parse().map_or_else(|_| day.to_owned(), |day| self.date("weekday", day))
    }

    pub(crate) fn date(&self, key: &str, date: Date) -> String {
        let number = match (self.language, date.day()) {
            (Language::Fr, 1) => "1er".to_owned(),
            (_, day) => day.to_string(),
        };
        let month = self.plain(&format!("month-{}", date.month()));
        let weekday = self.plain(&format!("weekday-{}", date.weekday().to_monday_one_offset()));
        let gaps = [("number", number), ("month", month), ("year", date.year().to_string()), ("weekday", weekday)];
        self.say(key, &gaps.map(|(name, said)| (name, said.into())))
    }

    /// "20 h", "20 h 30".
    pub(crate) fn time(&self, time: Time) -> String {
        match (self.language, time.minute()) {
            (Language::Fr, 0) => format!("{}\u{a0}h", time.hour()),
            (Language::Fr, minute) => format!("{}\u{a0}h\u{a0}{minute:02}", time.hour()),
            (Language::En, minute) => format!("{}:{minute:02}", time.hour()),
        }
    }

    /// An amount in cents.
    pub(crate) fn euros(&self, cents: i64) -> String {
        let (sign, whole, rest) =
            (if cents < 0 { "−" } else { "" }, cents.unsigned_abs() / 100, cents.unsigned_abs() % 100);
        match self.language {
            Language::Fr => format!("{sign}{},{rest:02}\u{a0}€", grouped(whole, '\u{202f}')),
            Language::En => format!("{sign}€{}.{rest:02}", grouped(whole, ',')),
        }
    }
}

/// By thousands.
fn grouped(number: u64, mark: char) -> String {
    let figures = number.to_string();
    let mut grouped = String::new();
    for (place, figure) in figures.chars().enumerate() {
        if place > 0 && (figures.len() - place).is_multiple_of(3) {
            grouped.push(mark);
        }
        grouped.push(figure);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_times_and_amounts_are_written_as_people_write_them() {
        let (fr, en) = (Words::of(Language::Fr, "", ""), Words::of(Language::En, "", ""));
        assert_eq!(fr.day("2026-03-01"), "1er\u{a0}mars\u{a0}2026");
        assert_eq!(fr.weekday("2026-11-22"), "dimanche 22\u{a0}novembre\u{a0}2026");
        assert_eq!(en.weekday("2026-11-22"), "Sunday 22\u{a0}November\u{a0}2026");
        assert_eq!((fr.day("2026-13-01"), en.day("")), ("2026-13-01".to_owned(), String::new()));
        let at = |hour, minute| jiff::civil::time(hour, minute, 0, 0);
        assert_eq!((fr.time(at(20, 0)), fr.time(at(9, 5))), ("20\u{a0}h".to_owned(), "9\u{a0}h\u{a0}05".to_owned()));
        assert_eq!(en.time(at(9, 5)), "9:05");
        assert_eq!(fr.euros(123_456_789), "1\u{202f}234\u{202f}567,89\u{a0}€");
        assert_eq!((fr.euros(-5), en.euros(100_000)), ("−0,05\u{a0}€".to_owned(), "€1,000.00".to_owned()));
    }

    #[test]
    fn every_month_and_every_day_of_the_week_has_a_name() {
        for language in [Language::Fr, Language::En] {
            let words = Words::of(language, "", "");
            let said: std::collections::BTreeSet<String> = (1..=12)
                .map(|month| words.plain(&format!("month-{month}")))
                .chain((1..=7).map(|day| words.plain(&format!("weekday-{day}"))))
                .collect();
            assert_eq!(said.len(), 19);
        }
    }
}
