/** A column of the grid; widths in rem, so that they follow the reader's text size. */
export interface GridColumn<Column extends string> {
  key: Column;
  title: string;
  least: number;
  /** Its share of the room that is left. */
  grow: number;
}

export interface GridSort<Column extends string> {
  column: Column;
  descending: boolean;
}
