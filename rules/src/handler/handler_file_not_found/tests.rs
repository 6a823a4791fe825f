//! Near misses of handler-file-not-found.

use super::RULE;
use lamlint_analysis::fixture::check;

fn template(properties: &str, metadata: &str, files: &[&str]) {
    let files: String = files.iter().flat_map(|file| ["\n```x ", file, "\n\n```\n"]).collect();
    check(
        &RULE,
        &format!(
            "
```yaml template.yaml
Transform: AWS::Serverless-2016-10-31
Resources:
  F:
    Type: AWS::Serverless::Function
    Metadata: {metadata}
    Properties: {properties}
```
{files}"
        ),
    );
}

#[test]
fn code_that_is_built_elsewhere_is_not_judged() {
    let missing = "{ Runtime: nodejs22.x, CodeUri: src, Handler: index.handler }";
    template(missing, "{ BuildMethod: esbuild }", &["src/app.txt"]);
    template(missing, "{ BuildMethod: makefile }", &["src/app.txt"]);
    template(missing, "{}", &["src/Makefile"]);
    template(missing, "{}", &["src/tsconfig.json"]);
    template("{ Runtime: python3.13, CodeUri: a.zip, Handler: x.y }", "{}", &["a.py"]);
    template("{ Runtime: python3.13, CodeUri: s3://b/k, Handler: x.y }", "{}", &["a.py"]);
    template(
        "{ PackageType: Image, CodeUri: src, Handler: x.y, Runtime: python3.13 }",
        "{}",
        &["src/a.py"],
    );
    template(
        "{ Runtime: python3.13, CodeUri: src, Handler: x.y, Layers: [!Ref L] }",
        "{}",
        &["src/a.py"],
    );
    template("{ Runtime: java21, CodeUri: src, Handler: 'a.B::c' }", "{}", &["src/a.py"]);
}

#[test]
fn files_are_found_as_the_runtimes_find_them() {
    template(
        "{ Runtime: python3.13, CodeUri: ., Handler: src.app.handler }",
        "{}",
        &["src/app.py"],
    );
    template(
        "{ Runtime: python3.13, CodeUri: ., Handler: src/app.handler }",
        "{}",
        &["src/app.py"],
    );
    template("{ Runtime: python3.13, Handler: pkg.handler }", "{}", &["pkg/__init__.py"]);
    template("{ Runtime: python3.13, Handler: elsewhere.handler }", "{}", &["app.py"]);
    template(
        "{ Runtime: nodejs22.x, CodeUri: ., Handler: src/index.handler }",
        "{}",
        &["src/index.mjs"],
    );
    template(
        "{ Runtime: nodejs22.x, CodeUri: ., Handler: dist/index.handler }",
        "{}",
        &["src/index.ts"],
    );
    template(
        "{ Runtime: nodejs22.x, CodeUri: ., Handler: index.handler }",
        "{ BuildMethod: esbuild, BuildProperties: { EntryPoints: [src/index.ts] } }",
        &["src/index.ts"],
    );
}

/// A function with this handler, code in `src` and the files of it.
fn node(handler: &str, more: &str, files: &str) {
    check(
        &RULE,
        &format!(
            "
```yaml template.yaml
Transform: AWS::Serverless-2016-10-31
Resources:
  F:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs22.x
      CodeUri: src
      Handler: {handler}
{more}
```
{files}"
        ),
    );
}

#[test]
fn a_package_without_a_build_is_packaged_as_it_is() {
    let package = |scripts: &str| {
        format!(
            "\n```x src/app.js\n\n```\n\n```x src/package.json\n{{\"scripts\": {{{scripts}}}}}\n```\n"
        )
    };
    for scripts in ["", "\"test\": \"vitest\"", "\"lint\": \"eslint .\""] {
        node("ap.handler", "      #        ^^^^^^^^^^ src has no file `ap`", &package(scripts));
    }
    for scripts in ["\"build\": \"node b.mjs\"", "\"prepare\": \"tsc -p .\"", "\"x\": \"webpack\""]
    {
        node("ap.handler", "", &package(scripts));
    }
}

#[test]
fn the_folder_that_is_packaged_is_not_in_itself() {
    template(
        "{ Runtime: python3.13, CodeUri: jobs/nightly, Handler: nightly.run.handler }
    #                                                                  ^^^^^^^^^^^^^^^^^^^ jobs/nightly has no file `nightly/run`",
        "{}",
        &["jobs/nightly/run.py"],
    );
    template(
        "{ Runtime: nodejs22.x, CodeUri: jobs/nightly, Handler: jobs/nightly/run.handler }
    #                                                                  ^^^^^^^^^^^^^^^^^^^^^^^^ jobs/nightly has no file `jobs/nightly/run`",
        "{}",
        &["jobs/nightly/run.mjs"],
    );
    // Node.js looks for `run.js` in the code folder, whatever folder the handler names.
    for file in ["jobs/nightly/run.js", "jobs/nightly/run/index.js"] {
        template(
            "{ Runtime: nodejs22.x, CodeUri: jobs/nightly, Handler: nightly/run.handler }",
            "{}",
            &[file],
        );
    }
    // A package of that name may be installed.
    template(
        "{ Runtime: python3.13, CodeUri: jobs/nightly, Handler: agent.run.handler }",
        "{}",
        &["jobs/nightly/run.py"],
    );
}

#[test]
fn a_handler_that_names_no_function_cannot_start() {
    const NODE: &str =
        "a Node.js handler is `file.function`, from the code folder on and without `..`";
    const PYTHON: &str =
        "a Python handler is `file.function`, from the code folder on and without `./`";
    for (runtime, handler, label) in [
        ("nodejs22.x", "app", NODE),
        ("nodejs22.x", "app:run", NODE),
        ("nodejs22.x", "../app.run", NODE),
        ("python3.13", "app", PYTHON),
        ("python3.13", "src/app", PYTHON),
        ("python3.13", "./app.run", PYTHON),
    ] {
        let carets = "^".repeat(handler.len());
        template(
            &format!(
                "
      Runtime: {runtime}
      CodeUri: src
      Handler: {handler}
      #        {carets} {label}"
            ),
            "{}",
            &["src/app.py", "src/app.js"],
        );
    }
    for (runtime, handler) in [
        ("nodejs22.x", "'{{ handler }}'"),
        ("nodejs22.x", "HANDLER"),
        ("nodejs22.x", "!Ref Name"),
        ("provided.al2023", "bootstrap"),
        ("java21", "orders.Handler"),
        ("dotnet8", "Orders"),
    ] {
        template(
            &format!("{{ Runtime: {runtime}, CodeUri: src, Handler: {handler} }}"),
            "{}",
            &["src/app.py"],
        );
    }
}

#[test]
fn a_program_that_starts_the_runtime_may_give_it_another_handler() {
    for handler in ["run.sh", "start"] {
        template(
            &format!(
                "
      Runtime: nodejs22.x
      CodeUri: src
      Handler: {handler}
      Environment: {{ Variables: {{ AWS_LAMBDA_EXEC_WRAPPER: /opt/bootstrap }} }}"
            ),
            "{}",
            &["src/app.js"],
        );
    }
}

#[test]
fn the_handler_that_an_agent_calls_is_the_one_that_counts() {
    for (variable, handler) in [
        ("DD_LAMBDA_HANDLER", "datadog_lambda.handler.handler"),
        ("LUMIGO_ORIGINAL_HANDLER", "/opt/python/lumigo_tracer._handler"),
        ("NEW_RELIC_LAMBDA_HANDLER", "newrelic_lambda_wrapper.handler"),
    ] {
        let function = |named: &str, mark: &str| {
            template(
                &format!(
                    "
      Runtime: python3.13
      CodeUri: src
      Handler: {handler}
      Environment:
        Variables:
          {variable}: {named}{mark}"
                ),
                "{}",
                &["src/app.py"],
            );
        };
        let before = " ".repeat(variable.len() + 1);
        function("app.handler", "");
        function("!Ref Handler", "");
        function("ap.handler", &format!("\n          #{before}^^^^^^^^^^ src has no file `ap`"));
    }
}

#[test]
fn a_handler_that_several_functions_inherit_is_one_finding() {
    check(
        &RULE,
        "
```yaml template.yaml
Transform: AWS::Serverless-2016-10-31
Globals: { Function: { Runtime: python3.13, CodeUri: src, Handler: ap.handler } }
#                                                                  ^^^^^^^^^^ src has no file `ap`
Resources:
  One: { Type: AWS::Serverless::Function }
  Two: { Type: AWS::Serverless::Function }
  Own: { Type: AWS::Serverless::Function, Properties: { Handler: app.handler } }
```

```x src/app.py

```
",
    );
}
