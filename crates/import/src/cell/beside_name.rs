//! What people write beside a name to have it at hand: `DUPONT Jean (06 12 34 56 78)`, `Dupont Jean - jean@exemple.fr`,
//! `Dupont Jean (78-1234)`.

use super::{
    contact::{self, Contacts},
    email, full_name, phone, place,
};
use crate::{fold, table::Cell};

/// A cell of names, taken apart.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Apart {
    /// The name alone.
    pub name: String,
    pub contacts: Contacts,
    pub number: Option<String>,
    /// A street or a place.
    pub address: Option<String>,
    /// Words in parentheses that are no part of a name.
    pub remarks: Vec<String>,
}

/// Takes a cell apart. A cell of letters alone is a name and nothing else.
pub fn read(text: &str) -> Apart {
    let mut apart = Apart::default();
    let rest = apart.brackets(text);
    let rest = apart.emails(&rest);
    let rest = apart.phones(&rest);
    let rest = apart.function(&rest);
    apart.pieces(rest);
    apart
}

/// Whether a cell begins with its place in the list: `12. Dupont Jean`.
pub fn is_counted(text: &str) -> bool {
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = text.len() - rest.len();
    let behind = rest.strip_prefix(['.', ')']).map(str::trim_start);
    (1..=4).contains(&digits) && behind.is_some_and(|name| name.starts_with(char::is_alphabetic) && !has_figures(name))
}

/// Whether a cell is a label: a name that can be nothing else, and where its person lives.
pub fn is_label(text: &str) -> bool {
    if !has_figures(text) {
        return false;
    }
    let apart = read(text);
    let lives = apart.address.as_deref().is_some_and(|address| place::address(address).1.is_some());
    lives && (full_name::is_likely(&apart.name) || full_name::is_a_name(&apart.name))
}

/// Whether a cell holds a name and beside it a way to write or to call, or where its person lives.
pub fn is_name_with_contact(text: &str) -> bool {
    if is_label(text) {
        return true;
    }
    if !text.contains(|c: char| c.is_ascii_digit() || c == '@') {
        return false;
    }
    let apart = read(text);
    let found = !apart.contacts.emails.is_empty() || !apart.contacts.phones.is_empty();
    let letters = |word: &str| word.chars().all(|c| c.is_alphabetic() || "'’-.".contains(c));
    found && (2..=6).contains(&apart.name.split_whitespace().count()) && apart.name.split_whitespace().all(letters)
}

impl Apart {
    /// Takes what stands in parentheses or brackets, unless it belongs to the name: `Tour (de la)`, `Dupont (née Martin)`.
    fn brackets(&mut self, text: &str) -> String {
        let (mut kept, mut rest) = (String::new(), text);
        while let Some((before, inside, behind)) = bracketed(rest) {
            kept.push_str(before);
            if !self.take(inside) {
                kept.push_str(&rest[before.len()..rest.len() - behind.len()]);
            }
            rest = behind;
        }
        kept + rest
    }

    fn take(&mut self, inside: &str) -> bool {
        let found = contact::read(&Cell::text(inside));
        if !found.emails.is_empty() || !found.phones.is_empty() {
            self.contacts.emails.extend(found.emails);
            self.contacts.phones.extend(found.phones);
            self.contacts.bad_email |= found.bad_email;
            self.contacts.bad_phone |= found.bad_phone;
            return true;
        }
        if let Some(number) = member_number(inside) {
            self.number = self.number.take().or(Some(number));
            return true;
        }
        if has_figures(inside) && !inside.contains(char::is_alphabetic) {
            self.contacts.bad_phone = true;
            return true;
        }
        let is_remark = inside.starts_with(char::is_lowercase) && fold::words(inside).iter().all(|word| !belongs(word));
        if is_remark {
            self.remarks.push(inside.to_owned());
        }
        is_remark
    }

    fn emails(&mut self, text: &str) -> String {
        if !text.contains('@') {
            return text.to_owned();
        }
        let mut kept = String::with_capacity(text.len());
        for word in text.split_inclusive([' ', '\n']) {
            match word.contains('@').then(|| email::read(word)) {
                None => kept.push_str(word),
                Some(found) => {
                    self.contacts.bad_email |= found.is_none();
                    self.contacts.emails.extend(found.into_iter().flatten());
                    kept = without_labels(&kept);
                    kept.push_str(if word.ends_with('\n') { "\n" } else { " - " });
                }
            }
        }
        kept
    }

    /// Takes each run of figures that reads as telephone numbers.
    fn phones(&mut self, text: &str) -> String {
        let in_number = |c: char| c.is_ascii_digit() || " .-/+()".contains(c);
        let (mut kept, mut rest) = (String::new(), text);
        while let Some(at) = rest.find(|c: char| c.is_ascii_digit() || c == '+') {
            kept.push_str(&rest[..at]);
            let end = rest[at..].find(|c| !in_number(c)).map_or(rest.len(), |length| at + length);
            let end = rest[at..end].find(" - ").map_or(end, |length| at + length);
            let run = rest[at..end].trim_end_matches([' ', '-', '/', '.', '(']);
            match phone::read(&Cell::text(run)) {
                Some(phones) => {
                    self.contacts.phones.extend(phones);
                    kept = without_labels(&kept);
                    kept.push_str(" - ");
                }
                None => kept.push_str(run),
            }
            rest = &rest[at + run.len()..];
        }
        kept + rest
    }

    /// `DUPONT Jean - secrétaire`, `DUPONT Jean, élu municipal`: small letters behind a whole name are no part of it.
    fn function<'t>(&mut self, text: &'t str) -> &'t str {
        let Some((name, behind)) = text.split_once(" - ").or_else(|| text.split_once(", ")) else { return text };
        let small = behind.starts_with(char::is_lowercase) && fold::words(behind).iter().all(|word| !belongs(word));
        if small && !has_figures(behind) && full_name::is_whole(name) {
            self.remarks.push(behind.trim().to_owned());
            return name;
        }
        text
    }

    /// The pieces before the first figure are the name; what follows is an address or a number.
    fn pieces(&mut self, text: &str) {
        let text = self.counted(trim(text));
        let (mut names, mut addresses): (Vec<&str>, Vec<&str>) = (Vec::new(), Vec::new());
        if has_figures(text) {
            for piece in text.split([',', ';', '\n', ':']).flat_map(|piece| piece.split(" - ")).map(trim) {
                // Five figures in an address are its postcode.
                let number = member_number(piece).filter(|number| self.number.is_none() && number.len() != 5);
                match number {
                    Some(number) => self.number = Some(number),
                    None if piece.is_empty() => {}
                    None if addresses.is_empty() && !has_figures(piece) => names.push(piece),
                    None => addresses.push(piece),
                }
            }
        }
        if names.is_empty() {
            text.clone_into(&mut self.name);
        } else {
            self.name = names.join(", ");
            self.address = (!addresses.is_empty()).then(|| addresses.join(", "));
        }
    }

    /// Without the number before a name: that of the member, or the place in the list.
    fn counted<'t>(&mut self, text: &'t str) -> &'t str {
        let Some((head, rest)) = text.split_once(' ').filter(|(_, rest)| !has_figures(rest)) else { return text };
        let digits = head.trim_end_matches(['.', ')']);
        if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return text;
        }
        if digits.len() > 4 {
            self.number = self.number.take().or_else(|| Some(digits.to_owned()));
        }
        trim(rest)
    }
}

fn has_figures(text: &str) -> bool {
    text.contains(|c: char| c.is_ascii_digit())
}

/// What stands before the first pair of brackets, in it, and behind.
fn bracketed(text: &str) -> Option<(&str, &str, &str)> {
    let at = text.find(['(', '<', '['])?;
    let close = match text[at..].chars().next()? {
        '(' => ')',
        '<' => '>',
        _ => ']',
    };
    let length = text[at..].find(close)?;
    Some((&text[..at], text[at + 1..at + length].trim(), &text[at + length + 1..]))
}

/// `78-1234`, `n° 0704952`, `adh. 112233`: a number with or without a word that says so. One in pairs behind a zero was to be
/// a telephone number.
fn member_number(text: &str) -> Option<String> {
    const WORDS: [&str; 14] = [
        "n",
        "no",
        "num",
        "numero",
        "adh",
        "adherent",
        "adherente",
        "carte",
        "membre",
        "id",
        "matricule",
        "licence",
        "ref",
        "ps",
    ];
    let words: Vec<&str> = text.split([' ', ':', '°', '.', '#']).filter(|word| !word.is_empty()).collect();
    let (last, before) = words.split_last()?;
    let said = before.iter().all(|word| WORDS.contains(&fold::letters(word).as_str()));
    // `n°0084371`
    let number = last.trim_start_matches("n°").trim_start_matches("N°");
    let digits = number.chars().filter(char::is_ascii_digit).count();
    let plain = number.chars().all(|c| c.is_ascii_alphanumeric() || "-/_".contains(c));
    let shaped = plain && digits >= 3 && digits * 2 > number.len();
    (said && shaped).then(|| number.to_owned())
}

/// Words within parentheses that belong to the name beside them.
fn belongs(word: &str) -> bool {
    [
        "de", "du", "des", "d", "la", "le", "l", "les", "van", "nee", "ne", "ep", "epouse", "epse", "veuve", "vve",
        "dit", "dite",
    ]
    .contains(&word)
}

/// Without the marks and labels that stood between a name and what was taken from behind it.
fn without_labels(text: &str) -> String {
    let mut text = trim(text);
    while let Some((before, word)) = text.rsplit_once(' ').filter(|(_, word)| email::is_label(word)) {
        // `Dupont Jean et` is a couple of which the rest is missing; a lone label is somebody's name.
        if ["et", "ou"].contains(&word) || before.is_empty() {
            break;
        }
        text = trim(before);
    }
    text.to_owned()
}

fn trim(text: &str) -> &str {
    text.trim_matches(|c: char| c.is_whitespace() || "-–—,;:/|".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, name: &str, email: &str, phone: &str, number: &str) {
        let apart = read(text);
        let one = |all: &[String]| all.join(" ");
        let found =
            (apart.name.as_str(), one(&apart.contacts.emails), one(&apart.contacts.phones), apart.number.as_deref());
        let wanted = (name, email.to_owned(), phone.to_owned(), Some(number).filter(|number| !number.is_empty()));
        assert_eq!(found, wanted, "{text}");
    }

    #[test]
    fn contacts_and_numbers_beside_a_name() {
        let (email, phone) = ("jean@a.fr", "+33612345678");
        for text in [
            "Dupont Jean (06 12 34 56 78)",
            "Dupont Jean - 06.12.34.56.78",
            "Dupont Jean : 0612345678",
            "Dupont Jean tél : +33 6 12 34 56 78",
            "Dupont Jean, 06 12 34 56 78",
            "Dupont Jean 06 12 34 56 78",
        ] {
            check(text, "Dupont Jean", "", phone, "");
        }
        for text in [
            "Dupont Jean - jean@a.fr",
            "Dupont Jean <jean@a.fr>",
            "Dupont Jean (mail : jean@a.fr)",
            "Dupont Jean jean@a.fr",
        ] {
            check(text, "Dupont Jean", email, "", "");
        }
        check("Dupont Jean - 06 12 34 56 78 - jean@a.fr", "Dupont Jean", email, phone, "");
        check("Dupont Jean (06 12 34 56 78, jean@a.fr)", "Dupont Jean", email, phone, "");
        check("Dupont Jean (78-1234)", "Dupont Jean", "", "", "78-1234");
        check("DUPONT (n° 0704952)", "DUPONT", "", "", "0704952");
        check("Anne (n°0084371)", "Anne", "", "", "0084371");
        check("PETIT (adh. 0112233)", "PETIT", "", "", "0112233");
        check("Dupont Jean - n° 704952 - 06 12 34 56 78", "Dupont Jean", "", phone, "704952");
        check("0704952 DUPONT Jean", "DUPONT Jean", "", "", "0704952");
        check("12. Dupont Jean", "Dupont Jean", "", "", "");
    }

    #[test]
    fn an_address_beside_a_name() {
        let apart = read("Dupont Jean, 12 rue Haute, 78300 Poissy, 06 12 34 56 78");
        assert_eq!(
            (apart.name.as_str(), apart.address.as_deref()),
            ("Dupont Jean", Some("12 rue Haute, 78300 Poissy"))
        );
        assert_eq!(apart.contacts.phones, ["+33612345678"]);
    }

    #[test]
    fn labels_and_places_in_a_list() {
        assert!(
            is_label("Mme Anne MARTIN\n12 rue Haute\n78300 POISSY") && is_label("Luc Petit, 3 rue Basse 78300 Poissy")
        );
        for text in ["Résidence Haute, 12 rue X, 78300 POISSY", "12 rue Haute 78300 POISSY", "Anne MARTIN"] {
            assert!(!is_label(text), "{text}");
        }
        assert!(is_counted("12. Dupont Jean") && is_counted("3) Zoé BON"));
        assert!(!is_counted("12 rue Haute") && !is_counted("1.5") && !is_counted("12. rue du 8-Mai"));
    }

    #[test]
    fn what_belongs_to_the_name_stays() {
        for text in ["Tour Luc (de la)", "Dupont (née Martin) Anne", "Dupont, Jean", "DUPONT - Jean", "Dupont (Paris)"]
        {
            check(text, text, "", "", "");
        }
        let apart = read("Dupont Jean (trésorier)");
        assert_eq!((apart.name.trim(), apart.remarks), ("Dupont Jean", vec!["trésorier".to_owned()]));
        for text in ["DUPONT Jean - trésorier", "DUPONT Jean, trésorier"] {
            let apart = read(text);
            assert_eq!((apart.name.as_str(), apart.remarks), ("DUPONT Jean", vec!["trésorier".to_owned()]), "{text}");
        }
        for text in ["DUPONT, jean", "TOUR Jean, de la", "DUPONT - jean"] {
            check(text, text, "", "", "");
        }
        let broken = read("Dupont Jean (06 12 34)");
        assert_eq!((broken.name.as_str(), broken.contacts.bad_phone), ("Dupont Jean", true));
    }
}
