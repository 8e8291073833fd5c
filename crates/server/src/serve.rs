//! Serving: opens the data folder, replays the ledger, and only then listens.

use std::net::SocketAddr;
use std::time::Duration;

use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;
use tracing_subscriber::EnvFilter;

use crate::data::{NotOpened, Opened, open, serve_alone};
use crate::http::tls::{Certificate, NoCertificate};
use crate::http::{accept, layers, metrics};
use crate::settings::{Limits, Settings};
use crate::{routes, timers};

/// How long the timers may take to end.
const FAREWELL: Duration = Duration::from_secs(5);

/// A server that can't start.
#[derive(Debug, thiserror::Error)]
pub enum NotServing {
    /// The data folder can't be opened.
    #[error(transparent)]
    Data(#[from] NotOpened),
    /// Nothing can be listened on there.
    #[error("can't listen on {address}: {source}")]
    Listen {
        /// Where.
        address: SocketAddr,
        /// Why.
        source: std::io::Error,
    },
    /// The certificate can't be used.
    #[error(transparent)]
    Certificate(#[from] NoCertificate),
    /// TLS isn't spoken by this build.
    #[error("TLS: {0}")]
    Tls(#[source] std::io::Error),
    /// Figures are counted already.
    #[error("figures: {0}")]
    Figures(#[from] metrics_exporter_prometheus::BuildError),
    /// The system gives no signals.
    #[error("signals: {0}")]
    Signals(#[source] std::io::Error),
}

/// Serves until the system asks it to stop.
///
/// # Errors
/// [`NotServing`].
pub async fn run(settings: &Settings) -> Result<(), NotServing> {
    // The filter was checked with the settings; a second subscriber in one process keeps the first.
    let filter = EnvFilter::try_new(&settings.log).unwrap_or_default();
    drop(tracing_subscriber::fmt().json().with_env_filter(filter).with_writer(std::io::stderr).try_init());
    let (limits, stop) = (Limits::from(settings), CancellationToken::new());
    let _served = serve_alone(settings)?;
    let Opened { app, engine, database, held: _held } = open(settings).await?;
    let mut tasks = timers::run(&app, engine, &stop);
    let (opening, stopped) = (app.clone(), stop.clone());
    tasks.spawn(async move { stopped.run_until_cancelled(timers::open_desks(&opening)).await.unwrap_or_default() });
    if let Some(address) = settings.metrics_listen {
        let (figures, listener) = (metrics::install()?, listen(address).await?);
        tracing::info!(address = %bound(&listener, address), "giving figures");
        tokio::spawn(metrics::serve(listener, figures, settings.clone(), stop.clone()));
    }
    // Before anybody is told that it serves: until then a signal would end it as it stands.
    let signalled = signals().map_err(NotServing::Signals)?;
    let listener = listen(settings.listen).await?;
    let router = layers::around(routes::routes(app.clone()), &limits);
    let address = bound(&listener, settings.listen);
    let certificate = settings.certificate()?;
    let tls = certificate.as_ref().map(Certificate::acceptor).transpose().map_err(NotServing::Tls)?;
    if let Some(certificate) = certificate {
        tokio::spawn(certificate.keep(stop.clone()));
    }
    let served = tokio::spawn(accept::serve(listener, router, limits, tls, stop.clone()));
    tracing::info!(%address, "serving");
    signalled.await.map_err(NotServing::Signals)?;
    tracing::info!("stopping");
    app.stopping.cancel();
    stop.cancel();
    // A panic in it was logged where it happened.
    drop(served.await);
    drop(app);
    let ended = async {
        tasks.join_all().await;
        database.close().await;
    };
    if tokio::time::timeout(FAREWELL, ended).await.is_err() {
        tracing::warn!("something didn't end in time");
    }
    Ok(())
}

async fn listen(address: SocketAddr) -> Result<TcpListener, NotServing> {
    TcpListener::bind(address).await.map_err(|source| NotServing::Listen { address, source })
}

/// Where it listens: the port that the system chose, when it was asked for any.
fn bound(listener: &TcpListener, wanted: SocketAddr) -> SocketAddr {
    listener.local_addr().unwrap_or(wanted)
}

/// Ends when the system asks to stop. Whoever asks from here on is heard.
#[cfg(unix)]
fn signals() -> std::io::Result<impl Future<Output = std::io::Result<()>>> {
    use tokio::signal::unix::{SignalKind, signal};
    let (mut terminate, mut interrupt) = (signal(SignalKind::terminate())?, signal(SignalKind::interrupt())?);
    Ok(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
        Ok(())
    })
}

#[cfg(not(unix))]
fn signals() -> std::io::Result<impl Future<Output = std::io::Result<()>>> {
    Ok(tokio::signal::ctrl_c())
}
