//! vCard 2.1 to 4.0, one card at a time.

use calcard::{
    Entry, Parser,
    vcard::{VCard, VCardEntry, VCardProperty, VCardValue},
};
use jiff::civil::Date;

use crate::{
    Field,
    cell::{civility, date, email, full_name, land, name, phone, place},
    couple::{self, Partner},
    limits,
    report::{Code, Person, Problem},
    table::Cell,
    unreadable::Unreadable,
};

/// Whether a text begins with a card.
pub fn is_vcard(text: &str) -> bool {
    text.lines().map(str::trim).find(|line| !line.is_empty()).is_some_and(is_begin)
}

fn is_begin(line: &str) -> bool {
    line.trim().eq_ignore_ascii_case("BEGIN:VCARD")
}

/// Cuts a file into cards, so that one that is broken spoils no other.
pub fn cards(text: &str) -> Result<Vec<(u32, String)>, Unreadable> {
    let mut cards: Vec<(u32, String)> = Vec::new();
    for (number, line) in (1..).zip(text.lines()) {
        if is_begin(line) {
            if cards.len() >= limits::ROWS {
                return Err(Unreadable::TooManyRows);
            }
            cards.push((number, String::new()));
        }
        if let Some((_, card)) = cards.last_mut() {
            card.push_str(line);
            card.push_str("\r\n");
        }
    }
    Ok(cards)
}

/// Reads one card that begins at line `row`, whose people are one or a couple; `None` for a card of no person.
pub fn people(row: u32, text: &str, today: Date) -> Option<(Vec<Person>, Vec<Problem>)> {
    let Entry::VCard(card) = Parser::new(text).entry() else { return None };
    if is_organisation(&card) || is_of_another_kind(text) {
        return None;
    }
    let mut reading = Reading { person: Person { row, ..Person::default() }, partner: None, problems: Vec::new() };
    reading.name(&card);
    reading.address(&card);
    let land = reading.person.country.as_deref().and_then(land::named);
    for entry in &card.entries {
        match entry.name {
            VCardProperty::Tel if is_of(entry, "fax") || is_of(entry, "pager") => {}
            VCardProperty::Tel => {
                let text = whole(entry);
                // RFC 3966: parameters follow a semicolon.
                let number =
                    text.strip_prefix("tel:").map_or(text.as_str(), |uri| uri.split(';').next().unwrap_or(uri));
                match phone::read_in(&Cell::text(number), land) {
                    Some(phones) => reading.person.add_phones(phones),
                    None => reading.problem(Field::Phones, Code::NotAPhone, &text),
                }
            }
            VCardProperty::Email => match email::read(&whole(entry)) {
                Some(emails) => reading.person.add_emails(emails),
                None => reading.problem(Field::Emails, Code::NotAnEmail, &whole(entry)),
            },
            VCardProperty::Bday => reading.birth(&as_written(text, "BDAY").unwrap_or_else(|| whole(entry)), today),
            VCardProperty::Note => reading.person.add_notes(whole(entry)),
            _ => {}
        }
    }
    let Reading { mut person, partner, mut problems } = reading;
    problems.extend(person.take_too_long());
    if !person.is_somebody() {
        return None;
    }
    let partner = partner.map(|partner| partner.beside(&person, name::written));
    Some((std::iter::once(person).chain(partner).collect(), problems))
}

/// A card without the name of a person, displayed by that of its organisation.
fn is_organisation(card: &VCard) -> bool {
    let nameless = first(card, &VCardProperty::N).is_none_or(|name| components(name).iter().all(String::is_empty));
    let of = |property: VCardProperty| card.properties(&property).next().map(|entry| components(entry).join(" "));
    let (shown, organisation) = (of(VCardProperty::Fn), of(VCardProperty::Org));
    nameless && shown.zip(organisation).is_some_and(|(shown, organisation)| shown.trim() == organisation.trim())
}

/// Whether a card says that it is of a list of people, of an organisation, of a place.
fn is_of_another_kind(card: &str) -> bool {
    // Hardly any card says it, and to look for it takes the whole card apart.
    let kind = |name: &str| card.contains(name).then(|| as_written(card, name)).flatten();
    let kinds = [kind("KIND"), kind("X-ADDRESSBOOKSERVER-KIND")];
    let others = ["group", "org", "location", "device", "application"];
    kinds.into_iter().flatten().any(|kind| others.contains(&kind.to_lowercase().as_str()))
}

struct Reading {
    person: Person,
    /// Somebody else on the same card.
    partner: Option<Partner>,
    problems: Vec<Problem>,
}

impl Reading {
    fn problem(&mut self, field: Field, code: Code, value: &str) {
        if !value.is_empty() {
            self.problems.push(Problem { row: self.person.row, column: None, field, code, value: value.to_owned() });
        }
    }

    /// The structured name; the displayed one where it is missing or empty.
    fn name(&mut self, card: &VCard) {
        let structured = first(card, &VCardProperty::N).map(components).unwrap_or_default();
        let part = |at: usize| structured.get(at).filter(|text| !text.is_empty());
        let (last, given) = (part(0).cloned(), part(1).cloned());
        self.person.civility = part(3).and_then(|title| civility::read(title, false));
        if let (Some(last), Some(given)) = (&last, &given) {
            self.both_names(last, given);
            return;
        }
        // A telephone knows some people by their first name.
        if let (None, Some(alone)) = (&last, given.as_ref().filter(|given| !given.contains(' '))) {
            let shown = first(card, &VCardProperty::Fn).map(whole);
            if shown.is_none_or(|shown| shown == *alone) {
                self.person.first_name = Some(name::person(alone));
                return;
            }
        }
        let shown = first(card, &VCardProperty::Fn).map(whole).or(last).or(given).unwrap_or_default();
        let split = match couple::of_one_column(&shown, full_name::Order::FirstLast) {
            Some((split, partner)) => {
                self.partner = Some(partner);
                split
            }
            None => full_name::split(&shown, full_name::Order::FirstLast, None),
        };
        self.person.civility = self.person.civility.or(split.civility);
        self.person.last_name = (!split.last.is_empty()).then(|| name::person(&split.last));
        self.person.first_name = (!split.first.is_empty()).then(|| name::person(&split.first));
    }

    /// Surname and first name, each for itself. Some telephones put them the wrong way round: capitals tell.
    fn both_names(&mut self, last: &str, given: &str) {
        let shouted = |text: &str| text.chars().count() > 1 && !text.contains(char::is_lowercase);
        let (last, given) =
            if shouted(given) && !shouted(last) && !last.is_empty() { (given, last) } else { (last, given) };
        // The titles of a couple stand before either.
        let titled = format!("{} {last}", couple::titles(given));
        let bare = full_name::untitled(given).0.join(" ");
        if let Some(((last, first), partner)) = couple::of_two_columns(titled.trim(), &bare) {
            let (last, civility) = full_name::untitled(&last);
            self.person.civility = self.person.civility.or(civility);
            self.person.last_name = name::written(&last.join(" "));
            self.person.first_name = name::written(&first);
            self.partner = Some(partner);
            return;
        }
        self.person.last_name = Some(name::person(last));
        self.person.first_name = Some(name::person(given));
    }

    /// The first address that is not one of work, or else the first.
    fn address(&mut self, card: &VCard) {
        let addresses = || card.properties(&VCardProperty::Adr);
        let Some(entry) = addresses().find(|entry| !is_of(entry, "work")).or_else(|| addresses().next()) else {
            return;
        };
        let parts = components(entry);
        let part = |at: usize| parts.get(at).filter(|text| !text.is_empty()).cloned();
        let lines: Vec<String> = [part(2), part(1), part(0)].into_iter().flatten().collect();
        let line = lines.join(", ").replace('\n', ", ");
        if part(3).is_none()
            && part(5).is_none()
            && let (street, Some(place)) = place::address(&line)
        {
            self.person.street = street;
            self.person.postcode = Some(place.postcode);
            self.person.city = place.city.map(|text| name::city(&text));
            return;
        }
        self.person.street = (!lines.is_empty()).then_some(line);
        self.person.city = part(3).map(|text| name::city(&text));
        self.person.country = part(6);
        let france = place::is_france(self.person.country.as_deref().unwrap_or_default());
        if let Some(code) = part(5) {
            match place::read(&Cell::text(&code), france) {
                Some(place) => self.person.postcode = Some(place.postcode),
                None => self.problem(Field::Postcode, Code::NotAPostcode, &code),
            }
        }
    }

    fn birth(&mut self, text: &str, today: Date) {
        match date::read(&Cell::text(text), date::Meaning::Birth, date::Order::DayFirst, today) {
            Ok(date) => self.person.birth_date = Some(date),
            Err(code) => self.problem(Field::BirthDate, code, text),
        }
    }
}

/// The value of a property as it stands in the card: the parser gives half of a date that version 4 writes as version 3 does.
fn as_written(card: &str, name: &str) -> Option<String> {
    let unfolded = card.replace("\r\n ", "").replace("\r\n\t", "");
    unfolded.lines().find_map(|line| {
        let (head, value) = line.split_once(':')?;
        let property = head.split(';').next().unwrap_or_default();
        let property = property.rsplit('.').next().unwrap_or_default();
        property.trim().eq_ignore_ascii_case(name).then(|| value.trim().to_owned())
    })
}

/// Whether an entry is of a type: a home, a work, a fax. Version 3 may write several in one parameter.
fn is_of(entry: &VCardEntry, wanted: &str) -> bool {
    let texts = entry.params.iter().filter_map(|param| param.value.as_text());
    texts.flat_map(|text| text.split(',')).any(|text| text.trim().eq_ignore_ascii_case(wanted))
}

fn first<'c>(card: &'c VCard, property: &'c VCardProperty) -> Option<&'c VCardEntry> {
    card.properties(property).find(|entry| !whole(entry).is_empty())
}

/// The semicolon-separated components of a value, several values of a component joined by a blank.
fn components(entry: &VCardEntry) -> Vec<String> {
    let clean = |text: &str| Cell::text(text).shown();
    entry
        .values
        .iter()
        .map(|value| match value {
            VCardValue::Component(parts) => clean(&parts.join(" ")),
            // Bytes that the parser could decode with no charset it knows; French cards of that age are Windows-1252.
            VCardValue::Binary(data) => clean(&encoding_rs::WINDOWS_1252.decode(&data.data).0),
            value => clean(value.as_text().unwrap_or_default()),
        })
        .collect()
}

fn whole(entry: &VCardEntry) -> String {
    let parts = components(entry);
    parts.iter().filter(|part| !part.is_empty()).cloned().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn read(lines: &str) -> (Person, Vec<Problem>) {
        let card = format!("BEGIN:VCARD\r\n{}\r\nEND:VCARD\r\n", lines.trim().replace('\n', "\r\n"));
        let cards = cards(&card).expect("one card");
        let (mut people, problems) = people(cards[0].0, &cards[0].1, date(2026, 11, 22)).expect("a person");
        (people.remove(0), problems)
    }

    #[test]
    fn version_21_with_quoted_printable() {
        let (person, problems) = read(
            "VERSION:2.1\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Lef=C3=A8vre;Zo=C3=A9;;;\n\
             ADR;HOME;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:;;3 chemin de la Fontaine-=\naux-B=C5=93ufs;Poissy;;1000;France\n\
             TEL;CELL;VOICE:06.12.34.56.78\nBDAY:19460102",
        );
        assert_eq!(problems, []);
        assert_eq!((person.last_name.as_deref(), person.first_name.as_deref()), (Some("Lefèvre"), Some("Zoé")));
        assert_eq!(person.street.as_deref(), Some("3 chemin de la Fontaine-aux-Bœufs"));
        assert_eq!((person.postcode.as_deref(), person.city.as_deref()), (Some("01000"), Some("Poissy")));
        assert_eq!(
            (person.phones.as_slice(), person.birth_date),
            (["+33612345678".to_owned()].as_slice(), Some(date(1946, 1, 2)))
        );
    }

    #[test]
    fn version_21_in_latin_letters_or_without_charset() {
        let latin = read("VERSION:2.1\nN;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:Lef=E8vre;Zo=E9;;;").0;
        assert_eq!((latin.last_name.as_deref(), latin.first_name.as_deref()), (Some("Lefèvre"), Some("Zoé")));
        let bare = read("VERSION:2.1\nN;ENCODING=QUOTED-PRINTABLE:Lef=C3=A8vre;Zo=C3=A9;;;").0;
        assert_eq!((bare.last_name.as_deref(), bare.first_name.as_deref()), (Some("Lefèvre"), Some("Zoé")));
        let windows = read("VERSION:2.1\nN;CHARSET=windows-1252;ENCODING=QUOTED-PRINTABLE:B=9Cuf;Zo=E9;;;").0;
        assert_eq!((windows.last_name.as_deref(), windows.first_name.as_deref()), (Some("Bœuf"), Some("Zoé")));
    }

    #[test]
    fn version_3_with_groups_folds_and_escapes() {
        let (person, _) = read(
            "VERSION:3.0\nN:de La Tour;Raphaël;;M.;\nFN:Raphaël de La Tour\nitem1.EMAIL;type=INTERNET;type=pref:RAPHAEL@ORANGE.FR\n\
             item1.X-ABLabel:perso\nEMAIL;type=HOME:r.latour@exam\n ple.fr\nitem2.ADR;type=WORK:;;1 rue du Bureau;Paris;;75001;\n\
             item3.ADR;type=HOME:;Bât. B;12\\, rue Haute;Versailles;;78000;France\nNOTE:un\\, deux\nBDAY;value=date:1983-08-13\n\
             TEL;type=HOME;type=FAX:0139000000\nTEL;TYPE=\"work,fax\":0139000001\nTEL;type=CELL:0612345678",
        );
        assert_eq!(person.emails, ["raphael@orange.fr", "r.latour@example.fr"]);
        assert_eq!(person.phones, ["+33612345678"], "a fax is no telephone");
        assert_eq!(person.street.as_deref(), Some("12, rue Haute, Bât. B"));
        assert_eq!((person.civility, person.notes.as_deref()), (Some("M."), Some("un, deux")));
        assert_eq!((person.city.as_deref(), person.birth_date), (Some("Versailles"), Some(date(1983, 8, 13))));
    }

    #[test]
    fn version_4_with_links_and_a_birthday_without_year() {
        let (person, problems) = read(
            "VERSION:4.0\nFN:Jean DUPONT\nTEL;VALUE=uri;TYPE=cell:tel:+33-6-12-34-56-78;ext=5\nBDAY:--0412\nEMAIL:jean@",
        );
        assert_eq!((person.last_name.as_deref(), person.first_name.as_deref()), (Some("Dupont"), Some("Jean")));
        assert_eq!(person.phones, ["+33612345678"]);
        let codes: Vec<_> = problems.iter().map(|problem| (problem.row, problem.field, problem.code)).collect();
        assert_eq!(codes, [(1, Field::BirthDate, Code::PartialDate), (1, Field::Emails, Code::NotAnEmail)]);
    }

    #[test]
    fn birthdays_of_every_version() {
        for bday in [
            "BDAY:19830813",
            "BDAY:1983-08-13",
            "item1.BDAY;VALUE=date:1983-08-13",
            "BDAY;VALUE=DATE-AND-OR-TIME:19830813T000000Z",
            "BDAY:1983-08-13T00:00:00Z",
            "bday:1983-08\n -13",
        ] {
            for version in ["2.1", "3.0", "4.0"] {
                let (person, problems) = read(&format!("VERSION:{version}\nN:A;Zoé;;;\n{bday}"));
                assert_eq!((person.birth_date, problems.len()), (Some(date(1983, 8, 13)), 0), "{version} {bday}");
            }
        }
        let (person, problems) = read("VERSION:3.0\nN:A;Zoé;;;\nBDAY;X-APPLE-OMIT-YEAR=1604:1604-08-13");
        assert_eq!((person.birth_date, problems[0].code), (None, Code::ImpossibleDate));
    }

    #[test]
    fn a_first_name_alone_is_no_surname() {
        for (lines, last, first) in [
            ("N:;Monique;;;", None, Some("Monique")),
            ("N:;Monique;;;\nFN:Monique", None, Some("Monique")),
            ("N:;Monique;;;\nFN:Monique Roy", Some("Roy"), Some("Monique")),
            ("N:;Jean Dupont;;;", Some("Dupont"), Some("Jean")),
        ] {
            let person = read(&format!("VERSION:3.0\n{lines}")).0;
            assert_eq!((person.last_name.as_deref(), person.first_name.as_deref()), (last, first), "{lines}");
        }
    }

    #[test]
    fn a_card_of_an_organisation_is_nobody() {
        for names in ["", "N:;;;;\r\nFN:Mairie\r\nTEL:0139123456\r\n"] {
            let card = format!("BEGIN:VCARD\r\nVERSION:3.0\r\n{names}ORG:Mairie\r\nEND:VCARD\r\n");
            assert!(people(1, &card, date(2026, 11, 22)).is_none(), "{names}");
        }
        for (kind, nobody) in
            [("KIND:group", true), ("X-ADDRESSBOOKSERVER-KIND:Group", true), ("KIND:individual", false)]
        {
            let card = format!("BEGIN:VCARD\r\nVERSION:4.0\r\n{kind}\r\nN:Bureau;;;;\r\nFN:Bureau\r\nEND:VCARD\r\n");
            assert_eq!(people(1, &card, date(2026, 11, 22)).is_none(), nobody, "{kind}");
        }
    }
}
