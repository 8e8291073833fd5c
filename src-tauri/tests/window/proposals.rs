//! What somebody else proposed, and this office alone may write, waits in « À vérifier » and is accepted there.

use thirtyfour::prelude::*;

use crate::screen;
use crate::stage::{Stage, come_in};

const LIST: &str = "Nom;Prénom;Ville;Cotisation 2026\nHéraud;Chloé;Versailles;36,50 €\nBœuf;Inès;Viroflay;20 €\n";

#[tokio::test]
async fn a_treasurer_accepts_the_dues_that_the_secretary_read() {
    let _screen = screen().await;
    let stage = Stage::with_keyring().await;
    let mut server = stage.server().await;
    let (section, invited) = server.section("Section de Versailles", "André Côté").await;
    let link = server.officer(&section, "treasurer", "Zoé Lefèvre").await;
    server.listen().await;
    let secretary = stage.colleague(&invited).await;
    let list = secretary.file("liste.csv");
    std::fs::write(&list, LIST).unwrap();
    secretary.types(&["roster", "import", list.to_str().unwrap()]).await;
    secretary.types(&["sync"]).await;
    assert_eq!(secretary.types(&["status"]).await["held"], 2, "dues aren't the secretary's to write");

    let window = stage.start(&[]).await;
    come_in(&window, &link, None).await;
    window.click(By::XPath("//footer//a[starts-with(normalize-space(), \"À vérifier\")]")).await;
    window.title("À vérifier").await;
    window.read("André Côté propose 2 cotisations").await;
    window.read("Chloé Héraud").await;
    window.picture("proposal").await;
    window.press("Tout accepter").await;
    window.read("Les 2 propositions sont acceptées.").await;
    window.read("Tout est réglé").await;
    window.picture("proposal-accepted").await;
    window.open_room("Fichier").await;
    window.click(By::XPath("//*[@role=\"row\"][contains(., \"Héraud\")]")).await;
    window.read("36,50").await;
    window.picture("dues").await;
    window.open_room("Historique").await;
    window.read("Vous avez accepté 2 propositions.").await;
    window.read("Tout est enregistré et partagé").await;
    secretary.types(&["sync"]).await;
    assert_eq!(secretary.types(&["status"]).await["held"], 0);
    window.quit().await;
}
