//! The current fails under the program: what it had said was saved is on what may be left of the disk, the database is sound, and
//! the profile goes on (J3.1, J3.3, J3.5). What may be left is drawn by seed from all that the program asked of the system.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

use coopol_core::ambient::System;
use coopol_core::device::Session;
use coopol_core::profile::Profiles;
use coopol_core::roster::{self, Field};
use coopol_core::vault::read_key_file;
use coopol_domain::access::Office;
use coopol_testkit::chance::Chance;
use coopol_testkit::powercut::{Disk, Place, Syncs, followed};
use coopol_testkit::relay::{Next, Relay};
use coopol_testkit::seeds::seeds;
use serde_json::Value as Json;
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions as _, Connection as _};
use tempfile::TempDir;

use crate::kit::{Laptop, Section, run, text};

const SEED: u64 = 0x0c00_9040;
/// How many every run has.
const CUTS: u64 = 20;
/// How often each sort of sync is left out, to see that it is needed.
const CONTROLS: usize = 8;
/// Tells the child whom to write about; without it the child's test has nothing to do.
const PERSON: &str = "COOPOL_TEST_PERSON";
/// How many edits the child makes.
const EDITS: usize = 12;

/// What somebody was told.
enum Said {
    /// That the laptop belongs to a section now.
    Enrolled,
    /// That so many people were taken in.
    People(u64),
    /// That this change is saved here.
    Saved(String),
    /// That this document is.
    Kept(String),
}

struct Scene {
    section: Section,
    relay: Relay,
    /// Where the laptop's folder and its key are.
    home: PathBuf,
    laptop: Laptop,
    disk: Disk,
    /// In order, each with when.
    said: Vec<(u64, Said)>,
    /// While a program that stays open worked.
    open: RangeInclusive<u64>,
    /// When the last push left, and when that synchronisation was over.
    last: (u64, u64),
    chance: Chance,
    _keeps: TempDir,
}

/// The program that stays open: the core over the profile, without a window.
#[test]
fn window() {
    let set = |name| std::env::var_os(name);
    let (Some(person), Some(data), Some(key)) = (set(PERSON), set("COOPOL_DATA"), set("COOPOL_KEY_FILE")) else {
        return;
    };
    let person = person.to_str().unwrap().parse().unwrap();
    tokio::runtime::Runtime::new().unwrap().block_on(async {
        let profile = Profiles::at(data).open("coopol").unwrap();
        let key = read_key_file(Path::new(&key)).unwrap();
        let session = Session::open(profile, &key, Arc::new(System)).await.unwrap();
        for place in 0..EDITS {
            let saved = roster::set(&session, person, Field::Note, &format!("en séance {place}")).await.unwrap();
            println!("saved {}", saved.change);
        }
        session.close().await.unwrap();
    });
}

#[test]
fn what_was_said_to_be_saved_outlives_a_power_cut() {
    let seeds = seeds(CUTS);
    let (seed, cuts) = (SEED + seeds.start, seeds.end - seeds.start);
    let mut scene = Scene::play(seed);
    let mut fell = BTreeMap::<Place, usize>::new();
    for round in 0..cuts {
        let (place, instant) = scene.instant(round);
        let chance = Chance::new(scene.chance.number());
        if let Some(lost) = scene.lost(instant, Syncs::All, &chance) {
            panic!("cut {round} of seed {seed:#x}, in {place:?} at {instant}: {lost}");
        }
        *fell.entry(place).or_default() += 1;
    }
    println!("{cuts} cuts of seed {seed:#x} fell: {fell:?}");
    scene.syncs_are_what_keeps_it();
    scene.it_goes_on_from_what_is_left();
}

impl Scene {
    /// All that a laptop lives through, from the first day on.
    fn play(seed: u64) -> Self {
        let section = Section::start();
        let relay = Relay::to(section.server.address());
        let keeps = tempfile::tempdir().unwrap();
        let home = keeps.path().canonicalize().unwrap().join("home");
        fs::create_dir(&home).unwrap();
        let laptop = at(&home);
        let disk = Disk::new(&home);
        let chance = Chance::new(seed);
        let mut scene = Self {
            section,
            relay,
            home,
            laptop,
            disk,
            said: Vec::new(),
            open: 0..=0,
            last: (0, 0),
            chance,
            _keeps: keeps,
        };
        let holder = scene.section.server.install("Zoé Lefèvre", Office::Secretary);
        let code = scene.section.server.invite(holder, "Zoé Lefèvre");
        let (_, at) = scene.done(&["enrol", "--server", &scene.relay.url(), "--invitation", &code]);
        scene.said.push((at, Said::Enrolled));
        scene.done(&["sync"]);
        scene.import();
        let person = scene.laptop.person("nom000");
        scene.edit(&person);
        scene.done(&["sync"]);
        scene.keep("compte rendu");
        scene.edit(&person);
        // From here on without a network.
        scene.relay.listen(|_| Next::Break);
        scene.keep("convocation");
        scene.edit(&person);
        scene.relay.listen(|_| Next::Pass);
        scene.stays_open(&person);
        let before = scene.disk.now();
        let (_, after) = scene.done(&["sync"]);
        let pushed = scene.disk.sent(b"\"pushes\":[\"").filter(|at| *at > before);
        scene.relay.listen(|_| Next::Break);
        scene.last = (pushed.expect("a push left"), after);
        scene
    }

    /// What the program answers, and when it had said so.
    fn done(&mut self, words: &[&str]) -> (Json, u64) {
        let log = self.home.with_extension("strace");
        let (command, followed) = followed(&self.laptop.command(&[&["--json"], words].concat()), &log);
        let output = run(command, "\n");
        let begun = self.disk.now();
        self.disk.add(&followed.log());
        assert!(output.status.success(), "{words:?}: {}", text(&output.stderr));
        let at = self.disk.printed(begun).last().unwrap().0;
        (serde_json::from_str(&text(&output.stdout)).unwrap(), at)
    }

    fn import(&mut self) {
        let people = 20 + self.chance.below(30);
        let person = |place| format!("Nom{place:03};Zoé;78-{place};1 rue Haute;78000;Versailles\n");
        let heading = "Nom;Prénom;N° adhérent;Adresse;Code postal;Ville\n".to_owned();
        let file = self.section.file("membres.csv", &(heading + &(0..people).map(person).collect::<String>()));
        let (_, at) = self.done(&["roster", "import", &file]);
        self.said.push((at, Said::People(people)));
    }

    fn edit(&mut self, person: &str) {
        for _ in 0..=self.chance.below(2) {
            let note = format!("modification {}", self.said.len());
            let (saved, at) = self.done(&["roster", "set", person, "note", &note]);
            self.said.push((at, Said::Saved(saved["change"].as_str().unwrap().to_owned())));
        }
    }

    /// Edits in a program that stays open, as the window does: it says of each that it is saved as soon as it is.
    fn stays_open(&mut self, person: &str) {
        let mut window = Command::new(std::env::current_exe().unwrap());
        window.args(["--exact", "power_cut::window", "--nocapture"]).env(PERSON, person);
        window.env("COOPOL_DATA", &self.laptop.data).env("COOPOL_KEY_FILE", &self.laptop.key);
        let (command, followed) = followed(&window, &self.home.with_extension("strace"));
        let output = run(command, "");
        assert!(output.status.success(), "{}{}", text(&output.stdout), text(&output.stderr));
        let begun = self.disk.now();
        self.disk.add(&followed.log());
        let pieces = self.disk.printed(begun).into_iter();
        let saved = pieces.filter_map(|(at, piece)| Some((at, text(piece).split_once("saved ")?.1.trim().to_owned())));
        let saved: Vec<_> = saved.collect();
        assert_eq!(saved.len(), EDITS);
        self.open = begun..=self.disk.now();
        self.said.extend(saved.into_iter().map(|(at, change)| (at, Said::Saved(change))));
    }

    fn keep(&mut self, title: &str) {
        let content = title.repeat(2000 + self.chance.place(4000));
        let file = self.section.file(&format!("{title}.txt"), &content);
        let (kept, at) = self.done(&["archive", "add", &file, "--title", title]);
        self.said.push((at, Said::Saved(kept["change"].as_str().unwrap().to_owned())));
        self.said.push((at, Said::Kept(kept["document"].as_str().unwrap().to_owned())));
    }

    /// When the current fails: in each sort of place in turn, anywhere in the whole run; and most often at the very moment at which
    /// something was promised, when all of it must be there and nothing else need be.
    fn instant(&mut self, round: u64) -> (Place, u64) {
        let places = [Place::Said, Place::Log, Place::Said, Place::Database, Place::File, Place::Name];
        let place = places[usize::try_from(round).unwrap() % places.len()];
        let instants = match place {
            Place::Said => self.said.iter().map(|(at, _)| *at).collect(),
            _ => self.disk.places().remove(&place).unwrap(),
        };
        (place, instants[self.chance.place(instants.len())])
    }

    /// The same cuts take what was promised as soon as the syncs that it rests on don't count.
    fn syncs_are_what_keeps_it(&mut self) {
        let commits: Vec<u64> = self.said.iter().filter(|(at, _)| self.open.contains(at)).map(|(at, _)| *at).collect();
        let all = self.said.iter().map(|(at, _)| *at).collect();
        for (syncs, instants) in [(Syncs::NotOfCommits, commits), (Syncs::NotOfFolders, all)] {
            let mut lost = 0;
            for _ in 0..CONTROLS {
                let (instant, chance) =
                    (instants[self.chance.place(instants.len())], Chance::new(self.chance.number()));
                lost += usize::from(self.lost(instant, syncs, &chance).is_some());
            }
            assert!(lost > 0, "{syncs:?}");
        }
    }

    /// What is left at an instant, in a folder of its own.
    fn left(&self, instant: u64, syncs: Syncs, chance: &Chance) -> (TempDir, Laptop) {
        let folder = tempfile::tempdir().unwrap();
        let home = folder.path().join("home");
        self.disk.cut(instant, syncs, &mut chance.clone()).write(&home).unwrap();
        (folder, at(&home))
    }

    /// What is gone of all that had been said, if anything is.
    fn lost(&self, instant: u64, syncs: Syncs, chance: &Chance) -> Option<String> {
        let (_folder, laptop) = self.left(instant, syncs, chance);
        let said: Vec<&Said> = self.said.iter().filter(|(at, _)| *at <= instant).map(|(_, said)| said).collect();
        let opened = laptop.run(&["--json", "history", "--limit", "100000"], "\n");
        if said.is_empty() && opened.status.code() == Some(3) {
            // Nothing was promised, and the program says that it finds no profile.
            return None;
        }
        if !opened.status.success() {
            return Some(format!("it doesn't open: {}", text(&opened.stderr)));
        }
        let history: Json = serde_json::from_slice(&opened.stdout).unwrap();
        let known: BTreeSet<&str> =
            history["rows"].as_array().unwrap().iter().map(|row| row["id"].as_str().unwrap()).collect();
        let people = || laptop.json(&["roster", "list"])["total"].as_u64().unwrap();
        let gone = said.iter().find_map(|said| match said {
            Said::Saved(change) if !known.contains(change.as_str()) => Some(format!("the change {change}")),
            Said::People(count) if people() != *count => Some(format!("some of {count} people")),
            Said::Kept(document) => unkept(&laptop, document),
            _ => None,
        });
        gone.or_else(|| unsound(&laptop))
    }

    /// The server knows what had left before the cut; the laptop may not know any more what came back. It sends what it signed,
    /// as it signed it, and all stands there once.
    fn it_goes_on_from_what_is_left(mut self) {
        let (from, to) = self.last;
        let instant = from + self.chance.below(to - from);
        let chance = Chance::new(self.chance.number());
        let (_folder, laptop) = self.left(instant, Syncs::All, &chance);
        self.relay.listen(|_| Next::Pass);
        laptop.done(&["sync"]);
        let status = laptop.json(&["status"]);
        assert_eq!([&status["waiting"], &status["received"], &status["refused"]], [0, 0, 0], "at {instant}: {status}");
        let other = self.section.officer("Anne Martin", Office::Deputy);
        let history = other.json(&["history", "--limit", "100000"]);
        let mut times = BTreeMap::<&str, usize>::new();
        for row in history["rows"].as_array().unwrap() {
            *times.entry(row["id"].as_str().unwrap()).or_default() += 1;
        }
        for (_, said) in &self.said {
            if let Said::Saved(change) = said {
                assert_eq!(times.get(change.as_str()), Some(&1), "at {instant}: {change}");
            }
        }
    }
}

fn at(home: &Path) -> Laptop {
    Laptop { data: home.join("coopol"), key: home.join("coopol.key") }
}

/// Its seal proves that a document that opens is the one that was kept. Nothing is fetched: there is no network.
fn unkept(laptop: &Laptop, document: &str) -> Option<String> {
    let opened = laptop.run(&["--json", "archive", "open", document], "\n");
    (!opened.status.success()).then(|| format!("the document {document}: {}", text(&opened.stderr)))
}

/// What is wrong with the database or the history in it.
fn unsound(laptop: &Laptop) -> Option<String> {
    let verified = laptop.run(&["--json", "verify"], "\n");
    if !verified.status.success() {
        return Some(text(&verified.stderr));
    }
    let profile = fs::read_dir(laptop.data.join("profiles")).unwrap().next().unwrap().unwrap().path();
    let key = fs::read_to_string(&laptop.key).unwrap();
    let database = SqliteConnectOptions::new()
        .filename(profile.join("cache.db"))
        .pragma("key", format!("\"x'{}'\"", key.trim()))
        .pragma("cipher_hmac_algorithm", "HMAC_SHA256");
    let check = async {
        let mut database = database.connect().await.unwrap();
        let found: String = sqlx::query_scalar("PRAGMA integrity_check").fetch_one(&mut database).await.unwrap();
        database.close().await.unwrap();
        found
    };
    let found = tokio::runtime::Runtime::new().unwrap().block_on(check);
    (found != "ok").then_some(found)
}
