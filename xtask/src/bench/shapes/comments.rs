//! One file whose comments grow: plain ones, and suppressions of which one name is used and one is not.

use super::code::{python, typescript};
use super::{LAST, LAST_FUNCTION, NOT_SET, Shape, project, times};
use crate::bench::projects::Project;

/// What grows in the comments of one file.
pub(super) const SHAPES: &[Shape] = &[
    Shape { name: "comment lines, Python", finds: NOT_SET, make: |size| python("", LINE, size) },
    Shape {
        name: "comment lines, TypeScript",
        finds: NOT_SET,
        make: |size| typescript("", TS_LINE, size),
    },
    Shape { name: "comment lines, YAML", finds: LAST, make: yaml_lines },
    Shape { name: "suppressions, Python", finds: NOT_SET, make: |size| python("", IGNORED, size) },
    Shape {
        name: "suppressions, TypeScript",
        finds: NOT_SET,
        make: |size| typescript("", TS_IGNORED, size),
    },
    Shape { name: "suppressions, YAML", finds: LAST, make: yaml_suppressions },
];

const LINE: &str = "    # A word about step @.\n    print(@)\n";
const IGNORED: &str = "    # lamlint: ignore[client-created-per-invocation, tracing-off] on purpose\n    boto3.client(\"sqs\").list_queues()\n";
const TS_LINE: &str = "  // A word about step @.\n  console.log(@);\n";
const TS_IGNORED: &str = "  // lamlint: ignore[client-created-per-invocation, tracing-off] on purpose\n  await new SQSClient({}).send(new ListQueuesCommand({}));\n";

fn yaml_lines(lines: usize) -> Project {
    let queues = times("  # A word about queue @.\n  Queue@: { Type: AWS::SQS::Queue }\n", lines);
    project([("template.yaml", format!("Resources:\n{queues}{LAST_FUNCTION}"))])
}

fn yaml_suppressions(suppressions: usize) -> Project {
    let function = "
  Work@:
    Type: AWS::Lambda::Function
    Properties:
      # lamlint: ignore[memory-out-of-range, tracing-off] on purpose
      MemorySize: 1
";
    let functions = times(function, suppressions);
    project([("template.yaml", format!("Resources:{functions}{LAST_FUNCTION}"))])
}
