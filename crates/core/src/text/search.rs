//! The words of the search: what people are found by, and what a query asks of it.
//!
//! A word stands after two spaces: one or two letters find the words that begin with them, three and more are found anywhere in a word.

use super::fold::{fold, words};
use super::phone::spellings;

/// What precedes each word in the index.
const BEFORE: &str = "  ";

/// The text under which somebody is found: `texts` are folded, e-mails looked through by their parts, `phones` found with
/// the country code and without.
pub(crate) fn index<'a>(texts: impl IntoIterator<Item = &'a str>, phones: impl IntoIterator<Item = &'a str>) -> String {
    let mut index = String::new();
    let mut add = |word: &str| {
        index.push_str(BEFORE);
        index.push_str(word);
    };
    for text in texts {
        words(&fold(text)).for_each(&mut add);
    }
    for phone in phones {
        for spelling in spellings(phone) {
            add(&spelling);
        }
    }
    index
}

/// What `text` asks for, each wanted; nothing when it has no word. With `at_start`, only what begins with the words is found.
pub(crate) fn query(text: &str, at_start: bool) -> Vec<String> {
    let folded = fold(text);
    joined(words(&folded)).iter().map(|word| phrase(word, at_start)).collect()
}

/// Runs of digits are one number, however it is cut: `06 12` looks for `0612`.
fn joined<'a>(words: impl Iterator<Item = &'a str>) -> Vec<String> {
    let digits = |word: &str| word.bytes().all(|byte| byte.is_ascii_digit());
    let mut joined: Vec<String> = Vec::new();
    for word in words {
        match joined.last_mut() {
            Some(last) if digits(last) && digits(word) => last.push_str(word),
            _ => joined.push(word.to_owned()),
        }
    }
    joined
}

fn phrase(word: &str, at_start: bool) -> String {
    let spaces = match word.chars().count() {
        1 => 2,
        2 => 1,
        _ => usize::from(at_start),
    };
    format!("{}{word}", &BEFORE[..spaces])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_phones_and_parts_of_addresses_are_indexed() {
        let index = index(["Zoé", "L’Hermitte", "zoe.l@exemple.fr"], ["+33612345678"]);
        assert_eq!(index, "  zoe  l  hermitte  zoe  l  exemple  fr  0612345678  33612345678");
    }

    #[test]
    fn short_words_are_sought_at_the_start_and_long_ones_anywhere() {
        assert_eq!(query("z le her", false), ["  z", " le", "her"]);
        assert_eq!(query("her", true), [" her"]);
        assert_eq!(query("06.12 34", false), ["061234"]);
        assert_eq!(query("+33 6 12 Zoé", false), ["33612", "zoe"]);
        assert_eq!(query(" -- \"", false), [""; 0]);
    }
}
