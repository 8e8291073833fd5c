//! The agenda: what took place in the past year and what is planned for the next three months.

use coopol_domain::codec::Value;
use coopol_domain::journal::Compartment;
use jiff::civil::{Date, Weekday, date};

use super::archive::Filling;
use super::calendar::{ZONE, next, plus, wall};
use super::lists::pick;
use super::section::Section;
use super::subject::{Set, Subject, record, set, text};

const AGENDA: Compartment = Compartment::Agenda;

/// An event, as it stands at the end.
#[derive(Debug)]
pub(super) struct Event {
    pub(super) subject: Subject,
    pub(super) category: &'static str,
    pub(super) title: String,
    pub(super) day: Date,
    pub(super) hour: i8,
    pub(super) minute: i8,
    pub(super) place: String,
    pub(super) cancelled: bool,
}

/// A kind of event: how often it comes and when.
struct Habit {
    category: &'static str,
    /// Days from one to the next.
    every: i64,
    weekday: Weekday,
    hour: i8,
    minute: i8,
    /// How long it lasts, in hours.
    hours: i8,
    block: &'static str,
}

#[rustfmt::skip]
const HABITS: [Habit; 7] = [
    Habit { category: "bureau",           every: 31,  weekday: Weekday::Tuesday,   hour: 20, minute: 0,  hours: 2, block: "halls" },
    Habit { category: "general_assembly", every: 84,  weekday: Weekday::Thursday,  hour: 20, minute: 30, hours: 2, block: "halls" },
    Habit { category: "leafleting",       every: 17,  weekday: Weekday::Saturday,  hour: 10, minute: 0,  hours: 2, block: "outdoors" },
    Habit { category: "public_meeting",   every: 110, weekday: Weekday::Wednesday, hour: 20, minute: 0,  hours: 2, block: "halls" },
    Habit { category: "training",         every: 170, weekday: Weekday::Saturday,  hour: 14, minute: 0,  hours: 3, block: "halls" },
    Habit { category: "meeting",          every: 64,  weekday: Weekday::Monday,    hour: 19, minute: 0,  hours: 2, block: "halls" },
    Habit { category: "other",            every: 120, weekday: Weekday::Sunday,    hour: 12, minute: 30, hours: 4, block: "outdoors" },
];

/// Everything on the agenda from a year ago to three months from now.
pub(super) fn history(section: &mut Section<'_>) -> Vec<Event> {
    let (first, last) = (plus(section.today, -364), plus(section.today, 90));
    let mut events = Vec::new();
    for habit in &HABITS {
        let mut day = plus(first, section.days(0, habit.every));
        while day <= last {
            let on = next(day, habit.weekday);
            if on <= last && !is_summer(on) {
                events.extend(plan(section, habit, on));
            }
            day = plus(day, habit.every + section.days(-4, 5));
        }
    }
    for year in first.year()..=last.year() {
        for (title, day, hour) in ceremonies(year) {
            let kept = section.titles == "title" && section.chance.in_a_hundred(80);
            if kept && (first..=last).contains(&day) {
                events.extend(ceremony(section, title, day, hour));
            }
        }
    }
    events.sort_by_key(|event| event.day);
    events
}

fn is_summer(day: Date) -> bool {
    day.month() == 8 || (day.month() == 7 && day.day() > 14)
}

/// The days of the year that a section keeps.
fn ceremonies(year: i16) -> [(&'static str, Date, i8); 4] {
    [
        ("Galette des adhérents", next(date(year, 1, 10), Weekday::Saturday), 16),
        ("Commémoration du 8-Mai", date(year, 5, 8), 10),
        ("Fête d'été de la section", next(date(year, 6, 18), Weekday::Saturday), 12),
        ("Commémoration du 11-Novembre", date(year, 11, 11), 10),
    ]
}

fn ceremony(section: &mut Section<'_>, title: &str, day: Date, hour: i8) -> Option<Event> {
    let habit =
        Habit { category: "ceremony", every: 0, weekday: day.weekday(), hour, minute: 30, hours: 1, block: "outdoors" };
    entered(section, &habit, title.to_owned(), day)
}

fn plan(section: &mut Section<'_>, habit: &Habit, day: Date) -> Option<Event> {
    let titles = section.lists.find(&format!("{} {}", section.titles, habit.category))?;
    let template = pick(titles, &mut section.chance);
    let title = Filling::of(section).fill(template);
    entered(section, habit, title, day)
}

/// An event that somebody enters, some weeks before; what became of it afterwards.
fn entered(section: &mut Section<'_>, habit: &Habit, title: String, day: Date) -> Option<Event> {
    let ahead = plus(day, -section.days(12, 50));
    // What lies beyond the reach of a habit of planning was entered during the last weeks.
    let ahead = ahead.min(plus(section.today, -section.days(9, 40))).max(plus(section.start, 1));
    let sitting = section.sit(AGENDA, ahead)?;
    let hall = section.lists.one(habit.block, &mut section.chance);
    let mut event = Event {
        subject: Subject::new(&mut section.chance),
        category: habit.category,
        title,
        day,
        hour: habit.hour,
        minute: habit.minute,
        place: format!("{hall}, {}", section.commune.name),
        cancelled: false,
    };
    let mut fields = event.fields(habit.hours);
    if matches!(habit.category, "bureau" | "general_assembly" | "meeting") {
        fields.push(text("description", section.lists.one("agenda", &mut section.chance)));
    }
    fields.push(text("uid", format!("{}@coopol.example", event.subject.id)));
    section.write(sitting, AGENDA, &mut event.subject, "event_planned", fields);
    changed(section, habit, &mut event, plus(sitting.day, 1));
    Some(event)
}

/// One event in seven doesn't take place as it was planned.
fn changed(section: &mut Section<'_>, habit: &Habit, event: &mut Event, after: Date) {
    let drawn = section.chance.below(100);
    let wish = plus(event.day, -section.days(2, 9)).max(after);
    if drawn >= 15 || wish >= event.day {
        return;
    }
    let Some(sitting) = section.sit(AGENDA, wish).filter(|sitting| sitting.day < event.day) else { return };
    let (kind, fields) = match drawn {
        0..5 => {
            event.cancelled = true;
            ("event_cancelled", vec![set("cancelled", Value::Bool(true))])
        }
        5..9 => {
            event.day = plus(event.day, 7);
            ("event_moved", vec![event.when(habit.hours)])
        }
        9..12 => {
            let hall = section.lists.one(habit.block, &mut section.chance);
            event.place = format!("{hall}, {}", section.commune.name);
            ("event_moved", vec![text("place", event.place.clone())])
        }
        _ => {
            event.title = format!("{} (ouvert à tous)", event.title);
            ("event_changed", vec![text("title", event.title.clone())])
        }
    };
    section.write(sitting, AGENDA, &mut event.subject, kind, fields);
}

impl Event {
    /// When it takes place, for so many hours.
    fn when(&self, hours: i8) -> Set {
        self.on(self.day, hours)
    }

    /// The same hours on another day.
    pub(super) fn on(&self, day: Date, hours: i8) -> Set {
        set(
            "when",
            record(&[
                ("start", wall(day, self.hour, self.minute)),
                ("end", wall(day, self.hour + hours, self.minute)),
                ("zone", Value::text(ZONE)),
            ]),
        )
    }

    fn fields(&self, hours: i8) -> Vec<Set> {
        vec![
            text("title", self.title.clone()),
            text("category", self.category),
            text("place", self.place.clone()),
            self.when(hours),
        ]
    }
}
