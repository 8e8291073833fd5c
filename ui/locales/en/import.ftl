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
    [one] 1 cell that cannot be read
   *[other] { $count } cells that cannot be read
}
plan-open-duplicates = { $count ->
    [one] 1 likeness is not settled: this line will be left out.
   *[other] { $count } likenesses are not settled: these lines will be left out.
}
plan-safe = One click undoes the whole import, now or later.
plan-nothing = There is nothing to import. Check the columns above.
unreadable-email = Line { $line }, “{ $header }”: { $value } is not an e-mail address. The rest of the line is taken.
unreadable-phone = Line { $line }, “{ $header }”: { $value } is not a number. The rest of the line is taken.
unreadable-day = Line { $line }, “{ $header }”: { $value } is not a date. The rest of the line is taken.
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
import-result = { $created } people added, { $updated } sheets updated, { $skipped } lines left as they are.
import-undone = The import is undone: the roster is as before.
import-undo = Undo the whole import
import-see = See the roster
import-again = Choose a file
