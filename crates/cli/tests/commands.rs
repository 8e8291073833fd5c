//! The program as a script sees it: what it prints, and how it ends.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::path::Path;
use std::process::{Command, Output};

fn coopol(data: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_coopol"));
    command.args(arguments).env_clear().env("COOPOL_DATA", data);
    command.output().unwrap()
}

fn code(output: &Output) -> i32 {
    output.status.code().unwrap()
}

const MEMBERS: &str = "Nom;Prénom;E-mail\nLEFÈVRE;Zoé;zoe@exemple.fr\nMartin;Anne;pas une adresse\n";

/// What a dry run prints is what was read of the file, and takes no profile.
#[test]
fn a_dry_run_prints_what_was_read() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("adhérents.csv");
    std::fs::write(&file, MEMBERS).unwrap();
    let output = coopol(folder.path(), &["--json", "roster", "import", "--dry-run", file.to_str().unwrap()]);
    assert_eq!(code(&output), 0, "{output:?}");
    let printed: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(printed["people"][0]["first_name"], "Zoé");
    assert_eq!(printed["problems"][0]["value"], "pas une adresse");
    assert!(printed["columns"].is_array());
    assert_eq!(printed.as_object().unwrap().len(), 3);
    assert!(!folder.path().join("profiles").exists(), "nothing was written");
}

/// Whoever asks for help reads how to begin, and what the exit codes mean.
#[test]
fn help_says_how_to_begin() {
    let folder = tempfile::tempdir().unwrap();
    let output = coopol(folder.path(), &["--help"]);
    let help = String::from_utf8(output.stdout.clone()).unwrap();
    assert_eq!(code(&output), 0);
    assert!(help.starts_with("Coopol sans fenêtre"), "{help}");
    for word in ["coopol enrol --server", "coopol sync", "--key-file", "Codes de sortie"] {
        assert!(help.contains(word), "{word}: {help}");
    }
}

#[test]
fn each_way_of_failing_has_its_code() {
    let folder = tempfile::tempdir().unwrap();
    let none = folder.path().join("none.csv");
    for (arguments, wanted) in [
        (&["--no-such-option"][..], 2),
        (&["status"], 3),
        (&["--profile", "nobody", "status"], 3),
        (&["enrol", "--server", "https://127.0.0.1:9", "--invitation", "ABC"], 5),
        (&["roster", "import", none.to_str().unwrap()], 6),
        (&["undo", "not-an-id"], 5),
    ] {
        let output = coopol(folder.path(), arguments);
        assert_eq!(code(&output), wanted, "{arguments:?}: {output:?}");
        assert!(!output.stderr.is_empty(), "{arguments:?}");
    }
    let output = coopol(folder.path(), &["--json", "status"]);
    let told: serde_json::Value = serde_json::from_slice(&output.stderr).unwrap();
    assert_eq!(told["error"]["code"], "unavailable");
}

/// A code that is rightly written but leads nowhere: the key file stays, nobody else may read it, no profile counts.
#[test]
fn an_enrolment_that_fails_leaves_no_profile() {
    use coopol_domain::enrolment::{Fingerprint, Invitation};
    use coopol_domain::id::{DeviceId, StreamId};
    use coopol_domain::wire::Root;
    let folder = tempfile::tempdir().unwrap();
    let key = folder.path().join("key");
    let invitation = Invitation {
        seed: [7; 16],
        device: DeviceId::from_bytes([1; 16]),
        authority: Fingerprint([2; 16]),
        office: StreamId::from_bytes([3; 16]),
        size: 1,
        root: Root::from_bytes([4; 8]),
    };
    let arguments = ["--key-file", key.to_str().unwrap(), "enrol", "--server", "http://127.0.0.1:9", "--invitation"];
    let output = coopol(folder.path(), &[&arguments[..], &[&invitation.to_string()]].concat());
    assert_eq!(code(&output), 4, "{output:?}");
    assert_eq!(code(&coopol(folder.path(), &["status"])), 3);
}
