//! A process drawn: a map of lines beside a table of what is done, by whom and how long. Under the designer, on the page of a
//! process, and with the course of a case laid over it.

#[cfg(not(feature = "hydrate"))]
mod course;
mod rail;
mod said;
mod sums;

#[cfg(not(feature = "hydrate"))]
use schema::form::Form;
#[cfg(not(feature = "hydrate"))]
use schema::process::design::{Piece, Place, Row, RowKind, fact_names, rows};

#[cfg(not(feature = "hydrate"))]
use crate::prelude::*;
#[cfg(not(feature = "hydrate"))]
use crate::text::{Words, use_words};

#[cfg(not(feature = "hydrate"))]
pub use self::course::{ProcessTrace, Stands};
pub use self::rail::{rail, width};
pub use self::said::{Names, condition, limit, name, title, who};
pub use self::sums::sums;

/// How far a case has come at a piece.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(
    feature = "hydrate",
    expect(dead_code, reason = "only the server lays the course of a case over a drawing")
)]
pub enum Way {
    /// No case is looked at.
    Plain,
    /// It was there.
    Walked,
    /// It is there.
    Here,
    /// It is there for longer than it may be.
    Late,
    /// It may come there.
    Ahead,
    /// It went another way.
    Passed,
}

impl Way {
    /// Its name in the style sheet.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Plain => "drawn",
            Self::Walked => "walked",
            Self::Here => "here",
            Self::Late => "late",
            Self::Ahead => "ahead",
            Self::Passed => "passed",
        }
    }
}

/// A process as it is defined. Conditions are said with the names of the form's questions where it is known.
#[cfg(not(feature = "hydrate"))]
#[component]
pub fn Flow(
    /// The process.
    piece: Piece,
    /// The form whose answers its conditions read.
    form: Option<Form>,
) -> impl IntoView {
    let words = use_words();
    table(
        words,
        &piece,
        form.as_ref(),
        (|_: &Place| Way::Plain, Way::Plain),
        None::<(&str, fn(&Row) -> AnyView)>,
    )
}

/// The table. `way` says how far a case has come at a place, `end` whether it has come to the end; the last column, with its
/// heading, says more of each row.
#[cfg(not(feature = "hydrate"))]
pub fn table(
    words: Words,
    piece: &Piece,
    form: Option<&Form>,
    (way, end): (impl Fn(&Place) -> Way, Way),
    last: Option<(&str, impl Fn(&Row) -> AnyView)>,
) -> AnyView {
    let texts = words.processes;
    let drawn = rows(piece);
    let wide = width(&drawn);
    let facts = fact_names(piece);
    let names = Names { form, facts: &facts };
    let (heading, told) = last.map_or((None, None), |(heading, told)| (Some(heading.to_owned()), Some(told)));
    let line = |row: &Row| {
        let here = piece.at(&row.place).unwrap_or(piece);
        let at = if row.kind == RowKind::End { end } else { way(&row.place) };
        let head =
            matches!(row.kind, RowKind::Piece(kind) if kind != schema::process::design::PieceKind::Task);
        let class = format!("{} {}", if head { "grp" } else { "one" }, at.slug());
        let told = told.as_ref().map(|told| view! { <td class="tr">{told(row)}</td> });
        let limit = limit(words, row, here);
        // A phone has no room for a column of times: there they stand under the name.
        let time = (!limit.is_empty()).then(|| view! { <small class="time">{limit.clone()}</small> });
        view! {
            <tr class=class>
                <td class="map">{rail(row, wide, at, &way)}</td>
                <th class="n" scope="row">{title(words, row, here, names)}<small>{who(words, row, here)}</small>{time}</th>
                <td class="lim">{limit}</td>
                {told}
            </tr>
        }
    };
    let lines = drawn.iter().map(line).collect_view();
    view! {
        <div class="flow" tabindex="0" role="region" aria-label=texts.drawing()>
            <table>
                <thead>
                    <tr>
                        <td class="map"></td>
                        <th scope="col">{texts.task_and_who()}</th>
                        <th scope="col" class="lim">{texts.limit_column()}</th>
                        {heading.map(|heading| view! { <th scope="col">{heading}</th> })}
                    </tr>
                </thead>
                <tbody>{lines}</tbody>
            </table>
        </div>
    }
}
