//! An officer entrusts one thing to somebody without a mandate, who comes to an event or the dues of a year; the window shows whoever was entrusted
//! that one thing, until the end.

use jiff::ToSpan as _;
use thirtyfour::prelude::*;

use crate::stage::{Colleague, Stage, arrival::come_in_as, arrive, come_in};
use crate::{now, screen};

const LIST: &str = "Nom;Prénom;Ville\nHéraud;Chloé;Versailles\nBœuf;Inès;Viroflay\n";

/// A roster of two and a meeting in three days, shared. Answers the meeting.
async fn meeting(officer: &Colleague) -> String {
    let list = officer.file("liste.csv");
    std::fs::write(&list, LIST).unwrap();
    officer.types(&["roster", "import", list.to_str().unwrap()]).await;
    officer.plans("Réunion de rentrée", &now().checked_add(3.days()).unwrap()).await;
    let coming = officer.types(&["agenda", "list"]).await;
    coming["rows"][0]["id"].as_str().unwrap().to_owned()
}

fn button(person: &str, mark: &str) -> By {
    By::XPath(format!("//*[@role='row'][contains(., '{person}')]//button[starts-with(normalize-space(), '{mark}')]"))
}

/// J1.1: one screen of one event, from the code to the end; then a plain sentence, and nothing is left here.
#[tokio::test]
async fn a_delegate_sees_one_event_and_nothing_once_it_is_over() {
    let _screen = screen().await;
    let stage = Stage::with_keyring().await;
    let mut server = stage.server().await;
    let (_, invited) = server.section("Section de Versailles", "André Côté").await;
    server.listen().await;
    let officer = stage.colleague(&invited).await;
    let event = meeting(&officer).await;
    let last = now().checked_add(5.days()).unwrap().date().to_string();
    let grant = ["delegation", "grant", "--event", &event, "--name", "Awa Ndiaye", "--until", &last];
    let granted = officer.types(&grant).await;

    let window = stage.start(&[]).await;
    arrive(&window, granted["link"].as_str().unwrap(), ["Awa", "Ndiaye"], None).await;
    window.read("On vous confie une tâche précise").await;
    assert!(!window.text().await.contains("feuille de secours"), "nobody recovers a delegation");
    window.press("Ouvrir Coopol").await;
    window.title("Réunion de rentrée").await;
    window.read("Pointage confié par «\u{202f}Section de Versailles\u{202f}»").await;
    window.read("Héraud").await;
    for room in ["Fichier", "Agenda", "Archives", "Passation", "Historique", "Réglages", "Viroflay"] {
        assert!(!window.text().await.contains(room), "{room} is none of a delegate's");
    }
    window.click(button("Héraud", "Présent")).await;
    window.read("Chloé Héraud\u{202f}: présence notée.").await;
    window.read("remis à la section").await;
    window.read("1 présent, aucun excusé").await;
    window.picture("delegate").await;
    officer.types(&["sync"]).await;
    let came = officer.types(&["agenda", "attendance", &event]).await;
    assert_eq!(came["tally"]["present"], 1, "{came}");

    officer.types(&["delegation", "end", granted["delegation"].as_str().unwrap()]).await;
    officer.types(&["sync"]).await;
    window.title("Votre tâche est finie").await;
    window.read("le pointage de «\u{202f}Réunion de rentrée\u{202f}» qui vous était confié a pris fin").await;
    window.picture("delegation-over").await;
    assert_eq!(stage.profiles(), 0, "what was on the laptop is gone");
    assert!(!stage.log().contains("nothing can be said"), "a delegate is told nothing of offices:\n{}", stage.log());
    window.press("J’ai une nouvelle invitation").await;
    window.title("Bienvenue").await;
    window.quit().await;
}

#[tokio::test]
async fn an_officer_entrusts_the_attendance_and_ends_it() {
    let _screen = screen().await;
    let stage = Stage::with_keyring().await;
    let mut server = stage.server().await;
    let (section, link) = server.section("Section de Versailles", "Zoé Lefèvre").await;
    let invited = server.officer(&section, "deputy", "André Côté").await;
    server.listen().await;
    let deputy = stage.colleague(&invited).await;
    let event = meeting(&deputy).await;

    let window = stage.start(&[]).await;
    come_in(&window, &link, None).await;
    window.open_room("Agenda").await;
    window.click(By::XPath("//*[contains(@href, '#/agenda/')]")).await;
    window.press("Confier le pointage").await;
    window.read("Elle ne verra ni adresse, ni téléphone").await;
    window.write("Prénom et nom de la personne", "Awa Ndiaye").await;
    window.picture("delegation-grant").await;
    window.click(By::Css("[form='grant-delegation']")).await;
    window.read("Awa Ndiaye pourra noter les présences").await;
    let link = window.see(By::Css(".letters")).await.text().await.unwrap();
    window.press("Fermer").await;
    window.read("code pas encore utilisé").await;

    let awa = stage.colleague(&link).await;
    let shown = awa.types(&["delegation", "show"]).await;
    assert_eq!((&shown["event"]["id"], shown["people"].as_array().unwrap().len()), (&event.into(), 2), "{shown}");
    window.read("en cours").await;
    window.press("Mettre fin, Awa Ndiaye").await;
    window.read("C’est définitif").await;
    window.picture("delegation-end").await;
    window.click(By::XPath("//*[@role='dialog']//button[normalize-space()='Mettre fin']")).await;
    window.read("le pointage confié est arrêté").await;
    window.read("Tout est enregistré et partagé").await;
    assert_eq!(awa.types(&["sync"]).await["nothing_left"], true);
    window.quit().await;
}

/// J1.1: the treasurer entrusts a year's dues in one window; in another, somebody without an office enters what is paid, and sees nothing else.
#[tokio::test]
async fn a_treasurer_entrusts_the_dues_and_reads_what_was_entered() {
    let _screen = screen().await;
    let (office, home) = (Stage::with_keyring().await, Stage::with_keyring().await);
    let mut server = office.server().await;
    let (section, secretary) = server.section("Section de Versailles", "Zoé Lefèvre").await;
    let treasurer = server.officer(&section, "treasurer", "Marie Nguyen").await;
    server.listen().await;
    meeting(&office.colleague(&secretary).await).await;

    let window = office.start(&[]).await;
    come_in_as(&window, &treasurer, ["Marie", "Nguyen"], None).await;
    window.read("2 personnes").await;
    window.press("Cotisations").await;
    window.press("Confier la saisie").await;
    window.write("Prénom et nom de la personne", "Awa Ndiaye").await;
    window.click(By::Css("[form='grant-delegation']")).await;
    window.read("Awa Ndiaye pourra noter les cotisations").await;
    let link = window.see(By::Css(".letters")).await.text().await.unwrap();
    window.press("Fermer").await;
    window.picture("dues-entrusted").await;

    let other = home.start(&[]).await;
    other.on_screen().await.beside().await;
    arrive(&other, &link, ["Awa", "Ndiaye"], None).await;
    other.press("Ouvrir Coopol").await;
    other.read("Saisie confiée par «\u{202f}Section de Versailles\u{202f}»").await;
    assert!(!other.text().await.contains("Viroflay"), "where somebody lives is none of a delegate's");
    other.click(button("Héraud", "Noter un paiement")).await;
    other.write("Montant, en euros", "36,50").await;
    other.click(By::Css("[form='payment']")).await;
    other.read("Chloé Héraud\u{202f}: paiement noté.").await;
    other.read("remis à la section").await;
    other.picture("delegate-dues").await;

    window.read("en cours").await;
    window.read("36,50").await;
    window.press("Mettre fin, Awa Ndiaye").await;
    window.click(By::XPath("//*[@role='dialog']//button[normalize-space()='Mettre fin']")).await;
    window.read("la saisie confiée est arrêtée").await;
    other.title("Votre tâche est finie").await;
    other.read("qui vous était confiée a pris fin").await;
    assert_eq!(home.profiles(), 0, "what was on the laptop is gone");
    other.quit().await;
    window.quit().await;
}
