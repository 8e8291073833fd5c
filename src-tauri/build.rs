//! Gives each command a permission of its own, so that the page can call what `capabilities/main.json` lists and nothing else.

const COMMANDS: &[&str] = &include!("src/names.rs");

fn main() {
    println!("cargo:rerun-if-changed=src/names.rs");
    // The page is embedded: a new one makes a new program.
    println!("cargo:rerun-if-changed=../ui/dist");
    let manifest = tauri_build::AppManifest::new().commands(COMMANDS);
    let attributes = tauri_build::Attributes::new().app_manifest(manifest);
    tauri_build::try_build(attributes).expect("tauri.conf.json, the capabilities and the icons agree");
}
