//! The dossier as a page of Markdown, which reads as well without being set.

mod desk;
mod practical;
mod waiting;

use std::fmt::Display;

use coopol_core::agenda::{Row, When};
use coopol_core::delegations::About;
use coopol_core::dossier::{Archive, Changes, Deadline, Delegated, Dossier, Due, Dues, Part, People, Seat};
use coopol_core::text::{fold, national};
use jiff::civil::DateTime;

use super::history::euros;
use super::word;
use crate::arguments::handover::Language;

/// The whole dossier.
pub fn dossier(dossier: &Dossier, language: Language) -> String {
    let say = Say(language);
    let unit = &dossier.unit;
    let above = unit.above.as_deref().map(|above| format!(" ({})", plain(above))).unwrap_or_default();
    let mut page = vec![
        format!("# {}", say.that(say.of("Dossier de passation", "Handover dossier"), plain(&unit.name) + &above)),
        format!("{} {}.", say.of("État au", "As of"), say.day(&dossier.on)),
    ];
    let mut part = |french, english, lines: Option<Vec<String>>, nothing: [&str; 2]| {
        let Some(lines) = lines else { return };
        page.push(format!("## {}", say.of(french, english)));
        page.push(if lines.is_empty() {
            say.of(nothing[0], nothing[1]).to_owned()
        } else {
            lines.iter().map(|line| format!("- {line}")).collect::<Vec<_>>().join("\n")
        });
    };
    let each = |rows: &Vec<Row>| rows.iter().map(|row| say.event(row)).collect();
    part(
        "Ce qui attend une décision",
        "What waits for a decision",
        Some(say.waiting(&dossier.waiting, dossier.handovers.as_deref(), &dossier.splits)),
        ["Rien n'attend.", "Nothing waits."],
    );
    // Nothing is said of it where nothing waits: most sections never see it.
    part(
        "Ce qui est retenu jusqu'à l'accord d'une autre personne",
        "What is held back until another person agrees",
        say.all_held_back(dossier.held_back.as_deref()),
        NEVER_EMPTY,
    );
    part(
        "Le bureau",
        "The bureau",
        dossier.bureau.as_ref().map(|bureau| bureau.iter().map(|seat| say.seat(seat)).collect()),
        ["Personne n'exerce de fonction ici.", "Nobody holds office here."],
    );
    let delegated = dossier.delegations.as_ref().filter(|delegated| !delegated.is_empty());
    part(
        "Les délégations en cours",
        "Delegations in force",
        delegated.map(|delegated| delegated.iter().map(|delegated| say.delegated(delegated)).collect()),
        NEVER_EMPTY,
    );
    part(
        "Les prochaines échéances",
        "The next deadlines",
        dossier.deadlines.as_ref().map(|all| all.iter().map(|deadline| say.deadline(deadline)).collect()),
        ["Aucune dans les douze mois.", "None within twelve months."],
    );
    part(
        "Les prochains rendez-vous",
        "The next events",
        dossier.coming.as_ref().map(each),
        ["Rien n'est prévu.", "Nothing is planned."],
    );
    part(
        "Les douze derniers mois",
        "The last twelve months",
        dossier.past.as_ref().map(each),
        ["Aucun rendez-vous.", "No event."],
    );
    part(
        "Les comptes rendus des douze derniers mois",
        "The minutes of the last twelve months",
        dossier.archive.as_ref().map(|archive| say.minutes(archive)),
        ["Aucun compte rendu.", "No minutes."],
    );
    part(
        "Ce qui est promis",
        "What is promised",
        dossier.promises.as_ref().map(|promises| promises.iter().map(|promise| say.promise(promise)).collect()),
        ["Aucun engagement en cours.", "No promise is open."],
    );
    part(
        "À savoir",
        "Good to know",
        say.practical(dossier.practical.as_deref(), &dossier.feeds),
        ["Rien n'est noté : le local, les clés, les comptes.", "Nothing is noted: the room, the keys, the accounts."],
    );
    part(
        "Sur le bureau de la fonction, pour qui suit",
        "On the desk of the office, for whoever follows",
        Some(say.desk(&dossier.desk)).filter(|lines| !lines.is_empty()),
        NEVER_EMPTY,
    );
    part("Le fichier", "The roster", dossier.people.map(|people| say.people(people)), NEVER_EMPTY);
    part("Les cotisations", "The dues", dossier.dues.map(|dues| say.dues(dues)), NEVER_EMPTY);
    part(
        "Ce qui a changé dans le fichier depuis quatre-vingt-dix jours",
        "What changed in the roster in the last ninety days",
        dossier.changes.as_ref().map(|changes| say.changes(changes)),
        ["Rien n'y a changé.", "Nothing has changed there."],
    );
    let missing: Vec<String> = dossier.missing.iter().map(|part| say.part(*part).to_owned()).collect();
    part(
        "Ce que votre mandat n'ouvre pas",
        "What your mandate doesn't open",
        Some(missing).filter(|missing| !missing.is_empty()),
        NEVER_EMPTY,
    );
    page.join("\n\n")
}

/// Of a part that always has lines when it is there.
const NEVER_EMPTY: [&str; 2] = ["", ""];

/// What people typed, on one line, with nothing in it that Markdown or a terminal takes for its own.
pub(super) fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for letter in text.chars() {
        if matches!(letter, '\\' | '*' | '_' | '`' | '[' | ']' | '<' | '#') {
            plain.push('\\');
        }
        plain.push(if letter.is_control() { ' ' } else { letter });
    }
    plain
}

#[derive(Clone, Copy)]
pub(super) struct Say(pub(super) Language);

impl Say {
    pub(super) fn of<'a>(self, french: &'a str, english: &'a str) -> &'a str {
        match self.0 {
            Language::Fr => french,
            Language::En => english,
        }
    }

    /// Two halves of a line, with the colon of the language.
    pub(super) fn that(self, what: impl Display, value: impl Display) -> String {
        format!("{what}{} {value}", self.of(" :", ":"))
    }

    fn euros(self, cents: i64) -> String {
        match self.0 {
            Language::Fr => euros(cents),
            Language::En => format!("€{}.{:02}", cents / 100, cents % 100),
        }
    }

    /// `2026-11-22`, as people of the language write it.
    pub(super) fn day(self, day: &str) -> String {
        match (self.0, day.split('-').collect::<Vec<_>>().as_slice()) {
            (Language::Fr, [year, month, day]) => format!("{day}/{month}/{year}"),
            _ => day.to_owned(),
        }
    }

    fn held(self, seat: &Seat) -> String {
        let theme = seat.theme.as_deref().map(|theme| format!(" ({})", plain(theme)));
        self.office(&seat.office) + &theme.unwrap_or_default()
    }

    fn office(self, office: &str) -> String {
        match self.0 {
            Language::Fr => word(office).to_owned(),
            Language::En => office.replace('_', " "),
        }
    }

    fn when(self, when: &When) -> String {
        let first = self.day(&when.start.date().to_string());
        let last = when.end.map(DateTime::date).filter(|last| *last != when.start.date());
        let time = if when.all_day { String::new() } else { when.start.strftime(" %H:%M").to_string() };
        let last = last.map(|last| format!(" {} {}", self.of("au", "to"), self.day(&last.to_string())));
        format!("{first}{time}{}", last.unwrap_or_default())
    }

    fn event(self, row: &Row) -> String {
        let cancelled = if row.cancelled { self.of(" (annulé)", " (cancelled)") } else { "" };
        let place = if row.place.is_empty() { String::new() } else { format!(", {}", plain(&row.place)) };
        self.that(self.when(&row.when), format!("{}{place}{cancelled}", plain(&row.title)))
    }

    fn seat(self, seat: &Seat) -> String {
        let until = seat.until.as_deref().map(|until| format!(" {} {}", self.of("jusqu'au", "until"), self.day(until)));
        let to_come = if seat.to_come { self.of(", à venir", ", to come") } else { "" };
        let suspended = seat.suspended.as_ref().map(|span| {
            let by =
                span.by.as_deref().map_or_else(|| self.of("le niveau au-dessus", "the level above").to_owned(), plain);
            let (since, ground) = (self.day(&span.since), plain(&span.ground));
            let said = self.of("mandat suspendu depuis le", "mandate suspended since");
            self.that(format!(", {said} {since} {} {by}", self.of("par", "by")), ground)
        });
        let in_charge = seat.caretaker.as_ref().map(|caretaker| {
            let by = caretaker.by.as_deref();
            let by = by.map_or_else(|| self.of("le niveau au-dessus", "the level above").to_owned(), plain);
            let said = self.of("administration provisoire, par", "in charge for a time, appointed by");
            self.that(format!(", {said} {by}"), plain(&caretaker.reason))
        });
        let reached = seat.card.as_ref().map(|card| {
            let ways = [card.email.clone(), card.phone.as_deref().map(national)].into_iter().flatten();
            let ways: Vec<String> = std::iter::once(card.name.clone()).chain(ways).map(|way| plain(&way)).collect();
            format!("; {} {}", self.of("pour joindre", "to reach"), ways.join(", "))
        });
        let held = format!(
            "{}, {} {}{}{to_come}{}{}{}",
            self.held(seat),
            self.of("depuis le", "since"),
            self.day(&seat.since),
            until.unwrap_or_default(),
            in_charge.unwrap_or_default(),
            suspended.unwrap_or_default(),
            reached.unwrap_or_default()
        );
        self.that(plain(&seat.name), held)
    }

    fn delegated(self, delegated: &Delegated) -> String {
        let what = match &delegated.about {
            About::Attendance { title, .. } => {
                let title = title.as_deref().map(|title| format!(" « {} »", plain(title))).unwrap_or_default();
                format!("{}{title}", self.of("note les présences de", "marks who comes to"))
            }
            About::Dues { year } => format!("{} {year}", self.of("note les cotisations de", "enters the dues of")),
        };
        let code = if delegated.taken_up { "" } else { self.of(" (code pas encore utilisé)", " (code not used yet)") };
        let until = self.of("jusqu'au", "until");
        self.that(plain(&delegated.name), format!("{what}, {until} {}{code}", self.day(&delegated.last_day)))
    }

    fn deadline(self, deadline: &Deadline) -> String {
        let what = match &deadline.due {
            Due::Contest { name, office } => {
                let what = self.of("dernier jour pour contester l'élection de", "last day to contest the election of");
                format!("{what} {} ({})", plain(name), self.office(office))
            }
            Due::Assembly { title } => {
                let what = self.of("assemblée générale", "general assembly");
                // Its title says it already, most of the time.
                if fold(title).contains(&fold(what)) { plain(title) } else { format!("{what}, {}", plain(title)) }
            }
            Due::Promise { title } => self.that(self.of("engagement", "promise"), plain(title)),
            Due::Mandate { name, office } => {
                let what = self.of("dernier jour du mandat de", "last day of the mandate of");
                format!("{what} {} ({})", plain(name), self.office(office))
            }
        };
        self.that(self.day(&deadline.on), what)
    }

    fn minutes(self, archive: &Archive) -> Vec<String> {
        let from = |event: &str| format!(", {} « {} »", self.of("de", "of"), plain(event));
        let line = archive.minutes.iter().map(|minutes| {
            let event = minutes.event.as_ref().map(|event| from(&event.title)).unwrap_or_default();
            self.that(self.day(&minutes.dated_on), plain(&minutes.title) + &event)
        });
        line.collect()
    }

    fn people(self, people: People) -> Vec<String> {
        vec![
            self.that(self.of("en tout", "in all"), people.total),
            self.that(self.of("adhérents", "members"), people.members),
            self.that(self.of("contacts réguliers", "regular contacts"), people.regular_contacts),
            self.that(self.of("anciens adhérents", "former members"), people.former_members),
        ]
    }

    fn dues(self, dues: Dues) -> Vec<String> {
        let received =
            |year: i16, cents| self.that(format!("{} {year}", self.of("reçu pour", "received for")), self.euros(cents));
        let standing = match (dues.up_to_date, dues.late) {
            (0, 0) => {
                vec![self.of("aucun adhérent, aucune cotisation attendue", "no member, no dues expected").to_owned()]
            }
            (up_to_date, late) => vec![
                self.that(format!("{} {}", self.of("à jour pour", "up to date for"), dues.year), up_to_date),
                self.that(format!("{} {}", self.of("en retard pour", "late for"), dues.year), late),
            ],
        };
        let came = [received(dues.year, dues.received_cents), received(dues.year - 1, dues.received_before_cents)];
        standing.into_iter().chain(came).collect()
    }

    fn changes(self, changes: &Changes) -> Vec<String> {
        let line = changes.authors.iter().map(|author| {
            let office = author.office.as_deref().map(|office| format!(" ({})", self.office(office)));
            let name = plain(author.name.as_deref().unwrap_or("Coopol"));
            let office = office.unwrap_or_default();
            self.that(
                format!("{name}{office}"),
                format!("{} {}", author.subjects, self.of("personnes touchées", "people touched")),
            )
        });
        let mut lines: Vec<String> = line.collect();
        if !changes.whole {
            let on_its_way = "l'historique arrive encore sur cet ordinateur : cette liste n'est pas complète";
            lines.push(self.of(on_its_way, "the history is still on its way here: this isn't all of it").to_owned());
        }
        lines
    }

    fn part(self, part: Part) -> &'static str {
        let (french, english) = match part {
            Part::Bureau => ("le bureau", "the bureau"),
            Part::People => ("le fichier", "the roster"),
            Part::Dues => ("les cotisations", "the dues"),
            Part::Past => ("les rendez-vous passés", "past events"),
            Part::Coming => ("les prochains rendez-vous", "events to come"),
            Part::Archive => ("les comptes rendus", "the minutes"),
            Part::Promises => ("les engagements", "the promises"),
            Part::Practical => ("ce qu'il faut savoir", "what is good to know"),
            Part::Handovers => ("les passations en cours", "handovers under way"),
            Part::Deadlines => ("les échéances", "the deadlines"),
            Part::Changes => ("ce qui a changé dans le fichier", "what changed in the roster"),
            Part::HeldBack => ("ce que retient le bouclier", "what the shield holds back"),
        };
        self.of(french, english)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_assembly_is_named_once_and_a_section_without_members_owes_nothing() {
        let due =
            |title: &str| Deadline { on: "2026-12-01".to_owned(), due: Due::Assembly { title: title.to_owned() } };
        let say = Say(Language::Fr);
        assert_eq!(say.deadline(&due("Assemblée Generale de Poissy")), "01/12/2026 : Assemblée Generale de Poissy");
        assert_eq!(say.deadline(&due("Élection du bureau")), "01/12/2026 : assemblée générale, Élection du bureau");
        let dues = |late| Dues { year: 2026, up_to_date: 0, late, received_cents: 0, received_before_cents: 0 };
        assert_eq!(say.dues(dues(0))[0], "aucun adhérent, aucune cotisation attendue");
        assert_eq!(say.dues(dues(2))[..2], ["à jour pour 2026 : 0", "en retard pour 2026 : 2"]);
    }
}
