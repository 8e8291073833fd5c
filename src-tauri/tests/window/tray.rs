//! Closing the window leaves the reminders; only « Quitter » ends the program.

use jiff::ToSpan as _;

use crate::stage::{Stage, come_in, until};
use crate::{now, screen};

#[tokio::test]
async fn the_window_closes_and_the_reminders_stay_until_one_quits() {
    let _screen = screen().await;
    let stage = Stage::with_keyring().await;
    let (notifications, tray) = (stage.notifications().await, stage.tray().await);
    stage.settings(r#"{ "quiet_from": "00:00", "quiet_until": "00:00" }"#);
    let mut server = stage.server().await;
    let (section, link) = server.section("Section de Versailles", "Zoé Lefèvre").await;
    let invited = server.officer(&section, "deputy", "André Côté").await;
    server.listen().await;
    let deputy = stage.colleague(&invited).await;

    let window = stage.start(&[]).await;
    come_in(&window, &link, None).await;
    let on_screen = window.on_screen().await;
    on_screen.is(true).await;
    on_screen.close();
    on_screen.is(false).await;
    deputy.plans("Bureau de section", &(now() + 1.hour())).await;
    let rung = notifications.last_of(1).await;
    on_screen.is(false).await;

    // Started again, it is the same program that comes forward.
    stage.start_again(&[]).await;
    on_screen.is(true).await;
    on_screen.close();
    on_screen.is(false).await;
    tray.choose("Ouvrir Coopol").await;
    on_screen.is(true).await;
    on_screen.close();
    on_screen.is(false).await;
    // And so does a click on what rang while the window was away.
    window.clicks(&notifications, &rung, "/agenda/").await;
    on_screen.is(true).await;
    window.read("Bureau de section").await;

    let process = window.process().await;
    tray.choose("Quitter Coopol").await;
    process.ended().await;
    window.gone();
}

#[tokio::test]
async fn started_with_the_session_it_reminds_without_a_window() {
    let _screen = screen().await;
    let stage = Stage::with_keyring().await;
    let notifications = stage.notifications().await;
    stage.settings(r#"{ "quiet_from": "00:00", "quiet_until": "00:00" }"#);
    let mut server = stage.server().await;
    let (section, link) = server.section("Section de Versailles", "Zoé Lefèvre").await;
    let invited = server.officer(&section, "deputy", "André Côté").await;
    server.listen().await;
    let deputy = stage.colleague(&invited).await;
    let window = stage.start(&[]).await;
    come_in(&window, &link, None).await;
    window.quit().await;
    deputy.plans("Bureau de section", &(now() + 1.hour())).await;

    let window = stage.start(&["--quiet"]).await;
    notifications.last_of(1).await;
    let on_screen = window.on_screen().await;
    on_screen.is(false).await;
    stage.start_again(&[]).await;
    on_screen.is(true).await;
    window.title("Fichier").await;
    let process = window.process().await;
    stage.start_again(&["--quit"]).await;
    process.ended().await;
    window.gone();
}

#[tokio::test]
async fn what_is_begun_is_asked_about_before_one_quits_and_stays_while_the_window_is_closed() {
    let _screen = screen().await;
    let stage = Stage::with_keyring().await;
    let mut server = stage.server().await;
    let (_, link) = server.section("Section de Versailles", "Zoé Lefèvre").await;
    server.listen().await;
    let window = stage.start(&[]).await;
    come_in(&window, &link, None).await;
    window.press("Ajouter").await;
    window.write("Prénom", "Nour").await;
    let held = async |times| {
        let known = async || (stage.log().matches("held=true").count() == times).then_some(());
        until("the program knows what is begun", known).await;
    };
    held(1).await;

    let on_screen = window.on_screen().await;
    on_screen.close();
    on_screen.is(false).await;
    stage.start_again(&["--quit"]).await;
    on_screen.is(true).await;
    window.read("Vous avez commencé à ajouter une personne.").await;
    window.press("Rester et continuer").await;
    window.unread("Quitter sans enregistrer").await;
    // It was answered, so that the next time it is asked again.
    held(2).await;

    let process = window.process().await;
    stage.start_again(&["--quit"]).await;
    window.read("Vous avez commencé à ajouter une personne.").await;
    // Who quits again while the question stands means it.
    stage.start_again(&["--quit"]).await;
    process.ended().await;
    window.gone();
}
