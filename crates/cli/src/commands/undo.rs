//! `coopol undo`.

use coopol_core::history::undo;

use super::identifier;
use crate::arguments::Arguments;
use crate::failure::Failure;
use crate::open::session;
use crate::output::json;
use crate::words;

pub async fn run(arguments: &Arguments, entry: &str) -> Result<String, Failure> {
    let id = identifier(entry)?;
    let session = session(arguments).await?;
    let undone = undo(&session, id).await?;
    session.close().await?;
    let left: Vec<String> =
        undone.left.iter().map(|(subject, why)| format!("{subject} : {}", words::not_undoable(why))).collect();
    Ok(if arguments.json {
        json(&serde_json::json!({ "act": undone.act, "changes": undone.changes, "left": left }))
    } else {
        let left = left.iter().flat_map(|line| ["\nLaissé tel quel : ", line]).collect::<String>();
        let (changes, act) = (undone.changes, undone.act);
        format!("{changes} modifications annulées. Pour les rétablir : coopol undo {act}{left}")
    })
}
