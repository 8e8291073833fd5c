//! Around a handover, what one may change alone (J3.7).

use coopol_core::shield::Shield;

/// What is said before anything is done.
pub fn shield(shield: &Shield) -> String {
    let left = match shield.left {
        0 => "il n'en reste aucune aujourd'hui".to_owned(),
        1 => "il en reste 1".to_owned(),
        left => format!("il en reste {left}"),
    };
    format!(
        "Autour d'une passation, au-delà de {} fiches par jour, chaque changement du fichier attend l'accord {} ({left}).",
        shield.most,
        whose(shield)
    )
}

/// What is said of something that would touch so many people at once; nothing where they are few enough.
pub fn shielded_act(shield: &Shield, people: usize) -> Option<String> {
    let beyond = people as u64 > shield.left;
    beyond.then(|| format!("{} Ce changement attendra en entier l'accord {}.", self::shield(shield), whose(shield)))
}

/// What is said of a change that will wait.
pub fn will_wait(shield: &Shield) -> String {
    format!("Ce changement attendra l'accord {} : coopol proposals own le montre.", whose(shield))
}

/// What is said of people who may not leave as a file yet.
pub fn unagreed(others: &[String], asked: bool) -> String {
    let who = of_another(others);
    if asked {
        format!(
            "autour d'une passation, le fichier ne sort qu'avec l'accord {who} : il est demandé, et attend une réponse"
        )
    } else {
        format!(
            "autour d'une passation, le fichier ne sort qu'avec l'accord {who} : demandez-le avec `coopol export DOSSIER --ask`"
        )
    }
}

fn whose(shield: &Shield) -> String {
    of_another(&shield.others)
}

/// Whose agreement it takes.
pub fn of_another(others: &[String]) -> String {
    match others {
        [] => "d'une autre personne qui tient le fichier, la prochaine s'il n'y en a pas d'autre".to_owned(),
        names => format!("d'une autre personne qui tient le fichier ({})", names.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_may_agree_is_named_and_what_is_left_counted() {
        let of = |left, others: &[&str]| Shield {
            most: 20,
            left,
            others: others.iter().map(|name| (*name).to_owned()).collect(),
        };
        assert_eq!(
            shield(&of(12, &["André Côté", "Ida Roux"])),
            "Autour d'une passation, au-delà de 20 fiches par jour, chaque changement du fichier attend l'accord d'une \
             autre personne qui tient le fichier (André Côté, Ida Roux) (il en reste 12)."
        );
        assert!(
            shield(&of(0, &[])).ends_with("la prochaine s'il n'y en a pas d'autre (il n'en reste aucune aujourd'hui).")
        );
        assert_eq!(shielded_act(&of(12, &[]), 12), None);
        assert!(shielded_act(&of(12, &[]), 13).unwrap().contains("attendra en entier l'accord"));
    }
}
