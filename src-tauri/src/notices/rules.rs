//! What the person set, as the core takes it.

use coopol_core::reminders::{Quiet, Rules};
use jiff::civil::Time;

use crate::settings::Chosen;

/// Hours that can't be read are no quiet hours: a reminder too many does less harm than one too few.
pub fn of(chosen: &Chosen) -> Rules {
    let usual = Rules::default();
    let hours = chosen.quiet_from.parse::<Time>().ok().zip(chosen.quiet_until.parse::<Time>().ok());
    Rules {
        evening: usual.evening.filter(|_| chosen.remind_evening_before),
        before: usual.before.filter(|_| chosen.remind_hour_before),
        quiet: hours.and_then(|(from, until)| Quiet::new(from, until)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_switched_off_never_rings() {
        let silent = Chosen { remind_evening_before: false, remind_hour_before: false, ..Chosen::default() };
        assert_eq!((of(&silent).evening, of(&silent).before), (None, None));
        assert_eq!(of(&Chosen::default()).before, Some(60));
    }

    #[test]
    fn quiet_hours_are_those_that_were_set() {
        let hours = |from: &str, until: &str| {
            of(&Chosen { quiet_from: from.into(), quiet_until: until.into(), ..Chosen::default() }).quiet
        };
        assert_eq!(hours("22:00", "08:00").unwrap().until(), Time::constant(8, 0, 0, 0));
        assert_eq!(hours("08:00", "08:00"), None);
        assert_eq!(hours("", "08:00"), None);
    }
}
