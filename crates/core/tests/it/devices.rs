//! The laptops of a section, and the sheet of paper that replaces one.

use coopol_core::device::{Failure, Invited};
use coopol_core::devices::{contest, enrolled_since, list, revoke, waiting};
use coopol_core::status::status;
use coopol_domain::codec::Value;
use coopol_domain::enrolment::{Fingerprint, Invitation};
use coopol_domain::id::{DeviceId, HolderId};
use coopol_domain::kinds::REINVITATION;
use coopol_domain::wire::Root;

use crate::world::{START, World};

/// Whoever comes in is announced to everybody else, once: it came after the last contact.
#[tokio::test]
async fn a_new_laptop_is_announced_to_the_others() {
    let world = World::new();
    let first = world.synchronised(1, 1).await;
    let second = world.synchronised(2, 2).await;
    first.sync().await;
    world.days_later(1, &[&first, &second]);
    let last = status(&first.session).await.unwrap().last_contact.unwrap();
    let newcomer = world.synchronised(1, 3).await;
    first.sync().await;
    let told = enrolled_since(&first.session, last).await.unwrap();
    let seen: Vec<_> = told.iter().map(|device| (device.id, device.holder_name.as_str(), device.this)).collect();
    assert_eq!(seen, [(newcomer.device, "Zoé Lefèvre", false)]);
    assert!(enrolled_since(&newcomer.session, last).await.unwrap().is_empty(), "nobody is told of themselves");
    let last = status(&first.session).await.unwrap().last_contact.unwrap();
    assert!(enrolled_since(&first.session, last).await.unwrap().is_empty(), "once");
    let all = list(&first.session).await.unwrap();
    assert_eq!(all.iter().map(|device| device.id).collect::<Vec<_>>(), [first.device, second.device, newcomer.device]);
    assert_eq!(all[0].since, Some(START));
    assert!(all[0].this && !all[0].revoked);
}

#[tokio::test]
async fn a_laptop_is_shut_out_once() {
    let world = World::new();
    let first = world.synchronised(1, 1).await;
    let second = world.synchronised(2, 2).await;
    first.sync().await;
    revoke(&first.session, second.device).await.unwrap();
    first.sync().await;
    let all = list(&first.session).await.unwrap();
    assert!(all.iter().any(|device| device.id == second.device && device.revoked));
    for gone in [second.device, DeviceId::from_bytes([0; 16])] {
        let again = revoke(&first.session, gone).await;
        assert!(matches!(again, Err(Failure::NotFound { what: "device", .. })), "{again:?}");
    }
}

/// The code pins what this laptop believes, opens nothing before the server has it, and puts an end to the one before.
#[tokio::test]
async fn a_recovery_sheet_is_worth_something_once_it_was_sent() {
    let world = World::new();
    let laptop = world.laptop(1, 1).await;
    assert!(matches!(laptop.session.prepare_recovery().await, Err(Failure::NoStream { .. })), "nothing is known yet");
    laptop.sync().await;
    let first = laptop.session.prepare_recovery().await.unwrap();
    assert!(!laptop.session.serves(&first).await.unwrap());
    laptop.sync().await;
    assert!(laptop.session.serves(&first).await.unwrap());
    let key = world.authority.0.lock().unwrap().key.verifying_key();
    assert_eq!(first.authority, Fingerprint::of(&key));
    assert_eq!(first.to_string().parse::<Invitation>().unwrap(), first);
    assert_ne!(first.root, Root::from_bytes([0; 8]));

    let second = laptop.session.prepare_recovery().await.unwrap();
    laptop.sync().await;
    assert!(laptop.session.serves(&second).await.unwrap());
    assert_eq!(status(&laptop.session).await.unwrap().refused, 0);
    for (code, revoked) in [(&first, Value::Bool(true)), (&second, Value::Null)] {
        let state = laptop.session.shown(code.office, code.device.into()).await.unwrap().unwrap();
        assert_eq!(*state.get("revoked"), revoked);
        assert_eq!(*state.get("replaces"), Value::bytes(laptop.device.as_bytes()));
    }
    assert_eq!(list(&laptop.session).await.unwrap().len(), 1, "a sheet is no laptop");
}

/// Whoever may invite does so for those who hold an office there now, and for nobody else.
#[tokio::test]
async fn an_officer_invites_those_who_hold_an_office() {
    let world = World::new();
    let laptop = world.synchronised(1, 1).await;
    let treasurer = HolderId::from_bytes([2; 16]);
    let invitable = async || {
        let holders = laptop.session.invitable().await.unwrap();
        holders.into_iter().map(|holder| holder.name).collect::<Vec<_>>()
    };
    assert_eq!(invitable().await, ["André Côté", "Zoé Lefèvre"]);
    let Invited { code, opens } = laptop.session.prepare_invitation(treasurer).await.unwrap();
    assert_eq!(opens, None, "it is their first");
    assert!(!laptop.session.serves(&code).await.unwrap());
    laptop.sync().await;
    assert!(laptop.session.serves(&code).await.unwrap());
    let state = laptop.session.shown(code.office, code.device.into()).await.unwrap().unwrap();
    assert_eq!(*state.get("holder"), Value::bytes([2; 16]));
    assert_eq!(*state.get("holder_name"), Value::text("André Côté"));
    assert_eq!(*state.get("invitation"), Value::bytes(code.key().verifying_key().as_bytes()));
    world.end(2);
    world.days_later(1, &[&laptop]);
    laptop.sync().await;
    assert_eq!(invitable().await, ["Zoé Lefèvre"]);
    for nobody in [treasurer, HolderId::from_bytes([9; 16])] {
        let refused = laptop.session.prepare_invitation(nobody).await;
        assert!(matches!(refused, Err(Failure::NotFound { what: "holder", .. })), "{refused:?}");
    }
}

/// J5.5: whoever has a laptop is invited by others with time to see it; both see it, and whoever it names says no, once.
#[tokio::test]
async fn whoever_has_a_laptop_sees_that_others_invite_one_more() {
    let world = World::new();
    let (zoe, andre) = (world.synchronised(1, 1).await, world.synchronised(2, 2).await);
    zoe.sync().await;
    let own = zoe.session.prepare_invitation(HolderId::from_bytes([1; 16])).await.unwrap();
    assert_eq!(own.opens, None, "one's own next laptop waits for nothing");
    let Invited { code, opens } = zoe.session.prepare_invitation(HolderId::from_bytes([2; 16])).await.unwrap();
    let opens = opens.unwrap();
    assert!(opens >= START.plus(REINVITATION), "{opens:?}");
    zoe.sync().await;
    assert!(zoe.session.serves(&code).await.unwrap(), "the authority took it");
    andre.sync().await;
    for (laptop, own) in [(&zoe, false), (&andre, true)] {
        let seen = waiting(&laptop.session).await.unwrap();
        let [one] = seen.as_slice() else { panic!("{seen:?}") };
        assert_eq!(
            (one.id, one.holder_name.as_str(), one.author_name.as_str()),
            (code.device, "André Côté", "Zoé Lefèvre")
        );
        assert_eq!((one.opens, one.own, one.contestable), (opens, own, true));
    }
    assert_eq!(list(&zoe.session).await.unwrap().len(), 2, "it is no laptop yet");
    contest(&andre.session, code.device).await.unwrap();
    assert_eq!(waiting(&andre.session).await.unwrap(), [], "it is gone here at once");
    let again = contest(&andre.session, code.device).await;
    assert!(matches!(again, Err(Failure::NotFound { what: "invitation", .. })), "{again:?}");
    andre.sync().await;
    zoe.sync().await;
    assert_eq!(waiting(&zoe.session).await.unwrap(), []);
    assert_eq!(status(&andre.session).await.unwrap().refused, 0);
    let state = zoe.session.shown(code.office, code.device.into()).await.unwrap().unwrap();
    assert_eq!(*state.get("revoked"), Value::Bool(true));
}

/// One that nobody has answered is shown until it is over.
#[tokio::test]
async fn an_invitation_that_is_over_waits_no_more() {
    let world = World::new();
    let (zoe, andre) = (world.synchronised(1, 1).await, world.synchronised(2, 2).await);
    zoe.sync().await;
    zoe.session.prepare_invitation(HolderId::from_bytes([2; 16])).await.unwrap();
    zoe.sync().await;
    andre.sync().await;
    world.days_later(13, &[&zoe, &andre]);
    assert_eq!(waiting(&andre.session).await.unwrap().len(), 1);
    andre.sync().await;
    world.days_later(14, &[&zoe, &andre]);
    assert_eq!(waiting(&andre.session).await.unwrap(), []);
}
