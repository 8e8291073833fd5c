//! Sentences that a person reads outside the window. Those of the screens are the page's own.

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
use unic_langid::LanguageIdentifier;

use crate::contract::session::Language;

/// The sentences of one language.
pub struct Words(FluentBundle<FluentResource>);

impl Words {
    pub fn of(language: Language) -> Self {
        let (locale, source) = match language {
            Language::Fr => ("fr-FR", include_str!("../locales/fr/shell.ftl")),
            Language::En => ("en-GB", include_str!("../locales/en/shell.ftl")),
        };
        let locale: LanguageIdentifier = locale.parse().expect("both are language tags");
        let mut bundle = FluentBundle::new_concurrent(vec![locale]);
        // Both languages are written left to right; the marks would show in some notification daemons.
        bundle.set_use_isolating(false);
        let resource = FluentResource::try_new(source.to_owned()).expect("a test reads both files");
        bundle.add_resource(resource).expect("a test finds keys that are there twice");
        Self(bundle)
    }

    /// The sentence of this key.
    pub fn say(&self, key: &str, arguments: &FluentArgs<'_>) -> String {
        let message = self.0.get_message(key).and_then(|message| message.value());
        let pattern = message.expect("a test finds every key that the code uses in both files");
        self.0.format_pattern(pattern, Some(arguments), &mut Vec::new()).into_owned()
    }

    /// A sentence without a gap to fill.
    pub fn plain(&self, key: &str) -> String {
        self.say(key, &FluentArgs::new())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEYS: [&str; 48] = [
        "tray-open",
        "tray-quit",
        "when",
        "when-all-day",
        "remind-discreet",
        "remind-title",
        "moved",
        "cancelled",
        "reinstated",
        "digest",
        "newcomer",
        "newcomer-named",
        "newcomer-what",
        "invited",
        "invited-own",
        "invited-named",
        "invited-what",
        "reminded",
        "reminded-election",
        "reminded-countersignature",
        "reminded-minutes",
        "reminded-several",
        "mailing-waits",
        "mailings-wait",
        "appointed",
        "appointed-what",
        "split-what",
        "merge-decided",
        "merge-agreed",
        "merge-refused",
        "merge-withdrawn",
        "merge-done",
        "merge-named",
        "merges",
        "appointed-several",
        "step-opened",
        "step-countersigned",
        "step-contested",
        "step-granted",
        "step-dismissed",
        "step-withdrawn",
        "step-named",
        "steps",
        "suspension-begun",
        "suspension-lifted",
        "suspension-own",
        "suspension-own-lifted",
        "suspensions",
    ];

    #[test]
    fn both_languages_have_every_sentence_and_no_other() {
        for (language, source) in [
            (Language::Fr, include_str!("../locales/fr/shell.ftl")),
            (Language::En, include_str!("../locales/en/shell.ftl")),
        ] {
            let words = Words::of(language);
            for key in KEYS {
                assert!(!words.plain(key).is_empty(), "{key}");
            }
            let written = source.lines().filter(|line| line.starts_with(|c: char| c.is_ascii_lowercase())).count();
            assert_eq!(written, KEYS.len());
        }
    }

    #[test]
    fn french_counts_as_the_french_do() {
        let words = Words::of(Language::Fr);
        let digest = |count: u32| words.say("digest", &[("count", count)].into_iter().collect());
        assert_eq!(digest(1), "1 rappel vous attend");
        assert_eq!(digest(2), "2 rappels vous attendent");
    }
}
