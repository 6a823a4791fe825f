//! How a function's code is found where the template does not simply name its folder.

use crate::project::Project;

const FUNCTION: &str = "\
Resources:
  Worker:
    Type: AWS::Lambda::Function
    Properties:
      Runtime: python3.13
      Handler: app.handler
      Role: arn:aws:iam::123456789012:role/r
";

/// A handler in which there is something to find.
const HANDLER: &str =
    "import os\n\n\ndef handler(event, context):\n    return os.environ[\"TABLE\"]\n";

/// Where the unset variable is found, and the last words of the last line.
fn found(project: &Project) -> (Vec<String>, bool) {
    let words = "check --select env-var-not-set,code-not-found,handler-file-not-found,handler-function-not-found --format concise";
    let run = crate::run::run(&project.folder, words);
    assert!(run.err.is_empty(), "{}", run.err);
    let places = run.out.lines().filter(|line| line.contains("[env-var-not-set]"));
    let places: Vec<String> =
        places.filter_map(|line| Some(line.split_once(':')?.0.to_owned())).collect();
    let others = run.out.lines().filter(|line| line.contains("-not-found]")).count();
    assert_eq!(others, 0, "{}", run.out);
    (places, run.out.contains("(none linked to code)"))
}

fn check(code: &str, files: &[(&str, &str)], expected: Option<&str>) {
    let template = format!("{FUNCTION}      Code: {code}\n");
    let project = Project::new(&[("template.yaml", template.as_str())]);
    for (path, text) in files {
        project.write(path, text);
    }
    let expected: Vec<String> = expected.iter().map(|path| (*path).to_owned()).collect();
    let is_unlinked = expected.is_empty();
    assert_eq!(found(&project), (expected, is_unlinked), "{code} with {files:?}");
}

#[test]
fn code_beside_its_archive_is_linked_when_one_folder_fits() {
    let key = "{ S3Bucket: b, S3Key: worker.zip }";
    let other = "def other(event, context):\n    pass\n";
    for (code, files, expected) in [
        (key, &[("worker/app.py", HANDLER)][..], Some("worker/app.py")),
        (key, &[("src/worker/app.py", HANDLER)], Some("src/worker/app.py")),
        (
            "{ S3Bucket: !Ref B, S3Key: !Sub \"${Stage}/worker.zip\" }",
            &[("worker/app.py", HANDLER)],
            Some("worker/app.py"),
        ),
        (
            "{ S3Bucket: b, S3Key: jobs/worker.zip }",
            &[("jobs/worker/app.py", HANDLER)],
            Some("jobs/worker/app.py"),
        ),
        ("{ S3Bucket: b, S3Key: app.zip }", &[("app.py", HANDLER)], Some("app.py")),
        ("build/worker.zip", &[("worker/app.py", HANDLER)], Some("worker/app.py")),
        // Near misses: two that fit, none that fits, another name, a name that is not known, no such function.
        (key, &[("worker/app.py", HANDLER), ("src/worker/app.py", HANDLER)], None),
        (key, &[("worker/main.py", HANDLER)], None),
        (key, &[("app.py", HANDLER)], None),
        (key, &[("other/app.py", HANDLER)], None),
        ("{ S3Bucket: b, S3Key: !Sub \"${Name}.zip\" }", &[("worker/app.py", HANDLER)], None),
        ("{ S3Bucket: b, S3Key: !Ref Key }", &[("worker/app.py", HANDLER)], None),
        ("{ S3Bucket: b, S3Key: worker.zip.gpg }", &[("worker/app.py", HANDLER)], None),
        ("{ S3Bucket: b, S3Key: ../worker.zip }", &[("x", "")], None),
        (key, &[("worker/app.py", other)], None),
        (key, &[("worker", "a file")], None),
    ] {
        check(code, files, expected);
    }
}

#[test]
fn code_uri_in_s3_is_linked_too() {
    for uri in ["s3://bucket/worker.zip", "{ Bucket: bucket, Key: lambda/worker.zip }"] {
        let template = format!(
            "Transform: AWS::Serverless-2016-10-31\nResources:\n  Worker:\n    Type: AWS::Serverless::Function\n    \
             Properties:\n      Runtime: python3.13\n      Handler: app.handler\n      CodeUri: {uri}\n"
        );
        let project =
            Project::new(&[("infra/template.yaml", &template), ("infra/worker/app.py", HANDLER)]);
        assert_eq!(found(&project), (vec!["infra/worker/app.py".to_owned()], false), "{uri}");
    }
}

#[test]
fn a_handler_that_is_built_where_it_is_ignored_is_not_missing() {
    let missing = |ignored: &str| {
        let project = Project::new(&[
            ("template.yaml", &format!("{FUNCTION}      Code: src\n").replace("app.", "ap.")),
            ("src/app.py", ""),
            (".gitignore", ignored),
        ]);
        let run = crate::run::run(&project.folder, "check --select handler-file-not-found");
        run.out.contains("`ap`")
    };
    assert!(missing("") && missing("*.js\n"));
    assert!(!missing("/src/ap.py\n"));
}

#[test]
fn what_cdk_wrote_is_linked_with_the_folder_it_uploads() {
    let template = r#"{"Resources": {"Worker": {"Type": "AWS::Lambda::Function",
        "Properties": {"Runtime": "python3.13", "Handler": "app.handler", "Code": {"S3Bucket": "b", "S3Key": "1a.zip"}},
        "Metadata": {"aws:cdk:path": "App/Worker/Resource", "aws:asset:path": "asset.1a"}}}}"#;
    let project = Project::new(&[("cdk.out/App.template.json", template)]);
    assert_eq!(found(&project), (vec![], true), "the folder is not there");
    project.write("cdk.out/asset.1a/app.py", HANDLER);
    assert_eq!(found(&project), (vec!["cdk.out/asset.1a/app.py".to_owned()], false));
    // Code that stands in the template runs, whatever is uploaded besides.
    let inline = r#""Code": {"ZipFile": "def handler(event, context): pass"}"#;
    let inline = template.replace(r#""Code": {"S3Bucket": "b", "S3Key": "1a.zip"}"#, inline);
    project.write("cdk.out/App.template.json", inline.replace("app.handler", "index.handler"));
    assert_eq!(found(&project), (vec![], false));
}

#[test]
fn what_is_imported_through_settings_above_is_followed_and_nothing_is_said_of_what_is_outside() {
    let template = "Transform: AWS::Serverless-2016-10-31\nResources:\n  Worker:\n    Type: AWS::Serverless::Function\n    \
        Properties:\n      Runtime: nodejs22.x\n      Handler: app.handler\n      CodeUri: src\n";
    let project = Project::new(&[
        ("tsconfig.json", r#"{"compilerOptions": {"paths": {"@lib/*": ["./lib/*"]}}}"#),
        ("svc/template.yaml", template),
        (
            "svc/src/app.ts",
            "import { table } from '@lib/table';\nexport const handler = async () => table();\n",
        ),
        ("lib/table.ts", "export function table() {\n  return process.env.TABLE!.length;\n}\n"),
    ]);
    assert_eq!(found(&project), (vec!["lib/table.ts".to_owned()], false));
    let run =
        crate::run::run(&project.path("svc"), "check --select env-var-not-set --format concise");
    assert_eq!((run.out.as_str(), run.err.as_str()), ("No findings in 1 function · 0.00 s\n", ""));
}

#[test]
fn paths_go_from_the_base_that_sam_build_is_told() {
    let template = "Transform: AWS::Serverless-2016-10-31\nResources:\n  Worker:\n    Type: AWS::Serverless::Function\n    \
        Properties:\n      Runtime: python3.13\n      Handler: app.handler\n      CodeUri: src\n";
    let told =
        "[default.build.parameters]\ntemplate_file = \"infra/template.yaml\"\nbase_dir = \".\"\n";
    let beside = "[default.build.parameters]\nbase_dir = \"..\"\n";
    for (path, config) in [("samconfig.toml", told), ("infra/samconfig.toml", beside)] {
        let files = [("infra/template.yaml", template), ("src/app.py", HANDLER), (path, config)];
        assert_eq!(found(&Project::new(&files)), (vec!["src/app.py".to_owned()], false), "{path}");
    }
    // A script tells it too, where the template's own folder leads nowhere.
    let script = r#"{"scripts": {"build": "cd infra && sam build --base-dir .."}}"#;
    let files =
        [("infra/template.yaml", template), ("src/app.py", HANDLER), ("package.json", script)];
    assert_eq!(found(&Project::new(&files)), (vec!["src/app.py".to_owned()], false));
    // A workflow may: all code lies around the template's folder.
    let files = [("infra/template.yaml", template), ("src/app.py", HANDLER)];
    assert_eq!(found(&Project::new(&files)), (vec!["src/app.py".to_owned()], false));
    // Another template, and environments that do not agree: the template's own folder.
    let other = told.replace("infra/", "");
    let two = format!("{beside}[prod.build.parameters]\nbase_dir = \"../../x\"\n");
    for (path, config) in [("samconfig.toml", other.as_str()), ("infra/samconfig.toml", &two)] {
        let files =
            [("infra/template.yaml", template), ("infra/src/app.py", HANDLER), (path, config)];
        let expected = (vec!["infra/src/app.py".to_owned()], false);
        assert_eq!(found(&Project::new(&files)), expected, "{path}");
    }
}

#[test]
fn a_layer_that_git_leaves_alone_is_made_by_a_build() {
    let template = "Transform: AWS::Serverless-2016-10-31\nResources:\n  Common:\n    Type: AWS::Serverless::LayerVersion\n    \
        Properties: { ContentUri: ./layer }\n  Own: { Type: AWS::Serverless::Function, Properties: { InlineCode: x } }\n";
    let layer = |ignored: &str| {
        let project = Project::new(&[("template.yaml", template), (".gitignore", ignored)]);
        crate::run::run(&project.folder, "check --select code-not-found").code
    };
    assert_eq!((layer("layer/\n"), layer("other/\n")), (0, 1));
}
