//! Where a request comes from: the peer of its connection or, behind a proxy that is trusted by name, whom that names.

use std::net::{IpAddr, SocketAddr};

use axum::extract::FromRequestParts;
use axum::http::request::Parts;

use super::Failure;

/// The other end of a connection.
#[derive(Clone, Copy, Debug)]
pub struct Peer(pub SocketAddr);

/// Whom a request is counted against.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Address(pub IpAddr);

impl Address {
    /// The last address in `X-Forwarded-For` that isn't a trusted proxy's, when the peer is one; else the peer's. An
    /// IPv6 network of 64 bits counts as one.
    pub fn of(peer: IpAddr, forwarded: Option<&str>, trusted: &[IpAddr]) -> Self {
        let hops = forwarded.into_iter().flat_map(|hops| hops.rsplit(',')).map(|hop| hop.trim().parse::<IpAddr>());
        let mut address = peer.to_canonical();
        for hop in hops {
            if !trusted.contains(&address) {
                break;
            }
            let Ok(hop) = hop else { break };
            address = hop.to_canonical();
        }
        Self(network(address))
    }
}

fn network(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(_) => address,
        IpAddr::V6(address) => {
            let [a, b, c, d, ..] = address.segments();
            IpAddr::from([a, b, c, d, 0, 0, 0, 0])
        }
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Address {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Failure> {
        parts.extensions.get::<Self>().copied().ok_or(Failure::Internal)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_trusted_proxy_is_believed() {
        let ip = |text: &str| text.parse::<IpAddr>().unwrap();
        let proxy = [ip("127.0.0.1")];
        let of = |peer: &str, forwarded: Option<&str>| Address::of(ip(peer), forwarded, &proxy).0;
        assert_eq!(of("192.0.2.1", Some("198.51.100.7")), ip("192.0.2.1"));
        assert_eq!(of("127.0.0.1", Some("198.51.100.7")), ip("198.51.100.7"));
        assert_eq!(of("127.0.0.1", Some("203.0.113.9, 198.51.100.7")), ip("198.51.100.7"), "the first one is invented");
        assert_eq!(of("127.0.0.1", Some("nonsense")), ip("127.0.0.1"));
        assert_eq!(of("127.0.0.1", None), ip("127.0.0.1"));
        assert_eq!(of("2001:db8::1", None), of("2001:db8::2", None));
        assert_ne!(of("2001:db8::1", None), of("2001:db8:1::1", None));
    }
}
