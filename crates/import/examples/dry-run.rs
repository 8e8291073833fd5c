//! Prints what an import would read: `dry-run FILE YYYY-MM-DD`.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a program for a terminal")]

use std::{env, fs, process::ExitCode};

use coopol_import::{Options, read};

fn main() -> ExitCode {
    match run() {
        Ok(json) => {
            println!("{json}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<String, Box<dyn std::error::Error>> {
    let mut arguments = env::args().skip(1);
    let (Some(path), Some(today)) = (arguments.next(), arguments.next()) else {
        return Err("usage: dry-run FILE YYYY-MM-DD".into());
    };
    let roster = read(&fs::read(&path)?, &path, &Options::new(today.parse()?))?;
    Ok(serde_json::to_string_pretty(&roster)?)
}
