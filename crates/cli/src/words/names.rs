//! How the parts of the journal are called.

/// A part of a unit's records.
pub fn compartment(name: &str) -> &str {
    match name {
        "office" => "bureau",
        "roster" => "fichier",
        "dues" => "cotisations",
        "archive" => "archives",
        "talk" => "discussions",
        other if other.starts_with("desk/") => "dossiers de la fonction",
        other if other.starts_with("slice/") => "délégation",
        other => other,
    }
}

/// A field, as the journal or the command line names it.
pub fn field(name: &str) -> &str {
    match name.split('/').next().unwrap_or(name) {
        "last_name" | "family_name" | "name" => "nom",
        "first_name" | "given_name" => "prénom",
        "civility" => "civilité",
        "birth_date" | "born_on" => "date de naissance",
        "contact" => "coordonnées",
        "custodian" => "dépositaires",
        "verified" => "coordonnées vérifiées",
        "email" => "e-mail",
        "card_name" => "nom montré",
        "card_email" => "e-mail montré",
        "card_phone" => "téléphone montré",
        "mobile" => "mobile",
        "landline" => "fixe",
        "phone" => "téléphone",
        "address" => "adresse",
        "category" | "kind" => "nature",
        "tag" => "étiquette",
        "note" => "remarques",
        "number" => "numéro",
        "joined_on" => "adhésion",
        "left_on" => "départ",
        "origin" => "origine",
        "year" => "année",
        "amount_cents" => "montant",
        "paid_on" => "payé le",
        "method" => "moyen de paiement",
        "receipt" => "reçu",
        "title" => "titre",
        "when" => "date et heure",
        "place" => "lieu",
        "description" => "description",
        "cancelled" => "annulation",
        "file" => "fichier",
        "text" => "texte",
        "dated_on" => "date du document",
        "held_by" => "chez",
        "promised_to" => "promis à",
        "made_on" => "promis le",
        "due_on" => "à tenir avant le",
        "settled" => "issue",
        "event" => "événement",
        "zone" => "fuseau horaire",
        "code" => "code",
        "content" => "contenu",
        "format" => "format",
        "count" => "nombre",
        "office" => "fonction",
        "holder_name" | "holder" => "titulaire",
        "since" | "start" => "début",
        "until" | "end" => "fin",
        "invited_until" => "valable jusqu'au",
        "opens_at" => "valable à partir du",
        "revoked" => "retrait",
        "removed" => "suppression",
        "elected_on" => "élection",
        "contested" => "contestée",
        "contestable_until" => "contestable jusqu'au",
        "ruling" => "décision",
        "ground" | "reason" => "motif",
        "label" => "libellé",
        "answer" => "réponse",
        "absorbed" => "unité réunie",
        "destination" => "section d'arrivée",
        "came_from" => "section de départ",
        "received" => "accueil confirmé",
        "arrival" => "accueil",
        "paid_until" => "cotisation réglée pour",
        _ => name,
    }
}

/// Where what one unit asks of another is, by where that one stands.
pub fn tie(side: &str, word: &str) -> String {
    let told = match (side, word) {
        ("new", "asked") => "ouverture demandée",
        ("new", _) => "section ouverte",
        ("above", "proposed") => "cette fédération propose que votre unité dépende d'elle",
        (_, "proposed") => "cette section demande à dépendre de la vôtre",
        ("above", "asked") => "vous avez demandé à en dépendre ; rien n'est encore répondu",
        (_, "asked") => "vous lui avez proposé de dépendre de vous ; rien n'est encore répondu",
        (_, "accepted") => "vous avez accepté",
        (_, "declined") => "refusé",
        (_, "withdrawn") => "retiré",
        (_, "tied") => "rattachement fait",
        (_, _) => "sans suite : une autre unité est déjà au-dessus, ou l'une des deux est close",
    };
    told.to_owned()
}

/// What somebody did, without saying to what: "Zoé Lefèvre a ajouté une personne".
pub fn kind(name: &str) -> &str {
    match name {
        "import" => "a importé un fichier",
        "merge" => "a réuni des fiches en double",
        "undo" => "a annulé des modifications",
        "unit_founded" => "a ouvert l'unité",
        "unit_joined" => "a rattaché la section à l'unité au-dessus d'elle",
        "tie_asked" => "a demandé un rattachement",
        "tie_proposed" => "transmet une demande de rattachement",
        "tie_accepted" => "a accepté un rattachement",
        "tie_declined" => "a refusé un rattachement",
        "tie_withdrawn" => "a retiré une demande de rattachement",
        "tie_settled" => "a pris acte de la réponse à un rattachement",
        "opening_asked" => "a demandé l'ouverture d'une section",
        "opening_done" => "a ouvert une section",
        "unit_changed" => "a corrigé la présentation de l'unité",
        "unit_merged" => "a clos l'unité, qui en a rejoint une autre",
        "unit_absorbed" => "a réuni une autre unité à celle-ci",
        "custodians_named" => "a nommé les trois dépositaires qui peuvent déplacer le serveur si sa clé est perdue",
        "mandate_recorded" => "a inscrit un mandat",
        "mandate_ended" => "a mis fin à un mandat",
        "card_published" => "a dit comment se faire joindre dans sa fonction",
        "card_withdrawn" => "a retiré ses coordonnées de responsable",
        "mandate_taken_up" => "a ouvert le mandat de la personne élue",
        "mandate_succeeded" => "a clos le mandat de la personne remplacée",
        "claim_made" => "a déclaré une élection",
        "claim_countersigned" => "a confirmé une élection",
        "claim_contested" => "a contesté une élection",
        "contest_withdrawn" => "ne conteste plus une élection",
        "claim_withdrawn" => "a retiré une demande de passation",
        "claim_upheld" => "a validé une élection",
        "claim_dismissed" => "a écarté une demande de passation",
        "claim_announced" => "a annoncé une élection, qui peut être contestée pendant trois jours",
        "claim_granted" => "a constaté que rien ne s'oppose plus à une élection",
        "device_invited" => "a invité un ordinateur",
        "device_reinvited" => "a invité de nouveau quelqu'un qui avait un ordinateur",
        "invitation_contested" => "a contesté une invitation à son nom",
        "device_recovery_prepared" => "a imprimé une feuille de secours",
        "device_enrolled" => "a relié un ordinateur",
        "device_introduced" => "a présenté un ordinateur",
        "device_revoked" => "a retiré un ordinateur",
        "person_recorded" => "a ajouté une personne",
        "person_changed" => "a changé une fiche",
        "contact_changed" => "a changé des coordonnées",
        "membership_changed" => "a changé une adhésion",
        "category_changed" => "a changé une catégorie",
        "person_removed" => "a retiré une personne",
        "person_restored" => "a remis une personne",
        "person_left" => "a envoyé une personne dans une autre section",
        "person_stayed" => "a gardé une personne qui devait partir",
        "person_offered" | "person_offered_again" => "propose une personne qui vient d'une autre section",
        "person_arrived" => "a accueilli une personne",
        "arrival_matched" => "a reconnu une personne qui arrivait",
        "arrival_declined" => "n'a pas accueilli une personne",
        "arrival_reopened" => "est revenu sur un accueil",
        "arrival_withdrawn" => "ne propose plus une personne",
        "transfer_received" => "confirme qu'une personne est arrivée dans sa section",
        "transfer_declined" => "rend une personne qui n'a pas été accueillie",
        "transfer_reopened" => "attend de nouveau qu'une personne soit accueillie",
        "dues_recorded" => "a noté une cotisation",
        "dues_changed" => "a changé une cotisation",
        "dues_cancelled" => "a annulé une cotisation",
        "dues_reinstated" => "a rétabli une cotisation",
        "event_planned" => "a ajouté un événement",
        "event_changed" => "a changé un événement",
        "event_moved" => "a déplacé un événement",
        "event_cancelled" => "a annulé un événement",
        "event_reinstated" => "a maintenu un événement",
        "event_removed" => "a retiré un événement",
        "event_restored" => "a remis un événement",
        "document_filed" => "a conservé un document",
        "document_described" => "a décrit un document",
        "document_withdrawn" => "a retiré un document",
        "document_restored" => "a remis un document",
        "practical_fact_noted" => "a noté ce qu'il faut savoir",
        "practical_fact_changed" => "a changé ce qu'il faut savoir",
        "practical_fact_withdrawn" => "a retiré ce qu'il faut savoir",
        "practical_fact_restored" => "a remis ce qu'il faut savoir",
        "promise_made" => "a noté un engagement",
        "promise_changed" => "a changé un engagement",
        "promise_settled" => "a clos un engagement",
        "promise_reopened" => "a rouvert un engagement",
        "promise_withdrawn" => "a retiré un engagement",
        "promise_restored" => "a remis un engagement",
        "export_made" => "a exporté des données",
        "export_allowed" => "a demandé à exporter le fichier",
        "proposal_declined" => "a refusé une proposition",
        "proposal_withdrawn" => "a retiré sa proposition",
        "act_opened" => "a commencé un lot",
        "act_closed" => "a terminé un lot",
        "erasure_asked" => "a demandé un effacement",
        "erasure_withdrawn" => "a retiré une demande d'effacement",
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whatever the journal can hold has words: none of its own is shown to anybody.
    #[test]
    fn every_kind_and_every_field_has_words() {
        for known in coopol_domain::kinds::all() {
            assert_ne!(kind(known.name), known.name);
            for name in known.fields {
                let technical = super::super::history::hidden(name);
                let same = ["description", "code", "format"].contains(name);
                assert!(technical || same || field(name) != *name, "{}: {name}", known.name);
            }
        }
    }
}
