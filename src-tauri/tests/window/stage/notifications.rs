//! A notification daemon that keeps what it is given and clicks when a test says so (Desktop Notifications
//! Specification 1.2).

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use zbus::Connection;
use zbus::object_server::{InterfaceRef, SignalEmitter};
use zbus::zvariant::OwnedValue;

use super::until;

const PATH: &str = "/org/freedesktop/Notifications";

/// A notification that was shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    pub id: u32,
    pub summary: String,
    pub body: String,
    pub actions: Vec<String>,
}

type Screen = Arc<Mutex<Vec<Shown>>>;

struct Daemon(Screen);

#[zbus::interface(name = "org.freedesktop.Notifications")]
#[expect(clippy::unused_self, reason = "an interface's methods are called on its object")]
impl Daemon {
    fn get_capabilities(&self) -> Vec<String> {
        vec!["actions".to_owned(), "body".to_owned()]
    }

    #[expect(clippy::too_many_arguments, reason = "the specification has them")]
    fn notify(
        &self,
        application: String,
        replaces: u32,
        icon: String,
        summary: String,
        body: String,
        actions: Vec<String>,
        hints: HashMap<String, OwnedValue>,
        timeout: i32,
    ) -> u32 {
        // What a daemon may leave alone.
        drop((application, replaces, icon, hints, timeout));
        let mut screen = self.0.lock().unwrap();
        let id = u32::try_from(screen.len()).unwrap() + 1;
        screen.push(Shown { id, summary, body, actions });
        id
    }

    fn get_server_information(&self) -> (String, String, String, String) {
        let [name, vendor, version, specification] = ["test", "Coopol", "1", "1.2"].map(str::to_owned);
        (name, vendor, version, specification)
    }

    #[zbus(signal)]
    async fn action_invoked(emitter: &SignalEmitter<'_>, id: u32, action: &str) -> zbus::Result<()>;
}

pub struct Notifications {
    connection: Connection,
    screen: Screen,
}

impl Notifications {
    pub(super) async fn start(connection: Connection) -> Self {
        let screen = Screen::default();
        connection.object_server().at(PATH, Daemon(Arc::clone(&screen))).await.unwrap();
        connection.request_name("org.freedesktop.Notifications").await.unwrap();
        Self { connection, screen }
    }

    /// Waits for the first notification.
    pub async fn first(&self) -> Shown {
        until("a notification", async || self.shown().into_iter().next()).await
    }

    /// Waits for as many notifications, and answers the last.
    pub async fn last_of(&self, count: usize) -> Shown {
        until(&format!("{count} notifications"), async || {
            let shown = self.shown();
            (shown.len() >= count).then(|| shown.last().cloned()).flatten()
        })
        .await
    }

    /// Everything shown so far.
    pub fn shown(&self) -> Vec<Shown> {
        self.screen.lock().unwrap().clone()
    }

    /// A click on the body of a notification.
    pub async fn click(&self, shown: &Shown) {
        let daemon: InterfaceRef<Daemon> = self.connection.object_server().interface(PATH).await.unwrap();
        Daemon::action_invoked(daemon.signal_emitter(), shown.id, "default").await.unwrap();
    }
}
