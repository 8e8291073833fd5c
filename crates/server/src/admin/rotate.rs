//! `admin rotate-key`: another master key for all that is stored (J7.1).

use std::io::Write;

use coopol_store::rewrap::Step;
use serde_json::json;

use super::Failed;
use super::answer::Answer;
use crate::data::rotate;
use crate::settings::Settings;

pub async fn run(settings: &Settings, progress: &mut (dyn Write + Send)) -> Result<Answer, Failed> {
    let mut unsaid = Ok(());
    let mut watch = |step: Step| {
        let said = match step {
            Step::Fenced => writeln!(progress, "the old master key opens nothing any more"),
            Step::Settings => writeln!(progress, "settings"),
            Step::Stream(stream) => writeln!(progress, "stream {stream}"),
        };
        if unsaid.is_ok() {
            unsaid = said;
        }
    };
    let keys = rotate(settings, &mut watch).await?;
    unsaid?;
    let told = format!(
        "{keys} keys and settings are under a new master key; the old one is deleted here\n\
         Copy master.key to a safe place, and make a backup now: an older one opens with the old key alone. Destroy your copies of that once \
         no such backup is left."
    );
    Ok(Answer::new(json!({ "keys": keys }), told))
}
