//! What becomes of mergers while the program runs or since it last ran: whoever leads one of the two is told once that it was decided, and they as
//! well as the level above what came of it.

use std::collections::BTreeMap;

use coopol_core::device::Session;
use coopol_core::status::status;
use coopol_core::units::merges::{self, Merge, Role};
use coopol_domain::id::UnitId;
use tauri::AppHandle;

use crate::notices::{self, MergeStep};

type Pair = (UnitId, UnitId);

/// How each stood.
#[derive(Debug, Default)]
pub struct Merging {
    /// Nothing before the first contact of all: what was there first isn't news.
    known: Option<BTreeMap<Pair, String>>,
    /// What was found in hours that are quiet.
    kept: Vec<(MergeStep, Merge)>,
}

impl Merging {
    /// Before each synchronisation.
    pub async fn begin(&mut self, session: &Session) {
        let met = status(session).await.is_ok_and(|status| status.last_contact.is_some());
        if let (None, true, Ok(all)) = (&self.known, met, merges::list(session).await) {
            self.known = Some(standing(&all));
        }
    }

    /// After one that went well.
    pub async fn announce(&mut self, app: &AppHandle, session: &Session) {
        match merges::list(session).await {
            Ok(all) => {
                self.taken(&all);
                if !self.kept.is_empty() && notices::announce_merges(app, session, &self.kept).await {
                    self.kept.clear();
                }
            }
            Err(error) => tracing::warn!(%error, "nothing can be said of sections that are merged"),
        }
    }

    /// Keeps how each stands now where that is news: of one merger only the last, and nothing that was answered meanwhile.
    fn taken(&mut self, all: &[Merge]) {
        let known = self.known.replace(standing(all));
        let still = |kept: &(MergeStep, Merge)| {
            all.iter().any(|merge| pair(merge) == pair(&kept.1) && step(merge) == Some(kept.0))
        };
        self.kept.retain(still);
        let Some(known) = known else { return };
        let news = all.iter().filter(|merge| known.get(&pair(merge)) != Some(&merge.word));
        self.kept.extend(news.filter_map(|merge| Some((step(merge)?, merge.clone()))));
    }
}

fn pair(merge: &Merge) -> Pair {
    (merge.unit, merge.into)
}

fn standing(all: &[Merge]) -> BTreeMap<Pair, String> {
    all.iter().map(|merge| (pair(merge), merge.word.clone())).collect()
}

/// What whoever uses this laptop is told of it: whoever decided it isn't told so.
fn step(merge: &Merge) -> Option<MergeStep> {
    let concerned = merge.role != Role::Reads;
    match merge.word.as_str() {
        "decided" if merge.asked => Some(MergeStep::Decided),
        "agreed" if concerned => Some(MergeStep::Agreed),
        "refused" if concerned => Some(MergeStep::Refused),
        "withdrawn" if merge.role == Role::Answers => Some(MergeStep::Withdrawn),
        "done" if concerned => Some(MergeStep::Done),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(word: &str) -> Merge {
        notices::merge_example(2, word)
    }

    fn steps(merging: &Merging) -> Vec<MergeStep> {
        merging.kept.iter().map(|(step, _)| *step).collect()
    }

    #[test]
    fn each_step_is_told_once() {
        let mut merging = Merging::default();
        merging.taken(&[]);
        for (word, told) in [
            ("decided", MergeStep::Decided),
            ("agreed", MergeStep::Agreed),
            ("done", MergeStep::Done),
            ("withdrawn", MergeStep::Withdrawn),
            ("refused", MergeStep::Refused),
        ] {
            merging.taken(&[one(word)]);
            assert_eq!(steps(&merging), [told], "{word}");
            merging.taken(&[one(word)]);
            assert_eq!(steps(&merging), [told], "{word}, once");
            merging.kept.clear();
        }
    }

    #[test]
    fn what_was_there_first_and_what_was_answered_in_the_night_arent_told() {
        let mut merging = Merging::default();
        merging.taken(&[one("decided")]);
        assert_eq!(steps(&merging), []);
        merging.taken(&[one("decided"), notices::merge_example(3, "decided")]);
        assert_eq!(steps(&merging), [MergeStep::Decided]);
        merging.taken(&[one("decided"), Merge { asked: false, ..notices::merge_example(3, "decided") }]);
        assert_eq!(steps(&merging), []);
    }

    #[test]
    fn whoever_has_no_part_in_it_is_told_nothing() {
        let of = |word: &str, role| step(&Merge { role, asked: false, ..one(word) });
        for word in ["decided", "agreed", "refused", "withdrawn", "done"] {
            assert_eq!(of(word, Role::Reads), None, "{word}");
        }
        assert_eq!(of("withdrawn", Role::Decides), None, "who took it back knows");
        assert_eq!(of("agreed", Role::Decides), Some(MergeStep::Agreed), "who decided it reads that both agreed");
    }
}
