//! The log: structured lines, and nobody in them. Names, words, contents, codes and tokens pass through the server while
//! everything is logged that it can log.

use std::io::Write;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use coopol_domain::access::Office;
use coopol_domain::journal::Compartment;
use serde_json::{Value as Json, json};
use tracing_subscriber::EnvFilter;

use crate::kit::{Laptop, Party, Server};

/// What is logged by the server and what it stands on; the tests' own client is left out.
const EVERYTHING: &str = "off,coopol_server=trace,coopol_store=trace,coopol_store_sqlite=trace,coopol_domain=trace,\
    sqlx=trace,tower_http=trace,object_store=trace,lettre=trace";

/// A process has one log, so all tests of this one write to it: what somebody looks for is only in their own.
static LOG: LazyLock<Lines> = LazyLock::new(|| {
    let lines = Lines::default();
    let writer = lines.clone();
    let subscriber = tracing_subscriber::fmt().json().with_env_filter(EnvFilter::new(EVERYTHING));
    tracing::subscriber::set_global_default(subscriber.with_writer(move || writer.clone()).finish()).unwrap();
    lines
});

/// The log from now on.
pub fn kept() -> Lines {
    LOG.clone()
}

#[derive(Clone, Default)]
pub struct Lines(Arc<Mutex<Vec<u8>>>);

impl Lines {
    /// Its lines so far.
    pub fn logged(&self) -> Vec<Json> {
        self.text().lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }

    /// Nothing of this is in it, whatever the case.
    pub fn names_none_of(&self, markers: &[&str]) {
        let text = self.text().to_lowercase();
        for marker in markers {
            let found = text.find(&marker.to_lowercase());
            let found = found.map(|at| text.get(at.saturating_sub(300)..at + 60).unwrap_or("…"));
            assert_eq!(found, None, "{marker} is in the log");
        }
    }

    pub fn text(&self) -> String {
        String::from_utf8(self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()).unwrap()
    }
}

impl Write for Lines {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[tokio::test]
async fn nobody_is_named_in_the_log() {
    let lines = kept();
    let folder = tempfile::tempdir().unwrap();
    let sqlite = coopol_store_sqlite::Sqlite::open(&folder.path().join("server.db")).await.unwrap();
    let server = Server::with(sqlite, crate::kit::limits()).await;
    let party = Party::found(&server).await;
    let (mut laptop, holder, _) = party.officer_until(&server, &party.versailles, Office::Secretary, None).await;
    let code = server.app.invite(&party.versailles, holder, "Marqueholder".to_owned()).await.unwrap().to_string();
    laptop.record(&server, "Marquenom");
    laptop.sync().await;
    let roster = laptop.stream(Compartment::Roster);
    let (token, device) = (laptop.access.clone(), laptop.device.id.to_string());
    let history = format!("/v1/streams/{roster}/history");
    assert_eq!(laptop.get(&history).send().await.unwrap().status(), 200);
    assert_eq!(laptop.get(&format!("{history}?after=marquequery")).send().await.unwrap().status(), 400);
    assert_eq!(laptop.get("/marquechemin").header("x-request-id", "marqueid").send().await.unwrap().status(), 404);
    let refresh = laptop.refresh.clone();
    assert_eq!(laptop.renew(&refresh).await.status(), 200);
    assert_eq!(laptop.renew(&refresh).await.status(), 401, "reuse, which is worth a warning");
    let body = json!({ "device": "marquecorps", "user": "marquecorps" });
    let malformed = server.http.post(server.url("/v1/challenges")).header("user-agent", "marqueagent").json(&body);
    assert_eq!(malformed.send().await.unwrap().status(), 400);
    drop(Laptop::enrol(&server, &code).await);
    let address =
        coopol_domain::feed::Address::new(laptop.stream(Compartment::Agenda), *b"marquesecret, of 32 bytes in all");
    assert_eq!(server.http.get(address.at(&server.url("")).as_str()).send().await.unwrap().status(), 404);
    let address = address.text();

    let logged = lines.logged();
    let said = |word: &str| logged.iter().filter(|line| line["fields"]["message"] == word).count();
    assert!(said("request") >= 8, "{}", lines.text());
    assert!(said("a refresh token was used twice: its sign-in is over") >= 1);
    let request = logged.iter().find(|line| line["fields"]["route"] == "/v1/streams/{stream}/history").unwrap();
    let mut known: Vec<&str> = request["fields"].as_object().unwrap().keys().map(String::as_str).collect();
    known.sort_unstable();
    assert_eq!(known, ["id", "message", "method", "ms", "route", "status"]);
    let compact = code.replace('-', "");
    let (roster, holder) = (roster.to_string(), holder.to_string());
    lines.names_none_of(&["marque", &token, &refresh, &compact, &device, &roster, &holder, &address[..40]]);
}
