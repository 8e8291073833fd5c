//! Killed and started again: what fell due meanwhile is told in one notice, and nothing of what was told is told again.

use jiff::{ToSpan as _, Zoned};

use crate::stage::{Stage, come_in};
use crate::{now, screen};

/// Rings before the program is killed.
const TOLD: &str = "Bureau de section";
/// What others do to these waits for the end of the quiet hours.
const MOVED: &str = "Porte-à-porte du samedi";
const CANCELLED: &str = "Permanence au marché";
/// Comes in while the program is dead.
const NEW: &str = "Point avec la fédération";
/// The last to come: whoever told anything twice has done so by then.
const LAST: &str = "Rappel des convocations";

#[tokio::test]
async fn killed_and_started_again_it_gives_one_digest_and_repeats_nothing() {
    let _screen = screen().await;
    let stage = Stage::with_keyring().await;
    let notifications = stage.notifications().await;
    // In quiet hours the hour before rings, and nothing else.
    stage.settings(&quiet(&(now() - 2.hours()), &(now() + 2.hours())));
    let mut server = stage.server().await;
    let (section, link) = server.section("Section de Versailles", "Zoé Lefèvre").await;
    let invited = server.officer(&section, "deputy", "André Côté").await;
    server.listen().await;
    let deputy = stage.colleague(&invited).await;
    let (third, fourth) = (now() + 3.days(), now() + 4.days());
    deputy.plans(MOVED, &third).await;
    deputy.plans(CANCELLED, &fourth).await;

    let window = stage.start(&[]).await;
    come_in(&window, &link, None).await;
    window.open_room("Agenda").await;
    window.read(MOVED).await;
    window.read(CANCELLED).await;
    // Whatever rings was looked at together with everything else.
    deputy.plans(TOLD, &(now() + 1.hour())).await;
    notifications.last_of(1).await;
    let [was, is] = [&third, &fourth].map(|day| day.strftime("%Y%m%dT%H%M00").to_string());
    deputy.rewrites(MOVED, &was, &is).await;
    deputy.rewrites(CANCELLED, "STATUS:CONFIRMED", "STATUS:CANCELLED").await;
    window.read("Annulé").await;
    window.kill().await;
    assert_eq!(notifications.shown().len(), 1, "the rest waits for the end of the quiet hours");

    // They end while the program is dead, and others go on.
    stage.settings(&quiet(&now(), &now()));
    deputy.plans(NEW, &(now() + 30.minutes())).await;
    let window = stage.start(&[]).await;
    let digest = notifications.last_of(2).await;
    assert_eq!(digest.summary, "3 rappels vous attendent");
    assert_eq!(digest.body, "");
    window.kill().await;

    let window = stage.start(&[]).await;
    deputy.plans(LAST, &(now() + 20.minutes())).await;
    let last = notifications.last_of(3).await;
    assert!(last.summary.starts_with("Réunion "), "{last:?}");
    window.open_room("Agenda").await;
    window.read(LAST).await;
    assert_eq!(notifications.shown().len(), 3, "nothing is told again");
    window.quit().await;
}

/// Quiet between these times of day; equal ones are none.
fn quiet(from: &Zoned, until: &Zoned) -> String {
    let [from, until] = [from, until].map(|at| at.strftime("%H:%M").to_string());
    format!(r#"{{ "quiet_from": "{from}", "quiet_until": "{until}" }}"#)
}
