//! How many durable pushes a second the server takes, what an edit costs it, and how much memory it holds: the real
//! program as a process of its own, over SQLite, from as many laptops as there are connections.
//!
//! `cargo build --release -p coopol-server && cargo run --release -p coopol-server --example load [connections] [pushes]`

use std::error::Error;
use std::io::Write as _;
use std::path::Path;
use std::process::{Child, Command};
use std::sync::Arc;

use coopol_domain::access::Office;
use coopol_domain::authority::Chain;
use coopol_domain::codec::Value;
use coopol_domain::enrolment::Invitation;
use coopol_domain::id::{ChangeId, MandateId, StreamId, SubjectId};
use coopol_domain::journal::{Compartment, Edit, Header, Payload, Push, Seen, SubjectKey};
use coopol_domain::kinds::{UnitKind, proof_of_invitation};
use coopol_domain::seal::Hash;
use coopol_domain::time::Hlc;
use coopol_domain::wire::{Opaque, PushOutcome, Sent, Submission, SyncRequest, SyncResponse};
use coopol_server::authority::{Founding, Installed};
use coopol_server::data::{self, Opened};
use coopol_server::settings::Settings;
use coopol_store::{Chance as _, SystemChance};
use ed25519_dalek::SigningKey;
use tokio::time::Instant;

type Failure = Box<dyn Error + Send + Sync>;

const ADDRESS: &str = "127.0.0.1:18420";

/// A laptop reduced to what pushes.
struct Pen {
    invitation: Invitation,
    mandate: MandateId,
    roster: StreamId,
    key: SigningKey,
    token: String,
    chain: Chain,
}

fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    SystemChance.fill(&mut bytes);
    bytes
}

#[tokio::main]
async fn main() -> Result<(), Failure> {
    let mut arguments = std::env::args().skip(1).filter_map(|argument| argument.parse::<usize>().ok());
    let (connections, pushes) = (arguments.next().unwrap_or(64), arguments.next().unwrap_or(100));
    drop(rustls::crypto::aws_lc_rs::default_provider().install_default());
    let (folder, mut out) = (tempfile::tempdir()?, std::io::stdout());
    let pens = prepare(folder.path(), connections).await?;
    let mut server = start(folder.path()).await?;
    let pid = server.id();
    writeln!(out, "idle, before any request: {} kB", memory(pid)?)?;
    let http = reqwest::Client::new();
    let mut enrolled = Vec::new();
    for pen in pens {
        enrolled.push(enrol(&http, pen).await?);
    }
    let (began, cpu) = (Instant::now(), processor(pid)?);
    let tasks: Vec<_> = enrolled.into_iter().map(|pen| tokio::spawn(write(pen, pushes))).collect();
    for task in tasks {
        task.await??;
    }
    let (took, total) = (began.elapsed().as_secs_f64(), f64::from(u32::try_from(connections * pushes)?));
    let spent = processor(pid)? - cpu;
    writeln!(out, "{connections} connections, {total} pushes in {took:.2} s: {:.0} pushes/s", total / took)?;
    writeln!(out, "server: {:.3} ms of processor per push, {} kB", spent * 1000.0 / total, memory(pid)?)?;
    server.kill()?;
    server.wait()?;
    Ok(())
}

async fn prepare(folder: &Path, connections: usize) -> Result<Vec<Pen>, Failure> {
    let settings = Settings { data: folder.to_owned(), ..Settings::default() };
    data::make(&settings)?;
    let Opened { app, engine, database, held: _held } = data::open(&settings).await?;
    let writer = tokio::spawn(engine.inbox.write(engine.desk));
    let mut pens = Vec::new();
    for number in 0..connections {
        let founding = Founding {
            kind: UnitKind::Section,
            name: format!("Section {number}"),
            parent: None,
            zone: "Europe/Paris".to_owned(),
        };
        let unit = app.found(founding).await?;
        let name = || "Zoé".to_owned();
        let installed =
            Installed { holder: None, holder_name: name(), office: Office::Secretary, since: None, until: None };
        let (mandate, holder) = app.install(&unit, installed).await?;
        let invitation = app.invite(&unit, holder, name()).await?;
        let roster = unit.streams[&Compartment::Roster];
        let (key, chain) = (SigningKey::from_bytes(&random()), Chain::start());
        pens.push(Pen { invitation, mandate, roster, key, token: String::new(), chain });
    }
    drop(app);
    writer.await?;
    database.close().await;
    Ok(pens)
}

async fn start(folder: &Path) -> Result<Child, Failure> {
    let config = folder.join("coopol.toml");
    std::fs::write(&config, "device_per_second = 1000000\nstranger_per_second = 1000000\nlog = \"warn\"\n")?;
    let program = std::env::current_exe()?.with_file_name("../coopol-server");
    let mut server = Command::new(program);
    server.arg("--config").arg(&config).arg("--data").arg(folder).arg("--listen").arg(ADDRESS);
    let server = server.spawn()?;
    while reqwest::get(format!("http://{ADDRESS}/readyz")).await.is_err() {
        tokio::task::yield_now().await;
    }
    Ok(server)
}

async fn enrol(http: &reqwest::Client, mut pen: Pen) -> Result<Pen, Failure> {
    let device = pen.invitation.device;
    let proof = proof_of_invitation(&pen.invitation.key(), device, &pen.key.verifying_key());
    let newcomer = serde_json::json!({
        "office": pen.invitation.office,
        "device": device,
        "key": Opaque(pen.key.verifying_key().as_bytes().to_vec()),
        "name": "Portable",
        "proof": Opaque(proof.to_vec()),
        "size": pen.invitation.size,
    });
    let answer = http.post(format!("http://{ADDRESS}/v1/enrolments")).json(&newcomer).send().await?;
    let welcome: serde_json::Value = answer.error_for_status()?.json().await?;
    welcome["tokens"]["access_token"].as_str().unwrap_or_default().clone_into(&mut pen.token);
    Ok(pen)
}

async fn write(mut pen: Pen, pushes: usize) -> Result<(), Failure> {
    let http = reqwest::Client::new();
    let url: Arc<str> = format!("http://{ADDRESS}/v1/sync").into();
    for number in 0..pushes {
        let request = SyncRequest { pushes: vec![Opaque(pen.push(number))], ..SyncRequest::default() };
        let answer = http.post(&*url).bearer_auth(&pen.token).json(&request).send().await?;
        let response: SyncResponse = answer.error_for_status()?.json().await?;
        match &response.pushes[..] {
            [push] if push.outcome == PushOutcome::Received => {}
            other => return Err(format!("{other:?}").into()),
        }
    }
    Ok(())
}

impl Pen {
    fn push(&mut self, number: usize) -> Vec<u8> {
        let edits = vec![
            Edit::set("last_name", Value::text(format!("Lefèvre {number}"))),
            Edit::set("first_name", Value::text("Zoé")),
            Edit::set("category", Value::text("member")),
        ];
        let payload = Payload::new("person_recorded", 1, edits).encode();
        let (id, key) = (ChangeId::v7(number as u64, random()), SubjectKey::from_bytes(random()));
        let header = Header {
            id,
            stream: self.roster,
            subject: SubjectId::from_bytes(random()),
            base: 0,
            made_at: Hlc(1 << 16),
            act: None,
            depends_on: Vec::new(),
            commitment: key.commit(id, &payload),
        };
        let push = Push {
            device: self.invitation.device,
            stream: self.roster,
            number: self.chain.number + 1,
            previous: self.chain.hash,
            mandate: self.mandate,
            seen: Seen { size: 0, root: Hash::of(b"") },
            changes: vec![header.hash()],
        };
        self.chain = Chain { number: push.number, hash: push.hash() };
        let changes = vec![Sent { header, payload: Some(payload), key: Some(key) }];
        Submission { signed: push.sign(&self.key), changes }.encode()
    }
}

/// Seconds of processor so far (`proc(5)`: fields 14 and 15, in hundredths).
fn processor(pid: u32) -> Result<f64, Failure> {
    let stat = std::fs::read_to_string(format!("/proc/{pid}/stat"))?;
    let fields: Vec<&str> = stat.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
    let ticks = |field: usize| fields.get(field).and_then(|ticks| ticks.parse::<f64>().ok()).unwrap_or_default();
    Ok((ticks(11) + ticks(12)) / 100.0)
}

/// Resident memory, in kB.
fn memory(pid: u32) -> Result<u64, Failure> {
    let status = std::fs::read_to_string(format!("/proc/{pid}/status"))?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap_or_default();
    Ok(line.split_whitespace().next().unwrap_or_default().parse()?)
}
