//! `coopol handover`, as it is typed.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};
use coopol_core::handover::Step;
use coopol_domain::access::Office;
use jiff::civil::Date;

#[derive(Debug, Subcommand)]
#[command(
    after_help = "Il faut deux responsables de l'unité, ou un du niveau au-dessus. L'élection peut ensuite être contestée \
pendant trois jours ; si personne ne la conteste, la personne élue prend ses fonctions toute seule."
)]
pub enum Handover {
    /// Dit où en est chaque passation.
    Status {
        /// Les passations closes aussi.
        #[arg(long)]
        all: bool,
    },
    /// Transmet votre fonction : déclare qui vous succède.
    Start(Start),
    /// Déclare une élection : la vôtre, celle de qui vous succède, ou celle d'un collègue.
    Claim(Claim),
    /// Pour qui vient d'être élu et n'exerce encore aucune fonction : écrit une demande, à remettre à ceux qui en répondent.
    #[command(
        after_help = "Ni profil ni réseau : la demande est un fichier, à remettre à la fédération ou à deux responsables de l'unité. Elle ne vaut qu'une fois déclarée par l'un d'eux (`coopol handover receive`)."
    )]
    Request(Request),
    /// Déclare l'élection que décrit une demande, en votre nom.
    #[command(
        after_help = "Lisez d'abord ce qu'elle dit, avec --dry-run : vous en répondez. Le compte rendu qu'elle contient est conservé dans les archives de votre unité, si votre fonction y écrit."
    )]
    Receive(Receive),
    /// Confirme une élection déclarée par quelqu'un d'autre.
    Countersign(Which),
    /// Conteste une élection : le niveau au-dessus décidera.
    Contest {
        #[command(flatten)]
        which: Which,
        /// Pourquoi.
        #[arg(long, value_name = "MOTIF", required_unless_present = "stop")]
        reason: Option<String>,
        /// Ne plus la contester.
        #[arg(long, conflicts_with = "reason")]
        stop: bool,
    },
    /// Retire une demande que vous avez faite.
    Withdraw(Which),
    /// Valide une élection, au nom du niveau au-dessus : elle prend effet aussitôt.
    Uphold(Ruling),
    /// Écarte une demande, au nom du niveau au-dessus.
    Dismiss(Ruling),
    /// Joint le compte rendu à une élection déclarée sans lui, qu'elle ait pris effet ou non.
    Minutes(Minutes),
    /// Où en est le renouvellement de chaque unité en dessous : ce qui attend votre décision d'abord.
    Season(Season),
    /// Rappelle à une section, ou à celles qui en sont à une étape, ce qui manque à leur renouvellement.
    #[command(
        after_help = "Une unité n'est pas relancée deux fois en sept jours sur le même point. Celles qui l'ont été sont passées, et \
comptées."
    )]
    Remind(Remind),
    /// Ce que lit en premier qui prend ses fonctions : le bureau, les réunions, les cotisations, les échéances, ce qui attend.
    Dossier {
        /// Fichier à écrire, qui ne doit pas exister : des pages à imprimer s'il finit par .pdf, du texte s'il finit par .md ou
        /// .txt. À l'écran sinon.
        #[arg(long, value_name = "FICHIER", value_parser = paper)]
        out: Option<PathBuf>,
        /// Langue du dossier.
        #[arg(long, value_enum, default_value = "fr")]
        language: Language,
    },
}

#[derive(Debug, Args)]
pub struct Season {
    /// Jour où la saison commence : une élection d'avant ne compte pas. Il y a six mois sinon.
    #[arg(long, value_name = "JOUR")]
    pub since: Option<Date>,
    /// Seulement les unités qui en sont là.
    #[arg(long, value_name = "ÉTAPE", value_parser = step)]
    pub step: Option<Step>,
    /// Tableau à écrire (.csv ou .xlsx) ; il ne doit pas exister. À l'écran sinon.
    #[arg(long, value_name = "FICHIER", value_parser = table)]
    pub out: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub struct Remind {
    /// Nom de l'unité.
    #[arg(long, value_name = "UNITÉ", required_unless_present = "behind")]
    pub unit: Option<String>,
    /// Toutes les unités qui en sont là : vacant, silent ou gathering ; announced, contested ou done, dont le compte rendu n'est pas
    /// reçu. Se répète.
    #[arg(long, value_name = "ÉTAPE", value_parser = behind, conflicts_with = "unit")]
    pub behind: Vec<Step>,
    /// Jour où la saison commence : une élection d'avant ne compte pas. Il y a six mois sinon.
    #[arg(long, value_name = "JOUR")]
    pub since: Option<Date>,
    /// Montre qui serait relancé, sans rien écrire.
    #[arg(long)]
    pub dry_run: bool,
}

fn paper(file: &str) -> Result<PathBuf, String> {
    ending(file, &["pdf", "md", "txt"]).ok_or_else(|| "le nom d'un dossier finit par .pdf, .md ou .txt".to_owned())
}

fn table(file: &str) -> Result<PathBuf, String> {
    ending(file, &["csv", "xlsx"]).ok_or_else(|| "le nom d'un tableau finit par .csv ou .xlsx".to_owned())
}

fn ending(file: &str, known: &[&str]) -> Option<PathBuf> {
    let file = PathBuf::from(file);
    file.extension().is_some_and(|ending| known.iter().any(|known| ending == *known)).then_some(file)
}

/// A step at which the unit itself may have something to do.
fn behind(word: &str) -> Result<Step, String> {
    step(word)
        .ok()
        .filter(|step| *step != Step::Rivalled)
        .ok_or_else(|| "vacant, silent, gathering, announced, contested ou done est attendu".to_owned())
}

fn step(word: &str) -> Result<Step, String> {
    let named = |step: &Step| serde_json::to_value(step).is_ok_and(|named| named == word);
    let all =
        || Step::ALL.map(|step| serde_json::to_value(step).unwrap_or_default()).map(|word| word.to_string()).join(", ");
    Step::ALL.into_iter().find(named).ok_or_else(|| format!("une étape est attendue : {}", all().replace('"', "")))
}

/// In which language the dossier is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Language {
    /// Français.
    Fr,
    /// English.
    En,
}

impl Language {
    pub const fn on_paper(self) -> coopol_paper::Language {
        match self {
            Self::Fr => coopol_paper::Language::Fr,
            Self::En => coopol_paper::Language::En,
        }
    }
}

#[derive(Debug, Args)]
pub struct Start {
    /// Nom de qui vous succède ; le même qu'avant si cette personne a déjà exercé un mandat ici.
    #[arg(long, value_name = "PERSONNE")]
    pub to: String,
    #[command(flatten)]
    pub election: Election,
}

#[derive(Debug, Args)]
pub struct Claim {
    /// Nom de la personne élue ; la même qu'avant si elle a déjà exercé un mandat ici.
    #[arg(long, value_name = "PERSONNE")]
    pub holder: String,
    /// Fonction : secretary, deputy, treasurer, `deputy_treasurer`, `bureau_member`, `first_federal_secretary`…
    #[arg(long, value_name = "FONCTION")]
    pub office: Office,
    #[command(flatten)]
    pub election: Election,
    /// Nom de l'unité ; celle de votre mandat sinon.
    #[arg(long, value_name = "UNITÉ", conflicts_with = "document")]
    pub unit: Option<String>,
}

#[derive(Debug, Args)]
pub struct Request {
    /// Votre nom, comme le bureau le lira.
    #[arg(long, value_name = "NOM")]
    pub person: String,
    /// Nom de l'unité : « Section de Versailles ».
    #[arg(long, value_name = "UNITÉ")]
    pub unit: String,
    /// Fonction : secretary, deputy, treasurer, `deputy_treasurer`, `bureau_member`, `first_federal_secretary`…
    #[arg(long, value_name = "FONCTION")]
    pub office: Office,
    #[command(flatten)]
    pub election: Election,
    /// Fichier à écrire, qui ne doit pas exister.
    #[arg(long, value_name = "FICHIER")]
    pub out: PathBuf,
}

#[derive(Debug, Args)]
pub struct Receive {
    /// Fichier de la demande.
    pub file: PathBuf,
    /// Nom ou identifiant de l'unité, si la demande la nomme autrement.
    #[arg(long, value_name = "UNITÉ")]
    pub unit: Option<String>,
    /// Nom de la personne, si elle a déjà exercé un mandat dans cette unité sous un autre.
    #[arg(long, value_name = "PERSONNE")]
    pub holder: Option<String>,
    /// Où écrire le compte rendu que la demande contient, pour le lire ; le fichier ne doit pas exister.
    #[arg(long, value_name = "FICHIER")]
    pub minutes: Option<PathBuf>,
    /// Montre ce que dit la demande, sans rien déclarer.
    #[arg(long)]
    pub dry_run: bool,
}

/// What is said of an election, whoever was elected.
#[derive(Debug, Args)]
pub struct Election {
    /// Jour de l'élection.
    #[arg(long, value_name = "JOUR")]
    pub elected_on: Date,
    /// Premier jour du mandat ; celui de l'élection sinon.
    #[arg(long, value_name = "JOUR")]
    pub since: Option<Date>,
    /// Dernier jour du mandat, inclus ; sans fin connue sinon.
    #[arg(long, value_name = "JOUR")]
    pub until: Option<Date>,
    /// De quoi la personne sera chargée, pour `federal_secretary`.
    #[arg(long, value_name = "THÈME")]
    pub theme: Option<String>,
    /// Où se trouve le compte rendu.
    #[arg(long, value_name = "TEXTE")]
    pub proof: String,
    /// Le compte rendu lui-même : le fichier est conservé dans les archives de votre unité.
    #[arg(long, value_name = "FICHIER")]
    pub document: Option<PathBuf>,
    /// Montre ce qui serait fait, sans rien écrire.
    #[arg(long)]
    pub dry_run: bool,
}

#[derive(Debug, Args)]
pub struct Which {
    /// Identifiant que donne `handover status`.
    pub claim: String,
    /// Montre ce qui serait fait, sans rien écrire.
    #[arg(long)]
    pub dry_run: bool,
}

#[derive(Debug, Args)]
pub struct Minutes {
    #[command(flatten)]
    pub which: Which,
    /// Le compte rendu : le fichier est conservé dans les archives de votre unité.
    #[arg(long, value_name = "FICHIER")]
    pub document: PathBuf,
}

#[derive(Debug, Args)]
pub struct Ruling {
    #[command(flatten)]
    pub which: Which,
    /// Pourquoi.
    #[arg(long, value_name = "MOTIF")]
    pub reason: Option<String>,
}
