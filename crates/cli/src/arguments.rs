//! What can be typed.

pub mod agenda;
pub mod archive;
pub mod codes;
pub mod delegation;
pub mod desk;
pub mod dues;
pub mod erasure;
pub mod handover;
pub mod mandate;
pub mod memory;
pub mod roster;
pub mod undo;
pub mod unit;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};
use coopol_domain::access::Office;

use self::roster::Roster;

/// Coopol sans fenêtre : le fichier, l'agenda, les archives et l'historique d'une section, avec ou sans réseau.
#[derive(Debug, Parser)]
#[command(name = "coopol", version, after_help = CODES)]
pub struct Arguments {
    /// Profil à ouvrir ; inutile s'il n'y en a qu'un.
    #[arg(long, global = true, env = "COOPOL_PROFILE")]
    pub profile: Option<String>,
    /// Dossier des données.
    #[arg(long, global = true, env = "COOPOL_DATA")]
    pub data: Option<PathBuf>,
    /// Fichier qui contient la clé du profil (64 chiffres hexadécimaux, droits 600).
    #[arg(long, global = true, env = "COOPOL_KEY_FILE")]
    pub key_file: Option<PathBuf>,
    /// Travaille dans cette unité : une autre de vos mandats, ou une section réunie à la vôtre, que vous lisez.
    #[arg(long = "in", global = true, value_name = "UNITÉ")]
    pub within: Option<String>,
    /// Répond en JSON.
    #[arg(long, global = true)]
    pub json: bool,
    #[command(subcommand)]
    pub command: Command,
}

const CODES: &str = "Pour commencer : coopol enrol --server https://… --invitation CODE, puis coopol sync. Sans serveur : coopol begin --unit \"Section de…\" --name \"Prénom Nom\". Sans trousseau \
    (serveur, script), ajoutez --key-file FICHIER.\n\nCodes de sortie : 0 fait · 1 défaut du programme ou du disque · 2 arguments · 3 profil ou clé \
    indisponible · 4 serveur injoignable · 5 refusé, ou introuvable · 6 fichier illisible · 7 historique altéré.";

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Ouvre une section sans serveur, sur cet ordinateur seulement.
    Begin(Begin),
    /// Rattache à un serveur la section ouverte sur cet ordinateur, avec tout son historique.
    Join(Join),
    /// Relie cet ordinateur à une section, avec le code d'une invitation.
    Enrol(Enrol),
    /// Envoie et reçoit ce qui a changé.
    Sync,
    /// Dit ce qui est enregistré, reçu, scellé, et ce qui attend.
    Status,
    /// Le fichier des personnes.
    #[command(subcommand)]
    Roster(Roster),
    /// Les cotisations : ce que les personnes ont réglé.
    #[command(subcommand)]
    Dues(dues::Dues),
    /// L'effacement définitif de personnes, par deux mandats, après sept jours.
    #[command(subcommand)]
    Erasure(erasure::Erasure),
    /// L'agenda.
    #[command(subcommand)]
    Agenda(agenda::Agenda),
    /// Les délégations : qui note les présences d'un événement sans avoir de mandat, et ce que cette personne voit.
    #[command(subcommand)]
    Delegation(delegation::Delegation),
    /// Les documents conservés.
    #[command(subcommand)]
    Archive(archive::Archive),
    /// Ce qu'il faut savoir : le local, les clés, les comptes. Jamais de mot de passe.
    #[command(subcommand)]
    Fact(memory::Fact),
    /// Les engagements pris, et ce qu'ils sont devenus.
    #[command(subcommand)]
    Promise(memory::Promise),
    /// Modèles et brouillons de messages : ils sont à la fonction, et la personne qui suit les retrouve.
    #[command(subcommand)]
    Message(desk::Message),
    /// Écrit tout dans un dossier, en formats ouverts.
    Export {
        /// Dossier vide, ou à créer.
        folder: PathBuf,
        /// Autour d'une passation : demande l'accord d'une autre personne, et n'écrit rien.
        #[arg(long)]
        ask: bool,
    },
    /// Ce qui a été fait, par qui et quand.
    History(History),
    /// Annule une modification, tout un import, tout ce qu'a fait une personne, ou tout depuis un jour.
    Undo(undo::Undo),
    /// Ce que d'autres ont proposé et qui attend votre accord.
    #[command(subcommand)]
    Proposals(Proposals),
    /// Les mandats : qui exerce quelle fonction, depuis quand et jusqu'à quand.
    #[command(subcommand)]
    Mandate(mandate::Mandate),
    /// L'unité : son nom, son fuseau horaire, son code.
    #[command(subcommand)]
    Unit(unit::Unit),
    /// Combien de personnes pourraient recevoir un message, dans chaque section en dessous : des nombres, jamais des noms.
    Audience {
        /// Nom de l'unité ; celle de votre mandat sinon.
        #[arg(long, value_name = "UNITÉ")]
        unit: Option<String>,
    },
    /// La passation : qui a été élu, qui le confirme, qui le conteste.
    #[command(subcommand)]
    Handover(handover::Handover),
    /// Les personnes que d'autres sections vous envoient.
    #[command(subcommand)]
    Arrivals(Arrivals),
    /// Vérifie tout l'historique conservé ici, sans réseau.
    Verify,
    /// Les ordinateurs reliés à la section.
    #[command(subcommand)]
    Devices(Devices),
    /// Écrit la feuille de secours de cet ordinateur, à imprimer : son code en relie un autre à sa place.
    Recovery {
        /// Fichier à écrire, qui ne doit pas exister : une page à imprimer s'il finit par .pdf, sinon du texte.
        file: PathBuf,
    },
    /// Les trois codes de secours sous pli : deux d'entre eux font revenir quelqu'un quand plus personne ne peut entrer.
    #[command(subcommand)]
    Codes(codes::Codes),
}

#[derive(Debug, Args)]
pub struct Begin {
    /// Nom de la section : « Section de Poissy ».
    #[arg(long, value_name = "SECTION")]
    pub unit: String,
    /// Votre nom, tel que les autres vous connaissent.
    #[arg(long, value_name = "PERSONNE")]
    pub name: String,
    /// Votre fonction : secretary, deputy, treasurer, `deputy_treasurer` ou `bureau_member`.
    #[arg(long, value_name = "FONCTION", default_value = "secretary")]
    pub office: Office,
    /// Fuseau horaire de la section.
    #[arg(long, value_name = "FUSEAU", default_value = "Europe/Paris")]
    pub time_zone: String,
    /// Nom de cet ordinateur, pour les autres.
    #[arg(long, default_value = "Ordinateur")]
    pub device_name: String,
    /// Protège la clé par une phrase, lue sur l'entrée standard, plutôt que par le trousseau du système.
    #[arg(long, conflicts_with = "key_file")]
    pub passphrase: bool,
}

#[derive(Debug, Args)]
pub struct Join {
    /// Adresse du serveur.
    #[arg(long)]
    pub server: String,
    /// Code que donne la personne qui tient le serveur.
    #[arg(long, value_name = "CODE")]
    pub invitation: String,
}

#[derive(Debug, Args)]
pub struct Enrol {
    /// Adresse du serveur.
    #[arg(long)]
    pub server: String,
    /// Code de l'invitation, ou le lien qui le contient.
    #[arg(long)]
    pub invitation: String,
    /// Nom de cet ordinateur, pour les autres.
    #[arg(long, default_value = "Ordinateur")]
    pub device_name: String,
    /// Protège la clé par une phrase, lue sur l'entrée standard, plutôt que par le trousseau du système.
    #[arg(long, conflicts_with = "key_file")]
    pub passphrase: bool,
}

#[derive(Debug, Subcommand)]
pub enum Arrivals {
    /// Liste les personnes que d'autres sections vous envoient.
    List,
    /// Accueille une personne dans le fichier.
    Accept {
        /// Identifiant que donne `arrivals list`.
        person: String,
        /// Elle est déjà au fichier, sous cet identifiant : sa fiche est complétée.
        #[arg(long = "as")]
        known: Option<String>,
    },
    /// Accueille en une fois ceux qui viennent d'une section, sauf qui est peut-être déjà au fichier.
    AcceptAll {
        /// Nom de la section d'où ils viennent.
        #[arg(long, value_name = "SECTION")]
        from: String,
    },
    /// Refuse : la personne retrouve sa place dans la section d'où elle vient.
    Decline {
        /// Identifiant que donne `arrivals list`.
        person: String,
    },
}

#[derive(Debug, Subcommand)]
pub enum Proposals {
    /// Liste ce qui attend, le plus ancien d'abord.
    List,
    /// Accepte : la modification est faite en votre nom, et l'historique garde qui l'avait proposée.
    Accept {
        /// Identifiants que donne `proposals list`.
        #[arg(required_unless_present = "all", conflicts_with = "all")]
        changes: Vec<String>,
        /// Tout ce qui attend.
        #[arg(long)]
        all: bool,
    },
    /// Refuse : rien n'est changé, et la personne qui l'avait proposé le lit chez elle.
    Decline {
        /// Identifiants que donne `proposals list`.
        #[arg(required = true)]
        changes: Vec<String>,
    },
    /// Liste ce que vous avez proposé et qui attend encore quelqu'un d'autre.
    Own,
    /// Retire ce que vous aviez proposé.
    Withdraw {
        /// Identifiants que donne `proposals own`.
        #[arg(required = true)]
        changes: Vec<String>,
    },
}

#[derive(Debug, Subcommand)]
pub enum Devices {
    /// Liste les ordinateurs reliés, les plus anciens d'abord.
    List,
    /// Invite un ordinateur d'une personne qui exerce un mandat dans la section, et donne le code à lui remettre.
    Invite {
        /// Nom de la personne, tel qu'il figure dans son mandat.
        holder: String,
    },
    /// Liste les invitations qui attendent : elles sont au nom de quelqu'un qui avait déjà un ordinateur, et ne serviront
    /// qu'après trois jours.
    Waiting,
    /// S'oppose à une invitation qui attend : elle ne servira pas.
    Contest {
        /// Identifiant que donne `devices waiting`.
        invitation: String,
    },
    /// Retire un ordinateur, pour de bon : perdu, volé, ou qui ne sert plus.
    Revoke {
        /// Identifiant que donne `devices list`.
        device: String,
    },
}

#[derive(Debug, Args)]
pub struct History {
    /// Seulement ce qui concerne cette personne, cet événement ou ce document.
    #[arg(long)]
    pub subject: Option<String>,
    /// Nombre de lignes.
    #[arg(long, default_value_t = 50)]
    pub limit: u32,
}
