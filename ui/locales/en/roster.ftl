# Roster: the list and the sheet of a person.
roster-count = { $count ->
    [0] Nobody yet
    [one] 1 person
   *[other] { $count } people
}
roster-found = { $total ->
    [0] None of { $all }
    [one] 1 person of { $all }
   *[other] { $total } people of { $all }
}
roster-label = People in the roster
roster-search = Name, e-mail, phone, town
roster-empty-title = Your roster is empty
roster-empty-text = This is where the section’s contacts live. Start with the list you already have: an Excel, LibreOffice or CSV file will do, just as it is.
roster-empty-action = Import my list
roster-none-title = Nobody matches
roster-none-text = Try a part of the name, a phone number or a town. Accents do not matter.

column-name = Name
column-dues = Dues
column-phone = Phone
column-email = E-mail
column-commune = Town
column-category = Category
column-number = Number
column-since = Since
column-verified = Checked on

filter-up_to_date = Up to date
filter-late = Late
filter-regular_contact = Sympathisers
filter-without_email = No e-mail
filter-to_verify = To check
filter-former_member = Former members

lists = Lists
lists-none = A saved list keeps what you ask of the roster, so that you find it again at once: “Late and without e-mail”, say. Choose filters, then save.
list-open = List: { $name }
list-changed = { $name } (changed)
list-later = Saved by a later version of Coopol: update this one to open it.
list-everybody = The whole roster
list-words = “{ $words }”
list-choose = To save another one, choose filters first.
list-save = Save this list
list-save-other = Save as another list
list-replace = Update “{ $name }”
list-replaced = “{ $name }” now asks what you see.
list-rename = Rename “{ $name }”
list-renamed = The list is now called “{ $name }”.
list-drop = Drop “{ $name }”
list-dropped = The list “{ $name }” is dropped. The people stay in the roster.
list-save-title = Save this list
list-rename-title = Rename the list
list-save-text = The list keeps what is asked, never the people: it is up to date each time you open it. It belongs to your office: whoever follows you will find it, and nobody else sees it.
list-name = Name of the list
list-name-hint = For example “To call about dues”
list-asks = It will ask: { $question }.
list-save-confirm = Save
list-rename-confirm = Rename
list-saved = The list “{ $name }” is saved.

# Writing to the people of a list.
letter = Write
letter-title = { $count ->
    [0] Write to these people
    [one] Write to 1 person
   *[other] Write to { $count } people
}
letter-to = To: { $question }. The message leaves from your mail program: you send it.
letter-from = Begin with a text
letter-blank = Empty message
letter-from-template = Template: { $subject }
letter-from-draft = Draft: { $subject }
letter-subject = Subject
letter-body = Message
letter-keep-draft = Keep as a draft
letter-keep-template = Keep as a template
letter-drop = Drop this text
letter-reaches = { $count ->
    [0] No address: nobody here has an e-mail.
    [one] 1 address, as a blind copy.
   *[other] { $count } addresses, as blind copies: nobody sees those of the others.
}
letter-batches = Mail programs take only some fifty addresses at once: open and send the { $count } messages one after the other.
letter-long = The text is too long to go into the mail program by itself: copy it from here and paste it into the opened message.
letter-unreached = { $count ->
    [one] 1 person has no e-mail address
   *[other] { $count } people have no e-mail address
}
letter-no-phone = no telephone
letter-addresses = Copy these addresses
letter-copy = Copy the addresses
letter-copied = { $count ->
    [one] 1 address copied. Paste it as a blind copy (Bcc).
   *[other] { $count } addresses copied. Paste them as blind copies (Bcc).
}
letter-open = Open in my mail program
letter-open-one = Open message { $number } of { $of }
letter-which = Which to open
letter-batch = Message { $number } ({ $count } addresses)
letter-asked = Leave is asked. It is given under “To check”, on the laptop of somebody else who keeps the roster: come back then.
letter-opened = The message is open in your mail program: read it again, then send it.
letter-unagreed = Around a handover, addresses leave only once somebody else has agreed.
message-kept-draft = Draft kept: { $subject }
message-kept-template = Template kept: { $subject }
message-dropped = Text dropped: { $subject }
letter-way = How to send it
letter-way-own = Now, with my mail program
letter-way-own-hint = You read it again, and send it.
letter-way-server = Later, by the server
letter-way-server-hint = At the time you choose, even if this computer is off.

# Messages that the server sends at their time.
mailings = Scheduled messages
mailings-short = Scheduled
mailings-waiting = { $count ->
    [one] 1 message waits
   *[other] { $count } messages wait
}
mailings-what = The server sends them at their time, one message to each person, even if this computer is off. They belong to your office: whoever follows you will find them here, and nothing will leave without them.
mailings-coming = To come
mailings-none = None. To schedule one, choose “Write” in the roster, then “Later, by the server”.
mailings-gone = Sent
mailing-day = Day
mailing-time = Time
mailing-schedule = Schedule
mailing-scheduled = Scheduled: { $at }.
mailing-not-asked = The server can only look for “Up to date”, “Late”, “Sympathisers” and “Former members”. Remove the other filters and the search, or send it with your mail program.
mailing-finds = To: { $question }. The server writes to those whom it finds so when it sends.
mailing-reaches = { $count ->
    [0] No address today.
    [one] 1 address today.
   *[other] { $count } addresses today, one message to each.
}
mailing-somebody = somebody who isn’t there any more
mailing-goes-own = Leaves on { $at }. You answer for it.
mailing-goes = Leaves on { $at }. { $name } answers for it.
mailing-waits_for_holder = Waiting: { $name } doesn’t hold this office any more. Take it over in your name, or call it off.
mailing-waits_for_second = Waiting: around a handover, everybody is written to only once somebody else has agreed.
mailing-waits_for_time = Waiting: it was to leave on { $at }, more than a day ago. Change the time, or call it off.
mailing-sending = { $count ->
    [one] Being sent to 1 person.
   *[other] Being sent to { $count } people.
}
mailing-sent = { $count ->
    [0] Was to leave on { $at }. Nobody received it.
    [one] Sent to 1 person on { $at }.
   *[other] Sent to { $count } people on { $at }.
}
mailing-lost-withoutAddress = { $count } without an address
mailing-lost-refused = { $count } refused
mailing-lost-unknown = { $count } cut off while being sent
mailing-lost-gone = { $count ->
    [one] 1 person gone meanwhile
   *[other] { $count } people gone meanwhile
}
mailing-to = To: { $question }
mailing-to-later = a question of a later version of Coopol
mailing-text = Read the message
mailing-take-up = Take over in my name
mailing-take-up-of = Take over in my name, { $subject }
mailing-taken-up = You now answer for “{ $subject }”.
mailing-retime = Change the time
mailing-retime-of = Change the time, { $subject }
mailing-retime-title = Change when it leaves
mailing-retime-text = “{ $subject }” will leave at this time, and you will answer for it.
mailing-retime-confirm = Change the time
mailing-retimed = “{ $subject }” will leave on { $at }.
mailing-call-off = Call off
mailing-call-off-of = Call off, { $subject }
mailing-call-off-title = Call it off?
mailing-call-off-text = “{ $subject }” won’t leave. Its text stays in your drafts, to be sent in another way or scheduled again.
mailing-call-off-not = Let it leave
mailing-call-off-sure = Don’t send it
mailing-called-off = “{ $subject }” won’t leave. Its text is in your drafts.

category-member = Member
category-former_member = Former member
category-regular_contact = Sympathiser
category-occasional_contact = Occasional contact

dues-are-up_to_date = Up to date
dues-are-late = Late
dues-are-none = None due

import = Import
export = Export
export-what = { $count ->
    [0] The list shown is empty.
    [one] The list shown: 1 person.
   *[other] The list shown: { $count } people.
}
export-xlsx = Excel workbook
export-csv = CSV file
export-pdf = PDF to print
export-care = Coopol will no longer protect this file. The export is written in the history.
export-ask = Ask for agreement
export-asked = Agreement is asked for. Somebody else who keeps the file gives it, in “To check” on their computer.
export-done = Saved: { $name }

person-add = Add
person-new = Add a person
person-new-text = The name is enough. The rest is filled in on the sheet.
person-add-confirm = Add to the roster
person-added = { $name } is in the roster.
person-transfer = Transfer to another section…
transfer-title = Transfer { $name }
transfer-text = Identity, contact details, membership and the last year paid go along with the person. Your notes, your tags and the detail of the dues stay here. The other section accepts or not; until then you can undo.
transfer-to = Section they move to
transfer-send = Transfer
transfer-done = { $name } waits to be taken in by “{ $section }”.
person-remove = Remove
person-removed = { $name } is no longer in the roster.
person-gone = The person was removed from the roster. The history can bring them back.

person-contacts = Contact details
verified-on = Checked on { $day }
verified-never = Never checked
verify = Mark as checked
person-identity = Identity
note-hint = Seen by every officer who sees the roster.
person-membership = Membership
person-no-membership = This person is not a member.
member-number = Number
member-since = Since
member-until = Until
member-of = Unit
person-mandate = { $office }, { $unit }, since { $since }
person-presence = Attendance
presence-count = Noted as present in twelve months: { $attended } of { $invited }.
person-dues = Dues
dues-none = No payment noted.
dues-title = Dues
dues-note = Where they stand, and who notes them
dues-of-year = Dues of { $year }
dues-up-to-date = Up to date
dues-late = Late
dues-received = Received
dues-people = { $count ->
    [one] 1 person
   *[other] { $count } people
}
dues-unseen = Your office doesn’t show the dues.
payment-add = Note a payment
payment-new = Note a payment
payment-correct = Correct a payment
payment-proposes = { $name }. The treasurer keeps the section’s accounts: what you enter waits for them under “To check”, on their computer.
payment-amount = Amount, in euros
payment-year = For the year
payment-day = Paid on
payment-method = Means
payment-receipt = Receipt or cheque no.
payment-save = Note it
payment-propose = Propose it
payment-cancel = Cancel this payment
payment-noted = { $name }: payment noted.
payment-corrected = { $name }: payment corrected.
payment-cancelled = { $name }: payment cancelled.
payment-asked = { $name }: proposed to the treasurer.
payment-of = the payment of { $year }
payment-on = on { $day }
payment-number = no. { $receipt }
payment-changing = A correction waits for the treasurer
payment-proposed = Waits for the treasurer
payment-elsewhere = Noted in the section they came from
paid-by-cheque = cheque
paid-by-cash = cash
paid-by-card = card
paid-by-transfer = transfer
paid-by-direct_debit = direct debit
paid-by-other = other
paid-by-unknown = not said
person-retention = Why these data are kept
ground-member = The person is a member: the party keeps the roster of its members.
ground-former_member = The membership has ended: the data are kept for a limited time.
ground-regular_contact = Regular contact: the person agreed to be kept informed.
ground-occasional_contact = Occasional contact: the person wrote or signed once.
origin-import = Came with an import on { $day }.
origin-form = Came with a form on { $day }.
origin-meeting = Met at a meeting on { $day }.
origin-transfer = Came from another section on { $day }.
kept-until = Without new activity, erasure is proposed on { $day }.
kept-while-member = Kept as long as the membership lasts.
shield-rule = Around a handover, beyond { $most } sheets a day, changes wait until another person who keeps the roster agrees: { $who }.
shield-nobody = whoever holds this office next
shield-left = { $count ->
    [0] None is left for today: what you change now will wait, in “To check”.
    [one] You have 1 left for today.
   *[other] You have { $count } left for today.
}
shield-whole = What is planned here goes beyond: all of it will wait for that, in “To check”.

person-erase = Erase for good
erase-title = Erase { $name } for good
erase-text = This is the right to erasure (GDPR, article 17). Somebody else who keeps the file has to agree, and it is done seven days later. Until then, you can give it up. After that, it can’t be undone.
erase-ground = Ground
erase-stays = Dues stay in the accounts, without a name. Documents and minutes aren’t changed.
erase-ask = Ask for the erasure
erase-done = You asked for { $name } to be erased.
erasure-asked = Erasure asked for
erasure-planned = To be erased on { $day }
erasure-by = Asked for by { $author }.
erasure-ground-asked_by_the_person = They ask for it, or no longer agree.
erasure-ground-no_longer_needed = Their data aren’t needed any more.
erasure-ground-unlawful = They should never have been recorded.
erasure-waits = Somebody else who keeps the file has to agree. Nothing is erased before.
erasure-yours = This waits for you to agree. It is done seven days later, and you can give it up until then.
erasure-final = The sheet will disappear from the server and from every computer. Until then, you can give it up.
erasure-agree = Agree to the erasure
erasure-agreed = { $name } will be erased in seven days.
erasure-withdraw = Give up the erasure
erasure-withdrawn = { $name } won’t be erased from the file.
