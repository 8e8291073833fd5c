//! The recovery sheet: what its holder keeps at home, and types on another laptop when this one is lost.

use serde_json::json;

use crate::press::print;
use crate::words::Words;
use crate::{Language, Unprintable};

const TEMPLATE: &str = include_str!("../templates/recovery.typ");

/// What stands on one.
#[derive(Debug, Clone, Copy)]
pub struct Recovery<'a> {
    /// Whose it is.
    pub name: &'a str,
    /// The day on which it was made: `2026-11-22`.
    pub day: &'a str,
    /// The lines to type: together they are the link, or the code alone.
    pub code: &'a [String],
    /// Whether the section has no server yet, to which the code could be brought.
    pub alone: bool,
}

/// How it is called, on it and as a file.
pub fn title(language: Language) -> String {
    words(language).plain("title")
}

/// The sheet as a PDF of one page.
///
/// # Errors
/// [`Unprintable`] for what is a bug of the template.
pub fn sheet(language: Language, recovery: &Recovery<'_>) -> Result<Vec<u8>, Unprintable> {
    let words = words(language);
    let day = words.day(recovery.day);
    let (what, kind) = if recovery.alone { ("what-alone", "type-alone") } else { ("what", "type") };
    let (tongue, country) = language.tag();
    let steps = ["install", kind, "wait"].map(|step| words.plain(step));
    let said = json!({
        "lang": tongue,
        "region": country,
        "title": words.plain("title"),
        "foot": "Coopol",
        "of": "",
        "whose": words.say("whose", &[("name", recovery.name.into()), ("day", day.into())]),
        "what": words.plain(what),
        "lost": words.plain("lost"),
        "steps": steps,
        "code": recovery.code,
        "after": words.plain("after"),
        "once": words.plain("once"),
        "keep": words.plain("keep"),
        "where": words.plain("where"),
        "stolen": words.plain("stolen"),
    });
    print(TEMPLATE, language, said)
}

fn words(language: Language) -> Words {
    Words::of(language, include_str!("../locales/fr/recovery.ftl"), include_str!("../locales/en/recovery.ftl"))
}
