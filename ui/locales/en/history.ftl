# History: sentences in the past tense, seals, overlaps and refusals.
history-count = { $count ->
    [0] No change
    [one] 1 change
   *[other] { $count } changes
}
history-search = A person’s name
history-kind = About
history-kind-all = Everything
history-kind-person = People
history-kind-event = The agenda
history-kind-document = The archives
history-author = Done by
history-author-all = Everybody
history-from = From
history-until = Until
history-empty-title = The history begins here
history-empty-text = Every change will be written here in full: who, what, when. And each can be undone.
history-none-title = No change matches
history-none-text = Widen the dates, or choose another person.

did-person_added = { $self ->
    [yes] You added { $name } to the roster.
   *[no] { $author } added { $name } to the roster.
}
did-person_changed = { $self ->
    [yes] You changed { $fields } of { $name }.
   *[no] { $author } changed { $fields } of { $name }.
}
did-person_removed = { $self ->
    [yes] You removed { $name } from the roster.
   *[no] { $author } removed { $name } from the roster.
}
did-person_left = { $self ->
    [yes] You sent { $name } to another section.
   *[no] { $author } sent { $name } to another section.
}
did-person_stayed = { $self ->
    [yes] You kept { $name }, who was to leave for another section.
   *[no] { $author } kept { $name }, who was to leave for another section.
}
did-person_offered = { $name } comes from another section and waits to be taken in.
did-person_arrived = { $self ->
    [yes] You took { $name } into the roster.
   *[no] { $author } took { $name } into the roster.
}
did-arrival_matched = { $self ->
    [yes] You completed the sheet of somebody who came from another section.
   *[no] { $author } completed the sheet of somebody who came from another section.
}
did-arrival_declined = { $self ->
    [yes] You did not take { $name } in.
   *[no] { $author } did not take { $name } in.
}
did-arrival_reopened = { $self ->
    [yes] You put { $name } back among those who wait.
   *[no] { $author } put { $name } back among those who wait.
}
did-arrival_withdrawn = { $name } stays in their section and no longer comes here.
did-transfer_received = The other section took { $name } in.
did-transfer_declined = The other section did not take { $name } in, who is back here.
did-transfer_reopened = The other section put { $name } back among those who wait.
did-contact_verified = { $self ->
    [yes] You checked contact details of { $name }.
   *[no] { $author } checked contact details of { $name }.
}
did-event_added = { $self ->
    [yes] You added “{ $name }” to the agenda.
   *[no] { $author } added “{ $name }” to the agenda.
}
did-event_changed = { $self ->
    [yes] You changed { $fields } of “{ $name }”.
   *[no] { $author } changed { $fields } of “{ $name }”.
}
did-event_moved = { $self ->
    [yes] You moved “{ $name }”.
   *[no] { $author } moved “{ $name }”.
}
did-event_cancelled = { $self ->
    [yes] You cancelled “{ $name }”.
   *[no] { $author } cancelled “{ $name }”.
}
did-attendance_marked = { $self ->
    [yes] You noted who came to “{ $name }”.
   *[no] { $author } noted who came to “{ $name }”.
}
did-attendance_delegated = Somebody to whom it is delegated noted who came to “{ $name }”.
did-feed_opened = { $self ->
    [yes] You opened the calendar feed “{ $name }”.
   *[no] { $author } opened the calendar feed “{ $name }”.
}
did-feed_taken_up = { $self ->
    [yes] You took up the calendar feed “{ $name }”.
   *[no] { $author } took up the calendar feed “{ $name }”.
}
did-feed_closed = { $self ->
    [yes] You closed the calendar feed “{ $name }” for good.
   *[no] { $author } closed the calendar feed “{ $name }” for good.
}
did-delegation_granted = { $self ->
    [yes] You delegated to { $name } who comes to an event.
   *[no] { $author } delegated to { $name } who comes to an event.
}
did-delegation_taken_up = { $name } took up the delegation of who comes to an event.
did-delegation_ended = { $self ->
    [yes] You ended the delegation given to { $name }.
   *[no] { $author } ended the delegation given to { $name }.
}
did-dues_delegation_granted = { $self ->
    [yes] You delegated to { $name } the dues of a year.
   *[no] { $author } delegated to { $name } the dues of a year.
}
did-dues_delegation_taken_up = { $name } took up the delegation of the dues of a year.
did-dues_delegated = Somebody to whom it is delegated entered dues of { $name }.
did-dues_delegated_changed = Somebody to whom it is delegated corrected dues of { $name }.
did-document_added = { $self ->
    [yes] You added “{ $name }” to the archives.
   *[no] { $author } added “{ $name }” to the archives.
}
did-document_changed = { $self ->
    [yes] You changed { $fields } of “{ $name }”.
   *[no] { $author } changed { $fields } of “{ $name }”.
}
did-document_removed = { $self ->
    [yes] You removed “{ $name }” from the archives.
   *[no] { $author } removed “{ $name }” from the archives.
}
did-fact_noted = { $self ->
    [yes] You noted what is good to know: “{ $name }”.
   *[no] { $author } noted what is good to know: “{ $name }”.
}
did-fact_changed = { $self ->
    [yes] You changed { $fields } of “{ $name }”.
   *[no] { $author } changed { $fields } of “{ $name }”.
}
did-fact_removed = { $self ->
    [yes] You removed “{ $name }” from what is good to know.
   *[no] { $author } removed “{ $name }” from what is good to know.
}
did-promise_made = { $self ->
    [yes] You noted a promise: “{ $name }”.
   *[no] { $author } noted a promise: “{ $name }”.
}
did-promise_changed = { $self ->
    [yes] You changed { $fields } of the promise “{ $name }”.
   *[no] { $author } changed { $fields } of the promise “{ $name }”.
}
did-promise_kept = { $self ->
    [yes] You said that the promise “{ $name }” is kept.
   *[no] { $author } said that the promise “{ $name }” is kept.
}
did-promise_given_up = { $self ->
    [yes] You said that the promise “{ $name }” is given up.
   *[no] { $author } said that the promise “{ $name }” is given up.
}
did-promise_reopened = { $self ->
    [yes] You reopened the promise “{ $name }”.
   *[no] { $author } reopened the promise “{ $name }”.
}
did-promise_removed = { $self ->
    [yes] You removed the promise “{ $name }”.
   *[no] { $author } removed the promise “{ $name }”.
}
did-list_saved = { $self ->
    [yes] You saved the list “{ $name }”.
   *[no] { $author } saved the list “{ $name }”.
}
did-list_changed = { $self ->
    [yes] You changed { $fields } of the list “{ $name }”.
   *[no] { $author } changed { $fields } of the list “{ $name }”.
}
did-list_dropped = { $self ->
    [yes] You dropped the list “{ $name }”.
   *[no] { $author } dropped the list “{ $name }”.
}
did-message_kept = { $self ->
    [yes] You kept the text “{ $name }”.
   *[no] { $author } kept the text “{ $name }”.
}
did-message_changed = { $self ->
    [yes] You changed { $fields } of the text “{ $name }”.
   *[no] { $author } changed { $fields } of the text “{ $name }”.
}
did-message_dropped = { $self ->
    [yes] You dropped the text “{ $name }”.
   *[no] { $author } dropped the text “{ $name }”.
}
did-mailing_scheduled = { $self ->
    [yes] You scheduled “{ $name }” to be sent.
   *[no] { $author } scheduled “{ $name }” to be sent.
}
did-mailing_changed = { $self ->
    [yes] You changed when or how “{ $name }” is sent, and answer for it.
   *[no] { $author } changed when or how “{ $name }” is sent, and answers for it.
}
did-mailing_called_off = { $self ->
    [yes] You called off the sending of “{ $name }”.
   *[no] { $author } called off the sending of “{ $name }”.
}
did-mailing_begun = “{ $name }” began to be sent, as was scheduled.
did-mailing_sent = “{ $name }” was sent, as was scheduled.
did-desks_opened = Each office of “{ $name }” has its own lists and templates now, which whoever comes next will find.
did-dues_noted = { $self ->
    [yes] You noted a payment of dues{ $sound ->
        [nobody] .
       *[other] {" "}by { $name }.
    }
   *[no] { $author } noted a payment of dues{ $sound ->
        [nobody] .
       *[other] {" "}by { $name }.
    }
}
did-dues_changed = { $self ->
    [yes] You corrected a payment of dues{ $sound ->
        [nobody] .
       *[other] {" "}by { $name }.
    }
   *[no] { $author } corrected a payment of dues{ $sound ->
        [nobody] .
       *[other] {" "}by { $name }.
    }
}
did-dues_cancelled = { $self ->
    [yes] You cancelled a payment of dues{ $sound ->
        [nobody] .
       *[other] {" "}by { $name }.
    }
   *[no] { $author } cancelled a payment of dues{ $sound ->
        [nobody] .
       *[other] {" "}by { $name }.
    }
}
did-unit_founded = { $self ->
    [yes] You created “{ $name }”.
   *[no] { $author } created “{ $name }”.
}
did-unit_joined = “{ $name }” belongs to the unit above it from now on, with its whole history.
did-unit_merged = “{ $name }” became a part of another unit: what it left can still be read, and changes no more.
did-unit_changed = { $self ->
    [yes] You corrected { $fields } of “{ $name }”.
   *[no] { $author } corrected { $fields } of “{ $name }”.
}
did-unit_reminded = { $self ->
    [yes] You reminded “{ $name }” of what its renewal lacks.
   *[no] { $author } reminded “{ $name }” of what its renewal lacks.
}
did-tie_asked = { $self ->
    [yes] You asked “{ $name }” to belong together.
   *[no] { $author } asked “{ $name }” to belong together.
}
did-tie_proposed = “{ $name }” asks to belong together.
did-tie_accepted = { $self ->
    [yes] You accepted what “{ $name }” asked: to belong together.
   *[no] { $author } accepted what “{ $name }” asked: to belong together.
}
did-tie_declined = { $self ->
    [yes] You declined what “{ $name }” asked: to belong together.
   *[no] { $author } declined what “{ $name }” asked: to belong together.
}
did-tie_withdrawn = { $self ->
    [yes] You withdrew what you had asked of “{ $name }”.
   *[no] { $author } withdrew what had been asked of “{ $name }”.
}
did-tie_settled = What stands between this unit and “{ $name }” is settled.
did-opening_asked = { $self ->
    [yes] You asked for “{ $name }” to be opened.
   *[no] { $author } asked for “{ $name }” to be opened.
}
did-opening_done = “{ $name }” is open.
did-split_decided = { $self ->
    [yes] You decided that a new section comes out of “{ $name }”.
   *[no] { $author } decided that a new section comes out of “{ $name }”.
}
did-split_agreed = { $self ->
    [yes] You agreed to a new section coming out of “{ $name }”.
   *[no] { $author } agreed to a new section coming out of “{ $name }”.
}
did-split_refused = { $self ->
    [yes] You refused that a new section comes out of “{ $name }”.
   *[no] { $author } refused that a new section comes out of “{ $name }”.
}
did-split_withdrawn = { $self ->
    [yes] You gave up having a new section come out of “{ $name }”.
   *[no] { $author } gave up having a new section come out of “{ $name }”.
}
did-unit_born = { $self ->
    [yes] You noted which section “{ $name }” came out of.
   *[no] { $author } noted which section “{ $name }” came out of.
}
did-merge_decided = { $self ->
    [yes] You decided that “{ $name }” and another unit become one.
   *[no] { $author } decided that “{ $name }” and another unit become one.
}
did-merge_agreed = { $self ->
    [yes] You agreed to “{ $name }” and another unit becoming one.
   *[no] { $author } agreed to “{ $name }” and another unit becoming one.
}
did-merge_refused = { $self ->
    [yes] You refused that “{ $name }” and another unit become one.
   *[no] { $author } refused that “{ $name }” and another unit become one.
}
did-merge_withdrawn = { $self ->
    [yes] You gave up having “{ $name }” and another unit become one.
   *[no] { $author } gave up having “{ $name }” and another unit become one.
}
did-merge_announced = Nobody leads “{ $name }” any more: three days are left for it to refuse becoming a part of another unit.
did-merge_carried_out = “{ $name }” became a part of another unit, as was decided and agreed.
did-merge_taken_in = Another unit became a part of “{ $name }”, as was decided and agreed.
did-unit_absorbed = Another unit became a part of “{ $name }”: what it left can still be read, and changes no more.
did-custodians_named = Three people were named custodians of “{ $name }”: two of them can move its records to another server, if the key of its own is lost.
did-codes_made = { $self ->
    [yes] You made three sealed recovery codes for “{ $name }”.
   *[no] { $author } made three sealed recovery codes for “{ $name }”.
}
did-codes_agreed = { $self ->
    [yes] You agreed to the three new sealed recovery codes.
   *[no] { $author } agreed to the three new sealed recovery codes.
}
did-codes_used = Two sealed recovery codes of “{ $name }” were used: all three are worth nothing now.
did-code_tried = A sealed recovery code of “{ $name }” was tried, and refused.
did-mandate_lent = Nobody held an office any more: { $name } leads the unit until an election.
did-device_called_back = Two sealed recovery codes call { $name } back: a computer is expected.
did-comeback_contested = { $self ->
    [yes] You objected to { $name } coming back by recovery codes.
   *[no] { $author } objected to { $name } coming back by recovery codes.
}
did-card_published = { $self ->
    [yes] You said how to reach you in your office.
   *[no] { $author } said how to reach them in their office.
}
did-card_withdrawn = { $self ->
    [yes] You withdrew how to reach you in your office.
   *[no] { $author } withdrew how to reach them in their office.
}
did-mandate_recorded = { $self ->
    [yes] You recorded the mandate of { $name }.
   *[no] { $author } recorded the mandate of { $name }.
}
did-mandate_ended = { $self ->
    [yes] You ended the mandate of { $name }.
   *[no] { $author } ended the mandate of { $name }.
}
did-mandate_suspended = { $self ->
    [yes] You suspended the mandate of { $name }.
   *[no] { $author } suspended the mandate of { $name }.
}
did-suspension_lifted = { $self ->
    [yes] You lifted the suspension of the mandate of { $name }.
   *[no] { $author } lifted the suspension of the mandate of { $name }.
}
did-caretaker_appointed = { $self ->
    [yes] You put { $name } in charge of the unit for a time.
   *[no] { $author } put { $name } in charge of the unit for a time.
}
did-claim_made = { $self ->
    [yes] You stated the election of { $name }.
   *[no] { $author } stated the election of { $name }.
}
did-claim_countersigned = { $self ->
    [yes] You confirmed the election of { $name }.
   *[no] { $author } confirmed the election of { $name }.
}
did-claim_contested = { $self ->
    [yes] You contested the election of { $name }.
   *[no] { $author } contested the election of { $name }.
}
did-contest_withdrawn = { $self ->
    [yes] You no longer contest the election of { $name }.
   *[no] { $author } no longer contests the election of { $name }.
}
did-claim_withdrawn = { $self ->
    [yes] You withdrew the claim that { $name } was elected.
   *[no] { $author } withdrew the claim that { $name } was elected.
}
did-claim_upheld = { $self ->
    [yes] You upheld the election of { $name }.
   *[no] { $author } upheld the election of { $name }.
}
did-claim_documented = { $self ->
    [yes] You attached the minutes of the election of { $name }.
   *[no] { $author } attached the minutes of the election of { $name }.
}
did-claim_dismissed = { $self ->
    [yes] You dismissed the claim that { $name } was elected.
   *[no] { $author } dismissed the claim that { $name } was elected.
}
did-claim_announced = { $author } announced the election of { $name }: it can be contested for three days.
did-claim_granted = Nothing stands against the election of { $name } any more.
did-mandate_taken_up = { $name } took office.
did-mandate_succeeded = The mandate of { $name } ended: whoever was elected takes over.
did-device_invited = { $self ->
    [yes] You invited a computer of { $name }.
   *[no] { $author } invited a computer of { $name }.
}
did-device_reinvited = { $self ->
    [yes] You invited { $name } again, who had a computer.
   *[no] { $author } invited { $name } again, who had a computer.
}
did-invitation_contested = { $self ->
    [yes] You objected to an invitation in your name.
   *[no] { $name } objected to an invitation in their name.
}
did-device_enrolled = { $self ->
    [yes] You linked a computer of { $name }.
   *[no] { $author } linked a computer of { $name }.
}
did-device_revoked = { $self ->
    [yes] You cut off a computer of { $name }.
   *[no] { $author } cut off a computer of { $name }.
}
did-office_changed = { $self ->
    [yes] You changed offices or linked computers.
   *[no] { $author } changed offices or linked computers.
}
did-newer = { $self ->
    [yes] You did something with a newer version of Coopol: update this program to read it.
   *[no] { $author } did something with a newer version of Coopol: update this program to read it.
}
did-erasure_asked = { $self ->
    [yes] You asked for a sheet to be erased for good.
   *[no] { $author } asked for a sheet to be erased for good.
}
did-erasure_withdrawn = { $self ->
    [yes] You withdrew the request to erase a sheet.
   *[no] { $author } withdrew the request to erase a sheet.
}
did-export_asked = { $self ->
    [yes] You asked for somebody’s agreement to export the roster.
   *[no] { $author } asked for somebody’s agreement to export the roster.
}
did-export_allowed = { $self ->
    [yes] You agreed to an export of the roster.
   *[no] { $author } agreed to an export of the roster.
}
did-people_exported = { $self ->
    [yes] { $count ->
        [one] You exported one person.
       *[other] You exported { $count } people.
    }
   *[no] { $count ->
        [one] { $author } exported one person.
       *[other] { $author } exported { $count } people.
    }
}
did-people_written = { $self ->
    [yes] { $count ->
        [one] You handed one address to your mail program, to write.
       *[other] You handed { $count } addresses to your mail program, to write.
    }
   *[no] { $count ->
        [one] { $author } handed one address to their mail program, to write.
       *[other] { $author } handed { $count } addresses to their mail program, to write.
    }
}
did-agenda_exported = { $self ->
    [yes] { $count ->
        [one] You exported one event.
       *[other] You exported { $count } events.
    }
   *[no] { $count ->
        [one] { $author } exported one event.
       *[other] { $author } exported { $count } events.
    }
}
did-everything_exported = { $self ->
    [yes] You exported everything that this computer keeps.
   *[no] { $author } exported everything that their computer keeps.
}
did-import_done = { $self ->
    [yes] You imported a list ({ $count } changes).
   *[no] { $author } imported a list ({ $count } changes).
}
did-people_passed = { $self ->
    [yes] { $count ->
        [one] You had one person pass from a section to the one that comes out of it.
       *[other] You had { $count } people pass from a section to the one that comes out of it.
    }
   *[no] { $count ->
        [one] { $author } had one person pass from a section to the one that comes out of it.
       *[other] { $author } had { $count } people pass from a section to the one that comes out of it.
    }
}
did-proposal_declined = { $self ->
    [yes] You declined a proposal.
   *[no] { $author } declined a proposal.
}
did-proposal_withdrawn = { $self ->
    [yes] You withdrew your proposal.
   *[no] { $author } withdrew their proposal.
}
did-proposals_accepted = { $self ->
    [yes] { $count ->
        [one] You accepted a proposal.
       *[other] You accepted { $count } proposals.
    }
   *[no] { $count ->
        [one] { $author } accepted a proposal.
       *[other] { $author } accepted { $count } proposals.
    }
}
did-undone = { $self ->
    [yes] You undid a change about { $name }.
   *[no] { $author } undid a change about { $name }.
}
did-undone_many = { $self ->
    [yes] { $count ->
        [one] You undid one change.
       *[other] You undid a set of { $count } changes.
    }
   *[no] { $count ->
        [one] { $author } undid one change.
       *[other] { $author } undid a set of { $count } changes.
    }
}
entry-when = { $when } · { $office }
entry-open = Going on
entry-cut = Cut short: its author’s mandate ended before
entry-waits = Not done yet: waits for somebody’s agreement
entry-answered = Proposed: another line tells the answer
entry-undone = Undone since
trust-saved = Saved here, not yet shared
value-none = empty
value-removed = removed
value-kept = kept
field-whose = { $field } ({ $name })
value-present = present
value-excused = excused
value-not_marked = not noted
value-cancelled = cancelled
value-stands = stands
value-before = Before:
value-after = After:
value-stays = Stays:
value-refused = Not taken:
recent-history = Latest changes
recent-history-none = Nothing has changed since this sheet exists.

seal-verified = History verified up to { $day }
seal-checking = The history is being verified. Verified up to { $day }
seal-broken = History verified up to { $day }. Since then Coopol only reads. Tell your federation.
seals = Check
seals-title = Check the history
seals-note = This computer does all the sums again, without a network
seals-leave = Back to the history
seals-again = Check again
seals-under-way = Checking…
seals-are-whole = { $count ->
    [one] Everything is in order: the change kept here is the one that was signed.
   *[other] Everything is in order: the { $count } changes kept here are those that were signed, and none is missing.
}
seals-are-coming = What is here is in order. The beginning of the history is still on its way: check again later.
seals-are-broken = The sums don’t come out right. Coopol only reads from now on. Tell your federation.
seals-part-of = { $part }, { $unit }
seals-part-delegated = What is entrusted to you
seals-verified = { $count ->
    [0] Nothing yet
    [one] 1 change checked
   *[other] { $count } changes checked
}
seals-checking = { $count ->
    [one] 1 change, whose beginning is still to be checked
   *[other] { $count } changes, whose beginning is still to be checked
}
seals-broken = { $count ->
    [one] 1 change announced
   *[other] { $count } changes announced
}
seals-how = Each change carries the signature of the computer that made it and seals all those before. Nobody can alter, remove or slip one in without it being seen here, not even whoever keeps the server.
seal-cosigned = { $level ->
    [national] cosigned by the national level on { $day }
   *[federation] cosigned by the federation on { $day }
}
alarm-unreadable = An answer of the server cannot be read.
alarm-checkpoint = The server has not signed what it shows.
alarm-moved = The server signs with another key, and the one before did not announce it as it should.
alarm-shrunk = Changes that were seen here are no longer on the server.
alarm-rewritten = The history on the server is no longer the one that was seen here.
alarm-witnessed = The federation or the national level cosigned another history than the one shown here.
alarm-forked = The server has shown another history to another computer.
alarm-disorder = Changes arrived in an order that is not possible.
alarm-unsigned = A change was not signed by the computer that it names.
alarm-stranger = A change comes from a computer that nobody invited.
alarm-uninvited = A computer was connected that its invitation did not let in.
alarm-unclaimed = Somebody was given an office without what that takes.
alarm-altered = A change no longer says what its author wrote.
alarm-withheld = The server no longer hands out what a change says.
alarm-states = The sheets on the server are not those that the history gives.
alarm-unasked = The server wants to erase a sheet that nobody asked to erase. It is kept here.
alarm-dropped = The server takes a room away that your mandate still gives. It is kept here.
alarm-refused = The server refuses, for no good reason, what this computer signed.

pending-note = Nothing is lost: every value is kept in the history.
pending-empty-title = All settled
pending-empty-text = When two people change the same thing, or a change is refused, this is where you choose.
pending-ties = Units that ask to belong together
tie-title-above = “{ $name }” proposes that your section belong to it
tie-title-below = “{ $name }” asks to belong to your federation
tie-text-above = If you accept, it sees who holds which office in your section and how many you are, confirms your elections, and helps to get an access back. It can also name an officer, end a mandate or suspend it, and reads the history of the bureau. Never the names in your roster. It can’t be undone.
tie-text-below = If you accept, you see who holds which office there and how many people it has, and you confirm its elections. It can’t be undone.
tie-accept = Accept
tie-decline = Decline
tie-accepted = You accept what “{ $name }” asked. It counts as soon as it is shared.
tie-declined = “{ $name }” will read that you declined.
pending-merges = One unit joins another
merge-asked = It is proposed that “{ $unit }” become a part of “{ $into }”
merge-ground-merger = The two would become one.
merge-ground-under_five = “{ $unit }” has fewer than five members.
merge-asked-text = Nothing is done without your agreement.
merge-asked-refusable = Whoever leads your unit may agree; your office lets you refuse on its behalf.
merge-follows-mandates = The mandates of “{ $unit }” end, and its computers have access to nothing any more.
merge-follows-records = Its members’ file, dues, agenda and archives are closed; the officers of “{ $into }” read them, and nobody changes anything there.
merge-follows-people = Its members are taken over into the file of “{ $into }”; their past stays where it is.
merge-agree = Agree…
merge-refuse = Refuse
merge-agree-title = Agree to this
merge-agree-text = Once everybody has answered, the server does it at once, and it can’t be undone.
merge-agree-sure = Agree for good
merge-reply-agree = You agree that “{ $unit }” becomes a part of “{ $into }”.
merge-reply-refuse = You refuse that “{ $unit }” becomes a part of “{ $into }”. Nothing changes.
pending-arrivals = { $count ->
    [one] One person comes from another section
   *[other] { $count } people come from other sections
}
arrival-title = { $name }, from “{ $from }”
arrival-born = Born on { $day }
arrival-paid = Dues paid for { $year }
arrival-known = This person may already be in your roster. Their sheet would then be completed.
arrival-same = It is { $name }
arrival-other = It is somebody else, take them in
arrival-accept = Take in
arrival-decline = Do not take in
arrival-accepted = { $name } is in your roster.
arrival-declined = { $name } will be back in “{ $from }”.
pending-proposals = Waiting for your agreement
proposal-title = { $count ->
    [one] { $author } proposes a change
   *[other] { $author } proposes { $count } changes
}
proposal-dues = { $count ->
    [one] { $author } proposes a payment
   *[other] { $author } proposes { $count } payments
}
proposal-codes = { $author } made three sealed recovery codes
proposal-codes-text = Two of these codes let somebody come back when nobody can get in any more. They replace those before, and are worth nothing unless you agree. Do so once the three sheets are in their envelopes and you know who keeps them.
proposal-erasure = { $author } asks for somebody to be erased for good
proposal-erasure-text = The sheet will disappear from the server and from every computer, seven days after you agree. Until then, either of you can give it up.
proposal-erasure-accepted = It will be done in seven days.
proposal-delegation = { $author } wants to entrust the attendance of an event
proposal-delegation-text = This person has no mandate: they would read the first and last names of members and regular contacts. Around a handover it takes your agreement.
proposal-delegation-dues = { $author } wants to entrust the dues of a year
proposal-delegation-dues-text = This person has no mandate: they would read the first and last names of members, and what they entered themselves. Around a handover it takes your agreement.
proposal-delegation-accepted = The code serves as soon as your agreement is shared.
own-delegation = The attendance that you entrust waits
own-delegation-dues = The delegation of dues waits
own-erasure = You asked for somebody to be erased for good
proposal-codes-accepted = These three codes serve as soon as your agreement is shared.
proposal-export-people = { $author } asks to export the roster
proposal-export-everything = { $author } asks to export all that their computer keeps
proposal-export-text = Around a handover, the roster leaves only with a second person’s agreement. Yours holds for 24 hours, for { $author } and this export only. Ask first what it will serve for.
proposal-export-accept = Give my agreement
proposal-export-accepted = { $author } can export, for 24 hours.
proposal-more = { $count ->
    [one] and 1 more
   *[other] and { $count } more
}
proposal-accept = { $count ->
    [one] Accept
   *[other] Accept all
}
proposal-accepted = { $count ->
    [one] The proposal is accepted.
   *[other] The { $count } proposals are accepted.
}
proposal-decline = { $count ->
    [one] Decline
   *[other] Decline all
}
proposal-in = in “{ $unit }”
proposal-declined = { $count ->
    [one] The proposal is declined. { $author } will see it.
   *[other] The { $count } proposals are declined. { $author } will see it.
}
pending-own = What you did and waits for a yes
own-title = { $count ->
    [one] Your change waits
   *[other] Your { $count } changes wait
}
own-waits-second = They will count once another person who keeps this part has accepted them, in “To check”, on their computer. Nothing is lost.
own-waits-treasurer = They will count once the treasurer has accepted them, in “To check”.
own-export-people = Your request to export the roster waits
own-export-everything = Your request to export all that this computer keeps waits
own-waits-export = The export will be possible for 24 hours once somebody else who keeps the roster has agreed, in “To check”, on their computer.
own-codes = Your three sealed recovery codes wait
own-waits-codes = They serve once somebody else who may invite, or the federation, has agreed in “To check”, on their computer. Until then, those before still serve.
own-waits-delegation = The code will serve once somebody else who keeps the agenda has agreed, in “To check”, on their computer.
own-waits-delegation-dues = The code will serve once somebody else who keeps the dues has agreed, in “To check”, on their computer.
own-withdraw = { $count ->
    [one] Withdraw
   *[other] Withdraw all
}
own-withdrawn = { $count ->
    [one] The change is withdrawn.
   *[other] The { $count } changes are withdrawn.
}
pending-splits = A section that comes out of yours
split-asked = The federation proposes that “{ $name }” come out of “{ $unit }”
split-asked-text = Those who would pass: { $who }. Nothing is done without your agreement, and you will see the names before anybody passes.
split-agree = Agree
split-refuse = Refuse
split-reply-agree = You agree that “{ $name }” come out of the section. Now choose who passes.
split-reply-refuse = You refuse that “{ $name }” come out of the section. Nobody passes.
split-to-pass = People can pass to “{ $name }”
split-to-pass-text = It is agreed. Those who would pass: { $who }. Look at the list before anybody passes.
split-pass-open = See who passes
split-pass-title = Who passes
split-pass-to = Who passes to “{ $name }”
split-pass = { $count ->
    [0] Nobody to pass
    [one] Have 1 person pass
   *[other] Have { $count } people pass
}
split-passed = { $count ->
    [one] 1 person passes to “{ $name }”, which has to take them in.
   *[other] { $count } people pass to “{ $name }”, which has to take them in.
}
split-passed-waiting = { $count ->
    [one] 1 person will pass to “{ $name }” as soon as another person agreed.
   *[other] { $count } people will pass to “{ $name }” as soon as another person agreed.
}
split-undecided-note = Of some people no postcode is known: they stay, unless you tick them or complete their address.
split-search = Name or postcode
split-part-passing = Pass ({ $count })
split-part-waiting = Wait for somebody else’s agreement ({ $count })
split-waiting-note = You had them pass; around a handover somebody else who keeps the roster has to agree.
split-part-undecided = Stay, for want of a postcode ({ $count })
split-part-staying = Stay ({ $count })
split-more = { $count ->
    [one] and 1 more: type a name to find them
   *[other] and { $count } more: type a name to find them
}
split-closed-title = Nobody can pass here any more
split-closed-text = This isn’t agreed, or the federation gave it up, or your office doesn’t keep the roster.
arrivals-accept = { $left ->
    [0] Take in the { $count } people of “{ $from }”
   *[other] Take in the { $count } newcomers of “{ $from }”
}
arrivals-accepted = { $count ->
    [0] Nobody was taken in.
    [one] 1 person of “{ $from }” is taken in.
   *[other] { $count } people of “{ $from }” are taken in.
}
arrivals-left = { $count ->
    [one] 1 more person may be in the roster already: answer for them alone.
   *[other] { $count } more people may be in the roster already: answer for each.
}
pending-refused = { $count ->
    [one] 1 change refused
   *[other] { $count } changes refused
}
pending-overlaps = { $count ->
    [one] 1 value to choose
   *[other] { $count } values to choose
}
overlap-title = To check: { $field } of { $name }
overlap-attendance = To check: the attendance of { $name } at “{ $event }”
overlap-somebody = somebody
overlap-text = { $count ->
    [2] Two people wrote different values without seeing each other’s. Choose the right one.
   *[other] { $count } different values were written by people who did not see each other’s. Choose the right one.
}
overlap-side = { $author }, { $when }
overlap-standing = Current value
overlap-keep = Keep this one
overlap-settled = { $field }: settled.
refused-because-mandate_ended = Your mandate had ended when the change arrived.
refused-because-not_granted = Your office does not allow this change.
refused-because-unit_closed = This section became a part of another: what it left can still be read, and changes no more.
refused-because-beyond_own_term = Your mandate lasts until an election: you name nobody beyond that, and end no mandate that lasts longer. Give an end date, or turn to the level above.
refused-because-subject_removed = The sheet had been removed in the meantime.
refused-because-erased = The sheet has been erased for good in the meantime.
refused-because-too_soon = This unit was reminded of that less than seven days before.
refused-because-taken = Another sheet has this value already: a membership number, for instance, serves only once.
refused-because-value_invalid = The server does not accept this value. Type it again, or otherwise.
refused-because-dependency_refused = An earlier change, on which this one builds, was refused.
refused-because-declined = Whoever decides it declined your proposal.
refused-because-already_decided = Somebody else had decided already.
refused-because-fault = The server could not take it, and it is no fault of yours. Make the change again; if this comes back, tell the person who looks after the server.
refused-because-needs_second_officer = This change needs the consent of a second officer of the section.
refusal-when = You had made it { $when }.
refusal-in = It was in “{ $unit }”.
refusal-unnamed = One of your changes
refusal-understood = I understand

# Taking back much at once.
rollback = Undo a lot at once
rollback-note = Nothing is done before you have read it. What is done then can be undone in its turn.
rollback-back = Back to the history
rollback-what = What do you want to undo?
rollback-person = What somebody did
rollback-person-hint = All of it, or between two dates. What others did stays.
rollback-day = Everything that followed a day
rollback-day-hint = The section becomes what it was in the evening of that day.
rollback-whose = Person
rollback-from = From (optional)
rollback-until = Until (optional)
rollback-which-day = Go back to
rollback-future = That day has not passed yet.
rollback-look = See what would change
rollback-do = { $count ->
    [0] Nothing is ticked
    [one] Undo this change
   *[other] Undo these { $count } things
}
rollback-picked = { $count } of { $total } ticked
rollback-all = Tick all
rollback-none = Untick all
rollback-all-found = { $count ->
    [one] Tick this line
   *[other] Tick these { $count } lines
}
rollback-none-found = { $count ->
    [one] Untick this line
   *[other] Untick these { $count } lines
}
rollback-none-such = No line matches what you are looking for.
rollback-search = Search what would change
rollback-sort-person = People
rollback-sort-dues = Dues
rollback-sort-event = Events
rollback-sort-document = Documents
rollback-sort-promise = Promises
rollback-sort-fact = Practical facts
rollback-sort-list = Saved lists
rollback-sort-message = Texts of messages
rollback-sort-delegation = Delegations
rollback-sort-feed = Calendar feeds
rollback-sort-other = Others
rollback-needs = Goes with: { $names }. This line takes back what the other has now, such as a member’s number.
rollback-done = { $count ->
    [one] 1 thing is as it was before.
   *[other] { $count } things are as they were before.
}
rollback-nothing = There is nothing to undo: nothing was done within these limits, or all of it is undone already.
rollback-undoable = This is what would change. Untick what must stay as it is. The history keeps everything, and this can be undone too.
rollback-restored = { $count ->
    [one] Would come back
   *[other] Would come back ({ $count })
}
rollback-changed = { $count ->
    [one] Would be as before
   *[other] Would be as before ({ $count })
}
rollback-removed = { $count ->
    [one] Would be removed
   *[other] Would be removed ({ $count })
}
rollback-stays = { $count ->
    [one] Would stay as it is
   *[other] Would stay as they are ({ $count })
}
rollback-dues-of = Dues ({ $name })
rollback-dues = Dues
rollback-promise = Promise: { $name }
rollback-fact = Practical fact: { $name }
rollback-list = List: { $name }
rollback-message = Text: { $name }
rollback-delegation = Delegation to { $name }
rollback-feed = Calendar feed: { $name }
rollback-unnamed = Without a name
rollback-field = { $field }: { $value }
stays-never = This isn’t undone: it has left already, or was erased for good.
stays-newer = Done with a newer version of Coopol: update, then start again.
stays-changed_since = Somebody else worked on it since: their work stays. Correct the sheet by hand.
stays-taken = What only one may have, such as a member’s number, is another’s by now. Settle it on their sheets.
stays-not_granted = Your office doesn’t allow changing it. Ask whoever is in charge of it.
scope-day = Go back to the evening of { $day }
scope-person = Everything that { $name } did
scope-person-between = Everything that { $name } did from { $from } to { $until }
scope-person-from = Everything that { $name } did since { $from }
scope-person-until = Everything that { $name } did until { $until }

# What came after its author's mandate had ended.
late-title = Arrived after a mandate had ended
late-back = Back to “To check”
late-note = None of this counts as long as nobody takes it over. What you take over is done in your name; the history also keeps who had done it.
late-empty-title = Nothing waits here any more
late-empty-text = When somebody whose mandate has ended turns their computer on again, what they hadn’t sent yet arrives here, and you choose.
late-card = { $count ->
    [one] 1 change by { $authors }
   *[other] { $count } changes by { $authors }
}
late-open = { $count ->
    [0] Others decide about them.
    [one] You decide about one of them.
   *[other] You decide about { $count } of them.
}
late-look = Look at them one by one
late-from = { $author } ({ $office })
late-ended = Mandate ended { $when }.
late-ended-day = Mandate ended with { $day }.
late-suspended = Mandate suspended { $when }.
late-laptop = Sent from the computer “{ $laptop }”.
late-in = In “{ $unit }”.
late-more = More changes may still arrive from it until { $day }.
late-all = Tick all ({ $count })
late-when = Dated { $said } by that computer, arrived { $arrived }
late-after = After the mandate ended
late-moved = Changed since
late-now = { $field }, today: { $value }.
late-moved-text = Taking this over replaces that value.
late-alike = It is so already today.
late-needs = { $count ->
    [one] It goes on with another one, which is taken over with it.
   *[other] It goes on with { $count } others, which are taken over with it.
}
late-bar-not_granted = Your office doesn’t allow you to take them over: that is up to whoever keeps this part.
late-bar-removed = The sheet was taken out since. The history can put it back; this change can then be taken over.
late-bar-unknown = It is about a sheet that was never taken over.
late-bar-fixed = This can’t be taken over: it is there for you to know.
late-accept = Take over
late-accept-ticked = { $count ->
    [0] Take over what is ticked
    [one] Take over 1 change
   *[other] Take over { $count } changes
}
late-accepted = { $count ->
    [one] The change is taken over.
   *[other] { $count } changes are taken over.
}
late-decline = Decline
late-decline-ticked = { $count ->
    [0] Decline what is ticked
    [one] Decline 1 change
   *[other] Decline { $count } changes
}
late-decline-title = { $count ->
    [one] Decline this change?
   *[other] Decline these { $count } changes?
}
late-decline-text = The history keeps what was asked for, but it can no longer be taken over with one click.
late-declined = { $count ->
    [one] The change is declined.
   *[other] { $count } changes are declined.
}
late-seen = You have seen it. The history keeps it.
late-rest = What you leave stays here, without counting, as long as nobody has answered it.
