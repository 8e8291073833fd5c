//! What a file would do, row by row. Nothing is written.

use std::collections::{BTreeMap, HashSet};

use coopol_domain::id::{StreamId, SubjectId};
use coopol_domain::journal::Compartment;
use coopol_import::{Code, Field as Column, Person as Row, Problem, Roster};
use serde::Serialize;

use super::diff::{Change, Diff};
use super::dues::{self, Payment};
use super::known::{Known, Person, number_key};
use super::within;
use crate::device::{Failure, Session};
use crate::text::{fold, folded_name};

/// What a file would do.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Plan {
    /// With which roster the file was compared.
    #[serde(skip)]
    pub(super) roster: Option<StreamId>,
    /// People who aren't known.
    pub created: Vec<Fresh>,
    /// People who are, with something new.
    pub updated: Vec<Update>,
    /// People who are, with nothing new.
    pub unchanged: usize,
    /// Rows that somebody has to decide on; left out until then.
    pub duplicates: Vec<Duplicate>,
    /// Payments to record or to correct, or to propose to the treasurer.
    pub dues: usize,
    /// Cells that couldn't be read.
    pub problems: Vec<Problem>,
}

/// Somebody new.
#[derive(Debug, Clone, Serialize)]
pub struct Fresh {
    /// Row of the file.
    pub row: u32,
    /// How they are called.
    pub name: String,
    #[serde(skip)]
    pub(super) person: Row,
}

/// Somebody known, with something new.
#[derive(Debug, Clone, Serialize)]
pub struct Update {
    /// Row of the file.
    pub row: u32,
    /// Who.
    pub person: SubjectId,
    /// How they are called.
    pub name: String,
    /// What would change; a new payment isn't told here, a corrected amount is.
    pub fields: Vec<Change>,
    #[serde(skip)]
    pub(super) diff: Diff,
    #[serde(skip)]
    pub(super) dues: Vec<Payment>,
}

/// A row that resembles somebody.
#[derive(Debug, Clone, Serialize)]
pub struct Duplicate {
    /// Row of the file.
    pub row: u32,
    /// How the row is called.
    pub name: String,
    /// Whom it resembles; nothing when that is an earlier row of the file.
    pub candidate: Option<SubjectId>,
    /// How.
    pub why: Why,
}

/// In what a row resembles somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// Another name under the same e-mail.
    SameEmail,
    /// Another name under the same phone.
    SamePhone,
    /// The same name, and nothing that tells.
    CloseName,
    /// The same as an earlier row of the file.
    EarlierRow,
}

/// What somebody decided on a row that resembles another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Choice {
    /// It is that person: complete them.
    Same,
    /// It is somebody else.
    Other,
    /// Leave it out.
    Skip,
}

/// Decisions, by row.
pub type Choices = BTreeMap<u32, Choice>;

/// Compares a file with the roster.
pub async fn plan(session: &Session, file: &Roster, choices: &Choices) -> Result<Plan, Failure> {
    let stream = session.stream(Compartment::Roster).await?;
    let mut reader = session.reader().await?;
    let mut known = Known::load(&mut reader, stream.as_bytes()).await?;
    drop(reader);
    known.dues = dues::Known::load(session).await?;
    let mut plan = Plan { roster: Some(stream), problems: file.problems.clone(), ..Plan::default() };
    let apart = |row: &Row| choices.get(&row.row) == Some(&Choice::Other);
    let joined = within::join(&file.people, apart);
    for (row, name) in joined.left_out {
        plan.duplicates.push(Duplicate { row, name, candidate: None, why: Why::EarlierRow });
    }
    let (mut numbers, mut found) = (Numbers::default(), HashSet::new());
    for mut row in joined.people {
        let choice = choices.get(&row.row).copied();
        if known.is_strangers_number(&row) {
            plan.without_number(&mut row);
        }
        let resemblance = known.resembling(&row);
        if numbers.are_taken(&row, &resemblance, choice, &known) {
            plan.without_number(&mut row);
        }
        // What two rows say of one person can't both be written: the second was compared with what the first changes.
        if resemblance.person(choice).is_some_and(|who| !found.insert(who)) {
            plan.duplicates.push(Duplicate { row: row.row, name: name(&row), candidate: None, why: Why::EarlierRow });
            continue;
        }
        plan.place(&row, resemblance, choice, &known);
    }
    Ok(plan)
}

/// Who has which membership number once the file is in: two people can't have one, so the second goes without.
#[derive(Default)]
struct Numbers(HashSet<String>);

impl Numbers {
    /// Whether the number of a row is that of somebody else. The row takes it otherwise.
    fn are_taken(&mut self, row: &Row, resemblance: &Resemblance, choice: Option<Choice>, known: &Known) -> bool {
        let undecided = choice.is_none() && matches!(resemblance, Resemblance::Perhaps(..));
        let key = row.number.as_deref().map(number_key).filter(|key| !key.is_empty());
        let Some(key) = key.filter(|_| !undecided && choice != Some(Choice::Skip)) else { return false };
        let elsewhere = known.by_number.get(&key).is_some_and(|holder| Some(*holder) != resemblance.person(choice));
        elsewhere || !self.0.insert(key)
    }
}

/// Whom a row is about.
enum Resemblance {
    Nobody,
    Surely(SubjectId),
    Perhaps(SubjectId, Why),
}

impl Resemblance {
    /// Who is completed by the row.
    fn person(&self, choice: Option<Choice>) -> Option<SubjectId> {
        match (self, choice) {
            (_, Some(Choice::Skip)) => None,
            (Self::Surely(who), _) | (Self::Perhaps(who, _), Some(Choice::Same)) => Some(*who),
            _ => None,
        }
    }
}

impl Known {
    /// Whether a number stands for somebody with whom the row has nothing in common.
    fn is_strangers_number(&self, row: &Row) -> bool {
        let key = row.number.as_deref().map(number_key);
        key.is_some_and(|key| self.by_number.contains_key(&key)) && matches!(self.numbered(row), Resemblance::Nobody)
    }

    fn numbered(&self, row: &Row) -> Resemblance {
        let who = row.number.as_ref().and_then(|number| self.by_number.get(&number_key(number)));
        who.map_or(Resemblance::Nobody, |who| alike(*who, &self.people[who], row))
    }

    fn resembling(&self, row: &Row) -> Resemblance {
        let by_number = self.numbered(row);
        if matches!(by_number, Resemblance::Surely(_)) {
            return by_number;
        }
        let named = folded(row);
        let mut perhaps = by_number;
        let of = |values: &[String], why| -> Vec<(SubjectId, Why)> {
            values.iter().filter_map(|value| self.by_contact.get(value)).flatten().map(|who| (*who, why)).collect()
        };
        for (who, why) in [of(&row.emails, Why::SameEmail), of(&row.phones, Why::SamePhone)].concat() {
            let person = &self.people[&who];
            match (person.folded_name == named, contradicts(person, row)) {
                (true, false) => return Resemblance::Surely(who),
                (_, true) => {}
                (false, false) => perhaps = Resemblance::Perhaps(who, why),
            }
        }
        for who in self.by_name.get(&named).into_iter().flatten() {
            let person = &self.people[who];
            let born = same_birth(person, row);
            if born == Some(false) || (born.is_none() && contradicts(person, row)) {
                continue;
            }
            if !contradicts(person, row) && (born == Some(true) || Diff::of(person, row).is_empty()) {
                return Resemblance::Surely(*who);
            }
            // Somebody may have been given another number.
            perhaps = Resemblance::Perhaps(*who, Why::CloseName);
        }
        perhaps
    }
}

/// Whom somebody of the same number is: numbers are mistyped, and those of some lists only count their rows, so the first
/// name or the birth date has to agree. Surnames change by marriage.
fn alike(who: SubjectId, person: &Person, row: &Row) -> Resemblance {
    let same = |known: &Option<String>, told: &Option<String>| {
        known.as_ref().zip(told.as_ref()).map(|(known, told)| fold(known) == fold(told))
    };
    let born = same_birth(person, row);
    let (first, last) = (same(&person.first_name, &row.first_name), same(&person.last_name, &row.last_name));
    match (born, first, last) {
        (_, None | Some(true), None | Some(true)) | (Some(true), ..) | (None, Some(true), _) => {
            Resemblance::Surely(who)
        }
        (_, Some(false), Some(true)) | (_, None | Some(true), _) => Resemblance::Perhaps(who, Why::CloseName),
        (_, Some(false), _) => Resemblance::Nobody,
    }
}

fn same_birth(person: &Person, row: &Row) -> Option<bool> {
    person.birth_date.as_ref().zip(row.birth_date).map(|(known, told)| *known == told.to_string())
}

/// Whether number or birth date say that these are two people.
fn contradicts(person: &Person, row: &Row) -> bool {
    let number = person.number.as_ref().zip(row.number.as_ref());
    number.is_some_and(|(known, told)| number_key(known) != number_key(told)) || same_birth(person, row) == Some(false)
}

impl Plan {
    /// Reads a row without its number, and says so.
    fn without_number(&mut self, row: &mut Row) {
        let value = row.number.take().unwrap_or_default();
        self.problems.push(Problem { row: row.row, column: None, field: Column::Number, code: Code::NotUnique, value });
    }

    fn place(&mut self, row: &Row, resemblance: Resemblance, choice: Option<Choice>, known: &Known) {
        match (resemblance, choice) {
            (_, Some(Choice::Skip)) => {}
            (Resemblance::Surely(person), _) | (Resemblance::Perhaps(person, _), Some(Choice::Same)) => {
                self.complete(row, person, known);
            }
            (Resemblance::Perhaps(person, why), None) => {
                self.duplicates.push(Duplicate { row: row.row, name: name(row), candidate: Some(person), why });
            }
            (Resemblance::Nobody, _) | (Resemblance::Perhaps(..), Some(Choice::Other)) => {
                self.dues += row.dues.len();
                self.created.push(Fresh { row: row.row, name: name(row), person: row.clone() });
            }
        }
    }

    fn complete(&mut self, row: &Row, person: SubjectId, known: &Known) {
        let diff = Diff::of(&known.people[&person], row);
        let news = |dues: &coopol_import::Dues| known.dues.news(person, i64::from(dues.year), dues.amount_cents);
        let dues: Vec<Payment> = row.dues.iter().filter_map(news).collect();
        if diff.is_empty() && dues.is_empty() {
            self.unchanged += 1;
            return;
        }
        self.dues += dues.len();
        let corrected = dues.iter().filter_map(correction);
        let fields = diff.shown.iter().cloned().chain(corrected).collect();
        self.updated.push(Update { row: row.row, person, name: name(row), fields, diff, dues });
    }
}

/// An amount that differs from what was known, with its year.
fn correction(payment: &Payment) -> Option<Change> {
    let shown = |cents: i64| format!("{} : {},{:02} €", payment.year, cents / 100, cents % 100);
    let (_, before) = payment.corrects?;
    Some(Change { field: "dues", before: shown(before), after: shown(payment.cents) })
}

pub(super) fn folded(row: &Row) -> String {
    folded_name(row.last_name.as_deref(), row.first_name.as_deref())
}

pub(super) fn name(row: &Row) -> String {
    let names: Vec<&str> = [&row.first_name, &row.last_name].into_iter().filter_map(Option::as_deref).collect();
    names.join(" ")
}
