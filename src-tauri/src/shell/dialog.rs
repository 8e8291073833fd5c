//! The system's dialogs for files. The page never sees a path.

use std::path::PathBuf;

use tauri::AppHandle;
use tauri_plugin_dialog::{DialogExt as _, FilePath};
use tokio::sync::oneshot;

/// The file that the person chooses; `None` when they close the dialog. `endings` are offered first, all of them at once;
/// everything else can be chosen too.
pub async fn open(app: &AppHandle, endings: &[&str]) -> Option<PathBuf> {
    let (answer, answered) = oneshot::channel();
    let mut dialog = app.dialog().file();
    if !endings.is_empty() {
        let shown: Vec<String> = endings.iter().map(|ending| format!("*.{ending}")).collect();
        dialog = dialog.add_filter(shown.join(" "), endings).add_filter("*", &["*"]);
    }
    // Whoever asked may be gone when the dialog closes.
    dialog.pick_file(|file| drop(answer.send(file)));
    path(answered.await.ok().flatten())
}

/// Where the person wants a file of this name; `None` when they close the dialog.
pub async fn save(app: &AppHandle, name: &str) -> Option<PathBuf> {
    let (answer, answered) = oneshot::channel();
    app.dialog().file().set_file_name(name).save_file(|file| drop(answer.send(file)));
    path(answered.await.ok().flatten())
}

fn path(chosen: Option<FilePath>) -> Option<PathBuf> {
    chosen?.into_path().ok()
}
