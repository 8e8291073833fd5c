//! Requests over HTTP, or to an authority in this very process, and what their failures mean.

use std::sync::Arc;
use std::time::Duration;

use coopol_domain::time::Instant;
use reqwest::{RequestBuilder, Response, StatusCode, Url, header};
use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::{Gap, Restoring, Suspended, TransportError, Within};

/// How long a connection may take to stand.
const CONNECT: Duration = Duration::from_secs(10);
/// How long nothing may come.
const SILENCE: Duration = Duration::from_mins(1);
/// A connection that rests is let go of before the server closes it, after ten seconds: one that is closed while it is
/// taken up again would break a request in the middle.
const IDLE: Duration = Duration::from_secs(7);
/// The most that an answer may have: a snapshot, packed. 64 MiB are some thirty times the largest section measured.
const MOST: usize = 64 << 20;
/// What a busy server is given when it doesn't say.
const PAUSE: u64 = 5;

/// What stands where an address would, in requests that leave by no socket.
const HERE: &str = "http://localhost";

/// A server, by its address, or an authority in this process.
#[derive(Debug, Clone)]
pub(crate) struct Client {
    inner: reqwest::Client,
    base: String,
    within: Option<Arc<dyn Within>>,
}

#[derive(Deserialize)]
struct Problem {
    code: String,
    opens_at: Option<Instant>,
    suspended: Option<Suspended>,
    restoring: Option<Restoring>,
    gap: Option<Gap>,
}

impl Client {
    /// `server` is a host, with a port perhaps, or an address of HTTPS; on this very machine, of HTTP.
    ///
    /// The process must have installed a provider of rustls before.
    ///
    /// # Errors
    /// [`TransportError::Address`] for what isn't one.
    pub(crate) fn new(server: &str) -> Result<Self, TransportError> {
        Self::over(address(server).ok_or_else(|| TransportError::Address { given: server.to_owned() })?, None)
    }

    /// The authority of this very process: nothing leaves it (J10).
    ///
    /// # Errors
    /// [`TransportError::Offline`] when this machine can make no requests at all.
    pub(crate) fn within(authority: Arc<dyn Within>) -> Result<Self, TransportError> {
        Self::over(HERE.to_owned(), Some(authority))
    }

    fn over(base: String, within: Option<Arc<dyn Within>>) -> Result<Self, TransportError> {
        let agent = concat!("coopol/", env!("CARGO_PKG_VERSION"));
        let inner = reqwest::Client::builder()
            .user_agent(agent)
            .connect_timeout(CONNECT)
            .read_timeout(SILENCE)
            .pool_idle_timeout(IDLE)
            .tcp_nodelay(true)
            .redirect(reqwest::redirect::Policy::none())
            .build()
            .map_err(|error| TransportError::Offline { why: error.to_string() })?;
        Ok(Self { inner, base, within })
    }

    pub(crate) fn post(&self, path: &str) -> RequestBuilder {
        self.inner.post(format!("{}{path}", self.base))
    }

    pub(crate) fn patch(&self, path: &str) -> RequestBuilder {
        self.inner.patch(format!("{}{path}", self.base))
    }

    pub(crate) fn get(&self, path: &str) -> RequestBuilder {
        self.inner.get(format!("{}{path}", self.base))
    }

    /// An answer that was a success.
    pub(crate) async fn response(&self, request: RequestBuilder) -> Result<Response, TransportError> {
        let response = match &self.within {
            Some(authority) => authority.answer(request.build().map_err(|error| unreachable(&error))?).await?,
            None => request.send().await.map_err(|error| unreachable(&error))?,
        };
        if response.status().is_success() { Ok(response) } else { Err(refused(response).await) }
    }

    /// The answer to a request, read as JSON.
    pub(crate) async fn json<T: DeserializeOwned>(&self, request: RequestBuilder) -> Result<T, TransportError> {
        let body = body(self.response(request).await?).await?;
        // What was wrong could quote what stood there: only the place is told.
        serde_json::from_slice(&body).map_err(|error| TransportError::Unreadable {
            why: format!("not the JSON that is wanted, at line {} column {}", error.line(), error.column()),
        })
    }
}

/// The address of a server. One on this very machine has no certificate, and needs none; to any other, nothing is ever
/// sent that could be read on the way.
pub(crate) fn address(server: &str) -> Option<String> {
    let here = |address: &Url| matches!(address.host_str(), Some("127.0.0.1" | "localhost" | "[::1]"));
    let read = |text: &str| Url::parse(text).ok().filter(Url::has_host);
    let address = if server.contains("://") {
        read(server)?
    } else {
        read(&format!("http://{server}")).filter(here).or_else(|| read(&format!("https://{server}")))?
    };
    let safe = address.scheme() == "https" || (address.scheme() == "http" && here(&address));
    safe.then(|| address.as_str().trim_end_matches('/').to_owned())
}

/// The body of an answer that was a success.
pub(crate) async fn body(mut response: Response) -> Result<Vec<u8>, TransportError> {
    let mut body = Vec::new();
    while let Some(part) = response.chunk().await.map_err(|error| unreachable(&error))? {
        if body.len() + part.len() > MOST {
            return Err(TransportError::Unreadable { why: format!("more than {MOST} bytes") });
        }
        body.extend_from_slice(&part);
    }
    Ok(body)
}

async fn refused(response: Response) -> TransportError {
    let status = response.status();
    let after = response.headers().get(header::RETRY_AFTER).and_then(|after| after.to_str().ok()?.parse().ok());
    let problem: Option<Problem> = response.bytes().await.ok().and_then(|body| serde_json::from_slice(&body).ok());
    if let Some(opens) = problem.as_ref().and_then(|problem| problem.opens_at) {
        return TransportError::NotYet { opens };
    }
    if let Some(suspended) = problem.as_ref().and_then(|problem| problem.suspended.clone()) {
        return TransportError::Suspended(suspended);
    }
    if let Some(restoring) = problem.as_ref().and_then(|problem| problem.restoring) {
        return TransportError::Restoring(restoring);
    }
    if let Some(gap) = problem.as_ref().and_then(|problem| problem.gap.clone()) {
        return TransportError::Gap(gap);
    }
    let code = problem.map_or_else(String::new, |problem| problem.code);
    match status {
        StatusCode::UNAUTHORIZED => TransportError::Unwelcome,
        StatusCode::SERVICE_UNAVAILABLE | StatusCode::TOO_MANY_REQUESTS => {
            TransportError::Busy { after: after.unwrap_or(PAUSE) }
        }
        StatusCode::CONFLICT if code == "other_snapshot" => TransportError::OtherSnapshot,
        _ => TransportError::Refused { status: status.as_u16(), code },
    }
}

pub(super) fn unreachable(error: &reqwest::Error) -> TransportError {
    use std::error::Error as _;
    let mut why = error.to_string();
    let mut source = error.source();
    while let Some(deeper) = source {
        if let Some(why) = unproven(deeper) {
            return TransportError::Unproven { why };
        }
        why = format!("{why}: {deeper}");
        source = deeper.source();
    }
    TransportError::Offline { why }
}

/// What is wrong with a certificate, if that is what went wrong.
fn unproven(error: &(dyn std::error::Error + 'static)) -> Option<String> {
    // One of them may lie in another.
    if let Some(within) = error.downcast_ref::<std::io::Error>() {
        return unproven(within.get_ref()?);
    }
    let error = error.downcast_ref::<rustls::Error>()?;
    matches!(error, rustls::Error::InvalidCertificate(_)).then(|| error.to_string())
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use rustls::pki_types::PrivateKeyDer;

    use super::*;

    /// A server that nobody vouches for isn't one that can't be reached: waiting cures nothing, and somebody may stand in between.
    #[tokio::test]
    async fn who_does_not_prove_to_be_the_server_is_told_apart() {
        drop(rustls::crypto::aws_lc_rs::default_provider().install_default());
        let made = rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap();
        let key = PrivateKeyDer::try_from(made.signing_key.serialize_der()).unwrap();
        let config = rustls::ServerConfig::builder().with_no_client_auth();
        let config = config.with_single_cert(vec![made.cert.der().clone()], key).unwrap();
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let serving = tokio::spawn(async move {
            let (socket, _) = listener.accept().await.unwrap();
            tokio_rustls::TlsAcceptor::from(Arc::new(config)).accept(socket).await.is_err()
        });
        let client = Client::new(&format!("https://localhost:{port}")).unwrap();
        let asked = client.inner.get(format!("{}/healthz", client.base)).send().await;
        let told = unreachable(&asked.unwrap_err());
        assert!(matches!(told, TransportError::Unproven { .. }), "{told:?}");
        assert!(serving.await.unwrap(), "nothing was sent there");
        let gone = client.inner.get(format!("{}/healthz", client.base)).send().await;
        assert!(matches!(unreachable(&gone.unwrap_err()), TransportError::Offline { .. }));
    }

    /// Nothing goes out in clear, but to this very machine.
    #[test]
    fn what_is_sent_elsewhere_is_encrypted() {
        assert_eq!(address(super::super::ALONE), None, "nothing is ever sent to an authority of one's own");
        for (given, meant) in [
            ("coopol.example", "https://coopol.example"),
            ("coopol.example:8420", "https://coopol.example:8420"),
            ("https://coopol.example/", "https://coopol.example"),
            ("https://coopol.example/yvelines", "https://coopol.example/yvelines"),
            ("127.0.0.1:8420", "http://127.0.0.1:8420"),
            ("[::1]:8420", "http://[::1]:8420"),
            ("http://localhost:8420", "http://localhost:8420"),
        ] {
            assert_eq!(address(given).as_deref(), Some(meant), "{given}");
        }
        for given in [
            "http://coopol.example",
            "http://192.168.1.10:8420",
            "http://localhost.example",
            "ftp://127.0.0.1",
            "",
            "://",
        ] {
            assert_eq!(address(given), None, "{given}");
        }
    }
}
