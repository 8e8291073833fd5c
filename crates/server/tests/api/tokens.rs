//! Signing in: by the device's key only, in short tokens that carry no right.

use coopol_domain::access::Office;
use coopol_domain::time::DAY;
use coopol_server::authority::Installed;
use coopol_store::Backend;
use serde_json::{Value as Json, json};

use crate::kit::{Laptop, Party, Server, over_each_backend};

const ACCESS: u64 = 5 * 60_000;

async fn scene<B: Backend>(server: Server<B>) -> (Server<B>, Party, Laptop) {
    let party = Party::found(&server).await;
    let laptop = party.officer(&server, &party.versailles, Office::Secretary).await;
    (server, party, laptop)
}

async fn status(laptop: &Laptop, token: &str) -> u16 {
    let path = format!("/v1/streams/{}/history", laptop.device.streams.keys().next().unwrap());
    let answer = reqwest::Client::new().get(format!("{}{path}", laptop.base)).bearer_auth(token).send().await;
    answer.unwrap().status().as_u16()
}

async fn an_access_token_serves_for_five_minutes<B: Backend>(server: Server<B>) {
    let (server, _, mut laptop) = scene(server).await;
    assert_eq!(status(&laptop, &laptop.access).await, 200);
    server.clock.advance(ACCESS - 1);
    assert_eq!(status(&laptop, &laptop.access).await, 200);
    server.clock.advance(1);
    assert_eq!(status(&laptop, &laptop.access).await, 401);
    let answer = laptop.renew(&laptop.refresh).await;
    laptop.take_tokens(answer).await;
    assert_eq!(status(&laptop, &laptop.access).await, 200);
    assert_eq!(status(&laptop, &laptop.refresh).await, 401, "a refresh token opens nothing by itself");
}

/// Nobody can tell the thief from the owner: the whole sign-in is over, the access tokens with it.
async fn reuse_of_a_refresh_token_ends_the_sign_in<B: Backend>(server: Server<B>) {
    let (_server, _, mut laptop) = scene(server).await;
    let stolen = laptop.refresh.clone();
    let answer = laptop.renew(&stolen).await;
    laptop.take_tokens(answer).await;
    assert_eq!(laptop.renew(&stolen).await.status(), 401);
    assert_eq!(laptop.renew(&laptop.refresh).await.status(), 401);
    assert_eq!(status(&laptop, &laptop.access).await, 401);
    let answer = laptop.sign_in().await;
    laptop.take_tokens(answer).await;
    assert_eq!(status(&laptop, &laptop.access).await, 200, "whoever has the key signs in again");
}

/// A stolen refresh token is worth nothing without the device's key; used by another device, it ends for both.
async fn a_refresh_token_is_bound_to_the_key<B: Backend>(server: Server<B>) {
    let (server, party, laptop) = scene(server).await;
    let thief = party.officer(&server, &party.rennes, Office::Secretary).await;
    let refused = thief.renew(&laptop.refresh).await;
    assert_eq!(refused.status(), 401);
    assert_eq!(status(&thief, &thief.access).await, 200);
    assert_eq!(status(&laptop, &laptop.access).await, 401);
    assert_eq!(laptop.sign_in().await.status(), 200, "whoever has the key signs in again");
}

async fn a_challenge_serves_once_one_device_and_for_a_minute<B: Backend>(server: Server<B>) {
    let (server, party, laptop) = scene(server).await;
    let other = party.officer(&server, &party.rennes, Office::Secretary).await;
    let ask = |device| {
        let (http, url) = (server.http.clone(), server.url("/v1/challenges"));
        async move {
            let answer = http.post(url).json(&json!({ "device": device })).send().await.unwrap();
            answer.json::<Json>().await.unwrap()["challenge"].clone()
        }
    };
    let challenge = ask(laptop.device.id).await;
    assert_eq!(other.answer(&challenge).await.status(), 401, "it was made for another device");
    assert_eq!(laptop.answer(&challenge).await.status(), 200);
    assert_eq!(laptop.answer(&challenge).await.status(), 401, "twice");
    let late = ask(laptop.device.id).await;
    server.clock.advance(60_000);
    assert_eq!(laptop.answer(&late).await.status(), 401);
    assert_eq!(laptop.answer(&json!("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")).await.status(), 401, "made up");
}

/// Tokens end with the last mandate, the refresh token included.
async fn no_token_outlives_the_mandates<B: Backend>(server: Server<B>) {
    let party = Party::found(&server).await;
    let end = server.now().plus(2 * 60_000);
    let (laptop, ..) = party.officer_until(&server, &party.versailles, Office::Secretary, Some(end)).await;
    let answer: Json = laptop.sign_in().await.json().await.unwrap();
    assert_eq!(answer["access_until"], end.0);
    assert_eq!(answer["refresh_until"], end.0);
    server.clock.advance(2 * 60_000 - 1);
    assert_eq!(status(&laptop, &laptop.access).await, 200);
    server.clock.advance(1);
    assert_eq!(status(&laptop, &laptop.access).await, 401);
    assert_eq!(laptop.renew(&laptop.refresh).await.status(), 401);
    assert_eq!(laptop.sign_in().await.status(), 401);
}

/// Invitations: once, in time, by whoever can answer for all that the device would open.
async fn an_invitation_serves_once_and_in_time<B: Backend>(server: Server<B>) {
    let (server, party, laptop) = scene(server).await;
    let code = server.app.invite(&party.versailles, laptop.device.holder, "Zoé".to_owned()).await.unwrap().to_string();
    let enrolled = Laptop::enrol(&server, &code).await;
    let again = Laptop::ask_in(&server, &code, &enrolled.device.key).await;
    assert_eq!(again.status(), 200, "the answer was lost: the same again");
    // Key and proof stand in the journal, for every officer of the unit to read: they open nothing.
    assert!(again.json::<Json>().await.unwrap().get("tokens").is_none());
    assert_eq!(enrolled.sign_in().await.status(), 200);
    let thief = ed25519_dalek::SigningKey::from_bytes(&[1; 32]);
    assert_eq!(Laptop::ask_in(&server, &code, &thief).await.status(), 404);
    let late = server.app.invite(&party.versailles, laptop.device.holder, "Zoé".to_owned()).await.unwrap().to_string();
    server.clock.advance(15 * DAY);
    assert_eq!(Laptop::ask_in(&server, &late, &thief).await.status(), 404);
}

/// A section's officer can't enrol a laptop in the name of somebody above, whose holder's id anyone there may read.
async fn a_section_invites_nobody_from_above<B: Backend>(server: Server<B>) {
    let (server, party, _) = scene(server).await;
    let federal = party.officer(&server, &party.federation, Office::FirstFederalSecretary).await;
    let code = server.app.invite(&party.versailles, federal.device.holder, "Zoé".to_owned()).await.unwrap().to_string();
    let key = ed25519_dalek::SigningKey::from_bytes(&[1; 32]);
    assert_eq!(Laptop::ask_in(&server, &code, &key).await.status(), 404);
}

/// Nor in the name of a colleague who is elected above from tomorrow on: from then on the laptop would open that too.
async fn a_section_invites_nobody_who_is_to_be_above<B: Backend>(server: Server<B>) {
    let (server, party, secretary) = scene(server).await;
    let (holder, holder_name) = (secretary.device.holder, "Zoé".to_owned());
    let code = server.app.invite(&party.versailles, holder, holder_name.clone()).await.unwrap().to_string();
    let (office, since) = (Office::FirstFederalSecretary, Some(server.now().plus(DAY)));
    let elected = Installed { holder: Some(holder), holder_name: holder_name.clone(), office, since, until: None };
    server.app.install(&party.federation, elected).await.unwrap();
    let keys = [1, 2].map(|seed| ed25519_dalek::SigningKey::from_bytes(&[seed; 32]));
    assert_eq!(Laptop::ask_in(&server, &code, &keys[0]).await.status(), 404);
    let from_above = server.app.invite(&party.federation, holder, holder_name).await.unwrap().to_string();
    assert_eq!(Laptop::ask_in(&server, &from_above, &keys[1]).await.status(), 200);
}

over_each_backend! {
    an_access_token_serves_for_five_minutes, reuse_of_a_refresh_token_ends_the_sign_in,
    a_refresh_token_is_bound_to_the_key, a_challenge_serves_once_one_device_and_for_a_minute,
    no_token_outlives_the_mandates, an_invitation_serves_once_and_in_time, a_section_invites_nobody_from_above,
    a_section_invites_nobody_who_is_to_be_above,
}
