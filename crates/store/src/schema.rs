//! How far the schema of a database is, and which programs can work with it. It grows step by step; a program that knows fewer steps works
//! with one that grew, as long as nothing was taken away that it asks for: so two versions serve one database side by side.

use crate::StoreError;

/// The table that says from where on. It is of this database alone.
pub const FLOOR: &str = "schema_floor";

/// How far it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Schema {
    /// The last step that was taken.
    pub taken: i64,
    /// The last step that a program must know, at least.
    pub floor: i64,
}

impl Schema {
    /// Whether a program can work with it that knows the steps until `known`: that it is ahead of the program, or not.
    ///
    /// # Errors
    /// [`StoreError::NewerSchema`].
    pub fn served_by(self, known: i64) -> Result<bool, StoreError> {
        if self.floor > known {
            return Err(StoreError::NewerSchema { floor: self.floor, known });
        }
        Ok(self.taken > known)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_serves_what_grew_until_something_is_taken_away() {
        let served = |taken, floor| Schema { taken, floor }.served_by(24);
        assert!(!served(24, 24).unwrap());
        assert!(served(25, 24).unwrap());
        assert!(matches!(served(30, 25), Err(StoreError::NewerSchema { floor: 25, known: 24 })));
    }
}
