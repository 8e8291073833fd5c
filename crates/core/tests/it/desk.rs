//! What lies on the desk of an office: it stays there when whoever holds the office goes.

use coopol_core::desk::{self, MessageDraft, Purpose, Question, drop_list, list_named, lists, rewrite_list, save_list};
use coopol_core::device::{Failure, Rule};
use coopol_core::history::{self, undo};
use coopol_core::roster::{Filter, Query};
use coopol_domain::id::SubjectId;
use coopol_domain::kinds::Refusal;

use crate::world::{Laptop, World};

fn asking(text: &str, filters: &[Filter]) -> Question {
    Question::of(&Query { text: text.to_owned(), filters: filters.into(), ..Query::default() })
}

async fn names(laptop: &Laptop) -> Vec<String> {
    lists(&laptop.session).await.unwrap().into_iter().map(|list| list.name).collect()
}

#[tokio::test]
async fn a_list_keeps_the_question_and_is_found_by_name() {
    let world = World::new();
    let zoe = world.synchronised(1, 1).await;
    let early = save_list(&zoe.session, "À relancer", &asking("", &[])).await;
    assert!(matches!(early, Err(Failure::NoStream { .. })), "the server has opened no desk yet: {early:?}");
    assert!(!desk::has_desk(&zoe.session).await.unwrap());
    world.open_desks();
    zoe.sync().await;
    let late = asking(" côté ", &[Filter::WithoutEmail, Filter::Late]);
    let (list, saved) = save_list(&zoe.session, " À relancer ", &late).await.unwrap();
    save_list(&zoe.session, "Élus", &asking("", &[])).await.unwrap();
    save_list(&zoe.session, "anciens", &asking("", &[Filter::FormerMember])).await.unwrap();
    assert_eq!(names(&zoe).await, ["À relancer", "anciens", "Élus"], "as people sort names");
    let taken = save_list(&zoe.session, "a RELANCER", &asking("", &[])).await;
    assert!(matches!(taken, Err(Failure::Refused(Refusal::Taken { .. }))), "two of one name: {taken:?}");
    let nameless = save_list(&zoe.session, "  ", &asking("", &[])).await;
    assert!(matches!(nameless, Err(Failure::Invalid { field: "name", rule: Rule::Required, .. })));
    let found = list_named(&zoe.session, "a relancer").await.unwrap();
    assert_eq!((found.id, &found.question, found.unknown.len()), (list, &late, 0));
    let query = found.question.query().unwrap();
    assert_eq!(
        (query.text.as_str(), query.filters.as_slice()),
        ("côté", [Filter::Late, Filter::WithoutEmail].as_slice())
    );
    let renamed = rewrite_list(&zoe.session, &found, "À appeler", &late).await.unwrap();
    assert!(matches!(list_named(&zoe.session, "à relancer").await, Err(Failure::NotFound { what: "saved_list", .. })));
    let page = history::list(&zoe.session, &history::Query::default(), 0, 9).await.unwrap();
    assert_eq!((page.rows[0].kind.as_str(), page.rows[0].subject_name.as_deref()), ("list_changed", Some("À appeler")));
    for done in [renamed, saved] {
        undo(&zoe.session, *done.change.as_bytes()).await.unwrap();
    }
    assert_eq!(names(&zoe).await, ["anciens", "Élus"], "undone, it was never saved");
    let gone = drop_list(&zoe.session, list).await;
    assert!(matches!(gone, Err(Failure::NotFound { what: "saved_list", .. })));
    let unknown = drop_list(&zoe.session, SubjectId::from_bytes([9; 16])).await;
    assert!(matches!(unknown, Err(Failure::NotFound { what: "saved_list", .. })));
    zoe.sync().await;
    assert_eq!(coopol_core::status::status(&zoe.session).await.unwrap().waiting, 0, "the server took it all");
}

/// J1.1: two laptops of one office share its desk; another office of the same section has one of its own.
#[tokio::test]
async fn a_desk_is_its_offices_alone() {
    let world = World::new();
    world.open_desks();
    let (zoe, again) = (world.synchronised(1, 1).await, world.synchronised(1, 3).await);
    let andre = world.synchronised(2, 2).await;
    let (list, _) = save_list(&zoe.session, "À relancer", &asking("", &[Filter::Late])).await.unwrap();
    let draft = MessageDraft {
        purpose: Purpose::Template,
        subject: "Convocation".to_owned(),
        body: "Bonjour,\r\n\tvenez.".to_owned(),
        question: None,
    };
    let (message, _) = desk::keep_message(&zoe.session, &draft).await.unwrap();
    zoe.sync().await;
    again.sync().await;
    andre.sync().await;
    let seen = list_named(&again.session, "À relancer").await.unwrap();
    assert_eq!(seen.id, list);
    let read = desk::message(&again.session, "convocation").await.unwrap();
    assert_eq!((read.id, read.body.as_str()), (message, "Bonjour,\n venez."), "lines end as everywhere, and no tab");
    assert!(names(&andre).await.is_empty(), "the treasurer has a desk, and nothing of the secretary's");
    assert!(desk::messages(&andre.session).await.unwrap().is_empty());
    assert_eq!((names(&again).await.len(), desk::messages(&again.session).await.unwrap().len()), (1, 1));
    // Both change it: each what they changed.
    rewrite_list(&again.session, &seen, &seen.name, &asking("", &[Filter::UpToDate])).await.unwrap();
    rewrite_list(&zoe.session, &seen, "À appeler", &seen.question).await.unwrap();
    for laptop in [&zoe, &again, &zoe] {
        laptop.sync().await;
    }
    let both = list_named(&zoe.session, "À appeler").await.unwrap();
    assert_eq!(both.question.filters, ["up_to_date"]);
}

#[tokio::test]
async fn texts_are_kept_changed_dropped_and_brought_back() {
    let world = World::new();
    world.open_desks();
    let zoe = world.synchronised(1, 1).await;
    let draft = |purpose, subject: &str, question| MessageDraft {
        purpose,
        subject: subject.to_owned(),
        body: "Bonjour".to_owned(),
        question,
    };
    let late = asking("", &[Filter::Late]);
    desk::keep_message(&zoe.session, &draft(Purpose::Draft, "Rappel", Some(late.clone()))).await.unwrap();
    desk::keep_message(&zoe.session, &draft(Purpose::Template, "Vœux", None)).await.unwrap();
    let nameless = desk::keep_message(&zoe.session, &draft(Purpose::Draft, " \n", None)).await;
    assert!(matches!(nameless, Err(Failure::Invalid { field: "subject", rule: Rule::Required, .. })));
    let told: Vec<_> = desk::messages(&zoe.session).await.unwrap();
    let told: Vec<_> = told.iter().map(|it| (it.purpose, it.subject.as_str(), it.question.clone())).collect();
    assert_eq!(told, [(Purpose::Template, "Vœux", None), (Purpose::Draft, "Rappel", Some(late.clone()))]);
    let seen = desk::message(&zoe.session, "voeux").await.unwrap();
    desk::rewrite_message(&zoe.session, &seen, &draft(Purpose::Template, "Vœux 2027", None)).await.unwrap();
    let same = desk::message(&zoe.session, "voeux 2027").await.unwrap();
    let dropped = desk::drop_message(&zoe.session, same.id).await.unwrap();
    let gone = desk::rewrite_message(&zoe.session, &same, &draft(Purpose::Template, "Autre", None)).await;
    assert!(matches!(gone, Err(Failure::NotFound { what: "kept_message", .. })));
    undo(&zoe.session, *dropped.change.as_bytes()).await.unwrap();
    assert_eq!(desk::messages(&zoe.session).await.unwrap().len(), 2);
}

/// Everything that the office keeps leaves in open formats.
#[tokio::test]
async fn an_export_has_the_lists_and_the_texts() {
    let world = World::new();
    world.open_desks();
    let zoe = world.synchronised(1, 1).await;
    save_list(&zoe.session, "À relancer", &asking("côté", &[Filter::Late, Filter::WithoutEmail])).await.unwrap();
    let body = "Bonjour,\nvotre cotisation manque.".to_owned();
    let draft = MessageDraft { purpose: Purpose::Template, subject: "Rappel".to_owned(), body, question: None };
    desk::keep_message(&zoe.session, &draft).await.unwrap();
    let out = tempfile::tempdir().unwrap();
    let folder = out.path().join("export");
    coopol_core::export::everything(&zoe.session, &folder).await.unwrap();
    let lists = std::fs::read_to_string(folder.join("listes.csv")).unwrap();
    assert!(lists.ends_with("\r\nÀ relancer;côté;en retard, sans e-mail;name\r\n"), "{lists}");
    let messages = std::fs::read_to_string(folder.join("messages.csv")).unwrap();
    assert!(messages.contains("Rappel;modèle;\"Bonjour,\nvotre cotisation manque.\""), "{messages}");
}
