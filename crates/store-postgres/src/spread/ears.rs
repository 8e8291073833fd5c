//! Hearing of what is written in all of the databases.

use coopol_store::StoreError;
use coopol_store::company::{Ear, Heard, Position};
use tokio::sync::mpsc;
use tokio::task::JoinSet;

use crate::failure::lost;

/// How much may be heard before somebody asks.
const AHEAD: usize = 64;

/// Hears for as long as it is kept; the first that hears no more ends all.
struct Ears {
    heard: mpsc::Receiver<Result<Position, StoreError>>,
    _hearing: JoinSet<()>,
}

pub fn together(each: Vec<Box<dyn Ear>>) -> Box<dyn Ear> {
    let (told, heard) = mpsc::channel(AHEAD);
    let mut hearing = JoinSet::new();
    for mut ear in each {
        let told = told.clone();
        hearing.spawn(async move {
            loop {
                let position = ear.hear().await;
                let over = position.is_err();
                if told.send(position).await.is_err() || over {
                    return;
                }
            }
        });
    }
    Box::new(Ears { heard, _hearing: hearing })
}

impl Ear for Ears {
    fn hear(&mut self) -> Heard<'_> {
        Box::pin(async {
            let gone = || lost(std::io::Error::from(std::io::ErrorKind::ConnectionAborted));
            self.heard.recv().await.ok_or_else(gone)?
        })
    }
}
