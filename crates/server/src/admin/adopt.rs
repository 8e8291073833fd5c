//! `admin adopt`.

use clap::{ArgGroup, Args};
use coopol_domain::id::{StreamId, UnitId};
use coopol_domain::time::Instant;
use jiff::Timestamp;
use serde_json::json;

use super::Failed;
use super::answer::Answer;
use super::office::Desk;
use crate::authority::{Awaited, NotAdopted, Prepared};
use crate::settings::Settings;

/// A section that began without a server: one that is to be taken in, or those that are waited for.
#[derive(Debug, Args)]
#[command(group(ArgGroup::new("what").required(true).args(["name", "list", "forget"])))]
pub struct Adopt {
    /// How the section is called, for whoever reads the log.
    #[arg(requires = "under")]
    name: Option<String>,
    /// The unit that takes it in.
    #[arg(long, value_name = "PARENT", requires = "name")]
    under: Option<UnitId>,
    /// Lists the codes that no section has used yet: an id, until when it counts, how many bytes were handed over, and by whom.
    #[arg(long)]
    list: bool,
    /// Takes such a code back, by the id that --list tells, and deletes what was handed over. The section can
    /// come by another one.
    #[arg(long, value_name = "ID")]
    forget: Option<StreamId>,
}

impl Adopt {
    /// The code, or what is waited for.
    pub(super) async fn run(self, settings: &Settings) -> Result<Answer, Failed> {
        Desk::open(settings)
            .await?
            .during(async |desk| match self {
                Self { name: Some(name), under: Some(under), .. } => {
                    desk.office(under).await?;
                    let code = desk.app.prepare_adoption(under, name).await?.to_string();
                    Ok(Answer::new(json!({ "code": code }), code))
                }
                Self { forget: Some(id), .. } => {
                    desk.app.forget_adoption(id).await.map_err(|error| not_forgotten(id, error))?;
                    Ok(Answer::new(json!({ "forgotten": id }), "forgotten"))
                }
                _ => list(desk).await,
            })
            .await
    }
}

async fn list(desk: &Desk) -> Result<Answer, Failed> {
    let all = desk.app.awaited_adoptions().await.map_err(Failed::Adoption)?;
    let row = |Awaited { id, prepared, bytes }: &Awaited| {
        let Prepared { parent, name, until, .. } = prepared;
        json!({ "id": id, "name": name, "under": parent, "until": until, "bytes": bytes })
    };
    let line = |Awaited { id, prepared, bytes }: &Awaited| {
        format!("{id}  {}  {bytes:>12}  {}", day(prepared.until), prepared.name)
    };
    Ok(Answer::list(&all, row, line))
}

fn not_forgotten(id: StreamId, error: NotAdopted) -> Failed {
    match error {
        NotAdopted::NoAdoption => Failed::NoAdoption { id },
        error => Failed::Adoption(error),
    }
}

/// The day and minute, in UTC.
fn day(at: Instant) -> String {
    let at = Timestamp::from_millisecond(i64::try_from(at.0).unwrap_or(i64::MAX)).unwrap_or(Timestamp::MAX);
    at.strftime("%Y-%m-%d %H:%MZ").to_string()
}
