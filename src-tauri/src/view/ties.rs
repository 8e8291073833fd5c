//! Units that ask to belong together.

use coopol_core::transport::UnitNamed;
use coopol_core::units::Sheet;
use coopol_core::units::ties::Tie as CoreTie;

use super::id;
use crate::contract::failure::Failure;
use crate::contract::history::Named;
use crate::contract::ties::{Tie, TiesPage};

/// What waits, and what may be asked.
pub fn page(own: &Sheet, all: Vec<CoreTie>, waiting: Vec<CoreTie>) -> TiesPage {
    let asked = all.into_iter().filter(|tie| tie.word == "asked" && tie.side != "new" && own.changeable);
    TiesPage {
        asked: asked.map(tie).collect(),
        proposed: waiting.into_iter().map(tie).collect(),
        asks_above: own.changeable && own.kind == "section" && own.parent.is_none(),
        asks_below: own.changeable && own.kind == "federation",
    }
}

/// One of them.
pub fn tie(tie: CoreTie) -> Tie {
    Tie { id: tie.id.to_string(), name: tie.name, above: tie.side == "above" }
}

/// The unit that is asked. What it is, the server knows.
pub fn asked(other: Named, above: bool) -> Result<UnitNamed, Failure> {
    let kind = if above { "federation" } else { "section" }.to_owned();
    Ok(UnitNamed { id: id(&other.id)?, kind, name: other.name, parent: None })
}
