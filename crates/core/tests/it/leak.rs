//! Nothing that somebody typed stands readable in any file, nor in the logs at their most talkative.

use std::io::Write;
use std::path::Path;
use std::sync::{Arc, Mutex};

use coopol_core::roster::{self, Field};
use tracing_subscriber::fmt::MakeWriter;

use crate::sync::add;
use crate::world::World;

#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Log {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}

/// Marks as they were typed, folded, in UTF-16 and in base64.
fn marks() -> Vec<Vec<u8>> {
    let plain = ["Zanzibarre", "zanzibarre", "xylophoniste", "kaleidoscope@exemple.fr", "0612987345", "33612987345"];
    let wide = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    let mut marks: Vec<Vec<u8>> = plain.iter().map(|text| text.as_bytes().to_vec()).collect();
    marks.extend(plain.iter().map(|text| wide(text)));
    // The three alignments of `xylophoniste` in base64, without their ragged ends.
    marks.extend([&b"eHlsb3Bob25pc3"[..], b"h5bG9waG9uaXN0", b"4eWxvcGhvbmlzdG"].map(<[u8]>::to_vec));
    marks
}

fn holds(bytes: &[u8], mark: &[u8]) -> bool {
    bytes.windows(mark.len()).any(|window| window == mark)
}

fn search(folder: &Path, key: &[u8], seen: &mut usize) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            search(&path, key, seen);
            continue;
        }
        *seen += 1;
        let bytes = std::fs::read(&path).unwrap();
        for mark in marks() {
            assert!(!holds(&bytes, &mark), "{} holds {:?}", path.display(), String::from_utf8_lossy(&mark));
        }
        assert!(!holds(&bytes, key), "{} holds the key", path.display());
    }
}

#[test]
fn the_marks_would_be_found() {
    assert!(marks().iter().any(|mark| holds(b"a Zanzibarre b", mark)));
    for shift in ["xylophoniste", "a xylophoniste", "ab xylophoniste"] {
        use base64::Engine as _;
        let packed = base64::engine::general_purpose::STANDARD.encode(shift);
        assert!(marks().iter().any(|mark| holds(packed.as_bytes(), mark)), "{packed}");
    }
}

#[tokio::test]
async fn nothing_leaks() {
    let log = Log::default();
    let subscriber = tracing_subscriber::fmt().with_max_level(tracing::Level::TRACE).with_writer(log.clone()).finish();
    let _guard = tracing::subscriber::set_default(subscriber);
    let world = World::new();
    let a = world.synchronised(1, 7).await;
    let person = add(&a, "Zanzibarre", "Xylophoniste").await;
    for (field, value) in [
        (Field::Note, "xylophoniste de la section"),
        (Field::Email, "kaleidoscope@exemple.fr"),
        (Field::Mobile, "06 12 98 73 45"),
    ] {
        roster::set(&a.session, person, field, value).await.unwrap();
    }
    roster::search(&a.session, "zanzibarre", 5).await.unwrap();
    let mut files = 0;
    search(world.folder(), &[7; 32], &mut files);
    assert!(files >= 4, "database, log of writes, lock and card were looked at");
    a.sync().await;
    let a = world.again(a).await;
    search(world.folder(), &[7; 32], &mut files);
    a.session.close().await.unwrap();
    search(world.folder(), &[7; 32], &mut files);
    let said = log.0.lock().unwrap().clone();
    for mark in marks() {
        assert!(!holds(&said, &mark), "the log holds {:?}", String::from_utf8_lossy(&mark));
    }
    assert!(!holds(&said, b"07070707"), "the log holds the key");
}
