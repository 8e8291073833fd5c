//! Founds sections in a data folder, each with a secretary and an invitation: what `coopol-server admin` does, thousands of
//! times in one process. The bench fills a server with it (`bench/src/nation`).
//!
//! `fill DATA DATABASE FROM TO` founds the sections numbered from FROM to TO, that one left out, forty below each federation and
//! these below one national unit. FROM is how many stand there. A line for each section: the mandate of its secretary, and the
//! code by which their laptop comes in.

use std::error::Error;
use std::io::Write as _;

use coopol_domain::access::Office;
use coopol_domain::id::UnitId;
use coopol_domain::kinds::{Unit, UnitKind};
use coopol_server::app::App;
use coopol_server::authority::{Founding, Installed};
use coopol_server::data::{self, Database, Opened};
use coopol_server::settings::Settings;

type Failure = Box<dyn Error + Send + Sync>;

/// Sections of a federation.
const BELOW: usize = 40;

#[tokio::main]
async fn main() -> Result<(), Failure> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let [data, database, from, to] = &words[..] else { return Err("usage: fill DATA DATABASE FROM TO".into()) };
    let settings = Settings { data: data.into(), database: database.parse()?, ..Settings::default() };
    let Opened { app, engine, database, held: _held } = data::open(&settings).await?;
    let writer = tokio::spawn(engine.inbox.write(engine.desk));
    let filled = fill(&app, from.parse()?, to.parse()?).await;
    drop(app);
    writer.await?;
    database.close().await;
    filled
}

async fn fill(app: &App<Database>, from: usize, to: usize) -> Result<(), Failure> {
    let mut out = std::io::stdout();
    let standing = app.store.units().await?;
    let national = match standing.iter().find(|unit| unit.kind == UnitKind::National) {
        Some(national) => national.id,
        None => found(app, UnitKind::National, "Le parti".to_owned(), None).await?.id,
    };
    let mut federation = national;
    for number in from..to {
        if number == from || number % BELOW == 0 {
            federation = found(app, UnitKind::Federation, format!("Fédération {number}"), Some(national)).await?.id;
        }
        let section = found(app, UnitKind::Section, format!("Section {number}"), Some(federation)).await?;
        let name = || "Zoé Lefèvre".to_owned();
        let secretary =
            Installed { holder: None, holder_name: name(), office: Office::Secretary, since: None, until: None };
        let (mandate, holder) = app.install(&section, secretary).await?;
        writeln!(out, "{mandate} {}", app.invite(&section, holder, name()).await?)?;
    }
    Ok(())
}

async fn found(app: &App<Database>, kind: UnitKind, name: String, parent: Option<UnitId>) -> Result<Unit, Failure> {
    Ok(app.found(Founding { kind, name, parent, zone: "Europe/Paris".to_owned() }).await?)
}
