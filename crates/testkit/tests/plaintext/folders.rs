//! Files: a profile, its folders and logs, and the server's.

use std::path::Path;

use clap::Parser as _;
use coopol_domain::access::Office;
use coopol_server::settings::Settings;
use coopol_testkit::finder::Finder;
use coopol_testkit::server::Server;
use tracing::level_filters::LevelFilter;

use crate::child::Home;
use crate::markers::Markers;

#[derive(Debug, clap::Parser)]
struct Cli {
    #[command(subcommand)]
    command: coopol_server::admin::Command,
}

/// A backup beside the data folder, made as whoever runs the server makes one.
async fn back_up(data: &Path, beside: &Path) {
    let passphrase = beside.join("passphrase.txt");
    std::fs::write(&passphrase, "quatre mots pris au hasard").unwrap();
    let (file, passphrase) = (beside.join("backup.age"), passphrase.display().to_string());
    let words = ["admin", "backup", &file.display().to_string(), "--passphrase-file", &passphrase].map(str::to_owned);
    let settings = Settings { data: data.to_owned(), ..Settings::default() };
    let command = Cli::try_parse_from(words).unwrap().command;
    coopol_server::admin::run(command, &settings, &mut Vec::new()).await.unwrap();
    assert!(file.exists());
}

/// J7.1, J7.3: work in every room, on a laptop and on its server, both with everything logged that they can log.
#[test]
fn nothing_that_was_typed_stands_in_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let log = folder.path().join("server.log");
    let writer = std::sync::Mutex::new(std::fs::File::create(&log).unwrap());
    let subscriber = tracing_subscriber::fmt().with_max_level(LevelFilter::TRACE).with_ansi(false);
    subscriber.with_writer(writer).init();
    let (markers, home) = (Markers::all(), Home::make(&folder.path().join("home")));
    let server = Server::start();
    let holder = server.install(&markers.holders[0], Office::Secretary);
    server.install(&markers.holders[1], Office::Deputy);
    let code = server.invite(holder, &markers.holders[0]);
    let child = home.start("child::that_works", &server.url(), &code);
    assert!(child.wait_with_output().unwrap().status.success());

    let mut finder = Finder::of(markers.each());
    let key = std::fs::read_to_string(home.key()).unwrap();
    finder.add("the key".to_owned(), key.trim().as_bytes().to_vec());
    finder.add("the key's bytes".to_owned(), bytes(key.trim()));
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(back_up(server.folder(), folder.path()));
    let mut found = Vec::new();
    let mut seen = Vec::new();
    for part in ["data", "tmp", "run", "logs"] {
        seen.push((part, finder.search(&home.part(part), &mut found).unwrap()));
    }
    seen.push(("server", finder.search(server.folder(), &mut found).unwrap()));
    std::fs::remove_dir_all(home.part("keys")).unwrap();
    seen.push(("everything else", finder.search(folder.path(), &mut found).unwrap()));
    assert!(found.is_empty(), "{} finds:\n{}", found.len(), found[..found.len().min(40)].join("\n"));
    assert!(
        seen.iter().any(|(part, files)| *part == "data" && *files >= 9),
        "a database, a lock, a card, files: {seen:?}"
    );
    assert!(seen.iter().any(|(part, files)| *part == "server" && *files >= 9), "a database, files, a ledger: {seen:?}");
    for log in [log, home.part("logs").join("works.log")] {
        assert!(std::fs::metadata(&log).unwrap().len() > 5_000, "{} says little", log.display());
    }
}

/// What 64 hexadecimal digits stand for.
pub fn bytes(digits: &str) -> Vec<u8> {
    let pair = |pair: &[u8]| u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16).unwrap();
    digits.as_bytes().chunks(2).map(pair).collect()
}
