//! Calendar files as other programs write them.

use coopol_core::agenda::ics::{Code, Found, Reading, Unreadable, read};
use jiff::civil::Date;
use jiff::tz::TimeZone;

fn today() -> Date {
    "2026-11-22".parse().unwrap()
}

pub fn reading(file: &str) -> Reading {
    read(file.replace('\n', "\r\n").as_bytes(), &TimeZone::get("Europe/Paris").unwrap(), today()).unwrap()
}

fn line(found: &Found) -> String {
    let day = |at: jiff::civil::DateTime| {
        at.strftime(if found.when.all_day { "%Y-%m-%d" } else { "%Y-%m-%dT%H:%M" }).to_string()
    };
    let end = found.when.end.map_or(String::new(), |end| format!(" - {}", day(end)));
    let cancelled = if found.cancelled { " (cancelled)" } else { "" };
    format!(
        "{} {} | {}{end} {} | {}{cancelled}",
        found.line,
        found.title,
        day(found.when.start),
        found.when.zone,
        found.place
    )
}

/// Each event as one line, and each problem.
pub fn told(file: &str) -> Vec<String> {
    let reading = reading(file);
    let problems =
        reading.problems.iter().map(|problem| format!("{} {:?} {}", problem.line, problem.code, problem.value));
    reading.events.iter().map(line).chain(problems).collect()
}

pub const OUTLOOK: &str = r#"BEGIN:VCALENDAR
PRODID:-//Microsoft Corporation//Outlook 16.0 MIMEDIR//EN
VERSION:2.0
METHOD:PUBLISH
BEGIN:VTIMEZONE
TZID:Romance Standard Time
BEGIN:STANDARD
DTSTART:16011028T030000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010325T020000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
END:VTIMEZONE
BEGIN:VEVENT
CLASS:PUBLIC
CREATED:20261102T090000Z
DESCRIPTION:Ordre du jour :\n- budget\, cotisations\n
DTEND;TZID="Romance Standard Time":20261126T220000
DTSTAMP:20261102T090000Z
DTSTART;TZID="Romance Standard Time":20261126T200000
LOCATION:Maison de quartier
SEQUENCE:0
SUMMARY;LANGUAGE=fr:Réunion de section
TRANSP:OPAQUE
UID:040000008200E00074C5B7101A82E00800000000B0
X-MICROSOFT-CDO-BUSYSTATUS:BUSY
BEGIN:VALARM
TRIGGER:-PT15M
ACTION:DISPLAY
DESCRIPTION:Reminder
END:VALARM
END:VEVENT
END:VCALENDAR
"#;

pub const THUNDERBIRD: &str = r"BEGIN:VCALENDAR
PRODID:-//Mozilla.org/NONSGML Mozilla Calendar V1.1//EN
VERSION:2.0
BEGIN:VTIMEZONE
TZID:Europe/Paris
X-TZINFO:Europe/Paris[2024a]
BEGIN:STANDARD
TZOFFSETTO:+010000
TZOFFSETFROM:+020000
TZNAME:Europe/Paris(STD)
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
END:VTIMEZONE
BEGIN:VEVENT
CREATED:20261101T080000Z
LAST-MODIFIED:20261101T080500Z
DTSTAMP:20261101T080500Z
UID:5e1d5f3c-7a7e-4c56-9d0e-3f8f0f6e2d11
SUMMARY:Tractage du marché
RRULE:FREQ=WEEKLY;COUNT=4
EXDATE;TZID=Europe/Paris:20261017T100000
DTSTART;TZID=Europe/Paris:20261010T100000
DTEND;TZID=Europe/Paris:20261010T120000
END:VEVENT
BEGIN:VEVENT
DTSTAMP:20261101T080500Z
UID:5e1d5f3c-7a7e-4c56-9d0e-3f8f0f6e2d11
SUMMARY:Tractage du marché (avancé)
RECURRENCE-ID;TZID=Europe/Paris:20261024T100000
DTSTART;TZID=Europe/Paris:20261024T090000
DTEND;TZID=Europe/Paris:20261024T110000
END:VEVENT
BEGIN:VTODO
UID:todo
SUMMARY:Imprimer
END:VTODO
END:VCALENDAR
";

pub const GOOGLE: &str = r"BEGIN:VCALENDAR
PRODID:-//Google Inc//Google Calendar 70.9054//EN
VERSION:2.0
CALSCALE:GREGORIAN
METHOD:PUBLISH
X-WR-CALNAME:Section
X-WR-TIMEZONE:Europe/Paris
BEGIN:VEVENT
DTSTART:20261126T190000Z
DTEND:20261126T210000Z
DTSTAMP:20261120T100000Z
UID:3k2j4h5g6f@google.com
DESCRIPTION:
LOCATION:Salle des fêtes\, 78000 Versailles
SEQUENCE:2
STATUS:CANCELLED
SUMMARY:Bureau
END:VEVENT
BEGIN:VEVENT
DTSTART;VALUE=DATE:20261205
DTEND;VALUE=DATE:20261207
DTSTAMP:20261120T100000Z
UID:9z8y7x@google.com
STATUS:CONFIRMED
SUMMARY:Université d'hiver
END:VEVENT
END:VCALENDAR
";

#[test]
fn outlook() {
    assert_eq!(reading(OUTLOOK).events[0].uid, "040000008200E00074C5B7101A82E00800000000B0");
    assert_eq!(
        told(OUTLOOK),
        ["20 Réunion de section | 2026-11-26T20:00 - 2026-11-26T22:00 Europe/Paris | Maison de quartier"]
    );
}

#[test]
fn thunderbird_with_a_recurrence_an_exception_and_a_day_left_out() {
    assert_eq!(reading(THUNDERBIRD).others, 1);
    assert_eq!(
        told(THUNDERBIRD),
        [
            "15 Tractage du marché | 2026-10-10T10:00 - 2026-10-10T12:00 Europe/Paris | ",
            "15 Tractage du marché | 2026-10-31T10:00 - 2026-10-31T12:00 Europe/Paris | ",
            "26 Tractage du marché (avancé) | 2026-10-24T09:00 - 2026-10-24T11:00 Europe/Paris | ",
        ]
    );
}

#[test]
fn google_in_utc_and_whole_days() {
    assert_eq!(
        told(GOOGLE),
        [
            "8 Bureau | 2026-11-26T20:00 - 2026-11-26T22:00 Europe/Paris | Salle des fêtes, 78000 Versailles (cancelled)",
            "19 Université d'hiver | 2026-12-05 - 2026-12-06 Europe/Paris | ",
        ]
    );
}

fn event(lines: &str) -> String {
    format!("BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VEVENT\nUID:x\nSUMMARY:Essai\n{lines}\nEND:VEVENT\nEND:VCALENDAR\n")
}

#[test]
fn a_recurrence_keeps_its_hour_over_the_change_of_the_clocks() {
    let weekly = event("DTSTART;TZID=Europe/Paris:20261022T200000\nRRULE:FREQ=WEEKLY;COUNT=2");
    assert_eq!(
        told(&weekly),
        ["3 Essai | 2026-10-22T20:00 Europe/Paris | ", "3 Essai | 2026-10-29T20:00 Europe/Paris | ",]
    );
}

#[test]
fn problems_are_told_by_line_and_spoil_nothing_else() {
    let broken = "BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VEVENT\nUID:1\nSUMMARY:Sans date\nEND:VEVENT\n\
                  BEGIN:VEVENT\nUID:2\nDTSTART:20261126T190000Z\nEND:VEVENT\n\
                  BEGIN:VEVENT\nUID:3\nSUMMARY:Ailleurs\nDTSTART;TZID=Nulle Part:20261126T190000\nEND:VEVENT\n\
                  BEGIN:VEVENT\nUID:4\nSUMMARY:Coupé\n";
    assert_eq!(
        told(broken),
        [
            "11 Ailleurs | 2026-11-26T19:00 Europe/Paris | ",
            "3 NoStart ",
            "7 NoTitle ",
            "14 UnknownZone Nulle Part",
            "16 NotClosed VEVENT",
        ]
    );
}

#[test]
fn a_recurrence_bomb_is_cut_and_told() {
    let secondly = event("DTSTART:20261126T190000Z\nRRULE:FREQ=SECONDLY");
    let reading = reading(&secondly);
    assert_eq!(reading.events.len(), 200);
    assert_eq!(reading.problems.iter().map(|problem| problem.code).collect::<Vec<_>>(), [Code::ManyTimes]);
    let never = event("DTSTART:20261126T190000Z\nRRULE:FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=31");
    assert!(self::reading(&never).events.len() <= 1);
}

#[test]
fn what_is_no_calendar_is_refused_before_it_is_read() {
    let paris = TimeZone::get("Europe/Paris").unwrap();
    assert_eq!(read(b"Nom;Pr\xe9nom", &paris, today()).unwrap_err(), Unreadable::NotACalendar);
    let many = format!("BEGIN:VCALENDAR\n{}END:VCALENDAR\n", "BEGIN:VEVENT\nEND:VEVENT\n".repeat(5_001));
    assert!(matches!(read(many.as_bytes(), &paris, today()).unwrap_err(), Unreadable::TooManyEvents { .. }));
    let large = [b"BEGIN:VCALENDAR\n".as_slice(), &vec![b' '; 11 << 20]].concat();
    assert!(matches!(read(&large, &paris, today()).unwrap_err(), Unreadable::TooLarge { .. }));
}

#[test]
fn no_change_of_a_byte_makes_it_fall_over() {
    let paris = TimeZone::get("Europe/Paris").unwrap();
    let mut draw = 1_u64;
    for sample in [OUTLOOK, THUNDERBIRD, GOOGLE] {
        for _ in 0..300 {
            let mut bytes = sample.as_bytes().to_vec();
            for _ in 0..4 {
                draw = draw.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                let place = usize::try_from(draw >> 33).unwrap() % bytes.len();
                bytes[place] = u8::try_from(draw & 0xff).unwrap();
            }
            drop(read(&bytes, &paris, today()));
        }
    }
}
