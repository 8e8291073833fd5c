//! Taking in a section that began alone (J5.4, J10).

/// See the file.
pub mod look;
/// See the file.
pub mod stage;
/// See the file.
pub mod take;

use coopol_domain::enrolment::{Adoption, Fingerprint, SEED};
use coopol_domain::id::StreamId;
use coopol_domain::wire::Opaque;
use coopol_store::Backend;

use crate::app::App;
use crate::authority::NotAdopted;
use crate::http::{Address, Failure, Gap};

/// As what the adoption is known whose secret this is. Secrets can't be guessed, but trying costs.
async fn known<B: Backend>(app: &App<B>, address: Address, seed: &Opaque) -> Result<StreamId, Failure> {
    let seed = <[u8; SEED]>::try_from(seed.0.as_slice()).ok();
    let id = seed.map(|seed| Adoption { seed, authority: Fingerprint([0; 16]) }.id());
    let known = match id {
        Some(id) => app.adoption(id).await.map(|_| id),
        None => Err(NotAdopted::NoAdoption),
    };
    if matches!(known, Err(NotAdopted::NoAdoption)) {
        app.rates.stranger(address)?;
    }
    Ok(known?)
}

impl From<NotAdopted> for Failure {
    fn from(error: NotAdopted) -> Self {
        let code = match &error {
            NotAdopted::NoAdoption => return Self::NotFound,
            NotAdopted::Broken(_) => "adoption_broken",
            NotAdopted::Withheld { .. } => "adoption_withheld",
            NotAdopted::Unaccounted { .. } => "adoption_unaccounted",
            NotAdopted::NotRetold(coopol_domain::authority::NotRetold::Unknown { .. }) => "adoption_newer",
            NotAdopted::NotRetold(_) => "adoption_cut",
            NotAdopted::Statement { .. } => "adoption_statement",
            NotAdopted::OtherUnit => "adoption_other_unit",
            NotAdopted::Unreadable { .. } => "adoption_unreadable",
            NotAdopted::TooMuch { .. } => "adoption_too_large",
            NotAdopted::Store(
                coopol_store::StoreError::StreamTaken { .. }
                | coopol_store::StoreError::DeviceTaken { .. }
                | coopol_store::StoreError::HolderTaken { .. },
            ) => "adoption_taken",
            NotAdopted::Blobs(error) => return error.into(),
            NotAdopted::NotTaken(_) => return Self::internal(&error),
            NotAdopted::Store(_) => {
                let NotAdopted::Store(error) = error else { unreachable!("it was one above") };
                return error.into();
            }
        };
        let gap = match &error {
            NotAdopted::Withheld { compartment, seq } => {
                Some(Gap { compartment: compartment.to_string(), entry: Some(*seq), subject: None })
            }
            NotAdopted::Unaccounted { compartment, subject, .. } => {
                Some(Gap { compartment: compartment.to_string(), entry: None, subject: Some(subject.to_string()) })
            }
            _ => None,
        };
        Self::NotAdopted { code, why: error.to_string(), gap }
    }
}
