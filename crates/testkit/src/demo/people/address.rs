//! Where people live.

use coopol_domain::codec::Value;

use crate::chance::Chance;
use crate::demo::lists::{Commune, Lists, pick};
use crate::demo::subject::record;

/// An address in `commune`, or one time in nine in a neighbouring one.
pub(in crate::demo) fn address(lists: &Lists, commune: &Commune, chance: &mut Chance) -> Value {
    let neighbours: Vec<&Commune> =
        lists.communes.iter().filter(|other| other.arrondissement == commune.arrondissement).collect();
    let commune = if chance.in_a_hundred(11) { pick(&neighbours, chance) } else { commune };
    let repeated = ["", "", "", "", "", "", "", "", " bis", " ter"][chance.place(10)];
    let street = format!("{}{repeated} {}", 1 + chance.below(130), lists.one("streets", chance));
    record(&[
        ("street", Value::text(street)),
        ("postcode", Value::text(pick(&commune.postcodes, chance))),
        ("city", Value::text(commune.name)),
    ])
}
