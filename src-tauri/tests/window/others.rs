//! What somebody else does shows by itself; when they move or cancel an event, that rings.

use std::path::Path;

use jiff::{ToSpan as _, Zoned};

use crate::first_run::come_in;
use crate::screen;
use crate::stage::{Colleague, Stage};

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
    deputy.types(&["agenda", "add", "--title", TITLE, "--start", &in_three_days("%Y-%m-%dT20:00")]).await;
    deputy.types(&["sync"]).await;
    window.read(TITLE).await;
    assert!(notifications.shown().is_empty(), "an event in three days rings for nobody");

    let file = deputy.file("agenda.ics");
    deputy.types(&["agenda", "export", file.to_str().unwrap()]).await;
    say_instead(&deputy, &file, "T200000", "T210000").await;
    let moved = notifications.last_of(1).await;
    assert_eq!(moved.summary, format!("Déplacement\u{202f}: Réunion le {} à 21\u{a0}h", in_three_days("%d/%m/%Y")));
    window.read("21 h").await;

    say_instead(&deputy, &file, "STATUS:CONFIRMED", "STATUS:CANCELLED").await;
    let cancelled = notifications.last_of(2).await;
    assert!(cancelled.summary.starts_with("Annulation\u{202f}: Réunion le "), "{cancelled:?}");
    window.read("Annulé").await;
    assert_eq!(notifications.shown().len(), 2, "each is told once");
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
fn in_three_days(format: &str) -> String {
    let day = Zoned::now().in_tz("Europe/Paris").unwrap() + 3.days();
    day.strftime(format).to_string()
}
