//! Requests over HTTP from 64 connections: to a server that does nothing, and to one that makes each durable, those that
//! wait together in one commit; and to one that checks a signature of each before.

use std::path::Path;
use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::routing::post;
use ed25519_dalek::{Signer as _, SigningKey};
use tokio::net::TcpListener;
use tokio::sync::{mpsc, oneshot};

use super::database::{self, Sort};
use crate::Failure;
use crate::load::Line;
use crate::measure::now;

/// Connections.
pub const CONNECTIONS: usize = 64;
const EACH: usize = 200;
const GROUP: usize = 256;
/// Bytes of a request: about those of a signed push.
const SIZE: usize = 1_000;

type Job = oneshot::Sender<()>;

/// Requests a second that do nothing.
pub async fn no_op() -> Result<f64, Failure> {
    loaded(Router::new().route("/push", post(|body: String| async move { body.len().to_string() }))).await
}

/// What happens to a request before it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Checked {
    /// Nothing.
    Not,
    /// A signature of its bytes is verified.
    Signed,
}

/// Requests a second, each durable when it is answered.
pub async fn grouped(folder: &Path, checked: Checked) -> Result<f64, Failure> {
    let mut database = database::open(&folder.join("grouped.db"), Sort::Plain).await?;
    let (jobs, mut inbox) = mpsc::channel::<Job>(4096);
    let writing = tokio::spawn(async move {
        let mut number = 0;
        while let Some(first) = inbox.recv().await {
            let mut group = vec![first];
            while group.len() < GROUP
                && let Ok(job) = inbox.try_recv()
            {
                group.push(job);
            }
            let numbers: Vec<usize> = (number..number + group.len()).collect();
            number += group.len();
            database::rows(&mut database, &numbers).await?;
            for job in group {
                job.send(()).map_err(|()| "whoever asked has gone")?;
            }
        }
        Ok::<_, Failure>(())
    });
    let signer = SigningKey::from_bytes(&[7; 32]);
    let (key, signature) = (signer.verifying_key(), signer.sign(body().as_bytes()));
    let push = async move |State(jobs): State<Arc<mpsc::Sender<Job>>>, body: String| {
        if checked == Checked::Signed && key.verify_strict(body.as_bytes(), &signature).is_err() {
            return "0";
        }
        let (answer, answered) = oneshot::channel();
        drop(jobs.send(answer).await);
        if answered.await.is_ok() { "1" } else { "0" }
    };
    let rate = loaded(Router::new().route("/push", post(push)).with_state(Arc::new(jobs))).await?;
    writing.await??;
    Ok(rate)
}

fn body() -> String {
    "x".repeat(SIZE)
}

async fn loaded(router: Router) -> Result<f64, Failure> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let address = listener.local_addr()?.to_string();
    let serving = tokio::spawn(async move { axum::serve(listener, router).await });
    let mut lines = Vec::new();
    for _ in 0..CONNECTIONS {
        lines.push(Line::to(&address).await?);
    }
    let body = body();
    let begun = now();
    let tasks = lines.into_iter().map(|mut line| {
        let request = line.request("/push", "", body.as_bytes());
        tokio::spawn(async move {
            for _ in 0..EACH {
                line.exchange(&request).await?;
            }
            Ok::<_, Failure>(())
        })
    });
    let tasks: Vec<_> = tasks.collect();
    for task in tasks {
        task.await??;
    }
    let took = begun.elapsed().as_secs_f64();
    serving.abort();
    Ok((CONNECTIONS * EACH) as f64 / took)
}
