import { writeFileSync } from 'node:fs';
import { readMessages, typesOf } from './message-keys.mjs';

writeFileSync('src/l10n/keys.gen.ts', typesOf(readMessages('locales/fr')));
