//! The rooms, in the order of the rail, and how each is looked at.

use std::path::Path;

use serde_json::json;
use thirtyfour::TypingData;
use thirtyfour::prelude::*;

use crate::come_in_as;
use crate::stage::{Stage, Window, until};

/// A list as sections have it, which the import shows and doesn't take in.
const LIST: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../crates/import/tests/data/outlook_fr.csv");

/// How the window looks.
#[derive(Debug, Clone, Copy)]
pub struct Look {
    pub theme: &'static str,
    pub size: (u32, u32),
}

/// Light and dark, as large as it opens and as small as it gets.
pub fn looks() -> Vec<Look> {
    let sizes = [(1280, 800), (900, 600)];
    ["light", "dark"].into_iter().flat_map(|theme| sizes.map(|size| Look { theme, size })).collect()
}

/// What is looked at: a name for the picture, an address, the title that stands there, and what is seen once it is full.
const ROOMS: [(&str, &str, &str, &str); 7] = [
    ("fichier", "#/roster", "Fichier", "main [role=row][aria-rowindex='3']"),
    ("agenda", "#/agenda", "Agenda", "main li"),
    ("archives", "#/archives", "Archives", "main li"),
    ("passation", "#/handover", "Passation", "main li"),
    ("historique", "#/history", "Historique", "main article"),
    ("a-verifier", "#/pending", "À vérifier", "main h2"),
    ("reglages", "#/settings", "Réglages", "main h2"),
];

/// A camera: the folder, and what its pictures have in their names.
struct Camera<'a>(&'a Path, String);

impl Camera<'_> {
    async fn take(&self, window: &Window, name: &str) {
        let Self(folder, look) = self;
        window.settle().await;
        window.screenshot(&folder.join(format!("{name}-{look}.png"))).await.unwrap();
    }
}

/// The secretary of the demonstration, whose laptop it is.
const SECRETARY: [&str; 2] = ["Éric", "Ravel"];

/// The first run, step by step.
pub async fn arrive(stage: &Stage, link: &str, pictures: &Path) {
    set(stage, "light");
    let window = stage.start(&[]).await;
    window.title("Bienvenue").await;
    Camera(pictures, "light-1280x800".to_owned()).take(&window, "bienvenue").await;
    come_in_as(&window, link, SECRETARY, None).await;
    window.read("Tout est enregistré et partagé").await;
    window.quit().await;
}

/// Every room in one look.
pub async fn walk(stage: &Stage, look: Look, pictures: &Path) {
    let (width, height) = look.size;
    let camera = Camera(pictures, format!("{}-{width}x{height}", look.theme));
    set(stage, look.theme);
    let window = stage.start(&[]).await;
    resize(&window, look.size).await;
    for (name, address, title, full) in ROOMS {
        go(&window, address, title).await;
        window.see(By::Css(full)).await;
        camera.take(&window, name).await;
        sheet(&window, &camera, name).await;
    }
    search(&window, &camera).await;
    window.quit().await;
    let window = stage.start(&["--import", LIST]).await;
    resize(&window, look.size).await;
    window.press("Choisir un fichier").await;
    window.read("Ce qui va se passer").await;
    camera.take(&window, "import").await;
    window.quit().await;
}

/// Without its server the program has everything, and says that it is alone.
pub async fn offline(stage: &Stage, pictures: &Path) {
    set(stage, "light");
    let window = stage.start(&[]).await;
    window.read("Hors ligne").await;
    Camera(pictures, "light-1280x800".to_owned()).take(&window, "hors-ligne").await;
    window.quit().await;
}

/// Opens something in a list, and answers whether that is open. A list that was just drawn may be drawn once more under a click:
/// the page is asked again.
const OPEN: &str = "
    const one = document.querySelectorAll('main [role=row][aria-rowindex], main li a, main li button')[2];
    one?.click();
    return location.hash.split('/').length > 2;
";

/// Something in a room's list, opened.
async fn sheet(window: &Window, camera: &Camera<'_>, room: &str) {
    if !["fichier", "agenda", "archives", "passation"].contains(&room) {
        return;
    }
    until("a sheet", async || window.execute(OPEN, Vec::new()).await.ok()?.json().as_bool()?.then_some(())).await;
    window.see(By::Css("main h2")).await;
    camera.take(window, &format!("{room}-fiche")).await;
}

/// The palette with something found, and the sheet of shortcuts.
async fn search(window: &Window, camera: &Camera<'_>) {
    go(window, "#/roster", "Fichier").await;
    window.click(By::XPath("//button[contains(., 'Rechercher')]")).await;
    let palette = window.see(By::Css("[role=dialog] input")).await;
    palette.send_keys("bailly").await.unwrap();
    window.see(By::Css("[role=dialog] [role=group]")).await;
    camera.take(window, "recherche").await;
    strike(window, Key::Escape + "").await;
    window.press("Raccourcis").await;
    window.read("Raccourcis du clavier").await;
    camera.take(window, "raccourcis").await;
    strike(window, Key::Escape + "").await;
}

/// Opens an address of the page, and waits for its title.
async fn go(window: &Window, address: &str, title: &str) {
    window.execute(format!("location.hash = '{address}'"), Vec::new()).await.unwrap();
    window.title(title).await;
}

async fn resize(window: &Window, (width, height): (u32, u32)) {
    window.set_window_rect(0, 0, width, height).await.unwrap();
}

/// Types wherever the focus is.
async fn strike(window: &Window, keys: impl Into<TypingData>) {
    window.active_element().await.unwrap().send_keys(keys).await.unwrap();
}

fn set(stage: &Stage, theme: &str) {
    stage.settings(&json!({ "theme": theme }).to_string());
}
