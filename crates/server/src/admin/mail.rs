//! `admin mail`: whether the mail server takes mail from here.

use clap::Subcommand;
use coopol_store::{Chance as _, SystemChance};
use serde_json::json;

use super::Failed;
use super::answer::Answer;
use crate::clock::{Clock as _, SystemClock};
use crate::mail::{HandedOver, Letter, Post};
use crate::settings::Settings;

/// What can be done.
#[derive(Debug, Clone, Subcommand)]
pub enum Command {
    /// Sends one mail, as mailings are sent, and tells what the mail server said.
    Test {
        /// Where to.
        address: String,
    },
}

/// Carries it out, beside whoever serves: nothing of it is kept.
///
/// # Errors
/// [`Failed`].
pub async fn run(command: Command, settings: &Settings) -> Result<Answer, Failed> {
    let Command::Test { address } = command;
    let mail = settings.mail.as_ref().ok_or(Failed::NoMail)?;
    let post = Post::open(mail)?;
    post.reached().await?;
    let mut id = [0; 16];
    SystemChance.fill(&mut id);
    let id = format!("{:032x}", u128::from_be_bytes(id));
    let letter = Letter {
        to: &address,
        from: "Coopol",
        reply_to: None,
        subject: "Essai d’envoi",
        body: "Ce message vient de votre serveur Coopol : l’envoi de messages fonctionne.\n\nThis message comes from your Coopol server: sending mail works.\n",
        id: &id,
        at: SystemClock.now(),
    };
    match post.hand_over(&letter).await {
        HandedOver::Taken => {
            let (host, port) = (&mail.host, mail.port());
            let document = json!({ "host": host, "port": port, "to": address });
            Ok(Answer::new(document, format!("{host}:{port} took a mail to {address}")))
        }
        HandedOver::Refused(None) => Err(Failed::MailRefused { why: format!("`{address}` isn't an address") }),
        HandedOver::Refused(Some(code)) => Err(Failed::MailRefused { why: format!("it said {code}, for good") }),
        HandedOver::Later(code) => Err(Failed::MailRefused { why: format!("it said {code}, for now") }),
        HandedOver::Unknown { said, .. } => Err(Failed::MailRefused { why: said }),
    }
}
