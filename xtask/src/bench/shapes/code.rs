//! One function in code that grows.

use super::{NOT_SET, Shape, project, times};
use crate::bench::projects::Project;

/// What grows in one handler function.
pub(super) const SHAPES: &[Shape] = &[
    Shape {
        name: "routes in one function, Python",
        finds: NOT_SET,
        make: |size| python("", ROUTE, size),
    },
    Shape {
        name: "locals in one function, Python",
        finds: NOT_SET,
        make: |size| python("", LOCAL, size),
    },
    Shape {
        name: "calls in one function, Python",
        finds: NOT_SET,
        make: |size| python(STEP, CALL, size),
    },
    Shape {
        name: "operations in one function, Python",
        finds: NOT_SET,
        make: |size| python("", OPERATION, size),
    },
    Shape {
        name: "clients in one function, Python",
        finds: NOT_SET,
        make: |size| python("", CLIENT, size),
    },
    Shape {
        name: "routes in one function, TypeScript",
        finds: NOT_SET,
        make: |size| typescript("", TS_ROUTE, size),
    },
    Shape {
        name: "locals in one function, TypeScript",
        finds: NOT_SET,
        make: |size| typescript("", TS_LOCAL, size),
    },
    Shape {
        name: "calls in one function, TypeScript",
        finds: NOT_SET,
        make: |size| typescript(TS_STEP, TS_CALL, size),
    },
    Shape {
        name: "operations in one function, TypeScript",
        finds: NOT_SET,
        make: |size| typescript("", TS_OPERATION, size),
    },
    Shape {
        name: "clients in one function, TypeScript",
        finds: NOT_SET,
        make: |size| typescript("", TS_CLIENT, size),
    },
];

const ROUTE: &str =
    "    if path == \"/items@\":\n        return {\"statusCode\": 200, \"body\": \"@\"}\n";
const LOCAL: &str = "    value@ = event[\"key@\"]\n    print(value@)\n";
const STEP: &str = "def step@(event):\n    return event\n\n";
const CALL: &str = "    step@(event)\n";
const OPERATION: &str = "    sqs.send_message(QueueUrl=queue, MessageBody=\"@\")\n";
const CLIENT: &str = "    sqs@ = boto3.client(\"sqs\")\n    sqs@.list_queues()\n";

const TS_ROUTE: &str =
    "  if (path === \"/items@\") {\n    return { statusCode: 200, body: \"@\" };\n  }\n";
const TS_LOCAL: &str = "  const value@ = event.key@;\n  console.log(value@);\n";
const TS_STEP: &str = "function step@(event) {\n  return event;\n}\n";
const TS_CALL: &str = "  step@(event);\n";
const TS_OPERATION: &str =
    "  await sqs.send(new SendMessageCommand({ QueueUrl: queue, MessageBody: \"@\" }));\n";
const TS_CLIENT: &str =
    "  const sqs@ = new SQSClient({});\n  await sqs@.send(new ListQueuesCommand({}));\n";

/// A handler between these definitions and what it does; at its end it reads a variable that is not set.
pub(super) fn python(definition: &str, statement: &str, size: usize) -> Project {
    let definitions = times(definition, size);
    let statements = times(statement, size);
    let code = format!(
        "import os\nimport boto3\n\nqueue = \"orders\"\nsqs = boto3.client(\"sqs\")\n\n{definitions}\ndef handler(event, context):\n    path = event[\"rawPath\"]\n{statements}    return os.environ[\"LAST\"]\n"
    );
    project([("template.yaml", template("python3.13")), ("app.py", code)])
}

/// The same in TypeScript.
pub(super) fn typescript(definition: &str, statement: &str, size: usize) -> Project {
    let definitions = times(definition, size);
    let statements = times(statement, size);
    let code = format!(
        "import {{ ListQueuesCommand, SQSClient, SendMessageCommand }} from \"@aws-sdk/client-sqs\";\n\nconst queue = \"orders\";\nconst sqs = new SQSClient({{}});\n\n{definitions}\nexport const handler = async (event) => {{\n  const path = event.rawPath;\n{statements}  return process.env.LAST;\n}};\n"
    );
    project([("template.yaml", template("nodejs24.x")), ("app.ts", code)])
}

fn template(runtime: &str) -> String {
    format!(
        "Resources:\n  Api:\n    Type: AWS::Lambda::Function\n    Properties: {{ Runtime: {runtime}, Handler: app.handler, Code: . }}\n"
    )
}
