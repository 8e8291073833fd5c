# Words that several rooms share.
close = Close
open = Open
back = Back
continue = Continue
give-up = Never mind
back-to-list = Back to the list
gone = This sheet is no longer there
filters = Filters
filters-clear = Clear the search and the filters
columns = Columns
never = Never
today = Today
yesterday = Yesterday
cancelled = Cancelled
show-more = { $count ->
    [one] Show the last one
   *[other] Show more ({ $count } left)
}
saved-field = { $field }: saved.
verified-field = { $field }: check recorded.

date-hint = For example 22/11/2026
date-placeholder = dd/mm/yyyy
date-unreadable = This date cannot be read. Write it like 22/11/2026.
time-unreadable = This time cannot be read. Write it like 18:30.
when-today = today at { $time }
when-yesterday = yesterday at { $time }
when-day = on { $day } at { $time }

field-given_name = First name
field-family_name = Last name
field-born_on = Date of birth
field-email = E-mail
field-mobile = Mobile
field-landline = Landline
field-address = Postal address
field-civility = Title
field-number = Membership number
field-since = Member since
field-until = Member until
field-origin = Origin
field-tag = Labels
field-category = Category
field-note = Note
field-title = Title
field-kind = Kind
field-place = Place
field-when = Date and time
field-date = Date

the-given_name = the first name
the-family_name = the last name
the-born_on = the date of birth
the-email = the e-mail address
the-mobile = the mobile number
the-landline = the landline number
the-address = the postal address
the-civility = the title
the-number = the membership number
the-since = the start of the membership
the-until = the end of the membership
the-origin = the origin
the-tag = the labels
the-category = the category
the-note = the note
the-title = the title
the-kind = the kind
the-place = the place
the-when = the date and time
the-date = the date
