//! Undo: a change's inverse is mechanical, and it is a new change (J2.4).

use super::{Edit, Payload, State};
use crate::kinds::{self, Undo};

/// Why a change can't be taken back.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotInvertible {
    /// What left the house doesn't come back: a message sent, an erasure. `kinds` lists them all.
    #[error("`{kind}` can't be taken back")]
    Never {
        /// The kind of the change.
        kind: String,
    },
    /// The kind isn't known to this version.
    #[error("`{kind}` version {version} was made with a later version of the program")]
    Unknown {
        /// The kind of the change.
        kind: String,
        /// The version of the kind.
        version: u16,
    },
    /// Somebody changed these fields since; taking it back would undo their work too.
    #[error("changed again since: {}", .fields.join(", "))]
    ChangedSince {
        /// The names of the fields.
        fields: Vec<String>,
    },
    /// The subject is already as it was before.
    #[error("nothing of it is left to take back")]
    AlreadyUndone,
}

impl NotInvertible {
    /// Its name for programs.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Never { .. } => "never",
            Self::Unknown { .. } => "unknown",
            Self::ChangedSince { .. } => "changed_since",
            Self::AlreadyUndone => "already_undone",
        }
    }
}

/// The payload that puts the subject, now in `state`, back as it was before `payload`.
///
/// # Errors
/// [`NotInvertible`], with the fields that stand in the way.
pub fn invert(state: &State, payload: &Payload) -> Result<Payload, NotInvertible> {
    let Some(kind) = kinds::find(&payload.kind, payload.version) else {
        return Err(NotInvertible::Unknown { kind: payload.kind.clone(), version: payload.version });
    };
    let inverse = match kind.undo {
        Undo::By(name) => kinds::current(name).expect("a test checks that every inverse named in the table is in it"),
        Undo::Never => return Err(NotInvertible::Never { kind: payload.kind.clone() }),
    };
    let edits: Vec<Edit> = if kind.creates {
        if state.is_removed() {
            return Err(NotInvertible::AlreadyUndone);
        }
        let since = edited_since(state, payload);
        if !since.is_empty() {
            return Err(NotInvertible::ChangedSince { fields: since });
        }
        vec![kinds::removal()]
    } else {
        turned_back(state, payload)?
    };
    Ok(Payload::new(inverse.name, inverse.version, edits))
}

/// The fields of `payload` that are no longer as it left them.
fn edited_since(state: &State, payload: &Payload) -> Vec<String> {
    let changed = |edit: &&Edit| *state.get(edit.field.as_str()) != edit.after;
    payload.edits.iter().filter(changed).map(|edit| edit.field.to_string()).collect()
}

fn turned_back(state: &State, payload: &Payload) -> Result<Vec<Edit>, NotInvertible> {
    let now = |edit: &Edit| state.get(edit.field.as_str()).clone();
    let open: Vec<&Edit> = payload.edits.iter().filter(|edit| now(edit) != edit.before).collect();
    if open.is_empty() {
        return Err(NotInvertible::AlreadyUndone);
    }
    let foreign: Vec<String> =
        open.iter().filter(|edit| now(edit) != edit.after).map(|edit| edit.field.to_string()).collect();
    if !foreign.is_empty() {
        return Err(NotInvertible::ChangedSince { fields: foreign });
    }
    Ok(open
        .into_iter()
        .map(|edit| Edit { field: edit.field.clone(), before: now(edit), after: edit.before.clone() })
        .collect())
}
