//! The first run, from the invitation to the first room.

use thirtyfour::By;

use super::Window;

/// From the invitation to the first room, as Zoé Lefèvre.
pub async fn come_in(window: &Window, link: &str, passphrase: Option<&str>) {
    come_in_as(window, link, ["Zoé", "Lefèvre"], passphrase).await;
}

/// From the invitation to the first room.
pub async fn come_in_as(window: &Window, link: &str, name: [&str; 2], passphrase: Option<&str>) {
    arrive(window, link, name, passphrase).await;
    window.press("Ouvrir Coopol").await;
    window.title("Fichier").await;
}

/// From the invitation to the page that says that everything is ready.
pub async fn arrive(window: &Window, link: &str, [first, last]: [&str; 2], passphrase: Option<&str>) {
    window.title("Bienvenue").await;
    window.write("Code ou lien d’invitation", link).await;
    window.press("Continuer").await;
    window.title("Qui êtes-vous\u{202f}?").await;
    window.write("Prénom", first).await;
    window.write("Nom", last).await;
    window.press("Continuer").await;
    window.title("Ce que garde cet ordinateur").await;
    if let Some(passphrase) = passphrase {
        // Where there is a keyring it is chosen; where there is none, it is the only way.
        if window.text().await.contains("Avec une phrase secrète") {
            window.click(By::XPath("//label[contains(., \"Avec une phrase secrète\")]")).await;
        }
        window.write("Phrase secrète", passphrase).await;
        window.write("La même, une seconde fois", passphrase).await;
    }
    window.press("Protéger et continuer").await;
    window.title("C’est prêt").await;
}
