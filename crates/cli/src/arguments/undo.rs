//! `coopol undo`, as it is typed.

use clap::{ArgGroup, Args};
use jiff::civil::Date;

#[derive(Debug, Args)]
#[command(group = ArgGroup::new("what").required(true))]
#[command(after_help = "Tout est une nouvelle modification, qui s'annule à son tour. Ce que d'autres ont fait reste.")]
pub struct Undo {
    /// Modification ou import : l'identifiant que donne `history`.
    #[arg(group = "what")]
    pub entry: Option<String>,
    /// Tout ce qu'a fait cette personne : son nom, ou l'identifiant que donne `history --json`.
    #[arg(long, value_name = "PERSONNE", group = "what")]
    pub by: Option<String>,
    /// Depuis ce jour, inclus ; depuis toujours sinon.
    #[arg(long, value_name = "JOUR", requires = "by")]
    pub from: Option<Date>,
    /// Jusqu'à ce jour, inclus ; jusqu'à maintenant sinon.
    #[arg(long, value_name = "JOUR", requires = "by")]
    pub to: Option<Date>,
    /// Remet la section comme elle était à la fin de ce jour.
    #[arg(long, value_name = "JOUR", group = "what")]
    pub to_date: Option<Date>,
    /// Laisse ceci tel quel : l'identifiant que montre `--dry-run`, ou le nom s'il n'y en a qu'un. Se répète.
    #[arg(long, value_name = "LIGNE")]
    pub except: Vec<String>,
    /// Montre ce qui serait fait, sans rien écrire.
    #[arg(long)]
    pub dry_run: bool,
}
