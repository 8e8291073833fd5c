//! `coopol unit`, as it is typed.

use clap::{Args, Subcommand};

#[derive(Debug, Subcommand)]
pub enum Unit {
    /// Montre comment l'unité s'appelle, à quelle heure elle vit, de quoi elle dépend.
    Show {
        /// Nom de l'unité ; celle où vous travaillez sinon.
        #[arg(long, value_name = "UNITÉ")]
        unit: Option<String>,
    },
    /// Corrige le nom, le fuseau horaire ou le code. `coopol undo` remet l'ancien.
    Rename(Rename),
    /// Ouvre une section dans votre fédération, et donne le code qui relie l'ordinateur de son premier secrétaire.
    Create(Create),
    /// Propose à une section sans fédération de dépendre de la vôtre ; son secrétaire accepte, ou non.
    Adopt(Ask),
    /// Demande à une fédération que votre section en dépende ; elle accepte, ou non.
    Attach(Ask),
    /// Liste ce que d'autres unités vous demandent, et ce que vous leur avez demandé.
    Ties,
    /// Accepte : dès lors, l'unité au-dessus voit de l'autre ce que sa fonction permet. Cela ne s'annule pas.
    Accept(Reply),
    /// Refuse.
    Decline(Reply),
    /// Retire ce que vous aviez demandé, tant que personne n'a répondu.
    Withdraw(Reply),
}

#[derive(Debug, Args)]
pub struct Create {
    /// Nom : « Section de Poissy ».
    pub name: String,
    /// Qui en est le premier secrétaire.
    #[arg(long, value_name = "PERSONNE")]
    pub secretary: String,
    /// Fuseau horaire.
    #[arg(long, value_name = "FUSEAU", default_value = "Europe/Paris")]
    pub zone: String,
    /// Code sous lequel le parti la connaît.
    #[arg(long, default_value = "")]
    pub code: String,
    /// Montre ce qui serait fait, sans rien écrire.
    #[arg(long)]
    pub dry_run: bool,
}

#[derive(Debug, Args)]
pub struct Ask {
    /// Nom de l'autre unité, ou une partie que nulle autre n'a.
    #[arg(value_name = "UNITÉ")]
    pub other: String,
    /// Montre ce qui serait fait, sans rien écrire.
    #[arg(long)]
    pub dry_run: bool,
}

#[derive(Debug, Args)]
pub struct Reply {
    /// Identifiant que donne `unit ties`.
    pub tie: String,
    /// Montre ce qui serait fait, sans rien écrire.
    #[arg(long)]
    pub dry_run: bool,
}

#[derive(Debug, Args)]
pub struct Rename {
    /// Nouveau nom : « Section de Versailles-Nord ».
    #[arg(required_unless_present_any = ["zone", "code"])]
    pub name: Option<String>,
    /// Fuseau horaire : Europe/Paris, Indian/Reunion…
    #[arg(long, value_name = "FUSEAU")]
    pub zone: Option<String>,
    /// Code sous lequel le parti la connaît ; vide pour l'effacer.
    #[arg(long)]
    pub code: Option<String>,
    /// Nom actuel de l'unité ; celle où vous travaillez sinon.
    #[arg(long, value_name = "UNITÉ")]
    pub unit: Option<String>,
    /// Montre ce qui serait fait, sans rien écrire.
    #[arg(long)]
    pub dry_run: bool,
}
