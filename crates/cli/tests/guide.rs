//! The guide shows commands as they are: each of them exists, with the options that are shown.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::process::Command;

const GUIDE: &str = include_str!("../../../docs/guide/ligne-de-commande.md");

/// The lines between fences that call the program, without their remarks.
fn commands() -> impl Iterator<Item = Vec<&'static str>> {
    let blocks = GUIDE.split("```sh\n").skip(1).filter_map(|block| block.split("```").next());
    let lines = blocks.flat_map(str::lines).map(|line| line.split('#').next().unwrap_or(line));
    lines.map(|line| line.split_whitespace().collect::<Vec<_>>()).filter(|words| words.first() == Some(&"coopol"))
}

fn help(of: &[&str]) -> Option<String> {
    let output = Command::new(env!("CARGO_BIN_EXE_coopol")).args(of).arg("--help").env_clear().output().unwrap();
    output.status.success().then(|| String::from_utf8(output.stdout).unwrap())
}

#[test]
fn every_command_of_the_guide_exists() {
    let mut seen = 0;
    for words in commands() {
        let nested = [
            "roster",
            "dues",
            "erasure",
            "agenda",
            "archive",
            "devices",
            "proposals",
            "arrivals",
            "mandate",
            "handover",
            "fact",
            "promise",
            "message",
            "codes",
            "delegation",
            "unit",
        ];
        let nested = nested.contains(&words[1]);
        let deep =
            [["unit", "split"], ["unit", "merge"], ["agenda", "feed"]].iter().any(|deep| words[1..].starts_with(deep));
        let command = &words[1..2 + usize::from(nested) + usize::from(deep)];
        let help = help(command).unwrap_or_else(|| panic!("{words:?}: there is no such command"));
        for option in words.iter().filter(|word| word.starts_with("--")) {
            assert!(help.contains(option), "{words:?}: {option} isn't among its options");
        }
        seen += 1;
    }
    assert!(seen > 15, "{seen} commands were read");
    assert!(help(&["nothing"]).is_none(), "a command that doesn't exist has no help");
}
