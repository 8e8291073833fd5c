const FIRST_ROWS = 'first-rows';

/** Marks the moment, once, at which the roster can be used: the start of the program is measured by it (User Timing). */
export function markFirstRows(): void {
  if (performance.getEntriesByName(FIRST_ROWS).length > 0) return;
  requestAnimationFrame(() => performance.mark(FIRST_ROWS));
}
