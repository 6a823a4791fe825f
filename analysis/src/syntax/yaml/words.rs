//! What is wrong, in words for the person who is typing.

use granit_parser::ErrorKind;

/// Says what the parser stumbled over. `line` is the text of the line that is left out because of it.
pub(super) fn describe(kind: &ErrorKind, line: &str) -> String {
    let line = line.trim();
    if line.contains("{%") || line.starts_with("{{") || line.starts_with("{#") {
        return "this is templating, not YAML; the line is left out".to_owned();
    }
    use ErrorKind as E;
    let words = match kind {
        E::SimpleKeyExpected | E::InvalidSimpleKey if line.contains(':') => {
            "a space is missing behind the colon"
        }
        E::SimpleKeyExpected | E::InvalidSimpleKey => "this key has no `:` behind it",
        E::ExpectedBlockMappingKey if line.starts_with('-') => {
            "a list entry cannot stand here, between the keys of a map"
        }
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
        E::UnclosedQuotedScalar
        | E::InvalidTrailingSingleQuotedScalar
        | E::InvalidTrailingDoubleQuotedScalar
        | E::DocumentIndicatorInQuotedScalar
        | E::InvalidQuotedScalarIndent => "a quote is not closed, or something stands behind it",
        E::UnclosedFlowCollection { open } => return format!("this `{open}` is never closed"),
        E::MismatchedFlowCollectionEnd { open, close } => {
            return format!("`{close}` cannot close what `{open}` opened");
        }
        E::MisplacedFlowCollectionEnd => "this bracket closes nothing",
        E::ExpectedFlowMappingSeparator
        | E::ExpectedFlowSequenceSeparator
        | E::UnexpectedEofFlowMapping
        | E::UnexpectedEofFlowSequence
        | E::UnexpectedEofImplicitFlowMapping
        | E::FlowMappingValueAdjacentCollection
        | E::InvalidFlowScalarIndent => "a comma or a closing bracket is missing",
        E::MissingAnchorOrAliasName => {
            "a name is missing behind `&` or `*`; put quotes around a value that starts so"
        }
        E::UnexpectedCharacter { character } if character.is_control() => {
            "an invisible control character cannot stand here"
        }
        E::UnexpectedCharacter { character } => {
            return format!("a value cannot start with `{character}`; put quotes around it");
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
            "only `-`, `+` or a digit can stand behind `|` or `>`; the text starts on the next line"
        }
        E::InvalidBlockScalarIndent => "a line of this text is indented less than its first one",
        E::CommentInterceptedScalar => "a comment cannot stand within a value",
        E::CommentNotSeparated => "a space is missing before `#`",
        E::BomInsideDocument => "an invisible byte order mark cannot stand here",
        E::UndeclaredTagHandle => "this tag has a second `!`, but no `%TAG` line declares it",
        kind if is_directive(kind) => {
            "a line that starts with `%` is a directive, and this is none"
        }
        kind if is_tag(kind) => "this tag is not complete",
        _ => "this is not YAML",
    };
    words.to_owned()
}

fn is_directive(kind: &ErrorKind) -> bool {
    use ErrorKind as E;
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

fn is_tag(kind: &ErrorKind) -> bool {
    use ErrorKind as E;
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
