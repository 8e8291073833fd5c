//! What can be done with a stream.

use std::fmt;

/// One thing that can be done with a stream.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
#[repr(u16)]
pub enum Verb {
    /// See it, and keep it on one's devices.
    Read = 1,
    /// State a fact that waits for somebody who may write it.
    Propose = 2,
    /// State a fact.
    Write = 4,
    /// Invite and revoke devices.
    Invite = 8,
    /// State what only the authority may, because it was there: no line of the table gives it.
    Relay = 16,
    /// Say in one's own name who was elected, and answer what others say of it.
    Attest = 32,
    /// Be shown its size and root, and nothing of what stands in it, and cosign them.
    Witness = 64,
    /// Ask that somebody be erased: the law gives that right over what is closed, too. Whoever may write has it.
    Erase = 128,
    /// Learn how many people there could be written to, and nothing else of them (J1.4).
    Count = 256,
    /// Say that a mandate gives nothing for a time, and lift that again: only from above.
    Suspend = 512,
}

/// A set of verbs.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Verbs(u16);

impl Verb {
    /// All of them.
    pub const ALL: [Self; 10] = [
        Self::Read,
        Self::Propose,
        Self::Write,
        Self::Invite,
        Self::Relay,
        Self::Attest,
        Self::Witness,
        Self::Erase,
        Self::Count,
        Self::Suspend,
    ];
}

impl Verbs {
    /// Nothing.
    pub const NONE: Self = Self(0);

    /// Everything.
    pub const ALL: Self = Self::of(&Verb::ALL);

    /// Exactly these.
    pub const fn of(verbs: &[Verb]) -> Self {
        let (mut set, mut next) = (0, 0);
        while next < verbs.len() {
            set |= verbs[next] as u16;
            next += 1;
        }
        Self(set)
    }

    /// Whether `verb` is among them. Who may write may propose, and erase.
    pub const fn has(self, verb: Verb) -> bool {
        let follows = verb as u16 & (Verb::Propose as u16 | Verb::Erase as u16) != 0;
        self.0 & verb as u16 != 0 || (follows && self.0 & Verb::Write as u16 != 0)
    }

    /// These and those.
    #[must_use]
    pub const fn and(self, others: Self) -> Self {
        Self(self.0 | others.0)
    }

    /// What is left of them where a unit's records are closed: they are read and cosigned as before, nothing is stated there any
    /// more, and whoever wrote may still erase.
    #[must_use]
    pub const fn closed(self) -> Self {
        let stays = Self::of(&[Verb::Read, Verb::Witness]);
        let erases = if self.has(Verb::Erase) { Verb::Erase as u16 } else { 0 };
        Self(self.0 & stays.0 | erases)
    }

    /// Whether there is none.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }
}

impl fmt::Display for Verb {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Read => "read",
            Self::Propose => "propose",
            Self::Write => "write",
            Self::Invite => "invite",
            Self::Relay => "relay",
            Self::Attest => "attest",
            Self::Witness => "witness",
            Self::Erase => "erase",
            Self::Count => "count",
            Self::Suspend => "suspend",
        })
    }
}

impl fmt::Debug for Verbs {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(Verb::ALL.into_iter().filter(|&verb| self.0 & verb as u16 != 0)).finish()
    }
}
