//! The one window. Closing it hides it, so that reminders go on; asking for it brings it back.

use tauri::webview::{NewWindowResponse, PageLoadEvent};
use tauri::{AppHandle, Manager as _, Url, WebviewUrl, WebviewWindow, WebviewWindowBuilder, WindowEvent};

use crate::address::Address;

const LABEL: &str = "main";

/// Set by who drives the window from outside: the tests.
const AUTOMATION: &str = "TAURI_WEBVIEW_AUTOMATION";

/// Makes the window, shown once its page is there unless `quiet`.
pub fn create(app: &AppHandle, address: Option<&Address>, quiet: bool) -> tauri::Result<()> {
    let mut config = app.config().app.windows.iter().find(|window| window.label == LABEL).cloned();
    let config = config.as_mut().expect("tauri.conf.json describes the window");
    if let Some(address) = address {
        config.url = WebviewUrl::App(format!("index.html{}", address.fragment()).into());
    }
    let window = WebviewWindowBuilder::from_config(app, config)?
        // The page keeps nothing on the disk. An ephemeral page can't be driven, so automation turns this off.
        .incognito(std::env::var_os(AUTOMATION).is_none())
        .on_navigation(is_ours)
        .on_new_window(|_, _| NewWindowResponse::Deny)
        .on_page_load(move |window, load| {
            if !quiet && load.event() == PageLoadEvent::Finished {
                show(&window);
            }
        })
        .build()?;
    hide_when_closed(&window);
    Ok(())
}

/// Brings the window to the front, at `address` if there is one.
pub fn open(app: &AppHandle, address: Option<&Address>) {
    let Some(window) = app.get_webview_window(LABEL) else { return };
    if let Some(address) = address {
        // An address is made of fixed words and hexadecimal digits: nothing in it can end the text.
        if let Err(error) = window.eval(format!("location.hash = '{}'", address.fragment())) {
            tracing::warn!(%error, "the window can't be led anywhere");
        }
    }
    show(&window);
}

fn show(window: &WebviewWindow) {
    let shown = window.show().and_then(|()| window.unminimize()).and_then(|()| window.set_focus());
    if let Err(error) = shown {
        tracing::warn!(%error, "the window can't be shown");
    }
}

fn hide_when_closed(window: &WebviewWindow) {
    let closing = window.clone();
    window.on_window_event(move |event| {
        if let WindowEvent::CloseRequested { api, .. } = event {
            api.prevent_close();
            if let Err(error) = closing.hide() {
                tracing::warn!(%error, "the window can't be hidden");
            }
        }
    });
}

/// The page and its parts, wherever the system serves them from; while developing, Vite too.
fn is_ours(url: &Url) -> bool {
    let embedded = matches!(
        (url.scheme(), url.host_str()),
        ("tauri", Some("localhost")) | ("http" | "https", Some("tauri.localhost"))
    );
    let vite = tauri::is_dev() && url.scheme() == "http" && url.host_str() == Some("127.0.0.1");
    embedded || vite
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_window_leads_nowhere_else() {
        let ours = |url: &str| is_ours(&url.parse().unwrap());
        assert!(ours("tauri://localhost/index.html#/agenda"));
        assert!(ours("http://tauri.localhost/"));
        for foreign in [
            "https://example.org",
            "http://localhost",
            "http://tauri.localhost.example.org",
            "file:///etc/passwd",
            "tauri://other/",
            "data:text/html,x",
            "about:blank",
        ] {
            assert!(!ours(foreign), "{foreign}");
        }
    }
}
