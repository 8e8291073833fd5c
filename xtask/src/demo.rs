//! `cargo xtask demo`: the whole of Coopol on this machine, over a federation that doesn't exist.
//!
//! A server on a free port with a data folder of its own, filled once; a laptop of one secretary, with a home of its own, so
//! that nothing of the developer's is touched. With a display the program opens; without one it is walked through on a
//! virtual screen and leaves pictures. `cargo xtask screenshots` takes the whole set of them.

mod folder;
mod laptop;
mod programs;

use crate::Verb;
use crate::checkout::Checkout;
use crate::failure::Failure;
use crate::setup;
use folder::Folder;
use programs::Programs;

pub const DEMO: Verb = Verb {
    name: "demo",
    usage: "demo [--yes] [--fresh]",
    about: "runs server and desktop program over a demonstration (--fresh: from the beginning)",
    run: demo,
};

pub const SCREENSHOTS: Verb = Verb {
    name: "screenshots",
    usage: "screenshots [--yes] [--out FOLDER]",
    about: "takes pictures of every screen, light and dark, large and small",
    run: screenshots,
};

#[derive(Debug, Default, PartialEq, Eq)]
struct Options {
    yes: bool,
    fresh: bool,
    out: Option<String>,
}

fn demo(checkout: &Checkout, arguments: &[String]) -> Result<(), Failure> {
    let options = parse(arguments, &DEMO)?;
    setup::install(checkout, options.yes || checkout.ci)?;
    let folder = Folder::of(checkout, "demo");
    if options.fresh {
        folder.remove()?;
    }
    let programs = Programs::build(checkout)?;
    if laptop::has_display() {
        return laptop::open(checkout, &folder, &programs);
    }
    let pictures = folder.path("pictures");
    println!("\nThere is no display here: the program is walked through on a virtual one.");
    programs.walk(checkout, &folder, &pictures, false)
}

fn screenshots(checkout: &Checkout, arguments: &[String]) -> Result<(), Failure> {
    let options = parse(arguments, &SCREENSHOTS)?;
    setup::install(checkout, options.yes || checkout.ci)?;
    // Beside the demonstration that somebody may be in the middle of.
    let folder = Folder::of(checkout, "screenshots");
    folder.remove()?;
    let out = match options.out {
        Some(out) => std::path::absolute(&out).map_err(|cause| Failure::Unreadable { path: out.into(), cause })?,
        None => folder.path("pictures"),
    };
    Programs::build(checkout)?.walk(checkout, &folder, &out, true)
}

fn parse(arguments: &[String], verb: &Verb) -> Result<Options, Failure> {
    let unknown = |given: &str| Failure::UnknownOption { given: given.to_owned(), usage: verb.usage };
    let mut options = Options::default();
    let mut arguments = arguments.iter();
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--yes" => options.yes = true,
            "--fresh" if verb.name == DEMO.name => options.fresh = true,
            "--out" if verb.name == SCREENSHOTS.name => {
                options.out = Some(arguments.next().ok_or_else(|| unknown("--out"))?.clone());
            }
            given => return Err(unknown(given)),
        }
    }
    Ok(options)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn options(words: &[&str], verb: &Verb) -> Result<Options, Failure> {
        parse(&words.iter().map(|&word| word.to_owned()).collect::<Vec<_>>(), verb)
    }

    #[test]
    fn each_verb_takes_its_own_options() {
        let fresh = Options { yes: true, fresh: true, out: None };
        assert_eq!(options(&["--yes", "--fresh"], &DEMO).unwrap(), fresh);
        let out = Options { out: Some("pictures".to_owned()), ..Options::default() };
        assert_eq!(options(&["--out", "pictures"], &SCREENSHOTS).unwrap(), out);
        for (words, verb) in [(&["--out", "x"][..], &DEMO), (&["--fresh"], &SCREENSHOTS), (&["--out"], &SCREENSHOTS)] {
            assert!(matches!(options(words, verb), Err(Failure::UnknownOption { .. })), "{words:?}");
        }
    }
}
