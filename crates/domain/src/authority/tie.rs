//! Carrying what one unit asks of another: that one of them stands above the other. As with transfers, the authority states
//! in each what was said in the other, and looks at how both stand, never at what it did before: after a crash the same look says what
//! is left to do.

use crate::codec::Value;
use crate::id::UnitId;
use crate::journal::{Edit, Payload, State};
use crate::kinds::{Tie, Unit, stands_above};

/// One of the two units, with what is said there.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Party<'a> {
    /// Which.
    pub unit: &'a Unit,
    /// What its `office` keeps of it.
    pub tie: Option<&'a State>,
}

/// What is to be stated next.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Errand {
    /// In the office of the unit that asked.
    ToAsker(Payload),
    /// In the office of the other.
    ToOther(Payload),
    /// Both have spoken: of the one below, that it stands below this one from now on.
    Join {
        /// The one below.
        below: UnitId,
        /// The one above.
        above: UnitId,
    },
}

/// What the authority has to state next, so that both say the same; `None` when they do.
pub fn tie(asker: Party<'_>, other: Party<'_>) -> Option<Errand> {
    let asked = asker.tie.and_then(Tie::read).filter(|tie| tie.unit == other.unit.id)?;
    let known = other.tie.and_then(Tie::read).filter(|tie| tie.unit == asker.unit.id && tie.above != asked.above);
    let (above, below) = if asked.above { (other.unit, asker.unit) } else { (asker.unit, other.unit) };
    let tied = below.parent == Some(above.id);
    let open = above.merged_into.is_none() && below.merged_into.is_none();
    let free = open && below.parent.is_none() && stands_above(above.kind, below.kind);
    let to_asker = |word| Some(Errand::ToAsker(settled(asker.tie?, word)));
    let to_other = |word| Some(Errand::ToOther(settled(other.tie?, word)));
    match (asked.word.as_str(), known.as_ref().map(|tie| tie.word.as_str())) {
        ("asked" | "withdrawn", Some("accepted" | "tied")) if tied => to_asker("tied"),
        ("asked", Some("accepted")) if free => Some(Errand::Join { below: below.id, above: above.id }),
        ("asked", Some("declined")) => to_asker("declined"),
        ("asked", Some("withdrawn" | "overtaken")) => to_asker("overtaken"),
        ("asked", None) if free && other.tie.is_none() => Some(Errand::ToOther(proposed(asker.unit, asked.above))),
        ("asked", _) if !free => to_asker("overtaken"),
        ("tied", Some("accepted")) => to_other("tied"),
        ("overtaken", Some("proposed" | "accepted")) => to_other("overtaken"),
        ("withdrawn", Some("proposed" | "accepted")) => to_other("withdrawn"),
        _ => None,
    }
}

fn proposed(asker: &Unit, above: bool) -> Payload {
    let edits = vec![
        Edit::set("unit", Value::bytes(asker.id.as_bytes())),
        Edit::set("name", Value::text(&asker.name)),
        Edit::set("side", Value::text(if above { "below" } else { "above" })),
        Edit::set("word", Value::text("proposed")),
    ];
    Payload::new("tie_proposed", 1, edits)
}

fn settled(state: &State, word: &str) -> Payload {
    Payload::new("tie_settled", 1, vec![Edit::change("word", state.get("word").clone(), Value::text(word))])
}
