//! From a template and its words to a PDF. A document sees its own files only: no disk, no network, no clock.

use std::sync::LazyLock;

use serde_json::Value;
use typst::diag::{FileError, FileResult, SourceDiagnostic};
use typst::foundations::{Bytes, Datetime, Duration, Smart};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt as _, World, comemo};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use crate::Language;
use crate::letters;

const PAGE: &str = include_str!("../templates/page.typ");
const MAIN: &str = "document.typ";

/// Embedded, so that a document looks alike on every computer; read when the first one is printed.
pub(crate) static FONTS: LazyLock<Vec<Font>> = LazyLock::new(|| {
    let files: [&'static [u8]; 2] =
        [include_bytes!("../fonts/LibertinusSerif-Regular.otf"), include_bytes!("../fonts/LibertinusSerif-Bold.otf")];
    files.into_iter().flat_map(|file| Font::iter(Bytes::new(file))).collect()
});

/// A document that can't be set. Templates are part of the program and tests print each: a bug.
#[derive(Debug, thiserror::Error)]
#[error("the document can't be printed: {0}")]
pub struct Unprintable(String);

/// One document on its way.
struct Press {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    files: Vec<(FileId, Bytes)>,
}

/// A PDF that screen readers can read (PDF/UA-1). The template reads the words as data: nothing that people typed is markup.
pub(crate) fn print(template: &'static str, language: Language, mut words: Value) -> Result<Vec<u8>, Unprintable> {
    letters::set(&mut words, language);
    let words = Bytes::new(words.to_string().into_bytes());
    let own = [(MAIN, template), ("page.typ", PAGE)].map(|(name, text)| (id(name), Bytes::new(text.as_bytes())));
    let press = Press {
        library: LazyHash::new(Library::default()),
        book: LazyHash::new(FontBook::from_fonts(FONTS.iter())),
        files: own.into_iter().chain([(id("words.json"), words)]).collect(),
    };
    let made = typst::compile(&press).output.map_err(unprintable).and_then(|document| written(&document));
    // What Typst keeps to print the same again faster is several times the document.
    comemo::evict(0);
    made
}

fn written(document: &PagedDocument) -> Result<Vec<u8>, Unprintable> {
    let readable = PdfStandards::new(&[PdfStandard::Ua_1]).expect("one standard doesn't contradict itself");
    let held_to = |standards| {
        let options =
            PdfOptions { standards, creator: Smart::Custom(Some("Coopol".to_owned())), ..PdfOptions::default() };
        typst_pdf::pdf(document, &options)
    };
    // A name that mixes scripts as no font does would leave an empty frame, which the standard refuses: better that than no page.
    held_to(readable).or_else(|_| held_to(PdfStandards::default())).map_err(unprintable)
}

fn unprintable(errors: impl IntoIterator<Item = SourceDiagnostic>) -> Unprintable {
    let said: Vec<String> = errors.into_iter().map(|error| error.message.to_string()).collect();
    Unprintable(said.join("; "))
}

fn id(name: &str) -> FileId {
    let path = VirtualPath::new(name).expect("names of files are the program's own");
    RootedPath::new(VirtualRoot::Project, path).intern()
}

impl World for Press {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.book
    }

    fn main(&self) -> FileId {
        id(MAIN)
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        let text = String::from_utf8(self.file(id)?.to_vec()).map_err(|_| FileError::InvalidUtf8)?;
        Ok(Source::new(id, text))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        let file = self.files.iter().find(|(own, _)| *own == id);
        file.map(|(_, bytes)| bytes.clone()).ok_or(FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        FONTS.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
