//! LDIF, as Thunderbird and directories write their address books (RFC 2849): each entry becomes a card, so that names, places
//! and contacts are read as in any other.

use std::collections::BTreeMap;

use super::text;
use crate::{limits, unreadable::Unreadable};

/// Entries of no person: lists, and the branches of the directory.
const NO_PERSON: [&str; 6] =
    ["groupofnames", "groupofuniquenames", "mozillaaddressbooklist", "organization", "organizationalunit", "dcobject"];

/// Addresses with the attributes of their lines, city, postcode and country. That of the home stands first.
const PLACES: [(&str, [&[&str]; 4]); 2] = [
    (
        "home",
        [
            &["mozillahomestreet", "homestreet", "mozillahomestreet2"],
            &["mozillahomelocalityname"],
            &["mozillahomepostalcode"],
            &["mozillahomecountryname"],
        ],
    ),
    (
        "work",
        [
            &["street", "streetaddress", "mozillaworkstreet2"],
            &["l", "locality", "localityname"],
            &["postalcode", "zip"],
            &["c", "co", "countryname"],
        ],
    ),
];

type Entry = BTreeMap<String, Vec<String>>;

/// Whether a text begins with an entry, its version and comments aside.
pub fn is_ldif(text: &str) -> bool {
    let mut lines = text.lines().filter(|line| !line.trim().is_empty() && !line.starts_with(['#', ' ']));
    let dn = |line: Option<&str>| line.is_some_and(|line| attribute(line).is_some_and(|(name, _)| name == "dn"));
    match lines.next() {
        Some(line) if line.to_ascii_lowercase().starts_with("version:") => dn(lines.next()),
        first => dn(first),
    }
}

/// The entries as cards, each with the 1-based line where it begins.
pub fn cards(text: &str) -> Result<Vec<(u32, String)>, Unreadable> {
    let mut cards: Vec<(u32, String)> = Vec::new();
    let mut entry = Entry::new();
    let mut begun = None;
    for (number, line) in lines(text).into_iter().chain([(0, String::new())]) {
        match attribute(&line) {
            Some((name, value)) if name == "dn" || begun.is_some() => {
                begun = begun.or(Some(number));
                entry.entry(name).or_default().push(value);
            }
            None if line.trim().is_empty() => {
                let Some(first) = begun.take() else { continue };
                if cards.len() >= limits::ROWS {
                    return Err(Unreadable::TooManyRows);
                }
                cards.push((first, card(&std::mem::take(&mut entry))));
            }
            _ => {}
        }
    }
    Ok(cards)
}

/// Lines with those that go on in the next, each with the number of its first; comments aside.
fn lines(text: &str) -> Vec<(u32, String)> {
    let mut out: Vec<(u32, String)> = Vec::new();
    for (number, line) in (1..).zip(text.lines()) {
        match (line.strip_prefix(' '), out.last_mut()) {
            (Some(rest), Some((_, last))) => last.push_str(rest),
            _ => out.push((number, line.to_owned())),
        }
    }
    out.retain(|(_, line)| !line.starts_with('#'));
    out
}

/// The name of an attribute in small letters, without its options, and its value: plain, or in base 64 behind two colons.
fn attribute(line: &str) -> Option<(String, String)> {
    let (name, value) = line.split_once(':')?;
    let name = name.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let plain = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-.".contains(&byte));
    let value = match value.strip_prefix(':') {
        Some(encoded) => text::decode(&base64(encoded.trim())?).ok()?,
        None => value.trim().to_owned(),
    };
    plain.then_some((name, value))
}

/// Bytes from base 64; `None` for what is none.
fn base64(text: &str) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(text.len() / 4 * 3);
    let (mut bits, mut held) = (0_u32, 0);
    for byte in text.trim_end_matches('=').bytes() {
        let six = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => return None,
        };
        bits = (bits << 6) | u32::from(six);
        held += 6;
        if held >= 8 {
            held -= 8;
            out.extend(u8::try_from((bits >> held) & 0xFF));
        }
    }
    Some(out)
}

fn card(entry: &Entry) -> String {
    let all = |names: &[&str]| -> Vec<String> {
        names.iter().filter_map(|name| entry.get(*name)).flatten().filter(|value| !value.is_empty()).cloned().collect()
    };
    let one = |names: &[&str]| all(names).into_iter().next().unwrap_or_default();
    let mut out = "BEGIN:VCARD\r\nVERSION:4.0\r\n".to_owned();
    let mut put = |name: &str, parts: &[&str]| {
        if parts.iter().any(|part| !part.is_empty()) {
            let value = parts.iter().map(|part| escaped(part)).collect::<Vec<_>>().join(";");
            out.extend([name, ":", &value, "\r\n"]);
        }
    };
    let classes = all(&["objectclass"]);
    if !classes.iter().any(|class| NO_PERSON.contains(&class.to_ascii_lowercase().as_str())) {
        put("N", &[&one(&["sn", "surname"]), &one(&["givenname", "gn"]), "", "", ""]);
        put("FN", &[&one(&["cn", "commonname", "displayname"])]);
        put("ORG", &[&one(&["o", "company", "organizationname"])]);
        for email in all(&["mail", "email", "rfc822mailbox", "mozillasecondemail", "xmozillasecondemail"]) {
            put("EMAIL", &[&email]);
        }
        for phone in all(&["mobile", "cellphone", "homephone", "hometelephonenumber", "telephonenumber", "workphone"]) {
            put("TEL", &[&phone]);
        }
        for (kind, [street, city, postcode, country]) in PLACES {
            let street = all(street).join(", ");
            put(&format!("ADR;TYPE={kind}"), &["", "", &street, &one(city), "", &one(postcode), &one(country)]);
        }
        // RFC 4517: the lines of an address stand between dollars.
        for (kind, whole) in [("home", "homepostaladdress"), ("work", "postaladdress")] {
            let lines = one(&[whole]).split('$').map(str::trim).collect::<Vec<_>>().join("\n");
            put(&format!("ADR;TYPE={kind}"), &["", "", &lines, "", "", "", ""]);
        }
        put("BDAY", &[&birth(&one(&["birthyear"]), &one(&["birthmonth"]), &one(&["birthday"]))]);
        put("BDAY", &[&one(&["dateofbirth", "birthdate"])]);
        put("NOTE", &[&all(&["description", "notes"]).join("\n")]);
    }
    out.push_str("END:VCARD\r\n");
    out
}

/// A day in three attributes; one whose year is missing is given as it stands, to be told.
fn birth(year: &str, month: &str, day: &str) -> String {
    let known: Vec<&str> = [day, month, year].into_iter().filter(|part| !part.is_empty()).collect();
    known.join("/")
}

fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace(';', "\\;").replace(',', "\\,").replace("\r\n", "\n").replace('\n', "\\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    const BOOK: &str = "version: 1\n# a comment\n  of two lines\ndn:: Y249Wm/DqQ==\nobjectClass: person\n\
        sn:: TGVmw6h2cmU=\ngivenName;lang-fr: Zo\n e\nmail: zoe@a.fr\nmozillaHomeStreet: 12, rue Haute\n\
        mozillaHomePostalCode: 78000\nbirthyear: 1950\nbirthmonth: 03\nbirthday: 12\n\n\
        dn: cn=Liste\nobjectclass: groupOfNames\ncn: Liste\nmail: liste@a.fr\n";

    #[test]
    fn an_entry_becomes_a_card_and_a_list_an_empty_one() {
        assert!(is_ldif(BOOK) && is_ldif("dn: cn=a\n") && !is_ldif("dn;nom\n") && !is_ldif("Nom: dn\n"));
        let cards = cards(BOOK).expect("two entries");
        let wanted = "BEGIN:VCARD\r\nVERSION:4.0\r\nN:Lefèvre;Zoe;;;\r\nEMAIL:zoe@a.fr\r\n\
            ADR;TYPE=home:;;12\\, rue Haute;;;78000;\r\nBDAY:12/03/1950\r\nEND:VCARD\r\n";
        assert_eq!(cards[0], (4, wanted.to_owned()));
        assert_eq!(cards[1], (16, "BEGIN:VCARD\r\nVERSION:4.0\r\nEND:VCARD\r\n".to_owned()));
    }

    #[test]
    fn base_64_is_decoded_or_refused() {
        assert_eq!(base64("Wm/DqQ==").as_deref(), Some("Zoé".as_bytes()));
        assert_eq!(base64("Wm/Dq!=="), None);
        assert_eq!(base64(""), Some(Vec::new()));
    }
}
