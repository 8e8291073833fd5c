//! `admin init`.

use serde_json::json;

use super::Failed;
use super::answer::Answer;
use super::office::Desk;
use crate::data;
use crate::settings::Settings;

/// Makes the data folder and tells how the authority is known.
pub async fn run(settings: &Settings) -> Result<Answer, Failed> {
    data::make(settings)?;
    let desk = Desk::open(settings).await?;
    desk.during(async |desk| {
        let (data, ledger, authority) = (&settings.data, settings.ledger(), desk.app.authority.verifier());
        let lines = [
            format!("data folder  {}", data.display()),
            format!("ledger       {}", ledger.display()),
            format!("authority    {authority}"),
            "Copy master.key and authority.key to a safe place: no backup holds them.".to_owned(),
        ];
        let document = json!({ "data": data, "ledger": ledger, "authority": authority });
        Ok(Answer::new(document, lines.join("\n")))
    })
    .await
}
