import type { Day, HistoryQuery, Id, SubjectKind } from '../../platform';

/** What is asked of the history. */
export class HistoryQuestion {
  text = $state('');
  kind = $state<SubjectKind | 'all'>('all');
  author = $state<Id | 'all'>('all');
  from = $state<Day | ''>('');
  until = $state<Day | ''>('');

  get query(): HistoryQuery {
    return {
      text: this.text,
      kind: this.kind === 'all' ? null : this.kind,
      author: this.author === 'all' ? null : this.author,
      from: this.from || null,
      until: this.until || null,
    };
  }

  get narrowed(): boolean {
    const { text, kind, author, from, until } = this.query;
    return text.trim() !== '' || [kind, author, from, until].some((part) => part !== null);
  }

  clear(): void {
    this.text = '';
    this.kind = 'all';
    this.author = 'all';
    this.from = '';
    this.until = '';
  }
}
