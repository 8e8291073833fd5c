//! What the screens are told: which things changed, never what they say. They read again.

use coopol_domain::id::{StreamId, SubjectId};

use super::Session;

/// Something changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Notice {
    /// These subjects, written on this device (`here`) or by others. None named: many, read everything again.
    Changed {
        /// In which stream, and which.
        subjects: Vec<(StreamId, SubjectId)>,
        /// Whether it was done on this device.
        here: bool,
    },
    /// The words of the status line.
    Status,
    /// Rights, lease or an alarm: ask anew what may be shown.
    Standing,
}

/// Above this a list of ids costs more than reading again.
const MANY: usize = 200;

impl Session {
    /// From now on, everything that changes. A listener that falls behind misses notices and should read everything again.
    pub fn subscribe(&self) -> tokio::sync::broadcast::Receiver<Notice> {
        self.notices.subscribe()
    }

    pub(crate) fn tell(&self, notice: Notice) {
        // Nobody listens: a program without screens.
        drop(self.notices.send(notice));
    }

    pub(super) fn tell_changed(&self, mut subjects: Vec<(StreamId, SubjectId)>, here: bool) {
        if subjects.is_empty() {
            return;
        }
        subjects.sort_unstable();
        subjects.dedup();
        if subjects.len() > MANY {
            subjects.clear();
        }
        self.tell(Notice::Changed { subjects, here });
    }
}
