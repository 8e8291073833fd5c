//! A device killed while it writes: what it said it had saved is there, and everything it has holds together.

use std::io::{BufRead as _, BufReader};
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::Arc;

use coopol_core::ambient::System;
use coopol_core::device::Session;
use coopol_core::history;
use coopol_core::profile::Profiles;
use coopol_core::roster;
use coopol_core::vault::CacheKey;

use crate::sync::person;
use crate::world::{World, name};

/// Tells the child where to write; without it the child's test has nothing to do.
const FOLDER: &str = "COOPOL_TEST_KILLED_IN";
const KILLS: usize = 20;

async fn open(folder: PathBuf) -> Session {
    let profile = Profiles::at(folder).open(&name(1)).unwrap();
    Session::open(profile, &CacheKey::from_bytes([1; 32]), Arc::new(System)).await.unwrap()
}

/// The child: adds people and says so, until it is killed.
#[tokio::test]
async fn child() {
    let Some(folder) = std::env::var_os(FOLDER) else { return };
    let session = open(folder.into()).await;
    for place in 0.. {
        let (id, _) = roster::add(&session, &person("Zoé", &format!("N{place}"))).await.unwrap();
        println!("saved {id}");
    }
}

#[tokio::test]
async fn nothing_that_was_saved_is_lost() {
    let world = World::new();
    let laptop = world.laptop(1, 1).await;
    // The system's clock is at work from here on: a lease that begins now.
    laptop.ambient.set(coopol_core::ambient::Ambient::now(&System));
    world.authority.0.lock().unwrap().now = coopol_core::ambient::Ambient::now(&System);
    laptop.sync().await;
    laptop.session.close().await.unwrap();
    let mut said = Vec::new();
    for round in 0..KILLS {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "kill::child", "--nocapture"])
            .env(FOLDER, world.folder())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        // The next write is under way when the kill arrives, at a moment that differs from round to round.
        let saved =
            lines.map_while(Result::ok).filter_map(|line| line.split_once("saved ").map(|(_, id)| id.to_owned()));
        said.extend(saved.take(1 + round));
        child.kill().unwrap();
        child.wait().unwrap();
        let session = open(world.folder().to_owned()).await;
        for id in &said {
            assert!(roster::sheet(&session, id.parse().unwrap()).await.is_ok(), "round {round}: {id}");
        }
        let all =
            roster::list(&session, &roster::Query::default(), roster::Window { offset: 0, limit: 1 }).await.unwrap();
        let about_people = history::Query { kind: Some("person".to_owned()), ..history::Query::default() };
        let done = history::list(&session, &about_people, 0, 1).await.unwrap();
        assert_eq!(done.total, all.total, "round {round}: what is shown is what the outbox holds");
        session.close().await.unwrap();
    }
}
