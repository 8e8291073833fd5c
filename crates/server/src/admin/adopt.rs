//! `admin adopt`.

use std::io::Write;

use clap::Args;
use coopol_domain::id::UnitId;

use super::Failed;
use super::office::Desk;
use crate::data::NotOpened;
use crate::settings::Settings;

/// Prepares the adoption of a section that began without a server, and prints the code to hand to its officer. It is kept
/// nowhere, serves once, and for 14 days.
#[derive(Debug, Args)]
pub struct Adopt {
    /// How the section is called, for whoever reads the log.
    name: String,
    /// The unit that takes it in.
    #[arg(long, value_name = "PARENT")]
    under: UnitId,
}

impl Adopt {
    /// Prints the code.
    pub async fn run(self, settings: &Settings, out: &mut impl Write) -> Result<(), Failed> {
        Desk::open(settings)
            .await?
            .during(async |desk| {
                desk.office(self.under).await?;
                let code = desk.app.prepare_adoption(self.under, self.name).await.map_err(NotOpened::from)?;
                writeln!(out, "{code}")?;
                Ok(())
            })
            .await
    }
}
