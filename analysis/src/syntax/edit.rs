//! stub
use super::*;
use crate::finding::Edit;
use crate::text::Text;
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    Text(String),
    Raw(String),
    Map(Vec<(String, Value)>),
    List(Vec<Value>),
    Call { name: String, argument: Box<Value> },
}
pub fn set(_: &Text, _: Format, _: &Node, _: &[&str], _: &Value) -> Option<Vec<Edit>> {
    None
}
pub fn excerpt(_: &Text, _: &Node) -> Option<crate::text::Excerpt> {
    None
}
pub fn excerpt_of_list(_: &Text, _: &[Node], _: &str) -> Option<crate::text::Excerpt> {
    None
}
