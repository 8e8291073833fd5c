//! Cells that hold what can be read beside what can't, or e-mails and telephone numbers together.

use super::{email, land::Land, phone};
use crate::{fold, table::Cell};

/// What a cell gives, whichever of the two its column is for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Contacts {
    pub emails: Vec<String>,
    pub phones: Vec<String>,
    /// Whether a broken address stands there.
    pub bad_email: bool,
    /// Whether a broken number stands there.
    pub bad_phone: bool,
    /// Whether words stand there that are no label.
    pub words: bool,
}

/// Reads a cell piece by piece, each between what surely separates two contacts.
pub fn read(cell: &Cell) -> Contacts {
    read_in(cell, None)
}

/// The same for somebody who lives abroad.
pub fn read_in(cell: &Cell, land: Option<&Land>) -> Contacts {
    let mut found = Contacts::default();
    let text = cell.shown();
    if has_none(&text) {
        return found;
    }
    if let Some(phones) = phone::read_in(cell, land).filter(|_| !text.contains('@')) {
        found.phones = phones;
        return found;
    }
    if let Some(emails) = email::read(&text) {
        found.emails = emails;
        return found;
    }
    let text = [" - ", " – ", " / ", " ou ", " et "].iter().fold(text, |text, mark| text.replace(mark, "\n"));
    for piece in text.split(['\n', '\r', ';', '|', ',']).flat_map(at_slashes) {
        found.piece(piece.trim(), land);
    }
    found
}

/// Slashes stand within telephone numbers too, but not within addresses nor behind a whole number: `06.12.34.56.78/79`.
fn at_slashes(piece: &str) -> Vec<&str> {
    let whole = |piece: &str| phone::read(&Cell::text(piece)).is_some();
    let behind_whole = !whole(piece) && piece.split_once('/').is_some_and(|(first, _)| whole(first));
    if piece.contains('@') || behind_whole { piece.split('/').collect() } else { vec![piece] }
}

/// Whether a word is a label or a mark between two contacts. A question mark is neither: somebody looked for a value.
fn says_nothing(word: &str) -> bool {
    if word.contains(char::is_alphabetic) {
        email::is_label(word)
    } else {
        word.chars().all(|c| "-–—:.,/&+()".contains(c))
    }
}

/// Whether a cell says in words that somebody has no telephone or no address: `n'a pas`, `pas de portable`, `sans mail`.
pub fn has_none(text: &str) -> bool {
    let words = fold::words(text);
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["n", "a" | "en", "pas" | "a", ..] | ["pas" | "non"] => words.len() <= 5,
        ["pas", "de" | "d", _, ..] | ["sans" | "aucun" | "aucune", _, ..] => words.len() <= 4,
        _ => false,
    }
}

/// Whether a cell holds words beside its numbers that are no label: `le soir`, `sa fille`.
pub fn has_remark(text: &str) -> bool {
    let words = fold::words(text);
    words.iter().any(|word| word.len() > 1 && word.contains(char::is_alphabetic) && !email::is_label(word))
}

/// Whether a number was meant.
fn is_mostly_digits(piece: &str) -> bool {
    let digits = piece.chars().filter(char::is_ascii_digit).count();
    digits > piece.chars().filter(|c| c.is_alphabetic()).count()
}

impl Contacts {
    fn piece(&mut self, piece: &str, land: Option<&Land>) {
        if !piece.contains('@') {
            return self.number(piece, land);
        }
        match email::read(piece) {
            Some(emails) => self.emails.extend(emails),
            None => self.number_and_address(piece, land),
        }
    }

    fn number(&mut self, piece: &str, land: Option<&Land>) {
        match phone::read_in(&Cell::text(piece), land) {
            Some(phones) => self.phones.extend(phones),
            None if is_mostly_digits(piece) => self.bad_phone = true,
            None => self.words |= !piece.split_whitespace().all(says_nothing),
        }
    }

    /// `06 12 34 56 78 jean@a.fr`; a word beside an address may be its first half, so nothing is made of it.
    fn number_and_address(&mut self, piece: &str, land: Option<&Land>) {
        let (addresses, rest): (Vec<&str>, Vec<&str>) = piece.split_whitespace().partition(|word| word.contains('@'));
        let phones = phone::read_in(&Cell::text(&rest.join(" ")), land);
        match (email::read(&addresses.join(" ")), phones) {
            (Some(emails), Some(phones)) => {
                self.emails.extend(emails);
                self.phones.extend(phones);
            }
            (None, Some(phones)) => {
                self.phones.extend(phones);
                self.bad_email = true;
            }
            _ => self.bad_email = true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, emails: &[&str], phones: &[&str], bad: [bool; 3]) {
        let found = read(&Cell::text(text));
        assert_eq!(
            (found.emails.as_slice(), found.phones.as_slice()),
            (&owned(emails)[..], &owned(phones)[..]),
            "{text}"
        );
        assert_eq!([found.bad_email, found.bad_phone, found.words], bad, "{text}");
    }

    fn owned(texts: &[&str]) -> Vec<String> {
        texts.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn both_together() {
        let (email, phone) = (["jean@a.fr"], ["+33612345678"]);
        for text in [
            "06 12 34 56 78 / jean@a.fr",
            "06.12.34.56.78/jean@a.fr",
            "jean@a.fr - 0612345678",
            "06 12 34 56 78 jean@a.fr",
            "mail : jean@a.fr\nport : 06 12 34 56 78",
        ] {
            check(text, &email, &phone, [false; 3]);
        }
    }

    #[test]
    fn what_can_be_read_beside_what_cant() {
        check("jean@a.fr; marie@", &["jean@a.fr"], &[], [true, false, false]);
        check("06 12 34 56 78 / 0139", &[], &["+33612345678"], [false, true, false]);
        check("06.12.34.56.78/79", &[], &["+33612345678"], [false, true, false]);
        check("06 12 34 56 78 ou à demander", &[], &["+33612345678"], [false; 3]);
        check("jean dupont@a.fr", &[], &[], [true, false, false]);
        check("jean@a.fr ; inconnu", &["jean@a.fr"], &[], [false, false, true]);
        check("jean3.orange.fr", &[], &[], [false, false, true]);
        check("?", &[], &[], [false, false, true]);
        check("jean@a.fr - ", &["jean@a.fr"], &[], [false; 3]);
        check("liste rouge", &[], &[], [false, false, true]);
        for text in ["n'a pas", "pas de portable", "pas d'adresse", "sans mail", "aucun portable", "n'en a pas"] {
            check(text, &[], &[], [false; 3]);
        }
        assert!(has_remark("06 12 34 56 78 le soir") && !has_remark("tél : 06 12 34 56 78 (perso)"));
    }
}
