# Agenda: the list and the sheet of an event.
agenda-search = Title, place, note
agenda-spans = Period
agenda-coming = Coming
agenda-past = Past
agenda-count-coming = { $count ->
    [0] Nothing coming
    [one] 1 event coming
   *[other] { $count } events coming
}
agenda-count-past = { $count ->
    [0] No past event
    [one] 1 past event
   *[other] { $count } past events
}
agenda-empty-title = Your agenda is empty
agenda-empty-text = Note the section’s meetings, actions and deadlines here. You will be reminded the evening before. To start with: the next meeting.
agenda-none-title = No event here
agenda-none-text = Try another word of the title or the place.
agenda-elsewhere-coming = { $count ->
    [one] 1 past event matches: see the “Past” tab.
   *[other] { $count } past events match: see the “Past” tab.
}
agenda-elsewhere-past = { $count ->
    [one] 1 event to come matches: see the “Coming” tab.
   *[other] { $count } events to come match: see the “Coming” tab.
}
all-day = all day
hours = { $start } – { $end }
hours-place = { $hours } · { $place }
when-line = { $day }, { $hours }

kind-event-meeting = Meeting
kind-event-general_assembly = General assembly
kind-event-bureau = Bureau meeting
kind-event-leafleting = Leafleting
kind-event-training = Training
kind-event-ceremony = Ceremony
kind-event-public_meeting = Public meeting
kind-event-other = Other

event-add = Add
event-new = Add an event
event-title-hint = For example “Section meeting”
event-add-confirm = Add to the agenda
event-added = “{ $title }” is in the agenda.
event-gone = The event was removed from the agenda. The history can bring it back.
event-when = When
event-day = Day
event-all-day = All day
event-start = Start
event-end = End
event-moved = The event is moved.
event-what = What and where
event-same-day = The same day: { $title }
event-same-day-at = The same day: { $title }, at { $time }
event-cancel = Cancel the event
event-cancel-title = Cancel this event?
event-cancel-text = “{ $title }” will stay in the agenda, struck through, so that nobody comes for nothing. You can go back on this.
event-cancel-reason = Why (optional)
event-cancel-reason-hint = For example “Hall closed for repairs”
event-keep = Keep the event
event-cancelled = “{ $title }” is cancelled.
event-cancelled-on = Cancelled on { $day }
event-cancelled-because = Cancelled on { $day }: { $reason }
event-restore = Restore the event
event-restored = The event is restored.
event-reminders = Reminders
reminder-1440 = The evening before: { $moment }
reminder-60 = One hour before: { $moment }
event-no-reminder = No reminder to come for this event.
reminders-settings = Set the reminders
event-documents = Documents

attendance = Attendance
attendance-search = Name, town, number
attendance-list = People of the roster
attendance-marked = Only those noted
attendance-present = Present
attendance-excused = Excused
attendance-presents = { $count ->
    [0] Nobody noted as present
    [one] 1 present
   *[other] { $count } present
}
attendance-excuses = { $count ->
    [0] nobody excused
    [one] 1 excused
   *[other] { $count } excused
}
attendance-tally = { $present }, { $excused }
attendance-gone = { $count ->
    [one] One of them is no longer in the roster: they count, without a name.
   *[other] { $count } of them are no longer in the roster: they count, without their names.
}
attendance-hint = One click notes who was present or excused, a second takes it back.
attendance-unseen = Your office does not show the roster: no names appear here, only how many there are.
attendance-nobody = The roster is empty. Once you have imported your members, you will note here who came.
attendance-none-found = Nobody matches.
attendance-none-marked = Nothing is noted yet.
attendance-saved-present = { $name }: noted as present.
attendance-saved-excused = { $name }: noted as excused.
attendance-saved-none = { $name }: nothing is noted any more.
# Addresses at which telephones read the agenda.
feeds = Calendar feeds
feeds-what = A feed puts the section’s agenda into a telephone or a calendar program: titles, dates, places, and what is cancelled. No notes, no attendance, nobody’s name.
feeds-until = Its address tells the agenda while the person who answers for it is in office. Then it tells nothing, until somebody else takes it up. Each feed belongs to the section.
feeds-alone = The section has no server yet: a feed can be opened once it has joined one.
feeds-open = Open feeds
feeds-none = No feed is open.
feeds-first-day = The agenda in telephones
feed-open = Open a feed
feed-open-now = Open
feed-address = The feed’s address
feed-name = For whom or what it is
feed-name-hint = For example: the bureau’s telephones
feed-anybody = Whoever has the address reads the agenda, without a password: give it as you would give a key. You answer for it, and it stops with your mandate unless somebody takes it up.
feed-begun = This feed isn’t open yet.
feed-begun-address = This address wasn’t copied, and won’t be shown again.
feed-made = This is the address of “{ $name }”. It is kept nowhere and won’t be shown again: copy it now.
feed-made-how = In your telephone or calendar program, look for “Subscribe to a calendar” or “Add from a URL”, and paste it. The program reads the agenda again by itself, about every hour.
feed-made-soon = It answers as soon as this computer has reached the server.
feed-copy = Copy the address
feed-copied = Address copied.
feed-not-copied = Copying didn’t work: select the address and copy it with Ctrl+C.
feed-noted = I have it
feed-answers-own = You answer for it
feed-answers = { $name } answers for it
feed-idle = Tells nothing any more: { $name } is out of office
feed-somebody = somebody unknown here
feed-opened-by = Opened on { $day } by { $name }
feed-take-up = Take up
feed-take-up-of = Take up, { $name }
feed-taken-up = You answer for “{ $name }”: the same address tells the agenda again.
feed-close = End
feed-close-of = End, { $name }
feed-close-title = End this feed?
feed-close-text = The address of “{ $name }” will never tell anything to anybody again. That is for good: to begin anew, open another feed and give its new address.
feed-close-not = Keep it
feed-close-sure = End it for good
feed-closed = “{ $name }” has ended.

# Letting somebody without an office say who comes.
delegations-attendance = Attendance entrusted
delegations-none-attendance = You can let somebody without a mandate note who comes to this event, without seeing the rest.
delegation-grant-attendance = Entrust the attendance
delegation-sees-attendance = They will see this event (title, date, place) and the first and last names of members and regular contacts, and note who is present or excused.
delegation-sees-not-attendance = They will see no address, no telephone number, no dues, nothing else of the agenda and no archives. They can’t export anything.
delegation-name = First and last name of the person
delegation-until = Last day
delegation-begun-attendance = This attendance isn’t entrusted yet.
delegation-awaited-attendance = Around a handover, entrusting the attendance takes the agreement of somebody else: { $who }. The code serves only once it is given.
delegation-awaited-nobody-attendance = Around a handover, entrusting the attendance takes the agreement of somebody else, and nobody else keeps the agenda: the code won’t serve.
delegation-made-attendance = { $name } can note who comes until { $day } included, on a computer of their own. Hand them this link in person or by a safe way: it won’t be shown again.
delegation-made-waits = This code waits for the agreement of somebody else, in “To check”, on their computer. Until then it opens nothing.
delegation-until-day = until { $day } included
delegation-stage-attendance-waiting = code not used yet, valid until { $day }
delegation-stage-attendance-taken_up = in force
delegation-stage-attendance-ended = ended
delegation-stage-attendance-over = over
delegation-end = End it
delegation-end-of = End it, { $name }
delegation-end-title-attendance = End this?
delegation-end-text-attendance = { $name } will see and note nothing any more as soon as this is shared, and what their computer keeps will be erased there. What wasn’t sent yet will wait for your agreement in “To check”. This is final: to start again, entrust the attendance anew.
delegation-end-not = Go on
delegation-ended-attendance = { $name }: the attendance is no longer entrusted.

# The same for the dues of a year.
delegations-dues = Entry entrusted
delegations-none-dues = You can let somebody without a mandate note what is paid for a year (at a stand, from a bundle of forms), without seeing the rest of the accounts.
delegation-grant-dues = Entrust the entry
delegation-sees-dues = They will see the first and last names of members and of those who have paid before, and note the payments of one year. Namesakes are told apart by their year of birth or their town.
delegation-sees-not-dues = They will see no address, no telephone number, nothing that others noted, and not who is late. They can’t export anything. You can correct all that they note.
delegation-begun-dues = This entry isn’t entrusted yet.
delegation-awaited-dues = Around a handover, entrusting the entry takes the agreement of somebody else: { $who }. The code serves only once it is given.
delegation-awaited-nobody-dues = Around a handover, entrusting the entry takes the agreement of somebody else, and nobody else keeps the dues: the code won’t serve.
delegation-made-dues = { $name } can note the dues of { $year } until { $day } included, on a computer of their own. Hand them this link in person or by a safe way: it won’t be shown again.
delegation-year = dues of { $year }
delegation-stage-dues-waiting = code not used yet, valid until { $day }
delegation-stage-dues-taken_up = in force
delegation-stage-dues-ended = ended
delegation-stage-dues-over = over
delegation-end-title-dues = End this?
delegation-end-text-dues = { $name } will see and note nothing any more as soon as this is shared, and what their computer keeps will be erased there. What wasn’t sent yet will wait for your agreement in “To check”. This is final: to start again, entrust the entry anew.
delegation-ended-dues = { $name }: the entry is no longer entrusted.

# What whoever was let sees, and nothing else.
delegate-gone = This event is no longer in the section’s agenda. There is nothing left to note.
delegate-dues = Dues of { $year }
delegate-dues-of = Entry entrusted by “{ $unit }”
delegate-dues-note = You see only these names and what you noted yourself, not what others noted. The treasurer has the last word.
delegate-dues-list = People whose payments to note
delegate-dues-tally = { $count ->
    [0] no payment noted
    [one] 1 payment noted, { $amount }
   *[other] { $count } payments noted, { $amount }
}
delegate-dues-born = born in { $year }
delegate-dues-look = See
delegate-dues-form = { $name }, dues of { $year }
delegate-dues-entered = What you noted
delegate-dues-cancelled = Cancelled
delegate-dues-taken-over = Taken over by the treasurer
delegate-dues-again = Restore
delegate-dues-waiting = { $count ->
    [one] 1 payment noted here, not sent yet
   *[other] { $count } payments noted here, not sent yet
}
delegate-dues-nobody = Nobody to note yet: the section has no member in its roster.
delegate-dues-over = The entry that was entrusted to you is over. The names are no longer shown. As soon as this computer reaches the server, what wasn’t sent will be handed to the section, which will decide, and everything will be erased from here.
delegate-cancelled = The section cancelled this event.
delegate-of = Attendance entrusted by “{ $unit }”
delegate-until = valid until { $day } included
delegate-note = You see only this event and these names. One click notes who is present or excused, a second takes it back.
delegate-list = People to note
delegate-search = First or last name
delegate-unsent = not sent yet
delegate-all-sent = The section has everything you noted
delegate-waiting = { $count ->
    [one] 1 person noted here, not sent yet
   *[other] { $count } people noted here, not sent yet
}
delegate-nobody = Nobody to note yet: the section has no member and no regular contact in its roster.
delegate-over = The attendance that was entrusted to you is over. The names are no longer shown. As soon as this computer reaches the server, what wasn’t sent will be handed to the section, which will decide, and everything will be erased from here.
delegate-undone = Taken back.
