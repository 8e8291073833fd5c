# The recovery sheet, for somebody who opens it years later in a bad moment.
title = Feuille de secours
whose = Profil de { $name }, le { $day }
what = Cette feuille vous rend votre fichier, votre agenda et vos archives si l’ordinateur est perdu, volé ou en panne. L’ancien ordinateur est alors coupé aussitôt : personne ne peut plus s’en servir à votre place.
what-alone = La section est seule, sur cet ordinateur : ces lettres ne serviront qu’une fois qu’elle aura rejoint un serveur. D’ici là, seule une copie de vos données vous rendrait votre travail : faites-en une souvent, et rangez-la ailleurs.
lost = Le jour où vous en avez besoin
install = Installez Coopol sur un autre ordinateur, et ouvrez-le.
type = À la place d’une invitation, recopiez les lettres du cadre, ligne après ligne. Majuscules, tirets et espaces n’ont pas d’importance.
type-alone = À la place d’une invitation, recopiez les lettres du cadre, ligne après ligne, avec l’adresse du serveur que la section aura rejoint. Majuscules, tirets et espaces n’ont pas d’importance.
wait = Vérifiez votre nom, puis laissez l’ordinateur recevoir les données : quelques minutes suffisent.
after = Ensuite
once = Cette feuille sert une seule fois. Imprimez-en une nouvelle depuis le nouvel ordinateur, dans Réglages, puis détruisez celle-ci.
keep = Où la garder
where = Chez vous, avec vos papiers importants. Jamais dans la sacoche de l’ordinateur, ni en photo sur un téléphone.
stolen = Qui la détient peut relier un ordinateur à votre place. Si elle disparaît, imprimez-en une autre : celle-ci ne vaudra plus rien.
