//! What the demonstration promises: the same every time, nobody real, and nothing that the authority wouldn't take.

mod came;
mod content;
mod filled;
mod reference;

use std::sync::OnceLock;

use jiff::civil::{Date, date};

use super::{Deed, Federation, Made, Session, What};

const SEED: u64 = 78;
const TODAY: Date = date(2026, 11, 22);

fn federation() -> &'static Federation {
    static FEDERATION: OnceLock<Federation> = OnceLock::new();
    FEDERATION.get_or_init(|| Federation::new(SEED, TODAY))
}

fn changes(federation: &Federation) -> impl Iterator<Item = (&Deed, &Session, &Made)> {
    federation.deeds.iter().flat_map(|deed| {
        let session = match &deed.what {
            What::Wrote(session) => Some(session),
            _ => None,
        };
        session.into_iter().flat_map(move |session| session.changes.iter().map(move |made| (deed, session, made)))
    })
}
