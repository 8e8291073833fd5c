//! What lies on the desk of the office.

use coopol_core::text::national;
use coopol_core::{desk, roster};
use coopol_domain::id::SubjectId;

use super::count;
use super::person::query;
use crate::contract::desk::{ByServer, KeptMessage, Letter, MessageDraft, MessagePurpose, SavedList, Unreached};
use crate::contract::roster::{RosterColumn, RosterFilter, RosterQuery, RosterSort};

pub fn list(list: desk::SavedList) -> SavedList {
    SavedList { id: list.id.to_string(), name: list.name, query: list.question.query().ok().as_ref().map(asked) }
}

pub fn message(message: desk::Message) -> KeptMessage {
    let known = message.question.and_then(|question| question.query().ok());
    KeptMessage {
        id: message.id.to_string(),
        purpose: match message.purpose {
            desk::Purpose::Template => MessagePurpose::Template,
            desk::Purpose::Draft => MessagePurpose::Draft,
        },
        subject: message.subject,
        body: message.body,
        query: known.as_ref().map(asked),
    }
}

pub fn draft(draft: MessageDraft) -> desk::MessageDraft {
    let MessageDraft { purpose, subject, body, query: to } = draft;
    desk::MessageDraft {
        purpose: match purpose {
            MessagePurpose::Template => desk::Purpose::Template,
            MessagePurpose::Draft => desk::Purpose::Draft,
        },
        subject,
        body,
        question: to.map(|to| desk::Question::of(&query(&to))),
    }
}

/// A text as it stood when somebody began to write it anew.
pub fn seen(id: SubjectId, shown: MessageDraft) -> desk::Message {
    let desk::MessageDraft { purpose, subject, body, question } = draft(shown);
    desk::Message { id, purpose, subject, body, question }
}

/// To whom a message of this text would go.
pub fn letter(letter: desk::Letter, subject: &str, body: &str, by_server: ByServer) -> Letter {
    let batches = desk::batches(&letter.addresses, subject, body);
    let unreached = letter.unreached.into_iter().map(|one| Unreached {
        id: one.id.to_string(),
        name: format!("{} {}", one.given_name, one.family_name).trim().to_owned(),
        phone: national(&one.phone),
    });
    Letter {
        people: count(letter.people),
        with_text: batches.iter().all(|batch| batch.with_text),
        batches: batches.iter().map(|batch| count(batch.addresses.len() as u64)).collect(),
        unreached: unreached.collect(),
        by_server,
    }
}

/// What a list asks, as the page asks it.
pub(super) fn asked(query: &roster::Query) -> RosterQuery {
    RosterQuery {
        text: query.text.clone(),
        filters: query.filters.iter().copied().map(filter).collect(),
        sort: RosterSort { column: column(query.sort.column), descending: query.sort.descending },
    }
}

const fn filter(filter: roster::Filter) -> RosterFilter {
    match filter {
        roster::Filter::UpToDate => RosterFilter::UpToDate,
        roster::Filter::Late => RosterFilter::Late,
        roster::Filter::RegularContact => RosterFilter::RegularContact,
        roster::Filter::WithoutEmail => RosterFilter::WithoutEmail,
        roster::Filter::ToVerify => RosterFilter::ToVerify,
        roster::Filter::FormerMember => RosterFilter::FormerMember,
    }
}

const fn column(column: roster::Column) -> RosterColumn {
    match column {
        roster::Column::Name => RosterColumn::Name,
        roster::Column::Commune => RosterColumn::Commune,
        roster::Column::Email => RosterColumn::Email,
        roster::Column::Phone => RosterColumn::Phone,
        roster::Column::Category => RosterColumn::Category,
        roster::Column::Dues => RosterColumn::Dues,
        roster::Column::Number => RosterColumn::Number,
        roster::Column::Since => RosterColumn::Since,
        roster::Column::Verified => RosterColumn::Verified,
    }
}
