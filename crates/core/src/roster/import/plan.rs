//! What a file would do, row by row. Nothing is written.

use std::collections::{BTreeMap, HashMap};

use coopol_domain::id::SubjectId;
use coopol_domain::journal::Compartment;
use coopol_import::{Person as Row, Problem, Roster};
use serde::Serialize;

use super::diff::{Change, Diff};
use super::known::{Known, Person};
use crate::device::{Failure, Session};
use crate::text::folded_name;

/// What a file would do.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Plan {
    /// People who aren't known.
    pub created: Vec<Fresh>,
    /// People who are, with something new.
    pub updated: Vec<Update>,
    /// People who are, with nothing new.
    pub unchanged: usize,
    /// Rows that somebody has to decide on; left out until then.
    pub duplicates: Vec<Duplicate>,
    /// Payments to record, or to propose to the treasurer.
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
    /// What would change; empty when it is only dues.
    pub fields: Vec<Change>,
    #[serde(skip)]
    pub(super) diff: Diff,
    #[serde(skip)]
    pub(super) dues: Vec<(i64, i64)>,
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
    let known = Known::load(&mut reader, stream.as_bytes()).await?;
    drop(reader);
    let mut plan = Plan { problems: file.problems.clone(), ..Plan::default() };
    let mut seen = HashMap::new();
    for row in &file.people {
        if let Some(why) = earlier(row, &mut seen) {
            plan.duplicates.push(Duplicate { row: row.row, name: name(row), candidate: None, why });
            continue;
        }
        plan.place(row, known.resembling(row), choices.get(&row.row).copied(), &known);
    }
    Ok(plan)
}

/// Whether an earlier row of the file is surely the same person: the same number, or everything the same.
fn earlier(row: &Row, seen: &mut HashMap<String, u32>) -> Option<Why> {
    let mark = row.number.clone().unwrap_or_else(|| {
        let contacts = [row.emails.as_slice(), &row.phones].concat().join(" ");
        let born = row.birth_date.map(|day| day.to_string()).unwrap_or_default();
        format!("{}\n{contacts}\n{born}", folded(row))
    });
    seen.insert(mark, row.row).map(|_| Why::EarlierRow)
}

/// Whom a row is about.
enum Resemblance {
    Nobody,
    Surely(SubjectId),
    Perhaps(SubjectId, Why),
}

impl Known {
    fn resembling(&self, row: &Row) -> Resemblance {
        if let Some(person) = row.number.as_ref().and_then(|number| self.by_number.get(number)) {
            return Resemblance::Surely(*person);
        }
        let named = folded(row);
        let mut perhaps = Resemblance::Nobody;
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
            let born = person.birth_date.as_ref().zip(row.birth_date).map(|(known, told)| *known == told.to_string());
            if contradicts(person, row) {
                continue;
            }
            if born == Some(true) || Diff::of(person, row).is_empty() {
                return Resemblance::Surely(*who);
            }
            perhaps = Resemblance::Perhaps(*who, Why::CloseName);
        }
        perhaps
    }
}

/// Whether number or birth date say that these are two people.
fn contradicts(person: &Person, row: &Row) -> bool {
    let number = person.number.as_ref().zip(row.number.as_ref()).is_some_and(|(known, told)| known != told);
    let born = person.birth_date.as_ref().zip(row.birth_date).is_some_and(|(known, told)| *known != told.to_string());
    number || born
}

impl Plan {
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
        let new = |dues: &&coopol_import::Dues| !known.dues.contains_key(&(person, i64::from(dues.year)));
        let dues: Vec<_> = row.dues.iter().filter(new).map(|dues| (i64::from(dues.year), dues.amount_cents)).collect();
        if diff.is_empty() && dues.is_empty() {
            self.unchanged += 1;
            return;
        }
        self.dues += dues.len();
        self.updated.push(Update { row: row.row, person, name: name(row), fields: diff.shown.clone(), diff, dues });
    }
}

fn folded(row: &Row) -> String {
    folded_name(row.last_name.as_deref(), row.first_name.as_deref())
}

fn name(row: &Row) -> String {
    let names: Vec<&str> = [&row.first_name, &row.last_name].into_iter().filter_map(Option::as_deref).collect();
    names.join(" ")
}
