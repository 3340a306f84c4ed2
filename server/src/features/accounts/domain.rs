//! What makes a registration acceptable. Pure.

use schema::accounts::Register;
use schema::id::{CreditCode, IdentityNumber};
use schema::{FieldCode, FieldError};
use unicode_normalization::UnicodeNormalization;

use super::password;

/// How long a session lasts, in seconds: one working day and a bit.
pub const SESSION_SECONDS: i64 = 12 * 60 * 60;

/// A registration whose every part has been checked.
#[derive(Debug)]
pub struct Registration {
    pub login: String,
    pub password: String,
    pub name: String,
    pub identity_number: IdentityNumber,
    pub phone: Option<String>,
    pub enterprise: Option<(String, CreditCode)>,
}

/// The login name as it is stored and looked up: in one way only, however it was typed.
pub fn normal_login(login: &str) -> String {
    login.nfkc().collect::<String>().trim().to_lowercase()
}

/// A name as it is stored.
pub fn normal_name(name: &str) -> String {
    name.nfkc().collect::<String>().trim().to_owned()
}

/// Checks a registration; all that is wrong is told at once.
pub fn registration(register: Register) -> Result<Registration, Vec<FieldError>> {
    let mut errors = Vec::new();
    let login = normal_login(&register.login);
    let name = normal_name(&register.name);
    errors.extend(check_login(&login));
    errors.extend(check_name("/name", &name));
    let identity_number = match IdentityNumber::parse(&register.identity_number) {
        Ok(number) => Some(number),
        Err(_) => {
            let code = if register.identity_number.trim().is_empty() {
                FieldCode::Required
            } else {
                FieldCode::BadIdentityNumber
            };
            errors.push(FieldError::new("/identity_number", code));
            None
        }
    };
    let phone = register.phone.map(|phone| phone.trim().to_owned()).filter(|phone| !phone.is_empty());
    if phone.as_deref().is_some_and(|phone| !is_phone(phone)) {
        errors.push(FieldError::new("/phone", FieldCode::BadPhone));
    }
    let enterprise = register.enterprise.map(|enterprise| {
        let name = normal_name(&enterprise.name);
        errors.extend(check_name("/enterprise/name", &name));
        let code = CreditCode::parse(&enterprise.credit_code);
        if code.is_err() {
            errors.push(FieldError::new("/enterprise/credit_code", FieldCode::BadCreditCode));
        }
        (name, code)
    });
    if password::is_weak(&register.password, &[&login, &name]) {
        errors.push(FieldError::new("/password", FieldCode::WeakPassword));
    }
    match (identity_number, enterprise, errors.is_empty()) {
        (Some(identity_number), None, true) => Ok(Registration {
            login,
            password: register.password,
            name,
            identity_number,
            phone,
            enterprise: None,
        }),
        (Some(identity_number), Some((enterprise, Ok(code))), true) => Ok(Registration {
            login,
            password: register.password,
            name,
            identity_number,
            phone,
            enterprise: Some((enterprise, code)),
        }),
        _ => Err(errors),
    }
}

/// A login name as it is stored: 3 to 32 letters, digits, `-`, `_` or `.`. Letters are those of ASCII and Chinese ones:
/// of others there are some that look like these.
pub fn check_login(login: &str) -> Option<FieldError> {
    let length = login.chars().count();
    if length == 0 {
        return Some(FieldError::new("/login", FieldCode::Required));
    }
    if length < 3 {
        return Some(FieldError::new("/login", FieldCode::TooShort).with("min", 3));
    }
    if length > 32 {
        return Some(FieldError::new("/login", FieldCode::TooLong).with("max", 32));
    }
    let allowed = |letter: char| {
        letter.is_ascii_alphanumeric() || is_chinese(letter) || matches!(letter, '-' | '_' | '.')
    };
    (!login.chars().all(allowed)).then(|| FieldError::new("/login", FieldCode::Pattern))
}

/// The ideographs of Unicode, with their extensions.
const fn is_chinese(letter: char) -> bool {
    matches!(letter, '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{20000}'..='\u{3FFFF}')
}

/// The name of a person or an enterprise as it is stored: what is written is what is seen.
pub fn check_name(pointer: &str, name: &str) -> Option<FieldError> {
    if name.is_empty() {
        return Some(FieldError::new(pointer, FieldCode::Required));
    }
    if name.chars().any(is_unseen) {
        return Some(FieldError::new(pointer, FieldCode::BadFormat));
    }
    (name.chars().count() > 100).then(|| FieldError::new(pointer, FieldCode::TooLong).with("max", 100))
}

/// Controls, what turns the direction of a text around, and what takes no room in it.
fn is_unseen(letter: char) -> bool {
    letter.is_control()
        || matches!(
            letter,
            '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200F}'
                | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{3164}' | '\u{FE00}'..='\u{FE0F}'
                | '\u{FEFF}' | '\u{FFF0}'..='\u{FFFB}' | '\u{115F}'..='\u{1160}' | '\u{E0000}'..='\u{E00FF}'
        )
}

/// A telephone number as people here write it: digits, with `+`, `-` or spaces between them.
pub fn is_phone(phone: &str) -> bool {
    let digits = phone.chars().filter(char::is_ascii_digit).count();
    (7..=15).contains(&digits)
        && phone.chars().all(|letter| letter.is_ascii_digit() || matches!(letter, '+' | '-' | ' '))
}

#[cfg(test)]
mod tests {
    use schema::accounts::RegisterEnterprise;

    use super::*;

    fn register() -> Register {
        Register {
            login: " Wang.XM ".into(),
            password: "onehall-demo-2026".into(),
            name: "王小明".into(),
            identity_number: "110102199101010078".into(),
            phone: Some("138 0000 0000".into()),
            enterprise: None,
            window_code: None,
        }
    }

    fn codes(register: Register) -> Vec<(String, FieldCode)> {
        registration(register).unwrap_err().into_iter().map(|error| (error.pointer, error.code)).collect()
    }

    #[test]
    fn a_complete_registration_is_taken_and_tidied() {
        assert_eq!(registration(register()).unwrap().login, "wang.xm");
    }

    #[test]
    fn a_login_is_what_it_looks_like() {
        for (typed, stored) in [("ＡＮＡ．１", "ana.1"), (" Ana_Li-2 ", "ana_li-2"), ("王小明", "王小明")]
        {
            let taken = registration(Register { login: typed.into(), ..register() }).unwrap();
            assert_eq!(taken.login, stored);
        }
        // Cyrillic, Greek, a digit of another script, a zero-width space, a NUL.
        for login in ["аna", "ανα", "an٣", "an\u{200B}a", "an\0a", "an@a", "an a", "añas"] {
            let wrong = codes(Register { login: login.into(), ..register() });
            assert_eq!(wrong, [("/login".to_owned(), FieldCode::Pattern)], "{login:?}");
        }
    }

    #[test]
    fn a_name_is_what_it_looks_like() {
        for (typed, stored) in [("\u{3000}阿依古丽·买买提 ", "阿依古丽·买买提"), ("Ｊｏｓé", "José")]
        {
            assert_eq!(registration(Register { name: typed.into(), ..register() }).unwrap().name, stored);
        }
        for name in ["王\0明", "王\n明", "王\u{202E}明", "王\u{200B}明", "\u{2066}王", "王\u{FEFF}明"]
        {
            let wrong = codes(Register { name: name.into(), ..register() });
            assert_eq!(wrong, [("/name".to_owned(), FieldCode::BadFormat)], "{name:?}");
            let enterprise =
                RegisterEnterprise { name: name.into(), credit_code: "91440199MA0DEM013L".into() };
            let wrong = codes(Register { enterprise: Some(enterprise), ..register() });
            assert_eq!(wrong, [("/enterprise/name".to_owned(), FieldCode::BadFormat)], "{name:?}");
        }
    }

    #[test]
    fn all_that_is_wrong_is_told_at_once() {
        let wrong = Register {
            login: "a b".into(),
            password: "12345678".into(),
            name: " ".into(),
            identity_number: "110102199101010079".into(),
            phone: Some("call me".into()),
            enterprise: Some(RegisterEnterprise { name: "某店".into(), credit_code: "1".into() }),
            window_code: None,
        };
        assert_eq!(
            codes(wrong),
            [
                ("/login".into(), FieldCode::Pattern),
                ("/name".into(), FieldCode::Required),
                ("/identity_number".into(), FieldCode::BadIdentityNumber),
                ("/phone".into(), FieldCode::BadPhone),
                ("/enterprise/credit_code".into(), FieldCode::BadCreditCode),
                ("/password".into(), FieldCode::WeakPassword),
            ]
        );
    }
}
