//! `GET /v1/events`.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::extract::State;
use axum::response::Sse;
use axum::response::sse::{Event, KeepAlive};
use coopol_domain::id::DeviceId;
use coopol_domain::seal::Hash;
use coopol_domain::time::Instant;
use coopol_store::Backend;
use futures_util::Stream;
use futures_util::stream::unfold;
use serde::Serialize;

use crate::app::App;
use crate::hints::{Growth, Hint, Letters};
use crate::http::metrics::{LISTENING, Present};
use crate::http::{Bearer, Failure, Problem, Token};
use crate::openapi::live;
use crate::rights::{Following, Standing};

/// How often a line is sent when there is nothing to say, so that both ends notice when the other is gone.
const HEARTBEAT: Duration = Duration::from_secs(15);

/// Hints "stream S at entry N", as they happen; a device then synchronises, unless it finds what it would be answered beside the
/// hint: what others wrote, as long as the token is in force by which it listens. One that is slow to take them hears of each stream
/// where it stands last; `missed` would say that some were lost. The connection ends with the last mandate, without waiting
/// for a request.
#[utoipa::path(
    get,
    path = "/v1/events",
    tag = "sync",
    responses(
        (status = 200, content_type = "text/event-stream", body = live::Grown),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    ),
    security(("token" = [])),
)]
pub async fn listen<B: Backend>(
    State(app): State<Arc<App<B>>>,
    Bearer(standing): Bearer,
    Token(token): Token,
) -> Result<Sse<impl Stream<Item = Result<Event, Infallible>>>, Failure> {
    let (following, device) = (app.rights.follow(&standing), standing.device.id);
    // What was decided since the request was let in woke nobody.
    let standing = following.again(&app.store, device, app.clock.now()).await?.ok_or(Failure::Unauthorized)?;
    let hints = app.hints.follow(&standing.readable);
    let listener = Listener { app, device, token, standing, hints, following, _present: Present::of(LISTENING) };
    Ok(Sse::new(unfold(listener, Listener::next)).keep_alive(KeepAlive::new().interval(HEARTBEAT)))
}

struct Listener<B: Backend> {
    app: Arc<App<B>>,
    device: DeviceId,
    token: Hash,
    standing: Standing,
    hints: Letters,
    following: Following,
    _present: Present,
}

/// A hint as it is sent.
#[derive(Serialize)]
struct Grown<'a> {
    #[serde(flatten)]
    hint: Hint,
    #[serde(skip_serializing_if = "Option::is_none")]
    told: Option<&'a coopol_domain::wire::Told>,
}

enum News {
    Hint(Hint, Option<Arc<Growth>>),
    Rights,
    End,
}

impl<B: Backend> Listener<B> {
    async fn next(mut self) -> Option<(Result<Event, Infallible>, Self)> {
        loop {
            match self.news().await {
                News::Hint(hint, growth) if self.standing.reads(hint.stream) => {
                    let told = match &growth {
                        Some(growth) => self.app.told_once(growth).await,
                        None => None,
                    };
                    // The answer to its push says so, and whoever misses that sends it again.
                    if told.is_some_and(|told| told.is_by(self.device)) {
                        continue;
                    }
                    let told = if self.may_be_told().await { told.map(|told| &told.told) } else { None };
                    let event = Event::default().event("grown").json_data(Grown { hint, told }).ok()?;
                    return Some((Ok(event), self));
                }
                News::Hint(..) => {}
                News::Rights => {
                    self.standing = self.again().await?;
                    self.hints.follow(&self.standing.readable);
                }
                News::End => return None,
            }
        }
    }

    async fn news(&mut self) -> News {
        let end = self.standing.until.unwrap_or(Instant(u64::MAX));
        tokio::select! {
            biased;
            () = self.app.stopping.cancelled() => News::End,
            () = self.following.changed() => News::Rights,
            () = self.app.clock.until(end) => News::Rights,
            (hint, growth) = self.hints.next() => News::Hint(hint, growth),
        }
    }

    /// Whether the token by which this device listens is in force: a hint gives nothing away, what goes along is worth a request.
    async fn may_be_told(&self) -> bool {
        match self.app.store.bearer(self.token, self.app.clock.now()).await {
            Ok(device) => device == Some(self.device),
            Err(error) => {
                Failure::internal(&error);
                false
            }
        }
    }

    /// The rights as they are now; `None`, and the connection ends, when none is left or nobody can tell.
    async fn again(&self) -> Option<Standing> {
        match self.following.again(&self.app.store, self.device, self.app.clock.now()).await {
            Ok(standing) => standing,
            Err(error) => {
                Failure::internal(&error);
                None
            }
        }
    }
}
