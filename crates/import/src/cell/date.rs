//! Days, in the writings of French people and of their spreadsheets.

use jiff::civil::Date;

use crate::{fold, report::Code, table::Cell};

/// What a date tells, which settles the century of a year of two digits and which days make sense.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meaning {
    /// A member is at least ten years old, and at most 130.
    Birth,
    /// Joining or paying: at most a year ahead.
    Event,
}

/// Which of day and month a column writes first, when both are figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Order {
    /// 31/12/2024
    #[default]
    DayFirst,
    /// 12/31/2024, as programs set to American English write
    MonthFirst,
}

/// A youngest member; decides `15` between 1915 and 2015.
const YOUNGEST: i16 = 10;
/// An oldest member.
const OLDEST: i16 = 130;
/// 1 January 2100 as a spreadsheet counts days.
const LAST_SERIAL: f64 = 73_051.0;
/// A day in 1902, before anybody of a roster was born: a number below it is an amount or a count.
const FIRST_SERIAL: f64 = 1_000.0;

/// The order that the dates of a column prove: month first only if a "month" above 12 stands in second place and none in first.
pub fn order<'a>(cells: impl Iterator<Item = &'a Cell>) -> Order {
    let (mut day_first, mut month_first) = (0, 0);
    for cell in cells {
        let Cell::Text(text) = cell else { continue };
        if let [first, second, _] = tokens(text).as_slice()
            && let (Ok(first @ 1..=31), Ok(second @ 1..=31)) = (first.parse::<u8>(), second.parse::<u8>())
        {
            day_first += u32::from(first > 12);
            month_first += u32::from(second > 12);
        }
    }
    if month_first > 0 && day_first == 0 { Order::MonthFirst } else { Order::DayFirst }
}

/// Reads a cell as a day. `today` settles years of two digits and rejects births to come.
pub fn read(cell: &Cell, meaning: Meaning, order: Order, today: Date) -> Result<Date, Code> {
    let date = match cell {
        Cell::Empty => return Err(Code::NotADate),
        Cell::Date(date) => *date,
        Cell::Number(number) => from_number(*number)?,
        Cell::Text(text) => from_text(text, meaning, order, today)?,
    };
    let (first, last) = match meaning {
        Meaning::Birth => (today.year() - OLDEST, today.year()),
        Meaning::Event => (today.year() - OLDEST, today.year() + 1),
    };
    let possible = (first..=last).contains(&date.year()) && (meaning == Meaning::Event || date <= today);
    if possible { Ok(date) } else { Err(Code::ImpossibleDate) }
}

fn from_number(number: f64) -> Result<Date, Code> {
    if number.fract() == 0.0 && (1900.0..=2100.0).contains(&number) {
        return Err(Code::PartialDate);
    }
    if (FIRST_SERIAL..LAST_SERIAL).contains(&number) {
        return from_serial(number);
    }
    if number.fract() == 0.0 && (1_010_000.0..100_000_000.0).contains(&number) {
        return compact(&format!("{number:08}"));
    }
    Err(Code::NotADate)
}

/// Day 60 of the 1900 system is a 29 February that never was; counting from 30 December 1899 is right after it.
fn from_serial(days: f64) -> Result<Date, Code> {
    #[expect(clippy::cast_possible_truncation, reason = "the caller gives a number of days below a hundred thousand")]
    let days = days.trunc() as i32;
    let origin = jiff::civil::date(1899, 12, 30);
    origin.checked_add(jiff::Span::new().days(days)).map_err(|_| Code::NotADate)
}

fn from_text(text: &str, meaning: Meaning, order: Order, today: Date) -> Result<Date, Code> {
    if let Some(days) = serial_with_time(text) {
        return from_serial(days);
    }
    // `--04-13`, as address books write a birthday without its year.
    let figures = text.strip_prefix("--").map(|rest| rest.chars().filter(char::is_ascii_digit).count());
    if figures == Some(4) {
        return Err(Code::PartialDate);
    }
    let tokens = tokens(text);
    let tokens: Vec<&str> = tokens.iter().map(String::as_str).collect();
    match tokens.as_slice() {
        [alone] => one_token(alone, meaning, today),
        [first, second] => {
            let month_and_year = |m: &str, y: &str| month(m).is_some() && (y.len() == 4 || month_name(m).is_some());
            let partial = month_and_year(first, second) || month_and_year(second, first);
            Err(if partial { Code::PartialDate } else { Code::NotADate })
        }
        [first, second, third] => {
            let (year, month_word, day) = match () {
                () if first.len() == 4 && digits_only(first) => (first, second, third),
                () if month_name(second).is_some() => (third, second, first),
                () if month_name(first).is_some() || order == Order::MonthFirst => (third, first, second),
                () => (third, second, first),
            };
            let month = month(month_word).ok_or(Code::NotADate)?;
            build(year, month, digits(day).ok_or(Code::NotADate)?, meaning, today)
        }
        _ => Err(Code::NotADate),
    }
}

/// `30541.75`, as programs write the day and the hour of a spreadsheet.
fn serial_with_time(text: &str) -> Option<f64> {
    let (days, time) = text.split_once(['.', ','])?;
    let figures = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let days = (days.len() == 5 && figures(days) && figures(time)).then(|| days.parse().ok()).flatten()?;
    (days < LAST_SERIAL).then_some(days)
}

fn one_token(token: &str, meaning: Meaning, today: Date) -> Result<Date, Code> {
    if !token.bytes().all(|b| b.is_ascii_digit()) {
        return Err(Code::NotADate);
    }
    match token.len() {
        4 => Err(Code::PartialDate),
        5 => token
            .parse()
            .map_err(|_| Code::NotADate)
            .and_then(|days: f64| if days < LAST_SERIAL { from_serial(days) } else { Err(Code::NotADate) }),
        // The zero of a first to ninth day, lost.
        7 => compact(&format!("0{token}")),
        6 => {
            let part = |range| token.get(range).and_then(digits).ok_or(Code::NotADate);
            build(&token[4..], part(2..4)?, part(0..2)?, meaning, today)
        }
        8 => compact(token),
        _ => Err(Code::NotADate),
    }
}

/// Eight digits: year first, or day first.
fn compact(digits: &str) -> Result<Date, Code> {
    let part = |from: usize, to: usize| digits.get(from..to).and_then(|part| part.parse::<i16>().ok());
    let date = |y: Option<i16>, m: Option<i16>, d: Option<i16>| {
        let (y, m, d) = (y?, i8::try_from(m?).ok()?, i8::try_from(d?).ok()?);
        (1850..=2100).contains(&y).then(|| Date::new(y, m, d).ok()).flatten()
    };
    date(part(0, 4), part(4, 6), part(6, 8)).or_else(|| date(part(4, 8), part(2, 4), part(0, 2))).ok_or(Code::NotADate)
}

fn build(year: &str, month: i8, day: i8, meaning: Meaning, today: Date) -> Result<Date, Code> {
    let number: i16 = year.parse().map_err(|_| Code::NotADate)?;
    let year = match year.len() {
        4 => number,
        2 => {
            let latest = match meaning {
                Meaning::Birth => today.year() - YOUNGEST,
                Meaning::Event => today.year() + 1,
            };
            let century = latest - latest.rem_euclid(100);
            if century + number <= latest { century + number } else { century + number - 100 }
        }
        _ => return Err(Code::NotADate),
    };
    Date::new(year, month, day).map_err(|_| Code::NotADate)
}

fn digits_only(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

fn digits(text: &str) -> Option<i8> {
    (text.len() <= 2).then(|| text.parse().ok()).flatten()
}

fn month(text: &str) -> Option<i8> {
    month_name(text).or_else(|| digits(text).filter(|m| (1..=12).contains(m)))
}

/// The number of a month from the beginning of its name, in small letters without accents.
pub fn month_name(text: &str) -> Option<i8> {
    const FRENCH: [&str; 12] = [
        "janvier",
        "fevrier",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "aout",
        "septembre",
        "octobre",
        "novembre",
        "decembre",
    ];
    const ENGLISH: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    // `12/III/1952`
    const ROMAN: [&str; 12] = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"];
    if let Some(index) = ROMAN.iter().position(|roman| *roman == text) {
        return i8::try_from(index + 1).ok();
    }
    // `jui` may be June or July.
    if text.len() < 3 || text == "jui" {
        return None;
    }
    let begins = |name: &str| name.starts_with(text);
    let index = FRENCH.iter().position(|name| begins(name)).or_else(|| ENGLISH.iter().position(|name| begins(name)))?;
    i8::try_from(index + 1).ok()
}

/// The words of the date itself: without weekday, time of day or ornaments.
fn tokens(text: &str) -> Vec<String> {
    const ORNAMENTS: &str = "le ne nee er e du de of st nd rd th lundi mardi mercredi jeudi vendredi samedi dimanche \
                             lun mer jeu ven sam dim mon tue wed thu fri sat sun gmt monday tuesday wednesday thursday friday saturday sunday";
    // A time is recognised by its colon or its `h`, never by its place: `06.12.34.56.78` is no date.
    let is_time = |part: &&str| {
        part.contains(':') || is_hours(part) || ["a", "am", "pm", "z"].contains(part) || part.starts_with("utc")
    };
    let plain = fold::plain(text);
    let day = without_place(iso_day(&plain));
    // `6,12e+08` is what is left of a telephone number.
    if day.contains("e+") {
        return Vec::new();
    }
    let parts: Vec<&str> = day.split_whitespace().filter(|part| !is_time(part)).collect();
    let mut words = fold::words(&parts.join(" "));
    words.retain(|word| ORNAMENTS.split(' ').all(|ornament| ornament != word));
    words
}

/// Cuts what follows a day in words: `13/08/1983 a paris`, `13/08/1983 (paris)`.
fn without_place(text: &str) -> &str {
    let told = |at: usize| text[..at].chars().filter(char::is_ascii_digit).count() > 2;
    let place = |mark: &str| {
        let follows = |at: usize| mark == "(" || text[at + mark.len()..].starts_with(char::is_alphabetic);
        text.find(mark).filter(|at| told(*at) && follows(*at))
    };
    [" a ", "(", ", ", " - "].iter().filter_map(|mark| place(mark)).min().map_or(text, |at| &text[..at])
}

/// Cuts `1983-08-13t00:00:00z` before its `t`.
fn iso_day(text: &str) -> &str {
    match text.as_bytes() {
        date if date.len() > 10 && date[10] == b't' && date[4] == b'-' => &text[..10],
        date if date.len() > 8 && date[8] == b't' && date[..8].iter().all(u8::is_ascii_digit) => &text[..8],
        _ => text,
    }
}

/// `18h`, `18h30`
fn is_hours(part: &str) -> bool {
    part.split_once('h').is_some_and(|(hours, minutes)| {
        let short = |text: &str| text.len() <= 2 && text.bytes().all(|b| b.is_ascii_digit());
        !hours.is_empty() && short(hours) && short(minutes)
    })
}

/// The only year among the words of a text, or the first of its season: `Cotisation 2025`, `Adhésion 2025-2026`. Words with
/// other figures name something else.
pub fn year_named(text: &str) -> Option<i16> {
    if !text.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let words = fold::words(text);
    let mut figures = words.iter().filter(|word| word.starts_with(|c: char| c.is_ascii_digit()));
    let first = figures.next().filter(|word| word.len() == 4)?;
    let year: i16 = first.parse().ok().filter(|year| (1980..=2100).contains(year))?;
    let follows = |next: &String| matches!(next.len(), 2 | 4) && (year + 1).to_string().ends_with(next.as_str());
    (figures.next().is_none_or(follows) && figures.next().is_none()).then_some(year)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    const TODAY: Date = date(2026, 11, 22);

    fn birth(text: &str) -> Result<Date, Code> {
        read(&Cell::text(text), Meaning::Birth, Order::DayFirst, TODAY)
    }

    #[test]
    fn every_usual_writing_of_a_day() {
        let writings = "13/08/1983|30541.75|30541,5|13-08-83|13.8.1983|13.08.83|1983-08-13|1983/08/13|19830813|13081983|130883|\
             13 août 1983|13 AOUT 1983|13 aout 83|13-août-83|13-aoû.-1983|samedi 13 août 1983|\
             le 13/08/1983|né le 13/08/1983|13/08/1983 18:42|13/08/1983 à 18h42|1983-08-13T00:00:00|\
             1983-08-13T00:00:00.000+02:00|1983-08-13 00:00:00|August 13, 1983|13 / 08 / 1983|30541|13/8/83|\
             13/08/1983 à Paris|né le 13 août 1983 à Lyon|13/08/1983 (Brest)|13/08/1983 (43 ans)|13/08/1983, Paris|13/08/1983 - Paris|13/VIII/1983|Août 13, 1983|13/08/1983 6:14:23 PM UTC+1";
        for writing in writings.split('|') {
            assert_eq!(birth(writing), Ok(date(1983, 8, 13)), "{writing}");
        }
        assert_eq!(birth("1er mars 1990"), Ok(date(1990, 3, 1)));
        assert_eq!(birth("1031950"), Ok(date(1950, 3, 1)));
        assert_eq!(read(&Cell::text("lundi 3 mai 2021"), Meaning::Event, Order::DayFirst, TODAY), Ok(date(2021, 5, 3)));
    }

    #[test]
    fn numbers_of_spreadsheets() {
        let number = |n| read(&Cell::Number(n), Meaning::Birth, Order::DayFirst, TODAY);
        assert_eq!(number(30541.0), Ok(date(1983, 8, 13)));
        assert_eq!(number(30541.75), Ok(date(1983, 8, 13)));
        assert_eq!(number(19_830_813.0), Ok(date(1983, 8, 13)));
        assert_eq!(number(1_081_983.0), Ok(date(1983, 8, 1)));
        assert_eq!(number(1983.0), Err(Code::PartialDate));
        assert_eq!(number(36.0), Err(Code::NotADate), "an amount");
        assert_eq!(number(-4.0), Err(Code::NotADate));
        assert_eq!(number(f64::NAN), Err(Code::NotADate));
    }

    #[test]
    fn two_digits_are_settled_by_the_reference_date() {
        assert_eq!(birth("01/02/03"), Ok(date(2003, 2, 1)));
        assert_eq!(birth("01/02/35"), Ok(date(1935, 2, 1)));
        assert_eq!(birth("01/02/25"), Ok(date(1925, 2, 1)));
        let joined = |text| read(&Cell::text(text), Meaning::Event, Order::DayFirst, TODAY);
        assert_eq!(joined("01/02/25"), Ok(date(2025, 2, 1)));
        assert_eq!(joined("01/02/81"), Ok(date(1981, 2, 1)));
    }

    #[test]
    fn what_is_no_day_says_why() {
        for text in [
            "31/02/1980",
            "32/01/1980",
            "13/13/1980",
            "inconnue",
            "?",
            "06.12.34.56.78",
            "00/00/0000",
            "12/5",
            "6,12E+08",
            "6135678",
            "abc 1 2",
        ] {
            assert_eq!(birth(text), Err(Code::NotADate), "{text}");
        }
        for text in ["1983", "08/1983", "août 1983", "--08-13", "--0813"] {
            assert_eq!(birth(text), Err(Code::PartialDate), "{text}");
        }
        for text in ["13/08/2030", "13/08/1783"] {
            assert_eq!(birth(text), Err(Code::ImpossibleDate), "{text}");
        }
    }

    #[test]
    fn a_column_proves_its_order() {
        let cells = ["03/04/2021", "12/31/2021"].map(Cell::text);
        assert_eq!(order(cells.iter()), Order::MonthFirst);
        let cells = ["03/04/2021", "31/12/2021", "02/30/1980"].map(Cell::text);
        assert_eq!(order(cells.iter()), Order::DayFirst);
        assert_eq!(read(&Cell::text("03/04/2021"), Meaning::Event, Order::MonthFirst, TODAY), Ok(date(2021, 3, 4)));
    }
}
