//! The laptops of the unit.

use coopol_core::devices::{Device, Waiting};
use coopol_core::mandates::Holder;
use jiff::tz::TimeZone;

use super::time::{day, wall};
use crate::contract::devices::{Laptop, WaitingLaptop};
use crate::contract::history::Named;

pub fn laptop(device: Device, zone: &TimeZone) -> Laptop {
    Laptop {
        id: device.id.to_string(),
        name: device.name,
        holder: device.holder_name,
        since: device.since.map(|since| day(since, zone)),
        revoked: device.revoked,
        this: device.this,
    }
}

pub fn waiting(invitation: Waiting, zone: &TimeZone) -> WaitingLaptop {
    WaitingLaptop {
        id: invitation.id.to_string(),
        holder: invitation.holder_name,
        author: invitation.author_name,
        by_codes: invitation.by_codes,
        opens: wall(invitation.opens, zone),
        own: invitation.own,
        contestable: invitation.contestable,
    }
}

pub fn named(holder: Holder) -> Named {
    Named { id: holder.id.to_string(), name: holder.name }
}
