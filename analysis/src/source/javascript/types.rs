//! TypeScript's declared types.

use tree_sitter::Node;

use super::super::tree::Type;
use super::nodes::Lowering;

/// Type arguments within each other beyond which none are kept.
const DEEPEST: u32 = 8;

/// The type in `: T`.
pub(super) fn ty<'t>(low: &mut Lowering<'t>, annotation: Option<Node<'t>>) -> Option<Box<Type>> {
    let annotation = annotation.filter(|node| node.kind() == "type_annotation")?;
    let written = low.parts(annotation).named().next()?;
    Some(Box::new(nested(low, written, 0)))
}

fn nested<'t>(low: &mut Lowering<'t>, node: Node<'t>, depth: u32) -> Type {
    let mut written = Vec::new();
    let name = match node.kind() {
        "identifier" | "type_identifier" | "nested_type_identifier" | "predefined_type" => {
            low.text(node)
        }
        "generic_type" => {
            let parts = low.parts(node);
            if let Some(list) = parts.field("type_arguments") {
                written.extend(low.parts(list).named());
            }
            parts.field("name").map(|name| low.text(name)).unwrap_or_default()
        }
        "union_type" => {
            written = members(low, node);
            ""
        }
        _ => "",
    };
    let kept = written.into_iter().filter(|_| depth < DEEPEST);
    let arguments = kept.map(|part| nested(low, part, depth + 1)).collect();
    Type { name: name.into(), at: low.span(node), arguments }
}

/// The members of `A | B | C`, which nests to the left.
fn members<'t>(low: &mut Lowering<'t>, node: Node<'t>) -> Vec<Node<'t>> {
    let mut members = Vec::new();
    let mut rest = vec![node];
    while let Some(part) = rest.pop() {
        match part.kind() {
            "union_type" => rest.extend(low.parts(part).named()),
            _ => members.push(part),
        }
    }
    members.reverse();
    members
}
