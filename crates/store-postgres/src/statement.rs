//! One statement that gives nothing back.

/// Runs it. It is checked against the schema when it is compiled, like any other.
macro_rules! run {
    ($on:expr, $statement:literal $($arguments:tt)*) => {
        crate::failure::Orderly::orderly(sqlx::query!($statement $($arguments)*).execute(&mut *$on).await).map(drop)
    };
}

pub(crate) use run;
