//! What kind of spreadsheet a zip is, and whether it can be unpacked safely.

use std::io::{Cursor, Read, copy, sink};

use zip::ZipArchive;

use crate::{limits, unreadable::Unreadable};

/// A spreadsheet in a zip.
pub enum Kind {
    /// Office Open XML.
    Xlsx,
    /// `OpenDocument`, with its `content.xml`.
    Ods(String),
}

/// Parts of a spreadsheet; real ones have dozens.
const ENTRIES: usize = 10_000;

/// Recognises the kind. Everything is inflated once, to nowhere, because the sizes that a zip declares may lie.
pub fn kind(file: &[u8]) -> Result<Kind, Unreadable> {
    let damaged = |error| Unreadable::damaged("zip", error);
    let mut archive = ZipArchive::new(Cursor::new(file)).map_err(damaged)?;
    if archive.len() > ENTRIES {
        return Err(Unreadable::Bomb);
    }
    let mut left = limits::INFLATED_BYTES;
    for index in 0..archive.len() {
        let entry = archive.by_index(index).map_err(damaged)?;
        let inflated =
            copy(&mut entry.take(left + 1), &mut sink()).map_err(|error| Unreadable::damaged("zip", error))?;
        left = left.checked_sub(inflated).ok_or(Unreadable::Bomb)?;
    }
    if archive.index_for_name("xl/workbook.xml").is_some() {
        return Ok(Kind::Xlsx);
    }
    let kind = part(&mut archive, "mimetype").unwrap_or_default();
    if !kind.starts_with("application/vnd.oasis.opendocument.spreadsheet") {
        return Err(Unreadable::UnknownFormat);
    }
    if part(&mut archive, "META-INF/manifest.xml").is_some_and(|manifest| manifest.contains("encryption-data")) {
        return Err(Unreadable::Locked);
    }
    part(&mut archive, "content.xml")
        .map(Kind::Ods)
        .ok_or_else(|| Unreadable::damaged("ODS", "no readable content.xml"))
}

fn part(archive: &mut ZipArchive<Cursor<&[u8]>>, name: &str) -> Option<String> {
    let mut text = String::new();
    archive.by_name(name).ok()?.take(limits::INFLATED_BYTES).read_to_string(&mut text).ok()?;
    Some(text)
}
