//! What a column may hold.

use serde::Serialize;

/// What a column holds. The names are those of [`crate::Person`] where both have them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Field {
    /// Membership number.
    Number,
    /// Mme or M.
    Civility,
    /// Surname in use.
    LastName,
    /// Surname at birth; stands for the surname where no other is given.
    BirthName,
    /// First name.
    FirstName,
    /// Surname and first name in one cell, in either order.
    FullName,
    /// Day of birth.
    BirthDate,
    /// Day of joining.
    JoinedOn,
    /// E-mail addresses.
    Emails,
    /// Telephone numbers.
    Phones,
    /// Number and street.
    Street,
    /// Number within the street, or the kind of street, in a column of its own; several stand in the order of the address.
    StreetNumber,
    /// Further lines of an address.
    StreetExtra,
    /// Street, postcode and city in one cell.
    Address,
    /// Postcode.
    Postcode,
    /// City.
    City,
    /// Postcode and city in one cell.
    PostcodeCity,
    /// Country.
    Country,
    /// An amount paid for a year.
    Dues,
    /// The year that the amount of the same row is for.
    DuesYear,
    /// The day the amount of the same row was paid.
    PaidOn,
    /// Remarks.
    Notes,
}

impl Field {
    /// The field of a name, as the JSON writes it.
    pub(crate) fn named(name: &str) -> Option<Self> {
        Some(match name {
            "number" => Self::Number,
            "civility" => Self::Civility,
            "last_name" => Self::LastName,
            "birth_name" => Self::BirthName,
            "first_name" => Self::FirstName,
            "full_name" => Self::FullName,
            "birth_date" => Self::BirthDate,
            "joined_on" => Self::JoinedOn,
            "emails" => Self::Emails,
            "phones" => Self::Phones,
            "street" => Self::Street,
            "street_number" => Self::StreetNumber,
            "street_extra" => Self::StreetExtra,
            "address" => Self::Address,
            "postcode" => Self::Postcode,
            "city" => Self::City,
            "postcode_city" => Self::PostcodeCity,
            "country" => Self::Country,
            "dues" => Self::Dues,
            "dues_year" => Self::DuesYear,
            "paid_on" => Self::PaidOn,
            "notes" => Self::Notes,
            _ => return None,
        })
    }

    /// Whether several columns may hold it together.
    pub(crate) fn repeats(self) -> bool {
        matches!(self, Self::Emails | Self::Phones | Self::Dues | Self::Notes | Self::StreetNumber | Self::StreetExtra)
    }
}
