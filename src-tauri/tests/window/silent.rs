//! On a machine where nothing shows notifications.

use crate::reminder::plan_in_one_hour;
use crate::screen;
use crate::stage::{Stage, come_in, until};

#[tokio::test]
async fn without_a_notification_service_nothing_is_lost_and_it_is_said() {
    let _screen = screen().await;
    let stage = Stage::with_keyring().await;
    stage.settings(r#"{ "quiet_from": "00:00", "quiet_until": "00:00" }"#);
    let mut server = stage.server().await;
    let (_, link) = server.section("Section de Versailles", "Zoé Lefèvre").await;
    server.listen().await;

    let window = stage.start(&[]).await;
    come_in(&window, &link, None).await;
    window.read("Pas de notifications ici").await;
    plan_in_one_hour(&window).await;
    // The reminder is due at once. A program that leaves before it tried keeps it for the next start, which may tell it.
    until("a reminder that nobody shows", async || stage.log().contains("no notification was shown").then_some(()))
        .await;
    window.read("Tout est enregistré et partagé").await;
    window.picture("silent").await;
    window.open_room("Réglages").await;
    window.read("Cet ordinateur n’affiche pas de notifications").await;
    window.picture("silent-settings").await;

    // Somebody to show them comes, and the quiet line is quiet again.
    let notifications = stage.notifications().await;
    window.quit().await;
    let window = stage.start(&[]).await;
    window.open_room("Agenda").await;
    window.read("Bureau de section").await;
    window.unread("Pas de notifications ici").await;
    assert_eq!(notifications.shown(), [], "what stood in the agenda isn't told late");
    window.quit().await;
}
