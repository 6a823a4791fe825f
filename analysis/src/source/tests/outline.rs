//! The outline of a module, and its parts.

use crate::source::{
    Assign, ChoiceKind, Expr, ExprKind, Function, FunctionId, Language, Module, ParameterKind,
    Statement, StatementKind as Kind, read,
};
use crate::text::FileId;

/// Reads a text as the whole of a file.
pub(super) fn module(language: Language, text: &str) -> Module {
    read(FileId(0), language, text, &[])
}

/// All imports, then all statements.
pub(super) fn outline(language: Language, text: &str) -> String {
    let module = module(language, text);
    let mut out = String::new();
    if module.broken {
        out.push_str("broken\n");
    }
    for import in &module.imports {
        let item = import.item.as_deref().map(|item| format!(" {item}")).unwrap_or_default();
        let types = if import.type_only { " types" } else { "" };
        let name = match &*import.name {
            "" => String::new(),
            name => format!(" as {name}"),
        };
        put(&mut out, 0, &format!("import {}{item}{name}{types}", import.module));
    }
    lines(&module, &module.body, 0, &mut out);
    for (index, _) in module.functions.iter().enumerate() {
        if out.contains(&format!("function#{index}")) {
            let mut text = String::new();
            function(&module, FunctionId(index as u32), 0, &mut text);
            out = [&*out, &*format!("#{index} "), &*text].concat();
        }
    }
    out
}

fn put(out: &mut String, depth: usize, text: &str) {
    out.extend(std::iter::repeat_n("  ", depth).chain([text, "\n"]));
}

fn lines(module: &Module, body: &[Statement], depth: usize, out: &mut String) {
    for statement in body {
        line(module, &statement.kind, depth, out);
    }
}

fn line(module: &Module, kind: &Kind, depth: usize, out: &mut String) {
    let value = |value: &Option<Expr>| value.iter().map(expr).collect::<String>();
    match kind {
        Kind::Import => {}
        Kind::Expr(inner) => put(out, depth, &expr(inner)),
        Kind::Assign(inner) => put(out, depth, &assign(inner)),
        Kind::Return(inner) => put(out, depth, &format!("return {}", value(inner))),
        Kind::Raise(inner) => put(out, depth, &format!("raise {}", value(inner))),
        Kind::Global(names) => put(out, depth, &format!("global {}", names.join(" "))),
        Kind::Other(inner) => put(out, depth, &format!("other {}", list(inner))),
        Kind::Export { name, value: inner, from } => {
            put(out, depth, &format!("export {name} = {} from {from:?}", value(inner)));
        }
        Kind::Function(id) => function(module, *id, depth, out),
        Kind::If { condition, then, otherwise } => {
            put(out, depth, &format!("if {}", expr(condition)));
            lines(module, then, depth + 1, out);
            if !otherwise.is_empty() {
                put(out, depth, "else");
                lines(module, otherwise, depth + 1, out);
            }
        }
        Kind::Loop { targets, over, body } => {
            put(out, depth, &format!("loop {} over {}", list(targets), value(over)));
            lines(module, body, depth + 1, out);
        }
        Kind::Block { head, body } => {
            put(out, depth, "block");
            lines(module, head, depth + 1, out);
            lines(module, body, depth + 1, out);
        }
        Kind::Try { body, handlers, finally } => {
            put(out, depth, "try");
            lines(module, body, depth + 1, out);
            for handler in handlers {
                put(out, depth, "caught");
                lines(module, handler, depth + 1, out);
            }
            if !finally.is_empty() {
                put(out, depth, "finally");
                lines(module, finally, depth + 1, out);
            }
        }
        Kind::Class { name, bases, methods, body } => {
            put(out, depth, &format!("class {name}{}", list(bases)));
            lines(module, body, depth + 1, out);
            for id in methods {
                function(module, *id, depth + 1, out);
            }
        }
    }
}

fn function(module: &Module, id: FunctionId, depth: usize, out: &mut String) {
    let function = &module.functions[id.0 as usize];
    put(out, depth, &head(function));
    lines(module, &function.body, depth + 1, out);
}

/// A function's first line.
pub(super) fn head(function: &Function) -> String {
    let mut text = String::new();
    for decorator in &function.decorators {
        text = [&*text, "@", &*expr(decorator), " "].concat();
    }
    text.push_str(if function.is_async { "async " } else { "" });
    text.push_str(if function.is_generator { "generator " } else { "" });
    let parameters: Vec<String> = function
        .parameters
        .iter()
        .map(|parameter| {
            let mark = match parameter.kind {
                ParameterKind::Positional => "",
                ParameterKind::KeywordOnly => "/",
                ParameterKind::Rest => "*",
                ParameterKind::KeywordRest => "**",
            };
            let default = parameter.default.iter().map(|value| format!("={}", expr(value)));
            let parts: Vec<_> =
                parameter.destructured.iter().map(|(name, key)| format!("{key}>{name}")).collect();
            let default: String = default.collect();
            format!("{mark}{}{}{default}", parameter.name, parts.join(" "))
        })
        .collect();
    let class = function.class.as_ref().map(|class| format!("{class}.")).unwrap_or_default();
    format!("{text}function {class}{}({})", function.name, parameters.join(", "))
}

fn list(items: &[Expr]) -> String {
    format!("[{}]", items.iter().map(expr).collect::<Vec<_>>().join(", "))
}

fn assign(assign: &Assign) -> String {
    let mut text = String::new();
    text.push_str(if assign.exported { "exported " } else { "" });
    let targets: Vec<String> = match &assign.destructures {
        None => assign.targets.iter().map(expr).collect(),
        Some(keys) => keys
            .iter()
            .zip(&assign.targets)
            .map(|(key, target)| format!("{key}>{}", expr(target)))
            .collect(),
    };
    text.push_str(&targets.join(" "));
    let sign = match (assign.if_missing, assign.augmented) {
        (true, _) => "?=",
        (_, true) => "+=",
        _ => "=",
    };
    let value = assign.value.iter().map(expr).collect::<String>();
    format!("{text} {sign} {value}").trim_end().to_owned()
}

/// An expression in a notation of its own.
pub(super) fn expr(whole: &Expr) -> String {
    match &whole.kind {
        ExprKind::Name(name) => name.to_string(),
        ExprKind::Member { object, member, optional, .. } => {
            format!("{}{}.{member}", expr(object), if *optional { "?" } else { "" })
        }
        ExprKind::Index { object, index, optional } => {
            format!("{}{}[{}]", expr(object), if *optional { "?" } else { "" }, expr(index))
        }
        ExprKind::Call { callee, arguments, new } => {
            let arguments: Vec<String> = arguments
                .iter()
                .map(|argument| match &argument.name {
                    Some(name) => format!("{name}={}", expr(&argument.value)),
                    None => expr(&argument.value),
                })
                .collect();
            let new = if *new { "new " } else { "" };
            format!("{new}{}({})", expr(callee), arguments.join(", "))
        }
        ExprKind::Text(text) => format!("{text:?}"),
        ExprKind::Template(parts) => format!("text{}", list(parts)),
        ExprKind::Number(number) => number.to_string(),
        ExprKind::Bool(value) => value.to_string(),
        ExprKind::Null => "null".to_owned(),
        ExprKind::Object(properties) => {
            let entries: Vec<String> = properties
                .iter()
                .map(|property| match &property.key {
                    Some(key) => format!("{key}: {}", expr(&property.value)),
                    None => expr(&property.value),
                })
                .collect();
            format!("{{{}}}", entries.join(", "))
        }
        ExprKind::List(items) => list(items),
        ExprKind::Await(inner) => format!("await {}", expr(inner)),
        ExprKind::Function(id) => format!("function#{}", id.0),
        ExprKind::Choice { condition, values, how } => {
            let sign = match how {
                ChoiceKind::Or => " or ",
                ChoiceKind::And => " and ",
                ChoiceKind::Conditional => " : ",
            };
            let asked = condition.iter().map(|asked| format!("{} ? ", expr(asked)));
            let values: Vec<String> = values.iter().map(expr).collect();
            format!("({}{})", asked.collect::<String>(), values.join(sign))
        }
        ExprKind::Compare { left, operator, right } => {
            format!("({} {operator} {})", expr(left), expr(right))
        }
        ExprKind::Not(inner) => format!("not {}", expr(inner)),
        ExprKind::Spread(inner) => format!("...{}", expr(inner)),
        ExprKind::Assign(inner) => format!("<{}>", assign(inner)),
        ExprKind::Other(inner) => format!("other{}", list(inner)),
    }
}
