use base64::{Engine as _, engine::general_purpose::STANDARD};
use coopol_domain::seal::key::{BadKey, KeyId, MAX_NAME, SignatureType, Signer, Verifier};
use ed25519_dalek::{SigningKey, VerifyingKey};

use crate::note::PETER;

#[test]
fn a_verifier_key_has_one_spelling() {
    let verifier: Verifier = PETER.parse().unwrap();
    assert_eq!((verifier.name(), verifier.id()), ("PeterNeumann", KeyId(0xc74f_20a3)));
    assert_eq!(verifier.to_string(), PETER);

    for start in 0..PETER.len() {
        for end in start..=PETER.len() {
            let whole = start == 0 && end == PETER.len();
            assert_eq!(PETER[start..end].parse::<Verifier>().is_ok(), whole, "{}", &PETER[start..end]);
        }
    }
    for at in 0..PETER.len() {
        let mut bytes = PETER.as_bytes().to_vec();
        bytes[at] += 1;
        let mangled = String::from_utf8(bytes).unwrap();
        assert!(mangled.parse::<Verifier>().is_err(), "{mangled}");
    }
}

#[test]
fn what_is_wrong_with_a_verifier_key_is_said() {
    let key = "ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
    let text = |given: &str| given.to_owned();
    let id = |given: &str| BadKey::OtherId { given: text(given), expected: KeyId(0xc74f_20a3) };
    let witness = STANDARD.encode([&[0x04], &STANDARD.decode(key).unwrap()[1..]].concat());
    let cases = [
        (text("PeterNeumann"), BadKey::Form { given: text("PeterNeumann") }),
        (text("Peter+c74f20a3"), BadKey::Form { given: text("Peter+c74f20a3") }),
        (format!("+c74f20a3+{key}"), BadKey::Name { given: text("") }),
        (format!("Peter Neumann+c74f20a3+{key}"), BadKey::Name { given: text("Peter Neumann") }),
        (text("PeterNeumann+c74f20a3+"), BadKey::Base64 { given: text("") }),
        (text("PeterNeumann+c74f20a3+AR"), BadKey::Base64 { given: text("AR") }),
        (format!("PeterNeumann+c74f20a3+{}", &key[..40]), BadKey::PublicKey),
        (format!("PeterNeumann+c74f20a3+{key}BADKEQ=="), BadKey::PublicKey),
        (format!("PeterNeumann+173116ae+Z{}", &key[1..]), BadKey::Type { given: 0x65 }),
        // A witness's key: its lines are kept in a note, but it can't stand for the authority.
        (format!("PeterNeumann+c74f20a3+{witness}"), BadKey::Type { given: 0x04 }),
        (format!("PeterNeumann+c74f20a4+{key}"), id("c74f20a4")),
        (format!("PeterNeumann+C74F20A3+{key}"), id("C74F20A3")),
    ];
    for (given, expected) in cases {
        assert_eq!(given.parse::<Verifier>(), Err(expected), "{given}");
    }
}

#[test]
fn names_stand_in_a_signature_line() {
    let key = SigningKey::from_bytes(&[7; 32]);
    let longest = "n".repeat(MAX_NAME);
    for name in ["a", "example.org/log", "ségur", longest.as_str()] {
        assert_eq!(Signer::new(name, key.clone()).unwrap().verifier().name(), name);
    }
    let longer = "n".repeat(MAX_NAME + 1);
    for name in ["", "a b", "a\u{a0}b", "a\u{3000}b", "a+b", "a\nb", "a\u{7f}b", longer.as_str()] {
        let refused = Signer::new(name, key.clone()).unwrap_err();
        assert_eq!(refused, BadKey::Name { given: name.to_owned() });
    }
}

// A key of small order signs every text at once.
#[test]
fn a_weak_key_is_refused() {
    let mut one = [0; 32];
    one[0] = 1;
    let weak = VerifyingKey::from_bytes(&one).unwrap();
    assert_eq!(Verifier::new("weak", weak), Err(BadKey::PublicKey));
}

#[test]
fn the_same_key_has_another_id_as_a_witness() {
    let public = SigningKey::from_bytes(&[7; 32]).verifying_key();
    let as_log = KeyId::of("name", SignatureType::Ed25519, &public);
    assert_ne!(as_log, KeyId::of("name", SignatureType::CosignatureV1, &public));
    assert_ne!(as_log, KeyId::of("other", SignatureType::Ed25519, &public));
    assert_eq!(as_log, Verifier::new("name", public).unwrap().id());
}

#[test]
fn debug_shows_no_secret() {
    let signer = Signer::new("name", SigningKey::from_bytes(&[0xab; 32])).unwrap();
    let shown = format!("{signer:?}").to_lowercase();
    assert!(shown.contains("verifier") && !shown.contains("abab") && !shown.contains("171, 171"), "{shown}");
}
