//! The description of the routes (OpenAPI 3.1). `openapi.json` beside the sources is what was agreed on: a test compares.

pub mod live;
pub mod wire;

use std::sync::OnceLock;

use utoipa::openapi::path::{Operation, PathItem};
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::openapi::{RefOr, Response};
use utoipa::{Modify, OpenApi};

use crate::routes;

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Coopol server",
        description = "Synchronisation of an organisation's journals. What isn't one's own is answered exactly like what doesn't exist.",
    ),
    paths(
        routes::challenges::create::create,
        routes::tokens::issue::issue,
        routes::enrolments::enrol::enrol,
        routes::comebacks::ask::ask,
        routes::adoptions::take::take,
        routes::adoptions::look::look,
        routes::adoptions::stage::stage,
        routes::givings::take::take,
        routes::sync::exchange::exchange,
        routes::deliveries::deliver::deliver,
        routes::events::listen::listen,
        routes::feeds::read::read,
        routes::streams::snapshot::snapshot,
        routes::streams::history::history,
        routes::blobs::key::key,
        routes::blobs::begin::begin,
        routes::blobs::append::append,
        routes::blobs::inspect::inspect,
        routes::blobs::fetch::fetch,
        routes::units::list::list,
        routes::units::audience::audience,
        routes::witness::show::show,
        routes::witness::cosign::cosign,
        routes::openapi::show::show,
        routes::health::live::live,
        routes::health::ready::ready,
    ),
    modifiers(&Token, &Described),
)]
struct Description;

struct Token;

impl Modify for Token {
    fn modify(&self, document: &mut utoipa::openapi::OpenApi) {
        let bearer = HttpBuilder::new().scheme(HttpAuthScheme::Bearer).build();
        let components = document.components.get_or_insert_default();
        components.add_security_scheme("token", SecurityScheme::Http(bearer));
    }
}

/// Every response has a description: one that goes without isn't OpenAPI.
struct Described;

impl Modify for Described {
    fn modify(&self, document: &mut utoipa::openapi::OpenApi) {
        for operation in document.paths.paths.values_mut().flat_map(operations) {
            for (status, response) in &mut operation.responses.responses {
                if let RefOr::T(Response { description, .. }) = response
                    && description.is_empty()
                {
                    (if status.starts_with('2') { "What was asked for." } else { "Why it is refused." })
                        .clone_into(description);
                }
            }
        }
    }
}

fn operations(item: &mut PathItem) -> impl Iterator<Item = &mut Operation> {
    let PathItem { get, put, post, delete, options, head, patch, trace, .. } = item;
    [get, put, post, delete, options, head, patch, trace].into_iter().filter_map(Option::as_mut)
}

/// The document, as JSON.
///
/// # Panics
/// Never: it is made of constants.
pub fn document() -> &'static str {
    static DOCUMENT: OnceLock<String> = OnceLock::new();
    DOCUMENT.get_or_init(|| Description::openapi().to_pretty_json().expect("a description becomes JSON") + "\n")
}
