//! `coopol codes`: three sheets, one for each code, are written once the server has their public halves; two codes let somebody
//! come back.

use std::fs::{self, OpenOptions};
use std::io::Write as _;
use std::path::{Path, PathBuf};

use coopol_core::codes::link;
use coopol_core::device::Session;
use coopol_core::sealed::{self, Back, Status};
use coopol_domain::enrolment::SealedCode;
use coopol_domain::time::Instant;
use coopol_paper::Language;
use coopol_paper::sealed::Sealed;
use jiff::tz::TimeZone;

use super::devices::{day, moment};
use crate::arguments::Arguments;
use crate::arguments::codes::Codes;
use crate::failure::Failure;
use crate::open::within;
use crate::output::json;

pub async fn run(arguments: &Arguments, codes: &Codes) -> Result<String, Failure> {
    match codes {
        Codes::Make { folder, text } => {
            within(arguments, async |session| make(session, arguments, folder, *text).await).await
        }
        Codes::Status => within(arguments, async |session| status(session, arguments).await).await,
        Codes::Use { server, name, codes } => come_back(arguments, server, name, codes).await,
    }
}

async fn make(session: &Session, arguments: &Arguments, folder: &Path, text: bool) -> Result<String, Failure> {
    if session.is_alone() {
        return Err(Failure::CodesAlone);
    }
    let failed = |path: &Path| {
        let path = path.to_owned();
        move |source| Failure::File { path, source }
    };
    // Before the codes are made: sheets that can't be kept would only put an end to those before.
    fs::create_dir_all(folder).map_err(failed(folder))?;
    let files = [1, 2, 3].map(|number| folder.join(format!("code-{number}.{}", if text { "txt" } else { "pdf" })));
    let mut open = Vec::new();
    for file in &files {
        match begin(file) {
            Ok(begun) => open.push((begun, file)),
            Err(source) => {
                give_up(open)?;
                return Err(failed(file)(source));
            }
        }
    }
    let made = match sheets(session, text).await {
        Ok(made) => made,
        Err(failure) => {
            give_up(open)?;
            return Err(failure);
        }
    };
    for ((mut out, file), sheet) in open.into_iter().zip(made.sheets) {
        out.write_all(&sheet).and_then(|()| out.sync_all()).map_err(failed(file))?;
    }
    Ok(if arguments.json {
        json(&serde_json::json!({ "files": files, "serve": made.serve }))
    } else {
        written(folder, made.serve)
    })
}

fn begin(file: &Path) -> std::io::Result<fs::File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(file)
}

fn give_up(open: Vec<(fs::File, &PathBuf)>) -> Result<(), Failure> {
    for (begun, file) in open {
        drop(begun);
        fs::remove_file(file).map_err(|source| Failure::File { path: file.clone(), source })?;
    }
    Ok(())
}

struct Sheets {
    sheets: Vec<Vec<u8>>,
    serve: bool,
}

async fn sheets(session: &Session, text: bool) -> Result<Sheets, Failure> {
    let transport = session.http().await.map_err(Failure::Unreachable)?;
    let server = session.server();
    let on = session.today().await?.to_string();
    let today = day(session.now().await?, &session.zone().await?);
    let made = sealed::make(session, &transport).await?;
    let sheet = |code: &SealedCode| {
        let lines = sealed::lines(code);
        if text {
            return Ok(words(code.number, &lines, &made.unit, server, &today).into_bytes());
        }
        let said = Sealed { unit: &made.unit, number: code.number, day: &on, server, code: &lines };
        Ok(coopol_paper::sealed::sheet(Language::Fr, &said)?)
    };
    let sheets = made.codes.iter().map(sheet).collect::<Result<_, Failure>>()?;
    Ok(Sheets { sheets, serve: made.serve })
}

fn written(folder: &Path, serve: bool) -> String {
    let agreed = if serve {
        "Ils servent dès maintenant ; les précédents ne valent plus rien."
    } else {
        "Ils ne serviront qu'une fois acceptés par un autre responsable qui peut inviter, ou par la fédération : `coopol proposals \
         list`. Jusque-là, les précédents restent bons."
    };
    format!(
        "Trois feuilles écrites dans {}. Imprimez-les, mettez chacune sous pli et confiez-les à trois personnes différentes, puis \
         effacez les fichiers. {agreed}",
        folder.display()
    )
}

fn words(number: u8, code: &[String], unit: &str, server: &str, day: &str) -> String {
    let code: Vec<String> = code.iter().map(|line| format!("    {line}")).collect();
    format!(
        "COOPOL : CODE DE SECOURS SOUS PLI\n\n{unit}, code {number} sur 3, fait le {day}\n\nÀ garder sous pli fermé, à part des deux \
         autres, et jamais avec une feuille de secours ni un ordinateur. Seul, ce code ne donne rien.\n\nPlus personne de « {unit} » ne \
         peut entrer ? Réunissez deux des trois codes et tapez, sur n'importe quel ordinateur :\n\n    coopol codes use --server \
         {server} --name \"PRÉNOM NOM\" CODE CODE\n\navec pour CODE ces lettres, d'un seul tenant, et celles de l'autre feuille :\n\n{}\n\n\
         La personne revient au bout de trois jours, pendant lesquels tout le monde le voit et peut s'y opposer. Les trois codes ont alors \
         servi : faites-en de nouveaux.\n",
        code.join("\n")
    )
}

async fn status(session: &Session, arguments: &Arguments) -> Result<String, Failure> {
    let status = sealed::status(session).await?;
    if arguments.json {
        return Ok(json(&status));
    }
    Ok(said(&status, &session.zone().await?))
}

fn said(status: &Status, zone: &TimeZone) -> String {
    let on = |at: Instant| day(at, zone);
    let by = |name: &Option<String>| name.as_ref().map(|name| format!(" par {name}")).unwrap_or_default();
    let mut lines = Vec::new();
    match (status.serve, status.made_at) {
        (true, made) => {
            let made = made.map(|at| format!(", faits le {}{}", on(at), by(&status.made_by))).unwrap_or_default();
            let agreed = status.agreed_by.as_ref().map(|name| format!(" et acceptés par {name}")).unwrap_or_default();
            lines.push(format!("Trois codes servent{made}{agreed}."));
        }
        (false, Some(_)) => {
            lines.push("Les codes ont servi : faites-en de nouveaux avec `coopol codes make`.".to_owned());
        }
        (false, None) => lines.push("Il n'y a pas de codes : faites-en avec `coopol codes make`.".to_owned()),
    }
    if let Some(at) = status.proposed_at {
        lines.push(format!("D'autres ont été faits le {}{}, et attendent un accord.", on(at), by(&status.proposed_by)));
    }
    if let (Some(at), Some(name)) = (status.used_at, &status.used_for) {
        lines.push(format!("Deux codes ont servi le {}, pour {name}.", on(at)));
    }
    if let Some(at) = status.tried_at {
        lines.push(format!("Des codes ont été essayés le {}, sans effet ; ils servent encore. Si vous ne savez pas par qui, faites-en de nouveaux.", on(at)));
    }
    lines.join("\n")
}

async fn come_back(arguments: &Arguments, server: &str, name: &str, codes: &[String]) -> Result<String, Failure> {
    let codes: Vec<SealedCode> = codes.iter().map(|code| code.parse()).collect::<Result<_, _>>()?;
    let [first, second] = codes.as_slice() else { return Err(Failure::NotBack(sealed::NotBack::NotTwo)) };
    let back = sealed::come_back(server, [first, second], name).await.map_err(|error| match error {
        sealed::NotBack::Transport(error) => Failure::Unreachable(error),
        error => Failure::NotBack(error),
    })?;
    let Back { code, unit, opens, until, provisional } = back;
    let link = link(&code, server).to_string();
    if arguments.json {
        let told = serde_json::json!({
            "unit": unit, "code": code.to_string(), "link": link, "opens": opens, "until": until, "provisional": provisional,
        });
        return Ok(json(&told));
    }
    let zone = TimeZone::system();
    let office = if provisional {
        format!(
            " Plus personne n'y exerce de mandat : {name} dirigera l'unité pendant six semaines, le temps d'organiser une élection."
        )
    } else {
        String::new()
    };
    Ok(format!(
        "{name} revient dans « {unit} ».{office} Les trois codes ont servi.\n\nVoici une invitation, à garder : elle servira du {} \
         au {}. D'ici là, qui exerce encore un mandat dans l'unité ou au-dessus le voit, et peut s'y opposer.\n\n{code}\n\nou, en \
         lien :\n\n{link}\n\nPuis, à partir de ce jour : coopol enrol --server {server} --invitation CODE. La même commande, avec les deux \
         mêmes codes et le même nom, redonne cette invitation.",
        moment(opens, &zone),
        day(until, &zone)
    ))
}
