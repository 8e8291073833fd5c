//! Coming back by sealed codes, over each store.

use coopol_domain::access::Office;
use coopol_domain::codec::Value;
use coopol_domain::enrolment::{ComingBack, Fingerprint, Invitation, SealedCode, called_back_by};
use coopol_domain::id::{ChangeId, DeviceId, StreamId, SubjectId};
use coopol_domain::journal::{Compartment, Edit, Payload, State};
use coopol_domain::kinds::{Mandate, PROVISIONAL, REINVITATION, sealed_codes};
use coopol_domain::seal::key::Verifier;
use coopol_domain::time::DAY;
use coopol_domain::wire::{Opaque, PushOutcome};
use coopol_server::authority::Installed;
use coopol_store::Backend;
use ed25519_dalek::{Signer as _, SigningKey};
use serde_json::{Value as Json, json};

use crate::kit::{Laptop, Party, Server, over_each_backend};
use crate::matrix::push_about;

/// By when somebody who was called back may come in, whatever the server added.
const SEEN: u64 = REINVITATION + DAY / 12;

fn office(party: &Party) -> StreamId {
    party.versailles.streams[&Compartment::Office]
}

fn unit(party: &Party) -> SubjectId {
    party.versailles.id.into()
}

fn codes(party: &Party, making: u8) -> [SealedCode; 3] {
    [1, 2, 3].map(|number| SealedCode { number, seed: [making * 10 + number; 16], office: office(party) })
}

fn facts<B: Backend>(laptop: &Laptop, party: &Party, _: &Server<B>) -> State {
    laptop.cache.0[&(office(party), unit(party))].0.clone()
}

/// Two officers of the section, or one from above, make codes.
async fn make<B: Backend>(
    server: &Server<B>,
    party: &Party,
    by: &mut Laptop,
    agreeing: Option<&mut Laptop>,
    codes: &[SealedCode; 3],
) {
    by.sync().await;
    let before = facts(by, party, server);
    let edits = codes.iter().map(|code| {
        let field = format!("sealed_code/{}", code.number);
        Edit::change(&field, before.get(&field).clone(), Value::bytes(code.key().verifying_key().as_bytes()))
    });
    let payload = Payload::new("codes_made", 1, edits.collect());
    let asked: ChangeId = by.state(server, office(party), unit(party), payload.clone());
    by.sync().await;
    if let Some(other) = agreeing {
        assert!(sealed_codes(&facts(by, party, server)).is_empty(), "one officer alone makes none");
        other.sync().await;
        let again = Payload { quotes: Some(asked), ..payload };
        let outcome = push_about(server, other, (office(party), unit(party)), &again).await;
        assert_eq!(outcome, PushOutcome::Received);
    }
}

/// Two codes on behalf of somebody, and what they would sign with another challenge.
async fn request<B: Backend>(server: &Server<B>, codes: [&SealedCode; 2], name: &str) -> Json {
    let (device, seed) = called_back_by(codes, name);
    let invitation = key_of(codes[0], device, seed).verifying_key().to_bytes();
    let asked = server.http.post(server.url("/v1/challenges")).json(&json!({ "device": device })).send().await.unwrap();
    let challenge: Json = asked.json().await.unwrap();
    let challenge: Opaque = serde_json::from_value(challenge["challenge"].clone()).unwrap();
    let nonce = challenge.0.clone().try_into().unwrap();
    let office = codes[0].office;
    let message = ComingBack { office, device, invitation: &invitation, holder_name: name, nonce: &nonce }.message();
    let signed = |code: &SealedCode| json!({ "number": code.number, "proof": Opaque(code.key().sign(&message).to_bytes().to_vec()) });
    json!({
        "office": office,
        "device": device,
        "invitation": Opaque(invitation.to_vec()),
        "holder_name": name,
        "challenge": challenge,
        "codes": codes.map(signed),
    })
}

fn blank(office: StreamId, device: DeviceId, seed: [u8; 16]) -> Invitation {
    let root = coopol_domain::wire::Root::from_bytes([0; 8]);
    Invitation { seed, device, authority: Fingerprint([0; 16]), office, size: 0, root }
}

fn key_of(code: &SealedCode, device: DeviceId, seed: [u8; 16]) -> SigningKey {
    blank(code.office, device, seed).key()
}

async fn send<B: Backend>(server: &Server<B>, request: &Json) -> (u16, Json) {
    let answer = server.http.post(server.url("/v1/comebacks")).json(request).send().await.unwrap();
    (answer.status().as_u16(), answer.json().await.unwrap())
}

async fn ask<B: Backend>(server: &Server<B>, codes: [&SealedCode; 2], name: &str) -> (u16, Json) {
    let request = request(server, codes, name).await;
    send(server, &request).await
}

/// The invitation that is made of an answer.
fn invitation(answer: &Json, codes: [&SealedCode; 2], name: &str) -> String {
    let (device, seed) = called_back_by(codes, name);
    let authority: Verifier = answer["authority"].as_str().unwrap().parse().unwrap();
    let mut invitation = blank(codes[0].office, device, seed);
    invitation.authority = Fingerprint::of(authority.public_key());
    invitation.size = u32::try_from(answer["size"].as_u64().unwrap()).unwrap();
    invitation.root = serde_json::from_value(answer["root"].clone()).unwrap();
    invitation.to_string()
}

over_each_backend!(
    two_codes_bring_somebody_back,
    whoever_holds_an_office_comes_back_under_it,
    nothing_is_lent_to_whom_the_codes_named_in_office,
    what_is_refused_is_told_once
);

/// Nobody holds an office any more. One code gives nothing; two give an invitation that waits, and then six weeks.
async fn two_codes_bring_somebody_back<B: Backend>(server: Server<B>) {
    let party = Party::found(&server).await;
    let end = Some(server.now().plus(DAY));
    let (mut secretary, ..) = party.officer_until(&server, &party.versailles, Office::Secretary, end).await;
    let (mut treasurer, ..) = party.officer_until(&server, &party.versailles, Office::Treasurer, end).await;
    let mut federal = party.officer(&server, &party.federation, Office::FirstFederalSecretary).await;
    secretary.record(&server, "Martin");
    let codes = codes(&party, 1);
    make(&server, &party, &mut secretary, Some(&mut treasurer), &codes).await;
    federal.sync().await;
    assert_eq!(sealed_codes(&facts(&federal, &party, &server)).len(), 3);
    server.clock.advance(2 * DAY);
    federal.take_tokens(federal.sign_in().await).await;

    let (two, name) = ([&codes[0], &codes[2]], "Léa Bonnet");
    let (status, answer) = ask(&server, two, name).await;
    assert_eq!((status, answer["provisional"].as_bool()), (200, Some(true)), "{answer}");
    let (repeated, same) = ask(&server, [&codes[2], &codes[0]], name).await;
    assert_eq!((repeated, &same["opens_at"]), (200, &answer["opens_at"]), "an answer that was lost comes again");
    let (other, _) = ask(&server, two, "Léa Bonnets").await;
    assert_eq!(other, 404, "the codes are spent");
    federal.sync().await;
    assert!(sealed_codes(&facts(&federal, &party, &server)).is_empty());

    let code = invitation(&answer, two, name);
    let early = Laptop::ask_in(&server, &code, &SigningKey::from_bytes(&[1; 32])).await;
    let problem: Json = early.json().await.unwrap();
    assert_eq!((problem["code"].as_str(), &problem["opens_at"]), (Some("not_yet"), &answer["opens_at"]));
    server.clock.advance(SEEN);
    let mut back = Laptop::enrol(&server, &code).await;
    back.sync().await;
    assert_eq!(back.names(), ["Martin"]);
    let own = back.cache.0.iter().filter_map(|((_, id), (state, _))| Mandate::read((*id).into(), state));
    let own: Vec<Mandate> = own.filter(|mandate| mandate.holder == back.device.holder).collect();
    let [own] = own.as_slice() else { panic!("{own:?}") };
    assert_eq!((own.office, own.holder_name.as_str()), (Office::Secretary, name));
    assert_eq!(own.until, Some(own.since.plus(PROVISIONAL)));
    federal.take_tokens(federal.sign_in().await).await;
    federal.sync().await;
    assert!(federal.cache.0.contains_key(&(office(&party), own.id.into())), "and whoever watches believes it");
    server.clock.advance(PROVISIONAL);
    assert_eq!(back.sign_in().await.status(), 401, "it ends by itself");
    server.whole().await;
}

/// Where others hold an office the codes bring back somebody who holds one, under it; what they had is shut out.
async fn whoever_holds_an_office_comes_back_under_it<B: Backend>(server: Server<B>) {
    let party = Party::found(&server).await;
    let installed = Installed {
        holder: None,
        holder_name: "André Côté".to_owned(),
        office: Office::Treasurer,
        since: None,
        until: None,
    };
    let (_, holder) = server.app.install(&party.versailles, installed).await.unwrap();
    let mut lost = Vec::new();
    for _ in 0..3 {
        lost.push(party.laptop(&server, &party.versailles, holder).await);
    }
    let mut federal = party.officer(&server, &party.federation, Office::FirstFederalSecretary).await;
    let codes = codes(&party, 1);
    make(&server, &party, &mut federal, None, &codes).await;
    let (status, refused) = ask(&server, [&codes[0], &codes[1]], "Zoé Lefèvre").await;
    assert_eq!((status, refused["code"].as_str()), (409, Some("office_held")));
    federal.sync().await;
    let known = facts(&federal, &party, &server);
    assert_eq!(sealed_codes(&known).len(), 3, "they aren't spent by that");
    assert_eq!(known.elements("code_tried").count(), 2, "and it is told");

    let (two, name) = ([&codes[0], &codes[1]], "andré côté");
    let (status, answer) = ask(&server, two, name).await;
    assert_eq!((status, answer["provisional"].as_bool()), (200, Some(false)), "{answer}");
    server.clock.advance(SEEN);
    let mut back = Laptop::enrol(&server, &invitation(&answer, two, name)).await;
    back.sync().await;
    assert_eq!(back.device.holder, holder);
    for lost in &lost {
        assert_eq!(lost.sign_in().await.status(), 401, "whoever has it has nothing");
        assert!(server.ledger().contains(&lost.device.id.to_string()), "nor after a restore");
    }
    federal.take_tokens(federal.sign_in().await).await;
    federal.sync().await;
    server.whole().await;
}

/// Who held an office when the codes were used, and none any more when they come in, has nothing lent: no device would believe it.
async fn nothing_is_lent_to_whom_the_codes_named_in_office<B: Backend>(server: Server<B>) {
    let party = Party::found(&server).await;
    let (holder_name, until) = ("André Côté".to_owned(), Some(server.now().plus(2 * DAY)));
    let installed = Installed { holder: None, holder_name, office: Office::Treasurer, since: None, until };
    server.app.install(&party.versailles, installed).await.unwrap();
    let mut federal = party.officer(&server, &party.federation, Office::FirstFederalSecretary).await;
    let codes = codes(&party, 1);
    make(&server, &party, &mut federal, None, &codes).await;
    let (two, name) = ([&codes[0], &codes[1]], "André Côté");
    let (status, answer) = ask(&server, two, name).await;
    assert_eq!((status, answer["provisional"].as_bool()), (200, Some(false)), "{answer}");
    server.clock.advance(SEEN);
    let code = invitation(&answer, two, name);
    let refused = Laptop::ask_in(&server, &code, &SigningKey::from_bytes(&[1; 32])).await;
    assert_eq!(refused.status(), 404);
    federal.take_tokens(federal.sign_in().await).await;
    federal.sync().await;
}

/// One code, the same twice, codes of another making, a challenge that was used, and what somebody in office contested.
async fn what_is_refused_is_told_once<B: Backend>(server: Server<B>) {
    let party = Party::found(&server).await;
    let mut federal = party.officer(&server, &party.federation, Office::FirstFederalSecretary).await;
    let mut member = party.officer(&server, &party.versailles, Office::BureauMember).await;
    let (old, new) = (codes(&party, 1), codes(&party, 2));
    make(&server, &party, &mut federal, None, &old).await;
    make(&server, &party, &mut federal, None, &new).await;
    let nothing = json!("not_found");
    for two in [[&old[0], &old[1]], [&new[0], &old[1]], [&new[0], &new[0]], [&new[0], &old[2]]] {
        let (status, answer) = ask(&server, two, "Zoé Lefèvre").await;
        assert_eq!((status, &answer["code"]), (404, &nothing), "{two:?}");
    }
    let mut forged = request(&server, [&new[0], &new[1]], "Zoé Lefèvre").await;
    forged["codes"][1]["proof"] = serde_json::to_value(Opaque(vec![0; 64])).unwrap();
    assert_eq!(send(&server, &forged).await.0, 404);
    forged["codes"][1] = forged["codes"][0].clone();
    assert_eq!(send(&server, &forged).await.0, 404, "its challenge was used");
    let mut elsewhere = request(&server, [&new[0], &new[1]], "Zoé Lefèvre").await;
    elsewhere["office"] = json!(party.rennes.streams[&Compartment::Office]);
    assert_eq!(send(&server, &elsewhere).await.0, 404);
    federal.sync().await;
    let tried: Vec<String> =
        facts(&federal, &party, &server).elements("code_tried").map(|(number, _)| number.to_owned()).collect();
    assert_eq!(tried, ["1"], "once, of a code that serves");

    let two = [&new[0], &new[1]];
    let (status, answer) = ask(&server, two, "Zoé Lefèvre").await;
    assert_eq!(status, 200, "{answer}");
    member.sync().await;
    let (device, _) = called_back_by(two, "Zoé Lefèvre");
    let no = Payload::new("comeback_contested", 1, vec![Edit::set("revoked", Value::Bool(true))]);
    member.state(&server, office(&party), device.into(), no);
    member.sync().await;
    assert_eq!(ask(&server, two, "Zoé Lefèvre").await.0, 404);
    server.clock.advance(SEEN);
    let code = invitation(&answer, two, "Zoé Lefèvre");
    assert_eq!(Laptop::ask_in(&server, &code, &SigningKey::from_bytes(&[1; 32])).await.status(), 404);
}
