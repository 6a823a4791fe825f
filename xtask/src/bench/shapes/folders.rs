//! Folders that grow: projects, templates, handlers and what handlers import.

use super::{LAST, LAST_FUNCTION, NOT_SET, Shape, project, times};
use crate::bench::projects::{self, Project, place};

/// What grows in files and folders.
pub(super) const SHAPES: &[Shape] = &[
    Shape { name: "functions in many projects", finds: LAST, make: many },
    Shape { name: "templates in one folder", finds: LAST, make: templates },
    Shape { name: "handlers in one folder", finds: NOT_SET, make: handlers },
    Shape { name: "handlers without a template", finds: NO_TEMPLATE, make: strays },
    Shape { name: "handlers importing each other, Python", finds: NOT_SET, make: python },
    Shape { name: "handlers importing each other, TypeScript", finds: NOT_SET, make: typescript },
];

/// Found in a handler that no template names.
const NO_TEMPLATE: &str = "client-created-per-invocation";

fn many(functions: usize) -> Project {
    let mut files = projects::many(functions);
    let last = project([("template.yaml", format!("Resources:{LAST_FUNCTION}"))]);
    place(&mut files, "last", last);
    files
}

fn templates(templates: usize) -> Project {
    let mut files = Project::new();
    for number in 0..templates {
        let template = "Resources:\n  Work:\n    Type: AWS::Lambda::Function\n    Properties: { Timeout: 30 }\n";
        files.insert(format!("stack{number}.yaml"), template.to_owned());
    }
    files.insert("template.yaml".to_owned(), format!("Resources:{LAST_FUNCTION}"));
    files
}

fn handlers(handlers: usize) -> Project {
    linked(handlers, "python3.13", "py", |_| {
        "def handler(event, context):\n    return event\n".to_owned()
    })
}

fn strays(handlers: usize) -> Project {
    let code = "import boto3\n\ndef lambda_handler(event, context):\n    return event\n";
    let mut files = Project::new();
    for number in 0..handlers {
        files.insert(format!("src/work{number}.py"), code.to_owned());
    }
    let last = code.replace("event\n", "boto3.client(\"s3\").list_buckets()\n");
    files.insert("src/works.py".to_owned(), last);
    files
}

/// Each imports the next, the last one the first.
fn python(handlers: usize) -> Project {
    linked(handlers, "python3.13", "py", |next| {
        format!(
            "import work{next}\n\ndef handler(event, context):\n    return work{next}.handler\n"
        )
    })
}

/// Each imports the next, the last one the first.
fn typescript(handlers: usize) -> Project {
    linked(handlers, "nodejs24.x", "ts", |next| {
        format!(
            "import {{ handler as next }} from \"./work{next}\";\nexport const handler = async () => next;\n"
        )
    })
}

/// A template with so many functions, their handlers all in `src/`, each made from the number of the next one; the
/// last function's handler reads what is not set.
fn linked(handlers: usize, runtime: &str, ending: &str, code: fn(usize) -> String) -> Project {
    let function = format!(
        "
  Work@:
    Type: AWS::Lambda::Function
    Properties: {{ Runtime: {runtime}, Handler: work@.handler, Code: src/ }}
"
    );
    let functions = times(&function, handlers);
    let last = function.replace('@', "s").replace(runtime, "python3.13");
    let mut files = project([
        ("template.yaml", format!("Resources:{functions}{last}")),
        (
            "src/works.py",
            "import os\n\ndef handler(event, context):\n    return os.environ[\"LAST\"]\n"
                .to_owned(),
        ),
    ]);
    for number in 0..handlers {
        files.insert(format!("src/work{number}.{ending}"), code((number + 1) % handlers));
    }
    files
}
