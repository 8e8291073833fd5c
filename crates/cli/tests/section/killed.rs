//! The program killed, again and again, by `kill -9`: what it had said was saved is there, and the server has it once
//! (J3.1, J3.3, J3.5). Every kill falls at a moment that was seen from outside, and is told by where it fell.

use std::collections::BTreeMap;
use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::process::Child;
use std::sync::mpsc;

use coopol_domain::access::Office;
use coopol_testkit::chance::Chance;
use coopol_testkit::relay::{Moment, Next, Relay};
use coopol_testkit::seeds::seeds;
use serde_json::Value as Json;

use crate::kit::{Laptop, Section};

const SEED: u64 = 0x0c00_9013;
/// How many every run has.
const KILLS: u64 = 100;
/// How often each sort of moment has to be met among a hundred.
const EACH: usize = 15;
const PEOPLE: usize = 250;

/// Where a kill fell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Fell {
    /// Some of the transaction had been written, its end had not.
    InsideACommit,
    /// A single edit had been asked for, and nothing had been said of it.
    DuringAnEdit,
    /// The transaction was whole, and nobody had been told.
    CommittedUnsaid,
    /// Everything was saved, and nothing had left.
    BetweenCommitAndPush,
    /// The push had left, wholly or in part, and no answer had come.
    BetweenPushAndAnswer,
    /// The answer was being taken in.
    TakingTheAnswer,
}

struct Scene {
    section: Section,
    relay: Relay,
    laptop: Laptop,
    person: String,
    seed: u64,
    kills: usize,
    chance: Chance,
    /// Ids of the changes that were said to be saved.
    said: Vec<String>,
    fell: BTreeMap<Fell, usize>,
    /// Of the file that is imported.
    version: usize,
}

#[test]
fn nothing_that_was_said_is_lost_and_nothing_is_there_twice() {
    let seeds = seeds(KILLS);
    let mut scene = Scene::begin(SEED + seeds.start, seeds.count());
    for round in 0..2 * scene.kills {
        let fell = match scene.chance.below(6) {
            0 | 1 => scene.during_an_import(round),
            2 => scene.during_an_edit(round),
            _ => Some(scene.during_a_sync(round)),
        };
        if let Some(fell) = fell {
            *scene.fell.entry(fell).or_default() += 1;
        }
        if round % 10 == 0 {
            scene.everything_said_is_here(round);
        }
        if scene.is_enough() {
            break;
        }
    }
    let kills: usize = scene.fell.values().sum();
    println!("{kills} kills of seed {:#x} fell: {:?}", scene.seed, scene.fell);
    assert!(scene.is_enough(), "{:?}", scene.fell);
    scene.the_server_has_each_once();
}

impl Scene {
    fn begin(seed: u64, kills: usize) -> Self {
        let section = Section::start();
        let relay = Relay::to(section.server.address());
        let holder = section.server.install("Zoé Lefèvre", Office::Secretary);
        let (laptop, code) = (section.new_laptop("tué"), section.server.invite(holder, "Zoé Lefèvre"));
        laptop.done(&["enrol", "--server", &relay.url(), "--invitation", &code]);
        laptop.done(&["sync"]);
        laptop.done(&["roster", "import", &section.file("base.csv", &people(0))]);
        let person = laptop.person("nom000");
        let (chance, said, fell) = (Chance::new(seed), Vec::new(), BTreeMap::new());
        Self { section, relay, laptop, person, seed, kills, chance, said, fell, version: 0 }
    }

    fn is_enough(&self) -> bool {
        let sorts = [Fell::InsideACommit, Fell::DuringAnEdit, Fell::BetweenCommitAndPush, Fell::BetweenPushAndAnswer];
        let often = |fell| self.fell.get(&fell).is_some_and(|times| *times >= EACH * self.kills / 100);
        self.fell.values().sum::<usize>() >= self.kills && sorts.into_iter().all(often)
    }

    /// One edit that is said to be saved.
    fn edit(&mut self) {
        let note = format!("modification {}", self.said.len());
        let saved = self.laptop.json(&["roster", "set", &self.person, "note", &note]);
        self.said.push(saved["change"].as_str().unwrap().to_owned());
    }

    /// An import is one act in one transaction: all of it is there afterwards, or nothing. It may end before it is killed.
    fn during_an_import(&mut self, round: usize) -> Option<Fell> {
        let before = self.streets();
        self.version += 1;
        let file = self.section.file("autres.csv", &people(self.version));
        let log = log_of(&self.laptop);
        // The lease is noted when the profile is opened, in a few pages; the import takes hundreds.
        let pages = 12 + self.chance.below(16);
        let mut child = self.laptop.command(&["--json", "roster", "import", &file]).spawn().unwrap();
        while pages_in(&log) < pages && child.try_wait().unwrap().is_none() {}
        let (said, unfinished) = (kill(&mut child), unfinished(&log));
        let after = self.streets();
        let place = format!("round {round} of seed {:#x}, killed at {pages} pages, said {said:?}", self.seed);
        assert!(after.iter().all(|street| *street == after[0]), "half an import, {place}: {after:?}");
        if !said.is_empty() {
            assert_ne!(after, before, "{place}");
            return None;
        }
        if unfinished {
            assert_eq!(after, before, "what has no end counts for nothing, {place}");
            return Some(Fell::InsideACommit);
        }
        assert_ne!(after, before, "{place}");
        Some(Fell::CommittedUnsaid)
    }

    /// An edit is there as a whole, with its line in the history, or not at all; and what is there stays, said or not. It may
    /// end before it is killed.
    fn during_an_edit(&mut self, round: usize) -> Option<Fell> {
        let before = times(&self.laptop, &self.person);
        let log = log_of(&self.laptop);
        let pages = self.chance.below(14);
        let phone = format!("0612345{round:03}");
        let words = ["--json", "roster", "set", &self.person, "mobile", &phone];
        let mut child = self.laptop.command(&words).spawn().unwrap();
        while pages_in(&log) < pages && child.try_wait().unwrap().is_none() {}
        let said = kill(&mut child);
        let after = times(&self.laptop, &self.person);
        let new: Vec<&String> = after.keys().filter(|change| !before.contains_key(*change)).collect();
        let place = format!("round {round} of seed {:#x}, killed at {pages} pages, said {said:?}", self.seed);
        assert!(before.keys().all(|change| after.contains_key(change)) && new.len() <= 1, "{place}: {new:?}");
        let found = self.laptop.json(&["roster", "list", "--search", &phone]);
        assert_eq!(found["total"], new.len(), "the sheet and the history are of one mind, {place}");
        self.said.extend(new.into_iter().cloned());
        if said.is_empty() { Some(Fell::DuringAnEdit) } else { None }
    }

    fn streets(&self) -> Vec<String> {
        let page = self.laptop.json(&["roster", "list", "--limit", "1000"]);
        let rows = page["rows"].as_array().unwrap();
        assert_eq!(rows.len(), PEOPLE);
        rows.iter().map(|row| row["commune"].as_str().unwrap().to_owned()).collect()
    }

    fn during_a_sync(&mut self, round: usize) -> Fell {
        for _ in 0..=self.chance.below(2) {
            self.edit();
        }
        let moments =
            [Moment::SigningIn, Moment::Sending, Moment::Sent, Moment::Answering, Moment::Answered, Moment::SigningIn];
        let at = moments[self.chance.place(moments.len())];
        let next = if self.chance.below(2) == 0 { Next::Pass } else { Next::Break };
        let (reached, is_reached) = mpsc::channel();
        let (killed, is_killed) = mpsc::channel::<()>();
        self.relay.listen(move |moment| {
            if moment == at && reached.send(()).is_ok() {
                // Nothing goes on before the program is dead.
                return if is_killed.recv().is_ok() { next } else { Next::Pass };
            }
            Next::Pass
        });
        let mut child = self.laptop.command(&["--json", "sync"]).spawn().unwrap();
        is_reached.recv().unwrap();
        let said = kill(&mut child);
        assert_eq!(said, "", "round {round} of seed {:#x}: it waited for an answer", self.seed);
        killed.send(()).unwrap();
        drop(is_reached);
        match at {
            Moment::SigningIn => Fell::BetweenCommitAndPush,
            Moment::Answered => Fell::TakingTheAnswer,
            Moment::Sending | Moment::Sent | Moment::Answering => Fell::BetweenPushAndAnswer,
        }
    }

    fn everything_said_is_here(&self, round: usize) {
        let found = times(&self.laptop, &self.person);
        for change in &self.said {
            assert_eq!(found.get(change), Some(&1), "round {round} of seed {:#x}: {change}", self.seed);
        }
    }

    fn the_server_has_each_once(self) {
        self.relay.listen(|_| Next::Pass);
        self.laptop.done(&["sync"]);
        let status = self.laptop.json(&["status"]);
        assert_eq!([&status["waiting"], &status["received"], &status["refused"]], [0, 0, 0], "{status}");
        let other = self.section.officer("Anne Martin", Office::Deputy);
        let found = times(&other, &self.person);
        assert!(self.said.len() >= self.kills / 3);
        for change in &self.said {
            assert_eq!(found.get(change), Some(&1), "{change}");
        }
        self.laptop.done(&["sync"]);
        assert_eq!(sizes(&self.laptop), sizes(&other));
    }
}

/// How often each change is in what is known about a person.
fn times(laptop: &Laptop, person: &str) -> BTreeMap<String, usize> {
    let page = laptop.json(&["history", "--subject", person, "--limit", "10000"]);
    let mut times = BTreeMap::new();
    for row in page["rows"].as_array().unwrap() {
        *times.entry(Json::as_str(&row["id"]).unwrap().to_owned()).or_default() += 1;
    }
    times
}

/// How many entries each stream has, all of them proven.
fn sizes(laptop: &Laptop) -> BTreeMap<String, u64> {
    let found = laptop.json(&["verify"]);
    let size = |seal: &Json| {
        assert_eq!(seal["whole"], true, "{seal}");
        (seal["stream"].as_str().unwrap().to_owned(), seal["entries"].as_u64().unwrap())
    };
    // Each office has a desk of its own.
    let shared = |seal: &&Json| !seal["compartment"].as_str().unwrap().starts_with("desk/");
    found.as_array().unwrap().iter().filter(shared).map(size).collect()
}

/// Everybody moves to another commune.
fn people(version: usize) -> String {
    let heading = "Nom;Prénom;N° adhérent;Adresse;Code postal;Ville".to_owned();
    let person = |place| format!("Nom{place:03};Zoé;78-{place};1 rue Haute;78000;Commune {version}");
    let lines: Vec<String> = [heading].into_iter().chain((0..PEOPLE).map(person)).collect();
    lines.join("\n") + "\n"
}

/// `kill -9`; what it had said.
fn kill(child: &mut Child) -> String {
    child.kill().unwrap();
    child.wait().unwrap();
    let mut said = String::new();
    child.stdout.take().unwrap().read_to_string(&mut said).unwrap();
    said
}

/// The log that SQLite writes a transaction to before it counts.
fn log_of(laptop: &Laptop) -> PathBuf {
    let mut profiles = fs::read_dir(laptop.data.join("profiles")).unwrap();
    profiles.next().unwrap().unwrap().path().join("cache.db-wal")
}

/// A header of 32 bytes, then frames: 24 bytes about a page, and the page (<https://www.sqlite.org/fileformat2.html>).
const HEADER: usize = 32;
const FRAME: usize = 24 + 4096;

fn pages_in(log: &Path) -> u64 {
    let length = fs::metadata(log).map_or(0, |found| found.len());
    length.saturating_sub(HEADER as u64) / FRAME as u64
}

/// Whether the log ends with pages of a transaction without its end: the frame that ends one tells the size of the
/// database, and the salt of the header is in every frame that counts.
fn unfinished(log: &Path) -> bool {
    // Whoever ends well takes it away.
    let bytes = fs::read(log).unwrap_or_default();
    let Some((header, frames)) = bytes.split_at_checked(HEADER) else { return false };
    let counts = frames.chunks_exact(FRAME).take_while(|frame| frame[8..16] == header[16..24]);
    counts.last().is_some_and(|frame| frame[4..8] == [0; 4])
}
