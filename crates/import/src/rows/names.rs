//! The names of a row, with what stands beside them in their cells.

use super::Reading;
use crate::{
    Field,
    cell::{beside_name, civility, full_name, is_mark, maiden, name, place},
    couple,
    report::Code,
    table::Cell,
};

/// Takes `née Roux` from behind a first name.
fn other_surname(first: &mut String) -> Option<String> {
    let (own, mark, other) = maiden::parted(first)?;
    // `Jean dit Jojo` goes by both.
    if mark.starts_with("dit") {
        return None;
    }
    *first = own;
    Some(format!("{mark} {other}"))
}

impl<'a> Reading<'a> {
    pub(super) fn name(&mut self) {
        self.person.civility = self.text(Field::Civility).and_then(|text| civility::read(&text, true));
        let [last, birth, first, full] = [Field::LastName, Field::BirthName, Field::FirstName, Field::FullName]
            .map(|field| self.named(field).map(|cell| self.alone(cell)));
        let last = last.or(birth);
        let couple = match (last.as_deref(), first.as_deref()) {
            (Some(last), Some(first)) => couple::of_two_columns(last, first),
            (Some(last), None) if full.is_none() => couple::of_titles(last),
            _ => None,
        };
        let (last, first) = match couple {
            Some(((last, first), partner)) => {
                self.partner = Some(partner);
                (Some(last), Some(first).filter(|first| !first.is_empty()))
            }
            None => (last, first),
        };
        let mut last = last.map(|text| self.untitled(&text));
        // `M Claude` may be Marie-Claude.
        let initial = |text: &String| text.starts_with("M ");
        let mut first = match first {
            Some(text) if !initial(&text) => Some(self.untitled(&text)),
            text => text,
        };
        if let Some(other) = first.as_mut().and_then(other_surname) {
            last = Some(last.map_or_else(|| other.clone(), |last| format!("{last} {other}")));
        }
        if let Some(both) =
            last.as_deref().filter(|text| first.is_none() && full.is_none() && full_name::is_whole(text))
        {
            let split = full_name::split(both, full_name::Order::LastFirst, None);
            (last, first) = (Some(split.last), Some(split.first));
        }
        if let Some(full) = full {
            let split = self.full(&full);
            self.person.civility = self.person.civility.or(split.civility);
            last = last.or(Some(split.last));
            first = first.or(Some(split.first));
        }
        self.person.last_name = last.as_deref().and_then(name::written);
        self.person.first_name = first.as_deref().and_then(name::written);
    }

    /// The first cell of a field of names that holds a word.
    fn named(&self, field: Field) -> Option<(usize, &'a Cell)> {
        self.layout.of(field).map(|column| (column, self.row.cell(column))).find(|(_, cell)| !is_mark(cell))
    }

    fn full(&mut self, text: &str) -> full_name::Split {
        let order = self.habits.full_name;
        match couple::of_one_column(text, order) {
            Some((split, partner)) => {
                self.partner = Some(partner);
                split
            }
            None => full_name::split(text, order, self.person.emails.first().map(String::as_str)),
        }
    }

    /// A name without what people write behind it to have it at hand, which is taken for what it is.
    fn alone(&mut self, (column, cell): (usize, &Cell)) -> String {
        let apart = beside_name::read(&cell.shown());
        if apart.contacts.bad_email {
            self.problem((column, cell), Field::Emails, Code::NotAnEmail);
        }
        if apart.contacts.bad_phone {
            self.problem((column, cell), Field::Phones, Code::NotAPhone);
        }
        self.person.add_emails(apart.contacts.emails);
        self.person.add_phones(apart.contacts.phones);
        self.person.number = self.person.number.take().or(apart.number);
        if let Some(address) = apart.address {
            let (street, place) = place::address(&address);
            self.person.street = street;
            if let Some(place) = place {
                self.settle(place);
            }
        }
        for remark in apart.remarks {
            self.person.add_notes(remark);
        }
        apart.name
    }

    /// `M. DUPONT`, `DUPONT Mme` in a column for surnames.
    fn untitled(&mut self, text: &str) -> String {
        let (mut words, mut civility) = full_name::untitled(text);
        // `MARTIN M` may have an initial behind it.
        if let [_, .., title] = words.as_slice()
            && (title.len() > 2 || title.ends_with('.'))
            && let Some(behind) = civility::read(title, false)
        {
            civility = civility.or(Some(behind));
            words.pop();
        }
        self.person.civility = self.person.civility.or(civility);
        words.join(" ")
    }
}
