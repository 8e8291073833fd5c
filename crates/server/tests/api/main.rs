//! The server over real HTTP on the loopback, with a clock of its own and laptops that run the domain's device machine.

#![expect(clippy::unwrap_used, reason = "in a test a surprise is a failure")]

mod admin;
mod audience;
mod blobs;
mod bucket;
mod bucket_outages;
mod comebacks;
mod delegated_dues;
mod delegations;
mod desks;
mod devices;
mod erasure;
mod feeds;
mod files_at_rest;
mod files_before;
mod flow;
mod handover;
mod kinds;
mod kit;
mod leases;
mod live;
mod logs;
mod mailings;
mod matrix;
mod merges;
#[cfg(unix)]
mod on_postgres;
mod openapi;
mod operations;
mod others;
mod oversized;
mod pushes;
#[cfg(unix)]
mod races;
mod refusals;
#[cfg(unix)]
mod replicas;
mod restored;
mod shield;
mod stalls;
mod stream_routes;
mod taken;
mod ties;
mod tokens;
mod told;
mod transfers;
mod witness;
