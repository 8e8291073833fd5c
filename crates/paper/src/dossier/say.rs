//! Each part of the dossier, in words.

use coopol_core::agenda::{Row, When};
use coopol_core::delegations::About;
use coopol_core::dossier::{
    Archive, Changes, Deadline, Delegated, Dossier, Due, Dues, HeldBack, Minutes, Part as Missing, Parting,
};
use coopol_core::memory::Promise;
use coopol_core::text::{fold, national};
use coopol_domain::access::Office;
use jiff::civil::DateTime;
use serde_json::{Value, json};

use super::part::{Body, Cell, Part, Table};
use crate::Language;
use crate::words::Words;

/// Between things that stand on one line.
pub(super) const BESIDE: &str = " · ";

pub(super) struct Say {
    pub words: Words,
}

impl Say {
    pub fn of(language: Language) -> Self {
        let french = include_str!("../../locales/fr/dossier.ftl");
        Self { words: Words::of(language, french, include_str!("../../locales/en/dossier.ftl")) }
    }

    pub(super) fn plain(&self, key: &str) -> String {
        self.words.plain(key)
    }

    fn count(&self, key: &str, count: u64) -> String {
        self.words.say(key, &[("count", count.into())])
    }

    pub(super) fn head(&self, keys: &[&str]) -> Vec<String> {
        keys.iter().map(|key| self.plain(key)).collect()
    }

    /// What a newcomer wants to know before reading anything.
    pub fn figures(&self, dossier: &Dossier) -> Vec<Value> {
        let figure = |key, count| json!({ "count": count, "of": self.count(key, count) });
        let counted = [
            dossier.people.map(|people| figure("figure-members", people.members)),
            dossier.dues.map(|dues| figure("figure-up-to-date", dues.up_to_date)),
            dossier.past.as_ref().map(|past| figure("figure-past", held(past))),
            dossier.coming.as_ref().map(|coming| figure("figure-coming", held(coming))),
        ];
        counted.into_iter().flatten().collect()
    }

    pub fn unit(&self, dossier: &Dossier) -> Part {
        let fact = |key, value| [self.plain(key), value];
        let unit = &dossier.unit;
        let kind = match unit.kind.as_str() {
            kind @ ("national" | "federation" | "section" | "group") => self.plain(&format!("unit-{kind}")),
            other => other.to_owned(),
        };
        let mut facts = vec![fact("unit-name", unit.name.clone()), fact("unit-kind", kind)];
        facts.extend(unit.above.clone().map(|above| fact("unit-above", above)));
        if let Some(people) = dossier.people {
            facts.push(fact("people-all", people.total.to_string()));
            facts.push(fact("people-members", people.members.to_string()));
            facts.push(fact("people-contacts", people.regular_contacts.to_string()));
            facts.push(fact("people-former", people.former_members.to_string()));
        }
        Part::new(self.plain("unit"), Body::Facts { facts })
    }

    pub fn waiting(&self, dossier: &Dossier) -> Part {
        let Dossier { waiting, handovers, held_back, delegations, splits, .. } = dossier;
        let counted = [
            ("waiting-verify", waiting.to_verify),
            ("waiting-proposals", waiting.proposals),
            ("waiting-late", waiting.late),
            ("waiting-arrivals", waiting.arrivals),
            ("waiting-ties", waiting.ties),
            ("waiting-splits", waiting.splits),
            ("waiting-reminders", waiting.reminders),
            ("waiting-appointed", waiting.appointed),
            ("waiting-refused", waiting.refused),
        ];
        let counted = counted.into_iter().filter(|(_, count)| *count > 0).map(|(key, count)| self.count(key, count));
        let held = held_back.iter().flatten().map(|held| self.held_back(held));
        let delegated = delegations.iter().flatten().map(|delegated| self.delegated(delegated));
        let parting = splits.iter().map(|split| self.parting(split));
        let claims = handovers.iter().flatten().map(|claim| {
            let who = format!("{} ({})", claim.holder_name, self.office(&claim.office));
            self.words.say("waiting-handover", &[("who", who.into())])
        });
        Part::new(
            self.plain("waiting"),
            Body::lines(
                counted.chain(held).chain(claims).chain(delegated).chain(parting).collect(),
                self.plain("waiting-none"),
            ),
        )
    }

    fn delegated(&self, delegated: &Delegated) -> String {
        let day = self.words.day(&delegated.last_day);
        let (what, said) = match &delegated.about {
            About::Attendance { title, .. } => {
                let quoted = |title: &String| self.words.say("delegated-event", &[("title", title.as_str().into())]);
                let event = title.as_ref().map_or_else(|| self.plain("delegated-gone"), quoted);
                (("event", event.into()), "waiting-delegated")
            }
            About::Dues { year } => (("year", year.to_string().into()), "waiting-delegated-dues"),
        };
        let named = [("who", delegated.name.clone().into()), what, ("day", day.into())];
        self.words.say(&format!("{said}{}", if delegated.taken_up { "" } else { "-code" }), &named)
    }

    fn parting(&self, split: &Parting) -> String {
        let named = [("name", split.name.clone().into()), ("day", self.words.day(&split.since).into())];
        self.words.say(if split.agreed { "waiting-parting-agreed" } else { "waiting-parting" }, &named)
    }

    fn held_back(&self, held: &HeldBack) -> String {
        let name = held.name.clone().unwrap_or_else(|| self.plain("waiting-somebody"));
        let what = self.count(&format!("waiting-held-{}", held.kept.word()), held.records);
        let named = [("what", what.into()), ("who", name.into()), ("day", self.words.day(&held.since).into())];
        let said = self.words.say("waiting-held", &named);
        if held.removed == 0 { said } else { format!("{said}{BESIDE}{}", self.count("waiting-removed", held.removed)) }
    }

    pub fn deadlines(&self, deadlines: &[Deadline]) -> Part {
        let row = |deadline: &Deadline| {
            let what = match &deadline.due {
                Due::Contest { name, office } => self.about("due-contest", name, office),
                Due::Promise { title } => Cell { text: title.clone(), note: self.plain("due-promise") },
                Due::Mandate { name, office } => self.about("due-mandate", name, office),
                Due::Assembly { title } => {
                    Cell { text: title.clone(), note: self.sort("general_assembly", title).unwrap_or_default() }
                }
            };
            vec![self.words.weekday(&deadline.on).into(), what]
        };
        let rows = deadlines.iter().map(row).collect();
        let table = Table { widths: vec![3, 5], head: self.head(&["head-day", "head-due"]), rows };
        Part::new(self.plain("deadlines"), Body::rows(table, self.plain("deadlines-none")))
    }

    fn about(&self, key: &str, name: &str, office: &str) -> Cell {
        Cell { text: self.plain(key), note: [name.to_owned(), self.office(office)].join(BESIDE) }
    }

    pub fn coming(&self, rows: &[Row]) -> Part {
        Part::new(self.plain("coming"), Body::rows(self.events(rows), self.plain("coming-none")))
    }

    pub fn past(&self, rows: &[Row], since: &str) -> Part {
        let body = Body::rows(self.events(rows), self.plain("past-none"));
        Part::new(self.plain("past"), body).noted(self.since(since))
    }

    fn since(&self, day: &str) -> String {
        self.words.say("since", &[("day", self.words.day(day).into())])
    }

    fn events(&self, rows: &[Row]) -> Table {
        let row = |row: &Row| {
            let cancelled = row.cancelled.then(|| self.plain("cancelled"));
            let place = Some(row.place.clone()).filter(|place| !place.is_empty());
            let note: Vec<String> =
                [cancelled, self.sort(&row.category, &row.title), place].into_iter().flatten().collect();
            vec![self.when(&row.when), Cell { text: row.title.clone(), note: note.join(BESIDE) }]
        };
        let rows = rows.iter().map(row).collect();
        Table { widths: vec![3, 5], head: self.head(&["head-day", "head-event"]), rows }
    }

    fn when(&self, when: &When) -> Cell {
        let first = when.start.date();
        let last = when.end.map(DateTime::date).filter(|last| *last != first);
        let time = (!when.all_day).then(|| self.words.time(when.start.time()));
        let until = last.map(|last| self.words.say("until", &[("day", self.words.date("weekday", last).into())]));
        let note: Vec<String> = [time, until].into_iter().flatten().collect();
        Cell { text: self.words.date("weekday", first), note: note.join(BESIDE) }
    }

    /// What sort of event it is, unless its title says so.
    fn sort(&self, category: &str, title: &str) -> Option<String> {
        let said = match category {
            "meeting" | "general_assembly" | "bureau" | "leafleting" | "training" | "ceremony" | "public_meeting" => {
                self.plain(&format!("event-{category}"))
            }
            _ => return None,
        };
        (!fold(title).contains(&fold(&said))).then_some(said)
    }

    pub fn minutes(&self, archive: &Archive) -> Part {
        let row = |minutes: &Minutes| {
            let from = minutes.event.as_ref().map(|event| event.title.clone()).filter(|title| *title != minutes.title);
            let from = from.map(|title| self.words.say("minutes-of", &[("event", title.into())]));
            let what = Cell { text: minutes.title.clone(), note: from.unwrap_or_default() };
            vec![self.words.weekday(&minutes.dated_on).into(), what]
        };
        let rows = archive.minutes.iter().map(row).collect();
        let table = Table { widths: vec![3, 5], head: self.head(&["head-day", "head-document"]), rows };
        Part::new(self.plain("minutes"), Body::rows(table, self.plain("minutes-none")))
            .noted(self.count("archive-all", archive.total))
    }

    pub fn promises(&self, promises: &[Promise]) -> Part {
        let row = |promise: &Promise| {
            let to = beside([promise.promised_to.as_str(), promise.note.as_str()]);
            let due =
                promise.due_on.as_deref().map_or_else(|| self.plain("promises-no-day"), |day| self.words.day(day));
            vec![Cell { text: promise.title.clone(), note: to }, due.into()]
        };
        let rows = promises.iter().map(row).collect();
        let table = Table { widths: vec![5, 3], head: self.head(&["head-promise", "head-before"]), rows };
        Part::new(self.plain("promises"), Body::rows(table, self.plain("promises-none")))
    }

    pub fn dues(&self, dues: &Dues) -> Part {
        let of = |key: &str, year: i16| self.words.say(key, &[("year", year.to_string().into())]);
        let received = |year, cents| [of("dues-received", year), self.words.euros(cents)];
        let mut facts = vec![];
        let nobody = dues.up_to_date + dues.late == 0;
        if !nobody {
            facts.push([of("dues-up-to-date", dues.year), dues.up_to_date.to_string()]);
            facts.push([of("dues-late", dues.year), dues.late.to_string()]);
        }
        facts.push(received(dues.year, dues.received_cents));
        facts.push(received(dues.year - 1, dues.received_before_cents));
        let part = Part::new(self.plain("dues"), Body::Facts { facts });
        if nobody { part.noted(self.plain("dues-nobody")) } else { part }
    }

    pub fn changes(&self, changes: &Changes) -> Part {
        let rows = changes.authors.iter().map(|author| {
            // What the server states has no other author.
            let name = author.name.clone().unwrap_or_else(|| "Coopol".to_owned());
            let office = author.office.as_deref().map(|office| self.office(office));
            let figures = [author.subjects, author.changes].map(|count| Cell::from(count.to_string()));
            [name, office.unwrap_or_default()].map(Cell::from).into_iter().chain(figures).collect()
        });
        let head = self.head(&["head-who", "head-office", "head-people", "head-changes"]);
        let table = Table { widths: vec![3, 3, 0, 0], head, rows: rows.collect() };
        let mut note = self.since(&changes.since);
        if !changes.whole {
            note = format!("{note} {}", self.plain("changes-come"));
        }
        Part::new(self.plain("changes"), Body::rows(table, self.plain("changes-none"))).noted(note)
    }

    /// Nothing when everything is opened.
    pub fn missing(&self, missing: &[Missing]) -> Option<Part> {
        let lines: Vec<String> = missing.iter().map(|part| self.plain(name(*part))).collect();
        (!lines.is_empty()).then(|| Part::new(self.plain("missing"), Body::List { lines }))
    }

    /// A later Coopol may know offices that this one doesn't: its word is better than none.
    pub(super) fn office(&self, office: &str) -> String {
        match office.parse::<Office>() {
            Ok(_) => self.plain(&format!("office-{office}")),
            Err(_) => office.replace('_', " "),
        }
    }
}

/// Those that say something, on one line.
fn beside<const N: usize>(texts: [&str; N]) -> String {
    texts.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(BESIDE)
}

/// A number that no end of a line cuts.
pub(super) fn whole(phone: &str) -> String {
    national(phone).replace(' ', "\u{a0}")
}

/// Those that take place.
fn held(rows: &[Row]) -> u64 {
    rows.iter().filter(|row| !row.cancelled).count() as u64
}

const fn name(part: Missing) -> &'static str {
    match part {
        Missing::Bureau => "missing-bureau",
        Missing::People => "missing-people",
        Missing::Dues => "missing-dues",
        Missing::Past => "missing-past",
        Missing::Coming => "missing-coming",
        Missing::Archive => "missing-archive",
        Missing::Promises => "missing-promises",
        Missing::Practical => "missing-practical",
        Missing::Handovers => "missing-handovers",
        Missing::Deadlines => "missing-deadlines",
        Missing::Changes => "missing-changes",
        Missing::HeldBack => "missing-held-back",
    }
}
