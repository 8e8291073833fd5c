//! What people type, and whom it finds.

use std::fmt::Write as _;

use coopol_core::roster::{self, Column, Field, Filter, Query, Sort, Window, search};

use crate::import::import;
use crate::sync::{add, names};
use crate::world::{Laptop, World};

const ALL: Window = Window { offset: 0, limit: 100 };

async fn section(world: &World) -> Laptop {
    let laptop = world.synchronised(1, 1).await;
    for (given, family, email, mobile, address) in [
        ("Zoé", "Lefèvre", "z.lefevre@exemple.fr", "06 12 34 56 78", "1 rue Royale\n78000 Versailles"),
        ("Jean-Pierre", "L'Hermitte", "jp.lh@orange.example", "07 11 22 33 44", "2 quai\n78290 Croissy-sur-Seine"),
        ("Marie", "de La Tour", "tour.marie@exemple.org", "", "3 place\n78700 Conflans-Sainte-Honorine"),
        ("Maëlys", "Lebœuf", "", "", "4 cours\n29000 Quimper"),
    ] {
        let person = add(&laptop, given, family).await;
        for (field, value) in [(Field::Email, email), (Field::Mobile, mobile), (Field::Address, address)] {
            if !value.is_empty() {
                roster::set(&laptop.session, person, field, value).await.unwrap();
            }
        }
    }
    laptop
}

#[tokio::test]
async fn people_are_found_by_any_part_of_what_is_known() {
    let world = World::new();
    let laptop = section(&world).await;
    for (typed, wanted) in [
        ("lefevre", &["Zoé Lefèvre"][..]),
        ("LEFÈVRE", &["Zoé Lefèvre"]),
        ("zoe lefevre", &["Zoé Lefèvre"]),
        ("lefevre zoe", &["Zoé Lefèvre"]),
        ("lef zo", &["Zoé Lefèvre"]),
        ("leboeuf", &["Maëlys Lebœuf"]),
        ("lebœuf", &["Maëlys Lebœuf"]),
        ("l'hermitte", &["Jean-Pierre L'Hermitte"]),
        ("l’hermitte", &["Jean-Pierre L'Hermitte"]),
        ("lhermitte", &[]),
        ("hermitte", &["Jean-Pierre L'Hermitte"]),
        ("jean pierre", &["Jean-Pierre L'Hermitte"]),
        ("jean‑pierre", &["Jean-Pierre L'Hermitte"]),
        ("de la tour", &["Marie de La Tour"]),
        ("la tour de", &["Marie de La Tour"]),
        ("tour", &["Marie de La Tour"]),
        ("0612", &["Zoé Lefèvre"]),
        ("06 12 34", &["Zoé Lefèvre"]),
        ("+33 6 12", &["Zoé Lefèvre"]),
        ("34.56.78", &["Zoé Lefèvre"]),
        ("versailles", &["Zoé Lefèvre"]),
        ("78290", &["Jean-Pierre L'Hermitte"]),
        ("croissy", &["Jean-Pierre L'Hermitte"]),
        ("ebœu", &["Maëlys Lebœuf"]),
        ("rang", &["Jean-Pierre L'Hermitte"]),
        ("exemple", &["Zoé Lefèvre", "Marie de La Tour"]),
        ("z", &["Zoé Lefèvre"]),
        ("q", &["Maëlys Lebœuf"]),
        ("xyz", &[]),
        ("zoe versailles hermitte", &[]),
        ("\" * (", &[]),
        ("-", &[]),
    ] {
        let mut found: Vec<String> =
            search(&laptop.session, typed, 12).await.unwrap().into_iter().map(|found| found.name).collect();
        let mut wanted: Vec<String> = wanted.iter().map(|name| (*name).to_owned()).collect();
        found.sort();
        wanted.sort();
        assert_eq!(found, wanted, "{typed}");
    }
}

/// What begins with the words comes before what holds them further in, and a change is found at once.
#[tokio::test]
async fn the_index_follows_every_change() {
    let world = World::new();
    let laptop = section(&world).await;
    let found = search(&laptop.session, "tour", 12).await.unwrap().remove(0);
    roster::set(&laptop.session, found.id, Field::FamilyName, "Œillet").await.unwrap();
    assert_eq!(search(&laptop.session, "oeil", 12).await.unwrap().len(), 1);
    roster::set(&laptop.session, found.id, Field::Email, "").await.unwrap();
    assert_eq!(search(&laptop.session, "tour", 12).await.unwrap(), []);
    roster::remove(&laptop.session, found.id).await.unwrap();
    assert_eq!(search(&laptop.session, "oeil", 12).await.unwrap(), []);
    roster::restore(&laptop.session, found.id).await.unwrap();
    assert_eq!(search(&laptop.session, "oeil", 12).await.unwrap().len(), 1);
}

/// Once somebody was looked for, the words are in memory: what is written later is found all the same, be it little or much, here or elsewhere.
#[tokio::test]
async fn what_comes_after_the_first_search_is_found() {
    const MARTINS: u64 = 1_100;
    let world = World::new();
    let (a, b) = (world.synchronised(1, 1).await, world.synchronised(1, 2).await);
    let martins = async |laptop: &Laptop| {
        let query = Query { text: "martin".to_owned(), ..Query::default() };
        roster::list(&laptop.session, &query, Window { offset: 0, limit: 1 }).await.unwrap().total
    };
    assert_eq!((martins(&a).await, martins(&b).await), (0, 0));
    let zoe = add(&a, "Zoé", "Martin").await;
    a.sync().await;
    b.sync().await;
    assert_eq!((martins(&a).await, martins(&b).await), (1, 1));
    let mut file = "Nom;Prénom\n".to_owned();
    for number in 0..MARTINS {
        let letters: String = number.to_string().bytes().map(|digit| char::from(digit - b'0' + b'a')).collect();
        writeln!(file, "Martin;Al{letters}").unwrap();
    }
    import(&a, &file).await;
    assert_eq!(martins(&a).await, MARTINS + 1, "more than are read one by one");
    roster::remove(&a.session, zoe).await.unwrap();
    a.sync().await;
    b.sync().await;
    assert_eq!((martins(&a).await, martins(&b).await), (MARTINS, MARTINS));
}

#[tokio::test]
async fn the_list_is_filtered_sorted_and_cut() {
    let world = World::new();
    let laptop = section(&world).await;
    assert_eq!(
        names(&laptop).await,
        ["Jean-Pierre L'Hermitte", "Marie de La Tour", "Maëlys Lebœuf", "Zoé Lefèvre"],
        "small particles apart, œ with oe, é with e"
    );
    let list = async |query: Query, window| roster::list(&laptop.session, &query, window).await.unwrap();
    let page = list(Query { text: "exemple".to_owned(), ..Query::default() }, Window { offset: 1, limit: 1 }).await;
    assert_eq!((page.rows.len(), page.total, page.all), (1, 2, 4));
    assert_eq!(page.rows[0].family_name, "Lefèvre");
    let page = list(Query { filters: vec![Filter::WithoutEmail, Filter::Late], ..Query::default() }, ALL).await;
    assert_eq!(page.rows[0].given_name, "Maëlys");
    assert_eq!((page.total, page.counts.late, page.counts.without_email, page.counts.up_to_date), (1, 4, 1, 0));
    let by_commune = Sort { column: Column::Commune, descending: true };
    let page = list(Query { sort: by_commune, ..Query::default() }, ALL).await;
    let communes: Vec<&str> = page.rows.iter().map(|row| row.commune.as_str()).collect();
    assert_eq!(communes, ["Versailles", "Quimper", "Croissy-sur-Seine", "Conflans-Sainte-Honorine"]);
}

/// Few finds are read one by one, many by one way through everybody: both are the same list.
#[tokio::test]
async fn few_finds_and_many_are_listed_alike() {
    const MARTINS: usize = 520;
    let world = World::new();
    let laptop = world.synchronised(1, 1).await;
    let letters = |number: usize| [number / 26, number % 26].map(|place| char::from(b'a' + place.to_le_bytes()[0]));
    let mut file = "Nom;Prénom\n".to_owned();
    for number in (0..MARTINS).rev() {
        let [one, other] = letters(number);
        writeln!(file, "Martin;Al{one}{other}").unwrap();
    }
    import(&laptop, &file).await;
    let list = async |text: &str, window| {
        let query = Query { text: text.to_owned(), ..Query::default() };
        let page = roster::list(&laptop.session, &query, window).await.unwrap();
        (page.total, page.rows.into_iter().map(|row| row.given_name).collect::<Vec<_>>())
    };
    let (total, all) = list("martin", Window { offset: 0, limit: 1000 }).await;
    assert_eq!((total, all.len(), all.is_sorted()), (520, MARTINS, true));
    let (total, few) = list("martin alc", Window { offset: 1, limit: 3 }).await;
    assert_eq!((total, few), (26, all[53..56].to_vec()));
    let gone = list("martin alzz", Window { offset: 0, limit: 10 }).await;
    assert_eq!(gone, (0, Vec::new()));
}
