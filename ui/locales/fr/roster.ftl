# Fichier: the list and the sheet of a person.
roster-count = { $count ->
    [0] Personne pour l’instant
    [one] 1 personne
   *[other] { $count } personnes
}
roster-found = { $total ->
    [0] Aucune sur { $all }
    [one] 1 personne sur { $all }
   *[other] { $total } personnes sur { $all }
}
roster-label = Personnes du fichier
roster-search = Nom, e-mail, téléphone, commune
roster-empty-title = Votre fichier est vide
roster-empty-text = C’est ici que vivent les coordonnées de la section. Commencez par la liste que vous avez déjà : un fichier Excel, LibreOffice ou CSV suffit, tel qu’il est.
roster-empty-action = Importer ma liste
roster-none-title = Personne ne correspond
roster-none-text = Essayez une partie du nom, un numéro de téléphone ou une commune. Les accents ne comptent pas.

column-name = Nom
column-dues = Cotisation
column-phone = Téléphone
column-email = E-mail
column-commune = Commune
column-category = Catégorie
column-number = N° d’adhérent
column-since = Depuis
column-verified = Vérifié le

filter-up_to_date = À jour
filter-late = En retard
filter-regular_contact = Sympathisants
filter-without_email = Sans e-mail
filter-to_verify = À vérifier
filter-former_member = Anciens adhérents

lists = Listes
lists-none = Une liste enregistrée garde ce que vous demandez au fichier, pour le retrouver en un geste : « En retard et sans e-mail », par exemple. Choisissez des filtres, puis enregistrez.
list-open = Liste : { $name }
list-changed = { $name } (modifiée)
list-later = Enregistrée par une version plus récente de Coopol : mettez celui-ci à jour pour l’ouvrir.
list-everybody = Tout le fichier
list-words = « { $words } »
list-choose = Pour en enregistrer une autre, choisissez d’abord des filtres.
list-save = Enregistrer cette liste
list-save-other = Enregistrer une autre liste
list-replace = Mettre à jour « { $name } »
list-replaced = « { $name } » demande maintenant ce que vous voyez.
list-rename = Renommer « { $name } »
list-renamed = La liste s’appelle maintenant « { $name } ».
list-drop = Retirer « { $name } »
list-dropped = La liste « { $name } » est retirée. Les personnes restent au fichier.
list-save-title = Enregistrer cette liste
list-rename-title = Renommer la liste
list-save-text = La liste garde ce qui est demandé, jamais les personnes : elle est à jour chaque fois que vous l’ouvrez. Elle est à votre fonction : la personne qui vous suivra la retrouvera, et personne d’autre ne la voit.
list-name = Nom de la liste
list-name-hint = Par exemple « À relancer par téléphone »
list-asks = Elle demandera : { $question }.
list-save-confirm = Enregistrer
list-rename-confirm = Renommer
list-saved = La liste « { $name } » est enregistrée.

# Writing to the people of a list.
letter = Écrire
letter-title = { $count ->
    [0] Écrire à ces personnes
    [one] Écrire à 1 personne
   *[other] Écrire à { $count } personnes
}
letter-to = Pour : { $question }. Le message part de votre messagerie : c’est vous qui l’envoyez.
letter-from = Partir d’un texte
letter-blank = Message vide
letter-from-template = Modèle : { $subject }
letter-from-draft = Brouillon : { $subject }
letter-subject = Objet
letter-body = Message
letter-keep-draft = Garder comme brouillon
letter-keep-template = Garder comme modèle
letter-drop = Retirer ce texte
letter-reaches = { $count ->
    [0] Aucune adresse : personne ici n’a d’e-mail.
    [one] 1 adresse, en copie cachée.
   *[other] { $count } adresses, en copie cachée : personne ne voit celles des autres.
}
letter-batches = Les messageries n’acceptent qu’une cinquantaine d’adresses à la fois : ouvrez et envoyez les { $count } messages l’un après l’autre.
letter-long = Le texte est trop long pour passer tout seul dans la messagerie : copiez-le d’ici, et collez-le dans le message ouvert.
letter-unreached = { $count ->
    [one] 1 personne n’a pas d’adresse e-mail
   *[other] { $count } personnes n’ont pas d’adresse e-mail
}
letter-no-phone = sans téléphone
letter-addresses = Copiez ces adresses
letter-copy = Copier les adresses
letter-copied = { $count ->
    [one] 1 adresse copiée. Collez-la en copie cachée (Cci).
   *[other] { $count } adresses copiées. Collez-les en copie cachée (Cci).
}
letter-open = Ouvrir dans ma messagerie
letter-open-one = Ouvrir le message { $number } sur { $of }
letter-which = Lequel ouvrir
letter-batch = Message { $number } ({ $count } adresses)
letter-asked = L’accord est demandé. Il se donne dans « À vérifier », sur l’ordinateur d’une autre personne qui tient le fichier : revenez ensuite.
letter-opened = Le message est ouvert dans votre messagerie : relisez, puis envoyez.
letter-unagreed = Autour d’une passation, les adresses ne sortent qu’avec l’accord d’une autre personne.
message-kept-draft = Brouillon gardé : { $subject }
message-kept-template = Modèle gardé : { $subject }
message-dropped = Texte retiré : { $subject }
letter-way = Comment l’envoyer
letter-way-own = Maintenant, par ma messagerie
letter-way-own-hint = Vous relisez, et vous envoyez.
letter-way-server = Plus tard, par le serveur
letter-way-server-hint = À l’heure dite, même si cet ordinateur est éteint.

# Messages that the server sends at their time.
mailings = Envois programmés
mailings-short = Envois
mailings-waiting = { $count ->
    [one] 1 envoi attend
   *[other] { $count } envois attendent
}
mailings-what = Le serveur les envoie à l’heure dite, un message à chaque personne, même si cet ordinateur est éteint. Ils sont à votre fonction : la personne qui vous suivra les trouvera ici, et rien ne partira sans elle.
mailings-coming = À venir
mailings-none = Aucun. Pour en programmer un, choisissez « Écrire » dans le fichier, puis « Plus tard, par le serveur ».
mailings-gone = Envoyés
mailing-day = Jour de l’envoi
mailing-time = Heure
mailing-schedule = Programmer l’envoi
mailing-scheduled = Envoi programmé : { $at }.
mailing-not-asked = Le serveur ne sait chercher que « À jour », « En retard », « Sympathisants » et « Anciens adhérents ». Retirez les autres filtres et la recherche, ou envoyez par votre messagerie.
mailing-finds = Pour : { $question }. Le serveur écrit à celles et ceux qu’il trouve ainsi au moment de l’envoi.
mailing-reaches = { $count ->
    [0] Aucune adresse aujourd’hui.
    [one] 1 adresse aujourd’hui.
   *[other] { $count } adresses aujourd’hui, un message à chacune.
}
mailing-somebody = quelqu’un qui n’est plus là
mailing-goes-own = Part le { $at }. Vous en répondez.
mailing-goes = Part le { $at }. { $name } en répond.
mailing-waits_for_holder = En attente : { $name } n’exerce plus cette fonction. À vous de reprendre cet envoi, ou de l’annuler.
mailing-waits_for_second = En attente : autour d’une passation, on n’écrit à tout le monde qu’avec l’accord d’une autre personne.
mailing-waits_for_time = En attente : il devait partir le { $at }, il y a plus d’un jour. À vous de changer l’heure, ou de l’annuler.
mailing-sending = { $count ->
    [one] En cours d’envoi à 1 personne.
   *[other] En cours d’envoi à { $count } personnes.
}
mailing-sent = { $count ->
    [0] Prévu le { $at }. Personne ne l’a reçu.
    [one] Envoyé à 1 personne le { $at }.
   *[other] Envoyé à { $count } personnes le { $at }.
}
mailing-lost-withoutAddress = { $count } sans adresse
mailing-lost-refused = { $count ->
    [one] 1 refusé
   *[other] { $count } refusés
}
mailing-lost-unknown = { $count ->
    [one] 1 dont l’envoi a été coupé
   *[other] { $count } dont l’envoi a été coupé
}
mailing-lost-gone = { $count ->
    [one] 1 personne partie entre-temps
   *[other] { $count } personnes parties entre-temps
}
mailing-to = Pour : { $question }
mailing-to-later = une question d’une version plus récente de Coopol
mailing-text = Lire le message
mailing-take-up = Reprendre à mon nom
mailing-take-up-of = Reprendre à mon nom, { $subject }
mailing-taken-up = Vous répondez maintenant de « { $subject } ».
mailing-retime = Changer l’heure
mailing-retime-of = Changer l’heure, { $subject }
mailing-retime-title = Changer l’heure de l’envoi
mailing-retime-text = « { $subject } » partira à cette heure, et c’est vous qui en répondrez.
mailing-retime-confirm = Changer l’heure
mailing-retimed = « { $subject } » partira le { $at }.
mailing-call-off = Annuler l’envoi
mailing-call-off-of = Annuler l’envoi, { $subject }
mailing-call-off-title = Annuler cet envoi ?
mailing-call-off-text = « { $subject } » ne partira pas. Son texte reste dans vos brouillons, pour l’envoyer autrement ou le programmer de nouveau.
mailing-call-off-not = Le laisser partir
mailing-call-off-sure = Ne pas l’envoyer
mailing-called-off = « { $subject } » ne partira pas. Son texte est dans vos brouillons.

category-member = Adhérent
category-former_member = Ancien adhérent
category-regular_contact = Sympathisant
category-occasional_contact = Contact occasionnel

dues-are-up_to_date = À jour
dues-are-late = En retard
dues-are-none = Sans objet

import = Importer
export = Exporter
export-what = { $count ->
    [0] La liste affichée est vide.
    [one] La liste affichée : 1 personne.
   *[other] La liste affichée : { $count } personnes.
}
export-xlsx = Classeur Excel
export-csv = Fichier CSV
export-pdf = PDF à imprimer
export-care = Ce fichier ne sera plus protégé par Coopol. L’export est inscrit dans l’historique.
export-ask = Demander l’accord
export-asked = L’accord est demandé. Il se donne dans « À vérifier », sur l’ordinateur d’une autre personne qui tient le fichier.
export-done = Enregistré : { $name }

person-add = Ajouter
person-new = Ajouter une personne
person-new-text = Le nom suffit. Le reste se complète ensuite dans la fiche.
person-add-confirm = Ajouter au fichier
person-added = { $name } est dans le fichier.
person-transfer = Transférer vers une autre section…
transfer-title = Transférer { $name }
transfer-text = L’identité, les coordonnées, l’adhésion et la dernière année réglée partent avec la personne. Vos remarques, vos étiquettes et le détail des cotisations restent ici. La section d’arrivée accepte ou non ; d’ici là, vous pouvez annuler.
transfer-to = Section d’arrivée
transfer-send = Transférer
transfer-done = { $name } attend d’être accueilli par « { $section } ».
person-remove = Supprimer
person-removed = { $name } n’est plus dans le fichier.
person-gone = La personne a été retirée du fichier. L’historique permet de l’y remettre.

person-contacts = Coordonnées
verified-on = Vérifié le { $day }
verified-never = Jamais vérifié
verify = Marquer comme vérifié
person-identity = Identité
note-hint = Visible par tous les responsables qui voient le fichier.
person-membership = Adhésion
person-no-membership = Cette personne n’est pas adhérente.
member-number = Numéro
member-since = Depuis le
member-until = Jusqu’au
member-of = Unité
person-mandate = { $office }, { $unit }, depuis le { $since }
person-presence = Présences
presence-count = Présences notées en douze mois : { $attended } sur { $invited }.
person-dues = Cotisations
dues-none = Aucun paiement noté.
dues-title = Cotisations
dues-note = Où elles en sont, et qui les note
dues-of-year = Cotisations de { $year }
dues-up-to-date = À jour
dues-late = En retard
dues-received = Reçu
dues-people = { $count ->
    [one] 1 personne
   *[other] { $count } personnes
}
dues-unseen = Votre fonction ne montre pas les cotisations.
payment-add = Noter un paiement
payment-new = Noter un paiement
payment-correct = Corriger un paiement
payment-proposes = { $name }. La trésorerie tient les comptes de la section : votre saisie l’attendra dans « À vérifier », sur son ordinateur.
payment-amount = Montant, en euros
payment-year = Pour l’année
payment-day = Payé le
payment-method = Moyen
payment-receipt = N° de reçu ou de chèque
payment-save = Noter
payment-propose = Proposer
payment-cancel = Annuler ce paiement
payment-noted = { $name } : paiement noté.
payment-corrected = { $name } : paiement corrigé.
payment-cancelled = { $name } : paiement annulé.
payment-asked = { $name } : proposé à la trésorerie.
payment-of = le paiement de { $year }
payment-on = le { $day }
payment-number = n° { $receipt }
payment-changing = Une correction attend la trésorerie
payment-proposed = Attend la trésorerie
payment-elsewhere = Noté dans la section d’origine
paid-by-cheque = chèque
paid-by-cash = espèces
paid-by-card = carte
paid-by-transfer = virement
paid-by-direct_debit = prélèvement
paid-by-other = autre moyen
paid-by-unknown = non précisé
person-retention = Pourquoi ces données sont gardées
ground-member = La personne adhère : le parti tient le fichier de ses membres.
ground-former_member = L’adhésion a pris fin : les données sont gardées un temps limité.
ground-regular_contact = Contact régulier : la personne a accepté d’être tenue au courant.
ground-occasional_contact = Contact occasionnel : la personne a écrit ou signé une fois.
origin-import = Arrivée par un import le { $day }.
origin-form = Arrivée par un bulletin le { $day }.
origin-meeting = Rencontrée à une réunion le { $day }.
origin-transfer = Arrivée d’une autre section le { $day }.
kept-until = Sans nouvelle activité, effacement proposé le { $day }.
kept-while-member = Gardées tant que dure l’adhésion.
shield-rule = Autour d’une passation, au-delà de { $most } fiches par jour, les changements attendent l’accord d’une autre personne qui tient le fichier : { $who }.
shield-nobody = la prochaine à prendre cette fonction
shield-left = { $count ->
    [0] Il n’en reste aucune pour aujourd’hui : ce que vous changez maintenant attendra, dans « À vérifier ».
    [one] Il vous en reste 1 pour aujourd’hui.
   *[other] Il vous en reste { $count } pour aujourd’hui.
}
shield-whole = Ce qui est prévu ici va au-delà : tout attendra cet accord, dans « À vérifier ».

person-erase = Effacer pour toujours
erase-title = Effacer { $name } pour toujours
erase-text = C’est le droit à l’effacement (RGPD, article 17). Une autre personne qui tient le fichier doit l’accepter, et c’est fait sept jours après. Jusque-là, vous pouvez y renoncer. Ensuite, cela ne se défait plus.
erase-ground = Motif
erase-stays = Les cotisations restent dans les comptes, sans nom. Les documents et les comptes rendus ne sont pas modifiés.
erase-ask = Demander l’effacement
erase-done = L’effacement de { $name } est demandé.
erasure-asked = Effacement demandé
erasure-planned = Effacement prévu le { $day }
erasure-by = Demandé par { $author }.
erasure-ground-asked_by_the_person = La personne le demande, ou retire son accord.
erasure-ground-no_longer_needed = Ses données ne servent plus.
erasure-ground-unlawful = Elles n’auraient jamais dû être enregistrées.
erasure-waits = Une autre personne qui tient le fichier doit l’accepter. Rien n’est effacé d’ici là.
erasure-yours = Cela attend votre accord. Ce sera fait sept jours après, et jusque-là vous pourrez y renoncer.
erasure-final = La fiche disparaîtra du serveur et de chaque ordinateur. Jusque-là, vous pouvez y renoncer.
erasure-agree = Accepter l’effacement
erasure-agreed = L’effacement de { $name } sera fait dans sept jours.
erasure-withdraw = Renoncer à l’effacement
erasure-withdrawn = { $name } ne sera pas effacé du fichier.
