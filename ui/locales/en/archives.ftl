# Archives: the list and the sheet of a document.
archives-count = { $count ->
    [one] 1 document
   *[other] { $count } documents
}
archives-search = Title or word of the text
archives-years = Years
archives-empty-title = The archives are empty
archives-empty-text = Minutes, convocations, accounts, leaflets: what the section keeps, and your successor will find. Start with the latest minutes.
archives-none-title = No document matches
archives-none-text = Try another word, or another year.

kind-document-minutes = Minutes
kind-document-convocation = Convocation
kind-document-attendance = Attendance sheet
kind-document-accounts = Accounts
kind-document-letter = Letter
kind-document-leaflet = Leaflet
kind-document-press = Press
kind-document-other = Other

document-kind = Kind
document-kind-all = All kinds
document-line = { $kind } of { $day } · added by { $author }
document-add = Add
document-new = Add a document
document-file = { $name }, { $size }
document-add-confirm = Add to the archives
document-added = “{ $title }” is in the archives.
document-remove = Remove
document-removed = “{ $title }” is no longer in the archives.
document-gone = The document was removed from the archives. The history can bring it back.
document-open = Open the document
document-opening = The document opens in another window.
document-what = Description
document-date = Date of the document
document-where = File
document-file-name = Name
document-size = Size
document-by = Added by
document-by-on = { $author }, on { $day }
document-event = Comes from: { $title }
