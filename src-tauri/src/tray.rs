//! The icon beside the clock. Some desktops show none, so it is never the only way to anything.

use tauri::menu::{Menu, MenuItem};
use tauri::tray::TrayIconBuilder;
use tauri::{AppHandle, Wry};

use crate::quit::quit;
use crate::window;
use crate::words::Words;

const OPEN: &str = "open";
const QUIT: &str = "quit";

pub fn create(app: &AppHandle, words: &Words) -> tauri::Result<()> {
    let icon = app.default_window_icon().expect("tauri.conf.json names the icons").clone();
    TrayIconBuilder::with_id("main")
        .icon(icon)
        .tooltip("Coopol")
        .menu(&menu(app, words)?)
        .on_menu_event(|app, event| match event.id().as_ref() {
            OPEN => window::open(app, None),
            QUIT => quit(app),
            _ => {}
        })
        .build(app)?;
    Ok(())
}

fn menu(app: &AppHandle, words: &Words) -> tauri::Result<Menu<Wry>> {
    let item = |id, key| MenuItem::with_id(app, id, words.plain(key), true, None::<&str>);
    Menu::with_items(app, &[&item(OPEN, "tray-open")?, &item(QUIT, "tray-quit")?])
}
