//! A server's database altered by whoever can (J5, J7.1): a thief of the disk who flips what stands there, and an
//! administrator who has every key. After each alteration the real server serves it over HTTP to three laptops as the
//! programs have them, and either all of them end with exactly what an honest server gives, or something is said.

#![expect(clippy::unwrap_used, reason = "in a test a surprise is a failure")]

mod above;
mod administrator;
mod bureau;
mod columns;
mod forgeries;
mod mutations;
mod observer;
mod run;
mod scene;
mod served;
mod stated;
mod words;
