//! What is wrong, in words for the person who is typing.

use granit_parser::ErrorKind as E;

/// Says what the parser stumbled over. `line` is the text of the line that is left out because of it.
pub(super) fn describe(kind: &E, line: &str) -> String {
    let line = line.trim();
    if line.contains("{%") || line.starts_with("{{") || line.starts_with("{#") {
        return "this is templating, not YAML; the line is left out".to_owned();
    }
    let words: Vec<&str> = line.split_whitespace().collect();
    if words.windows(2).any(|pair| pair.iter().all(|word| word.starts_with('!'))) {
        return "a value has one tag; write the inner function in its long form, below".to_owned();
    }
    match kind {
        E::UnclosedFlowCollection { open } => format!("this `{open}` is never closed"),
        E::MismatchedFlowCollectionEnd { open, close } => {
            format!("`{close}` cannot close what `{open}` opened")
        }
        E::UnexpectedCharacter { character } if character.is_control() => {
            "an invisible control character cannot stand here".to_owned()
        }
        E::UnexpectedCharacter { character } => {
            format!("a value cannot start with `{character}`; put quotes around it")
        }
        E::SimpleKeyExpected | E::InvalidSimpleKey if line.contains(':') => {
            "a space is missing after the colon".to_owned()
        }
        E::ExpectedBlockMappingKey if line.starts_with('-') => {
            "a list entry cannot stand here, between the keys of a map".to_owned()
        }
        kind => {
            of_structure(kind).or_else(|| of_value(kind)).unwrap_or("this is not YAML").to_owned()
        }
    }
}

/// What is wrong with keys, indentation and brackets.
fn of_structure(kind: &E) -> Option<&'static str> {
    Some(match kind {
        E::SimpleKeyExpected | E::InvalidSimpleKey => "this key has no `:` after it",
        E::ExpectedBlockMappingKey
        | E::InvalidIndentation
        | E::ExpectedDocumentStart
        | E::BlockSequenceEntryNotAllowed
        | E::ExpectedBlockSequenceEntry => "this does not fit the indentation of what is around it",
        E::MappingValueNotAllowed | E::InvalidColonPlacement | E::MappingKeyNotAllowed => {
            "a second `:` cannot stand here; put quotes around the value, or mend the indentation"
        }
        E::TabNotAllowed
        | E::TabInBlockIndentation
        | E::TabInIndentation
        | E::TabInPlainScalar
        | E::TabAtBlockScalarStart => "a tab cannot indent YAML; use spaces",
        E::MisplacedFlowCollectionEnd => "this bracket closes nothing",
        E::ExpectedFlowMappingSeparator
        | E::ExpectedFlowSequenceSeparator
        | E::UnexpectedEofFlowMapping
        | E::UnexpectedEofFlowSequence
        | E::UnexpectedEofImplicitFlowMapping
        | E::FlowMappingValueAdjacentCollection
        | E::InvalidFlowScalarIndent => "a comma or a closing bracket is missing",
        E::InvalidDocumentEnd => "nothing can stand after `...` on its line",
        kind if is_directive(kind) => {
            "a line that starts with `%` is a directive, and this is none"
        }
        _ => return None,
    })
}

/// What is wrong with a comment right after a quote or a bracket: nothing for SnakeYAML and PyYAML, which CloudFormation
/// and its tools read with.
pub(super) const UNSEPARATED: &str = "a space is missing before `#`";

/// What is wrong within a value.
fn of_value(kind: &E) -> Option<&'static str> {
    Some(match kind {
        E::UnclosedQuotedScalar => "this quote is never closed",
        E::InvalidTrailingSingleQuotedScalar
        | E::InvalidTrailingDoubleQuotedScalar
        | E::DocumentIndicatorInQuotedScalar
        | E::InvalidQuotedScalarIndent => "a quote is not closed, or something stands after it",
        E::MissingAnchorOrAliasName => {
            "a name is missing after `&` or `*`; put quotes around a value that starts so"
        }
        E::UnknownQuotedScalarEscape
        | E::InvalidQuotedScalarHexEscape
        | E::InvalidUnicodeEscape
        | E::MissingLowSurrogate
        | E::InvalidLowSurrogate
        | E::InvalidLowSurrogateHexEscape
        | E::UnpairedLowSurrogate => {
            "an escape in these quotes is not known; write `\\\\` for a backslash"
        }
        E::InvalidBlockScalarHeader | E::ZeroBlockScalarIndent => {
            "only `-`, `+` or a digit can stand after `|` or `>`; the text starts on the next line"
        }
        E::InvalidBlockScalarIndent => "a line of this text is indented less than its first one",
        E::CommentInterceptedScalar => "a comment cannot stand within a value",
        E::CommentNotSeparated => UNSEPARATED,
        E::BomInsideDocument => "an invisible byte order mark cannot stand here",
        E::UndeclaredTagHandle => "this tag has a second `!`, but no `%TAG` line declares it",
        kind if is_tag(kind) => "this tag is not complete",
        _ => return None,
    })
}

fn is_directive(kind: &E) -> bool {
    matches!(
        kind,
        E::MissingDirectiveName
            | E::InvalidDirectiveName
            | E::InvalidDirectiveTerminator
            | E::MissingDocumentEndBeforeDirective
            | E::DuplicateVersionDirective
            | E::DuplicateTagDirective
            | E::UnsupportedYamlMajorVersion
            | E::MissingYamlVersion
            | E::MissingYamlVersionSeparator
            | E::YamlVersionTooLong
            | E::ExpectedTagDirectiveBang
            | E::InvalidTagDirectiveTerminator
            | E::DirectiveByteLimitExceeded { .. }
            | E::TooManyReservedDirectiveParams { .. }
    )
}

fn is_tag(kind: &E) -> bool {
    matches!(
        kind,
        E::ExpectedTagBang
            | E::InvalidGlobalTagCharacter
            | E::InvalidTagTerminator
            | E::MissingTagUri
            | E::UnclosedVerbatimTag
            | E::InvalidTagEscape
            | E::InvalidTagUtf8
            | E::InvalidTagUtf8LeadingByte
            | E::InvalidTagUtf8TrailingByte
    )
}
