//! What a reading gives: people, what could not be read, and what each column was taken for.

use jiff::civil::Date;
use serde::{Serialize, Serializer};

use crate::Field;

/// Everything read from a file.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Roster {
    /// The people, in the order of the file.
    pub people: Vec<Person>,
    /// Cells that hold something which could not be read. The JSON doesn't tell their columns, and each of them once.
    #[serde(serialize_with = "once")]
    pub problems: Vec<Problem>,
    /// What each column was taken for; empty for vCards.
    pub columns: Vec<Column>,
    /// Rows that hold something and were not taken for a person.
    #[serde(skip)]
    pub skipped: Vec<Skipped>,
    /// The sheets of a spreadsheet and whether their people were taken.
    #[serde(skip)]
    pub sheets: Vec<Sheet>,
}

/// One person as the file tells.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Person {
    /// 1-based row (for vCards the line of `BEGIN:VCARD`).
    #[serde(skip)]
    pub row: u32,
    /// `Mme` or `M.`
    #[serde(skip)]
    pub civility: Option<&'static str>,
    /// Surname in use, with capitals as people write them.
    pub last_name: Option<String>,
    /// First name.
    pub first_name: Option<String>,
    /// Day of birth.
    #[serde(serialize_with = "iso")]
    pub birth_date: Option<Date>,
    /// Day of joining.
    #[serde(serialize_with = "iso")]
    pub joined_on: Option<Date>,
    /// Lower case, in the order of the file, each once.
    pub emails: Vec<String>,
    /// E.164, in the order of the file, each once.
    pub phones: Vec<String>,
    /// Number and street; further address lines follow after a comma.
    pub street: Option<String>,
    /// Five digits in France.
    pub postcode: Option<String>,
    /// City, with capitals as people write them.
    pub city: Option<String>,
    /// Country as written.
    #[serde(skip)]
    pub country: Option<String>,
    /// Membership number, with the zeros a spreadsheet took away.
    pub number: Option<String>,
    /// What was paid, by year.
    pub dues: Vec<Dues>,
    /// Remarks.
    #[serde(skip)]
    pub notes: Option<String>,
}

/// What a member paid for a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Dues {
    /// Year the payment is for.
    pub year: i16,
    /// Euro cents.
    pub amount_cents: i64,
}

/// A cell that was not understood. The rest of its row is imported all the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// 1-based row (for vCards the line of `BEGIN:VCARD`).
    pub row: u32,
    /// 0-based position of its column, where one cell is at fault.
    #[serde(skip)]
    pub column: Option<usize>,
    /// The field of [`Person`] that is missing because of it.
    pub field: Field,
    /// What is wrong.
    pub code: Code,
    /// The cell as it stands in the file.
    pub value: String,
}

/// What is wrong with a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Code {
    /// Not a date in any usual writing, or a day that does not exist.
    NotADate,
    /// A date of birth after the reference date, or more than 130 years before it.
    ImpossibleDate,
    /// A date without its year, or a year alone.
    PartialDate,
    /// Not an e-mail address.
    NotAnEmail,
    /// Not a telephone number.
    NotAPhone,
    /// Not a postcode.
    NotAPostcode,
    /// Not an amount of money.
    NotAnAmount,
    /// Longer than anybody's name or address is.
    TooLong,
    /// A membership number that somebody else has.
    NotUnique,
    /// An amount, but neither its column nor its row tells the year.
    NoYear,
    /// An amount that the same file has otherwise: a sum of other payments than those beside it, a year that two sheets tell.
    OtherAmount,
}

/// What a column was taken for.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Column {
    /// 0-based position in the file.
    pub index: usize,
    /// The header as found; empty when there is none.
    pub header: String,
    /// The field recognised.
    pub field: Option<Field>,
    /// The year of a column of dues, when its header tells it.
    pub year: Option<i16>,
    /// From 0 (a guess) to 1 (certain: told by the caller).
    pub confidence: f32,
    /// The first cell that holds something.
    pub sample: String,
}

/// A row that holds something and is no person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Skipped {
    /// 1-based row.
    pub row: u32,
    /// Why it was skipped.
    pub reason: Reason,
}

/// Why a row is no person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// It stands above the headers, or is the headers.
    Heading,
    /// The headers once more.
    RepeatedHeading,
    /// A total, a count, a signature or a footnote.
    Footer,
    /// It has neither a name nor an address to write to.
    Nobody,
}

/// A sheet of a spreadsheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// Its name.
    pub name: String,
    /// How many people were recognised in it.
    pub people: usize,
    /// Whether these people are in [`Roster::people`].
    pub taken: bool,
}

fn once<S: Serializer>(problems: &[Problem], serializer: S) -> Result<S::Ok, S::Error> {
    let told = |problem: &Problem| Problem { column: None, ..problem.clone() };
    let mut last: Vec<Problem> = Vec::new();
    let mut row = 0;
    serializer.collect_seq(problems.iter().filter(|problem| {
        if problem.row != row {
            (row, last) = (problem.row, Vec::new());
        }
        let new = !last.contains(&told(problem));
        last.push(told(problem));
        new
    }))
}

#[expect(clippy::trivially_copy_pass_by_ref, clippy::ref_option, reason = "the shape that serde calls")]
fn iso<S: Serializer>(date: &Option<Date>, serializer: S) -> Result<S::Ok, S::Error> {
    match date {
        Some(date) => serializer.collect_str(date),
        None => serializer.serialize_none(),
    }
}
