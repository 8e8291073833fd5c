use coopol_domain::seal::Hash;
use coopol_domain::seal::checkpoint::Checkpoint;
use coopol_domain::seal::key::Signer;
use coopol_domain::seal::moved::{Moved, NotMoved};
use coopol_domain::seal::note::{Note, Unverified};
use ed25519_dalek::SigningKey;

const ORIGIN: &str = "coopol/b1946ac9-2492-d234-7c62-35b4d2611184";

fn signer(byte: u8) -> Signer {
    Signer::new("authority", SigningKey::from_bytes(&[byte; 32])).unwrap()
}

fn end() -> (&'static str, u64, Hash) {
    (ORIGIN, 20_852_163, Hash::of(b"root"))
}

fn note() -> String {
    Moved::sign(end(), &signer(7), &signer(8), Some("https://coopol.example")).unwrap()
}

// J5.4: the text is for ever.
#[test]
fn the_text_of_a_move() {
    let expected = "coopol log_moved 1\ncoopol/b1946ac9-2492-d234-7c62-35b4d2611184\n20852163\n\
        SBNJTRN+FjG7owHVrKtue7eqdM4RhdRWVl71HXN2d7I=\n\
        from authority+6a3be8a2+AepKbGPinFIKvvVQexMuxfmVR3auvr57kkIe6mkURtIs\n";
    let note = note();
    let (text, signatures) = note.split_once("\n\n").unwrap();
    assert!(text.starts_with(expected), "{text}");
    assert_eq!(text[expected.len()..], format!("to {}\nat https://coopol.example", signer(8).verifier()));
    assert_eq!(signatures.lines().count(), 2, "both sign");
    let moved = Moved::open(&note, ORIGIN).unwrap();
    assert_eq!((moved.size(), moved.root(), moved.at()), (end().1, end().2, Some("https://coopol.example")));
    assert_eq!((moved.from(), moved.to()), (signer(7).verifier(), signer(8).verifier()));
    let stays = Moved::sign(end(), &signer(7), &signer(8), None).unwrap();
    assert_eq!(Moved::open(&stays, ORIGIN).unwrap().at(), None);
}

// J5.4: neither passes for the other, under whichever key.
#[test]
fn a_move_is_no_checkpoint() {
    let checkpoint = Checkpoint::new(ORIGIN, end().1, end().2, None).unwrap();
    assert_eq!(Moved::open(&checkpoint.sign(&signer(7)), ORIGIN), Err(NotMoved::Form));
    for key in [7, 8] {
        assert!(Checkpoint::open(&note(), signer(key).verifier(), ORIGIN).is_err());
    }
}

// J5.4: nothing of it is without effect.
#[test]
fn every_altered_bit_of_a_move_is_refused() {
    let note = note();
    for bit in 0..note.len() * 8 {
        let mut bytes = note.clone().into_bytes();
        bytes[bit / 8] ^= 1 << (bit % 8);
        if let Ok(altered) = String::from_utf8(bytes) {
            assert!(Moved::open(&altered, ORIGIN).is_err(), "bit {bit}: {altered}");
        }
    }
}

// J5.4: one signature is not enough: the old key leads, the new one vouches.
#[test]
fn both_keys_have_to_sign() {
    let note = note();
    let (text, signatures) = note.split_once("\n\n").unwrap();
    let text = format!("{text}\n");
    for one in signatures.lines() {
        let alone = Moved::open(&format!("{text}\n{one}\n"), ORIGIN);
        assert!(matches!(alone, Err(NotMoved::Unverified(Unverified::NotSigned { .. }))), "{alone:?}");
    }
    let stranger = Note::sign(&text, &[&signer(9), &signer(8)]).unwrap().to_string();
    assert!(matches!(Moved::open(&stranger, ORIGIN), Err(NotMoved::Unverified(_))));
}

#[test]
fn what_is_no_move() {
    let other = "coopol/another";
    let given = Moved::open(&note(), other);
    assert_eq!(given, Err(NotMoved::OtherOrigin { given: ORIGIN.to_owned(), expected: other.to_owned() }));
    assert_eq!(Moved::sign(end(), &signer(7), &signer(7), None), Err(NotMoved::Form), "a key that moves to itself");
    for address in ["", "coopol example", "é.example", &"a".repeat(256)] {
        assert_eq!(Moved::sign(end(), &signer(7), &signer(8), Some(address)), Err(NotMoved::Form), "{address:?}");
    }
    // Nothing is sent in clear, but to this very machine.
    for address in
        ["http://coopol.example", "ftp://coopol.example", "http://localhost.example", "https://", "zoe@coopol.example"]
    {
        assert_eq!(Moved::sign(end(), &signer(7), &signer(8), Some(address)), Err(NotMoved::Form), "{address:?}");
    }
    for address in ["coopol.example", "coopol.example:8443/section", "http://127.0.0.1:8080", "http://[::1]"] {
        let moved = Moved::open(&Moved::sign(end(), &signer(7), &signer(8), Some(address)).unwrap(), ORIGIN).unwrap();
        assert_eq!(moved.at(), Some(address));
    }
    let signed = |text: String| Moved::open(&Note::sign(&text, &[&signer(7), &signer(8)]).unwrap().to_string(), ORIGIN);
    let lines = note().split_once("\n\n").unwrap().0.to_owned() + "\n";
    assert!(signed(lines.clone()).is_ok());
    for (from, to) in
        [("20852163", "020852163"), ("log_moved 1", "log_moved 2"), ("from ", "From "), ("\nat ", "\nto ")]
    {
        assert!(signed(lines.replace(from, to)).is_err(), "{from} as {to}");
    }
    assert!(signed(lines + "more\n").is_err());
}

// J5.4: where the two keys are never in one place, each signs where it is, and it comes to the same.
#[test]
fn a_move_that_is_offered_counts_once_it_is_vouched_for() {
    let offered = Moved::offer(end(), &signer(7), signer(8).verifier(), Some("https://coopol.example")).unwrap();
    let missing = Moved::open(&offered, ORIGIN);
    assert!(matches!(missing, Err(NotMoved::Unverified(Unverified::NotSigned { .. }))), "{missing:?}");
    let moved = Moved::vouch(&offered, ORIGIN, &signer(8)).unwrap();
    assert_eq!(moved.note(), note());
    let stranger = Moved::vouch(&offered, ORIGIN, &signer(9));
    assert!(matches!(stranger, Err(NotMoved::Unverified(Unverified::NotSigned { .. }))), "{stranger:?}");
    let elsewhere = "coopol/00000000-0000-0000-0000-000000000001";
    assert!(matches!(Moved::vouch(&offered, elsewhere, &signer(8)), Err(NotMoved::OtherOrigin { .. })));
    let forged = Moved::offer(end(), &signer(9), signer(8).verifier(), None).unwrap();
    let forged = forged.replace(&signer(9).verifier().to_string(), &signer(7).verifier().to_string());
    assert!(Moved::vouch(&forged, ORIGIN, &signer(8)).is_err(), "the key that is left has to sign");
}
