//! The outgoing officer who doesn't want to go: every action of the table against a real server, in every situation, and the
//! section that their successor finds afterwards.

#![expect(clippy::unwrap_used, reason = "in a test a surprise is a failure")]

mod actions;
mod in_office;
mod leaver;
mod page;
mod play;
mod section;
mod table;

use coopol_testkit::server::Server;
use play::{Way, play, play_at};
use table::Situation;

#[test]
fn online() {
    play(Situation::Online, Way::Ended);
}

#[test]
fn three_weeks_offline() {
    play(Situation::ThreeWeeksOffline, Way::Ended);
}

#[test]
fn clock_set_back() {
    play(Situation::ClockSetBack, Way::Ended);
}

#[test]
fn second_laptop() {
    play(Situation::SecondLaptop, Way::Ended);
}

#[test]
fn suspended_online() {
    play(Situation::Online, Way::Suspended);
}

#[test]
fn suspended_three_weeks_offline() {
    play(Situation::ThreeWeeksOffline, Way::Suspended);
}

#[test]
fn suspended_with_the_clock_set_back() {
    play(Situation::ClockSetBack, Way::Suspended);
}

#[test]
fn suspended_with_a_second_laptop() {
    play(Situation::SecondLaptop, Way::Suspended);
}

/// Whoever connects comes to one replica and the other in turn: what one has learnt, the other knows.
#[cfg(unix)]
#[test]
fn online_over_two_replicas() {
    play_at(&Server::replicated(), Situation::Online, Way::Ended);
}

#[cfg(unix)]
#[test]
fn three_weeks_offline_over_two_replicas() {
    play_at(&Server::replicated(), Situation::ThreeWeeksOffline, Way::Ended);
}

#[cfg(unix)]
#[test]
fn clock_set_back_over_two_replicas() {
    play_at(&Server::replicated(), Situation::ClockSetBack, Way::Ended);
}

#[cfg(unix)]
#[test]
fn second_laptop_over_two_replicas() {
    play_at(&Server::replicated(), Situation::SecondLaptop, Way::Ended);
}

#[cfg(unix)]
#[test]
fn suspended_online_over_two_replicas() {
    play_at(&Server::replicated(), Situation::Online, Way::Suspended);
}

#[test]
fn in_office_online() {
    in_office::play(Situation::Online);
}

#[test]
fn in_office_three_weeks_offline() {
    in_office::play(Situation::ThreeWeeksOffline);
}

#[test]
fn in_office_with_the_clock_set_back() {
    in_office::play(Situation::ClockSetBack);
}

#[test]
fn in_office_with_two_laptops() {
    in_office::play(Situation::SecondLaptop);
}
