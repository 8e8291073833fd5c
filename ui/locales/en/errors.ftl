# What went wrong, what was kept, what to do.
error-offline = The server does not answer. Nothing is lost. Try again when the connection is back.
error-server_unproven = Whoever answers at the server’s address doesn’t prove to be the server: its certificate isn’t good. Nothing was sent. Tell the person who runs the server. If they say that all is well, somebody stands in between on your network.
error-busy = Still busy. Try again in a moment.
error-not_found = This sheet is no longer there. Someone else may have removed it.
error-changed = Another value has arrived in the meantime. Nothing was chosen: look again, then decide.
error-answered = It waits no longer: somebody else answered, or the sheet was taken out or erased. Nothing was changed.
error-unchanged = It was so already: somebody else may have done the same. Nothing was changed.
error-forbidden = Your mandate does not allow this. Nothing was changed.
error-invalid = This value is not accepted. Nothing was changed.
error-wrong_passphrase = This is not the right passphrase. Check capitals and spaces.
error-keyring_unavailable = The computer’s keyring does not answer. Open it, then try again.
error-invitation_unknown = This code is not recognised. Copy it exactly as it stands in the invitation.
error-invitation_used = This invitation was used already. If it was not by you, tell the person who sent it.
error-too_many_devices = Three computers are already linked in your name. Remove the one that is no longer used, from another computer of the section, then start again.
error-codes_unread = The address of the server or one of the codes can’t be read, or it is twice the same. Check them against what is printed.
error-codes_refused = The server doesn’t take these two codes: they were used already, or others were made since.
error-office_held = Somebody still holds an office in this unit: the codes bring back nobody but them, by the name in their mandate. They aren’t spent.
error-invitation_waits = This code serves from { $from } on. You had a computer already: until then the others have time to see this invitation. Keep the code, and start again then.
error-file_unreadable = The file “{ $name }” cannot be read. It was left as it is. Choose an Excel, LibreOffice or CSV file.
error-file_too_large = The file “{ $name }” is larger than { $limit } MB. It was not added.
error-request_unread = The file “{ $name }” isn’t a request of Coopol’s, or it is damaged. Nothing was written. Ask the person elected for it again.
error-request_newer = The request “{ $name }” was written with a later version of Coopol. Update Coopol, then try again.
error-minutes_unread = The file “{ $name }” is empty, or can’t be read. Nothing was written. Choose another one.
error-minutes_gone = The minutes that were chosen aren’t there any more: others took their place. Nothing was written. Choose them again, or open the request again.
error-decided = It is decided already. Nothing was changed: see how far the handover has come.
error-too_late = The time to contest is over. Nothing was changed. Write to the level above: it can still put it right.
error-not_undoable = This can no longer be undone.
error-unagreed = { $asked ->
    [yes] Around a handover, the file leaves only once somebody else who keeps it agrees. They were asked, and haven’t answered yet. Nothing was written.
   *[no] Around a handover, the file leaves only once somebody else who keeps it agrees. Nothing was written.
}
error-disk_full = The disk of this computer is full. Nothing was changed. Make room, then start again.
error-no_mail = This server sends no mail. Nothing is scheduled. Use your mail program.
error-begun = It has begun to be sent: what has left can’t be taken back.
error-bug = The program met a problem. What was saved still is. Start again, or restart Coopol.

rule-required = To be filled in.
rule-too_long = Too long: shorten this text.
rule-email = This e-mail address is not complete. Example: name@example.org
rule-phone = Digits are missing. Example: 06 12 34 56 78
rule-day = This date is not possible.
rule-future = That day hasn’t come yet.
rule-amount = An amount is wanted. Example: 36.50
rule-past = Choose today or a day to come.
rule-to_come = Choose a time to come, within a year.
rule-end_before_start = The end is before the start.
rule-passphrase_short = At least 12 characters. A few words that you will remember do very well.
rule-too_early = This is too early: it is decided thirty days ahead at most.
rule-too_far = This is too long: 184 days at most. For longer, it is another decision, which will prolong this one.
rule-taken = Already in use: choose another.
rule-oneself = Nobody gives an office to themselves.
rule-suspended = This person is suspended in this unit.
rule-delegation_span = Choose a day from today on, and 92 days ahead at most.
rule-delegations_full = Twenty tasks are already entrusted in the section: end one of them first.
