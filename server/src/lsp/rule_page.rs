//! Where a rule's page opens when somebody follows a link to it.
//!
//! lamlint carries the pages itself. A client that can show them says by which URI, such as a command of its own; all
//! others can open addresses of the web at most.

use serde_json::Value;
use tower_lsp_server::ls_types::{ClientCapabilities, CodeDescription, InitializeParams, Uri};

use crate::output::help;

/// What stands for the rule's name in the URI that a client gives.
const NAME: &str = "{rule}";

/// How rules' pages open in this client.
#[derive(Clone, Debug, Default)]
pub(crate) enum RulePage {
    /// Not at all.
    #[default]
    Nowhere,
    /// As pages of the web.
    Web,
    /// By this URI of the client's own, with `{rule}` where the name goes.
    Own(String),
}

impl RulePage {
    /// How this client opens them: `initializationOptions.rulePage`, else whether it shows links of diagnostics.
    pub(crate) fn of(params: &InitializeParams) -> RulePage {
        let options = params.initialization_options.as_ref();
        let own = options.and_then(|options| options.get("rulePage")).and_then(Value::as_str);
        // Whatever the client says comes back to it only as a link that it takes for one.
        let is_uri = |uri: &&str| uri.contains(NAME) && filled(uri, "rule").is_some();
        match own.filter(is_uri) {
            Some(own) => RulePage::Own(own.to_owned()),
            None if shows_links(&params.capabilities) => RulePage::Web,
            None => RulePage::Nowhere,
        }
    }

    /// The link of a diagnostic; `None` for a client that can do nothing with it.
    pub(crate) fn of_diagnostic(&self, rule: &str) -> Option<CodeDescription> {
        let href = match self {
            RulePage::Nowhere => None,
            RulePage::Web => help(rule).parse().ok(),
            RulePage::Own(own) => filled(own, rule),
        };
        href.map(|href| CodeDescription { href })
    }

    /// How to come to the whole page, in Markdown.
    pub(crate) fn in_markdown(&self, rule: &str) -> String {
        match self {
            RulePage::Own(own) => format!("[The whole page]({})", own.replace(NAME, rule)),
            RulePage::Nowhere | RulePage::Web => {
                format!("`lamlint explain {rule}` shows the whole page.")
            }
        }
    }
}

fn filled(own: &str, rule: &str) -> Option<Uri> {
    own.replace(NAME, rule).parse().ok()
}

fn shows_links(client: &ClientCapabilities) -> bool {
    let document = client.text_document.as_ref();
    let diagnostics = document.and_then(|document| document.publish_diagnostics.as_ref());
    diagnostics.and_then(|diagnostics| diagnostics.code_description_support).unwrap_or(false)
}
