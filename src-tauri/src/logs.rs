//! What the program writes about itself. Only our own targets are let through: libraries print keys and queries at the
//! levels below, and a line of ours names codes and ids, never what a person typed or is called.

use std::path::Path;

use tracing_appender::non_blocking::WorkerGuard;
use tracing_appender::rolling::{RollingFileAppender, Rotation};
use tracing_subscriber::filter::Targets;
use tracing_subscriber::layer::SubscriberExt as _;
use tracing_subscriber::util::SubscriberInitExt as _;
use tracing_subscriber::{Layer as _, fmt};

/// Whose lines are kept, and down to which level.
const TARGETS: [(&str, tracing::Level); 2] =
    [("coopol_desktop", tracing::Level::INFO), ("coopol_core", tracing::Level::INFO)];

/// One file a day, of which a week is kept.
const DAYS: usize = 7;

/// Writes to `folder` as long as the answer lives; to the terminal alone when the folder can't be had.
pub fn start(folder: &Path) -> Option<WorkerGuard> {
    // The appender counts old files before it makes the folder for new ones, and complains.
    let made = std::fs::create_dir_all(folder);
    let file = RollingFileAppender::builder()
        .rotation(Rotation::DAILY)
        .filename_prefix("coopol")
        .filename_suffix("log")
        .max_log_files(DAYS)
        .build(folder);
    let (file, guard) = match file.map(tracing_appender::non_blocking) {
        Ok((writer, guard)) if made.is_ok() => (Some(fmt::layer().with_ansi(false).with_writer(writer)), Some(guard)),
        _ => (None, None),
    };
    let terminal = fmt::layer().with_writer(std::io::stderr);
    let targets = || Targets::new().with_targets(TARGETS);
    tracing_subscriber::registry()
        .with(file.map(|layer| layer.with_filter(targets())))
        .with(terminal.with_filter(targets()))
        .init();
    guard
}
