//! Many laptops reduced to what goes over the network: connections that are kept, pushes that are signed, cursors that move
//! on. Nothing is folded, and no library stands between them and the socket, as they share the processor with what is measured.

mod line;
mod listener;
mod pen;

pub use line::Line;
pub use listener::Listener;
pub use pen::{Answer, Pen};
