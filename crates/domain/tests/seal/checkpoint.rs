use coopol_domain::seal::Hash;
use coopol_domain::seal::checkpoint::{Checkpoint, MAX_TEXT, Malformed, NotBelieved, StateRoot};
use coopol_domain::seal::key::Signer;
use coopol_domain::seal::note::{self, Note, Unverified};
use ed25519_dalek::SigningKey;
use proptest::prelude::*;

const ORIGIN: &str = "coopol/b1946ac9-2492-d234-7c62-35b4d2611184";
const ROOT: &str = "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=";

/// What looks like checkpoints, about half of them in a wrong spelling.
const NEARLY: &str = "[a-z]{0,2}\n[0-9]{1,3}\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2[I-J]=\n([a-z ]{1,9}\n){0,3}";

fn authority() -> Signer {
    Signer::new("authority", SigningKey::from_bytes(&[7; 32])).unwrap()
}

fn checkpoint() -> Checkpoint {
    let state = StateRoot { seq: 20_852_000, root: Hash::of(b"state") };
    Checkpoint::new(ORIGIN, 20_852_163, Hash::of(b"root"), Some(state)).unwrap()
}

// J5.1: the text is for ever.
#[test]
fn the_text_of_a_checkpoint() {
    let expected = "coopol/b1946ac9-2492-d234-7c62-35b4d2611184\n20852163\n\
        SBNJTRN+FjG7owHVrKtue7eqdM4RhdRWVl71HXN2d7I=\n\
        state 20852000 S6aXNcpTdl7WpwnttWxuoja3GTo7KaazkMNG8PQ0Dk4=\n";
    assert_eq!(checkpoint().to_text(), expected);
    assert_eq!(Checkpoint::parse(expected), Ok(checkpoint()));

    // Signed by another implementation (OpenSSL's Ed25519) from the same key.
    let line =
        "— authority ajvoop+JKdOzZWp2OkWcePl4C+FBIKLCp1P1dCAsLS/jCrazKwO2k6+4cM2maEGYmqNuJrRH+PLdIykMGUlq9W14wgo=";
    assert_eq!(checkpoint().sign(&authority()), format!("{expected}\n{line}\n"));
    let key = "authority+6a3be8a2+AepKbGPinFIKvvVQexMuxfmVR3auvr57kkIe6mkURtIs";
    assert_eq!(authority().verifier().to_string(), key);

    let empty = Checkpoint::new(ORIGIN, 0, Hash::of(b""), None).unwrap();
    assert_eq!(empty.to_text(), format!("{ORIGIN}\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n"));
}

// J5.1: the example of C2SP tlog-checkpoint.
#[test]
fn the_known_checkpoint_is_read() {
    let known = Checkpoint::parse(&format!("example.com/behind-the-sofa\n20852163\n{ROOT}\n")).unwrap();
    let root = Hash::from_hex("0ac5186a91863e8e1d90c808014aa89bf5da8e3ee1d9f07630f0378f68f1ab62").unwrap();
    assert_eq!((known.origin(), known.size(), known.root()), ("example.com/behind-the-sofa", 20_852_163, root));
    assert_eq!((known.state(), known.extensions()), (None, [].as_slice()));
}

// J5.2
#[test]
fn a_signed_checkpoint_is_believed() {
    let signed = checkpoint().sign(&authority());
    assert_eq!(Checkpoint::open(&signed, authority().verifier(), ORIGIN), Ok(checkpoint()));
}

// J5.2: nothing that arrives on the way is without effect: not the text, not the signature line.
#[test]
fn every_altered_bit_of_a_signed_checkpoint_is_refused() {
    let signed = checkpoint().sign(&authority());
    for bit in 0..signed.len() * 8 {
        let mut bytes = signed.clone().into_bytes();
        bytes[bit / 8] ^= 1 << (bit % 8);
        if let Ok(altered) = String::from_utf8(bytes) {
            let opened = Checkpoint::open(&altered, authority().verifier(), ORIGIN);
            assert!(opened.is_err(), "bit {bit}: {altered}");
        }
    }
    for length in 0..signed.len() {
        if let Some(cut) = signed.get(..length) {
            assert!(Checkpoint::open(cut, authority().verifier(), ORIGIN).is_err(), "cut at {length}");
        }
    }
}

// J5.2
#[test]
fn why_a_checkpoint_is_not_believed() {
    let open = |note: &str, origin: &str| Checkpoint::open(note, authority().verifier(), origin).unwrap_err();
    let signed = checkpoint().sign(&authority());

    assert_eq!(open("", ORIGIN), NotBelieved::Note(note::Malformed::NoFinalNewline));
    let other = Signer::new("authority", SigningKey::from_bytes(&[8; 32])).unwrap();
    let refused = open(&checkpoint().sign(&other), ORIGIN);
    assert!(matches!(refused, NotBelieved::Unverified(Unverified::NotSigned { .. })), "{refused}");
    let refused = open(&signed.replace("20852163", "20852164"), ORIGIN);
    assert!(matches!(refused, NotBelieved::Unverified(Unverified::BadSignature { .. })), "{refused}");
    let elsewhere = NotBelieved::OtherOrigin { given: ORIGIN.to_owned(), expected: "another".to_owned() };
    assert_eq!(open(&signed, "another"), elsewhere);
    let not_a_checkpoint = Note::sign("hello\n", &[&authority()]).unwrap().to_string();
    assert_eq!(open(&not_a_checkpoint, ORIGIN), NotBelieved::Checkpoint(Malformed::TooFewLines { given: 1 }));
}

// A later version may add lines: they are kept, in their order, and signed again as they came.
#[test]
fn unknown_lines_are_kept() {
    for lines in ["later 1 é\n", "state 7 47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\nlater 1\nlater 2\n", "state\n"]
    {
        let text = format!("{ORIGIN}\n8\n{ROOT}\n{lines}");
        let parsed = Checkpoint::parse(&text).unwrap();
        assert_eq!(parsed.to_text(), text);
        assert_eq!(parsed.extensions().len(), lines.lines().filter(|line| !line.starts_with("state ")).count());
        let signed = parsed.sign(&authority());
        assert_eq!(Checkpoint::open(&signed, authority().verifier(), ORIGIN), Ok(parsed));
    }
}

#[test]
fn what_is_malformed_is_said() {
    let text = |given: &str| given.to_owned();
    let number = |line, given: &str| Malformed::Number { line, given: text(given) };
    let hash = |line, given: &str| Malformed::Hash { line, given: text(given) };
    let line = |line, given: &str| Malformed::Line { line, given: text(given) };
    let state = |line, given: &str| Malformed::State { line, given: text(given) };
    let size = |given: &str| (format!("o\n{given}\n{ROOT}\n"), number(2, given));
    let root = |given: &str| (format!("o\n8\n{given}\n"), hash(3, given));
    let extended = |lines: &str| format!("o\n8\n{ROOT}\n{lines}");
    let state_line = format!("state 8 {ROOT}");
    let cases = [
        (text(""), Malformed::NoFinalNewline),
        (format!("o\n8\n{ROOT}"), Malformed::NoFinalNewline),
        (text("o\n8\n"), Malformed::TooFewLines { given: 2 }),
        (format!("\n8\n{ROOT}\n"), line(1, "")),
        (format!("o\tp\n8\n{ROOT}\n"), line(1, "o\tp")),
        size(""),
        size("08"),
        size("+8"),
        size("-8"),
        size(" 8"),
        size("8.0"),
        size("0x8"),
        size("٨"),
        size("18446744073709551616"),
        root(""),
        root("CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I"),
        root("CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2J="),
        root("CsUYapGGPo4dkMgIAUqom_Xajj7h2fB2MPA3j2jxq2I="),
        root("CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxqw=="),
        (extended("\n"), line(4, "")),
        (extended("later\n\nlater\n"), line(5, "")),
        (extended("state \n"), state(4, "state ")),
        (extended("state 8\n"), state(4, "state 8")),
        (extended(&format!("state 08 {ROOT}\n")), number(4, "08")),
        (extended(&format!("state  8 {ROOT}\n")), number(4, "")),
        (extended("state 8 AAAA\n"), hash(4, "AAAA")),
        (extended(&format!("{state_line} more\n")), hash(4, &format!("{ROOT} more"))),
        (extended(&format!("later\n{state_line}\n")), state(5, &state_line)),
        (extended(&format!("{state_line}\n{state_line}\n")), state(5, &state_line)),
        (extended(&format!("state 9 {ROOT}\n")), Malformed::StateBeyondTree { seq: 9, size: 8 }),
    ];
    for (given, expected) in cases {
        assert_eq!(Checkpoint::parse(&given), Err(expected), "{given:?}");
    }
}

#[test]
fn a_wrong_checkpoint_can_not_be_made() {
    let root = Hash::of(b"root");
    let line = |given: &str| Malformed::Line { line: 1, given: given.to_owned() };
    for origin in ["", "a\nb", "a\u{0}b"] {
        assert_eq!(Checkpoint::new(origin, 8, root, None), Err(line(origin)));
    }
    assert_eq!(Checkpoint::new("o", 0, root, None), Err(Malformed::EmptyTree { given: root }));
    let beyond = Checkpoint::new("o", 8, root, Some(StateRoot { seq: 9, root }));
    assert_eq!(beyond, Err(Malformed::StateBeyondTree { seq: 9, size: 8 }));
}

#[test]
fn a_checkpoint_is_bounded() {
    let rest = format!("\n8\n{ROOT}\n").len();
    let longest = "o".repeat(MAX_TEXT - rest);
    let checkpoint = Checkpoint::new(&longest, 8, Hash::of(b"root"), None).unwrap();
    let name = "n".repeat(255);
    let signer = Signer::new(&name, SigningKey::from_bytes(&[7; 32])).unwrap();
    assert_eq!(Checkpoint::open(&checkpoint.sign(&signer), signer.verifier(), &longest), Ok(checkpoint.clone()));

    let longer = Err(Malformed::TooLong { bytes: MAX_TEXT + 1 });
    assert_eq!(Checkpoint::new(&format!("o{longest}"), 8, Hash::of(b"root"), None), longer);
    assert_eq!(Checkpoint::parse(&format!("o{}", checkpoint.to_text())), longer);
}

proptest! {
    // J5.1: a text that is read is the one that would be written, so that a signature covers one reading.
    #[test]
    fn text_and_checkpoint_are_one(size in 1_u64.., seq in proptest::option::of(any::<u64>()), root: [u8; 32]) {
        let state = seq.map(|seq| StateRoot { seq: seq % size, root: Hash::of(&root) });
        let checkpoint = Checkpoint::new(ORIGIN, size, root.into(), state).unwrap();
        prop_assert_eq!(Checkpoint::parse(&checkpoint.to_text()), Ok(checkpoint));
    }

    #[test]
    fn what_is_read_is_written_back(text in NEARLY) {
        if let Ok(checkpoint) = Checkpoint::parse(&text) {
            prop_assert_eq!(checkpoint.to_text(), text);
        }
    }
}
