//! stub
use crate::{
    model::Stack,
    source::{Language, Module},
    suppress::Suppression,
    text::{FileId, Text},
};
use std::{collections::BTreeMap, sync::Arc};
#[derive(Debug)]
pub struct SourceFile {
    pub module: Module,
    pub suppressions: Vec<Suppression>,
}
impl SourceFile {
    pub fn read(_file: FileId, _language: Language, _text: &Text) -> SourceFile {
        unreachable!()
    }
    pub fn lambda_entry(&self) -> Option<String> {
        None
    }
}
#[derive(Debug)]
pub struct Handler {
    pub functions: Vec<usize>,
}
impl Handler {
    pub fn trace(_f: Vec<Arc<SourceFile>>, _i: Vec<BTreeMap<usize, usize>>, _n: &str) -> Handler {
        Handler { functions: Vec::new() }
    }
}
pub(crate) fn inline(_: &Stack) -> Vec<(String, Arc<SourceFile>)> {
    Vec::new()
}
