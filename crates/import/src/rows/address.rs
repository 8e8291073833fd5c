//! Where the person of a row lives.

use super::Reading;
use crate::{
    Field,
    cell::{full_name, name, place, street},
    columns::Layout,
    fold,
    report::{Code, Person, Problem},
    table::Row,
};

/// The place that a title names for all below it, in a list that has no other: `VIZILLE 38220`, `Commune de Vizille (38220)`.
pub(super) struct OfTitle {
    /// Whether the list has no column of places.
    wanted: bool,
    place: Option<place::Place>,
}

impl OfTitle {
    pub(super) fn new(layout: &Layout) -> Self {
        let fields = [Field::Postcode, Field::City, Field::PostcodeCity, Field::Address];
        Self { wanted: fields.into_iter().all(|field| layout.first(field).is_none()), place: None }
    }

    /// A row that is no person: any title ends what the one before said. It stands where rows or their names begin.
    pub(super) fn skipped(&mut self, row: &Row, layout: &Layout) {
        let filled = row.cells.iter().position(|cell| !cell.is_empty()).filter(|_| self.wanted && row.filled() == 1);
        let names = [Field::LastName, Field::FirstName, Field::FullName];
        let field = |column: usize| layout.columns.get(column).and_then(|column| column.field);
        let begins = |column: &usize| *column == 0 || field(*column).is_some_and(|field| names.contains(&field));
        if let Some(column) = filled.filter(begins) {
            self.place = of_title(&row.cell(column).shown());
        }
    }

    pub(super) fn give(&self, person: &mut Person) {
        if let Some(place) = self.place.as_ref().filter(|_| person.postcode.is_none() && person.city.is_none()) {
            person.postcode = Some(place.postcode.clone());
            person.city = place.city.as_deref().map(name::city);
        }
    }
}

fn of_title(text: &str) -> Option<place::Place> {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    if digits != 5 || street::is_line(text) {
        return None;
    }
    let text = ["Commune de ", "Commune d'", "COMMUNE DE ", "Commune :", "COMMUNE :", "Ville de ", "VILLE DE "]
        .iter()
        .find_map(|start| text.strip_prefix(start))
        .unwrap_or(text);
    let place = place::postcode_and_city(text, true)?;
    place
        .city
        .as_ref()
        .is_some_and(|city| city.chars().all(|c| c.is_alphabetic() || " '’-".contains(c)))
        .then_some(place)
}

/// The second line of an address below the row of its person, in the column of streets of a list without places: `78300 POISSY`,
/// with a second telephone beside it.
pub(super) fn continues(row: &Row, layout: &Layout, person: &Person) -> bool {
    let with = [Field::Street, Field::StreetExtra, Field::Phones, Field::Emails];
    let of = |column: usize| layout.columns.get(column).and_then(|column| column.field);
    let filled = row.cells.iter().enumerate().filter(|(_, cell)| !cell.is_empty()).map(|(column, _)| column);
    let is_place = |text: &str| matches!(place::address(text), (None, Some(place)) if place.city.is_some());
    row.number == person.row + 1
        && person.postcode.is_none()
        && filled.clone().all(|column| of(column).is_some_and(|field| with.contains(&field)))
        && layout.first(Field::Street).is_some_and(|column| is_place(&row.cell(column).shown()))
}

impl Reading<'_> {
    /// Adds what the second line of a row says to the last people, who stand on the first.
    pub(super) fn continue_to(mut self, people: &mut [Person]) -> Vec<Problem> {
        self.contacts();
        self.street();
        let row = people.last().map(|person| person.row);
        for person in people.iter_mut().rev().take_while(|person| Some(person.row) == row) {
            person.postcode.clone_from(&self.person.postcode);
            person.city.clone_from(&self.person.city);
            person.add_emails(self.person.emails.clone());
            person.add_phones(self.person.phones.clone());
        }
        self.problems
    }

    pub(super) fn place(&mut self) {
        self.person.country = self.text(Field::Country);
        let france = place::is_france(self.person.country.as_deref().unwrap_or_default())
            && !self.text(Field::City).is_some_and(|city| place::is_city_abroad(&city));
        self.person.city = self.text(Field::City).map(|text| name::city(&text)).or(self.person.city.take());
        if let Some((column, cell)) = self.filled(Field::Postcode).next() {
            match place::read(cell, france) {
                Some(place) => self.settle(place),
                None => self.problem((column, cell), Field::Postcode, Code::NotAPostcode),
            }
        }
        self.place_in_city(france);
        if let Some((column, cell)) = self.filled(Field::PostcodeCity).next() {
            match place::postcode_and_city(&cell.shown(), france) {
                Some(place) => self.settle(place),
                None if cell.shown().contains(|c: char| c.is_ascii_digit()) => {
                    self.problem((column, cell), Field::Postcode, Code::NotAPostcode);
                }
                None => self.person.city = self.person.city.take().or_else(|| Some(name::city(&cell.shown()))),
            }
        }
    }

    /// `78300 Poissy` in a column for cities, where no postcode stands elsewhere.
    fn place_in_city(&mut self, france: bool) {
        let text = self.text(Field::City).filter(|text| text.contains(|c: char| c.is_ascii_digit()));
        let place = text.filter(|_| self.person.postcode.is_none());
        let place = place.and_then(|text| place::postcode_and_city(&text, france)).filter(|place| place.city.is_some());
        if let Some(place) = place {
            self.person.city = None;
            self.settle(place);
        }
    }

    pub(super) fn settle(&mut self, place: place::Place) {
        self.person.postcode = Some(place.postcode);
        self.person.city = self.person.city.take().or_else(|| place.city.map(|text| name::city(&text)));
    }

    pub(super) fn street(&mut self) {
        let mut street = self.text(Field::Street);
        if let Some(text) = self.text(Field::Address) {
            let (own, place) = place::address(&text);
            street = street.or(own);
            if let Some(place) = place.filter(|_| self.person.postcode.is_none()) {
                self.settle(place);
            }
        } else if let Some(text) =
            street.as_deref().filter(|_| self.person.postcode.is_none() && self.layout.first(Field::Postcode).is_none())
            && let (own, Some(place)) = place::address(text)
            && (own.is_some() || place.city.is_some())
        {
            street = own;
            self.settle(place);
        }
        let numbers: Vec<String> = self.filled(Field::StreetNumber).map(|(_, cell)| cell.shown()).collect();
        if let Some(rest) = street.as_mut().filter(|_| !numbers.is_empty()) {
            // A column behind that of the streets is written before them all the same, but not in every country.
            let behind = self.layout.first(Field::Street) < self.layout.first(Field::StreetNumber)
                && !place::is_france(self.person.country.as_deref().unwrap_or_default());
            let numbers = numbers.join(" ");
            *rest = if behind { format!("{rest} {numbers}") } else { format!("{numbers} {rest}") };
        }
        let extra: Vec<String> = self.filled(Field::StreetExtra).map(|(_, cell)| cell.shown()).collect();
        let extra: Vec<String> = extra.into_iter().filter_map(|line| self.without_place(line)).collect();
        let lines = street.into_iter().chain(extra).collect::<Vec<_>>().join(", ");
        let line =
            lines.split(['\n', '\r']).map(str::trim).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
        let line = self.without_own_name(&line).to_owned();
        self.person.street = Some(line).filter(|line| !line.is_empty()).or(self.person.street.take());
    }

    /// `78300 POISSY` on a second line of the address, in a list that has no column of places.
    fn without_place(&mut self, line: String) -> Option<String> {
        let told = self.layout.first(Field::Postcode).or(self.layout.first(Field::PostcodeCity)).is_some();
        if told || self.person.postcode.is_some() {
            return Some(line);
        }
        match place::address(&line) {
            (own, Some(place)) if place.city.is_some() => {
                self.settle(place);
                own
            }
            _ => Some(line),
        }
    }

    /// Without the name of the person, where an address has it as letters do, on its first line.
    fn without_own_name<'l>(&self, line: &'l str) -> &'l str {
        let Some((head, rest)) = line.split_once(", ") else { return line };
        let [last, first] = [&self.person.last_name, &self.person.first_name].map(|name| name.as_deref().unwrap_or(""));
        let head = fold::letters(&full_name::untitled(head).0.join(" "));
        let own = [format!("{last}{first}"), format!("{first}{last}")];
        if !first.is_empty() && own.iter().any(|own| fold::letters(own) == head) { rest } else { line }
    }
}
