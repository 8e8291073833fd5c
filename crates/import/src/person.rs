//! How a person is filled, one value at a time: nothing twice, nothing overwritten.

use crate::report::{Dues, Person};

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
