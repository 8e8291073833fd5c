//! People, in the list and on their sheet.

use coopol_core::agenda::attendance::Lately;
use coopol_core::overlaps::Open;
use coopol_core::roster::erasure::{Erasure, Ground, Stage};
use coopol_core::roster::{self, Contact, Field};
use coopol_core::text::{is_mobile, national};
use jiff::tz::TimeZone;

use super::count;
use super::history::entry;
use super::pending::overlap;
use super::time::day;
use crate::contract::roster::{
    Attended, Category, ContactField, DuesState, ErasureGround, FilterCounts, Membership, PersonErasure, PersonField,
    PersonFields, PersonSheet, Presence, RosterColumn, RosterFilter, RosterPage, RosterQuery, RosterRow, VerifiedOn,
};

pub fn query(query: &RosterQuery) -> roster::Query {
    roster::Query {
        text: query.text.clone(),
        filters: query.filters.iter().copied().map(filter).collect(),
        sort: roster::Sort { column: column(query.sort.column), descending: query.sort.descending },
    }
}

pub fn page(page: roster::Page) -> RosterPage {
    let counts = page.counts;
    RosterPage {
        rows: page.rows.into_iter().map(row).collect(),
        total: count(page.total),
        all: count(page.all),
        counts: FilterCounts {
            up_to_date: count(counts.up_to_date),
            late: count(counts.late),
            regular_contact: count(counts.regular_contact),
            without_email: count(counts.without_email),
            to_verify: count(counts.to_verify),
            former_member: count(counts.former_member),
        },
        sees_dues: page.sees_dues,
    }
}

fn row(row: roster::Row) -> RosterRow {
    RosterRow {
        id: row.id.to_string(),
        given_name: row.given_name,
        family_name: row.family_name,
        category: category(&row.category),
        email: row.email,
        phone: national(&row.phone),
        commune: row.commune,
        number: row.number,
        since: row.since,
        dues: dues_state(row.dues),
        verified_on: row.verified_on,
        to_verify: row.to_verify,
    }
}

/// `underway`: the erasure that names them; `unit`: the name of the unit whose roster it is; `year`: the current one.
pub fn sheet(sheet: roster::Sheet, underway: Option<&Erasure>, unit: &str, year: i16, zone: &TimeZone) -> PersonSheet {
    let (id, subject, name) = (sheet.id.to_string(), sheet.id, full_name(&sheet));
    let open = |overlap| Open { subject, unit: None, sort: "person".to_owned(), name: Some(name.clone()), overlap };
    let contacts = &sheet.contacts;
    let (email, mobile, landline) =
        (of(contacts, Field::Email), of(contacts, Field::Mobile), of(contacts, Field::Landline));
    let number = |contact: Option<&Contact>| contact.map(|contact| national(&contact.value)).unwrap_or_default();
    let verified = |contact: Option<&Contact>| contact.and_then(|contact| contact.verified_on.clone());
    let dues_now = dues_state(sheet.dues_of(year));
    PersonSheet {
        fields: PersonFields {
            email: email.map(|email| email.value.clone()).unwrap_or_default(),
            mobile: number(mobile),
            landline: number(landline),
            address: address(&sheet),
            given_name: sheet.given_name.unwrap_or_default(),
            family_name: sheet.family_name.unwrap_or_default(),
            born_on: sheet.born_on.unwrap_or_default(),
            category: sheet.category.unwrap_or_default(),
            note: sheet.note.unwrap_or_default(),
        },
        verified: VerifiedOn {
            email: verified(email),
            mobile: verified(mobile),
            landline: verified(landline),
            address: None,
        },
        membership: (sheet.number.is_some() || sheet.since.is_some()).then(|| Membership {
            number: sheet.number.unwrap_or_default(),
            since: sheet.since,
            until: sheet.until,
            unit: unit.to_owned(),
        }),
        mandates: Vec::new(),
        dues_now,
        dues: sheet.dues.into_iter().filter_map(super::dues::payment).collect(),
        dues_right: super::dues::right(sheet.dues_right),
        presence: presence(sheet.attendance),
        retention: (),
        overlaps: sheet.overlaps.into_iter().map(|it| overlap(open(it), zone)).collect(),
        erasure: underway.map(|underway| erasure(underway, zone)),
        history: sheet.history.into_iter().map(|it| entry(it, zone)).collect(),
        writable: sheet.writable,
        id,
    }
}

fn erasure(of: &Erasure, zone: &TimeZone) -> PersonErasure {
    PersonErasure {
        id: of.id.to_string(),
        asked_by: of.asked_by.clone(),
        ground: of.ground.map(ground),
        may_agree: of.stage == Stage::Asked { may_agree: true },
        due: match &of.stage {
            Stage::Agreed { due, .. } => Some(day(*due, zone)),
            Stage::Asked { .. } | Stage::Done => None,
        },
    }
}

pub const fn ground(of: Ground) -> ErasureGround {
    match of {
        Ground::AskedByThePerson => ErasureGround::AskedByThePerson,
        Ground::NoLongerNeeded => ErasureGround::NoLongerNeeded,
        Ground::Unlawful => ErasureGround::Unlawful,
    }
}

pub const fn core_ground(of: ErasureGround) -> Ground {
    match of {
        ErasureGround::AskedByThePerson => Ground::AskedByThePerson,
        ErasureGround::NoLongerNeeded => Ground::NoLongerNeeded,
        ErasureGround::Unlawful => Ground::Unlawful,
    }
}

/// Nothing where the mandate shows no agenda.
fn presence(lately: Option<Lately>) -> Presence {
    let Some(lately) = lately else { return Presence { invited: 0, attended: 0, last: Vec::new() } };
    let last = lately.last.into_iter().map(|it| Attended { id: it.id.to_string(), title: it.title, on: it.on });
    Presence { invited: count(lately.of), attended: count(lately.present), last: last.collect() }
}

fn full_name(sheet: &roster::Sheet) -> String {
    let names: Vec<&str> = [&sheet.given_name, &sheet.family_name].into_iter().flatten().map(String::as_str).collect();
    names.join(" ")
}

/// Street lines, then postcode and commune, then perhaps a country.
fn address(sheet: &roster::Sheet) -> String {
    let town: Vec<&str> = [&sheet.postcode, &sheet.city].into_iter().flatten().map(String::as_str).collect();
    let town = Some(town.join(" ")).filter(|town| !town.is_empty());
    let lines: Vec<&str> = [&sheet.street, &town, &sheet.country].into_iter().flatten().map(String::as_str).collect();
    lines.join("\n")
}

/// The first contact of a sort.
fn of(contacts: &[Contact], field: Field) -> Option<&Contact> {
    let fits = |contact: &&Contact| match field {
        Field::Email => contact.kind == "email",
        Field::Mobile => contact.kind == "phone" && is_mobile(&contact.value),
        _ => contact.kind == "phone" && !is_mobile(&contact.value),
    };
    contacts.iter().find(fits)
}

const fn dues_state(state: roster::DuesState) -> DuesState {
    match state {
        roster::DuesState::UpToDate => DuesState::UpToDate,
        roster::DuesState::Late => DuesState::Late,
        roster::DuesState::None => DuesState::None,
        roster::DuesState::Unseen => DuesState::Unseen,
    }
}

pub fn category(word: &str) -> Category {
    match word {
        "member" => Category::Member,
        "former_member" => Category::FormerMember,
        "regular_contact" => Category::RegularContact,
        _ => Category::OccasionalContact,
    }
}

pub const fn category_word(category: Category) -> &'static str {
    match category {
        Category::Member => "member",
        Category::FormerMember => "former_member",
        Category::RegularContact => "regular_contact",
        Category::OccasionalContact => "occasional_contact",
    }
}

pub const fn field(field: PersonField) -> Field {
    match field {
        PersonField::GivenName => Field::GivenName,
        PersonField::FamilyName => Field::FamilyName,
        PersonField::BornOn => Field::BornOn,
        PersonField::Email => Field::Email,
        PersonField::Mobile => Field::Mobile,
        PersonField::Landline => Field::Landline,
        PersonField::Address => Field::Address,
        PersonField::Category => Field::Category,
        PersonField::Note => Field::Note,
    }
}

pub const fn contact(field: ContactField) -> Field {
    match field {
        ContactField::Email => Field::Email,
        ContactField::Mobile => Field::Mobile,
        ContactField::Landline => Field::Landline,
        ContactField::Address => Field::Address,
    }
}

const fn filter(filter: RosterFilter) -> roster::Filter {
    match filter {
        RosterFilter::UpToDate => roster::Filter::UpToDate,
        RosterFilter::Late => roster::Filter::Late,
        RosterFilter::RegularContact => roster::Filter::RegularContact,
        RosterFilter::WithoutEmail => roster::Filter::WithoutEmail,
        RosterFilter::ToVerify => roster::Filter::ToVerify,
        RosterFilter::FormerMember => roster::Filter::FormerMember,
    }
}

const fn column(column: RosterColumn) -> roster::Column {
    match column {
        RosterColumn::Name => roster::Column::Name,
        RosterColumn::Commune => roster::Column::Commune,
        RosterColumn::Email => roster::Column::Email,
        RosterColumn::Phone => roster::Column::Phone,
        RosterColumn::Category => roster::Column::Category,
        RosterColumn::Dues => roster::Column::Dues,
        RosterColumn::Number => roster::Column::Number,
        RosterColumn::Since => roster::Column::Since,
        RosterColumn::Verified => roster::Column::Verified,
    }
}
