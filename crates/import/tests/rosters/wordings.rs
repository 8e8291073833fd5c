//! Headers as sections write them.

/// Wordings by field of the JSON, between bars.
pub type Wordings = &'static [(&'static str, &'static str)];

/// Wordings that the reader must know.
pub const USUAL: Wordings = &[
    (
        "last_name",
        "Nom|NOM|Nom de famille|Nom d'usage|Nom adhérent|Last Name|Surname|Nom usuel|Patronyme|\
        nom_famille|Nom de l'adhérent|NOM DE FAMILLE",
    ),
    (
        "first_name",
        "Prénom|PRENOM|Prénom(s)|Prénoms|First Name|Given Name|prenom|Prénom usuel|\
        Prénom de l'adhérent|Prén.",
    ),
    ("full_name", "Nom et prénom|NOM Prénom|Nom - Prénom|Nom & prénom|NOM ET PRENOM|Adhérent|Nom/Prénom"),
    (
        "birth_date",
        "Date de naissance|Né(e) le|DDN|Date naiss.|Naissance|Date de naiss.|Né le|Anniversaire|\
        Birthday|DATE NAISSANCE|Date naissance (jj/mm/aaaa)",
    ),
    (
        "joined_on",
        "Date d'adhésion|Adhésion|Date adhésion|Adhérent depuis|Date d'entrée|Membre depuis|\
        Inscription|Date d'inscription|1ère adhésion|Adhérent depuis le|Date adh.",
    ),
    (
        "emails",
        "Email|E-mail|Courriel|Mail|Adresse mail|Adresse électronique|Mél|Adresse de messagerie|\
        E-mail 1 - Value|MAIL|@|Adresse e-mail|email perso",
    ),
    (
        "phones",
        "Téléphone|Tél.|Tel|Portable|Mobile|Tél. portable|N° de téléphone|GSM|Tél. mobile|\
        Phone 1 - Value|TELEPHONE|Numéro de téléphone|Tél",
    ),
    (
        "street",
        "Adresse|Rue|Adresse postale|Voie|N° et rue|Adresse 1|Rue (domicile)|ADRESSE|\
        Address 1 - Street|Libellé voie|Adr.",
    ),
    (
        "postcode",
        "CP|Code postal|Code Postal|C.P.|Code post.|Code postal (domicile)|Zip|CODE_POSTAL|\
        codePostal",
    ),
    (
        "city",
        "Ville|Commune|Localité|VILLE|Ville (domicile)|City|Ville de résidence|\
        Commune de résidence",
    ),
    (
        "number",
        "N° adhérent|Numéro d'adhérent|N°|Carte n°|N° de carte|Matricule|N° carte|Num. adhérent|\
        Identifiant|n° d'adhérent",
    ),
    (
        "dues",
        "Cotis. {y}|Cotisation {y}|{y}|Montant {y}|Cotisation {y} (€)|Cot. {y}|Versement {y}|\
        COTIS {y}|Règlement {y}|Payé {y}",
    ),
];

/// Wordings written down apart from the vocabulary, to see how the reader does on what it was not taught.
pub const UNSEEN: Wordings = &[
    (
        "last_name",
        "Nom (usage)|Nom du militant|Nom courant|Nom du membre|NOM DE FAMILLE *|Nom d'épouse|\
        Nom de l'adhérent(e)|Nom porté",
    ),
    ("first_name", "Prénom d'usage|1er prénom|PRENOM(S) *|Prénom courant|Prénom du membre|Prénom d'appel"),
    ("full_name", "Nom et prénom de l'adhérent|Nom, prénom|Nom + Prénom|Nom Prénom du camarade"),
    (
        "birth_date",
        "Date de nais.|D. naissance|Né.e le|Né(e)|Date anniv.|Jour de naissance|D.D.N.|Naiss.|\
        Date naissance adhérent",
    ),
    (
        "joined_on",
        "Date 1re adhésion|Membre depuis le|Entré(e) au PS le|Arrivé au parti|Date d'entrée au parti|\
        Adh. le|Début d'adhésion|Encarté(e) le|Date inscr.|A adhéré le",
    ),
    (
        "emails",
        "Adr. mail|Mèl|Courrier élec.|Couriel|Mail 1|Adresse courriel|E.mail|\
        Adresse de courrier électronique|Boîte mail|Mail (perso)",
    ),
    (
        "phones",
        "N° tél|Tel port|Mobile perso|N° de mobile|Télép.|Tél. perso|Coordonnées tél.|N° portable|\
        Joignable au|Tél (06…)",
    ),
    (
        "street",
        "Adresse (n° et rue)|N° + voie|Libellé de la voie|Adresse du domicile|Rue et n°|\
        Adresse ligne1|Domicile|Adresse (rue)|N° et nom de voie|Habite",
    ),
    ("postcode", "C. postal|CP dom.|Cod. postal|Code postal *|Code postal de résidence|C Post"),
    (
        "city",
        "Lieu de résidence|VILLE/COMMUNE|Commune (domicile)|Lieu d'habitation|Ville ou commune|\
        Ville du domicile",
    ),
    (
        "number",
        "N° d'adhérent·e|N°adh.|No carte|Numéro de carte d'adhérent|Réf. adhérent|Num. adhésion|\
        N° de membre|Id. adhérent",
    ),
    (
        "dues",
        "Cotis {y}|Réglé {y}|Part {y}|Payé en {y}|Cotisation année {y}|Adh. {y}|Coti {y}|\
        Timbre {y}|Encaissé {y}",
    ),
];

/// A second list of the same kind, written after the first had been read without a mistake.
pub const FRESH: Wordings = &[
    (
        "last_name",
        "NOMS|Nom de fam.|Nom d’usage|Nom (en capitales)|Nom officiel|Nom complet de famille|\
        Nom du camarade",
    ),
    ("first_name", "Prénom principal|Pnom|Prénom 1|Petit prénom|Prenoms usuels|Prénom (usuel)"),
    ("full_name", "Identité|Nom-Prénom|Prénom/Nom|NOM prénom adhérent|Noms et prénoms|Militant(e)"),
    (
        "birth_date",
        "Date de naissance (JJ/MM/AAAA)|Date nss|Née/Né le|Dt naissance|Naiss|Date_de_naissance|\
        date naiss adh|Anniv.",
    ),
    (
        "joined_on",
        "Date de 1ère adhésion|Adhésion (date)|Au parti depuis|Inscrit(e) le|Date ad.|Arrivée|\
        Date d'arrivée dans la section|Depuis le|Date d’adhésion",
    ),
    (
        "emails",
        "Courriels|Adresse @|e-mails|Adresse él.|Mail personnel|Courriel 1|Messagerie|\
        E-Mail adhérent|adr. électronique|Mail/courriel",
    ),
    (
        "phones",
        "Tél 1|Téléphones|n° tel.|Portable 1|Tél. domicile ou portable|Tel. mobile perso|\
        Numéro de portable|Mob.|Phone|Contact téléphonique",
    ),
    (
        "street",
        "Adresse 1ère ligne|N°, rue|Adresse personnelle|Rue/Voie|Adresse complète (rue)|\
        Nom de la rue|Adresse - rue|Résidence|ADRESSE POSTALE",
    ),
    ("postcode", "Code P.|CODE POST|C.P|Code postal adhérent|cp|Postcode|Code postal (5 chiffres)"),
    (
        "city",
        "VILLE (résidence)|Commune d'habitation|Ville / Commune|Localité/Ville|Nom de la commune|\
        Ville adh.|Town",
    ),
    (
        "number",
        "N° Adh|N° carte d'adhérent|Code adhérent|n° mat.|N° d'adhésion|Numéro|ID|Carte PS n°|\
        N° national",
    ),
    (
        "dues",
        "Cotis.{y}|{y} (€)|Cotisations {y}|Année {y}|Cotisation réglée {y}|C. {y}|\
        Montant cotis {y}|Reçu {y}|Don/cotis {y}",
    ),
];

/// Columns that hold nothing to read, with a cell of them.
pub const STRANGE: &[(&str, &[&str])] = &[
    ("Profession", &["retraitée", "enseignant", "agent SNCF", ""]),
    ("Section", &["Versailles", "Versailles", "Versailles"]),
    ("Fonction", &["", "secrétaire", "", "trésorière"]),
    ("Mode de paiement", &["chèque", "espèces", "virement"]),
    ("Lieu de naissance", &["Paris", "Lyon", "Oran", "Brest"]),
    ("Statut", &["à jour", "à jour", "en retard"]),
    ("Deuxième prénom", &["", "Marie", "", ""]),
    ("Émargement", &["", ""]),
    ("Bureau de vote", &["12", "3", "7"]),
    ("Type d'adhésion", &["normale", "réduite"]),
];
