//! `log_moved` (J5.4): the key that signed a stream so far says up to where, and who signs from there on.
//!
//! ```text
//! coopol log_moved 1
//! <origin: the stream's id>
//! <leaves in the tree, decimal>
//! <root, base64>
//! from <the key that is left, as name+id+base64>
//! to <the key that follows, as name+id+base64>
//! at <address>
//! ```
//!
//! The last line stands only where the authority is reached elsewhere from then on; an address in clear is none. Both
//! keys sign the note (C2SP signed-note): the old one leads whoever believes it to the new one, the new one tells whoever
//! came later who signed before. Its second line is no number, so it never passes for a checkpoint.
//!
//! Where the old key is lost, two custodians sign in its place. That is a second form, `coopol log_moved 2`, with a line
//! for each of the two after the key that follows:
//!
//! ```text
//! by <a custodian's key, as name+id+base64>
//! ```

use base64::{Engine as _, engine::general_purpose::STANDARD};

use super::Hash;
use super::checkpoint::{Checkpoint, Malformed, NotBelieved};
use super::key::{BadKey, Signer, Verifier};
use super::note::{self, Note, Unverified};

/// The longest address, in bytes.
pub const MAX_ADDRESS: usize = 255;

const TITLE: &str = "coopol log_moved 1";
const BY_CUSTODIANS: &str = "coopol log_moved 2";

/// A statement that everybody signed who has to: both keys, or the one that follows and two custodians.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moved {
    size: u64,
    root: Hash,
    from: Verifier,
    to: Verifier,
    by: Option<[Verifier; 2]>,
    at: Option<String>,
    note: String,
}

/// The note says nothing of a move.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotMoved {
    /// It is no signed note.
    #[error("not a signed note: {0}")]
    Note(#[from] note::Malformed),
    /// One of the keys that it names did not sign it.
    #[error(transparent)]
    Unverified(#[from] Unverified),
    /// Size and root can't be read.
    #[error("not the end of a stream: {0}")]
    Tree(#[from] Malformed),
    /// One of its keys can't be read.
    #[error(transparent)]
    Key(#[from] BadKey),
    /// Its lines aren't those of a move.
    #[error("not a move: expected a title, origin, size, root, from, to, and an address perhaps")]
    Form,
    /// Custodians signed it in the place of the key that is left, where that key's own word is wanted.
    #[error("custodians signed it in the place of the key that is left")]
    ByCustodians,
    /// Two custodians are wanted, and both lines name the same key.
    #[error("the same custodian twice, where two are wanted")]
    SameCustodian,
    /// A key that it doesn't name as a custodian's was to sign it as one.
    #[error("{given} isn't one of the custodians that it names")]
    OtherCustodian {
        /// Name of the key.
        given: String,
    },
    /// It is about another stream.
    #[error("a move of {given:?} where one of {expected:?} was expected")]
    OtherOrigin {
        /// Origin in the statement.
        given: String,
        /// Origin of the stream asked for.
        expected: String,
    },
}

impl Moved {
    /// The signed note: the stream `origin` ends at `size` under `root` for the key of `from`, and goes on under that of `to`.
    ///
    /// # Errors
    /// [`NotMoved`], for an origin, a root or an address that can't stand in one, or a key that moves to itself.
    pub fn sign(end: (&str, u64, Hash), from: &Signer, to: &Signer, at: Option<&str>) -> Result<String, NotMoved> {
        let offered = Self::offer(end, from, to.verifier(), at)?;
        Self::vouch(&offered, end.0, to).map(|moved| moved.note)
    }

    /// The same under the signature of the key that is left only: where the two keys are never in one place, the other is
    /// asked to [`Moved::vouch`].
    ///
    /// # Errors
    /// [`NotMoved`], for an origin that can't stand in one.
    pub fn offer(
        (origin, size, root): (&str, u64, Hash),
        from: &Signer,
        to: &Verifier,
        at: Option<&str>,
    ) -> Result<String, NotMoved> {
        let (root, at) = (STANDARD.encode(root), line(at));
        let left = from.verifier();
        let text = format!("{TITLE}\n{origin}\n{size}\n{root}\nfrom {left}\nto {to}\n{at}");
        Ok(Note::sign(&text, &[from])?.to_string())
    }

    /// The statement that two custodians are asked to sign, as the key that is left is lost: under the signature of the one
    /// that follows only.
    ///
    /// # Errors
    /// [`NotMoved`], also for one custodian twice.
    pub fn entrust(
        (origin, size, root): (&str, u64, Hash),
        from: &Verifier,
        to: &Signer,
        by: [&Verifier; 2],
        at: Option<&str>,
    ) -> Result<String, NotMoved> {
        let (root, at, [one, other]) = (STANDARD.encode(root), line(at), by);
        let next = to.verifier();
        let text =
            format!("{BY_CUSTODIANS}\n{origin}\n{size}\n{root}\nfrom {from}\nto {next}\nby {one}\nby {other}\n{at}");
        let note = Note::sign(&text, &[to])?;
        Self::stated(&note, origin)?;
        Ok(note.to_string())
    }

    /// The same under the signature of one of its custodians; signed again, it stays as it is. Whoever signs doesn't need to
    /// know the stream: what is refused is what no device could believe.
    ///
    /// # Errors
    /// [`NotMoved`], also when it doesn't name this custodian, or the key that follows did not sign it.
    pub fn countersign(entrusted: &str, custodian: &Signer) -> Result<String, NotMoved> {
        let note = Note::parse(entrusted)?;
        let moved = Self::stated(&note, note.unverified().split('\n').nth(1).unwrap_or_default())?;
        let own = custodian.verifier();
        if !moved.by.iter().flatten().any(|named| named == own) {
            return Err(NotMoved::OtherCustodian { given: own.name().to_owned() });
        }
        note.verify(&moved.to)?;
        match note.verify(own) {
            Ok(_) => Ok(entrusted.to_owned()),
            Err(Unverified::NotSigned { .. }) => Ok(note.signed_too(custodian)?.to_string()),
            Err(error) => Err(error.into()),
        }
    }

    /// The whole statement, of one that was offered: the key that follows signs it too, for it knows the stream up to there
    /// and answers for who signed before.
    ///
    /// # Errors
    /// [`NotMoved`], also when it leads to another key than `to`.
    pub fn vouch(offered: &str, origin: &str, to: &Signer) -> Result<Self, NotMoved> {
        Self::open(&Note::parse(offered)?.signed_too(to)?.to_string(), origin)
    }

    /// The statement in a note about `origin`, if the two keys that it names signed it. Whether either of them is
    /// believed is another question.
    ///
    /// # Errors
    /// [`NotMoved`], also when custodians signed it.
    pub fn open(given: &str, origin: &str) -> Result<Self, NotMoved> {
        let moved = Self::open_either(given, origin)?;
        if moved.by.is_some() { Err(NotMoved::ByCustodians) } else { Ok(moved) }
    }

    /// The same, or one that two custodians signed. Anybody can name two keys: whoever follows it has to know
    /// [`Moved::custodians`] already.
    ///
    /// # Errors
    /// [`NotMoved`].
    pub fn open_either(given: &str, origin: &str) -> Result<Self, NotMoved> {
        let note = Note::parse(given)?;
        let moved = Self::stated(&note, origin)?;
        match &moved.by {
            None => drop(note.verify(&moved.from)?),
            Some(by) => by.iter().try_for_each(|custodian| note.verify(custodian).map(drop))?,
        }
        note.verify(&moved.to)?;
        Ok(moved)
    }

    /// What stands in it, whoever signed.
    fn stated(note: &Note, origin: &str) -> Result<Self, NotMoved> {
        let text = note.unverified().strip_suffix('\n').ok_or(NotMoved::Form)?;
        let lines: Vec<&str> = text.split('\n').collect();
        let [title, named, size, root, from, to, rest @ ..] = lines.as_slice() else { return Err(NotMoved::Form) };
        let (by, at) = match (*title, rest) {
            (TITLE, at) => (None, at),
            (BY_CUSTODIANS, [one, other, at @ ..]) => (Some([key(one, "by ")?, key(other, "by ")?]), at),
            _ => return Err(NotMoved::Form),
        };
        if *named != origin {
            return Err(NotMoved::OtherOrigin { given: (*named).to_owned(), expected: origin.to_owned() });
        }
        let at = match at {
            [] => None,
            [at] => Some(at.strip_prefix("at ").filter(|at| is_address(at)).ok_or(NotMoved::Form)?.to_owned()),
            _ => return Err(NotMoved::Form),
        };
        // The three lines of a checkpoint, in their one spelling.
        let end = Checkpoint::parse(&format!("{named}\n{size}\n{root}\n"))?;
        let (from, to) = (key(from, "from ")?, key(to, "to ")?);
        if from.public_key() == to.public_key() {
            return Err(NotMoved::Form);
        }
        // By their keys: a key under two names is one custodian.
        if by.as_ref().is_some_and(|[one, other]| one.public_key() == other.public_key()) {
            return Err(NotMoved::SameCustodian);
        }
        Ok(Self { size: end.size(), root: end.root(), from, to, by, at, note: note.to_string() })
    }

    /// Leaves in the tree when the key was left.
    pub const fn size(&self) -> u64 {
        self.size
    }

    /// Root of the tree then.
    pub const fn root(&self) -> Hash {
        self.root
    }

    /// The key that was left.
    pub const fn from(&self) -> &Verifier {
        &self.from
    }

    /// The key that follows.
    pub const fn to(&self) -> &Verifier {
        &self.to
    }

    /// The two custodians who signed in the place of the key that was left, if they did.
    pub const fn custodians(&self) -> Option<&[Verifier; 2]> {
        self.by.as_ref()
    }

    /// Where the authority is reached from then on, if it is elsewhere.
    pub fn at(&self) -> Option<&str> {
        self.at.as_deref()
    }

    /// The note as it was signed.
    pub fn note(&self) -> &str {
        &self.note
    }
}

fn line(at: Option<&str>) -> String {
    at.map_or_else(String::new, |at| format!("at {at}\n"))
}

fn key(line: &str, word: &str) -> Result<Verifier, NotMoved> {
    Ok(line.strip_prefix(word).ok_or(NotMoved::Form)?.parse()?)
}

/// Opens a checkpoint of `origin`: under the key that signs today, or one that was left further on.
///
/// # Errors
/// [`NotBelieved`] by the key that signs today, when none of them signed it.
pub fn opened(note: &str, origin: &str, today: &Verifier, moves: &[Moved]) -> Result<Checkpoint, NotBelieved> {
    Checkpoint::open(note, today, origin).or_else(|error| {
        let mut left = moves.iter().filter_map(|moved| {
            Checkpoint::open(note, &moved.from, origin).ok().filter(|checkpoint| checkpoint.size() <= moved.size)
        });
        left.next().ok_or(error)
    })
}

/// Whether an authority may be reached there: by a host, with a port or a path perhaps, or by an address of HTTPS; of HTTP
/// on the very machine that reads it and nowhere else, since nothing may ever be sent in clear.
pub fn is_address(given: &str) -> bool {
    let (clear, rest) = match given.split_once("://") {
        None => (false, given),
        Some(("https", rest)) => (false, rest),
        Some(("http", rest)) => (true, rest),
        Some(_) => return false,
    };
    let host = rest.split('/').next().unwrap_or_default();
    let here = ["127.0.0.1", "localhost", "[::1]"]
        .into_iter()
        .any(|name| host.strip_prefix(name).is_some_and(|port| port.is_empty() || port.starts_with(':')));
    let known = |c: char| c.is_ascii_alphanumeric() || ".-:[]".contains(c);
    let readable = !host.is_empty() && host.chars().all(known) && given.chars().all(|c| c.is_ascii_graphic());
    given.len() <= MAX_ADDRESS && readable && (here || !clear)
}
