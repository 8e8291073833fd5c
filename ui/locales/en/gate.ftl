# Before the rooms: first run, and the states with one action each.
gate-start-title = Coopol could not open
gate-try-again = Try again
gate-locked-title = Coopol is locked
gate-locked-text = Hello { $person }. Write your passphrase to open your data.
gate-unlock = Unlock
passphrase = Passphrase
gate-keyring_locked-title = The keyring is closed
gate-keyring_locked-text = The key to your data is in the computer’s keyring, which did not answer. Open it with the password of your session, then try again. Nothing is lost.
gate-keyring_absent-title = The keyring cannot be found
gate-keyring_absent-text = The key to your data is in this computer’s keyring, which is no longer there. Close your session, open it again, then try again. If it doesn’t come back, you can link this computer again.
gate-keyring_changed-title = The key is no longer the same
gate-keyring_changed-text = The keyring of this computer has changed: it no longer opens your data. Your recovery sheet has a code that links this computer again. What was shared will be given back to you.
gate-enrol-again = Link this computer
gate-forgotten = I forgot my passphrase
gate-already_open-title = Coopol is open already
gate-already_open-text = Another window uses your data, perhaps in another session of this computer. Closing it isn’t enough: choose “Quit Coopol” in the menu of its icon, near the clock, then try again.
gate-foreign-title = These aren’t Coopol’s data
gate-foreign-text = Another file has taken the place of your data on this computer. If you have a backup, put it back and try again. If not, link this computer again: what was shared will be given back to you.
gate-damaged-title = The data are damaged
gate-damaged-text = Part of your data can no longer be read on this computer. If you have a backup, put it back and try again. If not, link this computer again: what was shared will be given back to you.
gate-newer-title = Coopol needs an update
gate-newer-text = Your data were opened with a later version of Coopol. Install it, then try again. Nothing is lost.
gate-disk_full-title = The disk is full
gate-disk_full-text = Coopol has no room left to open your data. Make room on the disk, then try again. Nothing is lost.
gate-key_file-title = The key of this profile is in a file
gate-key_file-text = It opens with the command coopol, and not in this window. Start Coopol without naming this profile to open yours.
gate-forget-title = Link this computer again?
gate-forget-text = What is kept on this computer will be erased. What wasn’t sent to the server yet will be lost, the rest will be given back to you. You need your recovery sheet or a new invitation.
gate-forget = Erase and link
gate-forget-not = Erase nothing
gate-lease_over-title = A connection is needed
gate-lease_over-text = This computer has not reached the server since { $day }. To protect the members, the data stay closed until the next connection.
gate-lease_over-waiting = { $count ->
    [one] 1 change is kept here and will leave at once.
   *[other] { $count } changes are kept here and will leave at once.
}
gate-clock_behind-title = This computer’s clock is behind
gate-clock_behind-text = This profile was in use on { $day }, and the clock shows a day well before that. To protect the members, the data stay closed. Set the clock right, or connect to the network, then try again. Nothing is lost.
gate-connect = Connect
gate-suspended-title = Your mandate is suspended
gate-suspended-text = Since { $day } the level above suspends your mandate ({ $unit }). As long as that lasts, nothing can be read here. What had not been sent was handed to the team, who will decide. When the suspension is lifted, everything will come back to this computer.
gate-suspended-text-until = From { $day } to { $until } the level above suspends your mandate ({ $unit }). As long as that lasts, nothing can be read here. What had not been sent was handed to the team, who will decide. Afterwards everything will come back to this computer.
gate-suspended-ground = Grounds: { $ground }
gate-suspended-ask = Check now
gate-revoked-title = This computer no longer has access
gate-revoked-text = { $unit }: since { $day }, nothing opens here any more. Your mandate ended, or an officer removed this computer. The data was erased from here; the section keeps it.
gate-revoked-delivered = { $count ->
    [one] 1 change not yet shared was handed to the section, which will decide.
   *[other] { $count } changes not yet shared were handed to the section, which will decide.
}
gate-revoked-lost = { $count ->
    [one] 1 change not yet shared is lost: a removed computer can hand nothing over.
   *[other] { $count } changes not yet shared are lost: a removed computer can hand nothing over.
}
gate-delegation_over-title = Your task is over
gate-delegation_over-text = { $unit }: on { $day }, noting who comes to “{ $event }” ended for you. The names were erased from this computer; the section keeps what you noted. Thank you.
gate-delegation_over-text-gone = On { $day }, what was entrusted to you ended. The names were erased from this computer; the section keeps what you noted. Thank you.
gate-delegation_over-text-dues = { $unit }: on { $day }, entering the dues of { $year } ended for you. The names were erased from this computer; the section keeps what you noted. Thank you.
gate-delegation_over-delivered = { $count ->
    [one] 1 mark not sent yet was handed to the section, which will decide.
   *[other] { $count } marks not sent yet were handed to the section, which will decide.
}
gate-delegation_over-lost = { $count ->
    [one] 1 mark not sent yet is lost: it was too late to hand it over.
   *[other] { $count } marks not sent yet are lost: it was too late to hand them over.
}
gate-other-invitation = I have a new invitation

enrolment-steps = Steps
first-run-invitation = Invitation
first-run-person = You
first-run-laptop = This computer
first-run-ready = Ready
invitation-title = Welcome
invitation-text = Coopol keeps the roster, the agenda and the archives of your section, even when the officers change. You received an invitation by e-mail or letter.
invitation-field = Invitation code or link
invitation-hint = A link that begins with coopol, or a long row of letters like 05R2M-7K9QT-W4XBN-…
ask-office = I was elected, without an invitation
ask-office-title = Ask to take your office
ask-office-text = You have just been elected and nobody has invited you? Write your request here, then hand it to your federation, or to two officers of the unit. Nothing is sent over the network.
ask-office-person = Your first and last name
ask-office-unit = Your section or federation
ask-office-unit-hint = For example: Section de Versailles
ask-office-minutes = Add the minutes…
ask-office-other-minutes = Choose another file…
ask-office-no-minutes = No file added: it is optional.
ask-office-write = Save the request…
ask-office-done = Your request is ready
ask-office-done-text = It is in the file “{ $name }”, with your name and your commitment: give it only to those who need it.
ask-office-then-hand = Hand this file to your federation, or to two officers of the unit: by e-mail, or on a USB key.
ask-office-then-confirm = One of them opens it in Coopol, under Handover, and declares the election. If they aren’t of the federation, the other one confirms. Everybody in the bureau then has three days to contest it.
ask-office-then-invited = You will then receive an invitation. Come back to this page with it: you will find everything.
ask-office-back = Back to the start
comeback = Nobody can get in any more
comeback-title = Coming back by two codes
comeback-text = Every mandate has ended, or every computer and recovery sheet is lost? Two of the three sealed recovery codes let somebody come back, after three days, in view of everybody.
comeback-server = Address of the server
comeback-server-hint = It is printed on the sheets, and begins with https.
comeback-name = Name of whoever comes back
comeback-name-hint = If they still hold an office, the name that stands in their mandate.
comeback-first = A code
comeback-second = Another code
comeback-ask = Ask to come back
comeback-done-title = Keep this invitation
comeback-done-text = { $unit }: it serves from { $from } on. Until then, whoever still holds an office, in the unit or above it, sees it and can object.
comeback-lent = Nobody holds an office there any more: whoever came back leads the unit for six weeks, to organise an election.
comeback-again = All three codes are spent. The same two, with the same name, give this invitation again as long as it waits.
comeback-kept = I have kept it
who-title = Who are you?
who-text = Write your name. It names your data on this computer, and the computer itself for other officers.
laptop-title = What this computer keeps
laptop-text = An encrypted copy of what your invitation opens, to work without a network. It opens only here, and is erased when your access ends.
protect = How to protect this copy
protect-keyring = With my session
protect-keyring-hint = The computer’s keyring keeps the key. Nothing to remember.
protect-passphrase = With a passphrase
protect-passphrase-hint = Asked at each opening. Useful on a shared computer.
protect-no-keyring = This computer has no keyring: a passphrase will protect your data. It will be asked at each opening.
passphrase-hint = At least 12 characters, for example four unrelated words.
passphrase-again = The same, once more
passphrase-differs = The two passphrases are not the same.
laptop-confirm = Protect and continue
ready-title = Ready
ready-text = Everything is saved as you go, with or without a network. Nearly everything can be undone.
ready-delegate-text = You are entrusted with one precise task. You will see the names that it takes, and nothing else. What you note is saved as you go, with or without a network.
recovery-text = Print the recovery sheet and keep it with your papers. If this computer is lost or breaks down, it links another one.
ready-you = Name
ready-office = Office
ready-unit = Unit
ready-enter = Open Coopol
