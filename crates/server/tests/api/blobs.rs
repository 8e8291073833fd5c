//! Files (J12): named by their content under the stream's key, resumable both ways, and checked.

use coopol_domain::access::Office;
use coopol_domain::id::StreamId;
use coopol_domain::journal::Compartment;
use coopol_domain::seal::Hash;
use coopol_domain::wire::Opaque;
use coopol_store::Backend;
use hmac::{Hmac, KeyInit as _, Mac as _};
use reqwest::{Method, Response};
use serde_json::{Value as Json, json};
use sha2::Sha256;

use crate::kit::{Laptop, Party, Server, over_a_bucket, over_each_backend};

pub async fn name(laptop: &Laptop, stream: StreamId, content: &[u8]) -> String {
    let naming: Json = laptop.get(&format!("/v1/streams/{stream}/blobs")).send().await.unwrap().json().await.unwrap();
    let key: Opaque = serde_json::from_value(naming["key"].clone()).unwrap();
    let mut mac = Hmac::<Sha256>::new_from_slice(&key.0).unwrap();
    mac.update(content);
    Hash::from(<[u8; 32]>::from(mac.finalize().into_bytes())).to_string()
}

pub async fn begin(laptop: &Laptop, path: &str, size: usize) -> Response {
    laptop.request(Method::POST, path).json(&json!({ "size": size })).send().await.unwrap()
}

pub async fn append(laptop: &Laptop, path: &str, from: usize, bytes: &[u8]) -> Response {
    let request = laptop.request(Method::PATCH, path).header("upload-offset", from.to_string());
    request.body(bytes.to_vec()).send().await.unwrap()
}

fn offset(answer: &Response) -> &str {
    answer.headers()["upload-offset"].to_str().unwrap()
}

struct Scene<B: Backend> {
    server: Server<B>,
    party: Party,
    laptop: Laptop,
    archive: StreamId,
}

async fn scene<B: Backend>(server: Server<B>) -> Scene<B> {
    let party = Party::found(&server).await;
    let laptop = party.officer(&server, &party.versailles, Office::Secretary).await;
    let archive = laptop.stream(Compartment::Archive);
    Scene { server, party, laptop, archive }
}

async fn a_file_comes_in_parts_and_goes_from_anywhere<B: Backend>(server: Server<B>) {
    let Scene { server, party, laptop, archive } = scene(server).await;
    let content: Vec<u8> = (0..100_000_u32).flat_map(u32::to_le_bytes).collect();
    let path = format!("/v1/streams/{archive}/blobs/{}", name(&laptop, archive, &content).await);
    assert_eq!(begin(&laptop, &path, content.len()).await.status(), 201);
    let (first, rest) = content.split_at(150_001);
    assert_eq!(offset(&append(&laptop, &path, 0, first).await), "150001");
    let again = append(&laptop, &path, 0, first).await;
    assert_eq!((again.status().as_u16(), offset(&again)), (409, "150001"), "it says where to go on");
    assert_eq!(laptop.get(&path).send().await.unwrap().status(), 404, "it hasn't come whole");
    let stands = begin(&laptop, &path, content.len()).await;
    assert_eq!((stands.status().as_u16(), offset(&stands)), (201, "150001"));
    assert_eq!(append(&laptop, &path, 150_001, rest).await.status(), 204);

    let mut reader = party.officer(&server, &party.versailles, Office::Deputy).await;
    reader.sync().await;
    let whole = reader.get(&path).send().await.unwrap();
    assert_eq!(whole.headers()["content-length"], content.len().to_string().as_str());
    assert_eq!(whole.bytes().await.unwrap(), content);
    for from in [1, 150_000, 150_001, 399_999] {
        let part = reader.get(&path).header("range", format!("bytes={from}-")).send().await.unwrap();
        assert_eq!(part.status(), 206);
        assert_eq!(part.bytes().await.unwrap(), content[from..], "{from}");
    }
    let head = reader.request(Method::HEAD, &path).send().await.unwrap();
    assert_eq!((offset(&head), head.headers()["upload-length"].to_str().unwrap()), ("400000", "400000"));
    server.whole().await;
}

async fn bytes_of_another_file_are_not_kept<B: Backend>(server: Server<B>) {
    let Scene { server: _server, laptop, archive, .. } = scene(server).await;
    let path = format!("/v1/streams/{archive}/blobs/{}", name(&laptop, archive, b"what it should be").await);
    assert_eq!(begin(&laptop, &path, 17).await.status(), 201);
    assert_eq!(append(&laptop, &path, 0, b"what it ").await.status(), 204);
    assert_eq!(append(&laptop, &path, 8, b"couldn't!").await.status(), 422);
    assert_eq!(laptop.get(&path).send().await.unwrap().status(), 404);
    assert_eq!(offset(&begin(&laptop, &path, 17).await), "0", "it begins again");
    assert_eq!(append(&laptop, &path, 0, b"what it should be").await.status(), 204);
    assert_eq!(laptop.get(&path).send().await.unwrap().bytes().await.unwrap(), "what it should be");
}

/// J12: knowing a file gives no access to it, and no way to learn whether somebody has it.
async fn a_file_of_one_stream_is_none_of_anothers<B: Backend>(server: Server<B>) {
    let Scene { server, party, laptop, archive } = scene(server).await;
    let other = party.officer(&server, &party.rennes, Office::Secretary).await;
    let elsewhere = other.stream(Compartment::Archive);
    let own = name(&laptop, archive, b"leaflet").await;
    assert_ne!(own, name(&other, elsewhere, b"leaflet").await);
    let path = format!("/v1/streams/{archive}/blobs/{own}");
    begin(&laptop, &path, 7).await;
    append(&laptop, &path, 0, b"leaflet").await;
    assert_eq!(laptop.get(&path).send().await.unwrap().status(), 200);
    assert_eq!(other.get(&path).send().await.unwrap().status(), 404);
    assert_eq!(other.get(&format!("/v1/streams/{elsewhere}/blobs/{own}")).send().await.unwrap().status(), 404);
}

async fn sizes_are_bounded<B: Backend>(server: Server<B>) {
    let Scene { server: _server, laptop, archive, .. } = scene(server).await;
    let path = format!("/v1/streams/{archive}/blobs/{}", name(&laptop, archive, b"x").await);
    assert_eq!(begin(&laptop, &path, (100 << 20) + 1).await.status(), 413);
    assert_eq!(begin(&laptop, &path, 0).await.status(), 413);
    assert_eq!(begin(&laptop, &path, 1).await.status(), 201);
    assert_eq!(append(&laptop, &path, 0, b"xy").await.status(), 413);
    assert_eq!(append(&laptop, &path, 0, &vec![0; (4 << 20) + 1]).await.status(), 413);
}

/// Files that nothing came of are swept away after a day.
async fn a_file_that_no_document_names_goes<B: Backend>(server: Server<B>) {
    let Scene { server, laptop, archive, .. } = scene(server).await;
    let mut laptop = laptop;
    let path = format!("/v1/streams/{archive}/blobs/{}", name(&laptop, archive, b"leaflet").await);
    begin(&laptop, &path, 7).await;
    append(&laptop, &path, 0, b"leaflet").await;
    coopol_server::timers::sweep(&server.app).await;
    assert_eq!(laptop.get(&path).send().await.unwrap().status(), 200);
    server.clock.advance(coopol_domain::time::DAY + 1);
    coopol_server::timers::sweep(&server.app).await;
    let answer = laptop.sign_in().await;
    laptop.take_tokens(answer).await;
    assert_eq!(laptop.get(&path).send().await.unwrap().status(), 404);
}

/// How a file that is being fetched comes to its end: the bytes that came, and whether they broke off.
async fn rest(mut answer: Response) -> (usize, bool) {
    let mut came = 0;
    loop {
        match answer.chunk().await {
            Ok(Some(piece)) => came += piece.len(),
            Ok(None) => return (came, false),
            Err(_) => return (came, true),
        }
    }
}

/// J9: who has begun to fetch a file doesn't get the rest of it once their mandate has ended; whoever is still in office does.
#[tokio::test]
async fn a_download_ends_with_the_mandate() {
    let Scene { server, party, laptop, archive } = scene(Server::start().await).await;
    // Far more than what lies between the two ends of a connection.
    let (part, parts) = (vec![7; 4 << 20], 3);
    let content = part.repeat(parts);
    let path = format!("/v1/streams/{archive}/blobs/{}", name(&laptop, archive, &content).await);
    assert_eq!(begin(&laptop, &path, content.len()).await.status(), 201);
    for number in 0..parts {
        assert_eq!(append(&laptop, &path, number * part.len(), &part).await.status(), 204);
    }
    let end = server.now().plus(60_000);
    let (leaver, ..) = party.officer_until(&server, &party.versailles, Office::Deputy, Some(end)).await;
    let (mut leaving, mut staying) = (leaver.get(&path).send().await.unwrap(), laptop.get(&path).send().await.unwrap());
    let first = leaving.chunk().await.unwrap().unwrap().len();
    let begun = staying.chunk().await.unwrap().unwrap().len();
    server.clock.advance(60_000);
    let (came, broken) = rest(leaving).await;
    assert!(broken && first + came < content.len(), "{} of {} bytes", first + came, content.len());
    assert_eq!(rest(staying).await, (content.len() - begun, false));
    let resumed = leaver.get(&path).header("range", format!("bytes={}-", first + came)).send().await.unwrap();
    assert_eq!(resumed.status(), 401, "nor does it go on from there");
}

over_each_backend! {
    a_file_comes_in_parts_and_goes_from_anywhere, bytes_of_another_file_are_not_kept,
    a_file_of_one_stream_is_none_of_anothers, sizes_are_bounded, a_file_that_no_document_names_goes,
}

over_a_bucket! {
    a_file_comes_in_parts_and_goes_from_anywhere, bytes_of_another_file_are_not_kept,
    a_file_of_one_stream_is_none_of_anothers, sizes_are_bounded, a_file_that_no_document_names_goes,
}
