//! What is asked of the roster, as it is kept. The people whom it finds are read each time, and stand nowhere.

use coopol_domain::codec::Value;
use serde::Serialize;

use crate::device::{Failure, Rule};
use crate::roster::{Column, Filter, Query, Sort};

/// A question as it was saved, perhaps by a program that knows other filters than this one.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Question {
    /// Any part of name, e-mail, phone, commune or number.
    pub words: String,
    /// [`Filter::word`] of each; all of them have to hold.
    pub filters: Vec<String>,
    /// [`Column::word`] of the order.
    pub column: String,
    /// Whether the other way round.
    pub descending: bool,
}

/// The longest words that are kept, in bytes: as the domain has it.
const LONGEST: usize = 300;

impl Question {
    /// What a query asks.
    #[must_use]
    pub fn of(query: &Query) -> Self {
        let mut filters: Vec<&str> = query.filters.iter().map(|filter| filter.word()).collect();
        filters.sort_unstable();
        filters.dedup();
        Self {
            words: query.text.trim().to_owned(),
            filters: filters.into_iter().map(str::to_owned).collect(),
            column: query.sort.column.word().to_owned(),
            descending: query.sort.descending,
        }
    }

    /// The words of it that this program doesn't know: a later one saved it.
    #[must_use]
    pub fn unknown(&self) -> Vec<String> {
        let filters = self.filters.iter().filter(|word| filter(word).is_none());
        let columns = [&self.column].into_iter().filter(|word| column(word).is_none());
        filters.chain(columns).cloned().collect()
    }

    /// What is to be asked of the list.
    ///
    /// # Errors
    /// [`Failure::Invalid`] in `question`, with what this program doesn't know: it asks nothing else in its place.
    pub fn query(&self) -> Result<Query, Failure> {
        let unknown = self.unknown();
        if !unknown.is_empty() {
            return Err(Failure::Invalid { field: "question", rule: Rule::Choice, value: unknown.join(", ") });
        }
        let filters = self.filters.iter().filter_map(|word| filter(word)).collect();
        let sort = Sort { column: column(&self.column).unwrap_or_default(), descending: self.descending };
        Ok(Query { text: self.words.clone(), filters, sort })
    }

    /// As the journal holds it, its parts in the order of canonical bytes.
    pub(super) fn value(&self) -> Result<Value, Failure> {
        if self.words.len() > LONGEST {
            return Err(Failure::Invalid { field: "words", rule: Rule::TooLong, value: self.words.clone() });
        }
        let said = |text: String| if text.is_empty() { Value::Null } else { Value::Text(text) };
        let column = if self.column == Column::default().word() { String::new() } else { self.column.clone() };
        let parts = [
            ("words", said(self.words.clone())),
            ("column", said(column)),
            ("filters", said(self.filters.join(" "))),
            ("descending", if self.descending { Value::Bool(true) } else { Value::Null }),
        ];
        let parts = parts.into_iter().filter(|(_, value)| *value != Value::Null);
        Ok(Value::Map(parts.map(|(part, value)| (part.to_owned(), value)).collect()))
    }

    /// From what the journal holds.
    pub(super) fn of_value(value: &Value) -> Self {
        let Value::Map(parts) = value else { return Self::read(String::new(), "", String::new(), false) };
        let part = |name: &str| parts.iter().find(|(part, _)| part == name).map(|(_, value)| value);
        let text = |name: &str| match part(name) {
            Some(Value::Text(text)) => text.clone(),
            _ => String::new(),
        };
        Self::read(text("words"), &text("filters"), text("column"), part("descending") == Some(&Value::Bool(true)))
    }

    /// From the columns of the cache.
    pub(super) fn read(words: String, filters: &str, column: String, descending: bool) -> Self {
        let column = if column.is_empty() { Column::default().word().to_owned() } else { column };
        Self { words, filters: filters.split_whitespace().map(str::to_owned).collect(), column, descending }
    }
}

fn filter(word: &str) -> Option<Filter> {
    Filter::ALL.into_iter().find(|filter| filter.word() == word)
}

fn column(word: &str) -> Option<Column> {
    Column::ALL.into_iter().find(|column| column.word() == word)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is kept for ever reads back; what isn't known is told.
    #[test]
    fn a_question_reads_back_and_tells_what_it_does_not_know() {
        for column in Column::ALL {
            let sort = Sort { column, descending: column == Column::Since };
            let query = Query { text: " cote ".to_owned(), filters: Filter::ALL.into(), sort };
            let question = Question::of(&query);
            let back = question.query().expect("this program wrote it");
            assert_eq!((Question::of(&back), back.text.as_str()), (question.clone(), "cote"));
            assert_eq!(back.sort, sort);
        }
        let later = Question::read(String::new(), "late over_thirty", "age".to_owned(), false);
        assert_eq!(later.unknown(), ["over_thirty", "age"]);
        let refused = later.query().expect_err("nothing else is asked in its place");
        assert_eq!(
            refused.to_string(),
            "`over_thirty, age` can't stand in `question`: it isn't one of the words that are allowed"
        );
        let whole = Question::of(&Query::default());
        assert_eq!(whole.value().expect("short"), Value::Map(Vec::new()));
        let long = Question { words: "x".repeat(LONGEST + 1), ..whole };
        assert!(matches!(long.value(), Err(Failure::Invalid { field: "words", rule: Rule::TooLong, .. })));
    }
}
