//! Walks through the program over the demonstration federation, and takes pictures: what `cargo xtask demo` does where there
//! is no display, and `cargo xtask screenshots` everywhere. It isn't a test: it shows, and fails only when it can't.
//!
//! `tour FOLDER PICTURES [--all]`: the folder keeps the server's and the laptop's data from one walk to the next.

#![expect(clippy::unwrap_used, reason = "a walk that can't go on panics")]

mod rooms;
#[expect(dead_code, unused_imports, reason = "the tests of the window use all of it, the tour a part")]
#[path = "../window/stage/mod.rs"]
mod stage;

use std::path::Path;

use rooms::Look;
use stage::arrival::come_in_as;
use stage::{Server, Stage, free_port};
use tokio::process::Command;

/// The pictures that everybody is shown first.
const FIRST: Look = Look { theme: "light", size: (1280, 800) };

#[tokio::main]
async fn main() {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let [folder, pictures, options @ ..] = words.as_slice() else { panic!("tour FOLDER PICTURES [--all]") };
    let looks = if options.iter().any(|option| option == "--all") { rooms::looks() } else { vec![FIRST] };
    tokio::select! {
        () = tour(Path::new(folder), Path::new(pictures), &looks) => println!("The pictures are in {pictures}"),
        // Whatever was started is in groups of its own, and ends with the values that hold it.
        _ = tokio::signal::ctrl_c() => println!("Interrupted"),
    }
}

async fn tour(folder: &Path, pictures: &Path, looks: &[Look]) {
    std::fs::create_dir_all(pictures).unwrap();
    let address = address(folder);
    let mut stage = Stage::at(&folder.join("laptop")).await;
    stage.open_keyring().await;
    // Filled again it would invite again, for nobody.
    let arrived = folder.join("enrolled");
    let link = if arrived.exists() { None } else { Some(fill(folder, &address).await) };
    let mut server = Server::at(&address, &folder.join("server"));
    server.listen().await;
    if let Some(link) = link {
        rooms::arrive(&stage, &link, pictures).await;
        std::fs::write(arrived, "").unwrap();
    }
    for look in looks {
        rooms::walk(&stage, *look, pictures).await;
    }
    server.stop();
    rooms::offline(&stage, pictures).await;
}

/// Where the server of this folder listens: always at the same place, since laptops keep its address.
fn address(folder: &Path) -> String {
    let kept = folder.join("address");
    if let Ok(address) = std::fs::read_to_string(&kept) {
        return address;
    }
    let address = format!("127.0.0.1:{}", free_port());
    std::fs::create_dir_all(folder).unwrap();
    std::fs::write(kept, &address).unwrap();
    address
}

/// Fills the server's folder unless it is filled, and answers a link for a fresh laptop of the secretary.
async fn fill(folder: &Path, address: &str) -> String {
    let program = std::env::var_os("COOPOL_DEMO_PROGRAM").expect("COOPOL_DEMO_PROGRAM says where `coopol-demo` is");
    let mut command = Command::new(program);
    command.args(["fill", "--server", address, "--data"]).arg(folder.join("server"));
    let output = command.output().await.unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let told: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    told["link"].as_str().unwrap().to_owned()
}
