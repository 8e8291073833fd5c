//! `admin rotate-key`: another master key for all that is stored (J7.1).

use std::io::{self, Write};

use coopol_store::rewrap::Step;

use super::Failed;
use crate::data::rotate;
use crate::settings::Settings;

pub async fn run(settings: &Settings, out: &mut impl Write) -> Result<(), Failed> {
    let mut unsaid = Ok(());
    let mut told = io::stderr();
    let mut watch = |step: Step| {
        let said = match step {
            Step::Fenced => writeln!(told, "the old master key opens nothing any more"),
            Step::Settings => writeln!(told, "settings"),
            Step::Stream(stream) => writeln!(told, "stream {stream}"),
        };
        if unsaid.is_ok() {
            unsaid = said;
        }
    };
    let keys = rotate(settings, &mut watch).await?;
    unsaid?;
    writeln!(out, "{keys} keys and settings are under a new master key; the old one is deleted here")?;
    writeln!(
        out,
        "Copy master.key to a safe place, and make a backup now: an older one opens with the old key alone. Destroy your copies of that once \
no such backup is left."
    )?;
    Ok(())
}
