//! The handover: nobody makes an officer alone, nobody who leaves can block, and no server appoints anybody.

mod believing;
mod caretakers;
mod interim;
mod mergers;
mod orders;
mod section;
mod ways;
