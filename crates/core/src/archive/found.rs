//! The sentence in which words were found, as it was written: accents and capitals stay, though the search folds them.

use serde::Serialize;

use crate::text::{fold, words};

/// A piece of a sentence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Fragment {
    /// As it was written.
    pub text: String,
    /// Whether it is what was looked for.
    #[serde(rename = "match")]
    pub is_match: bool,
}

/// The longest sentence that is shown, in bytes, and how much of it comes before the first find.
const SHOWN: usize = 240;
const BEFORE: usize = 80;

/// The query of the index of documents: every word, from its beginning; `None` when there is no word.
pub(super) fn query(text: &str) -> Option<String> {
    let folded = fold(text);
    let wanted: Vec<String> = words(&folded).map(|word| format!("\"{word}\"*")).collect();
    (!wanted.is_empty()).then(|| wanted.join(" "))
}

/// Whether every word that is looked for begins a word of `text`.
pub(super) fn all_in(text: &str, wanted: &str) -> bool {
    let (folded, wanted) = (fold(text), fold(wanted));
    words(&wanted).all(|wanted| words(&folded).any(|word| word.starts_with(wanted)))
}

/// The sentence of `text` that holds most of the words, in pieces; `None` when it holds none.
pub(super) fn sentence(text: &str, wanted: &str) -> Option<Vec<Fragment>> {
    let folded = fold(wanted);
    let wanted: Vec<&str> = words(&folded).collect();
    let (mut most, mut best) = (0, None);
    for sentence in sentences(text) {
        let (distinct, finds) = finds(sentence, &wanted);
        if distinct > most {
            (most, best) = (distinct, Some((sentence, finds)));
        }
        if distinct == wanted.len() {
            break;
        }
    }
    best.map(|(sentence, finds)| pieces(sentence, &finds))
}

fn sentences(text: &str) -> impl Iterator<Item = &str> {
    text.split_inclusive(['.', '!', '?', '\n', '…']).map(str::trim).filter(|sentence| !sentence.is_empty())
}

/// How many of the words are in a sentence, and where.
fn finds(sentence: &str, wanted: &[&str]) -> (usize, Vec<(usize, usize)>) {
    let mut seen = vec![false; wanted.len()];
    let mut places = Vec::new();
    for (from, to) in word_places(sentence) {
        let word = fold(&sentence[from..to]);
        let hits: Vec<usize> = (0..wanted.len()).filter(|&place| word.starts_with(wanted[place])).collect();
        if !hits.is_empty() {
            places.push((from, to));
            for place in hits {
                seen[place] = true;
            }
        }
    }
    (seen.iter().filter(|seen| **seen).count(), places)
}

fn word_places(sentence: &str) -> Vec<(usize, usize)> {
    let mut places: Vec<(usize, usize)> = Vec::new();
    for (place, c) in sentence.char_indices() {
        let of_a_word = c.is_alphanumeric() || unicode_normalization::char::is_combining_mark(c);
        let end = place + c.len_utf8();
        match places.last_mut() {
            _ if !of_a_word => {}
            Some((_, to)) if *to == place => *to = end,
            _ => places.push((place, end)),
        }
    }
    places
}

fn pieces(sentence: &str, finds: &[(usize, usize)]) -> Vec<Fragment> {
    let boundary =
        |place: usize| (0..=place.min(sentence.len())).rev().find(|&at| sentence.is_char_boundary(at)).unwrap_or(0);
    let first = finds.first().map_or(0, |(from, _)| *from);
    let from = if sentence.len() <= SHOWN { 0 } else { boundary(first.saturating_sub(BEFORE)) };
    let until = boundary(from + SHOWN).max(finds.first().map_or(0, |(_, to)| *to));
    let mut fragments = Vec::new();
    let mut add = |text: &str, is_match| {
        if !text.is_empty() {
            fragments.push(Fragment { text: text.to_owned(), is_match });
        }
    };
    add(if from > 0 { "…" } else { "" }, false);
    let mut at = from;
    for &(start, end) in finds.iter().filter(|(_, end)| *end <= until) {
        add(&sentence[at..start], false);
        add(&sentence[start..end], true);
        at = end;
    }
    add(&sentence[at..until], false);
    add(if until < sentence.len() { "…" } else { "" }, false);
    fragments
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(text: &str, wanted: &str) -> Option<String> {
        let mark = |fragment: &Fragment| {
            if fragment.is_match { format!("[{}]", fragment.text) } else { fragment.text.clone() }
        };
        sentence(text, wanted).map(|fragments| fragments.iter().map(mark).collect())
    }

    #[test]
    fn the_sentence_with_most_words_is_shown_as_it_was_written() {
        let text = "Ouverture à 20 h. L’œuvre d’Éloïse est votée à l’unanimité. La séance est levée.";
        assert_eq!(marked(text, "oeuvre").unwrap(), "L’[œuvre] d’Éloïse est votée à l’unanimité.");
        assert_eq!(marked(text, "ELOISE vot").unwrap(), "L’œuvre d’[Éloïse] est [votée] à l’unanimité.");
        assert_eq!(marked(text, "seance lev").unwrap(), "La [séance] est [levée].");
        assert_eq!(marked(text, "budget"), None);
    }

    #[test]
    fn a_long_sentence_is_cut_around_the_find() {
        let text = format!("{} cotisation {}", "é ".repeat(300), "à ".repeat(300));
        let shown = marked(&text, "cotis").unwrap();
        assert!(shown.starts_with('…') && shown.ends_with('…') && shown.contains("[cotisation]"), "{shown}");
        assert!(shown.len() < SHOWN + 20, "{}", shown.len());
    }

    #[test]
    fn a_title_holds_words_by_their_beginnings() {
        assert!(all_in("Compte rendu de l’Œuvre", "oeuv compte"));
        assert!(!all_in("Compte rendu", "rendu budget"));
        assert_eq!(query("l’Œuvre \"x"), Some("\"l\"* \"oeuvre\"* \"x\"*".to_owned()));
        assert_eq!(query(" -- "), None);
    }
}
