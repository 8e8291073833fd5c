# Words that several rooms share.
close = Fermer
open = Ouvrir
back = Précédent
continue = Continuer
give-up = Renoncer
back-to-list = Retour à la liste
gone = Cette fiche n’est plus là
filters = Filtres
filters-clear = Effacer la recherche et les filtres
columns = Colonnes
never = Jamais
today = Aujourd’hui
yesterday = Hier
cancelled = Annulé
show-more = { $count ->
    [one] Afficher la dernière
   *[other] Afficher la suite (encore { $count })
}
saved-field = { $field } : c’est enregistré.
verified-field = { $field } : vérification enregistrée.

date-hint = Par exemple 22/11/2026
date-placeholder = jj/mm/aaaa
date-unreadable = Cette date n’est pas lisible. Écrivez-la comme 22/11/2026.
time-unreadable = Cette heure n’est pas lisible. Écrivez-la comme 18 h 30.
when-today = aujourd’hui à { $time }
when-yesterday = hier à { $time }
when-day = le { $day } à { $time }

field-given_name = Prénom
field-family_name = Nom
field-born_on = Date de naissance
field-email = E-mail
field-mobile = Portable
field-landline = Téléphone fixe
field-address = Adresse postale
field-civility = Civilité
field-number = Numéro d’adhérent
field-since = Adhésion depuis
field-until = Adhésion jusqu’au
field-origin = Origine
field-tag = Étiquettes
field-category = Catégorie
field-note = Remarque
field-title = Titre
field-kind = Type
field-place = Lieu
field-when = Date et heure
field-date = Date

the-given_name = le prénom
the-family_name = le nom
the-born_on = la date de naissance
the-email = l’adresse e-mail
the-mobile = le portable
the-landline = le téléphone fixe
the-address = l’adresse postale
the-civility = la civilité
the-number = le numéro d’adhérent
the-since = le début de l’adhésion
the-until = la fin de l’adhésion
the-origin = l’origine
the-tag = les étiquettes
the-category = la catégorie
the-note = la remarque
the-title = le titre
the-kind = le type
the-place = le lieu
the-when = la date et l’heure
the-date = la date
