export const GIVEN_NAMES =
  `Zoé André Françoise Jean-Pierre Nadia Hélène Marc Aïcha Paul Chloé Gérard Monique Léa Youssef Solène Bernard Inès
Thérèse Maël Catherine Olivier Fatoumata Élodie Henri Noël Danièle Ségolène Karim Jeanne Gaël Anne-Sophie Rémi Josiane Baptiste Mireille
Loïc Yvette Théo Dominique Agnès Étienne Rachida Claude Maryvonne Émile Célestine Éric Ludivine Mamadou Odile`.split(
    /\s+/u,
  );

export const FAMILY_NAMES =
  `Lefèvre Côté Martin Benali Dubois Œuvrard N’Guyen Le·Goff Moreau Étienne Girard d’Hervé Fontaine Diallo Roux Petit
Marchand Haddad Lemaître Chevalier Renaud Gauthier Perrot Évrard Traoré Blanchard Baudry Masson Picard Delaunay Aubert Rey Barbier Colin
Guérin Mercier Vasseur Pélissier Bouvier de·La·Rue Costa Ferreira Joly Leclercq Schmitt Kervella Tessier Ollivier Zimmermann Boyer`
    .split(/\s+/u)
    .map((name) => name.replaceAll('·', ' '));

/** The longest name of the section, so that every screen meets it. */
export const LONG_NAME = { given: 'Marie-Françoise Bernadette', family: 'de La Rochefoucauld-Montbel d’Aubigné' };

export const COMMUNES = [
  ['78000', 'Versailles'],
  ['78150', 'Le Chesnay-Rocquencourt'],
  ['78220', 'Viroflay'],
  ['78210', 'Saint-Cyr-l’École'],
  ['78530', 'Buc'],
  ['78350', 'Jouy-en-Josas'],
  ['78330', 'Fontenay-le-Fleury'],
  ['78590', 'Noisy-le-Roi'],
] as const;

export const STREETS =
  `rue du Maréchal-Foch,avenue de Paris,rue Royale,boulevard de la Reine,rue des Chantiers,allée des Tilleuls,
rue de l’Orangerie,place du Marché,impasse des Gendarmes,rue Georges-Clemenceau,chemin du Cordon,rue Saint-Honoré`
    .split(/,\s*/u)
    .map((street) => street.trim());

export const PROVIDERS = ['orange.fr', 'free.fr', 'laposte.net', 'wanadoo.fr', 'exemple.org', 'gmail.com'];
