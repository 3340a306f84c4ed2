//! What is decided about licences. Pure.

use schema::catalogue::encode;
use schema::licences::{HolderKind, LicenceDocument, LicenceFile, LicenceType, canonical};
use serde_json::Value;
use sm3::{Digest, Sm3};

use crate::error::Result;
use crate::ports::hex;

/// How many characters of the hash the code has.
const CODE: usize = 8;

/// The types of a file; else everything that is wrong with it.
pub fn read(text: &str) -> std::result::Result<Vec<LicenceType>, Vec<String>> {
    let kinds: Vec<LicenceType> = serde_json::from_str(text).map_err(|error| vec![error.to_string()])?;
    let mut faults = Vec::new();
    for (place, kind) in kinds.iter().enumerate() {
        let of = |why: String| format!("{}: {why}", kind.code);
        faults.extend(kind.faults().iter().map(|fault| of(fault.to_string())));
        if kinds[..place].iter().any(|other| other.code == kind.code) {
            faults.push(of("/code: stands in the file twice".to_owned()));
        }
    }
    if faults.is_empty() { Ok(kinds) } else { Err(faults) }
}

/// The canonical text of a document, and SM3 over it.
pub fn sealed(document: &LicenceDocument) -> Result<(String, String)> {
    let text = canonical(&serde_json::to_value(document)?);
    let hash = hash(&text);
    Ok((text, hash))
}

fn hash(text: &str) -> String {
    hex(&Sm3::digest(text.as_bytes()))
}

/// The code by which a licence is verified: the beginning of its hash, in capitals.
pub fn code(hash: &str) -> String {
    hash.chars().take(CODE).collect::<String>().to_uppercase()
}

/// Whether a code as somebody typed it is that of a licence.
pub fn is_code(typed: &str, hash: &str) -> bool {
    let typed: String = typed.chars().filter(|letter| !letter.is_whitespace() && *letter != '-').collect();
    typed.to_uppercase() == code(hash)
}

/// Where a licence is verified by whoever has the paper.
pub fn address(origin: &str, number: &str, hash: &str) -> String {
    format!("{origin}/verify?number={}&code={}", encode(number), code(hash))
}

/// A file that somebody shows: the document in it and whether it holds what its own hash says; none for what is no such file.
pub fn shown(file: &Value) -> Option<(LicenceDocument, bool)> {
    let LicenceFile { document, hash: said, .. } = serde_json::from_value(file.clone()).ok()?;
    let holds = hash(&canonical(file.get("document")?)) == said;
    Some((document, holds))
}

/// What a document tells of the person with this identity number, or of their enterprise: only what is about them. Of an
/// enterprise that has no number yet, it tells who applied for it without being anybody's agent.
pub fn tells(
    document: &LicenceDocument,
    identity_number: Option<&str>,
    credit_code: Option<&str>,
) -> Option<Value> {
    let code = document.holder.code.as_deref();
    let (of, is_theirs) = match document.holder.kind {
        HolderKind::Person => ("person", code.is_some() && code == identity_number),
        HolderKind::Enterprise => ("enterprise", credit_code.is_none_or(|own| code == Some(own))),
    };
    let mut told = document.told();
    let members = told.as_object_mut().filter(|_| is_theirs)?;
    members.retain(|whom, _| whom == of);
    (!members.is_empty()).then_some(told)
}

#[cfg(test)]
mod tests {
    use schema::licences::{Holder, Issuer, LicenceField};
    use schema::locale::Text;
    use serde_json::json;

    use super::*;

    fn document(kind: HolderKind, code: Option<&str>) -> LicenceDocument {
        let field = |id: &str, element: &str| LicenceField {
            id: id.into(),
            label: Text::zh(id),
            element: Some(element.into()),
            value: id.into(),
            text: Text::zh(id),
        };
        LicenceDocument {
            format: LicenceDocument::FORMAT.into(),
            number: "440100-2026-000001-0".into(),
            kind: "licence.x".into(),
            version: 1,
            name: Text::zh("证"),
            holder: Holder { kind, name: "甲".into(), code: code.map(Into::into) },
            agency: Issuer { code: "440100/局".into(), name: "局".into() },
            case: "440103-260305-00042-7".into(),
            issued_on: "2026-03-02".parse().unwrap(),
            valid_until: None,
            duplicates: 0,
            fields: vec![field("shop", "enterprise.name"), field("boss", "person.name")],
            salt: "00".into(),
        }
    }

    #[test]
    fn a_file_shows_what_was_issued_until_a_letter_of_it_changes() {
        let document = document(HolderKind::Person, Some("1"));
        let (text, hash) = sealed(&document).unwrap();
        assert_eq!(serde_json::from_str::<LicenceDocument>(&text).unwrap(), document);
        let mut file = json!({ "hash": hash, "algorithm": "SM3", "document": document });
        assert_eq!(shown(&file), Some((document, true)));
        file["document"]["holder"]["name"] = "乙".into();
        assert!(shown(&file).is_some_and(|(_, holds)| !holds));
        file["document"]["more"] = 1.into();
        assert_eq!(shown(&file), None);
    }

    #[test]
    fn a_code_is_read_as_people_type_it() {
        let hash = "3f9a02bc77";
        assert_eq!(code(hash), "3F9A02BC");
        assert!(is_code(" 3f9a-02bc ", hash) && !is_code("3f9a02bd", hash) && !is_code("", hash));
        assert_eq!(
            address("https://hall", "粤〔1〕", hash),
            "https://hall/verify?number=%E7%B2%A4%E3%80%941%E3%80%95&code=3F9A02BC"
        );
    }

    #[test]
    fn a_licence_tells_only_of_whom_it_is_about() {
        let mine = document(HolderKind::Person, Some("me"));
        assert_eq!(tells(&mine, Some("me"), None), Some(json!({ "person": { "name": "boss" } })));
        assert_eq!(tells(&mine, Some("you"), None), None);
        assert_eq!(tells(&document(HolderKind::Person, None), None, None), None);
        let shop = document(HolderKind::Enterprise, Some("91"));
        assert_eq!(tells(&shop, None, Some("91")), Some(json!({ "enterprise": { "name": "shop" } })));
        assert_eq!(tells(&shop, None, Some("92")), None);
        assert!(tells(&document(HolderKind::Enterprise, None), None, None).is_some());
    }

    #[test]
    fn what_is_wrong_with_a_file_is_said_by_type() {
        assert!(read("{").is_err_and(|faults| faults.len() == 1));
        let kind: Value =
            serde_json::from_str::<Value>(include_str!("../../../seed/licences.json")).unwrap()[0].clone();
        let mut bad = kind.clone();
        bad["duplicates"] = 99.into();
        let faults = read(&json!([kind, bad]).to_string()).unwrap_err();
        assert_eq!(faults.len(), 2, "{faults:?}");
        assert!(faults[0].contains("/duplicates") && faults[1].contains("twice"), "{faults:?}");
    }
}
