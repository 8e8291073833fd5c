//! How a refusal looks: problem+json (RFC 9457) with a code that programs act on. The text is for developers; people
//! read the sentence that goes with the code.

use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use coopol_domain::time::Instant;
use coopol_store::StoreError;
use serde::Serialize;

/// What a device is told whose holder's mandate is suspended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Suspended {
    /// How the unit is called.
    pub unit: String,
    /// From when, in milliseconds since 1970,
    pub since: u64,
    /// and until when; until it is lifted, without.
    pub until: Option<u64>,
    /// Why, in the words of whoever suspended it.
    pub ground: String,
}

/// What is told while devices give back what a restored backup lost (J8).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Restoring {
    /// When it was restored, in milliseconds since 1970: another restore has another number.
    pub since: u64,
    /// Until when nothing else is answered. It may end before.
    pub until: u64,
}

/// Where something is missing of a section that another authority hands over, which no erasure accounts for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Gap {
    /// In which part of the section's records: `roster`…
    pub compartment: String,
    /// Which entry says nothing; absent when a whole subject is said to be erased.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub entry: Option<u64>,
    /// What is said to be erased.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subject: Option<String>,
}

/// Why a request wasn't answered. What isn't one's own is [`Failure::NotFound`], exactly like what doesn't exist.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Failure {
    /// No token, one that isn't in force, or a device without any right.
    #[error("sign in first")]
    Unauthorized,
    /// The device is known, and all its holder's mandates are suspended.
    #[error("the mandate is suspended")]
    Suspended(Suspended),
    /// Nothing of this name, for this device.
    #[error("nothing of this name")]
    NotFound,
    /// The route exists, with other methods.
    #[error("the route has no such method")]
    MethodNotAllowed,
    /// The request can't be read.
    #[error("the request can't be read: {0}")]
    Malformed(&'static str),
    /// More bytes than are taken.
    #[error("more bytes than are taken")]
    TooLarge,
    /// The bytes of the body stopped coming.
    #[error("the request didn't come in time")]
    TooSlow,
    /// The upload stands elsewhere.
    #[error("the upload stands at byte {at}")]
    Offset {
        /// Where.
        at: u64,
    },
    /// The file isn't the one that its name says.
    #[error("the bytes aren't those of the name")]
    OtherContent,
    /// There is a newer snapshot: synchronise again.
    #[error("there is another snapshot by now")]
    OtherSnapshot,
    /// The holder of the invitation has as many devices as one may have.
    #[error("this person has as many devices as one may have")]
    TooManyDevices,
    /// Sealed codes bring back who holds an office, as long as anybody does.
    #[error("others hold an office there, and nobody of this name does")]
    OfficeHeld,
    /// The invitation serves later.
    #[error("this invitation serves later")]
    NotYet {
        /// From when.
        opens: Instant,
    },
    /// What another authority hands over doesn't hold, or can't be gone on with.
    #[error("what is handed over isn't taken: {why}")]
    NotAdopted {
        /// What programs act on.
        code: &'static str,
        /// For developers.
        why: String,
        /// Where something is missing, if that is why.
        gap: Option<Gap>,
    },
    /// The server was restored: it only takes what devices give back.
    #[error("the server was restored, and takes back what it lost before it does anything else")]
    Restoring(Restoring),
    /// What is given back isn't what the server signed for.
    #[error("what is given back isn't taken: {why}")]
    NotTakenBack {
        /// What programs act on.
        code: &'static str,
        /// For developers.
        why: String,
    },
    /// Too often.
    #[error("too many requests")]
    TooMany {
        /// Seconds to wait.
        after: u64,
    },
    /// It couldn't be done now.
    #[error("try again")]
    Busy,
    /// A fault of the server's; what it was is in its log.
    #[error("the server failed")]
    Internal,
}

/// The body of a refusal.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct Problem {
    /// A name for this kind of refusal.
    #[schema(example = "urn:coopol:problem:not_found")]
    pub r#type: String,
    /// The words that go with the status.
    pub title: &'static str,
    /// The HTTP status.
    pub status: u16,
    /// What programs act on.
    pub code: &'static str,
    /// For developers.
    pub detail: String,
    /// From when it would be answered otherwise, in milliseconds since 1970; with `not_yet` only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub opens_at: Option<u64>,
    /// With `suspended` only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub suspended: Option<Suspended>,
    /// With `restoring` only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub restoring: Option<Restoring>,
    /// With `adoption_withheld` and `adoption_unaccounted` only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub gap: Option<Gap>,
}

impl Failure {
    /// Status and code.
    pub fn kind(&self) -> (StatusCode, &'static str) {
        match self {
            Self::Unauthorized => (StatusCode::UNAUTHORIZED, "unauthorized"),
            Self::Suspended(_) => (StatusCode::FORBIDDEN, "suspended"),
            Self::NotFound => (StatusCode::NOT_FOUND, "not_found"),
            Self::MethodNotAllowed => (StatusCode::METHOD_NOT_ALLOWED, "method_not_allowed"),
            Self::Malformed(_) => (StatusCode::BAD_REQUEST, "malformed"),
            Self::TooLarge => (StatusCode::PAYLOAD_TOO_LARGE, "too_large"),
            Self::TooSlow => (StatusCode::REQUEST_TIMEOUT, "too_slow"),
            Self::Offset { .. } => (StatusCode::CONFLICT, "offset"),
            Self::OtherContent => (StatusCode::UNPROCESSABLE_ENTITY, "other_content"),
            Self::OtherSnapshot => (StatusCode::CONFLICT, "other_snapshot"),
            Self::TooManyDevices => (StatusCode::CONFLICT, "too_many_devices"),
            Self::OfficeHeld => (StatusCode::CONFLICT, "office_held"),
            Self::NotYet { .. } => (StatusCode::CONFLICT, "not_yet"),
            Self::Restoring(_) => (StatusCode::SERVICE_UNAVAILABLE, "restoring"),
            Self::NotTakenBack { code, .. } | Self::NotAdopted { code, .. } => (StatusCode::UNPROCESSABLE_ENTITY, code),
            Self::TooMany { .. } => (StatusCode::TOO_MANY_REQUESTS, "too_many_requests"),
            Self::Busy => (StatusCode::SERVICE_UNAVAILABLE, "busy"),
            Self::Internal => (StatusCode::INTERNAL_SERVER_ERROR, "internal"),
        }
    }

    /// Logs a fault of the server's, and says no more outside.
    pub fn internal(error: &dyn std::error::Error) -> Self {
        tracing::error!(%error, "a request failed");
        Self::Internal
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Busy | StoreError::Restoring => Self::Busy,
            // It may be elsewhere in a moment: whoever asked comes again.
            StoreError::Unreachable(_) => {
                tracing::error!(%error, "a request can't be answered now");
                Self::Busy
            }
            error => Self::internal(&error),
        }
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let (status, code) = self.kind();
        let problem = Problem {
            r#type: format!("urn:coopol:problem:{code}"),
            title: status.canonical_reason().unwrap_or_default(),
            status: status.as_u16(),
            code,
            detail: self.to_string(),
            opens_at: if let Self::NotYet { opens } = self { Some(opens.0) } else { None },
            suspended: if let Self::Suspended(suspended) = &self { Some(suspended.clone()) } else { None },
            restoring: if let Self::Restoring(restoring) = self { Some(restoring) } else { None },
            gap: if let Self::NotAdopted { gap, .. } = &self { gap.clone() } else { None },
        };
        let mut response = (status, Json(problem)).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        let after = match self {
            Self::TooMany { after } => Some(after),
            Self::Busy => Some(1),
            Self::Restoring(_) => Some(60),
            _ => None,
        };
        if let Some(after) = after {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(after));
        }
        if let Self::Offset { at } = self {
            headers.insert("upload-offset", HeaderValue::from(at));
        }
        if self == Self::Unauthorized {
            headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        response
    }
}
