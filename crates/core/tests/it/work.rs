//! What a step costs the disk, counted: rows that are written, steps of SQLite's machine, durable transactions.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use coopol_core::roster::{self, Field, Query, Window};
use coopol_domain::id::SubjectId;

use crate::import::import;
use crate::sync::add;
use crate::world::{Laptop, World};

/// Everything that the screens show.
const SHOWN: [&str; 10] =
    ["people", "contacts", "dues", "events", "documents", "units", "mandates", "devices", "acts", "overlaps"];

/// From now on the laptop notes each row that is written, by its table.
async fn watch(laptop: &Laptop) {
    let mut statements = vec!["CREATE TABLE noted (what TEXT NOT NULL)".to_owned()];
    for table in SHOWN {
        for what in ["INSERT", "UPDATE", "DELETE"] {
            let noted = format!("INSERT INTO noted VALUES ('{what} {table}')");
            statements.push(format!("CREATE TRIGGER note_{what}_{table} AFTER {what} ON {table} BEGIN {noted}; END"));
        }
    }
    let mut writer = laptop.session.cache().writer().await;
    let mut transaction = writer.begin().await.unwrap();
    for statement in statements {
        sqlx::query(sqlx::AssertSqlSafe(statement)).execute(&mut *transaction).await.unwrap();
    }
    transaction.commit().await.unwrap();
}

/// What was written since the last question.
async fn noted(laptop: &Laptop) -> Vec<String> {
    let mut writer = laptop.session.cache().writer().await;
    let mut transaction = writer.begin().await.unwrap();
    let noted = sqlx::query_scalar("SELECT what FROM noted").fetch_all(&mut *transaction).await.unwrap();
    sqlx::query("DELETE FROM noted").execute(&mut *transaction).await.unwrap();
    transaction.commit().await.unwrap();
    noted
}

async fn found(laptop: &Laptop, text: &str) -> Vec<SubjectId> {
    roster::search(&laptop.session, text, 5).await.unwrap().into_iter().map(|found| found.id).collect()
}

/// J4.5: the entry of one's own change replaces it, and leaves alone what is shown the same: signing, receipt and
/// confirmation write no row of any screen.
#[tokio::test]
async fn a_confirmation_rewrites_nothing_that_is_shown() {
    let world = World::new();
    let a = world.synchronised(1, 1).await;
    let zoe = add(&a, "Zoé", "Lefèvre").await;
    roster::set(&a.session, zoe, Field::Email, "zoe@exemple.fr").await.unwrap();
    watch(&a).await;
    a.sync().await;
    a.sync().await;
    assert_eq!(coopol_core::status::status(&a.session).await.unwrap().waiting, 0);
    assert_eq!(noted(&a).await, [""; 0]);
    // And whatever is written is noted.
    roster::set(&a.session, zoe, Field::Note, "préside").await.unwrap();
    assert!(noted(&a).await.contains(&"UPDATE people".to_owned()));
    roster::set(&a.session, zoe, Field::FamilyName, "Martin").await.unwrap();
    assert_eq!((found(&a, "martin").await, found(&a, "lefevre").await), (vec![zoe], vec![]));
}

/// What somebody else changed writes the rows that show it, and no other.
#[tokio::test]
async fn an_edit_of_another_device_writes_its_own_rows() {
    let world = World::new();
    let a = world.synchronised(1, 1).await;
    let zoe = add(&a, "Zoé", "Lefèvre").await;
    roster::set(&a.session, zoe, Field::Email, "zoe@exemple.fr").await.unwrap();
    add(&a, "Anne", "Martin").await;
    a.sync().await;
    let b = world.synchronised(2, 2).await;
    watch(&b).await;
    roster::set(&a.session, zoe, Field::Note, "préside").await.unwrap();
    a.sync().await;
    b.sync().await;
    assert_eq!(noted(&b).await, ["UPDATE people"]);
    roster::set(&a.session, zoe, Field::Email, "z@exemple.fr").await.unwrap();
    a.sync().await;
    b.sync().await;
    assert_eq!(noted(&b).await, ["DELETE contacts", "UPDATE people", "INSERT contacts"]);
    roster::remove(&a.session, zoe).await.unwrap();
    a.sync().await;
    b.sync().await;
    assert_eq!(noted(&b).await, ["UPDATE people"]);
    assert_eq!(found(&b, "zoe").await, []);
}

/// Counts the steps of SQLite's machine, on the connection for those of the device's, from now on.
async fn steps(laptop: &Laptop) -> Arc<AtomicU64> {
    let steps = Arc::new(AtomicU64::new(0));
    let counted = Arc::clone(&steps);
    let mut writer = laptop.session.cache().writer().await;
    let count = move || {
        counted.fetch_add(1, Ordering::Relaxed);
        // It goes on.
        false
    };
    writer.steps().unwrap().progress_handler(1, Some(count)).unwrap();
    steps
}

/// Counts the same on the connection that reads, where one at a time is needed.
async fn steps_of_reading(laptop: &Laptop) -> Arc<AtomicU64> {
    let steps = Arc::new(AtomicU64::new(0));
    let counted = Arc::clone(&steps);
    let mut reader = laptop.session.cache().reader().await.unwrap();
    reader.lock_handle().await.unwrap().set_progress_handler(1, move || {
        counted.fetch_add(1, Ordering::Relaxed);
        true
    });
    steps
}

/// Whoever scrolls far down a long list waits for the rows that are shown, not for those above them.
#[tokio::test]
async fn rows_above_the_window_are_passed_in_the_index() {
    const PEOPLE: u32 = 400;
    let world = World::new();
    let laptop = world.synchronised(1, 1).await;
    let letter = |number: u32| char::from(b'a' + number.to_le_bytes()[0]);
    let person = |number| format!("Martin;Al{}{}\n", letter(number / 26), letter(number % 26));
    import(&laptop, &["Nom;Prénom\n".to_owned(), (0..PEOPLE).map(person).collect()].concat()).await;
    let counted = steps_of_reading(&laptop).await;
    let cost = async |offset| {
        let window = Window { offset, limit: 5 };
        // The first counts whom the filters show, too.
        for _ in 0..2 {
            counted.store(0, Ordering::Relaxed);
            assert_eq!(roster::list(&laptop.session, &Query::default(), window).await.unwrap().rows.len(), 5);
        }
        counted.load(Ordering::Relaxed)
    };
    let (near, far) = (cost(0).await, cost(PEOPLE - 5).await);
    assert!(near > 100 && far < near + u64::from(PEOPLE) * 6, "{near} and {far}");
}

/// A day's changes cost what they cost, however long the journal is.
#[tokio::test]
async fn a_synchronisation_costs_its_changes_and_not_the_journal() {
    let world = World::new();
    let a = world.synchronised(1, 1).await;
    let mut people = Vec::new();
    for place in 0..20 {
        people.push(add(&a, "Zoé", &format!("Lefèvre {place}")).await);
    }
    a.sync().await;
    let b = world.synchronised(2, 2).await;
    let counted = steps(&b).await;
    let mut costs = Vec::new();
    for round in 0..6 {
        // Between two measurements the journal grows by sixty entries, which b reads by themselves.
        for more in 0..3 {
            for (place, person) in people.iter().enumerate() {
                roster::set(&a.session, *person, Field::Note, &format!("{round} {more} {place}")).await.unwrap();
            }
        }
        a.sync().await;
        b.sync().await;
        for person in people.iter().take(5) {
            roster::set(&a.session, *person, Field::Note, &format!("{round} at last")).await.unwrap();
        }
        a.sync().await;
        let before = counted.load(Ordering::Relaxed);
        b.sync().await;
        costs.push(counted.load(Ordering::Relaxed) - before);
    }
    assert!(costs[0] > 100, "{costs:?}");
    assert!(costs.iter().all(|cost| *cost == costs[0]), "{costs:?}");
}

async fn parcels(laptop: &Laptop) -> i64 {
    let mut reader = laptop.session.cache().reader().await.unwrap();
    sqlx::query_scalar("SELECT count(*) FROM sent WHERE NOT done").fetch_one(&mut *reader).await.unwrap()
}

/// J3.1: what leaves at once is signed in the transaction that saves it; what is recorded until the server has answered is
/// gathered for one signature. Nothing is signed twice, whatever ends in between.
#[tokio::test]
async fn what_leaves_at_once_is_signed_where_it_is_saved() {
    let world = World::new();
    let a = world.synchronised(1, 1).await;
    let zoe = add(&a, "Zoé", "Lefèvre").await;
    assert_eq!(parcels(&a).await, 0, "nobody knows when it leaves");
    a.sync().await;
    {
        let _heard = a.session.heard();
        for note in ["un", "deux", "trois"] {
            roster::set(&a.session, zoe, Field::Note, note).await.unwrap();
        }
    }
    assert_eq!(parcels(&a).await, 1);
    roster::set(&a.session, zoe, Field::Note, "quatre").await.unwrap();
    let a = world.again(a).await;
    assert_eq!((parcels(&a).await, coopol_core::status::status(&a.session).await.unwrap().waiting), (1, 4));
    a.sync().await;
    let lines = "SELECT count(*), count(DISTINCT push) FROM lines WHERE kind LIKE 'person%'";
    let mut reader = a.session.cache().reader().await.unwrap();
    let lines: (i64, i64) = sqlx::query_as(lines).fetch_one(&mut *reader).await.unwrap();
    assert_eq!(lines, (5, 3));
    drop(reader);
    let b = world.synchronised(2, 2).await;
    world.settle(&a, &b).await;
}

/// The counts of the filters are kept while nothing is written, and no longer.
#[tokio::test]
async fn filters_are_counted_anew_after_each_change() {
    let world = World::new();
    let a = world.synchronised(1, 1).await;
    let listed = async |text: &str| {
        let query = Query { text: text.to_owned(), ..Query::default() };
        let page = roster::list(&a.session, &query, Window { offset: 0, limit: 1 }).await.unwrap();
        (page.total, page.all, page.counts.without_email)
    };
    let zoe = add(&a, "Zoé", "Lefèvre").await;
    add(&a, "Anne", "Martin").await;
    assert_eq!((listed("").await, listed("zoe").await, listed("zz").await), ((2, 2, 2), (1, 2, 2), (0, 2, 2)));
    roster::set(&a.session, zoe, Field::Email, "zoe@exemple.fr").await.unwrap();
    assert_eq!(listed("").await, (2, 2, 1));
    roster::remove(&a.session, zoe).await.unwrap();
    assert_eq!((listed("").await, listed("zoe").await), ((1, 1, 1), (0, 1, 1)));
}
