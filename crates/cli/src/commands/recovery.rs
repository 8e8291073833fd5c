//! `coopol recovery`: the sheet is written once the server has its code, to a file that its owner alone reads: a page to
//! print, or plain text for who has no printer and copies it by hand.

use std::fs::OpenOptions;
use std::io::Write as _;
use std::path::Path;

use coopol_core::codes;
use coopol_core::device::Session;
use coopol_paper::Language;
use coopol_paper::recovery::{self, Recovery};

use super::devices::day;
use super::dossier::is_page;
use crate::arguments::Arguments;
use crate::failure::Failure;
use crate::open::within;
use crate::output::json;

pub async fn run(arguments: &Arguments, file: &Path) -> Result<String, Failure> {
    within(arguments, async |session| write(session, file).await).await?;
    Ok(if arguments.json {
        json(&serde_json::json!({ "file": file }))
    } else {
        format!(
            "Feuille de secours écrite dans {}. Imprimez-la, rangez-la avec vos papiers, puis effacez le fichier. Les \
             feuilles précédentes ne valent plus rien.",
            file.display()
        )
    })
}

async fn write(session: &Session, file: &Path) -> Result<(), Failure> {
    let failed = |source| Failure::File { path: file.to_owned(), source };
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    // Before the code is made: a sheet that can't be kept would only put an end to the one before.
    let mut out = options.open(file).map_err(failed)?;
    match sheet(session, is_page(file)).await {
        Ok(bytes) => out.write_all(&bytes).and_then(|()| out.sync_all()).map_err(failed),
        Err(failure) => {
            drop(out);
            std::fs::remove_file(file).map_err(failed)?;
            Err(failure)
        }
    }
}

async fn sheet(session: &Session, as_page: bool) -> Result<Vec<u8>, Failure> {
    let transport = session.http().await.map_err(Failure::Unreachable)?;
    let made = codes::recover(session, &transport).await?;
    let (name, alone, server) = (&session.profile().card().name, session.is_alone(), session.server());
    let code = if alone { codes::lines(&made) } else { codes::printed(&made, server) };
    if as_page {
        let on = session.today().await?.to_string();
        return Ok(recovery::sheet(Language::Fr, &Recovery { name, day: &on, code: &code, alone })?);
    }
    let today = day(session.now().await?, &session.zone().await?);
    let text = if alone { words_alone(&made.to_string(), name, &today) } else { words(&code, server, name, &today) };
    Ok(text.into_bytes())
}

fn words(code: &[String], server: &str, profile: &str, day: &str) -> String {
    let code: Vec<String> = code.iter().map(|line| format!("    {line}")).collect();
    format!(
        "COOPOL : FEUILLE DE SECOURS\n\nProfil « {profile} », le {day}\n\nÀ garder avec vos papiers, jamais avec \
         l'ordinateur. Qui la détient peut relier un ordinateur à votre place.\n\nOrdinateur perdu, volé ou en panne ? Sur un \
         autre, ouvrez Coopol et recopiez ces lettres comme une invitation, ou tapez :\n\n    coopol enrol --server {server} \
         --invitation CODE\n\navec pour CODE ces lettres, d'un seul tenant :\n\n{}\n\nL'ancien ordinateur est alors retiré \
         aussitôt. La feuille sert une fois : imprimez-en une nouvelle ensuite.\n",
        code.join("\n")
    )
}

/// While the section is alone there is nowhere to bring a code to, and no copy but one's own.
fn words_alone(code: &str, profile: &str, day: &str) -> String {
    format!(
        "COOPOL : FEUILLE DE SECOURS\n\nProfil « {profile} », le {day}\n\nÀ garder avec vos papiers, jamais avec \
         l'ordinateur. Qui la détient peut relier un ordinateur à votre place.\n\nLa section est seule, sur cet ordinateur : ce \
         code ne servira qu'une fois qu'elle aura rejoint un serveur. D'ici là, seule une copie de vos données (`coopol export \
         DOSSIER`) vous rendrait votre travail.\n\nEnsuite, l'ordinateur perdu, volé ou en panne ? Sur un autre, ouvrez Coopol \
         et recopiez ces lettres comme une invitation, avec l'adresse du serveur :\n\n    {code}\n\nL'ancien ordinateur est \
         alors retiré aussitôt. La feuille sert une fois : imprimez-en une nouvelle ensuite.\n"
    )
}
