use base64::{Engine as _, engine::general_purpose::STANDARD};
use coopol_domain::seal::key::{KeyId, Signer, Verifier};
use coopol_domain::seal::note::{MAX_NOTE, MAX_SIGNATURES, Malformed, Note, Unverified};
use ed25519_dalek::SigningKey;

/// The keys, text and signatures of the reference implementation's tests (golang.org/x/mod/sumdb/note).
pub const PETER: &str = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
const PETER_SECRET: &str = "AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz";
const PETER_LINE: &str =
    "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";
const ENOCH: &str = "EnochRoot+af0cfe78+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop";
const ENOCH_LINE: &str =
    "— EnochRoot rwz+eBzmZa0SO3NbfRGzPCpDckykFXSdeX+MNtCOXm2/5n2tiOHp+vAF1aGrQ5ovTG01oOTGwnWLox33WWd1RvMc+QQ=\n";
const TEXT: &str =
    "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";

fn key(given: &str) -> Verifier {
    given.parse().unwrap()
}

fn peter() -> Signer {
    let typed = STANDARD.decode(PETER_SECRET).unwrap();
    Signer::new("PeterNeumann", SigningKey::try_from(&typed[1..]).unwrap()).unwrap()
}

// J5.1: the bytes of the reference implementation, both ways.
#[test]
fn the_known_note_is_read_and_made() {
    let known = format!("{TEXT}\n{PETER_LINE}");
    assert_eq!(Note::parse(&known).unwrap().verify(&key(PETER)), Ok(TEXT));
    assert_eq!(Note::sign(TEXT, &[&peter()]).unwrap().to_string(), known);
    assert_eq!(peter().verifier().to_string(), PETER);
}

// J5.2: several sign; each is verified by who knows its key, and unknown ones are kept as they came.
#[test]
fn each_of_several_signatures_is_verified() {
    let both = format!("{TEXT}\n{PETER_LINE}{ENOCH_LINE}");
    let note = Note::parse(&both).unwrap();
    assert_eq!((note.verify(&key(PETER)), note.verify(&key(ENOCH))), (Ok(TEXT), Ok(TEXT)));
    assert_eq!(note.to_string(), both);

    let other = Signer::new("other", SigningKey::from_bytes(&[7; 32])).unwrap();
    let signed = Note::sign(TEXT, &[&peter(), &other]).unwrap();
    assert_eq!((signed.verify(peter().verifier()), signed.verify(other.verifier())), (Ok(TEXT), Ok(TEXT)));
}

#[test]
fn a_note_by_others_is_not_believed() {
    let note = Note::parse(&format!("{TEXT}\n{ENOCH_LINE}")).unwrap();
    let (name, key_id) = ("PeterNeumann".to_owned(), KeyId(0xc74f_20a3));
    assert_eq!(note.verify(&key(PETER)), Err(Unverified::NotSigned { name, key_id, given: 1 }));

    // The same name with another key is another signer.
    let namesake = Signer::new("EnochRoot", SigningKey::from_bytes(&[7; 32])).unwrap();
    assert!(matches!(note.verify(namesake.verifier()), Err(Unverified::NotSigned { .. })));
}

#[test]
fn a_bad_signature_by_a_known_key_spoils_the_note() {
    let bad = PETER_LINE.replace("RyyBwJnAM=", "RyyBwJnBM=");
    let refused = Unverified::BadSignature { name: "PeterNeumann".to_owned(), key_id: KeyId(0xc74f_20a3) };
    for signatures in [bad.clone(), format!("{bad}{PETER_LINE}"), format!("{PETER_LINE}{bad}")] {
        let note = Note::parse(&format!("{TEXT}\n{signatures}")).unwrap();
        assert_eq!(note.verify(&key(PETER)), Err(refused.clone()));
    }
    let other_text = Note::parse(&format!("{}\n{PETER_LINE}", TEXT.replace("your", "Your"))).unwrap();
    assert_eq!(other_text.verify(&key(PETER)), Err(refused.clone()));

    // Longer than a signature of that kind.
    let longer = format!("{}ABCD{}", &PETER_LINE[..60], &PETER_LINE[60..]);
    assert_eq!(Note::parse(&format!("{TEXT}\n{longer}")).unwrap().verify(&key(PETER)), Err(refused));
}

#[test]
fn a_bad_signature_by_an_unknown_key_is_ignored() {
    let bad = ENOCH_LINE.replace("RvMc+QQ=", "RvMc+QA=");
    let note = Note::parse(&format!("{TEXT}\n{bad}{PETER_LINE}")).unwrap();
    assert_eq!(note.verify(&key(PETER)), Ok(TEXT));
}

// J5.2: the example of C2SP tlog-cosignature; a witness's line is kept whole, its time included.
#[test]
fn a_witness_is_kept() {
    let cosigned = [
        "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n",
        "— example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/",
        "Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n",
        "— witness.example.com/w1 jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0",
        "xUe+mbIUBkBIfZ+qnA==\n",
    ]
    .concat();
    let note = Note::parse(&cosigned).unwrap();
    let [log, witness] = note.signatures() else { panic!("two signatures: {note:?}") };
    assert_eq!((log.key_id, log.bytes.len()), (KeyId(0x033d_e0ae), 64));
    assert_eq!((witness.name.as_str(), witness.key_id), ("witness.example.com/w1", KeyId(0x8d66_cf3f)));
    assert_eq!((&witness.bytes[..8], witness.bytes.len()), (1_679_315_147_u64.to_be_bytes().as_slice(), 8 + 64));
    assert_eq!(note.to_string(), cosigned);
}

#[test]
fn the_last_blank_line_separates() {
    for text in ["\n", "a\n\nb\n", "a\n\n", "\n\n\n", "a\n\n— not a signature\n", &format!("a\n\n{PETER_LINE}")] {
        let note = Note::sign(text, &[&peter()]).unwrap();
        assert_eq!(note.verify(peter().verifier()), Ok(text));
        assert_eq!(Note::parse(&note.to_string()), Ok(note));
    }
}

#[test]
fn what_is_malformed_is_said() {
    let note = |signatures: &str| format!("a\nb\n\n{signatures}");
    let text = |given: &str| given.to_owned();
    let line = |given: &str| Malformed::NotASignature { line: 4, given: text(given) };
    let name = |given: &str| Malformed::Name { line: 4, given: text(given) };
    let base64 = |given: &str| Malformed::Base64 { line: 4, given: text(given) };
    let control = |line: usize, given: char| Malformed::ControlCharacter { line, given };
    let unpadded = PETER_LINE.trim_end().replace('=', "");
    let cases = [
        (text(""), Malformed::NoFinalNewline),
        (text("a"), Malformed::NoFinalNewline),
        (text("a\n"), Malformed::NoBlankLine),
        (format!("a\n{PETER_LINE}"), Malformed::NoBlankLine),
        (format!("\n{PETER_LINE}"), Malformed::NoBlankLine),
        (text("a\n\n"), Malformed::NoSignature),
        (note(&format!("{PETER_LINE}\n")), Malformed::NoSignature),
        (note(PETER_LINE.trim_end()), Malformed::NoFinalNewline),
        (note("x\n"), line("x")),
        (note("— \n"), line("— ")),
        (note("— name\n"), line("— name")),
        (note("- name AAAAAAA=\n"), line("- name AAAAAAA=")),
        (note("—  AAAAAAA=\n"), name("")),
        (note("— a+b AAAAAAA=\n"), name("a+b")),
        (note("— a\u{a0}b AAAAAAA=\n"), name("a\u{a0}b")),
        (note("— Bad Name AAAAAAA=\n"), base64("Name AAAAAAA=")),
        (note("— name \n"), base64("")),
        (note("— name AAAAAA==\n"), base64("AAAAAA==")),
        (note("— name AAAAAAA\n"), base64("AAAAAAA")),
        (note("— name AAAAAAB=\n"), base64("AAAAAAB=")),
        (note("— name AAA_AAA=\n"), base64("AAA_AAA=")),
        (note("— name AAAAAAA= \n"), base64("AAAAAAA= ")),
        (note(&format!("{unpadded}\n")), base64(unpadded.rsplit(' ').next().unwrap())),
        (note(&format!("{PETER_LINE}more\n")), Malformed::NotASignature { line: 5, given: text("more") }),
        (format!("\u{1}a\n\n{PETER_LINE}"), control(1, '\u{1}')),
        (format!("a\nb\tc\n\n{PETER_LINE}"), control(2, '\t')),
        (format!("a\n\n{}", PETER_LINE.replace('\n', "\r\n")), control(3, '\r')),
    ];
    for (given, expected) in cases {
        assert_eq!(Note::parse(&given), Err(expected), "{given:?}");
    }
}

#[test]
fn a_note_is_bounded() {
    let full = format!("a\n\n{}", PETER_LINE.repeat(MAX_SIGNATURES));
    assert_eq!(Note::parse(&full).unwrap().signatures().len(), MAX_SIGNATURES);
    let more = Malformed::TooManySignatures { given: MAX_SIGNATURES + 1 };
    assert_eq!(Note::parse(&format!("{full}{PETER_LINE}")), Err(more));

    let rest = "\n\n".len() + PETER_LINE.len();
    let longest = "a".repeat(MAX_NOTE - rest) + "\n";
    assert_eq!(Note::sign(&longest, &[&peter()]).unwrap().to_string().len(), MAX_NOTE);
    let longer = Malformed::TooLong { bytes: MAX_NOTE + 1 };
    assert_eq!(Note::sign(&format!("a{longest}"), &[&peter()]), Err(longer));

    // The specification asks for sixteen signatures, and warns that some take 5 kB.
    let large = format!("— witness {}\n", STANDARD.encode([0; 5_000]));
    assert_eq!(Note::parse(&format!("a\n\n{}", large.repeat(16))).unwrap().signatures().len(), 16);
}

#[test]
fn only_a_readable_note_is_signed() {
    assert_eq!(Note::sign("a", &[&peter()]), Err(Malformed::NoFinalNewline));
    assert_eq!(Note::sign(&format!("a\n\n{}", PETER_LINE.trim_end()), &[&peter()]), Err(Malformed::NoFinalNewline));
    assert_eq!(Note::sign("a\n", &[]), Err(Malformed::NoSignature));
    let refused = Note::sign("a\n\u{1b}\n", &[&peter()]);
    assert_eq!(refused, Err(Malformed::ControlCharacter { line: 2, given: '\u{1b}' }));
}
