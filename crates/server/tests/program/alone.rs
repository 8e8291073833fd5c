//! A server with nothing in front of it: it speaks TLS itself, and takes a new certificate while it runs.

use std::path::Path;
use std::sync::Arc;

use coopol_server::http::tls::{Certificate, NoCertificate};
use rcgen::{CertifiedKey, KeyPair, generate_simple_self_signed};
use reqwest::Certificate as Believed;
use tempfile::TempDir;

use crate::serving::Running;
use crate::{run, told};

/// A certificate in its two files; what has to be believed to come in by it.
fn certificate(folder: &Path) -> Believed {
    let CertifiedKey { cert, signing_key } = generate_simple_self_signed(["localhost".to_owned()]).unwrap();
    std::fs::write(folder.join("cert.pem"), cert.pem()).unwrap();
    std::fs::write(folder.join("key.pem"), signing_key.serialize_pem()).unwrap();
    Believed::from_pem(cert.pem().as_bytes()).unwrap()
}

async fn get(believed: Believed, port: u16, scheme: &str) -> reqwest::Result<String> {
    let client = reqwest::Client::builder().tls_certs_only([believed]).build().unwrap();
    client.get(format!("{scheme}://localhost:{port}/healthz")).send().await?.text().await
}

fn files() -> (TempDir, [String; 4]) {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name).display().to_string();
    let flags = ["--tls-certificate".to_owned(), at("cert.pem"), "--tls-key".to_owned(), at("key.pem")];
    (folder, flags)
}

#[tokio::test]
async fn it_speaks_tls_and_nothing_else() {
    drop(rustls::crypto::aws_lc_rs::default_provider().install_default());
    let (folder, flags) = files();
    let (believed, other) = (certificate(folder.path()), {
        let CertifiedKey { cert, .. } = generate_simple_self_signed(["localhost".to_owned()]).unwrap();
        Believed::from_pem(cert.pem().as_bytes()).unwrap()
    });
    let server = Running::with(&folder.path().join("data"), &flags);
    let port = server.address.port();
    assert_eq!(get(believed.clone(), port, "https").await.unwrap(), "ok\n");
    assert!(get(other, port, "https").await.is_err(), "by another certificate nobody believes it");
    assert!(get(believed, port, "http").await.is_err());
}

#[tokio::test]
async fn a_renewed_certificate_is_taken_while_it_runs() {
    let (folder, _) = files();
    let (chain, key) = (folder.path().join("cert.pem"), folder.path().join("key.pem"));
    certificate(folder.path());
    let kept = Certificate::read(&chain, &key).unwrap();
    assert!(!kept.renew().unwrap(), "nothing was replaced");
    let later = |path: &Path| {
        let file = std::fs::File::options().append(true).open(path).unwrap();
        let before = file.metadata().unwrap().modified().unwrap();
        file.set_modified(before + std::time::Duration::from_secs(9)).unwrap();
    };
    // One half of it came: the earlier one stays until the other half is there.
    std::fs::write(&key, KeyPair::generate().unwrap().serialize_pem()).unwrap();
    later(&chain);
    assert!(matches!(kept.renew(), Err(NoCertificate::Apart { .. })));
    certificate(folder.path());
    later(&chain);
    later(&chain);
    assert!(kept.renew().unwrap());
    assert!(Arc::clone(&kept).acceptor().is_ok());
}

/// What can't be used is told by the check, before the server that runs is stopped.
#[test]
fn a_certificate_is_checked_with_the_configuration() {
    let (folder, flags) = files();
    let check = |words: &[String]| {
        let mut all = vec!["--check-config"];
        all.extend(words.iter().map(String::as_str));
        run(&folder.path().join("data"), &all)
    };
    let fails = |words: &[String], wanted: &str| {
        let output = check(words);
        assert!(!output.status.success() && told(&output).contains(wanted), "{wanted}: {}", told(&output));
    };
    fails(&flags, "cert.pem");
    certificate(folder.path());
    assert!(check(&flags).status.success());
    fails(&flags[..2], "tls_certificate, tls_key");
    std::fs::write(folder.path().join("key.pem"), KeyPair::generate().unwrap().serialize_pem()).unwrap();
    fails(&flags, "isn't the key of");
    std::fs::write(folder.path().join("cert.pem"), "").unwrap();
    fails(&flags, "holds no certificate");
}

/// Who only administrates has nothing to do with the certificate, which may be renewed by others meanwhile, and read by nobody else.
#[test]
fn a_certificate_is_for_whoever_serves() {
    let (folder, flags) = files();
    let data = folder.path().join("data");
    let with = |words: &[&str]| {
        let mut all: Vec<&str> = flags.iter().map(String::as_str).collect();
        all.extend(words);
        run(&data, &all)
    };
    for words in [&["admin", "init"][..], &["admin", "unit", "list"], &["--print-config"]] {
        let output = with(words);
        assert!(output.status.success(), "{words:?}: {}", told(&output));
    }
    for words in [&["serve", "--listen", "127.0.0.1:0"][..], &["--check-config"]] {
        let output = with(words);
        assert!(!output.status.success() && told(&output).contains("cert.pem"), "{words:?}: {}", told(&output));
    }
}

/// A page for each command, in a folder; and completion, whatever the shell.
#[test]
fn it_writes_its_manual_and_its_completion() {
    let folder = tempfile::tempdir().unwrap();
    let output = run(folder.path(), &["manual", folder.path().to_str().unwrap()]);
    assert!(output.status.success(), "{}", told(&output));
    let page = |name: &str| std::fs::read_to_string(folder.path().join(name)).unwrap();
    assert!(page("coopol-server.1").contains("tls\\-certificate"));
    assert!(page("coopol-server-admin-drill.1").contains("\\-\\-into"));
    assert!(page("coopol-server-admin.1").contains("\\-\\-json"));
    for (shell, word) in [("bash", "complete -F"), ("zsh", "#compdef coopol-server"), ("fish", "-l tls-certificate")] {
        let output = run(folder.path(), &["completions", shell]);
        assert!(String::from_utf8(output.stdout).unwrap().contains(word), "{shell}");
    }
}

/// The unit starts the program with words that it knows.
#[test]
fn the_unit_of_systemd_starts_it() {
    let unit = include_str!("../../dist/coopol-server.service");
    let folder = tempfile::tempdir().unwrap();
    let settings = folder.path().join("server.toml");
    std::fs::write(&settings, "listen = \"127.0.0.1:0\"\n").unwrap();
    let starts = unit.lines().filter_map(|line| line.strip_prefix("ExecStart")?.split_once("=/usr/bin/coopol-server "));
    let starts: Vec<&str> = starts.map(|(_, words)| words).collect();
    assert_eq!(starts.len(), 2);
    for words in starts {
        let words = words.replace("/etc/coopol/server.toml", settings.to_str().unwrap());
        let words = words.replace("/var/lib/coopol", folder.path().join("data").to_str().unwrap());
        let mut words: Vec<&str> = words.split(' ').collect();
        if words.last() == Some(&"serve") {
            words.push("--check-config");
        }
        let output = run(folder.path(), &words);
        assert!(output.status.success(), "{words:?}: {}", told(&output));
    }
    assert!(folder.path().join("data/authority.key").exists());
}
