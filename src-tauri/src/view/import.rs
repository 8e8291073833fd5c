//! A roster file: what its columns hold, and what it would do.

use coopol_core::roster::Field;
use coopol_core::roster::import::{Choice, Plan, Why};
use coopol_import::{Code, Column, Field as Cell, Overrides, Problem};

use super::count;
use crate::contract::import::{
    Candidate, DuplicateChoice, ImportColumn, ImportDuplicate, ImportPlan, ImportTarget, PlannedField, PlannedPerson,
    PlannedUpdate, Resemblance, UnreadableCell, UnreadableReason,
};
use crate::contract::roster::PersonField;

pub fn column(column: &Column) -> ImportColumn {
    let sample = Some(column.sample.clone()).filter(|sample| !sample.is_empty());
    ImportColumn {
        header: column.header.clone(),
        samples: sample.into_iter().collect(),
        target: column.field.and_then(target),
    }
}

/// Only what the person corrected. A column whose meaning the page has no word for stays as it was recognised.
pub fn corrections(columns: &[Column], targets: &[Option<ImportTarget>]) -> Overrides {
    let corrected = columns.iter().zip(targets).filter(|(column, wanted)| column.field.and_then(target) != **wanted);
    corrected.map(|(column, wanted)| (column.index, wanted.and_then(cell))).collect()
}

/// `resembled`: whom each duplicate resembles, where it is somebody of the roster.
pub fn plan(plan: Plan, columns: &[Column], resembled: Vec<(usize, Candidate)>) -> ImportPlan {
    let duplicate = |(place, candidate): (usize, Candidate)| {
        let duplicate = &plan.duplicates[place];
        ImportDuplicate { line: duplicate.row, name: duplicate.name.clone(), candidate, why: why(duplicate.why) }
    };
    ImportPlan {
        duplicates: resembled.into_iter().map(duplicate).collect(),
        unreadable: plan.problems.iter().map(|problem| unreadable(problem, columns)).collect(),
        unchanged: count(plan.unchanged as u64),
        created: plan.created.into_iter().map(|it| PlannedPerson { line: it.row, name: it.name }).collect(),
        updated: plan.updated.into_iter().map(update).collect(),
    }
}

fn update(update: coopol_core::roster::import::Update) -> PlannedUpdate {
    let field = |change: coopol_core::roster::import::Change| {
        let field = person_field(change.field.parse().ok()?)?;
        Some(PlannedField { field, before: change.before, after: change.after })
    };
    PlannedUpdate { line: update.row, name: update.name, fields: update.fields.into_iter().filter_map(field).collect() }
}

pub const fn choice(choice: DuplicateChoice) -> Choice {
    match choice {
        DuplicateChoice::Same => Choice::Same,
        DuplicateChoice::Other => Choice::Other,
        DuplicateChoice::Skip => Choice::Skip,
    }
}

const fn why(why: Why) -> Resemblance {
    match why {
        Why::SameEmail => Resemblance::SameEmail,
        Why::SamePhone => Resemblance::SamePhone,
        Why::CloseName | Why::EarlierRow => Resemblance::CloseName,
    }
}

fn unreadable(problem: &Problem, columns: &[Column]) -> UnreadableCell {
    let header = columns.iter().find(|column| column.field == Some(problem.field)).map(|column| column.header.clone());
    UnreadableCell {
        line: problem.row,
        header: header.unwrap_or_default(),
        value: problem.value.clone(),
        reason: match problem.code {
            Code::NotAnEmail => UnreadableReason::Email,
            Code::NotAPhone => UnreadableReason::Phone,
            _ => UnreadableReason::Day,
        },
    }
}

/// The page's word for what a column holds, where it has one.
fn target(cell: Cell) -> Option<ImportTarget> {
    Some(match cell {
        Cell::FirstName => ImportTarget::GivenName,
        Cell::LastName | Cell::BirthName => ImportTarget::FamilyName,
        Cell::FullName => ImportTarget::FullName,
        Cell::BirthDate => ImportTarget::BornOn,
        Cell::Emails => ImportTarget::Email,
        Cell::Phones => ImportTarget::Mobile,
        Cell::Street | Cell::Address => ImportTarget::Address,
        Cell::Postcode => ImportTarget::Postcode,
        Cell::City | Cell::PostcodeCity => ImportTarget::Commune,
        Cell::Number => ImportTarget::Number,
        Cell::JoinedOn => ImportTarget::Since,
        Cell::Notes => ImportTarget::Note,
        _ => return None,
    })
}

const fn cell(target: ImportTarget) -> Option<Cell> {
    Some(match target {
        ImportTarget::GivenName => Cell::FirstName,
        ImportTarget::FamilyName => Cell::LastName,
        ImportTarget::FullName => Cell::FullName,
        ImportTarget::BornOn => Cell::BirthDate,
        ImportTarget::Email => Cell::Emails,
        ImportTarget::Mobile | ImportTarget::Landline => Cell::Phones,
        ImportTarget::Address => Cell::Address,
        ImportTarget::Postcode => Cell::Postcode,
        ImportTarget::Commune => Cell::City,
        ImportTarget::Number => Cell::Number,
        ImportTarget::Since => Cell::JoinedOn,
        ImportTarget::Note => Cell::Notes,
        // Everybody in a file of members is one; no column says otherwise.
        ImportTarget::Category => return None,
    })
}

const fn person_field(field: Field) -> Option<PersonField> {
    Some(match field {
        Field::GivenName => PersonField::GivenName,
        Field::FamilyName => PersonField::FamilyName,
        Field::BornOn => PersonField::BornOn,
        Field::Email => PersonField::Email,
        Field::Mobile => PersonField::Mobile,
        Field::Landline => PersonField::Landline,
        Field::Address => PersonField::Address,
        Field::Category => PersonField::Category,
        Field::Note => PersonField::Note,
        Field::Civility | Field::Number | Field::Since | Field::Until | Field::Origin => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn recognised(index: usize, field: Option<Cell>) -> Column {
        Column { index, header: String::new(), field, year: None, confidence: 1.0, sample: String::new() }
    }

    #[test]
    fn what_wasnt_corrected_stays_as_it_was_recognised() {
        let columns =
            [recognised(0, Some(Cell::LastName)), recognised(1, Some(Cell::Dues)), recognised(2, Some(Cell::Phones))];
        let shown: Vec<_> = columns.iter().map(|it| column(it).target).collect();
        assert_eq!(shown, [Some(ImportTarget::FamilyName), None, Some(ImportTarget::Mobile)]);
        assert_eq!(corrections(&columns, &shown), Overrides::new());
    }

    #[test]
    fn a_correction_is_believed() {
        let columns = [recognised(0, Some(Cell::LastName)), recognised(1, None), recognised(2, Some(Cell::Notes))];
        let wanted = [Some(ImportTarget::FullName), Some(ImportTarget::Email), None];
        let expected = [(0, Some(Cell::FullName)), (1, Some(Cell::Emails)), (2, None)];
        assert_eq!(corrections(&columns, &wanted), Overrides::from(expected));
    }
}
