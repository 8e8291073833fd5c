# Around every room: rail, status line, palette, toasts.
program = Coopol
skip-to-content = Aller au contenu
rooms = Rubriques
room-roster = Fichier
room-agenda = Agenda
room-archives = Archives
room-handover = Passation
room-history = Historique
room-settings = Réglages
room-pending = À vérifier
search = Rechercher
shortcuts = Raccourcis

place-change = Changer d’unité
place-closed = Unité fermée

office-secretary = Secrétaire
office-deputy = Secrétariat adjoint
office-treasurer = Trésorerie
office-deputy_treasurer = Trésorerie adjointe
office-bureau_member = Membre du bureau
office-first_federal_secretary = Premier secrétariat fédéral
office-federal_deputy = Premier secrétariat fédéral délégué
office-federal_treasurer = Trésorerie fédérale
office-membership_bureau = Bureau fédéral des adhésions
themed-office = { $office } ({ $theme })
office-federal_secretary = Secrétariat fédéral thématique
office-federal_council_member = Conseil fédéral
office-rollout_officer = Déploiement
office-national_administrator = Administration nationale
office-national_membership_office = Service national des adhésions
office-above = Niveau au-dessus
office-server = Serveur

status = État de l’enregistrement
status-shared = Tout est enregistré et partagé
status-leaving = { $count ->
    [one] Tout est enregistré, 1 modification part
   *[other] Tout est enregistré, { $count } modifications partent
}
status-offline = Hors ligne : tout est enregistré sur cet ordinateur
status-offline-waiting = { $count ->
    [one] Hors ligne : 1 modification attend
   *[other] Hors ligne : { $count } modifications attendent
}
status-failing = Le serveur répond mal : tout est enregistré sur cet ordinateur
status-failing-waiting = { $count ->
    [one] Le serveur répond mal : 1 modification attend
   *[other] Le serveur répond mal : { $count } modifications attendent
}
status-restoring = Le serveur a été restauré ; ce poste lui rend ce qui lui manque
status-restoring-waiting = { $count ->
    [one] Le serveur a été restauré ; ce poste lui rend ce qui lui manque. { $count } modification attend ici
   *[other] Le serveur a été restauré ; ce poste lui rend ce qui lui manque. { $count } modifications attendent ici
}
status-distrusted = Coopol ne fait plus confiance au serveur et ne fait plus que lire
status-alone = Tout est enregistré sur cet ordinateur, et nulle part ailleurs
status-see-history = Voir pourquoi
status-refused = { $count ->
    [one] 1 modification refusée : voir
   *[other] { $count } modifications refusées : voir
}
status-to-verify = À vérifier : { $count }
status-silent = Pas de notifications ici : voir l’agenda
status-last-today = Dernier échange à { $time }
status-last = Dernier échange le { $moment }

palette-title = Rechercher partout
palette-placeholder = Une personne, un événement, un document, une action
palette-found = Résultats
palette-empty = Rien ne correspond à « { $text } ». Essayez un nom, une commune ou un mot du titre.
palette-people = Personnes
palette-lists = Listes
palette-events = Événements
palette-documents = Documents
palette-commands = Actions
palette-roster = Ouvrir le fichier
palette-agenda = Ouvrir l’agenda
palette-archives = Ouvrir les archives
palette-handover = Ouvrir la passation
palette-history = Ouvrir l’historique
palette-import = Importer une liste
palette-dues = Ouvrir les cotisations
palette-settings = Ouvrir les réglages
palette-undo = Annuler la dernière action
palette-lock = Verrouiller

shortcuts-title = Raccourcis du clavier
shortcut-palette = Rechercher partout
shortcut-find = Filtrer la liste
shortcut-new = Ajouter
shortcut-undo = Annuler
shortcut-redo = Rétablir
shortcut-edit = Modifier la fiche ouverte
shortcut-back = Revenir à la liste
shortcut-help = Voir cette liste
shortcut-arrows = Se déplacer dans une liste

key-palette = Ctrl + K
key-find = Ctrl + F
key-new = Ctrl + N
key-undo = Ctrl + Z
key-redo = Ctrl + Maj + Z
key-edit = F2
key-back = Échap
key-help = { "?" }

toast-label = Message
undo = Annuler
undone = C’est annulé.
redone = C’est rétabli.
nothing-to-undo = Il n’y a rien à annuler depuis l’ouverture de cette fenêtre. Le reste s’annule dans l’historique.

leave-title = Quitter sans enregistrer ?
leave-text = { $begun } Si vous quittez maintenant, rien n’en sera gardé.
leave-stay = Rester et continuer
leave-go = Quitter sans enregistrer
begun-field = Vous avez modifié « { $field } », et ce n’est pas encore enregistré.
begun-person = Vous avez commencé à ajouter une personne.
begun-payment = Vous avez commencé à noter un paiement.
begun-event = Vous avez commencé à ajouter un événement.
begun-cancel = Vous avez commencé à dire pourquoi un événement est annulé.
begun-document = Vous avez commencé à ajouter un document.
begun-list = Vous avez commencé à nommer une liste.
begun-message = Vous avez commencé à écrire un message.
begun-promise = Vous avez commencé à écrire un engagement.
begun-opening = Vous avez commencé à ouvrir une section.
begun-unit = Vous avez commencé à corriger cette unité.
begun-fact = Vous avez commencé à écrire une information.
begun-import = Vous avez commencé à importer « { $file } ».
begun-claim = Vous avez commencé à déclarer une passation.
begun-caretaker = Vous avez commencé à nommer une administration provisoire.
begun-answer = Vous avez commencé à écrire vos raisons.
begun-rollback = Vous avez commencé à préparer une annulation.
