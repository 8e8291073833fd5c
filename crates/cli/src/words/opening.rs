//! Why a profile isn't opened.

use coopol_alone::NotBegun;
use coopol_core::cache::CacheError;
use coopol_core::device::WipeError;
use coopol_core::profile::{MAX_NAME, ProfileError};
use coopol_core::vault::{KeyFileError, KeyringError, Locked};

use super::disk;
use super::history::word;

pub fn profile(error: &ProfileError) -> String {
    match error {
        ProfileError::InUse { name } => {
            format!("le profil « {name} » est déjà ouvert dans un autre programme : fermez-le d'abord")
        }
        ProfileError::Unknown { name, root } => {
            format!("aucun profil « {name} » dans {} : vérifiez --profile et --data", root.display())
        }
        ProfileError::Taken { name } => {
            format!("il y a déjà un profil « {name} » : choisissez un autre nom avec --profile")
        }
        ProfileError::BadName { name } => {
            format!("« {name} » ne peut pas nommer un profil : 1 à {MAX_NAME} octets, sans caractère de commande")
        }
        ProfileError::Damaged { path, .. } => format!("{} est abîmé et ne se lit plus", path.display()),
        ProfileError::Disk { path, source } => disk(path, source),
    }
}

pub fn beginning(error: &NotBegun) -> String {
    match error {
        NotBegun::Zone { zone } => format!("« {zone} » n'est pas un fuseau horaire : Europe/Paris en est un"),
        NotBegun::Office { office } => {
            format!("une section n'a pas cette fonction ({}) : choisissez-en une autre", word(&office.to_string()))
        }
        NotBegun::NotTaken(error) => format!("la section n'a pas pu être ouverte : un nom ne convient pas ({error})"),
        NotBegun::Alone(error) => format!("les données de la section n'ont pas pu être créées : {error}"),
        NotBegun::NotEnrolled(error) => format!("cet ordinateur n'a pas pu être relié : {error}"),
    }
}

pub fn locked(error: &Locked) -> String {
    match error {
        Locked::Keyring(error) => keyring(error),
        Locked::KeyGone => {
            "le trousseau n'a plus la clé de ce profil : reliez à nouveau cet ordinateur, avec la feuille \
            de secours ou une nouvelle invitation"
                .to_owned()
        }
        Locked::KeyFileWanted => "la clé de ce profil est dans un fichier : indiquez-le avec --key-file".to_owned(),
        Locked::KeyFile(error) => key_file(error),
        Locked::PassphraseWanted => "ce profil attend sa phrase secrète sur l'entrée standard".to_owned(),
        Locked::Passphrase(_) => {
            "ce n'est pas la bonne phrase secrète : vérifiez les majuscules et les espaces".to_owned()
        }
    }
}

pub fn keyring(error: &KeyringError) -> String {
    match error {
        KeyringError::Locked { seconds } => {
            format!("le trousseau est fermé, ou n'a pas répondu en {seconds} s : ouvrez-le, puis recommencez")
        }
        KeyringError::Absent { .. } => {
            "il n'y a pas de trousseau ici : utilisez --key-file FICHIER, ou --passphrase. Rien n'a été écrit en clair"
                .to_owned()
        }
        KeyringError::Changed => {
            "le trousseau a changé et n'ouvre plus ce profil : reliez à nouveau cet ordinateur, avec la \
            feuille de secours ou une nouvelle invitation"
                .to_owned()
        }
    }
}

pub fn key_file(error: &KeyFileError) -> String {
    match error {
        KeyFileError::Unusable { path, source } => format!("fichier de clé {}", disk(path, source)),
        KeyFileError::OpenToOthers { path, mode } => format!(
            "d'autres que vous peuvent lire le fichier de clé {} (droits {mode:o}) : corrigez avec `chmod 600`",
            path.display()
        ),
        KeyFileError::NotAKey { path } => {
            format!("le fichier de clé {} ne contient pas 64 chiffres hexadécimaux", path.display())
        }
    }
}

pub fn cache(error: &CacheError) -> String {
    match error {
        CacheError::WrongKey => "ce n'est pas la clé de ce profil. Rien n'a été modifié".to_owned(),
        CacheError::Foreign { .. } => "le fichier n'est pas une base de Coopol : il a été laissé tel quel".to_owned(),
        CacheError::Newer { .. } => {
            "cette base a été écrite par une version plus récente de Coopol : mettez le programme à jour".to_owned()
        }
        CacheError::NotEncrypted => {
            "ce programme a été construit sans chiffrement : n'utilisez pas celui-ci".to_owned()
        }
        CacheError::Untried { version, cipher } => {
            format!("ce programme a été construit avec SQLite {version} et SQLCipher {cipher}, jamais essayés ensemble")
        }
        CacheError::Full => {
            "le disque est plein. Rien n'a été modifié : libérez de la place, puis recommencez".to_owned()
        }
        CacheError::Damaged { place, .. } => format!(
            "la base est abîmée (table {place}). Ce qui a été partagé est au serveur : reliez à nouveau cet ordinateur"
        ),
        CacheError::Database(_) => {
            "la base n'a pas répondu comme elle devait. Ce qui était enregistré l'est toujours : recommencez".to_owned()
        }
    }
}

pub fn wipe(error: &WipeError) -> String {
    match error {
        WipeError::Keyring(error) => keyring(error),
        WipeError::Cache(error) => cache(error),
        WipeError::Files(error) => profile(error),
    }
}
