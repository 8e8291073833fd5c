//! The words that people read. Errors of the core carry data; what they say on a terminal is said here, in plain French,
//! with what was kept and what to do. The program's own texts are in French too: only the
//! dossier, which people hand on, has another language.

mod desk;
mod dossier;
mod files;
mod handover;
mod history;
mod memory;
mod names;
mod network;
mod opening;
mod rules;
mod shield;

pub use desk::{kept_message, letter, mailing, not_scheduled, saved_list, would_reach};
pub use dossier::dossier;
pub use files::{archive, calendar, cell, disk, export, imported, roster};
pub use handover::{bad_request, handover_answer, handover_stage};
pub use history::{cosigned, done, euros, shown, word};
pub use memory::{fact, promise};
pub use names::{compartment, field, kind, paid_by, tie};
pub use network::{alarm, alarm_code, code, enrolment, joining, not_back, restoring_now, synchronisation, transport};
pub use opening::{beginning, cache, key_file, keyring, locked, profile, wipe};
pub use rules::{not_undoable, refused};
pub use shield::{of_another, shield, shielded_act, unagreed, will_wait};
