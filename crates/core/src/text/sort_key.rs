//! The order of names, as a French speaker expects it.

use super::fold::{fold, words};

/// Small particles that don't count in the order (de Gaulle stands at G), when written small: `Du`, `Le`, `La` and capital
/// `De` are part of the name.
const PARTICLES: [&str; 4] = ["de ", "d'", "d’", "d´"];

/// A key whose order as text is the order of the names: last name, then first name, folded; the names themselves decide
/// between those that fold alike, so that the order is always the same.
pub(crate) fn sort_key(last_name: Option<&str>, first_name: Option<&str>) -> String {
    let (last, first) = (last_name.unwrap_or_default().trim(), first_name.unwrap_or_default().trim());
    let significant = PARTICLES.iter().find_map(|particle| last.strip_prefix(particle)).unwrap_or(last);
    // A space sorts before every letter: `Le Roy` before `Lebrun`, and the shorter name before the longer.
    format!("{} \u{1}{} \u{1}{last}\u{1}{first}", fold(significant), fold(first))
}

/// The words of both names, folded, in the order of the alphabet: equal for two people whose names are written in any
/// order.
pub fn folded_name(last_name: Option<&str>, first_name: Option<&str>) -> String {
    let folded = fold(&format!("{} {}", last_name.unwrap_or_default(), first_name.unwrap_or_default()));
    let mut all: Vec<&str> = words(&folded).collect();
    all.sort_unstable();
    all.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stand_as_in_a_french_list() {
        let sorted = [
            ("Abel", "Zoé"),
            ("d'Artagnan", "Charles"),
            ("Éluard", "Paul"),
            ("Elzéar", "Anne"),
            ("de Gaulle", "Charles"),
            ("Gautier", "Élise"),
            ("Gautier", "Émile"),
            ("Le Roy", "Anne"),
            ("Lebrun", "Anne"),
            ("Odet", "Anne"),
            ("Œdipe", "Anne"),
            ("Oer", "Anne"),
        ];
        let keys: Vec<String> = sorted.iter().map(|(last, first)| sort_key(Some(last), Some(first))).collect();
        assert!(keys.is_sorted(), "{keys:#?}");
    }

    #[test]
    fn a_name_is_known_whichever_stands_first() {
        assert_eq!(folded_name(Some("Lefèvre"), Some("Zoé")), folded_name(Some("ZOE"), Some("lefevre")));
    }
}
