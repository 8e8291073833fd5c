//! Telephone numbers to E.164.
//!
//! A national number is French and becomes `+33…`, the overseas prefixes (0690, 0692…) included: the calling codes 590,
//! 262… are a routing matter, and a number is compared and dialled the same either way. Numbering plans change, so a number
//! is judged by its shape only, never by whether its range is in use.

use std::borrow::Cow;

use super::land::{self, Land};
use crate::{fold, table::Cell};

/// The numbers of a cell, in order; `None` when anything in it is no number.
pub fn read(cell: &Cell) -> Option<Vec<String>> {
    read_in(cell, None)
}

/// The same for somebody who lives abroad, whose numbers may be written as they are dialled there.
pub fn read_in(cell: &Cell, land: Option<&Land>) -> Option<Vec<String>> {
    let text = match cell {
        Cell::Number(number) if number.fract() == 0.0 && *number > 0.0 => format!("{number:.0}"),
        Cell::Text(text) => text.clone(),
        _ => return None,
    };
    let text = plain_marks(&text);
    let text = without_remarks(&text);
    if let Some(number) = scientific(&text) {
        return single(&number, land).map(|phone| vec![phone]);
    }
    let mut phones = Vec::new();
    for part in parts(&text) {
        phones.extend(numbers(&part, land)?);
    }
    (!phones.is_empty()).then_some(phones)
}

/// Dashes, points in the middle of a line and signs of plus as a keyboard has them.
fn plain_marks(text: &str) -> String {
    let plain = |c: char| match c {
        '\u{2012}'..='\u{2015}' => '-',
        '·' | '•' | '∙' | '⋅' => '.',
        '⁺' | '＋' => '+',
        c => c,
    };
    text.chars().map(plain).collect()
}

/// Without the decimals of a program that took the number for an amount: `612345678.0`, `0612345678,00`.
fn without_decimals(text: &str) -> &str {
    let whole = text.split_once(['.', ',']).filter(|(_, decimals)| ["0", "00"].contains(decimals));
    whole.map_or(text, |(whole, _)| if whole.bytes().all(|byte| byte.is_ascii_digit()) { whole } else { text })
}

/// The text without what says when to call, or which extension: `(après 18h)`, `de 12h30 à 14h`, `poste 12`. Words alone stay:
/// they separate numbers.
fn without_remarks(text: &str) -> Cow<'_, str> {
    if !text.contains(char::is_alphabetic) {
        return text.into();
    }
    let mut kept: Vec<&str> = Vec::new();
    for line in text.split_inclusive([' ', '\n']) {
        let word = line.trim_matches(|c: char| c.is_whitespace() || "(),;.".contains(c));
        let before = kept.last().map(|word| fold::letters(word)).unwrap_or_default();
        let numbered = kept.iter().flat_map(|word| word.bytes()).filter(u8::is_ascii_digit).count() >= 9;
        let is_extension = numbered && ["poste", "ext", "p"].contains(&before.as_str()) && word.len() <= 4;
        // `18 h`
        let hour = word == "h" && before.len() <= 2 && before.bytes().all(|byte| byte.is_ascii_digit());
        if numbered && hour {
            kept.pop();
        } else if !(is_hours(word) || is_extension) {
            kept.push(line);
        }
    }
    kept.concat().into()
}

/// `18h`, `18h30`, `12h-14h`, `12-14h`
fn is_hours(word: &str) -> bool {
    let plain = word.to_lowercase();
    let hour = |text: &str| text.len() <= 2 && text.bytes().all(|byte| byte.is_ascii_digit());
    plain.starts_with(|c: char| c.is_ascii_digit())
        && plain.contains('h')
        && plain.split(['h', '-', '/', 'à']).all(hour)
}

/// What a spreadsheet makes of a number too wide for its column. Fewer than nine figures were lost for good.
fn scientific(text: &str) -> Option<String> {
    let (mantissa, exponent) = text.split_once(['E', 'e'])?;
    let exponent: usize = exponent.strip_prefix('+').unwrap_or(exponent).parse().ok()?;
    let (whole, decimals) = mantissa.split_once([',', '.'])?;
    (whole.len() == 1 && decimals.len() == exponent && exponent < 15).then(|| format!("{whole}{decimals}"))
}

/// The pieces between what surely separates two numbers: letters, semicolons, line ends.
fn parts(text: &str) -> Vec<String> {
    let mut out = vec![String::new()];
    for c in text.chars() {
        // Beyond the signs of all alphabets stand those of telephones.
        if c.is_alphabetic() || ";|:\n\r&".contains(c) || c >= '\u{2190}' {
            out.push(String::new());
        } else if let Some(last) = out.last_mut() {
            last.push(c);
        }
    }
    out.retain(|part| part.contains(|c: char| c.is_ascii_digit()));
    out
}

/// One number, or several between separators that may also stand inside a number.
fn numbers(part: &str, land: Option<&Land>) -> Option<Vec<String>> {
    if let Some(phone) = single(part, land) {
        return Some(vec![phone]);
    }
    for separator in ["/", ",", " - ", "+", "  ", "-"] {
        let pieces: Vec<&str> =
            part.split(separator).filter(|piece| piece.contains(|c: char| c.is_ascii_digit())).collect();
        let plus = if separator == "+" { "+" } else { "" };
        let phones: Option<Vec<_>> = pieces.iter().map(|piece| single(&format!("{plus}{piece}"), land)).collect();
        if pieces.len() > 1 && phones.is_some() {
            return phones;
        }
    }
    let digits: String = part.chars().filter(char::is_ascii_digit).collect();
    let halves = (digits.len() == 20).then(|| digits.split_at(10))?;
    Some(vec![single(halves.0, land)?, single(halves.1, land)?])
}

fn single(text: &str, land: Option<&Land>) -> Option<String> {
    // A question mark at either end is an invisible mark that some encoding had no place for.
    let text = without_decimals(text.trim_matches(['?', ' ']).trim_end_matches([' ', '('])).replace("(0)", "");
    if text.chars().any(|c| !c.is_ascii_digit() && !" .-_/()+,*'".contains(c)) {
        return None;
    }
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let plus = text.trim_start_matches(['(', ' ']).starts_with('+');
    if text.matches('+').count() > usize::from(plus) || digits.bytes().skip(2).all(|b| b == b'0') {
        return None;
    }
    if plus {
        return international(&digits);
    }
    if let Some(rest) = digits.strip_prefix("00") {
        return international(rest);
    }
    if let Some(number) = land.and_then(|land| land.number(&digits)) {
        return Some(number);
    }
    match digits.len() {
        10 => french(digits.strip_prefix('0')?),
        9 => french(&digits),
        12 if is_overseas(&digits) => Some(format!("+{digits}")),
        11 | 12 => french(digits.strip_prefix("33")?.trim_start_matches('0')),
        _ => None,
    }
}

/// Whether twelve digits are the code of an overseas département before a number of it, written without its plus.
fn is_overseas(digits: &str) -> bool {
    ["262", "590", "594", "596"]
        .into_iter()
        .any(|code| digits.strip_prefix(code).is_some_and(|own| own.starts_with(code) || own.starts_with("69")))
}

fn international(digits: &str) -> Option<String> {
    if let Some(national) = digits.strip_prefix("33") {
        return french(national.strip_prefix('0').unwrap_or(national));
    }
    let overseas = ["262", "590", "594", "596"].into_iter().find_map(|code| {
        let own = digits.strip_prefix(code)?.strip_prefix('0')?;
        Some(format!("{code}{own}"))
    });
    let digits = overseas.or_else(|| land::without_inner_zero(digits)).unwrap_or_else(|| digits.to_owned());
    ((8..=15).contains(&digits.len()) && !digits.starts_with('0')).then(|| format!("+{digits}"))
}

fn french(nine: &str) -> Option<String> {
    (nine.len() == 9 && !nine.starts_with('0')).then(|| format!("+33{nine}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_number_in_every_writing() {
        let writings = [
            "0612345678",
            "612345678",
            "06 12 34 56 78",
            "06.12.34.56.78",
            "06-12-34-56-78",
            "06/12/34/56/78",
            "+33612345678",
            "+33 6 12 34 56 78",
            "+33 (0)6 12 34 56 78",
            "+33(0)612345678",
            "+330612345678",
            "0033612345678",
            "0033 6 12 34 56 78",
            "33612345678",
            "Port. 06 12 34 56 78",
            "06 12 34 56 78 (perso)",
            "tél : 0612345678",
            "6,12345678E+08",
            "6.12345678E8",
            "06 12 345 678",
            "(06) 12 34 56 78",
            "(+33) 6 12 34 56 78",
            "?06 12 34 56 78?",
            "06 12 34 56 78 (après 18h)",
            "06 12 34 56 78 de 12h30 à 14h",
            "06 12 34 56 78 (sauf 12h-14h) le soir de préférence",
            "bureau : 06 12 34 56 78 poste 12",
            "06 12 34 56 78 après 18 h",
            "☎ 06 12 34 56 78",
            "06–12–34–56–78",
            "06·12·34·56·78",
            "⁺33612345678",
            "612345678.0",
            "0612345678,0",
            "tél : 0612345678,0 (perso)",
            "+33 06 12 34 56 78",
        ];
        for writing in writings {
            assert_eq!(read(&Cell::text(writing)), Some(vec!["+33612345678".to_owned()]), "{writing}");
        }
        assert_eq!(read(&Cell::Number(612_345_678.0)), Some(vec!["+33612345678".to_owned()]));
        assert_eq!(read(&Cell::text("0690 31 29 69")), Some(vec!["+33690312969".to_owned()]));
        assert_eq!(read(&Cell::text("+32 470 12 34 56")), Some(vec!["+32470123456".to_owned()]));
        assert_eq!(read(&Cell::text("0041 79 123 45 67")), Some(vec!["+41791234567".to_owned()]));
        for text in ["+262 692 12 34 56", "+262 (0)692 12 34 56", "00262692123456", "+2620692123456", "262692123456"] {
            assert_eq!(read(&Cell::text(text)), Some(vec!["+262692123456".to_owned()]), "{text}");
        }
        for text in ["+32 (0)470 12 34 56", "+32 0470 12 34 56", "0032 470/12.34.56"] {
            assert_eq!(read(&Cell::text(text)), Some(vec!["+32470123456".to_owned()]), "{text}");
        }
        assert_eq!(read(&Cell::text("262123456789")), None, "no number of La Réunion begins so");
        let in_belgium = read_in(&Cell::text("0470/12 34 56 - 06 12 34 56 78"), land::named("Belgique"));
        assert_eq!(in_belgium, Some(vec!["+32470123456".to_owned(), "+33612345678".to_owned()]));
    }

    #[test]
    fn two_numbers_in_a_cell() {
        let want = Some(vec!["+33612345678".to_owned(), "+33139000000".to_owned().replace("000000", "123456")]);
        for writing in [
            "06 12 34 56 78 / 01 39 12 34 56",
            "0612345678;0139123456",
            "06.12.34.56.78 ou 01.39.12.34.56",
            "0612345678\n0139123456",
            "06 12 34 56 78 - 01 39 12 34 56",
            "06 12 34 56 78, 01 39 12 34 56",
            "06 12 34 56 78 01 39 12 34 56",
            "+33612345678 +33139123456",
            "0612345678/0139123456",
            "06 12 34 56 78 ::: 01 39 12 34 56",
            "0612345678-0139123456",
        ] {
            assert_eq!(read(&Cell::text(writing)), want, "{writing}");
        }
    }

    #[test]
    fn what_is_no_number() {
        for text in
            ["06 12 34 56", "061234567890", "liste rouge", "?", "0000000000", "6,12E+08", "12", "06 12 34 56 78 / 12"]
        {
            assert_eq!(read(&Cell::text(text)), None, "{text}");
        }
        assert_eq!(read(&Cell::Number(12.5)), None);
        assert_eq!(read(&Cell::Number(f64::INFINITY)), None);
    }
}
