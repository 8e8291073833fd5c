//! Commands on people: each works, works twice, knows the unknown and the forbidden; undo; import.

use coopol_core::agenda;
use coopol_core::device::{Failure, Rule};
use coopol_core::history::{self, Course, Trust, undo};
use coopol_core::proposals;
use coopol_core::roster::import::{Choice, Choices, Imported, Why, apply, plan};
use coopol_core::roster::{self, DuesState, Field, Query, Window};
use coopol_core::status::status;
use coopol_domain::codec::Value;
use coopol_domain::device::Intent;
use coopol_domain::id::{ActId, SubjectId};
use coopol_domain::journal::undo::NotInvertible;
use coopol_domain::journal::{Compartment, Edit, Payload};
use coopol_domain::kinds::Refusal;
use coopol_import::{Options, Roster, read};

use crate::agenda::draft;
use crate::authority::Cut;
use crate::sync::{add, names, person};
use crate::world::{Laptop, UNIT, World};

const ALL: Window = Window { offset: 0, limit: 100 };
const NOBODY: SubjectId = SubjectId::from_bytes([9; 16]);

#[tokio::test]
async fn a_field_is_set_and_set_again() {
    let world = World::new();
    let a = world.synchronised(1, 1).await;
    let zoe = add(&a, "Zoé", "Lefèvre").await;
    roster::set(&a.session, zoe, Field::Email, "Zoe@Exemple.fr ").await.unwrap();
    roster::verify(&a.session, zoe, Field::Email).await.unwrap();
    let contact = roster::sheet(&a.session, zoe).await.unwrap().contacts.remove(0);
    assert_eq!((contact.value.as_str(), contact.verified_on.as_deref()), ("zoe@exemple.fr", Some("2026-11-18")));
    roster::set(&a.session, zoe, Field::Email, "z@exemple.fr").await.unwrap();
    let contacts = roster::sheet(&a.session, zoe).await.unwrap().contacts;
    assert_eq!((contacts.len(), contacts[0].value.as_str()), (1, "z@exemple.fr"), "changed, not added");
    assert_eq!(contacts[0].verified_on, None, "what was verified is no longer what stands there");
    let again = roster::set(&a.session, zoe, Field::Email, "z@exemple.fr").await;
    assert!(matches!(again, Err(Failure::Refused(Refusal::NothingChanged))));
    roster::set(&a.session, zoe, Field::Email, "").await.unwrap();
    assert_eq!(roster::sheet(&a.session, zoe).await.unwrap().contacts, []);
}

/// A record of dues is a payment: it counts by its amount, whether or not its day is known, for its year, until it is
/// cancelled. List, filter and sheet say the same.
#[tokio::test]
async fn who_paid_something_for_this_year_is_up_to_date() {
    let world = World::new();
    let (a, treasurer) = (world.synchronised(1, 1).await, world.synchronised(2, 2).await);
    let [zoe, eric, anne] = [("Zoé", "Lefèvre"), ("Éric", "Ravel"), ("Anne", "Martin")];
    let (zoe, eric, anne) = (add(&a, zoe.0, zoe.1).await, add(&a, eric.0, eric.1).await, add(&a, anne.0, anne.1).await);
    world.settle(&a, &treasurer).await;
    let dues = treasurer.session.stream(Compartment::Dues).await.unwrap();
    let write = async |subject: u8, kind: &str, edits: Vec<Edit>| {
        let payload = Payload::new(kind, 1, edits);
        let subject = SubjectId::from_bytes([subject; 16]);
        let intent = Intent { stream: dues, subject, payload, act: None, depends_on: Vec::new() };
        treasurer.session.record(intent).await.unwrap();
    };
    let payment = |person: SubjectId, year, cents| {
        vec![
            Edit::set("person", Value::bytes(person.as_bytes())),
            Edit::set("year", Value::Int(year)),
            Edit::set("amount_cents", Value::Int(cents)),
        ]
    };
    write(1, "dues_recorded", payment(zoe, 2026, 3600)).await;
    write(2, "dues_recorded", payment(eric, 2025, 3600)).await;
    write(3, "dues_recorded", payment(anne, 2026, 0)).await;
    let states = async || {
        let page = roster::list(&treasurer.session, &Query::default(), Window { offset: 0, limit: 9 }).await.unwrap();
        let late = page.rows.iter().filter(|row| row.dues == DuesState::Late).count();
        assert_eq!(page.counts.late, u64::try_from(late).unwrap());
        let mut states = Vec::new();
        for person in [zoe, eric, anne] {
            let listed = page.rows.iter().find(|row| row.id == person).unwrap().dues;
            assert_eq!(roster::sheet(&treasurer.session, person).await.unwrap().dues_of(2026), listed);
            states.push(listed);
        }
        states
    };
    assert_eq!(states().await, [DuesState::UpToDate, DuesState::Late, DuesState::Late]);
    write(1, "dues_cancelled", vec![Edit::set("removed", Value::Bool(true))]).await;
    assert_eq!(states().await, [DuesState::Late; 3]);
}

#[tokio::test]
async fn what_cannot_be_is_refused_before_anything_is_written() {
    let world = World::new();
    let (a, b) = (world.synchronised(1, 1).await, world.synchronised(2, 2).await);
    let zoe = add(&a, "Zoé", "Lefèvre").await;
    world.settle(&a, &b).await;
    for (field, value, rule) in [
        (Field::Email, "zoe", Rule::Email),
        (Field::Mobile, "12", Rule::Phone),
        (Field::Mobile, "01 39 50 12 34", Rule::Phone),
        (Field::BornOn, "31/02/1970", Rule::Day),
    ] {
        let refused = roster::set(&a.session, zoe, field, value).await;
        assert!(matches!(refused, Err(Failure::Invalid { rule: told, .. }) if told == rule), "{field} {value}");
    }
    let refused = roster::set(&a.session, zoe, Field::Category, "king").await;
    assert!(matches!(refused, Err(Failure::Refused(Refusal::ValueInvalid { .. }))));
    assert!(matches!(roster::set(&a.session, NOBODY, Field::Note, "x").await, Err(Failure::NotFound { .. })));
    assert!(matches!(roster::sheet(&a.session, NOBODY).await, Err(Failure::NotFound { .. })));
    let forbidden = roster::set(&b.session, zoe, Field::Note, "x").await;
    assert!(matches!(forbidden, Err(Failure::Refused(Refusal::NotGranted { .. }))), "a treasurer reads the roster");
    assert!(roster::add(&b.session, &person("Anne", "Martin")).await.is_err());
    assert_eq!(status(&a.session).await.unwrap().waiting, 0);
}

/// J2.4: a change is taken back by a change, which is taken back in its turn; what others did since stays.
#[tokio::test]
async fn one_change_is_undone_and_redone() {
    let world = World::new();
    let a = world.synchronised(1, 1).await;
    let zoe = add(&a, "Zoé", "Lefèvre").await;
    a.sync().await;
    let saved = roster::set(&a.session, zoe, Field::Note, "première").await.unwrap();
    let undone = undo(&a.session, *saved.change.as_bytes()).await.unwrap();
    assert_eq!((undone.changes, undone.left.len()), (1, 0));
    assert_eq!(roster::sheet(&a.session, zoe).await.unwrap().note, None);
    a.sync().await;
    let twice = undo(&a.session, *saved.change.as_bytes()).await;
    assert!(matches!(twice, Err(Failure::NotUndoable(NotInvertible::AlreadyUndone))));
    undo(&a.session, *undone.act.as_bytes()).await.unwrap();
    assert_eq!(roster::sheet(&a.session, zoe).await.unwrap().note.as_deref(), Some("première"));
    roster::set(&a.session, zoe, Field::Note, "seconde").await.unwrap();
    let since = undo(&a.session, *saved.change.as_bytes()).await;
    assert!(matches!(since, Err(Failure::NotUndoable(NotInvertible::ChangedSince { .. }))));
    assert!(matches!(undo(&a.session, [7; 16]).await, Err(Failure::NotFound { .. })));
}

#[tokio::test]
async fn the_history_tells_who_did_what() {
    let world = World::new();
    let a = world.synchronised(1, 1).await;
    let zoe = add(&a, "Zoé", "Lefèvre").await;
    a.sync().await;
    roster::set(&a.session, zoe, Field::FamilyName, "Lefebvre").await.unwrap();
    let about = history::Query { subject: Some(zoe), ..history::Query::default() };
    let page = history::list(&a.session, &about, 0, 10).await.unwrap();
    let [changed, added] = page.rows.as_slice() else { panic!("{page:?}") };
    assert_eq!((changed.kind.as_str(), changed.trust), ("person_changed", Trust::Saved));
    assert_eq!(changed.fields[0].before.as_deref(), Some("Lefèvre"));
    assert_eq!(changed.fields[0].after.as_deref(), Some("Lefebvre"));
    assert_eq!(changed.author_name.as_deref(), Some("Zoé Lefèvre"), "the officer, not the person");
    assert_eq!((added.kind.as_str(), added.trust), ("person_recorded", Trust::Sealed));
    assert_eq!(added.subject_name.as_deref(), Some("Zoé Lefebvre"), "as she is called now");
    assert!(changed.undoable && !added.undoable, "what others changed since stays");
    let all = history::list(&a.session, &history::Query::default(), 0, 10).await.unwrap();
    let recorded = all.rows.iter().find(|entry| entry.kind == "mandate_recorded").unwrap();
    assert!(["Zoé Lefèvre", "André Côté"].contains(&recorded.subject_name.as_deref().unwrap()), "{recorded:?}");
    let by_kind = history::Query { kind: Some("person_ch".to_owned()), ..history::Query::default() };
    assert_eq!(history::list(&a.session, &by_kind, 0, 10).await.unwrap().total, 1);
    let by_text = history::Query { text: "lefebvre".to_owned(), ..history::Query::default() };
    assert_eq!(history::list(&a.session, &by_text, 0, 10).await.unwrap().total, 2);
}

/// What is asked of people finds phones and payments too, and the import that brought them; so does a name.
#[tokio::test]
async fn a_filter_finds_what_an_act_did() {
    let world = World::new();
    let a = world.synchronised(1, 1).await;
    let zoe = add(&a, "Zoé", "Lefèvre").await;
    roster::set(&a.session, zoe, Field::Mobile, "06 12 34 56 78").await.unwrap();
    agenda::plan(&a.session, &draft("Bureau", "2026-11-30T20:00")).await.unwrap();
    import(&a, &file("Nom;Prénom;Cotisation 2026\nMartin;Anne;20\n")).await;
    let kinds = async |query: history::Query| {
        let page = history::list(&a.session, &query, 0, 50).await.unwrap();
        let mut kinds: Vec<String> = page.rows.into_iter().map(|entry| entry.kind).collect();
        kinds.sort();
        kinds
    };
    let of = |sorts: &[&'static str]| history::Query { sorts: sorts.to_vec(), ..history::Query::default() };
    for synchronised in [false, true] {
        assert_eq!(kinds(of(&["person", "dues"])).await, ["contact_changed", "import", "person_recorded"]);
        assert_eq!(kinds(of(&["dues"])).await, ["import"]);
        assert_eq!(kinds(of(&["event"])).await, ["event_planned"]);
        assert_eq!(kinds(of(&["document"])).await, [""; 0]);
        let named = |text: &str| history::Query { text: text.to_owned(), ..history::Query::default() };
        assert_eq!(kinds(named("anne martin")).await, ["import"]);
        assert_eq!(kinds(named("lefevre")).await, ["contact_changed", "person_recorded"]);
        if !synchronised {
            a.sync().await;
        }
    }
}

/// J3.4: an act that others only see the beginning of goes on, until nobody can go on with it.
#[tokio::test]
async fn an_act_without_its_end_goes_on_or_is_cut() {
    let world = World::new();
    world.deputy();
    let (a, deputy) = (world.synchronised(1, 1).await, world.synchronised(3, 3).await);
    let course = async || {
        let page = history::list(&a.session, &history::Query::default(), 0, 50).await.unwrap();
        page.rows.into_iter().find(|entry| entry.kind == "import").map(|entry| entry.course)
    };
    let (home, act) = (deputy.session.stream(Compartment::Roster).await.unwrap(), ActId::from_bytes([9; 16]));
    let step = |payload: Payload| {
        let subject = SubjectId::from_bytes(*act.as_bytes());
        Intent { stream: home, subject, payload, act: Some(act), depends_on: Vec::new() }
    };
    let opened = Payload::new("act_opened", 1, vec![Edit::set("category", Value::text("import"))]);
    deputy.session.record(step(opened)).await.unwrap();
    deputy.sync().await;
    a.sync().await;
    assert_eq!(course().await, Some(Course::Open));
    world.end(3);
    a.sync().await;
    assert_eq!(course().await, Some(Course::Cut));
    // Finished before, it is whole whatever comes.
    let done = import(&a, &file("Nom;Prénom\nPetit;Jean\n")).await;
    let part = history::Query { text: "petit".to_owned(), ..history::Query::default() };
    let page = history::list(&a.session, &part, 0, 1).await.unwrap();
    assert_eq!((page.rows[0].act, page.rows[0].course), (done.act, Course::Whole));
}

/// J3.6: an act whose first pushes alone arrived stands with the others as one line that goes on. Its author's program ends, starts
/// again and takes it up where it was, without doing anything twice: then it is whole, and taken back as one.
#[tokio::test]
async fn an_act_that_was_interrupted_is_taken_up_again() {
    let world = World::new();
    world.deputy();
    let (a, deputy) = (world.synchronised(1, 1).await, world.synchronised(3, 3).await);
    let letter = |n: usize| char::from(b"bcdfglmnrtv"[n % 11]);
    let name = |n: usize| format!("{}a{}o{}e", letter(n), letter(n / 11), letter(n / 121));
    let rows: Vec<String> = (0..1_200).map(|n| format!("{};Anne", name(n))).collect();
    let done = import(&deputy, &file(&format!("Nom;Prénom\n{}\n", rows.join("\n")))).await;
    let all = done.created as u64;
    assert!(all > 1_000, "it takes several pushes");
    let lines = async |laptop: &Laptop| {
        let page = history::list(&laptop.session, &history::Query::default(), 0, 50).await.unwrap();
        let imports = page.rows.into_iter().filter(|entry| entry.kind == "import");
        imports.map(|entry| (entry.act, entry.course, entry.count, entry.undoable)).collect::<Vec<_>>()
    };
    let people = async |laptop: &Laptop| {
        let window = Window { offset: 0, limit: 1 };
        roster::list(&laptop.session, &Query::default(), window).await.unwrap().total
    };
    *deputy.way.cut.lock().unwrap() = Cut::AfterPushes(1);
    deputy.session.sync_once(&deputy.way).await.unwrap_err();
    a.sync().await;
    let [(act, course, count, _)] = lines(&a).await[..] else { panic!("an act is one line") };
    assert_eq!((act, course), (done.act, Course::Open));
    assert!(0 < count && count < all && people(&a).await == count, "{count} changes arrived");

    let deputy = world.again(deputy).await;
    *deputy.way.cut.lock().unwrap() = Cut::AfterPushes(2);
    deputy.session.sync_once(&deputy.way).await.unwrap_err();
    a.sync().await;
    assert_eq!(lines(&a).await[0].1, Course::Open);
    let deputy = world.again(deputy).await;
    world.settle(&deputy, &a).await;
    for laptop in [&a, &deputy] {
        assert_eq!(lines(laptop).await, [(done.act, Course::Whole, all, true)]);
        assert_eq!(people(laptop).await, all);
    }
    undo(&a.session, *done.act.unwrap().as_bytes()).await.unwrap();
    world.settle(&a, &deputy).await;
    assert_eq!(people(&deputy).await, 0);
}

/// An act of one change tells what that was about; one of several is about nobody.
#[tokio::test]
async fn an_act_of_one_change_is_told_as_that_change() {
    let world = World::new();
    let a = world.synchronised(1, 1).await;
    let zoe = add(&a, "Zoé", "Lefèvre").await;
    let saved = roster::set(&a.session, zoe, Field::Note, "première").await.unwrap();
    undo(&a.session, *saved.change.as_bytes()).await.unwrap();
    let page = history::list(&a.session, &history::Query::default(), 0, 1).await.unwrap();
    let [undone] = page.rows.as_slice() else { panic!("{page:?}") };
    assert_eq!((undone.kind.as_str(), undone.only.as_deref(), undone.count), ("undo", Some("person_changed"), 1));
    assert_eq!((undone.subject, undone.subject_name.as_deref()), (zoe, Some("Zoé Lefèvre")));
    assert_eq!((undone.fields[0].before.as_deref(), undone.fields[0].after.as_deref()), (Some("première"), None));
    import(&a, &file("Nom;Prénom;E-mail\nMartin;Anne;anne@exemple.fr\nPetit;Jean;jean@exemple.fr\n")).await;
    let page = history::list(&a.session, &history::Query::default(), 0, 1).await.unwrap();
    let [imported] = page.rows.as_slice() else { panic!("{page:?}") };
    assert!(imported.count > 1 && imported.only.is_none() && imported.fields.is_empty(), "{imported:?}");
}

fn file(csv: &str) -> Roster {
    read(csv.as_bytes(), "adhérents.csv", &Options::new("2026-11-22".parse().unwrap())).unwrap()
}

const MEMBERS: &str = "Nom;Prénom;Date de naissance;E-mail;Téléphone;Code postal;Ville;N° adhérent;Cotisation 2026\n\
    LEFÈVRE;Zoé;02/03/1950;zoe@exemple.fr;06 12 34 56 78;78000;Versailles;780001;36,50\n\
    Martin;Anne;;anne@exemple.fr;;78000;Versailles;780002;20\n\
    Dupont;Jean;;;;;;;\n";

async fn import(laptop: &Laptop, file: &Roster) -> Imported {
    let planned = plan(&laptop.session, file, &Choices::new()).await.unwrap();
    apply(&laptop.session, &planned, "adhérents.csv").await.unwrap()
}

/// J3.4: an import is one act: once it adds, twice it changes nothing, and all of it can be taken back.
#[tokio::test]
async fn the_same_file_twice_changes_nothing() {
    let world = World::new();
    let (a, treasurer) = (world.synchronised(1, 1).await, world.synchronised(2, 2).await);
    let members = file(MEMBERS);
    let done = import(&a, &members).await;
    assert_eq!((done.created, done.updated, done.dues, done.proposed), (3, 0, 0, 2), "a secretary proposes dues");
    assert_eq!(names(&a).await, ["Jean Dupont", "Zoé Lefèvre", "Anne Martin"]);
    for _ in 0..2 {
        let again = plan(&a.session, &members, &Choices::new()).await.unwrap();
        assert_eq!((again.created.len(), again.updated.len(), again.unchanged, again.dues), (0, 0, 3, 0));
        assert!(again.duplicates.is_empty());
        world.settle(&a, &treasurer).await;
    }
    assert_eq!(import(&a, &members).await.act, None);
    let page = history::list(&a.session, &history::Query::default(), 0, 10).await.unwrap();
    let line = page.rows.iter().find(|row| row.kind == "import").expect("the import is one line");
    assert_eq!((line.count, line.undoable), (5, true));
    assert_eq!(proposals::list(&treasurer.session).await.unwrap().len(), 2);
    let undone = undo(&a.session, *done.act.unwrap().as_bytes()).await.unwrap();
    assert_eq!(undone.changes, 5, "what is still proposed is withdrawn with it");
    world.settle(&a, &treasurer).await;
    assert!(proposals::list(&treasurer.session).await.unwrap().is_empty(), "nobody is asked about people who are gone");
    let left = status(&a.session).await.unwrap();
    assert_eq!((left.held, left.refused), (0, 0));
    assert_eq!(names(&a).await, [""; 0]);
    assert_eq!(names(&treasurer).await, [""; 0]);
    undo(&a.session, *undone.act.as_bytes()).await.unwrap();
    assert_eq!(names(&a).await.len(), 3);
}

#[tokio::test]
async fn a_file_completes_and_asks_where_it_is_not_sure() {
    let world = World::new();
    let a = world.synchronised(1, 1).await;
    import(&a, &file(MEMBERS)).await;
    let other = file(
        "Nom;Prénom;E-mail;Téléphone;N° adhérent\n\
         lefevre;ZOE;;01 39 50 12 34;780001\n\
         Martin;Paul;anne@exemple.fr;;\n\
         Dupont;Jean;jean@exemple.fr;;\n",
    );
    let planned = plan(&a.session, &other, &Choices::new()).await.unwrap();
    assert_eq!(planned.updated.len(), 1);
    let fields: Vec<&str> = planned.updated[0].fields.iter().map(|change| change.field).collect();
    assert_eq!(fields, ["phone"], "a name in capitals is the same name");
    let whys: Vec<Why> = planned.duplicates.iter().map(|duplicate| duplicate.why).collect();
    assert_eq!(whys, [Why::SameEmail, Why::CloseName]);
    let choices = Choices::from([(3, Choice::Other), (4, Choice::Same)]);
    let planned = plan(&a.session, &other, &choices).await.unwrap();
    assert_eq!((planned.created.len(), planned.updated.len(), planned.duplicates.len()), (1, 2, 0));
    apply(&a.session, &planned, "x.csv").await.unwrap();
    assert_eq!(names(&a).await, ["Jean Dupont", "Zoé Lefèvre", "Anne Martin", "Paul Martin"]);
}

/// J2.7: taken back before anybody heard of it, an import leaves nothing for anybody to decide.
#[tokio::test]
async fn an_import_is_taken_back_before_it_was_sent() {
    let world = World::new();
    let (a, treasurer) = (world.synchronised(1, 1).await, world.synchronised(2, 2).await);
    let done = import(&a, &file(MEMBERS)).await;
    assert_eq!(undo(&a.session, *done.act.unwrap().as_bytes()).await.unwrap().changes, 5);
    world.settle(&a, &treasurer).await;
    assert!(proposals::list(&treasurer.session).await.unwrap().is_empty());
    let left = status(&a.session).await.unwrap();
    assert_eq!((left.held, left.refused), (0, 0));
    assert_eq!(names(&treasurer).await, [""; 0]);
}

/// J3.3: who may decide declines, and the author reads so; who asked withdraws; nobody does the other's part.
#[tokio::test]
async fn a_proposal_is_declined_or_withdrawn() {
    let world = World::new();
    let (a, treasurer) = (world.synchronised(1, 1).await, world.synchronised(2, 2).await);
    let done = import(&a, &file(MEMBERS)).await;
    world.settle(&a, &treasurer).await;
    // The history doesn't tell what was only asked for as if it had been done.
    let told = async |laptop: &Laptop| -> Vec<Course> {
        let about = history::Query { act: done.act, ..history::Query::default() };
        let rows = history::list(&laptop.session, &about, 0, 10).await.unwrap().rows;
        rows.into_iter().filter(|row| row.kind == "dues_recorded").map(|row| row.course).collect()
    };
    for laptop in [&a, &treasurer] {
        assert_eq!(told(laptop).await, [Course::Waits; 2]);
    }
    let waiting = proposals::list(&treasurer.session).await.unwrap();
    let (first, second) = (waiting[0].change, waiting[1].change);
    assert!(matches!(proposals::withdraw(&treasurer.session, &[first]).await, Err(Failure::NotFound { .. })));
    assert!(matches!(proposals::decline(&a.session, &[first]).await, Err(Failure::NotFound { .. })));
    assert_eq!(proposals::own(&a.session).await.unwrap().len(), 2);

    proposals::decline(&treasurer.session, &[first]).await.unwrap();
    assert_eq!(proposals::list(&treasurer.session).await.unwrap().len(), 1, "it is answered here at once");
    proposals::withdraw(&a.session, &[second]).await.unwrap();
    assert_eq!(proposals::own(&a.session).await.unwrap().len(), 1);
    world.settle(&a, &treasurer).await;
    for laptop in [&a, &treasurer] {
        assert!(proposals::list(&laptop.session).await.unwrap().is_empty());
        assert!(proposals::own(&laptop.session).await.unwrap().is_empty());
        assert_eq!(told(laptop).await, [Course::Answered; 2]);
    }
    let refused = coopol_core::status::refused(&a.session).await.unwrap();
    assert_eq!(
        refused.iter().map(|one| (one.id, one.reason.as_deref(), one.unit)).collect::<Vec<_>>(),
        [(first, Some("declined"), Some(UNIT))]
    );
    assert!(matches!(proposals::accept(&treasurer.session, &[first]).await, Err(Failure::NotFound { .. })));
}

/// J2.7: what an import says of somebody's dues makes no sense without them: it is refused with them, and goes with them.
#[tokio::test]
async fn dues_depend_on_the_person_who_paid() {
    let world = World::new();
    world.deputy();
    let (a, b) = (world.synchronised(1, 1).await, world.synchronised(3, 3).await);
    let treasurer = world.synchronised(2, 2).await;
    let taken = add(&b, "Inès", "Durand").await;
    roster::set(&b.session, taken, Field::Number, "780001").await.unwrap();
    b.sync().await;
    import(&a, &file(MEMBERS)).await;
    world.settle(&a, &treasurer).await;
    let refused = coopol_core::status::refused(&a.session).await.unwrap();
    let refused = refused.iter().filter(|one| one.progress == "refused");
    let reasons: Vec<_> = refused.map(|one| one.reason.as_deref()).collect();
    assert_eq!(
        reasons,
        [Some("taken"), Some("dependency_refused")],
        "her number was taken, and nobody asks for her dues"
    );
    let waiting = proposals::list(&treasurer.session).await.unwrap();
    assert_eq!(waiting.iter().map(|one| one.name.as_deref()).collect::<Vec<_>>(), [Some("Anne Martin")]);

    let anne =
        roster::list(&a.session, &Query { text: "anne".to_owned(), ..Query::default() }, ALL).await.unwrap().rows[0].id;
    let about = history::Query { subject: Some(anne), ..history::Query::default() };
    let recorded = history::list(&a.session, &about, 0, 1).await.unwrap().rows[0].id;
    assert_eq!(undo(&a.session, *recorded.as_bytes()).await.unwrap().changes, 2, "she goes with her dues");
    world.settle(&a, &treasurer).await;
    assert!(proposals::list(&treasurer.session).await.unwrap().is_empty());
    assert_eq!(names(&treasurer).await, ["Jean Dupont", "Inès Durand"]);
}
