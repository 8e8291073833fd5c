//! A unit's own facts.

use coopol_core::units::{Facts, Sheet};

use super::session::kind;
use crate::contract::session::Unit;
use crate::contract::unit::{UnitDraft, UnitSheet};

/// A unit as the page shows it.
pub fn sheet(sheet: Sheet) -> UnitSheet {
    let Facts { name, zone, code } = sheet.facts;
    UnitSheet {
        unit: Unit { id: sheet.id.to_string(), name, kind: kind(&sheet.kind) },
        zone,
        code,
        parent: sheet.parent_name,
        changeable: sheet.changeable,
    }
}

/// What the page wrote.
pub fn facts(UnitDraft { name, zone, code }: UnitDraft) -> Facts {
    Facts { name, zone, code }
}
