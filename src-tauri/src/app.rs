//! Puts the parts together and runs until somebody quits.

use std::time::Duration;

use tauri::async_runtime::block_on;
use tauri::plugin::TauriPlugin;
use tauri::{AppHandle, Manager as _, RunEvent, Wry};
use tauri_plugin_window_state::StateFlags;

use crate::arguments::Arguments;
use crate::quit::{Holding, quit};
use crate::settings::SettingsFile;
use crate::shell::Shell;
use crate::words::Words;
use crate::{bridge, logs, tray, window};

/// How long quitting waits for what still goes on.
const LAST: Duration = Duration::from_secs(3);

/// Runs until the program is quit. Answers its exit code.
pub fn run(arguments: Arguments) -> tauri::Result<u8> {
    let bridge = bridge::builder();
    let app = tauri::Builder::default()
        // First, so that a second start ends before it does anything.
        .plugin(one_instance(arguments.profile.as_deref()))
        .plugin(remembered_window())
        .plugin(tauri_plugin_dialog::init())
        .plugin(tauri_plugin_autostart::Builder::new().arg("--quiet").build())
        .invoke_handler(bridge.invoke_handler())
        .setup(move |app| {
            bridge.mount_events(app);
            set_up(app.handle(), arguments)?;
            Ok(())
        })
        .build(tauri::generate_context!())?;
    let code = app.run_return(|app, event| match event {
        // The window is gone, the reminders aren't.
        RunEvent::ExitRequested { code: None, api, .. } => api.prevent_exit(),
        RunEvent::Exit => end(app),
        _ => {}
    });
    Ok(u8::try_from(code).unwrap_or(1))
}

/// Closes what is open. A command that never ends doesn't keep the program.
fn end(app: &AppHandle) {
    // A start that only told another to quit has none.
    let Some(shell) = app.try_state::<Shell>() else { return };
    if block_on(async { tokio::time::timeout(LAST, shell.end()).await }).is_err() {
        tracing::warn!("the profile was still in use");
    }
}

fn set_up(app: &AppHandle, arguments: Arguments) -> tauri::Result<()> {
    app.manage(logs::start(&app.path().app_log_dir()?));
    if arguments.quit {
        app.exit(0);
        return Ok(());
    }
    let settings = SettingsFile::read(&app.path().app_config_dir()?);
    let words = Words::of(settings.chosen().language);
    let address = arguments.address();
    let quiet = arguments.quiet;
    app.manage(Holding::default());
    app.manage(Shell::new(&app.path().app_data_dir()?, settings, arguments));
    window::create(app, address.as_ref(), quiet)?;
    if let Err(error) = tray::create(app, &words) {
        tracing::info!(%error, "no icon beside the clock");
    }
    Ok(())
}

/// One program per profile: a second start hands its arguments over and ends.
fn one_instance(profile: Option<&str>) -> TauriPlugin<Wry> {
    let id = profile.map_or_else(|| "org.coopol.Coopol".to_owned(), |name| format!("org.coopol.Coopol.p{}", hex(name)));
    tauri_plugin_single_instance::Builder::new()
        .dbus_id(id)
        .callback(|app, given, folder| {
            let arguments = Arguments::handed_over(&given, folder.as_ref());
            if arguments.quit {
                return quit(app);
            }
            let address = arguments.address();
            if let Some(file) = arguments.import {
                app.state::<Shell>().files.hand(file);
            }
            window::open(app, address.as_ref());
        })
        .build()
}

/// A profile's name as a part of a name on the bus, where few characters are allowed.
fn hex(name: &str) -> String {
    use std::fmt::Write as _;
    name.bytes().fold(String::new(), |mut text, byte| {
        write!(text, "{byte:02x}").expect("a text takes every letter");
        text
    })
}

fn remembered_window() -> TauriPlugin<Wry> {
    let flags = StateFlags::SIZE | StateFlags::POSITION | StateFlags::MAXIMIZED;
    tauri_plugin_window_state::Builder::new().with_state_flags(flags).build()
}
