//! Whatever the bytes, a reading ends in a roster or an error, never in a panic.

use std::fs;

use coopol_import::read;
use proptest::prelude::*;

use crate::{data, options};

const FILES: [&str; 5] = ["cp1252_semicolon.csv", "excel_merged.xlsx", "outlook_fr.csv", "utf8_bom.csv", "vcard21.vcf"];

/// Pieces of which rosters are made, in no order.
fn piece() -> impl Strategy<Value = String> {
    prop_oneof![
        Just("Nom".to_owned()),
        Just("Prénom".to_owned()),
        Just("BEGIN:VCARD\n".to_owned()),
        Just("END:VCARD\n".to_owned()),
        Just("N;ENCODING=QUOTED-PRINTABLE:=C3".to_owned()),
        Just("\"".to_owned()),
        Just(";".to_owned()),
        Just("\n".to_owned()),
        Just("BDAY:--04".to_owned()),
        Just("TOTAL".to_owned()),
        Just("d'".to_owned()),
        Just("31/02/99".to_owned()),
        Just("78000".to_owned()),
        "[0-9/. €,+()-]{0,14}",
        "\\PC{0,8}",
        "[A-ZÉ' -]{0,12}",
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn bytes(bytes in proptest::collection::vec(any::<u8>(), 0..2_000)) {
        drop(read(&bytes, "", &options()));
    }

    #[test]
    fn pieces(pieces in proptest::collection::vec(piece(), 0..120)) {
        drop(read(pieces.concat().as_bytes(), "", &options()));
    }
}

proptest! {
    // A whole file each time: fewer of them.
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn real_files_with_wrong_bytes(file in 0..FILES.len(), wrong in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..20)) {
        let mut bytes = fs::read(data(FILES[file])).expect("a file of the tests");
        for (at, byte) in wrong {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        drop(read(&bytes, "", &options()));
    }

    #[test]
    fn real_files_cut_short(file in 0..FILES.len(), length in any::<prop::sample::Index>()) {
        let bytes = fs::read(data(FILES[file])).expect("a file of the tests");
        drop(read(&bytes[..length.index(bytes.len())], "", &options()));
    }
}
