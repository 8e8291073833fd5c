//! Why a command ended: the sentence names the place and the cure.

use std::path::PathBuf;

use coopol_alone::{NotBegun, NotJoined};
use coopol_core::agenda::ics;
use coopol_core::archive::ArchiveError;
use coopol_core::cache::CacheError;
use coopol_core::codes::NoCode;
use coopol_core::desk::NotScheduled;
use coopol_core::device::{Failure as Refused, OpenError, SyncError, WipeError};
use coopol_core::enrolment::NotEnrolled;
use coopol_core::export::ExportError;
use coopol_core::handover::BadRequest;
use coopol_core::profile::ProfileError;
use coopol_core::sealed::NotBack;
use coopol_core::transport::TransportError;
use coopol_core::vault::{KeyFileError, KeyringError, Locked};
use coopol_domain::device::Alarm;
use coopol_domain::enrolment::{BadCode, BadLink};
use coopol_domain::id::SubjectId;
use coopol_import::Unreadable;

use crate::words;

#[derive(Debug, thiserror::Error)]
pub enum Failure {
    #[error("dossier des données inconnu : indiquez-le avec --data")]
    NoDataFolder,
    #[error("plusieurs profils ({}) : choisissez avec --profile", .0.join(", "))]
    WhichProfile(Vec<String>),
    #[error(
        "aucun profil ici : reliez d'abord cet ordinateur avec `coopol enrol`, ou commencez sans serveur avec `coopol begin`"
    )]
    NoProfile,
    #[error("{}", words::profile(.0))]
    Profile(#[from] ProfileError),
    #[error("{}", words::locked(.0))]
    Locked(#[from] Locked),
    #[error("{}", words::keyring(.0))]
    Keyring(#[from] KeyringError),
    #[error("{}", words::key_file(.0))]
    KeyFile(#[from] KeyFileError),
    #[error("{}", words::cache(.0))]
    Cache(#[from] CacheError),
    #[error("{}", words::code(*.0))]
    Code(#[from] BadCode),
    #[error("{}", words::enrolment(.0))]
    NotEnrolled(NotEnrolled),
    #[error("{}", words::beginning(.0))]
    NotBegun(#[from] NotBegun),
    #[error("{}", words::joining(.0))]
    NotJoined(#[from] NotJoined),
    #[error("cette section a déjà un serveur")]
    NotAlone,
    #[error("{}", words::transport(.0))]
    Unreachable(TransportError),
    #[error("{}", words::synchronisation(.0))]
    Sync(SyncError),
    #[error("{}", words::refused(.0))]
    Refused(#[from] Refused),
    #[error("« {0} » n'est pas un identifiant : prenez ceux que donnent les listes et `coopol history`")]
    BadId(String),
    #[error("« {0} » est donné deux fois, pour deux choses différentes")]
    MarkedTwice(String),
    #[error("aucun responsable ne s'appelle « {name} » ; il y a eu {}", known.join(", "))]
    WhoIsThat { name: String, known: Vec<String> },
    #[error("plusieurs responsables s'appellent « {0} » : donnez l'identifiant que montre `coopol --json history`")]
    WhichOne(String),
    #[error(
        "rien de ce qui changerait ne s'appelle « {0} » : prenez un identifiant que montre `coopol undo --dry-run`"
    )]
    NothingPlanned(String),
    #[error(
        "plusieurs lignes s'appellent « {0} » : donnez l'identifiant que montre `coopol undo --dry-run`. Rien n'a été modifié"
    )]
    WhichLine(String),
    #[error("« {given} » n'exerce aucun mandat ici. Qui en exerce un : {}", .known.join(", "))]
    NoHolder { given: String, known: Vec<String> },
    #[error("aucune unité, ou plusieurs, ne s'appellent « {given} ». Celles que voit votre mandat : {}", .known.join(", "))]
    WhichUnit { given: String, known: Vec<String> },
    #[error("aucune fonction n'est exercée ici : `coopol handover claim` déclare l'élection de quelqu'un d'autre")]
    NoOffice,
    #[error("ce texte ne dit pas à qui il va : donnez une liste enregistrée avec --to")]
    ToWhom,
    #[error("{}", words::not_scheduled(.0))]
    NotScheduled(NotScheduled),
    #[error("{}{}", file.as_ref().map(|file| format!("{} : ", file.display())).unwrap_or_default(), words::bad_request(source))]
    BadRequest { file: Option<PathBuf>, source: BadRequest },
    #[error("cette élection est déjà déclarée par {by} : confirmez-la avec `coopol handover countersign {claim}`")]
    Declared { claim: SubjectId, by: String },
    #[error("cette passation est close : voyez `coopol handover status --all`")]
    HandoverClosed,
    #[error("« {given} » ne désigne pas une section ; il y a : {}", .known.join(", "))]
    NoUnit { given: String, known: Vec<String> },
    #[error("c'est cet ordinateur : retirez-le depuis un autre")]
    ThisDevice,
    #[error("{}", words::not_back(.0))]
    NotBack(NotBack),
    #[error(
        "la section est seule, sur cet ordinateur : des codes ne serviront qu'une fois qu'elle aura rejoint un serveur"
    )]
    CodesAlone,
    #[error(
        "la section est seule, sur cet ordinateur : une délégation ne servira qu'une fois qu'elle aura rejoint un serveur"
    )]
    DelegationAlone,
    #[error(
        "la section est seule, sur cet ordinateur : un abonnement à l'agenda se lit sur un serveur, et ne pourra s'ouvrir qu'une fois qu'elle en aura rejoint un"
    )]
    FeedAlone,
    #[error("le serveur n'a pas accepté ce code : il ne vaut rien, jetez-le")]
    NotTaken,
    #[error("{}", words::disk(path, source))]
    File { path: PathBuf, source: std::io::Error },
    #[error("{} : {}", path.display(), words::roster(source))]
    Unreadable { path: PathBuf, source: Unreadable },
    #[error(
        "l'historique de la partie « {} » ne tient pas : {}. Ne modifiez plus rien et prévenez votre fédération",
        words::compartment(compartment),
        words::alarm(alarm)
    )]
    Broken { compartment: String, alarm: Alarm },
    #[error("{} : {}", path.display(), words::calendar(*source))]
    Calendar { path: PathBuf, source: ics::Unreadable },
    #[error("{}", words::archive(.0))]
    Archive(ArchiveError),
    #[error("{}", words::export(.0))]
    Export(ExportError),
    #[error("Coopol n'a pas su imprimer cette page : {0}")]
    Unprintable(#[from] coopol_paper::Unprintable),
    #[error("{}", words::wipe(.0))]
    Wipe(#[from] WipeError),
}

impl Failure {
    pub fn exit_code(&self) -> u8 {
        match self {
            Self::Cache(CacheError::WrongKey)
            | Self::NoDataFolder
            | Self::WhichProfile(_)
            | Self::NoProfile
            | Self::Profile(_)
            | Self::Locked(_)
            | Self::Keyring(_)
            | Self::KeyFile(_) => 3,
            Self::NotEnrolled(NotEnrolled::Transport(TransportError::Address { .. }))
            | Self::Unreachable(
                TransportError::Address { .. } | TransportError::Leaving | TransportError::Suspended(_),
            )
            | Self::NotAlone
            | Self::NotScheduled(_)
            | Self::NotJoined(
                NotJoined::Address { .. }
                | NotJoined::NoAdoption
                | NotJoined::OtherServer
                | NotJoined::Gap(_)
                | NotJoined::Refused { .. },
            )
            | Self::NotBegun(NotBegun::Zone { .. } | NotBegun::Office { .. } | NotBegun::NotTaken(_)) => 5,
            Self::Unreachable(TransportError::Own { .. }) => 1,
            Self::NotJoined(NotJoined::Transport(_))
            | Self::NotEnrolled(NotEnrolled::Transport(_))
            | Self::Unreachable(_) => 4,
            Self::Refused(refused) => {
                if matches!(refused, Refused::Cache(_)) {
                    1
                } else {
                    5
                }
            }
            Self::Sync(SyncError::Alarm(_) | SyncError::ReadOnly) | Self::Broken { .. } => 7,
            Self::File { .. }
            | Self::Unreadable { .. }
            | Self::BadRequest { file: Some(_), .. }
            | Self::Calendar { .. }
            | Self::Archive(ArchiveError::Disk { .. })
            | Self::Export(ExportError::Disk { .. } | ExportError::NotEmpty { .. }) => 6,
            Self::Code(_)
            | Self::NotEnrolled(_)
            | Self::BadId(_)
            | Self::MarkedTwice(_)
            | Self::WhoIsThat { .. }
            | Self::WhichOne(_)
            | Self::NothingPlanned(_)
            | Self::WhichLine(_)
            | Self::WhichUnit { .. }
            | Self::NoOffice
            | Self::ToWhom
            | Self::HandoverClosed
            | Self::Declared { .. }
            | Self::BadRequest { file: None, .. }
            | Self::ThisDevice
            | Self::NoHolder { .. }
            | Self::NoUnit { .. }
            | Self::NotTaken
            | Self::NotBack(_)
            | Self::CodesAlone
            | Self::DelegationAlone
            | Self::FeedAlone
            | Self::Archive(
                ArchiveError::NotNamed
                | ArchiveError::Empty
                | ArchiveError::TooLarge { .. }
                | ArchiveError::NoFile
                | ArchiveError::NotHere,
            ) => 5,
            Self::NotJoined(_)
            | Self::NotBegun(_)
            | Self::Archive(_)
            | Self::Export(_)
            | Self::Cache(_)
            | Self::Sync(_)
            | Self::Unprintable(_)
            | Self::Wipe(_) => 1,
        }
    }

    /// The word by which scripts know it.
    pub fn code(&self) -> &'static str {
        match self.exit_code() {
            3 => "unavailable",
            4 => "offline",
            5 => "refused",
            6 => "file",
            7 => "broken",
            _ => "bug",
        }
    }
}

impl From<OpenError> for Failure {
    fn from(error: OpenError) -> Self {
        match error {
            OpenError::Cache(error) => Self::Cache(error),
            OpenError::Profile(error) => Self::Profile(error),
            OpenError::NotEnrolled => Self::NoProfile,
        }
    }
}

impl From<ArchiveError> for Failure {
    fn from(error: ArchiveError) -> Self {
        match error {
            ArchiveError::Failure(refused) => Self::Refused(refused),
            ArchiveError::Transport(error) => Self::Unreachable(error),
            error => Self::Archive(error),
        }
    }
}

impl From<ExportError> for Failure {
    fn from(error: ExportError) -> Self {
        match error {
            ExportError::Failure(refused) => Self::Refused(refused),
            ExportError::Archive(error) => error.into(),
            error => Self::Export(error),
        }
    }
}

impl From<NotScheduled> for Failure {
    fn from(error: NotScheduled) -> Self {
        match error {
            NotScheduled::Failure(refused) => Self::Refused(refused),
            error => Self::NotScheduled(error),
        }
    }
}

impl From<SyncError> for Failure {
    fn from(error: SyncError) -> Self {
        match error {
            SyncError::Transport(error) => Self::Unreachable(error),
            error => Self::Sync(error),
        }
    }
}

impl From<NoCode> for Failure {
    fn from(error: NoCode) -> Self {
        match error {
            NoCode::Sync(error) => error.into(),
            NoCode::Failure(refused) => Self::Refused(refused),
            NoCode::NotTaken => Self::NotTaken,
        }
    }
}

impl From<BadLink> for Failure {
    fn from(error: BadLink) -> Self {
        match error {
            BadLink::Form => Self::Code(BadCode::Form),
            BadLink::Code(error) => Self::Code(error),
        }
    }
}
