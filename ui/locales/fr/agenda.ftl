# Agenda: the list and the sheet of an event.
agenda-search = Titre, lieu, remarque
agenda-spans = Période
agenda-coming = À venir
agenda-past = Passés
agenda-count-coming = { $count ->
    [0] Rien à venir
    [one] 1 événement à venir
   *[other] { $count } événements à venir
}
agenda-count-past = { $count ->
    [0] Aucun événement passé
    [one] 1 événement passé
   *[other] { $count } événements passés
}
agenda-empty-title = Votre agenda est vide
agenda-empty-text = Notez ici les réunions, les actions et les échéances de la section. Vous serez prévenu la veille. Pour commencer : la prochaine réunion.
agenda-none-title = Aucun événement ici
agenda-none-text = Essayez un autre mot du titre ou du lieu.
agenda-elsewhere-coming = { $count ->
    [one] 1 événement passé correspond : voir l’onglet « Passés ».
   *[other] { $count } événements passés correspondent : voir l’onglet « Passés ».
}
agenda-elsewhere-past = { $count ->
    [one] 1 événement à venir correspond : voir l’onglet « À venir ».
   *[other] { $count } événements à venir correspondent : voir l’onglet « À venir ».
}
all-day = toute la journée
hours = { $start } – { $end }
hours-place = { $hours } · { $place }
when-line = { $day }, { $hours }

kind-event-meeting = Réunion
kind-event-general_assembly = Assemblée générale
kind-event-bureau = Réunion de bureau
kind-event-leafleting = Distribution de tracts
kind-event-training = Formation
kind-event-ceremony = Cérémonie
kind-event-public_meeting = Réunion publique
kind-event-other = Autre

event-add = Ajouter
event-new = Ajouter un événement
event-title-hint = Par exemple « Réunion de section »
event-add-confirm = Ajouter à l’agenda
event-added = « { $title } » est dans l’agenda.
event-gone = L’événement a été retiré de l’agenda. L’historique permet de l’y remettre.
event-when = Quand
event-day = Jour
event-all-day = Toute la journée
event-start = Début
event-end = Fin
event-moved = L’événement est déplacé.
event-what = Quoi et où
event-same-day = Le même jour : { $title }
event-same-day-at = Le même jour : { $title }, à { $time }
event-cancel = Annuler l’événement
event-cancel-title = Annuler cet événement ?
event-cancel-text = « { $title } » restera dans l’agenda, barré, pour que personne ne vienne pour rien. Vous pourrez revenir en arrière.
event-cancel-reason = Pourquoi (facultatif)
event-cancel-reason-hint = Par exemple « Salle fermée pour travaux »
event-keep = Garder l’événement
event-cancelled = « { $title } » est annulé.
event-cancelled-on = Annulé le { $day }
event-cancelled-because = Annulé le { $day } : { $reason }
event-restore = Rétablir l’événement
event-restored = L’événement est rétabli.
event-reminders = Rappels
reminder-1440 = La veille : { $moment }
reminder-60 = Une heure avant : { $moment }
event-no-reminder = Aucun rappel à venir pour cet événement.
reminders-settings = Régler les rappels
event-documents = Documents

attendance = Présences
attendance-search = Nom, commune, numéro
attendance-list = Personnes du fichier
attendance-marked = Notées seulement
attendance-present = Présent
attendance-excused = Excusé
attendance-presents = { $count ->
    [0] Aucun présent noté
    [one] 1 présent
   *[other] { $count } présents
}
attendance-excuses = { $count ->
    [0] aucun excusé
    [one] 1 excusé
   *[other] { $count } excusés
}
attendance-tally = { $present }, { $excused }
attendance-gone = { $count ->
    [one] L’une de ces personnes n’est plus au fichier : elle compte, sans son nom.
   *[other] { $count } de ces personnes ne sont plus au fichier : elles comptent, sans leur nom.
}
attendance-hint = Un clic note la présence ou l’excuse, un second la retire.
attendance-unseen = Votre fonction ne montre pas le fichier : les noms n’apparaissent pas ici, seulement leur nombre.
attendance-nobody = Le fichier est vide. Une fois vos adhérents importés, vous noterez ici qui est venu.
attendance-none-found = Personne ne correspond.
attendance-none-marked = Rien n’est encore noté.
attendance-saved-present = { $name } : présence notée.
attendance-saved-excused = { $name } : excuse notée.
attendance-saved-none = { $name } : plus rien n’est noté.
