//! What a calendar file says of a zone. Outlook moves events by an hour when nothing is said, or when changes are listed
//! one by one; it takes yearly rules that begin in 1970, so these are written, whatever the law was back then.

use std::fmt::Write as _;

/// Zones that follow the directive 2000/84/EC, with their hours ahead of UTC in winter.
const EUROPEAN: [(&str, u8); 12] = [
    ("Europe/Paris", 1),
    ("Europe/Amsterdam", 1),
    ("Europe/Andorra", 1),
    ("Europe/Berlin", 1),
    ("Europe/Brussels", 1),
    ("Europe/Luxembourg", 1),
    ("Europe/Madrid", 1),
    ("Europe/Monaco", 1),
    ("Europe/Rome", 1),
    ("Europe/Zurich", 1),
    ("Europe/Lisbon", 0),
    ("Europe/London", 0),
];

/// Zones without summer time, with their offset.
const FIXED: [(&str, &str); 13] = [
    ("America/Cayenne", "-0300"),
    ("America/Guadeloupe", "-0400"),
    ("America/Marigot", "-0400"),
    ("America/Martinique", "-0400"),
    ("America/St_Barthelemy", "-0400"),
    ("Indian/Kerguelen", "+0500"),
    ("Indian/Mayotte", "+0300"),
    ("Indian/Reunion", "+0400"),
    ("Pacific/Gambier", "-0900"),
    ("Pacific/Marquesas", "-0930"),
    ("Pacific/Noumea", "+1100"),
    ("Pacific/Tahiti", "-1000"),
    ("Pacific/Wallis", "+1200"),
];

/// The one overseas zone with summer time, on the days of North America.
const MIQUELON: &str = "America/Miquelon";

/// The lines of a zone's definition; `None` for a zone whose events are better written in UTC.
pub(super) fn definition(name: &str) -> Option<String> {
    let changes = if let Some((_, ahead)) = EUROPEAN.iter().find(|(zone, _)| *zone == name) {
        let (winter, summer) = (format!("+{ahead:02}00"), format!("+{:02}00", ahead + 1));
        // At 1 h UTC on the last Sundays of March and October.
        change("DAYLIGHT", &format!("19700329T{:02}0000", ahead + 1), "3;BYDAY=-1SU", &winter, &summer)
            + &change("STANDARD", &format!("19701025T{:02}0000", ahead + 2), "10;BYDAY=-1SU", &summer, &winter)
    } else if let Some((_, offset)) = FIXED.iter().find(|(zone, _)| *zone == name) {
        format!(
            "BEGIN:STANDARD\r\nDTSTART:19700101T000000\r\nTZOFFSETFROM:{offset}\r\nTZOFFSETTO:{offset}\r\nEND:STANDARD\r\n"
        )
    } else if name == MIQUELON {
        change("DAYLIGHT", "19700308T020000", "3;BYDAY=2SU", "-0300", "-0200")
            + &change("STANDARD", "19701101T020000", "11;BYDAY=1SU", "-0200", "-0300")
    } else {
        return None;
    };
    Some(format!("BEGIN:VTIMEZONE\r\nTZID:{name}\r\nX-LIC-LOCATION:{name}\r\n{changes}END:VTIMEZONE\r\n"))
}

fn change(part: &str, start: &str, on: &str, from: &str, to: &str) -> String {
    let mut lines = String::new();
    let written = write!(
        lines,
        "BEGIN:{part}\r\nDTSTART:{start}\r\nRRULE:FREQ=YEARLY;BYMONTH={on}\r\nTZOFFSETFROM:{from}\r\nTZOFFSETTO:{to}\r\n\
         END:{part}\r\n"
    );
    written.expect("a string takes everything");
    lines
}

#[cfg(test)]
mod tests {
    use jiff::ToSpan as _;
    use jiff::civil::date;
    use jiff::tz::TimeZone;

    use super::*;

    /// The offset that a definition gives at noon of a day: of the part whose yearly change came last before it.
    fn told(definition: &str, day: jiff::civil::Date) -> String {
        let mut parts: Vec<(jiff::civil::Date, String)> = Vec::new();
        for part in definition.split("BEGIN:").skip(2) {
            let value = |name: &str| part.lines().find_map(|line| line.strip_prefix(name)).map(str::to_owned);
            let to = value("TZOFFSETTO:").unwrap();
            let Some(rule) = value("RRULE:FREQ=YEARLY;BYMONTH=") else { return to };
            let (month, weekday) = rule.split_once(";BYDAY=").unwrap();
            let nth = weekday.strip_suffix("SU").unwrap().parse().unwrap();
            let on = |year| {
                date(year, month.parse().unwrap(), 1).nth_weekday_of_month(nth, jiff::civil::Weekday::Sunday).unwrap()
            };
            parts.extend([(on(day.year() - 1), to.clone()), (on(day.year()), to)]);
        }
        parts.sort();
        parts.into_iter().rfind(|(since, _)| *since <= day).unwrap().1
    }

    #[test]
    fn each_definition_says_what_the_law_says() {
        let names = EUROPEAN.iter().map(|(name, _)| *name).chain(FIXED.iter().map(|(name, _)| *name)).chain([MIQUELON]);
        for name in names {
            let (zone, definition) = (TimeZone::get(name).unwrap(), definition(name).unwrap());
            let mut day = date(2026, 1, 1);
            while day < date(2028, 1, 1) {
                let lawful = day.at(12, 0, 0, 0).to_zoned(zone.clone()).unwrap().strftime("%z").to_string();
                assert_eq!(told(&definition, day), lawful, "{name} {day}");
                day += 1.day();
            }
        }
        assert_eq!(definition("Asia/Tokyo"), None);
    }
}
