//! `coopol-server` killed, again and again, by `kill -9` while fifty-one devices push: what it said it had received is there
//! afterwards, everything arrives in the end, and nothing is there twice (J3.3).

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Arc, Mutex};

use coopol_testkit::chance::Chance;
use coopol_testkit::hand::Hand;
use coopol_testkit::laptop::{Laptop, Surroundings};
use coopol_testkit::postgres::{cluster, name};
use coopol_testkit::relay::{Moment, Next, Relay};
use coopol_testkit::seeds::{are_asked_for, seeds};
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions as _, Connection as _};
use tempfile::TempDir;
use tokio::task::JoinSet;

use crate::program;
use crate::serving::Running;
use crate::staff::invite;

const SEED: u64 = 0x0c00_9020;
/// How many every run has.
const KILLS: u64 = 20;
/// Beside the secretary.
const DEPUTIES: usize = 16;
/// Of each officer.
const DEVICES: usize = 3;
/// How many of them are laptops that fold all that the others did, in every run; the others push and fold nothing. In a campaign all are laptops.
const LAPTOPS: usize = 9;

struct Scene {
    home: TempDir,
    database: Kept,
    relay: Relay,
    /// Gone while it is killed and started again.
    server: Arc<Mutex<Option<Running>>>,
    laptops: Vec<Arc<Laptop>>,
    hands: Vec<Hand>,
    chance: Chance,
    recorded: u64,
}

/// What was found after each kill.
#[derive(Default, Debug)]
struct Fell {
    at: BTreeMap<Moment, usize>,
    /// Changes that were in the database although nobody had been told.
    unanswered: u64,
    /// Changes that had left and were not.
    undone: u64,
}

/// Where the server keeps what it was sent.
enum Kept {
    File,
    Postgres(String),
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_received_is_kept_and_nothing_is_there_twice() {
    campaign(Kept::File).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nor_is_it_over_postgresql() {
    campaign(Kept::Postgres(cluster().database())).await;
}

#[expect(clippy::print_stdout, reason = "where the kills fell is for whoever plays a campaign")]
async fn campaign(database: Kept) {
    let seeds = seeds(KILLS);
    let (seed, kills) = (SEED + seeds.start, seeds.count());
    let mut scene = Scene::begin(database, seed).await;
    let mut fell = Fell::default();
    for round in 0..kills {
        let at = scene.killed_while_all_push().await;
        *fell.at.entry(at).or_default() += 1;
        scene.start_again();
        let (kept, received) = scene.kept_and_received().await;
        let place = format!("round {round} of seed {seed:#x}, killed {at:?}");
        assert!(kept >= received, "{place}: {received} were received, {kept} are there");
        fell.unanswered += kept - received;
        fell.undone += scene.recorded - kept;
    }
    println!("{kills} kills of seed {seed:#x}: {fell:?}");
    assert!(
        kills < 20 || fell.at.len() == 3 && fell.unanswered > 0 && fell.undone > 0,
        "before and after the commit: {fell:?}"
    );
    scene.each_has_everything_once().await;
    for laptop in scene.laptops {
        Arc::into_inner(laptop).expect("nobody works on it any more").close().await;
    }
}

impl Scene {
    async fn begin(database: Kept, seed: u64) -> Self {
        let home = tempfile::tempdir().unwrap();
        // All laptops come in from one address, as quickly as they can.
        std::fs::write(home.path().join("server.toml"), "stranger_per_second = 1000\n").unwrap();
        let over = || database.program(home.path());
        let deputies: Vec<String> = (0..DEPUTIES).map(|number| format!("Anne Martin {number}")).collect();
        let secretary = [("Zoé Lefèvre", "secretary")].into_iter();
        let officers: Vec<_> = secretary.chain(deputies.iter().map(|name| (name.as_str(), "deputy"))).collect();
        let codes = invite(over, &officers, DEVICES);
        let folding = if are_asked_for() { codes.len() } else { LAPTOPS };
        let server = Running::begin(over());
        let relay = Relay::to(server.address);
        let (mut laptops, mut hands) = (Vec::new(), Vec::new());
        for (number, (name, code)) in (1..).zip(codes) {
            if laptops.len() == folding {
                hands.push(Hand::enrol(&relay.url(), &name, &code, number).await);
                continue;
            }
            let around = Surroundings::new(0, number);
            let laptop = Laptop::enrol(home.path(), &name, &relay.url(), &code, around).await;
            laptop.sync().await;
            laptops.push(Arc::new(laptop));
        }
        let server = Arc::new(Mutex::new(Some(server)));
        Self { home, database, relay, server, laptops, hands, chance: Chance::new(seed), recorded: 0 }
    }

    /// Everybody works and pushes at once; the server is killed when as many pushes as the seed says have come to the
    /// moment that it says.
    async fn killed_while_all_push(&mut self) -> Moment {
        for laptop in &self.laptops {
            for _ in 0..=self.chance.below(3) {
                laptop.add(&format!("Nom{}", self.recorded)).await;
                self.recorded += 1;
            }
        }
        for hand in &mut self.hands {
            self.recorded += hand.sign(1 + self.chance.below(3));
        }
        let at = [Moment::Sending, Moment::Sent, Moment::Answering][self.chance.place(3)];
        let before = self.chance.place(self.laptops.len() + self.hands.len());
        let killed = self.kill_at(at, before);
        let mut syncs = JoinSet::new();
        for laptop in self.laptops.clone() {
            syncs.spawn(async move { laptop.reaches().await });
        }
        let mut pushes = JoinSet::new();
        for mut hand in self.hands.drain(..) {
            pushes.spawn(async move { (hand.reaches().await, hand) });
        }
        let mut reached = syncs.join_all().await;
        let pushed: Vec<(bool, Hand)> = pushes.join_all().await;
        reached.extend(pushed.iter().map(|(reached, _)| *reached));
        self.hands = pushed.into_iter().map(|(_, hand)| hand).collect();
        // The laptops may know before whoever killed it has said so.
        killed.recv().unwrap();
        assert!(reached.contains(&false), "somebody's answer never came");
        at
    }

    fn kill_at(&self, at: Moment, mut before: usize) -> Receiver<()> {
        let (tell, killed) = channel();
        let server = self.server.clone();
        self.relay.listen(move |moment| {
            if moment == at && before > 0 {
                before -= 1;
            } else if moment == at
                && let Some(mut server) = server.lock().unwrap().take()
            {
                server.child.kill().unwrap();
                server.child.wait().unwrap();
                tell.send(()).unwrap();
                return Next::Break;
            }
            Next::Pass
        });
        killed
    }

    fn start_again(&self) {
        let server = Running::begin(self.database.program(self.home.path()));
        self.relay.listen(|_| Next::Pass);
        self.relay.leads_to(server.address);
        *self.server.lock().unwrap() = Some(server);
    }

    /// How many changes the database has, and of how many devices were told so; before anybody sends again.
    async fn kept_and_received(&self) -> (u64, u64) {
        let mut waiting = self.hands.iter().map(Hand::waits).sum::<u64>();
        for laptop in &self.laptops {
            waiting += laptop.status().await.waiting;
        }
        (self.database.entries(self.home.path()).await, self.recorded - waiting)
    }

    async fn each_has_everything_once(&mut self) {
        for hand in &mut self.hands {
            assert!(hand.reaches().await);
        }
        for _ in 0..2 {
            for laptop in &self.laptops {
                laptop.sync().await;
            }
        }
        let times = self.laptops[0].times().await;
        assert_eq!(times.len() as u64, self.recorded);
        for laptop in &self.laptops {
            let status = laptop.status().await;
            assert_eq!((status.waiting, status.received, status.refused, status.held), (0, 0, 0, 0));
            assert!(laptop.is_whole().await);
            assert_eq!(laptop.times().await, times);
        }
        assert!(times.values().all(|times| *times == 1), "{times:?}");
    }
}

const ENTRIES: &str = "SELECT coalesce(sum(size), 0) FROM streams WHERE compartment = 'roster'";

impl Kept {
    fn program(&self, home: &Path) -> Command {
        let mut command = program(&home.join("server"));
        command.arg("--config").arg(home.join("server.toml"));
        if let Self::Postgres(url) = self {
            command.env("COOPOL_DATABASE", url);
        }
        command
    }

    /// How many changes of rosters there are, as they were left.
    async fn entries(&self, home: &Path) -> u64 {
        match self {
            Self::File => {
                let database = SqliteConnectOptions::new().filename(home.join("server").join("server.db"));
                let mut database = database.connect().await.unwrap();
                let found: i64 = sqlx::query_scalar(ENTRIES).fetch_one(&mut database).await.unwrap();
                database.close().await.unwrap();
                found.unsigned_abs()
            }
            Self::Postgres(url) => cluster().tell(name(url), ENTRIES).parse().unwrap(),
        }
    }
}
