//! A reminder rings, a click on it shows the event, and the next start without a network neither loses the event nor rings
//! again.

use jiff::ToSpan as _;
use thirtyfour::prelude::*;

use crate::stage::{Stage, Window, come_in};
use crate::{now, screen};

pub const TITLE: &str = "Bureau de section";

#[tokio::test]
async fn an_event_in_one_hour_rings_and_a_click_shows_it() {
    let _screen = screen().await;
    let stage = Stage::with_keyring().await;
    let notifications = stage.notifications().await;
    // The test may run at night.
    stage.settings(r#"{ "quiet_from": "00:00", "quiet_until": "00:00" }"#);
    let mut server = stage.server().await;
    let (_, link) = server.section("Section de Versailles", "Zoé Lefèvre").await;
    server.listen().await;

    let window = stage.start(&[]).await;
    come_in(&window, &link, None).await;
    plan_in_one_hour(&window).await;
    let shown = notifications.first().await;
    assert!(shown.summary.starts_with("Réunion "), "{shown:?}");
    assert!(!format!("{shown:?}").contains(TITLE), "discreet unless the person chose otherwise");
    assert_eq!(shown.actions[0], "default", "without it no click is reported");

    window.open_room("Fichier").await;
    window.clicks(&notifications, &shown, "/agenda/").await;
    window.see(By::XPath(format!("//*[self::h1 or self::h2][contains(., \"{TITLE}\")]"))).await;
    window.read("Tout est enregistré et partagé").await;
    window.quit().await;

    server.stop();
    let window = stage.start(&[]).await;
    window.open_room("Agenda").await;
    window.read(TITLE).await;
    window.read("Hors ligne").await;
    assert_eq!(notifications.shown().len(), 1, "once is enough");
    window.quit().await;
}

/// An event as a person types it.
pub async fn plan_in_one_hour(window: &Window) {
    let start = now() + 1.hour();
    window.open_room("Agenda").await;
    window.press("Ajouter").await;
    window.write("Titre", TITLE).await;
    window.write("Jour", &start.strftime("%d/%m/%Y").to_string()).await;
    window.write("Début", &start.strftime("%H:%M").to_string()).await;
    window.write("Fin", "23:59").await;
    window.leave_field().await;
    window.picture("event").await;
    window.press("Ajouter à l’agenda").await;
    window.read(TITLE).await;
}
