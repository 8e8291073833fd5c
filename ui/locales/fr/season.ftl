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
season-column-reminded = Relancée le
season-reminded = Dernière relance
season-lacking-election = Aucune élection déclarée depuis le { $day }
season-lacking-countersignature = L’élection du { $day } attend d’être confirmée
season-lacking-minutes = Le compte rendu de l’élection du { $day } n’est pas reçu
season-remind = Relancer la section
season-remind-text = Ses responsables liront ce qui manque dans À vérifier, tant que ce n’est pas fait.
season-remind-again = Relancée il y a moins de sept jours : une nouvelle relance est possible à partir du { $day }.
season-remind-many = Relancer les sections en retard…
season-remind-title = Relancer les sections en retard
season-remind-due = { $count ->
    [0] Aucune section à relancer.
    [one] Une section sera relancée. Ses responsables liront ce qui manque dans À vérifier, tant que ce n’est pas fait.
   *[other] { $count } sections seront relancées. Leurs responsables liront ce qui manque dans À vérifier, tant que ce n’est pas fait.
}
season-remind-lately = { $count ->
    [one] Une autre l’a été il y a moins de sept jours : elle est laissée.
   *[other] { $count } autres l’ont été il y a moins de sept jours : elles sont laissées.
}
season-remind-more = { $count ->
    [one] et une autre
   *[other] et { $count } autres
}
season-remind-do = Relancer
season-remind-done = { $count ->
    [0] Aucune section à relancer
    [one] Section relancée
   *[other] { $count } sections relancées
}
reminder-title = Le niveau au-dessus vous relance
reminder-title-election = { $unit } : une élection à déclarer
reminder-title-countersignature = { $unit } : une élection à confirmer
reminder-title-minutes = { $unit } : un compte rendu à joindre
reminder-election = Aucune élection n’est déclarée depuis le { $since }. Rappel du { $at }.
reminder-countersignature = L’élection du { $since } attend d’être confirmée par une autre personne. Rappel du { $at }.
reminder-minutes = Le compte rendu de l’élection du { $since } n’est pas reçu. Rappel du { $at }.
reminder-do-election = Déclarer une élection
reminder-do-countersignature = Voir la passation
reminder-do-minutes = Joindre le compte rendu
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
season-split = Partage
season-split-decided = « { $name } » doit en naître ; la section n’a pas encore répondu
season-split-agreed = « { $name } » en naît ; la section a accepté
season-splitting = Une section doit en naître
