//! What the program is started with, by a person, a link, the file manager or the start of a session.

use std::path::{Path, PathBuf};

use clap::Parser;

use crate::address::Address;

/// Coopol, the desktop program.
#[derive(Debug, Clone, Default, PartialEq, Eq, Parser)]
#[command(name = "coopol-desktop", version, about = "Coopol : le fichier, l’agenda et les archives de votre section")]
pub struct Arguments {
    /// Un lien coopol://… à ouvrir. Il vient de n’importe où : illisible, il ouvre la fenêtre et rien de plus
    #[arg(value_name = "LIEN")]
    pub link: Option<String>,

    /// Un fichier de personnes à importer : rien n’est écrit avant votre accord
    #[arg(long, value_name = "FICHIER")]
    pub import: Option<PathBuf>,

    /// Le profil à ouvrir, quand cet ordinateur en a plusieurs
    #[arg(long, value_name = "NOM")]
    pub profile: Option<String>,

    /// Démarre sans fenêtre : les rappels sonnent, la fenêtre s’ouvre quand on la demande
    #[arg(long)]
    pub quiet: bool,

    /// Quitte le programme qui tourne déjà
    #[arg(long)]
    pub quit: bool,
}

impl Arguments {
    /// Reads what a second start hands over, relative to its folder. What can't be read asks for nothing but the window.
    pub fn handed_over(given: &[String], folder: &Path) -> Self {
        let mut arguments = Self::try_parse_from(given).unwrap_or_default();
        arguments.import = arguments.import.map(|file| folder.join(file));
        arguments
    }

    /// Where the window shall open.
    pub fn address(&self) -> Option<Address> {
        let link = self.link.as_ref().and_then(|link| link.parse().ok());
        link.or_else(|| self.import.as_ref().map(|_| Address::Import))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn handed(given: &[&str]) -> Arguments {
        let given: Vec<_> = std::iter::once("coopol-desktop").chain(given.iter().copied()).map(str::to_owned).collect();
        Arguments::handed_over(&given, Path::new("/home/zoe"))
    }

    #[test]
    fn a_file_is_where_the_second_start_was() {
        assert_eq!(handed(&["--import", "fichier.csv"]).import, Some("/home/zoe/fichier.csv".into()));
        assert_eq!(handed(&["--import", "/tmp/fichier.csv"]).import, Some("/tmp/fichier.csv".into()));
        assert_eq!(handed(&["--import", "fichier.csv"]).address(), Some(Address::Import));
    }

    #[test]
    fn what_makes_no_sense_opens_the_window_and_nothing_else() {
        for given in [&["--unknown"][..], &["--import"], &["a", "b"]] {
            assert_eq!(handed(given), Arguments::default(), "{given:?}");
        }
        for link in ["coopol://person/../../etc", "https://example.org"] {
            assert_eq!(handed(&[link]).address(), None, "{link}");
        }
    }
}
