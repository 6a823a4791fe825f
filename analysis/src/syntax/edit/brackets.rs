//! Edits within brackets: JSON, and YAML's flow style.

use super::super::{Format, Node, Pairs};
use super::Value;
use super::layout::{Layout, merges};
use crate::text::Edit;

impl Layout<'_> {
    /// A new entry of a map in brackets.
    pub(super) fn flow_entry(&self, map: Node<'_>, key: &str, value: &Value) -> Option<Vec<Edit>> {
        let render = |line: Option<&str>| self.renderer.flow_entry(key, value, line);
        let pairs = map.pairs();
        let Some(last) = pairs.last() else { return self.fill(map, key, value) };
        if !self.is_ascending(map, pairs) {
            return None;
        }
        let (start, end) = (last.key_at.start as usize, last.value.at().end as usize);
        self.behind_comma(map, start, end, render)
    }

    /// A new item of a list in brackets.
    pub(super) fn flow_item(&self, node: Node<'_>, value: &Value) -> Option<Vec<Edit>> {
        let render = |line: Option<&str>| {
            if self.renderer.json {
                self.renderer.json(value, line)
            } else {
                self.renderer.flow(value)
            }
        };
        let items = node.items();
        let Some(last) = items.last().map(Node::at) else {
            let (start, end) = self.inside(node)?;
            return Some(vec![self.edit(start, end, render(None))]);
        };
        let ascending = items.iter().is_sorted_by_key(|item| item.at().start);
        if !ascending || !node.at().contains(last) {
            return None;
        }
        self.behind_comma(node, last.start as usize, last.end as usize, render)
    }

    /// Takes out an entry and one comma.
    pub(super) fn remove_flow(&self, map: Node<'_>, place: usize) -> Option<Vec<Edit>> {
        let pairs = map.pairs();
        if !self.is_ascending(map, pairs) {
            return None;
        }
        let pair = pairs.get(place)?;
        let before = place.checked_sub(1).and_then(|before| pairs.get(before));
        let (start, end) = match (before, pairs.get(place + 1)) {
            (_, Some(next)) => (pair.key_at.start, next.key_at.start),
            (Some(before), None) => (before.value.at().end, pair.value.at().end),
            (None, None) => (map.at().start + 1, map.at().end - 1),
        };
        let (start, end) = (start as usize, end as usize);
        let commented = self.format == Format::Yaml && self.source[start..end].contains(" #");
        (!commented).then(|| vec![self.edit(start, end, String::new())])
    }

    /// What stands behind the colon of an entry of a map in brackets.
    pub(super) fn behind_flow_colon(&self, map: Node<'_>, key: usize, value: &Value) -> String {
        let spread = self.line_start(key) != self.line_start(map.at().start as usize);
        let line = spread.then(|| self.indentation(key));
        if self.renderer.json {
            return format!(" {}", self.renderer.json(value, line));
        }
        format!(" {}", self.renderer.flow(value))
    }

    /// The first entry of `{}`: below its key in YAML, on a line of its own in JSON that is spread over lines.
    fn fill(&self, map: Node<'_>, key: &str, value: &Value) -> Option<Vec<Edit>> {
        let (start, end) = (map.at().start as usize, map.at().end as usize);
        let inside = self.inside(map)?;
        if self.renderer.json {
            let spread = self.before(start).trim_start().starts_with('"');
            let line = spread.then(|| self.indentation(start));
            let value = Value::Map(vec![(key.to_owned(), value.clone())]);
            return Some(vec![self.edit(start, end, self.renderer.json(&value, line))]);
        }
        if let Some(column) = self.key_column(start)
            && super::layout::is_free(self.behind(end))
        {
            let column = column + self.renderer.habits.step.len();
            return Some(self.instead(
                start,
                end,
                column,
                &self.renderer.entry(key, value, column),
            ));
        }
        let entry = self.renderer.flow_entry(key, value, None);
        Some(vec![self.edit(inside.0, inside.1, entry)])
    }

    /// Adds something behind the last entry, which starts and ends there.
    fn behind_comma(
        &self,
        node: Node<'_>,
        start: usize,
        end: usize,
        render: impl Fn(Option<&str>) -> String,
    ) -> Option<Vec<Edit>> {
        let close = (node.at().end as usize).checked_sub(1).filter(|close| *close >= end)?;
        let gap = &self.source[end..close];
        let comma = gap.trim_start().starts_with(',').then(|| end + gap.find(',').unwrap_or(0) + 1);
        let alone = self.line_start(start) != self.line_start(node.at().start as usize)
            && self.before(start).trim().is_empty();
        if !alone {
            let entry = render(None);
            return Some(vec![match comma {
                Some(comma) => self.edit(comma, comma, format!(" {entry}")),
                None => self.edit(end, end, format!(", {entry}")),
            }]);
        }
        let indentation = self.indentation(start);
        let line = format!(
            "{}{indentation}{}",
            self.renderer.habits.line_break,
            render(Some(indentation))
        );
        let line_end = self.line_end(comma.unwrap_or(end)).min(close);
        Some(match comma {
            Some(comma) if self.source[comma..line_end].trim().is_empty() => {
                vec![self.edit(comma, comma, line + ",")]
            }
            Some(_) => vec![self.edit(line_end, line_end, line + ",")],
            None if self.source[end..line_end].trim().is_empty() => {
                vec![self.edit(end, end, format!(",{line}"))]
            }
            None => {
                vec![self.edit(end, end, ",".to_owned()), self.edit(line_end, line_end, line)]
            }
        })
    }

    /// The place between brackets that hold nothing.
    fn inside(&self, node: Node<'_>) -> Option<(usize, usize)> {
        let (start, end) = (node.at().start as usize + 1, (node.at().end as usize).checked_sub(1)?);
        self.source.get(start..end)?.trim().is_empty().then_some((start, end))
    }

    /// Whether the entries stand one after the other in the brackets, so that no alias or merge key is involved: JSON
    /// has neither.
    fn is_ascending(&self, map: Node<'_>, pairs: Pairs<'_>) -> bool {
        let mut end = map.at().start;
        self.format == Format::Json
            || !merges(&self.source[map.at().range()])
                && pairs.iter().all(|pair| {
                    let behind =
                        pair.key_at.start >= end && pair.value.at().start >= pair.key_at.end;
                    end = pair.value.at().end;
                    behind && end <= map.at().end
                })
    }
}
