//! `admin init`.

use std::io::Write;

use super::Failed;
use super::office::Desk;
use crate::data;
use crate::settings::Settings;

/// Makes the data folder and tells how the authority is known.
pub async fn run(settings: &Settings, out: &mut impl Write) -> Result<(), Failed> {
    data::make(settings)?;
    let desk = Desk::open(settings).await?;
    desk.during(async |desk| {
        writeln!(out, "data folder  {}", settings.data.display())?;
        writeln!(out, "ledger       {}", settings.ledger().display())?;
        writeln!(out, "authority    {}", desk.app.authority.verifier())?;
        writeln!(out, "Copy master.key and authority.key to a safe place: no backup holds them.")?;
        Ok(())
    })
    .await
}
