//! Calendar feeds, as the page lists them.

use coopol_core::agenda::feeds::Feed;
use coopol_core::device::day;
use jiff::tz::TimeZone;

use crate::contract::feeds::FeedRow;

pub fn row(feed: Feed, zone: &TimeZone) -> FeedRow {
    let Feed { id, name, opened_by, opened, answered_by, own, answers, .. } = feed;
    FeedRow { id: id.to_string(), name, opened_by, opened: day(opened, zone).to_string(), answered_by, own, answers }
}
