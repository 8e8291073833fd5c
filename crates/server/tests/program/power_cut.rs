//! The current fails under `coopol-server`: what it had said it had received is on what may be left of the disk, files included,
//! who was shut out stays out, and it serves again (J3.3, J3.5, J7.2). What may be left is drawn by seed from all that the program
//! asked of the system.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{BufRead as _, BufReader};
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use coopol_domain::id::ChangeId;
use coopol_domain::wire::Submission;
use coopol_testkit::chance::Chance;
use coopol_testkit::laptop::{Laptop, Surroundings};
use coopol_testkit::postgres::cluster;
use coopol_testkit::powercut::{Answer, Disk, Followed, Place, Syncs, followed};
use coopol_testkit::seeds::seeds;
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions as _, Connection as _};
use tempfile::TempDir;
use tokio::task::JoinSet;

use crate::serving::Running;
use crate::{program, run, told};

const SEED: u64 = 0x0c00_9041;
/// How many every run has.
const CUTS: u64 = 20;
/// How many more fall while the server's key is changed: what is signed under a key that is gone is worth nothing.
const KEY_CUTS: u64 = 8;
/// How often each sort of sync is left out, to see that it is needed.
const CONTROLS: usize = 8;
const OFFICERS: [(&str, &str); 3] =
    [("Zoé Lefèvre", "secretary"), ("Anne Martin", "deputy"), ("Louise Petit", "deputy")];

/// What somebody was told.
enum Said {
    /// That the folder is made, with its keys.
    Made,
    /// That this change was received.
    Received(ChangeId),
    /// That one more file was, and the document that names it.
    File,
    /// That this device is shut out.
    Revoked(String),
    /// That there is a backup.
    BackedUp,
    /// That the server signs under another key.
    KeyChanged,
}

struct Scene {
    keeps: TempDir,
    /// Where the server's folder and its backup are.
    home: PathBuf,
    disk: Disk,
    unit: String,
    laptops: Vec<Laptop>,
    said: Vec<(u64, Said)>,
    /// While it signed under one key, then under the next.
    changing: RangeInclusive<u64>,
    chance: Chance,
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_received_outlives_a_power_cut() {
    let seeds = seeds(CUTS);
    let (seed, cuts) = (SEED + seeds.start, seeds.end - seeds.start);
    let mut scene = Scene::play(seed).await;
    let mut fell = BTreeMap::<Place, usize>::new();
    for round in 0..cuts {
        let (place, instant) = scene.instant(round);
        let chance = Chance::new(scene.chance.number());
        if let Some(lost) = scene.lost(instant, Syncs::All, &chance).await {
            panic!("cut {round} of seed {seed:#x}, in {place:?} at {instant}: {lost}");
        }
        *fell.entry(place).or_default() += 1;
    }
    println!("{cuts} cuts of seed {seed:#x} fell: {fell:?}");
    scene.the_key_is_never_gone(seed).await;
    scene.syncs_are_what_keeps_it().await;
    for laptop in scene.laptops {
        laptop.close().await;
    }
}

/// Where the database is elsewhere, nothing is said to it under a new key before the key's own name is on the disk, at whatever moment the
/// current fails: laptops would follow a key that is gone.
#[test]
fn the_next_key_is_on_the_disk_before_the_database_hears_of_it() {
    let keeps = tempfile::tempdir().unwrap();
    let home = keeps.path().canonicalize().unwrap().join("home");
    fs::create_dir(&home).unwrap();
    let (mut disk, url) = (Disk::new(&home), cluster().database());
    let mut admin = |words: &[&str]| {
        let (mut server, begun) = (program(&home.join("server")), disk.now());
        let (mut command, followed) = followed(server.env("COOPOL_DATABASE", &url), &keeps.path().join("strace"));
        let done = command.arg("admin").args(words).output().unwrap();
        assert!(done.status.success(), "{words:?}: {}", told(&done));
        disk.add(&followed.log());
        begun
    };
    admin(&["init"]);
    let begun = admin(&["key", "change"]);
    let key = fs::read(home.join("server").join("authority.key")).unwrap();
    let since =
        |place| disk.places().remove(&place).unwrap().into_iter().filter(|at| *at > begun).collect::<Vec<u64>>();
    // The last name is the one under which it takes the place of the old key; the one before, its own.
    let names = since(Place::Name);
    let named = names[names.len() - 2];
    let told: Vec<u64> = since(Place::Said).into_iter().filter(|at| *at > named).collect();
    assert!(told.len() > 5, "the database heard of it: {}", told.len());
    for (cut, instant) in told.into_iter().enumerate() {
        let left = keeps.path().join(cut.to_string());
        disk.cut(instant, Syncs::All, &mut Chance::new(SEED + instant)).write(&left).unwrap();
        let is_the_key = |name| fs::read(left.join("server").join(name)).is_ok_and(|bytes| bytes == key);
        assert!(["authority.next.key", "authority.key"].into_iter().any(is_the_key), "cut {cut}, at {instant}");
    }
}

impl Scene {
    /// All that a server lives through, from its first day on.
    async fn play(seed: u64) -> Self {
        let keeps = tempfile::tempdir().unwrap();
        let home = keeps.path().canonicalize().unwrap().join("home");
        fs::create_dir(&home).unwrap();
        let (disk, chance) = (Disk::new(&home), Chance::new(seed));
        let (unit, laptops, said) = (String::new(), Vec::new(), Vec::new());
        let mut scene = Self { keeps, home, disk, unit, laptops, said, changing: 0..=0, chance };
        let (_, at) = scene.admin(&["init"]);
        scene.said.push((at, Said::Made));
        scene.unit = scene.admin(&["unit", "found", "--kind", "section", "--name", "Section de Versailles"]).0;
        let mut codes = Vec::new();
        for (name, office) in OFFICERS {
            let unit = scene.unit.clone();
            let held = ["--unit", unit.as_str(), "--office", office, "--holder-name", name];
            scene.admin(&[["mandate", "record"].as_slice(), &held].concat());
            codes.push((name, scene.admin(&[["invitation", "create"].as_slice(), &held].concat()).0));
        }
        scene.serve(&codes).await;
        scene.is_cared_for();
        scene
    }

    /// The program over the folder, followed.
    fn followed(&self) -> (Command, Followed) {
        followed(&program(&self.home.join("server")), &self.home.with_extension("strace"))
    }

    /// What a command prints, and when it had.
    fn admin(&mut self, words: &[&str]) -> (String, u64) {
        let (mut command, followed) = self.followed();
        let output = command.arg("admin").args(words).output().unwrap();
        let begun = self.disk.now();
        self.disk.add(&followed.log());
        assert!(output.status.success(), "{words:?}: {}", told(&output));
        let at = self.disk.printed(begun).last().unwrap().0;
        (String::from_utf8(output.stdout).unwrap().trim().to_owned(), at)
    }

    /// A day on which laptops enrol, push and send files, several at once.
    async fn serve(&mut self, codes: &[(&str, String)]) {
        let (command, followed) = self.followed();
        let mut server = Running::begin(command);
        let mut laptops = Vec::new();
        for (seed, (name, code)) in (1..).zip(codes) {
            let (url, around) = (format!("http://{}", server.address), Surroundings::new(0, seed));
            let laptop = Laptop::enrol(self.keeps.path(), name, &url, code, around).await;
            laptop.sync().await;
            laptops.push(laptop);
        }
        for round in 0..2 {
            let mut at_once = JoinSet::new();
            for laptop in laptops.drain(..) {
                let (people, file) = (1 + self.chance.below(3), 1 + self.chance.place(20_000));
                at_once.spawn(async move {
                    for place in 0..people {
                        laptop.add(&format!("Nom{round}{place}")).await;
                    }
                    laptop.sync().await;
                    laptop.file(format!("{round} {file}").repeat(file / 8 + 1).into_bytes()).await;
                    laptop
                });
            }
            laptops = at_once.join_all().await;
        }
        let stopped = Command::new("kill").args(["-TERM", &followed.process().to_string()]).status().unwrap();
        assert!(stopped.success() && server.child.wait().unwrap().success());
        let begun = self.disk.now();
        self.disk.add(&followed.log());
        for answer in self.disk.answers().into_iter().filter(|answer| answer.at > begun) {
            self.said.extend(received(&answer).into_iter().map(|change| (answer.at, Said::Received(change))));
            if answer.request.starts_with(b"PATCH /v1/streams/") && answer.answer.starts_with(b"HTTP/1.1 204") {
                self.said.push((answer.at, Said::File));
            }
        }
        self.laptops = laptops;
    }

    /// What whoever runs it does beside.
    fn is_cared_for(&mut self) {
        let unit = self.unit.clone();
        let (devices, _) = self.admin(&["device", "list", "--unit", &unit]);
        let gone = devices.lines().find(|line| line.contains("enrolled")).unwrap().split_whitespace().next().unwrap();
        let (_, at) = self.admin(&["device", "revoke", "--unit", &unit, gone]);
        self.said.push((at, Said::Revoked(gone.to_owned())));
        let key = self.keeps.path().join("recipient");
        fs::write(&key, age::x25519::Identity::generate().to_public().to_string()).unwrap();
        let backup = self.home.join("backup");
        let words = ["backup", backup.to_str().unwrap(), "--key-file", key.to_str().unwrap()];
        let (_, at) = self.admin(&words);
        self.said.push((at, Said::BackedUp));
        let begun = self.disk.now();
        let (_, at) = self.admin(&["key", "change"]);
        self.changing = begun..=at;
        self.said.push((at, Said::KeyChanged));
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

    /// Whenever the current fails while its key is changed, it serves again, and all that it said is there.
    async fn the_key_is_never_gone(&mut self, seed: u64) {
        let instants: Vec<u64> =
            self.disk.places().into_values().flatten().filter(|at| self.changing.contains(at)).collect();
        for cut in 0..KEY_CUTS {
            let (instant, chance) = (instants[self.chance.place(instants.len())], Chance::new(self.chance.number()));
            if let Some(lost) = self.lost(instant, Syncs::All, &chance).await {
                panic!("cut {cut} of seed {seed:#x}, while the key was changed, at {instant}: {lost}");
            }
        }
    }

    /// The same cuts take what was promised as soon as the syncs that it rests on don't count.
    async fn syncs_are_what_keeps_it(&mut self) {
        let commits: Vec<u64> =
            self.said.iter().filter(|(_, said)| matches!(said, Said::Received(_))).map(|(at, _)| *at).collect();
        let all = self.said.iter().map(|(at, _)| *at).collect();
        for (syncs, instants) in [(Syncs::NotOfCommits, commits), (Syncs::NotOfFolders, all)] {
            let mut lost = 0;
            for _ in 0..CONTROLS {
                let (instant, chance) =
                    (instants[self.chance.place(instants.len())], Chance::new(self.chance.number()));
                lost += usize::from(self.lost(instant, syncs, &chance).await.is_some());
            }
            assert!(lost > 0, "{syncs:?}");
        }
    }

    /// What is gone of all that had been said, if anything is.
    async fn lost(&self, instant: u64, syncs: Syncs, chance: &Chance) -> Option<String> {
        let folder = tempfile::tempdir().unwrap();
        let home = folder.path().join("home");
        self.disk.cut(instant, syncs, &mut chance.clone()).write(&home).unwrap();
        let server = home.join("server");
        let said: Vec<&Said> = self.said.iter().filter(|(at, _)| *at <= instant).map(|(_, said)| said).collect();
        if said.is_empty() {
            // Whoever was making it begins again.
            let again = run(&server, &["admin", "init"]);
            return (!again.status.success()).then(|| told(&again));
        }
        if let Err(why) = serves(&server) {
            return Some(why);
        }
        let verified = run(&server, &["admin", "verify"]);
        let sound = run(&server, &["admin", "doctor"]);
        if !verified.status.success() || !sound.status.success() {
            return Some(format!("{}{}", told(&verified), String::from_utf8_lossy(&sound.stdout)));
        }
        let kept = kept(&server).await;
        let files = said.iter().filter(|said| matches!(said, Said::File)).count();
        if whole_files(&verified) < files {
            return Some(format!("one of {files} files: {}", String::from_utf8_lossy(&verified.stdout)));
        }
        said.iter().find_map(|said| match said {
            Said::Received(change) => (!kept.contains(change)).then(|| format!("the change {change}")),
            Said::Revoked(device) => {
                (!is_shut_out(&server, &self.unit, device)).then(|| format!("that {device} is out"))
            }
            Said::BackedUp => {
                let as_it_was = fs::read(home.join("backup")).ok() == fs::read(self.home.join("backup")).ok();
                (!as_it_was).then(|| "the backup".to_owned())
            }
            Said::KeyChanged => same_key(&server, &self.home.join("server")),
            Said::Made | Said::File => None,
        })
    }
}

/// The changes that an answer says are received.
fn received(answer: &Answer) -> Vec<ChangeId> {
    const PUSHES: &str = "\"pushes\":[";
    let request = String::from_utf8_lossy(&answer.request);
    if !request.starts_with("POST /v1/sync ") || !answer.answer.starts_with(b"HTTP/1.1 200") {
        return Vec::new();
    }
    let Some((_, rest)) = request.split_once(PUSHES) else { return Vec::new() };
    let pushes = rest.split(']').next().unwrap_or_default().split(',').map(|push| push.trim_matches('"'));
    let push = |text: &str| Submission::decode(&STANDARD.decode(text).unwrap()).unwrap();
    pushes.filter(|text| !text.is_empty()).flat_map(|text| push(text).changes).map(|sent| sent.header.id).collect()
}

/// Starts it as ever, and stops it as soon as it serves.
fn serves(server: &Path) -> Result<(), String> {
    let mut command = program(server);
    command.args(["serve", "--listen", "127.0.0.1:0"]).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let mut said = String::new();
    let mut log = BufReader::new(child.stderr.take().unwrap());
    let serves = loop {
        if log.read_line(&mut said).unwrap() == 0 {
            break false;
        }
        if said.contains("\"serving\"") {
            break true;
        }
    };
    child.kill().unwrap();
    child.wait().unwrap();
    if serves { Ok(()) } else { Err(format!("it doesn't serve: {said}")) }
}

/// The changes that the database has.
async fn kept(server: &Path) -> BTreeSet<ChangeId> {
    let database = SqliteConnectOptions::new().filename(server.join("server.db"));
    let mut database = database.connect().await.unwrap();
    let found: Vec<Vec<u8>> =
        sqlx::query_scalar("SELECT \"change\" FROM entries").fetch_all(&mut database).await.unwrap();
    database.close().await.unwrap();
    found.into_iter().map(|id| ChangeId::from_bytes(id.try_into().unwrap())).collect()
}

/// `12 streams, 34 entries, 5 files: whole`.
fn whole_files(verified: &Output) -> usize {
    let line = String::from_utf8_lossy(&verified.stdout).into_owned();
    let files = line.split(" files: whole").next().unwrap().rsplit(' ').next().unwrap();
    files.parse().unwrap()
}

fn is_shut_out(server: &Path, unit: &str, device: &str) -> bool {
    let listed = run(server, &["admin", "device", "list", "--unit", unit]);
    let in_database = String::from_utf8_lossy(&listed.stdout)
        .lines()
        .any(|line| line.starts_with(device) && line.contains("revoked"));
    let in_ledger = fs::read_to_string(server.join("ledger.jsonl")).unwrap_or_default().contains(device);
    in_database && in_ledger
}

fn same_key(server: &Path, as_it_was: &Path) -> Option<String> {
    let key = |folder: &Path| fs::read(folder.join("authority.key")).ok();
    (key(server) != key(as_it_was)).then(|| "the key that it signs with".to_owned())
}
