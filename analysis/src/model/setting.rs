//! Something a person wrote, with every value it can have.

use crate::text::Span;

/// A written setting with the values it can take at deployment.
#[derive(Clone, Debug, PartialEq)]
pub struct Setting<T> {
    /// Where it was written: the whole value, an intrinsic call included.
    pub at: Span,
    /// The candidates and where each stands: a literal; both arms of an `!If`; a parameter's default and
    /// allowed values; a mapping's entries.
    pub values: Vec<(Span, T)>,
    /// Whether other values are possible, known only at deployment.
    pub open: bool,
    /// Whether it may turn out as not written (`AWS::NoValue` in an arm).
    pub optional: bool,
}

impl<T> Setting<T> {
    /// A setting with exactly one value.
    pub fn known(at: Span, value: T) -> Setting<T> {
        Setting { at, values: vec![(at, value)], open: false, optional: false }
    }

    /// A setting of which nothing is known.
    pub fn unknown(at: Span) -> Setting<T> {
        Setting { at, values: Vec::new(), open: true, optional: false }
    }

    /// The value, when there is exactly one and no other is possible. Rules that compare two settings use it.
    pub fn only(&self) -> Option<&T> {
        match self.values.as_slice() {
            [(_, value)] if !self.open && !self.optional => Some(value),
            _ => None,
        }
    }

    /// Every candidate with its place. Rules about limits use it.
    pub fn each(&self) -> impl Iterator<Item = (Span, &T)> {
        self.values.iter().map(|(at, value)| (*at, value))
    }

    /// Whether every possible value is known, there is one, and all satisfy `test`.
    pub fn always(&self, test: impl Fn(&T) -> bool) -> bool {
        !self.open
            && !self.optional
            && !self.values.is_empty()
            && self.values.iter().all(|(_, value)| test(value))
    }

    /// Whether some value may satisfy `test`; an open setting may be anything.
    pub fn possibly(&self, test: impl Fn(&T) -> bool) -> bool {
        self.open || self.values.iter().any(|(_, value)| test(value))
    }

    /// The same setting in other terms; a value that `convert` has no answer for becomes an open one.
    pub fn map<U>(self, convert: impl Fn(T) -> Option<U>) -> Setting<U> {
        let converted = self.values.into_iter().map(|(at, value)| (at, convert(value)));
        Setting::converted(self.at, self.open, self.optional, converted)
    }

    /// [`Setting::map`] of values that stay where they are.
    pub fn read<U>(&self, convert: impl Fn(&T) -> Option<U>) -> Setting<U> {
        let converted = self.values.iter().map(|(at, value)| (*at, convert(value)));
        Setting::converted(self.at, self.open, self.optional, converted)
    }

    fn converted(
        at: Span,
        mut open: bool,
        optional: bool,
        converted: impl Iterator<Item = (Span, Option<T>)>,
    ) -> Setting<T> {
        let mut values = Vec::with_capacity(converted.size_hint().0);
        for (at, value) in converted {
            match value {
                Some(value) => values.push((at, value)),
                None => open = true,
            }
        }
        Setting { at, values, open, optional }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::FileId;

    #[test]
    fn only_one_closed_value_is_exact() {
        let at = Span::new(FileId(0), 0, 1);
        let one = Setting::known(at, 5);
        assert_eq!(one.only(), Some(&5));
        assert_eq!(Setting { open: true, ..one.clone() }.only(), None);
        assert_eq!(Setting { optional: true, ..one.clone() }.only(), None);
        assert_eq!(Setting { values: vec![(at, 1), (at, 2)], ..one }.only(), None);
    }

    #[test]
    fn a_value_without_meaning_leaves_the_setting_open() {
        let at = Span::new(FileId(0), 0, 1);
        let number = Setting::known(at, "x").map(|text| text.parse::<i64>().ok());
        assert!(number.open && number.values.is_empty());
    }
}
