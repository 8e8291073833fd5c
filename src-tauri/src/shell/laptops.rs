//! The laptops of the unit: which there are, inviting one more, shutting one out.

use coopol_core::device::Invited;
use coopol_core::{codes, devices};
use coopol_domain::id::{DeviceId, HolderId};

use super::Shell;
use crate::contract::devices::{DevicesSheet, Handover};
use crate::contract::failure::{ErrorCode, Failure};
use crate::view::time::wall;
use crate::view::{self, device};

impl Shell {
    pub async fn devices_sheet(&self) -> Result<DevicesSheet, Failure> {
        let session = self.session().await?;
        let zone = session.zone().await?;
        let laptops = devices::list(&session).await?;
        let waiting = devices::waiting(&session).await?;
        // While there is no server nobody can come in.
        let invitable = if session.is_alone() { Vec::new() } else { session.invitable().await? };
        Ok(DevicesSheet {
            laptops: laptops.into_iter().map(|laptop| device::laptop(laptop, &zone)).collect(),
            waiting: waiting.into_iter().map(|invitation| device::waiting(invitation, &zone)).collect(),
            invitable: invitable.into_iter().map(device::named).collect(),
        })
    }

    pub async fn invite_device(&self, holder: &str) -> Result<Handover, Failure> {
        let holder: HolderId = view::id(holder)?;
        let session = self.session().await?;
        let Invited { code, opens } = codes::invite(&session, &session.http().await?, holder).await?;
        let zone = session.zone().await?;
        Ok(Handover {
            code: code.to_string(),
            link: codes::link(&code, session.server()).to_string(),
            opens: opens.map(|opens| wall(opens, &zone)),
        })
    }

    pub async fn contest_invitation(&self, id: &str) -> Result<(), Failure> {
        let invitation: DeviceId = view::id(id)?;
        devices::contest(&*self.session().await?, invitation).await?;
        Ok(())
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
