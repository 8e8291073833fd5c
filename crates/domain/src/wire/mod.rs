//! What devices and authorities say to each other (J11): JSON outside, canonical CBOR inside, one round trip.

mod given;
mod line;
mod submission;
mod sync;
mod told;
mod witness;

pub use given::{GivenBack, TakenBack};
pub use line::{Line, Page};
pub use submission::{Sent, Submission};
pub use sync::{
    Access, CarriedOut, Cursor, Erased, Move, Opaque, PushAnswer, PushOutcome, Pushed, Rejection, Root, StreamAccess,
    StreamAnswer, StreamMoves, SyncRequest, SyncResponse,
};
pub use told::Told;
pub use witness::{Cosigned, CosignedNote, Shown, Witnessed, Witnessing};
