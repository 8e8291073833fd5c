//! A server from its first line to its last.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread::JoinHandle;

use coopol_testkit::postgres::{cluster, name};
use serde_json::Value as Json;

use crate::{program, run, told};

pub struct Running {
    pub child: Child,
    pub address: SocketAddr,
    pub figures: SocketAddr,
    /// Everything that it logs after it began to serve.
    rest: Option<JoinHandle<String>>,
}

impl Running {
    /// Over a folder that was made for it.
    pub fn start(folder: &Path) -> Self {
        let made = run(folder, &["admin", "init"]);
        assert!(made.status.success(), "{}", told(&made));
        Self::serve(folder)
    }

    pub fn serve(folder: &Path) -> Self {
        Self::begin(program(folder))
    }

    /// The same, with more words.
    pub fn with(folder: &Path, words: &[String]) -> Self {
        let made = run(folder, &["admin", "init"]);
        assert!(made.status.success(), "{}", told(&made));
        let mut command = program(folder);
        command.args(words);
        Self::begin(command)
    }

    pub fn begin(mut command: Command) -> Self {
        let any = "127.0.0.1:0";
        command.args(["serve", "--listen", any, "--metrics-listen", any]).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let mut log = BufReader::new(child.stderr.take().unwrap());
        let mut said = |message: &str| loop {
            let mut line = String::new();
            assert!(log.read_line(&mut line).unwrap() > 0, "it ended before it said \"{message}\"");
            let line: Json = serde_json::from_str(&line).unwrap();
            if line["fields"]["message"] == message {
                return line["fields"]["address"].as_str().unwrap().parse::<SocketAddr>().unwrap();
            }
        };
        let (figures, address) = (said("giving figures"), said("serving"));
        let rest = std::thread::spawn(move || {
            let mut rest = String::new();
            log.read_to_string(&mut rest).unwrap();
            rest
        });
        Self { child, address, figures, rest: Some(rest) }
    }

    pub fn terminate(&self) {
        let sent = Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status().unwrap();
        assert!(sent.success());
    }
}

/// None outlives its test: it would hold what the test writes to open.
impl Drop for Running {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

/// A whole answer.
pub fn get(address: SocketAddr, path: &str) -> String {
    let mut socket = TcpStream::connect(address).unwrap();
    write!(socket, "GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").unwrap();
    let mut answer = String::new();
    socket.read_to_string(&mut answer).unwrap();
    answer
}

/// One database in a file has one server: a second one says so and doesn't serve. The command line works beside.
#[test]
fn a_file_is_served_by_one() {
    let folder = tempfile::tempdir().unwrap();
    let server = Running::start(folder.path());
    let second = run(folder.path(), &["serve", "--listen", "127.0.0.1:0"]);
    assert!(!second.status.success());
    assert!(told(&second).contains("another server serves this data folder"), "{}", told(&second));
    let beside = run(folder.path(), &["admin", "unit", "list"]);
    assert!(beside.status.success(), "{}", told(&beside));
    drop(server);
    Running::serve(folder.path());
}

/// Figures are by route and status, on a listener of their own, and name nobody.
#[test]
fn it_says_how_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let server = Running::start(folder.path());
    assert!(get(server.address, "/healthz").ends_with("ok\n"));
    assert!(get(server.address, "/readyz").ends_with("ready\n"));
    let stream = "/v1/streams/01a21d25-95bf-730a-ab85-9189855ed7a4/history";
    assert!(get(server.address, stream).starts_with("HTTP/1.1 401"));
    assert!(get(server.address, "/metrics").starts_with("HTTP/1.1 404"), "not where laptops come");
    let figures = get(server.figures, "/metrics");
    for line in [
        "coopol_requests{route=\"/healthz\",status=\"200\"} 1",
        "coopol_requests{route=\"/v1/streams/{stream}/history\",status=\"401\"} 1",
    ] {
        assert!(figures.lines().any(|given| given == line), "{line}: {figures}");
    }
    assert!(figures.contains("coopol_request_seconds") && !figures.contains("01a21d25"), "{figures}");
}

/// What lies free goes back to the system soon: the settings of the allocator are built in, and nobody has to set them.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
#[test]
fn its_memory_is_kept_small() {
    let folder = tempfile::tempdir().unwrap();
    let mut told = program(folder.path());
    let told = told.env("MALLOC_CONF", "stats_print:true").args(["serve", "--print-config"]).output().unwrap();
    let figures = String::from_utf8(told.stderr).unwrap();
    let set =
        |name: &str, value: &str| figures.lines().any(|line| line.trim().starts_with(&format!("{name}: {value}")));
    assert!(
        set("opt.narenas", "2") && set("opt.dirty_decay_ms", "1000") && set("opt.muzzy_decay_ms", "0"),
        "{figures}"
    );
}

/// Told to stop, it lets nobody in any more, finishes what it had begun, and ends well.
#[test]
fn it_stops_when_it_has_answered() {
    let folder = tempfile::tempdir().unwrap();
    let mut server = Running::start(folder.path());
    let mut slow = TcpStream::connect(server.address).unwrap();
    let body = r#"{"device":"01a21d25-95bf-730a-ab85-9189855ed7a4"}"#;
    let (first, last) = body.split_at(10);
    let head = "POST /v1/challenges HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nExpect: 100-continue\r\n";
    write!(slow, "{head}Content-Length: {}\r\n\r\n", body.len()).unwrap();
    // It asks for the body: the request has begun.
    let mut asked = [0; 25];
    slow.read_exact(&mut asked).unwrap();
    assert!(asked.starts_with(b"HTTP/1.1 100"));
    slow.write_all(first.as_bytes()).unwrap();
    server.terminate();
    while TcpStream::connect(server.address).is_ok() {
        std::thread::yield_now();
    }
    slow.write_all(last.as_bytes()).unwrap();
    let mut answer = String::new();
    slow.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 200") && answer.contains("\"challenge\""), "{answer}");
    assert!(server.child.wait().unwrap().success());
    let rest = server.rest.take().unwrap().join().unwrap();
    assert!(rest.contains("\"stopping\"") && !rest.contains("didn't end in time"), "{rest}");
}

/// Set to PostgreSQL it serves as ever; while nobody answers there it says that it isn't ready, and goes on when somebody does.
#[test]
fn it_serves_over_postgresql() {
    let (folder, url) = (tempfile::tempdir().unwrap(), cluster().database());
    let over = || {
        let mut command = program(folder.path());
        command.env("COOPOL_DATABASE", &url);
        command
    };
    let made = over().args(["admin", "init"]).output().unwrap();
    assert!(made.status.success(), "{}", told(&made));
    assert!(!folder.path().join("server.db").exists());
    let mut server = Running::begin(over());
    assert!(get(server.address, "/readyz").ends_with("ready\n"));
    let admin = |statement: &str| cluster().tell("postgres", &statement.replace('$', name(&url)));
    admin("ALTER DATABASE $ ALLOW_CONNECTIONS false");
    admin("SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE datname = '$'");
    let refused = get(server.address, "/readyz");
    assert!(refused.starts_with("HTTP/1.1 503") && refused.contains("\"busy\""), "{refused}");
    admin("ALTER DATABASE $ ALLOW_CONNECTIONS true");
    while !get(server.address, "/readyz").ends_with("ready\n") {}
    server.terminate();
    assert!(server.child.wait().unwrap().success());
    let rest = server.rest.take().unwrap().join().unwrap();
    assert!(rest.contains("the database can't be reached"), "{rest}");
}
