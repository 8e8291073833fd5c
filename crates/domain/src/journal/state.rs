//! Folding: what a subject is, from the accepted changes about it (J4).
//!
//! Each field keeps the value with the greatest stamp. Beside it stand its *rivals*: values written by people who
//! hadn't seen each other's. A change removes the rivals its author had seen, and so settles the overlap (J4.3).

use std::collections::BTreeMap;

use super::{Field, Payload};
use crate::codec::{Malformed, Reader, Value, Writer, in_order};
use crate::id::DeviceId;
use crate::time::Hlc;

/// The field that says that a subject was deleted: a tombstone, which undo sets back (J4.4).
pub const REMOVED: &str = "removed";

/// When a value was written; the greatest wins (J4.2).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Stamp {
    /// First by when it takes effect,
    pub effective_at: Hlc,
    /// then by its place in the stream.
    pub seq: u64,
    /// By which device: an author has seen what they wrote themselves, entry or not.
    pub by: DeviceId,
}

/// A field of a subject.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Cell {
    /// What it is.
    pub value: Value,
    /// Since when.
    pub stamp: Stamp,
    /// What others wrote at the same time without seeing it, oldest entry first.
    pub rivals: Vec<Rival>,
}

/// A value that overlapped with the one that counts.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Rival {
    /// What was written; in the field [`REMOVED`], [`Value::Null`] stands for "edited meanwhile".
    pub value: Value,
    /// Where: `seq` names the entry and so its author.
    pub stamp: Stamp,
}

/// Two values of one field whose authors hadn't seen each other's (J4.3).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Overlap<'a> {
    /// Which field.
    pub field: &'a Field,
    /// The value that counts for now.
    pub kept: &'a Cell,
    /// The others, never empty.
    pub rivals: Vec<&'a Rival>,
}

/// A subject as the accepted changes made it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct State {
    /// What sort of thing it is: `person`, `event`.
    pub sort: String,
    /// Its fields, in the order of their names.
    pub cells: BTreeMap<Field, Cell>,
}

impl State {
    /// A subject about which nothing is known yet.
    pub fn new(sort: &str) -> Self {
        Self { sort: sort.to_owned(), cells: BTreeMap::new() }
    }

    /// The value of a field; [`Value::Null`] when nothing was ever written.
    pub fn get(&self, field: &str) -> &Value {
        static NOTHING: Value = Value::Null;
        self.cells.get(field).map_or(&NOTHING, |cell| &cell.value)
    }

    /// The text of a field; nothing where it holds anything else, or nothing.
    pub fn text(&self, field: &str) -> Option<String> {
        match self.get(field) {
            Value::Text(text) => Some(text.clone()),
            _ => None,
        }
    }

    /// The elements of a set that are in it, with their values.
    pub fn elements<'a>(&'a self, name: &'a str) -> impl Iterator<Item = (&'a str, &'a Value)> {
        self.cells
            .iter()
            .filter(move |(field, cell)| field.name() == name && cell.value != Value::Null)
            .filter_map(|(field, cell)| field.of().map(|element| (element, &cell.value)))
    }

    /// Whether it was deleted.
    pub fn is_removed(&self) -> bool {
        *self.get(REMOVED) == Value::Bool(true)
    }

    /// The last entry that changed it.
    pub fn last_seq(&self) -> u64 {
        self.cells
            .values()
            .flat_map(|cell| cell.rivals.iter().map(|rival| rival.stamp.seq).chain([cell.stamp.seq]))
            .max()
            .unwrap_or(0)
    }

    /// The greatest time any of its values takes effect, which a device's clock must never fall below (J4.1).
    pub fn last_effective_at(&self) -> Hlc {
        self.cells.values().map(|cell| cell.stamp.effective_at).max().unwrap_or_default()
    }

    /// Folds an accepted change, written by somebody who had seen the stream up to `base`. Changes come in the order
    /// of their `seq`; which value wins doesn't depend on it (J4.2).
    #[must_use]
    pub fn apply(mut self, payload: &Payload, base: u64, stamp: Stamp) -> Self {
        for edit in &payload.edits {
            self.write(&edit.field, &edit.after, base, stamp);
        }
        self.mind_the_tombstone(payload, base, stamp);
        self
    }

    fn write(&mut self, field: &Field, after: &Value, base: u64, stamp: Stamp) {
        let written = Rival { value: after.clone(), stamp };
        let Some(cell) = self.cells.get_mut(field) else {
            self.cells.insert(field.clone(), Cell { value: written.value, stamp, rivals: Vec::new() });
            return;
        };
        let kept = Rival { value: std::mem::replace(&mut cell.value, Value::Null), stamp: cell.stamp };
        let seen = |old: &Rival| stamp.saw(old.stamp, base) && old.stamp < stamp;
        let mut contenders: Vec<Rival> = cell.rivals.drain(..).chain([kept]).filter(|old| !seen(old)).collect();
        contenders.push(written);
        let explicit = |rival: &Rival| field.as_str() != REMOVED || rival.value != Value::Null;
        let winner = contenders
            .iter()
            .enumerate()
            .filter(|(_, rival)| explicit(rival))
            .max_by_key(|(_, rival)| rival.stamp)
            .map_or(contenders.len() - 1, |(place, _)| place);
        let winner = contenders.remove(winner);
        contenders.sort_by_key(|rival| rival.stamp.seq);
        *cell = Cell { value: winner.value, stamp: winner.stamp, rivals: contenders };
    }

    /// An edit beside a deletion restores nothing and is shown (J4.4): it becomes a rival of the tombstone.
    fn mind_the_tombstone(&mut self, payload: &Payload, base: u64, stamp: Stamp) {
        let Some(tombstone) = self.cells.get(REMOVED) else { return };
        let removed_here = payload.edit(REMOVED).is_some_and(|edit| edit.after == Value::Bool(true));
        let unseen: Option<Stamp> = if removed_here {
            let edits = self.cells.iter().filter(|(field, _)| field.as_str() != REMOVED);
            edits
                .map(|(_, cell)| cell.stamp)
                .filter(|edit| !stamp.saw(*edit, base) && edit.seq < stamp.seq)
                .max_by_key(|edit| edit.seq)
        } else {
            (tombstone.value == Value::Bool(true)
                && !stamp.saw(tombstone.stamp, base)
                && payload.edit(REMOVED).is_none())
            .then_some(stamp)
        };
        let Some(stamp) = unseen else { return };
        if let Some(tombstone) = self.cells.get_mut(REMOVED) {
            tombstone.rivals.push(Rival { value: Value::Null, stamp });
        }
    }

    /// What somebody has to settle: fields with a rival that says something else.
    pub fn overlaps(&self) -> impl Iterator<Item = Overlap<'_>> {
        self.cells.iter().filter_map(|(field, kept)| {
            let rivals: Vec<_> = kept.rivals.iter().filter(|rival| rival.value != kept.value).collect();
            (!rivals.is_empty()).then_some(Overlap { field, kept, rivals })
        })
    }

    /// The latest stamp: that of most fields.
    fn usual(&self) -> Stamp {
        self.cells.values().map(|cell| cell.stamp).max_by_key(|stamp| stamp.seq).unwrap_or(Stamp::NEVER)
    }

    /// The canonical bytes (J6): an array of sort, the latest stamp, values by field, other stamps by field, rivals by
    /// field.
    pub fn encode(&self) -> Vec<u8> {
        let usual = self.usual();
        let mut cells: Vec<_> = self.cells.iter().map(|(field, cell)| (field.as_str(), cell)).collect();
        cells.sort_by(|(a, _), (b, _)| in_order(a).cmp(&in_order(b)));
        let unusual = || cells.iter().filter(|(_, cell)| cell.stamp != usual);
        let overlapping = || cells.iter().filter(|(_, cell)| !cell.rivals.is_empty());
        Writer::bytes_of(|out| {
            usual.write(out.array(5).text(&self.sort));
            out.map(cells.len());
            for (name, cell) in &cells {
                out.text(name).value(&cell.value);
            }
            out.map(unusual().count());
            unusual().for_each(|(name, cell)| cell.stamp.write(out.text(name)));
            out.map(overlapping().count());
            for (name, cell) in overlapping() {
                out.text(name).array(cell.rivals.len());
                cell.rivals.iter().for_each(|rival| rival.write(out));
            }
        })
    }

    /// Reads what [`State::encode`] wrote, and nothing else: a state has one spelling.
    ///
    /// # Errors
    /// [`Malformed`], naming the part.
    pub fn decode(bytes: &[u8]) -> Result<Self, Malformed> {
        Reader::whole(bytes, |input| {
            input.parts(5, "state")?;
            let mut state = Self::new(input.text("sort")?);
            let usual = Stamp::read(input)?;
            input.entries("values", |name, values| {
                let field = name.parse().map_err(|_| Malformed::Shape { place: "field", wanted: "a field's name" })?;
                // Around it stand the values and the state.
                state.cells.insert(field, Cell { value: values.value(2)?, stamp: usual, rivals: Vec::new() });
                Ok(())
            })?;
            let spelt = |so: bool, wanted| if so { Ok(()) } else { Err(Malformed::Shape { place: "state", wanted }) };
            input.entries("stamps", |name, stamps| {
                let stamp = Stamp::read(stamps)?;
                state.known(name)?.stamp = stamp;
                spelt(stamp != usual, "stamps other than the usual one")
            })?;
            input.entries("rivals", |name, rivals| {
                let rivals = rivals.items("rivals", Rival::read)?;
                spelt(!rivals.is_empty(), "rivals where some are listed")?;
                state.known(name)?.rivals = rivals;
                Ok(())
            })?;
            spelt(state.usual() == usual, "the latest stamp as the usual one")?;
            Ok(state)
        })
    }

    fn known(&mut self, field: &str) -> Result<&mut Cell, Malformed> {
        self.cells
            .get_mut(field)
            .ok_or(Malformed::Shape { place: "stamps and rivals", wanted: "fields that have a value" })
    }
}

impl Stamp {
    /// Before anything.
    pub const NEVER: Self = Self { effective_at: Hlc(0), seq: 0, by: DeviceId::from_bytes([0; 16]) };

    /// Whether whoever wrote this, having folded the stream up to `base`, had seen what was written at `old`.
    fn saw(self, old: Self, base: u64) -> bool {
        old.seq <= base || old.by == self.by
    }

    fn write(self, out: &mut Writer) {
        out.array(3).count(self.effective_at.0).count(self.seq).bytes(self.by.as_bytes());
    }

    fn read(input: &mut Reader<'_>) -> Result<Self, Malformed> {
        input.parts(3, "stamp")?;
        Ok(Self {
            effective_at: Hlc(input.number("effective_at")?),
            seq: input.number("seq")?,
            by: DeviceId::from_bytes(input.array_of("device")?),
        })
    }
}

impl Rival {
    fn write(&self, out: &mut Writer) {
        self.stamp.write(out.array(2).value(&self.value));
    }

    fn read(input: &mut Reader<'_>) -> Result<Self, Malformed> {
        input.parts(2, "rival")?;
        // Around it stand the rival, the field's rivals, those of all fields and the state.
        Ok(Self { value: input.value(4)?, stamp: Stamp::read(input)? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two values, with stamps and rivals as they are given.
    fn spelt(usual: Stamp, stamps: &[(&str, Stamp)], rivals: &[(&str, &[Rival])]) -> Vec<u8> {
        Writer::bytes_of(|out| {
            usual.write(out.array(5).text("person"));
            out.map(2);
            for name in ["city", "street"] {
                out.text(name).value(&Value::Null);
            }
            out.map(stamps.len());
            for (name, stamp) in stamps {
                stamp.write(out.text(name));
            }
            out.map(rivals.len());
            for (name, rivals) in rivals {
                out.text(name).array(rivals.len());
                for rival in *rivals {
                    rival.write(out);
                }
            }
        })
    }

    /// J6: whoever signs a root over states signs one spelling of each.
    #[test]
    fn a_state_has_one_spelling() {
        let [first, second] = [1, 2].map(|seq| Stamp { seq, ..Stamp::NEVER });
        let as_it_is = spelt(second, &[("city", first)], &[]);
        assert_eq!(State::decode(&as_it_is).unwrap().encode(), as_it_is);
        for (wrong, why) in [
            (spelt(first, &[("city", second)], &[]), "the usual stamp isn't the latest"),
            (spelt(second, &[("city", second)], &[]), "a stamp that is the usual one"),
            (spelt(second, &[("city", first)], &[("city", &[])]), "no rivals"),
        ] {
            assert!(matches!(State::decode(&wrong), Err(Malformed::Shape { place: "state", .. })), "{why}");
        }
    }
}
