# The recovery sheet, for somebody who opens it years later in a bad moment.
title = Recovery sheet
whose = Profile of { $name }, { $day }
what = This sheet gives you back your roster, your agenda and your archives if the computer is lost, stolen or broken. The old computer is cut off at once: nobody can use it in your place any more.
what-alone = The section is on its own, on this computer: these letters will only serve once it has joined a server. Until then, only a copy of your data would give you back your work: make one often, and keep it elsewhere.
lost = On the day when you need it
install = Install Coopol on another computer, and open it.
type = In place of an invitation, copy the letters in the frame, line after line. Capitals, hyphens and spaces don’t matter.
type-alone = In place of an invitation, copy the letters in the frame, line after line, with the address of the server that the section will have joined. Capitals, hyphens and spaces don’t matter.
wait = Check your name, then let the computer receive the data: a few minutes are enough.
after = Afterwards
once = This sheet serves only once. Print a new one from the new computer, in Settings, then destroy this one.
keep = Where to keep it
where = At home, with your important papers. Never in the computer’s bag, nor as a photo on a telephone.
stolen = Whoever holds it can link a computer in your place. If it disappears, print another: this one will be worth nothing.
