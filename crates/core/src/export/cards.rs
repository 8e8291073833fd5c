//! People as vCard 3.0 (RFC 2426), which Outlook, Thunderbird and telephones all take.

use super::people::Person;

/// The cards of people.
pub(super) fn cards(people: &[Person]) -> Vec<u8> {
    people.iter().flat_map(|person| card(person).into_bytes()).collect()
}

fn card(person: &Person) -> String {
    let part = |text: &Option<String>| escaped(text.as_deref().unwrap_or_default());
    let mut lines = vec!["BEGIN:VCARD".to_owned(), "VERSION:3.0".to_owned()];
    let civility = match person.civility.as_deref() {
        Some("mme") => "Mme",
        Some(_) => "M.",
        None => "",
    };
    lines.push(format!("N:{};{};;{civility};", part(&person.last_name), part(&person.first_name)));
    let names: Vec<String> =
        [&person.first_name, &person.last_name].into_iter().flatten().map(|name| escaped(name)).collect();
    lines.push(format!("FN:{}", names.join(" ")));
    lines.extend(person.emails.iter().map(|email| format!("EMAIL;TYPE=INTERNET:{}", escaped(email))));
    lines.extend(person.phones.iter().map(|phone| format!("TEL;TYPE=VOICE:{}", escaped(phone))));
    if [&person.street, &person.postcode, &person.city].into_iter().any(Option::is_some) {
        let [street, city, postcode, country] =
            [&person.street, &person.city, &person.postcode, &person.country].map(part);
        lines.push(format!("ADR;TYPE=HOME:;;{street};{city};;{postcode};{country}"));
    }
    lines.extend(person.birth_date.iter().map(|day| format!("BDAY:{day}")));
    lines.extend(person.note.iter().map(|note| format!("NOTE:{}", escaped(note))));
    lines.push("END:VCARD".to_owned());
    lines.iter().map(|line| folded(line)).collect()
}

fn escaped(text: &str) -> String {
    let text = text.replace('\\', "\\\\").replace(';', "\\;").replace(',', "\\,").replace('\n', "\\n");
    text.chars().filter(|c| !c.is_control()).collect()
}

/// A line of at most 75 bytes and what goes on, cut between characters, with its end.
fn folded(line: &str) -> String {
    let (mut folded, mut room) = (String::with_capacity(line.len() + 2), 75);
    for c in line.chars() {
        if c.len_utf8() > room {
            folded.push_str("\r\n ");
            room = 74;
        }
        room -= c.len_utf8();
        folded.push(c);
    }
    folded + "\r\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_card_holds_everything_and_reads_back() {
        let some = |text: &str| Some(text.to_owned());
        let person = Person {
            last_name: some("Côté; fils"),
            first_name: some("André"),
            civility: some("m"),
            street: some("12, rue Royale\nBât. B"),
            postcode: some("78000"),
            city: some("Versailles"),
            birth_date: some("1950-03-02"),
            emails: vec!["andre@exemple.fr".to_owned()],
            phones: vec!["+33612345678".to_owned()],
            ..Person::default()
        };
        let text = String::from_utf8(cards(&[person])).unwrap();
        assert!(text.contains("N:Côté\\; fils;André;;M.;\r\n"), "{text}");
        let options = coopol_import::Options::new("2026-11-22".parse().unwrap());
        let read = coopol_import::read(text.as_bytes(), "x.vcf", &options).unwrap();
        let back = &read.people[0];
        assert_eq!((back.first_name.as_deref(), back.postcode.as_deref()), (Some("André"), Some("78000")));
        assert_eq!(
            (back.emails.as_slice(), back.phones.as_slice()),
            (&["andre@exemple.fr".to_owned()][..], &["+33612345678".to_owned()][..])
        );
        assert_eq!(back.birth_date.unwrap().to_string(), "1950-03-02");
    }
}
