//! Units, mandates, claims, devices and acts.

use coopol_domain::codec::Value;
use coopol_domain::journal::State;

use super::Place;
use super::fields::{bytes, number, text, yes};
use crate::cache::statement::{Row, Values};

#[derive(PartialEq)]
pub(super) struct UnitRow {
    at: Place,
    kind: String,
    name: String,
    parent: Option<Vec<u8>>,
    zone: String,
    code: Option<String>,
    merged_into: Option<Vec<u8>>,
    reminders: Option<String>,
}

pub(super) fn unit(at: Place, state: &State) -> Option<UnitRow> {
    Some(UnitRow {
        at,
        kind: text(state, "kind")?,
        name: text(state, "name")?,
        parent: bytes(state, "parent"),
        zone: text(state, "zone")?,
        code: text(state, "code"),
        merged_into: bytes(state, "merged_into"),
        reminders: crate::handover::kept_reminders(state),
    })
}

#[derive(PartialEq)]
pub(super) struct MandateRow {
    at: Place,
    unit: Vec<u8>,
    office: String,
    holder: Vec<u8>,
    holder_name: String,
    since: i64,
    until: Option<i64>,
    card: [Option<String>; 3],
    suspensions: Option<String>,
    caretaker: Option<String>,
    theme: Option<String>,
    proof: Option<String>,
    document: Option<Vec<u8>>,
}

pub(super) fn mandate(at: Place, state: &State) -> Option<MandateRow> {
    Some(MandateRow {
        at,
        unit: bytes(state, "unit")?,
        office: text(state, "office")?,
        holder: bytes(state, "holder")?,
        holder_name: text(state, "holder_name")?,
        since: number(state, "since")?,
        until: number(state, "until"),
        card: ["card_name", "card_email", "card_phone"].map(|field| text(state, field)),
        suspensions: crate::mandates::kept_suspensions(state),
        caretaker: crate::mandates::kept_caretaker(state),
        theme: text(state, "theme"),
        proof: text(state, "proof"),
        document: bytes(state, "document"),
    })
}

#[derive(PartialEq)]
pub(super) struct ClaimRow {
    at: Place,
    unit: Vec<u8>,
    holder_name: String,
}

pub(super) fn claim(at: Place, state: &State) -> Option<ClaimRow> {
    Some(ClaimRow { at, unit: bytes(state, "unit")?, holder_name: text(state, "holder_name")? })
}

#[derive(PartialEq)]
pub(super) struct DeviceRow {
    at: Place,
    holder: Vec<u8>,
    holder_name: Option<String>,
    name: Option<String>,
    enrolled: bool,
    invited_until: Option<i64>,
    opens_at: Option<i64>,
    level: Option<String>,
    revoked: bool,
}

pub(super) fn device(at: Place, state: &State) -> Option<DeviceRow> {
    Some(DeviceRow {
        at,
        holder: bytes(state, "holder")?,
        holder_name: text(state, "holder_name"),
        name: text(state, "name"),
        enrolled: *state.get("key") != Value::Null,
        invited_until: number(state, "invited_until"),
        opens_at: number(state, "opens_at"),
        level: text(state, "level"),
        revoked: yes(state, "revoked"),
    })
}

#[derive(PartialEq)]
pub(super) struct ActRow {
    at: Place,
    category: String,
    label: Option<String>,
    changes: Option<i64>,
    closed: bool,
}

pub(super) fn act(at: Place, state: &State) -> Option<ActRow> {
    Some(ActRow {
        at,
        category: text(state, "category")?,
        label: text(state, "label"),
        changes: number(state, "changes"),
        closed: yes(state, "closed"),
    })
}

#[derive(PartialEq)]
pub(super) struct TieRow {
    at: Place,
    unit: Option<Vec<u8>>,
    name: String,
    side: String,
    word: String,
}

pub(super) fn tie(at: Place, state: &State) -> Option<TieRow> {
    Some(TieRow {
        at,
        unit: Some(bytes(state, "unit")?),
        name: text(state, "name")?,
        side: text(state, "side")?,
        word: text(state, "word")?,
    })
}

/// A section that was asked for, and that there is from the day on which it is named.
pub(super) fn opening(at: Place, state: &State) -> Option<TieRow> {
    let unit = bytes(state, "unit");
    let word = if unit.is_some() { "tied" } else { "asked" }.to_owned();
    Some(TieRow { at, unit, name: text(state, "name")?, side: "new".to_owned(), word })
}

impl Row for TieRow {
    const INSERT: &'static str = "INSERT OR REPLACE INTO ties (id, stream, unit, name, side, word) ";

    fn bind(&self, values: &mut Values<'_>) {
        values
            .push_bind(self.at.subject.as_slice())
            .push_bind(self.at.stream.as_slice())
            .push_bind(self.unit.as_deref())
            .push_bind(self.name.as_str())
            .push_bind(self.side.as_str())
            .push_bind(self.word.as_str());
    }
}

impl Row for UnitRow {
    const INSERT: &'static str =
        "INSERT OR REPLACE INTO units (id, stream, kind, name, parent, zone, code, merged_into, reminders) ";

    fn bind(&self, values: &mut Values<'_>) {
        values
            .push_bind(self.at.subject.as_slice())
            .push_bind(self.at.stream.as_slice())
            .push_bind(self.kind.as_str())
            .push_bind(self.name.as_str())
            .push_bind(self.parent.as_deref())
            .push_bind(self.zone.as_str())
            .push_bind(self.code.as_deref())
            .push_bind(self.merged_into.as_deref())
            .push_bind(self.reminders.as_deref());
    }
}

impl Row for MandateRow {
    const INSERT: &'static str = "INSERT OR REPLACE INTO mandates (id, stream, unit, office, holder, holder_name, since, until, card_name, card_email, card_phone, suspensions, caretaker, theme, proof, document) ";

    fn bind(&self, values: &mut Values<'_>) {
        values
            .push_bind(self.at.subject.as_slice())
            .push_bind(self.at.stream.as_slice())
            .push_bind(self.unit.as_slice())
            .push_bind(self.office.as_str())
            .push_bind(self.holder.as_slice())
            .push_bind(self.holder_name.as_str())
            .push_bind(self.since)
            .push_bind(self.until);
        for part in &self.card {
            values.push_bind(part.as_deref());
        }
        values
            .push_bind(self.suspensions.as_deref())
            .push_bind(self.caretaker.as_deref())
            .push_bind(self.theme.as_deref())
            .push_bind(self.proof.as_deref())
            .push_bind(self.document.as_deref());
    }
}

impl Row for ClaimRow {
    const INSERT: &'static str = "INSERT OR REPLACE INTO claims (id, stream, unit, holder_name) ";

    fn bind(&self, values: &mut Values<'_>) {
        values
            .push_bind(self.at.subject.as_slice())
            .push_bind(self.at.stream.as_slice())
            .push_bind(self.unit.as_slice())
            .push_bind(self.holder_name.as_str());
    }
}

impl Row for DeviceRow {
    const INSERT: &'static str = "INSERT OR REPLACE INTO devices (id, stream, holder, holder_name, name, enrolled, invited_until, opens_at, level, revoked) ";

    fn bind(&self, values: &mut Values<'_>) {
        values
            .push_bind(self.at.subject.as_slice())
            .push_bind(self.at.stream.as_slice())
            .push_bind(self.holder.as_slice())
            .push_bind(self.holder_name.as_deref())
            .push_bind(self.name.as_deref())
            .push_bind(self.enrolled)
            .push_bind(self.invited_until)
            .push_bind(self.opens_at)
            .push_bind(self.level.as_deref())
            .push_bind(self.revoked);
    }
}

impl Row for ActRow {
    const INSERT: &'static str = "INSERT OR REPLACE INTO acts (id, stream, category, label, changes, closed) ";

    fn bind(&self, values: &mut Values<'_>) {
        values
            .push_bind(self.at.subject.as_slice())
            .push_bind(self.at.stream.as_slice())
            .push_bind(self.category.as_str())
            .push_bind(self.label.as_deref())
            .push_bind(self.changes)
            .push_bind(self.closed);
    }
}
