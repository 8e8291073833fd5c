//! The first start on a new laptop.

use crate::screen;
use crate::stage::{Stage, Window};

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
    window.quit().await;
}

/// From the invitation to the first room.
pub async fn come_in(window: &Window, link: &str, passphrase: Option<&str>) {
    window.title("Bienvenue").await;
    window.write("Code ou lien d’invitation", link).await;
    window.press("Continuer").await;
    window.title("Est-ce bien vous\u{202f}?").await;
    window.write("Prénom", "Zoé").await;
    window.write("Nom", "Lefèvre").await;
    window.press("Continuer").await;
    window.title("Ce que garde cet ordinateur").await;
    if let Some(passphrase) = passphrase {
        window.write("Phrase secrète", passphrase).await;
        window.write("La même, une seconde fois", passphrase).await;
    }
    window.press("Protéger et continuer").await;
    window.title("C’est prêt").await;
    window.press("Ouvrir Coopol").await;
    window.title("Fichier").await;
}
