//! Figures for whoever runs the server, on a listener of their own: counts and durations by route, never an id.
//!
//! All are there from the start, at nothing, so that a dashboard or an alert that names one finds it
//! (`dist/grafana.json`, `dist/prometheus-rules.yml`).

use std::path::PathBuf;
use std::time::{Duration, UNIX_EPOCH};

use axum::Router;
use axum::routing::get;
use metrics::{counter, describe_counter, describe_gauge, describe_histogram, gauge, histogram};
use metrics_exporter_prometheus::{BuildError, Matcher, PrometheusBuilder, PrometheusHandle};
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

use crate::settings::{Limits, Settings};

/// Bounds of what takes time, in seconds.
const SECONDS: [f64; 13] = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0, 30.0];
/// Bounds of what is written together.
const TOGETHER: [f64; 9] = [1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 64.0, 128.0, 256.0];
/// How often what was measured is put together: whether anybody asks or not, nothing piles up.
const UPKEEP: Duration = Duration::from_secs(5);
/// The file of the data folder whose time is that of the last backup.
pub const BACKED_UP: &str = "last-backup";

/// Why somebody was told to come again.
#[derive(Debug, Clone, Copy)]
pub enum Refused {
    /// As many requests as are answered at once.
    Requests,
    /// As many pushes as may wait for the writer.
    Writer,
    /// As many connections as one address may have.
    Address,
}

impl Refused {
    /// Counts one.
    pub fn count(self) {
        counter!("coopol_refused", "why" => self.word()).increment(1);
    }

    const fn word(self) -> &'static str {
        match self {
            Self::Requests => "requests",
            Self::Writer => "writer",
            Self::Address => "address",
        }
    }
}

/// Counts one more for as long as it lives.
#[derive(Debug)]
pub struct Present(&'static str);

impl Present {
    /// Of what.
    pub fn of(name: &'static str) -> Self {
        gauge!(name).increment(1);
        Self(name)
    }
}

impl Drop for Present {
    fn drop(&mut self) {
        gauge!(self.0).decrement(1);
    }
}

/// Live connections.
pub const LISTENING: &str = "coopol_listening";
/// Connections.
pub const CONNECTIONS: &str = "coopol_connections";
/// Mails that wait to be handed over.
pub const MAILS_WAITING: &str = "coopol_mails_waiting";
/// Requests that are being answered.
pub const ANSWERING: &str = "coopol_answering";

/// Starts to count.
///
/// # Errors
/// When this process counts already.
pub fn install() -> Result<PrometheusHandle, BuildError> {
    let builder = PrometheusBuilder::new();
    let builder = builder.set_buckets_for_metric(Matcher::Suffix("_seconds".to_owned()), &SECONDS)?;
    let builder = builder.set_buckets_for_metric(Matcher::Full("coopol_group_pushes".to_owned()), &TOGETHER)?;
    let handle = builder.install_recorder()?;
    describe();
    Ok(handle)
}

fn describe() {
    describe_counter!("coopol_requests", "requests, by route and status");
    describe_histogram!(
        "coopol_request_seconds",
        "how long an answer took, by route; a live connection's is its first line"
    );
    describe_counter!("coopol_refused", "those who were told to come again, by what there was too much of");
    describe_gauge!(CONNECTIONS, "connections");
    describe_gauge!(LISTENING, "laptops that are told at once of what is new");
    describe_gauge!(ANSWERING, "requests that are being answered");
    describe_gauge!("coopol_waiting", "requests whose pushes wait for the writer");
    describe_histogram!(
        "coopol_commit_seconds",
        "how long it took to judge a group of pushes and to have it on the disk"
    );
    describe_histogram!("coopol_group_pushes", "pushes that were written together");
    describe_counter!("coopol_commit_failures", "groups of pushes that couldn't be written");
    describe_counter!("coopol_mails", "mails of mailings, by what came of handing them over");
    describe_gauge!(MAILS_WAITING, "mails that wait to be handed over, or to be tried again");
    describe_gauge!("coopol_limit", "as many as there may be at once");
    describe_gauge!(
        "coopol_last_backup_timestamp_seconds",
        "when the last backup was whole, since 1970; 0 when none is known"
    );
    describe_gauge!("process_resident_memory_bytes", "memory");
    describe_gauge!("process_cpu_seconds_total", "processor so far");
    for name in [CONNECTIONS, LISTENING, ANSWERING, MAILS_WAITING, "coopol_waiting"] {
        gauge!(name).increment(0);
    }
    for why in [Refused::Requests, Refused::Writer, Refused::Address] {
        counter!("coopol_refused", "why" => why.word()).increment(0);
    }
    for standing in ["sent", "refused", "unknown", "waits"] {
        counter!("coopol_mails", "standing" => standing).increment(0);
    }
    counter!("coopol_commit_failures").increment(0);
    drop((histogram!("coopol_commit_seconds"), histogram!("coopol_group_pushes")));
}

/// Serves `/metrics` until `stop`.
pub async fn serve(listener: TcpListener, figures: PrometheusHandle, settings: Settings, stop: CancellationToken) {
    let limits = Limits::from(&settings);
    gauge!("coopol_limit", "of" => "connections").set(number(limits.connections));
    gauge!("coopol_limit", "of" => "requests").set(number(limits.in_flight));
    let (upkeep, stopped) = (figures.clone(), stop.clone());
    tokio::spawn(async move { keep(|| upkeep.run_upkeep(), &stopped).await });
    let backed_up = settings.data.join(BACKED_UP);
    let told = move || {
        look(&backed_up);
        std::future::ready(figures.render())
    };
    super::accept::serve(listener, Router::new().route("/metrics", get(told)), limits, None, stop).await;
}

/// Puts together what was measured, again and again until `stop`.
async fn keep(upkeep: impl Fn(), stop: &CancellationToken) {
    while tokio::time::timeout(UPKEEP, stop.cancelled()).await.is_err() {
        upkeep();
    }
}

/// What isn't counted as it happens.
fn look(backed_up: &PathBuf) {
    let modified = std::fs::metadata(backed_up).and_then(|file| file.modified()).ok();
    let since = modified.and_then(|at| at.duration_since(UNIX_EPOCH).ok()).unwrap_or_default();
    gauge!("coopol_last_backup_timestamp_seconds").set(since.as_secs_f64());
    if let Some((bytes, seconds)) = used() {
        gauge!("process_resident_memory_bytes").set(bytes);
        gauge!("process_cpu_seconds_total").set(seconds);
    }
}

/// Memory and processor of this process (`proc(5)`: fields 14, 15 and 24; hundredths of a second, pages of 4 KiB), where the
/// system tells them there.
fn used() -> Option<(f64, f64)> {
    let told = std::fs::read_to_string("/proc/self/stat").ok()?;
    let fields: Vec<&str> = told.rsplit(')').next()?.split_whitespace().collect();
    let field = |at: usize| fields.get(at)?.parse::<f64>().ok();
    Some((field(21)? * 4096.0, (field(11)? + field(12)?) / 100.0))
}

fn number(of: usize) -> f64 {
    f64::from(u32::try_from(of).unwrap_or(u32::MAX))
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;

    /// Each answer leaves a number behind until they are put together: where nobody asks for figures they would fill the memory.
    #[tokio::test(start_paused = true)]
    async fn what_was_measured_is_put_together_though_nobody_asks() {
        let (times, stop) = (Cell::new(0), CancellationToken::new());
        let kept = keep(|| times.set(times.get() + 1), &stop);
        let minute = tokio::time::timeout(Duration::from_secs(61), kept).await;
        assert!(minute.is_err() && times.get() == 12, "{}", times.get());
        stop.cancel();
        keep(|| unreachable!("it was told to stop"), &stop).await;
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn this_process_uses_memory() {
        let (bytes, seconds) = used().expect("proc(5) is there");
        assert!(bytes > 1e6 && seconds >= 0.0, "{bytes}, {seconds}");
    }
}
