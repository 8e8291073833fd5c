//! What can be typed of sealed codes.

use std::path::PathBuf;

use clap::Subcommand;

#[derive(Debug, Subcommand)]
pub enum Codes {
    /// Fait trois codes et écrit leurs trois feuilles, à mettre sous pli et à confier à trois personnes. Ils remplacent les
    /// précédents, et ne servent qu'une fois qu'un autre responsable, ou la fédération, les a acceptés.
    Make {
        /// Dossier où écrire les trois feuilles, vide ou à créer.
        folder: PathBuf,
        /// Du texte à recopier, plutôt que des pages à imprimer.
        #[arg(long)]
        text: bool,
    },
    /// Dit s'il y a des codes, de quand ils datent, et s'ils ont servi.
    Status,
    /// Plus personne ne peut entrer : avec deux des trois codes, demande à revenir. Aucun profil n'est nécessaire.
    Use {
        /// Adresse du serveur.
        #[arg(long)]
        server: String,
        /// Nom de la personne qui revient ; si quelqu'un exerce encore un mandat, tel qu'il figure dans le sien.
        #[arg(long, value_name = "PERSONNE")]
        name: String,
        /// Deux codes différents, d'un seul tenant ou entre guillemets.
        #[arg(required = true, num_args = 2, value_name = "CODE")]
        codes: Vec<String>,
    },
}
