//! Every rule of `docs/journal.md` that is built is cited by a test, and no citation names a rule that isn't there.
//!
//! A rule is a numbered item under a heading `## J4 Merging`, cited as `J4.1`, or the whole section (`J6`) when it has
//! no items. What is not built yet carries the marker `*(reserved)*`, in its text or in the heading of its section.

mod citation;
mod document;

use std::collections::BTreeSet;

use super::Finding;
use super::repository::Repository;
use super::source::SourceFile;
use document::Document;

const DOCUMENT: &str = "docs/journal.md";

pub fn check(repository: &Repository) -> Vec<Finding> {
    let Some(file) = repository.file(DOCUMENT) else { return Vec::new() };
    let document = Document::read(&file.text);
    // The examples in the tests of xtask prove nothing about the journal.
    let citing = |file: &&SourceFile| {
        ["rs", "ts", "svelte", "sql", "md"].contains(&file.extension())
            && file.path != DOCUMENT
            && !file.path.starts_with("xtask/")
    };
    let citing: Vec<&SourceFile> = repository.files.iter().filter(citing).collect();
    let mut findings: Vec<Finding> = citing.iter().flat_map(|file| unknown(file, &document)).collect();
    findings.extend(unproven(&citing, &document));
    findings
}

fn unknown(file: &SourceFile, document: &Document) -> Vec<Finding> {
    let cited = file.numbered().flat_map(|(number, line)| citation::all(line).map(move |rule| (number, rule)));
    cited
        .filter(|(_, rule)| !document.names(rule))
        .map(|(number, rule)| {
            Finding::new(format!("{}:{number}", file.path), format!("cites {rule}, which {DOCUMENT} doesn't have"))
        })
        .collect()
}

fn unproven(citing: &[&SourceFile], document: &Document) -> Vec<Finding> {
    let in_tests = citing.iter().filter(|file| ["rs", "ts"].contains(&file.extension()));
    let proven: BTreeSet<&str> =
        in_tests.flat_map(|file| file.tests()).flat_map(|(_, line)| citation::all(line)).collect();
    let unproven = document.built().filter(|rule| !proven.contains(rule));
    unproven.map(|rule| Finding::new(DOCUMENT, format!("no test cites {rule}"))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const RULES: &str =
        "## J4 Merging\n1. The greatest stamp wins.\n2. Both are shown. *(reserved)*\n## J6 Snapshots\nAll.\n";

    fn findings(path: &str, text: &str) -> Vec<String> {
        let repository = Repository::of_texts(&[(DOCUMENT, RULES), (path, text)]);
        check(&repository).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn a_built_rule_is_cited_by_a_test() {
        assert_eq!(findings("crates/domain/tests/merge.rs", "/// J4.1: …\n/// (J6)\n"), [""; 0]);
        let half = findings("crates/domain/tests/merge.rs", "/// J4.1: …\n");
        assert_eq!(half, ["docs/journal.md: no test cites J6"]);
    }

    #[test]
    fn a_citation_outside_tests_proves_nothing() {
        let text = "//! Merging (J4.1), snapshots (J6).\n#[cfg(test)]\nmod tests {\n    // J6\n}\n";
        assert_eq!(findings("crates/domain/src/merge.rs", text), ["docs/journal.md: no test cites J4.1"]);
    }

    #[test]
    fn a_citation_of_no_rule_is_found() {
        let found = findings("crates/domain/tests/merge.rs", "// J4.1 J6\n// J4.9\n// J7\n");
        let says = |line: u8, rule| {
            format!("crates/domain/tests/merge.rs:{line}: cites {rule}, which {DOCUMENT} doesn't have")
        };
        assert_eq!(found, [says(2, "J4.9"), says(3, "J7")]);
    }

    #[test]
    fn without_the_document_there_is_nothing_to_hold_to() {
        assert_eq!(check(&Repository::of_texts(&[("crates/domain/src/a.rs", "// J99")])), []);
    }
}
