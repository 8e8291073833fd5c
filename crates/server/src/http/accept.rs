//! Taking connections: so many at once, so many from one address, and none that keeps the others waiting.

use std::collections::HashMap;
use std::convert::Infallible;
use std::net::{IpAddr, SocketAddr};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::http::{Request, Response};
use hyper::body::Incoming;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;
use tokio_rustls::TlsAcceptor;
use tokio_util::sync::CancellationToken;
use tower::ServiceExt as _;

use super::metrics::{CONNECTIONS, Present, Refused};
use super::patience::Patience;
use super::{Address, Peer};
use crate::settings::Limits;

/// Bytes of buffer per connection: an idle live one costs little more.
const BUFFER: usize = 16 << 10;
/// How long requests in flight may take when the server stops.
const FAREWELL: Duration = Duration::from_secs(10);

/// How many connections each address has.
#[derive(Debug, Default)]
struct Crowd(Mutex<HashMap<IpAddr, usize>>);

struct Seat {
    crowd: Arc<Crowd>,
    address: IpAddr,
}

/// Serves until `stop`, then lets the requests in flight end.
///
/// With `tls`, whoever comes speaks that.
pub async fn serve(
    listener: TcpListener,
    router: Router,
    limits: Limits,
    tls: Option<TlsAcceptor>,
    stop: CancellationToken,
) {
    let limits = Arc::new(limits);
    let (cap, crowd) = (Arc::new(Semaphore::new(limits.connections)), Arc::new(Crowd::default()));
    let graceful = GracefulShutdown::new();
    loop {
        let accepted = tokio::select! {
            accepted = next(&listener, &cap) => accepted,
            () = stop.cancelled() => break,
        };
        let Some((socket, peer, permit)) = accepted else { continue };
        let exempt = limits.trusted_proxies.contains(&peer.ip().to_canonical());
        let Some(seat) = Seat::take(&crowd, peer.ip(), if exempt { usize::MAX } else { limits.per_address }) else {
            Refused::Address.count();
            continue;
        };
        let (router, limits, tls, watcher) = (router.clone(), limits.clone(), tls.clone(), graceful.watcher());
        tokio::spawn(async move {
            let present = Present::of(CONNECTIONS);
            let socket = Patience::new(socket, limits.write_time);
            let ended = match tls {
                None => watcher.watch(connection(socket, peer, router, &limits)).await,
                Some(tls) => match tokio::time::timeout(limits.header_time, tls.accept(socket)).await {
                    Ok(Ok(secured)) => watcher.watch(connection(secured, peer, router, &limits)).await,
                    Ok(Err(error)) => {
                        tracing::debug!(%error, "somebody came who doesn't speak TLS, or not to this server");
                        Ok(())
                    }
                    Err(_) => Ok(()),
                },
            };
            if let Err(error) = ended {
                tracing::debug!(%error, "a connection broke off");
            }
            drop((permit, seat, present));
        });
    }
    drop(listener);
    if tokio::time::timeout(FAREWELL, graceful.shutdown()).await.is_err() {
        tracing::warn!("some requests didn't end in time");
    }
}

async fn next(
    listener: &TcpListener,
    cap: &Arc<Semaphore>,
) -> Option<(TcpStream, SocketAddr, tokio::sync::OwnedSemaphorePermit)> {
    let permit = cap.clone().acquire_owned().await.ok()?;
    match listener.accept().await {
        Ok((socket, peer)) => {
            if let Err(error) = socket.set_nodelay(true) {
                tracing::debug!(%error, "a connection ended before it began");
                return None;
            }
            Some((socket, peer, permit))
        }
        Err(error) => {
            // Out of file handles, most likely: others will end.
            tracing::warn!(%error, "a connection couldn't be taken");
            tokio::time::sleep(Duration::from_millis(50)).await;
            None
        }
    }
}

fn connection<S: AsyncRead + AsyncWrite + Unpin + Send + 'static>(
    socket: S,
    peer: SocketAddr,
    router: Router,
    limits: &Arc<Limits>,
) -> impl hyper_util::server::graceful::GracefulConnection<Error = hyper::Error> + use<S> {
    let (header_time, limits) = (limits.header_time, limits.clone());
    let io = TokioIo::new(socket);
    let service = tower::service_fn(move |mut request: Request<Incoming>| {
        let forwarded = request.headers().get("x-forwarded-for").and_then(|value| value.to_str().ok());
        let address = Address::of(peer.ip(), forwarded, &limits.trusted_proxies);
        // The log's names for requests are ours: what a client writes there could be anything.
        request.headers_mut().remove("x-request-id");
        request.extensions_mut().insert(Peer(peer));
        request.extensions_mut().insert(address);
        let router = router.clone();
        async move {
            let answer: Result<Response<Body>, Infallible> = router.oneshot(request.map(Body::new)).await;
            answer
        }
    });
    hyper::server::conn::http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(header_time)
        .max_buf_size(BUFFER)
        .serve_connection(io, TowerToHyperService::new(service))
}

impl Seat {
    fn take(crowd: &Arc<Crowd>, address: IpAddr, most: usize) -> Option<Self> {
        let mut seats = crowd.0.lock().unwrap_or_else(PoisonError::into_inner);
        let taken = seats.entry(address).or_default();
        if *taken >= most {
            return None;
        }
        *taken += 1;
        drop(seats);
        Some(Self { crowd: crowd.clone(), address })
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        let mut seats = self.crowd.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(taken) = seats.get_mut(&self.address) {
            *taken -= 1;
            if *taken == 0 {
                seats.remove(&self.address);
            }
        }
    }
}
