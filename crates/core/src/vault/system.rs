//! The system's keyring. Its libraries block, for ever on a locked collection, and can't be called from an asynchronous
//! runtime: so one thread of its own speaks with it, and callers wait for an answer only so long.

use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread;
use std::time::Duration;

#[cfg(target_os = "macos")]
use apple_native_keyring_store::keychain::Store;
use keyring_core::Entry;
use keyring_core::api::CredentialStoreApi as _;
#[cfg(windows)]
use windows_native_keyring_store::Store;
#[cfg(all(unix, not(target_os = "macos")))]
use zbus_secret_service_keyring_store::Store;

use super::{CacheKey, Keyring, KeyringError};

/// Under which the entries stand in the system's own program for keyrings.
const SERVICE: &str = "org.coopol.Coopol";

/// How long a person is given to unlock a keyring that asks.
const PATIENCE: Duration = Duration::from_secs(30);

enum Request {
    Read(String, Sender<Result<Option<CacheKey>, KeyringError>>),
    Write(String, CacheKey, Sender<Result<(), KeyringError>>),
    Destroy(String, Sender<Result<(), KeyringError>>),
}

/// The keyring of the session: Secret Service, Keychain or Credential Manager.
#[derive(Debug)]
pub struct SystemKeyring {
    requests: Sender<Request>,
    patience: Duration,
}

impl SystemKeyring {
    /// Starts the thread, which lives as long as this value and the call it may be caught in.
    ///
    /// # Errors
    /// [`KeyringError::Absent`] when the system gives no thread.
    pub fn start() -> Result<Self, KeyringError> {
        let (requests, inbox) = mpsc::channel();
        let started = thread::Builder::new().name("keyring".to_owned()).spawn(move || serve(&inbox));
        started.map_err(|error| KeyringError::Absent { why: error.to_string() })?;
        Ok(Self { requests, patience: PATIENCE })
    }

    fn ask<T>(&self, request: impl FnOnce(Sender<Result<T, KeyringError>>) -> Request) -> Result<T, KeyringError> {
        let gone = || KeyringError::Absent { why: "its thread ended".to_owned() };
        let (answer, answered) = mpsc::channel();
        self.requests.send(request(answer)).map_err(|_| gone())?;
        match answered.recv_timeout(self.patience) {
            Ok(answer) => answer,
            Err(RecvTimeoutError::Timeout) => Err(KeyringError::Locked { seconds: self.patience.as_secs() }),
            Err(RecvTimeoutError::Disconnected) => Err(gone()),
        }
    }
}

impl Keyring for SystemKeyring {
    fn read(&self, entry: &str) -> Result<Option<CacheKey>, KeyringError> {
        self.ask(|answer| Request::Read(entry.to_owned(), answer))
    }

    fn write(&self, entry: &str, key: &CacheKey) -> Result<(), KeyringError> {
        self.ask(|answer| Request::Write(entry.to_owned(), key.clone(), answer))
    }

    fn destroy(&self, entry: &str) -> Result<(), KeyringError> {
        self.ask(|answer| Request::Destroy(entry.to_owned(), answer))
    }
}

/// Serves until nobody can ask any more. An answer that nobody waits for any longer is dropped.
fn serve(inbox: &Receiver<Request>) {
    for request in inbox {
        match request {
            Request::Read(entry, answer) => drop(answer.send(read(&entry))),
            Request::Write(entry, key, answer) => drop(answer.send(write(&entry, &key))),
            Request::Destroy(entry, answer) => drop(answer.send(destroy(&entry))),
        }
    }
}

fn read(entry: &str) -> Result<Option<CacheKey>, KeyringError> {
    match open(entry)?.get_password() {
        Ok(text) => CacheKey::from_hex(&zeroize::Zeroizing::new(text)).map(Some).ok_or(KeyringError::Changed),
        Err(keyring_core::Error::NoEntry) => Ok(None),
        Err(error) => Err(refused(&error)),
    }
}

fn write(entry: &str, key: &CacheKey) -> Result<(), KeyringError> {
    open(entry)?.set_password(&key.to_hex()).map_err(|error| refused(&error))
}

fn destroy(entry: &str) -> Result<(), KeyringError> {
    match open(entry)?.delete_credential() {
        Ok(()) | Err(keyring_core::Error::NoEntry) => Ok(()),
        Err(error) => Err(refused(&error)),
    }
}

/// Through a connection of its own: one that failed, or whose service ended, would fail for as long as the program runs,
/// and whoever tries again once the keyring is there wants it found.
fn open(entry: &str) -> Result<Entry, KeyringError> {
    let store =
        Store::new().map_err(|_| KeyringError::Absent { why: "no service for secrets in this session".to_owned() })?;
    store.build(SERVICE, entry, None).map_err(|error| refused(&error))
}

fn refused(error: &keyring_core::Error) -> KeyringError {
    match error {
        // The bytes of a secret may stand in an error's own text: only what can't hold any is passed on.
        keyring_core::Error::NoStorageAccess(_) => KeyringError::Locked { seconds: 0 },
        keyring_core::Error::BadEncoding(_)
        | keyring_core::Error::BadDataFormat(..)
        | keyring_core::Error::Ambiguous(_) => KeyringError::Changed,
        other => KeyringError::Absent { why: other.to_string() },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Asks a thread that has taken the request, or never will.
    fn keyring(patience: Duration) -> (SystemKeyring, Receiver<Request>) {
        let (requests, inbox) = mpsc::channel();
        (SystemKeyring { requests, patience }, inbox)
    }

    #[test]
    fn a_keyring_that_never_answers_is_locked_after_so_long() {
        let (keyring, inbox) = keyring(Duration::from_millis(20));
        assert_eq!(keyring.read("p").unwrap_err(), KeyringError::Locked { seconds: 0 });
        assert_eq!(keyring.destroy("p").unwrap_err(), KeyringError::Locked { seconds: 0 });
        // Both were asked for, and an answer that comes too late is nobody's.
        for request in inbox.try_iter() {
            match request {
                Request::Read(_, answer) => answer.send(Ok(None)).unwrap_err(),
                Request::Write(..) => panic!("nobody asked for it"),
                Request::Destroy(_, answer) => {
                    answer.send(Ok(())).unwrap_err();
                    return;
                }
            };
        }
        panic!("the second request never came");
    }

    #[test]
    fn a_keyring_whose_thread_ended_is_absent() {
        let (keyring, inbox) = keyring(PATIENCE);
        drop(inbox);
        assert!(matches!(keyring.read("p").unwrap_err(), KeyringError::Absent { .. }));
    }

    #[test]
    fn an_answer_in_time_is_given() {
        let (keyring, inbox) = keyring(PATIENCE);
        let served = thread::spawn(move || match inbox.recv().unwrap() {
            Request::Read(entry, answer) => {
                assert_eq!(entry, "p");
                answer.send(Ok(Some(CacheKey::from_bytes([4; 32]))))
            }
            Request::Write(..) | Request::Destroy(..) => panic!("a key was asked for"),
        });
        let key = keyring.read("p").unwrap().unwrap();
        assert_eq!(key.to_hex().as_str(), CacheKey::from_bytes([4; 32]).to_hex().as_str());
        served.join().unwrap().unwrap();
    }
}
