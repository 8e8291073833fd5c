//! `coopol fact` and `coopol promise`.

use coopol_core::device::{Saved, Session};
use coopol_core::memory::{self, FactDraft, Outcome, PromiseDraft};
use coopol_domain::id::SubjectId;

use super::identifier;
use crate::arguments::Arguments;
use crate::arguments::memory::{AboutFact, AboutPromise, Fact, Promise};
use crate::failure::Failure;
use crate::open::within;
use crate::output::json;
use crate::words;

pub async fn fact(arguments: &Arguments, wanted: &Fact) -> Result<String, Failure> {
    within(arguments, async |session| match wanted {
        Fact::Add { title, more } => {
            let draft = noted(FactDraft { title: title.clone(), ..FactDraft::default() }, more);
            let (fact, saved) = memory::note(session, &draft).await?;
            Ok(written(arguments, "fact", fact, &saved))
        }
        Fact::List => facts(session, arguments).await,
        Fact::Set { fact, title, more } => {
            let fact = subject(fact)?;
            let seen = known_fact(session, fact).await?;
            let title = title.clone().unwrap_or_else(|| seen.title.clone());
            let draft = noted(FactDraft { title, ..seen.clone() }, more);
            Ok(written(arguments, "fact", fact, &memory::rewrite_fact(session, fact, &seen, &draft).await?))
        }
        Fact::Remove { fact } => {
            let fact = subject(fact)?;
            Ok(written(arguments, "fact", fact, &memory::withdraw_fact(session, fact).await?))
        }
    })
    .await
}

pub async fn promise(arguments: &Arguments, wanted: &Promise) -> Result<String, Failure> {
    within(arguments, async |session| {
        let (promise, saved) = match wanted {
            Promise::List { all } => return promises(session, arguments, *all).await,
            Promise::Add { title, more } => {
                let draft = said(PromiseDraft { title: title.clone(), ..PromiseDraft::default() }, more);
                memory::promise(session, &draft).await?
            }
            Promise::Set { promise, title, more } => {
                let promise = subject(promise)?;
                let seen = known_promise(session, promise).await?;
                let title = title.clone().unwrap_or_else(|| seen.title.clone());
                let draft = said(PromiseDraft { title, ..seen.clone() }, more);
                (promise, memory::rewrite_promise(session, promise, &seen, &draft).await?)
            }
            Promise::Keep { promise } => {
                let promise = subject(promise)?;
                (promise, memory::settle(session, promise, Outcome::Kept).await?)
            }
            Promise::GiveUp { promise } => {
                let promise = subject(promise)?;
                (promise, memory::settle(session, promise, Outcome::GivenUp).await?)
            }
            Promise::Reopen { promise } => {
                let promise = subject(promise)?;
                (promise, memory::reopen(session, promise).await?)
            }
            Promise::Remove { promise } => {
                let promise = subject(promise)?;
                (promise, memory::withdraw_promise(session, promise).await?)
            }
        };
        Ok(written(arguments, "promise", promise, &saved))
    })
    .await
}

async fn facts(session: &Session, arguments: &Arguments) -> Result<String, Failure> {
    let facts = memory::facts(session).await?;
    if arguments.json {
        return Ok(json(&facts));
    }
    let mut lines: Vec<String> = facts.iter().map(|fact| format!("{}  {}", fact.id, words::fact(fact))).collect();
    if lines.is_empty() {
        lines.push("Rien n'est noté : le local, les clés, les comptes.".to_owned());
    }
    Ok(lines.join("\n"))
}

async fn promises(session: &Session, arguments: &Arguments, all: bool) -> Result<String, Failure> {
    let promises = memory::promises(session, all).await?;
    if arguments.json {
        return Ok(json(&promises));
    }
    let mut lines: Vec<String> =
        promises.iter().map(|promise| format!("{}  {}", promise.id, words::promise(promise))).collect();
    if lines.is_empty() {
        lines.push("Aucun engagement en cours.".to_owned());
    }
    Ok(lines.join("\n"))
}

async fn known_fact(session: &Session, fact: SubjectId) -> Result<FactDraft, Failure> {
    let known = memory::facts(session).await?.into_iter().find(|known| known.id == fact);
    let known = known.ok_or_else(|| absent("practical_fact", fact))?;
    Ok(FactDraft { title: known.title, category: known.category, held_by: known.held_by, note: known.note })
}

async fn known_promise(session: &Session, promise: SubjectId) -> Result<PromiseDraft, Failure> {
    let known = memory::promises(session, true).await?.into_iter().find(|known| known.id == promise);
    let known = known.ok_or_else(|| absent("promise", promise))?;
    let day = |day: Option<String>| day.and_then(|day| day.parse().ok());
    Ok(PromiseDraft {
        title: known.title,
        promised_to: known.promised_to,
        made_on: day(known.made_on),
        due_on: day(known.due_on),
        note: known.note,
    })
}

fn absent(what: &'static str, id: SubjectId) -> Failure {
    coopol_core::device::Failure::NotFound { what, given: id.to_string() }.into()
}

fn noted(mut draft: FactDraft, more: &AboutFact) -> FactDraft {
    let AboutFact { category, held_by, note } = more;
    for (field, given) in [(&mut draft.category, category), (&mut draft.held_by, held_by), (&mut draft.note, note)] {
        if let Some(given) = given {
            field.clone_from(given);
        }
    }
    draft
}

fn said(mut draft: PromiseDraft, more: &AboutPromise) -> PromiseDraft {
    for (field, given) in [(&mut draft.promised_to, &more.promised_to), (&mut draft.note, &more.note)] {
        if let Some(given) = given {
            field.clone_from(given);
        }
    }
    draft.made_on = more.made_on.or(draft.made_on);
    draft.due_on = more.due_on.or(draft.due_on);
    draft
}

fn subject(text: &str) -> Result<SubjectId, Failure> {
    Ok(SubjectId::from_bytes(identifier(text)?))
}

fn written(arguments: &Arguments, what: &str, id: SubjectId, saved: &Saved) -> String {
    if arguments.json {
        json(&serde_json::json!({ what: id, "change": saved.change }))
    } else {
        format!("Enregistré ici : {id}\nPour annuler : coopol undo {}", saved.change)
    }
}
