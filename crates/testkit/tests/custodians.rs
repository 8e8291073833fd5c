//! J5.4: the server's key is lost. Two of the three custodians whom it had named sign that the records go on under another,
//! and laptops follow by themselves; one alone, or one whom nobody had named, moves nothing.

#![expect(clippy::unwrap_used, reason = "in a test a surprise is a failure")]

use std::path::Path;

use clap::Parser as _;
use coopol_core::device::Seal;
use coopol_core::enrolment::{self, NotEnrolled};
use coopol_domain::access::Office;
use coopol_server::admin::{self, Failed, NotMovable};
use coopol_server::keys::AUTHORITY;
use coopol_server::settings::Settings;
use coopol_testkit::laptop::{Laptop, Surroundings};
use coopol_testkit::server::Server;
use tokio::runtime::Runtime;

#[derive(clap::Parser)]
struct Line {
    #[command(subcommand)]
    command: admin::Command,
}

/// What a command tells.
async fn run(settings: &Settings, words: &[&str]) -> Result<String, Failed> {
    let (line, mut out) = (Line::try_parse_from(["admin", "custodian"].iter().chain(words)).unwrap(), Vec::new());
    admin::run(line.command, settings, &mut out).await?;
    Ok(String::from_utf8(out).unwrap())
}

/// A custodian's key on a stick, and as the server is told of it.
async fn custodian(sticks: &Path, settings: &Settings, name: &str) -> String {
    let stick = sticks.join(name);
    let told = run(settings, &["new", stick.to_str().unwrap()]).await.unwrap();
    format!("{name}={}", told.trim())
}

async fn people(laptop: &Laptop) -> usize {
    let mut reader = laptop.session.cache().reader().await.unwrap();
    let people: i64 =
        sqlx::query_scalar("SELECT count(*) FROM people WHERE NOT removed").fetch_one(&mut *reader).await.unwrap();
    usize::try_from(people).unwrap()
}

/// Everything that it holds is sealed, from the first entry to the last.
async fn whole(laptop: &Laptop, people_there: usize) {
    let found = laptop.session.verify().await.unwrap();
    assert!(found.len() > 3 && found.iter().all(|found| found.seal == Seal::Whole), "{found:?}");
    assert_eq!(people(laptop).await, people_there);
}

fn unmoved(given: Result<String, Failed>) -> NotMovable {
    match given {
        Err(Failed::NotMovable(why)) => why,
        other => panic!("{other:?}"),
    }
}

#[test]
fn two_of_three_custodians_move_what_a_lost_key_left() {
    let (folder, laptops) = (tempfile::tempdir().unwrap(), Runtime::new().unwrap());
    let sticks = folder.path().join("sticks");
    std::fs::create_dir(&sticks).unwrap();
    let stick = |name: &str| sticks.join(name).to_str().unwrap().to_owned();
    let mut server = Server::start();
    let (zoe, anne) = (server.install("Zoé Lefèvre", Office::Secretary), server.install("Anne Martin", Office::Deputy));
    let late = server.invite(zoe, "Ancien code");
    let codes = [server.invite(zoe, "Zoé"), server.invite(anne, "Anne")];
    server.while_stopped(async |settings| {
        let mut three = Vec::new();
        for name in ["ada", "ben", "clo"] {
            three.push(custodian(&sticks, settings, name).await);
        }
        custodian(&sticks, settings, "dan").await;
        let [ada, ben, clo] = three.as_slice() else { panic!("three were made") };
        let twice = ben.split_once('=').unwrap().1;
        let refused = run(settings, &["name", ada, ben, &format!("clo={twice}")]).await;
        assert!(matches!(unmoved(refused), NotMovable::Statement(_)), "one key under two names");
        assert_eq!(run(settings, &["name", ada, ben, clo]).await.unwrap(), "named in 3 units\n");
        assert_eq!(run(settings, &["name", ada, ben, clo]).await.unwrap(), "named in 0 units\n");
        let listed = run(settings, &["list"]).await.unwrap();
        assert!(
            listed.starts_with("3 units name these:\n  ada  custodian/") && listed.lines().count() == 4,
            "{listed}"
        );
        let there = run(settings, &["prepare", &stick("early"), "--by", "ada", "ben"]).await;
        assert!(matches!(unmoved(there), NotMovable::NotLost { .. }), "a key that is there needs nobody");
    });
    let url = server.url();
    let enrol = |name: &'static str, code: String, seed: u64| {
        let (folder, url, around) = (folder.path().to_owned(), url.clone(), Surroundings::new(0, seed));
        async move { Laptop::enrol(&folder, name, &url, &code, around).await }
    };
    let [there, away] = laptops.block_on(async {
        let there = enrol("zoe", codes[0].clone(), 1).await;
        let away = enrol("anne", codes[1].clone(), 2).await;
        for laptop in [&there, &away] {
            laptop.sync().await;
        }
        there.add("Martin").await;
        there.sync().await;
        away.sync().await;
        away.add("Nguyen").await;
        [there, away]
    });
    server.while_stopped(async |settings| {
        std::fs::remove_file(settings.data.join(AUTHORITY)).unwrap();
        let (file, other) = (stick("statements"), stick("others"));
        let nobody = run(settings, &["prepare", &other, "--by", "ada", "dan"]).await;
        assert!(matches!(unmoved(nobody), NotMovable::NoCustodian { name, .. } if name == "dan"));
        let same = run(settings, &["prepare", &other, "--by", "ada", "ada"]).await;
        assert!(matches!(unmoved(same), NotMovable::Statement(_)), "the same twice");
        run(settings, &["prepare", &file, "--by", "ada", "clo"]).await.unwrap();
        let signed = run(settings, &["sign", &file, "--key", &stick("ada")]).await.unwrap();
        assert_eq!(signed.lines().count(), 3, "how many, from which key, to which: {signed}");
        let one = run(settings, &["move", &file]).await;
        assert!(matches!(unmoved(one), NotMovable::Statement(_)), "one isn't enough");
        let unasked = run(settings, &["sign", &file, "--key", &stick("dan")]).await;
        assert!(matches!(unmoved(unasked), NotMovable::Statement(_)), "one whom it doesn't name");
        run(settings, &["sign", &file, "--key", &stick("clo")]).await.unwrap();
        run(settings, &["move", &file]).await.unwrap();
    });
    laptops.block_on(async {
        there.add("Petit").await;
        for laptop in [&there, &away, &there] {
            laptop.sync().await;
        }
        for laptop in [&there, &away] {
            whole(laptop, 3).await;
        }
        // Whoever comes now is invited under the new key, and checks what was written under the lost one.
        let code = away.session.prepare_invitation(anne).await.unwrap().code;
        away.sync().await;
        let newcomer = enrol("anne-2", code.to_string(), 3).await;
        newcomer.sync().await;
        whole(&newcomer, 3).await;
        for laptop in [there, away, newcomer] {
            laptop.close().await;
        }
    });
    // A code from before names the lost key, which led nowhere by its own word: a new one is wanted.
    let around = Surroundings::new(0, 4);
    let before = laptops.block_on(enrolment::enrol(&url, &late.parse().unwrap(), "zoe-2", around.as_ref()));
    assert!(matches!(before, Err(NotEnrolled::OtherServer)), "whoever knows no custodian follows none: {before:?}");
    drop(server);
}
