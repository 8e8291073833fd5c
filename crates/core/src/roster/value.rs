//! What a person typed, as the journal holds it.

use coopol_domain::codec::Value;
use coopol_domain::seal::Hash;
use jiff::civil::Date;

use super::Field;
use crate::device::{Failure, Rule};

/// The longest e-mail address (RFC 5321 §4.5.3.1.3, without its brackets).
const MAX_EMAIL: usize = 254;

/// The value of a plain field; [`Value::Null`] for nothing.
pub(super) fn plain(field: Field, typed: &str) -> Result<Value, Failure> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Ok(Value::Null);
    }
    Ok(match field {
        Field::BornOn | Field::Since | Field::Until => Value::text(day(field, typed)?),
        Field::Address => address(typed),
        _ => Value::text(typed),
    })
}

/// A record of a set: an e-mail or a phone.
pub(super) fn contact(kind: &str, value: &str, label: Option<&str>) -> Value {
    let mut parts = vec![("type".to_owned(), Value::text(kind)), ("value".to_owned(), Value::text(value))];
    parts.extend(label.map(|label| ("label".to_owned(), Value::text(label))));
    Value::Map(parts)
}

/// The element of a new contact: the same e-mail added twice, on two laptops without a network, is one.
pub(super) fn element(kind: &str, value: &str) -> String {
    Hash::of(format!("{kind}\n{value}").as_bytes()).to_string()[..16].to_owned()
}

/// An e-mail address in lower case.
pub(crate) fn email(typed: &str) -> Result<String, Failure> {
    let address = typed.trim().to_lowercase();
    let parts = address.split_once('@');
    let plain = |c: char| !c.is_whitespace() && !c.is_control() && c != '@';
    let good = parts.is_some_and(|(local, domain)| {
        !local.is_empty()
            && domain.split('.').count() > 1
            && domain.split('.').all(|label| !label.is_empty())
            && local.chars().chain(domain.chars()).all(plain)
    });
    if good && address.len() <= MAX_EMAIL { Ok(address) } else { Err(invalid("email", Rule::Email, typed)) }
}

/// A telephone number in E.164; ten digits that begin with 0 are French.
pub(crate) fn phone(typed: &str) -> Result<String, Failure> {
    let compact: String =
        typed.chars().filter(|c| !c.is_whitespace() && !matches!(c, '.' | '-' | '/' | '(' | ')')).collect();
    let international = compact.strip_prefix("00").or_else(|| compact.strip_prefix('+'));
    let digits = match (international, compact.strip_prefix('0')) {
        (Some(rest), _) => rest.to_owned(),
        (None, Some(rest)) if rest.len() == 9 => format!("33{rest}"),
        _ => String::new(),
    };
    // `+33 (0)6…` is written often.
    let digits = digits.strip_prefix("330").map_or(digits.clone(), |rest| format!("33{rest}"));
    let good = (7..=15).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
    if good { Ok(format!("+{digits}")) } else { Err(invalid("phone", Rule::Phone, typed)) }
}

fn day(field: Field, typed: &str) -> Result<String, Failure> {
    let day: Result<Date, _> = typed.parse();
    let name = match field {
        Field::BornOn => "born_on",
        Field::Since => "since",
        _ => "until",
    };
    day.map(|day| day.to_string()).map_err(|_| invalid(name, Rule::Day, typed))
}

/// Street lines, then postcode and commune, then perhaps a country.
fn address(typed: &str) -> Value {
    let lines: Vec<&str> = typed.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let town = lines.iter().rposition(|line| postcode(line).is_some());
    let (street, town, country) = match town {
        Some(place) => (&lines[..place], Some(lines[place]), lines.get(place + 1)),
        None => (lines.as_slice(), None, None),
    };
    let (code, city) = town.and_then(postcode).unzip();
    let street = Some(street.join("\n")).filter(|street| !street.is_empty());
    record(street.as_deref(), code, city.filter(|city| !city.is_empty()), country.copied())
}

/// An address from its parts; nothing when it has none.
pub(super) fn record(street: Option<&str>, postcode: Option<&str>, city: Option<&str>, country: Option<&str>) -> Value {
    let parts = [("street", street), ("postcode", postcode), ("city", city), ("country", country)];
    let filled = parts.into_iter().filter_map(|(name, part)| Some((name.to_owned(), Value::text(part?))));
    let filled: Vec<_> = filled.collect();
    if filled.is_empty() { Value::Null } else { Value::Map(sorted(filled)) }
}

/// In the order of canonical bytes, so that a value that was read back is equal to one that was made.
fn sorted(mut parts: Vec<(String, Value)>) -> Vec<(String, Value)> {
    parts.sort_by(|(a, _), (b, _)| (a.len(), a).cmp(&(b.len(), b)));
    parts
}

fn postcode(line: &str) -> Option<(&str, &str)> {
    let (code, city) = line.split_once(' ').unwrap_or((line, ""));
    (code.len() == 5 && code.bytes().all(|byte| byte.is_ascii_digit())).then(|| (code, city.trim()))
}

fn invalid(field: &'static str, rule: Rule, value: &str) -> Failure {
    Failure::Invalid { field, rule, value: value.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phones_become_international() {
        for (typed, kept) in [
            ("06 12 34 56 78", "+33612345678"),
            ("06.12.34.56.78", "+33612345678"),
            ("+33 (0)6 12 34 56 78", "+33612345678"),
            ("0033612345678", "+33612345678"),
            ("+49 30 123456", "+4930123456"),
        ] {
            assert_eq!(phone(typed).unwrap(), kept, "{typed}");
        }
        for bad in ["", "12", "06 12", "appeler le soir", "+1234567890123456"] {
            assert!(phone(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn emails_are_checked_for_what_is_surely_wrong() {
        assert_eq!(email(" Zoe.L@Exemple.FR ").unwrap(), "zoe.l@exemple.fr");
        for bad in ["", "zoe", "zoe@", "@exemple.fr", "zoe@exemple", "zoe@exemple..fr", "z oe@exemple.fr", "a@b@c.fr"] {
            assert!(email(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn an_address_comes_apart() {
        let parts = |street, code, city, country| record(street, code, city, country);
        assert_eq!(
            address("12 rue Royale\nBât. B\n78000 Versailles"),
            parts(Some("12 rue Royale\nBât. B"), Some("78000"), Some("Versailles"), None)
        );
        assert_eq!(
            address("1 Hauptstr.\n10115 Berlin\nAllemagne"),
            parts(Some("1 Hauptstr."), Some("10115"), Some("Berlin"), Some("Allemagne"))
        );
        assert_eq!(address("Lieu-dit Le Bois"), parts(Some("Lieu-dit Le Bois"), None, None, None));
    }
}
