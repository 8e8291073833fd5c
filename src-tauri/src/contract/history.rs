//! Historique.

use serde::{Deserialize, Serialize};
use specta::Type;

use super::base::{Day, Id, Subject, SubjectKind, WallTime};
pub use super::field::{FieldChange, FieldName};
use super::session::{Office, UnitKind};

/// What happened, in the past tense.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum ChangeKind {
    PersonAdded,
    PersonChanged,
    PersonRemoved,
    PersonLeft,
    PersonStayed,
    PersonOffered,
    PersonArrived,
    /// Somebody who arrived was known already.
    ArrivalMatched,
    ArrivalDeclined,
    ArrivalReopened,
    ArrivalWithdrawn,
    TransferReceived,
    TransferDeclined,
    TransferReopened,
    ContactVerified,
    EventAdded,
    EventChanged,
    EventMoved,
    EventCancelled,
    AttendanceMarked,
    /// By a delegate, and carried into the agenda.
    AttendanceDelegated,
    FeedOpened,
    /// Somebody else answers for it.
    FeedTakenUp,
    FeedClosed,
    DelegationGranted,
    DelegationTakenUp,
    DelegationEnded,
    DuesDelegationGranted,
    DuesDelegationTakenUp,
    /// By a delegate, and carried into the accounts.
    DuesDelegated,
    DuesDelegatedChanged,
    DocumentAdded,
    DocumentChanged,
    DocumentRemoved,
    FactNoted,
    FactChanged,
    FactRemoved,
    PromiseMade,
    PromiseChanged,
    PromiseKept,
    PromiseGivenUp,
    PromiseReopened,
    PromiseRemoved,
    ListSaved,
    ListChanged,
    ListDropped,
    MessageKept,
    MessageChanged,
    MessageDropped,
    MailingScheduled,
    MailingChanged,
    MailingCalledOff,
    MailingBegun,
    MailingSent,
    /// The authority opened the desks of a unit's offices.
    DesksOpened,
    DuesNoted,
    DuesChanged,
    DuesCancelled,
    UnitFounded,
    UnitJoined,
    UnitChanged,
    /// Of what its renewal lacks, by the level above.
    UnitReminded,
    TieAsked,
    TieProposed,
    TieAccepted,
    TieDeclined,
    TieWithdrawn,
    TieSettled,
    OpeningAsked,
    OpeningDone,
    SplitDecided,
    SplitAgreed,
    SplitRefused,
    SplitWithdrawn,
    UnitBorn,
    MergeDecided,
    MergeAgreed,
    MergeRefused,
    MergeWithdrawn,
    MergeAnnounced,
    MergeCarriedOut,
    MergeTakenIn,
    UnitMerged,
    UnitAbsorbed,
    CustodiansNamed,
    CodesMade,
    /// To which somebody else had to agree, and did.
    CodesAgreed,
    CodesUsed,
    CodeTried,
    MandateLent,
    DeviceCalledBack,
    ComebackContested,
    CardPublished,
    CardWithdrawn,
    MandateRecorded,
    MandateEnded,
    MandateSuspended,
    SuspensionLifted,
    CaretakerAppointed,
    MandateTakenUp,
    MandateSucceeded,
    ClaimMade,
    ClaimCountersigned,
    ClaimContested,
    ContestWithdrawn,
    ClaimWithdrawn,
    ClaimUpheld,
    ClaimDismissed,
    ClaimDocumented,
    ClaimAnnounced,
    ClaimGranted,
    DeviceInvited,
    DeviceReinvited,
    InvitationContested,
    DeviceEnrolled,
    DeviceRevoked,
    /// Anything else about units, mandates and devices.
    OfficeChanged,
    ImportDone,
    /// Between a section and one that comes out of it.
    PeoplePassed,
    PeopleExported,
    /// Their addresses were handed to a mail program.
    PeopleWritten,
    AgendaExported,
    EverythingExported,
    /// For which somebody else has to agree,
    ExportAsked,
    /// and did.
    ExportAllowed,
    ProposalsAccepted,
    ProposalDeclined,
    ProposalWithdrawn,
    Undone,
    ErasureAsked,
    ErasureWithdrawn,
    /// What this version of the program can't read (J2.5).
    Newer,
}

/// A person, or a unit, known by its name.
#[derive(Debug, Clone, Serialize, Deserialize, Type)]
pub struct Named {
    pub id: Id,
    pub name: String,
}

/// How far a change has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum Trust {
    /// Fsynced here.
    Saved,
    /// Committed by the server.
    Received,
    /// Under a checkpoint verified here.
    Sealed,
}

/// Whether what is told was done, and to the end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum Course {
    Whole,
    /// It goes on.
    Open,
    /// It can't: its author's mandate ended.
    Cut,
    /// It wasn't done: somebody has to answer it.
    Waits,
    /// Somebody did: another line tells what came of it.
    Answered,
}

/// One line of the history. An act of many changes is one line with `count`.
#[derive(Debug, Clone, Serialize, Type)]
pub struct HistoryEntry {
    pub id: Id,
    pub act: Id,
    pub at: WallTime,
    pub author: Named,
    pub office: Office,
    pub kind: ChangeKind,
    /// Nothing for an act about many subjects, nor for what no sheet shows.
    pub subject: Option<Subject>,
    /// How what it is about is called, also where no sheet shows it: a mandate and a laptop by their holder.
    pub named: Option<String>,
    /// In whose records it stands; nothing where those are no longer read here.
    pub unit: Option<Id>,
    pub course: Course,
    /// Changes in the act.
    pub count: u32,
    pub fields: Vec<FieldChange>,
    /// Taken back by a later entry.
    pub undone: bool,
    pub undoable: bool,
    pub trust: Trust,
}

#[derive(Debug, Clone, Deserialize, Type)]
pub struct HistoryQuery {
    pub text: String,
    pub kind: Option<SubjectKind>,
    pub author: Option<Id>,
    pub from: Option<Day>,
    pub until: Option<Day>,
}

#[derive(Debug, Clone, Serialize, Type)]
pub struct HistoryPage {
    /// Latest first.
    pub rows: Vec<HistoryEntry>,
    pub total: u32,
    /// Whoever wrote at least one entry.
    pub authors: Vec<Named>,
    pub seal: Seal,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum SealState {
    Verified,
    /// A new laptop still folds the whole history.
    Checking,
    /// An alarm was raised; the profile only reads.
    Broken,
}

/// What no honest server does; the sentence is `alarm-<code>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum AlarmCode {
    Unreadable,
    Checkpoint,
    Moved,
    Shrunk,
    Rewritten,
    Witnessed,
    Forked,
    Disorder,
    Unsigned,
    Stranger,
    Uninvited,
    Unclaimed,
    Altered,
    Withheld,
    States,
    Unasked,
    Dropped,
    Refused,
}

#[derive(Debug, Clone, Serialize, Type)]
pub struct Seal {
    pub state: SealState,
    /// What was found, when it is broken.
    pub alarm: Option<AlarmCode>,
    /// Verified up to that day.
    pub until: Day,
    /// What the levels above confirm of it.
    pub cosigned: Vec<Cosigned>,
}

/// A level above saw the same history.
#[derive(Debug, Clone, Serialize, Type)]
pub struct Cosigned {
    pub level: UnitKind,
    pub on: Day,
}
