//! Between a template and its code: handlers and environment variables.

use super::{assert_at_cursor, assert_one_thing};

/// A SAM template and a handler beside it, in each language.
fn projects(template: &str, python: &str, javascript: &str) -> [String; 3] {
    let project = |runtime: &str, path: &str, code: &str| {
        let template = template.replace("RUNTIME", runtime);
        format!(
            "```yaml template.yaml\nTransform: AWS::Serverless-2016-10-31\n{template}\n```\n```x src/{path}\n{code}\n```\n"
        )
    };
    [
        project("python3.13", "app.py", python),
        project("nodejs22.x", "app.mjs", javascript),
        project("nodejs22.x", "app.ts", javascript),
    ]
}

const PYTHON: &str = "import os\n\ndef «handler»(event, context):\n    return os.environ['A']";
const JAVASCRIPT: &str = "export const «handler» = async (event) => process.env.A;";

#[test]
fn a_handler_and_its_function_find_each_other() {
    for template in [
        "Resources:\n  One:\n    Type: AWS::Serverless::Function\n    Properties:\n      CodeUri: src\n      Runtime: RUNTIME\n      Handler: ‹app.handler›\n  Two:\n    Type: AWS::Serverless::Function\n    Properties:\n      CodeUri: src\n      Runtime: RUNTIME\n      Handler: ‹'app.handler'›",
        // Where it is written, once, however many inherit it.
        "Globals:\n  Function:\n    Runtime: RUNTIME\n    CodeUri: src\n    Handler: ‹app.handler›\nResources:\n  One:\n    Type: AWS::Serverless::Function\n  Two:\n    Type: AWS::Serverless::Function",
    ] {
        for project in projects(template, PYTHON, JAVASCRIPT) {
            assert_one_thing(&project);
        }
    }
}

#[test]
fn a_json_template_names_its_handler_too() {
    assert_one_thing(
        "```json template.json\n{\"Transform\": \"AWS::Serverless-2016-10-31\", \"Resources\": {\"One\": {\"Type\": \"AWS::Serverless::Function\", \"Properties\": {\"CodeUri\": \"src\", \"Runtime\": \"python3.13\", \"Handler\": ‹\"app.handler\"›}}}}\n```\n```py src/app.py\ndef «handler»(event, context):\n    pass\n```\n",
    );
}

#[test]
fn the_handlers_of_all_templates_are_found() {
    let template = |path: &str| {
        format!(
            "```yaml {path}\nTransform: AWS::Serverless-2016-10-31\nResources:\n  One:\n    Type: AWS::Serverless::Function\n    Properties:\n      CodeUri: src\n      Runtime: python3.13\n      Handler: ‹app.handler›\n      Environment:\n        Variables:\n          A: b\n```\n"
        )
    };
    let code = format!("```py src/app.py\n{PYTHON}\n```\n");
    assert_one_thing(&[template("a.yaml"), template("b.yaml"), code].concat());
}

#[test]
fn what_is_inherited_may_call_a_function_for_each() {
    let function = |name: &str| {
        format!(
            "  {name}:\n    Type: AWS::Serverless::Function\n    Properties:\n      CodeUri: {name}\n"
        )
    };
    let template = format!(
        "```yaml template.yaml\nTransform: AWS::Serverless-2016-10-31\nGlobals:\n  Function:\n    Runtime: python3.13\n    Handler: ‹app.han$0dler›\nResources:\n{}{}```\n",
        function("one"),
        function("two")
    );
    let code =
        |folder| format!("```py {folder}/app.py\ndef «handler»(event, context):\n    pass\n```\n");
    assert_at_cursor(&[template, code("one"), code("two")].concat());
}

#[test]
fn a_variable_and_its_reads_find_each_other() {
    let own = "Resources:\n  One:\n    Type: AWS::Serverless::Function\n    Properties:\n      CodeUri: src\n      Runtime: RUNTIME\n      Handler: app.handler\n      Environment:\n        Variables:\n          OTHER: b\n          «TABLE»: c";
    let inherited = "Globals:\n  Function:\n    Environment:\n      Variables:\n        «TABLE»: c\nResources:\n  One:\n    Type: AWS::Serverless::Function\n    Properties:\n      CodeUri: src\n      Runtime: RUNTIME\n      Handler: app.handler";
    let python = "import os\n\nTABLE = os.environ['‹TABLE›']\n\ndef handler(event, context):\n    os.getenv(\"‹TABLE›\")\n    return os.environ.get('‹TABLE›', os.environ['OTHER'])";
    let javascript = "const a = process.env.‹TABLE›;\nconst { TABLE: ‹b› } = process.env;\nexport const handler = async (event) => process.env['‹TABLE›'] ?? process.env.TABLES;";
    for template in [own, inherited] {
        for project in projects(template, python, javascript) {
            assert_one_thing(&project);
        }
    }
}

#[test]
fn a_read_in_another_file_of_the_handler_is_found() {
    assert_one_thing(
        "```yaml template.yaml\nTransform: AWS::Serverless-2016-10-31\nResources:\n  One:\n    Type: AWS::Serverless::Function\n    Properties:\n      CodeUri: src\n      Runtime: python3.13\n      Handler: app.handler\n      Environment:\n        Variables:\n          «TABLE»: c\n```\n```py src/app.py\nimport settings\n\ndef handler(event, context):\n    return settings.TABLE\n```\n```py src/settings.py\nimport os\n\nTABLE = os.environ['‹TABLE›']\n```\n",
    );
}

#[test]
fn inline_code_counts() {
    assert_one_thing(
        "```yaml template.yaml\nResources:\n  One:\n    Type: AWS::Lambda::Function\n    Properties:\n      Runtime: python3.13\n      Handler: ‹index.handler›\n      Code:\n        ZipFile: |\n          import os\n          def «handler»(event, context):\n            return 1\n```\n",
    );
    assert_one_thing(
        "```json template.json\n{\"Resources\": {\"One\": {\"Type\": \"AWS::Lambda::Function\", \"Properties\": {\"Runtime\": \"nodejs22.x\", \"Handler\": \"index.handler\", \"Environment\": {\"Variables\": {«\"TABLE\"»: \"c\"}}, \"Code\": {\"ZipFile\": \"exports.handler = async () => {\\n  return process.env.‹TABLE›;\\n};\"}}}}}\n```\n",
    );
}

const SHARED: &str = "```yaml template.yaml\nTransform: AWS::Serverless-2016-10-31\nGlobals:\n  Function:\n    CodeUri: src\n    Runtime: python3.13\n    Handler: app.handler\nResources:\n  One:\n    Type: AWS::Serverless::Function\n    Properties:\n      Environment:\n        Variables:\n          KEY1: c\n  Two:\n    Type: AWS::Serverless::Function\n    Properties:\n      Environment:\n        Variables:\n          KEY2: d\n```\n```py src/app.py\nimport os\n\ndef handler(event, context):\n    return os.environ['READ']\n```\n";

#[test]
fn a_read_that_several_functions_run_has_a_key_for_each() {
    let with = |first: &str, second: &str, read: &str| {
        SHARED.replace("KEY1", first).replace("KEY2", second).replace("READ", read)
    };
    assert_at_cursor(&with("«TABLE»", "«TABLE»", "‹TA$0BLE›"));
    assert_at_cursor(&with("«TA$0BLE»", "TABLE", "‹TABLE›"));
    assert_at_cursor(&with("TABLE", "«TA$0BLE»", "‹TABLE›"));
}

#[test]
fn nothing_is_found_where_nothing_is_meant() {
    let with = |code: &str| {
        format!(
            "```yaml template.yaml\nTransform: AWS::Serverless-2016-10-31\nResources:\n  One:\n    Type: AWS::Serverless::Function\n    Properties:\n      CodeUri: src\n      Runtime: python3.13\n      Handler: app.handler\n      Environment:\n        Variables:\n          TABLE: c\n```\n```py src/app.py\nimport os\n{code}\n```\n"
        )
    };
    for code in [
        "def handler(event, context):\n    return os.environ['NO$0NE']",
        "def handler(event, context):\n    return os.en$0viron['TABLE']",
        "def handler(event, context):\n    return os.environ['TABLE']  # os.environ['TA$0BLE']",
        "def handler(event, context):\n    return 'TA$0BLE'",
        "def handler(ev$0ent, context):\n    pass",
        "def oth$0er():\n    pass\ndef handler(event, context):\n    pass",
        "$0",
    ] {
        assert_at_cursor(&with(code));
    }
    // Code that no template runs.
    assert_at_cursor(
        "```py app.py\nimport os\n\ndef lambda_hand$0ler(event, context):\n    return os.environ['TABLE']\n```\n",
    );
}
