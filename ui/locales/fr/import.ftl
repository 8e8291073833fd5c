# Import: four steps on one page.
import-title = Importer une liste
import-note = Rien n’est écrit avant que vous ne le demandiez, et tout l’import s’annule d’un clic.
import-leave = Retour au fichier
step = Étape { $number } :
step-done = Étape { $number }, terminée :
import-step-file = Le fichier
import-step-columns = Les colonnes reconnues
import-step-plan = Ce qui va se passer
import-step-done = Résultat
import-file-text = Excel, LibreOffice ou CSV : prenez votre liste telle qu’elle est. Les accents, les dates et les zéros de tête sont respectés.
import-choose = Choisir un fichier
import-other-file = Choisir un autre fichier
import-lines = { $count ->
    [one] 1 ligne
   *[other] { $count } lignes
}
import-columns-text = Voici comment chaque colonne a été comprise. Corrigez ce qui ne convient pas.
import-goes-to = « { $header } » va dans

target-none = Ne pas importer
target-family_name = Nom
target-given_name = Prénom
target-full_name = Prénom et nom ensemble
target-number = N° d’adhérent
target-email = E-mail
target-mobile = Portable
target-landline = Téléphone fixe
target-address = Adresse postale
target-postcode = Code postal
target-commune = Commune
target-born_on = Date de naissance
target-since = Date d’adhésion
target-category = Catégorie
target-note = Remarque

plan-created = { $count ->
    [0] Aucune nouvelle personne
    [one] 1 nouvelle personne
   *[other] { $count } nouvelles personnes
}
plan-updated = { $count ->
    [0] Aucune fiche complétée
    [one] 1 fiche mise à jour
   *[other] { $count } fiches mises à jour
}
plan-unchanged = { $count ->
    [0] Aucune ligne n’est déjà à jour.
    [one] 1 ligne est déjà à jour.
   *[other] { $count } lignes sont déjà à jour.
}
plan-duplicates = { $count ->
    [one] 1 ressemblance à trancher
   *[other] { $count } ressemblances à trancher
}
plan-unreadable = { $count ->
    [one] 1 case laissée de côté
   *[other] { $count } cases laissées de côté
}
plan-open-duplicates = { $count ->
    [one] 1 ressemblance n’est pas tranchée : cette ligne sera laissée de côté.
   *[other] { $count } ressemblances ne sont pas tranchées : ces lignes seront laissées de côté.
}
plan-safe = L’import s’annule en entier d’un clic, maintenant ou plus tard.
plan-nothing = Il n’y a rien à importer. Vérifiez les colonnes ci-dessus.
unreadable-where = { $header ->
    [none] Ligne { $line }
   *[other] Ligne { $line }, « { $header } »
}
unreadable-email = { $where } : { $value } n’est pas une adresse e-mail. Le reste de la ligne est repris.
unreadable-phone = { $where } : { $value } n’est pas un numéro de téléphone. Le reste de la ligne est repris.
unreadable-day = { $where } : { $value } n’est pas une date. Le reste de la ligne est repris.
unreadable-impossible_day = { $where } : { $value } ne peut pas être une date de naissance. Le reste de la ligne est repris.
unreadable-partial_day = { $where } : { $value } n’est pas une date entière, il y faut le jour, le mois et l’année. Le reste de la ligne est repris.
unreadable-postcode = { $where } : { $value } n’est pas un code postal. Le reste de la ligne est repris.
unreadable-amount = { $where } : { $value } n’est pas une somme. Le reste de la ligne est repris.
unreadable-no_year = { $where } : l’année à laquelle se rapporte la somme { $value } n’est dite nulle part. Le reste de la ligne est repris.
unreadable-other_amount = { $where } : le fichier donne ailleurs une autre somme que { $value } pour la même année. C’est l’autre qui est reprise, avec le reste de la ligne.
unreadable-too_long = { $where } : { $value } est trop long. Le reste de la ligne est repris.
unreadable-not_unique = { $where } : le numéro { $value } est déjà celui de quelqu’un d’autre. Le reste de la ligne est repris.
unreadable-other = { $where } : { $value } ne peut pas être lu. Le reste de la ligne est repris.
unreadable-no_name = Ligne { $line } : il n’y a pas de nom. Elle est laissée de côté.
duplicate-who = { $commune ->
    [none] Ligne { $line } : { $name } est déjà dans le fichier.
   *[other] Ligne { $line } : { $name } est déjà dans le fichier, à { $commune }.
}
duplicate-why-same_email = Même adresse e-mail.
duplicate-why-same_phone = Même téléphone.
duplicate-why-close_name = Même nom, autres coordonnées.
choice-same = C’est la même personne
choice-other = Ce sont deux personnes
choice-skip = Laisser de côté
import-apply = Importer
import-done-toast = L’import est fait.
import-undone-toast = L’import est annulé.
result-created = { $count ->
    [one] 1 personne ajoutée.
   *[other] { $count } personnes ajoutées.
}
result-updated = { $count ->
    [one] 1 fiche mise à jour.
   *[other] { $count } fiches mises à jour.
}
result-skipped = { $count ->
    [one] 1 ligne laissée de côté.
   *[other] { $count } lignes laissées de côté.
}
result-held = { $count ->
    [one] Rien n’est encore fait : 1 fiche attend l’accord d’une autre personne qui tient le fichier.
   *[other] Rien n’est encore fait : { $count } fiches attendent l’accord d’une autre personne qui tient le fichier.
}
result-nothing = Rien n’a changé : tout était déjà dans le fichier.
import-undone = L’import est annulé : le fichier est comme avant.
import-undo = Annuler tout l’import
import-see = Voir le fichier
import-again = Choisir un fichier
