//! A window that shows nothing: what starting costs before any line of ours, and what it takes in memory.
//!
//! `cargo xtask bench` measures the desktop program beside it.

fn main() -> tauri::Result<()> {
    tauri::Builder::default().run(tauri::generate_context!("examples/blank/tauri.conf.json"))
}
