//! Payments of dues by hand: noted, corrected, taken back, and proposed to whoever keeps the accounts (J3.3).

use coopol_core::device::{Failure, Rule};
use coopol_core::history::{self, undo};
use coopol_core::proposals;
use coopol_core::roster::dues::{self, Right, Standing, Typed};
use coopol_core::roster::{self, DuesState};
use coopol_domain::id::SubjectId;
use coopol_domain::kinds::PaidBy;
use jiff::civil::date;

use crate::sync::add;
use crate::world::{Laptop, World};

fn typed(year: i16, amount: &str) -> Typed {
    Typed { year, amount: amount.to_owned(), paid_on: None, method: None, receipt: String::new() }
}

/// Year, cents and standing, latest year first.
async fn listed(laptop: &Laptop, person: SubjectId) -> Vec<(i64, i64, Standing)> {
    let all = dues::list(&laptop.session, person).await.unwrap();
    all.iter().map(|payment| (payment.year, payment.cents, payment.standing)).collect()
}

async fn state(laptop: &Laptop, person: SubjectId) -> DuesState {
    let sheet = roster::sheet(&laptop.session, person).await.unwrap();
    sheet.dues_of(2026)
}

/// A secretary, her treasurer, and a member of theirs.
async fn scene() -> (World, Laptop, Laptop, SubjectId) {
    let world = World::new();
    let (a, treasurer) = (world.synchronised(1, 1).await, world.synchronised(2, 2).await);
    let jean = add(&a, "Jean", "Dupont").await;
    world.settle(&a, &treasurer).await;
    (world, a, treasurer, jean)
}

#[tokio::test]
async fn the_treasurer_notes_corrects_and_takes_back() {
    let (world, a, treasurer, jean) = Box::pin(scene()).await;
    assert_eq!(dues::right(&treasurer.session).await.unwrap(), Right::Write);
    assert_eq!(state(&treasurer, jean).await, DuesState::Late);
    let cheque = Typed {
        paid_on: Some(date(2026, 2, 12)),
        method: Some(PaidBy::Cheque),
        receipt: " 2026-04 ".to_owned(),
        ..typed(2026, "36,50 €")
    };
    let (payment, saved) = dues::record(&treasurer.session, jean, &cheque).await.unwrap();
    assert_eq!(saved.waits_for, None);
    let noted = dues::one(&treasurer.session, payment).await.unwrap();
    assert_eq!((noted.year, noted.cents, noted.method), (2026, 3650, Some(PaidBy::Cheque)));
    assert_eq!((noted.paid_on.as_deref(), noted.receipt.as_deref()), (Some("2026-02-12"), Some("2026-04")));
    assert_eq!(state(&treasurer, jean).await, DuesState::UpToDate);

    world.settle(&treasurer, &a).await;
    assert_eq!(listed(&a, jean).await, [(2026, 3650, Standing::Noted)]);
    let about = history::Query { subject: Some(jean), ..history::Query::default() };
    let told = history::list(&a.session, &about, 0, 5).await.unwrap().rows;
    assert_eq!((told[0].kind.as_str(), told[0].subject_name.as_deref()), ("dues_recorded", Some("Jean Dupont")));

    let corrected = dues::change(&treasurer.session, payment, &typed(2025, "20")).await.unwrap();
    let after = dues::one(&treasurer.session, payment).await.unwrap();
    assert_eq!((after.year, after.cents, after.paid_on, after.method, after.receipt), (2025, 2000, None, None, None));
    undo(&treasurer.session, *corrected.change.as_bytes()).await.unwrap();
    assert_eq!(dues::one(&treasurer.session, payment).await.unwrap(), noted);

    let cancelled = dues::cancel(&treasurer.session, payment).await.unwrap();
    assert_eq!(listed(&treasurer, jean).await, []);
    assert_eq!(state(&treasurer, jean).await, DuesState::Late);
    let again = dues::cancel(&treasurer.session, payment).await;
    assert!(matches!(again, Err(Failure::NotFound { what: "payment", .. })), "{again:?}");
    undo(&treasurer.session, *cancelled.change.as_bytes()).await.unwrap();
    world.settle(&treasurer, &a).await;
    assert_eq!(listed(&a, jean).await, [(2026, 3650, Standing::Noted)]);
}

/// J3.3: what a secretary types beside a treasurer waits for them, is told as such, and doesn't count until then.
#[tokio::test]
async fn whoever_doesnt_keep_the_accounts_proposes() {
    let (world, a, treasurer, jean) = Box::pin(scene()).await;
    assert_eq!(dues::right(&a.session).await.unwrap(), Right::Propose);
    let (payment, saved) = dues::record(&a.session, jean, &typed(2026, "36")).await.unwrap();
    assert!(saved.waits_for.is_some());
    assert_eq!(listed(&a, jean).await, [(2026, 3600, Standing::Proposed)], "before it was sent");
    world.settle(&a, &treasurer).await;
    for laptop in [&a, &treasurer] {
        assert_eq!(listed(laptop, jean).await, [(2026, 3600, Standing::Proposed)]);
        assert_eq!(state(laptop, jean).await, DuesState::Late);
    }
    let unnoted = dues::change(&a.session, payment, &typed(2026, "40")).await;
    assert!(matches!(unnoted, Err(Failure::NotFound { what: "payment", .. })), "{unnoted:?}");

    accept(&treasurer).await;
    world.settle(&treasurer, &a).await;
    assert_eq!(listed(&a, jean).await, [(2026, 3600, Standing::Noted)]);
    dues::change(&a.session, payment, &typed(2026, "40")).await.unwrap();
    assert_eq!(listed(&a, jean).await, [(2026, 4000, Standing::Changing)], "before it was sent");
    world.settle(&a, &treasurer).await;
    assert_eq!(listed(&a, jean).await, [(2026, 3600, Standing::Changing)]);
    accept(&treasurer).await;
    world.settle(&treasurer, &a).await;
    assert_eq!(listed(&a, jean).await, [(2026, 4000, Standing::Noted)]);
}

async fn accept(treasurer: &Laptop) {
    let waiting: Vec<_> = proposals::list(&treasurer.session).await.unwrap().iter().map(|one| one.change).collect();
    proposals::accept(&treasurer.session, &waiting).await.unwrap();
}

#[tokio::test]
async fn what_is_no_payment_is_refused_by_its_field() {
    let (_world, _, treasurer, jean) = Box::pin(scene()).await;
    let tomorrow = Typed { paid_on: Some(date(2199, 1, 1)), ..typed(2026, "36") };
    for (wrong, field, rule) in [
        (typed(2026, "trente"), "amount_cents", Rule::Amount),
        (typed(2026, "0"), "amount_cents", Rule::Amount),
        (typed(2026, "-36"), "amount_cents", Rule::Amount),
        (typed(2026, "100 000,01"), "amount_cents", Rule::Amount),
        (typed(206, "36"), "year", Rule::Choice),
        (typed(2062, "36"), "year", Rule::Choice),
        (tomorrow, "paid_on", Rule::Future),
    ] {
        match dues::record(&treasurer.session, jean, &wrong).await {
            Err(Failure::Invalid { field: named, rule: broken, .. }) => assert_eq!((named, broken), (field, rule)),
            other => panic!("{wrong:?}: {other:?}"),
        }
    }
    let nobody = SubjectId::from_bytes([9; 16]);
    let unknown = dues::record(&treasurer.session, nobody, &typed(2026, "36")).await;
    assert!(matches!(unknown, Err(Failure::NotFound { what: "person", .. })), "{unknown:?}");
    assert_eq!(listed(&treasurer, jean).await, []);
}
