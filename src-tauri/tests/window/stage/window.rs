//! The program's window, driven through `WebKitWebDriver`.

use std::net::{Ipv4Addr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::Stdio;

use serde_json::json;
use thirtyfour::prelude::*;
use thirtyfour::{Capabilities, WebDriver};
use tokio::net::TcpStream;
use tokio::process::Command;

use super::notifications::{Notifications, Shown};
use super::process::Process;
use super::screen::OnScreen;
use super::{Child, Stage, answered, until};

/// What stands in each field.
const FIELDS: &str = "return Array.from(document.querySelectorAll('input, textarea'), (field) => field.value)";

/// Whether a click in the middle of an element reaches it.
const REACHED: &str = "
    const element = arguments[0];
    element.scrollIntoView({ block: 'nearest' });
    const { x, y, width, height } = element.getBoundingClientRect();
    return element.contains(document.elementFromPoint(x + width / 2, y + height / 2));
";

/// Answers once everything that moves has come to rest and was painted.
const SETTLED: &str = "const done = arguments[0];
    Promise.all([document.fonts.ready, ...document.getAnimations().map((one) => one.finished.catch(() => {}))])
        .then(() => requestAnimationFrame(() => requestAnimationFrame(() => done())));";

/// The program under test.
pub const PROGRAM: &str = env!("CARGO_BIN_EXE_coopol-desktop");

/// The running program. `Deref`s to the driver of its window.
pub struct Window {
    program: PathBuf,
    driver: WebDriver,
    service: Child,
}

impl Window {
    /// Starts `program` in this session, and waits for its page.
    pub async fn open(stage: &Stage, program: &Path, arguments: &[&str]) -> Self {
        let port = free_port();
        let mut command = Command::new("WebKitWebDriver");
        command.arg("--host=127.0.0.1").arg(format!("--port={port}")).stdout(Stdio::null());
        command.envs(stage.environment()).env("TAURI_WEBVIEW_AUTOMATION", "true");
        let service = Child::start(&mut command);
        let listens = async || TcpStream::connect((Ipv4Addr::LOCALHOST, port)).await.ok();
        drop(until("a driver that listens", listens).await);

        let mut wanted = Capabilities::new();
        let started = json!({ "binary": program, "args": arguments });
        wanted.set("webkitgtk:browserOptions", started).unwrap();
        let driver = WebDriver::new(format!("http://127.0.0.1:{port}"), wanted).await.unwrap();
        Self { program: program.to_owned(), driver, service }
    }

    /// The first element on screen with this role (or tag) and name, as a screen reader says them.
    pub async fn see(&self, by: By) -> WebElement {
        // A list may be drawn anew while it is looked at: what was found is gone then, and looked for again.
        let displayed = async || {
            let query = self.driver.query(by.clone()).nowait().and_displayed();
            query.first().await.ok()
        };
        match answered(displayed).await {
            Some(element) => element,
            None => panic!("{by:?} isn't on screen:\n{}\nfields: {}", self.text().await, self.fields().await),
        }
    }

    /// Clicks, once nothing lies over the element: a dialog that closes covers the page for a moment, and the driver waits
    /// two minutes for a click that never arrives.
    pub async fn click(&self, by: By) {
        self.uncovered(by).await.click().await.unwrap();
    }

    /// An element with nothing over it.
    async fn uncovered(&self, by: By) -> WebElement {
        let element = self.see(by.clone()).await;
        let argument = element.to_json().unwrap();
        let open = async || {
            let reached = self.driver.execute(REACHED, vec![argument.clone()]).await.ok()?;
            reached.json().as_bool()?.then_some(())
        };
        until(&format!("{by:?} with nothing over it"), open).await;
        element
    }

    /// Waits for a title of this text.
    pub async fn title(&self, text: &str) {
        self.see(By::XPath(format!("//h1[normalize-space()=\"{text}\"]"))).await;
    }

    /// Presses the button with this text, or this name for screen readers.
    pub async fn press(&self, text: &str) {
        self.click(By::XPath(format!("//button[normalize-space()=\"{text}\" or @aria-label=\"{text}\"]"))).await;
    }

    /// Chooses one of several, by how its label begins.
    pub async fn choose(&self, label: &str) {
        self.click(By::XPath(format!("//label[input][starts-with(normalize-space(), \"{label}\")]"))).await;
    }

    /// Writes into the field with this label, in place of what stands there.
    pub async fn write(&self, label: &str, text: &str) {
        let labelled = format!("//label[normalize-space()=\"{label}\"]/@for");
        let field = format!("//*[@id={labelled}] | //input[@aria-label=\"{label}\"]");
        let field = self.uncovered(By::XPath(field)).await;
        // Not by a click and Ctrl+A: the toolkit comes to either when it can, perhaps between the next letters, and what
        // was selected isn't any more, or letters are that were written already.
        let argument = field.to_json().unwrap();
        self.driver.execute("arguments[0].focus(); arguments[0].select()", vec![argument]).await.unwrap();
        field.send_keys(text).await.unwrap();
    }

    /// Leaves the field that is being written: it saves by itself.
    pub async fn leave_field(&self) {
        self.driver.active_element().await.unwrap().send_keys(Key::Tab + "").await.unwrap();
    }

    /// Opens a room from the rail.
    pub async fn open_room(&self, name: &str) {
        self.click(By::XPath(format!("//nav//a[normalize-space()=\"{name}\"]"))).await;
        self.title(name).await;
    }

    /// Waits until this text stands somewhere on screen.
    pub async fn read(&self, text: &str) {
        let stands = async || self.text().await.contains(text).then_some(());
        let there = answered(stands).await.is_some();
        assert!(there, "« {text} » isn't on screen:\n{}", self.text().await);
    }

    /// Waits until this text stands nowhere on screen.
    pub async fn unread(&self, text: &str) {
        let gone = async || (!self.text().await.contains(text)).then_some(());
        until(&format!("« {text} » is gone"), gone).await;
    }

    /// A click on a notification, and the address that the window is led to by it. The program listens from the moment on
    /// at which it has the answer of the daemon: a click before is nobody's.
    pub async fn clicks(&self, notifications: &Notifications, shown: &Shown, address: &str) {
        until(&format!("{address} on screen"), async || {
            notifications.click(shown).await;
            self.current_url().await.unwrap().fragment()?.starts_with(address).then_some(())
        })
        .await;
    }

    /// Everything that can be read on screen.
    pub async fn text(&self) -> String {
        match self.driver.find(By::Tag("body")).await {
            Ok(body) => body.text().await.unwrap_or_default(),
            Err(_) => String::new(),
        }
    }

    /// What stands in the fields.
    async fn fields(&self) -> String {
        match self.driver.execute(FIELDS, Vec::new()).await {
            Ok(fields) => fields.json().to_string(),
            Err(_) => String::new(),
        }
    }

    /// Keeps a picture of the window in the folder that `COOPOL_WINDOW_PICTURES` names, to be looked at.
    pub async fn picture(&self, name: &str) {
        if let Some(folder) = std::env::var_os("COOPOL_WINDOW_PICTURES") {
            self.settle().await;
            self.driver.screenshot(&Path::new(&folder).join(format!("{name}.png"))).await.unwrap();
        }
    }

    /// Waits until everything that moves has come to rest and was painted.
    pub async fn settle(&self) {
        self.driver.execute_async(SETTLED, Vec::new()).await.unwrap();
    }

    /// The program behind it.
    pub async fn process(&self) -> Process {
        Process::started(self.service.id(), &self.program).await
    }

    /// The window on the screen.
    pub async fn on_screen(&self) -> OnScreen {
        OnScreen::of(self.process().await.0)
    }

    /// Ends the program, and waits for its end.
    pub async fn quit(self) {
        let process = self.process().await;
        self.driver.clone().quit().await.unwrap();
        drop(self);
        process.ended().await;
    }

    /// Kills the program, which learns nothing of it.
    pub async fn kill(self) {
        self.process().await.kill().await;
        self.gone();
    }

    /// Lets go of a window whose program ended by itself.
    pub fn gone(self) {
        drop(self);
    }
}

impl Drop for Window {
    fn drop(&mut self) {
        // Everything that runs behind it ends with the service: the session isn't asked to end, which takes minutes when
        // the program doesn't answer.
        drop(self.driver.clone().leak());
    }
}

impl std::ops::Deref for Window {
    type Target = WebDriver;

    fn deref(&self) -> &WebDriver {
        &self.driver
    }
}

/// A port that was free a moment ago.
pub fn free_port() -> u16 {
    TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap().local_addr().unwrap().port()
}
