//! What can be done with a stream.

use std::fmt;

/// One thing that can be done with a stream.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
#[repr(u8)]
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
}

/// A set of verbs.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Verbs(u8);

impl Verb {
    /// All of them.
    pub const ALL: [Self; 7] =
        [Self::Read, Self::Propose, Self::Write, Self::Invite, Self::Relay, Self::Attest, Self::Witness];
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
            set |= verbs[next] as u8;
            next += 1;
        }
        Self(set)
    }

    /// Whether `verb` is among them. Who may write may propose.
    pub const fn has(self, verb: Verb) -> bool {
        self.0 & verb as u8 != 0 || (verb as u8 == Verb::Propose as u8 && self.0 & Verb::Write as u8 != 0)
    }

    /// These and those.
    #[must_use]
    pub const fn and(self, others: Self) -> Self {
        Self(self.0 | others.0)
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
        })
    }
}

impl fmt::Debug for Verbs {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(Verb::ALL.into_iter().filter(|&verb| self.0 & verb as u8 != 0)).finish()
    }
}
