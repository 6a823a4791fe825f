//! Shapes to grow: each a project of as many units as asked for, all of one kind.

mod code;
mod comments;
mod folders;
mod templates;

use super::projects::Project;

/// A shape.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Shape {
    /// What there is more and more of, and where.
    pub(crate) name: &'static str,
    /// A rule that is broken only at the very end: when it is found, all was read.
    pub(crate) finds: &'static str,
    /// The project with this many units.
    pub(crate) make: fn(usize) -> Project,
}

/// Every shape that `growth` measures.
pub(crate) fn all() -> impl Iterator<Item = &'static Shape> {
    [templates::SHAPES, folders::SHAPES, code::SHAPES, comments::SHAPES].into_iter().flatten()
}

/// The end of a template: a function with a timeout that Lambda refuses.
const LAST_FUNCTION: &str = "
  Last:
    Type: AWS::Lambda::Function
    Properties: { Timeout: 1801 }
";

/// Found at [`LAST_FUNCTION`].
const LAST: &str = "timeout-out-of-range";

/// Found where code reads a variable that no template here sets.
const NOT_SET: &str = "env-var-not-set";

/// A piece so many times, each with its number in place of `@`.
fn times(piece: &str, times: usize) -> String {
    (0..times).map(|number| piece.replace('@', &number.to_string())).collect()
}

/// A project out of texts by their paths.
fn project<const N: usize>(files: [(&str, String); N]) -> Project {
    files.into_iter().map(|(path, text)| (path.to_owned(), text)).collect()
}

#[cfg(test)]
mod tests {
    use super::all;

    #[test]
    fn every_shape_grows_in_step_with_its_size() {
        for shape in all() {
            let bytes = |size| (shape.make)(size).values().map(String::len).sum::<usize>() as f64;
            let growth = (bytes(2_000) - bytes(1_000)) / (bytes(1_000) - bytes(0));
            assert!((0.9..1.2).contains(&growth), "{}: {growth}", shape.name);
        }
    }

    #[test]
    fn no_file_is_too_large_to_be_read() {
        for shape in all() {
            for (path, text) in (shape.make)(8_000) {
                assert!(text.len() < 10 << 20, "{}: {path} has {} bytes", shape.name, text.len());
            }
        }
    }
}
