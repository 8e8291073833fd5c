//! Who asks: an access token, in force, of a device whose holder has a mandate now. The token itself carries no right.

use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::header;
use axum::http::request::Parts;
use coopol_domain::seal::Hash;
use coopol_store::Backend;

use super::{Address, Failure};
use crate::app::App;
use crate::rights::Standing;
use crate::sessions::hash_of;

/// Whoever signed in.
#[derive(Debug)]
pub struct Bearer(pub Standing);

/// The hash of the token by which somebody asks; whose it is and whether it is in force is the [`Bearer`]'s to say.
#[derive(Debug)]
pub struct Token(pub Hash);

impl<B: Backend> FromRequestParts<Arc<App<B>>> for Bearer {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App<B>>) -> Result<Self, Failure> {
        let standing = match token(parts) {
            Some(token) => {
                let device = app.store.bearer(token, app.clock.now()).await?;
                match device {
                    Some(device) => app.rights.of(&app.store, device, app.clock.now()).await?,
                    None => None,
                }
            }
            None => None,
        };
        let Some(standing) = standing else {
            // Tokens can't be guessed, but trying costs.
            let address = Address::from_request_parts(parts, app).await?;
            app.rates.stranger(address)?;
            return Err(Failure::Unauthorized);
        };
        app.rates.device(&standing.device)?;
        Ok(Self(standing))
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Token {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Failure> {
        token(parts).map(Self).ok_or(Failure::Unauthorized)
    }
}

fn token(parts: &Parts) -> Option<Hash> {
    let header = parts.headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    header.strip_prefix("Bearer ").and_then(hash_of)
}
