//! The template as a document.

mod duplicate_key;
mod reference_undefined;
mod template_syntax;

use lamlint_analysis::Rule;

/// The rules of this topic, by name.
pub(crate) const RULES: &[&Rule] =
    &[&duplicate_key::RULE, &reference_undefined::RULE, &template_syntax::RULE];
