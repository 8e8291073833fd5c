//! A sealed code: one of three, each on a sheet of its own, that three people keep apart.

use serde_json::json;

use crate::press::print;
use crate::words::Words;
use crate::{Language, Unprintable};

const TEMPLATE: &str = include_str!("../templates/sealed.typ");

/// What stands on one.
#[derive(Debug, Clone, Copy)]
pub struct Sealed<'a> {
    /// The unit, as people call it.
    pub unit: &'a str,
    /// Which of the three.
    pub number: u8,
    /// The day on which they were made: `2026-11-22`.
    pub day: &'a str,
    /// Where the unit's server is.
    pub server: &'a str,
    /// The lines to type.
    pub code: &'a [String],
}

/// How it is called, on it and as a file.
pub fn title(language: Language) -> String {
    words(language).plain("title")
}

/// The sheet as a PDF of one page.
///
/// # Errors
/// [`Unprintable`] for what is a bug of the template.
pub fn sheet(language: Language, sealed: &Sealed<'_>) -> Result<Vec<u8>, Unprintable> {
    let words = words(language);
    let day = words.day(sealed.day);
    let (tongue, country) = language.tag();
    let steps = ["gather", "type", "wait"].map(|step| words.say(step, &[("server", sealed.server.into())]));
    let said = json!({
        "lang": tongue,
        "region": country,
        "title": words.plain("title"),
        "foot": "Coopol",
        "of": "",
        "whose": words.say(
            "whose",
            &[("unit", sealed.unit.into()), ("number", sealed.number.to_string().into()), ("day", day.into())],
        ),
        "what": words.plain("what"),
        "nobody": words.plain("nobody"),
        "steps": steps,
        "code": sealed.code,
        "keep": words.plain("keep"),
        "where": words.plain("where"),
        "after": words.plain("after"),
        "once": words.plain("once"),
    });
    print(TEMPLATE, language, said)
}

fn words(language: Language) -> Words {
    Words::of(language, include_str!("../locales/fr/sealed.ftl"), include_str!("../locales/en/sealed.ftl"))
}
