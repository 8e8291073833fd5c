//! What a field may hold, checked on the device and on the server alike.

use crate::codec::Value;

/// The shape of a value. Every shape is also satisfied by nothing ([`Value::Null`]): whether a field may be empty is
/// its role's affair.
#[derive(Debug, Clone, Copy)]
pub enum Shape {
    /// Text of at most so many bytes, not blank, without control characters but line breaks.
    Text(usize),
    /// One of these words.
    Choice(&'static [&'static str]),
    /// A day, `2026-11-22`, from 1850 to 2200.
    Date,
    /// A time on the wall clock, `2026-11-22T18:30`.
    WallTime,
    /// Milliseconds since 1970 in UTC.
    Instant,
    /// A whole number from 0 to this.
    Count(i64),
    /// Yes or no.
    Bool,
    /// An identifier: 16 bytes.
    Id,
    /// Exactly so many bytes: a key, a hash.
    Bytes(usize),
    /// Values valid only together, by name (J2.6); the first `n` of them can't be missing.
    Record(usize, &'static [(&'static str, Shape)]),
}

impl Shape {
    /// Whether `value` has this shape.
    pub fn admits(self, value: &Value) -> bool {
        match (self, value) {
            (_, Value::Null) | (Self::Bool, Value::Bool(_)) => true,
            (Self::Text(max), Value::Text(text)) => {
                text.len() <= max && !text.trim().is_empty() && !text.chars().any(|c| c.is_control() && c != '\n')
            }
            (Self::Choice(words), Value::Text(text)) => words.contains(&text.as_str()),
            (Self::Date, Value::Text(text)) => is_date(text),
            (Self::WallTime, Value::Text(text)) => {
                text.split_once('T').is_some_and(|(day, time)| is_date(day) && is_time(time))
            }
            (Self::Instant, Value::Int(ms)) => (0..1 << 47).contains(ms),
            (Self::Count(max), Value::Int(count)) => (0..=max).contains(count),
            (Self::Id, Value::Bytes(bytes)) => bytes.len() == 16,
            (Self::Bytes(length), Value::Bytes(bytes)) => bytes.len() == length,
            (Self::Record(needed, parts), Value::Map(entries)) => {
                let known = entries.iter().all(|(name, value)| {
                    parts.iter().any(|(part, shape)| part == name && *value != Value::Null && shape.admits(value))
                });
                let filled = parts[..needed].iter().all(|(part, _)| entries.iter().any(|(name, _)| name == part));
                known && filled
            }
            _ => false,
        }
    }
}

fn is_date(text: &str) -> bool {
    let mut parts = text.split('-');
    let (Some(year), Some(month), Some(day), None) = (parts.next(), parts.next(), parts.next(), parts.next()) else {
        return false;
    };
    let (Some(year), Some(month), Some(day)) = (digits(year, 4), digits(month, 2), digits(day, 2)) else {
        return false;
    };
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let length = match month {
        4 | 6 | 9 | 11 => 30,
        2 => 28 + u32::from(leap),
        1..=12 => 31,
        _ => return false,
    };
    (1850..=2200).contains(&year) && (1..=length).contains(&day)
}

fn is_time(text: &str) -> bool {
    text.split_once(':')
        .and_then(|(hour, minute)| Some((digits(hour, 2)?, digits(minute, 2)?)))
        .is_some_and(|(hour, minute)| hour < 24 && minute < 60)
}

fn digits(text: &str, length: usize) -> Option<u32> {
    let plain = text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_shape_admits_its_own_and_nothing_else() {
        const WHEN: Shape = Shape::Record(1, &[("start", Shape::WallTime), ("end", Shape::WallTime)]);
        let text = Value::text;
        let record =
            |entries: &[(&str, Value)]| Value::Map(entries.iter().map(|(n, v)| ((*n).to_owned(), v.clone())).collect());
        for (shape, value, fits) in [
            (Shape::Text(5), text("Zoé"), true),
            (Shape::Text(5), text("Élodie"), false),
            (Shape::Text(50), text(" \n"), false),
            (Shape::Text(50), text("a\u{7}b"), false),
            (Shape::Text(50), text("two\nlines"), true),
            (Shape::Choice(&["a", "b"]), text("b"), true),
            (Shape::Choice(&["a", "b"]), text("c"), false),
            (Shape::Date, text("2024-02-29"), true),
            (Shape::Date, text("2023-02-29"), false),
            (Shape::Date, text("1900-02-29"), false),
            (Shape::Date, text("2000-02-29"), true),
            (Shape::Date, text("2023-04-31"), false),
            (Shape::Date, text("2023-4-1"), false),
            (Shape::Date, text("0023-04-01"), false),
            (Shape::Date, text("2023-13-01"), false),
            (Shape::WallTime, text("2026-11-22T18:30"), true),
            (Shape::WallTime, text("2026-11-22T24:00"), false),
            (Shape::WallTime, text("2026-11-22 18:30"), false),
            (Shape::Instant, Value::Int(-1), false),
            (Shape::Instant, Value::Int(1_800_000_000_000), true),
            (Shape::Instant, Value::Int(1 << 47), false),
            (Shape::Count(9), Value::Int(9), true),
            (Shape::Count(9), Value::Int(10), false),
            (Shape::Bool, Value::Bool(false), true),
            (Shape::Bool, Value::Int(0), false),
            (Shape::Id, Value::bytes([0; 16]), true),
            (Shape::Id, Value::bytes([0; 15]), false),
            (Shape::Bytes(32), Value::bytes([0; 32]), true),
            (WHEN, record(&[("start", text("2026-11-22T18:30"))]), true),
            (WHEN, record(&[("end", text("2026-11-22T18:30"))]), false),
            (WHEN, record(&[("start", text("2026-11-22T18:30")), ("end", Value::Null)]), false),
            (WHEN, record(&[("start", text("2026-11-22T18:30")), ("until", text("x"))]), false),
            (WHEN, text("2026-11-22T18:30"), false),
            (Shape::Date, Value::Null, true),
        ] {
            assert_eq!(shape.admits(&value), fits, "{shape:?} {value:?}");
        }
    }
}
