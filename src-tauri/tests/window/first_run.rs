//! The first start on a new laptop.

use thirtyfour::prelude::*;

use crate::screen;
use crate::stage::{Stage, come_in};

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

#[tokio::test]
async fn without_a_keyring_a_passphrase_protects() {
    let _screen = screen().await;
    let stage = Stage::bare().await;
    let mut server = stage.server().await;
    let (_, link) = server.section("Section de Versailles", "Zoé Lefèvre").await;
    server.listen().await;

    let window = stage.start(&[]).await;
    come_in(&window, &link, Some("le cerisier du jardin")).await;
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
