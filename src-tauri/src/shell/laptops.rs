//! The laptops of the unit: which there are, inviting one more, shutting one out.

use coopol_core::{codes, devices};
use coopol_domain::id::{DeviceId, HolderId};

use super::Shell;
use crate::contract::devices::{DevicesSheet, Handover};
use crate::contract::failure::{ErrorCode, Failure};
use crate::view::{self, device};

impl Shell {
    pub async fn devices_sheet(&self) -> Result<DevicesSheet, Failure> {
        let session = self.session().await?;
        let zone = session.zone().await?;
        let laptops = devices::list(&session).await?;
        // While there is no server nobody can come in.
        let invitable = if session.is_alone() { Vec::new() } else { session.invitable().await? };
        Ok(DevicesSheet {
            laptops: laptops.into_iter().map(|laptop| device::laptop(laptop, &zone)).collect(),
            invitable: invitable.into_iter().map(device::named).collect(),
        })
    }

    pub async fn invite_device(&self, holder: &str) -> Result<Handover, Failure> {
        let holder: HolderId = view::id(holder)?;
        let session = self.session().await?;
        let code = codes::invite(&session, &session.http().await?, holder).await?;
        Ok(Handover { code: code.to_string(), link: codes::link(&code, session.server()).to_string() })
    }

    pub async fn revoke_device(&self, id: &str) -> Result<(), Failure> {
        let device: DeviceId = view::id(id)?;
        let session = self.session().await?;
        if device == session.device().await {
            return Err(Failure::new(ErrorCode::Forbidden, "a laptop doesn't shut itself out"));
        }
        devices::revoke(&session, device).await?;
        Ok(())
    }
}
