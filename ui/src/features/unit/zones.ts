/** Where the party has sections; the key of each zone’s name on screen. */
export const ZONES = [
  ['Europe/Paris', 'zone-paris'],
  ['America/Guadeloupe', 'zone-guadeloupe'],
  ['America/Martinique', 'zone-martinique'],
  ['America/Cayenne', 'zone-cayenne'],
  ['America/Miquelon', 'zone-miquelon'],
  ['Indian/Reunion', 'zone-reunion'],
  ['Indian/Mayotte', 'zone-mayotte'],
  ['Pacific/Noumea', 'zone-noumea'],
  ['Pacific/Tahiti', 'zone-tahiti'],
  ['Pacific/Wallis', 'zone-wallis'],
] as const;
