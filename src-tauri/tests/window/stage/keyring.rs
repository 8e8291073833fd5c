//! The keyring of the session, unlocked by an empty password.

use std::process::Stdio;

use tokio::io::AsyncWriteExt as _;
use tokio::process::Command;
use zbus::fdo::DBusProxy;

use super::{Child, Stage, until};

pub async fn start(stage: &Stage) -> Child {
    let mut command = Command::new("gnome-keyring-daemon");
    command.args(["--foreground", "--unlock", "--components=secrets", "--control-directory"]);
    command.arg(stage.folder("runtime")).envs(stage.environment()).stdout(Stdio::null());
    let mut daemon = Child::start(&mut command);
    // An empty password is an empty line.
    daemon.stdin().write_all(b"\n").await.unwrap();
    let connection = stage.bus.connect().await;
    let bus = DBusProxy::new(&connection).await.unwrap();
    let name = || "org.freedesktop.secrets".try_into().unwrap();
    until("a keyring on the bus", async || bus.name_has_owner(name()).await.unwrap().then_some(())).await;
    daemon
}
