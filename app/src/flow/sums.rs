//! How the limits of a process add up, block by block, against what is promised to applicants: the first question to whoever
//! draws one, and to whoever looks for why a case is late.

use schema::calendar::Limit;
use schema::process::design::{Piece, PieceKind, days, is_counted, most};

use super::name;
use crate::prelude::*;
use crate::text::{Tracing, Words};
use crate::ui::limit::limit_words;

/// The table of sums. What does not count towards the decision is one row together.
pub fn sums(words: Words, process: &Piece, promised: Option<u32>, statutory: Option<Limit>) -> AnyView {
    let texts = Tracing(words.locale);
    let (counted, uncounted): (Vec<&Piece>, Vec<&Piece>) =
        process.children.iter().partition(|piece| is_counted(piece));
    let lines = counted.into_iter().map(|piece| {
        let days = match days(piece) {
            0 => texts.sum_none().to_owned(),
            days => days.to_string(),
        };
        view! { <tr><th scope="row">{said(words, piece)}</th><td>{days}</td></tr> }
    });
    let lines = lines.collect_view();
    let left: Vec<String> = uncounted.into_iter().map(|piece| name(words, piece)).collect();
    let left = (!left.is_empty()).then(|| {
        let names = left.join(words.catalogue.separator());
        view! { <tr class="soft"><th scope="row">{names}</th><td>{texts.uncounted()}</td></tr> }
    });
    let total = days(process);
    let promise = promised.map_or_else(|| texts.not_promised().to_owned(), |days| days.to_string());
    let margin = promised.map(|promised| {
        let (class, label) = if promised < total { ("am", texts.too_long()) } else { ("", texts.margin()) };
        view! { <tr class=class><th scope="row">{label}</th><td>{promised.abs_diff(total).to_string()}</td></tr> }
    });
    let law = statutory.map(|limit| {
        view! { <p class="cap">{texts.statutory(&limit_words(words.catalogue, limit))}</p> }
    });
    view! {
        <table class="sums">
            <thead><tr><th scope="col">{texts.sum_what()}</th><th scope="col">{texts.sum_days()}</th></tr></thead>
            <tbody>{lines}{left}</tbody>
            <tfoot>
                <tr><th scope="row">{texts.total()}</th><td>{total.to_string()}</td></tr>
                <tr><th scope="row">{texts.promised()}</th><td>{promise}</td></tr>
                {margin}
            </tfoot>
        </table>
        {law}
    }
}

/// A block, and how its sum comes about.
fn said(words: Words, piece: &Piece) -> String {
    let texts = Tracing(words.locale);
    let name = name(words, piece);
    match piece.kind {
        kind if kind.is_fork() => texts.sum_longest(&name),
        PieceKind::Repeat => texts.sum_rounds(&name, most(piece)),
        _ => name,
    }
}

#[cfg(test)]
mod tests {
    use schema::Locale;
    use schema::process::design::templates;

    use super::*;

    #[test]
    fn the_rows_add_up_to_the_total_and_the_margin_is_what_is_left() {
        let template = templates().into_iter().find(|template| template.id == "joint").unwrap();
        let piece = Piece::read(&template.definition).unwrap();
        let html = |promised| {
            Owner::new()
                .with(|| sums(Words::new(Locale::ZhCn), &piece, promised, None).to_html().replace("<!>", ""))
        };
        assert_eq!(days(&piece), 9);
        assert!(html(Some(10)).contains("余量</th><td>1</td>"), "{}", html(Some(10)));
        assert!(html(Some(7)).contains("超出承诺</th><td>2</td>"), "{}", html(Some(7)));
        assert!(html(None).contains("没有承诺") && html(None).contains("取最长的一支"), "{}", html(None));
    }
}
