//! Gives each column at most one field, and each field that stands alone at most one column, best fit first.

use super::{
    evidence::Evidence,
    field::Field,
    wording::{CERTAIN, FAINT, Share, Wording},
};
use crate::Overrides;

/// A header that says what it holds whatever its cells look like.
const CLEAR: f32 = 8.5;

/// Columns on their way to be recognised.
pub struct Assignment<'a> {
    pub wordings: &'a [Wording],
    pub evidence: &'a [Evidence],
    /// The field of each column and how sure it is, from 0 to 1.
    pub taken: Vec<Option<(Field, f32)>>,
    /// Columns that the caller said to leave alone.
    closed: Vec<bool>,
}

impl<'a> Assignment<'a> {
    /// Starts with what the caller told.
    pub fn new(wordings: &'a [Wording], evidence: &'a [Evidence], overrides: &Overrides) -> Self {
        let taken =
            (0..wordings.len()).map(|at| overrides.get(&at).copied().flatten().map(|field| (field, 1.0))).collect();
        let closed = (0..wordings.len()).map(|at| overrides.contains_key(&at)).collect();
        Self { wordings, evidence, taken, closed }
    }

    /// Whether nothing was decided about a column yet.
    pub fn is_open(&self, column: usize) -> bool {
        self.taken[column].is_none() && !self.closed[column]
    }

    /// Whether the header of a column leaves some doubt, and nobody told what it holds.
    pub fn doubts(&self, column: usize) -> bool {
        !self.closed[column] && self.wordings[column].best() < CLEAR
    }

    /// Whether nobody told what a column holds.
    pub fn may_change(&self, column: usize) -> bool {
        !self.closed[column]
    }

    /// Whether some column holds a field.
    pub fn has(&self, field: Field) -> bool {
        self.taken.iter().any(|taken| taken.is_some_and(|(other, _)| other == field))
    }

    /// Gives a column a field.
    pub fn give(&mut self, column: usize, field: Field, confidence: f32) {
        self.taken[column] = Some((field, confidence.clamp(0.0, 1.0)));
    }

    /// Believes headers as far as their cells allow. Columns about somebody else come in only if they are all there is.
    pub fn by_header(&mut self) {
        self.pass(false);
        if !self.has(Field::LastName) && !self.has(Field::FullName) && !self.has(Field::FirstName) {
            self.pass(true);
        }
        self.name_of_birth();
        self.one_name();
    }

    fn pass(&mut self, somebody_else: bool) {
        let mut claims: Vec<(f32, usize, Field)> = Vec::new();
        for (column, (wording, evidence)) in self.wordings.iter().zip(self.evidence).enumerate() {
            if wording.is_of_somebody_else() && !somebody_else {
                continue;
            }
            // A header that is clear about one thing says hardly anything else: `sexe_adh` is no short `adhésion`.
            let least = if wording.best() >= CLEAR { wording.best() * 0.5 } else { 0.0 };
            let said = wording.scores.iter().filter(|(_, score)| *score >= least);
            let fits = said.map(|(field, score)| (score * evidence.suits(*field), column, *field));
            claims.extend(fits.filter(|(score, ..)| *score >= FAINT * 0.6));
        }
        // Equal claims go to the column that stands first.
        claims.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        for (score, column, field) in claims {
            if self.is_open(column) && self.has_room(field, column) && self.makes_sense(field, column, score) {
                self.give(column, field, score / CERTAIN);
            }
        }
    }

    /// Believes a header that leaves no doubt against cells of which none can be read: what they hold is to be reported, not
    /// passed over. Cells that are clearly something else still win.
    pub fn by_header_alone(&mut self) {
        for column in 0..self.wordings.len() {
            let (wording, evidence) = (&self.wordings[column], &self.evidence[column]);
            // Years under `Adhésion` are told to be no days.
            let years = |field| field == Field::JoinedOn && evidence.year_of_life >= 0.8;
            let clear = |field, score| score >= CLEAR || (years(field) && score >= FAINT);
            let Some((field, score)) = wording.scores.first().copied().filter(|(field, score)| clear(*field, *score))
            else {
                continue;
            };
            let known = !wording.alien && !wording.is_of_somebody_else() && evidence.cells > 0;
            let other = match field {
                Field::BirthDate | Field::JoinedOn => evidence.email.max(evidence.phone),
                Field::LastName | Field::FirstName => {
                    evidence.plain_date.max(evidence.email).max(evidence.phone).max(evidence.civility)
                }
                // `Mail : oui` says whether somebody has one.
                Field::Emails => evidence.plain_date.max(evidence.phone).max(evidence.flag),
                Field::Phones => evidence.plain_date.max(evidence.email).max(evidence.flag),
                Field::Postcode | Field::Dues => evidence.plain_date.max(evidence.email).max(evidence.phone),
                _ => 1.0,
            };
            let dated = field != Field::Dues || wording.year.is_some();
            if known && dated && other < 0.5 && self.is_open(column) && self.has_room(field, column) {
                self.give(column, field, 0.5 * score / CERTAIN);
            }
        }
    }

    /// Dues stand once per year, unless headers say that they are several payments of it, or the sum of such; what repeats is free;
    /// all else stands once.
    pub fn has_room(&self, field: Field, column: usize) -> bool {
        let own = &self.wordings[column];
        let beside = |other: &Wording| match (own.share, other.share) {
            (Share::OfSeveral, Share::OfSeveral) => own.year.is_some(),
            (Share::Sum, Share::OfSeveral) | (Share::OfSeveral, Share::Sum) => true,
            _ => false,
        };
        match field {
            Field::Dues => self
                .columns_of(Field::Dues)
                .map(|other| &self.wordings[other])
                .all(|other| other.year != own.year || beside(other)),
            field => field.repeats() || !self.has(field),
        }
    }

    /// Keeps faint claims from taking a column whose field needs company.
    fn makes_sense(&self, field: Field, column: usize, score: f32) -> bool {
        match field {
            Field::FullName => score > FAINT * 0.9,
            // `N°` over 1, 2, 3… is a count of the rows.
            Field::Number => {
                let bare = self.wordings[column].best() < CLEAR;
                !bare || !(self.evidence[column].counts_rows || self.is_list_of_orders())
            }
            Field::StreetExtra if self.wordings[column].at_work => {
                self.columns_of(Field::Street).all(|street| self.wordings[street].at_work)
            }
            Field::Dues => !self.is_sum_of_years(column),
            Field::DuesYear => !self.columns_of(Field::Dues).any(|column| self.wordings[column].year.is_some()),
            _ => true,
        }
    }

    /// Whether the headers say who pays: a bare number is then that of the order.
    fn is_list_of_orders(&self) -> bool {
        let pays = |whose: &String| ["payeur", "payer", "acheteur"].contains(&whose.as_str());
        self.wordings.iter().any(|wording| wording.whose.as_ref().is_some_and(pays))
    }

    /// Whether a column says in no year what the dues of all years add up to.
    fn is_sum_of_years(&self, column: usize) -> bool {
        let of_year =
            |wording: &Wording| wording.year.is_some() && wording.scores.iter().any(|(field, _)| *field == Field::Dues);
        let own = &self.wordings[column];
        own.share == Share::Sum && own.year.is_none() && self.wordings.iter().any(of_year)
    }

    fn columns_of(&self, field: Field) -> impl Iterator<Item = usize> {
        self.taken
            .iter()
            .enumerate()
            .filter(move |(_, taken)| taken.is_some_and(|(other, _)| other == field))
            .map(|(at, _)| at)
    }

    /// Whether a column that nothing was decided about has first names: surnames may well be of two words.
    fn first_names_elsewhere(&self) -> bool {
        (0..self.evidence.len()).any(|column| self.is_open(column) && self.evidence[column].given_name > 0.5)
    }

    /// `Nom` beside `Nom marital` is that of birth, which stands where no other does.
    fn name_of_birth(&mut self) {
        let says = |column: &usize| {
            let first = self.wordings[*column].scores.first();
            first.is_some_and(|(field, score)| *field == Field::LastName && *score >= CLEAR)
        };
        let free = |column: &usize| self.is_open(*column) && !self.wordings[*column].is_of_somebody_else();
        let words = |column: &usize| self.evidence[*column].words >= 0.5;
        let found = (0..self.wordings.len()).find(|column| free(column) && says(column) && words(column));
        if let Some(column) = found.filter(|_| self.has(Field::LastName) && !self.has(Field::BirthName)) {
            self.give(column, Field::BirthName, 0.7);
        }
    }

    /// Two columns for a name make a third with both needless; a lone column `Nom` whose cells hold two words holds both.
    fn one_name(&mut self) {
        let last = self.columns_of(Field::LastName).next();
        // A column of first names that nobody filled says that they stand elsewhere.
        let first = self.columns_of(Field::FirstName).find(|first| self.evidence[*first].cells > 0);
        let full = self.columns_of(Field::FullName).next();
        match (last, first, full) {
            (Some(_), Some(_), Some(full)) if !self.closed[full] => {
                self.taken[full] = None;
                self.closed[full] = true;
            }
            (Some(last), None, None)
                if !self.closed[last] && self.evidence[last].several_words >= 0.6 && !self.first_names_elsewhere() =>
            {
                self.give(last, Field::FullName, 0.7);
            }
            (Some(last), None, Some(full)) if !self.closed[last] && self.evidence[full].several_words >= 0.6 => {
                self.taken[last] = None;
            }
            _ => {}
        }
    }
}
