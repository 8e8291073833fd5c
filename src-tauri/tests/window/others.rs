//! What somebody else does shows by itself; when they move or cancel an event, that rings.

use jiff::ToSpan as _;

use crate::stage::{Stage, come_in};
use crate::{now, screen};

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
    deputy.plans(TITLE, &soon).await;
    window.read(TITLE).await;
    let reminder = notifications.last_of(1).await;
    assert!(reminder.summary.starts_with("Réunion "), "{reminder:?}");

    let (was, later) = (soon.strftime("%Y%m%dT%H%M00"), now() + 3.days());
    deputy.rewrites(TITLE, &was.to_string(), &later.strftime("%Y%m%dT210000").to_string()).await;
    let moved = notifications.last_of(2).await;
    let day = later.strftime("%d/%m/%Y");
    assert_eq!(moved.summary, format!("Déplacement\u{202f}: Réunion le {day} à 21\u{a0}h"));

    deputy.rewrites(TITLE, "STATUS:CONFIRMED", "STATUS:CANCELLED").await;
    let cancelled = notifications.last_of(3).await;
    assert_eq!(cancelled.summary, format!("Annulation\u{202f}: Réunion le {day} à 21\u{a0}h"));
    window.read("Annulé").await;
    let shown = notifications.shown();
    assert_eq!(shown.len(), 3, "each is told once");
    // A screen may be locked, and others look at it.
    assert!(shown.iter().all(|it| it.body.is_empty() && !it.summary.contains(TITLE)), "{shown:?}");
    window.quit().await;
}
