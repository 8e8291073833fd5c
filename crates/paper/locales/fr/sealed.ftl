# Un code de secours sous pli.
title = Code de secours sous pli
whose = { $unit }, code { $number } sur 3, fait le { $day }
what = Trois personnes gardent chacune un code. Deux d’entre eux suffisent pour que quelqu’un revienne quand plus personne de l’unité ne peut entrer. Seul, celui-ci ne donne rien et ne dit rien.
keep = Où le garder
where = Sous pli fermé, signé sur le rabat, chez vous ou dans un coffre. Jamais avec l’un des deux autres, jamais avec une feuille de secours ni un ordinateur. Ne le photographiez pas. Si le pli est ouvert ou perdu, dites-le au bureau : trois nouveaux codes se font en une minute, et ceux-ci ne valent alors plus rien.
nobody = Plus personne ne peut entrer ?
gather = Réunissez deux des trois codes, et choisissez qui revient.
type = Sur un ordinateur où Coopol vient d’être installé, choisissez « Personne ne peut plus entrer » à la première page. L’adresse du serveur est { $server }. Dans un terminal : coopol codes use.
wait = Gardez l’invitation qui s’affiche : elle sert au bout de trois jours. D’ici là, qui exerce encore un mandat, dans l’unité ou au-dessus, le voit et peut s’y opposer.
after = Ensuite
once = Les trois codes ont servi : faites-en de nouveaux. Si plus personne n’exerçait de mandat, la personne revenue dirige l’unité pendant six semaines, le temps d’organiser une élection.
