//! A relay between devices and a server, in place of the network: it knows how far a push has come, and tells it before
//! anything goes on. Whoever listens may kill either side at exactly that moment.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{IpAddr, Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;

/// How far an exchange has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Moment {
    /// A device asks to sign in; nothing of this was passed on.
    SigningIn,
    /// Half of a request with pushes, or of one that hands a section over, was passed on.
    Sending,
    /// The whole of it was.
    Sent,
    /// The server began to answer it; nothing of that was passed on.
    Answering,
    /// The beginning of the answer was passed on.
    Answered,
}

/// What the relay does next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    /// It passes on what it has.
    Pass,
    /// It breaks the connection off.
    Break,
}

type Listener = Box<dyn FnMut(Moment) -> Next + Send>;

struct Shared {
    server: Mutex<SocketAddr>,
    listener: Mutex<Listener>,
}

/// Runs as long as the process does.
pub struct Relay {
    address: SocketAddr,
    shared: Arc<Shared>,
}

impl Relay {
    /// A relay to a server.
    ///
    /// # Panics
    /// When no port is free.
    pub fn to(server: SocketAddr) -> Self {
        let listener = TcpListener::bind((IpAddr::from([127, 0, 0, 1]), 0)).expect("a port is free");
        let address = listener.local_addr().expect("it listens");
        let shared = Arc::new(Shared { server: Mutex::new(server), listener: Mutex::new(Box::new(|_| Next::Pass)) });
        let served = shared.clone();
        thread::spawn(move || {
            for device in listener.incoming().map_while(Result::ok) {
                let shared = served.clone();
                // A connection that breaks off is what this is for.
                thread::spawn(move || drop(shared.serve(&device)));
            }
        });
        Self { address, shared }
    }

    /// Where devices reach the server.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The server listens elsewhere from now on.
    ///
    /// # Panics
    /// When a listener did.
    pub fn leads_to(&self, server: SocketAddr) {
        *self.shared.server.lock().expect("nobody panics while holding it") = server;
    }

    /// Asks `listener` what to do at every moment from now on, one at a time.
    ///
    /// # Panics
    /// When the listener before did.
    pub fn listen(&self, listener: impl FnMut(Moment) -> Next + Send + 'static) {
        *self.shared.listener.lock().expect("no listener panics") = Box::new(listener);
    }
}

impl Shared {
    fn at(&self, moment: Moment) -> std::io::Result<()> {
        match (self.listener.lock().expect("no listener panics"))(moment) {
            Next::Pass => Ok(()),
            Next::Break => Err(std::io::ErrorKind::ConnectionAborted.into()),
        }
    }

    fn serve(self: &Arc<Self>, device: &TcpStream) -> std::io::Result<()> {
        let server = TcpStream::connect(*self.server.lock().expect("nobody panics while holding it"))?;
        server.set_nodelay(true)?;
        device.set_nodelay(true)?;
        let waited_for = Arc::new(AtomicBool::new(false));
        let (back, from, to) = (self.clone(), server.try_clone()?, device.try_clone()?);
        let asked = waited_for.clone();
        let answers = thread::spawn(move || {
            drop(back.answers(&from, &to, &asked));
            drop((from.shutdown(Shutdown::Both), to.shutdown(Shutdown::Both)));
        });
        let done = self.requests(device, &server, &waited_for);
        // The device has ended or is cut off; the server may still work on what it got, and answers nobody.
        drop((server.shutdown(Shutdown::Write), device.shutdown(Shutdown::Both)));
        drop(answers.join());
        done
    }

    fn requests(&self, device: &TcpStream, mut server: &TcpStream, waited_for: &AtomicBool) -> std::io::Result<()> {
        let mut device = BufReader::new(device);
        while let Some(request) = read(&mut device)? {
            if request.starts_with(b"POST /v1/challenges ") {
                self.at(Moment::SigningIn)?;
            }
            if !pushes(&request) {
                server.write_all(&request)?;
                continue;
            }
            let (first, rest) = request.split_at(request.len() / 2);
            server.write_all(first)?;
            self.at(Moment::Sending)?;
            waited_for.store(true, Ordering::SeqCst);
            server.write_all(rest)?;
            self.at(Moment::Sent)?;
        }
        Ok(())
    }

    fn answers(&self, mut server: &TcpStream, mut device: &TcpStream, waited_for: &AtomicBool) -> std::io::Result<()> {
        let mut part = vec![0; 64 << 10];
        loop {
            let length = server.read(&mut part)?;
            if length == 0 {
                return Ok(());
            }
            let awaited = waited_for.swap(false, Ordering::SeqCst);
            if awaited {
                self.at(Moment::Answering)?;
            }
            device.write_all(&part[..length])?;
            if awaited {
                self.at(Moment::Answered)?;
            }
        }
    }
}

/// The next request as a whole: head and body.
fn read(device: &mut BufReader<&TcpStream>) -> std::io::Result<Option<Vec<u8>>> {
    let mut request = Vec::new();
    let mut length = 0;
    loop {
        let begin = request.len();
        if device.read_until(b'\n', &mut request)? == 0 {
            return Ok(None);
        }
        let line = String::from_utf8_lossy(&request[begin..]).to_ascii_lowercase();
        if let Some(given) = line.strip_prefix("content-length:") {
            length = given.trim().parse().map_err(|_| std::io::ErrorKind::InvalidData)?;
        }
        if line.trim().is_empty() {
            break;
        }
    }
    let head = request.len();
    request.resize(head + length, 0);
    device.read_exact(&mut request[head..])?;
    Ok(Some(request))
}

/// Whether a request brings pushes, or hands a section over.
fn pushes(request: &[u8]) -> bool {
    const SOME: &[u8] = b"\"pushes\":[\"";
    let synchronises = request.starts_with(b"POST /v1/sync ");
    let brings = synchronises && request.windows(SOME.len()).any(|window| window == SOME);
    brings || request.starts_with(b"POST /v1/adoptions")
}
