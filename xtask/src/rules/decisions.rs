//! Decision records are numbered without gaps, and their index leads to each of them.

use super::Finding;
use super::repository::Repository;

const FOLDER: &str = "docs/decisions";
const INDEX: &str = "docs/decisions/README.md";

pub fn check(repository: &Repository) -> Vec<Finding> {
    let records: Vec<&str> = repository.names_in(FOLDER).into_iter().filter(|name| *name != "README.md").collect();
    let mut findings = numbering(&records);
    let Some(index) = repository.file(INDEX) else {
        findings.push(Finding::new(INDEX, "is missing: it is the index of the decision records"));
        return findings;
    };
    let unlinked = records.iter().filter(|record| !index.text.contains(&format!("]({record})")));
    findings.extend(unlinked.map(|record| Finding::new(INDEX, format!("doesn't link to {record}"))));
    findings
}

/// Records come sorted by name, so the n-th one has to carry the number n.
fn numbering(records: &[&str]) -> Vec<Finding> {
    let out_of_place = |(index, record): (usize, &&str)| {
        let expected = format!("{:04}-", index + 1);
        let says = format!("should be called {expected}…: records are numbered without gaps");
        (!record.starts_with(&expected)).then(|| Finding::new(format!("{FOLDER}/{record}"), says))
    };
    records.iter().enumerate().filter_map(out_of_place).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn findings(index: &str, records: &[&str]) -> Vec<String> {
        let paths: Vec<String> = records.iter().map(|record| format!("{FOLDER}/{record}")).collect();
        let mut texts = vec![(INDEX, index)];
        texts.extend(paths.iter().map(|path| (path.as_str(), "")));
        check(&Repository::of_texts(&texts)).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn an_index_that_leads_to_every_record_is_fine() {
        let index = "- [1](0001-a.md)\n- [2](0002-b.md), see [how](../../CONTRIBUTING.md)";
        assert_eq!(findings(index, &["0001-a.md", "0002-b.md"]), [""; 0]);
    }

    #[test]
    fn gaps_and_doubles_are_found() {
        assert_eq!(findings("[](0001-a.md) [](0003-c.md)", &["0001-a.md", "0003-c.md"]).len(), 1);
        assert_eq!(findings("[](0001-a.md) [](0001-b.md)", &["0001-a.md", "0001-b.md"]).len(), 1);
    }

    #[test]
    fn a_record_out_of_the_index_is_found() {
        assert_eq!(findings("", &["0001-a.md"]), [format!("{INDEX}: doesn't link to 0001-a.md")]);
    }
}
