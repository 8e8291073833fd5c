//! How much of a file is looked at. A poisoned file costs at most this, whatever it claims to hold.

/// Bytes of a file.
pub const FILE_BYTES: usize = 20 * 1024 * 1024;
/// Bytes of everything a zip holds once inflated.
pub const INFLATED_BYTES: u64 = 256 * 1024 * 1024;
/// Rows of one sheet, or cards of one address book.
pub const ROWS: usize = 200_000;
/// Columns of one sheet.
pub const COLUMNS: usize = 1_000;
/// Filled cells of all the sheets together.
pub const CELLS: usize = 5_000_000;
/// Bytes of a surname or of a first name. What is longer was never one: two cells of a file ran into each other.
pub const NAME_BYTES: usize = 120;
/// Bytes of a street.
pub const STREET_BYTES: usize = 200;
/// Bytes of a city.
pub const CITY_BYTES: usize = 80;
/// Bytes of a country.
pub const COUNTRY_BYTES: usize = 60;
/// Bytes of a postcode abroad.
pub const POSTCODE_BYTES: usize = 12;
/// Bytes of a membership number.
pub const NUMBER_BYTES: usize = 30;
/// Bytes of remarks.
pub const NOTES_BYTES: usize = 4_000;
/// Bytes of text in all the cells together: a shared string of a spreadsheet may be repeated in every cell.
pub const TEXT_BYTES: usize = 128 * 1024 * 1024;
