//! Who has which permissions.

use super::Program;
use crate::model::{Function, Policies, Principal, Role, Statement};

/// Who has permissions that are written in one place.
#[derive(Clone, Debug)]
pub struct Holder<'w> {
    /// The functions, in the order of the template; none when only a role's trust tells that it is for functions.
    pub functions: Vec<&'w Function>,
    /// The role that has them; `None` for what a function is given itself.
    pub role: Option<&'w Role>,
    /// The permissions.
    pub policies: &'w Policies,
}

impl<'w> Holder<'w> {
    /// The statements that allow something, as a person wrote them: not those of policy templates.
    pub fn statements(&self) -> impl Iterator<Item = &'w Statement> + use<'w> {
        let all = self.policies.statements.iter();
        all.filter(|statement| statement.allow && !statement.from_template)
    }
}

impl<'w> Program<'w> {
    /// Everybody who has permissions: each function for itself, then the roles of this template that functions have, or
    /// that Lambda may take on. Roles of other services are none.
    pub fn holders(&self) -> Vec<Holder<'w>> {
        let own = self.functions().iter().map(|function| Holder {
            functions: vec![function],
            role: None,
            policies: &function.policies,
        });
        let roles = self.roles().iter().filter_map(|role| {
            let functions: Vec<&Function> = self.users(role).collect();
            let is_for_functions = !functions.is_empty() || trusts_lambda(role);
            let policies = &role.policies;
            is_for_functions.then_some(Holder { functions, role: Some(role), policies })
        });
        own.chain(roles).collect()
    }
}

fn trusts_lambda(role: &Role) -> bool {
    let lambda = |who: &Principal| matches!(who, Principal::Service(service) if service == "lambda.amazonaws.com");
    let mut principals = role.trust.iter().flat_map(|statement| &statement.principals);
    principals.any(|(_, who)| lambda(who))
}
