//! A service that speaks S3, on a port of the loopback: `s3s` over a folder. It checks the signature of each request.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use coopol_server::blobs;
use coopol_server::settings::Settings;
use hyper_util::rt::TokioIo;
use object_store::ObjectStore;
use s3s::auth::SimpleAuth;
use s3s::service::{S3Service, S3ServiceBuilder};
use s3s_fs::FileSystem;
use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio::task::{JoinHandle, JoinSet};

const KEY: (&str, &str) = ("coopol", "correct horse battery staple");
const NAME: &str = "sections";

pub struct Bucket {
    home: TempDir,
    service: S3Service,
    address: SocketAddr,
    serving: JoinHandle<()>,
}

impl Bucket {
    pub async fn start() -> Self {
        let home = tempfile::tempdir().unwrap();
        let root = home.path().join("buckets");
        std::fs::create_dir_all(root.join(NAME)).unwrap();
        let mut service = S3ServiceBuilder::new(FileSystem::new(&root).unwrap());
        service.set_auth(SimpleAuth::from_single(KEY.0, KEY.1));
        let service = service.build();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let serving = tokio::spawn(serve(listener, service.clone()));
        Self { home, service, address, serving }
    }

    /// Nobody answers there any more.
    pub async fn stop(&mut self) {
        self.serving.abort();
        assert!((&mut self.serving).await.unwrap_err().is_cancelled());
    }

    pub async fn start_again(&mut self) {
        let listener = TcpListener::bind(self.address).await.unwrap();
        self.serving = tokio::spawn(serve(listener, self.service.clone()));
    }

    /// How a server is told of what is below a prefix.
    pub fn settings(&self, prefix: &str) -> Settings {
        Settings {
            files: format!("s3://{NAME}/{prefix}").parse().unwrap(),
            files_endpoint: Some(format!("http://{}", self.address)),
            files_credentials: Some(self.credentials("right", KEY.1)),
            ..Settings::default()
        }
    }

    /// A file that only its owner may read.
    pub fn credentials(&self, name: &str, secret: &str) -> PathBuf {
        let path = self.home.path().join(format!("{name}.toml"));
        std::fs::write(&path, format!("access_key_id = \"{}\"\nsecret_access_key = \"{secret}\"\n", KEY.0)).unwrap();
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o600)).unwrap();
        }
        path
    }

    pub async fn objects(&self, prefix: &str) -> Arc<dyn ObjectStore> {
        blobs::open(&self.settings(prefix)).await.unwrap()
    }

    /// Where its objects lie.
    pub fn folder(&self, prefix: &str) -> PathBuf {
        self.home.path().join("buckets").join(NAME).join(prefix)
    }

    pub fn home(&self) -> &Path {
        self.home.path()
    }
}

async fn serve(listener: TcpListener, service: S3Service) {
    let mut connections = JoinSet::new();
    loop {
        let (socket, _) = listener.accept().await.unwrap();
        let http = hyper::server::conn::http1::Builder::new();
        connections.spawn(http.serve_connection(TokioIo::new(socket), service.clone()));
        while connections.try_join_next().is_some() {}
    }
}
