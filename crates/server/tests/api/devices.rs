//! How many laptops a person has, and the sheet of paper that replaces one.

use coopol_domain::access::Office;
use coopol_domain::codec::Value;
use coopol_domain::enrolment::{Fingerprint, Invitation, MOST_DEVICES};
use coopol_domain::id::{DeviceId, HolderId};
use coopol_domain::journal::{Compartment, Edit, Payload};
use coopol_domain::kinds::REINVITATION;
use coopol_domain::time::DAY;
use coopol_domain::wire::Root;
use ed25519_dalek::SigningKey;
use futures_util::StreamExt as _;
use serde_json::Value as Json;

use crate::kit::{Laptop, Party, Server};

/// What a laptop states to make a recovery sheet of itself, and the code on it.
fn sheet(server: &Server, laptop: &mut Laptop, party: &Party) -> String {
    let office = party.versailles.streams[&Compartment::Office];
    let seen = laptop.device.streams[&office].seen();
    let invitation = Invitation {
        seed: [5; 16],
        device: DeviceId::from_bytes([6; 16]),
        authority: Fingerprint::of(&server.app.authority.public_key()),
        office,
        size: u32::try_from(seen.size).unwrap(),
        root: Root::of(seen.root),
    };
    let edits = vec![
        Edit::set("holder", Value::bytes(laptop.device.holder.as_bytes())),
        Edit::set("invitation", Value::bytes(invitation.key().verifying_key().as_bytes())),
        Edit::set("invited_until", Value::count(server.now().0 + 1_000_000)),
        Edit::set("replaces", Value::bytes(laptop.device.id.as_bytes())),
    ];
    let payload = Payload::new("device_recovery_prepared", 1, edits);
    laptop.state(server, office, invitation.device.into(), payload);
    invitation.to_string()
}

/// A person has three; the fourth is told why, and comes in once another is shut out. Nobody else is counted.
#[tokio::test]
async fn a_person_has_three_laptops_at_most() {
    let server = Server::start().await;
    let party = Party::found(&server).await;
    let (mut first, holder, _) = party.officer_until(&server, &party.versailles, Office::Secretary, None).await;
    party.officer(&server, &party.versailles, Office::Deputy).await;
    let second = party.laptop(&server, &party.versailles, holder).await;
    for _ in 2..MOST_DEVICES {
        party.laptop(&server, &party.versailles, holder).await;
    }
    let code = server.app.invite(&party.versailles, holder, "Zoé".to_owned()).await.unwrap().to_string();
    let key = SigningKey::from_bytes(&[1; 32]);
    let refused = Laptop::ask_in(&server, &code, &key).await;
    assert_eq!(refused.status(), 409);
    assert_eq!(refused.headers()["content-type"], "application/problem+json");
    assert_eq!(refused.json::<Json>().await.unwrap()["code"], "too_many_devices");
    let mistyped = server.app.invite(&party.versailles, holder, "Zoé".to_owned()).await.unwrap();
    let mistyped = Invitation { seed: [9; 16], ..clone_of(&mistyped) }.to_string();
    assert_eq!(Laptop::ask_in(&server, &mistyped, &key).await.status(), 404, "only who has the code is told");

    let office = party.versailles.streams[&Compartment::Office];
    let revoked = Payload::new("device_revoked", 1, vec![Edit::set("revoked", Value::Bool(true))]);
    first.sync().await;
    first.state(&server, office, second.device.id.into(), revoked);
    first.sync().await;
    assert_eq!(Laptop::ask_in(&server, &code, &key).await.status(), 200);
    let again = server.app.invite(&party.versailles, holder, "Zoé".to_owned()).await.unwrap().to_string();
    assert_eq!(Laptop::ask_in(&server, &again, &SigningKey::from_bytes(&[2; 32])).await.status(), 409);
}

fn clone_of(invitation: &Invitation) -> Invitation {
    invitation.to_string().parse().unwrap()
}

/// The sheet enrols one laptop, even beside two others, and the lost one is shut out at once, for good, its live connection
/// with it.
#[tokio::test]
async fn a_recovery_sheet_replaces_the_laptop_that_made_it() {
    let server = Server::start().await;
    let party = Party::found(&server).await;
    let (mut lost, holder, _) = party.officer_until(&server, &party.versailles, Office::Secretary, None).await;
    for _ in 1..MOST_DEVICES {
        party.laptop(&server, &party.versailles, holder).await;
    }
    lost.sync().await;
    lost.record(&server, "Lefèvre");
    let code = sheet(&server, &mut lost, &party);
    let key = SigningKey::from_bytes(&[1; 32]);
    assert_eq!(Laptop::ask_in(&server, &code, &key).await.status(), 404, "it was never sent");
    lost.sync().await;
    let mut live = lost.get("/v1/events").send().await.unwrap().bytes_stream();

    let mut found = Laptop::enrol(&server, &code).await;
    found.sync().await;
    assert_eq!((found.device.holder, found.names()), (holder, vec!["Lefèvre".to_owned()]));
    while let Some(piece) = tokio::time::timeout(std::time::Duration::from_secs(5), live.next()).await.unwrap() {
        drop(piece);
    }
    assert_eq!(lost.get("/v1/events").send().await.unwrap().status(), 401);
    assert_eq!(lost.sign_in().await.status(), 401);
    assert!(server.ledger().contains(&lost.device.id.to_string()), "a restore won't let it in again");
    assert_eq!(Laptop::ask_in(&server, &code, &key).await.status(), 404, "it serves once");
}

/// Somebody was quicker and shut the laptop out: whoever had it in their hands gains nothing by a sheet that they made on it.
#[tokio::test]
async fn a_sheet_of_a_laptop_that_was_shut_out_serves_no_more() {
    let server = Server::start().await;
    let party = Party::found(&server).await;
    let (mut stolen, ..) = party.officer_until(&server, &party.versailles, Office::Secretary, None).await;
    let mut deputy = party.officer(&server, &party.versailles, Office::Deputy).await;
    stolen.sync().await;
    let code = sheet(&server, &mut stolen, &party);
    stolen.sync().await;
    deputy.sync().await;
    let office = party.versailles.streams[&Compartment::Office];
    let revoked = Payload::new("device_revoked", 1, vec![Edit::set("revoked", Value::Bool(true))]);
    deputy.state(&server, office, stolen.device.id.into(), revoked);
    deputy.sync().await;
    assert_eq!(Laptop::ask_in(&server, &code, &SigningKey::from_bytes(&[1; 32])).await.status(), 404);
}

/// What `maker` states to invite `holder`, and the code: of a kind that waits when it `opens` some time from now.
fn invite(
    server: &Server,
    maker: &mut Laptop,
    party: &Party,
    holder: HolderId,
    byte: u8,
    opens: Option<(u64, &str)>,
) -> String {
    let office = party.versailles.streams[&Compartment::Office];
    let seen = maker.device.streams[&office].seen();
    let invitation = Invitation {
        seed: [byte; 16],
        device: DeviceId::from_bytes([byte; 16]),
        authority: Fingerprint::of(&server.app.authority.public_key()),
        office,
        size: u32::try_from(seen.size).unwrap(),
        root: Root::of(seen.root),
    };
    let mut edits = vec![
        Edit::set("holder", Value::bytes(holder.as_bytes())),
        Edit::set("invitation", Value::bytes(invitation.key().verifying_key().as_bytes())),
        Edit::set("invited_until", Value::count(server.now().0 + 14 * DAY)),
    ];
    if let Some((after, level)) = opens {
        edits.push(Edit::set("level", Value::text(level)));
        edits.push(Edit::set("opens_at", Value::count(server.now().0 + after)));
    }
    let kind = if opens.is_some() { "device_reinvited" } else { "device_invited" };
    maker.state(server, office, invitation.device.into(), Payload::new(kind, 1, edits));
    invitation.to_string()
}

/// Who proves to have the code is told from when it serves; it isn't used up by that, and serves then.
#[tokio::test]
async fn somebody_who_had_a_laptop_is_invited_with_three_days_to_see_it() {
    let server = Server::start().await;
    let party = Party::found(&server).await;
    let (mut first, holder, _) = party.officer_until(&server, &party.versailles, Office::Secretary, None).await;
    let mut deputy = party.officer(&server, &party.versailles, Office::Deputy).await;
    first.sync().await;
    deputy.sync().await;
    let code = invite(&server, &mut deputy, &party, holder, 5, Some((REINVITATION, "own")));
    deputy.sync().await;
    let opens = server.now().0 + REINVITATION;
    let key = SigningKey::from_bytes(&[1; 32]);
    let early = Laptop::ask_in(&server, &code, &key).await;
    assert_eq!(early.status(), 409);
    let problem: Json = early.json().await.unwrap();
    assert_eq!((problem["code"].as_str(), problem["opens_at"].as_u64()), (Some("not_yet"), Some(opens)));
    let mistyped = Invitation { seed: [9; 16], ..code.parse().unwrap() }.to_string();
    let told = Laptop::ask_in(&server, &mistyped, &key).await;
    assert_eq!((told.status().as_u16(), told.json::<Json>().await.unwrap()["opens_at"].is_null()), (404, true));
    server.clock.advance(REINVITATION - 1);
    assert_eq!(Laptop::ask_in(&server, &code, &key).await.status(), 409);
    server.clock.advance(1);
    let mut back = Laptop::enrol(&server, &code).await;
    back.sync().await;
    assert_eq!(back.device.holder, holder);
}

/// The laptop of whoever invites may not know of another, which stands elsewhere: the server does, and makes a plain
/// invitation wait as long. One's own waits for nothing, nor that of whoever runs the server.
#[tokio::test]
async fn a_plain_invitation_waits_where_its_holder_has_a_laptop() {
    let server = Server::start().await;
    let party = Party::found(&server).await;
    let (mut first, holder, _) = party.officer_until(&server, &party.versailles, Office::Secretary, None).await;
    let mut deputy = party.officer(&server, &party.versailles, Office::Deputy).await;
    first.sync().await;
    deputy.sync().await;
    let by_another = invite(&server, &mut deputy, &party, holder, 5, None);
    deputy.sync().await;
    first.sync().await;
    let own = invite(&server, &mut first, &party, holder, 6, None);
    first.sync().await;
    let key = |byte| SigningKey::from_bytes(&[byte; 32]);
    let recorded = server.now().0;
    server.clock.advance(DAY);
    let early = Laptop::ask_in(&server, &by_another, &key(1)).await.json::<Json>().await.unwrap();
    assert_eq!(early["opens_at"].as_u64(), Some(recorded + REINVITATION), "from when it was recorded");
    assert_eq!(Laptop::ask_in(&server, &own, &key(2)).await.status(), 200);
    server.clock.advance(REINVITATION - DAY);
    assert_eq!(Laptop::ask_in(&server, &by_another, &key(1)).await.status(), 200);
}

/// Whoever it names says no, be it in an office that invites nobody; the code is worth nothing then.
#[tokio::test]
async fn a_contested_invitation_serves_no_more() {
    let server = Server::start().await;
    let party = Party::found(&server).await;
    let (mut named, holder, _) = party.officer_until(&server, &party.versailles, Office::BureauMember, None).await;
    let mut deputy = party.officer(&server, &party.versailles, Office::Deputy).await;
    named.sync().await;
    deputy.sync().await;
    let code = invite(&server, &mut deputy, &party, holder, 5, Some((REINVITATION, "own")));
    deputy.sync().await;
    named.sync().await;
    let office = party.versailles.streams[&Compartment::Office];
    let no = Payload::new("invitation_contested", 1, vec![Edit::set("revoked", Value::Bool(true))]);
    named.state(&server, office, DeviceId::from_bytes([5; 16]).into(), no);
    named.sync().await;
    server.clock.advance(REINVITATION);
    assert_eq!(Laptop::ask_in(&server, &code, &SigningKey::from_bytes(&[1; 32])).await.status(), 404);
}
