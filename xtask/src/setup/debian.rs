//! Debian packages, each listed with the part of the repository that needs it.

use super::Lack;
use crate::checkout::Checkout;
use crate::failure::Failure;
use crate::invocation::Invocation;

/// A part of the repository and the Debian packages that building and testing it takes.
struct Part {
    /// The part exists when this path does.
    path: &'static str,
    packages: &'static [&'static str],
}

const PARTS: [Part; 6] = [
    // zstd and other libraries in C are compiled from their source.
    Part { path: "Cargo.toml", packages: &["build-essential", "pkg-config"] },
    // The interface is looked at in a browser; the package.json of ui brings the driver only.
    Part { path: "ui/package.json", packages: &["chromium"] },
    // What a power cut leaves is rebuilt from what a program asked of the system.
    Part { path: "crates/testkit/src/powercut", packages: &["strace"] },
    // Mail is handed over to a server that isn't ours.
    Part { path: "crates/testkit/src/mail", packages: &["python3-aiosmtpd"] },
    // Tests start a cluster of their own on a Unix socket; the service that the package starts isn't used.
    Part { path: "crates/store-postgres", packages: &["postgresql"] },
    Part { path: "src-tauri", packages: DESKTOP },
];

const DESKTOP: &[&str] = &[
    // The window.
    "libwebkit2gtk-4.1-dev",
    "librsvg2-dev",
    "libayatana-appindicator3-dev",
    // A screen, a session bus, a keyring and a notification daemon for the tests that drive it.
    "webkit2gtk-driver",
    "xvfb",
    "xauth",
    "dbus",
    "gnome-keyring",
    "dunst",
];

/// On a system without Debian's packages nothing can be looked up; this says what a person has to see to.
pub fn advice(checkout: &Checkout) -> Option<String> {
    let asked = Invocation::new("dpkg-query", ["--version"]).ask(checkout);
    let names = || wanted(checkout).join(", ");
    asked.is_err().then(|| format!("Not a Debian system: please install what corresponds to {}.", names()))
}

pub fn lacks(checkout: &Checkout) -> Result<Vec<Lack>, Failure> {
    let wanted = wanted(checkout);
    let query = ["--show", "--showformat", "${Package} ${db:Status-Status}\n"];
    match Invocation::new("dpkg-query", query.into_iter().chain(wanted.iter().copied())).ask(checkout) {
        // A package that dpkg has never heard of makes it fail, and is simply not in the answer.
        Ok(answer) => Ok(from_answer(&wanted, &answer.said, is_root(checkout))),
        Err(Failure::MissingProgram { .. }) => Ok(Vec::new()),
        Err(failure) => Err(failure),
    }
}

fn wanted(checkout: &Checkout) -> Vec<&'static str> {
    PARTS.iter().filter(|part| checkout.has(part.path)).flat_map(|part| part.packages).copied().collect()
}

fn from_answer(wanted: &[&str], answer: &str, root: bool) -> Vec<Lack> {
    let installed: Vec<&str> = answer.lines().filter_map(|line| line.strip_suffix(" installed")).collect();
    let missing: Vec<&str> = wanted.iter().filter(|package| !installed.contains(package)).copied().collect();
    if missing.is_empty() {
        return Vec::new();
    }
    // The lists of a fresh system are empty, and old ones name versions that the mirrors no longer have.
    let update = apt_get(&["update"], root);
    let install = apt_get(&[&["install", "--yes", "--no-install-recommends"], missing.as_slice()].concat(), root);
    vec![Lack { what: format!("Debian packages {}", missing.join(" ")), remedy: vec![update, install] }]
}

fn apt_get(arguments: &[&str], root: bool) -> Invocation {
    let silent = Invocation::new("apt-get", arguments.iter().copied()).under("env", ["DEBIAN_FRONTEND=noninteractive"]);
    if root { silent } else { silent.under("sudo", [""; 0]) }
}

fn is_root(checkout: &Checkout) -> bool {
    Invocation::new("id", ["--user"]).ask(checkout).is_ok_and(|id| id.said == "0")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_missing_is_installed_and_the_lists_are_fetched_first() {
        let answer = "build-essential installed\nxvfb config-files\n";
        let lacks = from_answer(&["build-essential", "xvfb", "dunst"], answer, true);
        let remedy: Vec<String> = lacks.iter().flat_map(|lack| &lack.remedy).map(ToString::to_string).collect();
        assert_eq!(
            remedy,
            [
                "env DEBIAN_FRONTEND=noninteractive apt-get update",
                "env DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends xvfb dunst",
            ]
        );
    }

    #[test]
    fn who_is_not_root_goes_through_sudo() {
        let lacks = from_answer(&["dunst"], "", false);
        assert!(lacks[0].remedy.iter().all(|command| command.to_string().starts_with("sudo env ")));
    }

    #[test]
    fn a_complete_machine_lacks_nothing() {
        assert!(from_answer(&["dunst"], "dunst installed\n", false).is_empty());
    }
}
