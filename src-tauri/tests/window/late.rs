//! J9: what somebody still had to send when their mandate ended waits for whoever goes on, who takes over what is right.

use thirtyfour::prelude::*;

use crate::screen;
use crate::stage::{Stage, come_in};

const LIST: &str = "Nom;Prénom;Ville\nHéraud;Chloé;Versailles\nBœuf;Inès;Viroflay\n";

#[tokio::test]
async fn the_deputy_takes_over_what_came_after_the_secretary_had_left() {
    let _screen = screen().await;
    let stage = Stage::with_keyring().await;
    let mut server = stage.server().await;
    let (section, invited) = server.section("Section de Versailles", "Zoé Lefèvre").await;
    let link = server.officer(&section, "deputy", "André Côté").await;
    server.listen().await;
    let home = stage.colleague(&invited).await;
    let second = home.types(&["devices", "invite", "Zoé Lefèvre"]).await;
    let office = stage.colleague(second["link"].as_str().unwrap()).await;
    let list = home.file("liste.csv");
    std::fs::write(&list, LIST).unwrap();
    home.types(&["roster", "import", list.to_str().unwrap()]).await;
    // She leaves on her other laptop, which knows nothing of it.
    let mandates = office.types(&["mandate", "list"]).await;
    let own = mandates.as_array().unwrap().iter().find(|mandate| mandate["holderName"] == "Zoé Lefèvre").unwrap();
    office.types(&["mandate", "end", own["id"].as_str().unwrap()]).await;
    office.types(&["sync"]).await;
    home.types(&["sync"]).await;

    let window = stage.start(&[]).await;
    come_in(&window, &link, None).await;
    window.click(By::XPath("//footer//a[normalize-space()=\"À vérifier\u{202f}: 2\"]")).await;
    window.read("2 modifications de Zoé Lefèvre").await;
    window.click(By::XPath("//a[normalize-space()=\"Les regarder une par une\"]")).await;
    window.title("Arrivé après la fin d’un mandat").await;
    window.read("Zoé Lefèvre a ajouté Chloé Héraud au fichier.").await;
    window.picture("late").await;
    window.click(By::XPath("//li[contains(., 'Chloé')]//button[starts-with(normalize-space(), 'Reprendre')]")).await;
    window.read("La modification est reprise.").await;
    window.unread("Chloé Héraud au fichier").await;
    window.read("Zoé Lefèvre a ajouté Inès Bœuf au fichier.").await;
    window.picture("late-accepted").await;
    window.open_room("Fichier").await;
    window.read("Héraud").await;
    assert!(!window.text().await.contains("Bœuf"), "what nobody took over doesn't count");
    window.read("Tout est enregistré et partagé").await;
    window.quit().await;
}
