//! A section without a server, begun in a terminal, in the window: everything works, and the quiet line says where it is.

use crate::reminder::{TITLE, plan_in_one_hour};
use crate::screen;
use crate::stage::Stage;

#[tokio::test]
async fn a_section_alone_has_its_window() {
    let _screen = screen().await;
    let stage = Stage::with_keyring().await;
    stage.settings(r#"{ "quiet_from": "00:00", "quiet_until": "00:00" }"#);
    let notifications = stage.notifications().await;
    stage.types(&["begin", "--unit", "Section de Poissy", "--name", "Zoé Lefèvre"]).await;

    let window = stage.start(&[]).await;
    window.open_room("Agenda").await;
    window.read("Section de Poissy").await;
    window.read("Tout est enregistré sur cet ordinateur, et nulle part ailleurs").await;
    plan_in_one_hour(&window).await;
    drop(notifications.first().await);
    window.picture("alone").await;
    window.open_room("Réglages").await;
    window.read("Ordinateurs").await;
    window.unread("Inviter").await;
    window.unread("Imprimer la feuille").await;
    window.picture("alone-settings").await;
    window.quit().await;

    // The authority has let go of its files: a terminal opens them, and finds the change numbered.
    stage.types(&["sync"]).await;
    let window = stage.start(&[]).await;
    window.open_room("Historique").await;
    window.read(TITLE).await;
    window.read("et nulle part ailleurs").await;
    window.quit().await;
}
