use coopol_domain::seal::Hash;
use coopol_domain::seal::key::Signer;
use coopol_domain::seal::moved::{Moved, NotMoved};
use coopol_domain::seal::note::{Note, Unverified};
use ed25519_dalek::SigningKey;

const ORIGIN: &str = "coopol/b1946ac9-2492-d234-7c62-35b4d2611184";

fn signer(byte: u8) -> Signer {
    Signer::new(&format!("key-{byte}"), SigningKey::from_bytes(&[byte; 32])).unwrap()
}

fn entrusted(by: [u8; 2]) -> Result<String, NotMoved> {
    let ([one, other], end) = (by.map(signer), (ORIGIN, 20_852_163, Hash::of(b"root")));
    let by = [one.verifier(), other.verifier()];
    Moved::entrust(end, signer(7).verifier(), &signer(8), by, Some("https://coopol.example"))
}

fn note() -> String {
    [1, 2].iter().fold(entrusted([1, 2]).unwrap(), |note, &by| Moved::countersign(&note, &signer(by)).unwrap())
}

// J5.4: the text is for ever.
#[test]
fn the_text_of_a_move_by_custodians() {
    let note = note();
    let (text, signatures) = note.split_once("\n\n").unwrap();
    let expected = format!(
        "coopol log_moved 2\n{ORIGIN}\n20852163\nSBNJTRN+FjG7owHVrKtue7eqdM4RhdRWVl71HXN2d7I=\n\
         from {}\nto {}\nby {}\nby {}\nat https://coopol.example",
        signer(7).verifier(),
        signer(8).verifier(),
        signer(1).verifier(),
        signer(2).verifier()
    );
    assert_eq!(text, expected);
    assert_eq!(signatures.lines().count(), 3, "the key that follows and the two; the lost one can't");
    let moved = Moved::open_either(&note, ORIGIN).unwrap();
    assert_eq!((moved.from(), moved.to()), (signer(7).verifier(), signer(8).verifier()));
    let by = [signer(1).verifier().clone(), signer(2).verifier().clone()];
    assert_eq!((moved.custodians(), moved.note(), moved.size()), (Some(&by), &*note, 20_852_163));
}

// J5.4: where the old key's own word is wanted, custodians don't do, whoever they are.
#[test]
fn custodians_are_not_the_old_key() {
    assert_eq!(Moved::open(&note(), ORIGIN), Err(NotMoved::ByCustodians));
    let own = Moved::sign((ORIGIN, 8, Hash::of(b"root")), &signer(7), &signer(8), None).unwrap();
    assert_eq!(Moved::open_either(&own, ORIGIN), Moved::open(&own, ORIGIN));
    assert_eq!(Moved::open(&own, ORIGIN).unwrap().custodians(), None);
}

// J5.4: two of them, and the key that follows.
#[test]
fn each_of_the_three_has_to_sign() {
    let note = note();
    let (text, signatures) = note.split_once("\n\n").unwrap();
    for missing in 0..3 {
        let left = signatures.lines().enumerate().filter(|(line, _)| *line != missing);
        let left: Vec<&str> = left.map(|(_, line)| line).collect();
        let opened = Moved::open_either(&format!("{text}\n\n{}\n", left.join("\n")), ORIGIN);
        assert!(matches!(opened, Err(NotMoved::Unverified(Unverified::NotSigned { .. }))), "{missing}: {opened:?}");
    }
}

#[test]
fn one_custodian_is_not_two() {
    assert_eq!(entrusted([1, 1]), Err(NotMoved::SameCustodian));
    // Under two names, with all the signatures that it asks for.
    let (one, other) = (signer(1), Signer::new("key-2", SigningKey::from_bytes(&[1; 32])).unwrap());
    let text = note().split_once("\n\n").unwrap().0.to_owned() + "\n";
    let text = text.replace(&signer(2).verifier().to_string(), &other.verifier().to_string());
    let twice = Note::sign(&text, &[&signer(8), &one, &other]).unwrap().to_string();
    assert_eq!(Moved::open_either(&twice, ORIGIN), Err(NotMoved::SameCustodian));
    let alone = text.lines().filter(|line| !line.contains("key-2")).collect::<Vec<_>>().join("\n") + "\n";
    let alone = Note::sign(&alone, &[&signer(8), &one]).unwrap().to_string();
    assert_eq!(Moved::open_either(&alone, ORIGIN), Err(NotMoved::Form));
}

// J5.4: nobody signs what no device could believe.
#[test]
fn a_custodian_signs_only_what_names_them() {
    let entrusted = entrusted([1, 2]).unwrap();
    let other = NotMoved::OtherCustodian { given: "key-3".to_owned() };
    assert_eq!(Moved::countersign(&entrusted, &signer(3)), Err(other));
    let once = Moved::countersign(&entrusted, &signer(1)).unwrap();
    assert_eq!(Moved::countersign(&once, &signer(1)), Ok(once.clone()), "the same again is the same");
    assert!(matches!(Moved::open_either(&once, ORIGIN), Err(NotMoved::Unverified(_))));
    let altered = entrusted.replace("coopol.example", "coopol.invalid");
    assert!(matches!(Moved::countersign(&altered, &signer(1)), Err(NotMoved::Unverified(_))), "not as it was made");
    let own = Moved::sign((ORIGIN, 8, Hash::of(b"root")), &signer(7), &signer(8), None).unwrap();
    assert!(matches!(Moved::countersign(&own, &signer(1)), Err(NotMoved::OtherCustodian { .. })));
}

// J5.4: nothing of it is without effect.
#[test]
fn every_altered_bit_is_refused() {
    let note = note();
    for bit in 0..note.len() * 8 {
        let mut bytes = note.clone().into_bytes();
        bytes[bit / 8] ^= 1 << (bit % 8);
        if let Ok(altered) = String::from_utf8(bytes) {
            assert!(Moved::open_either(&altered, ORIGIN).is_err(), "bit {bit}: {altered}");
        }
    }
}
