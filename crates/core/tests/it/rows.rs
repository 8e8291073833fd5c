//! What the screens list is made from the states, however they came here: recorded, told of, or folded from the beginning.

use coopol_core::roster::{self, Field};
use sqlx::AssertSqlSafe;

use crate::sync::add;
use crate::world::{Laptop, World};

/// One of each field, and again where the first one says who somebody is.
const EDITS: [(Field, &str); 18] = [
    (Field::Note, "à rappeler"),
    (Field::Civility, "mme"),
    (Field::BornOn, "1980-02-29"),
    (Field::Address, "3 rue du Bac\n78000 Versailles"),
    (Field::Email, "zoe@exemple.fr"),
    (Field::Mobile, "0612345678"),
    (Field::Landline, "0139501234"),
    (Field::Number, "00017"),
    (Field::Since, "2019-09-01"),
    (Field::Until, "2026-01-31"),
    (Field::Origin, "forum"),
    (Field::Category, "regular_contact"),
    (Field::FamilyName, "d'Œuvre"),
    (Field::GivenName, "Zoë"),
    (Field::Email, "z@exemple.fr"),
    (Field::Address, "1 place d'Armes\n78210 Saint-Cyr-l'École"),
    (Field::Number, "00018"),
    (Field::Note, ""),
];

#[tokio::test]
async fn a_person_has_the_same_rows_however_they_came() {
    let world = World::new();
    let (a, b) = (world.synchronised(1, 1).await, world.synchronised(2, 2).await);
    let zoe = add(&a, "Zoé", "Lefèvre").await;
    add(&a, "Anne", "Martin").await;
    world.settle(&a, &b).await;
    for (seed, (field, typed)) in (10..).zip(EDITS) {
        roster::set(&a.session, zoe, field, typed).await.unwrap();
        alike(&world, &a, &b, seed, &format!("{field}: {typed}")).await;
    }
    roster::verify(&a.session, zoe, Field::Email).await.unwrap();
    alike(&world, &a, &b, 50, "verified").await;
    roster::remove(&a.session, zoe).await.unwrap();
    alike(&world, &a, &b, 51, "removed").await;
    roster::restore(&a.session, zoe).await.unwrap();
    alike(&world, &a, &b, 52, "restored").await;
}

/// Compares what the author's laptop shows before it was sent, the other's after it was told, and a new one's.
async fn alike(world: &World, a: &Laptop, b: &Laptop, seed: u8, what: &str) {
    let recorded = rows(a).await;
    a.sync().await;
    b.sync().await;
    let newcomer = world.synchronised(1, seed).await;
    let wanted = rows(&newcomer).await;
    assert_eq!((recorded, rows(a).await, rows(b).await), (wanted.clone(), wanted.clone(), wanted), "{what}");
}

/// Every column of people and contacts, the places apart by which the search names people; and that the indexes say the same.
async fn rows(laptop: &Laptop) -> Vec<String> {
    let mut reader = laptop.session.cache().reader().await.unwrap();
    let sound: String = sqlx::query_scalar("PRAGMA integrity_check").fetch_one(&mut *reader).await.unwrap();
    assert_eq!(sound, "ok");
    let mut all = Vec::new();
    for table in ["people", "contacts"] {
        let columns = "SELECT name FROM pragma_table_info(?) WHERE name <> 'place'";
        let columns: Vec<String> = sqlx::query_scalar(columns).bind(table).fetch_all(&mut *reader).await.unwrap();
        let quoted: Vec<String> = columns.iter().map(|column| format!("quote({column})")).collect();
        let rows = format!("SELECT concat_ws(', ', {}) FROM {table} ORDER BY 1", quoted.join(", "));
        let rows: Vec<String> = sqlx::query_scalar(AssertSqlSafe(rows)).fetch_all(&mut *reader).await.unwrap();
        all.extend(rows.into_iter().map(|row| format!("{table}: {row}")));
    }
    all
}
