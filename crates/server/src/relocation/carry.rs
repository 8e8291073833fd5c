//! Every row of every table, in pages, in the order of their keys: so what is there of an earlier attempt is how it begins, or isn't
//! what it should be.

use coopol_store::StoreError;
use coopol_store::tables::{Cell, Cells, Page, TABLES, Table};

use super::{NotMoved, Step, Watch};
use crate::data::Database;

/// What is held at once of each side, but for one row that is larger.
const PAGE: Page = Page { rows: 2_000, bytes: 4 << 20 };

/// Adds what isn't there yet; whether all that was there before is how each table begins.
pub(super) async fn copy(source: &Database, target: &Database, watch: &mut impl Watch) -> Result<bool, NotMoved> {
    for table in &TABLES {
        if !copy_table(source, target, table, watch).await? {
            return Ok(false);
        }
    }
    Ok(true)
}

async fn copy_table(
    source: &Database,
    target: &Database,
    table: &'static Table,
    watch: &mut impl Watch,
) -> Result<bool, NotMoved> {
    let (mut after, mut rows, mut ended) = (None, 0, false);
    loop {
        let mut wanted = source.rows_of(table, after.as_deref(), PAGE).await?;
        let there = if ended { Vec::new() } else { as_many(target, table, after.as_deref(), wanted.len()).await? };
        let Some(last) = wanted.last().map(|row| table.key_of(row).to_vec()) else { return Ok(there.is_empty()) };
        if wanted[..there.len().min(wanted.len())] != there {
            return Ok(false);
        }
        rows += wanted.len() as u64;
        let missing = wanted.split_off(there.len());
        if !missing.is_empty() {
            ended = true;
            target.put(table, missing).await?;
            watch.done(Step::Copied { table: table.name, rows })?;
        }
        after = Some(last);
    }
}

/// Fails unless both sides are the same, row by row.
pub(super) async fn compare(source: &Database, target: &Database, watch: &mut impl Watch) -> Result<(), NotMoved> {
    for table in &TABLES {
        let mut after: Option<Vec<Cell>> = None;
        loop {
            let wanted = source.rows_of(table, after.as_deref(), PAGE).await?;
            if as_many(target, table, after.as_deref(), wanted.len()).await? != wanted {
                return Err(NotMoved::Differs { table: table.name });
            }
            let Some(last) = wanted.last() else { break };
            after = Some(table.key_of(last).to_vec());
        }
        watch.done(Step::Compared { table: table.name })?;
    }
    Ok(())
}

/// So many rows, or as many as there are; one, where none is looked for.
async fn as_many(
    of: &Database,
    table: &'static Table,
    after: Option<&[Cell]>,
    many: usize,
) -> Result<Vec<Cells>, StoreError> {
    let (many, mut rows): (usize, Vec<Cells>) = (many.max(1), Vec::new());
    while rows.len() < many {
        let rest = u32::try_from(many - rows.len()).unwrap_or(PAGE.rows);
        let from = rows.last().map_or(after, |row| Some(table.key_of(row)));
        let more = of.rows_of(table, from, Page { rows: rest, ..PAGE }).await?;
        if more.is_empty() {
            break;
        }
        rows.extend(more);
    }
    Ok(rows)
}

/// Whether the settings by which a store knows its keys are there.
pub(super) async fn is_begun(of: &Database) -> Result<bool, StoreError> {
    let Some(settings) = TABLES.iter().find(|table| table.name == "settings") else { return Ok(false) };
    Ok(!of.rows_of(settings, None, Page { rows: 1, ..PAGE }).await?.is_empty())
}

/// How many rows each table has.
pub(super) async fn counted(of: &Database) -> Result<Vec<(&'static str, u64)>, StoreError> {
    let mut counts = Vec::new();
    for table in &TABLES {
        let (mut after, mut rows) = (None, 0);
        loop {
            let page = of.rows_of(table, after.as_deref(), PAGE).await?;
            let Some(last) = page.last() else { break };
            rows += page.len() as u64;
            after = Some(table.key_of(last).to_vec());
        }
        counts.push((table.name, rows));
    }
    Ok(counts)
}
