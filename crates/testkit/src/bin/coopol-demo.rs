//! `coopol-demo`: fills the data folder of a server with the demonstration federation, and invites a fresh laptop of the
//! secretary of Versailles. Run again on the same folder, it only invites.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};
use coopol_domain::enrolment::{Invitation, Link};
use coopol_domain::time::Instant;
use coopol_server::authority::Authority;
use coopol_server::clock::{Clock, SystemClock};
use coopol_server::data::{self, NotOpened};
use coopol_server::keys::{KeyError, Keys};
use coopol_server::settings::Settings;
use coopol_store::{Store, StoreError, SystemChance};
use coopol_store_sqlite::Sqlite;
use coopol_testkit::demo::{self, Federation, FillError, Filled, Hand, calendar};
use serde_json::{Value, json};

#[derive(Parser)]
#[command(version, about)]
struct Program {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Fills a data folder, which is made if it isn't there, and prints as JSON what it holds and the invitation.
    Fill(Fill),
}

#[derive(Args)]
struct Fill {
    /// The folder of the server's database and keys. The server mustn't run meanwhile.
    #[arg(long)]
    data: PathBuf,
    /// Another seed makes other people.
    #[arg(long, default_value_t = 78)]
    seed: u64,
    /// The server as laptops reach it, to print a link as well.
    #[arg(long, value_name = "HOST[:PORT]")]
    server: Option<String>,
}

#[derive(Debug, thiserror::Error)]
enum Failed {
    #[error(transparent)]
    Data(#[from] NotOpened),
    #[error(transparent)]
    Key(#[from] KeyError),
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Fill(#[from] FillError),
    #[error("the output can't be written: {0}")]
    Output(#[from] std::io::Error),
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let Command::Fill(fill) = Program::parse().command;
    match fill.run().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(failed) => {
            // Without standard error there is nowhere left to say it.
            drop(writeln!(std::io::stderr(), "coopol-demo: {failed}"));
            ExitCode::FAILURE
        }
    }
}

impl Fill {
    async fn run(self) -> Result<(), Failed> {
        let settings = Settings { data: self.data.clone(), ..Settings::default() };
        data::make(&settings)?;
        let (store, keys) = open(&self.data).await?;
        let hand = || Hand::new(Authority::new(keys.authority.clone()).id(), keys.authority.clone());
        let started = SystemClock.now();
        let mut told = json!({ "filled": false });
        let mut invitation = demo::invite(&store, hand(), &SystemChance, started).await?;
        if invitation.is_none() {
            let federation = Federation::new(self.seed, calendar::day(started));
            let filled = demo::fill(&store, hand(), &federation, &SystemChance).await?;
            told = report(&federation, filled, started);
            invitation = demo::invite(&store, hand(), &SystemChance, SystemClock.now()).await?;
        }
        let invitation = invitation.expect("a store that was filled says whom to invite");
        self.invite(&mut told, invitation);
        Ok(writeln!(std::io::stdout(), "{told:#}")?)
    }

    fn invite(self, told: &mut Value, invitation: Invitation) {
        told["invitation"] = json!(invitation.to_string());
        if let Some(server) = self.server {
            told["link"] = json!(Link { server, invitation }.to_string());
        }
    }
}

async fn open(folder: &Path) -> Result<(Store<Sqlite>, Keys), Failed> {
    let keys = Keys::read(folder)?;
    let database = Sqlite::open(&folder.join(data::DATABASE)).await?;
    Ok((Store::open(database, &keys.master, SystemChance).await?, keys))
}

fn report(federation: &Federation, filled: Filled, started: Instant) -> Value {
    let counts = federation.counts();
    json!({
        "filled": true,
        "section": federation.shown().name,
        "today": federation.today.to_string(),
        "units": counts.units,
        "mandates": counts.mandates,
        "people": counts.people,
        "dues": counts.dues,
        "events": counts.events,
        "documents": counts.documents,
        "changes": counts.changes,
        "pushes": counts.pushes,
        "entries": filled.entries,
        "snapshots": filled.snapshots,
        "milliseconds": SystemClock.now().since(started),
    })
}
