use coopol_domain::seal::Hash;
use coopol_domain::seal::checkpoint::Checkpoint;
use coopol_domain::seal::cosignature::{Cosigner, cosign};
use coopol_domain::seal::key::Signer;
use coopol_domain::seal::note::{Note, Unverified};
use ed25519_dalek::SigningKey;

const ORIGIN: &str = "coopol/b1946ac9-2492-d234-7c62-35b4d2611184";
const AT: u64 = 1_795_348_800;

fn key(byte: u8) -> SigningKey {
    SigningKey::from_bytes(&[byte; 32])
}

fn authority() -> Signer {
    Signer::new("authority", key(7)).unwrap()
}

fn checkpoint() -> String {
    Checkpoint::new(ORIGIN, 20_852_163, Hash::of(b"root"), None).unwrap().sign(&authority())
}

fn witness(byte: u8) -> Cosigner {
    Cosigner::new("witness", key(byte).verifying_key()).unwrap()
}

fn read(note: &str, by: &Cosigner) -> Result<u64, Unverified> {
    by.cosigned(&Note::parse(note).unwrap())
}

/// J5.2: a witness adds a line, and takes nothing from what the authority signed.
#[test]
fn a_cosignature_stands_under_that_of_the_authority() {
    let note = cosign(&checkpoint(), "witness", &key(8), AT).unwrap();
    assert!(note.starts_with(&checkpoint()) && note.lines().count() == checkpoint().lines().count() + 1);
    assert_eq!(read(&note, &witness(8)), Ok(AT));
    assert_eq!(Checkpoint::open(&note, authority().verifier(), ORIGIN).unwrap().size(), 20_852_163);
    let twice = cosign(&note, "other", &key(9), AT + 1).unwrap();
    assert_eq!(read(&twice, &witness(8)), Ok(AT));
    assert_eq!(read(&twice, &Cosigner::new("other", key(9).verifying_key()).unwrap()), Ok(AT + 1));
}

/// J5.2: nothing of it is without effect, its time included.
#[test]
fn every_altered_bit_of_a_cosignature_is_refused() {
    let note = cosign(&checkpoint(), "witness", &key(8), AT).unwrap();
    let line = note.trim_end().rfind('\n').unwrap() + 1;
    let text = note.find("\n\n").unwrap() + 1;
    for bit in (0..text * 8).chain(line * 8..note.len() * 8) {
        let mut bytes = note.clone().into_bytes();
        bytes[bit / 8] ^= 1 << (bit % 8);
        let altered = String::from_utf8(bytes).ok().and_then(|altered| Note::parse(&altered).ok());
        if let Some(altered) = altered {
            assert!(witness(8).cosigned(&altered).is_err(), "bit {bit}: {altered}");
        }
    }
}

/// J5.2: a signature of another kind, by another key, under another name, or twice, is none.
#[test]
fn only_the_witness_itself_cosigns() {
    let note = cosign(&checkpoint(), "witness", &key(8), AT).unwrap();
    assert!(matches!(read(&note, &witness(9)), Err(Unverified::NotSigned { .. })));
    let named = Cosigner::new("other", key(8).verifying_key()).unwrap();
    assert!(matches!(read(&note, &named), Err(Unverified::NotSigned { .. })));
    // What the authority signs as such is no cosignature, though a key be both.
    let authority = Cosigner::new("authority", key(7).verifying_key()).unwrap();
    assert!(matches!(read(&note, &authority), Err(Unverified::NotSigned { .. })));
    let doubled = cosign(&note, "witness", &key(8), AT + 1).unwrap();
    assert!(matches!(read(&doubled, &witness(8)), Err(Unverified::BadSignature { .. })));
    assert!(cosign(&checkpoint(), "two words", &key(8), AT).is_err());
    assert!(cosign("no note", "witness", &key(8), AT).is_err());
    assert!(Cosigner::new("two words", key(8).verifying_key()).is_err());
}
