//! Two people, one in each section, over every operation that the description names, with ids, queries and bodies drawn by seed: no
//! answer is a fault of the server's, and none holds what belongs to the other.

use coopol_domain::id::StreamId;
use coopol_domain::kinds::Unit;
use coopol_domain::wire::Opaque;
use coopol_testkit::chance::Chance;
use coopol_testkit::seeds::seeds;
use serde_json::{Value as Json, json};

use crate::kit::{Laptop, Party, Server};
use crate::refusals::{NAME, answer, routes, table};

/// How often each operation is asked by each of the two in every run.
const EACH: u64 = 20;
const SEED: u64 = 0x09e4_0000;
const QUERIES: [&str; 8] =
    ["", "?seq=1", "?seq=-1", "?after=0", "?after=18446744073709551615", "?after=x&after=y", "?from=0", "?%00=%ff"];
/// What no path names.
const NOWHERE: &str = "eeeeeeee-eeee-eeee-eeee-eeeeeeeeeeee";

/// Somebody of one section, and what is the other's.
struct Side<'a> {
    laptop: &'a Laptop,
    own: &'a Unit,
    theirs: &'a Unit,
    /// Ids that nobody tells them; those of units are known to all.
    secrets: Vec<String>,
}

impl<'a> Side<'a> {
    fn new(laptop: &'a Laptop, own: &'a Unit, other: &'a Laptop, theirs: &'a Unit) -> Self {
        let streams = theirs.streams.values().map(ToString::to_string);
        let people = [other.device.id.to_string(), other.device.holder.to_string()];
        let facts =
            other.cache.0.keys().map(|(_, subject)| subject.to_string()).filter(|id| *id != theirs.id.to_string());
        Self { laptop, own, theirs, secrets: streams.chain(people).chain(facts).collect() }
    }

    fn stream(&self, chance: &mut Chance) -> String {
        let of = |unit: &Unit, chance: &mut Chance| {
            let streams: Vec<StreamId> = unit.streams.values().copied().collect();
            streams[chance.place(streams.len())].to_string()
        };
        match chance.below(5) {
            0 => of(self.own, chance),
            1 | 2 => of(self.theirs, chance),
            3 => NOWHERE.to_owned(),
            _ => "%2e%2e".to_owned(),
        }
    }

    fn path(&self, path: &str, chance: &mut Chance) -> String {
        let unit = [self.own.id.to_string(), self.theirs.id.to_string(), NOWHERE.to_owned()];
        let name = [NAME, "0", "%00"][chance.place(3)];
        let path = path.replace("{stream}", &self.stream(chance)).replace("{unit}", &unit[chance.place(3)]);
        path.replace("{name}", name) + QUERIES[chance.place(QUERIES.len())]
    }

    /// What the operation would take, with some of it replaced.
    fn body(&self, path: &str, body: Json, chance: &mut Chance) -> Json {
        let body = match path {
            "/v1/sync" => json!({
                "cursors": [{ "stream": self.stream(chance), "seq": 0, "root": "0000000000000000" }],
                "pushes": [Opaque(chance.bytes::<40>().to_vec())],
                "access": "x",
            }),
            "/v1/witness" if body != Json::Null => {
                json!({ "notes": [{ "stream": self.stream(chance), "note": "x\n\ny\n" }] })
            }
            _ => body,
        };
        self.drawn(body, chance)
    }

    fn drawn(&self, json: Json, chance: &mut Chance) -> Json {
        match json {
            Json::Null => Json::Null,
            Json::Object(fields) => fields.into_iter().map(|(name, field)| (name, self.drawn(field, chance))).collect(),
            Json::Array(items) => items.into_iter().map(|item| self.drawn(item, chance)).collect(),
            leaf if chance.in_a_hundred(70) => leaf,
            _ => match chance.below(8) {
                0 => Json::Null,
                1 => json!(-1),
                2 => json!(u64::MAX),
                3 => json!(""),
                4 => json!("é\u{0}".repeat(500)),
                5 => json!([[{}]]),
                6 => json!(self.secrets[chance.place(self.secrets.len())]),
                _ => json!(self.stream(chance)),
            },
        }
    }

    /// Asks once; whether something was given.
    async fn ask(&self, server: &Server, (method, path): (&str, &str), chance: &mut Chance) -> bool {
        let (_, body) = table(method, path).expect("every route stands in the table");
        let (at, body) = (self.path(path, chance), self.body(path, body, chance));
        let who = Some((self.laptop, self.laptop.access.as_str()));
        let (status, told, text) = answer(who, server, method, &at, &body).await;
        let asked = format!("{method} {at} {body}");
        assert!(status < 500, "{asked}: {status}");
        let said = told.join("\n") + &String::from_utf8_lossy(&text);
        for secret in self.secrets.iter().filter(|secret| !asked.contains(*secret)) {
            assert!(!said.contains(secret), "{asked}: {status} {said}");
        }
        let of_theirs = self.theirs.streams.values().any(|stream| at.contains(&stream.to_string()));
        assert!(!of_theirs || status >= 400, "{asked}: {status} {said}");
        if path == "/v1/sync" && status == 200 {
            let given: Json = serde_json::from_slice(&text).unwrap();
            let streams = given["streams"].as_array().into_iter().flatten();
            let streams = streams.map(|answer| answer["stream"].as_str().unwrap());
            for stream in streams {
                assert!(!self.secrets.iter().any(|secret| secret == stream), "{asked}: {said}");
            }
        }
        status < 300
    }
}

#[tokio::test]
async fn no_answer_fails_and_none_belongs_to_the_other() {
    let server = Server::start().await;
    let party = Party::found(&server).await;
    let laptops = party.secretaries(&server).await;
    let sides = [
        Side::new(&laptops[0], &party.versailles, &laptops[1], &party.rennes),
        Side::new(&laptops[1], &party.rennes, &laptops[0], &party.versailles),
    ];
    let (mut asked, mut given) = (0, 0);
    for seed in seeds(EACH) {
        for (place, (method, path)) in (0..).zip(routes()) {
            for (side, other) in (0..).zip(&sides) {
                let mut chance = Chance::new(SEED + 1000 * seed + 2 * place + side);
                asked += 1;
                given += usize::from(other.ask(&server, (&method, &path), &mut chance).await);
            }
        }
    }
    println!("{asked} asked of {} operations, {given} given something", routes().len());
    assert!(given > asked / 10, "{given} of {asked}");
    for laptop in &laptops {
        assert_eq!(laptop.get("/v1/units").send().await.unwrap().status(), 200, "nobody was shut out meanwhile");
    }
}
