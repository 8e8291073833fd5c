//! What waits for a decision.

use coopol_core::dossier::{Parting, Waiting};
use coopol_core::handover::Standing;

use super::{Say, plain};

impl Say {
    pub(super) fn waiting(self, waiting: &Waiting, handovers: Option<&[Standing]>, splits: &[Parting]) -> Vec<String> {
        let counted = [
            (waiting.to_verify, self.of("désaccords à vérifier", "values to verify")),
            (waiting.proposals, self.of("propositions d'autres responsables", "proposals of other officers")),
            (
                waiting.late,
                self.of(
                    "modifications arrivées après la fin d'un mandat",
                    "changes that came after a mandate was over",
                ),
            ),
            (waiting.arrivals, self.of("personnes envoyées par d'autres sections", "people sent by other sections")),
            (waiting.ties, self.of("demandes de rattachement", "units that ask to belong together")),
            (waiting.splits, self.of("partages de la section", "sections to come out of this one")),
            (waiting.reminders, self.of("relances du niveau au-dessus", "reminders of the level above")),
            (waiting.appointed, self.of("administrations provisoires à lire", "appointments for a time to read")),
            (waiting.refused, self.of("modifications refusées", "changes that were refused")),
        ];
        let counted = counted.into_iter().filter(|(count, _)| *count > 0);
        let mut lines: Vec<String> = counted.map(|(count, what)| self.that(what, count)).collect();
        for claim in handovers.unwrap_or_default() {
            let what = self.of("passation en cours", "handover under way");
            lines.push(self.that(what, format!("{} ({})", plain(&claim.holder_name), self.office(&claim.office))));
        }
        lines.extend(splits.iter().map(|split| self.parting(split)));
        lines
    }

    fn parting(self, split: &Parting) -> String {
        let agreed =
            if split.agreed { self.of("accepté le", "agreed on") } else { self.of("proposé le", "proposed on") };
        let what = self.of("section qui doit naître de celle-ci", "section to come out of this one");
        self.that(what, format!("{}, {agreed} {}", plain(&split.name), self.day(&split.since)))
    }
}
