# Renewal: where each unit below stands in a season of elections.
season-title = Renewal of the sections
season-link = { $count ->
    [one] Where the unit below stands
   *[other] Where the { $count } units below stand
}
season-note = { $done } of { $all } renewed
season-back = Handover of your unit
season-search = Search for a section or a person
season-since = Elections since
season-column-unit = Unit
season-column-step = Where it stands
season-column-secretary = Secretary
season-column-until = Until
season-column-elected = Election on
season-column-minutes = Minutes
season-column-reminded = Reminded on
season-reminded = Last reminder
season-lacking-election = No election declared since { $day }
season-lacking-countersignature = The election of { $day } waits to be confirmed
season-lacking-minutes = The minutes of the election of { $day } weren’t received
season-remind = Remind the section
season-remind-text = Its officers read what is missing in To check, until it is done.
season-remind-again = Reminded less than seven days ago: it can be reminded again from { $day } on.
season-remind-many = Remind the sections that are behind…
season-remind-title = Remind the sections that are behind
season-remind-due = { $count ->
    [0] No section to remind.
    [one] One section will be reminded. Its officers read what is missing in To check, until it is done.
   *[other] { $count } sections will be reminded. Their officers read what is missing in To check, until it is done.
}
season-remind-lately = { $count ->
    [one] Another one was less than seven days ago: it is left out.
   *[other] { $count } others were less than seven days ago: they are left out.
}
season-remind-more = { $count ->
    [one] and one more
   *[other] and { $count } more
}
season-remind-do = Remind
season-remind-done = { $count ->
    [0] No section to remind
    [one] Section reminded
   *[other] { $count } sections reminded
}
reminder-title = The level above reminds you
reminder-title-election = { $unit }: an election to declare
reminder-title-countersignature = { $unit }: an election to confirm
reminder-title-minutes = { $unit }: minutes to attach
reminder-election = No election was declared since { $since }. Reminded on { $at }.
reminder-countersignature = The election of { $since } waits to be confirmed by somebody else. Reminded on { $at }.
reminder-minutes = The minutes of the election of { $since } weren’t received. Reminded on { $at }.
reminder-do-election = Declare an election
reminder-do-countersignature = See the handover
reminder-do-minutes = Attach the minutes
season-elected = Elected
season-nobody = Nobody
season-minutes-in = Received
season-minutes-missing = Not received
season-step-contested = Contested
season-step-rivalled = Two claims
season-step-gathering = To be confirmed
season-step-announced = Confirmed
season-step-vacant = No secretary
season-step-silent = Nothing declared
season-step-done = Renewed
season-text-contested = Somebody contests the election: your level has to decide.
season-text-rivalled = Two people claim the same office: your level has to decide.
season-text-gathering = An election was declared; confirmations are missing.
season-text-announced = The election is confirmed; it takes effect if nobody contests it.
season-text-vacant = Nobody holds the office, and no election was declared.
season-text-silent = No election was declared this season.
season-text-done = The election took place: the mandate goes on, or begins on a known day.
season-none-title = No unit matches
season-none-text = Try fewer letters, or take the filter off.
season-export-what = { $count ->
    [one] Export the line shown
   *[other] Export the { $count } lines shown
}
season-export-care = The file names the officers of the units, and no member. Coopol no longer protects it.
season-gone = This unit isn’t one of those that you follow, or no longer is.
season-see-election = See the handover
season-bureau = Who holds which office
season-suspended = Mandate suspended since
season-split = Split
season-split-decided = “{ $name }” is to come out of it; the section hasn’t answered yet
season-split-agreed = “{ $name }” comes out of it; the section agreed
season-splitting = A section is to come out of it
