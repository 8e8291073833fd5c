//! `admin invitation`.

use clap::Subcommand;
use coopol_domain::access::Office;
use coopol_domain::enrolment::Link;
use coopol_domain::id::UnitId;
use serde_json::json;

use super::Failed;
use super::answer::Answer;
use super::office::Desk;
use crate::settings::Settings;

/// What can be done with invitations.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Invites one laptop of somebody who holds an office, and prints the code to hand over. It is kept nowhere.
    Create {
        /// How the holder is called, as in the mandate.
        #[arg(long)]
        holder_name: String,
        /// In which unit.
        #[arg(long)]
        unit: UnitId,
        /// As what.
        #[arg(long)]
        office: Office,
        /// The server as laptops reach it, to print a link as well.
        #[arg(long, value_name = "HOST[:PORT]", value_parser = host)]
        server: Option<String>,
    },
}

pub async fn run(command: Command, settings: &Settings) -> Result<Answer, Failed> {
    let Command::Create { holder_name, unit, office, server } = command;
    let desk = Desk::open(settings).await?;
    desk.during(async |desk| {
        let facts = desk.office(unit).await?;
        let now = desk.app.clock.now();
        let held = facts.mandates().find(|mandate| {
            mandate.office == office
                && mandate.holder_name == holder_name
                && mandate.until.is_none_or(|until| now < until)
        });
        let missing = || Failed::NoHolder { name: holder_name.clone(), office: office.to_string() };
        let held = held.ok_or_else(missing)?;
        if held.suspended(now).is_some() {
            return Err(Failed::HolderSuspended { name: holder_name.clone() });
        }
        let holder = held.holder;
        let invitation = desk.app.invite(&facts.unit, holder, holder_name).await?;
        let (code, device) = (invitation.to_string(), invitation.device);
        let link = server.map(|server| Link { server, invitation }.to_string());
        let document = json!({ "code": code, "link": link, "device": device });
        let lines: Vec<String> = std::iter::once(code).chain(link).collect();
        Ok(Answer::new(document, lines.join("\n")))
    })
    .await
}

/// A host as it stands in a link, which is always reached by HTTPS.
fn host(given: &str) -> Result<String, String> {
    let host = given.strip_prefix("https://").unwrap_or(given).trim_end_matches('/');
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | ':' | '[' | ']');
    if host.is_empty() || !host.chars().all(plain) {
        return Err("a host is wanted, and a port if it isn't 443: coopol.example:8443".to_owned());
    }
    Ok(host.to_owned())
}
