# Passation: who holds which office, and how it passes from one to the next.
handover-note = { $count ->
    [one] { $unit } : 1 personne exerce une fonction
   *[other] { $unit } : { $count } fonctions exercées
}
handover-open = { $count ->
    [one] Passation en cours
   *[other] Passations en cours ({ $count })
}
handover-now = Qui exerce quelle fonction
handover-later = Bientôt en fonction
handover-suspended = Mandats suspendus
handover-over = Ont exercé une fonction
handover-closed = Passations closes
handover-show-past = Afficher les mandats et les passations d’avant

span-since = depuis le { $from }
span-until = depuis le { $from }, jusqu’au { $to }
span-from-to = du { $from } au { $to }
span-later = à partir du { $from }
span-suspended = mandat suspendu depuis le { $from } par { $by }
span-suspended-until = mandat suspendu depuis le { $from }, jusqu’au { $to }, par { $by }

seat-mine = C’est vous
seat-joint = À plusieurs
seat-joint-text = Cette fonction est exercée à plusieurs : aucun ne peut écarter l’autre, seul le niveau au-dessus le peut.
seat-later = Pas encore en fonction
seat-over = Mandat terminé
seat-suspended = Suspendu
seat-suspended-text = Ce mandat est suspendu : il ne donne accès à rien tant que cela dure. Il n’est pas terminé, et la fonction n’est pas vacante.
seat-suspended-abilities = Tant que ce mandat est suspendu, il ne permet rien. Ensuite, il permettra de nouveau :
seat-gone = Ce mandat n’est plus connu ici.
suspension = La suspension
suspension-no-end = Pas de date de fin : jusqu’à ce qu’elle soit levée
suspension-by = Décidée par
suspension-level-above = le niveau au-dessus
suspension-ground = Motif
suspend = Suspendre le mandat
suspend-title = Suspendre le mandat { $sound ->
    [vowel] d’{ $name }
   *[consonant] de { $name }
} ?
suspend-text = { $name } ne verra et ne fera plus rien, dans les secondes qui suivent, et ses ordinateurs ne garderont rien. Ce qui n’était pas encore parti attendra qu’un autre responsable l’accepte. Le mandat n’est pas terminé : la suspension peut être levée à tout moment.
suspend-ground = Motif
suspend-ground-hint = La personne et le bureau le liront.
suspend-until = Dernier jour, si vous le fixez déjà
suspend-done = Le mandat { $sound ->
    [vowel] d’{ $name }
   *[consonant] de { $name }
} est suspendu.
lift = Lever la suspension
lift-title = Lever la suspension du mandat { $sound ->
    [vowel] d’{ $name }
   *[consonant] de { $name }
} ?
lift-text = { $name } retrouvera tout ce que sa fonction permet. Ses ordinateurs recevront de nouveau les données à leur prochaine connexion.
lift-done = La suspension du mandat { $sound ->
    [vowel] d’{ $name }
   *[consonant] de { $name }
} est levée.
caretaker = Administration provisoire
span-caretaker = administration provisoire jusqu’au { $to }, par { $by }
span-caretaker-from-to = administration provisoire du { $from } au { $to }, par { $by }
caretaker-seat-text = Le niveau au-dessus a confié cette fonction pour un temps, en attendant une élection. Qui l’exerce ne nomme personne au-delà de son dernier jour.
caretaker-by-whom = Administration provisoire, par
caretaker-short = Provisoire
caretaker-by = Décidée par
caretaker-reason = Motif
caretaker-prolongs = Prolonge celle qui était confiée à
caretaker-first = En tout, depuis le
caretaker-appoint = Nommer une administration provisoire
caretaker-prolong = Prolonger
caretaker-prolong-title = Prolonger l’administration provisoire
caretaker-text = Confier une fonction à quelqu’un pour un temps, 184 jours au plus, quand il ne reste personne en fonction ou que le bureau est suspendu. Ce n’est jamais vous.
caretaker-since = Premier jour, si ce n’est pas dès maintenant
caretaker-until = Dernier jour
caretaker-reason-hint = La personne et le bureau le liront.
caretaker-which = Laquelle prolonge-t-elle ?
caretaker-which-hint = Ceux qui la liront verront depuis quand cela dure.
caretaker-which-none = Aucune : c’est une première
caretaker-which-one = { $name }, du { $from } au { $to }
caretaker-check = Ce que cela fera
caretaker-check-now = { $name } exercera cette fonction dès maintenant et jusqu’au { $to }, et pourra tout ce qu’elle permet : { $office }, { $unit }.
caretaker-check-later = { $name } exercera cette fonction du { $from } au { $to }, et pourra tout ce qu’elle permet : { $office }, { $unit }.
caretaker-check-ends = Aucun mandat n’est terminé par là. Une élection qui prend effet mettra fin à celui-ci avant son dernier jour.
caretaker-check-beside = { $name } garde son mandat et exercera la même fonction pendant ce temps.
caretaker-check-suspended = { $name } garde son mandat, qui reste suspendu.
caretaker-check-term = { $name } ne nommera personne au-delà du { $to }, et ne comptera pas, ni qui est nommé ainsi, parmi les deux responsables qui confirment une élection.
caretaker-check-prolongs = C’est la suite de celle { $sound ->
    [vowel] d’{ $name }
   *[consonant] de { $name }
} : en tout, cela dure depuis le { $first }.
caretaker-check-told = Le bureau est prévenu, et lit qui l’a décidé et pourquoi. Cela ne s’annule pas : ce mandat peut être suspendu à tout moment.
caretaker-do = Confier la fonction
caretaker-change = Modifier
caretaker-done = L’administration provisoire est confiée à { $name } jusqu’au { $to }.
appointed-title = Une administration provisoire
appointed-unit = { $unit } : une administration provisoire, confiée à { $name }
appointed-text = { $office }, du { $from } au { $to }. Décidée par { $by }. Motif : { $reason }
appointed-see = Voir ce mandat
appointed-read = J’ai lu
seat-mandate = Le mandat
seat-since = Depuis le
seat-from = À partir du
seat-until = Dernier jour
seat-no-end = Pas de date de fin : jusqu’à la prochaine passation
seat-attested = Comment on le sait
seat-attested-by = Attesté par { $names }
seat-founded = Noté à l’ouverture de l’espace, avant toute passation
seat-abilities = Ce que permet cette fonction
seat-over-text = Ce mandat est terminé : il ne donne plus accès à rien. Pendant qu’il durait, il permettait :

ability-roster_write = Lire et modifier le fichier des personnes
ability-roster_read = Lire le fichier des personnes, sans le modifier
ability-roster_unseen = Ne voit pas le fichier des personnes
ability-dues_write = Noter les cotisations
ability-dues_propose = Lire les cotisations, et proposer un paiement que la trésorerie accepte
ability-dues_read = Lire les cotisations, sans les modifier
ability-dues_unseen = Ne voit pas les cotisations
ability-agenda_write = Tenir l’agenda
ability-agenda_read = Lire l’agenda, sans le modifier
ability-agenda_unseen = Ne voit pas l’agenda
ability-archive_write = Ajouter des documents aux archives, et les lire
ability-archive_read = Lire les archives, sans rien y ajouter
ability-archive_unseen = Ne voit pas les archives
ability-office_read = Voir qui exerce quelle fonction
ability-office_attest = Déclarer une élection, et répondre à celles que d’autres déclarent
ability-office_write = Nommer au bureau, et mettre fin à un mandat avec l’accord d’une autre personne
ability-office_invite = Relier l’ordinateur d’une personne du bureau, ou le retirer
ability-below_read = Aux niveaux en dessous : voir qui exerce quelle fonction
ability-below_attest = Aux niveaux en dessous : déclarer une élection, et trancher quand elle est contestée
ability-below_write = Aux niveaux en dessous : enregistrer un mandat, ou y mettre fin
ability-below_invite = Aux niveaux en dessous : relier l’ordinateur d’une personne du bureau, ou le retirer
ability-below_witness = Aux niveaux en dessous : garantir que l’historique n’a pas été réécrit, sans rien lire de son contenu
ability-below_count = Aux niveaux en dessous : savoir combien de personnes pourraient recevoir un message, sans savoir qui

access-title = Qui peut voir ces données
access-link = Le fichier, les cotisations, l’agenda et les archives : qui les voit
access-open = Voir la liste, partie par partie
access-note = { $unit } : seules les personnes nommées ici voient ces données, chacune sur ses ordinateurs reliés.
access-nobody = Personne pour le moment.
access-above = Et, aux niveaux au-dessus : { $offices }.
access-none-above = Personne aux niveaux au-dessus.
access-kept = Sur le serveur
access-kept-text = Une copie y reste, pour que chaque ordinateur du bureau la retrouve. La personne qui s’occupe de cette machine pourrait y lire ; elle ne peut rien y changer sans que Coopol le signale. Chaque export est noté dans l’historique.
mandate-end-own = Quitter cette fonction
mandate-end-other = Mettre fin au mandat
mandate-end-title-own = Quitter cette fonction ?
mandate-end-title-other = Mettre fin au mandat { $sound ->
    [vowel] d’{ $name }
   *[consonant] de { $name }
} ?
mandate-end-text-own = Vous n’exercerez plus cette fonction : vos ordinateurs n’ouvriront plus rien de ce que cette fonction montre, et ce qu’ils en gardent sera effacé. Tout ce que vous avez noté reste à la section. Pour transmettre votre fonction à quelqu’un, déclarez plutôt son élection.
mandate-end-text-other = { $name } n’exercera plus cette fonction : ses ordinateurs n’ouvriront plus rien de ce que cette fonction montre. Tout ce qui a été noté reste à la section. Une fin de mandat ne s’annule pas.
mandate-end-two = Il y faut un second mandat : quelqu’un d’autre doit l’accepter dans « À vérifier ».
mandate-end-last = Dernier jour (sans réponse : dès maintenant)
mandate-end-done = Fin du mandat enregistrée.
mandate-end-waits = Proposé : { $name } garde ce mandat jusqu’à l’accord de quelqu’un d’autre.
part-roster = Le fichier des personnes
part-dues = Les cotisations
part-agenda = L’agenda
part-archive = Les archives
part-office = La liste des fonctions

voice-unnamed = une personne que rien ne nomme ici
voice-above = { $name } (niveau au-dessus)
officer = { $name } ({ $office })
above-section = la fédération
above-federation = le national

claim-title = Passation : { $name }
claim-gone = Cette passation n’est plus là. L’historique dit ce qu’elle est devenue.
claim-steps = Où en est la passation
claim-contests = Qui la conteste, et pourquoi
claim-contest = { $name } : « { $reason } »
claim-rivals = Deux demandes pour la même fonction
claim-rivals-text = Tant que l’une des deux n’est pas retirée, aucune n’avance : { $above } tranche.
claim-proof = Ce qui le prouve
claim-document = Ouvrir dans les archives : { $title }
claim-changes = Ce qui change
claim-replaces = Le mandat de { $officer } prend fin.
claim-replaced = Le mandat visé était celui de { $officer }.
claim-reason = Motif de la décision

stage-gathering = { $count ->
    [one] Il manque une confirmation
   *[other] Il manque { $count } confirmations
}
stage-above = Attend la confirmation du niveau au-dessus : { $above }
stage-enough = Confirmée : les trois jours pour contester vont commencer
stage-contestable = Confirmée. Peut être contestée jusqu’au { $day } à { $time }
stage-contested = Contestée : { $above } doit trancher
stage-rivalled = Deux demandes pour la même fonction : { $above } doit trancher
stage-ripe = Plus rien ne s’y oppose : la prise de fonction suit
stage-granted = Close : la prise de fonction a eu lieu
stage-dismissed = Écartée : il n’y sera pas donné suite
stage-withdrawn = Retirée par la personne qui l’avait déclarée

lack = { $count ->
    [one] Il manque une personne : { $names }.
   *[other] Il manque { $count } personnes du bureau, ou une seule du niveau au-dessus : { $names }.
}
lack-above = Seul le niveau au-dessus peut confirmer : { $above }.

step-election = Élection
step-claim = Déclaration
step-countersign = Confirmation
step-contest = Trois jours pour contester
step-office = Prise de fonction
step-is-done = étape franchie
step-is-current = étape en cours
step-is-ahead = étape à venir
step-election-text = Le { $day }.
step-claim-text = Déclarée par { $name }.
step-claim-asked = Déclarée par { $name }, à la demande de { $person } du { $day }.
step-countersign-text = Confirmée aussi par { $names }.
step-countersign-above = La parole du niveau au-dessus suffit : { $above }.
step-contest-ahead = Une fois la confirmation reçue, chacun au bureau a trois jours pour dire son désaccord.
step-contest-text = Jusqu’au { $day } à { $time }.
step-contest-over = Plus personne ne peut contester.
step-office-later = Le { $day }.
step-office-done = Le mandat compte depuis le { $day }.
step-office-text = Dès que les étapes d’avant sont franchies. Le mandat compte depuis le { $day }.

answer-none = Vous pouvez suivre cette passation. Il ne vous revient pas d’y répondre.
answer-countersign = Confirmer
answer-countersign-title = Confirmer cette élection
answer-countersign-text = Vous attestez que l’élection du { $day } a bien désigné { $name }, pour la fonction : { $office }. Votre nom reste inscrit dans l’historique.
answer-contest = Contester
answer-contest-title = Contester cette élection
answer-contest-text = La passation s’arrête jusqu’à ce que { $above } tranche. Vous pourrez changer d’avis.
answer-stop_contesting = Ne plus contester
answer-stop_contesting-title = Ne plus contester
answer-stop_contesting-text = La passation de { $name } reprend là où elle en était.
answer-withdraw = Retirer
answer-withdraw-title = Retirer cette déclaration
answer-withdraw-text = La passation de { $name } s’arrête là. Pour la reprendre, il faudra la déclarer de nouveau.
answer-uphold = Valider
answer-uphold-title = Valider cette élection
answer-uphold-text = { $name } prend ses fonctions tout de suite, sans attendre la fin du délai. Fonction : { $office }.
answer-dismiss = Écarter
answer-dismiss-title = Écarter cette déclaration
answer-dismiss-text = Il ne sera pas donné suite à la passation de { $name }. Le bureau verra votre décision et son motif.
answer-minutes = Joindre le compte rendu
answer-minutes-title = Joindre le compte rendu
answer-minutes-text = Le compte rendu de l’élection de { $name } reste dans vos archives : { $above } verra qu’il y est, et ne peut pas le lire. Il ne pourra plus être remplacé par un autre.
answer-minutes-none = Aucun compte rendu n’est dans vos archives. Ajoutez-le d’abord, puis revenez ici.
answer-minutes-archives = Ouvrir les archives
answer-reason = Pourquoi
answer-reason-optional = Motif (facultatif)
answered-countersign = Votre confirmation est enregistrée.
answered-contest = Votre désaccord est enregistré : { $above } doit trancher.
answered-stop_contesting = Vous ne contestez plus cette passation.
answered-withdraw = La déclaration est retirée.
answered-uphold = L’élection de { $name } est validée.
answered-minutes = Le compte rendu est joint.
answered-dismiss = La déclaration est écartée.

handover-start = Commencer une passation
handover-reader = Votre fonction permet de suivre les passations. Pour en déclarer une, parlez-en à une personne du bureau.

new-handover = Commencer une passation
new-handover-step = Étape { $step } sur { $steps }
new-handover-done = La passation de { $name } est déclarée.
way-title = Que s’est-il passé ?
way-legend = Choisissez ce qui convient
way-hand_over = Je passe la main
way-hand_over-hint = Vous exercez une fonction, et l’élection l’a confiée à quelqu’un d’autre.
way-elected = L’élection m’a confié une fonction
way-elected-hint = Vous êtes déjà au bureau. Deux autres personnes du bureau, ou une de la fédération, devront confirmer.
way-other = L’élection a confié une fonction à quelqu’un d’autre
way-other-hint = Même si la personne sortante ne répond plus : le compte rendu de l’élection suffit.
way-record = Noter l’élection d’une section
way-record-hint = Vous parlez pour le niveau au-dessus : votre parole suffit.
way-appoint = Confier une fonction sans élection
way-appoint-hint = Le bureau se complète : votre parole suffit, sauf pour qui dirige et pour vous-même.
request-received = Ouvrir une demande…
request-received-text = La personne élue vous a remis une demande ? Coopol la lit, et vous la relisez avant de déclarer quoi que ce soit.
request-told = D’après la demande de { $name } pour « { $unit } », du { $day }. Relisez chaque point : vous en répondez.
request-elsewhere = La demande de { $name } est pour « { $unit } », qui n’est aucune des unités où votre fonction déclare une élection, ou pourrait en être plusieurs : { $units }. Rien n’a été écrit. Demandez à la personne élue d’y écrire le nom exact.
request-office = La demande de { $name } est pour la fonction « { $office } », qui ne s’exerce pas dans « { $unit } ». Rien n’a été écrit. Demandez à la personne élue de la corriger.
request-declared = L’élection de { $name } est déjà déclarée : la voici. S’il manque une confirmation, donnez-la ici.
request-minutes-kept = La demande contient le compte rendu « { $name } ». Il sera conservé dans les archives avec l’élection.
request-minutes-not-kept = La demande contient le compte rendu « { $name } ». Votre fonction n’écrit pas dans les archives de cette unité : il ne sera pas conservé.
request-minutes-open = Lire le compte rendu
who-elected = Qui, et pour quelle fonction ?
who-elected-me = Il s’agit de vous. Dites seulement pour quelle fonction.
who-where = Où
who-office = Fonction
who-person = Personne à qui elle est confiée
who-person-hint = Choisissez son nom s’il est dans la liste : c’est la même personne que vous connaissez.
who-somebody = Une autre personne
who-theme = Thème
who-theme-hint = Ce dont la personne est chargée : la formation, les élections, la jeunesse…
who-name = Prénom et nom
when-title = Quand ?
when-text = Écrivez les dates comme dans le compte rendu.
when-text-appoint = Sans premier jour, le mandat commence maintenant.
when-since-appoint = Premier jour du mandat (facultatif)
when-elected = Jour de l’élection
when-since = Premier jour du mandat
when-until = Dernier jour du mandat (facultatif)
when-not-yet = L’élection n’a pas encore eu lieu : revenez après.
proof-title = Qu’est-ce qui le prouve ?
proof-text = Le compte rendu de la réunion où l’élection a eu lieu. Les personnes qui confirment le liront.
proof-text-appoint = Une décision écrite, si elle existe. Elle reste avec le mandat, pour qui demandera plus tard.
proof-where-appoint = Où se trouve cette décision (facultatif)
proof-which = Compte rendu
proof-elsewhere = Il n’est pas dans les archives
proof-of-request = Celui que contient la demande
proof-document = { $title }, { $day }
proof-where = Où se trouve le compte rendu
proof-where-hint = Par exemple : cahier des comptes rendus 2026, page 12, au local
check-title = Relisez, puis déclarez
check-who = Personne
check-office = Fonction
check-elected = Élection
check-since = Premier jour
check-proof = Preuve
check-request = Demande du
check-replaces = Le mandat de { $officer } prendra fin.
check-three-days = Ensuite, chacun au bureau aura trois jours pour contester. Sans désaccord, la prise de fonction se fait toute seule.
check-declare = Déclarer l’élection
record-sheet = Confier une fonction
record-title = Relisez, puis confiez
record-now = Dès maintenant
record-counts = Cela compte tout de suite. Le bureau et le niveau au-dessus le lisent.
record-waits = Cela comptera quand une deuxième personne qui peut le faire, ou le niveau au-dessus, aura accepté.
record-ends = Cela ne s’annule pas : le mandat peut être terminé à tout moment.
record-do = Confier la fonction
record-done = { $name } exerce cette fonction.
record-done-waits = La fonction sera confiée à { $name } quand une deuxième personne aura accepté.
follow-enough = Votre parole suffit : elle vient du niveau au-dessus.
follow-above = Le bureau n’est pas assez nombreux pour confirmer : { $above } devra le faire.
follow-names = { $count ->
    [one] Une de ces personnes devra confirmer : { $names }. Ou bien { $above }, sans personne d’autre.
   *[other] { $count } de ces personnes devront confirmer : { $names }. Ou bien { $above }, sans personne d’autre.
}

first-day = Pour commencer
first-day-later = Où nous en sommes
first-day-link = Ce qui est là, ce qui a changé, ce qui attend une décision
first-day-open = Ce qui attend une décision
first-day-verify = { $count ->
    [one] 1 chose à vérifier
   *[other] { $count } choses à vérifier
}
first-day-refused = { $count ->
    [one] 1 modification refusée
   *[other] { $count } modifications refusées
}
first-day-held = { $name ->
    [none] Retenu jusqu’à votre accord : { $what }
   *[known] Retenu jusqu’à votre accord : { $what }, par { $name }
}
first-day-held-others = { $name ->
    [none] Retenu jusqu’à l’accord d’une autre personne : { $what }
   *[known] Retenu jusqu’à l’accord d’une autre personne : { $what }, par { $name }
}
first-day-held-roster = { $count ->
    [one] 1 fiche
   *[other] { $count } fiches
}
first-day-held-dues = { $count ->
    [one] 1 règlement
   *[other] { $count } règlements
}
first-day-held-agenda = { $count ->
    [one] 1 élément de l’agenda
   *[other] { $count } éléments de l’agenda
}
first-day-held-archive = { $count ->
    [one] 1 élément des archives
   *[other] { $count } éléments des archives
}
first-day-held-removed = { $count ->
    [one] Dont 1 à retirer
   *[other] Dont { $count } à retirer
}
first-day-nothing = Rien n’attend : vous pouvez commencer tranquillement.
first-day-delegated = { $name } note les présences de « { $title } », par délégation
first-day-delegated-gone = { $name } note les présences d’un événement retiré, par délégation
first-day-delegated-dues = { $name } note les cotisations de { $year }, par délégation
first-day-delegated-until = jusqu’au { $day } inclus
first-day-delegated-code = jusqu’au { $day } inclus · code pas encore utilisé
first-day-split = La fédération propose que « { $name } » naisse de la section
first-day-split-agreed = « { $name } » naît de la section, qui a accepté
first-day-received = Ce qui est entre vos mains
first-day-people = { $count ->
    [one] Le fichier : 1 personne
   *[other] Le fichier : { $count } personnes
}
first-day-no-dues = Aucun adhérent : aucune cotisation attendue
first-day-dues = Cotisations : { $paid } à jour, { $late } en retard
first-day-dues-received = Reçu pour { $year } : { $amount }
first-day-lists = { $count ->
    [one] 1 liste enregistrée
   *[other] { $count } listes enregistrées
}
first-day-templates = { $count ->
    [one] 1 modèle
   *[other] { $count } modèles
}
first-day-drafts = { $count ->
    [one] 1 brouillon
   *[other] { $count } brouillons
}
first-day-mailing = Envoi programmé : { $subject }
first-day-missing = Votre fonction ne montre pas :
first-day-part-bureau = le bureau
first-day-part-people = le fichier
first-day-part-dues = les cotisations
first-day-part-past = les rendez-vous passés
first-day-part-coming = les prochains rendez-vous
first-day-part-archive = les archives
first-day-part-promises = les engagements
first-day-part-practical = ce qu’il faut savoir
first-day-part-handovers = les passations en cours
first-day-part-deadlines = les échéances
first-day-part-changes = ce qui a changé dans le fichier
first-day-part-held_back = ce que retient le bouclier
first-day-deadlines = Les prochaines échéances
first-day-due-contest = Dernier jour pour contester l’élection : { $about }
first-day-due-mandate = Fin du mandat : { $about }
first-day-due-promise = Engagement à tenir : { $about }
first-day-no-deadline = Aucune dans les douze prochains mois.
first-day-promises = Ce qui est promis
first-day-promise-due = à tenir avant le { $day }
first-day-facts = À savoir
first-day-no-event = Rien de prévu.
first-day-past = Les douze derniers mois
first-day-no-past = Aucun rendez-vous dans l’agenda.
first-day-no-minutes = Aucun depuis douze mois.
first-day-cancelled = annulé
first-day-others = { $count ->
    [one] Montrer 1 autre
   *[other] Montrer les { $count } autres
}
first-day-events = { $count ->
    [0] L’agenda : rien de prévu
    [one] L’agenda : 1 événement à venir
   *[other] L’agenda : { $count } événements à venir
}
first-day-documents = { $count ->
    [0] Les archives : aucun document
    [one] Les archives : 1 document
   *[other] Les archives : { $count } documents
}
first-day-next = Les prochains rendez-vous
first-day-minutes = Les comptes rendus des douze derniers mois
first-day-changed = Ce qui a changé dans le fichier
first-day-author = { $count ->
    [one] { $name } : 1 fiche modifiée
   *[other] { $name } : { $count } fiches modifiées
}
first-day-since = Depuis le { $day }.
first-day-unchanged = Rien n’y a changé depuis le { $day }.
first-day-history-comes = L’historique arrive encore sur cet ordinateur : ce n’est pas tout.
first-day-history = Voir l’historique
first-day-bureau = Le bureau
first-day-export-what = Le dossier de passation, à lire et à donner sur papier.
first-day-export-care = Il donne des noms et des coordonnées. Il ne sera plus protégé par Coopol.
first-day-no-promise = Aucun engagement en cours.
first-day-no-fact = Rien n’est encore noté : le local, les clés, les comptes…

promise-add = Ajouter un engagement
promise-new = Ajouter un engagement
promise-edit = Modifier l’engagement
promise-form-text = Ce que la section doit à quelqu’un. Tout le bureau le lit, et qui vous succédera le tiendra.
promise-title = Ce qui est promis
promise-title-hint = Par exemple : prêter la sono à la chorale
promise-to = À qui (facultatif)
promise-due = À tenir avant le (facultatif)
promise-made = Promis le (facultatif)
promise-note = Remarque (facultatif)
promise-added = Engagement noté : { $title }
promise-changed = Engagement modifié : { $title }
promise-keep = C’est tenu
promise-kept = Engagement tenu : { $title }
promise-end = Il ne sera pas tenu ?
promise-end-text = Abandonné, l’historique dira qu’il n’a pas été tenu. Noté par erreur, retirez-le plutôt. Les deux s’annulent.
promise-give-up = Abandonner
promise-given-up = Engagement abandonné : { $title }
promise-remove = Retirer
promise-removed = Engagement retiré : { $title }

fact-add = Ajouter une information
fact-new = Ajouter une information
fact-edit = Modifier l’information
fact-form-text = Ce qu’il faut savoir pour prendre la suite. Tout le bureau le lit : n’y écrivez ni mot de passe ni code.
fact-category = À propos de
fact-category-room = Local
fact-category-key = Clés
fact-category-account = Compte
fact-category-equipment = Matériel
fact-category-supplier = Fournisseur
fact-category-contact = Contact
fact-category-other = Autre
fact-title = En quelques mots
fact-hint-room = Par exemple : salle de réunion
fact-hint-key = Par exemple : clés du local
fact-hint-account = Par exemple : compte en banque de la section
fact-hint-equipment = Par exemple : sono et barnum
fact-hint-supplier = Par exemple : imprimerie des tracts
fact-hint-contact = Par exemple : gardien de la salle
fact-hint-other = Par exemple : où sont rangés les vieux dossiers
fact-held-by = Chez qui, ou qui s’en occupe (facultatif)
fact-note = Remarque (facultatif)
fact-note-hint = Adresse, horaires, numéro de contrat…
fact-added = Information notée : { $title }
fact-changed = Information modifiée : { $title }
fact-end = Ce n’est plus vrai ?
fact-end-text = Retirée, elle ne se lit plus que dans l’historique. Cela s’annule.
fact-remove = Retirer
fact-removed = Information retirée : { $title }
