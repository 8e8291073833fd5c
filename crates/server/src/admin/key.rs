//! `admin key`.

use clap::Subcommand;
use coopol_domain::seal::Hash;
use coopol_domain::seal::moved::is_address;
use coopol_store::SystemChance;
use serde_json::json;

use super::Failed;
use super::answer::Answer;
use super::office::Desk;
use crate::keys;
use crate::settings::Settings;

/// What can be done with the key that the server signs with.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Goes over to a new key, with nobody beside: the old one signs in every stream that the new one follows, and is
    /// deleted. Laptops follow by themselves, however long they were away.
    Change {
        /// Where laptops reach the server from now on, when it moves too. Keep the old address working until all have come.
        #[arg(long, value_name = "ADDRESS", value_parser = address)]
        address: Option<String>,
    },
}

pub async fn run(command: Command, settings: &Settings) -> Result<Answer, Failed> {
    let Command::Change { address } = command;
    let desk = Desk::open_alone(settings).await?;
    desk.during(async |desk| {
        let next = keys::next(&settings.data, &SystemChance)?;
        let streams = desk.app.change_key(next.clone(), address.as_deref()).await?;
        keys::follow(&settings.data, Some(next.verifying_key()))?;
        let key = Hash::of(next.verifying_key().as_bytes()).to_string();
        let document = json!({ "streams": streams, "key": key });
        Ok(Answer::new(document, format!("{streams} streams go on under the key {key}\n{COPY}")))
    })
    .await
}

/// What is to be done once the server signs with another key.
pub(super) const COPY: &str =
    "Copy authority.key to a safe place, and make a backup now: an older one is of no use with the new key.";

pub(super) fn address(given: &str) -> Result<String, String> {
    let told = given.trim_end_matches('/');
    if is_address(told) { Ok(told.to_owned()) } else { Err("an address is wanted: coopol.example".to_owned()) }
}
