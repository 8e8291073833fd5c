// Every command that the page may call. Read by `build.rs`, which makes one permission of each, and by `bridge.rs`.
[
    // The gate.
    "start",
    "unlock",
    "reopen",
    "renew",
    "forget",
    "check_invitation",
    "enrol",
    "open_recovery_sheet",
    // The frame.
    "lock",
    "search",
    // Fichier.
    "roster",
    "person",
    "add_person",
    "change_person",
    "verify_contact",
    "remove_person",
    "destinations",
    "transfer_person",
    "export_roster",
    "choose_import_file",
    "plan_import",
    "apply_import",
    // Agenda.
    "agenda",
    "event",
    "create_event",
    "change_event",
    "cancel_event",
    // Archives.
    "archives",
    "document",
    "choose_document",
    "add_document",
    "change_document",
    "remove_document",
    "open_document",
    // Passation.
    "handover",
    "claim",
    "weigh_claim",
    "make_claim",
    "answer_claim",
    // Historique.
    "history",
    "undo",
    // À vérifier.
    "pending",
    "accept_proposals",
    "accept_arrival",
    "decline_arrival",
    "settle_overlap",
    "acknowledge_refusal",
    // Réglages.
    "settings",
    "change_settings",
    "devices",
    "invite_device",
    "revoke_device",
]
