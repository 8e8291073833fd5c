# A sealed code.
title = Sealed recovery code
whose = { $unit }, code { $number } of 3, made on { $day }
what = Three people each keep one code. Two of them are enough to let somebody come back when nobody of the unit can get in any more. By itself, this one gives nothing and tells nothing.
keep = Where to keep it
where = In a closed envelope, signed across the flap, at home or in a safe. Never with one of the two others, never with a recovery sheet or a computer. Don’t take a picture of it. If the envelope was opened or is lost, tell the officers: three new codes are made in a minute, and these are worth nothing then.
nobody = Nobody can get in any more?
gather = Bring two of the three codes together, and choose who comes back.
type = On a computer where Coopol was just installed, choose “Nobody can get in any more” on the first page. The address of the server is { $server }. In a terminal: coopol codes use.
wait = Keep the invitation that is shown: it serves after three days. Until then, whoever still holds an office, in the unit or above it, sees it and can object.
after = Afterwards
once = All three codes are spent: make new ones. If nobody held an office, whoever came back leads the unit for six weeks, to organise an election.
