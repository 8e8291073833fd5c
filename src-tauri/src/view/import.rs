//! A roster file: what its columns hold, and what it would do.

use coopol_core::roster::Field;
use coopol_core::roster::import::{Choice, Plan, Why};
use coopol_import::{Code, Column, Field as Cell, Overrides, Problem, Reason, Roster, Skipped};

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

/// Characters of an unreadable cell that are shown.
const SHOWN: usize = 60;

/// `resembled`: whom each duplicate resembles, where it is somebody of the roster.
pub fn plan(plan: Plan, read: &Roster, resembled: Vec<(usize, Candidate)>) -> ImportPlan {
    let duplicate = |(place, candidate): (usize, Candidate)| {
        let duplicate = &plan.duplicates[place];
        ImportDuplicate { line: duplicate.row, name: duplicate.name.clone(), candidate, why: why(duplicate.why) }
    };
    ImportPlan {
        duplicates: resembled.into_iter().map(duplicate).collect(),
        unreadable: unreadable(&plan.problems, read),
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

/// Cells and nameless lines, from the top of the file to its end.
fn unreadable(problems: &[Problem], read: &Roster) -> Vec<UnreadableCell> {
    let nameless = |skipped: &&Skipped| skipped.reason == Reason::Nobody;
    let nobody = |skipped: &Skipped| UnreadableCell {
        line: skipped.row,
        header: String::new(),
        value: String::new(),
        reason: UnreadableReason::NoName,
    };
    let mut all: Vec<_> = problems.iter().map(|problem| cell_at_fault(problem, &read.columns)).collect();
    all.extend(read.skipped.iter().filter(nameless).map(nobody));
    all.sort_by_key(|one| one.line);
    all
}

fn cell_at_fault(problem: &Problem, columns: &[Column]) -> UnreadableCell {
    let at_fault = |column: &&Column| match problem.column {
        Some(index) => column.index == index,
        None => column.field == Some(problem.field),
    };
    UnreadableCell {
        line: problem.row,
        header: columns.iter().find(at_fault).map(|column| column.header.clone()).unwrap_or_default(),
        value: shortened(&problem.value),
        reason: reason(problem.code),
    }
}

fn shortened(value: &str) -> String {
    let mut shown: String = value.chars().take(SHOWN).collect();
    if shown.len() < value.len() {
        shown.push('…');
    }
    shown
}

const fn reason(code: Code) -> UnreadableReason {
    match code {
        Code::NotADate => UnreadableReason::Day,
        Code::ImpossibleDate => UnreadableReason::ImpossibleDay,
        Code::PartialDate => UnreadableReason::PartialDay,
        Code::NotAnEmail => UnreadableReason::Email,
        Code::NotAPhone => UnreadableReason::Phone,
        Code::NotAPostcode => UnreadableReason::Postcode,
        Code::NotAnAmount => UnreadableReason::Amount,
        Code::NoYear => UnreadableReason::NoYear,
        Code::OtherAmount => UnreadableReason::OtherAmount,
        Code::TooLong => UnreadableReason::TooLong,
        Code::NotUnique => UnreadableReason::NotUnique,
        _ => UnreadableReason::Other,
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
    use coopol_import::Options;

    use super::*;

    fn recognised(index: usize, field: Option<Cell>) -> Column {
        Column { index, header: String::new(), field, year: None, confidence: 1.0, sample: String::new() }
    }

    #[test]
    fn each_unreadable_cell_is_named_as_what_it_is() {
        let told = "Nom;Code postal;Téléphone 1;Téléphone 2;Cotisation 2026;Né le\n\
                    Martin;soixante-dix;0612345678;06 12;beaucoup;31/02/1950\n\
                    Côté;75011;0612345679;0139123456;15;1950\n\
                    ;75012;;;;02/03/1961\n";
        let read =
            coopol_import::read(told.as_bytes(), "liste.csv", &Options::new(jiff::civil::date(2026, 11, 27))).unwrap();
        let shown: Vec<_> =
            unreadable(&read.problems, &read).into_iter().map(|it| (it.line, it.header, it.value, it.reason)).collect();
        let cell = |line, header: &str, value: &str, reason| (line, header.to_owned(), value.to_owned(), reason);
        let expected = [
            cell(2, "Téléphone 2", "06 12", UnreadableReason::Phone),
            cell(2, "Né le", "31/02/1950", UnreadableReason::Day),
            cell(2, "Code postal", "soixante-dix", UnreadableReason::Postcode),
            cell(2, "Cotisation 2026", "beaucoup", UnreadableReason::Amount),
            cell(3, "Né le", "1950", UnreadableReason::PartialDay),
            cell(4, "", "", UnreadableReason::NoName),
        ];
        assert_eq!(shown, expected);
    }

    /// The amount can be read: what is wrong with it is that the file has another.
    #[test]
    fn an_amount_that_the_file_has_otherwise_is_told_as_such() {
        let told = "Nom;Prénom;Mail;Cotis 2025 (1er versement);Cotis 2025 (2e versement);Total 2025\n\
                    Martin;Jeanne;jeanne@example.org;20;16;36\nCôté;André;andre@example.org;20;16;40\n";
        let read =
            coopol_import::read(told.as_bytes(), "liste.csv", &Options::new(jiff::civil::date(2026, 11, 27))).unwrap();
        let shown: Vec<_> =
            unreadable(&read.problems, &read).into_iter().map(|it| (it.line, it.header, it.value, it.reason)).collect();
        assert_eq!(shown, [(3, "Total 2025".to_owned(), "40".to_owned(), UnreadableReason::OtherAmount)]);
    }

    #[test]
    fn a_cell_without_end_is_shown_by_its_beginning() {
        assert_eq!(shortened(&"é".repeat(60)), "é".repeat(60));
        assert_eq!(shortened(&"é".repeat(61)), format!("{}…", "é".repeat(60)));
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
