//! A section's officers, and the codes by which their laptops come in.

use std::process::Command;

use crate::told;

/// Founds a section on an empty server, with these officers (name and office), each invited with so many laptops: a name for each
/// laptop, and its code.
pub fn invite(over: impl Fn() -> Command, officers: &[(&str, &str)], laptops: usize) -> Vec<(String, String)> {
    let admin = |words: &[&str]| {
        let output = over().args([&["admin"], words].concat()).output().unwrap();
        assert!(output.status.success(), "{words:?}: {}", told(&output));
        String::from_utf8(output.stdout).unwrap().trim().to_owned()
    };
    admin(&["init"]);
    let unit = admin(&["unit", "found", "--kind", "section", "--name", "Section de Versailles"]);
    let mut codes = Vec::new();
    for (name, office) in officers {
        let held = ["--unit", unit.as_str(), "--office", office, "--holder-name", name];
        admin(&[["mandate", "record"].as_slice(), &held].concat());
        let invite = || admin(&[["invitation", "create"].as_slice(), &held].concat());
        codes.extend((0..laptops).map(|place| (format!("{name} {place}"), invite())));
    }
    codes
}
