# Réglages.
settings-note = Chaque réglage est enregistré aussitôt.
settings-display = Affichage
text-size = Taille du texte
text-size-16 = Normale
text-size-18 = Grande
text-size-21 = Très grande
theme = Couleurs
theme-system = Comme l’ordinateur
theme-light = Claires
theme-dark = Sombres
language = Langue
language-fr = Français
language-en = English
settings-notifications = Rappels
notifications-none = Cet ordinateur n’affiche pas de notifications. Rien n’est perdu : l’agenda montre tout ce qui vient, ce qui est déplacé et ce qui est annulé.
remind-evening = Rappeler un événement la veille au soir
remind-hour = Rappeler un événement une heure avant
quiet-from = Silence à partir de
quiet-until = Silence jusqu’à
notification-detail = Ce que montre un rappel
detail-discreet = Discret
detail-discreet-example = « Réunion demain à 20 h »
detail-title = Avec le titre
detail-title-example = « Réunion de section, demain à 20 h »
detail-full = Tout
detail-full-example = « Réunion de section, demain à 20 h, Maison des associations »
settings-device = Cet ordinateur
device-name = Nom
device-folder = Dossier des données
device-size = Place occupée
device-protection = Protection
device-version = Version
protection-keyring = Données chiffrées, clé dans le trousseau de l’ordinateur
protection-passphrase = Données chiffrées, phrase secrète demandée à l’ouverture
start-with-session = Démarrer avec l’ordinateur
start-with-session-hint = Nécessaire pour recevoir les rappels sans avoir ouvert Coopol.
recovery-print = Imprimer la feuille de secours
recovery-opening = La feuille de secours s’ouvre dans une autre fenêtre : imprimez-la.
lock-now = Verrouiller maintenant
laptops = Ordinateurs reliés
laptops-note = Chacun d’eux ouvre ce que donnent les mandats de la personne qui l’utilise. Trois au plus par personne.
laptop-since = relié le { $day }
laptop-this = cet ordinateur
laptop-revoked = retiré
laptop-revoke = Retirer
laptop-revoke-title = Retirer cet ordinateur ?
laptop-revoke-text = « { $name } » n’aura plus accès à rien, et ce qu’il garde sera effacé dès qu’il se connectera. Pour le relier de nouveau, il faudra une invitation.
laptop-keep = Le garder
laptop-revoked-done = « { $name } » n’a plus accès dès que ce retrait est partagé.
laptops-waiting = Ordinateurs attendus
laptop-waits = Un ordinateur de plus est attendu au nom { $sound ->
    [vowel] d’{ $name }.
   *[consonant] de { $name }.
}
laptop-waits-own = Un ordinateur de plus est attendu à votre nom.
laptop-waits-by = { $author } a fait cette invitation. Elle servira à partir du { $from }.
laptop-waits-codes = Deux codes de secours sous pli l’ont demandé. Il pourra entrer à partir du { $from }.
laptop-waits-from = Elle servira à partir du { $from }.
laptop-contest = M’y opposer
laptop-contest-title = Vous opposer à cette invitation ?
laptop-contest-text = Elle ne servira pas. Si l’ordinateur était bien attendu, il faudra inviter de nouveau, et attendre encore trois jours.
laptop-contest-not = Laisser faire
laptop-contested = Cette invitation ne servira pas, dès que votre opposition est partagée.
laptop-invite = Inviter quelqu’un
laptop-invite-title = Relier un ordinateur de plus
laptop-invite-text = L’invitation sert une fois, pendant 14 jours. Elle ouvre ce que donnent les mandats de la personne choisie.
laptop-invite-whom = Pour qui
laptop-invite-make = Créer l’invitation
laptop-handover = Remettez ce lien à { $name } en main propre ou par un moyen sûr : il ne sera plus montré.
laptop-handover-later = { $name } a déjà un ordinateur, ou en avait un : l’invitation servira à partir du { $from }. D’ici là, tout le bureau la voit, et peut s’y opposer.
laptop-handover-link = Lien
laptop-handover-code = Ou ce code, à recopier

codes = Codes de secours sous pli
codes-note = Quand plus personne ne peut entrer, deux codes sur trois font revenir quelqu’un, au bout de trois jours. Trois personnes en gardent chacune un, sur papier. Refaites-les après chaque passation.
codes-serve = Trois codes servent.
codes-serve-one = Trois codes servent, faits le { $day } par { $maker }.
codes-serve-two = Trois codes servent, faits le { $day } par { $maker } et acceptés par { $agreed }.
codes-none = Il n’y a pas de codes.
codes-spent = Les codes ont servi : il en faut de nouveaux.
codes-proposed = Trois codes ont été faits le { $day } par { $maker } et attendent un accord.
codes-used = Deux codes ont servi le { $day }, pour { $name }.
codes-tried = Des codes ont été essayés le { $day }, sans effet ; ils servent encore. Si vous ne savez pas par qui, refaites-les.
codes-make = Faire trois codes
codes-make-title = Faire trois nouveaux codes ?
codes-make-text = Trois feuilles s’ouvrent, une seule fois : imprimez-les, et mettez chacune sous pli. Une autre personne qui peut inviter, ou la fédération, donne ensuite son accord dans « À vérifier » ; les codes d’avant ne valent alors plus rien. Faites-le à deux : qui fait les codes les voit.
codes-make-not = Pas maintenant
codes-make-now = Faire les codes
codes-made-serve = Trois feuilles s’ouvrent. Ces codes servent déjà.
codes-made-wait = Trois feuilles s’ouvrent. Ces codes serviront quand quelqu’un d’autre les aura acceptés.

unit-section = La section
unit-federation = La fédération
unit-national = Le parti
unit-group = Le groupe de travail
unit-name = Nom
unit-zone = Heure locale
unit-zone-hint = Celle des réunions, et du jour où un mandat commence et finit.
unit-code = Code
unit-code-hint = Celui que lui donne le parti, s’il y en a un.
unit-parent = Au-dessus
unit-edit = Corriger
unit-edit-text = Le nouveau nom se voit partout, à la section comme au-dessus d’elle. L’historique garde l’ancien.
unit-changed = C’est corrigé : « { $name } ».
zone-paris = Métropole
zone-guadeloupe = Guadeloupe, Saint-Martin, Saint-Barthélemy
zone-martinique = Martinique
zone-cayenne = Guyane
zone-miquelon = Saint-Pierre-et-Miquelon
zone-reunion = La Réunion
zone-mayotte = Mayotte
zone-noumea = Nouvelle-Calédonie
zone-tahiti = Polynésie française
zone-wallis = Wallis-et-Futuna
sections-below = Les sections
sections-below-note = Celles que votre fédération ouvre, et celles qui existaient avant et qui la rejoignent. Passation les montre toutes.
opening = Ouvrir une section
opening-text = La section commence vide, sous votre fédération. Son secrétaire reçoit une invitation, et invite les autres.
opening-name-hint = Par exemple : Section de Poissy.
opening-secretary = Prénom et nom du premier secrétaire
opening-make = Ouvrir
opening-done = « { $unit } » est ouverte. Remettez ce lien à { $name } en main propre ou par un moyen sûr : il ne sera plus montré. Il sert une fois, pendant 14 jours.
tie-ask = Demander
tie-ask-above = Demander une fédération
tie-ask-above-text = Elle accepte, ou non. Si elle accepte, elle voit qui exerce quelle fonction chez vous et combien vous êtes, confirme vos élections, et aide à retrouver un accès. Elle peut aussi nommer un responsable, mettre fin à un mandat ou le suspendre, et lit l’historique du bureau. Jamais les noms de votre fichier. Une fois accepté, cela ne s’annule pas.
tie-which-above = Quelle fédération
tie-none-above = Aucune fédération n’utilise encore ce serveur.
tie-ask-below = Rattacher une section
tie-ask-below-text = Son secrétaire accepte, ou non. Rien n’est montré de la section avant sa réponse.
tie-which-below = Quelle section
tie-none-below = Toutes les sections de ce serveur ont déjà une fédération.
tie-asked = Demande enregistrée. « { $name } » répondra.
tie-waits-above = Vous avez demandé à dépendre de « { $name } », qui n’a pas encore répondu.
tie-waits-below = Vous avez proposé à « { $name } » de dépendre de vous. Pas encore de réponse.
tie-withdraw = Retirer la demande
tie-withdraw-of = Retirer la demande à { $name }
tie-withdrawn = La demande à « { $name } » est retirée.
# A section comes out of another.
split = Partager une section
split-text = Une nouvelle section naît d’une autre, et une partie de ses adhérents y passent. La fédération le décide, la section accepte ou refuse, la nouvelle section accueille.
split-unit = Section à partager
split-name = Nom de la nouvelle section
split-postcodes = Codes postaux de ceux qui passent
split-postcodes-hint = Par exemple 78150, 78170. Laissez vide : la section choisira.
split-postcodes-here = Chaque personne peut aussi être cochée ou décochée ci-dessous.
split-postcode-wrong = Un code postal a cinq chiffres. Séparez-les par des virgules.
split-who = Qui passe
split-section-chooses = les personnes que la section choisira
split-living = les personnes dont le code postal est { $codes }
split-look = Voir ce qui passera
split-decide = Décider ce partage
split-names-unseen = Votre mandat ne lit pas le fichier de cette section : elle seule verra les noms. Rien ne passe tant qu’elle n’a pas accepté.
split-goes = Passe avec chaque personne : son nom, ses coordonnées, son adhésion et la dernière année réglée.
split-stays = Ne passent pas : chaque cotisation prise à part, les remarques, les étiquettes, l’agenda et les documents. La première section les garde, avec son historique.
split-decided = « { $name } » est ouverte. « { $unit } » doit encore accepter : rien ne passe sans elle.
split-withdraw = Renoncer
split-withdraw-of = Renoncer à { $name }
split-withdrawn = Vous renoncez à partager la section pour « { $name } ». Cette section reste ouverte.
split-word-decided = « { $name } » doit naître de « { $unit } », qui n’a pas encore répondu (depuis le { $day })
split-word-agreed = « { $name } » naît de « { $unit } », qui a accepté le { $day }
split-word-refused = « { $unit } » a refusé le { $day } que « { $name } » naisse d’elle
split-word-withdrawn = La fédération a renoncé le { $day } à ce que « { $name } » naisse de « { $unit } »
split-answer = Répondre
groups = Groupes de travail
groups-note = Un groupe a son agenda, ses archives et ses quelques personnes. Vous voyez qui le dirige, et rien de ce qu’il garde.
group-led = dirigé par { $name }
group-unled = que plus personne ne dirige
group-open = Ouvrir un groupe de travail
group-open-text = Le groupe commence vide, sous votre unité. Qui le dirige reçoit une invitation, et invite les autres.
group-name-hint = Par exemple : Groupe climat.
group-leader = Prénom et nom de qui le dirige
group-opened = « { $unit } » est ouvert. Remettez ce lien à { $name } en main propre ou par un moyen sûr : il ne sera plus montré. Il sert une fois, pendant 14 jours.
group-edit-of = Corriger { $name }
group-close = Clore
group-close-of = Clore { $name }
group-close-text = Ses mandats prennent fin et ses ordinateurs n’ont plus accès à rien. Ce qu’il a gardé se lit alors dans votre unité, et ne change plus.
group-close-asked = { $name } doit d’abord accepter.
group-close-unled = Plus personne ne le dirige : qui y tient encore une fonction a trois jours pour refuser.
group-closing = Vous demandez à clore « { $name } ».
begun-group = Ce groupe n’est pas encore ouvert.
merge = Réunir deux sections
merge-text = Une section devient une partie d’une autre, par fusion ou parce qu’elle compte moins de cinq adhérents. La fédération le décide, et les deux sections acceptent.
merge-unit = Section qui disparaît
merge-into = Section qui l’accueille
merge-choose = À choisir
merge-choose-two = Choisissez deux sections différentes.
merge-few = Celle qui disparaît compte moins de cinq adhérents
merge-why = Motif
merge-why-merger = fusion des deux sections
merge-why-under_five = moins de cinq adhérents
merge-look = Voir ce qui suivra
merge-decide = Décider de les réunir
merge-decided = La réunion est décidée. Les deux sections doivent encore accepter.
merge-both-agree = Rien ne se fait avant que les deux aient accepté. Si plus personne ne dirige la section qui disparaît, qui y tient encore une fonction a trois jours pour refuser.
merge-withdraw-of = Renoncer à réunir { $unit } et { $into }
merge-given-up = Vous renoncez à ce que « { $unit } » devienne une partie de « { $into } ».
merge-awaits-both = « { $unit } » doit devenir une partie de « { $into } » ; aucune des deux n’a encore répondu (depuis le { $day })
merge-awaits-unit = « { $unit } » doit devenir une partie de « { $into } » ; « { $unit } » n’a pas encore répondu (depuis le { $day })
merge-awaits-into = « { $unit } » doit devenir une partie de « { $into } » ; « { $into } » n’a pas encore répondu (depuis le { $day })
merge-awaits-nobody = « { $unit } » doit devenir une partie de « { $into } » (décidé le { $day })
merge-word-vacant = « { $unit } » doit devenir une partie de « { $into } » ; plus personne ne la dirige, et elle peut refuser jusqu’au { $until }
merge-word-agreed = « { $unit } » devient une partie de « { $into } » : accepté le { $day }, ce sera fait dès que tous auront répondu
merge-word-refused = La réunion de « { $unit } » avec « { $into } » a été refusée le { $day }
merge-word-withdrawn = La réunion de « { $unit } » avec « { $into } » a été abandonnée le { $day }
merge-word-done = « { $unit } » est une partie de « { $into } » depuis le { $day }
take-over = { $count ->
    [one] Reprendre 1 personne…
   *[other] Reprendre { $count } personnes…
}
take-over-of = Reprendre les personnes de { $unit }
take-over-title = Reprendre les personnes de { $unit }
take-over-text = Elles entrent dans votre fichier, en une fois, et cela s’annule. Leur passé reste où il est.
take-over-new = { $count ->
    [0] Personne n’est plus à reprendre
    [one] 1 personne à reprendre
   *[other] { $count } personnes à reprendre
}
take-over-doubtful = { $count ->
    [one] 1 personne peut-être déjà dans votre fichier
   *[other] { $count } personnes peut-être déjà dans votre fichier
}
take-over-doubtful-note = Qui y est peut-être déjà n’est pas repris : regardez, et ajoutez qui n’y est pas.
take-over-before = { $count ->
    [one] 1 personne a été reprise auparavant.
   *[other] { $count } personnes ont été reprises auparavant.
}
take-over-do = { $count ->
    [one] Reprendre cette personne
   *[other] Reprendre ces { $count } personnes
}
taken-over = { $count ->
    [one] 1 personne de { $unit } est dans votre fichier.
   *[other] { $count } personnes de { $unit } sont dans votre fichier.
}
taken-over-waiting = { $count ->
    [one] 1 personne de { $unit } attend l’accord d’une autre personne.
   *[other] { $count } personnes de { $unit } attendent l’accord d’une autre personne.
}
begun-merge = Cette réunion n’est pas encore décidée.
begun-split = Ce partage n’est pas encore décidé.
