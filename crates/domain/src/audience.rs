//! How many people could be written to from above, who can't be seen there (J1.4): counts, never so small that they tell of
//! somebody.

use crate::codec::Value;
use crate::journal::State;

/// A smaller count isn't told.
pub const FEWEST: u64 = 5;

/// The people of one roster.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Audience {
    /// All of them.
    pub people: u64,
    /// Those of whom there is an e-mail address.
    pub with_email: u64,
}

/// What is told of them; nothing where it would be too little.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Told {
    /// All of them.
    pub people: Option<u64>,
    /// Those of whom there is an e-mail address.
    pub with_email: Option<u64>,
    /// The others.
    pub without_email: Option<u64>,
}

impl Audience {
    /// Counts a subject of a roster, if it is somebody who is there.
    pub fn count(&mut self, state: &State) {
        if state.sort != "person" || state.is_removed() {
            return;
        }
        self.people += 1;
        self.with_email += u64::from(state.elements("contact").any(|(_, contact)| is_email(contact)));
    }

    /// What may be told. Two counts that add up tell the third: either both are large enough, or neither is told.
    pub fn told(self) -> Told {
        let without = self.people - self.with_email;
        let (people, parts) = (self.people >= FEWEST, self.with_email.min(without) >= FEWEST);
        Told {
            people: people.then_some(self.people),
            with_email: parts.then_some(self.with_email),
            without_email: parts.then_some(without),
        }
    }
}

fn is_email(contact: &Value) -> bool {
    let Value::Map(parts) = contact else { return false };
    parts.iter().any(|(name, value)| name == "type" && *value == Value::text("email"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::journal::{Edit, Payload, REMOVED, Stamp};

    fn person(contacts: &[&str], removed: bool) -> State {
        let contact = |kind: &&str| {
            let parts = [("type", *kind), ("value", "x")].map(|(name, text)| (name.to_owned(), Value::text(text)));
            Edit::set(&format!("contact/{kind}"), Value::Map(parts.into()))
        };
        let mut edits: Vec<Edit> = contacts.iter().map(contact).collect();
        edits.push(Edit::set("last_name", Value::text("Lefèvre")));
        edits.extend(removed.then(|| Edit::set(REMOVED, Value::Bool(true))));
        State::new("person").apply(&Payload::new("person_recorded", 1, edits), 0, Stamp::NEVER)
    }

    #[test]
    fn whoever_is_there_counts_once() {
        let mut audience = Audience::default();
        for state in [person(&["email", "phone"], false), person(&["phone"], false), person(&["email"], true)] {
            audience.count(&state);
        }
        audience.count(&State::new("act"));
        assert_eq!(audience, Audience { people: 2, with_email: 1 });
    }

    /// J1.4: no count tells of fewer than five people, nor does the difference of two.
    #[test]
    fn nobody_can_be_picked_out() {
        for people in 0..40 {
            for with_email in 0..=people {
                let told = Audience { people, with_email }.told();
                let Told { people: all, with_email: with, without_email: without } = told;
                for count in [all, with, without].into_iter().flatten() {
                    assert!(count >= FEWEST, "{told:?}");
                }
                for (all, part) in all.into_iter().flat_map(|all| [with, without].map(|part| (all, part))) {
                    assert!(part.is_none_or(|part| all - part >= FEWEST), "{told:?}");
                }
                assert!(
                    with.is_none()
                        || (all, with.zip(without)) == (Some(people), Some((with_email, people - with_email)))
                );
            }
        }
        let told = Audience { people: 24, with_email: 18 }.told();
        assert_eq!((told.people, told.with_email, told.without_email), (Some(24), Some(18), Some(6)));
        assert_eq!(Audience { people: 24, with_email: 21 }.told(), Told { people: Some(24), ..Told::default() });
        assert_eq!(Audience { people: 4, with_email: 2 }.told(), Told::default());
    }
}
