//! What lies on the desk of the office, and what the departure shield holds of others.

use coopol_core::dossier::{Coming, Desk, HeldBack, Kept};

use super::{Say, plain};

impl Say {
    /// What lies there, each with its name; nothing where nothing does.
    pub(super) fn desk(self, desk: &Desk) -> Vec<String> {
        let sorts = [
            (&desk.lists, self.of("liste enregistrée", "saved list")),
            (&desk.templates, self.of("modèle de message", "template of a message")),
            (&desk.drafts, self.of("brouillon", "draft")),
        ];
        let named = |(names, sort): (&Vec<String>, &str)| -> Vec<String> {
            names.iter().map(|name| self.that(sort, self.about(name))).collect()
        };
        let mailings = desk.mailings.iter().map(|mailing| self.mailing(mailing));
        sorts.into_iter().flat_map(named).chain(mailings).collect()
    }

    fn mailing(self, Coming { subject, at, waits }: &Coming) -> String {
        let at = self.day(&at.date().to_string()) + &at.strftime(" %H:%M").to_string();
        let waits = if *waits {
            self.of(", en attente : `coopol message scheduled`", ", waiting: `coopol message scheduled`")
        } else {
            ""
        };
        self.that(self.of("envoi programmé", "scheduled message"), format!("{}, {at}{waits}", self.about(subject)))
    }

    fn about(self, subject: &str) -> String {
        if subject.trim().is_empty() { self.of("sans objet", "no subject").to_owned() } else { plain(subject) }
    }

    /// Each on a line of its own; `None` where nothing is held.
    pub(super) fn all_held_back(self, held: Option<&[HeldBack]>) -> Option<Vec<String>> {
        let held = held.filter(|held| !held.is_empty())?;
        Some(held.iter().map(|held| self.held_back(held)).collect())
    }

    fn held_back(self, held: &HeldBack) -> String {
        let name = held.name.as_deref().map_or_else(|| self.of("quelqu'un", "somebody").to_owned(), plain);
        let (one, many) = match held.kept {
            Kept::Dues => (("règlement", "payment"), ("règlements", "payments")),
            Kept::Agenda => {
                (("élément de l'agenda", "item of the agenda"), ("éléments de l'agenda", "items of the agenda"))
            }
            Kept::Archive => {
                (("élément des archives", "item of the archives"), ("éléments des archives", "items of the archives"))
            }
            Kept::Roster => (("fiche", "sheet"), ("fiches", "sheets")),
        };
        let (french, english) = if held.records == 1 { one } else { many };
        let records = self.of(french, english);
        let removed = match held.removed {
            0 => String::new(),
            1 => self.of(", dont 1 à retirer", ", 1 of which to be taken out").to_owned(),
            many => {
                self.of(", dont ", ", ").to_owned()
                    + &many.to_string()
                    + self.of(" à retirer", " of which to be taken out")
            }
        };
        let since = format!("{} {}", self.of("depuis le", "since"), self.day(&held.since));
        self.that(name, format!("{} {records}{removed}, {since}", held.records))
    }
}
