//! What somebody did is taken back at once; the whole history is checked on this laptop; then the office is left.

use thirtyfour::prelude::*;

use crate::screen;
use crate::stage::{Stage, come_in};

const LIST: &str = "Nom;Prénom;Ville\nHéraud;Chloé;Versailles\nBœuf;Inès;Viroflay\n";

#[tokio::test]
async fn a_deputys_work_is_taken_back_and_the_history_checked() {
    let _screen = screen().await;
    let stage = Stage::with_keyring().await;
    let mut server = stage.server().await;
    let (section, link) = server.section("Section de Versailles", "Zoé Lefèvre").await;
    let invited = server.officer(&section, "deputy", "André Côté").await;
    server.listen().await;
    let deputy = stage.colleague(&invited).await;
    let list = deputy.file("liste.csv");
    std::fs::write(&list, LIST).unwrap();
    deputy.types(&["roster", "import", list.to_str().unwrap()]).await;
    deputy.types(&["promise", "add", "Rendre les clés du local"]).await;
    deputy.types(&["sync"]).await;

    let window = stage.start(&[]).await;
    come_in(&window, &link, None).await;
    window.read("2 personnes").await;
    window.open_room("Historique").await;
    window.press("Annuler beaucoup à la fois").await;
    window.press("Voir ce qui changerait").await;
    window.read("Ce qui est promis\u{202f}: Rendre les clés du local").await;
    window.read("Chloé Héraud").await;
    window.picture("past-plan").await;
    window.click(By::XPath("//button[starts-with(normalize-space(), 'Annuler ces')]")).await;
    window.read("remises comme avant").await;
    window.open_room("Fichier").await;
    window.read("Votre fichier est vide").await;

    window.open_room("Historique").await;
    window.press("Vérifier").await;
    window.read("aucune ne manque").await;
    window.read("Le fichier des personnes").await;
    window.picture("past-checked").await;

    window.open_room("Passation").await;
    window.click(By::XPath("//a[contains(., 'C’est vous')]")).await;
    window.press("Quitter cette fonction").await;
    window.read("déclarez plutôt son élection").await;
    window.click(By::Css("[form='end-mandate']")).await;
    window.title("Cet ordinateur n’a plus accès").await;
    window.picture("past-left").await;
    assert_eq!(stage.profiles(), 0, "what was on the laptop is gone");
    window.quit().await;
}
