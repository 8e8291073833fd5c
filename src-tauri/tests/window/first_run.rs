//! The first start on a new laptop.

use thirtyfour::prelude::*;

use crate::screen;
use crate::stage::{Stage, arrive};

#[tokio::test]
async fn the_first_start_asks_for_the_invitation() {
    let _screen = screen().await;
    let stage = Stage::with_keyring().await;
    let window = stage.start(&[]).await;
    window.title("Bienvenue").await;
    window.write("Code ou lien d’invitation", "VERS-7K2M-QT4R").await;
    window.press("Continuer").await;
    window.read("Ce code n’est pas reconnu.").await;
    window.quit().await;
}

/// Whoever was elected and has no invitation asks for their office on the same page; what is missing is said before anything is written.
#[tokio::test]
async fn whoever_was_elected_asks_without_an_invitation() {
    let _screen = screen().await;
    let stage = Stage::with_keyring().await;
    let window = stage.start(&[]).await;
    window.title("Bienvenue").await;
    window.press("J’ai été élu·e, sans invitation").await;
    window.title("Demander à prendre votre fonction").await;
    window.write("Vos prénom et nom", "Léo Müller").await;
    window.write("Votre section ou votre fédération", "Section de Versailles").await;
    window.write("Jour de l’élection", "20 novembre 2026").await;
    window.press("Enregistrer la demande…").await;
    window.read("vendredi 20 novembre 2026").await;
    window.read("À remplir.").await;
    window.picture("ask-office").await;
    window.press("Précédent").await;
    window.title("Bienvenue").await;
    window.quit().await;
}

#[tokio::test]
async fn without_a_keyring_a_passphrase_protects() {
    let _screen = screen().await;
    let stage = Stage::bare().await;
    let mut server = stage.server().await;
    let (_, link) = server.section("Section de Versailles", "Zoé Lefèvre").await;
    server.listen().await;

    let window = stage.start(&[]).await;
    arrive(&window, &link, ["Zoé", "Lefevre"], Some("le cerisier du jardin")).await;
    // As the section knows her, and not as she typed it.
    for fact in ["Zoé Lefèvre", "Secrétaire", "Section de Versailles"] {
        window.read(fact).await;
    }
    window.picture("first-run-ready").await;
    window.press("Ouvrir Coopol").await;
    window.title("Fichier").await;
    window.quit().await;

    let window = stage.start(&[]).await;
    window.title("Coopol est verrouillé").await;
    window.write("Phrase secrète", "le prunier du jardin").await;
    window.press("Déverrouiller").await;
    window.read("Ce n’est pas la bonne phrase secrète.").await;
    window.write("Phrase secrète", "le cerisier du jardin").await;
    window.press("Déverrouiller").await;
    window.title("Fichier").await;
    // Locked by hand, it wants the phrase again.
    window.open_room("Réglages").await;
    window.press("Verrouiller maintenant").await;
    window.title("Coopol est verrouillé").await;
    window.read("Bonjour Zoé.").await;
    window.picture("locked").await;
    window.write("Phrase secrète", "le cerisier du jardin").await;
    window.press("Déverrouiller").await;
    window.see(By::Tag("nav")).await;
    window.read("Section de Versailles").await;
    window.quit().await;
}

/// An office that has no roster works in the rooms that it has.
#[tokio::test]
async fn an_office_without_a_roster_has_its_other_rooms() {
    let _screen = screen().await;
    let stage = Stage::with_keyring().await;
    let mut server = stage.server().await;
    let printed = server.admin(&["unit", "found", "--kind", "national", "--name", "Parti"]).await;
    let link = server.officer(printed.trim(), "national_administrator", "Léa Morel").await;
    server.listen().await;

    let window = stage.start(&[]).await;
    arrive(&window, &link, ["Léa", "Morel"], None).await;
    window.press("Ouvrir Coopol").await;
    window.title("Agenda").await;
    window.read("Administration nationale").await;
    window.unread("Fichier").await;
    window.open_room("Archives").await;
    window.open_room("Historique").await;
    window.read("Léa Morel").await;
    window.open_room("Réglages").await;
    window.picture("national-administrator").await;
    window.quit().await;
}
