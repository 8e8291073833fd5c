//! Names and cities given back with the capitals people write them with.

use super::maiden;

/// A name with the capitals of people; nothing where no letter stands.
pub fn written(text: &str) -> Option<String> {
    text.contains(char::is_alphabetic).then(|| person(text))
}

/// A surname or first name: left alone unless it is all capitals or all small letters.
/// Particles follow French usage: small `de` and `d'`, capital `La`, `Le`, `L'`, `Ben`, `El`.
pub fn person(text: &str) -> String {
    let text = particle_first(tidy(text));
    match maiden::parted(&text) {
        Some((own, mark, other)) => format!("{} {mark} {}", person(&own), person(&other)),
        None => cased(text),
    }
}

fn cased(text: String) -> String {
    const SMALL: [&str; 15] =
        ["de", "du", "des", "van", "von", "der", "den", "ten", "zu", "dos", "da", "do", "e", "y", "et"];
    if has_both_cases(&text) {
        return text;
    }
    words(&text, |word, rest, first| {
        // `Van` begins Flemish names with a capital in France, and `Y` begins nothing else.
        SMALL.contains(&word) && !(first && matches!(word, "van" | "e" | "y" | "do" | "et")) && !rest.is_empty()
    })
}

/// A city: small words inside, capitals elsewhere.
pub fn city(text: &str) -> String {
    const SMALL: [&str; 22] = [
        "de", "du", "des", "la", "le", "les", "lès", "lez", "en", "sur", "sous", "aux", "au", "à", "et", "près", "d",
        "l", "sans", "dans", "devant", "ès",
    ];
    let tidied = tidy(text);
    let text = without_code(&tidied);
    if has_both_cases(text) {
        return text.to_owned();
    }
    words(text, |word, rest, first| SMALL.contains(&word) && !first && !rest.is_empty())
}

/// A city without its postcode or the number of its département: `Versailles (78)`, `78000 Versailles`.
fn without_code(text: &str) -> &str {
    let is_code = |code: &str| matches!(code.len(), 2 | 3 | 5) && code.starts_with(|c: char| c.is_ascii_digit());
    let plain = |code: &&str| is_code(code) && code.bytes().all(|byte| byte.is_ascii_digit() || b"AB".contains(&byte));
    let behind = text.strip_suffix(')').and_then(|inside| inside.rsplit_once(" ("));
    if let Some((city, _)) = behind.filter(|(_, code)| plain(code)) {
        return city.trim_end();
    }
    match text.split_once(' ') {
        Some((code, city)) if code.len() == 5 && plain(&code) => city.trim_start_matches(['-', ' ']),
        _ => text,
    }
}

/// Blanks single, apostrophes straight.
fn tidy(text: &str) -> String {
    let straight = text.replace(['’', '‘', 'ʼ', '`', '´'], "'");
    straight.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// `TOUR (de la)`, as lists sorted by the first letter have it, is `de la TOUR`.
fn particle_first(text: String) -> String {
    const PARTICLES: [&str; 9] = ["de", "du", "des", "d'", "la", "le", "l'", "les", "van"];
    let moved = text.strip_suffix(')').and_then(|inside| inside.split_once(" (")).and_then(|(name, inside)| {
        let particles = inside.to_lowercase();
        let all = particles.split(' ').all(|word| PARTICLES.contains(&word));
        let space = if inside.ends_with('\'') { "" } else { " " };
        all.then(|| format!("{inside}{space}{name}"))
    });
    moved.unwrap_or(text)
}

/// Whether the capitals of a text are somebody's choice. Those of `de LA TOUR` are not: its small words always are.
fn has_both_cases(text: &str) -> bool {
    const SMALL: [&str; 8] = ["de", "du", "des", "d", "la", "le", "les", "l"];
    // `PARIS 15e`
    let is_ordinal = |word: &str| word.starts_with(|c: char| c.is_ascii_digit());
    let words = text.split([' ', '-', '\'', '.', '(', ')']);
    let mut names = words.filter(|word| !SMALL.contains(word) && !is_ordinal(word) && !word.is_empty());
    let shouted =
        names.clone().any(|word| word.chars().count() > 1) && !names.any(|word| word.contains(char::is_lowercase));
    text.contains(char::is_lowercase) && text.contains(char::is_uppercase) && !shouted
}

/// Walks the words of a text; `small(word, rest, is_first)` says which keep a small initial.
fn words(text: &str, small: impl Fn(&str, &str, bool) -> bool) -> String {
    let lower = text.to_lowercase();
    let mut out = String::with_capacity(lower.len());
    let mut rest = lower.as_str();
    while !rest.is_empty() {
        let end = rest.find([' ', '-', '\'', '(', '/', '.']).unwrap_or(rest.len());
        let (word, after) = rest.split_at(end);
        let elided_de = word == "d" && after.starts_with('\'') && after.len() > 1;
        if elided_de || small(word, after.trim_matches([' ', '-', '.']), out.is_empty()) {
            out.push_str(word);
        } else {
            out.push_str(&capital(word));
        }
        let mark = after.chars().next();
        out.extend(mark);
        rest = &after[mark.map_or(0, char::len_utf8)..];
    }
    out
}

fn capital(word: &str) -> String {
    match word.strip_prefix("mc") {
        Some(rest) if rest.chars().count() > 2 => format!("Mc{}", capital(rest)),
        _ => {
            let mut chars = word.chars();
            chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn surnames_in_capitals() {
        let cases = [
            ("DE LA TOUR", "de La Tour"),
            ("D'AUBIGNÉ", "d'Aubigné"),
            ("O'CONNOR", "O'Connor"),
            ("SAINT-HILAIRE", "Saint-Hilaire"),
            ("BEN SAÏD", "Ben Saïd"),
            ("L'HERMITTE", "L'Hermitte"),
            ("N'DIAYE", "N'Diaye"),
            ("LE GOFF", "Le Goff"),
            ("TRAN VAN", "Tran Van"),
            ("EL KHOURY", "El Khoury"),
            ("MCDONALD", "McDonald"),
            ("VAN DEN BERG", "Van den Berg"),
            ("DU BELLAY", "du Bellay"),
            ("ŒUVRARD", "Œuvrard"),
            ("dupont", "Dupont"),
            ("jean-pierre", "Jean-Pierre"),
            ("DUPONT NÉE MARTIN", "Dupont née Martin"),
            ("D’AUBIGNÉ", "d'Aubigné"),
            ("DE", "De"),
            ("RUIZ-MORENO", "Ruiz-Moreno"),
            ("MACÉ", "Macé"),
            ("  LE   GOFF ", "Le Goff"),
            ("TOUR (DE LA)", "de La Tour"),
            ("TOUR (de la)", "de La Tour"),
            ("d'AUBIGNÉ", "d'Aubigné"),
            ("MARTIN ép. DURAND", "Martin ép. Durand"),
            ("AUBIGNÉ (D')", "d'Aubigné"),
            ("Dupont (Paris)", "Dupont (Paris)"),
            ("PETIT (née Roux)", "Petit née Roux"),
            ("VIDAL vve ROUX", "Vidal vve Roux"),
            ("GIRARD Née BLANC", "Girard née Blanc"),
        ];
        for (text, want) in cases {
            assert_eq!(person(text), want, "{text}");
        }
    }

    #[test]
    fn what_has_both_cases_is_left_alone() {
        for text in ["de La Tour", "d'Aubigné", "McAllister", "Le Goff", "DuPont", "Dupont née Petit"] {
            assert_eq!(person(text), text);
        }
    }

    #[test]
    fn cities_in_capitals() {
        let cases = [
            ("SAINT-GERMAIN-EN-LAYE", "Saint-Germain-en-Laye"),
            ("MONTFORT-L'AMAURY", "Montfort-l'Amaury"),
            ("LE HAVRE", "Le Havre"),
            ("L'HAŸ-LES-ROSES", "L'Haÿ-les-Roses"),
            ("MANTES-LA-JOLIE", "Mantes-la-Jolie"),
            ("BOURG EN BRESSE", "Bourg en Bresse"),
            ("VERSAILLES CEDEX", "Versailles Cedex"),
            ("PARIS 15E", "Paris 15e"),
            ("LYON 3ème", "Lyon 3ème"),
            ("Paris 15e", "Paris 15e"),
            ("VILLENEUVE-D'ASCQ", "Villeneuve-d'Ascq"),
            ("VERSAILLES (78)", "Versailles"),
            ("Ajaccio (2A)", "Ajaccio"),
            ("78000 VERSAILLES", "Versailles"),
            ("Saint-Denis (La Réunion)", "Saint-Denis (La Réunion)"),
        ];
        for (text, want) in cases {
            assert_eq!(city(text), want, "{text}");
        }
    }
}
