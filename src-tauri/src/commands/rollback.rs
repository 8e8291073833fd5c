//! Taking back much at once, from Historique.

use coopol_core::history::rollback;

use super::{Answer, TheShell};
use crate::contract::base::{Id, Saved};
use crate::contract::failure::{ErrorCode, Failure};
use crate::contract::rollback::{RollbackPlan, RollbackScope};
use crate::view::{id, rollback as view};

/// What it would do; nothing is written.
#[tauri::command]
#[specta::specta]
pub async fn plan_rollback(shell: TheShell<'_>, scope: RollbackScope) -> Answer<RollbackPlan> {
    let session = shell.session().await?;
    let scope = view::scope(scope, &session.zone().await?)?;
    Ok(view::plan(&rollback::plan(&session, &scope).await?))
}

/// Does it, as one act, if it is still what was `seen`; what is in `except` stays as it is.
#[tauri::command]
#[specta::specta]
pub async fn roll_back(shell: TheShell<'_>, scope: RollbackScope, seen: String, except: Vec<Id>) -> Answer<Saved> {
    let session = shell.session().await?;
    let scope = view::scope(scope, &session.zone().await?)?;
    let plan = rollback::plan(&session, &scope).await?;
    if view::seen(&plan) != seen {
        return Err(Failure::new(ErrorCode::Changed, "it isn't any more what was shown"));
    }
    let alone = except.iter().map(|one| id(one)).collect::<Result<_, _>>()?;
    let plan = plan.leaving(&alone)?;
    Ok(Saved { act: rollback::carry_out(&session, plan).await?.act.to_string() })
}
