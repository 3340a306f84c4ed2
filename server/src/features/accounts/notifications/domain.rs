//! What somebody may ask for. Pure.

use schema::notifications::{Channel, SetNotifications};
use schema::{FieldCode, FieldError, Locale};

use super::Reach;
use crate::features::accounts::domain::is_phone;

/// The longest address (RFC 5321, 4.5.3.1.3, without its brackets).
const EMAIL_LETTERS: usize = 254;

/// What somebody has asked for, and every part holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wishes {
    pub locale: Locale,
    pub phone: Option<String>,
    pub sms: bool,
    pub email: Option<String>,
    pub mail: bool,
}

/// Checks what somebody asks for in a hall with these channels; all that is wrong is told at once.
pub fn checked(set: SetNotifications, offered: &[Channel]) -> Result<Wishes, Vec<FieldError>> {
    let said = |text: Option<String>| text.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
    let SetNotifications { locale, phone, sms, email, mail } = set;
    let wishes = Wishes { locale, phone: said(phone), sms, email: said(email), mail };
    let mut faults = Vec::new();
    let mut fault = |at: &str, code, is_fault| {
        if is_fault {
            faults.push(FieldError::new(at, code));
        }
    };
    let (phone, email) = (wishes.phone.as_deref(), wishes.email.as_deref());
    fault("/sms", FieldCode::NotAChoice, sms && !offered.contains(&Channel::Sms));
    fault("/phone", FieldCode::Required, sms && phone.is_none());
    fault("/phone", FieldCode::BadPhone, phone.is_some_and(|phone| !is_phone(phone)));
    fault("/mail", FieldCode::NotAChoice, mail && !offered.contains(&Channel::Mail));
    fault("/email", FieldCode::Required, mail && email.is_none());
    fault("/email", FieldCode::BadEmail, email.is_some_and(|email| !is_email(email)));
    if faults.is_empty() { Ok(wishes) } else { Err(faults) }
}

/// Where somebody is reached by what they have asked for.
pub fn reach(wishes: Wishes) -> Reach {
    let Wishes { locale, phone, sms, email, mail } = wishes;
    Reach { locale, phone: phone.filter(|_| sms), email: email.filter(|_| mail) }
}

/// Whether this can be sent to.
fn is_email(text: &str) -> bool {
    text.len() <= EMAIL_LETTERS && text.is_ascii() && text.parse::<lettre::Address>().is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(phone: &str, sms: bool, email: &str, mail: bool) -> SetNotifications {
        let said = |text: &str| Some(text.to_owned());
        SetNotifications { locale: Locale::En, phone: said(phone), sms, email: said(email), mail }
    }

    fn faults(set: SetNotifications, offered: &[Channel]) -> Vec<(String, FieldCode)> {
        let faults = checked(set, offered).unwrap_err();
        faults.into_iter().map(|fault| (fault.pointer, fault.code)).collect()
    }

    #[test]
    fn what_is_turned_on_has_an_address_and_is_offered() {
        let all = &Channel::ALL;
        let told = |faults: &[(&str, FieldCode)]| -> Vec<(String, FieldCode)> {
            faults.iter().map(|(at, code)| ((*at).to_owned(), *code)).collect()
        };
        let nothing = told(&[("/phone", FieldCode::Required), ("/email", FieldCode::Required)]);
        assert_eq!(faults(set(" ", true, "", true), all), nothing);
        let odd = told(&[("/phone", FieldCode::BadPhone), ("/email", FieldCode::BadEmail)]);
        assert_eq!(faults(set("12345", false, "ana", false), all), odd, "what is off is kept too");
        let none = told(&[("/sms", FieldCode::NotAChoice), ("/mail", FieldCode::NotAChoice)]);
        assert_eq!(faults(set("13800138000", true, "a@b.cn", true), &[]), none);
        for odd in [
            "a@",
            "@b.cn",
            "a b@c.cn",
            "王@b.cn",
            "a@b.cn\r\nTo: c@d.cn",
            &format!("{}@b.cn", "a".repeat(254)),
        ] {
            assert_eq!(
                faults(set("", false, odd, false), all),
                told(&[("/email", FieldCode::BadEmail)]),
                "{odd}"
            );
        }
    }

    #[test]
    fn only_what_was_asked_for_is_a_way_to_reach_somebody() {
        let reached = |sms, mail| {
            let reach = reach(checked(set(" 138 0013 8000", sms, "a@b.cn ", mail), &Channel::ALL).unwrap());
            (reach.phone, reach.email)
        };
        assert_eq!(reached(false, false), (None, None));
        assert_eq!(reached(true, false), (Some("138 0013 8000".into()), None));
        assert_eq!(reached(false, true), (None, Some("a@b.cn".into())));
    }
}
