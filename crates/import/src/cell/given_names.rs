//! First names frequent in France, to tell which of two words is the first name when nothing else does.
//! A choice, not a register: a name that is not here is no evidence of anything.

use crate::fold;

const FREQUENT: &str = "adele adrien agathe agnes ahmed aicha alain albert alexandra alexandre alexis alice aline ali amelie amina anais andre andree angelique anna anne annick annie antoine antonio armelle arnaud arthur aude audrey aurelie aurelien axel baptiste beatrice benjamin benoit bernadette bernard bertrand brigitte bruno camille carole caroline catherine cecile celine chantal charles charlotte chloe christelle christian christiane christine christophe claire clara claude claudine clement clemence colette corinne cyril damien daniel daniele danielle david delphine denis denise diane didier dominique edith edouard eliane elisabeth elise elodie emilie emma emmanuel emmanuelle enzo eric estelle esther etienne eugene eva evelyne fabien fabienne fabrice fatima fatiha fatou fernand florence florent florian franck francine francis francois francoise frederic frederique gabriel gabrielle gaelle gautier genevieve georges georgette gerald gerard germaine ghislaine gilbert gilles ginette gisele gregory guillaume gustave guy gwenaelle helene henri henriette herve hugo huguette ibrahim ines irene isabelle jacqueline jacques jean jeanine jeanne jennifer jeremy jerome joel joelle johanna jonathan jose joseph josette josiane jules julia julie julien juliette karim karine kevin khadija laetitia laura laure laurence laurent lea leila lena leo leon leonie liliane lionel lise loic louis louise luc lucas lucie lucien lucienne ludovic lydie madeleine mael magali maite malika manon manuel marc marcel marcelle marguerite maria marie marine marion marianne marthe martin martine mathieu mathilde matthieu maurice max maxime mehdi melanie michel michele micheline mireille mohamed monique morgane mustapha muriel myriam nadia nadine nathalie nathan nicolas nicole noel noemie odette odile olivia olivier oceane pascal pascale patrice patricia patrick paul paule paulette pauline philippe pierre pierrette quentin rachel rachid raphael raymond raymonde regine regis rejane remi renaud rene renee richard robert roger roland rolande romain rosa rose sabine sabrina said samia samir samuel sandra sandrine sara sarah sebastien serge severine simon simone solange solene sophie stephane stephanie suzanne sylvain sylvaine sylvette sylvie tatiana theo therese thibault thierry thomas valentin valentine valerie vanessa veronique victor victoria vincent viviane wilfried william xavier yacine yann yannick yasmina yves yvette yvon yvonne zoe";

/// Whether a word, or each part of a compound, is such a name.
pub fn knows(word: &str) -> bool {
    let plain = fold::plain(word);
    !plain.is_empty() && plain.split('-').all(|part| FREQUENT.split(' ').any(|name| name == part))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn simple_and_compound() {
        assert!(knows("Jean-Pierre") && knows("HÉLÈNE"));
        assert!(!knows("Dupont") && !knows("") && !knows("Jean-"));
    }
}
