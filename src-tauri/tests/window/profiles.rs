//! Several people on one laptop: each has a profile of their own, which one program at a time has open.

use crate::screen;
use crate::stage::{Stage, come_in};

const PASSPHRASE: &str = "le cerisier du jardin";

#[tokio::test]
async fn two_profiles_are_kept_apart_and_each_is_open_once() {
    let _screen = screen().await;
    let mut stage = Stage::with_keyring().await;
    let mut server = stage.server().await;
    let (_, versailles) = server.section("Section de Versailles", "Zoé Lefèvre").await;
    let (_, rambouillet) = server.section("Section de Rambouillet", "André Côté").await;
    server.listen().await;

    // The second profile is one more first run; by its name it is found again.
    let window = stage.start(&[]).await;
    come_in(&window, &versailles, None).await;
    window.read("Section de Versailles").await;
    window.quit().await;
    let other = stage.start(&["--profile", "Andre"]).await;
    come_in(&other, &rambouillet, Some(PASSPHRASE)).await;
    other.read("Section de Rambouillet").await;
    other.unread("Section de Versailles").await;
    assert_eq!(stage.profiles(), 2);

    // Both at once; and none of them twice.
    let window = stage.start(&["--profile", "Zoé"]).await;
    window.read("Section de Versailles").await;
    window.unread("Section de Rambouillet").await;
    let twice = stage.start(&[]).await;
    twice.title("Coopol est déjà ouvert").await;
    twice.read("La fermer ne suffit pas").await;
    twice.picture("already-open").await;
    twice.press("Réessayer").await;
    twice.read("C’est encore occupé.").await;
    other.quit().await;
    twice.press("Réessayer").await;
    twice.title("Coopol est verrouillé").await;
    twice.quit().await;
    window.quit().await;

    // A keyring that is gone, comes back, and comes back with nothing in it.
    stage.close_keyring();
    let window = stage.start(&["--profile", "Zoé"]).await;
    window.title("Le trousseau est introuvable").await;
    window.picture("keyring-absent").await;
    stage.open_keyring().await;
    window.press("Réessayer").await;
    window.title("Fichier").await;
    window.quit().await;
    stage.close_keyring();
    std::fs::remove_dir_all(stage.folder("data/keyrings")).unwrap();
    stage.open_keyring().await;
    let window = stage.start(&["--profile", "Zoé"]).await;
    window.title("Ce n’est plus la même clé").await;
    window.picture("keyring-changed").await;
    window.press("Relier cet ordinateur").await;
    window.title("Bienvenue").await;
    window.quit().await;

    // What went was hers; his is there.
    assert_eq!(stage.profiles(), 1);
    let other = stage.start(&["--profile", "Andre"]).await;
    other.title("Coopol est verrouillé").await;
    other.write("Phrase secrète", PASSPHRASE).await;
    other.press("Déverrouiller").await;
    other.read("Section de Rambouillet").await;
    other.quit().await;
}
