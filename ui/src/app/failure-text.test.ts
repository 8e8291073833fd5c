import { expect, it } from 'vitest';
import { PlatformError, type ErrorCode } from '../platform';
import { failureText } from './failure-text';

const failure = (code: ErrorCode, details: Record<string, string | number> = {}) =>
  failureText(new PlatformError({ code, message: 'in english, for logs', details }));

it('never shows the words of the logs', () => {
  expect(failureText(new TypeError('x is undefined'))).toMatch(/Le programme a rencontré un problème/u);
  expect(failure('offline')).toMatch(/Rien n’est perdu/u);
});

it('tells the rule that a value breaks', () => {
  expect(failure('invalid', { field: 'email', rule: 'email' })).toMatch(/n’est pas complète/u);
  expect(failure('invalid', { field: 'email', rule: 'unheard of' })).toMatch(/n’est pas acceptée/u);
});

it('names the file that could not be read', () => {
  expect(failure('file_unreadable', { name: 'liste.pages' })).toContain('liste.pages');
});
