# Settings.
settings-note = Each setting is saved at once.
settings-display = Display
text-size = Text size
text-size-16 = Normal
text-size-18 = Large
text-size-21 = Very large
theme = Colours
theme-system = Like the computer
theme-light = Light
theme-dark = Dark
language = Language
language-fr = Français
language-en = English
settings-notifications = Reminders
notifications-none = This computer shows no notifications. Nothing is lost: the agenda shows all that is to come, what was moved and what was cancelled.
remind-evening = Remind me of an event the evening before
remind-hour = Remind me of an event one hour before
quiet-from = Quiet from
quiet-until = Quiet until
notification-detail = What a reminder shows
detail-discreet = Discreet
detail-discreet-example = “Meeting tomorrow at 20:00”
detail-title = With the title
detail-title-example = “Section meeting, tomorrow at 20:00”
detail-full = Everything
detail-full-example = “Section meeting, tomorrow at 20:00, Maison des associations”
settings-device = This computer
device-name = Name
device-folder = Folder of the data
device-size = Room taken
device-protection = Protection
device-version = Version
protection-keyring = Encrypted data, key in the computer’s keyring
protection-passphrase = Encrypted data, passphrase asked on opening
start-with-session = Start with the computer
start-with-session-hint = Needed to be reminded without having opened Coopol.
recovery-print = Print the recovery sheet
recovery-opening = The recovery sheet opens in another window: print it.
lock-now = Lock now
laptops = Linked computers
laptops-note = Each opens what the mandates of the person who uses it give. Three at most for each person.
laptop-since = linked on { $day }
laptop-this = this computer
laptop-revoked = removed
laptop-revoke = Remove
laptop-revoke-title = Remove this computer?
laptop-revoke-text = “{ $name }” will have access to nothing any more, and what it keeps will be erased as soon as it connects. To link it again takes an invitation.
laptop-keep = Keep it
laptop-revoked-done = “{ $name }” no longer has access as soon as this removal is shared.
laptops-waiting = Expected computers
laptop-waits = One more computer is expected in the name of { $name }.
laptop-waits-own = One more computer is expected in your name.
laptop-waits-by = { $author } made this invitation. It serves from { $from } on.
laptop-waits-codes = Two sealed recovery codes asked for it. It can come in from { $from } on.
laptop-waits-from = It serves from { $from } on.
laptop-contest = Object
laptop-contest-title = Object to this invitation?
laptop-contest-text = It won’t serve. If the computer was expected after all, it takes another invitation, and three more days.
laptop-contest-not = Let it be
laptop-contested = This invitation won’t serve, as soon as your objection is shared.
laptop-invite = Invite somebody
laptop-invite-title = Link one more computer
laptop-invite-text = The invitation serves once, for 14 days. It opens what the mandates of the chosen person give.
laptop-invite-whom = For whom
laptop-invite-make = Make the invitation
laptop-handover = Hand this link to { $name } in person or by safe means: it won’t be shown again.
laptop-handover-later = { $name } has a computer already, or had one: the invitation serves from { $from } on. Until then the whole bureau sees it, and can object.
laptop-handover-link = Link
laptop-handover-code = Or this code, to be copied by hand

codes = Sealed recovery codes
codes-note = When nobody can get in any more, two codes of three let somebody come back, after three days. Three people each keep one, on paper. Make them anew after each handover.
codes-serve = Three codes serve.
codes-serve-one = Three codes serve, made on { $day } by { $maker }.
codes-serve-two = Three codes serve, made on { $day } by { $maker } and agreed to by { $agreed }.
codes-none = There are no codes.
codes-spent = The codes are spent: new ones are needed.
codes-proposed = Three codes were made on { $day } by { $maker } and wait for somebody to agree.
codes-used = Two codes were used on { $day }, for { $name }.
codes-tried = Codes were tried on { $day }, to no effect; they still serve. If you don’t know by whom, make new ones.
codes-make = Make three codes
codes-make-title = Make three new codes?
codes-make-text = Three sheets open, only once: print them, and put each in an envelope. Somebody else who may invite, or the federation, then agrees in “To check”; the codes before are worth nothing from then on. Do it together: whoever makes the codes sees them.
codes-make-not = Not now
codes-make-now = Make the codes
codes-made-serve = Three sheets open. These codes serve already.
codes-made-wait = Three sheets open. These codes serve once somebody else has agreed.

unit-section = The section
unit-federation = The federation
unit-national = The party
unit-group = The working group
unit-name = Name
unit-zone = Local time
unit-zone-hint = That of the meetings, and of the day on which a mandate begins and ends.
unit-code = Code
unit-code-hint = The one that the party gives it, if there is one.
unit-parent = Above
unit-edit = Correct
unit-edit-text = The new name shows everywhere, in the section as above it. The history keeps the old one.
unit-changed = Corrected: “{ $name }”.
zone-paris = Metropolitan France
zone-guadeloupe = Guadeloupe, Saint Martin, Saint Barthélemy
zone-martinique = Martinique
zone-cayenne = French Guiana
zone-miquelon = Saint Pierre and Miquelon
zone-reunion = Réunion
zone-mayotte = Mayotte
zone-noumea = New Caledonia
zone-tahiti = French Polynesia
zone-wallis = Wallis and Futuna
sections-below = The sections
sections-below-note = Those that your federation opens, and those that there were before and that join it. Handover shows them all.
opening = Open a section
opening-text = The section begins empty, below your federation. Its secretary gets an invitation, and invites the others.
opening-name-hint = For example: Section de Poissy.
opening-secretary = Full name of the first secretary
opening-make = Open
opening-done = “{ $unit }” is open. Hand this link to { $name } in person or by a safe way: it won’t be shown again. It serves once, for 14 days.
tie-ask = Ask
tie-ask-above = Ask a federation
tie-ask-above-text = It accepts, or not. If it does, it sees who holds which office in your section and how many you are, confirms your elections, and helps to get an access back. It can also name an officer, end a mandate or suspend it, and reads the history of the bureau. Never the names in your roster. Once accepted, it can’t be undone.
tie-which-above = Which federation
tie-none-above = No federation uses this server yet.
tie-ask-below = Take a section in
tie-ask-below-text = Its secretary accepts, or not. Nothing of the section is shown before they answer.
tie-which-below = Which section
tie-none-below = Every section of this server has a federation already.
tie-asked = Asked. “{ $name }” will answer.
tie-waits-above = You asked to belong to “{ $name }”, which hasn’t answered yet.
tie-waits-below = You proposed to “{ $name }” to belong to you. No answer yet.
tie-withdraw = Withdraw
tie-withdraw-of = Withdraw what was asked of { $name }
tie-withdrawn = What was asked of “{ $name }” is withdrawn.
# A section comes out of another.
split = Split a section
split-text = A new section comes out of another, and some of its members pass to it. The federation decides it, the section agrees or refuses, the new section takes in.
split-unit = Section to split
split-name = Name of the new section
split-postcodes = Postcodes of those who pass
split-postcodes-hint = For example 78150, 78170. Leave it empty: the section will choose.
split-postcodes-here = Each person can also be ticked or unticked below.
split-postcode-wrong = A postcode has five digits. Put commas between them.
split-who = Who passes
split-section-chooses = the people whom the section chooses
split-living = the people whose postcode is { $codes }
split-look = See what will pass
split-decide = Decide this
split-names-unseen = Your mandate doesn’t read the roster of this section: it alone will see the names. Nobody passes before it agreed.
split-goes = What passes with each person: their name, how to reach them, their membership and the last year they paid for.
split-stays = What doesn’t pass: each payment by itself, notes, tags, the agenda and documents. The first section keeps them, with its history.
split-decided = “{ $name }” is open. “{ $unit }” must still agree: nobody passes without it.
split-withdraw = Give it up
split-withdraw-of = Give up { $name }
split-withdrawn = You give up splitting the section for “{ $name }”. That section stays open.
split-word-decided = “{ $name }” is to come out of “{ $unit }”, which hasn’t answered yet (since { $day })
split-word-agreed = “{ $name }” comes out of “{ $unit }”, which agreed on { $day }
split-word-refused = “{ $unit }” refused on { $day } that “{ $name }” come out of it
split-word-withdrawn = On { $day } the federation gave up that “{ $name }” come out of “{ $unit }”
split-answer = Answer
groups = Working groups
groups-note = A group has its own agenda, archives and few people. You see who leads it, and nothing of what it keeps.
group-led = led by { $name }
group-unled = which nobody leads any more
group-open = Open a working group
group-open-text = The group starts empty, below your unit. Whoever leads it gets an invitation, and invites the others.
group-name-hint = For example: Climate group.
group-leader = First and last name of whoever leads it
group-opened = “{ $unit }” is open. Hand this link to { $name } in person or by a safe way: it won’t be shown again. It serves once, for 14 days.
group-edit-of = Correct { $name }
group-close = Close
group-close-of = Close { $name }
group-close-text = Its mandates end, and its computers have access to nothing any more. What it kept is then read in your unit, and changes no more.
group-close-asked = { $name } has to agree first.
group-close-unled = Nobody leads it any more: whoever still holds an office there has three days to refuse.
group-closing = You ask to close “{ $name }”.
begun-group = This group isn’t open yet.
merge = Make two sections one
merge-text = A section becomes a part of another, by a merger or because it has fewer than five members. The federation decides it, and both sections agree.
merge-unit = Section that ends
merge-into = Section that takes it in
merge-choose = To be chosen
merge-choose-two = Choose two different sections.
merge-few = The one that ends has fewer than five members
merge-why = Reason
merge-why-merger = merger of the two sections
merge-why-under_five = fewer than five members
merge-look = See what will follow
merge-decide = Decide it
merge-decided = It is decided. Both sections must still agree.
merge-both-agree = Nothing is done before both have agreed. If nobody leads the section that ends any more, whoever still holds an office there has three days to refuse.
merge-withdraw-of = Give up making { $unit } and { $into } one
merge-given-up = You give up having “{ $unit }” become a part of “{ $into }”.
merge-awaits-both = “{ $unit }” is to become a part of “{ $into }”; neither has answered yet (since { $day })
merge-awaits-unit = “{ $unit }” is to become a part of “{ $into }”; “{ $unit }” hasn’t answered yet (since { $day })
merge-awaits-into = “{ $unit }” is to become a part of “{ $into }”; “{ $into }” hasn’t answered yet (since { $day })
merge-awaits-nobody = “{ $unit }” is to become a part of “{ $into }” (decided on { $day })
merge-word-vacant = “{ $unit }” is to become a part of “{ $into }”; nobody leads it any more, and it can refuse until { $until }
merge-word-agreed = “{ $unit }” becomes a part of “{ $into }”: agreed on { $day }, it will be done once everybody has answered
merge-word-refused = Making “{ $unit }” a part of “{ $into }” was refused on { $day }
merge-word-withdrawn = Making “{ $unit }” a part of “{ $into }” was given up on { $day }
merge-word-done = “{ $unit }” has been a part of “{ $into }” since { $day }
take-over = { $count ->
    [one] Take over 1 person…
   *[other] Take over { $count } people…
}
take-over-of = Take over the people of { $unit }
take-over-title = Take over the people of { $unit }
take-over-text = They come into your roster, all at once, and it can be undone. Their past stays where it is.
take-over-new = { $count ->
    [0] Nobody is left to be taken over
    [one] 1 person to take over
   *[other] { $count } people to take over
}
take-over-doubtful = { $count ->
    [one] 1 person who may be in your roster already
   *[other] { $count } people who may be in your roster already
}
take-over-doubtful-note = They aren’t taken over: see whether they are there, else add them.
take-over-before = { $count ->
    [one] 1 person was taken over before.
   *[other] { $count } people were taken over before.
}
take-over-do = { $count ->
    [one] Take over this person
   *[other] Take over these { $count } people
}
taken-over = { $count ->
    [one] 1 person of { $unit } is in your roster.
   *[other] { $count } people of { $unit } are in your roster.
}
taken-over-waiting = { $count ->
    [one] 1 person of { $unit } waits for another person to agree.
   *[other] { $count } people of { $unit } wait for another person to agree.
}
begun-merge = This isn’t decided yet.
begun-split = This split isn’t decided yet.
