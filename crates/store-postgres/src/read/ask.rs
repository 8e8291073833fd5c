//! Several questions: a statement for each sort that is asked, however many of it.

use coopol_store::{Answers, Questions, StoreError};
use sqlx::postgres::PgConnection;

use super::{directory, entries, pushes, streams, subjects};

pub async fn ask(on: &mut PgConnection, questions: &Questions) -> Result<Answers, StoreError> {
    let mut answers = Answers::default();
    if asks_for_rights(questions) {
        let rights = directory::rights(on, questions).await?;
        (answers.devices, answers.mandates, answers.above) = (rights.devices, rights.mandates, rights.above);
    }
    if !questions.streams.is_empty() {
        answers.streams = streams::streams(on, &questions.streams).await?;
    }
    if !questions.subjects.is_empty() {
        answers.subjects = subjects::subjects(on, &questions.subjects).await?;
    }
    if !questions.looks.is_empty() {
        answers.looks = subjects::looks(on, &questions.looks).await?;
    }
    if !questions.decided.is_empty() {
        answers.decided = entries::decided(on, &questions.decided).await?;
    }
    if !questions.chains.is_empty() {
        answers.chains = pushes::chains(on, &questions.chains).await?;
    }
    if !questions.claims.is_empty() {
        answers.claims = directory::open_claims(on, &questions.claims).await?;
    }
    if !questions.touched.is_empty() {
        answers.touched = directory::touched(on, &questions.touched).await?;
    }
    Ok(answers)
}

fn asks_for_rights(questions: &Questions) -> bool {
    let Questions { devices, holders, units, above, .. } = questions;
    !(devices.is_empty() && holders.is_empty() && units.is_empty() && above.is_empty())
}
