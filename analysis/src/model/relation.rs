//! What has to do with what: the joins of a program, made once.

use super::ResourceId;
use crate::text::Span;

/// That one resource has to do with another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Relation {
    /// The resource that does something.
    pub from: ResourceId,
    /// What it does.
    pub what: RelationKind,
    /// With which resource.
    pub to: ResourceId,
    /// Where it is written.
    pub at: Span,
    /// The place, in the stack's list of its kind, of what says more about it: an event source, a permission.
    pub detail: u32,
}

/// What a resource does with another one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum RelationKind {
    /// A queue, stream, bucket … triggers a function; the detail is the event source.
    Triggers,
    /// A function has a role.
    Assumes,
    /// Something lets somebody call a function; the detail is the invoke permission.
    Permits,
    /// Something sends a queue or a topic what failed.
    FailsTo,
    /// A function writes its logs to a log group.
    Logs,
    /// Something that is no trigger names a function, and may call it unseen.
    Calls,
}

/// All relations of a program, in both directions.
#[derive(Clone, Debug, Default)]
pub struct Relations {
    /// By `from` and `what`, then as they were found.
    forwards: Vec<Relation>,
    /// By `to` and `what`, then as they were found.
    backwards: Vec<Relation>,
}

impl Relations {
    /// Puts relations in order.
    pub fn new(found: Vec<Relation>) -> Relations {
        let (mut forwards, mut backwards) = (found.clone(), found);
        forwards.sort_by_key(|relation| (relation.from, relation.what));
        backwards.sort_by_key(|relation| (relation.to, relation.what));
        Relations { forwards, backwards }
    }

    /// What a resource does, of one sort.
    pub fn from(&self, from: ResourceId, what: RelationKind) -> &[Relation] {
        range(&self.forwards, &(from, what), |relation| (relation.from, relation.what))
    }

    /// What is done with a resource, of one sort.
    pub fn to(&self, to: ResourceId, what: RelationKind) -> &[Relation] {
        range(&self.backwards, &(to, what), |relation| (relation.to, relation.what))
    }
}

fn range<'r, K: Ord>(
    relations: &'r [Relation],
    key: &K,
    key_of: impl Fn(&Relation) -> K,
) -> &'r [Relation] {
    let start = relations.partition_point(|relation| key_of(relation) < *key);
    let end = relations.partition_point(|relation| key_of(relation) <= *key);
    &relations[start..end]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::FileId;

    #[test]
    fn relations_are_found_from_both_ends() {
        let at = Span::new(FileId(0), 0, 0);
        let relation = |from, what, to, detail| Relation {
            from: ResourceId(from),
            what,
            to: ResourceId(to),
            at,
            detail,
        };
        let all = Relations::new(vec![
            relation(2, RelationKind::Triggers, 1, 0),
            relation(0, RelationKind::Triggers, 1, 1),
            relation(1, RelationKind::Assumes, 3, 0),
        ]);
        let details = |relations: &[Relation]| -> Vec<u32> {
            relations.iter().map(|relation| relation.detail).collect()
        };
        assert_eq!(details(all.to(ResourceId(1), RelationKind::Triggers)), [0, 1]);
        assert_eq!(details(all.from(ResourceId(0), RelationKind::Triggers)), [1]);
        assert_eq!(all.from(ResourceId(1), RelationKind::Assumes).len(), 1);
        assert!(all.from(ResourceId(1), RelationKind::Triggers).is_empty());
        assert!(all.to(ResourceId(9), RelationKind::Calls).is_empty());
    }
}
