//! What `FindInMap` gives: cells of the template's mappings, or the default that is written beside the keys.
//!
//! `DefaultValue` and functions as keys come with `AWS::LanguageExtensions`.
//! <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-findinmap-enhancements.html>,
//! read 2026-11-25.

use super::scope::Scope;
use super::values::{Mode, one};
use crate::model::{Composed, Piece, Setting};
use crate::syntax::Node;

/// The texts that a key can be; `None` when others are possible.
type Keys = Option<Vec<String>>;

/// What keys find in a map.
#[derive(Default)]
struct Row<'t> {
    values: Vec<Node<'t>>,
    /// Whether a key may be one that the map does not have.
    misses: bool,
    /// Whether the map has entries that the text does not show.
    open: bool,
}

impl<'t> Scope<'t> {
    /// Every text that `FindInMap` can give.
    pub(super) fn in_map(
        &self,
        node: Node<'t>,
        argument: Node<'t>,
        depth: usize,
    ) -> Setting<Composed> {
        let mut sum = Setting { at: node.at(), values: Vec::new(), open: false, optional: false };
        for cell in self.cells(argument, depth, &mut sum) {
            match cell.text() {
                Some(text) => sum.values.push((cell.at(), Composed::literal(text))),
                None => sum.open = true,
            }
        }
        if sum.values.is_empty() && !sum.optional {
            return one(node, Composed::of(Piece::Unknown));
        }
        sum
    }

    /// The cells that `FindInMap` can give, of whatever kind; its default goes to `sum`.
    pub(super) fn cells(
        &self,
        argument: Node<'t>,
        depth: usize,
        sum: &mut Setting<Composed>,
    ) -> Vec<Node<'t>> {
        let Some([map, first, second]) = argument.items().at_least() else { return Vec::new() };
        let maps = self.keys(map, depth).unwrap_or_default();
        let maps = maps.iter().filter_map(|name| self.mappings.get(name.as_str()));
        let (first, second) = (self.keys(first, depth), self.keys(second, depth));
        let mut cells = Row::default();
        for map in maps {
            let rows = found(*map, &first);
            cells.add(&rows);
            rows.values.iter().for_each(|row| {
                let row = found(*row, &second);
                cells.add(&row);
                cells.values.extend(row.values);
            });
        }
        sum.open |= cells.open;
        let options = argument.items().get(3);
        if let Some(default) = options.and_then(|options| options.get("DefaultValue"))
            && cells.misses
        {
            let default = self.evaluate(default, Mode::Values, depth);
            sum.values.extend(default.values);
            sum.open |= default.open;
            sum.optional |= default.optional;
        }
        cells.values
    }

    fn keys(&self, node: Node<'t>, depth: usize) -> Keys {
        let found = self.evaluate(node, Mode::Values, depth);
        let texts = found.values.iter().map(|(_, key)| key.text().map(str::to_owned));
        let texts: Vec<String> = texts.collect::<Option<_>>()?;
        (!found.open && !found.optional && !texts.is_empty()).then_some(texts)
    }
}

impl<'t> Row<'t> {
    fn add(&mut self, other: &Row<'t>) {
        self.misses |= other.misses;
        self.open |= other.open;
    }
}

/// What these keys find in a map; a key that may be any finds everything.
fn found<'t>(map: Node<'t>, keys: &Keys) -> Row<'t> {
    let open = map.pairs().iter().any(|pair| pair.key.starts_with("Fn::"));
    match keys {
        None => {
            let values = map.pairs().iter().map(|pair| pair.value);
            Row { values: values.collect(), misses: true, open }
        }
        Some(keys) => {
            let values: Vec<_> = keys.iter().filter_map(|key| map.get(key)).collect();
            let misses = values.len() < keys.len();
            Row { values, misses, open: open && misses }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::frameworks::scope::told;

    /// The mappings and parameters of each test.
    const AROUND: &str = "
Parameters:
  Any: { Type: String, Default: dev }
  Stage: { Type: String, AllowedValues: [test, live] }
  Both: { Type: String, AllowedValues: [dev, test] }
  One: { Type: String, AllowedValues: [dev] }
Mappings:
  Sizes:
    dev: { Hidden: 30, Seconds: 10 }
    big: { Hidden: 40 }
    'Fn::Transform': { Name: AWS::Include }
  Plain:
    dev: { Hidden: 3, List: [1, 2] }
    big: { Hidden: 4 }
";

    #[test]
    fn only_cells_that_a_key_can_find_count_and_the_default_where_one_may_find_none() {
        for (call, expected) in [
            ("[Plain, dev, Hidden]", "3"),
            ("[Plain, !Ref Any, Hidden]", "3 4"),
            ("[Plain, !Ref One, Hidden]", "3"),
            ("[Plain, !Ref Both, Hidden]", "3"),
            ("[Plain, !Ref Stage, Hidden]", "…"),
            ("[Plain, !Ref AWS::Region, Hidden]", "3 4"),
            ("[Plain, !Sub '${One}', Hidden]", "3"),
            ("[!Sub 'Pla${Rest}', dev, Hidden]", "…"),
            ("[Plain, dev, Hidden, DefaultValue: 900]", "3"),
            ("[Plain, prod, Hidden, DefaultValue: 900]", "900"),
            ("[Plain, dev, Other, { DefaultValue: 900 }]", "900"),
            ("[Plain, !Ref Stage, Hidden, DefaultValue: 900]", "900"),
            ("[Plain, !Ref Both, Hidden, DefaultValue: 900]", "900 3"),
            ("[Plain, !Ref Any, Hidden, DefaultValue: 900]", "900 3 4"),
            ("[Plain, !Ref Stage, Hidden, DefaultValue: !Ref AWS::NoValue]", "nothing"),
            ("[Plain, !Ref Both, Hidden, DefaultValue: !Ref AWS::NoValue]", "3 nothing"),
            ("[Plain, !Ref Stage, Hidden, DefaultValue: !ImportValue Size]", "…"),
            ("[Plain, dev, List]", "…"),
            ("[Sizes, dev, Hidden]", "30"),
            ("[Sizes, !Ref Both, Hidden]", "30 …"),
            ("[Other, dev, Hidden]", "…"),
            ("[Plain, dev]", "…"),
        ] {
            assert_eq!(told(AROUND, &format!("!FindInMap {call}")), expected, "{call}");
        }
    }
}
