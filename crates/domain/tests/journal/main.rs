//! The rules of `docs/journal.md`, each shown by what it makes of pushes.

#![expect(
    clippy::unwrap_used,
    clippy::needless_pass_by_value,
    clippy::format_collect,
    reason = "a test that can't go on panics; its helpers read best when they take what they are given"
)]

mod acts;
mod attendance;
mod cards;
mod caretaking;
mod codes;
mod coming_back;
mod custodians;
mod delegating;
mod delegating_dues;
mod desks;
mod devices;
mod enrolling;
mod feeds;
mod folds;
mod golden;
mod handover;
mod joint;
mod mailings;
mod merging;
mod moving;
mod newer;
mod outbox;
mod owners;
mod pushes;
mod reminding;
mod shield;
mod splitting;
mod suspending;
mod ties;
mod timelines;
mod transfers;
mod undoing;
mod units;
mod verdicts;
mod without;
mod witness;
mod world;
