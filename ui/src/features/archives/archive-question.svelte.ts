import type { ArchiveQuery, DocumentKind } from '../../platform';

/** What is asked of the archives. */
export class ArchiveQuestion {
  text = $state('');
  year = $state<number | null>(null);
  kind = $state<DocumentKind | 'all'>('all');

  get query(): ArchiveQuery {
    return { text: this.text, year: this.year, kind: this.kind === 'all' ? null : this.kind };
  }

  clear(): void {
    this.text = '';
    this.year = null;
    this.kind = 'all';
  }
}
