//! Amounts of money, to euro cents.

use crate::{fold, table::Cell};

/// More than any section receives from one member: a number above it is something else.
const LARGEST_CENTS: i64 = 10_000_000;

/// Reads `36,50 €`, `1 234,56`, `36€50`, `36.00 EUR`, `36 € chèque`… Amounts below zero are not dues.
pub fn read(cell: &Cell) -> Option<i64> {
    let cents = match cell {
        #[expect(clippy::cast_possible_truncation, reason = "bounded before")]
        Cell::Number(number) if (0.0..=100_000.0).contains(number) => (number * 100.0).round() as i64,
        Cell::Text(text) => from_text(text)?,
        _ => return None,
    };
    (cents <= LARGEST_CENTS).then_some(cents)
}

/// Whether a cell says that nothing was paid: `non` under `À jour 2025`.
pub fn is_nothing(text: &str) -> bool {
    matches!(fold::letters(text).as_str(), "non" | "no" | "faux" | "false")
}

/// Reads `2024 : 36 €, 2025 : 20 €`: years, each with what was paid for it.
pub fn by_year(text: &str) -> Option<Vec<(i16, i64)>> {
    if let Some(alone) = amount_then_year(text) {
        return Some(vec![alone]);
    }
    let year = |word: &str| word.parse::<i16>().ok().filter(|year| word.len() == 4 && (1980..=2100).contains(year));
    let mut found: Vec<(i16, String)> = Vec::new();
    for piece in text.split_inclusive(|c: char| !c.is_ascii_digit()) {
        let digits = piece.trim_end_matches(|c: char| !c.is_ascii_digit());
        match (year(digits), found.last_mut()) {
            (Some(year), _) => found.push((year, piece[digits.len()..].to_owned())),
            (None, Some((_, amount))) => amount.push_str(piece),
            (None, None) if piece.trim().is_empty() => {}
            (None, None) => return None,
        }
    }
    let amount = |text: &str| from_text(text.trim_matches(|c: char| c.is_whitespace() || ":=()-–,;/+".contains(c)));
    let dues: Option<Vec<_>> = found.iter().map(|(year, text)| Some((*year, amount(text)?))).collect();
    dues.filter(|dues| !dues.is_empty() && dues.iter().all(|(_, cents)| *cents <= LARGEST_CENTS))
}

/// `36 € (2025)`, `36 € pour 2025`, `20 € le 12/03/2025`: an amount with its unit, then one year and no other.
fn amount_then_year(text: &str) -> Option<(i16, i64)> {
    let (amount, rest) = text.split_at(text.find('€').map(|at| at + '€'.len_utf8())?);
    let words = fold::words(rest);
    let mut years = words.iter().filter(|word| word.len() == 4).filter_map(|word| word.parse::<i16>().ok());
    let year = years.next().filter(|year| (1980..=2100).contains(year) && years.next().is_none())?;
    // From the whole, as what follows an amount may change it.
    let cents = from_text(text).filter(|cents| from_text(amount) == Some(*cents))?;
    Some((year, cents))
}

/// Reads an amount as a person writes it, in euro cents: `36,50 €`, `36`, `1 234,56`.
pub fn from_text(text: &str) -> Option<i64> {
    let text = without_way(text.trim());
    let text = text.strip_prefix("EUR").unwrap_or(text).trim_start_matches(['€', ' ']);
    let end = text.find(|c: char| !(c.is_ascii_digit() || " .,'’".contains(c))).unwrap_or(text.len());
    let (figures, rest) = text.split_at(end);
    let figures = figures.trim().trim_end_matches([',', '.']).trim_end_matches(",-");
    let unmarked = rest;
    let rest = rest.trim_start_matches("EUROS").trim_start_matches("euros").trim_start_matches(['€', 'e', 'E']);
    let cents_after: String = rest.chars().take_while(char::is_ascii_digit).collect();
    if cents_after.len() == 2 && figures.bytes().all(|b| b.is_ascii_digit()) && rest.len() == 2 {
        return parse(figures, &cents_after);
    }
    // Francs were no euros.
    if matches!(rest.trim().to_uppercase().as_str(), "F" | "FF" | "FRS" | "FR" | "FRANCS") {
        return None;
    }
    // After its unit an amount is said, and what follows is a remark (`36 € (chq n° 123)`), unless it is a second amount.
    let has_unit = rest.len() < unmarked.len();
    if (rest.contains(|c: char| c.is_ascii_digit()) && (!has_unit || is_reckoned(rest)))
        || !figures.contains(|c: char| c.is_ascii_digit())
    {
        return None;
    }
    let figures: String = figures.chars().filter(|c| !" '’".contains(*c)).collect();
    match figures.rfind([',', '.']) {
        None => parse(&figures, ""),
        Some(at) => {
            let (whole, decimals) = (&figures[..at], &figures[at + 1..]);
            let thousands = decimals.len() == 3 && !whole.is_empty() && whole.len() <= 3;
            match decimals.len() {
                0 => parse(whole, ""),
                1 | 2 if is_grouped(whole) => parse(&whole.replace([',', '.'], ""), decimals),
                _ if thousands => parse(&format!("{whole}{decimals}"), ""),
                3.. if decimals[2..].bytes().all(|b| b == b'0') => parse(whole, &decimals[..2]),
                _ => None,
            }
        }
    }
}

/// Without the way of paying before an amount (`CHQ 36 €`, `esp. 20`), or the sign that it is equal to it.
fn without_way(text: &str) -> &str {
    const WAYS: [&str; 16] = [
        "paye",
        "regle",
        "verse",
        "recu",
        "cb",
        "chq",
        "cheque",
        "esp",
        "espece",
        "especes",
        "liquide",
        "vir",
        "virement",
        "prlv",
        "prelevement",
        "helloasso",
    ];
    let text = text.strip_prefix('=').unwrap_or(text).trim_start();
    let figures = text.find(|c: char| c.is_ascii_digit()).unwrap_or(0);
    if WAYS.contains(&fold::letters(&text[..figures]).as_str()) { &text[figures..] } else { text }
}

/// Whether separators within whole euros stand before each three figures: `20,5,0` is a slip of the pen.
fn is_grouped(whole: &str) -> bool {
    whole.split([',', '.']).skip(1).all(|group| group.len() == 3)
}

/// Whether what follows an amount changes it: `+ 10 €`, `x 2`.
fn is_reckoned(rest: &str) -> bool {
    let plain = rest.to_lowercase();
    plain.contains(['+', '*', '×', '€', '=']) || plain.contains("eur") || plain.trim_start().starts_with('x')
}

fn parse(whole: &str, decimals: &str) -> Option<i64> {
    let euros: i64 = if whole.is_empty() { 0 } else { whole.parse().ok()? };
    let cents: i64 = format!("{decimals:0<2}").parse().ok()?;
    euros.checked_mul(100)?.checked_add(cents)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_as_people_write_them() {
        let cases = [
            ("36,50 €", 3650),
            ("36", 3600),
            ("36.00 EUR", 3600),
            ("1 234,56", 123_456),
            ("1.234,56 €", 123_456),
            ("1,234.56", 123_456),
            ("36€", 3600),
            ("36€50", 3650),
            ("€ 36,50", 3650),
            ("EUR 36", 3600),
            ("36 euros", 3600),
            ("36,5", 3650),
            ("0,00", 0),
            ("1 200", 120_000),
            ("1.200", 120_000),
            ("36 € chèque", 3600),
            ("36,-", 3600),
            ("36.0000", 3600),
            ("20 (espèces)", 2000),
            ("12,00e", 1200),
            ("36,50€ (chq n°1234567)", 3650),
            ("20 € le 12/03/2025", 2000),
            ("CHQ 36 €", 3600),
            ("esp. 20", 2000),
            ("= 36", 3600),
            ("payé 20", 2000),
            ("réglé : 36 €", 3600),
            ("36,00.", 3600),
        ];
        for (text, want) in cases {
            assert_eq!(read(&Cell::text(text)), Some(want), "{text}");
        }
        assert_eq!(read(&Cell::Number(72.5)), Some(7250));
        assert_eq!(read(&Cell::Number(19.99)), Some(1999));
    }

    #[test]
    fn years_with_their_amounts() {
        let wanted = Some(vec![(2024, 3600), (2025, 2050)]);
        for text in [
            "2024 : 36 €, 2025 : 20,50 €",
            "2024 (36) / 2025 (20,50)",
            "2024=36€\n2025=20.5€",
            "2024: 36 - 2025: 20,50",
        ] {
            assert_eq!(by_year(text), wanted, "{text}");
        }
        for text in
            ["36 € (2025)", "36,00€ en 2025", "36 € - 2025", "36 € le 12/03/2025", "36 € cotisation 2025 (chèque)"]
        {
            assert_eq!(by_year(text), Some(vec![(2025, 3600)]), "{text}");
        }
        for text in ["36 € + 20 € (2025)", "36 € pour 2024 et 2025", "36 € chq 2601"] {
            assert_eq!(by_year(text), None, "{text}");
        }
        for text in ["2024", "36 €", "2024, 2025", "le 12/03/2024 : 36", "2024 : payé", ""] {
            assert_eq!(by_year(text), None, "{text}");
        }
    }

    #[test]
    fn what_is_no_amount() {
        for text in [
            "payé",
            "200 F",
            "CB",
            "carte 36",
            "-36",
            "36 + 20",
            "36 € + 20 €",
            "18 € x 2",
            "?",
            "12/05/2024",
            "36,12345",
            "20,5,0",
            "€",
            "99999999999999999999",
        ] {
            assert_eq!(read(&Cell::text(text)), None, "{text}");
        }
        assert_eq!(read(&Cell::Number(-1.0)), None);
        assert_eq!(read(&Cell::Number(f64::NAN)), None);
    }
}
