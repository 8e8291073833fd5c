//! A session bus of its own, which starts nothing by itself: what isn't put on it isn't there.

use std::path::Path;
use std::process::Stdio;

use tokio::io::{AsyncBufReadExt as _, BufReader};
use tokio::process::Command;
use zbus::Connection;

use super::Child;

pub struct Bus {
    pub address: String,
    _daemon: Child,
}

impl Bus {
    pub async fn start(home: &Path) -> Self {
        let socket = home.join("runtime/bus");
        if socket.exists() {
            // Of an earlier session in the same home.
            std::fs::remove_file(&socket).unwrap();
        }
        let config = home.join("bus.conf");
        std::fs::write(&config, configuration(&socket)).unwrap();
        let mut command = Command::new("dbus-daemon");
        command.arg("--nofork").arg("--print-address=1").arg("--config-file").arg(&config).stdout(Stdio::piped());
        let mut daemon = Child::start(&mut command);
        let mut address = String::new();
        BufReader::new(daemon.stdout()).read_line(&mut address).await.unwrap();
        Self { address: address.trim().to_owned(), _daemon: daemon }
    }

    pub async fn connect(&self) -> Connection {
        let address: zbus::Address = self.address.parse().unwrap();
        zbus::connection::Builder::address(address).unwrap().build().await.unwrap()
    }
}

fn configuration(socket: &Path) -> String {
    format!(
        "<busconfig><type>session</type><listen>unix:path={}</listen><auth>EXTERNAL</auth>\
         <policy context='default'><allow send_destination='*' eavesdrop='true'/><allow eavesdrop='true'/><allow own='*'/>\
         </policy></busconfig>",
        socket.display()
    )
}
