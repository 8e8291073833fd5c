//! What leaves the window towards other programs of the person's: the agenda to a telephone, a message to the mail program or the server.

use crate::screen;
use crate::stage::{Server, Stage, Window, come_in, until};

#[tokio::test]
async fn a_telephone_reads_the_agenda_at_the_address_that_was_copied() {
    let _screen = screen().await;
    let stage = Stage::with_keyring().await;
    let mut server = stage.server().await;
    let (_, link) = server.section("Section de Versailles", "Zoé Lefèvre").await;
    server.listen().await;
    let window = stage.start(&[]).await;
    come_in(&window, &link, None).await;
    window.open_room("Agenda").await;
    window.press("Abonnements").await;
    window.press("Ouvrir un abonnement").await;
    window.write("À qui ou à quoi il sert", "Téléphones du bureau").await;
    window.press("Ouvrir").await;
    window.read("Voici l’adresse de").await;
    let text = window.text().await;
    window.press("Copier l’adresse").await;
    window.read("Adresse copiée.").await;
    window.picture("feed-copied").await;
    let address = text.split_whitespace().find(|word| word.contains("/v1/feeds/")).expect("the address is shown");
    let calendar = until("the feed answers", async || answer(address).await).await;
    assert!(calendar.contains("Section de Versailles"), "{calendar}");
    window.press("C’est noté").await;
    window.read("Vous en répondez").await;
    window.quit().await;
}

#[tokio::test]
async fn a_message_is_handed_to_the_mail_program() {
    let _screen = screen().await;
    let stage = Stage::with_keyring().await;
    let mailed = stage.mail_program();
    let mut server = stage.server().await;
    let window = among_people(&stage, &mut server, "Ndiaye;Awa;awa@exemple.fr\nMüller;Léo;\n").await;
    window.press("Écrire").await;
    window.read("1 personne n’a pas d’adresse e-mail").await;
    window.write("Objet", "Réunion & galette").await;
    window.press("Ouvrir dans ma messagerie").await;
    window.read("Le message est ouvert dans votre messagerie").await;
    let link = until("the mail program", async || std::fs::read_to_string(&mailed).ok()).await;
    assert!(link.starts_with("mailto:?"), "{link}");
    assert!(link.contains("bcc=awa@exemple.fr") || link.contains("bcc=awa%40exemple.fr"), "{link}");
    assert!(link.contains("subject=R%C3%A9union%20%26%20galette"), "{link}");
    window.quit().await;
}

#[tokio::test]
async fn a_message_is_left_to_the_server_and_called_off() {
    let _screen = screen().await;
    let stage = Stage::with_keyring().await;
    let mut server = stage.server().await;
    server.sends_mail();
    let window = among_people(&stage, &mut server, "Ndiaye;Awa;awa@exemple.fr\n").await;
    window.press("Écrire").await;
    window.choose("Plus tard, par le serveur").await;
    window.read("1 adresse aujourd’hui").await;
    window.write("Objet", "Réunion de jeudi").await;
    window.write("Message", "Bonjour,").await;
    window.press("Programmer l’envoi").await;
    window.read("Vous en répondez.").await;
    window.picture("mailings").await;
    window.press("Annuler l’envoi, Réunion de jeudi").await;
    window.press("Ne pas l’envoyer").await;
    window.read("Son texte est dans vos brouillons.").await;
    window.read("Aucun. Pour en programmer un").await;
    window.quit().await;
}

/// The window of a secretary, whose deputy brought these people into the roster: surname, first name and e-mail.
async fn among_people(stage: &Stage, server: &mut Server, people: &str) -> Window {
    let (section, link) = server.section("Section de Versailles", "Zoé Lefèvre").await;
    let invited = server.officer(&section, "deputy", "André Côté").await;
    server.listen().await;
    let deputy = stage.colleague(&invited).await;
    let file = deputy.file("membres.csv");
    std::fs::write(&file, format!("Nom;Prénom;E-mail\n{people}")).unwrap();
    deputy.types(&["roster", "import", file.to_str().unwrap()]).await;
    deputy.types(&["sync"]).await;
    let window = stage.start(&[]).await;
    come_in(&window, &link, None).await;
    window.read("Ndiaye").await;
    window
}

/// What a telephone is answered, once it is a calendar.
async fn answer(address: &str) -> Option<String> {
    reqwest::get(address).await.ok()?.error_for_status().ok()?.text().await.ok()
}
