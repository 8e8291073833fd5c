//! `coopol message schedule` and what follows: messages that the server sends at their time.

use coopol_core::desk::{self, Draft, Question};
use coopol_core::device::Session;
use coopol_core::roster::{Query, Sort};
use jiff::civil::DateTime;

use super::{condition, written};
use crate::arguments::Arguments;
use crate::arguments::roster::Filter;
use crate::failure::Failure;
use crate::output::json;
use crate::words;

/// A saved list, or conditions; where neither is said, whom the draft itself is for.
type To<'a> = (Option<&'a str>, &'a [Filter]);

pub async fn schedule(
    session: &Session,
    arguments: &Arguments,
    message: &str,
    (list, filter): To<'_>,
    at: DateTime,
    dry_run: bool,
) -> Result<String, Failure> {
    let message = desk::message(session, message).await?;
    let question = match list {
        Some(list) => Some(desk::list_named(session, list).await?.question),
        None if filter.is_empty() => message.question,
        None => {
            let filters = filter.iter().map(|filter| condition(*filter)).collect();
            Some(Question::of(&Query { text: String::new(), filters, sort: Sort::default() }))
        }
    };
    let question = question.ok_or(Failure::ToWhom)?;
    let letter = desk::letter(session, &question.query()?).await?;
    let draft = Draft { subject: message.subject, body: message.body, question, at };
    if dry_run {
        desk::fits(session, &draft).await?;
        if arguments.json {
            let (people, without) = (letter.people, letter.unreached.len());
            return Ok(json(&serde_json::json!({
                "people": people, "addresses": letter.addresses.len(), "withoutAddress": without, "dryRun": true
            })));
        }
        return Ok(words::would_reach(&letter));
    }
    let (mailing, saved) = desk::schedule(session, &draft).await?;
    Ok(written(arguments, "mailing", mailing, &saved))
}

pub async fn list(session: &Session, arguments: &Arguments) -> Result<String, Failure> {
    let mailings = desk::mailings(session).await?;
    if arguments.json {
        return Ok(json(&mailings));
    }
    if mailings.is_empty() {
        return Ok("Aucun envoi programmé.".to_owned());
    }
    let lines: Vec<String> = mailings.iter().map(|it| format!("{}  {}", it.id, words::mailing(it))).collect();
    Ok(lines.join("\n"))
}

pub async fn take_up(
    session: &Session,
    arguments: &Arguments,
    mailing: &str,
    at: Option<DateTime>,
) -> Result<String, Failure> {
    let mailing = desk::mailing(session, mailing).await?.id;
    let saved = desk::take_up(session, mailing, at).await?;
    Ok(stated(arguments, mailing, saved.change))
}

pub async fn call_off(session: &Session, arguments: &Arguments, mailing: &str) -> Result<String, Failure> {
    let mailing = desk::mailing(session, mailing).await?.id;
    let saved = desk::call_off(session, mailing).await?;
    Ok(stated(arguments, mailing, saved.change))
}

/// What can't be taken back doesn't say how.
fn stated(arguments: &Arguments, mailing: coopol_domain::id::SubjectId, change: coopol_domain::id::ChangeId) -> String {
    if arguments.json {
        json(&serde_json::json!({ "mailing": mailing, "change": change }))
    } else {
        format!("Enregistré ici : {mailing}")
    }
}
