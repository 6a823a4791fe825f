//! Nothing to check is never green; what is recognised and not read is named.

use insta::assert_snapshot;
use serde_json::Value;

use crate::project::{HANDLER, Project, TEMPLATE};
use crate::run::{check, run_with_input};

const TERRAFORM: &str = "resource \"aws_lambda_function\" \"worker\" {}\n";
const SERVERLESS: &str = "service: orders\nprovider:\n  name: aws\n";
const GO: &str = "package main\n\nimport \"github.com/aws/aws-lambda-go/lambda\"\n";

#[test]
fn a_folder_without_functions_fails_and_says_what_was_looked_for() {
    let project = Project::new(&[("README.md", "# Nothing\n"), ("values.yaml", "a: 1\n")]);
    let run = check(&project.folder, "");
    assert_eq!((run.code, run.out.as_str()), (2, ""));
    assert_snapshot!(run.err, @r#"
    lamlint: no Lambda function found here: there is no SAM or CloudFormation template and no handler
    lamlint looks for template.yaml, template.json, *.template, any YAML or JSON with AWS resources, and for functions that
    look like handlers; not in what .gitignore, .ignore, .lamlintignore and --exclude leave out. One file is read whatever
    its name: lamlint check path/to/template.yaml
    "#);
}

#[test]
fn every_format_says_it_on_the_standard_error() {
    let project =
        Project::new(&[("queue.yaml", "Resources:\n  Orders:\n    Type: AWS::SNS::Topic\n")]);
    let told = check(&project.folder, "").err;
    assert!(
        told.starts_with("lamlint: no Lambda function found here: read 1 template, "),
        "{told}"
    );
    for words in ["-q", "--format github", "--format json", "--format concise -q", "--exit-zero"] {
        let run = check(&project.folder, words);
        assert_eq!((run.code, &run.err), (2, &told), "{words}");
        assert_eq!(run.out.is_empty(), !words.contains("json"), "{words}: {}", run.out);
    }
}

#[test]
fn a_named_file_without_a_function_is_none() {
    let helper = "def double(number):\n    return 2 * number\n";
    let project = Project::new(&[
        ("template.yaml", TEMPLATE),
        (
            "src/app.py",
            "import helper\n\ndef handler(event, context):\n    return helper.half(1)\n",
        ),
        ("src/helper.py", "def half(number): return number / 2\n"),
        ("src/other.py", helper),
        ("values.yaml", "a: 1\n"),
    ]);
    for (words, expected) in [
        ("src/app.py", Some("No findings in 1 function · 0.00 s\n")),
        ("src/helper.py", Some("No findings in 1 function · 0.00 s\n")),
        ("template.yaml src/other.py", Some("No findings in 1 function · 0.00 s\n")),
        ("src/other.py", None),
        ("values.yaml", None),
        ("src/other.py values.yaml", None),
    ] {
        let run = check(&project.folder, words);
        assert_eq!(run.code == 2, expected.is_none(), "{words}: {run:?}");
        assert_eq!(run.out, expected.unwrap_or_default(), "{words}: {run:?}");
    }
    assert_snapshot!(check(&project.folder, "src/other.py").err, @r#"
    lamlint: no Lambda function found in `src/other.py`: read 1 source file, none with a handler
    A function is a resource of a template, or code that looks like a handler: `lambda_handler` in Python, `handler` in
    JavaScript, `handler` in TypeScript.
    "#);
}

#[test]
fn standard_input_without_a_function_is_nothing_to_check() {
    let project = Project::new(&[]);
    let run = run_with_input(&project.folder, "check -", b"a: 1\n");
    assert_eq!(run.code, 2, "{run:?}");
    assert!(
        run.err.starts_with("lamlint: no Lambda function found in the standard input: "),
        "{run:?}"
    );
}

#[test]
fn what_is_not_read_is_named_with_what_to_do() {
    for (path, text, expected) in [
        ("cdk.json", "{}", "1 AWS CDK project (cdk.json): run `cdk synth` first"),
        (
            "serverless.yml",
            SERVERLESS,
            "1 Serverless Framework project (serverless.yml): run `serverless package`",
        ),
        ("serverless.ts", "export default { provider: { name: 'aws' } };", "Serverless Framework"),
        ("infra/main.tf", TERRAFORM, "1 Terraform project (infra/main.tf): "),
        ("sst.config.ts", "export default $config({});", "1 SST project (sst.config.ts): "),
        ("Pulumi.yaml", "name: orders\n", "1 Pulumi project (Pulumi.yaml): "),
        (
            "amplify/backend.ts",
            "defineBackend({});",
            "1 AWS Amplify project (amplify/backend.ts): run `npx ampx sandbox`",
        ),
        (
            ".chalice/config.json",
            "{}",
            "1 AWS Chalice project (.chalice/config.json): run `chalice package packaged`",
        ),
        ("zappa_settings.json", "{}", "1 Zappa project (zappa_settings.json): "),
        (
            "app.arc",
            "@app\norders\n",
            "1 Architect project (app.arc): run `npx arc deploy --dry-run`",
        ),
        (
            "main.go",
            GO,
            "1 handler in Go (main.go); lamlint reads Python, JavaScript and TypeScript",
        ),
    ] {
        let project = Project::new(&[(path, text)]);
        for words in ["", path] {
            let run = check(&project.folder, words);
            let flat = run.err.split_whitespace().collect::<Vec<_>>().join(" ");
            assert_eq!(run.code, 2, "{path}: {run:?}");
            assert!(flat.contains(expected), "{path} {words}: {}", run.err);
        }
    }
}

#[test]
fn what_is_not_read_is_counted_beside_what_is() {
    let project = Project::standard();
    project.write("a/serverless.yml", SERVERLESS);
    project.write("b/serverless.yml", SERVERLESS);
    project.write("infra/main.tf", TERRAFORM);
    project.write("infra/other.tf", TERRAFORM);
    project.write("go/main.go", GO);
    project.write("ignored/main.go", GO);
    project.write(".gitignore", "ignored\n");
    let run = check(&project.folder, "");
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    assert_snapshot!(run.out, @r#"
    Not read:
      2 Serverless Framework projects (a/serverless.yml …): run `serverless package`, then name
        .serverless/cloudformation-template-update-stack.json
      1 Terraform project (infra/main.tf): it writes no template; only functions that look like handlers are checked
      1 handler in Go (go/main.go); lamlint reads Python, JavaScript and TypeScript

    No findings in 1 function · 3 projects and 1 handler not read · 0.00 s
    "#);
    assert_eq!(check(&project.folder, "-q").out, "");
    let output: Value = serde_json::from_str(&check(&project.folder, "--format json").out).unwrap();
    assert_eq!(output["summary"]["unread"], 4);
    assert_eq!(output["unread"][0]["name"], "Serverless Framework");
    assert_eq!(output["unread"][0]["path"], "a/serverless.yml");
    assert_eq!(
        check(&project.folder, "--exclude a --exclude b --exclude infra --exclude go").out,
        "No findings in 1 function · 0.00 s\n"
    );
}

#[test]
fn what_cdk_wrote_is_read_though_git_ignores_it() {
    let project = Project::new(&[
        ("app/cdk.json", "{}"),
        ("app/.gitignore", "cdk.out\n"),
        (
            "app/cdk.out/orders.template.json",
            r#"{"Resources":{"F":{"Type":"AWS::Lambda::Function","Properties":{"Timeout":3600}}}}"#,
        ),
        ("app/cdk.out/asset.1/app.py", HANDLER),
    ]);
    let words = "--format concise -q";
    assert!(check(&project.folder, words).out.starts_with("app/cdk.out/orders.template.json:1:"));
    assert_eq!(check(&project.folder, "--exclude app/cdk.out").code, 2);
    // A template beside it stands for the project.
    project.write("app/template.yaml", TEMPLATE);
    project.write("app/src/app.py", HANDLER);
    assert_eq!(check(&project.folder, "").out, "No findings in 1 function · 0.00 s\n");
}
