//! The secretary has vanished: a colleague declares who was elected, the federation decides, and the newcomer finds
//! everything on a laptop of their own, while the colleague's window shows each step by itself.

use jiff::ToSpan as _;
use thirtyfour::components::SelectElement;
use thirtyfour::prelude::*;

use crate::stage::{Colleague, Stage, Window, arrival::come_in_as};
use crate::{now, screen};

const LIST: &str = "Nom;Prénom;Ville\nHéraud;Chloé;Versailles\nBœuf;Inès;Viroflay\n";
const MINUTES: &str = "Compte rendu de l’élection";

#[tokio::test]
async fn a_vanished_secretary_is_succeeded_from_the_claim_to_the_dossier() {
    let _screen = screen().await;
    let (office, home) = (Stage::with_keyring().await, Stage::with_keyring().await);
    let notifications = office.notifications().await;
    let mut server = office.server().await;
    let federation = server.admin(&["unit", "found", "--kind", "federation", "--name", "Yvelines"]).await;
    let federation = federation.trim().to_owned();
    let below = ["unit", "found", "--kind", "section", "--name", "Section de Versailles", "--parent", &federation];
    let section = server.admin(&below).await.trim().to_owned();
    let [zoe, andre, marie] = [("secretary", "Zoé Lefèvre"), ("deputy", "André Côté"), ("treasurer", "Marie Nguyen")]
        .map(async |(held, name)| server.officer(&section, held, name).await);
    let (zoe, andre, marie) = (zoe.await, andre.await, marie.await);
    let ada = server.officer(&federation, "first_federal_secretary", "Ada Traoré").await;
    server.listen().await;
    let [vanished, treasurer, federal] =
        [office.colleague(&zoe).await, office.colleague(&marie).await, office.colleague(&ada).await];
    leaves_everything(&vanished).await;

    let window = office.start(&[]).await;
    come_in_as(&window, &andre, ["André", "Côté"], None).await;
    window.read("2 personnes").await;
    declare(&window).await;
    window.read("Il manque une confirmation").await;
    window.picture("succession-declared").await;
    let claim = claim(&treasurer).await;
    answer(&treasurer, "countersign", &claim).await;
    window.read("Confirmée aussi par Marie Nguyen.").await;
    answer(&federal, "uphold", &claim).await;
    window.read("Close\u{202f}: la prise de fonction a eu lieu").await;
    window.picture("succession-granted").await;
    let link = invite(&window).await;

    let other = home.start(&[]).await;
    other.on_screen().await.beside().await;
    come_in_as(&other, &link, ["Léo", "Müller"], None).await;
    let announced = notifications.last_of(1).await;
    assert_eq!(announced.summary, "Un nouvel ordinateur est relié");
    other.read("Héraud").await;
    other.open_room("Passation").await;
    other.click(By::XPath("//a[contains(., \"Pour commencer\")]")).await;
    for told in ["Secrétaire · depuis le", "Le fichier\u{202f}: 2 personnes", MINUTES, "Zoé Lefèvre\u{202f}: 2 fiches"]
    {
        other.read(told).await;
    }
    other.picture("succession-dossier").await;
    window.open_room("Historique").await;
    window.read("Ada Traoré a validé l’élection de Léo Müller.").await;
    window.picture("succession-history").await;
    other.read("Tout est enregistré et partagé").await;
    other.quit().await;
    window.quit().await;
    let told = vanished.types(&["sync"]).await;
    assert_eq!(told, serde_json::json!({ "nothing_left": true, "abandoned": false }));
}

/// What the section has, before its secretary is heard of no more.
async fn leaves_everything(secretary: &Colleague) {
    let (list, minutes) = (secretary.file("liste.csv"), secretary.file("compte-rendu.txt"));
    std::fs::write(&list, LIST).unwrap();
    std::fs::write(&minutes, "Léo Müller est élu.").unwrap();
    secretary.types(&["roster", "import", list.to_str().unwrap()]).await;
    let (held_on, minutes) = ((now() - 1.day()).date().to_string(), minutes.to_str().unwrap());
    let filed = ["archive", "add", minutes, "--title", MINUTES, "--category", "minutes", "--date", &held_on];
    secretary.types(&filed).await;
    secretary.types(&["sync"]).await;
}

/// The steps of « Commencer une passation », as André Côté.
async fn declare(window: &Window) {
    window.open_room("Passation").await;
    window.press("Commencer une passation").await;
    window.click(By::XPath("//label[contains(., \"Même si la personne sortante\")]")).await;
    window.press("Continuer").await;
    window.write("Prénom et nom", "Léo Müller").await;
    window.press("Continuer").await;
    let elected = now() - 1.day();
    window.write("Jour de l’élection", &elected.strftime("%d/%m/%Y").to_string()).await;
    window.leave_field().await;
    window.press("Continuer").await;
    choose(window, "Compte rendu", MINUTES).await;
    window.press("Continuer").await;
    window.read("Le mandat de Zoé Lefèvre (Secrétaire) prendra fin.").await;
    window.press("Déclarer l’élection").await;
}

/// Invites the newcomer's laptop. Answers the link.
async fn invite(window: &Window) -> String {
    window.open_room("Réglages").await;
    window.press("Inviter quelqu’un").await;
    choose(window, "Pour qui", "Léo Müller").await;
    window.press("Créer l’invitation").await;
    let link = window.see(By::Css(".letters")).await.text().await.unwrap();
    window.press("Fermer").await;
    link
}

/// The option that begins so.
async fn choose(window: &Window, label: &str, option: &str) {
    let labelled = format!("//select[@id=//label[normalize-space()=\"{label}\"]/@for]");
    let list = SelectElement::new(&window.see(By::XPath(labelled)).await).await.unwrap();
    list.select_by_xpath_condition(&format!("starts-with(normalize-space(), \"{option}\")")).await.unwrap();
}

/// The one claim there is, as a colleague sees it.
async fn claim(colleague: &Colleague) -> String {
    colleague.types(&["sync"]).await;
    let claims = colleague.types(&["handover", "status"]).await;
    claims[0]["id"].as_str().unwrap().to_owned()
}

/// Says a word to it, in view of everything.
async fn answer(colleague: &Colleague, word: &str, claim: &str) {
    colleague.types(&["sync"]).await;
    colleague.types(&["handover", word, claim]).await;
    colleague.types(&["sync"]).await;
}
