# Import: four steps on one page.
import-title = Import a list
import-note = Nothing is written before you ask for it, and one click undoes the whole import.
import-leave = Back to the roster
step = Step { $number }:
step-done = Step { $number }, done:
import-step-file = The file
import-step-columns = The columns recognised
import-step-plan = What will happen
import-step-done = Result
import-file-text = Excel, LibreOffice or CSV: take your list as it is. Accents, dates and leading zeros are respected.
import-choose = Choose a file
import-other-file = Choose another file
import-lines = { $count ->
    [one] 1 line
   *[other] { $count } lines
}
import-columns-text = This is how each column was understood. Correct what does not suit.
import-goes-to = “{ $header }” goes to

target-none = Do not import
target-family_name = Last name
target-given_name = First name
target-full_name = First and last name together
target-number = Member number
target-email = E-mail
target-mobile = Mobile
target-landline = Landline
target-address = Postal address
target-postcode = Postcode
target-commune = Town
target-born_on = Date of birth
target-since = Member since
target-category = Category
target-note = Note

plan-created = { $count ->
    [0] No new person
    [one] 1 new person
   *[other] { $count } new people
}
plan-updated = { $count ->
    [0] No sheet completed
    [one] 1 sheet updated
   *[other] { $count } sheets updated
}
plan-unchanged = { $count ->
    [0] No line is up to date already.
    [one] 1 line is up to date already.
   *[other] { $count } lines are up to date already.
}
plan-duplicates = { $count ->
    [one] 1 likeness to settle
   *[other] { $count } likenesses to settle
}
plan-unreadable = { $count ->
    [one] 1 cell left aside
   *[other] { $count } cells left aside
}
plan-open-duplicates = { $count ->
    [one] 1 likeness is not settled: this line will be left out.
   *[other] { $count } likenesses are not settled: these lines will be left out.
}
plan-safe = One click undoes the whole import, now or later.
plan-nothing = There is nothing to import. Check the columns above.
unreadable-where = { $header ->
    [none] Line { $line }
   *[other] Line { $line }, “{ $header }”
}
unreadable-email = { $where }: { $value } is not an e-mail address. The rest of the line is taken.
unreadable-phone = { $where }: { $value } is not a telephone number. The rest of the line is taken.
unreadable-day = { $where }: { $value } is not a date. The rest of the line is taken.
unreadable-impossible_day = { $where }: { $value } cannot be a date of birth. The rest of the line is taken.
unreadable-partial_day = { $where }: { $value } is not a whole date, which takes the day, the month and the year. The rest of the line is taken.
unreadable-postcode = { $where }: { $value } is not a postcode. The rest of the line is taken.
unreadable-amount = { $where }: { $value } is not a sum of money. The rest of the line is taken.
unreadable-no_year = { $where }: nothing says which year the sum { $value } is for. The rest of the line is taken.
unreadable-other_amount = { $where }: the file has another sum than { $value } elsewhere for the same year. The other one is taken, with the rest of the line.
unreadable-too_long = { $where }: { $value } is too long. The rest of the line is taken.
unreadable-not_unique = { $where }: the number { $value } is somebody else’s already. The rest of the line is taken.
unreadable-other = { $where }: { $value } cannot be read. The rest of the line is taken.
unreadable-no_name = Line { $line }: there is no name. It is left out.
duplicate-who = { $commune ->
    [none] Line { $line }: { $name } is in the roster already.
   *[other] Line { $line }: { $name } is in the roster already, in { $commune }.
}
duplicate-why-same_email = Same e-mail address.
duplicate-why-same_phone = Same phone.
duplicate-why-close_name = Same name, other details.
choice-same = The same person
choice-other = Two people
choice-skip = Leave out
import-apply = Import
import-done-toast = The import is done.
import-undone-toast = The import is undone.
result-created = { $count ->
    [one] 1 person added.
   *[other] { $count } people added.
}
result-updated = { $count ->
    [one] 1 record updated.
   *[other] { $count } records updated.
}
result-skipped = { $count ->
    [one] 1 line left out.
   *[other] { $count } lines left out.
}
result-held = { $count ->
    [one] Nothing is done yet: 1 sheet waits until another person who keeps the roster agrees.
   *[other] Nothing is done yet: { $count } sheets wait until another person who keeps the roster agrees.
}
result-nothing = Nothing changed: everything was in the roster already.
import-undone = The import is undone: the roster is as before.
import-undo = Undo the whole import
import-see = See the roster
import-again = Choose a file
