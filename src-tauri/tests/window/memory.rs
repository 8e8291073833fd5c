//! What the section promised is written in the dossier, kept there and opened again; what a colleague notes shows by itself.

use thirtyfour::prelude::*;

use crate::screen;
use crate::stage::{Stage, come_in};

#[tokio::test]
async fn a_promise_is_written_kept_and_opened_again() {
    let _screen = screen().await;
    let stage = Stage::with_keyring().await;
    let mut server = stage.server().await;
    let (section, link) = server.section("Section de Versailles", "Zoé Lefèvre").await;
    let invited = server.officer(&section, "treasurer", "André Côté").await;
    server.listen().await;
    let treasurer = stage.colleague(&invited).await;

    let window = stage.start(&[]).await;
    come_in(&window, &link, None).await;
    window.open_room("Passation").await;
    window.click(By::XPath("//main//a[contains(., 'Pour commencer')]")).await;
    window.read("Aucun engagement en cours.").await;
    window.press("Ajouter un engagement").await;
    window.write("Ce qui est promis", "Prêter la sono").await;
    window.write("À qui (facultatif)", "La chorale").await;
    window.picture("promise-new").await;
    window.press("Enregistrer").await;
    window.read("Engagement noté\u{202f}: Prêter la sono").await;
    window.read("La chorale").await;
    window.read("Tout est enregistré et partagé").await;

    treasurer.types(&["sync"]).await;
    let promises = treasurer.types(&["promise", "list"]).await;
    assert_eq!((&promises[0]["title"], &promises[0]["promisedTo"]), (&"Prêter la sono".into(), &"La chorale".into()));
    treasurer.types(&["fact", "add", "Clés du local", "--category", "key", "--held-by", "Anne Martin"]).await;
    treasurer.types(&["sync"]).await;
    window.read("Clés · Anne Martin").await;

    window.click(By::XPath("//button[starts-with(normalize-space(), 'C’est tenu')]")).await;
    window.read("Engagement tenu\u{202f}: Prêter la sono").await;
    window.read("Aucun engagement en cours.").await;
    window.press("Annuler").await;
    window.read("La chorale").await;
    window.picture("promise").await;
    window.open_room("Historique").await;
    window.read("Vous avez noté un engagement\u{202f}: «\u{202f}Prêter la sono\u{202f}».").await;
    window.quit().await;
}
