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
    /// Ouvre une section dans votre fédération, ou un groupe de travail dans votre unité, et donne le code qui relie l'ordinateur de qui le dirige.
    Create(Create),
    /// Partage une section en deux : la fédération le décide, la section accepte, puis les personnes passent.
    #[command(subcommand)]
    Split(Split),
    /// Liste les groupes de travail que votre unité a ouverts, et qui les dirige.
    Groups,
    /// Réunit deux sections, ou deux groupes : l'un devient une partie de l'autre. Un groupe se clôt dans l'unité qui l'a ouvert. La fédération le décide, les deux acceptent ; alors tout suit.
    #[command(subcommand)]
    Merge(Merge),
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
    /// Un groupe de travail, qui se dirige comme une section ; toute section peut en ouvrir.
    #[arg(long)]
    pub group: bool,
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

#[derive(Debug, Subcommand)]
pub enum Split {
    /// Décide, depuis le niveau au-dessus, qu'une section naît d'une autre ; donne le code de son premier secrétaire. Recommencer termine
    /// ce qui a été coupé.
    Decide(Decide),
    /// Liste les partages que voit votre mandat, et où ils en sont.
    List,
    /// Accepte, au nom de la section : des personnes pourront passer.
    Agree(Answer),
    /// Refuse, au nom de la section : personne ne passe.
    Refuse(Answer),
    /// Renonce à ce que vous aviez décidé. Qui est déjà passé vit dans la nouvelle section, et en revient comme on change de section.
    Withdraw(Answer),
    /// Fait passer les personnes, en une fois ; qui n'est pas encore accueilli reste tant qu'on peut annuler. Avec --dry-run : qui passe, qui
    /// reste, qui reste faute d'adresse.
    Pass(Pass),
}

#[derive(Debug, Args)]
pub struct Decide {
    /// Nom de la section à partager.
    #[arg(value_name = "SECTION")]
    pub unit: String,
    /// Nom de celle qui en naît : « Section du Chesnay ».
    pub name: String,
    /// Qui en est le premier secrétaire.
    #[arg(long, value_name = "PERSONNE")]
    pub secretary: String,
    /// Code postal dont les habitants passent ; plusieurs fois au besoin. Sans lui, la section choisit.
    #[arg(long = "postcode", value_name = "CODE")]
    pub postcodes: Vec<String>,
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
pub struct Answer {
    /// Nom de la section qui naît, ou son identifiant que donne `unit split list`.
    #[arg(value_name = "SECTION")]
    pub newborn: String,
    /// Montre ce qui serait fait, sans rien écrire.
    #[arg(long)]
    pub dry_run: bool,
}

#[derive(Debug, Subcommand)]
pub enum Merge {
    /// Décide, depuis le niveau au-dessus, qu'une section devient une partie d'une autre. Recommencer termine ce qui a été coupé.
    Decide(Join),
    /// Liste les réunions que voit votre mandat, et où elles en sont.
    List,
    /// Accepte, au nom de votre section. Ce qui suit ne s'annule pas : la section qui disparaît n'a plus de bureau, l'autre lit ce qu'elle laisse.
    Agree(Joined),
    /// Refuse, au nom de votre section : rien ne change. Toute fonction de la section suffit.
    Refuse(Joined),
    /// Renonce à ce que vous aviez décidé, tant que ce n'est pas fait.
    Withdraw(Joined),
}

#[derive(Debug, Args)]
pub struct Join {
    /// Nom de la section qui disparaît.
    #[arg(value_name = "SECTION")]
    pub unit: String,
    /// Nom de celle qui l'accueille.
    #[arg(long, value_name = "SECTION")]
    pub into: String,
    /// Parce qu'elle compte moins de cinq adhérents ; sans cela, les deux fusionnent.
    #[arg(long)]
    pub under_five: bool,
    /// Montre ce qui serait fait, sans rien écrire.
    #[arg(long)]
    pub dry_run: bool,
}

#[derive(Debug, Args)]
pub struct Joined {
    /// Nom de la section qui disparaît, ou son identifiant que donne `unit merge list`.
    #[arg(value_name = "SECTION")]
    pub unit: String,
    /// Montre ce qui serait fait, sans rien écrire.
    #[arg(long)]
    pub dry_run: bool,
}

#[derive(Debug, Args)]
pub struct Pass {
    /// Nom de la section qui naît, ou son identifiant que donne `unit split list`.
    #[arg(value_name = "SECTION")]
    pub newborn: String,
    /// Code postal dont les habitants passent, à la place de ceux qui furent décidés ; plusieurs fois au besoin.
    #[arg(long = "postcode", value_name = "CODE")]
    pub postcodes: Vec<String>,
    /// Personne qui passe où qu'elle habite, par l'identifiant que donne `roster list` ; plusieurs fois au besoin.
    #[arg(long, value_name = "PERSONNE")]
    pub with: Vec<String>,
    /// Personne qui reste où qu'elle habite ; plusieurs fois au besoin.
    #[arg(long, value_name = "PERSONNE")]
    pub without: Vec<String>,
    /// Montre qui passerait et qui resterait, sans rien écrire.
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
