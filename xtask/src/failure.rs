//! Why a verb could not do what was asked.

use std::path::PathBuf;
use std::process::ExitStatus;

/// The one error of `xtask`: each ends the run, so all its reader needs is a sentence that says what to do.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    #[error("unknown verb `{given}`; there are: {known}")]
    UnknownVerb { given: String, known: String },
    #[error("unknown option `{given}`; the usage is `cargo xtask {usage}`")]
    UnknownOption { given: String, usage: &'static str },
    #[error("unknown stage `{given}`; there are: {known}")]
    UnknownStage { given: String, known: String },
    #[error("unknown part `{given}`; there are: {known}")]
    UnknownPart { given: String, known: String },
    #[error("seeded bugs that no test caught: {0}")]
    NoTeeth(usize),
    #[error("parts of the campaign that failed: {0}")]
    Campaign(String),
    #[error("start it as `cargo xtask`, which says where the check-out is")]
    NotUnderCargo,
    #[error("no folder to build into: set COOPOL_TARGET_DIR, XDG_CACHE_HOME or HOME")]
    NoTargetFolder,
    #[error("the stage `{stage}` failed: {cause}")]
    Stage { stage: &'static str, cause: Box<Self> },
    #[error("`{program}` is missing on this machine (wanted for `{command}`); `cargo xtask setup` says how to get it")]
    MissingProgram { program: &'static str, command: String },
    #[error("`{command}` could not be started: {cause}")]
    NotStarted { command: String, cause: std::io::Error },
    #[error("`{command}` ended with {status}")]
    Ended { command: String, status: ExitStatus },
    #[error("{what}: {said}")]
    Told { what: &'static str, said: String },
    #[error("rules of the repository broken: {0}")]
    BrokenRules(usize),
    #[error("{} can't be read: {cause}", path.display())]
    Unreadable { path: PathBuf, cause: std::io::Error },
    #[error("{origin} can't be understood: {cause}")]
    Malformed { origin: String, cause: String },
    #[error("not installed, as nobody agreed to it")]
    Declined,
    #[error("a run takes {needed} GB of the disk, and {free} are free under {place}")]
    NoRoom { needed: u64, free: u64, place: String },
    #[error("still missing after installing: {0}")]
    StillMissing(String),
}
