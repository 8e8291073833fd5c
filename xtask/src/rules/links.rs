//! A link from a document to a file of the repository leads somewhere.

use super::Finding;
use super::repository::Repository;
use super::source::SourceFile;

pub fn check(repository: &Repository) -> Vec<Finding> {
    let documents = repository.files.iter().filter(|file| file.extension() == "md");
    documents.flat_map(|document| dead(document, repository)).collect()
}

fn dead(document: &SourceFile, repository: &Repository) -> Vec<Finding> {
    let links = document.numbered().flat_map(|(number, line)| targets(line).map(move |target| (number, target)));
    links
        .filter(|(_, target)| !repository.has(&resolve(&document.path, target)))
        .map(|(number, target)| {
            Finding::new(format!("{}:{number}", document.path), format!("links to {target}, which isn't there"))
        })
        .collect()
}

/// The targets of a line's links, without those to other sites and to headings of the same document.
fn targets(line: &str) -> impl Iterator<Item = &str> {
    let links = line.split("](").skip(1).filter_map(|rest| rest.split_once(')'));
    let paths = links.map(|(target, _)| target.split_once('#').map_or(target, |(path, _)| path));
    paths.filter(|path| !path.is_empty() && !path.contains(':'))
}

/// The path from the root of what a document at `from` calls `target`.
fn resolve(from: &str, target: &str) -> String {
    let mut folders: Vec<&str> = from.split('/').collect();
    folders.pop();
    for step in target.trim_end_matches('/').split('/') {
        match step {
            "." => {}
            ".." => {
                folders.pop();
            }
            name => folders.push(name),
        }
    }
    folders.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn findings(text: &str) -> Vec<String> {
        let repository =
            Repository::of_texts(&[("docs/guide/start.md", text), ("docs/guide/end.md", ""), ("a.rs", "")]);
        check(&repository).into_iter().map(|finding| finding.says).collect()
    }

    #[test]
    fn links_lead_to_files_and_folders() {
        assert_eq!(findings("[a](end.md) [b](./end.md#last) [c](../../a.rs) [d](../guide/)"), [""; 0]);
        assert_eq!(findings("see [a](end.md), [b](middle.md)"), ["links to middle.md, which isn't there"]);
        assert_eq!(findings("[a](../end.md)"), ["links to ../end.md, which isn't there"]);
    }

    #[test]
    fn other_sites_and_headings_are_not_looked_up() {
        assert_eq!(findings("[a](https://example.org/x.md) [b](#first) [c](mailto:a@example.org)"), [""; 0]);
    }
}
