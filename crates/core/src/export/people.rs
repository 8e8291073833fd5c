//! Whole people, as files tell of them.

use std::collections::{BTreeMap, HashMap};

use coopol_domain::id::SubjectId;
use coopol_domain::journal::Compartment;

use super::table::{Cell, Table};
use crate::cache::id;
use crate::device::{Failure, Session};
use crate::roster::{Query, Window, list};
use crate::text::national;

/// Somebody of the roster.
#[derive(Debug, Clone, Default)]
pub(super) struct Person {
    pub(super) number: Option<String>,
    pub(super) civility: Option<String>,
    pub(super) last_name: Option<String>,
    pub(super) first_name: Option<String>,
    pub(super) birth_date: Option<String>,
    /// Lines, as they stand on a letter.
    pub(super) street: Option<String>,
    pub(super) postcode: Option<String>,
    pub(super) city: Option<String>,
    pub(super) country: Option<String>,
    pub(super) joined_on: Option<String>,
    pub(super) left_on: Option<String>,
    pub(super) category: Option<String>,
    pub(super) origin: Option<String>,
    pub(super) note: Option<String>,
    pub(super) tags: Vec<String>,
    pub(super) emails: Vec<String>,
    /// In E.164.
    pub(super) phones: Vec<String>,
    /// Cents by year.
    pub(super) dues: BTreeMap<i64, i64>,
}

/// The people of a query, in its order.
pub(super) async fn people(session: &Session, query: &Query) -> Result<Vec<Person>, Failure> {
    let order = list(session, query, Window { offset: 0, limit: u32::MAX }).await?.rows;
    let mut all = all(session).await?;
    Ok(order.into_iter().filter_map(|row| all.remove(&row.id)).collect())
}

async fn all(session: &Session) -> Result<HashMap<SubjectId, Person>, Failure> {
    let stream = session.stream(Compartment::Roster).await?;
    let of = stream.as_bytes().as_slice();
    let mut reader = session.reader().await?;
    let rows = sqlx::query!(
        "SELECT id, number, civility, last_name, first_name, birth_date, street, postcode, city, country, joined_on,
             left_on, category, origin, note, tags
         FROM people WHERE stream = ? AND NOT removed",
        of
    );
    let mut people = HashMap::new();
    for row in rows.fetch_all(&mut *reader).await? {
        let person = Person {
            number: row.number,
            civility: row.civility,
            last_name: row.last_name,
            first_name: row.first_name,
            birth_date: row.birth_date,
            street: row.street,
            postcode: row.postcode,
            city: row.city,
            country: row.country,
            joined_on: row.joined_on,
            left_on: row.left_on,
            category: row.category,
            origin: row.origin,
            note: row.note,
            tags: serde_json::from_str(&row.tags).unwrap_or_default(),
            ..Person::default()
        };
        people.insert(id("people", &row.id, SubjectId::from_bytes)?, person);
    }
    let contacts =
        sqlx::query!("SELECT person, type AS kind, value FROM contacts WHERE stream = ? ORDER BY element", of);
    for row in contacts.fetch_all(&mut *reader).await? {
        let Some(person) = people.get_mut(&id("contacts", &row.person, SubjectId::from_bytes)?) else { continue };
        let list = if row.kind == "email" { &mut person.emails } else { &mut person.phones };
        list.push(row.value);
    }
    let dues = sqlx::query!("SELECT person, year, amount_cents FROM dues WHERE NOT removed AND amount_cents > 0");
    for row in dues.fetch_all(&mut *reader).await? {
        let Some(person) = people.get_mut(&id("dues", &row.person, SubjectId::from_bytes)?) else { continue };
        *person.dues.entry(row.year).or_default() += row.amount_cents;
    }
    Ok(people)
}

/// The people as a sheet whose headers our own import, and those of others, understand.
pub(super) fn table(people: &[Person]) -> Table {
    let most = |of: fn(&Person) -> usize| people.iter().map(of).max().unwrap_or(0).max(1);
    let (emails, phones) = (most(|person| person.emails.len()), most(|person| person.phones.len()));
    let mut years: Vec<i64> = people.iter().flat_map(|person| person.dues.keys().copied()).collect();
    years.sort_unstable();
    years.dedup();
    let numbered = |name: &'static str, count: usize| {
        (1..=count).map(move |place| if place == 1 { name.to_owned() } else { format!("{name} {place}") })
    };
    let mut columns: Vec<String> =
        ["N° adhérent", "Civilité", "Nom", "Prénom", "Date de naissance"].map(String::from).into();
    columns.extend(numbered("E-mail", emails).chain(numbered("Téléphone", phones)));
    columns.extend(["Adresse", "Code postal", "Ville", "Pays", "Date d'adhésion", "Date de départ"].map(String::from));
    columns.extend(["Catégorie", "Étiquettes", "Provenance", "Remarques"].map(String::from));
    columns.extend(years.iter().map(|year| format!("Cotisation {year}")));
    let rows = people.iter().map(|person| row(person, emails, phones, &years)).collect();
    Table { name: "Fichier", columns, rows }
}

fn row(person: &Person, emails: usize, phones: usize, years: &[i64]) -> Vec<Cell> {
    let text = |text: &Option<String>| Cell::text(text.as_deref());
    let civility = person.civility.as_deref().map(|civility| if civility == "mme" { "Mme" } else { "M." });
    let mut row = vec![text(&person.number), Cell::text(civility), text(&person.last_name), text(&person.first_name)];
    row.push(Cell::day(person.birth_date.as_deref()));
    row.extend((0..emails).map(|place| Cell::text(person.emails.get(place).map(String::as_str))));
    row.extend((0..phones).map(|place| Cell::text(person.phones.get(place).map(|phone| dialled(phone)).as_deref())));
    row.push(Cell::text(person.street.as_ref().map(|street| street.replace('\n', ", ")).as_deref()));
    row.extend([text(&person.postcode), text(&person.city), text(&person.country)]);
    row.extend([Cell::day(person.joined_on.as_deref()), Cell::day(person.left_on.as_deref())]);
    row.push(Cell::text(person.category.as_deref().map(category)));
    row.push(Cell::text(Some(&person.tags.join(", "))));
    row.extend([text(&person.origin), text(&person.note)]);
    row.extend(years.iter().map(|year| person.dues.get(year).map_or(Cell::Nothing, |cents| Cell::Cents(*cents))));
    row
}

/// A number as it is dialled in France, so that no cell begins with `+`.
fn dialled(e164: &str) -> String {
    let national = national(e164);
    national.strip_prefix('+').map_or(national.clone(), |abroad| format!("00{abroad}"))
}

fn category(word: &str) -> &str {
    match word {
        "member" => "adhérent",
        "former_member" => "ancien adhérent",
        "regular_contact" => "contact régulier",
        "occasional_contact" => "contact occasionnel",
        other => other,
    }
}
