//! The other programs of the workspace, which no test of this one is given.

use std::path::{Path, PathBuf};

use tokio::process::Command;
use tokio::sync::Mutex;

/// A program: the one that `variable` names, else one built beside the program under test.
pub async fn built(variable: &str, name: &str) -> PathBuf {
    static BUILDING: Mutex<()> = Mutex::const_new(());
    if let Some(program) = std::env::var_os(variable) {
        return program.into();
    }
    let _one = BUILDING.lock().await;
    let mut command = Command::new(env!("CARGO"));
    // With the features of the whole workspace, as the tests are built.
    command.args(["build", "--quiet", "--workspace", "--bin", name]);
    assert!(command.status().await.unwrap().success(), "{name} doesn't build");
    Path::new(env!("CARGO_BIN_EXE_coopol-desktop")).with_file_name(name)
}
