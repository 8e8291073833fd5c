//! Fichier.

use serde::{Deserialize, Serialize};
use specta::Type;

use super::base::{Day, Id};
use super::history::HistoryEntry;
use super::pending::Overlap;
use super::session::Office;

/// The legal ground on which a person is in the roster.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum Category {
    Member,
    FormerMember,
    RegularContact,
    OccasionalContact,
}

/// Dues of the current year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum DuesState {
    UpToDate,
    Late,
    /// The person owes nothing.
    None,
    /// The office doesn't see it.
    Unseen,
}

/// Filters combine: a row satisfies them all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum RosterFilter {
    UpToDate,
    Late,
    RegularContact,
    WithoutEmail,
    ToVerify,
    FormerMember,
}

/// What the list can show beside the name, and be sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum RosterColumn {
    Name,
    Commune,
    Email,
    Phone,
    Category,
    Dues,
    Number,
    Since,
    Verified,
}

#[derive(Debug, Clone, Serialize, Deserialize, Type)]
pub struct RosterQuery {
    /// Any part of name, e-mail, phone, commune or number; accents and case don't matter.
    pub text: String,
    pub filters: Vec<RosterFilter>,
    pub sort: RosterSort,
}

#[derive(Debug, Clone, Copy, Serialize, Deserialize, Type)]
pub struct RosterSort {
    pub column: RosterColumn,
    pub descending: bool,
}

#[derive(Debug, Clone, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct RosterRow {
    pub id: Id,
    pub given_name: String,
    pub family_name: String,
    pub category: Category,
    /// Empty when unknown, here and below.
    pub email: String,
    /// As people write it: `06 12 34 56 78`.
    pub phone: String,
    pub commune: String,
    pub number: String,
    pub since: Option<Day>,
    pub dues: DuesState,
    /// The oldest verification among the contacts; nothing if one was never verified.
    pub verified_on: Option<Day>,
    /// An overlap waits on this person.
    pub to_verify: bool,
}

/// How many people each filter alone would show.
#[derive(Debug, Clone, Copy, Default, Serialize, Type)]
pub struct FilterCounts {
    pub up_to_date: u32,
    pub late: u32,
    pub regular_contact: u32,
    pub without_email: u32,
    pub to_verify: u32,
    pub former_member: u32,
}

#[derive(Debug, Clone, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct RosterPage {
    pub rows: Vec<RosterRow>,
    /// Rows that satisfy the query.
    pub total: u32,
    /// People in the roster, whatever the query.
    pub all: u32,
    pub counts: FilterCounts,
    /// Whether the office sees dues: filters and columns about them are there.
    pub sees_dues: bool,
}

/// Fields that are written one by one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum PersonField {
    GivenName,
    FamilyName,
    BornOn,
    Email,
    Mobile,
    Landline,
    /// Street lines, then postcode and commune.
    Address,
    Category,
    Note,
}

/// Fields that carry « vérifié le ».
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum ContactField {
    Email,
    Mobile,
    Landline,
    Address,
}

/// Raw values, one per [`PersonField`].
#[derive(Debug, Clone, Serialize, Type)]
pub struct PersonFields {
    pub given_name: String,
    pub family_name: String,
    pub born_on: String,
    pub email: String,
    pub mobile: String,
    pub landline: String,
    pub address: String,
    pub category: String,
    pub note: String,
}

/// When each contact was verified last.
#[derive(Debug, Clone, Serialize, Type)]
pub struct VerifiedOn {
    pub email: Option<Day>,
    pub mobile: Option<Day>,
    pub landline: Option<Day>,
    pub address: Option<Day>,
}

#[derive(Debug, Clone, Serialize, Type)]
pub struct Membership {
    pub number: String,
    pub since: Option<Day>,
    pub until: Option<Day>,
    pub unit: String,
}

#[derive(Debug, Clone, Serialize, Type)]
pub struct MandateLine {
    pub office: Office,
    pub unit: String,
    pub since: Day,
    pub until: Option<Day>,
}

/// Why somebody is erased (GDPR art. 17 §1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum ErasureGround {
    /// They ask for it, or no longer consent.
    AskedByThePerson,
    /// What the data were kept for is over.
    NoLongerNeeded,
    /// They should never have been there.
    Unlawful,
}

/// That a person is to be erased.
#[derive(Debug, Clone, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct PersonErasure {
    pub id: Id,
    /// Who asked; nothing while that isn't known here.
    pub asked_by: Option<String>,
    /// Nothing where a later version gave another.
    pub ground: Option<ErasureGround>,
    /// Whether it waits for whoever works here.
    pub may_agree: bool,
    /// When it is carried out; nothing while it waits for somebody.
    pub due: Option<Day>,
}

/// Everything the sheet shows.
#[derive(Debug, Clone, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct PersonSheet {
    pub id: Id,
    pub fields: PersonFields,
    pub verified: VerifiedOn,
    pub membership: Option<Membership>,
    pub mandates: Vec<MandateLine>,
    /// Latest year first.
    pub dues: Vec<Payment>,
    pub dues_right: DuesRight,
    pub dues_now: DuesState,
    pub presence: Presence,
    /// Why and until when the data are kept is nothing that the core computes.
    pub retention: (),
    /// The latest changes about this person, at most five.
    pub history: Vec<HistoryEntry>,
    pub overlaps: Vec<Overlap>,
    /// Nothing as long as nobody asked for it.
    pub erasure: Option<PersonErasure>,
    /// False when the mandate only reads.
    pub writable: bool,
}

/// How dues were paid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum PaidBy {
    Cheque,
    Cash,
    Card,
    Transfer,
    DirectDebit,
    Other,
}

/// Whether a payment stands in the accounts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum PaymentStanding {
    Noted,
    /// What would change it waits for whoever keeps the accounts.
    Changing,
    /// It waits itself.
    Proposed,
    /// In the closed accounts of a unit that was merged into this one.
    Elsewhere,
}

/// What the office lets do with dues.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum DuesRight {
    Write,
    /// Whoever keeps the accounts accepts it.
    Propose,
    Read,
    None,
}

#[derive(Debug, Clone, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Payment {
    pub id: Id,
    pub year: i16,
    /// Euro cents.
    pub amount: u32,
    pub paid_on: Option<Day>,
    pub method: Option<PaidBy>,
    /// The number of its receipt or cheque.
    pub receipt: Option<String>,
    pub standing: PaymentStanding,
}

/// A payment as it is typed.
#[derive(Debug, Clone, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct TypedPayment {
    pub year: i16,
    /// In euros: `36,50`.
    pub amount: String,
    pub paid_on: Option<Day>,
    pub method: Option<PaidBy>,
    /// Empty for none.
    pub receipt: String,
}

#[derive(Debug, Clone, Serialize, Type)]
pub struct Presence {
    pub invited: u32,
    pub attended: u32,
    pub last: Vec<Attended>,
}

#[derive(Debug, Clone, Serialize, Type)]
pub struct Attended {
    pub id: Id,
    pub title: String,
    pub on: Day,
}

#[derive(Debug, Clone, Deserialize, Type)]
pub struct PersonChange {
    pub field: PersonField,
    /// Empty to clear.
    pub value: String,
}

#[derive(Debug, Clone, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct NewPerson {
    pub given_name: String,
    pub family_name: String,
    pub category: Category,
}

/// The file that an export makes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum ExportFormat {
    Xlsx,
    Csv,
}
