//! One template that grows.

use super::{LAST, LAST_FUNCTION, Shape, project, times};
use crate::bench::projects::Project;

/// What grows in one template.
pub(super) const SHAPES: &[Shape] = &[
    Shape { name: "inline functions in one template", finds: LAST, make: inline },
    Shape { name: "functions on disk in one template", finds: LAST, make: on_disk },
    Shape { name: "known references in one template", finds: LAST, make: known },
    Shape { name: "unknown references in one template", finds: LAST, make: unknown },
    Shape { name: "events of one function", finds: LAST, make: events },
    Shape { name: "variables of one function", finds: LAST, make: variables },
];

const HEAD: &str = include_str!("../../../bench/grown-head.yaml");

/// A function with its queue, mapping, role, permission, log group and variables; the code comes after it.
const FUNCTION: &str = include_str!("../../../bench/grown.yaml");

const CODE: &str = include_str!("../../../bench/grown.py");

/// Each with its code in the template.
fn inline(functions: usize) -> Project {
    let mut code = "      Handler: index.handler\n      Code:\n        ZipFile: |\n".to_owned();
    for line in CODE.lines() {
        code.extend(["          ", line, "\n"]);
    }
    project([("template.yaml", template(&format!("{FUNCTION}{code}"), functions))])
}

/// Each with its code in a folder of its own.
fn on_disk(functions: usize) -> Project {
    let code = "      Handler: app.handler\n      Code: work@/\n";
    let mut files = project([("template.yaml", template(&format!("{FUNCTION}{code}"), functions))]);
    for number in 0..functions {
        let number = number.to_string();
        files.insert(format!("work{number}/app.py"), CODE.replace('@', &number));
    }
    files
}

/// Half of the references name resources, half parameters.
fn known(references: usize) -> Project {
    let pairs = references.div_ceil(2);
    let parameters = times("  Name@: { Type: String }\n", pairs);
    let queues = times(
        "  Queue@: { Type: AWS::SQS::Queue, Properties: { QueueName: !Ref Name@ } }\n",
        pairs,
    );
    let outputs = times("  Out@: { Value: !GetAtt Queue@.Arn }\n", pairs);
    let text =
        format!("Parameters:\n{parameters}Resources:\n{queues}{LAST_FUNCTION}Outputs:\n{outputs}");
    project([("template.yaml", text)])
}

/// Each names a resource that is not there, by a name much like one that is.
fn unknown(references: usize) -> Project {
    let queues = times("  OrdersQueue@: { Type: AWS::SQS::Queue }\n", references);
    let outputs = times("  Out@: { Value: !Ref OrdesQueue@ }\n", references);
    let text = format!("Resources:\n{queues}{LAST_FUNCTION}Outputs:\n{outputs}");
    project([("template.yaml", text)])
}

fn events(events: usize) -> Project {
    let route = "
        Route@:
          Type: HttpApi
          Properties: { Path: /items@, Method: GET }
";
    one(&format!("      Events:{}", times(route, events)))
}

fn variables(variables: usize) -> Project {
    let list = times("          NAME_@: value-@\n", variables);
    one(&format!("      Environment:\n        Variables:\n          FIRST: a\n{list}"))
}

/// One function with these further properties.
fn one(properties: &str) -> Project {
    let head = "Transform: AWS::Serverless-2016-10-31\nResources:\n";
    let function = "  Api:\n    Type: AWS::Serverless::Function\n    Properties:\n      Runtime: python3.13\n      Handler: index.handler\n      InlineCode: \"def handler(event, context): return 1\"\n";
    project([("template.yaml", format!("{head}{function}{properties}{LAST_FUNCTION}"))])
}

fn template(piece: &str, functions: usize) -> String {
    format!("{HEAD}{}{LAST_FUNCTION}", times(piece, functions))
}
