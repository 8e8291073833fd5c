# Before the rooms: first run, and the states with one action each.
gate-start-title = Coopol n’a pas pu s’ouvrir
gate-try-again = Réessayer
gate-locked-title = Coopol est verrouillé
gate-locked-text = Bonjour { $person }. Écrivez votre phrase secrète pour ouvrir vos données.
gate-unlock = Déverrouiller
passphrase = Phrase secrète
gate-keyring_locked-title = Le trousseau est fermé
gate-keyring_locked-text = La clé de vos données est dans le trousseau de l’ordinateur, qui n’a pas répondu. Ouvrez-le avec le mot de passe de votre session, puis réessayez. Rien n’est perdu.
gate-keyring_absent-title = Le trousseau est introuvable
gate-keyring_absent-text = La clé de vos données est dans le trousseau de cet ordinateur, qui n’est plus là. Fermez votre session, ouvrez-la de nouveau, puis réessayez. S’il ne revient pas, vous pouvez relier cet ordinateur de nouveau.
gate-keyring_changed-title = Ce n’est plus la même clé
gate-keyring_changed-text = Le trousseau de cet ordinateur a changé : il n’ouvre plus vos données. Votre feuille de secours contient un code qui relie de nouveau cet ordinateur. Ce qui était partagé vous sera rendu.
gate-enrol-again = Relier cet ordinateur
gate-forgotten = J’ai oublié ma phrase secrète
gate-already_open-title = Coopol est déjà ouvert
gate-already_open-text = Une autre fenêtre utilise vos données, peut-être dans une autre session de cet ordinateur. La fermer ne suffit pas : choisissez « Quitter Coopol » dans le menu de son icône, près de l’horloge, puis réessayez.
gate-foreign-title = Ce ne sont pas les données de Coopol
gate-foreign-text = Un autre fichier a pris la place de vos données sur cet ordinateur. Si vous avez une copie de sauvegarde, remettez-la puis réessayez. Sinon, reliez de nouveau cet ordinateur : ce qui était partagé vous sera rendu.
gate-damaged-title = Les données sont abîmées
gate-damaged-text = Une partie de vos données ne se lit plus sur cet ordinateur. Si vous avez une copie de sauvegarde, remettez-la puis réessayez. Sinon, reliez de nouveau cet ordinateur : ce qui était partagé vous sera rendu.
gate-newer-title = Coopol doit être mis à jour
gate-newer-text = Vos données ont été ouvertes avec une version plus récente de Coopol. Installez-la, puis réessayez. Rien n’est perdu.
gate-disk_full-title = Le disque est plein
gate-disk_full-text = Coopol n’a plus la place d’ouvrir vos données. Libérez de la place sur le disque, puis réessayez. Rien n’est perdu.
gate-key_file-title = Ce profil a sa clé dans un fichier
gate-key_file-text = Il s’ouvre avec la commande coopol, et pas dans cette fenêtre. Lancez Coopol sans nommer ce profil pour ouvrir le vôtre.
gate-forget-title = Relier cet ordinateur de nouveau ?
gate-forget-text = Ce qui est gardé sur cet ordinateur sera effacé. Ce qui n’était pas encore envoyé au serveur sera perdu, le reste vous sera rendu. Il vous faut votre feuille de secours ou une nouvelle invitation.
gate-forget = Effacer et relier
gate-forget-not = Ne rien effacer
gate-lease_over-title = Une connexion est nécessaire
gate-lease_over-text = Cet ordinateur n’a pas joint le serveur depuis le { $day }. Pour protéger les adhérents, les données restent fermées jusqu’à la prochaine connexion.
gate-lease_over-waiting = { $count ->
    [one] 1 modification est gardée ici et partira aussitôt.
   *[other] { $count } modifications sont gardées ici et partiront aussitôt.
}
gate-clock_behind-title = L’horloge de cet ordinateur retarde
gate-clock_behind-text = Ce profil a servi le { $day }, et l’horloge montre un jour bien plus ancien. Pour protéger les adhérents, les données restent fermées. Remettez l’horloge à l’heure, ou connectez-vous au réseau, puis réessayez. Rien n’est perdu.
gate-connect = Se connecter
gate-suspended-title = Votre mandat est suspendu
gate-suspended-text = Depuis le { $day }, le niveau au-dessus suspend votre mandat ({ $unit }). Tant que cela dure, rien n’est lisible ici. Ce qui n’était pas encore parti a été remis à l’équipe, qui décidera. Quand la suspension sera levée, tout reviendra sur cet ordinateur.
gate-suspended-text-until = Du { $day } au { $until }, le niveau au-dessus suspend votre mandat ({ $unit }). Tant que cela dure, rien n’est lisible ici. Ce qui n’était pas encore parti a été remis à l’équipe, qui décidera. Ensuite, tout reviendra sur cet ordinateur.
gate-suspended-ground = Motif : { $ground }
gate-suspended-ask = Vérifier maintenant
gate-revoked-title = Cet ordinateur n’a plus accès
gate-revoked-text = { $unit } : depuis le { $day }, plus rien ne s’ouvre ici. Votre mandat a pris fin, ou cet ordinateur a été retiré par un responsable. Les données ont été effacées d’ici ; la section les garde.
gate-revoked-delivered = { $count ->
    [one] 1 modification pas encore partagée a été remise à la section, qui décidera.
   *[other] { $count } modifications pas encore partagées ont été remises à la section, qui décidera.
}
gate-revoked-lost = { $count ->
    [one] 1 modification pas encore partagée est perdue : un ordinateur retiré ne peut plus rien remettre.
   *[other] { $count } modifications pas encore partagées sont perdues : un ordinateur retiré ne peut plus rien remettre.
}
gate-delegation_over-title = Votre tâche est finie
gate-delegation_over-text = { $unit } : depuis le { $day }, le pointage de « { $event } » qui vous était confié a pris fin. Les noms ont été effacés de cet ordinateur ; la section garde ce que vous avez noté. Merci.
gate-delegation_over-text-gone = Depuis le { $day }, ce qui vous était confié a pris fin. Les noms ont été effacés de cet ordinateur ; la section garde ce que vous avez noté. Merci.
gate-delegation_over-text-dues = { $unit } : depuis le { $day }, la saisie des cotisations de { $year } qui vous était confiée a pris fin. Les noms ont été effacés de cet ordinateur ; la section garde ce que vous avez noté. Merci.
gate-delegation_over-delivered = { $count ->
    [one] 1 saisie pas encore envoyée a été remise à la section, qui décidera.
   *[other] { $count } saisies pas encore envoyées ont été remises à la section, qui décidera.
}
gate-delegation_over-lost = { $count ->
    [one] 1 saisie pas encore envoyée est perdue : il était trop tard pour la remettre.
   *[other] { $count } saisies pas encore envoyées sont perdues : il était trop tard pour les remettre.
}
gate-other-invitation = J’ai une nouvelle invitation

enrolment-steps = Étapes
first-run-invitation = Invitation
first-run-person = Vous
first-run-laptop = Cet ordinateur
first-run-ready = C’est prêt
invitation-title = Bienvenue
invitation-text = Coopol garde le fichier, l’agenda et les archives de votre section, même quand les responsables changent. Vous avez reçu une invitation par e-mail ou par lettre.
invitation-field = Code ou lien d’invitation
invitation-hint = Un lien qui commence par coopol, ou une longue suite de lettres comme 05R2M-7K9QT-W4XBN-…
ask-office = J’ai été élu·e, sans invitation
ask-office-title = Demander à prendre votre fonction
ask-office-text = Vous venez d’être élu·e et personne ne vous a invité·e ? Écrivez ici votre demande, puis remettez-la à votre fédération, ou à deux responsables de l’unité. Rien n’est envoyé par le réseau.
ask-office-person = Vos prénom et nom
ask-office-unit = Votre section ou votre fédération
ask-office-unit-hint = Par exemple : Section de Versailles
ask-office-minutes = Joindre le compte rendu…
ask-office-other-minutes = Choisir un autre fichier…
ask-office-no-minutes = Aucun fichier joint : c’est facultatif.
ask-office-write = Enregistrer la demande…
ask-office-done = Votre demande est prête
ask-office-done-text = Elle est dans le fichier « { $name } », avec votre nom et votre engagement : ne le confiez qu’à ceux qui en ont besoin.
ask-office-then-hand = Remettez ce fichier à votre fédération, ou à deux responsables de l’unité : par e-mail, ou sur une clé USB.
ask-office-then-confirm = L’un d’eux l’ouvre dans Coopol, sous Passation, et déclare l’élection. Si cette personne n’est pas de la fédération, l’autre confirme. Chacun au bureau a ensuite trois jours pour contester.
ask-office-then-invited = Vous recevrez alors une invitation. Revenez sur cette page avec elle : vous trouverez tout.
ask-office-back = Revenir à l’accueil
comeback = Personne ne peut plus entrer
comeback-title = Revenir avec deux codes
comeback-text = Tous les mandats ont pris fin, ou tous les ordinateurs et toutes les feuilles de secours sont perdus ? Deux des trois codes de secours sous pli font revenir quelqu’un, au bout de trois jours, au vu de tout le monde.
comeback-server = Adresse du serveur
comeback-server-hint = Elle est imprimée sur les feuilles, et commence par https.
comeback-name = Nom de la personne qui revient
comeback-name-hint = Si elle exerce encore un mandat, le nom qui figure dans ce mandat.
comeback-first = Un code
comeback-second = Un autre code
comeback-ask = Demander à revenir
comeback-done-title = Gardez cette invitation
comeback-done-text = { $unit } : elle servira à partir du { $from }. D’ici là, qui exerce encore un mandat, dans l’unité ou au-dessus, la voit et peut s’y opposer.
comeback-lent = Plus personne n’y exerce de mandat : la personne revenue dirigera l’unité pendant six semaines, le temps d’organiser une élection.
comeback-again = Les trois codes ont servi. Les deux mêmes, avec le même nom, redonnent cette invitation tant qu’elle attend.
comeback-kept = Je l’ai gardée
who-title = Qui êtes-vous ?
who-text = Écrivez votre nom. Il nomme vos données sur cet ordinateur, et l’ordinateur lui-même pour les autres responsables.
laptop-title = Ce que garde cet ordinateur
laptop-text = Une copie chiffrée de ce que votre invitation ouvre, pour travailler sans réseau. Elle s’ouvre seulement ici, et s’efface quand votre accès prend fin.
protect = Comment protéger cette copie
protect-keyring = Avec ma session
protect-keyring-hint = Le trousseau de l’ordinateur garde la clé. Rien à retenir.
protect-passphrase = Avec une phrase secrète
protect-passphrase-hint = Demandée à chaque ouverture. Utile sur un ordinateur partagé.
protect-no-keyring = Cet ordinateur n’a pas de trousseau : une phrase secrète protégera vos données. Elle sera demandée à chaque ouverture.
passphrase-hint = Au moins 12 caractères, par exemple quatre mots sans lien entre eux.
passphrase-again = La même, une seconde fois
passphrase-differs = Les deux phrases ne sont pas les mêmes.
laptop-confirm = Protéger et continuer
ready-title = C’est prêt
ready-text = Tout s’enregistre au fur et à mesure, avec ou sans réseau. Presque tout s’annule.
ready-delegate-text = On vous confie une tâche précise. Vous verrez les noms qu’il y faut, et rien d’autre. Ce que vous notez s’enregistre au fur et à mesure, avec ou sans réseau.
recovery-text = Imprimez la feuille de secours et gardez-la avec vos papiers. Si cet ordinateur est perdu ou en panne, elle permet d’en relier un autre.
ready-you = Nom
ready-office = Fonction
ready-unit = Unité
ready-enter = Ouvrir Coopol
