//! The corner of the screen where programs put an icon (`StatusNotifierItem`), and the menu behind it (`dbusmenu`).

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use zbus::message::Header;
use zbus::zvariant::{OwnedObjectPath, OwnedValue, Value};
use zbus::{Connection, Proxy};

use super::until;

const NAME: &str = "org.kde.StatusNotifierWatcher";
const PATH: &str = "/StatusNotifierWatcher";

/// Whose icon it is: a name on the bus, and a path.
type Item = (String, String);

struct Watcher(Arc<Mutex<Option<Item>>>);

#[zbus::interface(name = "org.kde.StatusNotifierWatcher")]
#[expect(clippy::unused_self, reason = "an interface's methods are called on its object")]
#[expect(clippy::needless_pass_by_value, reason = "the library hands over what it made")]
impl Watcher {
    fn register_status_notifier_item(&self, service: String, #[zbus(header)] header: Header<'_>) {
        let sender = header.sender().expect("the bus says who calls").to_string();
        *self.0.lock().unwrap() = Some((sender, service));
    }

    #[zbus(property)]
    fn is_status_notifier_host_registered(&self) -> bool {
        true
    }

    #[zbus(property)]
    fn protocol_version(&self) -> i32 {
        0
    }
}

pub struct Tray {
    connection: Connection,
    item: Arc<Mutex<Option<Item>>>,
}

/// A line of a menu: its number, what is known of it, and the lines below.
type Line = (i32, HashMap<String, OwnedValue>, Vec<OwnedValue>);

impl Tray {
    pub(super) async fn start(connection: Connection) -> Self {
        let item = Arc::default();
        connection.object_server().at(PATH, Watcher(Arc::clone(&item))).await.unwrap();
        connection.request_name(NAME).await.unwrap();
        Self { connection, item }
    }

    /// Opens the menu of the icon, and chooses this.
    pub async fn choose(&self, label: &str) {
        let (owner, path) = until("an icon", async || self.item.lock().unwrap().clone()).await;
        let icon = Proxy::new(&self.connection, owner.as_str(), path, "org.kde.StatusNotifierItem").await.unwrap();
        let menu: OwnedObjectPath = icon.get_property("Menu").await.unwrap();
        let menu = Proxy::new(&self.connection, owner, menu, "com.canonical.dbusmenu").await.unwrap();
        let line = async || {
            let (_, (_, _, lines)): (u32, Line) = menu.call("GetLayout", &(0, -1, Vec::<&str>::new())).await.ok()?;
            let mut lines = lines.into_iter().filter_map(|line| Line::try_from(line).ok());
            let (line, ..) = lines.find(|(_, known, _)| named(known, label))?;
            Some(line)
        };
        let line = until(&format!("« {label} » in the menu"), line).await;
        let chosen = (line, "clicked", Value::from(0), 0_u32);
        menu.call::<_, _, ()>("Event", &chosen).await.unwrap();
    }
}

fn named(known: &HashMap<String, OwnedValue>, label: &str) -> bool {
    // An underscore marks the letter to press.
    known.get("label").and_then(|it| <&str>::try_from(it).ok()).is_some_and(|it| it.replace('_', "") == label)
}
