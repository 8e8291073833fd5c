//! Text without case, accents or punctuation, to compare what people write in many ways.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// Lower case, no accents, ligatures opened; every other character kept.
pub fn plain(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase().replace('`', "'");
    }
    let mut out = String::with_capacity(text.len());
    for c in text.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase) {
        match c {
            'œ' => out.push_str("oe"),
            'æ' => out.push_str("ae"),
            'ß' => out.push_str("ss"),
            'ø' => out.push('o'),
            'ł' => out.push('l'),
            '’' | '‘' | 'ʼ' | '`' | '´' => out.push('\''),
            _ => out.push(c),
        }
    }
    out
}

/// The letters and digits of [`plain`] text.
pub fn letters(text: &str) -> String {
    plain(text).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// The words of a text: runs of letters and runs of digits. `"Tél. 2 (fixe)"` gives `tel 2 fixe`.
pub fn words(text: &str) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut last: Option<bool> = None;
    for c in plain(&spaced(text)).chars() {
        let kind = c.is_alphanumeric().then(|| c.is_ascii_digit());
        match (kind, last) {
            (None, _) => {}
            (Some(_), previous) if previous == kind => {
                if let Some(word) = out.last_mut() {
                    word.push(c);
                }
            }
            (Some(_), _) => out.push(c.to_string()),
        }
        last = kind;
    }
    out
}

/// `dateNaissance` has two words, `NOM` has one; `N°` and `#` are abbreviations of "number".
fn spaced(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut before = ' ';
    for c in text.chars() {
        match c {
            '°' | 'º' => out.push_str("um "),
            '#' | '№' => out.push_str(" num "),
            '@' => out.push_str(" email "),
            '€' => out.push_str(" euro "),
            _ if c.is_uppercase() && before.is_lowercase() => {
                out.push(' ');
                out.push(c);
            }
            _ => out.push(c),
        }
        before = c;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_headers_as_people_write_them() {
        let cases: [(&str, &[&str]); 7] = [
            ("N° adhérent", &["num", "adherent"]),
            ("Tél. 2 (fixe)", &["tel", "2", "fixe"]),
            ("dateNaissance", &["date", "naissance"]),
            ("E-mail 1 - Value", &["e", "mail", "1", "value"]),
            ("CODE_POSTAL", &["code", "postal"]),
            ("Cotis.2024", &["cotis", "2024"]),
            ("Né(e) le", &["ne", "e", "le"]),
        ];
        for (header, want) in cases {
            assert_eq!(words(header), want, "{header}");
        }
    }

    #[test]
    fn letters_ignore_case_accents_and_ligatures() {
        assert_eq!(letters("Chemin de la Fontaine-aux-BŒUFS"), "chemindelafontaineauxboeufs");
    }
}
