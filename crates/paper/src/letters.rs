//! What people typed, as the fonts can set it, and spaced as the language wants it.

use std::iter::Peekable;

use serde_json::Value;

use crate::Language;
use crate::press::FONTS;

/// Between a word and the mark that belongs to it, where no line may break: half as wide as the other.
const THIN: char = '\u{202f}';
const FIXED: char = '\u{a0}';

/// Sets every text of a document.
pub(crate) fn set(words: &mut Value, language: Language) {
    match words {
        Value::String(text) => *text = one(text, language),
        Value::Array(all) => {
            for one in all {
                set(one, language);
            }
        }
        Value::Object(all) => {
            for one in all.values_mut() {
                set(one, language);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

fn one(text: &str, language: Language) -> String {
    let known = text.chars().filter(|letter| !is_silent(*letter)).map(printable);
    match language {
        Language::Fr => spaced(known.peekable()),
        Language::En => known.collect(),
    }
}

/// Marks that turn the direction, join or hide: they have no shape, and can make a name read as another.
const fn is_silent(letter: char) -> bool {
    matches!(letter,
        '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}')
}

fn printable(letter: char) -> char {
    let known = || FONTS.iter().any(|font| font.info().coverage.contains(u32::from(letter)));
    match letter {
        THIN | FIXED => letter,
        _ if letter.is_control() || letter.is_whitespace() => ' ',
        _ if known() => letter,
        _ => char::REPLACEMENT_CHARACTER,
    }
}

/// Spaces of French: narrow before `;`, `!`, `?`, `%` and `€`, whole before a colon and within guillemets, and never at the end of a line.
fn spaced(mut letters: Peekable<impl Iterator<Item = char>>) -> String {
    let (mut spaced, mut before) = (String::new(), None);
    while let Some(letter) = letters.next() {
        let fixed = match (before, letter, letters.peek()) {
            (_, ' ', Some(';' | '!' | '?' | '%' | '€')) => THIN,
            (_, ' ', Some(':' | '»')) | (Some('«'), ' ', _) => FIXED,
            _ => letter,
        };
        spaced.push(fixed);
        before = Some(letter);
    }
    spaced
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_never_begins_a_line_in_french() {
        let typed = "Qui vient ? Tous : « Zoé » et 10 % ; à 12:30 !";
        let set = "Qui vient\u{202f}? Tous\u{a0}: «\u{a0}Zoé\u{a0}» et 10\u{202f}%\u{202f}; à 12:30\u{202f}!";
        assert_eq!(one(typed, Language::Fr), set);
        assert_eq!(one(typed, Language::En), typed);
    }

    #[test]
    fn what_no_font_has_is_shown_as_such_and_what_has_no_shape_is_left_out() {
        assert_eq!(
            one("Zo\u{eb} N’Guyen, Łukasz, Ελένη, Олена", Language::En),
            "Zo\u{eb} N’Guyen, Łukasz, Ελένη, Олена"
        );
        assert_eq!(one("fête 🎉 李", Language::En), "fête \u{fffd} \u{fffd}");
        assert_eq!(one("a\u{202e}b\u{200b}c\n\td\u{7}", Language::En), "abc  d ");
    }

    /// What stands for a letter that no font has must itself be in one.
    #[test]
    fn the_sign_of_a_letter_that_is_missing_can_be_printed() {
        assert_eq!(printable(char::REPLACEMENT_CHARACTER), char::REPLACEMENT_CHARACTER);
        let shown = |letter| FONTS.iter().any(|font| font.info().coverage.contains(u32::from(letter)));
        assert!([char::REPLACEMENT_CHARACTER, '«', '»', '’', 'œ', 'Œ', '€', '…', '–'].into_iter().all(shown));
    }

    #[test]
    fn texts_are_set_wherever_they_are() {
        let mut words = serde_json::json!({ "a": ["x !", { "b": "y ?" }], "n": 1, "none": null });
        set(&mut words, Language::Fr);
        assert_eq!(words, serde_json::json!({ "a": ["x\u{202f}!", { "b": "y\u{202f}?" }], "n": 1, "none": null }));
    }
}
