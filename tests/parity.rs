//! One project, two spellings: YAML and JSON, SAM and plain CloudFormation give the same findings.

#[path = "parity/frameworks.rs"]
mod frameworks;
mod json;
#[path = "parity/languages.rs"]
mod languages;
mod samples;
