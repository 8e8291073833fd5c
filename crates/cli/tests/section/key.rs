//! The key of a profile: in a keyring, in a file or under a passphrase, and never silently in clear.

use std::path::Path;

use coopol_domain::access::Office;

use crate::kit::{Section, bare, run, text};

/// Every file below a folder.
fn files(folder: &Path, found: &mut Vec<Vec<u8>>) {
    for entry in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        if entry.is_dir() { files(&entry, found) } else { found.push(std::fs::read(entry).unwrap()) }
    }
}

/// Without a keyring and without a word of how else to keep the key, nothing is enrolled, the invitation isn't used up, and
/// the cure is said.
#[test]
fn without_a_keyring_nothing_is_kept_in_clear() {
    let section = Section::start();
    let holder = section.server.install("Zoé", Office::Secretary);
    let (code, url) = (section.server.invite(holder, "Zoé"), section.server.url());
    let laptop = section.new_laptop("portable");
    let words = ["enrol", "--server", &url, "--invitation", &code];
    let mut command = bare(&laptop.data);
    command.args(words);
    let output = run(command, "");
    assert_eq!(output.status.code(), Some(3));
    let said = text(&output.stderr);
    assert!(said.contains("--key-file") && said.contains("--passphrase"), "{said}");
    let mut left = Vec::new();
    files(&laptop.data, &mut left);
    assert!(left.is_empty(), "nothing stays of it");
    laptop.done(&words);
}

#[test]
fn another_key_opens_nothing_and_says_so_in_one_line() {
    let section = Section::start();
    let laptop = section.officer("Zoé", Office::Secretary);
    let key = std::fs::read_to_string(&laptop.key).unwrap();
    let ask = |key: &Path, words: &[&str]| {
        let mut command = bare(&laptop.data);
        command.arg("--key-file").arg(key).args(words);
        let output = run(command, "");
        (output.status.code().unwrap(), text(&output.stderr))
    };
    let wrong = section.path("wrong.key");
    std::fs::copy(&laptop.key, &wrong).unwrap();
    std::fs::write(&wrong, "0".repeat(64)).unwrap();
    let told = ask(&wrong, &["status"]);
    assert_eq!(told, (3, "coopol : ce n'est pas la clé de ce profil. Rien n'a été modifié\n".to_owned()));
    std::fs::write(&wrong, "clé").unwrap();
    assert!(ask(&wrong, &["status"]).1.contains("64 chiffres"));
    assert!(ask(&section.path("none.key"), &["status"]).1.contains("introuvable"));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        std::fs::write(&wrong, &key).unwrap();
        std::fs::set_permissions(&wrong, std::fs::Permissions::from_mode(0o640)).unwrap();
        let told = ask(&wrong, &["status"]);
        assert!(told.0 == 3 && told.1.contains("chmod 600"), "{told:?}");
    }
    let mut command = bare(&laptop.data);
    command.arg("status");
    let output = run(command, "");
    assert!(output.status.code() == Some(3) && text(&output.stderr).contains("--key-file"));
    let mut stored = Vec::new();
    files(&laptop.data, &mut stored);
    assert!(stored.iter().all(|bytes| !bytes.windows(15).any(|window| window == b"SQLite format 3")));
    assert!(stored.iter().all(|bytes| !bytes.windows(64).any(|window| window == key.trim().as_bytes())));
}

#[test]
fn a_passphrase_opens_what_it_closed() {
    let section = Section::start();
    let holder = section.server.install("Zoé", Office::Secretary);
    let (code, url) = (section.server.invite(holder, "Zoé"), section.server.url());
    let data = section.path("portable");
    let ask = |words: &[&str], typed: &str| {
        let mut command = bare(&data);
        command.args(words);
        let output = run(command, typed);
        (output.status.code().unwrap(), text(&output.stderr))
    };
    let enrolled = ask(&["enrol", "--server", &url, "--invitation", &code, "--passphrase"], "une longue phrase\n");
    assert_eq!(enrolled.0, 0, "{}", enrolled.1);
    assert_eq!(ask(&["sync"], "une longue phrase\n").0, 0);
    let told = ask(&["status"], "une autre phrase\n");
    assert!(told.0 == 3 && told.1.contains("phrase secrète"), "{told:?}");
}
