//! `coopol-server` over a primary with a synchronous standby: the primary is gone in the middle of what laptops push, the standby
//! takes its place, and what was received is there, once.

use std::process::Command;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};

use coopol_testkit::chance::Chance;
use coopol_testkit::laptop::{Laptop, Surroundings};
use coopol_testkit::postgres::{Pair, name};
use coopol_testkit::relay::{Moment, Next, Relay};
use tempfile::TempDir;
use tokio::task::JoinSet;

use crate::program;
use crate::serving::Running;
use crate::staff::invite;

const SEED: u64 = 0x0040_0040;
const OFFICERS: [(&str, &str); 2] = [("Zoé Lefèvre", "secretary"), ("Anne Martin", "deputy")];
/// Of each officer.
const LAPTOPS: usize = 3;

struct Scene {
    _home: TempDir,
    url: String,
    pair: Arc<Pair>,
    relay: Relay,
    _server: Running,
    laptops: Vec<Arc<Laptop>>,
    chance: Chance,
    recorded: usize,
}

/// The same server goes on, over the standby.
#[tokio::test(flavor = "multi_thread")]
async fn a_failover_loses_nothing_that_was_received() {
    for (round, at) in (0..).zip([Moment::Sending, Moment::Sent, Moment::Answering]) {
        let mut scene = Scene::begin(SEED + round).await;
        let before = scene.chance.place(scene.laptops.len());
        let cut = scene.cut_at(at, before);
        scene.all_push().await;
        cut.recv().unwrap();
        scene.pair.promote();
        let (kept, received) = (scene.kept(), scene.received().await);
        assert!(kept >= received, "round {round} of seed {SEED:#x}: {received} were received, {kept} are there");
        scene.everybody_arrives().await;
        assert_eq!(scene.kept(), scene.recorded as u64, "round {round} of seed {SEED:#x}");
        scene.each_has_everything_once().await;
        scene.close().await;
    }
}

/// What shows that the test above could fail: a primary that answers before its standby has it.
#[tokio::test(flavor = "multi_thread")]
async fn without_a_synchronous_standby_it_does() {
    let mut scene = Scene::begin(SEED).await;
    scene.pair.drift_apart();
    scene.all_push().await;
    scene.pair.cut();
    scene.pair.promote();
    let (kept, received) = (scene.kept(), scene.received().await);
    assert!(kept < received, "{received} were received, {kept} are there");
    scene.close().await;
}

impl Scene {
    async fn begin(seed: u64) -> Self {
        let (home, pair) = (tempfile::tempdir().unwrap(), Pair::start());
        let url = pair.database();
        let over = || {
            let mut command: Command = program(&home.path().join("server"));
            command.env("COOPOL_DATABASE", &url);
            command
        };
        let codes = invite(over, &OFFICERS, LAPTOPS);
        let server = Running::begin(over());
        let relay = Relay::to(server.address);
        let mut laptops = Vec::new();
        for (seed, (name, code)) in (1..).zip(codes) {
            let laptop = Laptop::enrol(home.path(), &name, &relay.url(), &code, Surroundings::new(0, seed)).await;
            laptop.sync().await;
            laptops.push(Arc::new(laptop));
        }
        let (pair, chance) = (Arc::new(pair), Chance::new(seed));
        Self { _home: home, url, pair, relay, _server: server, laptops, chance, recorded: 0 }
    }

    /// The primary is gone once so many pushes have come to this moment; who is told so hears it afterwards.
    fn cut_at(&self, at: Moment, mut before: usize) -> Receiver<()> {
        let (tell, told) = channel();
        let mut pair = Some(self.pair.clone());
        self.relay.listen(move |moment| {
            if moment == at && before > 0 {
                before -= 1;
            } else if moment == at
                && let Some(pair) = pair.take()
            {
                pair.cut();
                tell.send(()).unwrap();
            }
            Next::Pass
        });
        told
    }

    /// Everybody works and pushes at once, with or without an answer.
    async fn all_push(&mut self) {
        for laptop in &self.laptops {
            for _ in 0..=self.chance.below(3) {
                laptop.add(&format!("Nom{}", self.recorded)).await;
                self.recorded += 1;
            }
        }
        let mut syncs = JoinSet::new();
        for laptop in self.laptops.clone() {
            syncs.spawn(async move { laptop.is_answered().await });
        }
        syncs.join_all().await;
    }

    /// The server finds the primary, and each laptop comes again until it is answered.
    async fn everybody_arrives(&self) {
        for laptop in &self.laptops {
            while !laptop.is_answered().await || laptop.status().await.waiting > 0 {}
        }
    }

    /// Each has what those sent that arrived after it. Whoever came again and again may be told that it was too often.
    async fn everybody_hears(&self) {
        for laptop in &self.laptops {
            while !laptop.is_answered().await {}
        }
    }

    /// How many changes of rosters there are at what was the standby.
    fn kept(&self) -> u64 {
        let count = "SELECT coalesce(sum(size), 0) FROM streams WHERE compartment = 'roster'";
        self.pair.tell_second(name(&self.url), count).parse().unwrap()
    }

    /// Of how many the laptops were told so.
    async fn received(&self) -> u64 {
        let mut waiting = 0;
        for laptop in &self.laptops {
            waiting += laptop.status().await.waiting;
        }
        self.recorded as u64 - waiting
    }

    async fn each_has_everything_once(&self) {
        self.everybody_hears().await;
        let times = self.laptops[0].times().await;
        assert_eq!(times.len(), self.recorded);
        for laptop in &self.laptops {
            let status = laptop.status().await;
            assert_eq!((status.waiting, status.received, status.refused, status.held), (0, 0, 0, 0));
            assert!(laptop.is_whole().await);
            assert_eq!(laptop.times().await, times);
        }
        assert!(times.values().all(|times| *times == 1), "{times:?}");
    }

    async fn close(self) {
        for laptop in self.laptops {
            Arc::into_inner(laptop).expect("nobody works on it any more").close().await;
        }
    }
}
