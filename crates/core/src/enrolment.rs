//! Enrolling this machine: what the invitation pins is checked before anything of the server is believed (J5.5).

use std::sync::Arc;

use coopol_domain::authority::origin;
use coopol_domain::enrolment::{Fingerprint, Invitation};
use coopol_domain::id::{DeviceId, HolderId, StreamId};
use coopol_domain::kinds::proof_of_invitation;
use coopol_domain::seal::Hash;
use coopol_domain::seal::checkpoint::Checkpoint;
use coopol_domain::seal::key::Verifier;
use coopol_domain::seal::moved::Moved;
use coopol_domain::seal::proof::verify_consistency;
use coopol_domain::time::Instant;
use coopol_domain::wire::{Opaque, Root};
use ed25519_dalek::{SigningKey, VerifyingKey};
use serde::{Deserialize, Serialize};

use crate::ambient::{Ambient, chance};
use crate::cache::Enrolled;
use crate::transport::{ALONE, Client, TransportError, Within};

/// Why a machine isn't enrolled.
#[derive(Debug, thiserror::Error)]
pub enum NotEnrolled {
    /// The server knows no such invitation: used, over, withdrawn, or never made.
    #[error("the server knows no such invitation: it may have been used, or be over")]
    NoInvitation,
    /// The person has as many devices as one may have: one of them has to be revoked first.
    #[error("this person has as many devices as one may have")]
    TooManyDevices,
    /// The code serves later, since its holder had a laptop and others have to see that they are invited again.
    #[error("this invitation serves later")]
    NotYet {
        /// From when.
        opens: Instant,
    },
    /// The server isn't the one that the invitation was made for.
    #[error("this server isn't the one that the invitation was made for")]
    OtherServer,
    /// The server shows another past than the one that the inviter saw.
    #[error("the server's history isn't the one that the inviter saw")]
    OtherPast,
    /// The server can't be reached, or doesn't answer as one.
    #[error(transparent)]
    Transport(TransportError),
}

#[derive(Serialize)]
struct Newcomer<'a> {
    office: StreamId,
    device: DeviceId,
    key: Opaque,
    name: &'a str,
    proof: Opaque,
    size: u64,
}

#[derive(Deserialize)]
struct Welcome {
    authority: String,
    authority_device: DeviceId,
    holder: HolderId,
    checkpoint: String,
    root: Opaque,
    consistency: Vec<Opaque>,
    #[serde(default)]
    moves: Vec<String>,
}

/// Enrols this machine under `name` ("Portable de Zoé") with a new key.
pub async fn enrol(
    server: &str,
    invitation: &Invitation,
    name: &str,
    ambient: &dyn Ambient,
) -> Result<Enrolled, NotEnrolled> {
    admitted(&Client::new(server).map_err(NotEnrolled::Transport)?, server, invitation, name, ambient).await
}

/// The same, with the authority of this very process, which it stays with until the section joins a server (J10).
pub async fn enrol_within(
    authority: Arc<dyn Within>,
    invitation: &Invitation,
    name: &str,
    ambient: &dyn Ambient,
) -> Result<Enrolled, NotEnrolled> {
    admitted(&Client::within(authority).map_err(NotEnrolled::Transport)?, ALONE, invitation, name, ambient).await
}

async fn admitted(
    client: &Client,
    server: &str,
    invitation: &Invitation,
    name: &str,
    ambient: &dyn Ambient,
) -> Result<Enrolled, NotEnrolled> {
    let key = SigningKey::from_bytes(&chance(ambient));
    let proof = proof_of_invitation(&invitation.key(), invitation.device, &key.verifying_key());
    let newcomer = Newcomer {
        office: invitation.office,
        device: invitation.device,
        key: Opaque(key.verifying_key().as_bytes().to_vec()),
        name,
        proof: Opaque(proof.to_vec()),
        size: invitation.size.into(),
    };
    let welcome: Welcome = client.json(client.post("/v1/enrolments").json(&newcomer)).await.map_err(refused)?;
    let (verifier, authority_key) = believed(&welcome, invitation)?;
    Ok(Enrolled {
        device: invitation.device,
        holder: welcome.holder,
        key,
        authority: welcome.authority_device,
        authority_key,
        verifier,
        server: server.to_owned(),
    })
}

fn refused(error: TransportError) -> NotEnrolled {
    match error {
        TransportError::NotYet { opens } => NotEnrolled::NotYet { opens },
        TransportError::Refused { status: 404, .. } => NotEnrolled::NoInvitation,
        TransportError::Refused { code, .. } if code == "too_many_devices" => NotEnrolled::TooManyDevices,
        error => NotEnrolled::Transport(error),
    }
}

/// The authority's keys, if they are those of the invitation and its history continues what the inviter saw.
fn believed(welcome: &Welcome, invitation: &Invitation) -> Result<(Verifier, VerifyingKey), NotEnrolled> {
    let verifier: Verifier = welcome.authority.parse().map_err(|_| NotEnrolled::OtherServer)?;
    let key = *verifier.public_key();
    if Fingerprint::of(&key) != invitation.authority && !led(welcome, invitation, &verifier) {
        return Err(NotEnrolled::OtherServer);
    }
    let checkpoint = Checkpoint::open(&welcome.checkpoint, &verifier, &origin(invitation.office))
        .map_err(|_| NotEnrolled::OtherServer)?;
    let hash = |bytes: &Opaque| <[u8; 32]>::try_from(bytes.0.as_slice()).map(Hash::from);
    let root = hash(&welcome.root).map_err(|_| NotEnrolled::OtherPast)?;
    let proof: Vec<Hash> =
        welcome.consistency.iter().map(hash).collect::<Result<_, _>>().map_err(|_| NotEnrolled::OtherPast)?;
    let continued = verify_consistency(invitation.size.into(), root, checkpoint.size(), checkpoint.root(), &proof);
    if Root::of(root) != invitation.root || continued.is_err() {
        return Err(NotEnrolled::OtherPast);
    }
    Ok((verifier, key))
}

/// Whether the key that the invitation names has led, by its signature and that of each that followed, to the one that signs
/// today (J5.4): a recovery sheet may lie in a drawer for years.
fn led(welcome: &Welcome, invitation: &Invitation, today: &Verifier) -> bool {
    let moves = welcome.moves.iter().map(|note| Moved::open_either(note, &origin(invitation.office)));
    let Ok(moves) = moves.collect::<Result<Vec<_>, _>>() else { return false };
    let named = |moved: &Moved| Fingerprint::of(moved.from().public_key()) == invitation.authority;
    let Some(first) = moves.iter().position(named) else { return false };
    // Whoever comes knows no custodians: where only they signed, a new invitation is wanted.
    if moves[first..].iter().any(|moved| moved.custodians().is_some()) {
        return false;
    }
    let size = u64::from(invitation.size);
    let goes_on = moves[first..].windows(2).all(|pair| pair[0].to() == pair[1].from());
    goes_on && moves[first].size() >= size && moves.last().is_some_and(|last| last.to() == today)
}

#[cfg(test)]
mod tests {
    use std::ops::Range;

    use coopol_domain::seal::key::Signer;
    use coopol_domain::seal::proof::consistency;
    use coopol_domain::seal::tree::Frontier;

    use super::*;

    const OFFICE: [u8; 16] = [1; 16];

    fn leaf(number: u64) -> Hash {
        Hash::of(&number.to_be_bytes())
    }

    fn root_of(leaves: &[Hash]) -> Hash {
        leaves.iter().copied().collect::<Frontier>().root()
    }

    fn signer(seed: u8) -> Signer {
        Signer::new("authority", SigningKey::from_bytes(&[seed; 32])).unwrap()
    }

    fn opaque(hash: Hash) -> Opaque {
        Opaque(hash.as_bytes().to_vec())
    }

    /// What a server whose key comes of `seed` answers about `leaves`, to somebody whose inviter saw three of them.
    fn welcome(seed: u8, leaves: &[Hash]) -> Welcome {
        let size = u64::try_from(leaves.len()).unwrap();
        let checkpoint = Checkpoint::new(&origin(StreamId::from_bytes(OFFICE)), size, root_of(leaves), None).unwrap();
        let parts = consistency(3, size).unwrap();
        let place = |seq: u64| usize::try_from(seq).unwrap();
        let subtree = |part: &Range<u64>| root_of(&leaves[place(part.start)..place(part.end)]);
        Welcome {
            authority: signer(seed).verifier().to_string(),
            authority_device: DeviceId::from_bytes([2; 16]),
            holder: HolderId::from_bytes([3; 16]),
            checkpoint: checkpoint.sign(&signer(seed)),
            root: opaque(root_of(&leaves[..3])),
            consistency: parts.iter().map(|part| opaque(subtree(part))).collect(),
            moves: Vec::new(),
        }
    }

    /// J5.5: what the invitation pins is all that the newcomer knows; a server that shows anything else isn't believed.
    #[test]
    fn only_the_server_and_the_past_of_the_invitation_are_believed() {
        let leaves: Vec<Hash> = (0..7).map(leaf).collect();
        let invitation = Invitation {
            seed: [5; 16],
            device: DeviceId::from_bytes([4; 16]),
            authority: Fingerprint::of(&SigningKey::from_bytes(&[7; 32]).verifying_key()),
            office: StreamId::from_bytes(OFFICE),
            size: 3,
            root: Root::of(root_of(&leaves[..3])),
        };
        believed(&welcome(7, &leaves), &invitation).unwrap();

        let told = |alter: &dyn Fn(&mut Welcome)| {
            let mut welcome = welcome(7, &leaves);
            alter(&mut welcome);
            believed(&welcome, &invitation).unwrap_err()
        };
        let other_server = |alter: &dyn Fn(&mut Welcome)| matches!(told(alter), NotEnrolled::OtherServer);
        let other_past = |alter: &dyn Fn(&mut Welcome)| matches!(told(alter), NotEnrolled::OtherPast);
        assert!(other_server(&|it| *it = welcome(8, &leaves)), "another key");
        assert!(other_server(&|it| it.checkpoint = welcome(8, &leaves).checkpoint), "signed by another");
        assert!(other_server(&|it| it.authority = "authority".to_owned()), "no key at all");
        let elsewhere = Checkpoint::new(&origin(StreamId::from_bytes([9; 16])), 7, root_of(&leaves), None).unwrap();
        assert!(other_server(&|it| it.checkpoint = elsewhere.sign(&signer(7))), "of another stream");

        let mut retold = leaves.clone();
        retold[1] = leaf(100);
        assert!(other_past(&|it| *it = welcome(7, &retold)), "another past, consistent in itself");
        assert!(other_past(&|it| it.root = opaque(root_of(&retold[..3]))), "another root");
        assert!(other_past(&|it| it.consistency = welcome(7, &retold).consistency), "a proof of another past");
        assert!(other_past(&|it| drop(it.consistency.pop())), "half a proof");
        assert!(other_past(&|it| it.consistency.push(Opaque(vec![0; 31]))), "what is no hash");
        let shorter = Checkpoint::new(&origin(StreamId::from_bytes(OFFICE)), 2, root_of(&leaves[..2]), None).unwrap();
        assert!(other_past(&|it| it.checkpoint = shorter.sign(&signer(7))), "a shorter past");
    }

    /// J5.4: a sheet that names a key which was left still serves, if that key led to the one that signs today, after what
    /// the inviter saw.
    #[test]
    fn the_key_of_the_invitation_may_lead_to_another() {
        let leaves: Vec<Hash> = (0..7).map(leaf).collect();
        let invitation = Invitation {
            seed: [5; 16],
            device: DeviceId::from_bytes([4; 16]),
            authority: Fingerprint::of(&SigningKey::from_bytes(&[7; 32]).verifying_key()),
            office: StreamId::from_bytes(OFFICE),
            size: 3,
            root: Root::of(root_of(&leaves[..3])),
        };
        let office = origin(StreamId::from_bytes(OFFICE));
        let moved = |size: usize, from: u8, to: u8| {
            let end = (&*office, size as u64, root_of(&leaves[..size]));
            Moved::sign(end, &signer(from), &signer(to), None).unwrap()
        };
        let told = |moves: Vec<String>| believed(&Welcome { moves, ..welcome(9, &leaves) }, &invitation);
        told(vec![moved(4, 7, 8), moved(5, 8, 9)]).unwrap();
        told(vec![moved(3, 6, 7), moved(4, 7, 9)]).unwrap();
        for moves in [
            vec![],
            vec![moved(4, 8, 9)],
            vec![moved(4, 7, 8)],
            vec![moved(4, 7, 8), moved(5, 6, 9)],
            vec![moved(2, 7, 9)],
        ] {
            assert!(matches!(told(moves.clone()), Err(NotEnrolled::OtherServer)), "{moves:?}");
        }
    }
}
