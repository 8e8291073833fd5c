//! Reads a PDF back, by another library than the one that wrote it.

use lopdf::{Document, Object};

/// What a reader finds.
pub(crate) struct Read {
    /// The text of each page, with plain spaces and no ends of lines.
    pub pages: Vec<String>,
    document: Document,
}

impl Read {
    pub fn of(file: &[u8]) -> Self {
        let document = Document::load_mem(file).unwrap();
        let text = |page: &u32| plain(&document.extract_text(&[*page]).unwrap());
        let pages = document.get_pages().keys().map(text).collect();
        Self { pages, document }
    }

    /// Whether some page says it, wherever its lines end.
    pub fn says(&self, words: &str) -> bool {
        self.times(words) > 0
    }

    /// How often.
    pub fn times(&self, words: &str) -> usize {
        let words = closed(words);
        self.pages.iter().map(|page| closed(page).matches(&words).count()).sum()
    }

    /// The program of every font that a page uses lies in the file.
    pub fn has_its_fonts(&self) -> bool {
        let mut descriptors = self.of_type(b"FontDescriptor").peekable();
        let embedded = |font: &lopdf::Dictionary| font.has(b"FontFile3") || font.has(b"FontFile2");
        descriptors.peek().is_some() && descriptors.all(embedded)
    }

    /// In which language, and whether it is tagged for screen readers as PDF/UA-1 asks.
    pub fn language(&self) -> String {
        let text = self.document.catalog().unwrap().get(b"Lang").and_then(Object::as_str).unwrap();
        String::from_utf8(text.to_vec()).unwrap()
    }

    pub fn is_readable_aloud(&self) -> bool {
        let catalog = self.document.catalog().unwrap();
        let marked = catalog.get(b"MarkInfo").and_then(Object::as_dict).and_then(|info| info.get(b"Marked"));
        let mut metadata = self.document.objects.values().filter_map(|it| it.as_stream().ok());
        let claims = |stream: &lopdf::Stream| {
            let bytes = stream.get_plain_content().unwrap_or_default();
            String::from_utf8_lossy(&bytes).contains("<pdfuaid:part>1</pdfuaid:part>")
        };
        catalog.has(b"StructTreeRoot") && marked.and_then(Object::as_bool).unwrap_or_default() && metadata.any(claims)
    }

    fn of_type<'a>(&'a self, named: &'a [u8]) -> impl Iterator<Item = &'a lopdf::Dictionary> {
        let all = self.document.objects.values().filter_map(|it| it.as_dict().ok());
        all.filter(move |it| it.get_type().is_ok_and(|it| it == named))
    }
}

fn plain(text: &str) -> String {
    text.split(char::is_whitespace).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// A line may end after a hyphen or a slash, where nobody typed a space.
fn closed(text: &str) -> String {
    text.chars().filter(|letter| !letter.is_whitespace()).collect()
}
