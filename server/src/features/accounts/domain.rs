//! What makes a registration acceptable. Pure.

use schema::accounts::Register;
use schema::id::{CreditCode, IdentityNumber};
use schema::{FieldCode, FieldError};

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

/// The login name as it is stored and looked up.
pub fn normal_login(login: &str) -> String {
    login.trim().to_lowercase()
}

/// Checks a registration; all that is wrong is told at once.
pub fn registration(register: Register) -> Result<Registration, Vec<FieldError>> {
    let mut errors = Vec::new();
    let login = normal_login(&register.login);
    let name = register.name.trim().to_owned();
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
        let name = enterprise.name.trim().to_owned();
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

/// A login name as it is stored: 3 to 32 letters, digits, `-`, `_` or `.`.
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
    let allowed = |letter: char| letter.is_alphanumeric() || matches!(letter, '-' | '_' | '.');
    (!login.chars().all(allowed)).then(|| FieldError::new("/login", FieldCode::Pattern))
}

/// The name of a person or an enterprise.
pub fn check_name(pointer: &str, name: &str) -> Option<FieldError> {
    if name.is_empty() {
        return Some(FieldError::new(pointer, FieldCode::Required));
    }
    (name.chars().count() > 100).then(|| FieldError::new(pointer, FieldCode::TooLong).with("max", 100))
}

/// A telephone number as people here write it: digits, with `+`, `-` or spaces between them.
fn is_phone(phone: &str) -> bool {
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
    fn all_that_is_wrong_is_told_at_once() {
        let wrong = Register {
            login: "a b".into(),
            password: "12345678".into(),
            name: " ".into(),
            identity_number: "110102199101010079".into(),
            phone: Some("call me".into()),
            enterprise: Some(RegisterEnterprise { name: "某店".into(), credit_code: "1".into() }),
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
