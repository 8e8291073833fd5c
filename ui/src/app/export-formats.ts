import type { ExportFormat } from '../platform';

/** What a table can be exported as. */
export const TABLES: readonly ExportFormat[] = ['xlsx', 'csv'];
