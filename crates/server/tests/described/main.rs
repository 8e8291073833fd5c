//! Two people, one in each section, and everything that schemathesis draws from the description: no fault of the server's, nothing of the
//! other's, and no answer that the description doesn't know. `cargo xtask campaign --only schemathesis` installs it and says where it is.

#![expect(clippy::unwrap_used, reason = "in a test a surprise is a failure")]

#[expect(dead_code, unused_imports, unused_macros, reason = "the kit of the tests of every run")]
#[path = "../api/kit/mod.rs"]
mod kit;

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use coopol_domain::kinds::Unit;
use coopol_server::openapi::document;
use coopol_testkit::seeds::seeds;
use serde_json::{Value as Json, json};

use kit::{Laptop, Party, Server};

/// Examples of each operation.
const EXAMPLES: u64 = 20;
/// Where the program is.
const PROGRAM: &str = "COOPOL_SCHEMATHESIS";
const CHECKS: &str =
    "not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance,ignored_auth";
/// What no path names.
const NOWHERE: &str = "eeeeeeee-eeee-eeee-eeee-eeeeeeeeeeee";

#[tokio::test(flavor = "multi_thread")]
async fn nothing_that_is_drawn_from_the_description_fails_or_brings_what_is_the_others() {
    let server = Server::start().await;
    let party = Party::found(&server).await;
    let laptops = party.secretaries(&server).await;
    let folder = tempfile::tempdir().unwrap();
    let described = folder.path().join("openapi.json");
    std::fs::write(&described, with_ids(&party).to_string()).unwrap();
    for (laptop, other, theirs) in
        [(&laptops[0], &laptops[1], &party.rennes), (&laptops[1], &laptops[0], &party.versailles)]
    {
        let told = folder.path().join("told.har");
        let mut drawn = schemathesis(&server, laptop, &described, &told);
        let Output { status, stdout, stderr } =
            tokio::task::spawn_blocking(move || drawn.output()).await.unwrap().unwrap();
        let said = [stdout, stderr].map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).concat();
        assert!(status.success(), "{said}");
        let (asked, given) = nothing_of(&secrets(other, theirs), theirs, &told);
        println!("{asked} asked, {given} given something");
        assert!(given > asked / 50, "{given} of {asked}");
    }
}

/// The description, its paths about what is there, in one section and the other, and what isn't.
fn with_ids(party: &Party) -> Json {
    let streams = [&party.versailles, &party.rennes].into_iter().flat_map(|unit| unit.streams.values());
    let streams: Vec<String> = streams.map(ToString::to_string).chain([NOWHERE.to_owned()]).collect();
    let units = party.units().into_iter().map(|unit| unit.id.to_string());
    let units: Vec<String> = units.chain([NOWHERE.to_owned()]).collect();
    let mut document: Json = serde_json::from_str(document()).unwrap();
    let items = document["paths"].as_object_mut().unwrap().values_mut();
    for operation in items.flat_map(|item| item.as_object_mut().unwrap().values_mut()) {
        for parameter in operation.get_mut("parameters").and_then(Json::as_array_mut).into_iter().flatten() {
            let known = match parameter["name"].as_str() {
                Some("stream") => &streams,
                Some("unit") => &units,
                _ => continue,
            };
            parameter["schema"] = json!({ "type": "string", "enum": known });
        }
    }
    document
}

/// One seed draws the same each time. Whoever listens is answered without an end: that route is left to the tests of every run.
fn schemathesis(server: &Server, laptop: &Laptop, described: &Path, told: &Path) -> Command {
    let seeds = seeds(EXAMPLES);
    let (seed, examples) = (seeds.start.to_string(), seeds.count().to_string());
    let program = std::env::var_os(PROGRAM).map(PathBuf::from);
    let program =
        program.unwrap_or_else(|| panic!("{PROGRAM} says where schemathesis is: `cargo xtask campaign` sets it"));
    let mut command = Command::new(program);
    command.current_dir(described.parent().unwrap()).arg("run").arg(described).args(["--url", &server.url("")]);
    command.args(["--header", &format!("Authorization: Bearer {}", laptop.access), "--exclude-path", "/v1/events"]);
    command.args(["--seed", &seed, "--max-examples", &examples, "--phases", "coverage,fuzzing", "--checks", CHECKS]);
    command.args(["--suppress-health-check", "all", "--no-color", "--output-sanitize", "false"]);
    command.args(["--report", "har", "--report-har-path"]).arg(told);
    command
}

/// What nobody tells somebody of another section; the ids of units are known to all.
fn secrets(laptop: &Laptop, unit: &Unit) -> Vec<String> {
    let streams = unit.streams.values().map(ToString::to_string);
    let people = [laptop.device.id.to_string(), laptop.device.holder.to_string()];
    let facts = laptop.cache.0.keys().map(|(_, subject)| subject.to_string()).filter(|id| *id != unit.id.to_string());
    streams.chain(people).chain(facts).collect()
}

/// How many requests were written down, and how many of them were given something.
fn nothing_of(secrets: &[String], theirs: &Unit, told: &Path) -> (usize, usize) {
    let told: Json = serde_json::from_slice(&std::fs::read(told).unwrap()).unwrap();
    let entries = told["log"]["entries"].as_array().unwrap();
    let mut given = 0;
    for entry in entries {
        let (asked, answer) = (entry["request"].to_string(), &entry["response"]);
        let status = answer["status"].as_u64().unwrap();
        assert!(status < 500, "{asked}: {status}");
        let said = answer.to_string();
        for secret in secrets.iter().filter(|secret| !asked.contains(*secret)) {
            assert!(!said.contains(secret), "{asked}: {said}");
        }
        let at = entry["request"]["url"].as_str().unwrap();
        let of_theirs = theirs.streams.values().any(|stream| at.contains(&stream.to_string()));
        assert!(!of_theirs || status >= 400, "{asked}: {said}");
        given += usize::from(status < 300);
    }
    (entries.len(), given)
}
