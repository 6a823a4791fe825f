//! What `Select` gives: an entry of a list that is written, split from a text, or given by a parameter or a mapping.

use super::intrinsics::{Call, call};
use super::scope::Scope;
use super::values::{Mode, one};
use crate::model::{Composed, Piece, Setting};
use crate::syntax::Node;

impl<'t> Scope<'t> {
    /// Every text that `Select` can give.
    pub(super) fn selected(
        &self,
        node: Node<'t>,
        argument: Node<'t>,
        mode: Mode,
        depth: usize,
    ) -> Setting<Composed> {
        let Some([index, list]) = argument.items().exactly() else {
            return one(node, Composed::of(Piece::Unknown));
        };
        let index = self.evaluate(index, Mode::Values, depth);
        let index = index.only().and_then(Composed::text).and_then(|text| text.parse().ok());
        let entry = index.and_then(|index: usize| match list.items().get(index) {
            Some(item) => Some(self.evaluate(item, mode, depth)),
            None => self.entry(node, call(list)?, index, mode, depth),
        });
        match entry {
            Some(entry) => Setting { at: node.at(), ..entry },
            None => one(node, self.mentioned(list, depth)),
        }
    }

    /// An entry of a list that a function gives; `None` when it cannot be told.
    fn entry(
        &self,
        node: Node<'t>,
        list: Call<'t>,
        index: usize,
        mode: Mode,
        depth: usize,
    ) -> Option<Setting<Composed>> {
        match list.name {
            "Split" => {
                let [separator, text] = list.argument.items().exactly()?;
                let separator = separator.text().filter(|text| !text.is_empty())?;
                let mut sum = self.evaluate(text, mode, depth);
                let known = sum.values.iter().any(|(_, text)| text.text().is_some());
                for (_, text) in &mut sum.values {
                    let entry = text.text().map(|text| text.split(separator).nth(index));
                    *text = match entry {
                        Some(entry) => Composed::literal(entry?),
                        None => Composed::of(Piece::Unknown),
                    };
                }
                if !known {
                    return None;
                }
                Some(sum)
            }
            "Ref" => {
                let parameter = self.parameters.get(list.argument.text()?)?;
                let kind = parameter.get("Type").and_then(Node::text)?;
                let is_list = kind == "CommaDelimitedList" || kind == "List<Number>";
                let default = parameter.get("Default").filter(|_| is_list)?;
                let entry = default.text()?.split(',').nth(index)?.trim();
                let given = (default.at(), Composed::literal(entry));
                let unknown = (node.at(), Composed::of(Piece::Unknown));
                let values = if mode == Mode::Form { vec![unknown] } else { vec![given, unknown] };
                Some(Setting { at: node.at(), values, open: true, optional: false })
            }
            "FindInMap" => {
                let mut sum =
                    Setting { at: node.at(), values: Vec::new(), open: false, optional: false };
                for cell in self.cells(list.argument, depth, &mut sum) {
                    let entry = cell.items().get(index)?;
                    sum.values.push((entry.at(), Composed::literal(entry.text()?)));
                }
                (!sum.values.is_empty()).then_some(sum)
            }
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::frameworks::scope::told;

    const AROUND: &str = "
Parameters:
  Sizes: { Type: CommaDelimitedList, Default: '10, 20' }
  Numbers: { Type: List<Number>, Default: '1,2' }
  Zones: { Type: List<AWS::EC2::AvailabilityZone::Name>, Default: 'a,b' }
  Place: { Type: Number, AllowedValues: [1] }
  Line: { Type: String, Default: 'a/b' }
Mappings:
  Plain: { dev: { List: [5, 6] }, big: { List: [7, 8], Other: x } }
";

    #[test]
    fn an_entry_of_a_list_is_known_where_the_list_is() {
        for (call, expected) in [
            ("[1, [a, b]]", "b"),
            ("[!Ref Place, [a, b]]", "b"),
            ("[2, [a, b]]", "…"),
            ("[0, !Ref Sizes]", "10 …"),
            ("[1, !Ref Sizes]", "20 …"),
            ("[1, !Ref Numbers]", "2 …"),
            ("[2, !Ref Numbers]", "…"),
            ("[0, !Ref Zones]", "…"),
            ("[1, !Split [',', 'x,y']]", "y"),
            ("[1, !Split ['/', !Ref Line]]", "b …"),
            ("[2, !Split ['/', !Sub 'x/${Line}']]", "b …"),
            ("[1, !Split ['/', !ImportValue Line]]", "…"),
            ("[1, !FindInMap [Plain, dev, List]]", "6"),
            ("[1, !FindInMap [Plain, !Ref AWS::Region, List]]", "6 8"),
            ("[1, !FindInMap [Plain, big, Other]]", "…"),
        ] {
            assert_eq!(told(AROUND, &format!("!Select {call}")), expected, "{call}");
        }
    }
}
