//! What somebody else does shows by itself; when they move or cancel an event, that rings.

use std::path::Path;

use jiff::{ToSpan as _, Zoned};

use crate::screen;
use crate::stage::{Colleague, Stage, come_in};

const TITLE: &str = "Bureau de section";

#[tokio::test]
async fn what_others_do_shows_and_what_they_move_or_cancel_rings() {
    let _screen = screen().await;
    let stage = Stage::with_keyring().await;
    let notifications = stage.notifications().await;
    // The test may run at night.
    stage.settings(r#"{ "quiet_from": "00:00", "quiet_until": "00:00" }"#);
    let mut server = stage.server().await;
    let (section, link) = server.section("Section de Versailles", "Zoé Lefèvre").await;
    let invited = server.officer(&section, "deputy", "André Côté").await;
    server.listen().await;
    let deputy = stage.colleague(&invited).await;

    let window = stage.start(&[]).await;
    come_in(&window, &link, None).await;
    window.open_room("Agenda").await;
    let soon = now() + 1.hour();
    let start = soon.strftime("%Y-%m-%dT%H:%M").to_string();
    deputy.types(&["agenda", "add", "--title", TITLE, "--start", &start]).await;
    deputy.types(&["sync"]).await;
    window.read(TITLE).await;
    let reminder = notifications.last_of(1).await;
    assert!(reminder.summary.starts_with("Réunion "), "{reminder:?}");

    let file = deputy.file("agenda.ics");
    deputy.types(&["agenda", "export", file.to_str().unwrap()]).await;
    let (was, later) = (soon.strftime("%Y%m%dT%H%M00"), now() + 3.days());
    say_instead(&deputy, &file, &was.to_string(), &later.strftime("%Y%m%dT210000").to_string()).await;
    let moved = notifications.last_of(2).await;
    let day = later.strftime("%d/%m/%Y");
    assert_eq!(moved.summary, format!("Déplacement\u{202f}: Réunion le {day} à 21\u{a0}h"));

    say_instead(&deputy, &file, "STATUS:CONFIRMED", "STATUS:CANCELLED").await;
    let cancelled = notifications.last_of(3).await;
    assert_eq!(cancelled.summary, format!("Annulation\u{202f}: Réunion le {day} à 21\u{a0}h"));
    window.read("Annulé").await;
    assert_eq!(notifications.shown().len(), 3, "each is told once");
    window.quit().await;
}

/// The deputy takes the file in with one thing changed.
async fn say_instead(deputy: &Colleague, file: &Path, was: &str, is: &str) {
    let calendar = std::fs::read_to_string(file).unwrap();
    assert!(calendar.contains(was), "{calendar}");
    std::fs::write(file, calendar.replace(was, is)).unwrap();
    let done = deputy.types(&["agenda", "import", file.to_str().unwrap()]).await;
    assert_eq!(done["done"]["updated"], 1, "{done}");
    deputy.types(&["sync"]).await;
}

#[expect(clippy::disallowed_methods, reason = "the program under test has the real clock too")]
fn now() -> Zoned {
    Zoned::now().in_tz("Europe/Paris").unwrap()
}
