//! Permissions that changes bring.

use super::{Writer, literal};
use crate::model::{Attribute, Composed, Grantee, Piece, Pseudo, Ref, ResourceId, Value};
use crate::syntax;
use crate::text::Edit;

impl Writer<'_> {
    /// Lets somebody do something with a resource. `None` when it is not known what would let them.
    pub(super) fn grant(
        &self,
        to: &Grantee,
        action: &str,
        resource: ResourceId,
    ) -> Option<Vec<Edit>> {
        match to {
            Grantee::Function(function) => self.grant_function(*function, action, resource),
            Grantee::Service { principal, source } => {
                self.grant_service(principal, *source, action, resource)
            }
        }
    }

    /// A managed policy of a role of this template.
    pub(super) fn attach(&self, role: ResourceId, policy: &str) -> Option<Vec<Edit>> {
        const KEY: &str = "ManagedPolicyArns";
        let body = self.stack.role(role)?.body;
        let mut arn = Composed::literal("arn:");
        arn.push(Piece::Pseudo(Pseudo::Partition));
        arn.push(Piece::Literal(format!(":iam::aws:policy/{policy}")));
        let arn = Value::Text(arn);
        let map = self.template.tree.node(body.node).filter(|_| body.file == self.template.file)?;
        match map.path(body.keys).and_then(|properties| properties.get(KEY)) {
            Some(list) if list.items().is_empty() => None,
            Some(list) => self.append(list.at(), &arn),
            None => {
                let arns = syntax::Value::List(vec![self.names.written(&arn)]);
                self.set_at(&body, &[body.keys, &[KEY]].concat(), &arns)
            }
        }
    }

    /// A policy of the function's role, when the role is of this template.
    fn grant_function(
        &self,
        function: ResourceId,
        action: &str,
        resource: ResourceId,
    ) -> Option<Vec<Edit>> {
        let function = self.stack.function(function)?;
        let role = function.policies.role.as_ref()?.only().and_then(Ref::resource)?;
        let role = self.stack.role(role)?;
        let statement = Value::map([
            ("Effect", "Allow".into()),
            ("Action", literal(action)),
            ("Resource", Value::of(resource, Attribute::Arn)),
        ]);
        let policy = Value::map([
            ("PolicyName", literal(format!("SendTo{}", self.names.of(resource)))),
            ("PolicyDocument", document(statement)),
        ]);
        match role.policies.at {
            Some(list) => self.append(list, &policy),
            None => {
                let policies = syntax::Value::List(vec![self.names.written(&policy)]);
                self.set_at(&role.body, &["Properties", "Policies"], &policies)
            }
        }
    }

    /// A policy of the queue, for the service on behalf of one resource.
    fn grant_service(
        &self,
        principal: &str,
        source: ResourceId,
        action: &str,
        resource: ResourceId,
    ) -> Option<Vec<Edit>> {
        let own = Value::map([("aws:SourceArn", Value::of(source, Attribute::Arn))]);
        let statement = Value::map([
            ("Effect", "Allow".into()),
            ("Principal", Value::map([("Service", literal(principal))])),
            ("Action", literal(action)),
            ("Resource", Value::of(resource, Attribute::Arn)),
            ("Condition", Value::map([("ArnEquals", own)])),
        ]);
        let queues = Value::List(vec![Value::of(resource, Attribute::Url)]);
        let properties = vec![
            ("Queues".to_owned(), self.names.written(&queues)),
            ("PolicyDocument".to_owned(), self.names.written(&document(statement))),
        ];
        let name = format!("{}Policy", self.names.of(resource));
        self.add_named(&name, "AWS::SQS::QueuePolicy", None, properties)
    }
}

fn document(statement: Value) -> Value {
    Value::map([("Version", "2012-10-17".into()), ("Statement", Value::List(vec![statement]))])
}
