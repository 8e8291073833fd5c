# What the program says outside its window: the tray and notifications.
tray-open = Open Coopol
tray-quit = Quit Coopol

# Of a reminder: when.
when = { $day ->
    [today] today at { $time }
    [tomorrow] tomorrow at { $time }
   *[later] on { $date } at { $time }
}
when-all-day = { $day ->
    [today] today
    [tomorrow] tomorrow
   *[later] on { $date }
}

# Discreet: what kind of thing; no name, no place, no title.
remind-discreet = { $kind ->
    [meeting] Meeting
    [general_assembly] General assembly
    [training] Training
   *[other] Appointment
} { $when }
remind-title = { $title }, { $when }

# What somebody else did to an event; then as above.
moved = Moved: { $event }
cancelled = Cancelled: { $event }
reinstated = Takes place after all: { $event }

# After an absence: one for all.
digest = { $count ->
    [one] 1 reminder is waiting for you
   *[other] { $count } reminders are waiting for you
}

# A laptop that somebody enrolled: to everybody else of the unit. Discreet: not whose.
newcomer = A new computer is linked
newcomer-named = A new computer is linked: { $name }
newcomer-what = If nobody expected it, remove it in Settings.

# An invitation of somebody who has a laptop, which waits to be seen. Discreet: of nobody.
invited = One more computer is expected
invited-own = One more computer is expected in your name
invited-named = One more computer is expected in the name of { $name }
invited-what = If nothing explains it, object to it in Settings.

# The level above reminds of what the renewal of a unit lacks. Discreet: of nothing.
reminded = A reminder waits for you in To check
reminded-election = An election is to be declared
reminded-countersignature = An election is to be confirmed
reminded-minutes = The minutes of an election are to be attached
reminded-several = { $count ->
    [one] 1 reminder waits for you in To check
   *[other] { $count } reminders wait for you in To check
}

# Messages that the server was to send, and that wait for somebody to act. Discreet: not what they are about.
mailing-waits = A scheduled message waits for you
mailings-wait = { $count ->
    [one] 1 scheduled message waits for you
   *[other] { $count } scheduled messages wait for you
}

# Somebody is put in charge for a time. Discreet: not what it is about.
appointed = A decision waits for you in To check
split-what = A section to be split
merge-decided = A merger of sections waits for your answer
merge-agreed = A merger of sections is agreed to
merge-refused = A merger of sections is refused
merge-withdrawn = A merger of sections is taken back
merge-done = Two sections are one
merge-named = { $step }: { $unit } into { $into }
merges = { $count ->
    [one] 1 merger of sections has moved on
   *[other] { $count } mergers of sections have moved on
}
appointed-what = Temporary administration
appointed-several = { $count ->
    [one] 1 decision waits for you in To check
   *[other] { $count } decisions wait for you in To check
}

# A step that a handover took. Discreet: of nobody.
step-opened = A handover was declared
step-countersigned = A handover was confirmed
step-contested = A handover is contested
step-granted = A handover is done
step-dismissed = A handover was set aside
step-withdrawn = A handover was withdrawn
step-named = { $step }: { $name }
steps = { $count ->
    [one] 1 handover moved on
   *[other] { $count } handovers moved on
}

# A suspension. Discreet: of nobody.
suspension-begun = A mandate is suspended
suspension-lifted = The suspension of a mandate is lifted
suspension-own = Your mandate is suspended
suspension-own-lifted = The suspension of your mandate is lifted
suspensions = { $count ->
    [one] 1 mandate was suspended or resumed
   *[other] { $count } mandates were suspended or resumed
}
