//! Columns whose header says nothing, or that have none, told by their cells alone.

use super::{
    assign::Assignment,
    evidence::Evidence,
    field::Field,
    wording::{FAINT, Wording},
};
use crate::{cell::email, fold, table::Row};

/// Completes an assignment. Names come last: any words may be names, so they are what is left.
pub fn complete(assignment: &mut Assignment<'_>, people: &[Row]) {
    all_in_one(assignment);
    for column in 0..assignment.evidence.len() {
        if let Some(field) = unmistakable(assignment, column).filter(|field| field.repeats() || !assignment.has(*field))
        {
            assignment.give(column, field, 0.6);
        }
    }
    dues(assignment);
    days(assignment);
    first_name(assignment);
    city(assignment);
    names(assignment, people);
    street_number(assignment);
}

/// A list of one column has each name with what else is known of that person: a header may call it by either.
fn all_in_one(assignment: &mut Assignment<'_>) {
    let is_list =
        |evidence: &Evidence| evidence.named_contact >= 0.3 || (evidence.full_name >= 0.5 && evidence.cells >= 3);
    for column in 0..assignment.evidence.len() {
        // A word for people over what can only be names leaves no doubt.
        let sure = is_list(&assignment.evidence[column])
            && assignment.taken[column].is_some_and(|(field, sure)| field == Field::FullName && sure < 0.6);
        if sure {
            assignment.give(column, Field::FullName, 0.6);
        }
    }
    if [Field::LastName, Field::BirthName, Field::FirstName, Field::FullName]
        .into_iter()
        .any(|field| assignment.has(field))
    {
        return;
    }
    let holds_contacts = |assignment: &Assignment<'_>, column: usize| {
        let contacts = |(field, _)| matches!(field, Field::Emails | Field::Phones);
        is_free(assignment, column) || assignment.may_change(column) && assignment.taken[column].is_some_and(contacts)
    };
    let column = (0..assignment.evidence.len())
        .find(|column| holds_contacts(assignment, *column) && assignment.evidence[*column].named_contact >= 0.3);
    if let Some(column) = column {
        assignment.give(column, Field::FullName, 0.6);
    }
}

/// Numbers of houses in a column of their own, whose header only says "number": the street beside them has none.
fn street_number(assignment: &mut Assignment<'_>) {
    for column in 0..assignment.evidence.len() {
        let holds = |at: usize, field| {
            assignment.taken.get(at).is_some_and(|taken| taken.is_some_and(|(other, _)| other == field))
        };
        let bare_street = |at: usize| holds(at, Field::Street) && assignment.evidence[at].numbered < 0.2;
        let houses = assignment.evidence[column].house >= 0.8;
        let before = bare_street(column + 1) || holds(column + 1, Field::StreetNumber);
        let behind = column > 0 && bare_street(column - 1);
        let open = is_free(assignment, column) || (holds(column, Field::Number) && assignment.doubts(column));
        let told = (0..=column).any(|at| holds(at, Field::StreetNumber));
        if houses && (before || behind) && open && !told {
            assignment.give(column, Field::StreetNumber, 0.6);
        }
    }
}

/// Whether cells alone may speak for a column: its header says nothing, or nothing that its cells bear out.
fn is_free(assignment: &Assignment<'_>, column: usize) -> bool {
    let wording = &assignment.wordings[column];
    assignment.is_open(column)
        && !wording.alien
        && !wording.is_of_somebody_else()
        && assignment.evidence[column].cells > 0
}

/// What the cells can be and nothing else.
fn unmistakable(assignment: &Assignment<'_>, column: usize) -> Option<Field> {
    let evidence = &assignment.evidence[column];
    if !is_free(assignment, column) {
        return None;
    }
    match () {
        () if evidence.email >= 0.6 => Some(Field::Emails),
        () if evidence.phone >= 0.6 && evidence.plain_date < 0.5 => Some(Field::Phones),
        () if evidence.contact >= 0.6 && evidence.plain_date < 0.5 => Some(Field::Emails),
        () if evidence.civility >= 0.8 => Some(Field::Civility),
        () if evidence.address >= 0.6 => Some(Field::Address),
        () if evidence.postcode_city >= 0.7 && !assignment.has(Field::Postcode) => Some(Field::PostcodeCity),
        () if evidence.postcode >= 0.9
            && evidence.year_of_life < 0.5
            && (evidence.short_postcode < 1.0 || has_words_beside(assignment, column))
            && (evidence.distinct < 0.9 || evidence.cells < 20) =>
        {
            Some(Field::Postcode)
        }
        () if evidence.street >= 0.6 && goes_on(assignment, column) => Some(Field::StreetExtra),
        () if evidence.street >= 0.6 && evidence.plain_date < 0.3 => Some(Field::Street),
        () => None,
    }
}

/// Whether a column without a word above it may have the next line of the address beside it.
fn goes_on(assignment: &Assignment<'_>, column: usize) -> bool {
    let before = column.checked_sub(1).and_then(|at| assignment.taken[at]);
    let lines = |(field, _)| matches!(field, Field::Street | Field::StreetExtra);
    assignment.wordings[column].scores.is_empty() && before.is_some_and(lines)
}

/// Whether cities may stand beside a column: four figures alone are any number.
fn has_words_beside(assignment: &Assignment<'_>, column: usize) -> bool {
    let beside = [column.checked_sub(1), Some(column + 1)].into_iter().flatten();
    beside.filter_map(|at| assignment.evidence.get(at)).any(|evidence| evidence.words >= 0.85 && evidence.flag < 0.5)
}

/// Amounts under a year, or beside the name of what they were paid for.
fn dues(assignment: &mut Assignment<'_>) {
    for column in 0..assignment.evidence.len() {
        let wording = &assignment.wordings[column];
        let amounts = assignment.evidence[column].suits(Field::Dues) > 1.0;
        let says = wording.year.is_some() && wording.best() < FAINT && assignment.has_room(Field::Dues, column);
        if is_free(assignment, column) && amounts && says {
            assignment.give(column, Field::Dues, 0.4);
        }
        // A year in which nobody wrote an amount, beside others of dues or filled with `oui`: what stands there is to be told.
        let evidence = &assignment.evidence[column];
        let of_dues = wording.year.is_some() && wording.scores.first().is_some_and(|(field, _)| *field == Field::Dues);
        let other = evidence.plain_date.max(evidence.email).max(evidence.phone);
        if is_free(assignment, column)
            && of_dues
            && other < 0.5
            && assignment.has_room(Field::Dues, column)
            && (has_years(assignment) || (evidence.flag >= 0.8 && wording.best() >= FAINT))
        {
            assignment.give(column, Field::Dues, 0.3);
        }
    }
    // `Cotisation 2025` in each row beside its amount; the header over it may say anything (`Type`, `Tarif`, `Formule`).
    let named = |column: &usize| {
        let may = assignment.is_open(*column) && !assignment.wordings[*column].is_of_somebody_else();
        may && assignment.evidence[*column].named_year >= 0.8
    };
    if assignment.has(Field::Dues)
        && !has_years(assignment)
        && !assignment.has(Field::DuesYear)
        && let Some(column) = (0..assignment.evidence.len()).find(named)
    {
        assignment.give(column, Field::DuesYear, 0.4);
    }
}

/// Whether some column has the dues of a year.
fn has_years(assignment: &Assignment<'_>) -> bool {
    let of_year = |(taken, wording): (&Option<(Field, f32)>, &Wording)| {
        taken.is_some_and(|(field, _)| field == Field::Dues) && wording.year.is_some()
    };
    assignment.taken.iter().zip(assignment.wordings).any(of_year)
}

/// Of two columns of days, the older is birth. A lone one is birth when most of its days lie far back.
fn days(assignment: &mut Assignment<'_>) {
    let mut free: Vec<(i16, usize)> = (0..assignment.evidence.len())
        // `Date 2025` beside the dues of a year is the day they were paid.
        .filter(|column| is_free(assignment, *column) && assignment.wordings[*column].year.is_none())
        .filter(|column| !says_paid(&assignment.wordings[*column]))
        .filter(|column| assignment.evidence[*column].plain_date >= 0.6)
        .filter_map(|column| Some((assignment.evidence[column].median_year?, column)))
        .collect();
    free.sort_unstable();
    let (has_birth, has_joined) = (assignment.has(Field::BirthDate), assignment.has(Field::JoinedOn));
    match free.as_slice() {
        [(_, birth), .., (_, joined)] if !has_birth && !has_joined => {
            assignment.give(*birth, Field::BirthDate, 0.5);
            assignment.give(*joined, Field::JoinedOn, 0.4);
        }
        [(year, column)] if !has_birth && *year < 1985 => assignment.give(*column, Field::BirthDate, 0.4),
        [(_, column)] if pays_by_row(assignment) => assignment.give(*column, Field::PaidOn, 0.4),
        [(_, column)] if !has_joined && may_be_joining(assignment, *column) => {
            assignment.give(*column, Field::JoinedOn, 0.3);
        }
        _ => {}
    }
}

/// Whether a header says that its days are those of payments: a second `Payé le` is no day of birth or of joining.
fn says_paid(wording: &Wording) -> bool {
    wording.scores.first().is_some_and(|(field, score)| *field == Field::PaidOn && *score >= FAINT)
}

/// Whether the amounts of a list are of no year that a header says, nor of a day: a lone `Date` is that of each payment.
fn pays_by_row(assignment: &Assignment<'_>) -> bool {
    let undated = |column: &usize| {
        let dues = assignment.taken[*column].is_some_and(|(field, _)| field == Field::Dues);
        dues && assignment.wordings[*column].year.is_none()
    };
    !assignment.has(Field::PaidOn) && (0..assignment.taken.len()).any(|column| undated(&column))
}

/// People join over many years; days that lie close together under unknown words are those of a mailing or of a payment.
fn may_be_joining(assignment: &Assignment<'_>, column: usize) -> bool {
    let evidence = &assignment.evidence[column];
    let said = assignment.wordings[column].scores.iter().any(|(field, _)| *field == Field::JoinedOn);
    said || evidence.years >= 5 || evidence.cells < 5
}

/// Beside a known surname, frequent first names.
fn first_name(assignment: &mut Assignment<'_>) {
    if !assignment.has(Field::LastName) || assignment.has(Field::FirstName) {
        return;
    }
    let free: Vec<usize> = (0..assignment.evidence.len()).filter(|column| is_words(assignment, *column)).collect();
    let frequent = |column: &usize| assignment.evidence[*column].given_name > 0.3;
    if let Some(column) = best(&free, assignment, |evidence| evidence.given_name).filter(frequent) {
        assignment.give(column, Field::FirstName, 0.4);
    }
}

/// Cities stand beside postcodes.
fn city(assignment: &mut Assignment<'_>) {
    if assignment.has(Field::City) || assignment.has(Field::PostcodeCity) {
        return;
    }
    let Some(postcode) =
        assignment.taken.iter().position(|taken| taken.is_some_and(|(field, _)| field == Field::Postcode))
    else {
        return;
    };
    let beside = [Some(postcode + 1), postcode.checked_sub(1)].into_iter().flatten();
    let words = |column: &usize| *column < assignment.evidence.len() && is_words(assignment, *column);
    if let Some(column) = beside.into_iter().find(words) {
        assignment.give(column, Field::City, 0.5);
    }
}

fn is_words(assignment: &Assignment<'_>, column: usize) -> bool {
    is_free(assignment, column) && assignment.evidence[column].words >= 0.85 && assignment.evidence[column].flag < 0.5
}

fn names(assignment: &mut Assignment<'_>, people: &[Row]) {
    if assignment.has(Field::FullName) {
        return;
    }
    let (has_last, has_first) =
        (assignment.has(Field::LastName) || assignment.has(Field::BirthName), assignment.has(Field::FirstName));
    let mut free: Vec<usize> = (0..assignment.evidence.len()).filter(|column| is_words(assignment, *column)).collect();
    // What hardly varies is a category, a section, a function.
    free.retain(|column| assignment.evidence[*column].distinct > 0.3 || assignment.evidence[*column].cells < 5);
    match (has_last, has_first) {
        (true, _) => {}
        (false, true) => {
            if let Some(column) = best(&free, assignment, |evidence| 1.0 - evidence.given_name) {
                assignment.give(column, Field::LastName, 0.4);
            }
        }
        (false, false) => both(assignment, &free, people),
    }
}

fn best(free: &[usize], assignment: &Assignment<'_>, value: impl Fn(&Evidence) -> f32) -> Option<usize> {
    free.iter()
        .copied()
        .rev()
        .max_by(|a, b| value(&assignment.evidence[*a]).total_cmp(&value(&assignment.evidence[*b])))
}

/// One column with both names, or two: addresses tell which, then frequent first names, then capitals, then the French habit.
fn both(assignment: &mut Assignment<'_>, free: &[usize], people: &[Row]) {
    let full = free.iter().copied().find(|column| assignment.evidence[*column].several_words >= 0.7);
    match (free, full) {
        (_, Some(column)) => {
            // Prose split at its commas has "names" too; most names of a list have a frequent first name at one end.
            let listed = assignment.evidence[column].full_name >= 0.5 && assignment.evidence[column].cells >= 3;
            assignment.give(column, Field::FullName, if listed { 0.6 } else { 0.5 });
        }
        ([first, second, ..], None) => {
            let given = |column: usize| {
                let evidence = &assignment.evidence[column];
                evidence.given_name + in_address(assignment, people, column) - 0.5 * evidence.capitals
            };
            let (last, first) = if given(*first) > given(*second) { (*second, *first) } else { (*first, *second) };
            assignment.give(last, Field::LastName, 0.5);
            assignment.give(first, Field::FirstName, 0.5);
        }
        ([only], None) => assignment.give(*only, Field::LastName, 0.3),
        ([], None) => {}
    }
}

/// The share of addresses that begin with what stands in a column, as `first.last@` does.
fn in_address(assignment: &Assignment<'_>, people: &[Row], column: usize) -> f32 {
    let Some(emails) = assignment.taken.iter().position(|taken| taken.is_some_and(|(field, _)| field == Field::Emails))
    else {
        return 0.0;
    };
    let (mut some, mut all) = (0.0, 0.0);
    for row in people.iter().take(200) {
        let Some(address) = email::read(&row.cell(emails).shown()).and_then(|emails| emails.into_iter().next()) else {
            continue;
        };
        let name = fold::letters(&row.cell(column).shown());
        all += 1.0;
        some += f32::from(u8::from(!name.is_empty() && fold::letters(&address).starts_with(&name)));
    }
    if all > 0.0 { some / all } else { 0.0 }
}
