//! Two servers over one database in PostgreSQL, or over the same two: what comes to one is known at the other, whether or not the database could
//! tell, and nothing has two places.

use coopol_domain::access::Office;
use coopol_domain::codec::Value;
use coopol_domain::feed::Address;
use coopol_domain::id::{MandateId, StreamId};
use coopol_domain::journal::{Compartment, Edit, Payload};
use coopol_domain::wire::PushOutcome;
use coopol_server::database::Database;
use coopol_server::rights::WATCH;
use coopol_store::Limit;
use coopol_testkit::postgres::{cluster, name};
use futures_util::future::join_all;

use crate::kit::{Laptop, Party, Server};
use crate::live::{Hints, listen, next};
use crate::pushes::answered;

/// A section whose secretary speaks with the first replica, and whose deputy with the second.
pub struct Scene {
    pub one: Server<Database>,
    pub other: Server<Database>,
    urls: Vec<String>,
    pub party: Party,
    secretary: Laptop,
    pub deputy: Laptop,
    /// The deputy's.
    pub mandate: MandateId,
}

impl Scene {
    /// Over so many databases.
    pub async fn over(number: usize) -> Self {
        let ([one, other], urls) = Server::replicas(number).await;
        let party = Party::found(&one).await;
        let mut secretary = party.officer(&one, &party.versailles, Office::Secretary).await;
        let (mut deputy, _, mandate) = party.officer_until(&one, &party.versailles, Office::Deputy, None).await;
        secretary.sync().await;
        deputy.base = other.url("");
        Self { one, other, urls, party, secretary, deputy, mandate }
    }

    fn roster(&self) -> StreamId {
        self.party.versailles.streams[&Compartment::Roster]
    }

    /// Somebody above, who speaks with the first replica and is known in the section: they ended another mandate there.
    pub async fn federal(&self) -> Laptop {
        let mut federal = self.party.officer(&self.one, &self.party.federation, Office::FirstFederalSecretary).await;
        let versailles = &self.party.versailles;
        let (_, _, other) = self.party.officer_until(&self.one, versailles, Office::Treasurer, None).await;
        federal.sync().await;
        self.end(&mut federal, other).await;
        federal
    }

    pub async fn end(&self, federal: &mut Laptop, mandate: MandateId) {
        let office = self.party.versailles.streams[&Compartment::Office];
        let until = Edit::set("until", Value::count(self.one.now().0));
        let ended = Payload::new("mandate_ended", 1, vec![until]);
        federal.state(&self.one, office, mandate.into(), ended);
        federal.sync().await;
    }

    /// The database tells nobody any more, or does again.
    fn tells(&self, again: bool) {
        let does = if again { "ENABLE" } else { "DISABLE" };
        for url in &self.urls {
            cluster().tell(name(url), &format!("ALTER TABLE streams {does} TRIGGER position_told"));
        }
    }

    /// The connections that listen are cut; how many there were to each database.
    fn cut(&self) -> Vec<String> {
        let cut = |url: &String| {
            let listening = format!("datname = '{}' AND query LIKE 'LISTEN%'", name(url));
            let cut = "SELECT count(pg_terminate_backend(pid, 10000)) FROM pg_stat_activity WHERE";
            cluster().tell("postgres", &format!("{cut} {listening}"))
        };
        self.urls.iter().map(cut).collect()
    }
}

/// Returns once the listener is told that a stream has so many entries. What happened before it may be told first.
async fn until_told(hints: &mut Hints, stream: StreamId, seq: u64) {
    let wanted = format!("event: grown\ndata: {{\"stream\":\"{stream}\",\"seq\":{seq}}}\n\n");
    while next(hints).await.expect("it goes on") != wanted {}
}

/// J11: what is sent to one is hinted by the other.
async fn a_hint_crosses_replicas(mut scene: Scene) {
    let mut hints = listen(&scene.deputy).await;
    for (seq, person) in [(1, "Lefèvre"), (2, "Martin")] {
        scene.secretary.record(&scene.one, person);
        scene.secretary.sync().await;
        until_told(&mut hints, scene.roster(), seq).await;
    }
    scene.deputy.sync().await;
    assert_eq!(scene.deputy.names(), ["Lefèvre", "Martin"]);
}

/// What was written while nobody heard is told once somebody listens again.
async fn a_hint_crosses_after_the_listeners_were_cut(mut scene: Scene) {
    let mut hints = listen(&scene.deputy).await;
    scene.secretary.record(&scene.one, "Lefèvre");
    scene.secretary.sync().await;
    until_told(&mut hints, scene.roster(), 1).await;
    scene.tells(false);
    scene.secretary.record(&scene.one, "Martin");
    scene.secretary.sync().await;
    scene.tells(true);
    assert!(scene.cut().iter().all(|listened| listened == "2"), "each replica listens");
    until_told(&mut hints, scene.roster(), 2).await;
    // And what comes after it is heard again.
    scene.secretary.record(&scene.one, "Petit");
    scene.secretary.sync().await;
    until_told(&mut hints, scene.roster(), 3).await;
}

/// A mandate that ended at one has ended at the other as soon as the database told: the clock, by which it is looked at too, stands.
async fn a_mandate_ends_at_every_replica(scene: Scene) {
    let mut hints = listen(&scene.deputy).await;
    assert_eq!(scene.deputy.get("/v1/units").send().await.unwrap().status(), 200);
    let mut federal = scene.federal().await;
    scene.end(&mut federal, scene.mandate).await;
    while next(&mut hints).await.is_some() {}
    assert_eq!(scene.deputy.get("/v1/units").send().await.unwrap().status(), 401);
    assert_eq!(scene.deputy.get("/v1/events").send().await.unwrap().status(), 401);
    assert_eq!(scene.deputy.sign_in().await.status(), 401);
}

/// A feed answers at both, and at neither once whoever answers for it is out of office.
async fn a_feed_ends_at_every_replica(mut scene: Scene) {
    let address = Address::new(scene.deputy.stream(Compartment::Agenda), [9; 32]);
    let own = Value::bytes(scene.deputy.device.holder.as_bytes());
    let edits = vec![
        Edit::set("name", Value::text("Bureau")),
        Edit::set("secret_hash", Value::bytes(address.hash())),
        Edit::set("opened_by", own.clone()),
        Edit::set("answered_by", own),
    ];
    scene.deputy.state(&scene.other, address.stream(), address.feed(), Payload::new("feed_opened", 1, edits));
    scene.deputy.sync().await;
    let read = async |server: &Server<Database>| {
        let answer = server.http.get(address.at(&server.url("")).as_str()).send().await.unwrap();
        (answer.status().as_u16(), answer.headers().get("etag").cloned())
    };
    let told = [read(&scene.one).await, read(&scene.other).await];
    assert_eq!(told[0], told[1]);
    assert_eq!(told[0].0, 200);
    let mut hints = listen(&scene.deputy).await;
    let mut federal = scene.federal().await;
    scene.end(&mut federal, scene.mandate).await;
    while next(&mut hints).await.is_some() {}
    assert_eq!([read(&scene.one).await, read(&scene.other).await], [(404, None), (404, None)]);
}

/// The same where the database tells nothing: within the time of the watch.
async fn a_mandate_ends_at_every_replica_that_hears_nothing(scene: Scene) {
    let mut hints = listen(&scene.deputy).await;
    let mut federal = scene.federal().await;
    let office = scene.party.versailles.streams[&Compartment::Office];
    let size = scene.one.app.store.heads(&[office]).await.unwrap()[&office].head.frontier.size();
    until_told(&mut hints, office, size).await;
    assert_eq!(scene.deputy.get("/v1/units").send().await.unwrap().status(), 200);
    scene.tells(false);
    scene.end(&mut federal, scene.mandate).await;
    scene.other.clock.advance(WATCH);
    while next(&mut hints).await.is_some() {}
    assert_eq!(scene.deputy.get("/v1/units").send().await.unwrap().status(), 401);
    assert_eq!(scene.deputy.sign_in().await.status(), 401);
}

/// J3.3: a push that comes to both at once is there once, and both have received it.
async fn the_same_push_to_both_at_once_is_there_once(mut scene: Scene) {
    const PUSHES: u64 = 20;
    for number in 0..PUSHES {
        scene.secretary.record(&scene.one, &format!("Nom{number}"));
        let (request, writes) = scene.secretary.device.request();
        scene.secretary.carry_out(writes);
        let push = request.pushes.last().unwrap().0.as_slice();
        let sent = [&scene.one, &scene.other, &scene.one, &scene.other].map(|server| {
            let request = server.http.post(server.url("/v1/sync")).bearer_auth(&scene.secretary.access);
            answered(request, std::slice::from_ref(&push))
        });
        let outcomes = join_all(sent).await;
        assert_eq!(outcomes.concat(), [const { PushOutcome::Received }; 4], "push {number}");
        scene.secretary.sync().await;
    }
    let roster = scene.roster();
    for server in [&scene.one, &scene.other] {
        let everything = Limit { lines: 1000, bytes: u64::MAX };
        let page = server.app.store.page(roster, 0, everything).await.unwrap().unwrap().page;
        let seqs: Vec<u64> = page.lines.iter().map(|line| line.entry.seq).collect();
        assert_eq!(seqs, (1..=PUSHES).collect::<Vec<_>>());
    }
    scene.deputy.sync().await;
    assert_eq!(scene.deputy.names().len(), 20);
}

/// Two who write to one stream through two replicas at the same moment: each entry has one place.
async fn each_entry_has_one_place(scene: Scene) {
    const ROUNDS: usize = 10;
    let Scene { one, other, party, mut secretary, mut deputy, .. } = scene;
    for round in 0..ROUNDS {
        secretary.record(&one, &format!("A{round}"));
        deputy.record(&other, &format!("B{round}"));
        tokio::join!(secretary.sync(), deputy.sync());
    }
    secretary.sync().await;
    deputy.sync().await;
    assert_eq!(secretary.names().len(), 2 * ROUNDS);
    assert_eq!(secretary.names(), deputy.names());
    let roster = party.versailles.streams[&Compartment::Roster];
    let positions = one.app.store.positions().await.unwrap();
    let at = positions.into_iter().find(|at| at.stream == roster).unwrap();
    assert_eq!(at.size, 2 * ROUNDS as u64);
}

/// Each over one database, and over two.
macro_rules! over_one_and_two {
    ($($test:ident),+ $(,)?) => {
        mod over_one {
            $(
                #[tokio::test]
                async fn $test() {
                    super::$test(super::Scene::over(1).await).await;
                }
            )+
        }

        mod over_two {
            $(
                #[tokio::test]
                async fn $test() {
                    super::$test(super::Scene::over(2).await).await;
                }
            )+
        }
    };
}

over_one_and_two! {
    a_hint_crosses_replicas, a_hint_crosses_after_the_listeners_were_cut,
    a_feed_ends_at_every_replica, a_mandate_ends_at_every_replica, a_mandate_ends_at_every_replica_that_hears_nothing,
    the_same_push_to_both_at_once_is_there_once, each_entry_has_one_place,
}
