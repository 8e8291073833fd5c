//! Schemathesis, which draws requests from a description of an API (MIT): installed beside what is built, for campaigns alone.

use std::path::PathBuf;

use crate::checkout::Checkout;
use crate::failure::Failure;
use crate::invocation::Invocation;

const PACKAGE: &str = "schemathesis==4.32.5";

/// Where it is, once it is there. It takes Python with `venv`, on Debian `python3-venv`, and the Python Package Index.
pub fn installed(checkout: &Checkout) -> Result<PathBuf, Failure> {
    let folder = checkout.target.join("campaign").join("schemathesis");
    let program = folder.join("bin").join("schemathesis");
    if !program.exists() {
        let folder = folder.display().to_string();
        Invocation::new("python3", ["-m", "venv", folder.as_str()]).run(checkout)?;
        let pip = format!("{folder}/bin/pip");
        Invocation::new("env", [pip.as_str(), "install", "--quiet", PACKAGE]).run(checkout)?;
    }
    Ok(program)
}
