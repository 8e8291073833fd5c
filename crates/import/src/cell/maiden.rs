//! The other surname of somebody married: `née Martin`, `épouse Durand`, `(veuve Roux)`. Both are kept, in one writing.

use super::given_names;
use crate::fold;

const MARKS: [&str; 12] =
    ["nee", "ne", "ep", "eps", "epse", "epouse", "vve", "veuve", "dit", "dite", "div", "divorcee"];

/// Whether a word, in small letters or in capitals, says that another surname follows.
pub fn is_mark(word: &str) -> bool {
    MARKS.contains(&fold::letters(word).as_str())
}

/// What stands before the mark, the mark in small letters, the other surname; without brackets around the two.
pub fn parted(text: &str) -> Option<(String, String, String)> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let at = (1..words.len().saturating_sub(1)).find(|at| is_mark(words[*at]))?;
    let mark = words[at].trim_start_matches(['(', ',']).to_lowercase();
    let other = words[at + 1..].join(" ");
    let other = if words[at].starts_with('(') { other.replacen(')', "", 1) } else { other };
    Some((words[..at].join(" ").trim_end_matches(',').to_owned(), mark, other))
}

/// Takes the other surname out of a name, with its mark: in brackets wherever they stand, without them where surname and first
/// name both stand before. `MARTIN née DURAND Anne` is left as it is: there the surname goes on.
pub fn taken(words: &mut Vec<String>, is_whole: impl Fn(&[String]) -> bool) -> Option<String> {
    let last = words.len().checked_sub(1)?;
    let at = (1..last).find(|at| is_mark(&words[*at]) && words[*at].contains(char::is_lowercase));
    // `(NÉE ROUX)`
    let at = at.or_else(|| (1..last).find(|at| words[*at].starts_with('(') && is_mark(&words[*at])))?;
    let end = if words[at].starts_with('(') {
        (at..=last).find(|end| words[*end].ends_with(')'))?
    } else if at >= 2 && is_whole(&words[..at]) && !(last > at + 1 && given_names::knows(&words[last])) {
        last
    } else {
        return None;
    };
    let taken: Vec<String> = words.drain(at..=end).collect();
    Some(taken.join(" ").trim_start_matches('(').trim_end_matches(')').to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_surnames_and_what_stands_between() {
        for (text, own, mark, other) in [
            ("MARTIN née DURAND", "MARTIN", "née", "DURAND"),
            ("PETIT (NÉE ROUX)", "PETIT", "née", "ROUX"),
            ("BON, épouse Le Goff", "BON", "épouse", "Le Goff"),
            ("MARTIN ép. DURAND", "MARTIN", "ép.", "DURAND"),
        ] {
            assert_eq!(parted(text), Some((own.to_owned(), mark.to_owned(), other.to_owned())), "{text}");
        }
        for text in ["née DURAND", "MARTIN née", "MARTIN", "Nedelec Anne"] {
            assert_eq!(parted(text), None, "{text}");
        }
    }

    #[test]
    fn it_is_taken_from_behind_a_whole_name_only() {
        let take = |text: &str| {
            let mut words: Vec<String> = text.split(' ').map(ToOwned::to_owned).collect();
            let taken = taken(&mut words, |before| before.iter().any(|word| word.contains(char::is_lowercase)));
            (words.join(" "), taken)
        };
        for (text, rest, other) in [
            ("PETIT Zoé (née Roux)", "PETIT Zoé", "née Roux"),
            ("PETIT (NÉE ROUX) Zoé", "PETIT Zoé", "NÉE ROUX"),
            ("BON Eve épouse LE GOFF", "BON Eve", "épouse LE GOFF"),
        ] {
            assert_eq!(take(text), (rest.to_owned(), Some(other.to_owned())), "{text}");
        }
        for text in ["MARTIN née DURAND Anne", "LE GOFF née DURAND Anne", "PETIT (née", "Anne"] {
            assert_eq!(take(text), (text.to_owned(), None), "{text}");
        }
    }
}
