//! Mails of mailings: whom they go to, and that each is handed over once.

use coopol_domain::id::{StreamId, SubjectId};
use coopol_domain::time::DAY;

use super::at_once;
use super::scene::{NOW, Scene};
use crate::Backend;
use crate::row::MailStanding::{Sent, Unknown, Waits};
use crate::row::{MailRow, MailStanding};

const MAILING: (StreamId, SubjectId) = (StreamId::from_bytes([3; 16]), SubjectId::from_bytes([4; 16]));
const OTHER: (StreamId, SubjectId) = (StreamId::from_bytes([3; 16]), SubjectId::from_bytes([5; 16]));

fn person(number: u8) -> SubjectId {
    SubjectId::from_bytes([number; 16])
}

fn standing(mut rows: Vec<MailRow>) -> Vec<(SubjectId, MailStanding)> {
    rows.sort_by_key(|row| row.person);
    rows.into_iter().map(|row| (row.person, row.standing)).collect()
}

/// Of two who take a mail at once one has it, and it comes back only when it was put back.
pub async fn a_mail_is_handed_over_by_one<B: Backend>(backend: B) {
    let store = Scene::new(backend).await.store;
    let until = NOW.plus(600);
    store.queue_mail(MAILING, &[person(1), person(2)], NOW).await.expect("written");
    let rows = store.mail_of(MAILING).await.expect("read");
    let taken = at_once([(); 2].map(|()| store.take_mail(&rows[0], NOW, until)).into()).await;
    let taken: Vec<MailRow> = taken.into_iter().filter_map(|taken| taken.expect("answered")).collect();
    assert_eq!((taken.len(), taken[0].tries, taken[0].at), (1, 1, until));
    assert_eq!(store.take_mail(&rows[0], until.plus(DAY), until.plus(DAY)).await.expect("read"), None);
    let later = MailRow { standing: Waits, at: NOW.plus(60), ..taken[0] };
    store.note_mail(later).await.expect("written");
    assert_eq!(store.take_mail(&rows[0], NOW, until).await.expect("read"), None, "not yet");
    let again = store.take_mail(&rows[0], NOW.plus(60), until).await.expect("read").expect("it waits");
    assert_eq!(again.tries, 2);
    store.note_mail(MailRow { standing: Sent, ..again }).await.expect("written");
    assert_eq!(store.take_mail(&rows[0], until.plus(DAY), until).await.expect("read"), None);
    assert_eq!(standing(store.mail_of(MAILING).await.expect("read")), [(person(1), Sent), (person(2), Waits)]);
}

/// What was taken and not ended may have been handed over: it isn't taken again.
pub async fn a_mail_that_was_cut_off_is_given_up<B: Backend>(backend: B) {
    let store = Scene::new(backend).await.store;
    let until = NOW.plus(600);
    store.queue_mail(MAILING, &[person(1), person(2)], NOW).await.expect("written");
    let rows = store.mail_of(MAILING).await.expect("read");
    let first = rows.iter().find(|row| row.person == person(1)).expect("it was put down");
    store.take_mail(first, NOW, until).await.expect("read").expect("it waits");
    store.give_up_mail(MAILING, NOW.plus(599)).await.expect("written");
    assert_eq!(standing(store.mail_of(MAILING).await.expect("read"))[0].1, MailStanding::UnderWay);
    store.give_up_mail(MAILING, until).await.expect("written");
    assert_eq!(standing(store.mail_of(MAILING).await.expect("read")), [(person(1), Unknown), (person(2), Waits)]);
}

/// Each mailing by itself; put down anew, it goes to those who are put down then.
pub async fn mails_are_put_down_and_forgotten<B: Backend>(backend: B) {
    let store = Scene::new(backend).await.store;
    assert_eq!(store.mailings().await.expect("read"), []);
    for (mailing, people) in [(MAILING, [1, 2]), (OTHER, [1, 3])] {
        store.queue_mail(mailing, &people.map(person), NOW).await.expect("written");
    }
    store.queue_mail(MAILING, &[person(2), person(4)], NOW.plus(1)).await.expect("written");
    let mut mailings = store.mailings().await.expect("read");
    mailings.sort_unstable();
    assert_eq!(mailings, [MAILING, OTHER]);
    assert_eq!(standing(store.mail_of(MAILING).await.expect("read")), [(person(2), Waits), (person(4), Waits)]);
    store.forget_mail(MAILING).await.expect("written");
    assert_eq!(store.mailings().await.expect("read"), [OTHER]);
    assert_eq!(store.mail_of(OTHER).await.expect("read").len(), 2);
}
