//! Mme and M.

use crate::fold;

/// `Mme` or `M.` from a word that says nothing else. A bare `F` or `H` counts only where `alone` says the cell is about that.
pub fn read(text: &str, alone: bool) -> Option<&'static str> {
    match fold::letters(text).as_str() {
        "mme" | "madame" | "mlle" | "mademoiselle" | "mrs" | "ms" | "miss" | "melle" => Some("Mme"),
        "m" | "mr" | "monsieur" | "mons" => Some("M."),
        "f" | "femme" | "feminin" | "female" | "fem" if alone => Some("Mme"),
        "h" | "homme" | "masculin" | "male" | "masc" if alone => Some("M."),
        _ => None,
    }
}

/// Whether a word is a title that stands before a name and is no part of it.
pub fn is_title(word: &str) -> bool {
    let letters = fold::letters(word);
    read(word, false).is_some()
        || matches!(letters.as_str(), "dr" | "docteur" | "pr" | "prof" | "me")
        // Somebody may be called Maître.
        || (letters == "maitre" && word.ends_with('.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_in_their_usual_forms() {
        for text in ["Mme", "MME", "Madame", "Mlle", "mme.", "Mrs"] {
            assert_eq!(read(text, false), Some("Mme"), "{text}");
        }
        for text in ["M.", "M", "Mr", "Monsieur", "MONSIEUR"] {
            assert_eq!(read(text, false), Some("M."), "{text}");
        }
        assert_eq!((read("H", true), read("F", true), read("H", false)), (Some("M."), Some("Mme"), None));
    }
}
