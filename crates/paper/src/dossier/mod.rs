//! The handover dossier: where a unit stands today, for whoever takes office, on paper.

mod bureau;
mod known;
mod part;
mod say;

use coopol_core::dossier::Dossier;
use serde_json::json;

use self::part::Part;
use self::say::Say;
use crate::press::print;
use crate::{Language, Unprintable};

const TEMPLATE: &str = include_str!("../../templates/dossier.typ");

/// The dossier as a PDF of a few pages. The same dossier gives the same bytes.
///
/// # Errors
/// [`Unprintable`] for what is a bug of the template.
pub fn pdf(language: Language, dossier: &Dossier) -> Result<Vec<u8>, Unprintable> {
    let say = Say::of(language);
    let day = say.words.day(&dossier.on);
    let unit = &dossier.unit.name;
    let named = [("unit", unit.as_str().into()), ("day", day.as_str().into())];
    let (tongue, country) = language.tag();
    let words = json!({
        "lang": tongue,
        "region": country,
        "title": say.words.say("title", &named),
        "foot": say.words.say("foot", &named),
        "of": say.words.plain("of"),
        "what": say.words.plain("what"),
        "unit": unit,
        "as_of": say.words.say("as-of", &named),
        "care": say.words.plain("care"),
        "figures": say.figures(dossier),
        "parts": parts(&say, dossier),
    });
    print(TEMPLATE, language, words)
}

/// In the order in which a newcomer asks.
fn parts(say: &Say, dossier: &Dossier) -> Vec<Part> {
    // Whoever keeps the agenda and not the archive still reads where it is told.
    let known = dossier.practical.as_deref().or((!dossier.feeds.is_empty()).then_some(&[]));
    let given = [
        Some(say.unit(dossier)),
        Some(say.waiting(dossier)),
        dossier.bureau.as_deref().map(|bureau| say.bureau(bureau)),
        dossier.deadlines.as_deref().map(|deadlines| say.deadlines(deadlines)),
        dossier.coming.as_deref().map(|rows| say.coming(rows)),
        dossier.past.as_deref().map(|rows| say.past(rows, &dossier.since)),
        dossier.archive.as_ref().map(|archive| say.minutes(archive)),
        dossier.promises.as_deref().map(|promises| say.promises(promises)),
        known.map(|facts| say.facts(facts, &dossier.feeds)),
        say.desk(&dossier.desk),
        dossier.dues.as_ref().map(|dues| say.dues(dues)),
        dossier.changes.as_ref().map(|changes| say.changes(changes)),
        say.missing(&dossier.missing),
    ];
    given.into_iter().flatten().collect()
}
