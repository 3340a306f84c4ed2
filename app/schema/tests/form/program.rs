//! The program says what the definition says.

use schema::Locale;
use schema::form::{Control, Effect, Form, Item, Look, Need};

use super::{field, residence};

#[test]
fn the_program_says_what_the_definition_says() {
    let form = residence();
    assert_eq!(form.meta.id, "residence");
    assert!(form.meta.demonstration);
    assert_eq!(
        form.pages.iter().map(|page| page.id.as_str()).collect::<Vec<_>>(),
        ["applicant", "residence", "children", "confirm"]
    );
    assert_eq!(form.pages[0].question.get(Locale::En), "Who registers?");
    let Item::Group { title, items, .. } = &form.pages[0].items[0] else { panic!("an object is a group") };
    assert_eq!((title.get(Locale::ZhCn), items.len()), ("申请人", 5));
    assert!(matches!(&form.pages[1].items[3], Item::Row { items } if items.len() == 2));
    assert!(matches!(&form.pages[2].items[0], Item::Note { .. }));

    assert_eq!(field(&form, "/applicant/name").label.get(Locale::ZhCn), "姓名");
    assert_eq!(field(&form, "/applicant/name").need, Need::Required);
    assert_eq!(field(&form, "/applicant/email").need, Need::Recommended);
    assert_eq!(field(&form, "/applicant/birth_date").control, Control::Date);
    assert_eq!(field(&form, "/since").control, Control::YearMonth);
    assert_eq!(field(&form, "/agree").control, Control::Agree);
    assert!(
        matches!(&field(&form, "/reason").control, Control::Choice { look: Look::Radio, options } if options.len() == 3)
    );
    assert!(matches!(&field(&form, "/remark").control, Control::Text(text) if text.multiline));
    assert_eq!(field(&form, "/area").hint.get(Locale::En), "In square metres");
    assert_eq!(form.materials[1].max_files, 1);
    assert_eq!(form.materials[0].accept.len(), 3);
    assert!(form.rules.iter().any(|rule| rule.effect == Effect::Hide && rule.row == "/children/-"));
}

#[test]
fn the_program_survives_the_wire() {
    let form = residence();
    let wire = serde_json::to_string(&form).unwrap();
    assert_eq!(serde_json::from_str::<Form>(&wire).unwrap(), form);
}
