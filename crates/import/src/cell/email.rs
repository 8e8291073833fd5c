//! E-mail addresses.

use crate::fold;

/// The addresses of a cell, lower case, in order; `None` when anything in it is neither an address nor its label.
pub fn read(text: &str) -> Option<Vec<String>> {
    let text = ["(at)", "[at]", "{at}", "(arobase)", "[arobase]", "(a)", "[a]"]
        .iter()
        .fold(text.to_owned(), |text, at| text.replace(at, "@"));
    let text = if text.contains('@') { text } else { text.replace(" at ", "@").replace(" arobase ", "@") };
    let text = ["mailto:", "MAILTO:", "Mailto:", "http://"].iter().fold(text, |text, scheme| text.replace(scheme, " "));
    let text = text.replace(" @", "@").replace("@ ", "@");
    let text = if text.matches('@').count() == 1 { text.replace(" . ", ".") } else { text };
    // Only brackets tell that the words beside an address are a person's name, not the first half of a broken address.
    let named = text.contains('<') || text.contains('(');
    let mut emails = Vec::new();
    for piece in text.split(|c: char| c.is_whitespace() || ";,/|<>()[]\"#".contains(c)) {
        let piece = piece.trim_matches([':', '.', '\'']);
        if piece.contains('@') {
            let address = address(piece)?;
            // Access writes an address and where it leads: `jean@a.fr#mailto:jean@a.fr#`.
            if !emails.contains(&address) {
                emails.push(address);
            }
        } else if !named && !is_label(piece) {
            return None;
        }
    }
    (!emails.is_empty()).then_some(emails)
}

/// Whether a word only says what stands beside it.
pub fn is_label(word: &str) -> bool {
    const LABELS: [&str; 20] = [
        "",
        "et",
        "ou",
        "perso",
        "pro",
        "personnel",
        "professionnel",
        "mail",
        "email",
        "mel",
        "courriel",
        "domicile",
        "bureau",
        "travail",
        "tel",
        "telephone",
        "port",
        "portable",
        "fixe",
        "mobile",
    ];
    LABELS.contains(&fold::letters(word).as_str())
}

/// The shape of RFC 5321 that every French provider accepts: no quoted local part, no accents, a domain with a dot.
fn address(text: &str) -> Option<String> {
    let (local, domain) = text.split_once('@')?;
    let atom = |part: &str| {
        !part.is_empty() && part.chars().all(|c| c.is_ascii_alphanumeric() || "!$%&'*+-=?^_`{}~".contains(c))
    };
    let label = |part: &str| {
        !part.is_empty()
            && part.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
            && !part.starts_with('-')
            && !part.ends_with('-')
    };
    let (_, top) = domain.rsplit_once('.')?;
    let valid = text.len() <= 254
        && local.split('.').all(atom)
        && domain.split('.').all(label)
        && top.len() >= 2
        && top.chars().any(|c| c.is_ascii_alphabetic());
    valid.then(|| text.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_as_people_write_them() {
        let cases: [(&str, &[&str]); 13] = [
            ("JEAN.DUPONT@ORANGE.FR", &["jean.dupont@orange.fr"]),
            ("jean@a.fr; marie@b.fr", &["jean@a.fr", "marie@b.fr"]),
            ("jean@a.fr / marie@b.fr", &["jean@a.fr", "marie@b.fr"]),
            ("jean@a.fr\nmarie@b.fr", &["jean@a.fr", "marie@b.fr"]),
            ("jean@a.fr ou marie@b.fr", &["jean@a.fr", "marie@b.fr"]),
            ("jean@a.fr ::: marie@b.fr", &["jean@a.fr", "marie@b.fr"]),
            ("Jean Dupont <jean@a.fr>", &["jean@a.fr"]),
            ("mailto:jean+section@a-b.fr", &["jean+section@a-b.fr"]),
            ("jean.dupont(at)a.fr", &["jean.dupont@a.fr"]),
            ("jean.dupont @ a.fr", &["jean.dupont@a.fr"]),
            ("jean.dupont@ a . fr", &["jean.dupont@a.fr"]),
            ("jean.dupont at a.fr", &["jean.dupont@a.fr"]),
            ("jean@a.fr#mailto:jean@a.fr#", &["jean@a.fr"]),
        ];
        for (text, want) in cases {
            assert_eq!(
                read(text).as_deref(),
                Some(want.iter().map(ToString::to_string).collect::<Vec<_>>().as_slice()),
                "{text}"
            );
        }
    }

    #[test]
    fn broken_addresses() {
        for text in [
            "jean.dupont@",
            "@orange.fr",
            "jean@orange",
            "jean dupont@orange.fr",
            "jean@orange,fr",
            "jéan@orange.fr",
            "jean@@orange.fr",
            "jean..dupont@orange.fr",
            "inconnu",
            "jean.dupont.orange.fr",
            "jean@.fr",
            "jean@orange.f",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
