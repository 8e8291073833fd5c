//! A mandate that ends while its holder is asking, at two replicas over one database, at whatever moment: nothing is given any
//! more by the replica that took the end, from its answer on, nor by the other one, within five seconds.

use std::sync::atomic::{AtomicUsize, Ordering};

use coopol_domain::access::Office;
use coopol_server::authority::Installed;
use coopol_testkit::chance::Chance;
use coopol_testkit::seeds::seeds;

use crate::kit::Laptop;
use crate::live::{listen, next};
use crate::replicas::Scene;

/// How many every run has.
const RACES: u64 = 100;
const SEED: u64 = 0x5eac_0000;
/// How many requests are under way at once.
const ASKING: usize = 3;

/// What was answered while nobody had been told of the end yet, and since.
#[derive(Default, Debug)]
struct Answered {
    before: AtomicUsize,
    refused_before: AtomicUsize,
}

struct Race {
    scene: Scene,
    federal: Laptop,
    answered: Answered,
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_given_once_a_mandate_has_ended() {
    nothing_is_given(Scene::over(1).await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_given_once_a_mandate_has_ended_over_two_databases() {
    nothing_is_given(Scene::over(2).await).await;
}

#[expect(clippy::print_stdout, reason = "what was played is for whoever plays a campaign")]
async fn nothing_is_given(scene: Scene) {
    let seeds = seeds(RACES);
    let federal = scene.federal().await;
    let mut race = Race { scene, federal, answered: Answered::default() };
    for seed in seeds.clone() {
        race.run(seed).await;
    }
    let Answered { before, refused_before } = &race.answered;
    let played = seeds.count();
    println!(
        "{played} races of seed {SEED:#x}: {before:?} answers before the end was known, {refused_before:?} refusals"
    );
    assert!(before.load(Ordering::Relaxed) > 0, "somebody is answered, or nothing is proven");
}

impl Race {
    async fn run(&mut self, seed: u64) {
        let mut chance = Chance::new(SEED + seed);
        let Self { scene, federal, answered } = self;
        let (takes, asked) = (chance.below(2) == 0, chance.below(2) == 0);
        let replica = |first: bool| if first { scene.one.url("") } else { scene.other.url("") };
        // In office at the replica that is asked, where their connection stands.
        scene.deputy.base = replica(asked);
        let mut hints = listen(&scene.deputy).await;
        federal.base = replica(takes);
        federal.sync().await;
        scene.one.clock.advance(1);
        let (ended, requests) = (AtomicUsize::new(0), 1 + chance.place(8));
        let deputy = &scene.deputy;
        let ending = async {
            for _ in 0..chance.below(4) {
                tokio::task::yield_now().await;
            }
            scene.end(federal, scene.mandate).await;
            ended.store(1, Ordering::SeqCst);
        };
        let asking = async {
            let one = async || {
                for _ in 0..requests {
                    let told = ended.load(Ordering::SeqCst) == 1;
                    let status = deputy.get("/v1/units").send().await.unwrap().status().as_u16();
                    assert!([200, 401].contains(&status), "race {seed}: {status}");
                    assert!(!told || takes != asked || status == 401, "race {seed}: it took the end itself");
                    let count = if status == 200 { &answered.before } else { &answered.refused_before };
                    count.fetch_add(1, Ordering::Relaxed);
                }
            };
            futures_util::future::join_all((0..ASKING).map(|_| one())).await;
        };
        tokio::join!(ending, asking);
        // The one that took it knows at once, the other within the five seconds that `next` waits for.
        let itself = scene.one.http.get(format!("{}/v1/units", replica(takes))).bearer_auth(&deputy.access);
        assert_eq!(itself.send().await.unwrap().status(), 401, "race {seed}");
        while next(&mut hints).await.is_some() {}
        for path in ["/v1/units", "/v1/events"] {
            assert_eq!(deputy.get(path).send().await.unwrap().status(), 401, "race {seed}: {path}");
        }
        assert_eq!(deputy.sign_in().await.status(), 401, "race {seed}");
        assert_eq!(deputy.renew(&deputy.refresh).await.status(), 401, "race {seed}");
        self.again(!asked).await;
    }

    /// The deputy is in office again, by the word of the replica that is asked next or of the other.
    async fn again(&mut self, first: bool) {
        let Self { scene, .. } = self;
        let deputy = Installed {
            holder: Some(scene.deputy.device.holder),
            holder_name: "Zoé Lefèvre".to_owned(),
            office: Office::Deputy,
            since: None,
            until: None,
        };
        let (server, other) = if first { (&scene.one, &scene.other) } else { (&scene.other, &scene.one) };
        (scene.mandate, _) = server.app.install(&scene.party.versailles, deputy).await.unwrap();
        other.app.rights.forget();
        let answer = scene.deputy.sign_in().await;
        scene.deputy.take_tokens(answer).await;
    }
}
