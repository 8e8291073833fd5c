# The handover dossier, for whoever takes office: printed, and read away from the computer.
title = Dossier de passation : { $unit }
what = Dossier de passation
as-of = État au { $day }
foot = { $unit } · dossier de passation au { $day }
# Between the number of a page and that of the last.
of = sur
care = Ce dossier donne des noms et des coordonnées : gardez-le avec vos papiers, et détruisez-le quand il ne sert plus.

figure-members = { $count ->
    [one] adhérent
   *[other] adhérents
}
figure-up-to-date = à jour de cotisation
figure-past = rendez-vous depuis un an
figure-coming = rendez-vous à venir

unit = Qui nous sommes
unit-name = Nom
unit-kind = Nature
unit-above = Au-dessus
unit-national = le niveau national
unit-federation = fédération
unit-section = section
unit-group = groupe de travail
people-all = Personnes dans le fichier
people-members = Adhérents
people-contacts = Contacts réguliers
people-former = Anciens adhérents

waiting = Ce qui attend une décision
waiting-none = Rien n’attend : vous pouvez commencer tranquillement.
waiting-verify = { $count ->
    [one] 1 désaccord à vérifier
   *[other] { $count } désaccords à vérifier
}
waiting-proposals = { $count ->
    [one] 1 proposition d’un autre responsable
   *[other] { $count } propositions d’autres responsables
}
waiting-late = { $count ->
    [one] 1 modification arrivée après la fin d’un mandat
   *[other] { $count } modifications arrivées après la fin d’un mandat
}
waiting-arrivals = { $count ->
    [one] 1 personne envoyée par une autre section
   *[other] { $count } personnes envoyées par d’autres sections
}
waiting-ties = { $count ->
    [one] 1 demande de rattachement
   *[other] { $count } demandes de rattachement
}
waiting-splits = { $count ->
    [one] 1 section qui doit naître de celle-ci
   *[other] { $count } sections qui doivent naître de celle-ci
}
waiting-parting = La fédération propose depuis le { $day } que « { $name } » naisse de la section
waiting-parting-agreed = « { $name } » naît de la section, qui a accepté le { $day }
waiting-reminders = { $count ->
    [one] 1 relance du niveau au-dessus
   *[other] { $count } relances du niveau au-dessus
}
waiting-appointed = { $count ->
    [one] 1 administration provisoire à lire
   *[other] { $count } administrations provisoires à lire
}
waiting-refused = { $count ->
    [one] 1 modification refusée
   *[other] { $count } modifications refusées
}
waiting-held = Retenu jusqu’à l’accord d’une autre personne : { $what }, par { $who }, depuis le { $day }
waiting-held-roster = { $count ->
    [one] 1 fiche
   *[other] { $count } fiches
}
waiting-held-dues = { $count ->
    [one] 1 règlement
   *[other] { $count } règlements
}
waiting-held-agenda = { $count ->
    [one] 1 élément de l’agenda
   *[other] { $count } éléments de l’agenda
}
waiting-held-archive = { $count ->
    [one] 1 élément des archives
   *[other] { $count } éléments des archives
}
waiting-removed = { $count ->
    [one] dont 1 à retirer
   *[other] dont { $count } à retirer
}
waiting-somebody = quelqu’un
waiting-handover = Passation en cours : { $who }

bureau = Le bureau
bureau-none = Personne n’exerce de fonction ici.
bureau-who = Qui
bureau-office = Fonction
bureau-since = Depuis le
bureau-until = Jusqu’au
bureau-no-end = sans fin connue
bureau-to-come = à venir
bureau-level-above = le niveau au-dessus
bureau-caretaker = administration provisoire, par { $by } : { $reason }
bureau-suspended = mandat suspendu depuis le { $since } par { $by } : { $ground }

deadlines = Les prochaines échéances
deadlines-none = Aucune dans les douze prochains mois.
due-contest = Dernier jour pour contester l’élection
due-mandate = Fin du mandat
due-promise = Engagement à tenir

coming = Les prochains rendez-vous
coming-none = Rien n’est prévu.
past = Les douze derniers mois
past-none = Aucun rendez-vous dans l’agenda.
since = Depuis le { $day }.
until = jusqu’au { $day }
cancelled = annulé

minutes = Les comptes rendus et leurs décisions
minutes-none = Aucun compte rendu depuis douze mois.
minutes-of = de « { $event } »
delegated-event = de « { $title } »
delegated-gone = d’un événement retiré
waiting-delegated = { $who } note les présences { $event } jusqu’au { $day }, par délégation
waiting-delegated-code = { $who } peut noter les présences { $event } jusqu’au { $day }, par délégation ; le code n’a pas encore servi
waiting-delegated-dues = { $who } note les cotisations de { $year } jusqu’au { $day }, par délégation
waiting-delegated-dues-code = { $who } peut noter les cotisations de { $year } jusqu’au { $day }, par délégation ; le code n’a pas encore servi
promises = Ce qui est promis
promises-none = Aucun engagement en cours.
promises-no-day = sans date
desk = Sur le bureau de la fonction
desk-note = Qui suit dans la fonction le retrouve, et personne d’autre ne le lit.
desk-list = Liste enregistrée : { $name }
desk-template = Modèle de message : { $name }
desk-draft = Brouillon : { $name }
desk-mailing = Envoi programmé : { $name }, { $day } à { $time }
desk-mailing-waits = Envoi en attente, à reprendre ou à annuler dans Fichier, Envois : { $name }, prévu { $day } à { $time }
desk-nameless = sans objet

facts = À savoir
feed = Abonnement à l’agenda « { $name } »
feed-answers = L’agenda dans les téléphones ; cette personne en répond
feed-idle = Ne donne plus rien : à reprendre ou à fermer dans Agenda, Abonnements
facts-none = Rien n’est noté : le local, les clés, les comptes.
archive-all = { $count ->
    [0] Les archives ne gardent encore aucun document.
    [one] Les archives gardent un document en tout. Ci-dessous, les comptes rendus des douze derniers mois.
   *[other] Les archives gardent { $count } documents en tout. Ci-dessous, les comptes rendus des douze derniers mois.
}

dues = Les cotisations
dues-nobody = Aucun adhérent, aucune cotisation attendue.
dues-up-to-date = Adhérents à jour pour { $year }
dues-late = Adhérents en retard pour { $year }
dues-received = Reçu pour { $year }

changes = Ce qui a changé dans le fichier depuis quatre-vingt-dix jours
changes-none = Rien n’y a changé.
changes-come = L’historique arrive encore sur cet ordinateur : ce n’est pas tout.

missing = Ce que votre mandat n’ouvre pas
missing-bureau = le bureau
missing-people = le fichier
missing-dues = les cotisations
missing-past = les rendez-vous passés
missing-coming = les prochains rendez-vous
missing-archive = les comptes rendus
missing-promises = les engagements
missing-practical = ce qu’il faut savoir
missing-handovers = les passations en cours
missing-deadlines = les échéances
missing-changes = ce qui a changé dans le fichier
missing-held-back = ce que retient le bouclier

head-day = Jour
head-due = Échéance
head-event = Rendez-vous
head-document = Document
head-promise = Engagement
head-before = À tenir avant le
head-fact = Quoi
head-held-by = Chez qui
head-who = Par qui
head-office = Fonction
head-people = Personnes touchées
head-changes = Modifications

event-meeting = Réunion
event-general_assembly = Assemblée générale
event-bureau = Réunion de bureau
event-leafleting = Distribution de tracts
event-training = Formation
event-ceremony = Cérémonie
event-public_meeting = Réunion publique

office-secretary = Secrétaire
office-deputy = Secrétariat adjoint
office-treasurer = Trésorerie
office-deputy_treasurer = Trésorerie adjointe
office-bureau_member = Membre du bureau
office-first_federal_secretary = Premier secrétariat fédéral
office-federal_deputy = Premier secrétariat fédéral délégué
office-federal_treasurer = Trésorerie fédérale
office-membership_bureau = Bureau fédéral des adhésions
office-federal_secretary = Secrétariat fédéral thématique
office-federal_council_member = Conseil fédéral
office-rollout_officer = Déploiement
office-national_administrator = Administration nationale
office-national_membership_office = Service national des adhésions
