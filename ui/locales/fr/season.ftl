# Renouvellement, where each unit below stands in a season of elections.
season-title = Renouvellement des sections
season-link = { $count ->
    [one] Où en est la section en dessous
   *[other] Où en sont les { $count } unités en dessous
}
season-note = { $done } sur { $all } renouvelées
season-back = Passation de votre unité
season-search = Chercher une section ou une personne
season-since = Élections depuis le
season-column-unit = Unité
season-column-step = Où elle en est
season-column-secretary = Secrétaire
season-column-until = Jusqu’au
season-column-elected = Élection du
season-column-minutes = Compte rendu
season-elected = Personne élue
season-nobody = Personne
season-minutes-in = Reçu
season-minutes-missing = Pas reçu
season-step-contested = Contestée
season-step-rivalled = Deux demandes
season-step-gathering = À confirmer
season-step-announced = Confirmée
season-step-vacant = Sans secrétaire
season-step-silent = Rien de déclaré
season-step-done = Renouvelée
season-text-contested = Une personne conteste l’élection : votre niveau doit trancher.
season-text-rivalled = Deux personnes demandent la même fonction : votre niveau doit trancher.
season-text-gathering = Une élection est déclarée ; il manque des confirmations.
season-text-announced = L’élection est confirmée ; elle prend effet si personne ne la conteste.
season-text-vacant = Personne n’exerce la fonction, et aucune élection n’est déclarée.
season-text-silent = Aucune élection n’est déclarée pour cette saison.
season-text-done = L’élection a eu lieu : le mandat est en cours, ou commence à une date connue.
season-none-title = Aucune unité ne correspond
season-none-text = Essayez avec moins de lettres, ou retirez le filtre.
season-export-what = { $count ->
    [one] Exporter la ligne affichée
   *[other] Exporter les { $count } lignes affichées
}
season-export-care = Le fichier nomme les responsables des unités, et aucun adhérent. Il ne sera plus protégé par Coopol.
season-gone = Cette unité n’est pas de celles que vous suivez, ou n’en est plus.
season-see-election = Voir la passation
season-bureau = Qui exerce quelle fonction
season-suspended = Mandat suspendu depuis le
