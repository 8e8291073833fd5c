//! Room on the disk: a database that finds none in the middle of the tests fails them one after the other, and says why where nobody looks.

use crate::checkout::Checkout;
use crate::failure::Failure;
use crate::invocation::Invocation;

/// What a run takes, in GB (10⁹ bytes), where nothing is built yet, and where all is: programs, and what the tests write.
const COLD: u64 = 20;
const WARM: u64 = 5;

/// Where the system can't tell how much is free, nothing is asked of it.
pub fn check(checkout: &Checkout) -> Result<(), Failure> {
    // The folder itself may not be there yet.
    let there = checkout.target.ancestors().find(|folder| folder.exists()).unwrap_or(&checkout.root);
    match Invocation::new("df", ["-P", "-k", &there.display().to_string()]).ask(checkout) {
        Ok(answer) => enough(&answer.said, if checkout.is_cold() { COLD } else { WARM }),
        Err(Failure::MissingProgram { .. }) => Ok(()),
        Err(failure) => Err(failure),
    }
}

fn enough(table: &str, needed: u64) -> Result<(), Failure> {
    match free(table) {
        Some((free, place)) if free < needed => Err(Failure::NoRoom { needed, free, place: place.to_owned() }),
        _ => Ok(()),
    }
}

/// The free room in GB and where it is mounted, from the table of `df -P -k` (POSIX): KiB in the fourth column.
fn free(table: &str) -> Option<(u64, &str)> {
    let columns: Vec<&str> = table.lines().nth(1)?.split_whitespace().collect();
    let kib: u64 = columns.get(3)?.parse().ok()?;
    Some((kib * 1024 / 1_000_000_000, columns.get(5)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: &str =
        "Filesystem 1024-blocks Used Available Capacity Mounted on\n/dev/a 99000000 90000000 6000000 94% /home\n";

    #[test]
    fn too_little_room_ends_the_run_before_it_begins() {
        let told = enough(TABLE, 20).unwrap_err().to_string();
        assert_eq!(told, "a run takes 20 GB of the disk, and 6 are free under /home");
        assert!(enough(TABLE, 6).is_ok());
    }

    #[test]
    fn another_table_says_nothing() {
        assert!(enough("Filesystem\n", 20).is_ok());
    }
}
