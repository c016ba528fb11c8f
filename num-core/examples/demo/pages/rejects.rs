//! Rows that could not be taken in.

use num_core::page::{Cell, Tone, html, link, notice, table};

use super::{Book, Own, counted, number, way, words};

pub(super) fn page(book: &Book) -> String {
    let crumbs = way(&[("The year", Some("index.html")), ("Rejected rows", None)]);
    let rows: Vec<Vec<Cell>> = book
        .rejected
        .iter()
        .flat_map(|rejected| {
            rejected.problems.iter().map(|found| {
                vec![
                    number(rejected.row),
                    number(rejected.line),
                    words(&found.column.map(|column| column.to_string()).unwrap_or_default()),
                    words(&found.path),
                    words(found.code.message()),
                ]
            })
        })
        .collect();
    let body = html! {
        h1 { "Rejected rows" }
        p class="lead" { (counted(book.rejected.len(), "row")) " could not be taken in; the others are not touched by it." }
        @if book.already_known > 0 { p { (counted(book.already_known, "row")) " stood there twice, and was taken in once." } }
        @if rows.is_empty() {
            (notice(Tone::Good, &html! { p { "Every row was taken in." } }))
        } @else {
            (table("Problems", &["Row", "Line", "Column", "Place", "What is wrong"], &rows))
        }
        p { (link("rejects.csv", "The same as a spreadsheet")) ": places and problems, and nothing of what was written." }
    };
    Own { book, title: "Rejected rows", crumbs: &crumbs, body }.to_html()
}
