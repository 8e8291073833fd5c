//! A message on its way: the server sends none, the laptop's own mail program does. So it is handed over to that as links, whose addresses are
//! all blind copies: nobody who gets it learns who else does.
//!
//! Mail programs and providers take only so many addresses at once, and systems only so long a link. What they don't take goes in several.

use coopol_domain::id::SubjectId;
use serde::Serialize;

use crate::device::{Failure, Session};
use crate::export::{Content, agreed, state};
use crate::roster::{self, Query, Window};

/// At most so many addresses in one message: beyond, providers take a message for an advertisement, or refuse it.
pub const BATCH: usize = 50;
/// The longest link that every system hands over to a mail program, in bytes: Windows takes 2083.
const LINK: usize = 2000;
/// The longest subject and text that a link carries, in bytes, so that there is room for addresses.
const TEXT: usize = 1000;

/// To whom a message would go.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Letter {
    /// How many people it is for.
    pub people: u64,
    /// Theirs, each once: a couple may share one.
    pub addresses: Vec<String>,
    /// Those whom it doesn't reach.
    pub unreached: Vec<Unreached>,
}

/// Somebody whose e-mail address isn't known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Unreached {
    /// Who.
    pub id: SubjectId,
    /// First name.
    pub given_name: String,
    /// Last name.
    pub family_name: String,
    /// In E.164; empty when none is known either.
    pub phone: String,
}

/// One message, for some of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Batch {
    /// Whom it is for.
    pub addresses: Vec<String>,
    /// What opens it in a mail program (RFC 6068).
    pub link: String,
    /// Whether the text is in it. Too long a one has to be pasted.
    pub with_text: bool,
}

/// To whom a message would go today. Nothing leaves yet.
///
/// # Errors
/// As [`roster::list`].
pub async fn letter(session: &Session, query: &Query) -> Result<Letter, Failure> {
    let all = roster::list(session, query, Window { offset: 0, limit: u32::MAX }).await?;
    let (mut addresses, mut known, mut unreached) = (Vec::new(), std::collections::BTreeSet::new(), Vec::new());
    for row in all.rows {
        if row.email.is_empty() {
            let roster::Row { id, given_name, family_name, phone, .. } = row;
            unreached.push(Unreached { id, given_name, family_name, phone });
        } else if known.insert(row.email.to_lowercase()) {
            addresses.push(row.email);
        }
    }
    Ok(Letter { people: all.total, addresses, unreached })
}

/// States that so many addresses leave the program, before they do.
///
/// # Errors
/// [`Failure::Unagreed`] while the departure shield stands and nobody else agreed.
pub async fn hand_over(session: &Session, addresses: usize) -> Result<(), Failure> {
    agreed(session, Content::People).await?;
    state(session, Content::People, "mail", addresses).await
}

/// The messages by which these are reached, as few as can be.
#[must_use]
pub fn batches(addresses: &[String], subject: &str, text: &str) -> Vec<Batch> {
    let (subject, text) = (encoded(subject.trim()), encoded(&text.trim().replace('\n', "\r\n")));
    let with_text = subject.len() + text.len() <= TEXT;
    let mut said = format!("&subject={}", if subject.len() <= TEXT { subject.as_str() } else { "" });
    if with_text && !text.is_empty() {
        said.push_str("&body=");
        said.push_str(&text);
    }
    let (mut batches, mut from) = (Vec::new(), 0);
    while from < addresses.len() {
        let mut bcc = String::new();
        let mut next = from;
        while let Some(address) = addresses.get(next).filter(|_| next - from < BATCH) {
            let one = encoded(address);
            // The first always goes: an address has 254 bytes at most.
            if next > from && "mailto:?bcc=".len() + bcc.len() + 1 + one.len() + said.len() > LINK {
                break;
            }
            if next > from {
                bcc.push(',');
            }
            bcc.push_str(&one);
            next += 1;
        }
        let link = format!("mailto:?bcc={bcc}{said}");
        batches.push(Batch { addresses: addresses[from..next].to_vec(), link, with_text });
        from = next;
    }
    batches
}

/// As RFC 6068 writes it; an address keeps its `@`, which every program expects.
fn encoded(text: &str) -> String {
    let mut link = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~@".contains(&byte) {
            link.push(char::from(byte));
        } else {
            let digit =
                |bits: u8| char::from_digit(bits.into(), 16).expect("four bits make a digit").to_ascii_uppercase();
            link.extend(['%', digit(byte >> 4), digit(byte & 0xf)]);
        }
    }
    link
}

#[cfg(test)]
mod tests {
    use super::*;

    fn people(count: usize) -> Vec<String> {
        (0..count).map(|number| format!("adherent.numero.{number}@exemple.fr")).collect()
    }

    #[test]
    fn everybody_is_in_one_batch_and_no_link_is_too_long() {
        for (count, text) in
            [(0, ""), (1, "Bonjour"), (50, ""), (51, ""), (173, "Bonjour,\nà jeudi."), (90, "é".repeat(400).as_str())]
        {
            let all = people(count);
            let made = batches(&all, "Réunion", text);
            let whole: Vec<&String> = made.iter().flat_map(|batch| &batch.addresses).collect();
            assert_eq!(whole, all.iter().collect::<Vec<_>>(), "{count}");
            assert!(made.iter().all(|batch| batch.link.len() <= LINK && batch.addresses.len() <= BATCH), "{count}");
            assert!(made.iter().all(|batch| !batch.addresses.is_empty()));
        }
        assert_eq!(batches(&people(50), "", "").len(), 1, "as few as can be");
        assert_eq!(batches(&people(51), "", "").len(), 2);
    }

    #[test]
    fn a_link_says_the_subject_and_a_text_that_it_has_room_for() {
        let made = batches(&["zoe+coopol@exemple.fr".to_owned()], " Réunion & fête ", "Bonjour,\nà jeudi ?");
        assert_eq!(
            made[0].link,
            "mailto:?bcc=zoe%2Bcoopol@exemple.fr&subject=R%C3%A9union%20%26%20f%C3%AAte&body=Bonjour%2C%0D%0A%C3%A0%20jeudi%20%3F"
        );
        let long = batches(&people(3), "Réunion", &"mot ".repeat(400));
        assert!(!long[0].with_text && long[0].link.ends_with("&subject=R%C3%A9union"), "{}", long[0].link);
        // Nothing that was typed becomes an address or a header of its own.
        let sly = batches(&["a@b.fr,c@d.fr&to=e@f.fr".to_owned()], "x&bcc=y", "");
        assert_eq!(sly[0].link, "mailto:?bcc=a@b.fr%2Cc@d.fr%26to%3De@f.fr&subject=x%26bcc%3Dy");
    }
}
