//! A letter as it is handed over (RFC 5322): plain text, with nothing in it that tells who read it.

use std::time::{Duration, UNIX_EPOCH};

use coopol_domain::time::Instant;
use lettre::Address;
use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::message::{Mailbox, Message};

/// One message to one person.
#[derive(Debug, Clone)]
pub struct Letter<'a> {
    /// Where it goes.
    pub to: &'a str,
    /// The unit in whose name it comes.
    pub from: &'a str,
    /// Where an answer goes, where whoever answers for it says so.
    pub reply_to: Option<&'a str>,
    /// What it is about.
    pub subject: &'a str,
    /// What it says.
    pub body: &'a str,
    /// What tells it from every other: the same for the same mail, however often it is written.
    pub id: &'a str,
    /// When it is sent.
    pub at: Instant,
}

impl Letter<'_> {
    /// Its bytes; `None` for what no mail can say.
    pub(super) fn written(&self, sender: &Address, to: &Address) -> Option<Vec<u8>> {
        // A name is one line.
        let name: String = self.from.chars().filter(|c| !c.is_control()).collect();
        let mut message = Message::builder()
            .from(Mailbox::new(Some(name), sender.clone()))
            .to(Mailbox::new(None, to.clone()))
            .subject(self.subject.replace('\n', " "))
            .date(UNIX_EPOCH + Duration::from_millis(self.at.0))
            .message_id(Some(format!("<{}@{}>", self.id, sender.domain())))
            .header(ContentType::TEXT_PLAIN);
        if let Some(answers) = self.reply_to.and_then(|answers| answers.parse::<Address>().ok()) {
            message = message.raw_header(unsubscribe(&answers)).reply_to(Mailbox::new(None, answers));
        }
        message.body(self.body.to_owned()).ok().map(|message| message.formatted())
    }
}

/// How whoever wants no more of them says so (RFC 2369 §3.2): by a mail to the office, which is to see to it. No page is behind it: whoever
/// opens one would tell a server that they got the message.
fn unsubscribe(office: &Address) -> HeaderValue {
    let to = [encoded(office.user()), encoded(office.domain())].join("@");
    // "Désabonnement".
    let uri = format!("<mailto:{to}?subject=D%C3%A9sabonnement>");
    HeaderValue::new(HeaderName::new_from_ascii_str("List-Unsubscribe"), uri)
}

/// As it stands in a URI (RFC 6068 §2, RFC 3986 §2.3).
fn encoded(part: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    let written = |byte: u8| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") };
    part.bytes().map(written).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(subject: &str, from: &str, reply_to: Option<&str>) -> String {
        let letter = Letter {
            to: "awa@exemple.fr",
            from,
            reply_to,
            subject,
            body: "Bonjour,\nà jeudi !",
            id: "0a1b",
            at: Instant(1_795_345_200_000),
        };
        let bytes = letter.written(&"section@parti.fr".parse().unwrap(), &letter.to.parse().unwrap()).unwrap();
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn a_letter_says_from_whom_when_and_where_to_answer() {
        let letter = written("Réunion", "Section de Versailles", Some("zoe@exemple.fr"));
        let line = |start: &str| letter.lines().find(|line| line.starts_with(start)).unwrap_or_default().to_owned();
        assert_eq!(line("From:"), "From: \"Section de Versailles\" <section@parti.fr>");
        assert_eq!(line("To:"), "To: awa@exemple.fr");
        assert_eq!(line("Reply-To:"), "Reply-To: zoe@exemple.fr");
        assert_eq!(line("Message-ID:"), "Message-ID: <0a1b@parti.fr>");
        assert_eq!(line("Date:"), "Date: Sun, 22 Nov 2026 11:00:00 +0000");
        assert_eq!(line("Content-Type:"), "Content-Type: text/plain; charset=utf-8");
        assert_eq!(line("List-Unsubscribe:"), "List-Unsubscribe: <mailto:zoe@exemple.fr?subject=D%C3%A9sabonnement>");
        let unanswered = written("Réunion", "Section", None);
        assert!(!unanswered.contains("Reply-To") && !unanswered.contains("List-Unsubscribe"));
    }

    /// What an address may hold is no part of the URI, and never folded into two words.
    #[test]
    fn whoever_wants_no_more_writes_to_the_office_whatever_its_address() {
        let long = "secretariat-de-la-section-de-versailles-et-des-communes-voisines";
        for (address, uri) in [
            ("zoé+parti@exemple.fr".to_owned(), "zo%C3%A9%2Bparti@exemple.fr".to_owned()),
            ("a?cc=b&c=d%@exemple.fr".to_owned(), "a%3Fcc%3Db%26c%3Dd%25@exemple.fr".to_owned()),
            (format!("{long}@exemple.fr"), format!("{long}@exemple.fr")),
        ] {
            let letter = written("Réunion", "Section", Some(&address));
            let line = format!("\r\nList-Unsubscribe: <mailto:{uri}?subject=D%C3%A9sabonnement>\r\n");
            assert!(letter.contains(&line), "{letter}");
        }
    }

    /// Nothing that was typed becomes a line of the head.
    #[test]
    fn what_was_typed_stays_where_it_was_typed() {
        for letter in [
            written("Réunion\nBcc: tous@exemple.fr", "Section", None),
            written("Réunion", "Section\r\nBcc: tous@exemple.fr", None),
            written("Réunion", "Section", Some("a@b.fr\r\nBcc: tous@exemple.fr")),
        ] {
            let head = letter.split("\r\n\r\n").next().unwrap();
            assert!(!head.lines().any(|line| line.starts_with("Bcc")), "{head}");
        }
    }
}
