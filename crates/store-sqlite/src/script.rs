//! Several statements handed to a connection at once. A connection runs on a thread of its own: handing it one statement
//! and taking its answer wakes two threads, which costs more than most of our statements do.
//!
//! Parameters are `?` without a number: they are counted through all statements of a script.

use coopol_store::StoreError;
use futures_util::TryStreamExt as _;
use sqlx::sqlite::SqliteRow;
use sqlx::{AssertSqlSafe, Either, Executor as _, SqliteConnection, query};

use crate::failure::Orderly;

/// A parameter.
#[derive(Debug)]
pub enum Parameter {
    Text(String),
    Bytes(Vec<u8>),
    Number(i64),
}

/// See the module.
#[derive(Debug, Default)]
pub struct Script {
    text: String,
    parameters: Vec<Parameter>,
    statements: usize,
}

/// Adds a statement to a script. It is checked against the schema when it is compiled, like any other; what its columns
/// hold is read by their places.
macro_rules! step {
    ($script:expr, $statement:literal $(, $parameter:expr)* $(,)?) => {{
        #[expect(unused_must_use, reason = "it is there to be compiled, not to be run")]
        let _checked = || { sqlx::query!($statement $(, $parameter)*); };
        $script.add($statement, [$(crate::script::Parameter::from($parameter)),*]);
    }};
}
pub(crate) use step;

impl Script {
    pub fn add<const N: usize>(&mut self, statement: &'static str, parameters: [Parameter; N]) {
        self.text.push_str(statement);
        self.text.push_str(";\n");
        self.parameters.extend(parameters);
        self.statements += 1;
    }

    pub fn is_empty(&self) -> bool {
        self.statements == 0
    }

    /// Runs the statements in their order, `first` before them, up to the first that fails; the rows of each but `first`.
    pub async fn run(
        self,
        first: Option<&'static str>,
        on: &mut SqliteConnection,
    ) -> Result<Vec<Vec<SqliteRow>>, StoreError> {
        let Self { text, parameters, statements } = self;
        let (text, mut before) = match first {
            Some(first) => (format!("{first};\n{text}"), 1),
            None => (text, 0),
        };
        // Put together from literals: see `step`.
        let mut query = query(AssertSqlSafe(text));
        for parameter in parameters {
            query = match parameter {
                Parameter::Text(text) => query.bind(text),
                Parameter::Bytes(bytes) => query.bind(bytes),
                Parameter::Number(number) => query.bind(number),
            };
        }
        let mut answers = Vec::with_capacity(statements);
        let mut rows = Vec::new();
        let mut answered = on.fetch_many(query);
        while let Some(step) = answered.try_next().await.orderly()? {
            match step {
                Either::Left(_) if before > 0 => before -= 1,
                Either::Left(_) => answers.push(std::mem::take(&mut rows)),
                Either::Right(row) => rows.push(row),
            }
        }
        Ok(answers)
    }
}

impl From<String> for Parameter {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<&str> for Parameter {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<Vec<u8>> for Parameter {
    fn from(bytes: Vec<u8>) -> Self {
        Self::Bytes(bytes)
    }
}

impl From<&[u8]> for Parameter {
    fn from(bytes: &[u8]) -> Self {
        Self::Bytes(bytes.to_vec())
    }
}

impl From<i64> for Parameter {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}
