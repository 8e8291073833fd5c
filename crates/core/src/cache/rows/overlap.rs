//! Overlaps: values of one field whose authors hadn't seen each other's (J4.3).

use coopol_domain::codec::Value;
use coopol_domain::journal::{Stamp, State};

use super::Place;
use crate::cache::statement::{Row, Values};

#[derive(PartialEq)]
pub(super) struct OverlapRow {
    at: Place,
    field: String,
    sides: Vec<u8>,
}

pub(super) fn read(at: Place, state: &State) -> Vec<OverlapRow> {
    let side = |value: &Value, stamp: Stamp| {
        Value::Array(vec![value.clone(), Value::count(stamp.effective_at.0), Value::bytes(stamp.by.as_bytes())])
    };
    let rows = state.overlaps().map(|overlap| {
        let rivals = overlap.rivals.iter().map(|rival| side(&rival.value, rival.stamp));
        let sides = [side(&overlap.kept.value, overlap.kept.stamp)].into_iter().chain(rivals).collect();
        OverlapRow { at, field: overlap.field.to_string(), sides: Value::Array(sides).encode() }
    });
    rows.collect()
}

impl Row for OverlapRow {
    const INSERT: &'static str = "INSERT INTO overlaps (stream, subject, field, sides) ";

    fn bind(&self, values: &mut Values<'_>) {
        values
            .push_bind(self.at.stream.as_slice())
            .push_bind(self.at.subject.as_slice())
            .push_bind(self.field.as_str())
            .push_bind(self.sides.as_slice());
    }
}
