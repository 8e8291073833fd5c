//! Which rows are surely one person, and what one says beyond the other.

use std::collections::HashMap;

use crate::{Field, fold, report::Person};

/// The letters of a name, to find it again.
pub fn name(person: &Person) -> String {
    let part = |text: &Option<String>| text.as_deref().map(fold::letters).unwrap_or_default();
    format!("{} {}", part(&person.last_name), part(&person.first_name))
}

/// Whether number or birth date say that two of a name are two people.
pub fn contradicts(one: &Person, other: &Person) -> bool {
    let number = one.number.as_deref().zip(other.number.as_deref());
    let bare = |number: &str| fold::letters(number).trim_start_matches('0').to_owned();
    number.is_some_and(|(one, other)| bare(one) != bare(other))
        || one.birth_date.zip(other.birth_date).is_some_and(|(one, other)| one != other)
}

/// Whether two rows of a name share what only one person has, or one of them says nothing that could be shared.
pub fn is_one(one: &Person, other: &Person) -> bool {
    let bare = |person: &Person| {
        person.number.is_none() && person.birth_date.is_none() && person.emails.is_empty() && person.phones.is_empty()
    };
    let shared = |some: &[String], others: &[String]| some.iter().any(|contact| others.contains(contact));
    let proven = (one.number.is_some() && other.number.is_some())
        || (one.birth_date.is_some() && other.birth_date.is_some())
        || shared(&one.emails, &other.emails)
        || shared(&one.phones, &other.phones);
    !contradicts(one, other) && (proven || bare(one) || bare(other))
}

/// Where the people of a list stand, by their names.
#[derive(Default)]
pub struct Places(HashMap<String, Vec<usize>>);

impl Places {
    pub fn of(people: &[Person]) -> Self {
        let mut places = Self::default();
        people.iter().enumerate().for_each(|(at, person)| places.put(person, at));
        places
    }

    pub fn put(&mut self, person: &Person, at: usize) {
        self.0.entry(name(person)).or_default().push(at);
    }

    /// The first of the same name that may be the same person.
    pub fn find(&self, person: &Person, people: &[Person], same: impl Fn(&Person, &Person) -> bool) -> Option<usize> {
        self.0.get(&name(person))?.iter().copied().find(|at| same(&people[*at], person))
    }
}

impl Person {
    /// Takes from another row of the same person what this one says nothing of, its dues aside; only `fields`.
    pub(crate) fn complete(&mut self, other: &Self, fields: impl Fn(Field) -> bool) {
        let place = fields(Field::Postcode) && fields(Field::City) && self.postcode.is_none() && self.city.is_none();
        let texts = [
            (&mut self.street, &other.street, place && fields(Field::Street)),
            (&mut self.postcode, &other.postcode, place),
            (&mut self.city, &other.city, place),
            (&mut self.country, &other.country, place),
            (&mut self.number, &other.number, fields(Field::Number)),
        ];
        for (own, told, _) in texts.into_iter().filter(|(own, _, wanted)| own.is_none() && *wanted) {
            own.clone_from(told);
        }
        self.civility = self.civility.or(other.civility);
        if fields(Field::BirthDate) {
            self.birth_date = self.birth_date.or(other.birth_date);
        }
        if fields(Field::JoinedOn) {
            self.joined_on = self.joined_on.or(other.joined_on);
        }
        if self.emails.is_empty() && fields(Field::Emails) {
            self.add_emails(other.emails.clone());
        }
        if self.phones.is_empty() && fields(Field::Phones) {
            self.add_phones(other.phones.clone());
        }
    }
}
