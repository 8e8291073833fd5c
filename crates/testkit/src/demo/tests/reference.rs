//! The reference work of the benches.

use std::collections::BTreeMap;

use coopol_domain::access::{Verb, Verbs};
use coopol_domain::id::{ChangeId, StreamId};
use coopol_domain::journal::{Change, Header, Stamp, State};
use coopol_domain::kinds::{View, check, find};
use coopol_domain::time::Hlc;

use super::TODAY;
use crate::demo::calendar::paris;
use crate::demo::reference::{Item, reference_section};

/// The reference work: its size, and that one secretary may make all of it.
#[test]
fn the_reference_work_is_what_the_benches_say() {
    let items = reference_section(1);
    assert_eq!(items.len(), 17_100);
    assert!(items == reference_section(1));
    let of = |kind: &str| items.iter().filter(|item| item.payload.kind == kind).count();
    let kinds = ["person_recorded", "dues_recorded", "event_planned", "person_changed", "document_filed"];
    assert_eq!(kinds.map(of), [500, 3_000, 600, 12_000, 1_000]);
    let mut states: BTreeMap<_, State> = BTreeMap::new();
    for (seq, item) in (1..).zip(&items) {
        let known = states.remove(&item.subject);
        let header = header(item, seq);
        let change = Change { header, payload: item.payload.clone() };
        let view = View { state: known.as_ref(), ..View::default() };
        let now = paris(TODAY, 12, 0);
        let verbs = Verbs::of(&[Verb::Read, Verb::Write]);
        assert_eq!(check(&view, &change, item.compartment, verbs, None, now), Ok(None), "{:?}", item.payload);
        let sort = find(&item.payload.kind, 1).unwrap().sort.name;
        let stamp = Stamp { effective_at: change.header.made_at, seq, ..Stamp::NEVER };
        states.insert(item.subject, known.unwrap_or_else(|| State::new(sort)).apply(&item.payload, seq, stamp));
    }
    let texts = items.iter().filter_map(|item| item.payload.edit("text"));
    assert!(texts.into_iter().all(|edit| edit.after.encode().len() > 1_950));
}

fn header(item: &Item, seq: u64) -> Header {
    Header {
        id: ChangeId::v7(seq, [0; 10]),
        stream: StreamId::from_bytes([1; 16]),
        subject: item.subject,
        base: seq - 1,
        made_at: Hlc(seq << 16),
        act: None,
        depends_on: Vec::new(),
        commitment: [0; 32].into(),
    }
}
