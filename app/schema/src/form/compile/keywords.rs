//! The keywords of JSON Schema, draft 4 to 2020-12, and what the compiler makes of each: one table.

/// What the compiler makes of a keyword.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Support {
    /// It says what is right, and is held to exactly.
    Asserts,
    /// It tells where something is, or in which language the schema is written.
    Locates,
    /// It says something to people or programs, and nothing about what is right.
    Annotates,
    /// It says what is right, and is reported as an error.
    Unsupported,
}

/// Every keyword that means something in some draft. Any other is a word of someone else's.
pub const KEYWORDS: [(&str, Support); 71] = [
    ("type", Support::Asserts),
    ("nullable", Support::Asserts),
    ("enum", Support::Asserts),
    ("const", Support::Asserts),
    ("minLength", Support::Asserts),
    ("maxLength", Support::Asserts),
    ("pattern", Support::Asserts),
    ("format", Support::Asserts),
    ("minimum", Support::Asserts),
    ("maximum", Support::Asserts),
    ("exclusiveMinimum", Support::Asserts),
    ("exclusiveMaximum", Support::Asserts),
    ("multipleOf", Support::Asserts),
    ("items", Support::Asserts),
    ("prefixItems", Support::Asserts),
    ("additionalItems", Support::Asserts),
    ("contains", Support::Asserts),
    ("minContains", Support::Asserts),
    ("maxContains", Support::Asserts),
    ("minItems", Support::Asserts),
    ("maxItems", Support::Asserts),
    ("uniqueItems", Support::Asserts),
    ("unevaluatedItems", Support::Asserts),
    ("properties", Support::Asserts),
    ("required", Support::Asserts),
    ("patternProperties", Support::Asserts),
    ("additionalProperties", Support::Asserts),
    ("propertyNames", Support::Asserts),
    ("minProperties", Support::Asserts),
    ("maxProperties", Support::Asserts),
    ("dependentRequired", Support::Asserts),
    ("dependentSchemas", Support::Asserts),
    ("dependencies", Support::Asserts),
    ("unevaluatedProperties", Support::Asserts),
    ("allOf", Support::Asserts),
    ("anyOf", Support::Asserts),
    ("oneOf", Support::Asserts),
    ("not", Support::Asserts),
    ("if", Support::Asserts),
    ("then", Support::Asserts),
    ("else", Support::Asserts),
    ("$ref", Support::Asserts),
    ("$defs", Support::Locates),
    ("definitions", Support::Locates),
    ("$schema", Support::Locates),
    ("$id", Support::Locates),
    ("id", Support::Locates),
    ("$anchor", Support::Locates),
    ("$comment", Support::Locates),
    ("$vocabulary", Support::Locates),
    ("title", Support::Annotates),
    ("description", Support::Annotates),
    ("default", Support::Annotates),
    ("examples", Support::Annotates),
    ("example", Support::Annotates),
    ("deprecated", Support::Annotates),
    ("readOnly", Support::Annotates),
    ("writeOnly", Support::Annotates),
    ("contentMediaType", Support::Annotates),
    ("contentEncoding", Support::Annotates),
    ("contentSchema", Support::Annotates),
    ("i18n", Support::Annotates),
    ("enumNames", Support::Annotates),
    ("discriminator", Support::Annotates),
    ("$dynamicRef", Support::Unsupported),
    ("$dynamicAnchor", Support::Unsupported),
    ("$recursiveRef", Support::Unsupported),
    ("$recursiveAnchor", Support::Unsupported),
    ("extends", Support::Unsupported),
    ("disallow", Support::Unsupported),
    ("divisibleBy", Support::Unsupported),
];

/// What is made of the keyword with this name, if it is one.
pub(super) fn support(name: &str) -> Option<Support> {
    KEYWORDS.iter().find(|(keyword, _)| *keyword == name).map(|(_, support)| *support)
}
