import type { AgendaQuery } from '../../platform';

/** What is asked of the agenda. */
export class AgendaQuestion {
  span = $state<AgendaQuery['span']>('coming');
  text = $state('');
}
