//! Names as people bear them: of several origins, with particles, hyphens, apostrophes and ligatures.

use crate::chance::Chance;
use crate::demo::lists::{Lists, Origin, pick};

/// A name.
#[derive(Debug, Clone)]
pub(in crate::demo) struct Name {
    pub(in crate::demo) first: String,
    pub(in crate::demo) last: String,
    pub(in crate::demo) feminine: bool,
}

/// A name for somebody born in `year`. The later they were born, the less the first name tells where the last is from.
pub(super) fn draw(lists: &Lists, year: i16, chance: &mut Chance) -> Name {
    let generation = match year {
        ..1960 => 0,
        1960..1985 => 1,
        _ => 2,
    };
    let own = origin(lists, chance);
    let first = if chance.in_a_hundred([90, 68, 50][generation]) { own } else { origin(lists, chance) };
    let feminine = chance.in_a_hundred(46);
    let mut last = pick(&own.last, chance).to_owned();
    if chance.in_a_hundred(4) {
        let joint = if chance.in_a_hundred(75) { "-" } else { " " };
        last = format!("{last}{joint}{}", pick(&origin(lists, chance).last, chance));
    }
    let first = pick(&first.first[usize::from(!feminine)][generation], chance).to_owned();
    Name { first, last, feminine }
}

fn origin<'a>(lists: &'a Lists, chance: &mut Chance) -> &'a Origin {
    let mut drawn = chance.below(100);
    let within = |origin: &&Origin| match drawn.checked_sub(origin.share) {
        Some(rest) => {
            drawn = rest;
            false
        }
        None => true,
    };
    lists.origins.iter().find(within).expect("the shares make a hundred")
}
