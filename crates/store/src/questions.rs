//! Several questions asked together: what a backend is asked for a whole group of pushes, in one go if it can.

use coopol_domain::id::{ChangeId, DeviceId, HolderId, StreamId, SubjectId, UnitId};
use coopol_domain::seal::Hash;

use crate::row::{ChainRow, DecidedRow, LookRow, StreamRow, SubjectRow, TouchRow};

/// What is asked. Each list is the argument of the method of [`crate::Read`] that asks for it alone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Questions {
    /// Streams.
    pub streams: Vec<StreamId>,
    /// Devices.
    pub devices: Vec<DeviceId>,
    /// The mandates of these holders.
    pub holders: Vec<HolderId>,
    /// The mandates in these units.
    pub units: Vec<UnitId>,
    /// These units and all above them.
    pub above: Vec<UnitId>,
    /// Subjects.
    pub subjects: Vec<(StreamId, SubjectId)>,
    /// Who has these values.
    pub looks: Vec<(StreamId, Hash)>,
    /// The entries of these changes.
    pub decided: Vec<ChangeId>,
    /// The last pushes.
    pub chains: Vec<(StreamId, DeviceId)>,
    /// The open claims in these `office` streams.
    pub claims: Vec<StreamId>,
    /// What these holders touched in these streams.
    pub touched: Vec<(StreamId, HolderId)>,
}

/// The answers, list by list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answers {
    /// To [`Questions::streams`].
    pub streams: Vec<StreamRow>,
    /// To [`Questions::devices`].
    pub devices: Vec<SubjectRow>,
    /// To [`Questions::holders`] and [`Questions::units`], each once.
    pub mandates: Vec<SubjectRow>,
    /// To [`Questions::above`].
    pub above: Vec<SubjectRow>,
    /// To [`Questions::subjects`].
    pub subjects: Vec<SubjectRow>,
    /// To [`Questions::looks`].
    pub looks: Vec<LookRow>,
    /// To [`Questions::decided`].
    pub decided: Vec<DecidedRow>,
    /// To [`Questions::chains`].
    pub chains: Vec<ChainRow>,
    /// To [`Questions::claims`].
    pub claims: Vec<SubjectRow>,
    /// To [`Questions::touched`].
    pub touched: Vec<TouchRow>,
}

impl Questions {
    /// Whether nothing is asked.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}
