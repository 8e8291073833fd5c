//! J2.5: what each (kind, version) does to a subject is frozen.
//!
//! `tests/golden/folds.json` holds, for every kind, a change and the canonical state that it makes of a given one. It
//! only grows: a line that changes would make old journals mean something else.

use std::collections::BTreeMap;

use coopol_domain::codec::Value;
use coopol_domain::id::DeviceId;
use coopol_domain::journal::{Edit, Payload, Stamp, State};
use coopol_domain::kinds::{self, Role, Shape};
use coopol_domain::time::Hlc;

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden/folds.json");

/// A value that fits a shape, always the same.
pub fn sample(shape: Shape) -> Value {
    match shape {
        Shape::Text(_) => Value::text("œuvre é"),
        Shape::Choice(words) => Value::text(words[words.len() - 1]),
        Shape::Date => Value::text("2026-11-22"),
        Shape::WallTime => Value::text("2026-11-22T18:30"),
        Shape::Instant => Value::Int(1_795_348_800_000),
        Shape::Count(max) => Value::Int(max.min(2026)),
        Shape::Bool => Value::Bool(true),
        Shape::Id => Value::bytes([7; 16]),
        Shape::Bytes(length) => Value::Bytes(vec![8; length]),
        Shape::Record(_, parts) => {
            let mut entries: Vec<_> = parts.iter().map(|(name, shape)| ((*name).to_owned(), sample(*shape))).collect();
            entries.sort_by(|(a, _), (b, _)| (a.len(), a).cmp(&(b.len(), b)));
            Value::Map(entries)
        }
    }
}

fn fold(kind: &kinds::Kind) -> (String, String) {
    let edits = kind.fields.iter().map(|name| {
        let rule = kind.sort.field(name).expect("the table holds together");
        let field = if rule.role == Role::Set { format!("{name}/x1") } else { (*name).to_owned() };
        Edit::set(&field, sample(rule.shape))
    });
    let payload = Payload::new(kind.name, kind.version, edits.collect());
    (hex(&payload.encode()), folded(kind, &payload))
}

/// The state that a payload of this kind makes of a subject that had something in the kind's first field.
fn folded(kind: &kinds::Kind, payload: &Payload) -> String {
    let stamp = |seq| Stamp { effective_at: Hlc(seq << 16), seq, by: DeviceId::from_bytes([4; 16]) };
    let earlier = kind.fields.first().map(|name| Edit::set(name, Value::Null));
    let earlier = Payload::new("earlier", 1, earlier.into_iter().collect());
    let state = State::new(kind.sort.name).apply(&earlier, 0, stamp(1)).apply(payload, 1, stamp(2));
    hex(&state.encode())
}

fn bytes(hex: &str) -> Vec<u8> {
    let byte = |place: usize| u8::from_str_radix(&hex[place..place + 2], 16).unwrap();
    (0..hex.len()).step_by(2).map(byte).collect()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// J2.5: every kind has its golden fold, and does today what it did when it was released. A new kind's line is printed by
/// the failing test, to be added to the file.
#[test]
fn each_kind_does_what_it_always_did() {
    let kept: BTreeMap<String, (String, String)> =
        serde_json::from_str(&std::fs::read_to_string(FILE).unwrap()).unwrap();
    for (name, (written, state)) in &kept {
        let payload = Payload::decode(&bytes(written)).unwrap();
        assert_eq!(hex(&payload.encode()), *written, "{name}");
        assert_eq!(Payload::kind_of(&bytes(written)), Some(payload.kind.as_str()), "{name}");
        let kind =
            kinds::find(&payload.kind, payload.version).unwrap_or_else(|| panic!("`{name}` isn't known any more"));
        assert_eq!(folded(kind, &payload), *state, "`{name}` no longer does what it did");
    }
    let named = kinds::all().map(|kind| (format!("{} {}", kind.name, kind.version), kind));
    let new: BTreeMap<_, _> =
        named.filter(|(name, _)| !kept.contains_key(name)).map(|(name, kind)| (name, fold(kind))).collect();
    assert!(new.is_empty(), "to be added to {FILE}: {}", serde_json::to_string_pretty(&new).unwrap());
}
