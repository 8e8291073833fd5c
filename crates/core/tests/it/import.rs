//! An import beside a roster that others kept: who is known, who is somebody else, and what two rows say of one person.

use coopol_core::history::undo;
use coopol_core::proposals;
use coopol_core::roster::import::{Choice, Choices, Imported, Plan, Why, apply, plan};
use coopol_core::roster::{self, Field};
use coopol_domain::id::SubjectId;
use coopol_import::{Code, Options, Roster, read};

use crate::sync::names;
use crate::world::{Laptop, World};

fn file(csv: &str) -> Roster {
    read(csv.as_bytes(), "adhérents.csv", &Options::new("2026-11-22".parse().unwrap())).unwrap()
}

async fn planned(laptop: &Laptop, csv: &str) -> Plan {
    plan(&laptop.session, &file(csv), &Choices::new()).await.unwrap()
}

pub async fn import(laptop: &Laptop, csv: &str) -> Imported {
    let planned = planned(laptop, csv).await;
    apply(&laptop.session, &planned, "adhérents.csv").await.unwrap()
}

/// Created, updated, unchanged, left to decide.
fn counts(plan: &Plan) -> [usize; 4] {
    [plan.created.len(), plan.updated.len(), plan.unchanged, plan.duplicates.len()]
}

async fn only(laptop: &Laptop) -> SubjectId {
    let page =
        roster::list(&laptop.session, &roster::Query::default(), roster::Window { offset: 0, limit: 2 }).await.unwrap();
    assert_eq!(page.total, 1, "{page:?}");
    page.rows[0].id
}

/// A spreadsheet opened the file in between: everybody is still who they were, and keeps the zeros of their number.
#[tokio::test]
async fn a_number_without_its_zeros_is_the_same_number() {
    let world = World::new();
    let a = world.synchronised(1, 1).await;
    import(&a, "N° adhérent;Nom;Prénom\n0704952;Dupont;Jean\n0084371;Martin;Anne\n").await;
    let again = planned(&a, "N° adhérent;Nom;Prénom\n704952;DUPONT;Jean\n84371;MARTIN;Anne\n").await;
    assert_eq!(counts(&again), [0, 0, 2, 0]);
}

/// A number alone proves nothing: those of some lists count their rows.
#[tokio::test]
async fn a_number_needs_a_name_or_a_birth_date_beside_it() {
    let world = World::new();
    let a = world.synchronised(1, 1).await;
    import(&a, "N° adhérent;Nom;Prénom;Né le\n780001;Dupont;Marie;02/03/1950\n").await;
    let married = planned(&a, "N° adhérent;Nom;Prénom\n780001;Durand;Marie\n").await;
    assert_eq!(counts(&married), [0, 1, 0, 0], "a surname changes");
    let mistyped = planned(&a, "N° adhérent;Nom;Prénom;Né le\n780001;Dupond;Maria;02/03/1950\n").await;
    assert_eq!(counts(&mistyped), [0, 1, 0, 0]);
    let brother = planned(&a, "N° adhérent;Nom;Prénom\n780001;Dupont;Jean\n").await;
    assert_eq!(counts(&brother), [0, 0, 0, 1]);
    let stranger = "N° adhérent;Nom;Prénom\n780001;Petit;Luc\n";
    let other = planned(&a, stranger).await;
    assert_eq!(counts(&other), [1, 0, 0, 0]);
    assert_eq!(other.problems.iter().map(|problem| problem.code).collect::<Vec<_>>(), [Code::NotUnique]);
    import(&a, stranger).await;
    assert_eq!(names(&a).await, ["Marie Dupont", "Luc Petit"]);
}

#[tokio::test]
async fn namesakes_and_couples_stay_two_people() {
    let world = World::new();
    let a = world.synchronised(1, 1).await;
    let family = "Nom;Prénom;Né le;Mail;Tél\n\
        Dupont;Jean;02/03/1950;famille@exemple.fr;01 39 50 12 34\nDupont;Jean;05/06/1980;famille@exemple.fr;01 39 50 12 34\n\
        Dupont;Marie;;famille@exemple.fr;01 39 50 12 34\nMartin;Paul;;famille@exemple.fr;\n";
    let done = import(&a, family).await;
    assert_eq!(done.created, 4);
    assert_eq!(counts(&planned(&a, family).await), [0, 0, 4, 0]);
    assert_eq!(import(&a, family).await.act, None);
}

/// An export of payments has a row for each, and is still one person.
#[tokio::test]
async fn rows_of_one_person_are_one() {
    let world = World::new();
    let a = world.synchronised(1, 1).await;
    let payments = "Nom;Prénom;Mail;Téléphone;Date de la commande;Montant\n\
        Dupont;Jean;jean@exemple.fr;;07/10/2024 18:42;36,00\nMartin;Anne;anne@exemple.fr;;07/10/2024 18:42;20,00\n\
        DUPONT;Jean;jean@exemple.fr;06 12 34 56 78;09/10/2025 18:42;40,00\n";
    let first = planned(&a, payments).await;
    assert_eq!((counts(&first), first.dues), ([2, 0, 0, 0], 3));
    import(&a, payments).await;
    assert_eq!(counts(&planned(&a, payments).await), [0, 0, 2, 0]);
}

/// What a second row says otherwise is told, and somebody may decide that it is somebody else.
#[tokio::test]
async fn a_row_that_says_otherwise_than_an_earlier_one_is_told() {
    let world = World::new();
    let a = world.synchronised(1, 1).await;
    let text = "Nom;Prénom;Mail;Ville\nDupont;Jean;jean@exemple.fr;Poissy\nDupont;Jean;jean@exemple.fr;Versailles\n";
    let first = planned(&a, text).await;
    assert_eq!((counts(&first), first.duplicates[0].why, first.duplicates[0].row), ([1, 0, 0, 1], Why::EarlierRow, 3));
    let choices = Choices::from([(3, Choice::Other)]);
    let apart = plan(&a.session, &file(text), &choices).await.unwrap();
    assert_eq!(counts(&apart), [2, 0, 0, 0]);
    import(&a, text).await;
    assert_eq!(counts(&planned(&a, text).await), [0, 0, 1, 1]);
}

/// Two rows found to be one person of the roster, each in its own way: the first is taken.
#[tokio::test]
async fn two_rows_about_one_known_person_are_not_both_written() {
    let world = World::new();
    let a = world.synchronised(1, 1).await;
    import(&a, "N° adhérent;Nom;Prénom;Mail\n780001;Dupont;Jean;jean@exemple.fr\n").await;
    let text =
        "N° adhérent;Nom;Prénom;Mail;Né le\n780001;Dupont;Jean;;02/03/1950\n;Dupont;Jean;jean@exemple.fr;03/03/1950\n";
    assert_eq!(counts(&planned(&a, text).await), [0, 1, 0, 1]);
    assert_eq!(import(&a, text).await.updated, 1);
    let person = only(&a).await;
    assert_eq!(roster::sheet(&a.session, person).await.unwrap().born_on.as_deref(), Some("1950-03-02"));
}

/// What can't be kept of a cell spoils neither its row nor the file.
#[tokio::test]
async fn no_cell_keeps_a_file_out() {
    let world = World::new();
    let a = world.synchronised(1, 1).await;
    let (long, remark) = ("x".repeat(5_000), "vu ".repeat(1_000));
    let text = format!(
        "Nom;Prénom;Adresse;Observations;N° adhérent;Cotisation 2026\n\
         MAR\u{7}TIN;Anne;\"12 rue\tHaute\r\nBât. A\";\"une\r\nremarque\";780001;99999999999\n{long};Luc;{long};{remark};780001;36\n"
    );
    let done = import(&a, &text).await;
    assert_eq!((done.created, done.dues + done.proposed), (2, 1));
    assert_eq!(names(&a).await, ["Luc ", "Anne Martin"]);
    let longer = text.replace(&remark, &"revu ".repeat(700));
    assert_eq!(counts(&planned(&a, &longer).await), [0, 0, 2, 0], "remarks that no longer fit stay as they were");
    let undone = undo(&a.session, *done.act.unwrap().as_bytes()).await.unwrap();
    assert_eq!(undone.changes, 3, "two people and a payment");
    assert_eq!(names(&a).await, [""; 0]);
}

/// A file gives a known person what is missing; what they already have of it is not written again.
#[tokio::test]
async fn somebody_known_is_completed_not_doubled() {
    let world = World::new();
    let a = world.synchronised(1, 1).await;
    import(&a, "Nom;Prénom;Né le\nLefèvre;Zoé;02/03/1950\n").await;
    let zoe = only(&a).await;
    roster::set(&a.session, zoe, Field::Email, "zoe@exemple.fr").await.unwrap();
    let text = "NOM;PRENOM;DDN;MAIL;TEL\nLEFEVRE;ZOE;2/3/50;ZOE@EXEMPLE.FR;0612345678\n";
    let planned = planned(&a, text).await;
    assert_eq!(counts(&planned), [0, 1, 0, 0]);
    let fields: Vec<&str> = planned.updated[0].fields.iter().map(|change| change.field).collect();
    assert_eq!(fields, ["phone"]);
    import(&a, text).await;
    assert_eq!(only(&a).await, zoe);
}

const PAID: &str = "Nom;Prénom;Mail;Cotisation 2025;Cotisation 2026\nDupont;Jean;jean@exemple.fr;36,00;20,00\n\
    Martin;Anne;anne@exemple.fr;;20,00\n";

/// What the file now says of Jean's dues of 2026.
fn corrected(amount: &str) -> String {
    PAID.replacen("36,00;20,00", &format!("36,00;{amount}"), 1)
}

/// Cents by year, latest first.
async fn dues(laptop: &Laptop, name: &str) -> Vec<(i64, i64)> {
    let query = roster::Query { text: name.to_owned(), ..roster::Query::default() };
    let page = roster::list(&laptop.session, &query, roster::Window { offset: 0, limit: 2 }).await.unwrap();
    let sheet = roster::sheet(&laptop.session, page.rows[0].id).await.unwrap();
    sheet.dues.iter().map(|line| (line.year, line.cents)).collect()
}

/// Whoever may write dues corrects an amount by importing it once more; the payment is the same one.
#[tokio::test]
async fn a_corrected_amount_corrects_the_payment_once() {
    let world = World::new();
    let (a, treasurer) = (world.synchronised(1, 1).await, world.synchronised(2, 2).await);
    import(&a, PAID).await;
    world.settle(&a, &treasurer).await;
    let waiting: Vec<_> = proposals::list(&treasurer.session).await.unwrap().iter().map(|one| one.change).collect();
    proposals::accept(&treasurer.session, &waiting).await.unwrap();
    world.settle(&treasurer, &a).await;

    let text = corrected("25,50");
    let foretold = planned(&treasurer, &text).await;
    assert_eq!((counts(&foretold), foretold.dues), ([0, 1, 1, 0], 1));
    let told: Vec<_> =
        foretold.updated[0].fields.iter().map(|it| (it.field, it.before.as_str(), it.after.as_str())).collect();
    assert_eq!(told, [("dues", "2026 : 20,00 €", "2026 : 25,50 €")]);
    let done = import(&treasurer, &text).await;
    assert_eq!((done.created, done.updated, done.dues, done.proposed), (0, 1, 1, 0));
    assert_eq!(dues(&treasurer, "Jean").await, [(2026, 2550), (2025, 3600)]);
    assert_eq!(import(&treasurer, &text).await.act, None);
    world.settle(&treasurer, &a).await;
    assert_eq!(import(&treasurer, &text).await.act, None);
    assert_eq!(dues(&treasurer, "Anne").await, [(2026, 2000)]);

    undo(&treasurer.session, *done.act.unwrap().as_bytes()).await.unwrap();
    assert_eq!(dues(&treasurer, "Jean").await, [(2026, 2000), (2025, 3600)]);
}

/// Whoever may not write dues proposes the correction, once.
#[tokio::test]
async fn a_corrected_amount_waits_for_the_treasurer() {
    let world = World::new();
    let (a, treasurer) = (world.synchronised(1, 1).await, world.synchronised(2, 2).await);
    import(&a, PAID).await;
    world.settle(&a, &treasurer).await;
    let waiting: Vec<_> = proposals::list(&treasurer.session).await.unwrap().iter().map(|one| one.change).collect();
    proposals::accept(&treasurer.session, &waiting).await.unwrap();
    world.settle(&treasurer, &a).await;

    let text = corrected("25,50");
    assert_eq!(planned(&a, &text).await.dues, 1);
    let done = import(&a, &text).await;
    assert_eq!((done.updated, done.dues, done.proposed), (1, 0, 1));
    for _ in 0..2 {
        assert_eq!(import(&a, &text).await.act, None, "neither before it was sent nor while it waits");
        world.settle(&a, &treasurer).await;
    }
    assert_eq!(dues(&treasurer, "Jean").await, [(2026, 2000), (2025, 3600)]);
    let waiting = proposals::list(&treasurer.session).await.unwrap();
    assert_eq!(waiting.iter().map(|one| one.kind.as_str()).collect::<Vec<_>>(), ["dues_changed"]);
    assert_eq!(waiting[0].name.as_deref(), Some("Jean Dupont"));
    proposals::accept(&treasurer.session, &[waiting[0].change]).await.unwrap();
    world.settle(&treasurer, &a).await;
    assert_eq!(dues(&treasurer, "Jean").await, [(2026, 2550), (2025, 3600)]);
    assert_eq!(import(&a, &text).await.act, None);
}

/// A payment that still waits, or wasn't sent yet, is proposed anew with the right amount: the treasurer sees one.
#[tokio::test]
async fn an_amount_that_still_waits_is_proposed_anew() {
    for sent in [false, true] {
        let world = World::new();
        let (a, treasurer) = (world.synchronised(1, 1).await, world.synchronised(2, 2).await);
        import(&a, PAID).await;
        if sent {
            world.settle(&a, &treasurer).await;
        }
        let text = corrected("25,50");
        let done = import(&a, &text).await;
        assert_eq!((done.created, done.updated, done.proposed), (0, 1, 1), "sent: {sent}");
        assert_eq!(import(&a, &text).await.act, None, "sent: {sent}");
        world.settle(&a, &treasurer).await;
        assert_eq!(import(&a, &text).await.act, None, "sent: {sent}");
        let waiting = proposals::list(&treasurer.session).await.unwrap();
        assert_eq!(waiting.len(), 3, "sent: {sent}");
        let all: Vec<_> = waiting.iter().map(|one| one.change).collect();
        proposals::accept(&treasurer.session, &all).await.unwrap();
        world.settle(&treasurer, &a).await;
        assert_eq!(dues(&treasurer, "Jean").await, [(2026, 2550), (2025, 3600)], "sent: {sent}");
        assert_eq!(import(&a, &text).await.act, None, "sent: {sent}");
    }
}
