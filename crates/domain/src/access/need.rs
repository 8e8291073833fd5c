//! Whom a held change waits for (J3.3).

use std::fmt;
use std::str::FromStr;

/// Who has to act before a held change counts.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Need {
    /// The treasurer, who alone writes dues.
    Treasurer,
    /// Anyone with the same right under another mandate.
    SecondMandate,
}

/// Text that names no need.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{given}` isn't something a change waits for: treasurer, second_mandate")]
pub struct BadNeed {
    /// The text that was read.
    pub given: String,
}

impl fmt::Display for Need {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Treasurer => "treasurer",
            Self::SecondMandate => "second_mandate",
        })
    }
}

impl FromStr for Need {
    type Err = BadNeed;

    fn from_str(text: &str) -> Result<Self, BadNeed> {
        [Self::Treasurer, Self::SecondMandate]
            .into_iter()
            .find(|need| need.to_string() == text)
            .ok_or_else(|| BadNeed { given: text.to_owned() })
    }
}
