//! How a person is filled, one value at a time: nothing twice, nothing overwritten.

use crate::{
    Field, limits,
    report::{Code, Dues, Person, Problem},
};

impl Person {
    pub(crate) fn add_emails(&mut self, emails: Vec<String>) {
        add(&mut self.emails, emails);
    }

    pub(crate) fn add_phones(&mut self, phones: Vec<String>) {
        add(&mut self.phones, phones);
    }

    /// Payments of one year add up; a payment of nothing is none.
    pub(crate) fn add_dues(&mut self, year: i16, amount_cents: i64) {
        if amount_cents == 0 {
            return;
        }
        match self.dues.iter_mut().find(|dues| dues.year == year) {
            Some(dues) => dues.amount_cents += amount_cents,
            None => self.dues.push(Dues { year, amount_cents }),
        }
    }

    pub(crate) fn add_notes(&mut self, text: String) {
        match &mut self.notes {
            _ if text.is_empty() => {}
            Some(notes) => {
                notes.push('\n');
                notes.push_str(&text);
            }
            None => self.notes = Some(text),
        }
    }

    /// Takes out what is longer than anything of its kind, with the beginning of it.
    pub(crate) fn take_too_long(&mut self) -> Vec<Problem> {
        let row = self.row;
        let parts = [
            (&mut self.last_name, Field::LastName, limits::NAME_BYTES),
            (&mut self.first_name, Field::FirstName, limits::NAME_BYTES),
            (&mut self.street, Field::Street, limits::STREET_BYTES),
            (&mut self.postcode, Field::Postcode, limits::POSTCODE_BYTES),
            (&mut self.city, Field::City, limits::CITY_BYTES),
            (&mut self.country, Field::Country, limits::COUNTRY_BYTES),
            (&mut self.number, Field::Number, limits::NUMBER_BYTES),
            (&mut self.notes, Field::Notes, limits::NOTES_BYTES),
        ];
        let too_long = |(text, field, most): (&mut Option<String>, Field, usize)| {
            let text = text.take_if(|text| text.len() > most)?;
            Some(Problem { row, column: None, field, code: Code::TooLong, value: text.chars().take(200).collect() })
        };
        parts.into_iter().filter_map(too_long).collect()
    }

    /// Whether anything tells this person from another.
    pub(crate) fn is_somebody(&self) -> bool {
        self.last_name.is_some() || self.first_name.is_some() || !self.emails.is_empty() || !self.phones.is_empty()
    }
}

fn add(list: &mut Vec<String>, values: Vec<String>) {
    for value in values {
        if !list.contains(&value) {
            list.push(value);
        }
    }
}
