# Archives: the list and the sheet of a document.
archives-count = { $count ->
    [one] 1 document
   *[other] { $count } documents
}
archives-search = Titre ou mot du contenu
archives-years = Années
archives-empty-title = Les archives sont vides
archives-empty-text = Comptes rendus, convocations, comptes, tracts : ce que la section garde, et que votre successeur retrouvera. Commencez par le dernier compte rendu.
archives-none-title = Aucun document ne correspond
archives-none-text = Essayez un autre mot, ou une autre année.

kind-document-minutes = Compte rendu
kind-document-convocation = Convocation
kind-document-attendance = Feuille d’émargement
kind-document-accounts = Comptes
kind-document-letter = Lettre
kind-document-leaflet = Tract
kind-document-press = Presse
kind-document-other = Autre

document-kind = Type
document-kind-all = Tous les types
document-line = { $kind } du { $day } · ajouté par { $author }
document-add = Ajouter
document-new = Ajouter un document
document-file = { $name }, { $size }
document-add-confirm = Ajouter aux archives
document-added = « { $title } » est dans les archives.
document-remove = Supprimer
document-removed = « { $title } » n’est plus dans les archives.
document-gone = Le document a été retiré des archives. L’historique permet de l’y remettre.
document-open = Ouvrir le document
document-opening = Le document s’ouvre dans une autre fenêtre.
document-what = Description
document-date = Date du document
document-where = Fichier
document-file-name = Nom
document-size = Taille
document-by = Ajouté par
document-by-on = { $author }, le { $day }
document-event = Vient de : { $title }
