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
# Addresses at which telephones read the agenda.
feeds = Abonnements
feeds-what = Un abonnement met l’agenda de la section dans un téléphone ou un logiciel d’agenda : les titres, les dates, les lieux, et ce qui est annulé. Ni les remarques, ni les présences, ni aucune personne.
feeds-until = Son adresse donne l’agenda tant que la personne qui en répond est en fonction. Ensuite elle ne donne plus rien, jusqu’à ce qu’une autre la reprenne. Chaque abonnement appartient à la section.
feeds-alone = La section n’a pas encore de serveur : un abonnement ne peut s’ouvrir qu’une fois qu’elle en a rejoint un.
feeds-open = Abonnements ouverts
feeds-none = Aucun abonnement n’est ouvert.
feeds-first-day = L’agenda dans les téléphones
feed-open = Ouvrir un abonnement
feed-open-now = Ouvrir
feed-address = L’adresse de l’abonnement
feed-name = À qui ou à quoi il sert
feed-name-hint = Par exemple : téléphones du bureau
feed-anybody = Qui a l’adresse lit l’agenda, sans mot de passe : donnez-la comme vous donneriez une clé. Vous en répondez, et elle s’arrête avec votre mandat si personne ne la reprend.
feed-begun = Cet abonnement n’est pas encore ouvert.
feed-begun-address = Cette adresse n’a pas été copiée, et ne sera plus montrée.
feed-made = Voici l’adresse de « { $name } ». Elle n’est gardée nulle part et ne sera plus montrée : copiez-la maintenant.
feed-made-how = Dans votre téléphone ou votre logiciel d’agenda, cherchez « S’abonner à un agenda » ou « Ajouter à partir d’une adresse », et collez-la. Le programme relira l’agenda de lui-même, environ toutes les heures.
feed-made-soon = Elle répond dès que cet ordinateur aura joint le serveur.
feed-copy = Copier l’adresse
feed-copied = Adresse copiée.
feed-not-copied = La copie n’a pas marché : sélectionnez l’adresse et copiez-la avec Ctrl+C.
feed-noted = C’est noté
feed-answers-own = Vous en répondez
feed-answers = { $name } en répond
feed-idle = Ne donne plus rien : { $name } n’est plus en fonction
feed-somebody = une personne qui n’est pas connue ici
feed-opened-by = Ouvert le { $day } par { $name }
feed-take-up = Reprendre
feed-take-up-of = Reprendre, { $name }
feed-taken-up = Vous répondez de « { $name } » : la même adresse donne de nouveau l’agenda.
feed-close = Mettre fin
feed-close-of = Mettre fin, { $name }
feed-close-title = Mettre fin à cet abonnement ?
feed-close-text = L’adresse de « { $name } » ne donnera plus jamais rien à personne. C’est définitif : pour recommencer, ouvrez un autre abonnement et donnez sa nouvelle adresse.
feed-close-not = Garder
feed-close-sure = Mettre fin pour de bon
feed-closed = « { $name } » a pris fin.

# Letting somebody without an office say who comes.
delegations-attendance = Pointage confié
delegations-none-attendance = Vous pouvez laisser une personne sans mandat noter qui vient à cet événement, sans qu’elle voie le reste.
delegation-grant-attendance = Confier le pointage
delegation-sees-attendance = La personne verra cet événement (titre, date, lieu) ainsi que le nom et le prénom des adhérents et des contacts réguliers, et notera qui est présent ou excusé.
delegation-sees-not-attendance = Elle ne verra ni adresse, ni téléphone, ni cotisation, ni le reste de l’agenda, ni les archives. Elle ne peut rien exporter.
delegation-name = Prénom et nom de la personne
delegation-until = Dernier jour
delegation-begun-attendance = Ce pointage n’est pas encore confié.
delegation-awaited-attendance = Autour d’une passation, confier le pointage demande l’accord d’une autre personne : { $who }. Le code ne servira qu’une fois cet accord donné.
delegation-awaited-nobody-attendance = Autour d’une passation, confier le pointage demande l’accord d’une autre personne, et personne d’autre ne tient l’agenda : le code ne servira pas.
delegation-made-attendance = { $name } pourra noter les présences jusqu’au { $day } inclus, sur son propre ordinateur. Remettez-lui ce lien en main propre ou par un moyen sûr : il ne sera plus montré.
delegation-made-waits = Ce code attend l’accord d’une autre personne, dans « À vérifier », sur son ordinateur. D’ici là, il n’ouvre rien.
delegation-until-day = jusqu’au { $day } inclus
delegation-stage-attendance-waiting = code pas encore utilisé, valable jusqu’au { $day }
delegation-stage-attendance-taken_up = en cours
delegation-stage-attendance-ended = arrêté
delegation-stage-attendance-over = fini
delegation-end = Mettre fin
delegation-end-of = Mettre fin, { $name }
delegation-end-title-attendance = Mettre fin à ce pointage ?
delegation-end-text-attendance = { $name } ne verra et ne notera plus rien dès que cette fin sera partagée, et ce que garde son ordinateur en sera effacé. Ce qui n’était pas encore envoyé attendra votre accord dans « À vérifier ». C’est définitif : pour recommencer, confiez le pointage de nouveau.
delegation-end-not = Continuer
delegation-ended-attendance = { $name } : le pointage confié est arrêté.

# The same for the dues of a year.
delegations-dues = Saisie confiée
delegations-none-dues = Vous pouvez laisser une personne sans mandat noter ce qui est payé pour une année (un stand, une liasse de bulletins), sans qu’elle voie le reste des comptes.
delegation-grant-dues = Confier la saisie
delegation-sees-dues = La personne verra le nom et le prénom des adhérents et de ceux qui ont déjà versé, et notera les paiements d’une année. Deux homonymes se distinguent par leur année de naissance ou leur commune.
delegation-sees-not-dues = Elle ne verra ni adresse, ni téléphone, ni ce que d’autres ont noté, ni qui est en retard. Elle ne peut rien exporter. Vous pouvez corriger tout ce qu’elle note.
delegation-begun-dues = Cette saisie n’est pas encore confiée.
delegation-awaited-dues = Autour d’une passation, confier la saisie demande l’accord d’une autre personne : { $who }. Le code ne servira qu’une fois cet accord donné.
delegation-awaited-nobody-dues = Autour d’une passation, confier la saisie demande l’accord d’une autre personne, et personne d’autre ne tient les cotisations : le code ne servira pas.
delegation-made-dues = { $name } pourra noter les cotisations de { $year } jusqu’au { $day } inclus, sur son propre ordinateur. Remettez-lui ce lien en main propre ou par un moyen sûr : il ne sera plus montré.
delegation-year = cotisations de { $year }
delegation-stage-dues-waiting = code pas encore utilisé, valable jusqu’au { $day }
delegation-stage-dues-taken_up = en cours
delegation-stage-dues-ended = arrêtée
delegation-stage-dues-over = finie
delegation-end-title-dues = Mettre fin à cette saisie ?
delegation-end-text-dues = { $name } ne verra et ne notera plus rien dès que cette fin sera partagée, et ce que garde son ordinateur en sera effacé. Ce qui n’était pas encore envoyé attendra votre accord dans « À vérifier ». C’est définitif : pour recommencer, confiez la saisie de nouveau.
delegation-ended-dues = { $name } : la saisie confiée est arrêtée.

# What whoever was let sees, and nothing else.
delegate-gone = Cet événement n’est plus à l’agenda de la section. Il n’y a plus rien à noter.
delegate-dues = Cotisations de { $year }
delegate-dues-of = Saisie confiée par « { $unit } »
delegate-dues-note = Vous voyez seulement ces noms et ce que vous avez noté vous-même, pas ce que d’autres ont noté. La trésorerie a le dernier mot.
delegate-dues-list = Personnes dont noter les paiements
delegate-dues-tally = { $count ->
    [0] aucun paiement noté
    [one] 1 paiement noté, { $amount }
   *[other] { $count } paiements notés, { $amount }
}
delegate-dues-born = naissance en { $year }
delegate-dues-look = Voir
delegate-dues-form = { $name }, cotisation de { $year }
delegate-dues-entered = Ce que vous avez noté
delegate-dues-cancelled = Annulé
delegate-dues-taken-over = Repris par la trésorerie
delegate-dues-again = Rétablir
delegate-dues-waiting = { $count ->
    [one] 1 paiement noté ici, pas encore envoyé
   *[other] { $count } paiements notés ici, pas encore envoyés
}
delegate-dues-nobody = Personne n’est encore à noter : la section n’a pas d’adhérent au fichier.
delegate-dues-over = La saisie qui vous était confiée est finie. Les noms ne sont plus montrés. Dès que cet ordinateur joindra le serveur, ce qui n’était pas envoyé sera remis à la section, qui décidera, et tout sera effacé d’ici.
delegate-cancelled = La section a annulé cet événement.
delegate-of = Pointage confié par « { $unit } »
delegate-until = valable jusqu’au { $day } inclus
delegate-note = Vous voyez seulement cet événement et ces noms. Un clic note la présence ou l’excuse, un second la retire.
delegate-list = Personnes à noter
delegate-search = Nom ou prénom
delegate-unsent = pas encore envoyé
delegate-all-sent = Tout ce que vous avez noté est remis à la section
delegate-waiting = { $count ->
    [one] 1 personne notée ici, pas encore envoyée
   *[other] { $count } personnes notées ici, pas encore envoyées
}
delegate-nobody = Personne n’est encore à noter : la section n’a ni adhérent ni contact régulier au fichier.
delegate-over = Le pointage qui vous était confié est fini. Les noms ne sont plus montrés. Dès que cet ordinateur joindra le serveur, ce qui n’était pas envoyé sera remis à la section, qui décidera, et tout sera effacé d’ici.
delegate-undone = C’est retiré.
