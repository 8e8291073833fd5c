# Historique: sentences in the past tense, seals, overlaps and refusals.
history-count = { $count ->
    [0] Aucune modification
    [one] 1 modification
   *[other] { $count } modifications
}
history-search = Nom d’une personne
history-kind = À propos
history-kind-all = De tout
history-kind-person = Des personnes
history-kind-event = De l’agenda
history-kind-document = Des archives
history-author = Fait par
history-author-all = Tous
history-from = Depuis le
history-until = Jusqu’au
history-empty-title = L’historique commence ici
history-empty-text = Chaque modification y sera écrite en toutes lettres : qui, quoi, quand. Et chacune pourra être annulée.
history-none-title = Aucune modification ne correspond
history-none-text = Élargissez les dates, ou choisissez une autre personne.

did-person_added = { $self ->
    [yes] Vous avez ajouté { $name } au fichier.
   *[no] { $author } a ajouté { $name } au fichier.
}
did-person_changed = { $self ->
    [yes] Vous avez changé { $fields } { $sound ->
        [vowel] d’{ $name }.
       *[consonant] de { $name }.
    }
   *[no] { $author } a changé { $fields } { $sound ->
        [vowel] d’{ $name }.
       *[consonant] de { $name }.
    }
}
did-person_removed = { $self ->
    [yes] Vous avez retiré { $name } du fichier.
   *[no] { $author } a retiré { $name } du fichier.
}
did-person_left = { $self ->
    [yes] Vous avez envoyé { $name } dans une autre section.
   *[no] { $author } a envoyé { $name } dans une autre section.
}
did-person_stayed = { $self ->
    [yes] Vous avez gardé { $name }, qui devait partir dans une autre section.
   *[no] { $author } a gardé { $name }, qui devait partir dans une autre section.
}
did-person_offered = { $name } arrive d’une autre section et attend votre accueil.
did-person_arrived = { $self ->
    [yes] Vous avez accueilli { $name } dans le fichier.
   *[no] { $author } a accueilli { $name } dans le fichier.
}
did-arrival_matched = { $self ->
    [yes] Vous avez complété la fiche d’une personne qui arrivait d’une autre section.
   *[no] { $author } a complété la fiche d’une personne qui arrivait d’une autre section.
}
did-arrival_declined = { $self ->
    [yes] Vous n’avez pas accueilli { $name }.
   *[no] { $author } n’a pas accueilli { $name }.
}
did-arrival_reopened = { $self ->
    [yes] Vous avez remis { $name } en attente d’accueil.
   *[no] { $author } a remis { $name } en attente d’accueil.
}
did-arrival_withdrawn = { $name } reste dans sa section et n’arrive plus ici.
did-transfer_received = L’autre section a accueilli { $name }.
did-transfer_declined = L’autre section n’a pas accueilli { $name }, qui retrouve sa place ici.
did-transfer_reopened = L’autre section a remis { $name } en attente d’accueil.
did-contact_verified = { $self ->
    [yes] Vous avez vérifié des coordonnées { $sound ->
        [vowel] d’{ $name }.
       *[consonant] de { $name }.
    }
   *[no] { $author } a vérifié des coordonnées { $sound ->
        [vowel] d’{ $name }.
       *[consonant] de { $name }.
    }
}
did-event_added = { $self ->
    [yes] Vous avez ajouté « { $name } » à l’agenda.
   *[no] { $author } a ajouté « { $name } » à l’agenda.
}
did-event_changed = { $self ->
    [yes] Vous avez changé { $fields } de « { $name } ».
   *[no] { $author } a changé { $fields } de « { $name } ».
}
did-event_moved = { $self ->
    [yes] Vous avez déplacé « { $name } ».
   *[no] { $author } a déplacé « { $name } ».
}
did-event_cancelled = { $self ->
    [yes] Vous avez annulé « { $name } ».
   *[no] { $author } a annulé « { $name } ».
}
did-attendance_marked = { $self ->
    [yes] Vous avez noté qui est venu à « { $name } ».
   *[no] { $author } a noté qui est venu à « { $name } ».
}
did-attendance_delegated = Une personne qui en a la délégation a noté qui est venu à « { $name } ».
did-feed_opened = { $self ->
    [yes] Vous avez ouvert l’abonnement à l’agenda « { $name } ».
   *[no] { $author } a ouvert l’abonnement à l’agenda « { $name } ».
}
did-feed_taken_up = { $self ->
    [yes] Vous avez repris l’abonnement à l’agenda « { $name } ».
   *[no] { $author } a repris l’abonnement à l’agenda « { $name } ».
}
did-feed_closed = { $self ->
    [yes] Vous avez fermé pour de bon l’abonnement à l’agenda « { $name } ».
   *[no] { $author } a fermé pour de bon l’abonnement à l’agenda « { $name } ».
}
did-delegation_granted = { $self ->
    [yes] Vous avez délégué les présences d’un événement à { $name }.
   *[no] { $author } a délégué les présences d’un événement à { $name }.
}
did-delegation_taken_up = { $name } a pris la délégation des présences d’un événement.
did-delegation_ended = { $self ->
    [yes] Vous avez mis fin à la délégation donnée à { $name }.
   *[no] { $author } a mis fin à la délégation donnée à { $name }.
}
did-dues_delegation_granted = { $self ->
    [yes] Vous avez délégué les cotisations d’une année à { $name }.
   *[no] { $author } a délégué les cotisations d’une année à { $name }.
}
did-dues_delegation_taken_up = { $name } a pris la délégation des cotisations d’une année.
did-dues_delegated = Une personne qui en a la délégation a noté une cotisation de { $name }.
did-dues_delegated_changed = Une personne qui en a la délégation a corrigé une cotisation de { $name }.
did-document_added = { $self ->
    [yes] Vous avez ajouté « { $name } » aux archives.
   *[no] { $author } a ajouté « { $name } » aux archives.
}
did-document_changed = { $self ->
    [yes] Vous avez changé { $fields } de « { $name } ».
   *[no] { $author } a changé { $fields } de « { $name } ».
}
did-document_removed = { $self ->
    [yes] Vous avez retiré « { $name } » des archives.
   *[no] { $author } a retiré « { $name } » des archives.
}
did-fact_noted = { $self ->
    [yes] Vous avez noté ce qu’il faut savoir : « { $name } ».
   *[no] { $author } a noté ce qu’il faut savoir : « { $name } ».
}
did-fact_changed = { $self ->
    [yes] Vous avez changé { $fields } de « { $name } ».
   *[no] { $author } a changé { $fields } de « { $name } ».
}
did-fact_removed = { $self ->
    [yes] Vous avez retiré « { $name } » de ce qu’il faut savoir.
   *[no] { $author } a retiré « { $name } » de ce qu’il faut savoir.
}
did-promise_made = { $self ->
    [yes] Vous avez noté un engagement : « { $name } ».
   *[no] { $author } a noté un engagement : « { $name } ».
}
did-promise_changed = { $self ->
    [yes] Vous avez changé { $fields } de l’engagement « { $name } ».
   *[no] { $author } a changé { $fields } de l’engagement « { $name } ».
}
did-promise_kept = { $self ->
    [yes] Vous avez dit que l’engagement « { $name } » est tenu.
   *[no] { $author } a dit que l’engagement « { $name } » est tenu.
}
did-promise_given_up = { $self ->
    [yes] Vous avez dit que l’engagement « { $name } » est abandonné.
   *[no] { $author } a dit que l’engagement « { $name } » est abandonné.
}
did-promise_reopened = { $self ->
    [yes] Vous avez rouvert l’engagement « { $name } ».
   *[no] { $author } a rouvert l’engagement « { $name } ».
}
did-promise_removed = { $self ->
    [yes] Vous avez retiré l’engagement « { $name } ».
   *[no] { $author } a retiré l’engagement « { $name } ».
}
did-list_saved = { $self ->
    [yes] Vous avez enregistré la liste « { $name } ».
   *[no] { $author } a enregistré la liste « { $name } ».
}
did-list_changed = { $self ->
    [yes] Vous avez changé { $fields } de la liste « { $name } ».
   *[no] { $author } a changé { $fields } de la liste « { $name } ».
}
did-list_dropped = { $self ->
    [yes] Vous avez retiré la liste « { $name } ».
   *[no] { $author } a retiré la liste « { $name } ».
}
did-message_kept = { $self ->
    [yes] Vous avez gardé le texte « { $name } ».
   *[no] { $author } a gardé le texte « { $name } ».
}
did-message_changed = { $self ->
    [yes] Vous avez changé { $fields } du texte « { $name } ».
   *[no] { $author } a changé { $fields } du texte « { $name } ».
}
did-message_dropped = { $self ->
    [yes] Vous avez retiré le texte « { $name } ».
   *[no] { $author } a retiré le texte « { $name } ».
}
did-mailing_scheduled = { $self ->
    [yes] Vous avez programmé l’envoi de « { $name } ».
   *[no] { $author } a programmé l’envoi de « { $name } ».
}
did-mailing_changed = { $self ->
    [yes] Vous avez changé l’envoi programmé de « { $name } », et vous en répondez.
   *[no] { $author } a changé l’envoi programmé de « { $name } », et en répond.
}
did-mailing_called_off = { $self ->
    [yes] Vous avez renoncé à l’envoi programmé de « { $name } ».
   *[no] { $author } a renoncé à l’envoi programmé de « { $name } ».
}
did-mailing_begun = L’envoi programmé de « { $name } » a commencé.
did-mailing_sent = L’envoi programmé de « { $name } » est terminé.
did-desks_opened = Chaque fonction de « { $name } » a maintenant ses listes et ses modèles, que la personne suivante retrouvera.
did-dues_noted = { $self ->
    [yes] Vous avez noté une cotisation{ $sound ->
        [nobody] .
        [vowel] {" "}d’{ $name }.
       *[consonant] {" "}de { $name }.
    }
   *[no] { $author } a noté une cotisation{ $sound ->
        [nobody] .
        [vowel] {" "}d’{ $name }.
       *[consonant] {" "}de { $name }.
    }
}
did-dues_changed = { $self ->
    [yes] Vous avez corrigé une cotisation{ $sound ->
        [nobody] .
        [vowel] {" "}d’{ $name }.
       *[consonant] {" "}de { $name }.
    }
   *[no] { $author } a corrigé une cotisation{ $sound ->
        [nobody] .
        [vowel] {" "}d’{ $name }.
       *[consonant] {" "}de { $name }.
    }
}
did-dues_cancelled = { $self ->
    [yes] Vous avez annulé une cotisation{ $sound ->
        [nobody] .
        [vowel] {" "}d’{ $name }.
       *[consonant] {" "}de { $name }.
    }
   *[no] { $author } a annulé une cotisation{ $sound ->
        [nobody] .
        [vowel] {" "}d’{ $name }.
       *[consonant] {" "}de { $name }.
    }
}
did-unit_founded = { $self ->
    [yes] Vous avez créé « { $name } ».
   *[no] { $author } a créé « { $name } ».
}
did-unit_joined = « { $name } » dépend désormais de l’unité au-dessus d’elle, avec tout son historique.
did-unit_merged = « { $name } » a rejoint une autre unité : ce qu’elle a laissé se lit encore, et ne change plus.
did-unit_changed = { $self ->
    [yes] Vous avez corrigé { $fields } de « { $name } ».
   *[no] { $author } a corrigé { $fields } de « { $name } ».
}
did-unit_reminded = { $self ->
    [yes] Vous avez rappelé à « { $name } » ce qui manque à son renouvellement.
   *[no] { $author } a rappelé à « { $name } » ce qui manque à son renouvellement.
}
did-tie_asked = { $self ->
    [yes] Vous avez demandé un rattachement à « { $name } ».
   *[no] { $author } a demandé un rattachement à « { $name } ».
}
did-tie_proposed = « { $name } » demande un rattachement.
did-tie_accepted = { $self ->
    [yes] Vous avez accepté le rattachement demandé par « { $name } ».
   *[no] { $author } a accepté le rattachement demandé par « { $name } ».
}
did-tie_declined = { $self ->
    [yes] Vous avez refusé le rattachement demandé par « { $name } ».
   *[no] { $author } a refusé le rattachement demandé par « { $name } ».
}
did-tie_withdrawn = { $self ->
    [yes] Vous avez retiré votre demande à « { $name } ».
   *[no] { $author } a retiré la demande faite à « { $name } ».
}
did-tie_settled = Le rattachement avec « { $name } » a sa réponse.
did-opening_asked = { $self ->
    [yes] Vous avez demandé l’ouverture de « { $name } ».
   *[no] { $author } a demandé l’ouverture de « { $name } ».
}
did-opening_done = « { $name } » est ouverte.
did-split_decided = { $self ->
    [yes] Vous avez décidé qu’une nouvelle section naît de « { $name } ».
   *[no] { $author } a décidé qu’une nouvelle section naît de « { $name } ».
}
did-split_agreed = { $self ->
    [yes] Vous avez accepté qu’une nouvelle section naisse de « { $name } ».
   *[no] { $author } a accepté qu’une nouvelle section naisse de « { $name } ».
}
did-split_refused = { $self ->
    [yes] Vous avez refusé qu’une nouvelle section naisse de « { $name } ».
   *[no] { $author } a refusé qu’une nouvelle section naisse de « { $name } ».
}
did-split_withdrawn = { $self ->
    [yes] Vous avez renoncé à ce qu’une nouvelle section naisse de « { $name } ».
   *[no] { $author } a renoncé à ce qu’une nouvelle section naisse de « { $name } ».
}
did-unit_born = { $self ->
    [yes] Vous avez indiqué de quelle section est née « { $name } ».
   *[no] { $author } a indiqué de quelle section est née « { $name } ».
}
did-merge_decided = { $self ->
    [yes] Vous avez décidé que « { $name } » et une autre unité se réunissent.
   *[no] { $author } a décidé que « { $name } » et une autre unité se réunissent.
}
did-merge_agreed = { $self ->
    [yes] Vous avez accepté que « { $name } » et une autre unité se réunissent.
   *[no] { $author } a accepté que « { $name } » et une autre unité se réunissent.
}
did-merge_refused = { $self ->
    [yes] Vous avez refusé que « { $name } » et une autre unité se réunissent.
   *[no] { $author } a refusé que « { $name } » et une autre unité se réunissent.
}
did-merge_withdrawn = { $self ->
    [yes] Vous avez renoncé à ce que « { $name } » et une autre unité se réunissent.
   *[no] { $author } a renoncé à ce que « { $name } » et une autre unité se réunissent.
}
did-merge_announced = Plus personne ne dirige « { $name } » : trois jours lui restent pour refuser de rejoindre une autre unité.
did-merge_carried_out = « { $name } » est devenue une partie d’une autre unité, comme il a été décidé et accepté.
did-merge_taken_in = Une autre unité est devenue une partie de « { $name } », comme il a été décidé et accepté.
did-unit_absorbed = Une autre unité a rejoint « { $name } » : ce qu’elle a laissé se lit encore, et ne change plus.
did-custodians_named = Trois personnes ont été nommées dépositaires de « { $name } » : deux d’entre elles peuvent déplacer ses données vers un autre serveur, si la clé du sien est perdue.
did-codes_made = { $self ->
    [yes] Vous avez fait trois codes de secours sous pli pour « { $name } ».
   *[no] { $author } a fait trois codes de secours sous pli pour « { $name } ».
}
did-codes_agreed = { $self ->
    [yes] Vous avez accepté les trois nouveaux codes de secours sous pli.
   *[no] { $author } a accepté les trois nouveaux codes de secours sous pli.
}
did-codes_used = Deux codes de secours sous pli de « { $name } » ont servi : les trois ne valent plus rien.
did-code_tried = Un code de secours sous pli de « { $name } » a été essayé, et refusé.
did-mandate_lent = Plus personne n’exerçait de mandat : { $name } dirige l’unité, le temps d’une élection.
did-device_called_back = Deux codes de secours sous pli rappellent { $name } : un ordinateur est attendu.
did-comeback_contested = { $self ->
    [yes] Vous avez contesté le retour { $sound ->
        [vowel] d’{ $name } par codes de secours.
       *[consonant] de { $name } par codes de secours.
    }
   *[no] { $author } a contesté le retour { $sound ->
        [vowel] d’{ $name } par codes de secours.
       *[consonant] de { $name } par codes de secours.
    }
}
did-card_published = { $self ->
    [yes] Vous avez dit comment vous joindre dans votre fonction.
   *[no] { $author } a dit comment se faire joindre dans sa fonction.
}
did-card_withdrawn = { $self ->
    [yes] Vous avez retiré vos coordonnées de responsable.
   *[no] { $author } a retiré ses coordonnées de responsable.
}
did-mandate_recorded = { $self ->
    [yes] Vous avez enregistré le mandat { $sound ->
        [vowel] d’{ $name }.
       *[consonant] de { $name }.
    }
   *[no] { $author } a enregistré le mandat { $sound ->
        [vowel] d’{ $name }.
       *[consonant] de { $name }.
    }
}
did-mandate_ended = { $self ->
    [yes] Vous avez mis fin au mandat { $sound ->
        [vowel] d’{ $name }.
       *[consonant] de { $name }.
    }
   *[no] { $author } a mis fin au mandat { $sound ->
        [vowel] d’{ $name }.
       *[consonant] de { $name }.
    }
}
did-mandate_suspended = { $self ->
    [yes] Vous avez suspendu le mandat { $sound ->
        [vowel] d’{ $name }.
       *[consonant] de { $name }.
    }
   *[no] { $author } a suspendu le mandat { $sound ->
        [vowel] d’{ $name }.
       *[consonant] de { $name }.
    }
}
did-suspension_lifted = { $self ->
    [yes] Vous avez levé la suspension du mandat { $sound ->
        [vowel] d’{ $name }.
       *[consonant] de { $name }.
    }
   *[no] { $author } a levé la suspension du mandat { $sound ->
        [vowel] d’{ $name }.
       *[consonant] de { $name }.
    }
}
did-caretaker_appointed = { $self ->
    [yes] Vous avez confié l’unité, pour un temps, à { $name }.
   *[no] { $author } a confié l’unité, pour un temps, à { $name }.
}
did-claim_made = { $self ->
    [yes] Vous avez déclaré l’élection { $sound ->
        [vowel] d’{ $name }.
       *[consonant] de { $name }.
    }
   *[no] { $author } a déclaré l’élection { $sound ->
        [vowel] d’{ $name }.
       *[consonant] de { $name }.
    }
}
did-claim_countersigned = { $self ->
    [yes] Vous avez confirmé l’élection { $sound ->
        [vowel] d’{ $name }.
       *[consonant] de { $name }.
    }
   *[no] { $author } a confirmé l’élection { $sound ->
        [vowel] d’{ $name }.
       *[consonant] de { $name }.
    }
}
did-claim_contested = { $self ->
    [yes] Vous avez contesté l’élection { $sound ->
        [vowel] d’{ $name }.
       *[consonant] de { $name }.
    }
   *[no] { $author } a contesté l’élection { $sound ->
        [vowel] d’{ $name }.
       *[consonant] de { $name }.
    }
}
did-contest_withdrawn = { $self ->
    [yes] Vous ne contestez plus l’élection { $sound ->
        [vowel] d’{ $name }.
       *[consonant] de { $name }.
    }
   *[no] { $author } ne conteste plus l’élection { $sound ->
        [vowel] d’{ $name }.
       *[consonant] de { $name }.
    }
}
did-claim_withdrawn = { $self ->
    [yes] Vous avez retiré la demande qui déclarait l’élection { $sound ->
        [vowel] d’{ $name }.
       *[consonant] de { $name }.
    }
   *[no] { $author } a retiré la demande qui déclarait l’élection { $sound ->
        [vowel] d’{ $name }.
       *[consonant] de { $name }.
    }
}
did-claim_upheld = { $self ->
    [yes] Vous avez validé l’élection { $sound ->
        [vowel] d’{ $name }.
       *[consonant] de { $name }.
    }
   *[no] { $author } a validé l’élection { $sound ->
        [vowel] d’{ $name }.
       *[consonant] de { $name }.
    }
}
did-claim_documented = { $self ->
    [yes] Vous avez joint le compte rendu de l’élection { $sound ->
        [vowel] d’{ $name }.
       *[consonant] de { $name }.
    }
   *[no] { $author } a joint le compte rendu de l’élection { $sound ->
        [vowel] d’{ $name }.
       *[consonant] de { $name }.
    }
}
did-claim_dismissed = { $self ->
    [yes] Vous avez écarté la demande qui déclarait l’élection { $sound ->
        [vowel] d’{ $name }.
       *[consonant] de { $name }.
    }
   *[no] { $author } a écarté la demande qui déclarait l’élection { $sound ->
        [vowel] d’{ $name }.
       *[consonant] de { $name }.
    }
}
did-claim_announced = { $author } a annoncé l’élection { $sound ->
    [vowel] d’{ $name } : elle peut être contestée pendant trois jours.
   *[consonant] de { $name } : elle peut être contestée pendant trois jours.
}
did-claim_granted = Rien ne s’oppose plus à l’élection { $sound ->
    [vowel] d’{ $name }.
   *[consonant] de { $name }.
}
did-mandate_taken_up = { $name } a pris ses fonctions.
did-mandate_succeeded = Le mandat { $sound ->
    [vowel] d’{ $name } a pris fin : la personne élue lui succède.
   *[consonant] de { $name } a pris fin : la personne élue lui succède.
}
did-device_invited = { $self ->
    [yes] Vous avez invité un ordinateur { $sound ->
        [vowel] d’{ $name }.
       *[consonant] de { $name }.
    }
   *[no] { $author } a invité un ordinateur { $sound ->
        [vowel] d’{ $name }.
       *[consonant] de { $name }.
    }
}
did-device_reinvited = { $self ->
    [yes] Vous avez invité de nouveau { $name }, qui avait un ordinateur.
   *[no] { $author } a invité de nouveau { $name }, qui avait un ordinateur.
}
did-invitation_contested = { $self ->
    [yes] Vous avez contesté une invitation à votre nom.
   *[no] { $name } a contesté une invitation à son nom.
}
did-device_enrolled = { $self ->
    [yes] Vous avez relié un ordinateur { $sound ->
        [vowel] d’{ $name }.
       *[consonant] de { $name }.
    }
   *[no] { $author } a relié un ordinateur { $sound ->
        [vowel] d’{ $name }.
       *[consonant] de { $name }.
    }
}
did-device_revoked = { $self ->
    [yes] Vous avez coupé l’accès d’un ordinateur { $sound ->
        [vowel] d’{ $name }.
       *[consonant] de { $name }.
    }
   *[no] { $author } a coupé l’accès d’un ordinateur { $sound ->
        [vowel] d’{ $name }.
       *[consonant] de { $name }.
    }
}
did-office_changed = { $self ->
    [yes] Vous avez changé les fonctions ou les ordinateurs reliés.
   *[no] { $author } a changé les fonctions ou les ordinateurs reliés.
}
did-newer = { $self ->
    [yes] Vous avez fait quelque chose avec une version plus récente de Coopol : mettez ce programme à jour pour le lire.
   *[no] { $author } a fait quelque chose avec une version plus récente de Coopol : mettez ce programme à jour pour le lire.
}
did-erasure_asked = { $self ->
    [yes] Vous avez demandé l’effacement définitif d’une fiche.
   *[no] { $author } a demandé l’effacement définitif d’une fiche.
}
did-erasure_withdrawn = { $self ->
    [yes] Vous avez retiré la demande d’effacement d’une fiche.
   *[no] { $author } a retiré la demande d’effacement d’une fiche.
}
did-export_asked = { $self ->
    [yes] Vous avez demandé l’accord de quelqu’un pour exporter le fichier.
   *[no] { $author } a demandé l’accord de quelqu’un pour exporter le fichier.
}
did-export_allowed = { $self ->
    [yes] Vous avez donné votre accord pour un export du fichier.
   *[no] { $author } a donné son accord pour un export du fichier.
}
did-people_exported = { $self ->
    [yes] { $count ->
        [one] Vous avez exporté une fiche.
       *[other] Vous avez exporté { $count } fiches.
    }
   *[no] { $count ->
        [one] { $author } a exporté une fiche.
       *[other] { $author } a exporté { $count } fiches.
    }
}
did-people_written = { $self ->
    [yes] { $count ->
        [one] Vous avez passé une adresse à votre messagerie, pour écrire.
       *[other] Vous avez passé { $count } adresses à votre messagerie, pour écrire.
    }
   *[no] { $count ->
        [one] { $author } a passé une adresse à sa messagerie, pour écrire.
       *[other] { $author } a passé { $count } adresses à sa messagerie, pour écrire.
    }
}
did-agenda_exported = { $self ->
    [yes] { $count ->
        [one] Vous avez exporté un événement.
       *[other] Vous avez exporté { $count } événements.
    }
   *[no] { $count ->
        [one] { $author } a exporté un événement.
       *[other] { $author } a exporté { $count } événements.
    }
}
did-everything_exported = { $self ->
    [yes] Vous avez exporté tout ce que garde cet ordinateur.
   *[no] { $author } a exporté tout ce que garde son ordinateur.
}
did-import_done = { $self ->
    [yes] { $count ->
        [one] Vous avez importé une liste (1 modification).
       *[other] Vous avez importé une liste ({ $count } modifications).
    }
   *[no] { $count ->
        [one] { $author } a importé une liste (1 modification).
       *[other] { $author } a importé une liste ({ $count } modifications).
    }
}
did-people_passed = { $self ->
    [yes] { $count ->
        [one] Vous avez fait passer une personne d’une section à celle qui en naît.
       *[other] Vous avez fait passer { $count } personnes d’une section à celle qui en naît.
    }
   *[no] { $count ->
        [one] { $author } a fait passer une personne d’une section à celle qui en naît.
       *[other] { $author } a fait passer { $count } personnes d’une section à celle qui en naît.
    }
}
did-proposal_declined = { $self ->
    [yes] Vous avez écarté une proposition.
   *[no] { $author } a écarté une proposition.
}
did-proposal_withdrawn = { $self ->
    [yes] Vous avez retiré votre proposition.
   *[no] { $author } a retiré sa proposition.
}
did-proposals_accepted = { $self ->
    [yes] { $count ->
        [one] Vous avez accepté une proposition.
       *[other] Vous avez accepté { $count } propositions.
    }
   *[no] { $count ->
        [one] { $author } a accepté une proposition.
       *[other] { $author } a accepté { $count } propositions.
    }
}
did-undone = { $self ->
    [yes] Vous avez annulé une modification à propos { $sound ->
        [vowel] d’{ $name }.
       *[consonant] de { $name }.
    }
   *[no] { $author } a annulé une modification à propos { $sound ->
        [vowel] d’{ $name }.
       *[consonant] de { $name }.
    }
}
did-undone_many = { $self ->
    [yes] { $count ->
        [one] Vous avez annulé une modification.
       *[other] Vous avez annulé un ensemble de { $count } modifications.
    }
   *[no] { $count ->
        [one] { $author } a annulé une modification.
       *[other] { $author } a annulé un ensemble de { $count } modifications.
    }
}
entry-when = { $when } · { $office }
entry-open = En cours
entry-cut = Interrompue : le mandat de son auteur a pris fin avant
entry-waits = Pas encore fait : attend un accord
entry-answered = Proposé : une autre ligne dit la réponse
entry-undone = Annulée depuis
trust-saved = Enregistrée ici, pas encore partagée
value-none = vide
value-removed = supprimée
value-kept = gardée
field-whose = { $field } ({ $name })
value-present = présent
value-excused = excusé
value-not_marked = non noté
value-cancelled = annulé
value-stands = maintenu
value-before = Avant :
value-after = Après :
value-stays = Reste :
value-refused = Pas retenu :
recent-history = Dernières modifications
recent-history-none = Rien n’a changé depuis que cette fiche existe.

seal-verified = Historique vérifié jusqu’au { $day }
seal-checking = Vérification de l’historique en cours. Vérifié jusqu’au { $day }
seal-broken = Historique vérifié jusqu’au { $day }. Depuis, Coopol ne fait plus que lire. Prévenez votre fédération.
seals = Vérifier
seals-title = Vérifier l’historique
seals-note = Cet ordinateur refait tous les comptes, sans réseau
seals-leave = Retour à l’historique
seals-again = Vérifier de nouveau
seals-under-way = Vérification en cours…
seals-are-whole = { $count ->
    [one] Tout est en ordre : la modification gardée ici est celle qui a été signée.
   *[other] Tout est en ordre : les { $count } modifications gardées ici sont celles qui ont été signées, et aucune ne manque.
}
seals-are-coming = Ce qui est ici est en ordre. Le début de l’historique est encore en route : vérifiez de nouveau plus tard.
seals-are-broken = Les comptes ne tombent pas justes. Coopol ne fait plus que lire. Prévenez votre fédération.
seals-part-of = { $part }, { $unit }
seals-part-delegated = Ce qui vous est confié
seals-verified = { $count ->
    [0] Rien encore
    [one] 1 modification vérifiée
   *[other] { $count } modifications vérifiées
}
seals-checking = { $count ->
    [one] 1 modification, dont le début est encore à vérifier
   *[other] { $count } modifications, dont le début est encore à vérifier
}
seals-broken = { $count ->
    [one] 1 modification annoncée
   *[other] { $count } modifications annoncées
}
seals-how = Chaque modification porte la signature de l’ordinateur qui l’a faite et scelle toutes celles d’avant. Personne ne peut en changer, en ôter ou en glisser une sans que cela se voie ici, pas même qui tient le serveur.
seal-cosigned = { $level ->
    [national] co-signé par le national le { $day }
   *[federation] co-signé par la fédération le { $day }
}
alarm-unreadable = Une réponse du serveur ne peut pas être lue.
alarm-checkpoint = Le serveur n’a pas signé ce qu’il montre.
alarm-moved = Le serveur signe avec une autre clé, sans que la précédente l’annonce comme il se doit.
alarm-shrunk = Des modifications déjà vues ici ne sont plus sur le serveur.
alarm-rewritten = L’historique du serveur n’est plus celui qui avait été vu ici.
alarm-witnessed = La fédération ou le national ont co-signé un autre historique que celui qui est montré ici.
alarm-forked = Le serveur a montré un autre historique à un autre ordinateur.
alarm-disorder = Des modifications sont arrivées dans un ordre impossible.
alarm-unsigned = Une modification n’a pas été signée par l’ordinateur qu’elle nomme.
alarm-stranger = Une modification vient d’un ordinateur que personne n’a invité.
alarm-uninvited = Un ordinateur a été relié sans que son invitation l’admette.
alarm-unclaimed = Une fonction a été donnée à quelqu’un sans ce qu’il faut pour cela.
alarm-altered = Une modification ne dit plus ce que son auteur a écrit.
alarm-withheld = Le serveur ne donne plus le contenu d’une modification.
alarm-states = Les fiches du serveur ne sont pas celles que donne l’historique.
alarm-unasked = Le serveur veut effacer une fiche que personne n’a demandé d’effacer. Elle est gardée ici.
alarm-dropped = Le serveur retire une rubrique que votre mandat donne encore. Elle est gardée ici.
alarm-refused = Le serveur refuse, sans raison valable, ce que cet ordinateur a signé.

pending-note = Rien n’est perdu : chaque valeur est gardée dans l’historique.
pending-empty-title = Tout est réglé
pending-empty-text = Quand deux personnes changent la même chose, ou qu’une modification est refusée, c’est ici que vous choisissez.
pending-ties = Rattachements proposés
tie-title-above = « { $name } » propose que votre section dépende d’elle
tie-title-below = « { $name } » demande à dépendre de votre fédération
tie-text-above = Si vous acceptez, elle voit qui exerce quelle fonction chez vous et combien vous êtes, confirme vos élections, et aide à retrouver un accès. Elle peut aussi nommer un responsable, mettre fin à un mandat ou le suspendre, et lit l’historique du bureau. Jamais les noms de votre fichier. Cela ne s’annule pas.
tie-text-below = Si vous acceptez, vous voyez qui y exerce quelle fonction et combien de personnes elle compte, et vous confirmez ses élections. Cela ne s’annule pas.
tie-accept = Accepter
tie-decline = Refuser
tie-accepted = Vous acceptez le rattachement avec « { $name } ». Il compte dès que c’est partagé.
tie-declined = « { $name } » lira que vous refusez.
pending-merges = Une unité en rejoint une autre
merge-asked = Il est proposé que « { $unit } » devienne une partie de « { $into } »
merge-ground-merger = Les deux ne feraient plus qu’une.
merge-ground-under_five = « { $unit } » compte moins de cinq adhérents.
merge-asked-text = Rien ne se fait sans votre accord.
merge-asked-refusable = Qui dirige votre unité peut accepter ; votre fonction vous permet de refuser en son nom.
merge-follows-mandates = Les mandats de « { $unit } » prennent fin, et ses ordinateurs n’ont plus accès à rien.
merge-follows-records = Son fichier, ses cotisations, son agenda et ses archives sont clos ; le bureau de « { $into } » les lit, et personne n’y change plus rien.
merge-follows-people = Ses adhérents se reprennent dans le fichier de « { $into } » ; leur passé reste où il est.
merge-agree = Accepter…
merge-refuse = Refuser
merge-agree-title = Accepter cette réunion
merge-agree-text = Une fois que tous ont répondu, le serveur le fait aussitôt, et cela ne s’annule pas.
merge-agree-sure = Accepter pour de bon
merge-reply-agree = Vous acceptez que « { $unit } » devienne une partie de « { $into } ».
merge-reply-refuse = Vous refusez que « { $unit } » devienne une partie de « { $into } ». Rien ne change.
pending-arrivals = { $count ->
    [one] Une personne arrive d’une autre section
   *[other] { $count } personnes arrivent d’autres sections
}
arrival-title = { $name }, de « { $from } »
arrival-born = Naissance le { $day }
arrival-paid = Cotisation réglée pour { $year }
arrival-known = Cette personne est peut-être déjà dans votre fichier. Sa fiche serait alors complétée.
arrival-same = C’est { $name }
arrival-other = C’est quelqu’un d’autre, accueillir
arrival-accept = Accueillir
arrival-decline = Ne pas accueillir
arrival-accepted = { $name } est dans votre fichier.
arrival-declined = { $name } retrouvera sa place dans « { $from } ».
pending-proposals = En attente de votre accord
proposal-title = { $count ->
    [one] { $author } propose une modification
   *[other] { $author } propose { $count } modifications
}
proposal-dues = { $count ->
    [one] { $author } propose une cotisation
   *[other] { $author } propose { $count } cotisations
}
proposal-codes = { $author } a fait trois codes de secours sous pli
proposal-codes-text = Deux de ces codes font revenir quelqu’un quand plus personne ne peut entrer. Ils remplacent les précédents, et ne valent rien sans votre accord. Donnez-le quand les trois feuilles sont sous pli et que vous savez qui les garde.
proposal-erasure = { $author } demande un effacement définitif
proposal-erasure-text = La fiche disparaîtra du serveur et de chaque ordinateur, sept jours après votre accord. Jusque-là, l’un comme l’autre pourra y renoncer.
proposal-erasure-accepted = L’effacement sera fait dans sept jours.
proposal-delegation = { $author } veut confier le pointage d’un événement
proposal-delegation-text = Cette personne n’a pas de mandat : elle lirait le nom et le prénom des adhérents et des contacts réguliers. Autour d’une passation, il y faut votre accord.
proposal-delegation-dues = { $author } veut confier les cotisations d’une année
proposal-delegation-dues-text = Cette personne n’a pas de mandat : elle lirait le nom et le prénom des adhérents, et ce qu’elle aurait noté elle-même. Autour d’une passation, il y faut votre accord.
proposal-delegation-accepted = Le code sert dès que votre accord est partagé.
own-delegation = Le pointage que vous confiez attend
own-delegation-dues = La délégation des cotisations attend
own-erasure = Vous avez demandé un effacement définitif
proposal-codes-accepted = Ces trois codes servent dès que votre accord est partagé.
proposal-export-people = { $author } demande à exporter le fichier
proposal-export-everything = { $author } demande à exporter tout ce que garde son ordinateur
proposal-export-text = Autour d’une passation, le fichier ne sort qu’avec l’accord d’une seconde personne. Le vôtre vaut 24 heures, pour { $author } et cet export seulement. Demandez d’abord à quoi il servira.
proposal-export-accept = Donner mon accord
proposal-export-accepted = { $author } peut exporter, pendant 24 heures.
proposal-more = { $count ->
    [one] et 1 autre
   *[other] et { $count } autres
}
proposal-accept = { $count ->
    [one] Accepter
   *[other] Tout accepter
}
proposal-accepted = { $count ->
    [one] La proposition est acceptée.
   *[other] Les { $count } propositions sont acceptées.
}
proposal-decline = { $count ->
    [one] Refuser
   *[other] Tout refuser
}
proposal-in = dans « { $unit } »
proposal-declined = { $count ->
    [one] La proposition est refusée. { $author } le verra.
   *[other] Les { $count } propositions sont refusées. { $author } le verra.
}
pending-own = Ce que vous avez fait et qui attend un accord
own-title = { $count ->
    [one] Votre modification attend
   *[other] Vos { $count } modifications attendent
}
own-waits-second = Elles compteront quand une autre personne qui tient cette partie les aura acceptées, dans « À vérifier », sur son ordinateur. Rien n’est perdu.
own-waits-treasurer = Elles compteront quand la trésorerie les aura acceptées, dans « À vérifier ».
own-export-people = Votre demande d’exporter le fichier attend
own-export-everything = Votre demande d’exporter tout ce que garde cet ordinateur attend
own-waits-export = L’export sera possible pendant 24 heures quand une autre personne qui tient le fichier aura donné son accord, dans « À vérifier », sur son ordinateur.
own-codes = Vos trois codes de secours sous pli attendent
own-waits-codes = Ils serviront quand une autre personne qui peut inviter, ou la fédération, aura donné son accord, dans « À vérifier », sur son ordinateur. D’ici là, les précédents restent bons.
own-waits-delegation = Le code servira quand une autre personne qui tient l’agenda aura donné son accord, dans « À vérifier », sur son ordinateur.
own-waits-delegation-dues = Le code servira quand une autre personne qui tient les cotisations aura donné son accord, dans « À vérifier », sur son ordinateur.
own-withdraw = { $count ->
    [one] Retirer
   *[other] Tout retirer
}
own-withdrawn = { $count ->
    [one] La modification est retirée.
   *[other] Les { $count } modifications sont retirées.
}
pending-splits = Partage de la section
split-asked = La fédération propose que « { $name } » naisse de « { $unit } »
split-asked-text = Passeraient : { $who }. Rien ne se fait sans votre accord, et vous verrez les noms avant que quiconque ne passe.
split-agree = Accepter
split-refuse = Refuser
split-reply-agree = Vous acceptez que « { $name } » naisse de la section. Choisissez maintenant qui passe.
split-reply-refuse = Vous refusez que « { $name } » naisse de la section. Personne ne passe.
split-to-pass = Des personnes peuvent passer à « { $name } »
split-to-pass-text = Le partage est accepté. Passeraient : { $who }. Regardez la liste avant de faire passer qui que ce soit.
split-pass-open = Voir qui passe
split-pass-title = Qui passe
split-pass-to = Qui passe à « { $name } »
split-pass = { $count ->
    [0] Personne à faire passer
    [one] Faire passer 1 personne
   *[other] Faire passer { $count } personnes
}
split-passed = { $count ->
    [one] 1 personne passe à « { $name } », qui doit l’accueillir.
   *[other] { $count } personnes passent à « { $name } », qui doit les accueillir.
}
split-passed-waiting = { $count ->
    [one] 1 personne passera à « { $name } » dès qu’une autre personne aura donné son accord.
   *[other] { $count } personnes passeront à « { $name } » dès qu’une autre personne aura donné son accord.
}
split-undecided-note = Pour certaines personnes, aucun code postal n’est connu : elles restent, sauf si vous les cochez ou complétez leur adresse.
split-search = Nom ou code postal
split-part-passing = Passent ({ $count })
split-part-waiting = Attendent l’accord d’une autre personne ({ $count })
split-waiting-note = Vous les avez fait passer ; autour d’une passation, une autre personne qui tient le fichier doit être d’accord.
split-part-undecided = Restent, faute de code postal ({ $count })
split-part-staying = Restent ({ $count })
split-more = { $count ->
    [one] et 1 autre : écrivez un nom pour la trouver
   *[other] et { $count } autres : écrivez un nom pour les trouver
}
split-closed-title = Plus personne ne peut passer ici
split-closed-text = Ce partage n’est pas accepté, ou la fédération y a renoncé, ou votre fonction ne tient pas le fichier.
arrivals-accept = { $left ->
    [0] Accueillir les { $count } personnes de « { $from } »
   *[other] Accueillir les { $count } nouvelles personnes de « { $from } »
}
arrivals-accepted = { $count ->
    [0] Personne n’a été accueilli.
    [one] 1 personne de « { $from } » est accueillie.
   *[other] { $count } personnes de « { $from } » sont accueillies.
}
arrivals-left = { $count ->
    [one] 1 autre personne est peut-être déjà au fichier : répondez pour elle seule.
   *[other] { $count } autres personnes sont peut-être déjà au fichier : répondez pour chacune.
}
pending-refused = { $count ->
    [one] 1 modification refusée
   *[other] { $count } modifications refusées
}
pending-overlaps = { $count ->
    [one] 1 valeur à choisir
   *[other] { $count } valeurs à choisir
}
overlap-title = { $sound ->
    [vowel] À vérifier : { $field } d’{ $name }
   *[consonant] À vérifier : { $field } de { $name }
}
overlap-attendance = { $sound ->
    [vowel] À vérifier : la présence d’{ $name } à « { $event } »
   *[consonant] À vérifier : la présence de { $name } à « { $event } »
}
overlap-somebody = quelqu’un
overlap-text = { $count ->
    [2] Deux personnes ont écrit une valeur différente sans voir celle de l’autre. Choisissez celle qui est juste.
   *[other] { $count } valeurs différentes ont été écrites sans que leurs auteurs voient celles des autres. Choisissez celle qui est juste.
}
overlap-side = { $author }, { $when }
overlap-standing = Valeur actuelle
overlap-keep = Garder celle-ci
overlap-settled = { $field } : c’est choisi.
refused-because-mandate_ended = Votre mandat avait pris fin quand la modification est arrivée.
refused-because-not_granted = Votre fonction ne permet pas cette modification.
refused-because-unit_closed = Cette section en a rejoint une autre : ce qu’elle a laissé se lit encore, et ne change plus.
refused-because-beyond_own_term = Votre mandat dure le temps d’une élection : vous ne nommez personne au-delà, et ne mettez pas fin à un mandat qui dure plus longtemps. Donnez une date de fin, ou adressez-vous au niveau au-dessus.
refused-because-subject_removed = La fiche avait été supprimée entre-temps.
refused-because-erased = La fiche a été effacée définitivement entre-temps.
refused-because-too_soon = Cette unité a déjà été relancée là-dessus il y a moins de sept jours.
refused-because-taken = Cette valeur appartient déjà à une autre fiche : un numéro d’adhérent, par exemple, ne sert qu’une fois.
refused-because-value_invalid = Le serveur n’accepte pas cette valeur. Saisissez-la de nouveau, ou autrement.
refused-because-dependency_refused = Une modification plus ancienne, dont celle-ci dépend, a été refusée.
refused-because-declined = Votre proposition a été écartée par la personne qui en décide.
refused-because-already_decided = Quelqu’un d’autre avait déjà décidé.
refused-because-fault = Le serveur n’a pas pu la prendre, et ce n’est pas votre faute. Refaites la modification ; si cela revient, prévenez la personne qui s’occupe du serveur.
refused-because-needs_second_officer = Cette modification demande l’accord d’un second responsable de la section.
refusal-when = Vous l’aviez faite { $when }.
refusal-in = C’était dans « { $unit } ».
refusal-unnamed = Une de vos modifications
refusal-understood = J’ai compris

# Taking back much at once.
rollback = Annuler beaucoup à la fois
rollback-note = Rien n’est fait avant que vous l’ayez relu. Ce qui sera fait pourra s’annuler à son tour.
rollback-back = Retour à l’historique
rollback-what = Que voulez-vous annuler ?
rollback-person = Ce qu’a fait une personne
rollback-person-hint = Tout, ou entre deux dates. Ce que les autres ont fait reste.
rollback-day = Tout ce qui a suivi un jour
rollback-day-hint = La section redevient ce qu’elle était ce jour-là au soir.
rollback-whose = Personne
rollback-from = À partir du (facultatif)
rollback-until = Jusqu’au (facultatif)
rollback-which-day = Revenir au
rollback-future = Ce jour n’est pas encore passé.
rollback-look = Voir ce qui changerait
rollback-do = { $count ->
    [0] Rien n’est coché
    [one] Annuler cette modification
   *[other] Annuler ces { $count } choses
}
rollback-picked = { $count } sur { $total } cochées
rollback-all = Tout cocher
rollback-none = Tout décocher
rollback-all-found = { $count ->
    [one] Cocher cette ligne
   *[other] Cocher ces { $count } lignes
}
rollback-none-found = { $count ->
    [one] Décocher cette ligne
   *[other] Décocher ces { $count } lignes
}
rollback-none-such = Aucune ligne ne correspond à ce que vous cherchez.
rollback-search = Rechercher parmi ce qui changerait
rollback-sort-person = Personnes
rollback-sort-dues = Cotisations
rollback-sort-event = Événements
rollback-sort-document = Documents
rollback-sort-promise = Ce qui est promis
rollback-sort-fact = Informations pratiques
rollback-sort-list = Listes enregistrées
rollback-sort-message = Textes de messages
rollback-sort-delegation = Délégations
rollback-sort-feed = Abonnements à l’agenda
rollback-sort-other = Autres
rollback-needs = Va avec : { $names }. Cette ligne reprend ce que l’autre a maintenant, comme un numéro d’adhérent.
rollback-done = { $count ->
    [one] 1 chose est remise comme avant.
   *[other] { $count } choses sont remises comme avant.
}
rollback-nothing = Il n’y a rien à annuler : rien n’a été fait dans ces limites, ou tout est déjà annulé.
rollback-undoable = Voici ce qui changerait. Décochez ce qui doit rester tel quel. L’historique garde tout, et cela pourra s’annuler aussi.
rollback-restored = { $count ->
    [one] Reviendrait
   *[other] Reviendraient ({ $count })
}
rollback-changed = { $count ->
    [one] Serait remis comme avant
   *[other] Seraient remis comme avant ({ $count })
}
rollback-removed = { $count ->
    [one] Serait retiré
   *[other] Seraient retirés ({ $count })
}
rollback-stays = { $count ->
    [one] Resterait tel quel
   *[other] Resteraient tels quels ({ $count })
}
rollback-dues-of = Cotisation ({ $name })
rollback-dues = Cotisation
rollback-promise = Ce qui est promis : { $name }
rollback-fact = Information pratique : { $name }
rollback-list = Liste : { $name }
rollback-message = Texte : { $name }
rollback-delegation = Délégation à { $name }
rollback-feed = Abonnement à l’agenda : { $name }
rollback-unnamed = Sans nom
rollback-field = { $field } : { $value }
stays-never = Cela ne s’annule pas : c’est déjà parti, ou effacé pour de bon.
stays-newer = Fait avec une version plus récente de Coopol : mettez à jour, puis recommencez.
stays-changed_since = Quelqu’un d’autre y a travaillé depuis : son travail reste. Corrigez la fiche à la main.
stays-taken = Ce qu’une seule fiche peut avoir, comme un numéro d’adhérent, est maintenant à une autre. Réglez-le sur les fiches.
stays-not_granted = Votre fonction ne permet pas de le modifier. Demandez à la personne qui en a la charge.
scope-day = Revenir au { $day } au soir
scope-person = Tout ce qu’a fait { $name }
scope-person-between = Tout ce qu’a fait { $name } du { $from } au { $until }
scope-person-from = Tout ce qu’a fait { $name } depuis le { $from }
scope-person-until = Tout ce qu’a fait { $name } jusqu’au { $until }

# What came after its author's mandate had ended.
late-title = Arrivé après la fin d’un mandat
late-back = Retour à « À vérifier »
late-note = Rien de cela ne compte tant que personne ne le reprend. Ce que vous reprenez se fait en votre nom ; l’historique garde aussi qui l’avait fait.
late-empty-title = Plus rien n’attend ici
late-empty-text = Quand une personne dont le mandat a pris fin rallume son ordinateur, ce qu’elle n’avait pas encore envoyé arrive ici, et vous choisissez.
late-card = { $count ->
    [one] { $sound ->
        [vowel] 1 modification d’{ $authors }
       *[consonant] 1 modification de { $authors }
    }
   *[other] { $sound ->
        [vowel] { $count } modifications d’{ $authors }
       *[consonant] { $count } modifications de { $authors }
    }
}
late-open = { $count ->
    [0] D’autres personnes en décident.
    [one] Vous décidez de l’une d’elles.
   *[other] Vous décidez de { $count } d’entre elles.
}
late-look = Les regarder une par une
late-from = { $author } ({ $office })
late-ended = Mandat terminé { $when }.
late-ended-day = Mandat terminé le { $day } au soir.
late-suspended = Mandat suspendu { $when }.
late-laptop = Envoyé depuis l’ordinateur « { $laptop } ».
late-in = Dans « { $unit } ».
late-more = D’autres modifications peuvent encore en arriver jusqu’au { $day }.
late-all = Tout cocher ({ $count })
late-when = Datée { $said } par cet ordinateur, arrivée { $arrived }
late-after = Après la fin du mandat
late-moved = Changé depuis
late-now = { $field }, aujourd’hui : { $value }.
late-moved-text = La reprendre remplace cette valeur.
late-alike = C’est déjà ainsi aujourd’hui.
late-needs = { $count ->
    [one] Elle en suit une autre, qui sera reprise avec elle.
   *[other] Elle en suit { $count } autres, qui seront reprises avec elle.
}
late-bar-not_granted = Votre fonction ne permet pas de les reprendre : c’est à la personne qui tient cette partie d’en décider.
late-bar-removed = La fiche a été supprimée depuis. L’historique permet de la remettre ; cette modification pourra alors être reprise.
late-bar-unknown = Elle parle d’une fiche qui n’a jamais été reprise.
late-bar-fixed = Cela ne se reprend pas : c’est là pour que vous le sachiez.
late-accept = Reprendre
late-accept-ticked = { $count ->
    [0] Reprendre ce qui est coché
    [one] Reprendre 1 modification
   *[other] Reprendre { $count } modifications
}
late-accepted = { $count ->
    [one] La modification est reprise.
   *[other] { $count } modifications sont reprises.
}
late-decline = Écarter
late-decline-ticked = { $count ->
    [0] Écarter ce qui est coché
    [one] Écarter 1 modification
   *[other] Écarter { $count } modifications
}
late-decline-title = { $count ->
    [one] Écarter cette modification ?
   *[other] Écarter ces { $count } modifications ?
}
late-decline-text = L’historique garde ce qui était demandé, mais on ne pourra plus le reprendre d’un clic.
late-declined = { $count ->
    [one] La modification est écartée.
   *[other] { $count } modifications sont écartées.
}
late-seen = C’est vu. L’historique le garde.
late-rest = Ce que vous laissez reste ici, sans compter, aussi longtemps que personne n’y a répondu.
