//! Postcodes, cities and whole addresses in one cell.

use std::borrow::Cow;

use super::street;
use crate::{fold, table::Cell};

/// A postcode, and the city when both stand in the cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Five digits in France; as written abroad.
    pub postcode: String,
    /// What follows it.
    pub city: Option<String>,
}

/// Whether a country is France or says nothing else.
pub fn is_france(country: &str) -> bool {
    const FRANCE: [&str; 12] = [
        "",
        "france",
        "fr",
        "fra",
        "francaise",
        "republiquefrancaise",
        "francemetropolitaine",
        "guadeloupe",
        "martinique",
        "guyane",
        "lareunion",
        "mayotte",
    ];
    let letters = fold::letters(country);
    FRANCE.contains(&letters.as_str()) || letters == "reunion"
}

/// Reads a postcode. A spreadsheet takes the zero of the first nine départements away: it is given back, in France.
pub fn read(cell: &Cell, france: bool) -> Option<Place> {
    let text = match cell {
        Cell::Number(number) if number.fract() == 0.0 && (1_000.0..100_000.0).contains(number) => {
            format!("{number:.0}")
        }
        Cell::Text(text) => text.strip_suffix(".0").unwrap_or(text).to_owned(),
        _ => return None,
    };
    if !france {
        let digits = text.chars().any(|c| c.is_ascii_digit());
        return (digits && text.len() <= 12).then_some(Place { postcode: text, city: None });
    }
    let glued = |text: &str| text.starts_with(|c: char| c.is_ascii_digit());
    let text = ["F-", "FR-", "F"]
        .iter()
        .find_map(|land| text.strip_prefix(land).filter(|rest| land.ends_with('-') || glued(rest)))
        .unwrap_or(&text);
    if let Some((code, city)) = abroad(text) {
        return Some(Place { postcode: code.to_owned(), city: (!city.is_empty()).then(|| city.to_owned()) });
    }
    let end = text.find(|c: char| !c.is_ascii_digit() && c != ' ').unwrap_or(text.len());
    let (code, city) = text.split_at(end);
    // `7800O` is a slip of the pen, not a code of four digits before a city called O.
    let glued = code.ends_with(|c: char| c.is_ascii_digit()) && city.starts_with(char::is_alphabetic);
    if glued && (code.len() < 5 || city.chars().count() < 3) {
        return None;
    }
    let code: String = code.chars().filter(char::is_ascii_digit).collect();
    let city = city.trim_matches([' ', '-', ',']);
    Some(Place { postcode: padded(&code)?, city: (!city.is_empty()).then(|| city.to_owned()) })
}

/// `B-1050 Bruxelles`, `CH-1200`: the letters of a country before a code say that it is none of France.
fn abroad(text: &str) -> Option<(&str, &str)> {
    const LETTERS: [&str; 13] = ["A", "B", "BE", "CH", "D", "DE", "E", "ES", "I", "IT", "L", "LU", "NL"];
    let (letters, rest) = text.split_once('-')?;
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let (code, city) = text.split_at(letters.len() + 1 + digits);
    let ends = city.is_empty() || city.starts_with(' ');
    (LETTERS.contains(&letters) && (4..=5).contains(&digits) && ends).then_some((code, city.trim()))
}

/// Whether four figures before a city are a code of its country and lost no zero.
pub fn is_city_abroad(city: &str) -> bool {
    const CITIES: [&str; 18] = [
        "bruxelles",
        "brussels",
        "ixelles",
        "liege",
        "namur",
        "charleroi",
        "mons",
        "anvers",
        "geneve",
        "lausanne",
        "fribourg",
        "neuchatel",
        "zurich",
        "berne",
        "bale",
        "sion",
        "luxembourg",
        "eschsuralzette",
    ];
    CITIES.contains(&fold::letters(city).as_str())
}

fn padded(code: &str) -> Option<String> {
    match code.len() {
        4 if !code.starts_with('0') => Some(format!("0{code}")),
        5 if !code.starts_with("00") => Some(code.to_owned()),
        _ => None,
    }
}

/// A cell that holds postcode and city in either order: `78000 Versailles`, `Versailles (78000)`.
pub fn postcode_and_city(text: &str, france: bool) -> Option<Place> {
    if let Some((code, city)) = abroad(text).filter(|(_, city)| !city.is_empty()) {
        return Some(Place { postcode: code.to_owned(), city: Some(city.to_owned()) });
    }
    let joined = joined_code(text);
    let (before, code, after) = split_at_postcode(&joined, false)?;
    let city = if after.is_empty() { before } else { after };
    let france = france && !is_city_abroad(city);
    let postcode = if france { padded(code)? } else { code.to_owned() };
    Some(Place { postcode, city: (!city.is_empty()).then(|| city.to_owned()) })
}

/// `78 000 Versailles` with its code in one piece.
fn joined_code(text: &str) -> Cow<'_, str> {
    let code = |at: usize| {
        let six = text.get(at..at + 6)?.as_bytes();
        let figures = |bytes: &[u8]| bytes.iter().all(u8::is_ascii_digit);
        let shape = figures(&six[..2]) && six[2] == b' ' && figures(&six[3..]);
        let lone = text[..at].chars().next_back().is_none_or(|c| !c.is_alphanumeric());
        let before_city = text[at + 6..].trim_start_matches([' ', '-', ',']).starts_with(char::is_alphabetic);
        (shape && lone && before_city && text[at + 6..].starts_with([' ', '-', ','])).then_some(at)
    };
    match text.match_indices(|c: char| c.is_ascii_digit()).filter_map(|(at, _)| code(at)).next_back() {
        Some(at) => format!("{}{}", &text[..at + 2], &text[at + 3..]).into(),
        None => text.into(),
    }
}

/// Street and place of an address in one cell: `12 rue X, 78000 Versailles`.
pub fn address(text: &str) -> (Option<String>, Option<Place>) {
    let text = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join(", ");
    let joined = joined_code(&text);
    let found =
        split_at_postcode(&text, true).or_else(|| shortened(&text)).or_else(|| split_at_postcode(&joined, true));
    let Some((street, code, city)) = found else {
        return (Some(text), None);
    };
    let mut city = city.split(',').next().unwrap_or_default().trim();
    let mut street = street;
    // `12 rue X, Versailles, 78000 France`: elsewhere the city stands before its code.
    if (city.is_empty() || is_land(city))
        && let Some((rest, before)) = last_piece(street)
    {
        (street, city) = (rest, before);
    }
    let place = padded(code).map(|postcode| Place { postcode, city: (!city.is_empty()).then(|| city.to_owned()) });
    ((!street.is_empty()).then(|| street.to_owned()), place)
}

/// Whether what follows a postcode is France once more, or the letters of any country.
fn is_land(text: &str) -> bool {
    (text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_uppercase())) || is_france(text)
}

/// The last piece of an address, where it may be a city, and what stands before it.
fn last_piece(text: &str) -> Option<(&str, &str)> {
    let (rest, piece) = ["  ", ",", " - "].iter().find_map(|mark| text.rsplit_once(mark))?;
    let (rest, piece) = (rest.trim_end_matches([' ', ',', '-']), piece.trim());
    let letters = piece.contains(char::is_alphabetic) && !piece.contains(|c: char| c.is_ascii_digit());
    (letters && !rest.is_empty() && !street::is_line(piece)).then_some((rest, piece))
}

/// The same where the postcode lost its zero: a last piece that begins with four figures and goes on in letters is no street.
fn shortened(text: &str) -> Option<(&str, &str, &str)> {
    let (street, place) = text.rsplit_once([',', ';']).or_else(|| text.rsplit_once(" - "))?;
    let (code, city) = place.trim().split_once(' ')?;
    let is_code = code.len() == 4 && code.bytes().all(|byte| byte.is_ascii_digit()) && !code.starts_with('0');
    let is_city = city.chars().all(|c| c.is_alphabetic() || " '’-.".contains(c)) && !street::has_way(city);
    (is_code && is_city).then(|| (street.trim_end_matches([' ', ',', '-']), code, city.trim()))
}

/// What stands before the postcode, the postcode, what stands after. In an address the last one counts: a house may have number 10234.
fn split_at_postcode(text: &str, last: bool) -> Option<(&str, &str, &str)> {
    let lone = |from: usize, to: usize| {
        let edge = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
        edge(text[..from].chars().next_back()) && edge(text[to..].chars().next())
    };
    let mut found = text.match_indices(|c: char| c.is_ascii_digit()).map(|(at, _)| at).filter_map(|at| {
        let run = text[at..].bytes().take_while(u8::is_ascii_digit).count();
        ((run == 5 || (run == 4 && !last)) && lone(at, at + run)).then_some((at, at + run))
    });
    let (from, to) = if last { found.next_back()? } else { found.next()? };
    let trim = |part: &'_ str| -> (usize, usize) {
        let blank = |c: char| " ,;/|-–()\t".contains(c);
        let start = part.len() - part.trim_start_matches(blank).len();
        (start, part.trim_end_matches(blank).len().max(start))
    };
    // `F-78000 Versailles`
    let before = &text[..from];
    let land = before.strip_suffix("F-").or_else(|| before.strip_suffix("FR-"));
    let before = land.filter(|rest| !rest.ends_with(char::is_alphanumeric)).unwrap_or(before);
    let after = &text[to..];
    let (b, a) = (trim(before), trim(after));
    Some((&before[b.0..b.1], &text[from..to], &after[a.0..a.1]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(text: &str) -> Option<String> {
        read(&Cell::text(text), true).map(|place| place.postcode)
    }

    #[test]
    fn postcodes_get_their_zero_back() {
        for (text, want) in [
            ("78000", "78000"),
            ("1000", "01000"),
            ("78 000", "78000"),
            ("F-78000", "78000"),
            ("F78000", "78000"),
            ("6400.0", "06400"),
            ("97400", "97400"),
        ] {
            assert_eq!(code(text).as_deref(), Some(want), "{text}");
        }
        assert_eq!(read(&Cell::Number(1000.0), true).map(|p| p.postcode).as_deref(), Some("01000"));
    }

    #[test]
    fn what_is_no_postcode() {
        for text in ["Versailles", "780", "780000", "00123", "?", "0123", "78A00", "7800O", "2A004"] {
            assert_eq!(code(text), None, "{text}");
        }
    }

    #[test]
    fn abroad_it_is_kept_as_written() {
        assert_eq!(read(&Cell::text("1050"), false).map(|p| p.postcode).as_deref(), Some("1050"));
        assert_eq!(read(&Cell::text("B-1050"), true).map(|p| p.postcode).as_deref(), Some("B-1050"));
        let brussels = |code: &str| Place { postcode: code.into(), city: Some("Bruxelles".into()) };
        assert_eq!(postcode_and_city("B-1050 Bruxelles", true), Some(brussels("B-1050")));
        assert_eq!(postcode_and_city("1050 Bruxelles", true), Some(brussels("1050")));
        assert_eq!(read(&Cell::text("SW1A 1AA"), false).map(|p| p.postcode).as_deref(), Some("SW1A 1AA"));
    }

    #[test]
    fn place_and_address_in_one_cell() {
        let place = |code: &str, city: &str| Place { postcode: code.into(), city: Some(city.into()) };
        assert_eq!(postcode_and_city("78000 Versailles", true), Some(place("78000", "Versailles")));
        assert_eq!(postcode_and_city("Versailles (78000)", true), Some(place("78000", "Versailles")));
        assert_eq!(postcode_and_city("1000 BOURG-EN-BRESSE", true), Some(place("01000", "BOURG-EN-BRESSE")));
        assert_eq!(
            address("12 bis rue des Tilleuls, 78000 Versailles"),
            (Some("12 bis rue des Tilleuls".into()), Some(place("78000", "Versailles")))
        );
        assert_eq!(
            address("12 rue X\n78000 Versailles\nFrance"),
            (Some("12 rue X".into()), Some(place("78000", "Versailles")))
        );
        assert_eq!(postcode_and_city("1000 Bruxelles", false), Some(place("1000", "Bruxelles")));
        assert_eq!(
            address("4 quai Bas, Bât B\n1000 BOURG"),
            (Some("4 quai Bas, Bât B".into()), Some(place("01000", "BOURG")))
        );
        for text in
            ["12 rue X  Versailles  78000 FR", "12 rue X, Versailles, 78000, France", "12 rue X - Versailles 78000"]
        {
            assert_eq!(address(text), (Some("12 rue X".into()), Some(place("78000", "Versailles"))), "{text}");
        }
        for text in ["12 rue X 78 000 Versailles", "12 rue X / 78000 / Versailles", "12 rue X - 78000 - Versailles"] {
            assert_eq!(address(text), (Some("12 rue X".into()), Some(place("78000", "Versailles"))), "{text}");
        }
        assert_eq!(address("12 rue du 11 novembre 1918").1, None);
        assert_eq!(postcode_and_city("78 000 Versailles", true), Some(place("78000", "Versailles")));
        let alone = Place { postcode: "78000".into(), city: None };
        assert_eq!(address("12 rue X, Bât. C, 78000"), (Some("12 rue X, Bât. C".into()), Some(alone)));
        assert_eq!(address("Bât B, 1000 rue Haute").1, None);
        assert_eq!(address("3 rue X, F-78000 Versailles").0.as_deref(), Some("3 rue X"));
        assert_eq!(address("F-78000 Versailles"), (None, Some(place("78000", "Versailles"))));
        assert_eq!(address("40 rue du 8-Mai-1945"), (Some("40 rue du 8-Mai-1945".into()), None));
    }
}
