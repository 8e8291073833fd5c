# The handover dossier, for whoever takes office: printed, and read away from the computer.
title = Handover dossier: { $unit }
what = Handover dossier
as-of = As of { $day }
foot = { $unit } · handover dossier of { $day }
# Between the number of a page and that of the last.
of = of
care = This dossier gives names and ways to reach people: keep it with your papers, and destroy it once it serves no more.

figure-members = { $count ->
    [one] member
   *[other] members
}
figure-up-to-date = up to date with their dues
figure-past = { $count ->
    [one] event in the last year
   *[other] events in the last year
}
figure-coming = { $count ->
    [one] event to come
   *[other] events to come
}

unit = Who we are
unit-name = Name
unit-kind = Kind
unit-above = Above it
unit-national = the national level
unit-federation = federation
unit-section = section
unit-group = working group
people-all = People in the roster
people-members = Members
people-contacts = Regular contacts
people-former = Former members

waiting = What waits for a decision
waiting-none = Nothing waits: you can begin in peace.
waiting-verify = { $count ->
    [one] 1 disagreement to verify
   *[other] { $count } disagreements to verify
}
waiting-proposals = { $count ->
    [one] 1 proposal of another officer
   *[other] { $count } proposals of other officers
}
waiting-late = { $count ->
    [one] 1 change that came after a mandate was over
   *[other] { $count } changes that came after a mandate was over
}
waiting-arrivals = { $count ->
    [one] 1 person sent by another section
   *[other] { $count } people sent by other sections
}
waiting-ties = { $count ->
    [one] 1 unit that asks to belong together
   *[other] { $count } units that ask to belong together
}
waiting-splits = { $count ->
    [one] 1 section to come out of this one
   *[other] { $count } sections to come out of this one
}
waiting-parting = The federation proposes since { $day } that “{ $name }” come out of the section
waiting-parting-agreed = “{ $name }” comes out of the section, which agreed on { $day }
waiting-reminders = { $count ->
    [one] 1 reminder of the level above
   *[other] { $count } reminders of the level above
}
waiting-appointed = { $count ->
    [one] 1 appointment for a time to read
   *[other] { $count } appointments for a time to read
}
waiting-refused = { $count ->
    [one] 1 change that was refused
   *[other] { $count } changes that were refused
}
waiting-held = Held back until another person agrees: { $what }, by { $who }, since { $day }
waiting-held-roster = { $count ->
    [one] 1 sheet
   *[other] { $count } sheets
}
waiting-held-dues = { $count ->
    [one] 1 payment
   *[other] { $count } payments
}
waiting-held-agenda = { $count ->
    [one] 1 item of the agenda
   *[other] { $count } items of the agenda
}
waiting-held-archive = { $count ->
    [one] 1 item of the archives
   *[other] { $count } items of the archives
}
waiting-removed = { $count ->
    [one] 1 of them to be taken out
   *[other] { $count } of them to be taken out
}
waiting-somebody = somebody
waiting-handover = Handover under way: { $who }

bureau = The bureau
bureau-none = Nobody holds office here.
bureau-who = Who
bureau-office = Office
bureau-since = Since
bureau-until = Until
bureau-no-end = no known end
bureau-to-come = to come
bureau-level-above = the level above
bureau-caretaker = in charge for a time, appointed by { $by }: { $reason }
bureau-suspended = mandate suspended since { $since } by { $by }: { $ground }

deadlines = The next deadlines
deadlines-none = None within the next twelve months.
due-contest = Last day to contest the election
due-mandate = End of the mandate
due-promise = Promise to keep

coming = The next events
coming-none = Nothing is planned.
past = The last twelve months
past-none = No event in the agenda.
since = Since { $day }.
until = until { $day }
cancelled = cancelled

minutes = Minutes and their decisions
minutes-none = No minutes for twelve months.
minutes-of = of “{ $event }”
delegated-event = “{ $title }”
delegated-gone = an event that was taken out
waiting-delegated = { $who } marks who comes to { $event } until { $day }, by delegation
waiting-delegated-code = { $who } may mark who comes to { $event } until { $day }, by delegation; the code wasn’t used yet
waiting-delegated-dues = { $who } enters the dues of { $year } until { $day }, by delegation
waiting-delegated-dues-code = { $who } may enter the dues of { $year } until { $day }, by delegation; the code wasn’t used yet
promises = What is promised
promises-none = No promise is open.
promises-no-day = no date
desk = On the desk of the office
desk-note = Whoever follows in the office finds it, and nobody else reads it.
desk-list = Saved list: { $name }
desk-template = Template of a message: { $name }
desk-draft = Draft: { $name }
desk-mailing = Scheduled message: { $name }, { $day } at { $time }
desk-mailing-waits = Message that waits, to be taken over or called off in Roster, Scheduled: { $name }, meant for { $day } at { $time }
desk-nameless = no subject

facts = Good to know
feed = Calendar feed “{ $name }”
feed-answers = The agenda in telephones; this person answers for it
feed-idle = Tells nothing any more: to be taken up or closed in Agenda, Feeds
facts-none = Nothing is noted: the room, the keys, the accounts.
archive-all = { $count ->
    [0] The archive keeps no document yet.
    [one] The archive keeps one document in all. Below, the minutes of the last twelve months.
   *[other] The archive keeps { $count } documents in all. Below, the minutes of the last twelve months.
}

dues = The dues
dues-nobody = No member, no dues expected.
dues-up-to-date = Members up to date for { $year }
dues-late = Members late for { $year }
dues-received = Received for { $year }

changes = What changed in the roster in the last ninety days
changes-none = Nothing has changed there.
changes-come = The history is still on its way here: this isn’t all of it.

missing = What your mandate doesn’t open
missing-bureau = the bureau
missing-people = the roster
missing-dues = the dues
missing-past = past events
missing-coming = events to come
missing-archive = the minutes
missing-promises = the promises
missing-practical = what is good to know
missing-handovers = handovers under way
missing-deadlines = the deadlines
missing-changes = what changed in the roster
missing-held-back = what the shield holds back

head-day = Day
head-due = Deadline
head-event = Event
head-document = Document
head-promise = Promise
head-before = Due by
head-fact = What
head-held-by = With whom
head-who = By whom
head-office = Office
head-people = People touched
head-changes = Changes

event-meeting = Meeting
event-general_assembly = General assembly
event-bureau = Bureau meeting
event-leafleting = Leafleting
event-training = Training
event-ceremony = Ceremony
event-public_meeting = Public meeting

office-secretary = Secretary
office-deputy = Deputy secretary
office-treasurer = Treasurer
office-deputy_treasurer = Deputy treasurer
office-bureau_member = Bureau member
office-first_federal_secretary = First federal secretary
office-federal_deputy = Deputy first federal secretary
office-federal_treasurer = Federal treasurer
office-membership_bureau = Federal membership bureau
office-federal_secretary = Federal secretary for a theme
office-federal_council_member = Federal council
office-rollout_officer = Roll-out
office-national_administrator = National administration
office-national_membership_office = National membership office
