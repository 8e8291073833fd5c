//! The archive: minutes, leaflets, letters, what the press said, with the texts by which they are found.

use coopol_domain::codec::Value;
use coopol_domain::journal::Compartment;
use jiff::civil::Date;

use super::agenda::Event;
use super::calendar::{iso, plus, spoken, spoken_hour};
use super::layout::{at, of};
use super::section::Section;
use super::subject::{Subject, set, text};

const ARCHIVE: Compartment = Compartment::Archive;

/// What stands for the words in braces of a template.
#[derive(Debug)]
pub(super) struct Filling {
    words: Vec<(&'static str, String)>,
}

/// A document to file.
struct Draft {
    title: String,
    category: &'static str,
    dated: Date,
    text: String,
}

impl Filling {
    /// Words that fit the section, with a topic of their own.
    pub(super) fn of(section: &mut Section<'_>) -> Self {
        let topic = section.lists.one("topics", &mut section.chance).replace("{at}", &at(section.commune.name));
        let euros = 180 + section.chance.below(2_400);
        let amount = match (euros / 1_000, euros % 1_000) {
            (0, rest) => format!("{rest} €"),
            (thousands, rest) => format!("{thousands}\u{202f}{rest:03} €"),
        };
        let count = (7 + section.chance.below(28)).to_string();
        let (secretary, treasurer) = (section.secretary.clone(), section.treasurer.clone());
        let words = vec![
            ("{topic}", topic),
            ("{amount}", amount),
            ("{count}", count),
            ("{speaker}", if section.chance.in_a_hundred(50) { treasurer.clone() } else { secretary.clone() }),
            ("{secretary}", secretary),
            ("{treasurer}", treasurer),
            ("{commune}", section.commune.name.to_owned()),
            ("{of}", of(section.commune.name)),
            ("{at}", at(section.commune.name)),
        ];
        Self { words }
    }

    /// The same, with an event's day, hour and place.
    fn about(mut self, event: &Event) -> Self {
        self.words.push(("{day}", format!("le {}", spoken(event.day))));
        self.words.push(("{hour}", spoken_hour(event.hour, event.minute)));
        self.words.push(("{place}", lower(&event.place)));
        self.words.push(("{next}", spoken(plus(event.day, 28))));
        self
    }

    pub(super) fn fill(&self, template: &str) -> String {
        let fill = |text: String, (word, value): &(&str, String)| text.replace(word, value);
        typeset(&self.words.iter().fold(template.to_owned(), fill))
    }
}

/// French spacing: narrow before ; ! ? and inside « », so that no line begins with a sign.
fn typeset(text: &str) -> String {
    let narrow = [(" ;", "\u{202f};"), (" !", "\u{202f}!"), (" ?", "\u{202f}?"), (" €", "\u{202f}€")];
    let text = narrow.iter().fold(text.to_owned(), |text, (from, to)| text.replace(from, to));
    text.replace(" :", "\u{a0}:").replace("« ", "«\u{202f}").replace(" »", "\u{202f}»")
}

/// Files what the events of the year left behind.
pub(super) fn history(section: &mut Section<'_>, events: &[Event]) {
    for event in events.iter().filter(|event| !event.cancelled) {
        let drawn = section.chance.below(100);
        match event.category {
            "bureau" if drawn < 78 => minutes(section, event),
            "general_assembly" => {
                letter(section, event);
                minutes(section, event);
            }
            "leafleting" if drawn < 22 => leaflet(section, event),
            "public_meeting" => {
                leaflet(section, event);
                press(section, event);
            }
            "ceremony" if event.title.starts_with("Galette") => report(section, event),
            _ => {}
        }
    }
}

fn minutes(section: &mut Section<'_>, event: &Event) {
    let after = section.days(1, 11);
    let blocks = ["opening", "money", "field", "members", "decision", "closing"];
    let text = composed(section, event, &blocks.map(|block| format!("minutes {block}")));
    let title = format!("Compte rendu : {}, {}", lower(&event.title), spoken(event.day));
    file(section, event, after, Draft { title, category: "minutes", dated: event.day, text });
}

fn leaflet(section: &mut Section<'_>, event: &Event) {
    let text = composed(
        section,
        event,
        &["leaflet head", "leaflet body", "leaflet body", "leaflet body", "leaflet body", "leaflet foot"],
    );
    let title = format!("Tract : {}", lower(&event.title));
    file(section, event, -8, Draft { title, category: "leaflet", dated: plus(event.day, -8), text });
}

fn letter(section: &mut Section<'_>, event: &Event) {
    let filling = Filling::of(section).about(event);
    let body = section.lists.all("letter body").iter().map(|line| filling.fill(line));
    let text: Vec<String> = [section.lists.all("letter convocation")[0].to_owned()].into_iter().chain(body).collect();
    let closing = filling.fill(section.lists.one("letter closing", &mut section.chance));
    let text = format!("{}\n\n{closing}", text.join("\n\n"));
    let title = format!("Convocation à l'assemblée générale du {}", spoken(event.day));
    file(section, event, -17, Draft { title, category: "letter", dated: plus(event.day, -17), text });
}

fn press(section: &mut Section<'_>, event: &Event) {
    let filling = Filling::of(section).about(event);
    let text: Vec<String> = section.lists.all("press").iter().map(|line| filling.fill(line)).collect();
    let title = format!("Revue de presse : {}", lower(&event.title));
    file(section, event, 4, Draft { title, category: "press", dated: plus(event.day, 3), text: text.join("\n\n") });
}

fn report(section: &mut Section<'_>, event: &Event) {
    let filling = Filling::of(section).about(event);
    let text: Vec<String> = section.lists.all("report").iter().map(|line| filling.fill(line)).collect();
    let title = format!("Rapport d'activité {}", event.day.year() - 1);
    file(section, event, 6, Draft { title, category: "report", dated: event.day, text: text.join("\n\n") });
}

/// A line of each of these blocks, none twice.
fn composed(section: &mut Section<'_>, event: &Event, blocks: &[impl AsRef<str>]) -> String {
    let filling = Filling::of(section).about(event);
    let mut lines: Vec<&str> = Vec::new();
    for block in blocks {
        let unused: Vec<&str> =
            section.lists.all(block.as_ref()).iter().copied().filter(|line| !lines.contains(line)).collect();
        lines.push(super::lists::pick(&unused, &mut section.chance));
    }
    lines.iter().map(|line| filling.fill(line)).collect::<Vec<_>>().join("\n\n")
}

/// Files a document some days after its event; what would be filed later than now isn't there yet.
fn file(section: &mut Section<'_>, event: &Event, after: i64, draft: Draft) {
    let wish = plus(event.day, after);
    if wish >= section.today {
        return;
    }
    let Some(sitting) = section.sit(ARCHIVE, wish.max(plus(section.start, 2))) else { return };
    let fields = vec![
        text("title", typeset(&draft.title)),
        text("category", draft.category),
        set("dated_on", iso(draft.dated)),
        set("event", Value::bytes(event.subject.id.as_bytes())),
        text("text", draft.text),
    ];
    let mut document = Subject::new(&mut section.chance);
    section.write(sitting, ARCHIVE, &mut document, "document_filed", fields);
    if section.chance.in_a_hundred(5)
        && let Some(sitting) = section.sit(ARCHIVE, plus(sitting.day, 3))
    {
        let title = text("title", format!("{} (version corrigée)", typeset(&draft.title)));
        section.write(sitting, ARCHIVE, &mut document, "document_described", vec![title]);
    }
}

fn lower(title: &str) -> String {
    let mut letters = title.chars();
    letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
}
