//! The recovery sheet of the first run is a page, what stands on it links another laptop, and the old one closes.

use std::path::Path;

use lopdf::Document;

use crate::screen;
use crate::stage::{Stage, arrive, until};

#[tokio::test]
async fn the_sheet_of_the_first_run_links_another_laptop_and_closes_this_one() {
    let _screen = screen().await;
    let stage = Stage::with_keyring().await;
    let printed = stage.viewer();
    let mut server = stage.server().await;
    let (_, link) = server.section("Section de Versailles", "Zoé Lefèvre").await;
    server.listen().await;

    let window = stage.start(&[]).await;
    arrive(&window, &link, ["Zoé", "Lefèvre"], None).await;
    window.press("Imprimer la feuille de secours").await;
    window.read("La feuille de secours s’ouvre").await;
    window.picture("ready").await;
    let link = until("a page", async || link_on(&printed)).await;
    window.press("Ouvrir Coopol").await;
    window.title("Fichier").await;

    let replacement = stage.colleague(&link).await;
    window.title("Cet ordinateur n’a plus accès").await;
    window.read("Section de Versailles").await;
    window.picture("shut-out").await;
    let laptops = replacement.types(&["devices", "list"]).await;
    assert_eq!(laptops[0]["revoked"], true, "{laptops}");
    assert_eq!(stage.profiles(), 0, "nothing of it is left here");
    let pages = std::fs::read_dir(stage.folder("runtime/coopol")).unwrap().count();
    assert_eq!(pages, 0, "nor the page for the printer");
    window.press("J’ai une nouvelle invitation").await;
    window.title("Bienvenue").await;
    window.quit().await;
}

/// The sheet gives back all that the server has.
#[tokio::test]
async fn the_sheet_brings_back_whoever_forgot_their_passphrase() {
    let _screen = screen().await;
    let stage = Stage::bare().await;
    let printed = stage.viewer();
    let mut server = stage.server().await;
    let (section, link) = server.section("Section de Versailles", "Zoé Lefèvre").await;
    let invited = server.officer(&section, "deputy", "André Côté").await;
    server.listen().await;
    let deputy = stage.colleague(&invited).await;

    let window = stage.start(&[]).await;
    arrive(&window, &link, ["Zoé", "Lefèvre"], Some("le cerisier du jardin")).await;
    window.press("Imprimer la feuille de secours").await;
    let link = until("a page", async || link_on(&printed)).await;
    window.press("Ouvrir Coopol").await;
    window.title("Fichier").await;
    window.press("Ajouter").await;
    window.write("Prénom", "Awa").await;
    window.write("Nom", "Ndiaye").await;
    window.press("Ajouter au fichier").await;
    window.read("Awa Ndiaye est dans le fichier.").await;
    // It has left this computer.
    until("Awa elsewhere", async || {
        deputy.types(&["sync"]).await;
        deputy.types(&["roster", "list"]).await.to_string().contains("Ndiaye").then_some(())
    })
    .await;
    window.quit().await;

    let window = stage.start(&[]).await;
    window.title("Coopol est verrouillé").await;
    window.press("J’ai oublié ma phrase secrète").await;
    window.read("Il vous faut votre feuille de secours ou une nouvelle invitation.").await;
    window.picture("forgotten").await;
    window.press("Effacer et relier").await;
    arrive(&window, &link, ["Zoé", "Lefèvre"], Some("le prunier du verger")).await;
    assert_eq!(stage.profiles(), 1, "what could no more be opened is gone");
    window.press("Ouvrir Coopol").await;
    window.title("Fichier").await;
    window.read("Ndiaye").await;
    window.quit().await;
}

/// The link that a sheet has its reader type, letter by letter.
fn link_on(sheet: &Path) -> Option<String> {
    let page = std::fs::read(sheet).ok()?;
    assert!(page.starts_with(b"%PDF-"), "it isn't a page");
    let text = Document::load_mem(&page).unwrap().extract_text(&[1]).unwrap();
    let (_, after) = text.split_once("coopol:").expect("the page has a link");
    let (typed, _) = after.split_once("Ensuite").expect("what to do next stands below it");
    Some(format!("coopol:{}", typed.split_whitespace().collect::<String>()))
}
