//! Figures for whoever runs the server, on a listener of their own: counts and durations by route, never an id.

use axum::Router;
use axum::routing::get;
use metrics_exporter_prometheus::{BuildError, PrometheusBuilder, PrometheusHandle};
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

use crate::settings::Limits;

/// Starts to count.
///
/// # Errors
/// When this process counts already.
pub fn install() -> Result<PrometheusHandle, BuildError> {
    PrometheusBuilder::new().install_recorder()
}

/// Serves `/metrics` until `stop`.
pub async fn serve(listener: TcpListener, figures: PrometheusHandle, limits: Limits, stop: CancellationToken) {
    let routes = Router::new().route("/metrics", get(move || std::future::ready(figures.render())));
    super::accept::serve(listener, routes, limits, None, stop).await;
}
