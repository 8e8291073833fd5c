//! Two people on one row: `DUPONT` `Jean et Marie`, `M. et Mme Dupont Jean et Marie`, `Jean Dupont et Anne Martin`.

use crate::{
    cell::{civility, full_name, full_name::Order, full_name::Split},
    report::Person,
};

/// The second of the two.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Partner {
    pub last: String,
    pub first: String,
    pub civility: Option<&'static str>,
}

impl Partner {
    /// Who has the address and the contacts of the row, but neither its number, its birth date nor its payments: a row has
    /// one of each, and they are the first one's.
    pub fn beside(self, person: &Person, written: impl Fn(&str) -> Option<String>) -> Person {
        Person {
            civility: self.civility,
            last_name: written(&self.last),
            first_name: written(&self.first),
            birth_date: None,
            number: None,
            dues: Vec::new(),
            ..person.clone()
        }
    }
}

/// Two first names beside a surname, or beside two.
pub fn of_two_columns(last: &str, first: &str) -> Option<((String, String), Partner)> {
    let untitled = |text: &str| full_name::untitled(text).0.join(" ");
    let (one, other) = pair(first).or_else(|| at(" / ", first))?;
    let surnames = untitled(last);
    let (of_one, of_other) = pair(&surnames).or_else(|| at(" / ", &surnames)).unwrap_or((&surnames, &surnames));
    let partner = Partner { last: untitled(of_other), first: untitled(other), civility: second_title(last) };
    // The title of the first is read where all titles are.
    let of_one = if surnames == of_one { last } else { of_one };
    Some(((of_one.to_owned(), one.to_owned()), partner))
}

/// `M. et Mme PETIT` beside no first name: two people of whom nothing more is known.
pub fn of_titles(text: &str) -> Option<((String, String), Partner)> {
    let civility = second_title(text)?;
    let last = full_name::untitled(text).0.join(" ");
    let lone = !last.is_empty() && !last.contains(' ');
    let partner = Partner { last, first: String::new(), civility: Some(civility) };
    lone.then(|| ((text.to_owned(), String::new()), partner))
}

/// The titles of a couple, as they stand before its names.
pub fn titles(text: &str) -> String {
    let names = full_name::untitled(text).0.len();
    let words: Vec<&str> = text.split_whitespace().collect();
    words[..words.len() - names.min(words.len())].join(" ")
}

/// Both names in one cell.
pub fn of_one_column(text: &str, order: Order) -> Option<(Split, Partner)> {
    let (words, civility) = full_name::untitled(text);
    if let Some((_, partner)) = of_titles(text) {
        return Some((Split { last: partner.last.clone(), first: String::new(), civility }, partner));
    }
    let names = words.join(" ");
    let (left, right) = pair(&names)?;
    let (right_words, title) = full_name::untitled(right);
    let right = right_words.join(" ");
    let lone = |text: &str| !text.contains(' ');
    let (one, other) = match () {
        () if !lone(left) && lone(&right) => {
            let one = full_name::split(left, order, None);
            (one.clone(), Split { first: right, ..one })
        }
        () if !lone(&right) && lone(left) => {
            let other = full_name::split(&right, Order::FirstLast, None);
            (Split { first: left.to_owned(), ..other.clone() }, other)
        }
        () if !lone(left) => (full_name::split(left, order, None), full_name::split(&right, order, None)),
        () => return None,
    };
    let partner = Partner { last: other.last, first: other.first, civility: title.or_else(|| second_title(text)) };
    Some((Split { civility, ..one }, partner))
}

/// The two sides of the word that joins them, each of a few letters and no figures.
fn pair(text: &str) -> Option<(&str, &str)> {
    [" et ", " & ", " + "].into_iter().find_map(|mark| at(mark, text)).filter(|(_, right)| pair(right).is_none())
}

/// The two sides of a mark.
fn at<'t>(mark: &str, text: &'t str) -> Option<(&'t str, &'t str)> {
    let at = text.to_lowercase().find(mark).filter(|at| text.is_char_boundary(*at))?;
    let sides = (text.get(..at)?.trim(), text.get(at + mark.len()..)?.trim());
    let plain = |side: &str| {
        !side.is_empty()
            && side.split_whitespace().count() <= 4
            && side.chars().all(|c| c.is_alphabetic() || c == ' ' || "'’-.".contains(c))
    };
    Some(sides).filter(|(left, right)| plain(left) && plain(right))
}

/// The title of the second in `M. et Mme`.
fn second_title(text: &str) -> Option<&'static str> {
    let words: Vec<&str> = text.split_whitespace().take(3).collect();
    match words.as_slice() {
        [first, "et" | "&" | "ou", second] if civility::is_title(first) => civility::read(second, false),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_of_a_couple() {
        for (text, order, one, other) in [
            ("M. et Mme Dupont Jean et Marie", Order::LastFirst, ("Dupont", "Jean"), ("Dupont", "Marie")),
            ("Jean et Marie DUPONT", Order::FirstLast, ("DUPONT", "Jean"), ("DUPONT", "Marie")),
            ("Jean Dupont et Anne Martin", Order::FirstLast, ("Dupont", "Jean"), ("Martin", "Anne")),
            ("DUPONT Jean & MARTIN Anne", Order::LastFirst, ("DUPONT", "Jean"), ("MARTIN", "Anne")),
            ("M. Jean Dupont et Mme Anne Martin", Order::FirstLast, ("Dupont", "Jean"), ("Martin", "Anne")),
        ] {
            let (split, partner) = of_one_column(text, order).expect(text);
            assert_eq!((split.last.as_str(), split.first.as_str()), one, "{text}");
            assert_eq!((partner.last.as_str(), partner.first.as_str()), other, "{text}");
        }
        let (one, partner) = of_two_columns("DUPONT et MARTIN", "Jean et Anne").expect("two");
        assert_eq!((one.0.as_str(), partner.last.as_str()), ("DUPONT", "MARTIN"));
        let (one, partner) = of_two_columns("IMBERT / JOLY", "Luc / Marc").expect("two");
        assert_eq!((one.0.as_str(), one.1.as_str()), ("IMBERT", "Luc"));
        assert_eq!((partner.last.as_str(), partner.first.as_str()), ("JOLY", "Marc"));
        assert_eq!(of_two_columns("IMBERT / JOLY", "Luc"), None, "one surname of two");
        let (one, partner) = of_one_column("M. et Mme PETIT", Order::LastFirst).expect("two");
        assert_eq!((one.last.as_str(), one.civility), ("PETIT", Some("M.")));
        assert_eq!((partner.last.as_str(), partner.civility), ("PETIT", Some("Mme")));
        assert_eq!(titles("M. et Mme Jean et Marie"), "M. et Mme");
        assert_eq!(of_two_columns("M. et Mme PETIT", "Luc & Zoé").expect("two").1.civility, Some("Mme"));
    }

    #[test]
    fn one_person_is_one() {
        assert_eq!(of_one_column("M. et Mme DUPONT Jean", Order::LastFirst), None);
        assert_eq!(of_one_column("Dupont Jean", Order::LastFirst), None);
        assert_eq!(of_two_columns("DUPONT", "Jean-Marie"), None);
        assert_eq!(of_two_columns("DUPONT", "Étienne"), None);
    }
}
