//! Reading the cache back: the device's machine, the subjects that it folds, the roots that it compares.

mod device;
mod outbox;
mod roots;
mod subjects;

pub use device::Enrolled;
pub use subjects::Loaded;
pub(super) use subjects::confirmed_here;
