//! What a secretary does on the first evening: comes in by invitation, imports the list there is, finds people, corrects
//! one, takes it back; and the next day, without a network, everything is there.

use coopol_testkit::finder::Finder;
use thirtyfour::prelude::*;

use crate::reminder::{TITLE, plan_in_one_hour};
use crate::screen;
use crate::stage::{Stage, Window, come_in};

/// 60 people, as a spreadsheet of Windows wrote them: Windows-1252, semicolons, leading zeros lost.
const LIST: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../crates/import/tests/data/cp1252_semicolon.csv");

/// The phone that is corrected, and corrected back.
const CORRECTED: &str = "06 03 53 03 35";

/// What is typed, who stands first then, and how many are found.
const SEARCHES: &str = include_str!("data/searches.csv");

fn searches() -> impl Iterator<Item = [&'static str; 3]> {
    let lines = SEARCHES.lines().filter(|line| !line.starts_with('#'));
    lines.map(|line| line.split(';').collect::<Vec<_>>().try_into().expect("three cells in each line"))
}

#[tokio::test]
async fn a_secretary_takes_in_a_list_and_finds_everything_again() {
    let _screen = screen().await;
    let stage = Stage::with_keyring().await;
    let mut server = stage.server().await;
    let (_, link) = server.section("Section de Versailles", "Zoé Lefèvre").await;
    server.listen().await;

    let window = stage.start(&[]).await;
    come_in(&window, &link, None).await;
    window.read("Votre fichier est vide").await;
    window.read("Section de Versailles").await;
    window.quit().await;

    let window = stage.start(&["--import", LIST]).await;
    import(&window).await;
    for [typed, first, found] in searches() {
        search(&window, typed, first).await;
        window.read(found).await;
    }
    correct_and_undo(&window).await;
    plan_in_one_hour(&window).await;
    window.read("Tout est enregistré et partagé").await;
    window.quit().await;

    server.stop();
    let window = stage.start(&[]).await;
    window.read("60 personnes").await;
    window.read("Hors ligne").await;
    search(&window, "rambouillet", "Dupond").await;
    search(&window, CORRECTED, "Héraud").await;
    the_past_is_there(&window).await;
    window.open_room("Agenda").await;
    window.read(TITLE).await;
    window.quit().await;
    nothing_stands_readable(&stage);
}

/// Neither what was imported nor what was typed stands in the profile, the webview's data, the log, or the folders for
/// temporary files, the cache and the runtime, however it is written.
fn nothing_stands_readable(stage: &Stage) {
    // The letters that Windows put where ISO 8859-1 has none are left out with the words that hold them.
    let list: String = std::fs::read(LIST).unwrap().into_iter().map(char::from).collect();
    let cells = list.lines().skip(1).flat_map(|line| line.split(';'));
    let typed = searches().map(|[typed, ..]| typed).chain(["06 12 34 56 78"]);
    // A short word is found by chance wherever there are enough bytes.
    let telling = |word: &&str| word.chars().count() >= 8 && !word.contains(char::is_control);
    let words: Vec<&str> = cells.chain(typed).filter(telling).collect();
    assert!(words.len() > 200, "{words:?}");
    let (finder, mut found) = (Finder::of(words), Vec::new());
    for (folder, at_least) in
        [("data", 10), ("config", 0), ("cache", 1), ("runtime", 1), ("state", 0), ("tmp", 0), ("home", 0)]
    {
        let seen = finder.search(&stage.folder(folder), &mut found).unwrap();
        assert!(seen >= at_least, "{seen} files in {folder}");
    }
    assert_eq!(found, Vec::<String>::new());
}

async fn import(window: &Window) {
    window.press("Choisir un fichier").await;
    window.read("60 nouvelles personnes").await;
    window.press("Importer").await;
    window.read("60 personnes ajoutées").await;
    window.picture("import").await;
    window.press("Voir le fichier").await;
    window.read("60 personnes").await;
}

/// Filters the list, and waits until this name stands first.
async fn search(window: &Window, typed: &str, first: &str) {
    window.write("Nom, e-mail, téléphone, commune", typed).await;
    let row = format!("//*[@role=\"row\"][@aria-rowindex=\"2\"][contains(., \"{first}\")]");
    window.see(By::XPath(row)).await;
}

/// Changes a phone, sees who did what in the history, and takes it back there.
async fn correct_and_undo(window: &Window) {
    search(window, "heraud chloe", "Héraud").await;
    window.click(By::XPath("//*[@role=\"row\"][@aria-rowindex=\"2\"]")).await;
    window.write("Portable", "06 12 34 56 78").await;
    window.leave_field().await;
    window.picture("person").await;
    window.open_room("Historique").await;
    window.read("Vous avez changé le portable de Chloé Héraud.").await;
    window.read(CORRECTED).await;
    window.click(By::XPath("//article[contains(., \"le portable de Chloé\")]//button")).await;
    window.read("Annulée depuis").await;
    window.read("Vous avez annulé une modification à propos de Chloé Héraud.").await;
    window.picture("history").await;
    // What is asked of a person finds what was done to them as part of the import and of the undo, too, and nothing else.
    window.write("Nom d’une personne", "heraud chloe").await;
    window.read("3 modifications").await;
    window.read("Vous avez importé").await;
    window.open_room("Fichier").await;
    search(window, CORRECTED, "Héraud").await;
}

/// The correction, its undo, the import and the seal.
async fn the_past_is_there(window: &Window) {
    window.open_room("Historique").await;
    for told in [
        "Historique vérifié jusqu’au",
        "Vous avez changé le portable de Chloé Héraud.",
        "Annulée depuis",
        "Vous avez annulé une modification à propos de Chloé Héraud.",
        "Vous avez importé",
    ] {
        window.read(told).await;
    }
}
