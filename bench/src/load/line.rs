//! One connection that is kept.

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use crate::Failure;

/// See the module.
pub struct Line {
    socket: TcpStream,
    host: String,
    buffer: Vec<u8>,
}

/// What came back.
pub struct Reply<'a> {
    /// The HTTP status.
    pub status: u16,
    /// Whether it says when to come again.
    pub again: bool,
    /// The body.
    pub body: &'a [u8],
}

impl Line {
    pub async fn to(address: &str) -> Result<Self, Failure> {
        let socket = TcpStream::connect(address).await?;
        socket.set_nodelay(true)?;
        Ok(Self { socket, host: address.to_owned(), buffer: Vec::new() })
    }

    /// A request as it goes out.
    pub fn request(&self, path: &str, token: &str, body: &[u8]) -> Vec<u8> {
        let (host, length) = (&self.host, body.len());
        let mut request = format!(
            "POST {path} HTTP/1.1\r\nhost: {host}\r\nauthorization: Bearer {token}\r\ncontent-type: application/json\r\n\
             content-length: {length}\r\n\r\n"
        )
        .into_bytes();
        request.extend_from_slice(body);
        request
    }

    /// Sends it, and reads the answer.
    pub async fn answer(&mut self, request: &[u8]) -> Result<Reply<'_>, Failure> {
        self.socket.write_all(request).await?;
        self.buffer.clear();
        loop {
            if self.socket.read_buf(&mut self.buffer).await? == 0 {
                return Err("the server ended the connection".into());
            }
            let Some(end) = self.buffer.windows(4).position(|four| four == b"\r\n\r\n") else { continue };
            let head = std::str::from_utf8(&self.buffer[..end])?.to_ascii_lowercase();
            let length = head.lines().find_map(|line| line.strip_prefix("content-length:")).unwrap_or("0");
            let whole = end + 4 + length.trim().parse::<usize>()?;
            while self.buffer.len() < whole {
                if self.socket.read_buf(&mut self.buffer).await? == 0 {
                    return Err("the server ended the connection".into());
                }
            }
            let status = head.split(' ').nth(1).unwrap_or_default().parse()?;
            let again = head.contains("\r\nretry-after:");
            return Ok(Reply { status, again, body: &self.buffer[end + 4..whole] });
        }
    }

    /// Sends it, and reads the body of an answer that was a success.
    pub async fn exchange(&mut self, request: &[u8]) -> Result<&[u8], Failure> {
        match self.answer(request).await? {
            Reply { status: 200..=299, body, .. } => Ok(body),
            Reply { status, body, .. } => Err(format!("{status}: {}", String::from_utf8_lossy(body)).into()),
        }
    }

    /// The same, in JSON both ways, by nobody.
    pub async fn json(&mut self, path: &str, body: &serde_json::Value) -> Result<serde_json::Value, Failure> {
        let request = self.request(path, "", body.to_string().as_bytes());
        Ok(serde_json::from_slice(self.exchange(&request).await?)?)
    }
}
