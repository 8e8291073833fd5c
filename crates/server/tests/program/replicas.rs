//! Two replicas of `coopol-server` over one PostgreSQL, taken down and started again one after the other while laptops push
//! to whichever answers, by `kill -9` and by being told to stop: what was received is there, once. Halfway a newer version brings
//! the schema further.

use std::path::Path;
use std::process::Command;
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Arc, Mutex};

use coopol_testkit::chance::Chance;
use coopol_testkit::laptop::{Laptop, Surroundings};
use coopol_testkit::postgres::{cluster, name};
use coopol_testkit::relay::{Moment, Next, Relay};
use tempfile::TempDir;
use tokio::task::JoinSet;

use crate::program;
use crate::serving::Running;
use crate::staff::invite;

const SEED: u64 = 0x0034_0034;
/// Each replica goes down in every second.
const ROUNDS: usize = 8;
const OFFICERS: [(&str, &str); 2] = [("Zoé Lefèvre", "secretary"), ("Anne Martin", "deputy")];
/// Of each officer.
const LAPTOPS: usize = 3;

struct Replica {
    relay: Relay,
    /// Gone while it is down.
    server: Arc<Mutex<Option<Running>>>,
}

struct Scene {
    home: TempDir,
    url: String,
    replicas: [Replica; 2],
    /// Those at even places speak with the first replica as long as it is there, the others with the second.
    laptops: Vec<Arc<Laptop>>,
    chance: Chance,
    recorded: usize,
}

fn over(home: &Path, url: &str) -> Command {
    let mut command = program(&home.join("server"));
    command.env("COOPOL_DATABASE", url);
    command
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rolling_restart_loses_nothing_that_was_received() {
    let mut scene = Scene::begin().await;
    for round in 0..ROUNDS {
        if round == ROUNDS / 2 {
            // One of a newer version came beside them: these go on, and are started again.
            cluster().grow(name(&scene.url));
        }
        let (down, killed) = (round % 2, round / 2 % 2 == 0);
        scene.goes_down_while_all_push(down, killed).await;
        let (kept, received) = (scene.kept(), scene.received().await);
        assert!(kept >= received, "round {round} of seed {SEED:#x}: {received} were received, {kept} are there");
        // The other one takes what is left, before the first is back.
        for laptop in &scene.laptops {
            laptop.sync().await;
        }
        assert_eq!(scene.kept(), scene.recorded as u64, "round {round} of seed {SEED:#x}");
        scene.start_again(down);
    }
    scene.each_has_everything_once().await;
    for laptop in scene.laptops {
        Arc::into_inner(laptop).expect("nobody works on it any more").close().await;
    }
}

impl Scene {
    async fn begin() -> Self {
        let (home, url) = (tempfile::tempdir().unwrap(), cluster().database());
        let codes = invite(|| over(home.path(), &url), &OFFICERS, LAPTOPS);
        let replicas = [(); 2].map(|()| {
            let server = Running::begin(over(home.path(), &url));
            Replica { relay: Relay::to(server.address), server: Arc::new(Mutex::new(Some(server))) }
        });
        let mut laptops = Vec::new();
        for (place, (name, code)) in codes.into_iter().enumerate() {
            let around = Surroundings::new(0, 1 + place as u64);
            let there = replicas[place % 2].relay.url();
            let laptop = Laptop::enrol(home.path(), &name, &there, &code, around).await;
            laptop.sync().await;
            laptops.push(Arc::new(laptop));
        }
        Self { home, url, replicas, laptops, chance: Chance::new(SEED), recorded: 0 }
    }

    /// Everybody works and pushes at once; one replica goes down when as many pushes as the seed says have come to it, at the
    /// moment that the seed says. Whoever spoke with it is led to the other.
    async fn goes_down_while_all_push(&mut self, down: usize, killed: bool) {
        for laptop in &self.laptops {
            for _ in 0..=self.chance.below(3) {
                laptop.add(&format!("Nom{}", self.recorded)).await;
                self.recorded += 1;
            }
        }
        let at = [Moment::Sending, Moment::Sent, Moment::Answering][self.chance.place(3)];
        let before = self.chance.place(self.laptops.len() / 2);
        let gone = self.replicas[down].goes_down(at, before, killed);
        let mut syncs = JoinSet::new();
        for laptop in self.laptops.clone() {
            syncs.spawn(async move { laptop.reaches().await });
        }
        let reached = syncs.join_all().await;
        // The laptops may know before whoever took it down has said so.
        let mut gone = gone.recv().unwrap();
        let ended = gone.child.wait().unwrap();
        assert_eq!(ended.success(), !killed, "told to stop, it ends well");
        assert!(!killed || reached.contains(&false), "somebody's answer never came");
        self.replicas[down].leads_to(&self.replicas[1 - down]);
    }

    fn start_again(&self, down: usize) {
        let server = Running::begin(over(self.home.path(), &self.url));
        let replica = &self.replicas[down];
        replica.relay.leads_to(server.address);
        *replica.server.lock().unwrap() = Some(server);
    }

    /// How many changes of rosters the database has.
    fn kept(&self) -> u64 {
        let count = "SELECT coalesce(sum(size), 0) FROM streams WHERE compartment = 'roster'";
        cluster().tell(name(&self.url), count).parse().unwrap()
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
        for _ in 0..2 {
            for laptop in &self.laptops {
                laptop.sync().await;
            }
        }
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
}

impl Replica {
    /// Gives the process once it was killed, or told to stop.
    fn goes_down(&self, at: Moment, mut before: usize, killed: bool) -> Receiver<Running> {
        let (tell, gone) = channel();
        let server = self.server.clone();
        self.relay.listen(move |moment| {
            if moment == at && before > 0 {
                before -= 1;
            } else if moment == at
                && let Some(mut server) = server.lock().unwrap().take()
            {
                if killed {
                    server.child.kill().unwrap();
                    server.child.wait().unwrap();
                } else {
                    server.terminate();
                }
                tell.send(server).unwrap();
                return if killed { Next::Break } else { Next::Pass };
            }
            Next::Pass
        });
        gone
    }

    fn leads_to(&self, other: &Self) {
        self.relay.listen(|_| Next::Pass);
        self.relay.leads_to(other.server.lock().unwrap().as_ref().unwrap().address);
    }
}
