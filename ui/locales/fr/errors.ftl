# What went wrong, what was kept, what to do.
error-offline = Le serveur ne répond pas. Rien n’est perdu. Réessayez quand la connexion sera revenue.
error-server_unproven = Qui répond à l’adresse du serveur ne prouve pas être lui : son certificat n’est pas bon. Rien ne lui a été envoyé. Prévenez la personne qui tient le serveur. Si elle vous dit que tout va bien, quelqu’un s’interpose sur votre réseau.
error-busy = C’est encore occupé. Réessayez dans un instant.
error-not_found = Cette fiche n’est plus là. Elle a pu être supprimée par quelqu’un d’autre.
error-changed = Une autre valeur est arrivée entre-temps. Rien n’a été choisi : regardez de nouveau, puis décidez.
error-answered = Ce n’est plus en attente : quelqu’un d’autre a répondu, ou la fiche a été retirée ou effacée. Rien n’a été modifié.
error-unchanged = C’était déjà ainsi : quelqu’un d’autre a pu faire la même chose. Rien n’a été modifié.
error-forbidden = Votre mandat ne permet pas cela. Rien n’a été modifié.
error-invalid = Cette valeur n’est pas acceptée. Rien n’a été modifié.
error-wrong_passphrase = Ce n’est pas la bonne phrase secrète. Vérifiez les majuscules et les espaces.
error-keyring_unavailable = Le trousseau de l’ordinateur ne répond pas. Ouvrez-le, puis réessayez.
error-invitation_unknown = Ce code n’est pas reconnu. Recopiez-le tel qu’il figure dans l’invitation.
error-invitation_used = Cette invitation a déjà servi. Si ce n’était pas vous, prévenez la personne qui vous l’a envoyée.
error-too_many_devices = Trois ordinateurs sont déjà reliés à votre nom. Retirez celui qui ne sert plus, depuis un autre ordinateur de la section, puis recommencez.
error-codes_unread = L’adresse du serveur ou l’un des codes ne se lit pas, ou c’est deux fois le même. Relisez-les tels qu’ils sont imprimés.
error-codes_refused = Le serveur ne prend pas ces deux codes : ils ont déjà servi, ou d’autres ont été faits depuis.
error-office_held = Quelqu’un exerce encore un mandat dans cette unité : les codes ne font revenir que cette personne, sous le nom de son mandat. Ils n’ont pas servi.
error-invitation_waits = Ce code servira à partir du { $from }. Vous aviez déjà un ordinateur : les autres ont jusque-là pour voir cette invitation. Gardez le code, et recommencez alors.
error-file_unreadable = Le fichier « { $name } » ne peut pas être lu. Il a été laissé tel quel. Choisissez un fichier Excel, LibreOffice ou CSV.
error-file_too_large = Le fichier « { $name } » dépasse { $limit } Mo. Il n’a pas été ajouté.
error-request_unread = Le fichier « { $name } » n’est pas une demande de Coopol, ou il est abîmé. Rien n’a été écrit. Redemandez-le à la personne élue.
error-request_newer = La demande « { $name } » a été écrite avec une version plus récente de Coopol. Mettez Coopol à jour, puis recommencez.
error-minutes_unread = Le fichier « { $name } » est vide, ou ne se lit pas. Rien n’a été écrit. Choisissez-en un autre.
error-minutes_gone = Le compte rendu choisi n’est plus là : un autre l’a remplacé. Rien n’a été écrit. Choisissez-le de nouveau, ou ouvrez de nouveau la demande.
error-decided = C’est déjà décidé. Rien n’a été modifié : regardez où en est la passation.
error-too_late = Le délai pour contester est passé. Rien n’a été modifié. Écrivez au niveau au-dessus : c’est lui qui peut encore corriger.
error-not_undoable = Cela ne peut plus être annulé.
error-unagreed = { $asked ->
    [yes] Autour d’une passation, le fichier ne sort qu’avec l’accord d’une autre personne qui le tient. Cet accord est demandé : il attend une réponse. Rien n’a été écrit.
   *[no] Autour d’une passation, le fichier ne sort qu’avec l’accord d’une autre personne qui le tient. Rien n’a été écrit.
}
error-disk_full = Le disque de cet ordinateur est plein. Rien n’a été modifié. Libérez de la place, puis recommencez.
error-no_mail = Ce serveur n’envoie pas de messages. Rien n’est programmé. Passez par votre messagerie.
error-begun = Cet envoi a déjà commencé : ce qui est parti ne se reprend pas.
error-bug = Le programme a rencontré un problème. Ce qui était enregistré l’est toujours. Recommencez, ou redémarrez Coopol.

rule-required = À remplir.
rule-too_long = C’est trop long : raccourcissez ce texte.
rule-email = Cette adresse e-mail n’est pas complète. Exemple : nom@exemple.org
rule-phone = Il manque des chiffres à ce numéro. Exemple : 06 12 34 56 78
rule-day = Cette date n’est pas possible.
rule-future = Ce jour n’est pas encore venu.
rule-amount = Il faut un montant. Exemple : 36,50
rule-past = Choisissez aujourd’hui ou un jour à venir.
rule-to_come = Choisissez une heure à venir, dans un an au plus.
rule-end_before_start = La fin est avant le début.
rule-passphrase_short = Au moins 12 caractères. Quelques mots que vous retiendrez conviennent très bien.
rule-too_early = C’est trop tôt : cela se décide trente jours avant au plus.
rule-too_far = C’est trop long : 184 jours au plus. Pour davantage, c’est une autre décision, qui prolongera celle-ci.
rule-taken = Déjà utilisé : choisissez-en un autre.
rule-oneself = Personne ne se confie une fonction à soi-même.
rule-suspended = Cette personne est suspendue dans cette unité.
rule-delegation_span = Choisissez un jour à partir d’aujourd’hui, et 92 jours après au plus.
rule-delegations_full = Vingt tâches sont déjà confiées dans la section : mettez d’abord fin à l’une d’elles.
