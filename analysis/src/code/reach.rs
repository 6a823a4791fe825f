//! What runs when a function is called, and what runs at load.

use std::collections::{BTreeMap, BTreeSet, VecDeque, btree_map};
use std::rc::Rc;

use foldhash::{HashMap, HashMapExt, HashSet, HashSetExt};

use super::follow::Code;
use super::handler::{Entry, Reached, Step, at_load};
use super::kept::is_keeping;
use super::values::{CallSite, Place, Value};
use crate::source::{Expr, ExprKind, FunctionId, StatementKind, sites::Site, walk};
use crate::text::Span;

/// Rounds in which parameters may lead to further calls.
const ROUNDS: usize = 4;

/// What runs.
pub(super) struct Reach {
    pub(super) inside: BTreeMap<Reached, Step>,
    pub(super) loaded: BTreeSet<Reached>,
}

/// Something that a function runs.
struct Edge<'h> {
    to: Value<'h>,
    site: Option<Rc<CallSite<'h>>>,
    call: Option<Span>,
    kept: bool,
}

struct Walk<'h, 'c> {
    code: &'c Code<'h>,
    live: &'c [bool],
    edges: HashMap<(usize, Option<FunctionId>), Rc<[Edge<'h>]>>,
    routes: HashMap<usize, Routes<'h>>,
    noted: HashSet<(Reached, Span)>,
    /// The names of all properties.
    properties: HashSet<&'h str>,
    depends: bool,
}

/// Functions that decorators registered, by the name of the object that they were registered with.
type Routes<'h> = HashMap<&'h str, Vec<FunctionId>>;

/// Everything that runs when the entry is called, and everything that runs at load.
pub(super) fn reach(code: &Code, entry: &Entry, live: &[bool]) -> Reach {
    let mut walk = Walk {
        code,
        live,
        edges: HashMap::new(),
        routes: HashMap::new(),
        noted: HashSet::new(),
        properties: properties(code),
        depends: false,
    };
    let mut found = walk.round(entry);
    for _ in 0..ROUNDS {
        if !walk.depends {
            break;
        }
        // What parameters are given may have become known since.
        code.forget_parameters();
        let again = walk.round(entry);
        let same =
            again.inside.len() == found.inside.len() && again.loaded.len() == found.loaded.len();
        found = again;
        if same {
            break;
        }
    }
    code.forget_parameters();
    found
}

impl<'h> Walk<'h, '_> {
    fn round(&mut self, entry: &Entry) -> Reach {
        let loaded = self.loaded();
        let mut inside = BTreeMap::new();
        if let Entry::Function { function, .. } = entry {
            let first = Step { from: None, call: None, last_call: None, kept: false };
            inside.insert(*function, first);
            let mut later = self.follow(&mut inside, VecDeque::from([*function]), false);
            later = self.follow(&mut inside, later, true);
            debug_assert!(later.is_empty(), "everything kept is followed");
        }
        Reach { inside, loaded }
    }

    fn loaded(&mut self) -> BTreeSet<Reached> {
        let mut loaded = BTreeSet::new();
        let live = (0..self.live.len()).filter(|file| self.live[*file]);
        let mut queue: Vec<(usize, Option<FunctionId>)> = live.map(|file| (file, None)).collect();
        for (file, _) in &queue {
            self.code.note_decorators(*file);
        }
        while let Some((file, function)) = queue.pop() {
            for edge in self.edges(file, function).iter() {
                // A function that is written at load is not yet called.
                if function.is_none() && edge.site.is_none() {
                    continue;
                }
                for to in self.targets(edge) {
                    if loaded.insert(to) {
                        self.code.at_load.borrow_mut().insert(to);
                        queue.push((to.0, Some(to.1)));
                    }
                }
            }
        }
        loaded
    }

    /// Follows calls whose results are not kept; with `kept`, all. Gives the functions that have others still to be
    /// followed.
    fn follow(
        &mut self,
        inside: &mut BTreeMap<Reached, Step>,
        mut queue: VecDeque<Reached>,
        kept: bool,
    ) -> VecDeque<Reached> {
        let mut later = VecDeque::new();
        while let Some(from) = queue.pop_front() {
            let step = inside[&from];
            let keeps = step.kept || self.code.keeps(from);
            let mut waits = false;
            for edge in self.edges(from.0, Some(from.1)).iter() {
                let is_kept = keeps || edge.kept;
                if is_kept && !kept {
                    waits = true;
                    continue;
                }
                for to in self.targets(edge) {
                    if let btree_map::Entry::Vacant(place) = inside.entry(to) {
                        place.insert(Step {
                            from: Some(from),
                            call: edge.call,
                            last_call: edge.call.or(step.last_call),
                            kept: is_kept,
                        });
                        queue.push_back(to);
                    }
                }
            }
            if waits {
                later.push_back(from);
            }
        }
        later
    }

    /// The functions that something leads to; what they are given is noted on the way.
    fn targets(&mut self, edge: &Edge<'h>) -> Vec<Reached> {
        let value = if depends(&edge.to) {
            self.depends = true;
            self.code.expanded(&edge.to)
        } else {
            edge.to.clone()
        };
        let found = self.code.called(&value);
        if let Some(site) = &edge.site {
            for function in &found {
                if self.noted.insert((*function, site.at)) {
                    let mut calls = self.code.calls.borrow_mut();
                    calls.entry(*function).or_default().push(Rc::clone(site));
                }
            }
        }
        found
    }

    fn edges(&mut self, file: usize, function: Option<FunctionId>) -> Rc<[Edge<'h>]> {
        if let Some(known) = self.edges.get(&(file, function)) {
            return Rc::clone(known);
        }
        let place = Place { file, function };
        let mut found = Vec::new();
        let mut kept_functions = HashSet::new();
        for site in self.code.sites(file, function).iter() {
            match &site.expr.kind {
                ExprKind::Function(id) => {
                    let to = Value::Function((file, *id));
                    let kept = kept_functions.contains(id) || self.code.is_kept(file, site);
                    found.push(Edge { to, site: None, call: None, kept });
                }
                ExprKind::Call { .. } => self.called(place, site, &mut kept_functions, &mut found),
                ExprKind::Member { object, member, .. } if self.properties.contains(&**member) => {
                    let object = self.code.reduced(&self.code.value(place, object));
                    if let Some(property) = self.code.property(&object, member) {
                        let kept = self.code.is_kept(file, site);
                        let (to, call) = (Value::Function(property), Some(site.expr.at));
                        found.push(Edge { to, site: None, call, kept });
                    }
                }
                _ => {}
            }
        }
        if let Some(id) = function {
            self.of_function((file, id), &mut found);
        }
        let found: Rc<[Edge]> = found.into();
        self.edges.insert((file, function), Rc::clone(&found));
        found
    }

    fn called(
        &mut self,
        place: Place,
        site: &Site<'h>,
        kept_functions: &mut HashSet<FunctionId>,
        found: &mut Vec<Edge<'h>>,
    ) {
        let ExprKind::Call { callee, arguments, new } = &site.expr.kind else { return };
        let code = self.code;
        let call = Some(site.expr.at);
        let to = code.value(place, callee);
        let kept = code.is_kept(place.file, site) || code.keeps_result(&to);
        let keeping = is_keeping(callee);
        self.lose(place, &to, arguments);
        for argument in arguments {
            match &argument.value.kind {
                ExprKind::Function(id) if keeping => {
                    kept_functions.insert(*id);
                }
                ExprKind::Name(_) | ExprKind::Member { .. } => {
                    let passed = code.value(place, &argument.value);
                    if !code.functions(&passed).is_empty() && !matches!(passed, Value::Class(_)) {
                        found.push(Edge { to: passed, site: None, call, kept: kept || keeping });
                    }
                }
                _ => {}
            }
        }
        let (at, new) = (site.expr.at, *new);
        let called = CallSite { at, place, callee: to.clone(), arguments, new };
        found.push(Edge { to, site: Some(Rc::new(called)), call, kept });
        if let ExprKind::Member { object, .. } = &callee.kind
            && let ExprKind::Name(router) = &object.kind
        {
            let routes = self.routes.entry(place.file).or_insert_with(|| routes(code, place.file));
            for id in routes.get(&**router).into_iter().flatten() {
                let to = Value::Function((place.file, *id));
                found.push(Edge { to, site: None, call, kept });
            }
        }
    }

    /// Notes calls that run what no text shows.
    fn lose(&self, place: Place, callee: &Value<'h>, arguments: &'h [crate::source::Argument]) {
        let dynamic = self.code.scoping(place.file).dynamic;
        let path = callee.path().map(|path| path.join("."));
        let Some(path) = path else { return };
        let own =
            |value: &Value| matches!(value, Value::File(_) | Value::Instance(_) | Value::Class(_));
        let text = |argument: &'h crate::source::Argument| {
            self.code.value(place, &argument.value).text().is_some()
        };
        let lost = match path.as_str() {
            "getattr" => {
                arguments.first().is_some_and(|first| own(&self.code.value(place, &first.value)))
                    && !arguments.get(1).is_some_and(text)
            }
            "require" | "import" => !arguments.first().is_some_and(text),
            path => dynamic.contains(&path),
        };
        if lost {
            self.code.lost.set(true);
        }
    }

    /// What runs around a function's own body: wrappers of its decorators, what it hands over.
    fn of_function(&self, reached: Reached, found: &mut Vec<Edge<'h>>) {
        let (file, id) = reached;
        let code = self.code;
        let function = code.function(reached);
        let around = Place { file, function: function.parent };
        for decorator in &function.decorators {
            // What runs is the wrapper that the decorator returns.
            let maker = code.reduced(&code.value(around, decorator));
            let to = Value::any(maker.each().iter().map(|maker| code.result_of(maker)));
            if matches!(to, Value::Function(_) | Value::Any(_)) {
                found.push(Edge { to, site: None, call: None, kept: false });
            }
        }
        let place = Place { file, function: Some(id) };
        walk::statements(&function.body, &mut |statement| {
            if let StatementKind::Return(Some(value)) = &statement.kind
                && matches!(value.kind, ExprKind::Name(_) | ExprKind::Member { .. })
            {
                let functions = code.value(place, value);
                for to in functions.each() {
                    if let to @ Value::Function(_) = to.clone() {
                        found.push(Edge { to, site: None, call: None, kept: false });
                    }
                }
            }
        });
    }
}

fn properties<'h>(code: &Code<'h>) -> HashSet<&'h str> {
    let functions = (0..code.files.len()).flat_map(|file| &code.module(file).functions);
    functions.filter(|function| function.is_property).map(|function| &*function.name).collect()
}

/// Functions that were registered with an object of the file by a decorator, when a method of that object is called:
/// `@app.get("/")` … `app.resolve(event, context)`.
fn routes<'h>(code: &Code<'h>, file: usize) -> Routes<'h> {
    let mut found: Routes = HashMap::new();
    for (index, function) in code.module(file).functions.iter().enumerate() {
        for root in function.decorators.iter().filter_map(root) {
            let value = code.name(at_load(file), root, function.at);
            if !matches!(value, Value::Global(_) | Value::Package(_)) {
                found.entry(root).or_default().push(FunctionId(index as u32));
            }
        }
    }
    found
}

/// The name at the start of `app.get("/")`.
fn root(expr: &Expr) -> Option<&str> {
    match &expr.kind {
        ExprKind::Call { callee, .. } => root(callee),
        ExprKind::Member { object, .. } => match &object.kind {
            ExprKind::Name(name) => Some(name),
            _ => root(object),
        },
        _ => None,
    }
}

/// Whether a value may become known through a parameter.
fn depends(value: &Value) -> bool {
    match value {
        Value::Parameter(..) => true,
        Value::Member(object, _) | Value::Item(object) => depends(object),
        Value::Element(object, key) => depends(object) || depends(key),
        Value::Call(site) => depends(&site.callee),
        Value::Any(all) => all.iter().any(depends),
        _ => false,
    }
}
