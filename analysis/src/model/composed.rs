//! A text as it is put together at deployment, piece by piece.
//!
//! A template rarely writes a name or an ARN as it will be: it joins literals, names of resources, parameters and
//! what only the deployment knows. The pieces keep that apart, so that every question (is it a name, which resource,
//! which attribute, does it begin so) is asked of one value.

use super::{Attribute, Ref, ResourceId};

/// A text put together from pieces, in order.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Composed {
    pieces: Vec<Piece>,
}

/// A part of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Text as it is written.
    Literal(String),
    /// An attribute of a resource of the program.
    Of(ResourceId, Attribute),
    /// An input of the program whose value is not known: a parameter, by its name.
    Input(String),
    /// What the deployment knows of itself.
    Pseudo(Pseudo),
    /// Anything else.
    Unknown,
}

/// What a deployment knows of itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pseudo {
    /// The account that is deployed to.
    Account,
    /// The partition: `aws`, `aws-cn` …
    Partition,
    /// The region that is deployed to.
    Region,
    /// Something else, by the framework's name.
    Other(String),
}

impl Pseudo {
    /// What it is called in a text that is shown.
    pub fn shown(&self) -> &str {
        match self {
            Pseudo::Account => "account",
            Pseudo::Partition => "partition",
            Pseudo::Region => "region",
            Pseudo::Other(name) => name,
        }
    }
}

impl Composed {
    /// A text as it is.
    pub fn literal(text: impl Into<String>) -> Composed {
        Composed::of(Piece::Literal(text.into()))
    }

    /// One piece alone.
    pub fn of(piece: Piece) -> Composed {
        let mut text = Composed::default();
        text.push(piece);
        text
    }

    /// Adds a piece at the end; literals that meet become one, and an empty one is none.
    pub fn push(&mut self, piece: Piece) {
        match (self.pieces.last_mut(), piece) {
            (_, Piece::Literal(text)) if text.is_empty() => {}
            (Some(Piece::Literal(last)), Piece::Literal(text)) => last.push_str(&text),
            (_, piece) => self.pieces.push(piece),
        }
    }

    /// Adds another text at the end.
    pub fn append(&mut self, other: Composed) {
        other.pieces.into_iter().for_each(|piece| self.push(piece));
    }

    /// The pieces in order.
    pub fn pieces(&self) -> &[Piece] {
        &self.pieces
    }

    /// The whole text, when all of it is known.
    pub fn text(&self) -> Option<&str> {
        match self.pieces.as_slice() {
            [] => Some(""),
            [Piece::Literal(text)] => Some(text),
            _ => None,
        }
    }

    /// The text that it surely begins with; empty when it begins with something that is not known.
    pub fn head(&self) -> &str {
        match self.pieces.first() {
            Some(Piece::Literal(text)) => text,
            _ => "",
        }
    }

    /// Whether nothing at all is known of it.
    pub fn is_unknown(&self) -> bool {
        matches!(self.pieces.as_slice(), [Piece::Unknown])
    }

    /// Whether some part of it is known only at deployment.
    pub fn is_open(&self) -> bool {
        self.text().is_none()
    }

    /// The one resource that it speaks of. With its attribute when that is the whole text; when more stands around it,
    /// the attribute is [`Attribute::Part`]. `Outside` for a text that is known in full, `Unknown` for all else.
    pub fn refers_to(&self) -> Ref {
        let mut found: Option<(ResourceId, &Attribute)> = None;
        for piece in &self.pieces {
            let Piece::Of(resource, attribute) = piece else { continue };
            if found.is_some_and(|(other, _)| other != *resource) {
                return Ref::Unknown;
            }
            found = Some((*resource, attribute));
        }
        match (found, self.text()) {
            (Some((resource, attribute)), _) if self.pieces.len() == 1 => {
                Ref::To(resource, attribute.clone())
            }
            (Some((resource, _)), _) => Ref::To(resource, Attribute::Part),
            (None, Some(text)) => Ref::Outside(text.to_owned()),
            (None, None) => Ref::Unknown,
        }
    }

    /// The text as a person reads it, with `${…}` for what is known only at deployment; `name` gives the name of a
    /// resource.
    pub fn shown<'s>(&self, name: impl Fn(ResourceId) -> &'s str) -> String {
        let shown = |piece: &Piece| match piece {
            Piece::Literal(text) => text.clone(),
            Piece::Of(resource, attribute) => match attribute.shown() {
                "" => format!("${{{}}}", name(*resource)),
                attribute => format!("${{{}.{attribute}}}", name(*resource)),
            },
            Piece::Input(name) => format!("${{{name}}}"),
            Piece::Pseudo(pseudo) => format!("${{{}}}", pseudo.shown()),
            Piece::Unknown => "${?}".to_owned(),
        };
        self.pieces.iter().map(shown).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const QUEUE: ResourceId = ResourceId(0);

    fn composed(pieces: &[Piece]) -> Composed {
        let mut text = Composed::default();
        pieces.iter().cloned().for_each(|piece| text.push(piece));
        text
    }

    #[test]
    fn literals_that_meet_are_one_text() {
        let text = composed(&[Piece::Literal("a".into()), Piece::Literal("b".into())]);
        assert_eq!((text.text(), text.head(), text.is_open()), (Some("ab"), "ab", false));
        assert_eq!(Composed::default().text(), Some(""));
        assert_eq!(Composed::literal(""), Composed::default());
    }

    #[test]
    fn a_text_refers_to_the_one_resource_in_it() {
        let arn = Piece::Of(QUEUE, Attribute::Arn);
        let other = Piece::Of(ResourceId(1), Attribute::Arn);
        let tail = Piece::Literal("/*".into());
        let nothing = Piece::Literal(String::new());
        for (pieces, refers_to) in [
            (vec![arn.clone()], Ref::To(QUEUE, Attribute::Arn)),
            (vec![nothing.clone(), arn.clone(), nothing], Ref::To(QUEUE, Attribute::Arn)),
            (vec![Piece::Of(QUEUE, Attribute::Url)], Ref::To(QUEUE, Attribute::Url)),
            (vec![arn.clone(), tail.clone()], Ref::To(QUEUE, Attribute::Part)),
            (vec![arn, other], Ref::Unknown),
            (vec![tail], Ref::Outside("/*".into())),
            (vec![Piece::Input("P".into())], Ref::Unknown),
        ] {
            assert_eq!(composed(&pieces).refers_to(), refers_to, "{pieces:?}");
        }
    }

    #[test]
    fn what_is_not_known_is_shown_as_the_template_writes_it() {
        let text = composed(&[
            Piece::Literal("arn:".into()),
            Piece::Pseudo(Pseudo::Partition),
            Piece::Literal(":sqs:".into()),
            Piece::Of(QUEUE, Attribute::Name),
            Piece::Unknown,
        ]);
        assert_eq!(text.shown(|_| "Jobs"), "arn:${partition}:sqs:${Jobs.Name}${?}");
    }
}
