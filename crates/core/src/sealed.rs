//! Sealed codes: three on paper, of which two let somebody come back when nobody of the unit can get in any more. Making them takes
//! two officers, or the level above; using them takes no laptop that is enrolled.

use coopol_domain::codec::Value;
use coopol_domain::device::{Intent, Shelf as _};
use coopol_domain::enrolment::{ComingBack, Fingerprint, Invitation, SealedCode, called_back_by};
use coopol_domain::id::{ChangeId, DeviceId, StreamId, SubjectId};
use coopol_domain::journal::{Compartment, Edit, Payload, State};
use coopol_domain::kinds::{Comeback, SEALED_CODES, sealed_codes};
use coopol_domain::seal::key::Verifier;
use coopol_domain::time::Instant;
use coopol_domain::wire::{Opaque, Root};
use ed25519_dalek::Signer as _;
use serde::{Deserialize, Serialize};

use crate::ambient::chance;
use crate::codes::NoCode;
use crate::device::{Failure, Session};
use crate::history::last_said;
use crate::proposals;
use crate::transport::{Client, Transport, TransportError};

pub(crate) const MADE: &str = "codes_made";

/// Three codes, just made.
#[derive(Debug)]
pub struct Made {
    /// To be printed, and kept nowhere else.
    pub codes: [SealedCode; SEALED_CODES],
    /// The unit that they are of, as people call it.
    pub unit: String,
    /// Whether they serve: not before a second officer, or the level above, has agreed.
    pub serve: bool,
}

/// Where the sealed codes of the unit stand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Status {
    /// Whether three codes serve.
    pub serve: bool,
    /// When those were made, or the last ones that served,
    pub made_at: Option<Instant>,
    /// by whom,
    pub made_by: Option<String>,
    /// and who agreed, when that took somebody.
    pub agreed_by: Option<String>,
    /// When others were made that wait for somebody to agree,
    pub proposed_at: Option<Instant>,
    /// and by whom.
    pub proposed_by: Option<String>,
    /// When two of them were used last,
    pub used_at: Option<Instant>,
    /// and for whom.
    pub used_for: Option<String>,
    /// When one of them was last used alone, which gave nothing.
    pub tried_at: Option<Instant>,
    /// Whether the holder of this device may make new ones.
    pub may_make: bool,
}

/// Makes three codes and states their public halves; tells whether the authority took them at once, or holds them for somebody.
///
/// # Errors
/// [`NoCode`]; no code is to be printed then.
pub async fn make<T: Transport>(session: &Session, transport: &T) -> Result<Made, NoCode> {
    session.sync_once(transport).await?;
    let (office, subject) = home(session).await?;
    let ambient = session.ambient();
    let code = |number| SealedCode { number, seed: chance(ambient), office };
    let codes = [code(1), code(2), code(3)];
    let before = state(session, office, subject).await?;
    let unit = if let Value::Text(name) = before.get("name") { name.clone() } else { String::new() };
    let edits = codes.iter().map(|code| {
        let field = format!("sealed_code/{}", code.number);
        let known = before.get(&field).clone();
        Edit::change(&field, known, Value::bytes(code.key().verifying_key().as_bytes()))
    });
    let payload = Payload::new(MADE, 1, edits.collect());
    let saved = session.record(Intent { stream: office, subject, payload, act: None, depends_on: Vec::new() }).await?;
    session.sync_once(transport).await?;
    if serves(&state(session, office, subject).await?, &codes) {
        return Ok(Made { codes, unit, serve: true });
    }
    if is_held(session, saved.change).await? { Ok(Made { codes, unit, serve: false }) } else { Err(NoCode::NotTaken) }
}

fn serves(unit: &State, codes: &[SealedCode]) -> bool {
    let known = sealed_codes(unit);
    codes.iter().all(|code| known.get(&code.number) == Some(&code.key().verifying_key()))
}

async fn is_held(session: &Session, change: ChangeId) -> Result<bool, Failure> {
    Ok(proposals::of_kinds(session, &[MADE]).await?.iter().any(|proposal| proposal.change == change))
}

/// Whether codes that wait for somebody take the place of those that serve now.
pub(crate) async fn fits(
    session: &Session,
    (office, subject): (StreamId, SubjectId),
    payload: &Payload,
) -> Result<bool, Failure> {
    let unit = state(session, office, subject).await?;
    Ok(payload.edits.iter().all(|edit| edit.before == *unit.get(edit.field.as_str())))
}

/// The `office` stream that one works in, and the unit whose facts it tells.
async fn home(session: &Session) -> Result<(StreamId, SubjectId), Failure> {
    let office = session.stream(Compartment::Office).await?;
    let held = session.held().await.into_iter().find(|held| held.stream == office);
    let unit = held.ok_or_else(|| Failure::NoStream { compartment: Compartment::Office.to_string() })?.unit;
    Ok((office, unit.into()))
}

async fn state(session: &Session, office: StreamId, subject: SubjectId) -> Result<State, Failure> {
    let known = session.cache().subjects(&[(office, subject)].into()).await?.subject(office, subject);
    Ok(known.map_or_else(|| State::new("unit"), |(state, _)| state))
}

/// Why two codes bring nobody back.
#[derive(Debug, thiserror::Error)]
pub enum NotBack {
    /// The same code twice, or codes of two units: this can be told here.
    #[error("two different codes of the same unit are wanted")]
    NotTwo,
    /// The server knows no such codes: of another making, spent, or wrong.
    #[error("the server knows no such codes: they may have been used, or made anew since")]
    NoCodes,
    /// Others hold an office there, and nobody of this name does.
    #[error("others hold an office there, and nobody of this name does")]
    Held,
    /// The server can't be reached, or doesn't answer as one.
    #[error(transparent)]
    Transport(TransportError),
}

/// What two codes gave.
#[derive(Debug)]
pub struct Back {
    /// The code by which a laptop is enrolled, once it serves.
    pub code: Invitation,
    /// The unit, as people call it.
    pub unit: String,
    /// From when it serves,
    pub opens: Instant,
    /// and until when.
    pub until: Instant,
    /// Whether nobody holds an office, so that one is lent for an election.
    pub provisional: bool,
}

#[derive(Deserialize)]
struct Challenge {
    challenge: Opaque,
}

#[derive(Serialize)]
struct Signed {
    number: u8,
    proof: Opaque,
}

#[derive(Serialize)]
struct Asked<'a> {
    office: StreamId,
    device: DeviceId,
    invitation: Opaque,
    holder_name: &'a str,
    challenge: &'a Opaque,
    codes: [Signed; 2],
}

#[derive(Deserialize)]
struct CalledBack {
    authority: String,
    size: u64,
    root: Root,
    unit: String,
    opens_at: Instant,
    until: Instant,
    provisional: bool,
}

/// Lets somebody of this name come back by two sealed codes, which are spent by it. The same again gives the same invitation, as
/// long as nobody used or contested it.
///
/// # Errors
/// [`NotBack`].
pub async fn come_back(server: &str, codes: [&SealedCode; 2], holder_name: &str) -> Result<Back, NotBack> {
    let [first, second] = codes;
    if first.number == second.number || first.office != second.office {
        return Err(NotBack::NotTwo);
    }
    let client = Client::new(server).map_err(NotBack::Transport)?;
    let (holder_name, office) = (holder_name.trim(), first.office);
    let (device, seed) = called_back_by(codes, holder_name);
    let fingerprint = Fingerprint([0; coopol_domain::enrolment::FINGERPRINT]);
    let mut code = Invitation { seed, device, authority: fingerprint, office, size: 0, root: Root::from_bytes([0; 8]) };
    let invitation = code.key().verifying_key().to_bytes();
    let asked = client.post("/v1/challenges").json(&serde_json::json!({ "device": device }));
    let Challenge { challenge } = client.json(asked).await.map_err(NotBack::Transport)?;
    let nonce = challenge.0.as_slice().try_into().map_err(|_| unreadable("a challenge has 32 bytes"))?;
    let message = ComingBack { office, device, invitation: &invitation, holder_name, nonce: &nonce }.message();
    let signed = |code: &SealedCode| Signed {
        number: code.number,
        proof: Opaque(code.key().sign(&message).to_bytes().to_vec()),
    };
    let asked = Asked {
        office,
        device,
        invitation: Opaque(invitation.to_vec()),
        holder_name,
        challenge: &challenge,
        codes: codes.map(signed),
    };
    let called: CalledBack = client.json(client.post("/v1/comebacks").json(&asked)).await.map_err(refused)?;
    let authority: Verifier = called.authority.parse().map_err(|_| unreadable("not a key"))?;
    code.authority = Fingerprint::of(authority.public_key());
    code.size = u32::try_from(called.size).unwrap_or(u32::MAX);
    code.root = called.root;
    let CalledBack { unit, opens_at, until, provisional, .. } = called;
    Ok(Back { code, unit, opens: opens_at, until, provisional })
}

fn unreadable(why: &str) -> NotBack {
    NotBack::Transport(TransportError::Unreadable { why: why.to_owned() })
}

fn refused(error: TransportError) -> NotBack {
    match error {
        TransportError::Refused { status: 404, .. } => NotBack::NoCodes,
        TransportError::Refused { code, .. } if code == "office_held" => NotBack::Held,
        error => NotBack::Transport(error),
    }
}

/// The lines to print of a code.
pub fn lines(code: &SealedCode) -> Vec<String> {
    /// Groups of five letters to a line.
    const GROUPS: usize = 4;
    let letters = code.to_string();
    let groups: Vec<&str> = letters.split('-').collect();
    groups.chunks(GROUPS).map(|line| line.join("-")).collect()
}

/// Where the codes of the unit that one works in stand.
///
/// # Errors
/// [`Failure`].
pub async fn status(session: &Session) -> Result<Status, Failure> {
    let (office, subject) = home(session).await?;
    let unit = state(session, office, subject).await?;
    let proposed = proposals::of_kinds(session, &[MADE]).await?.pop();
    let mut reader = session.reader().await?;
    let made = last_said(&mut reader, (office, subject), MADE).await?;
    let used = last_said(&mut reader, (office, subject), "codes_used").await?;
    let tried = last_said(&mut reader, (office, subject), "code_tried").await?;
    drop(reader);
    let (first, second) = match &made {
        Some(said) => (said.quoted.clone().or_else(|| said.author.clone()), said.author.clone()),
        None => (None, None),
    };
    Ok(Status {
        serve: sealed_codes(&unit).len() == SEALED_CODES,
        made_at: made.as_ref().map(|said| said.at),
        agreed_by: made.as_ref().and_then(|said| said.quoted.as_ref()).and(second),
        made_by: first,
        proposed_at: proposed.as_ref().map(|proposal| proposal.at),
        proposed_by: proposed.and_then(|proposal| proposal.author_name),
        used_at: used.map(|said| said.at),
        used_for: Comeback::read(&unit).map(|used| used.holder_name),
        tried_at: tried.map(|said| said.at),
        may_make: session.inviting().await.contains(&office) && !session.is_alone(),
    })
}
