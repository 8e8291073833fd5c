//! What the federation does from its own window: it suspends a mandate, and puts somebody in charge for a time; and what those in office
//! see of that.

use jiff::ToSpan as _;
use thirtyfour::prelude::*;

use crate::stage::{Colleague, Server, Stage, Window, arrive, come_in};
use crate::{now, screen};

const REASON: &str = "Les comptes n’ont pas été rendus.";

/// A federation with a section. Answers the links that invite its secretary, its deputy and the first federal secretary.
async fn federation(server: &Server) -> [String; 3] {
    let federation = server.admin(&["unit", "found", "--kind", "federation", "--name", "Yvelines"]).await;
    let federation = federation.trim().to_owned();
    let below = ["unit", "found", "--kind", "section", "--name", "Section de Versailles", "--parent", &federation];
    let section = server.admin(&below).await.trim().to_owned();
    [
        server.officer(&section, "secretary", "Zoé Lefèvre").await,
        server.officer(&section, "deputy", "André Côté").await,
        server.officer(&federation, "first_federal_secretary", "Ada Traoré").await,
    ]
}

/// A button of the dialog that is open: the page may have one of the same name.
async fn answer(window: &Window, text: &str) {
    window.click(By::XPath(format!("//*[@role=\"dialog\"]//button[normalize-space()=\"{text}\"]"))).await;
}

/// What is known of somebody's mandate at a terminal.
async fn mandate(colleague: &Colleague, holder: &str) -> serde_json::Value {
    colleague.types(&["sync"]).await;
    let all = colleague.types(&["mandate", "list"]).await;
    all.as_array().unwrap().iter().find(|mandate| mandate["holderName"] == holder).unwrap().clone()
}

#[tokio::test]
async fn the_federation_suspends_a_mandate_and_puts_somebody_in_charge() {
    let _screen = screen().await;
    let stage = Stage::with_keyring().await;
    let mut server = stage.server().await;
    let [zoe, _, ada] = federation(&server).await;
    server.listen().await;
    let zoe = stage.colleague(&zoe).await;

    let window = stage.start(&[]).await;
    // Whose office has no roster comes into another room.
    arrive(&window, &ada, ["Ada", "Traoré"], None).await;
    window.press("Ouvrir Coopol").await;
    window.open_room("Passation").await;
    window.click(By::XPath("//a[contains(., \"Renouvellement des sections\")]")).await;
    window.click(By::XPath("//*[@role=\"row\" and contains(., \"Section de Versailles\")]")).await;
    window.click(By::XPath("//a[contains(., \"André Côté\")]")).await;
    window.press("Suspendre le mandat").await;
    window.write("Motif", REASON).await;
    window.picture("suspend").await;
    answer(&window, "Suspendre le mandat").await;
    window.read("Le mandat d’André Côté est suspendu.").await;
    window.read("Tout est enregistré et partagé").await;
    assert_eq!(mandate(&zoe, "André Côté").await["suspensions"][0]["ground"], REASON);

    window.press("Retour à la liste").await;
    window.click(By::XPath("//*[@role=\"row\" and contains(., \"Section de Versailles\")]")).await;
    window.press("Nommer une administration provisoire").await;
    window.write("Prénom et nom", "Lucie Bernard").await;
    let last = now() + 90.days();
    window.write("Dernier jour", &last.strftime("%d/%m/%Y").to_string()).await;
    window.write("Motif", REASON).await;
    answer(&window, "Continuer").await;
    window.read("Lucie Bernard exercera cette fonction dès maintenant").await;
    window.picture("appoint").await;
    answer(&window, "Confier la fonction").await;
    window.read("L’administration provisoire est confiée à Lucie Bernard").await;
    window.read("Tout est enregistré et partagé").await;
    assert_eq!(mandate(&zoe, "Lucie Bernard").await["caretaker"]["by"], "Ada Traoré");
    window.quit().await;
}

#[tokio::test]
async fn those_in_office_are_told_of_somebody_put_in_charge() {
    let _screen = screen().await;
    let stage = Stage::with_keyring().await;
    let notifications = stage.notifications().await;
    // The test may run at night.
    stage.settings(r#"{ "quiet_from": "00:00", "quiet_until": "00:00" }"#);
    let mut server = stage.server().await;
    let [zoe, _, ada] = federation(&server).await;
    server.listen().await;
    let ada = stage.colleague(&ada).await;

    let window = stage.start(&[]).await;
    come_in(&window, &zoe, None).await;
    window.open_room("Passation").await;
    window.read("Tout est enregistré et partagé").await;
    let until = (now() + 90.days()).date().to_string();
    let told = ["--name", "Lucie Bernard", "--office", "secretary", "--until", &until, "--reason", REASON];
    ada.types(&[&["mandate", "caretaker", "--unit", "Section de Versailles"], told.as_slice()].concat()).await;
    ada.types(&["sync"]).await;
    let shown = notifications.last_of(1).await;
    assert_eq!((shown.summary.as_str(), shown.body.as_str()), ("Une décision vous attend dans À vérifier", ""));
    window.clicks(&notifications, &shown, "/handover/").await;
    window.read(REASON).await;
    window.picture("appointed-mandate").await;
    window.click(By::XPath("//footer//a[normalize-space()=\"À vérifier\u{202f}: 1\"]")).await;
    window.read("une administration provisoire, confiée à Lucie Bernard").await;
    window.picture("appointed").await;
    window.press("J’ai lu").await;
    window.unread("confiée à Lucie Bernard").await;
    window.unread("À vérifier\u{202f}: 1").await;
    window.quit().await;
}
