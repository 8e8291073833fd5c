//! Another laptop of the same person is announced on the first, and can be shut out there.

use thirtyfour::prelude::*;

use crate::screen;
use crate::stage::{Stage, come_in};

#[tokio::test]
async fn another_laptop_is_announced_and_can_be_shut_out() {
    let _screen = screen().await;
    let stage = Stage::with_keyring().await;
    let notifications = stage.notifications().await;
    let mut server = stage.server().await;
    let (_, link) = server.section("Section de Versailles", "Zoé Lefèvre").await;
    server.listen().await;

    let window = stage.start(&[]).await;
    come_in(&window, &link, None).await;
    window.open_room("Réglages").await;
    window.press("Inviter quelqu’un").await;
    window.press("Créer l’invitation").await;
    let link = window.see(By::Css(".letters")).await.text().await.unwrap();
    window.picture("invitation").await;
    window.press("Fermer").await;
    assert_eq!(notifications.shown(), [], "the first laptop of all is no news");

    window.open_room("Fichier").await;
    let other = stage.colleague(&link).await;
    let announced = notifications.last_of(1).await;
    assert_eq!(announced.summary, "Un nouvel ordinateur est relié");
    assert_eq!(announced.body, "Si personne ne l’attendait, retirez-le dans Réglages.");
    window.clicks(&notifications, &announced, "/settings").await;
    window.read("cet ordinateur").await;
    window.picture("laptops").await;
    window.press("Retirer, Ordinateur").await;
    window.read("n’aura plus accès à rien").await;
    window
        .click(By::XPath("//*[@role=\"dialog\" or @role=\"alertdialog\"]//button[normalize-space()=\"Retirer\"]"))
        .await;
    window.read("n’a plus accès dès que ce retrait est partagé").await;
    window.see(By::XPath("//li[contains(., \"Ordinateur\")]//*[normalize-space()=\"retiré\"]")).await;
    window.picture("laptop-shut-out").await;
    window.read("Tout est enregistré et partagé").await;

    // What it does without knowing is taken by nobody, and said to be lost.
    other.types(&["agenda", "add", "--title", "Trop tard", "--start", "2090-01-01T10:00"]).await;
    let told = other.types(&["sync"]).await;
    assert_eq!(told, serde_json::json!({ "nothing_left": true, "abandoned": true }));
    assert_eq!(notifications.shown().len(), 1, "once is enough");
    window.quit().await;
}
