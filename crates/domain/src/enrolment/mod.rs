//! How a newcomer's laptop comes in (J5.5): the code that an officer hands over, what it proves, who may be invited
//! where, and how an enrolled device says again who it is.

mod adoption;
mod base32;
mod code;
mod custodian;
mod eligible;
mod link;
mod sealed;
mod session;

pub use adoption::Adoption;
pub use code::{BadCode, FINGERPRINT, Fingerprint, Invitation, SEED};
pub use custodian::Custodian;
pub use eligible::{MOST_DEVICES, has_room, may_be_enrolled, opens};
pub use link::{BadLink, Link};
pub use sealed::{ComingBack, SealedCode, called_back_by};
pub use session::{NONCE, prove_challenge, prove_refresh, verify_challenge, verify_refresh};
