//! Saved lists of `coopol roster`, and `coopol message`: what lies on the desk of the office.

mod mailings;

use coopol_core::desk::{self, MessageDraft, Purpose, Question, SavedList};
use coopol_core::device::{Saved, Session};
use coopol_core::roster::{self, Query, Sort, Window};
use coopol_domain::id::SubjectId;
use coopol_domain::kinds::Refusal;

use super::roster::condition;
use crate::arguments::Arguments;
use crate::arguments::desk::{Message, Purpose as Typed, Question as Asked, Save};
use crate::failure::Failure;
use crate::open::within;
use crate::output::json;
use crate::words;

/// What is asked of the roster, as it was typed.
pub fn query(asked: &Asked) -> Query {
    let filters = asked.filter.iter().map(|filter| condition(*filter)).collect();
    Query { text: asked.search.clone(), filters, sort: Sort::default() }
}

pub async fn lists(arguments: &Arguments) -> Result<String, Failure> {
    let lists = within(arguments, async |session| Ok(desk::lists(session).await?)).await?;
    if arguments.json {
        return Ok(json(&lists));
    }
    let mut lines: Vec<String> = lists.iter().map(|list| format!("{}  {}", list.id, words::saved_list(list))).collect();
    if lines.is_empty() {
        lines.push("Aucune liste enregistrée : `coopol roster save NOM --filter late` en garde une.".to_owned());
    }
    Ok(lines.join("\n"))
}

pub async fn save(arguments: &Arguments, wanted: &Save) -> Result<String, Failure> {
    let (query, name) = (query(&wanted.question), wanted.name.as_str());
    let question = Question::of(&query);
    within(arguments, async |session| {
        if wanted.dry_run {
            return foretold(session, arguments, &query, name, wanted.replace).await;
        }
        let known = if wanted.replace { known(session, name).await? } else { None };
        let (list, saved) = match known {
            Some(seen) => (seen.id, desk::rewrite_list(session, &seen, &seen.name, &question).await?),
            None => desk::save_list(session, name, &question).await?,
        };
        Ok(written(arguments, "list", list, &saved))
    })
    .await
}

/// How many would be found today; that the name is taken is found out before, too.
async fn foretold(
    session: &Session,
    arguments: &Arguments,
    query: &Query,
    name: &str,
    replace: bool,
) -> Result<String, Failure> {
    if !replace && known(session, name).await?.is_some() {
        return Err(coopol_core::device::Failure::from(Refusal::Taken { field: "name".to_owned() }).into());
    }
    let page = roster::list(session, query, Window { offset: 0, limit: 0 }).await?;
    if arguments.json {
        return Ok(json(&serde_json::json!({ "name": name, "people": page.total })));
    }
    Ok(format!("« {name} » : {} personnes aujourd'hui. Rien n'est enregistré.", page.total))
}

async fn known(session: &Session, name: &str) -> Result<Option<SavedList>, Failure> {
    match desk::list_named(session, name).await {
        Ok(list) => Ok(Some(list)),
        Err(coopol_core::device::Failure::NotFound { .. }) => Ok(None),
        Err(other) => Err(other.into()),
    }
}

pub async fn rename(arguments: &Arguments, list: &str, to: &str) -> Result<String, Failure> {
    within(arguments, async |session| {
        let seen = desk::list_named(session, list).await?;
        let saved = desk::rewrite_list(session, &seen, to, &seen.question).await?;
        Ok(written(arguments, "list", seen.id, &saved))
    })
    .await
}

pub async fn drop(arguments: &Arguments, list: &str) -> Result<String, Failure> {
    within(arguments, async |session| {
        let list = desk::list_named(session, list).await?.id;
        Ok(written(arguments, "list", list, &desk::drop_list(session, list).await?))
    })
    .await
}

pub async fn message(arguments: &Arguments, wanted: &Message) -> Result<String, Failure> {
    within(arguments, async |session| match wanted {
        Message::Write { subject, body, purpose, to } => {
            let question = match to {
                Some(list) => Some(desk::list_named(session, list).await?.question),
                None => None,
            };
            let purpose = match purpose {
                Typed::Template => Purpose::Template,
                Typed::Draft => Purpose::Draft,
            };
            let draft = MessageDraft { purpose, subject: subject.clone(), body: body.clone(), question };
            let (message, saved) = desk::keep_message(session, &draft).await?;
            Ok(written(arguments, "message", message, &saved))
        }
        Message::List => {
            let messages = desk::messages(session).await?;
            if arguments.json {
                return Ok(json(&messages));
            }
            let lines: Vec<String> =
                messages.iter().map(|message| format!("{}  {}", message.id, words::kept_message(message))).collect();
            Ok(if lines.is_empty() { "Aucun modèle, aucun brouillon.".to_owned() } else { lines.join("\n") })
        }
        Message::Show { message } => {
            let message = desk::message(session, message).await?;
            if arguments.json {
                return Ok(json(&message));
            }
            Ok(format!("{}\n\n{}", words::kept_message(&message), message.body))
        }
        Message::Set { message, subject, body } => {
            let seen = desk::message(session, message).await?;
            let (subject, body) = (subject.as_ref().unwrap_or(&seen.subject), body.as_ref().unwrap_or(&seen.body));
            let draft = MessageDraft {
                purpose: seen.purpose,
                subject: subject.clone(),
                body: body.clone(),
                question: seen.question.clone(),
            };
            Ok(written(arguments, "message", seen.id, &desk::rewrite_message(session, &seen, &draft).await?))
        }
        Message::Send { message, to, dry_run } => send(session, arguments, message, to.as_deref(), *dry_run).await,
        Message::Schedule { message, list, filter, at, dry_run } => {
            let to = (list.as_deref(), filter.as_slice());
            mailings::schedule(session, arguments, message, to, *at, *dry_run).await
        }
        Message::Scheduled => mailings::list(session, arguments).await,
        Message::TakeUp { mailing, at } => mailings::take_up(session, arguments, mailing, *at).await,
        Message::CallOff { mailing } => mailings::call_off(session, arguments, mailing).await,
        Message::Drop { message } => {
            let message = desk::message(session, message).await?.id;
            Ok(written(arguments, "message", message, &desk::drop_message(session, message).await?))
        }
    })
    .await
}

async fn send(
    session: &Session,
    arguments: &Arguments,
    message: &str,
    to: Option<&str>,
    dry_run: bool,
) -> Result<String, Failure> {
    let message = desk::message(session, message).await?;
    let question = match to {
        Some(list) => Some(desk::list_named(session, list).await?.question),
        None => message.question,
    };
    let question = question.ok_or(Failure::ToWhom)?;
    let letter = desk::letter(session, &question.query()?).await?;
    let batches = if dry_run { Vec::new() } else { desk::batches(&letter.addresses, &message.subject, &message.body) };
    if !dry_run {
        desk::hand_over(session, letter.addresses.len()).await?;
    }
    if arguments.json {
        let (people, unreached) = (letter.people, &letter.unreached);
        let reached = letter.addresses.len();
        return Ok(json(&serde_json::json!({
            "people": people, "addresses": reached, "batches": batches, "unreached": unreached, "dryRun": dry_run
        })));
    }
    Ok(words::letter(&letter, &batches, &message.body))
}

fn written(arguments: &Arguments, what: &str, id: SubjectId, saved: &Saved) -> String {
    if arguments.json {
        json(&serde_json::json!({ what: id, "change": saved.change }))
    } else {
        format!("Enregistré ici : {id}\nPour annuler : coopol undo {}", saved.change)
    }
}
