//! Checkpoints (C2SP tlog-checkpoint): a stream's size and root, as the text of a signed note.
//!
//! ```text
//! <origin: the stream's id>
//! <leaves in the tree, decimal>
//! <root, base64>
//! state <seq, decimal> <state root, base64>
//! ```
//!
//! The fourth line is ours and stands only there; any lines after it are kept and given back as they came.

use base64::{Engine as _, engine::general_purpose::STANDARD};

use super::Hash;
use super::key::{Signer, Verifier};
use super::note::{self, Note, Unverified};

/// The longest checkpoint text, in bytes; far below what a note may hold, so that every checkpoint can be signed.
pub const MAX_TEXT: usize = 4 * 1024;

const STATE: &str = "state ";

/// The root over the states of all subjects, as the authority folded them up to `seq`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StateRoot {
    /// Number of the entry up to which the stream was folded: that of the latest snapshot.
    pub seq: u64,
    /// Root over the HMAC'd canonical states.
    pub root: Hash,
}

/// What an authority states of a stream: its size, its root, and the root of its state at the latest snapshot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checkpoint {
    origin: String,
    size: u64,
    root: Hash,
    state: Option<StateRoot>,
    extensions: Vec<String>,
}

/// The text is not a checkpoint. Lines are counted from 1.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Malformed {
    /// More than [`MAX_TEXT`].
    #[error("a checkpoint of {bytes} bytes, at most {MAX_TEXT} are read")]
    TooLong {
        /// Length of the text.
        bytes: usize,
    },
    /// The last line is cut.
    #[error("no newline at the end")]
    NoFinalNewline,
    /// Origin, size and root are always there.
    #[error("{given} lines, at least 3 are needed: origin, size, root")]
    TooFewLines {
        /// Lines in the text.
        given: usize,
    },
    /// A line is empty or has control characters.
    #[error("line {line} is {given:?}, expected characters and none of control")]
    Line {
        /// Where it is.
        line: usize,
        /// The line.
        given: String,
    },
    /// Not a number in its one spelling.
    #[error("{given:?} in line {line} is not a number: decimal digits without leading zero, below 2^64")]
    Number {
        /// Where it is.
        line: usize,
        /// What stands there.
        given: String,
    },
    /// Not a hash in its one spelling.
    #[error("{given:?} in line {line} is not base64 (RFC 4648 §4) of 32 bytes")]
    Hash {
        /// Where it is.
        line: usize,
        /// What stands there.
        given: String,
    },
    /// A line that starts like a state line and is not one, or not the fourth.
    #[error("line {line} is {given:?}, expected \"state seq base64\" in line 4 only")]
    State {
        /// Where it is.
        line: usize,
        /// The line.
        given: String,
    },
    /// An empty tree has one root.
    #[error("the root of an empty tree is given as {given}, it is the hash of nothing")]
    EmptyTree {
        /// The root given.
        given: Hash,
    },
    /// A state can't hold entries that the tree doesn't.
    #[error("the state is at entry {seq} of a tree of {size} leaves")]
    StateBeyondTree {
        /// Where the state is.
        seq: u64,
        /// Leaves in the tree.
        size: u64,
    },
}

/// Why a signed checkpoint is not believed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotBelieved {
    /// It is no signed note.
    #[error("not a signed note: {0}")]
    Note(#[from] note::Malformed),
    /// The authority's key did not sign it.
    #[error(transparent)]
    Unverified(#[from] Unverified),
    /// The authority signed something else than a checkpoint.
    #[error("not a checkpoint: {0}")]
    Checkpoint(#[from] Malformed),
    /// The authority signed it for another stream.
    #[error("a checkpoint of {given:?} where one of {expected:?} was expected")]
    OtherOrigin {
        /// Origin in the checkpoint.
        given: String,
        /// Origin of the stream asked for.
        expected: String,
    },
}

impl Checkpoint {
    /// `origin` is the stream's id as text, never a host; `root` that of a tree of `size` leaves.
    pub fn new(origin: &str, size: u64, root: Hash, state: Option<StateRoot>) -> Result<Self, Malformed> {
        Self { origin: origin.to_owned(), size, root, state, extensions: Vec::new() }.checked()
    }

    /// Reads the text of a note, signatures left out, in the one spelling that [`Checkpoint::to_text`] writes.
    pub fn parse(text: &str) -> Result<Self, Malformed> {
        if text.len() > MAX_TEXT {
            return Err(Malformed::TooLong { bytes: text.len() });
        }
        let lines: Vec<&str> = text.strip_suffix('\n').ok_or(Malformed::NoFinalNewline)?.split('\n').collect();
        let [origin, size, root, rest @ ..] = lines.as_slice() else {
            return Err(Malformed::TooFewLines { given: lines.len() });
        };
        let (state, extensions) = match rest.split_first() {
            Some((line, extensions)) if line.starts_with(STATE) => (Some(StateRoot::parse(line)?), extensions),
            _ => (None, rest),
        };
        Self {
            origin: (*origin).to_owned(),
            size: number(2, size)?,
            root: hash(3, root)?,
            state,
            extensions: extensions.iter().map(|&line| line.to_owned()).collect(),
        }
        .checked()
    }

    /// The text to sign.
    pub fn to_text(&self) -> String {
        let mut lines = vec![self.origin.clone(), self.size.to_string(), STANDARD.encode(self.root)];
        lines.extend(self.state.map(|state| format!("{STATE}{} {}", state.seq, STANDARD.encode(state.root))));
        lines.extend_from_slice(&self.extensions);
        lines.join("\n") + "\n"
    }

    /// The whole signed note.
    pub fn sign(&self, signer: &Signer) -> String {
        let note = Note::sign(&self.to_text(), &[signer]);
        note.expect("a checkpoint has no control character and leaves room for a signature").to_string()
    }

    /// The checkpoint in a signed note, if `key` signed it and it is about `expected_origin`.
    pub fn open(note: &str, key: &Verifier, expected_origin: &str) -> Result<Self, NotBelieved> {
        let note = Note::parse(note)?;
        let checkpoint = Self::parse(note.verify(key)?)?;
        if checkpoint.origin != expected_origin {
            return Err(NotBelieved::OtherOrigin { given: checkpoint.origin, expected: expected_origin.to_owned() });
        }
        Ok(checkpoint)
    }

    /// What a note claims under the name of `key`, whose signature isn't checked: good for asking whether to look closer.
    pub fn claimed(note: &str, key: &Verifier) -> Option<Self> {
        let note = Note::parse(note).ok().filter(|note| note.names(key))?;
        Self::parse(note.unverified()).ok()
    }

    /// The stream's id as text.
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// Leaves in the tree.
    pub const fn size(&self) -> u64 {
        self.size
    }

    /// Root of the tree.
    pub const fn root(&self) -> Hash {
        self.root
    }

    /// Root of the state at the latest snapshot, if there is one.
    pub const fn state(&self) -> Option<StateRoot> {
        self.state
    }

    /// Lines of a later version, kept as they came.
    pub fn extensions(&self) -> &[String] {
        &self.extensions
    }

    fn checked(self) -> Result<Self, Malformed> {
        let text = self.to_text();
        if text.len() > MAX_TEXT {
            return Err(Malformed::TooLong { bytes: text.len() });
        }
        check_line(1, &self.origin)?;
        for (extension, line) in self.extensions.iter().zip(4 + usize::from(self.state.is_some())..) {
            check_line(line, extension)?;
            if extension.starts_with(STATE) {
                return Err(Malformed::State { line, given: extension.clone() });
            }
        }
        if self.size == 0 && self.root != Hash::of(b"") {
            return Err(Malformed::EmptyTree { given: self.root });
        }
        match self.state {
            Some(StateRoot { seq, .. }) if seq > self.size => Err(Malformed::StateBeyondTree { seq, size: self.size }),
            _ => Ok(self),
        }
    }
}

impl StateRoot {
    fn parse(given: &str) -> Result<Self, Malformed> {
        let fields = given.strip_prefix(STATE).and_then(|rest| rest.split_once(' '));
        let (seq, root) = fields.ok_or_else(|| Malformed::State { line: 4, given: given.to_owned() })?;
        Ok(Self { seq: number(4, seq)?, root: hash(4, root)? })
    }
}

fn check_line(line: usize, given: &str) -> Result<(), Malformed> {
    let fits = !given.is_empty() && !given.chars().any(|c| c < ' ');
    if fits { Ok(()) } else { Err(Malformed::Line { line, given: given.to_owned() }) }
}

/// One spelling only, so that a text and what it says are one: no sign, no leading zero.
fn number(line: usize, given: &str) -> Result<u64, Malformed> {
    let number = given.parse::<u64>().ok().filter(|number| number.to_string() == given);
    number.ok_or_else(|| Malformed::Number { line, given: given.to_owned() })
}

fn hash(line: usize, given: &str) -> Result<Hash, Malformed> {
    let bytes = STANDARD.decode(given).ok().and_then(|bytes| <[u8; 32]>::try_from(bytes).ok());
    bytes.map(Hash::from).ok_or_else(|| Malformed::Hash { line, given: given.to_owned() })
}
