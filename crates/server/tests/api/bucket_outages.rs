//! Files in a bucket while something goes away: the bucket, a replica between two parts, or the folder that they were in.

use std::path::Path;

use coopol_domain::access::Office;
use coopol_domain::id::StreamId;
use coopol_domain::journal::Compartment;
use coopol_domain::seal::Hash;
use coopol_domain::time::DAY;
use coopol_server::audit::NotWhole;
use coopol_server::authority::NotAdopted;
use coopol_server::blobs::BlobError;
use coopol_server::data::Database;
use coopol_server::http::Failure;
use coopol_server::timers::sweep;
use object_store::ObjectStoreExt as _;

use crate::blobs::{append, begin, name};
use crate::files_at_rest::Archive;
use crate::kit::{Bucket, Laptop, Party, Server, over_a_folder_and_a_bucket};

/// What lies there of a file: nothing, once it is gone.
fn parts(files: &Path, stream: StreamId, name: &str) -> usize {
    std::fs::read_dir(files.join(stream.to_string()).join(name)).map_or(0, Iterator::count)
}

async fn secretary(server: &Server<Database>) -> (Party, Laptop, StreamId) {
    let party = Party::found(server).await;
    let laptop = party.officer(server, &party.versailles, Office::Secretary).await;
    let stream = laptop.stream(Compartment::Archive);
    (party, laptop, stream)
}

async fn sign_in(laptop: &mut Laptop) {
    let answer = laptop.sign_in().await;
    laptop.take_tokens(answer).await;
}

/// J7.2: a key goes whether or not the bucket is there; the bytes follow once it is. Meanwhile the server is ready: all else is answered.
#[tokio::test]
async fn what_goes_while_the_bucket_is_away_is_gone_once_it_is_back() {
    let mut bucket = Bucket::start().await;
    let server = Server::in_bucket(&bucket).await;
    let (_, mut laptop, stream) = secretary(&server).await;
    let name = name(&laptop, stream, b"leaflet").await;
    let path = format!("/v1/streams/{stream}/blobs/{name}");
    assert_eq!(begin(&laptop, &path, 7).await.status(), 201);
    assert_eq!(append(&laptop, &path, 0, b"leaflet").await.status(), 204);

    bucket.stop().await;
    server.clock.advance(DAY + 1);
    sweep(&server.app).await;
    assert_eq!(server.http.get(server.url("/readyz")).send().await.unwrap().status(), 200);
    sign_in(&mut laptop).await;
    assert_eq!(laptop.get(&path).send().await.unwrap().status(), 404, "its key is gone");
    assert_eq!(begin(&laptop, &path, 7).await.status(), 503, "what lies there isn't mixed with what comes");
    assert_eq!(parts(server.files(), stream, &name), 1);

    bucket.start_again().await;
    sweep(&server.app).await;
    assert_eq!(parts(server.files(), stream, &name), 0);
    assert_eq!(begin(&laptop, &path, 7).await.headers()["upload-offset"], "0");
    server.whole().await;
}

/// J12: a part that came, of which the server died before it could say so, is in nobody's way, however long the next one there is.
async fn a_part_that_was_never_acknowledged_is_replaced(server: Server<Database>) {
    let (_, laptop, stream) = secretary(&server).await;
    let content: Vec<u8> = (0..500_u32).flat_map(u32::to_le_bytes).collect();
    let name = name(&laptop, stream, &content).await;
    let path = format!("/v1/streams/{stream}/blobs/{name}");
    assert_eq!(begin(&laptop, &path, content.len()).await.status(), 201);
    assert_eq!(append(&laptop, &path, 0, &content[..1000]).await.status(), 204);
    let blob = server.app.store.blob(stream, Hash::from_hex(&name).unwrap()).await.unwrap().unwrap();
    server.app.blobs.keep(&server.app.sealing(&blob), 1000, server.app.random(), &content[1000..1800]).await.unwrap();

    assert_eq!(parts(server.files(), stream, &name), 2);
    assert_eq!(begin(&laptop, &path, content.len()).await.headers()["upload-offset"], "1000");
    assert_eq!(append(&laptop, &path, 1000, &content[1000..1300]).await.status(), 204);
    assert_eq!(append(&laptop, &path, 1300, &content[1300..]).await.status(), 204);
    assert_eq!(laptop.get(&path).send().await.unwrap().bytes().await.unwrap(), content);
    server.whole().await;
}

over_a_folder_and_a_bucket! { a_part_that_was_never_acknowledged_is_replaced }

/// What one replica took, another goes on with and gives, after the first is gone: neither keeps anything of a file for itself.
#[cfg(unix)]
#[tokio::test]
async fn a_replica_goes_on_with_the_file_of_another() {
    let bucket = Bucket::start().await;
    let [one, other] = Server::replicas_in_bucket(&bucket).await;
    let (_party, mut laptop, stream) = secretary(&one).await;
    let content = vec![7; 3000];
    let name = name(&laptop, stream, &content).await;
    let path = format!("/v1/streams/{stream}/blobs/{name}");
    assert_eq!(begin(&laptop, &path, 3000).await.status(), 201);
    assert_eq!(append(&laptop, &path, 0, &content[..1000]).await.status(), 204);
    laptop.base = other.url("");
    assert_eq!(append(&laptop, &path, 1000, &content[1000..2000]).await.status(), 204);
    laptop.base = one.url("");
    assert_eq!(append(&laptop, &path, 1000, &content[1000..]).await.status(), 409, "the first knows of the second's");
    drop(one);

    laptop.base = other.url("");
    assert_eq!(append(&laptop, &path, 2000, &content[2000..]).await.status(), 204);
    assert_eq!(laptop.get(&path).send().await.unwrap().bytes().await.unwrap(), content);
    assert_eq!(parts(other.files(), stream, &name), 3);
    other.whole().await;
}

/// The names are the same in both: whoever copies them, by whichever program, goes over; what wasn't copied is told.
#[tokio::test]
async fn files_go_over_from_a_folder_to_a_bucket() {
    let bucket = Bucket::start().await;
    let mut archive = Archive::new(Server::in_sqlite().await).await;
    let content = [vec![1; 1000], vec![2; 500]];
    let name = archive.send(&content).await;
    archive.file(&name, 1500).await;
    let lie = archive.parts(&name);
    archive.server = archive.server.gone_over(&bucket).await;
    archive.laptop.base = archive.server.url("");
    assert_eq!(archive.fetched(&name).await, Err(500));
    let told = archive.server.app.check_all().await.unwrap_err();
    assert!(matches!(told, NotWhole::File { .. }), "{told}");

    let objects = bucket.objects("78").await;
    for part in lie {
        let place = format!("{}/{name}/{}", archive.stream, part.file_name().unwrap().to_str().unwrap());
        objects.put(&place.as_str().into(), std::fs::read(&part).unwrap().into()).await.unwrap();
    }
    archive.server.whole().await;
    assert_eq!(archive.fetched(&name).await.unwrap(), content.concat());
}

/// Of a bucket that is away nobody is told that a file there was altered or is missing.
#[tokio::test]
async fn whoever_checks_is_told_that_the_bucket_is_away() {
    let mut bucket = Bucket::start().await;
    let mut archive = Archive::new(Server::in_bucket(&bucket).await).await;
    let name = archive.send(&[vec![1; 1000]]).await;
    archive.file(&name, 1000).await;
    bucket.stop().await;
    let told = archive.server.app.check_all().await.unwrap_err();
    assert!(matches!(told, NotWhole::Away(_)), "{told}");
    bucket.start_again().await;
    archive.server.whole().await;
}

/// A section that joins comes again as well: what it staged is where it was.
#[test]
fn whoever_joins_is_told_to_come_again() {
    let told = |store| {
        let error = object_store::Error::Generic { store, source: "no answer".into() };
        Failure::from(NotAdopted::from(BlobError::from(error)))
    };
    assert_eq!((told("S3"), told("LocalFileSystem")), (Failure::Busy, Failure::Internal));
}
