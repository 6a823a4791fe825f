//! What is read and what is not: discovery, ignore files, boundaries, files that cannot be read.

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};

use crate::project::{HANDLER, Project, TEMPLATE};
use crate::run::{check, run_with_input};

fn wrong_timeout() -> String {
    TEMPLATE.replace("Timeout: 30", "Timeout: 3600")
}

/// The files with findings, in the order of the output.
fn found(project: &Project, words: &str) -> Vec<String> {
    let run = check(&project.folder, &format!("--format concise -q {words}"));
    let paths = run.out.lines().filter_map(|line| line.split_once(':'));
    paths.map(|(path, _)| path.to_owned()).collect()
}

#[test]
fn templates_are_found_by_their_names_and_marks() {
    let wrong = wrong_timeout();
    let json =
        r#"{"Resources":{"F":{"Type":"AWS::Lambda::Function","Properties":{"Timeout":3600}}}}"#;
    let project = Project::new(&[
        ("a/template.yml", &wrong),
        ("b/orders.template", &wrong),
        ("c/anything.yaml", &wrong),
        ("d/stack.json", json),
        ("e/notes.txt", &wrong),
        ("node_modules/x/template.yaml", &wrong),
        (".aws-sam/build/template.yaml", &wrong),
        ("env/pyvenv.cfg", ""),
        ("env/template.yaml", &wrong),
    ]);
    assert_eq!(
        found(&project, ""),
        ["a/template.yml", "b/orders.template", "c/anything.yaml", "d/stack.json"]
    );
    assert_eq!(found(&project, "a d"), ["a/template.yml", "d/stack.json"]);
}

#[test]
fn handlers_are_found_whatever_ending_their_language_gives_them() {
    let code = "import { S3Client } from \"@aws-sdk/client-s3\";\n\
        export const handler = async (event) => new S3Client({}).send(event);\n";
    let project = Project::new(&[]);
    let endings = ["cjs", "cts", "js", "jsx", "mjs", "mts", "ts", "tsx"];
    for ending in endings {
        project.write(&format!("app-{ending}.{ending}"), code);
    }
    for other in ["app.d.ts", "app.min.js", "app.vue"] {
        project.write(other, code);
    }
    let words = "check --select client-created-per-invocation --format concise -q";
    let files = |words: &str| -> Vec<String> {
        let run = crate::run::run(&project.folder, words);
        run.out.lines().filter_map(|line| Some(line.split_once(':')?.0.to_owned())).collect()
    };
    let expected = endings.map(|ending| format!("app-{ending}.{ending}"));
    assert_eq!(files(words), expected);
    assert_eq!(files(&format!("{words} app-tsx.tsx")), ["app-tsx.tsx"]);
}

#[test]
fn ignore_files_are_respected_until_they_are_not() {
    let wrong = wrong_timeout();
    let project = Project::new(&[
        ("a/template.yaml", &wrong),
        ("b/template.yaml", &wrong),
        ("c/template.yaml", &wrong),
        ("d/template.yaml", &wrong),
        (".gitignore", "/a\n"),
        ("b/.ignore", "*.yaml\n"),
        (".lamlintignore", "c/**\n"),
    ]);
    assert_eq!(found(&project, ""), ["d/template.yaml"]);
    assert_eq!(found(&project, "--no-ignore").len(), 4);
    assert_eq!(
        found(&project, "--no-ignore --exclude a --exclude */template.yaml"),
        Vec::<String>::new()
    );
    assert_eq!(found(&project, "a/template.yaml"), ["a/template.yaml"]);
}

#[test]
fn what_cdk_wrote_counts_only_when_nothing_else_does() {
    let wrong = wrong_timeout();
    let alone =
        Project::new(&[("cdk.out/app.template.yaml", &wrong), ("cdk.out/manifest.json", "{}")]);
    assert_eq!(found(&alone, ""), ["cdk.out/app.template.yaml"]);
    let project = Project::new(&[("cdk.out/app.template.yaml", &wrong), ("template.yaml", &wrong)]);
    assert_eq!(found(&project, ""), ["template.yaml"]);
}

#[test]
fn what_packaging_wrote_counts_only_without_its_source() {
    let code = |uri: &str| wrong_timeout().replace("CodeUri: src", &format!("CodeUri: {uri}"));
    let packaged = code("s3://bucket/orders/0123456789abcdef0123456789abcdef");
    assert_ne!(packaged, wrong_timeout());
    let project = Project::new(&[("a/template.yaml", &wrong_timeout()), ("a/out.yaml", &packaged)]);
    assert_eq!(found(&project, ""), ["a/template.yaml"]);
    assert_eq!(found(&project, "a/out.yaml"), ["a/out.yaml"]);
    // A fix that adds a resource to the source makes no other template of the copy.
    crate::run::run(
        &project.folder,
        "check --unsafe-fixes --select logs-never-expire,timeout-out-of-range",
    );
    let text = |path: &str| std::fs::read_to_string(project.path(path)).expect("it is there");
    assert!(text("a/template.yaml").contains("LogGroup"), "{}", text("a/template.yaml"));
    assert_eq!(text("a/out.yaml"), packaged);
    for other in [packaged.clone(), wrong_timeout().replace("Worker:", "Another:")] {
        let project = Project::new(&[("a/template.yaml", &other), ("a/out.yaml", &packaged)]);
        assert_eq!(found(&project, "").len(), 2);
    }
    let written = code("s3://bucket/orders.zip");
    let project = Project::new(&[("a/template.yaml", &wrong_timeout()), ("a/out.yaml", &written)]);
    assert_eq!(found(&project, "").len(), 2);
}

#[test]
fn what_cannot_be_read_is_told_and_the_rest_is_checked() {
    let project = Project::standard();
    project.write("good/template.yaml", wrong_timeout());
    project.write("binary/template.yaml", b"a\0b");
    project.write("latin/template.yaml", b"# caf\xe9\n");
    project.write("huge/template.yaml", vec![b'#'; 11 * 1024 * 1024]);
    let named = "good/template.yaml binary/template.yaml latin/template.yaml huge/template.yaml nowhere.yaml";
    let run = check(&project.folder, named);
    assert_eq!(run.code, 2);
    for part in [
        "cannot read binary/template.yaml: it is not text",
        "cannot read latin/template.yaml: it is not UTF-8",
        "cannot read huge/template.yaml: it is larger than 10 MB",
        "cannot read nowhere.yaml: there is no such file",
    ] {
        assert!(run.err.contains(part), "{part}: {}", run.err);
    }
    assert!(run.out.contains("good/template.yaml:9:16"), "{}", run.out);
    let discovered = check(&project.folder, "");
    assert_eq!(discovered.code, 1, "{discovered:?}");
    assert!(discovered.err.contains("cannot read latin/template.yaml"), "{}", discovered.err);
}

#[test]
fn a_handler_that_cannot_be_read_is_told() {
    let project = Project::standard();
    project.write("src/app.py", b"# caf\xe9\n");
    let run = check(&project.folder, "");
    assert_eq!(run.code, 0);
    assert!(run.err.contains("cannot read src/app.py: it is not UTF-8"), "{}", run.err);
}

#[test]
fn a_file_without_permission_is_told() {
    let project = Project::standard();
    let secret = project.write("template.yaml", wrong_timeout());
    fs::set_permissions(&secret, fs::Permissions::from_mode(0o000)).unwrap();
    if fs::read(&secret).is_ok() {
        // Nothing is forbidden to who runs this test.
        return;
    }
    let run = check(&project.folder, "template.yaml");
    assert_eq!(run.code, 2);
    assert!(
        run.err.contains("cannot read template.yaml: reading it is not allowed"),
        "{}",
        run.err
    );
}

#[test]
fn nothing_outside_of_the_project_is_read() {
    let outside = Project::new(&[("app.py", "import os\nos.environ['TABLE']\n")]);
    let project = Project::new(&[]);
    fs::create_dir(project.path(".git")).unwrap();
    symlink(&outside.folder, project.path("src")).unwrap();
    project.write("template.yaml", TEMPLATE);
    let run = crate::run::run(&project.folder, "check");
    assert!(!run.out.contains("TABLE"), "{}", run.out);
    assert!(run.err.contains("it lies outside of the project"), "{}", run.err);
}

#[test]
fn a_link_within_the_project_is_followed_by_code_but_not_by_discovery() {
    let project = Project::new(&[("template.yaml", TEMPLATE), ("shared/app.py", HANDLER)]);
    symlink(project.path("shared"), project.path("src")).unwrap();
    symlink(&project.folder, project.path("loop")).unwrap();
    let run = crate::run::run(&project.folder, "check --select handler-file-not-found");
    assert_eq!(
        (run.code, run.out.as_str()),
        (0, "No findings in 1 function · 0.00 s\n"),
        "{run:?}"
    );
}

#[test]
fn a_named_handler_is_judged_with_its_template() {
    let handler = "import os\n\n\ndef handler(event, context):\n    return os.environ[\"TABLE\"]\n";
    let project = Project::new(&[("template.yaml", &wrong_timeout()), ("src/app.py", handler)]);
    let words = "check --select timeout-out-of-range,env-var-not-set --format concise -q";
    let run = crate::run::run(&project.folder, &format!("{words} src/app.py"));
    assert!(run.out.starts_with("src/app.py:5:12: error[env-var-not-set]"), "{run:?}");
    assert_eq!(run.out.lines().count(), 1, "{}", run.out);
}

#[test]
fn standard_input_is_linted_in_place_of_a_file() {
    let project = Project::standard();
    for (words, input, expected) in [
        ("- --stdin-filename template.yaml", wrong_timeout(), "template.yaml:9:16"),
        ("- --stdin-filename sub/t.yaml", wrong_timeout(), "sub/t.yaml:9:16"),
        ("-", wrong_timeout(), "template.yaml:9:16"),
    ] {
        let words = format!("check --select timeout-out-of-range --format concise {words}");
        let run = run_with_input(&project.folder, &words, input.as_bytes());
        assert_eq!(run.code, 1, "{run:?}");
        assert!(run.out.starts_with(expected), "{}", run.out);
    }
    let binary = run_with_input(&project.folder, "check -", b"a\0b");
    assert_eq!(binary.code, 2);
    assert!(
        binary.err.contains("the standard input cannot be read: it is not text"),
        "{}",
        binary.err
    );
}

#[test]
fn a_printed_place_can_be_given_back() {
    let project = Project::new(&[("a/template.yaml", &wrong_timeout()), ("a/src/app.py", HANDLER)]);
    for place in ["a/template.yaml:9:16", "a/template.yaml:9", "a/template.yaml:9:16:"] {
        assert_eq!(found(&project, place), ["a/template.yaml"], "{place}");
    }
    // A folder may be called like that.
    project.write("b:1/template.yaml", wrong_timeout());
    assert_eq!(check(&project.folder, "b:1").code, 1);
    let missing = check(&project.folder, "c.yaml:1:1");
    assert!(missing.err.contains("cannot read c.yaml:1:1: there is no such file"), "{missing:?}");
}
