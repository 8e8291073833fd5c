//! Tables of a web page, which sites give out as `.xls`.

use super::meter::Meter;
use crate::{
    limits,
    table::{Cell, Merge, Table},
    unreadable::Unreadable,
};

/// Reads every table of a page; `None` when it has none of several rows.
pub fn read(text: &str) -> Result<Option<Vec<Table>>, Unreadable> {
    let mut page = Page::default();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('<') {
        page.text(before);
        if let Some(comment) = after.strip_prefix("!--") {
            rest = comment.split_once("-->").map_or("", |(_, after)| after);
            continue;
        }
        let Some((tag, after)) = after.split_once('>') else { break };
        rest = after;
        page.tag(tag)?;
    }
    page.close_row()?;
    // A page is laid out in tables, too: those of one row hold no list.
    page.tables.retain(|table| table.rows.len() > 1);
    Ok((!page.tables.is_empty()).then_some(page.tables))
}

#[derive(Default)]
struct Page {
    tables: Vec<Table>,
    meter: Meter,
    row: u32,
    cells: Vec<(usize, String)>,
    /// By column, in how many rows below a cell of several rows stands.
    tall: Vec<u32>,
    /// The column that the next cell stands in.
    column: usize,
    /// Whether a cell is open: text outside is layout.
    open: bool,
    /// Within a script or a style sheet.
    hidden: bool,
}

impl Page {
    fn tag(&mut self, tag: &str) -> Result<(), Unreadable> {
        let name =
            tag.split([' ', '\n', '\t', '\r', '/']).find(|part| !part.is_empty()).unwrap_or_default().to_lowercase();
        match (name.as_str(), tag.starts_with('/')) {
            ("script" | "style", ends) => self.hidden = !ends,
            ("table", false) => {
                self.close_row()?;
                self.row = 0;
                self.tall.clear();
                self.tables.push(Table::default());
            }
            ("tr" | "table", _) => self.close_row()?,
            ("td" | "th", false) => {
                while self.tall.get(self.column).is_some_and(|rows| *rows > self.row) {
                    self.column += 1;
                }
                self.cells.push((self.column, String::new()));
                let first = self.column;
                self.column += span(tag, "colspan").min(limits::COLUMNS);
                self.open = true;
                self.covered(tag, first);
            }
            ("td" | "th", true) => self.open = false,
            ("br" | "p" | "div" | "li", _) => self.text("\n"),
            _ => {}
        }
        Ok(())
    }

    fn text(&mut self, text: &str) {
        if let Some((_, cell)) = self.cells.last_mut().filter(|_| self.open && !self.hidden) {
            // Line ends of the source are blanks; those that are shown come from tags.
            if text == "\n" { cell.push('\n') } else { cell.push_str(&text.replace(['\n', '\r'], " ")) }
        }
    }

    /// Notes the rows that a cell of several rows covers, and says there what it says in the first.
    fn covered(&mut self, tag: &str, first: usize) {
        let rows = u32::try_from(span(tag, "rowspan").min(limits::ROWS)).unwrap_or(1);
        let row = self.row + 1;
        if rows < 2 || self.column > limits::COLUMNS {
            return;
        }
        self.tall.resize(self.tall.len().max(self.column), 0);
        self.tall[first..self.column].fill(row + rows - 1);
        if let Some(table) = self.tables.last_mut() {
            table.merges.push(Merge { rows: (row, row + rows - 1), columns: (first, self.column - 1) });
        }
    }

    fn close_row(&mut self) -> Result<(), Unreadable> {
        self.open = false;
        self.column = 0;
        let cells = std::mem::take(&mut self.cells);
        let Some(table) = self.tables.last_mut().filter(|_| !cells.is_empty()) else { return Ok(()) };
        self.row += 1;
        for (column, text) in cells {
            self.meter.put(table, self.row, column, Cell::text(&text))?;
        }
        Ok(())
    }
}

/// How many columns or rows a cell takes.
fn span(tag: &str, name: &str) -> usize {
    let told = tag.to_lowercase();
    let number = told.split_once(&format!("{name}=")).map(|(_, after)| after.trim_start_matches(['"', '\'']));
    let digits = number.map(|text| text.chars().take_while(char::is_ascii_digit).collect::<String>());
    digits.and_then(|digits| digits.parse().ok()).unwrap_or(1).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_without_their_tags() {
        let page = "<html><style>td {}</style><table><tr><th>Nom<th colspan=2>Pr&eacute;nom</tr>\n<!-- <td>x</td> -->\
            <tr><td>DUPONT</td><td></td><td><a href='x'>Jean</a><br>\n Paul</td></tr></table></html>";
        let tables = read(page).expect("within the limits").expect("a table");
        let rows: Vec<Vec<String>> =
            tables[0].rows.iter().map(|row| row.cells.iter().map(Cell::shown).collect()).collect();
        assert_eq!(rows, [vec!["Nom", "Prénom"], vec!["DUPONT", "", "Jean\n  Paul"]]);
        let page = "<table><tr><td rowspan=2>A<td>1</tr><tr><td>2</tr><tr><td>B<td>3</tr></table>";
        let tables = read(page).expect("within the limits").expect("a table");
        assert_eq!(tables[0].rows[1].cells, [Cell::Empty, Cell::text("2")]);
        assert_eq!(tables[0].merges, [Merge { rows: (1, 2), columns: (0, 0) }]);
        assert_eq!(read("<html><table><tr><td>Bonjour</table></html>"), Ok(None));
    }
}
