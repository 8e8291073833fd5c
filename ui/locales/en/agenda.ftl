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
# Letting somebody without an office say who comes.
delegations = Attendance entrusted
delegations-none = You can let somebody without a mandate note who comes to this event, without seeing the rest.
delegation-grant = Entrust the attendance
delegation-sees = They will see this event (title, date, place) and the first and last names of members and regular contacts, and note who is present or excused.
delegation-sees-not = They will see no address, no telephone number, no dues, nothing else of the agenda and no archives. They can’t export anything.
delegation-name = First and last name of the person
delegation-until = Last day
delegation-begun = This attendance isn’t entrusted yet.
delegation-awaited = Around a handover, entrusting the attendance takes the agreement of somebody else: { $who }. The code serves only once it is given.
delegation-awaited-nobody = Around a handover, entrusting the attendance takes the agreement of somebody else, and nobody else keeps the agenda: the code won’t serve.
delegation-made = { $name } can note who comes until { $day } included, on a computer of their own. Hand them this link in person or by a safe way: it won’t be shown again.
delegation-made-waits = This code waits for the agreement of somebody else, in “To check”, on their computer. Until then it opens nothing.
delegation-until-day = until { $day } included
delegation-stage-waiting = code not used yet, valid until { $day }
delegation-stage-taken_up = in force
delegation-stage-ended = ended
delegation-stage-over = over
delegation-end = End it
delegation-end-of = End it, { $name }
delegation-end-title = End this?
delegation-end-text = { $name } will see and note nothing any more as soon as this is shared, and what their computer keeps will be erased there. What wasn’t sent yet will wait for your agreement in “To check”. This is final: to start again, entrust the attendance anew.
delegation-end-not = Go on
delegation-ended = { $name }: the attendance is no longer entrusted.

# What whoever was let sees, and nothing else.
delegate-gone = This event is no longer in the section’s agenda. There is nothing left to note.
delegate-dues = Dues of { $year }
delegate-dues-elsewhere = The dues that are entrusted to you are entered in a terminal for now, on this computer: coopol delegation show.
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
