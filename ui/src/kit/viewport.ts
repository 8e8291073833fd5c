/** The rows to draw, `last` included: those in view and a few around, so that scrolling never shows a gap. */
export function rowsInView(
  scrollTop: number,
  height: number,
  rowHeight: number,
  total: number,
): { first: number; last: number } {
  const AROUND = 8;
  const first = Math.floor(scrollTop / rowHeight) - AROUND;
  const last = Math.ceil((scrollTop + height) / rowHeight) + AROUND;
  return { first: Math.max(0, Math.min(first, total - 1)), last: Math.max(0, Math.min(last, total - 1)) };
}

/** Where the keyboard goes from row `index`; null when the key is not one that moves. */
export function rowAfterKey(key: string, index: number, total: number, rowsPerPage: number): number | null {
  const steps: Record<string, number> = {
    ArrowDown: index + 1,
    ArrowUp: index - 1,
    PageDown: index + rowsPerPage,
    PageUp: index - rowsPerPage,
    Home: 0,
    End: total - 1,
  };
  const next = steps[key];
  return next === undefined ? null : Math.max(0, Math.min(total - 1, next));
}

/** The first columns that fit side by side, never none; sizes are least widths in the same unit as `width`. */
export function columnsThatFit<T extends { least: number }>(columns: readonly T[], width: number): T[] {
  const fitting: T[] = [];
  let taken = 0;
  for (const column of columns) {
    taken += column.least;
    if (fitting.length > 0 && taken > width) break;
    fitting.push(column);
  }
  return fitting;
}
