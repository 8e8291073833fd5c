//! The part of `deny.toml` that the rule knows.

use serde::Deserialize;
use spdx::{LicenseReq, Licensee};

/// What may come from elsewhere.
pub struct Policy {
    licences: Vec<Licensee>,
    /// Licences for one crate only.
    exceptions: Vec<(String, Licensee)>,
    bans: Vec<Ban>,
    registries: Vec<String>,
}

/// A package that must not be used, except by those named.
#[derive(Deserialize)]
pub struct Ban {
    #[serde(rename = "crate")]
    name: String,
    pub reason: String,
    #[serde(default)]
    pub wrappers: Vec<String>,
}

#[derive(Deserialize)]
struct Written {
    licenses: Licenses,
    bans: Bans,
    sources: Sources,
}

#[derive(Deserialize)]
struct Licenses {
    allow: Vec<String>,
    #[serde(default)]
    exceptions: Vec<Exception>,
}

#[derive(Deserialize)]
struct Exception {
    #[serde(rename = "crate")]
    name: String,
    allow: Vec<String>,
}

#[derive(Deserialize)]
struct Bans {
    deny: Vec<Ban>,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
struct Sources {
    allow_registry: Vec<String>,
}

impl Policy {
    pub fn read(deny: &toml::Table) -> Result<Self, PolicyError> {
        let written: Written = deny.clone().try_into()?;
        let licensee = |name: &String| Licensee::parse(name).map_err(|_| PolicyError::Licence(name.clone()));
        let mut exceptions = Vec::new();
        for exception in &written.licenses.exceptions {
            for name in &exception.allow {
                exceptions.push((exception.name.clone(), licensee(name)?));
            }
        }
        Ok(Self {
            licences: written.licenses.allow.iter().map(licensee).collect::<Result<_, _>>()?,
            exceptions,
            bans: written.bans.deny,
            registries: written.sources.allow_registry,
        })
    }

    pub fn allows_licence(&self, package: &str, wanted: &LicenseReq) -> bool {
        let for_it_alone = self.exceptions.iter().filter(|(name, _)| name == package).map(|(_, licensee)| licensee);
        self.licences.iter().chain(for_it_alone).any(|licensee| licensee.satisfies(wanted))
    }

    /// `source` as Cargo writes it: the kind of source, `+`, its address.
    pub fn allows_source(&self, source: &str) -> bool {
        source.strip_prefix("registry+").is_some_and(|address| self.registries.iter().any(|known| known == address))
    }

    pub fn ban(&self, package: &str) -> Option<&Ban> {
        self.bans.iter().find(|ban| ban.name == package)
    }
}

/// Why `deny.toml` is no policy.
#[derive(Debug, thiserror::Error)]
pub enum PolicyError {
    #[error("`{0}` is no licence of the SPDX list")]
    Licence(String),
    #[error(transparent)]
    Form(#[from] toml::de::Error),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_licence_nobody_knows_is_no_policy() {
        let text = "bans.deny = []\nsources.allow-registry = []\nlicenses.allow = [\"MTI\"]";
        assert!(matches!(Policy::read(&text.parse().unwrap()), Err(PolicyError::Licence(name)) if name == "MTI"));
        assert!(matches!(Policy::read(&toml::Table::new()), Err(PolicyError::Form(_))));
    }
}
