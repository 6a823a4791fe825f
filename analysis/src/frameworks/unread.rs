//! What else deploys Lambda functions: projects that are recognised by a file and not read, and what to do then.
//!
//! A row goes when its framework becomes one of [`super::FRAMEWORKS`].

/// A way to deploy functions that lamlint does not read.
#[derive(Debug)]
pub struct Unread {
    /// What people call it.
    pub name: &'static str,
    /// The files that tell of it, as globs; one with a folder is of a file in a folder of that name.
    pub files: &'static [&'static str],
    /// Texts of which such a file has one at least; none when its name says enough.
    pub marks: &'static [&'static str],
    /// What a person can do so that its functions are checked.
    pub advice: &'static str,
    /// The folder, beside the file, that holds templates which are read in its place, once it was built.
    pub built: Option<&'static str>,
}

/// What can be done where nothing writes a template.
const CODE_ONLY: &str = "it writes no template; only functions that look like handlers are checked";

/// Every one of them.
///
/// What the tools write: <https://docs.aws.amazon.com/cdk/v2/guide/configure-synth.html>,
/// <https://www.serverless.com/framework/docs/providers/aws/cli-reference/package>,
/// <https://aws.github.io/chalice/topics/cfn.html>, <https://arc.codes/docs/en/reference/cli/deploy>,
/// <https://github.com/aws-amplify/amplify-backend/pull/490>; read 2026-11-25.
pub static UNREAD: &[&Unread] = &[
    &Unread {
        name: "AWS CDK",
        files: &["cdk.json"],
        marks: &[],
        advice: "run `cdk synth` first; what it writes to cdk.out is read",
        built: Some("cdk.out"),
    },
    &Unread {
        name: "Serverless Framework",
        files: &["serverless.{yml,yaml,json,ts,js}"],
        marks: &["aws", "AWS"],
        advice: "run `serverless package`, then name .serverless/cloudformation-template-update-stack.json",
        built: None,
    },
    &Unread {
        name: "Terraform",
        files: &["*.tf", "*.tf.json"],
        marks: &["aws_lambda_function", "terraform-aws-modules/lambda"],
        advice: CODE_ONLY,
        built: None,
    },
    &Unread {
        name: "SST",
        files: &["sst.config.{ts,js}"],
        marks: &[],
        advice: CODE_ONLY,
        built: None,
    },
    &Unread {
        name: "Pulumi",
        files: &["Pulumi.{yaml,yml}"],
        marks: &[],
        advice: CODE_ONLY,
        built: None,
    },
    &Unread {
        name: "AWS Amplify",
        files: &["amplify/backend.{ts,js}"],
        marks: &[],
        advice: "run `npx ampx sandbox`, then name the folder .amplify/artifacts/cdk.out",
        built: None,
    },
    &Unread {
        name: "AWS Chalice",
        files: &[".chalice/config.json"],
        marks: &[],
        advice: "run `chalice package packaged`, then name packaged/sam.json",
        built: None,
    },
    &Unread {
        name: "Zappa",
        files: &["zappa_settings.{json,toml,yml,yaml,py}"],
        marks: &[],
        advice: CODE_ONLY,
        built: None,
    },
    &Unread {
        name: "Architect",
        files: &["app.arc", "arc.{yaml,yml,json}"],
        marks: &[],
        advice: "run `npx arc deploy --dry-run`, then name the sam.json that it writes",
        built: None,
    },
];

/// The one that a file tells of, as far as its path says; its text still has to have a mark.
pub fn unread(path: &str) -> Option<&'static Unread> {
    let mut parts = path.rsplit('/');
    let (name, folder) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    let tells = |glob: &&str| match glob.split_once('/') {
        Some((parent, glob)) => parent == folder && fits(glob, name),
        None => fits(glob, name),
    };
    UNREAD.iter().copied().find(|row| row.files.iter().any(tells))
}

/// Whether a file's name is one that a glob stands for, of which `*` may be the first sign and one `{…}` may have
/// words to choose from.
pub fn fits(glob: &str, name: &str) -> bool {
    let (glob, free) = match glob.strip_prefix('*') {
        Some(rest) => (rest, true),
        None => (glob, false),
    };
    let (before, choice) = glob.split_once('{').unwrap_or((glob, "}"));
    if !free && !name.starts_with(before) {
        return false;
    }
    let (words, after) = choice.split_once('}').unwrap_or((choice, ""));
    words.split(',').any(|word| {
        let rest = name.strip_suffix(after).and_then(|name| name.strip_suffix(word));
        rest.is_some_and(|rest| if free { rest.ends_with(before) } else { rest == before })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_tells_of_its_framework() {
        for (path, expected) in [
            ("/p/cdk.json", Some("AWS CDK")),
            ("/p/serverless.ts", Some("Serverless Framework")),
            ("/p/infra/main.tf", Some("Terraform")),
            ("/p/infra/main.tf.json", Some("Terraform")),
            ("/p/sst.config.ts", Some("SST")),
            ("/p/Pulumi.yaml", Some("Pulumi")),
            ("/p/Pulumi.prod.yaml", None),
            ("/p/amplify/backend.ts", Some("AWS Amplify")),
            ("/p/src/backend.ts", None),
            ("/p/.chalice/config.json", Some("AWS Chalice")),
            ("/p/config.json", None),
            ("/p/zappa_settings.toml", Some("Zappa")),
            ("/p/app.arc", Some("Architect")),
            ("/p/template.yaml", None),
        ] {
            assert_eq!(unread(path).map(|row| row.name), expected, "{path}");
        }
    }
}
