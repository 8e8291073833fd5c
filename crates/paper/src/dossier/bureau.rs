//! Who holds office.

use coopol_core::dossier::{Seat, Suspended};
use coopol_core::mandates::Caretaker;

use super::part::{Body, Cell, Part, Table};
use super::say::{BESIDE, Say, whole};

impl Say {
    pub fn bureau(&self, bureau: &[Seat]) -> Part {
        let head = self.head(&["bureau-who", "bureau-office", "bureau-since", "bureau-until"]);
        let rows = bureau.iter().map(|seat| self.seat(seat)).collect();
        let table = Table { widths: vec![5, 4, 0, 0], head, rows };
        Part::new(self.plain("bureau"), Body::rows(table, self.plain("bureau-none")))
    }

    fn seat(&self, seat: &Seat) -> Vec<Cell> {
        let reached = seat.card.as_ref().map(|card| {
            // Whoever goes by another name there is asked for by it.
            let name = (card.name != seat.name).then(|| card.name.clone());
            let ways = [name, card.email.clone(), card.phone.as_deref().map(whole)];
            ways.into_iter().flatten().collect::<Vec<_>>().join(BESIDE)
        });
        let to_come = seat.to_come.then(|| self.plain("bureau-to-come"));
        let in_charge = seat.caretaker.as_ref().map(|caretaker| self.in_charge(caretaker));
        let notes = [to_come, in_charge, seat.suspended.as_ref().map(|span| self.suspended(span))];
        let until = seat.until.as_deref().map_or_else(|| self.plain("bureau-no-end"), |until| self.words.day(until));
        vec![
            Cell { text: seat.name.clone(), note: reached.unwrap_or_default() },
            Cell { text: self.held(seat), note: notes.into_iter().flatten().collect::<Vec<_>>().join(BESIDE) },
            self.words.day(&seat.since).into(),
            until.into(),
        ]
    }

    /// "Secrétaire fédéral (Formation)".
    fn held(&self, seat: &Seat) -> String {
        let office = self.office(&seat.office);
        seat.theme.as_ref().map_or_else(|| office.clone(), |theme| format!("{office} ({theme})"))
    }

    /// "administration provisoire, par Ada Traoré : bureau suspendu".
    fn in_charge(&self, caretaker: &Caretaker) -> String {
        let by = caretaker.by.clone().unwrap_or_else(|| self.plain("bureau-level-above"));
        let named = [("by", by.into()), ("reason", caretaker.reason.clone().into())];
        self.words.say("bureau-caretaker", &named)
    }

    /// "suspendu depuis le 3 novembre 2026 par Ada Traoré : comptes non rendus".
    fn suspended(&self, span: &Suspended) -> String {
        let since = self.words.day(&span.since);
        let by = span.by.clone().unwrap_or_else(|| self.plain("bureau-level-above"));
        let named = [("since", since.into()), ("by", by.into()), ("ground", span.ground.clone().into())];
        self.words.say("bureau-suspended", &named)
    }
}
