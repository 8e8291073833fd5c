//! What the page in the desktop's window may do, as its configuration says: run its own files, and ask for the program's own
//! commands. Whatever a poisoned name, text or file brings into it can do no more.

#![expect(clippy::unwrap_used, reason = "in a test a surprise is a failure")]

use serde_json::Value as Json;

fn read(file: &str) -> Json {
    let path = format!("{}/../../src-tauri/{file}", env!("CARGO_MANIFEST_DIR"));
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

/// Nothing is loaded from anywhere but the program, no script stands in the page, and only the program itself is spoken with.
#[test]
fn the_window_runs_the_programs_own_script_alone() {
    let app = &read("tauri.conf.json")["app"];
    let policy = app["security"]["csp"].as_object().unwrap();
    assert_eq!(policy["default-src"], "'none'");
    for directive in ["script-src", "base-uri", "form-action", "connect-src"] {
        assert!(policy.contains_key(directive), "{directive} is said, as what isn't said is allowed");
    }
    for (directive, sources) in policy {
        let allowed: &[&str] =
            if directive == "connect-src" { &["ipc:", "http://ipc.localhost"] } else { &["'self'", "'none'"] };
        for source in sources.as_str().unwrap().split(' ') {
            assert!(allowed.contains(&source), "{directive} {source}");
        }
    }
    assert_eq!(app["withGlobalTauri"], false);
    assert_eq!(app["security"]["freezePrototype"], true);
    assert!(app["security"].get("dangerousDisableAssetCspModification").is_none());
    assert!(app["security"].get("assetProtocol").is_none(), "no file of the system is an address");
}

/// Of plugins and of Tauri itself it may hear events and no more: no file, no shell, no network.
#[test]
fn the_window_may_ask_for_the_programs_own_commands_alone() {
    let (configuration, capability) = (read("tauri.conf.json"), read("capabilities/main.json"));
    assert_eq!(configuration["app"]["security"]["capabilities"], serde_json::json!(["main"]));
    assert!(capability.get("remote").is_none(), "no page from elsewhere asks for anything");
    let permissions = capability["permissions"].as_array().unwrap();
    let foreign = permissions.iter().map(|permission| permission.as_str().unwrap()).filter(|it| it.contains(':'));
    assert_eq!(foreign.collect::<Vec<_>>(), ["core:event:allow-listen", "core:event:allow-unlisten"]);
}
