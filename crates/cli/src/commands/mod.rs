//! The commands, one file each. Each answers the text that is printed.

mod agenda;
mod archive;
mod arrivals;
mod attendance;
mod audience;
mod begin;
mod codes;
mod delegation;
mod desk;
mod devices;
mod dossier;
mod dues;
mod enrol;
mod erasure;
mod export;
mod handover;
mod history;
mod join;
mod mandate;
mod memory;
mod proposals;
mod recovery;
mod remind;
mod request;
mod roster;
mod season;
mod status;
mod sync;
mod taking_over;
mod undo;
mod unit;
mod verify;

pub use self::mandate::unit;
use crate::arguments::{Arguments, Command};
use crate::failure::Failure;

pub async fn run(arguments: Arguments) -> Result<String, Failure> {
    match &arguments.command {
        Command::Begin(begin) => begin::run(&arguments, begin).await,
        Command::Join(join) => join::run(&arguments, join).await,
        Command::Enrol(enrol) => enrol::run(&arguments, enrol).await,
        Command::Sync => sync::run(&arguments).await,
        Command::Status => status::run(&arguments).await,
        Command::Roster(roster) => roster::run(&arguments, roster).await,
        Command::Dues(wanted) => dues::run(&arguments, wanted).await,
        Command::Erasure(wanted) => erasure::run(&arguments, wanted).await,
        Command::Agenda(agenda) => agenda::run(&arguments, agenda).await,
        Command::Delegation(wanted) => delegation::run(&arguments, wanted).await,
        Command::Archive(archive) => archive::run(&arguments, archive).await,
        Command::Fact(wanted) => memory::fact(&arguments, wanted).await,
        Command::Message(wanted) => desk::message(&arguments, wanted).await,
        Command::Promise(wanted) => memory::promise(&arguments, wanted).await,
        Command::Export { ask: true, .. } => export::ask(&arguments).await,
        Command::Export { folder, .. } => export::run(&arguments, folder).await,
        Command::History(history) => history::run(&arguments, history).await,
        Command::Undo(undo) => undo::run(&arguments, undo).await,
        Command::Proposals(wanted) => proposals::run(&arguments, wanted).await,
        Command::Mandate(wanted) => mandate::run(&arguments, wanted).await,
        Command::Unit(wanted) => unit::run(&arguments, wanted).await,
        Command::Audience { unit } => audience::run(&arguments, unit.as_deref()).await,
        Command::Handover(wanted) => handover::run(&arguments, wanted).await,
        Command::Arrivals(wanted) => arrivals::run(&arguments, wanted).await,
        Command::Verify => verify::run(&arguments).await,
        Command::Devices(devices) => devices::run(&arguments, devices).await,
        Command::Codes(codes) => codes::run(&arguments, codes).await,
        Command::Recovery { file } => recovery::run(&arguments, file).await,
    }
}

/// How a file is called.
fn named(path: &std::path::Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

/// Sixteen bytes, as `roster list` and `history` write them.
fn identifier(text: &str) -> Result<[u8; 16], Failure> {
    let id: Result<coopol_domain::id::SubjectId, _> = text.parse();
    id.map(|id| *id.as_bytes()).map_err(|_| Failure::BadId(text.to_owned()))
}
