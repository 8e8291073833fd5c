# Handover: who holds which office, and how it passes from one to the next.
handover-note = { $count ->
    [one] { $unit }: 1 person holds office
   *[other] { $unit }: { $count } offices held
}
handover-open = { $count ->
    [one] Handover under way
   *[other] Handovers under way ({ $count })
}
handover-now = Who holds which office
handover-later = Soon in office
handover-suspended = Suspended mandates
handover-over = Held office before
handover-closed = Closed handovers
handover-show-past = Show earlier mandates and handovers

span-since = since { $from }
span-until = since { $from }, until { $to }
span-from-to = from { $from } to { $to }
span-later = from { $from }
span-suspended = mandate suspended since { $from } by { $by }
span-suspended-until = mandate suspended since { $from }, until { $to }, by { $by }

seat-mine = This is you
seat-joint = Jointly
seat-joint-text = Several people hold this office together: none can remove the other, only the level above can.
seat-later = Not yet in office
seat-over = Mandate ended
seat-suspended = Suspended
seat-suspended-text = This mandate is suspended: it gives access to nothing as long as that lasts. It has not ended, and the office is not vacant.
seat-suspended-abilities = As long as this mandate is suspended, it allows nothing. Afterwards it will allow again:
seat-gone = This mandate is no longer known here.
suspension = The suspension
suspension-no-end = No end date: until it is lifted
suspension-by = Decided by
suspension-level-above = the level above
suspension-ground = Grounds
suspend = Suspend the mandate
suspend-title = Suspend the mandate of { $name }?
suspend-text = { $name } will see and do nothing any more, within seconds, and their computers will keep nothing. What had not been sent will wait until another officer accepts it. The mandate has not ended: the suspension can be lifted at any time.
suspend-ground = Grounds
suspend-ground-hint = They and the bureau will read this.
suspend-until = Last day, if you set it already
suspend-done = The mandate of { $name } is suspended.
lift = Lift the suspension
lift-title = Lift the suspension of the mandate of { $name }?
lift-text = { $name } will get back everything their office allows. Their computers will receive the data again when they next connect.
lift-done = The suspension of the mandate of { $name } is lifted.
caretaker = Temporary administration
span-caretaker = in charge for a time, until { $to }, by { $by }
span-caretaker-from-to = in charge for a time, from { $from } to { $to }, by { $by }
caretaker-seat-text = The level above gave this office to somebody for a time, until an election. Whoever holds it names nobody beyond their own last day.
caretaker-by-whom = In charge for a time, by
caretaker-short = For a time
caretaker-by = Decided by
caretaker-reason = Grounds
caretaker-prolongs = Prolongs that of
caretaker-first = In all, since
caretaker-appoint = Put somebody in charge for a time
caretaker-prolong = Prolong
caretaker-prolong-title = Prolong the time in charge
caretaker-text = Gives an office to somebody for a time, 184 days at most, when nobody is left in office or the bureau is suspended. It is never you.
caretaker-since = First day, if it isn’t from now on
caretaker-until = Last day
caretaker-reason-hint = They and the bureau will read this.
caretaker-which = Which one does it prolong?
caretaker-which-hint = Those who read it will see for how long this has been going on.
caretaker-which-none = None: it is the first
caretaker-which-one = { $name }, from { $from } to { $to }
caretaker-check = What this will do
caretaker-check-now = { $name } will hold this office from now on until { $to }, with all that it allows: { $office }, { $unit }.
caretaker-check-later = { $name } will hold this office from { $from } to { $to }, with all that it allows: { $office }, { $unit }.
caretaker-check-ends = No mandate is ended by this. An election that takes effect will end this one before its last day.
caretaker-check-beside = { $name } keeps their mandate, and will hold the same office meanwhile.
caretaker-check-suspended = { $name } keeps their mandate, which stays suspended.
caretaker-check-term = { $name } will name nobody beyond { $to }, and won’t count, nor will whoever is named by them, among the two officers who confirm an election.
caretaker-check-prolongs = It follows that of { $name }: in all, somebody has been in charge since { $first }.
caretaker-check-told = The bureau is told, and reads who decided it and why. It can’t be undone: this mandate can be suspended at any time.
caretaker-do = Give the office
caretaker-change = Change
caretaker-done = { $name } is in charge until { $to }.
appointed-title = Somebody in charge for a time
appointed-unit = { $unit }: { $name } is in charge for a time
appointed-text = { $office }, from { $from } to { $to }. Decided by { $by }. Grounds: { $reason }
appointed-see = See this mandate
appointed-read = I have read this
seat-mandate = The mandate
seat-since = Since
seat-from = From
seat-until = Last day
seat-no-end = No end date: until the next handover
seat-attested = How this is known
seat-attested-by = Attested by { $names }
seat-founded = Noted when the space was opened, before any handover
seat-abilities = What this office allows
seat-over-text = This mandate has ended: it gives access to nothing any more. While it lasted, it allowed:

ability-roster_write = Read and change the roster
ability-roster_read = Read the roster, without changing it
ability-roster_unseen = Doesn’t see the roster
ability-dues_write = Record dues
ability-dues_propose = Read dues, and propose a payment that the treasurer accepts
ability-dues_read = Read dues, without changing them
ability-dues_unseen = Doesn’t see dues
ability-agenda_write = Keep the agenda
ability-agenda_read = Read the agenda, without changing it
ability-agenda_unseen = Doesn’t see the agenda
ability-archive_write = Add documents to the archives, and read them
ability-archive_read = Read the archives, without adding to them
ability-archive_unseen = Doesn’t see the archives
ability-office_read = See who holds which office
ability-office_attest = Declare an election, and answer those that others declare
ability-office_write = Appoint to the bureau, and end a mandate with somebody else’s agreement
ability-office_invite = Link the computer of somebody of the bureau, or remove it
ability-below_read = At the levels below: see who holds which office
ability-below_attest = At the levels below: declare an election, and decide when it is contested
ability-below_write = At the levels below: record a mandate, or end one
ability-below_invite = At the levels below: link the computer of somebody of the bureau, or remove it
ability-below_witness = At the levels below: vouch that the history was not rewritten, without reading any of it
ability-below_count = At the levels below: know how many people could be written to, without knowing who

access-title = Who can see this data
access-link = Roster, dues, agenda and archives: who sees them
access-open = See the list, part by part
access-note = { $unit }: only the people named here, on linked computers, see this data.
access-nobody = Nobody at present.
access-above = And at the levels above: { $offices }.
access-none-above = Nobody at the levels above.
access-kept = On the server
access-kept-text = A copy stays there, so that every computer of the bureau finds it again. Whoever looks after that machine could read it; they can change nothing there without Coopol saying so. Every export is noted in the history.
mandate-end-own = Leave this office
mandate-end-other = End the mandate
mandate-end-title-own = Leave this office?
mandate-end-title-other = End the mandate of { $name }?
mandate-end-text-own = You won’t hold this office any more: your computers will open nothing of what this office shows, and what they keep of it will be erased. All that you noted stays with the section. To hand your office over to somebody, declare their election instead.
mandate-end-text-other = { $name } won’t hold this office any more: their computers will open nothing of what this office shows. All that was noted stays with the section. The end of a mandate isn’t undone.
mandate-end-two = It takes a second mandate: somebody else has to agree in “To check”.
mandate-end-last = Last day (left empty: from now on)
mandate-end-done = The end of the mandate is recorded.
mandate-end-waits = Proposed: { $name } keeps this mandate until somebody else agrees.
part-roster = The roster
part-dues = Dues
part-agenda = The agenda
part-archive = The archives
part-office = The list of offices

voice-unnamed = somebody whom nothing here names
voice-above = { $name } (level above)
officer = { $name } ({ $office })
above-section = the federation
above-federation = the national level

claim-title = Handover: { $name }
claim-gone = This handover is no longer here. The history says what became of it.
claim-steps = How far the handover has come
claim-contests = Who contests it, and why
claim-contest = { $name }: “{ $reason }”
claim-rivals = Two declarations for the same office
claim-rivals-text = As long as one of them is not withdrawn, neither moves on: { $above } decides.
claim-proof = What proves it
claim-document = Open in the archives: { $title }
claim-changes = What changes
claim-replaces = The mandate of { $officer } ends.
claim-replaced = The mandate in question was that of { $officer }.
claim-reason = Reason for the decision

stage-gathering = { $count ->
    [one] One confirmation is missing
   *[other] { $count } confirmations are missing
}
stage-above = Waits for the level above to confirm: { $above }
stage-enough = Confirmed: the three days to contest are about to begin
stage-contestable = Confirmed. Can be contested until { $day }, { $time }
stage-contested = Contested: { $above } has to decide
stage-rivalled = Two declarations for the same office: { $above } has to decide
stage-ripe = Nothing stands in its way: taking office follows
stage-granted = Closed: office was taken
stage-dismissed = Set aside: nothing will come of it
stage-withdrawn = Withdrawn by whoever had declared it

lack = { $count ->
    [one] One person is missing: { $names }.
   *[other] { $count } people of the bureau are missing, or a single one of the level above: { $names }.
}
lack-above = Only the level above can confirm: { $above }.

step-election = Election
step-claim = Declaration
step-countersign = Confirmation
step-contest = Three days to contest
step-office = Taking office
step-is-done = step done
step-is-current = current step
step-is-ahead = step to come
step-election-text = On { $day }.
step-claim-text = Declared by { $name }.
step-claim-asked = Declared by { $name }, at the request of { $person } of { $day }.
step-countersign-text = Also confirmed by { $names }.
step-countersign-above = The word of the level above is enough: { $above }.
step-contest-ahead = Once confirmed, everybody of the bureau has three days to disagree.
step-contest-text = Until { $day }, { $time }.
step-contest-over = Nobody can contest any more.
step-office-later = On { $day }.
step-office-done = The mandate counts from { $day }.
step-office-text = As soon as the steps before are done. The mandate counts from { $day }.

answer-none = You can follow this handover. It isn’t for you to answer it.
answer-countersign = Confirm
answer-countersign-title = Confirm this election
answer-countersign-text = You attest that { $name } was chosen in the election of { $day }, for the office: { $office }. Your name stays in the history.
answer-contest = Contest
answer-contest-title = Contest this election
answer-contest-text = The handover stops until { $above } decides. You may change your mind.
answer-stop_contesting = Stop contesting
answer-stop_contesting-title = Stop contesting
answer-stop_contesting-text = The handover of { $name } goes on from where it was.
answer-withdraw = Withdraw
answer-withdraw-title = Withdraw this declaration
answer-withdraw-text = The handover of { $name } stops there. To take it up again, it has to be declared again.
answer-uphold = Uphold
answer-uphold-title = Uphold this election
answer-uphold-text = { $name } takes office at once, without waiting for the end of the three days. Office: { $office }.
answer-dismiss = Set aside
answer-dismiss-title = Set this declaration aside
answer-dismiss-text = Nothing will come of the handover of { $name }. The bureau will see your decision and its reason.
answer-minutes = Attach the minutes
answer-minutes-title = Attach the minutes
answer-minutes-text = The minutes of the election of { $name } stay in your archives: { $above } sees that they are there, and can’t read them. They can’t be exchanged for others any more.
answer-minutes-none = No minutes are in your archives. Add them first, then come back here.
answer-minutes-archives = Open the archives
answer-reason = Why
answer-reason-optional = Reason (optional)
answered-countersign = Your confirmation is recorded.
answered-contest = Your disagreement is recorded: { $above } has to decide.
answered-stop_contesting = You no longer contest this handover.
answered-withdraw = The declaration is withdrawn.
answered-uphold = The election of { $name } is upheld.
answered-minutes = The minutes are attached.
answered-dismiss = The declaration is set aside.

handover-start = Start a handover
handover-reader = Your office lets you follow handovers. To declare one, speak to somebody of the bureau.

new-handover = Start a handover
new-handover-step = Step { $step } of { $steps }
new-handover-done = The handover of { $name } is declared.
way-title = What happened?
way-legend = Choose what fits
way-hand_over = I hand over
way-hand_over-hint = You hold an office, and the election chose somebody else.
way-elected = The election chose me for an office
way-elected-hint = You are of the bureau already. Two others of the bureau, or one of the federation, will have to confirm.
way-other = The election chose somebody else
way-other-hint = Even if the outgoing officer answers no more: the minutes of the election are enough.
way-record = Record the election of a section
way-record-hint = You speak for the level above: your word is enough.
way-appoint = Give an office without an election
way-appoint-hint = The bureau fills a place: your word is enough, but for whoever leads and for yourself.
request-received = Open a request…
request-received-text = Has the person elected handed you a request? Coopol reads it, and you read it again before you declare anything.
request-told = From the request of { $name } for “{ $unit }”, of { $day }. Read every point again: you answer for it.
request-elsewhere = The request of { $name } is for “{ $unit }”, which is none of the units where your office declares an election, or may be several of them: { $units }. Nothing was written. Ask the person elected to write its exact name.
request-office = The request of { $name } is for the office “{ $office }”, which isn’t held in “{ $unit }”. Nothing was written. Ask the person elected to correct it.
request-declared = The election of { $name } is declared already: here it is. If a confirmation is missing, give it here.
request-minutes-kept = The request holds the minutes “{ $name }”. They will be kept in the archives with the election.
request-minutes-not-kept = The request holds the minutes “{ $name }”. Your office doesn’t write in the archives of this unit: they won’t be kept.
request-minutes-open = Read the minutes
who-elected = Who, and for which office?
who-elected-me = It is about you. Only say for which office.
who-where = Where
who-office = Office
who-person = Person chosen
who-person-hint = Choose the name if it is in the list: it is the same person whom you know.
who-somebody = Somebody else
who-theme = Theme
who-theme-hint = What the person is in charge of: training, elections, youth…
who-name = Given and family name
when-title = When?
when-text = Write the dates as in the minutes.
when-text-appoint = Without a first day, the mandate begins now.
when-since-appoint = First day of the mandate (optional)
when-elected = Day of the election
when-since = First day of the mandate
when-until = Last day of the mandate (optional)
when-not-yet = The election has not taken place yet: come back afterwards.
proof-title = What proves it?
proof-text = The minutes of the meeting in which the election took place. Those who confirm will read them.
proof-text-appoint = A written decision, if there is one. It stays with the mandate, for whoever asks later.
proof-where-appoint = Where that decision is (optional)
proof-which = Minutes
proof-elsewhere = They are not in the archives
proof-of-request = The ones in the request
proof-document = { $title }, { $day }
proof-where = Where the minutes are
proof-where-hint = For example: book of minutes 2026, page 12, at the office
check-title = Read it again, then declare it
check-who = Person
check-office = Office
check-elected = Election
check-since = First day
check-proof = Proof
check-request = Requested on
check-replaces = The mandate of { $officer } will end.
check-three-days = Then everybody of the bureau has three days to contest. Without disagreement, taking office follows by itself.
check-declare = Declare the election
record-sheet = Give an office
record-title = Read it again, then give it
record-now = From now on
record-counts = It counts at once. The bureau and the level above read it.
record-waits = It will count once a second person who may do it, or the level above, has agreed.
record-ends = It isn’t undone: the mandate can be ended at any time.
record-do = Give the office
record-done = { $name } holds this office.
record-done-waits = The office will be given to { $name } once a second person has agreed.
follow-enough = Your word is enough: it comes from the level above.
follow-above = The bureau is too small to confirm: { $above } will have to.
follow-names = { $count ->
    [one] One of these people will have to confirm: { $names }. Or { $above }, with nobody else.
   *[other] { $count } of these people will have to confirm: { $names }. Or { $above }, with nobody else.
}

first-day = To begin with
first-day-later = Where we stand
first-day-link = What there is, what changed, what waits for a decision
first-day-open = What waits for a decision
first-day-verify = { $count ->
    [one] 1 thing to verify
   *[other] { $count } things to verify
}
first-day-refused = { $count ->
    [one] 1 change refused
   *[other] { $count } changes refused
}
first-day-held = { $name ->
    [none] Held back until you agree: { $what }
   *[known] Held back until you agree: { $what }, by { $name }
}
first-day-held-others = { $name ->
    [none] Held back until another person agrees: { $what }
   *[known] Held back until another person agrees: { $what }, by { $name }
}
first-day-held-roster = { $count ->
    [one] 1 sheet
   *[other] { $count } sheets
}
first-day-held-dues = { $count ->
    [one] 1 payment
   *[other] { $count } payments
}
first-day-held-agenda = { $count ->
    [one] 1 item of the agenda
   *[other] { $count } items of the agenda
}
first-day-held-archive = { $count ->
    [one] 1 item of the archives
   *[other] { $count } items of the archives
}
first-day-held-removed = { $count ->
    [one] 1 of them to be taken out
   *[other] { $count } of them to be taken out
}
first-day-nothing = Nothing waits: you can begin in peace.
first-day-delegated = { $name } notes who comes to “{ $title }”, by delegation
first-day-delegated-gone = { $name } notes who comes to an event that was removed, by delegation
first-day-delegated-dues = { $name } enters the dues of { $year }, by delegation
first-day-delegated-until = until { $day } included
first-day-delegated-code = until { $day } included · code not used yet
first-day-split = The federation proposes that “{ $name }” come out of the section
first-day-split-agreed = “{ $name }” comes out of the section, which agreed
first-day-received = What is in your hands
first-day-people = { $count ->
    [one] The roster: 1 person
   *[other] The roster: { $count } people
}
first-day-no-dues = No member: no dues expected
first-day-dues = Dues: { $paid } up to date, { $late } late
first-day-dues-received = Received for { $year }: { $amount }
first-day-lists = { $count ->
    [one] 1 saved list
   *[other] { $count } saved lists
}
first-day-templates = { $count ->
    [one] 1 template
   *[other] { $count } templates
}
first-day-drafts = { $count ->
    [one] 1 draft
   *[other] { $count } drafts
}
first-day-mailing = Scheduled message: { $subject }
first-day-missing = Your office doesn’t show:
first-day-part-bureau = the bureau
first-day-part-people = the roster
first-day-part-dues = the dues
first-day-part-past = past events
first-day-part-coming = events to come
first-day-part-archive = the archives
first-day-part-promises = the promises
first-day-part-practical = what is good to know
first-day-part-handovers = handovers under way
first-day-part-deadlines = the deadlines
first-day-part-changes = what changed in the roster
first-day-part-held_back = what the shield holds back
first-day-deadlines = The next deadlines
first-day-due-contest = Last day to contest the election: { $about }
first-day-due-mandate = End of the mandate: { $about }
first-day-due-promise = Promise to keep: { $about }
first-day-no-deadline = None in the next twelve months.
first-day-promises = What is promised
first-day-promise-due = due by { $day }
first-day-facts = Good to know
first-day-no-event = Nothing planned.
first-day-past = The last twelve months
first-day-no-past = No event in the agenda.
first-day-no-minutes = None for twelve months.
first-day-cancelled = cancelled
first-day-others = { $count ->
    [one] Show 1 more
   *[other] Show { $count } more
}
first-day-events = { $count ->
    [0] The agenda: nothing planned
    [one] The agenda: 1 event to come
   *[other] The agenda: { $count } events to come
}
first-day-documents = { $count ->
    [0] The archives: no document
    [one] The archives: 1 document
   *[other] The archives: { $count } documents
}
first-day-next = The next events
first-day-minutes = The minutes of the last twelve months
first-day-changed = What changed in the roster
first-day-author = { $count ->
    [one] { $name }: 1 sheet changed
   *[other] { $name }: { $count } sheets changed
}
first-day-since = Since { $day }.
first-day-unchanged = Nothing has changed there since { $day }.
first-day-history-comes = The history is still on its way to this computer: this isn’t all of it.
first-day-history = See the history
first-day-bureau = The bureau
first-day-export-what = The handover dossier, to read and to hand over on paper.
first-day-export-care = It gives names and ways to reach people. It will no longer be protected by Coopol.
first-day-no-promise = No promise is open.
first-day-no-fact = Nothing is noted yet: the room, the keys, the accounts…

promise-add = Add a promise
promise-new = Add a promise
promise-edit = Change the promise
promise-form-text = What the section owes somebody. The whole bureau reads it, and whoever comes after you will keep it.
promise-title = What is promised
promise-title-hint = For example: lend the choir our loudspeakers
promise-to = To whom (optional)
promise-due = To be kept before (optional)
promise-made = Promised on (optional)
promise-note = Remark (optional)
promise-added = Promise noted: { $title }
promise-changed = Promise changed: { $title }
promise-keep = It is kept
promise-kept = Promise kept: { $title }
promise-end = Won’t it be kept?
promise-end-text = If it is given up, the history will say that it wasn’t kept. If it was noted by mistake, take it out instead. Both can be undone.
promise-give-up = Give it up
promise-given-up = Promise given up: { $title }
promise-remove = Take it out
promise-removed = Promise taken out: { $title }

fact-add = Add something to know
fact-new = Add something to know
fact-edit = Change something to know
fact-form-text = What it takes to go on with the work. The whole bureau reads it: write no password and no code there.
fact-category = About
fact-category-room = Room
fact-category-key = Keys
fact-category-account = Account
fact-category-equipment = Equipment
fact-category-supplier = Supplier
fact-category-contact = Contact
fact-category-other = Other
fact-title = In a few words
fact-hint-room = For example: the meeting room
fact-hint-key = For example: the keys of the office
fact-hint-account = For example: the section’s bank account
fact-hint-equipment = For example: loudspeakers and tent
fact-hint-supplier = For example: who prints the leaflets
fact-hint-contact = For example: the caretaker
fact-hint-other = For example: where the old files are
fact-held-by = Who has it, or minds it (optional)
fact-note = Remark (optional)
fact-note-hint = Address, hours, number of a contract…
fact-added = Noted: { $title }
fact-changed = Changed: { $title }
fact-end = Isn’t it true any more?
fact-end-text = Taken out, it is read in the history only. That can be undone.
fact-remove = Take it out
fact-removed = Taken out: { $title }
