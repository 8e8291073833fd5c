//! Where a demonstration keeps its data: under a name of its own, beside what is built or where `COOPOL_DEMO_DIR` says.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use crate::checkout::Checkout;
use crate::failure::Failure;

pub struct Folder(PathBuf);

impl Folder {
    pub fn of(checkout: &Checkout, name: &str) -> Self {
        let said = std::env::var_os("COOPOL_DEMO_DIR").filter(|said| !said.is_empty()).map(PathBuf::from);
        let beside = || checkout.target.parent().unwrap_or(&checkout.target).to_path_buf();
        // Whatever else is there is somebody's.
        Self(said.unwrap_or_else(beside).join(format!("coopol-{name}")))
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    pub fn root(&self) -> &Path {
        &self.0
    }

    /// Everything in it. A folder that isn't there is as good as removed.
    pub fn remove(&self) -> Result<(), Failure> {
        match fs::remove_dir_all(&self.0) {
            Err(cause) if cause.kind() != ErrorKind::NotFound => {
                Err(Failure::Unreadable { path: self.0.clone(), cause })
            }
            _ => Ok(()),
        }
    }

    /// The text of a small file; nothing when there is none.
    pub fn read(&self, name: &str) -> Option<String> {
        fs::read_to_string(self.path(name)).ok()
    }

    pub fn write(&self, name: &str, text: &str) -> Result<(), Failure> {
        let path = self.path(name);
        let written = fs::create_dir_all(&self.0).and_then(|()| fs::write(&path, text));
        written.map_err(|cause| Failure::Unreadable { path, cause })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_stays_until_it_is_removed() {
        let target = std::env::temp_dir().join(format!("coopol-xtask-demo-{}", std::process::id())).join("target");
        let checkout = Checkout { root: std::env::temp_dir(), target: target.clone(), ci: false };
        let folder = Folder::of(&checkout, "demo");
        assert_eq!(folder.read("address"), None);
        folder.write("address", "127.0.0.1:1").unwrap();
        assert_eq!(Folder::of(&checkout, "demo").read("address").as_deref(), Some("127.0.0.1:1"));
        assert!(!folder.root().starts_with(&target), "a clean build keeps the demonstration");
        folder.remove().unwrap();
        folder.remove().unwrap();
        assert_eq!(folder.read("address"), None);
        fs::remove_dir(target.parent().unwrap()).unwrap();
    }
}
