//! The copy in which guards are taken out: nothing of it ever comes near what is built of the tree itself.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::Path;

use super::table::Bug;
use crate::checkout::Checkout;
use crate::failure::Failure;
use crate::invocation::Invocation;

/// Files beside the copy that say which ones it holds.
const HELD: &str = "held";

/// The copy, and where it is built.
pub struct Aside {
    /// The copy as a check-out, which nobody has to agree with: what is built of it is kept.
    pub checkout: Checkout,
}

impl Aside {
    /// Makes the copy that of the tree as it stands; files that are the same stay untouched, so that what was built of them
    /// counts.
    pub fn make(checkout: &Checkout) -> Result<Self, Failure> {
        let home = checkout.target.join("teeth");
        let aside = Checkout { root: home.join("tree"), target: home.join("build"), ci: false };
        let listed = Invocation::new("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"]);
        let answer = listed.ask(checkout)?;
        if !answer.success {
            return Err(Failure::Told { what: "the files of the tree can't be listed", said: answer.complaint });
        }
        let wanted: BTreeSet<&str> = answer.said.split('\0').filter(|path| !path.is_empty()).collect();
        let note = home.join(HELD);
        let before = fs::read_to_string(&note).unwrap_or_default();
        for gone in before.lines().filter(|path| !wanted.contains(path) || !checkout.has(path)) {
            drop(fs::remove_file(aside.root.join(gone)));
        }
        for path in wanted.iter().filter(|path| checkout.root.join(path).is_file()) {
            let (from, to) = (checkout.root.join(path), aside.root.join(path));
            copied(&from, &to).map_err(|cause| Failure::Unreadable { path: from, cause })?;
        }
        let held: Vec<&str> = wanted.into_iter().collect();
        fs::write(&note, held.join("\n")).map_err(|cause| Failure::Unreadable { path: note, cause })?;
        if aside.is_cold() {
            seeded(&checkout.target.join("debug"), &aside.target.join("debug"));
        }
        Ok(Self { checkout: aside })
    }

    /// Puts a bug in; gives the file as it was.
    pub fn put(&self, bug: &Bug) -> Result<String, Failure> {
        let path = self.checkout.root.join(&bug.file);
        let unreadable = |cause| Failure::Unreadable { path: path.clone(), cause };
        let text = fs::read_to_string(&path).map_err(unreadable)?;
        if text.matches(&bug.find).count() != 1 {
            return Err(Failure::Told { what: "what a seeded bug takes out isn't there once", said: bug.id.clone() });
        }
        fs::write(&path, text.replacen(&bug.find, &bug.put, 1)).map_err(unreadable)?;
        Ok(text)
    }

    /// Takes it out again.
    pub fn restore(&self, bug: &Bug, text: &str) -> Result<(), Failure> {
        let path = self.checkout.root.join(&bug.file);
        fs::write(&path, text).map_err(|cause| Failure::Unreadable { path, cause })
    }
}

fn copied(from: &Path, to: &Path) -> io::Result<()> {
    let bytes = fs::read(from)?;
    if fs::read(to).is_ok_and(|there| there == bytes) {
        return Ok(());
    }
    fs::create_dir_all(to.parent().unwrap_or(to))?;
    fs::write(to, bytes)
}

/// Gives the copy what was built of other people's packages, so that it needn't be built twice. It is a help and no more: what
/// fails is left to Cargo.
fn seeded(from: &Path, to: &Path) {
    let ours = |name: &str| name.contains("coopol") || name.starts_with("xtask");
    let each = |part: &str, take: &dyn Fn(&str, &Path, &Path) -> io::Result<()>| -> io::Result<()> {
        fs::create_dir_all(to.join(part))?;
        for entry in fs::read_dir(from.join(part))? {
            let name = entry?.file_name().to_string_lossy().into_owned();
            if !ours(&name) {
                take(&name, &from.join(part).join(&name), &to.join(part).join(&name))?;
            }
        }
        Ok(())
    };
    // Libraries are replaced as a whole when they are built anew: a second name for one does no harm.
    let library = |name: &str, from: &Path, to: &Path| {
        if name.starts_with("lib") { fs::hard_link(from, to) } else { Ok(()) }
    };
    let given = each("deps", &library)
        .and_then(|()| each("build", &|_, from, to| folder(from, to)))
        .and_then(|()| each(".fingerprint", &|_, from, to| folder(from, to)));
    if let Err(cause) = given {
        println!("what was built of other packages isn't taken over: {cause}");
    }
}

/// A copy of a folder, as old as it is.
fn folder(from: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let (here, there) = (entry.path(), to.join(entry.file_name()));
        if entry.file_type()?.is_dir() {
            folder(&here, &there)?;
        } else {
            fs::copy(&here, &there)?;
            let modified = entry.metadata()?.modified()?;
            fs::File::options().append(true).open(&there)?.set_modified(modified)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bug(find: &str, put: &str) -> Bug {
        let [id, guard, serves, test, filter] = ["a"; 5].map(str::to_owned);
        let (file, find, put) = ("a.rs".to_owned(), find.to_owned(), put.to_owned());
        Bug { id, guard, serves, file, find, put, test, filter, every_run: false }
    }

    fn scratch(name: &str) -> std::path::PathBuf {
        let home = std::env::temp_dir().join(format!("coopol-xtask-teeth-{name}-{}", std::process::id()));
        fs::create_dir_all(&home).unwrap();
        home
    }

    #[test]
    fn a_bug_goes_in_and_comes_out_and_stands_once() {
        let root = scratch("bug");
        fs::write(root.join("a.rs"), "if a && b { c() } else { c() }").unwrap();
        let aside = Aside { checkout: Checkout { target: root.join("t"), root: root.clone(), ci: false } };
        let read = || fs::read_to_string(root.join("a.rs")).unwrap();
        let was = aside.put(&bug("if a && b", "if a")).unwrap();
        assert_eq!(read(), "if a { c() } else { c() }");
        aside.restore(&bug("if a && b", "if a"), &was).unwrap();
        assert_eq!(read(), "if a && b { c() } else { c() }");
        assert!(aside.put(&bug("c()", "d()")).is_err(), "it stands twice");
        fs::remove_dir_all(root).unwrap();
    }

    #[test]
    fn what_is_the_same_keeps_its_age() {
        let root = scratch("age");
        let (from, to) = (root.join("from"), root.join("below/to"));
        fs::write(&from, "a").unwrap();
        copied(&from, &to).unwrap();
        let age = || fs::metadata(&to).unwrap().modified().unwrap();
        let before = age();
        copied(&from, &to).unwrap();
        assert_eq!(age(), before);
        fs::write(&from, "b").unwrap();
        copied(&from, &to).unwrap();
        assert_eq!(fs::read(&to).unwrap(), b"b");
        fs::remove_dir_all(root).unwrap();
    }
}
