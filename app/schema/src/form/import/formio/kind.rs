//! The kinds of components of Form.io, and by which names they go. Halls that build on Form.io rename them: CHEFS of
//! British Columbia says `simpletextfield` and `simpletextfieldadvanced`.

/// What a component is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    Area,
    Number,
    Currency,
    Checkbox,
    SelectBoxes,
    Select,
    Radio,
    Button,
    Email,
    Url,
    Phone,
    Tags,
    Address,
    DateTime,
    Day,
    Time,
    Secret,
    File,
    Signature,
    Panel,
    Group,
    Columns,
    Table,
    Tabs,
    Container,
    Rows,
    Note,
    Hidden,
    Survey,
    Unknown,
}

const NAMES: [(&str, Kind); 48] = [
    ("textfield", Kind::Text),
    ("textarea", Kind::Area),
    ("number", Kind::Number),
    ("currency", Kind::Currency),
    ("checkbox", Kind::Checkbox),
    ("selectboxes", Kind::SelectBoxes),
    ("checkboxes", Kind::SelectBoxes),
    ("select", Kind::Select),
    ("radio", Kind::Radio),
    ("radios", Kind::Radio),
    ("button", Kind::Button),
    ("email", Kind::Email),
    ("url", Kind::Url),
    ("phoneNumber", Kind::Phone),
    ("phonenumber", Kind::Phone),
    ("tags", Kind::Tags),
    ("address", Kind::Address),
    ("datetime", Kind::DateTime),
    ("date", Kind::DateTime),
    ("day", Kind::Day),
    ("time", Kind::Time),
    ("password", Kind::Secret),
    ("file", Kind::File),
    ("signature", Kind::Signature),
    ("panel", Kind::Panel),
    ("well", Kind::Group),
    ("fieldset", Kind::Group),
    ("column", Kind::Group),
    ("columns", Kind::Columns),
    ("cols", Kind::Columns),
    ("table", Kind::Table),
    ("tabs", Kind::Tabs),
    ("container", Kind::Container),
    ("datagrid", Kind::Rows),
    ("editgrid", Kind::Rows),
    ("datatable", Kind::Rows),
    ("htmlelement", Kind::Note),
    ("content", Kind::Note),
    ("heading", Kind::Note),
    ("paragraph", Kind::Note),
    ("hidden", Kind::Hidden),
    ("survey", Kind::Survey),
    ("iban", Kind::Text),
    ("bsn", Kind::Text),
    ("postcode", Kind::Text),
    ("licenseplate", Kind::Text),
    ("recaptcha", Kind::Secret),
    ("captcha", Kind::Secret),
];

impl Kind {
    /// The kind with this name.
    pub(super) fn of_name(name: &str) -> Self {
        let find = |name: &str| NAMES.iter().find(|(other, _)| *other == name).map(|(_, kind)| *kind);
        let renamed = || {
            let name = name.strip_prefix("simple")?;
            let name = name.strip_suffix("advanced").unwrap_or(name);
            find(name.trim_end_matches(|char: char| char.is_ascii_digit()))
        };
        find(name).or_else(renamed).unwrap_or(Self::Unknown)
    }
}
