//! One notification, from the screen's corner to the click.

use coopol_domain::id::StreamId;
use notify_rust::{Hint, Notification, NotificationResponse};
use tauri::{AppHandle, Manager as _};

use super::sentence::Sentence;
use crate::address::Address;
use crate::shell::Shell;
use crate::window;

/// Shows it, and opens `address` if it is clicked, in the records of the unit that has `stream`. Says whether it was shown: a
/// session may have nobody to show it.
pub async fn ring(app: &AppHandle, sentence: &Sentence, address: Address, stream: Option<StreamId>) -> bool {
    let shown = notification(sentence).show_async().await;
    let handle = match shown {
        Ok(handle) => handle,
        Err(error) => {
            tracing::info!(%error, "no notification was shown");
            return false;
        }
    };
    let app = app.clone();
    // The handle is the connection that sent it: some desktops withdraw a notification when that goes away.
    tauri::async_runtime::spawn(async move {
        let mut clicked = false;
        let answer = |response: &NotificationResponse| {
            clicked = matches!(response, NotificationResponse::Default | NotificationResponse::Action(_));
        };
        handle.wait_for_action_async(answer).await;
        if clicked {
            open(&app, &address, stream).await;
        }
    });
    true
}

async fn open(app: &AppHandle, address: &Address, stream: Option<StreamId>) {
    if let Some(stream) = stream
        && let Err(error) = app.state::<Shell>().work_where(app, stream).await
    {
        tracing::warn!(message = error.message, "the rooms don't show the unit of what was clicked");
    }
    window::open(app, Some(address));
}

/// Whether anything in this session shows notifications.
#[cfg(all(unix, not(target_os = "macos")))]
pub async fn someone_shows() -> bool {
    let asked = tauri::async_runtime::spawn_blocking(notify_rust::get_server_information).await;
    asked.is_ok_and(|answer| answer.is_ok())
}

/// The system does.
#[cfg(not(all(unix, not(target_os = "macos"))))]
#[expect(clippy::unused_async, reason = "elsewhere it asks")]
pub async fn someone_shows() -> bool {
    true
}

fn notification(sentence: &Sentence) -> Notification {
    let mut notification = Notification::new();
    notification
        .appname("Coopol")
        .icon("coopol-desktop")
        .summary(&sentence.summary)
        .body(&escaped(&sentence.body))
        .hint(Hint::DesktopEntry("Coopol".to_owned()))
        // Without an action of this name a click on the body isn't reported.
        .action("default", "");
    notification
}

/// A body may hold markup (Desktop Notifications Specification, "Markup"): what people typed is text.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_typed_is_no_markup() {
        let sentence = Sentence { summary: "<b>AG</b>".to_owned(), body: "Salle <a href=\"x\">A & B</a>".to_owned() };
        let made = notification(&sentence);
        assert_eq!(made.body, "Salle &lt;a href=\"x\"&gt;A &amp; B&lt;/a&gt;");
        assert_eq!(made.summary, "<b>AG</b>", "a summary is plain text by the specification");
    }

    #[test]
    fn a_click_is_reported() {
        let made = notification(&Sentence { summary: String::new(), body: String::new() });
        assert_eq!(made.actions, ["default", ""]);
    }
}
