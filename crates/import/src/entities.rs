//! Characters that web pages write as words: `L&#039;Hermitte`, `Pr&eacute;nom`.

use std::borrow::Cow;

/// Those of French, with the marks that are always written so. Of a capital the name begins with one.
const NAMED: [(&str, char); 41] = [
    ("amp", '&'),
    ("quot", '"'),
    ("apos", '\''),
    ("lt", '<'),
    ("gt", '>'),
    ("nbsp", '\u{a0}'),
    ("deg", '°'),
    ("euro", '€'),
    ("rsquo", '’'),
    ("lsquo", '‘'),
    ("agrave", 'à'),
    ("acirc", 'â'),
    ("auml", 'ä'),
    ("ccedil", 'ç'),
    ("eacute", 'é'),
    ("egrave", 'è'),
    ("ecirc", 'ê'),
    ("euml", 'ë'),
    ("icirc", 'î'),
    ("iuml", 'ï'),
    ("ocirc", 'ô'),
    ("ouml", 'ö'),
    ("oelig", 'œ'),
    ("aelig", 'æ'),
    ("ugrave", 'ù'),
    ("ucirc", 'û'),
    ("uuml", 'ü'),
    ("yuml", 'ÿ'),
    ("ntilde", 'ñ'),
    ("oacute", 'ó'),
    ("aacute", 'á'),
    ("iacute", 'í'),
    ("uacute", 'ú'),
    ("szlig", 'ß'),
    ("ndash", '–'),
    ("mdash", '—'),
    ("hellip", '…'),
    ("laquo", '«'),
    ("raquo", '»'),
    ("ordm", 'º'),
    ("middot", '·'),
];

/// The text without them; what looks like one and isn't stays as it stands.
pub fn resolved(text: &str) -> Cow<'_, str> {
    if !text.contains('&') || !text.contains(';') {
        return text.into();
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let found = rest.find(';').and_then(|end| Some((character(&rest[1..end])?, end + 1)));
        let (character, length) = found.unwrap_or(('&', 1));
        out.push(character);
        rest = &rest[length..];
    }
    out.push_str(rest);
    out.into()
}

fn character(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(digits) => u32::from_str_radix(digits, 16).ok()?,
            None => number.parse().ok()?,
        };
        return char::from_u32(code);
    }
    let named = |name: &str| NAMED.iter().find(|(other, _)| *other == name).map(|(_, character)| *character);
    named(name).or_else(|| {
        let first = name.chars().next().filter(char::is_ascii_uppercase)?;
        let small = format!("{}{}", first.to_ascii_lowercase(), name[1..].to_ascii_lowercase());
        named(&small).and_then(|character| character.to_uppercase().next())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_become_characters_and_nothing_else_changes() {
        let cases = [
            ("L&#039;Hermitte", "L'Hermitte"),
            ("Pr&eacute;nom &amp; nom", "Prénom & nom"),
            ("&Eacute;lodie B&oelig;uf", "Élodie Bœuf"),
            ("&#xE9;", "é"),
            ("&laquo;&nbsp;Le Clos&nbsp;&raquo; &mdash; n&ordm; 3", "«\u{a0}Le Clos\u{a0}» — nº 3"),
            ("Dupont & fils; Martin", "Dupont & fils; Martin"),
            ("&truc; &", "&truc; &"),
            ("&#99999999999;", "&#99999999999;"),
        ];
        for (text, want) in cases {
            assert_eq!(resolved(text), want, "{text}");
        }
    }
}
