# What the program says outside its window: the tray and notifications.
tray-open = Ouvrir Coopol
tray-quit = Quitter Coopol

# Of a reminder: when.
when = { $day ->
    [today] aujourd’hui à { $time }
    [tomorrow] demain à { $time }
   *[later] le { $date } à { $time }
}
when-all-day = { $day ->
    [today] aujourd’hui
    [tomorrow] demain
   *[later] le { $date }
}

# Discreet: what kind of thing; no name, no place, no title.
remind-discreet = { $kind ->
    [meeting] Réunion
    [general_assembly] Assemblée générale
    [training] Formation
   *[other] Rendez-vous
} { $when }
remind-title = { $title }, { $when }

# What somebody else did to an event; then as above.
moved = Déplacement : { $event }
cancelled = Annulation : { $event }
reinstated = Finalement maintenu : { $event }

# After an absence: one for all.
digest = { $count ->
    [one] 1 rappel vous attend
   *[other] { $count } rappels vous attendent
}

# A laptop that somebody enrolled: to everybody else of the unit. Discreet: not whose.
newcomer = Un nouvel ordinateur est relié
newcomer-named = Un nouvel ordinateur est relié : { $name }
newcomer-what = Si personne ne l’attendait, retirez-le dans Réglages.

# An invitation of somebody who has a laptop, which waits to be seen. Discreet: of nobody.
invited = Un ordinateur de plus est attendu
invited-own = Un ordinateur de plus est attendu à votre nom
invited-named = Un ordinateur de plus est attendu au nom de { $name }
invited-what = Si rien ne l’explique, opposez-vous-y dans Réglages.

# The level above reminds of what the renewal of a unit lacks. Discreet: of nothing.
reminded = Un rappel vous attend dans À vérifier
reminded-election = Une élection est à déclarer
reminded-countersignature = Une élection est à confirmer
reminded-minutes = Le compte rendu d’une élection est à joindre
reminded-several = { $count ->
    [one] 1 rappel vous attend dans À vérifier
   *[other] { $count } rappels vous attendent dans À vérifier
}

# Messages that the server was to send, and that wait for somebody to act. Discreet: not what they are about.
mailing-waits = Un envoi programmé vous attend
mailings-wait = { $count ->
    [one] 1 envoi programmé vous attend
   *[other] { $count } envois programmés vous attendent
}

# Somebody is put in charge for a time. Discreet: not what it is about.
appointed = Une décision vous attend dans À vérifier
split-what = Partage de la section
merge-decided = Une réunion de sections attend votre réponse
merge-agreed = Une réunion de sections est acceptée
merge-refused = Une réunion de sections est refusée
merge-withdrawn = Une réunion de sections est retirée
merge-done = Deux sections sont réunies
merge-named = { $step } : { $unit } dans { $into }
merges = { $count ->
    [one] 1 réunion de sections a avancé
   *[other] { $count } réunions de sections ont avancé
}
appointed-what = Administration provisoire
appointed-several = { $count ->
    [one] 1 décision vous attend dans À vérifier
   *[other] { $count } décisions vous attendent dans À vérifier
}

# A step that a handover took. Discreet: of nobody.
step-opened = Une passation est déclarée
step-countersigned = Une passation est confirmée
step-contested = Une passation est contestée
step-granted = Une passation est faite
step-dismissed = Une passation est écartée
step-withdrawn = Une passation est retirée
step-named = { $step } : { $name }
steps = { $count ->
    [one] 1 passation a avancé
   *[other] { $count } passations ont avancé
}

# A suspension. Discreet: of nobody.
suspension-begun = Un mandat est suspendu
suspension-lifted = Une suspension de mandat est levée
suspension-own = Votre mandat est suspendu
suspension-own-lifted = La suspension de votre mandat est levée
suspensions = { $count ->
    [one] 1 mandat a été suspendu ou repris
   *[other] { $count } mandats ont été suspendus ou repris
}
