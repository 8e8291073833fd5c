//! The shared server: many sections, one authority, over a [`coopol_store::Store`].
//!
//! - [`routes`]: one file per endpoint; [`http`]: what stands between the socket and them; [`openapi`]: their description.
//! - [`sync`], [`writer`], [`hints`]: pushes in, pages out, and who is told.
//! - [`rights`], [`sessions`]: who may do what now, and who asks.
//! - [`authority`]: what the server signs and states itself; [`keys`]: its keys.
//! - [`witness`]: what the levels above cosign.
//! - [`relocation`]: a whole server goes over from one database to another.
//! - [`blobs`]: files; [`ledger`]: what a restore replays; [`timers`]: what happens without a request.
//! - [`feeds`]: agendas, told to calendar programs.
//! - [`durable`]: names that outlive a power cut.
//! - [`settings`], [`data`], [`database`], [`serve`], [`admin`]: how it is set up and run; [`clock`]: what time it is.
//!
//! To add an endpoint: see [`routes`].

pub mod admin;
pub mod app;
pub mod audit;
pub mod authority;
pub mod blobs;
pub mod clock;
pub mod data;
pub mod database;
pub mod durable;
pub mod feeds;
pub mod hints;
pub mod http;
pub mod keys;
pub mod ledger;
pub mod mail;
pub mod mailings;
pub mod openapi;
pub mod relocation;
pub mod rights;
pub mod routes;
pub mod serve;
pub mod sessions;
pub mod settings;
pub mod sync;
pub mod timers;
pub mod witness;
pub mod writer;
