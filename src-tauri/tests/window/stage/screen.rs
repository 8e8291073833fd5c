//! The program's window as a window manager deals with it: the driver sees the page only.

use x11rb::connection::Connection as _;
use x11rb::protocol::xproto::{
    AtomEnum, ClientMessageEvent, ConfigureWindowAux, ConnectionExt as _, EventMask, MapState, Window as Id,
};
use x11rb::rust_connection::RustConnection;

use super::until;

/// The windows of one process.
pub struct OnScreen {
    screen: RustConnection,
    root: Id,
    process: u32,
}

impl OnScreen {
    pub(super) fn of(process: u32) -> Self {
        let (screen, number) = x11rb::connect(None).unwrap();
        let root = screen.setup().roots[number].root;
        Self { screen, root, process }
    }

    /// Waits until a window is on the screen, or none.
    pub async fn is(&self, shown: bool) {
        let what = if shown { "a window on the screen" } else { "no window on the screen" };
        until(what, async || (self.window().is_some() == shown).then_some(())).await;
    }

    /// Moves it to the right half of the screen: a window that another one covers isn't painted.
    pub async fn beside(&self) {
        let window = until("a window on the screen", async || self.window()).await;
        let half = self.screen.get_geometry(self.root).unwrap().reply().unwrap().width / 2;
        let place = ConfigureWindowAux::new().x(i32::from(half));
        self.screen.configure_window(window, &place).unwrap().check().unwrap();
    }

    /// A click on the cross of the frame.
    pub fn close(&self) {
        let window = self.window().expect("a window is on the screen");
        let [protocols, delete] = ["WM_PROTOCOLS", "WM_DELETE_WINDOW"].map(|name| self.atom(name));
        let asked = ClientMessageEvent::new(32, window, protocols, [delete, x11rb::CURRENT_TIME, 0, 0, 0]);
        self.screen.send_event(false, window, EventMask::NO_EVENT, asked).unwrap().check().unwrap();
    }

    /// The one that is shown.
    fn window(&self) -> Option<Id> {
        let windows = self.screen.query_tree(self.root).unwrap().reply().unwrap().children;
        windows.into_iter().find(|&window| self.is_its(window) && self.is_shown(window))
    }

    fn is_shown(&self, window: Id) -> bool {
        let asked = self.screen.get_window_attributes(window).unwrap().reply();
        asked.is_ok_and(|it| it.map_state == MapState::VIEWABLE)
    }

    /// Whether it takes part in the protocol by which windows are closed: helpers of the process don't.
    fn is_its(&self, window: Id) -> bool {
        let process = self.property(window, "_NET_WM_PID", AtomEnum::CARDINAL);
        let protocols = self.property(window, "WM_PROTOCOLS", AtomEnum::ATOM);
        process == [self.process] && protocols.contains(&self.atom("WM_DELETE_WINDOW"))
    }

    /// Numbers that a window carries. One that is gone meanwhile carries none.
    fn property(&self, window: Id, name: &str, kind: AtomEnum) -> Vec<u32> {
        let asked = self.screen.get_property(false, window, self.atom(name), kind, 0, 64).unwrap().reply().ok();
        asked.and_then(|it| it.value32().map(Iterator::collect)).unwrap_or_default()
    }

    fn atom(&self, name: &str) -> u32 {
        self.screen.intern_atom(false, name.as_bytes()).unwrap().reply().unwrap().atom
    }
}
