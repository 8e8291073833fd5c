//! Everything that the page can call and hear.

use tauri::Wry;
use tauri_specta::{Builder, ErrorHandlingMode, collect_commands, collect_events};

use crate::commands::{
    agenda, archive, caretaker, codes, delegation, desk, devices, dues, erasure, export, feeds, frame, gate, handover,
    history, import, late, memory, merge, pending, request, rollback, roster, season, settings, split, suspension,
    ties, transfers, unit,
};
use crate::contract::event::CoreEvent;

#[expect(clippy::too_many_lines, reason = "a line for each command")]
pub fn builder() -> Builder<Wry> {
    Builder::new()
        .error_handling(ErrorHandlingMode::Throw)
        // What comes and what goes has one shape: an absent value is written as `null`.
        .disable_serde_phases()
        .commands(collect_commands![
            gate::start,
            gate::unlock,
            gate::reopen,
            gate::renew,
            gate::forget,
            gate::check_invitation,
            gate::enrol,
            codes::come_back,
            request::choose_minutes,
            request::write_request,
            gate::open_recovery_sheet,
            frame::lock,
            frame::search,
            frame::work_in,
            frame::hold_quit,
            frame::quit,
            roster::roster,
            roster::person,
            roster::add_person,
            roster::change_person,
            roster::verify_contact,
            roster::remove_person,
            transfers::destinations,
            transfers::transfer_person,
            dues::dues_received,
            dues::record_payment,
            dues::change_payment,
            dues::cancel_payment,
            erasure::ask_erasure,
            erasure::agree_erasure,
            erasure::withdraw_erasure,
            roster::shield,
            export::export_roster,
            export::ask_to_export,
            import::choose_import_file,
            import::plan_import,
            import::apply_import,
            agenda::agenda,
            agenda::event,
            agenda::create_event,
            agenda::change_event,
            agenda::cancel_event,
            agenda::attendance,
            agenda::mark_attendance,
            feeds::feeds,
            feeds::open_feed,
            feeds::take_up_feed,
            feeds::close_feed,
            delegation::delegations,
            delegation::grant_delegation,
            delegation::end_delegation,
            delegation::delegate_sheet,
            delegation::delegate_mark,
            delegation::delegate_dues,
            delegation::delegate_records,
            delegation::delegate_corrects,
            delegation::delegate_cancels,
            archive::archives,
            archive::document,
            archive::choose_document,
            archive::add_document,
            archive::change_document,
            archive::remove_document,
            archive::open_document,
            handover::handover,
            handover::first_day,
            handover::export_dossier,
            desk::saved_lists,
            desk::save_list,
            desk::rename_list,
            desk::replace_list,
            desk::drop_list,
            desk::kept_messages,
            desk::keep_message,
            desk::change_message,
            desk::drop_message,
            desk::weigh_letter,
            desk::open_letter,
            desk::letter_addresses,
            desk::mailings,
            desk::schedule_mailing,
            desk::take_up_mailing,
            desk::call_off_mailing,
            memory::add_promise,
            memory::change_promise,
            memory::settle_promise,
            memory::remove_promise,
            memory::add_fact,
            memory::change_fact,
            memory::remove_fact,
            handover::claim,
            handover::weigh_claim,
            request::read_request,
            request::open_minutes,
            handover::make_claim,
            handover::answer_claim,
            handover::weigh_mandate,
            handover::record_mandate,
            suspension::bureau,
            suspension::seat,
            suspension::suspend_mandate,
            suspension::lift_suspension,
            suspension::end_mandate,
            caretaker::weigh_caretaker,
            caretaker::appoint_caretaker,
            season::season,
            season::renewal,
            season::plan_reminder,
            season::remind,
            season::export_season,
            history::history,
            history::check_seals,
            history::undo,
            rollback::plan_rollback,
            rollback::roll_back,
            pending::pending,
            pending::accept_proposals,
            pending::decline_proposals,
            pending::withdraw_proposals,
            late::late_work,
            late::accept_late,
            late::decline_late,
            transfers::accept_arrival,
            split::accept_arrivals,
            transfers::decline_arrival,
            pending::settle_overlap,
            pending::acknowledge_refusal,
            caretaker::read_appointment,
            settings::settings,
            settings::change_settings,
            unit::unit,
            unit::change_unit,
            ties::ties,
            ties::tie_candidates,
            ties::ask_tie,
            ties::answer_tie,
            ties::open_section,
            ties::groups,
            split::splits,
            split::weigh_split,
            split::decide_split,
            split::answer_split,
            split::plan_split,
            split::pass_split,
            merge::merges,
            merge::weigh_merge,
            merge::decide_merge,
            merge::answer_merge,
            merge::plan_taking_over,
            merge::take_over,
            devices::devices,
            codes::sealed_codes,
            codes::make_sealed_codes,
            devices::invite_device,
            devices::contest_invitation,
            devices::revoke_device,
        ])
        .events(collect_events![CoreEvent])
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use specta_typescript::Typescript;

    use super::*;

    const COMMITTED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../ui/src/platform/bindings.gen.ts");

    /// Set to write the bindings anew.
    const WRITE: &str = "COOPOL_WRITE_BINDINGS";

    #[test]
    fn the_bindings_are_those_of_this_program() {
        let folder = tempfile::tempdir().unwrap();
        let made = folder.path().join("bindings.gen.ts");
        builder().typ::<crate::contract::failure::Failure>().export(exporter(), &made).unwrap();
        let made = std::fs::read_to_string(made).unwrap();
        if std::env::var_os(WRITE).is_some() {
            std::fs::write(COMMITTED, &made).unwrap();
        }
        let committed = std::fs::read_to_string(COMMITTED).unwrap_or_default();
        assert!(made == committed, "run `{WRITE}=1 cargo test -p coopol-desktop bindings` and commit what it wrote");
    }

    fn exporter() -> Typescript {
        Typescript::default()
            .header("/* eslint-disable */\n// Generated from src-tauri/src/contract: see bridge.rs there.\n")
    }

    #[test]
    fn the_page_may_call_every_command_and_nothing_else() {
        let permitted: Vec<String> = permissions(Path::new(env!("CARGO_MANIFEST_DIR")));
        let commands: Vec<&str> = include!("names.rs").to_vec();
        let expected: Vec<String> = ["core:event:allow-listen", "core:event:allow-unlisten"]
            .into_iter()
            .map(str::to_owned)
            .chain(commands.iter().map(|command| format!("allow-{}", command.replace('_', "-"))))
            .collect();
        assert_eq!(permitted, expected);
        let bindings = std::fs::read_to_string(COMMITTED).unwrap();
        let calls = bindings.lines().filter_map(|line| line.split_once("__TAURI_INVOKE<")?.1.split_once(">(\""));
        let bridged: Vec<&str> = calls.filter_map(|(_, call)| call.split('"').next()).collect();
        assert_eq!(bridged, commands, "in the order of names.rs");
    }

    fn permissions(root: &Path) -> Vec<String> {
        let capability = std::fs::read(root.join("capabilities/main.json")).unwrap();
        let capability: serde_json::Value = serde_json::from_slice(&capability).unwrap();
        capability["permissions"].as_array().unwrap().iter().map(|it| it.as_str().unwrap().to_owned()).collect()
    }
}
