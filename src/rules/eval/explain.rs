//! Why a condition is what it is: the facts that decided, in words, each with the line that says it.
//!
//! A document has a hundred thousand such sentences, and the pieces of the frequent ones are joined: that takes a
//! fraction of what `format!` does.

use crate::diag::article;
use crate::model::{Mode, Model, Origin, Statement, StatementSource, Thing, Truth, Value, Vocabulary};
use crate::rules::Reason;
use crate::rules::eval::cond::seen_from;
use crate::rules::eval::ids;
use crate::rules::eval::origins::{self, Far};
use crate::rules::eval::term::pick;
use crate::rules::eval::{Env, Val, each, thing, truth, value};
use crate::rules::expr::{Cond, Derived, Term};
use crate::rules::template::join;
use crate::schema::{self, AttrId, AttrName, CONTROL_STATUS, TRUST, ValueType, attr, word};
use crate::text::Span;

/// So many reasons are kept: nobody reads more, and each is compared with those before it.
const MOST: usize = 100;

/// Reasons in the order in which they are read, each once, at most [`MOST`].
#[derive(Debug, Default)]
pub(crate) struct Reasons {
    list: Vec<Reason>,
    /// Facts that go without saying where there are others: what something is not, what it is by its keyword, what
    /// the vocabulary takes for granted.
    weak: Vec<Reason>,
}

impl Reasons {
    /// Adds a fact.
    pub(crate) fn say(&mut self, text: String, span: Span) {
        if self.list.len() < MOST && !self.list.iter().any(|reason| reason.text == text) {
            self.list.push(Reason { text, span });
        }
    }

    /// Adds a fact that counts only where there is no better one.
    pub(crate) fn hint(&mut self, text: String, span: Span) {
        if self.weak.len() < MOST && !self.weak.iter().any(|reason| reason.text == text) {
            self.weak.push(Reason { text, span });
        }
    }

    /// Whether nothing was said.
    pub(crate) fn is_empty(&self) -> bool {
        self.list.is_empty() && self.weak.is_empty()
    }

    /// What was said.
    pub(crate) fn finish(self) -> Vec<Reason> {
        if self.list.is_empty() { self.weak } else { self.list }
    }

    /// Says what a term's value is, and who says so.
    pub(crate) fn term<'a>(&mut self, term: &'a Term, env: &Env<'a, '_>) {
        let model = env.model();
        match term {
            Term::Attr(base, ids) => match thing(base, env) {
                Some(subject) => {
                    if let Some(id) = pick(model, subject, ids) {
                        self.attribute(model, subject, id);
                    }
                }
                None => self.term(base, env),
            },
            Term::Derived(base, Derived::Trust) => {
                if let (Some(subject), Val::Word(trust)) = (thing(base, env), value(term, env)) {
                    let span = match subject {
                        Thing::Element(id) if model[id].trust_from.is_somewhere() => model[id].trust_from,
                        _ => model.decl(subject).span,
                    };
                    self.say(format!("{} is `{}`", quoted(model, subject), TRUST.word(trust)), span);
                }
            }
            Term::Derived(base, Derived::Data) => {
                if let Some(subject) = thing(base, env) {
                    self.data(env, subject);
                }
            }
            Term::Count(list) => self.term(list, env),
            _ => {}
        }
    }

    /// Says what an attribute is, and who says so.
    pub(crate) fn attribute(&mut self, model: &Model, subject: Thing, id: AttrId) {
        let found = model.attr(subject, id);
        let row = schema::row(id);
        let name = quoted(model, subject);
        if *found.value == Value::Unknown {
            let span = model.decl(subject).span;
            return match replies_nothing(model, subject, id) {
                true => self.hint(
                    format!("{name} does not say `returns`, so `returns = []` counts beside data that goes"),
                    span,
                ),
                false => self.say([&*name, " does not say `", row.name, "`"].concat(), span),
            };
        }
        let fact = ["`", row.name, " = ", &show_value(model, &row.ty, found.value), "`"].concat();
        let text = match found.origin {
            Origin::Type(ty) => {
                let ty = &*model.vocabulary.type_def(ty).name;
                match subject {
                    // Who starts a flow says what it is for.
                    Thing::Flow(_) => [&*name, " starts at a `", ty, "`, which implies ", &fact].concat(),
                    _ => [&*name, " is of type `", ty, "`, which implies ", &fact].concat(),
                }
            }
            Origin::Protocol(protocol) => {
                let protocol = &*model.vocabulary.protocol(protocol).name;
                [&*name, " uses `", protocol, "`, which implies ", &fact].concat()
            }
            Origin::Defaults(boundary, _) => {
                format!("{name} has {fact} by the defaults of {}", quoted(model, Thing::Boundary(boundary)))
            }
            Origin::Boundary(boundary, _) => {
                format!("{name} is inside {}, which says {fact}", quoted(model, Thing::Boundary(boundary)))
            }
            Origin::Vocabulary => {
                let text = [&*name, " does not say `", row.name, "`, so ", &fact, " counts"].concat();
                self.hint(text, model.decl(subject).span);
                return;
            }
            _ => [&*name, " says ", &fact].concat(),
        };
        let mut span = model.origin_span(found.origin);
        if !span.is_somewhere() {
            span = model.decl(subject).span;
        }
        self.say(text, span);
    }

    /// The item of a list that decides: the first by name whose body is as wanted.
    pub(crate) fn first_item<'a, 'r>(
        &self,
        list: &'a Term,
        slot: u8,
        body: &'a Cond,
        env: &Env<'a, 'r>,
        wanted: Truth,
    ) -> Option<(Val<'a>, Env<'a, 'r>)> {
        let model = env.model();
        let name = |item: Val<'a>| match item {
            Val::Thing(thing) => model.name(thing),
            _ => "",
        };
        let mut best: Option<Val<'a>> = None;
        each(list, env, &mut |item| {
            if truth(body, &env.with(slot, item)) == wanted && best.is_none_or(|best| name(item) < name(best)) {
                best = Some(item);
            }
            true
        });
        best.map(|item| (item, env.with(slot, item)))
    }

    /// Says that an item is in a list.
    pub(crate) fn item<'a>(&mut self, list: &'a Term, env: &Env<'a, '_>, item: Val<'a>) {
        let model = env.model();
        let (Term::Attr(base, _) | Term::Derived(base, _)) = list else { return };
        let (Some(subject), Val::Thing(item)) = (thing(base, env), item) else {
            self.term(list, env);
            return;
        };
        let (name, found) = (quoted(model, subject), quoted(model, item));
        match list {
            Term::Attr(_, ids) => {
                let Some(id) = pick(model, subject, ids) else { return };
                let text = [&*name, " ", verb(schema::row(id).name), " ", &found].concat();
                self.say(text, attr_span(model, subject, id));
            }
            Term::Derived(_, Derived::Data) => {
                let ids = [ids::CARRIES, ids::RETURNS, ids::KEPT[0], ids::KEPT[1], ids::USES];
                let says = |id: &AttrId| {
                    pick(model, subject, &[*id]).is_some()
                        && model.attr(subject, *id).value.items().contains(&Value::Thing(item))
                };
                match ids.iter().find(|id| says(id)) {
                    Some(id) => {
                        let text = [&*name, " ", verb(schema::row(*id).name), " ", &found].concat();
                        self.say(text, attr_span(model, subject, *id));
                    }
                    None => self.say([&*name, " handles ", &found].concat(), model.decl(item).span),
                }
            }
            Term::Derived(_, Derived::Callers | Derived::Origins) => {
                let far = if matches!(list, Term::Derived(_, Derived::Callers)) { Far::Callers } else { Far::Origins };
                let Thing::Flow(flow) = subject else { return };
                let way = match item {
                    Thing::Element(caller) => origins::way(env, flow, far, caller),
                    _ => Vec::new(),
                };
                let through = match way.as_slice() {
                    [] => String::new(),
                    way => {
                        let names: Vec<String> = way.iter().map(|at| quoted(model, Thing::Element(*at))).collect();
                        format!(" through {}", join(&names, 3))
                    }
                };
                self.say([&*name, " comes from ", &found, &through].concat(), model.decl(item).span);
            }
            // Flows of an element, elements of a boundary: what is said of the item says enough.
            _ => {}
        }
    }

    /// Says that no item of a list satisfies a condition.
    pub(crate) fn none<'a>(&mut self, list: &'a Term, env: &Env<'a, '_>) {
        if let Term::Attr(..) | Term::Derived(_, Derived::Data) = list {
            self.term(list, env);
        }
    }

    fn data(&mut self, env: &Env<'_, '_>, subject: Thing) {
        let model = env.model();
        let says = |id: &AttrId| {
            let found = model.attr(subject, *id);
            let silent = *found.value == Value::Unknown || found.origin == Origin::Vocabulary;
            pick(model, subject, &[*id]).is_some() && !silent
        };
        let ids = [ids::CARRIES, ids::RETURNS, ids::KEPT[0], ids::KEPT[1], ids::USES].into_iter().filter(says);
        let ids: Vec<AttrId> = ids.collect();
        match (ids.is_empty(), subject) {
            (true, Thing::Flow(_)) => self.attribute(model, subject, ids::CARRIES),
            (true, _) => {
                let text = format!("{} does not say which data it handles", quoted(model, subject));
                self.say(text, model.decl(subject).span);
            }
            (false, _) => ids.into_iter().for_each(|id| self.attribute(model, subject, id)),
        }
    }

    pub(crate) fn has(&mut self, env: &Env<'_, '_>, subject: Thing, technique: crate::model::TechniqueId) {
        let model = env.model();
        let (found, statement) = env.run.cover.has(model, subject, technique, seen_from(env, subject), env.mode);
        let name = quoted(model, subject);
        let wanted = &model.vocabulary.technique(technique).name;
        let (text, span) = match (found, statement) {
            (Truth::True, Some(statement)) => {
                let own = &model.vocabulary.technique(statement.technique).name;
                let by = if own == wanted { String::new() } else { format!(", by `{own}`") };
                (format!("{name} has `{wanted}`{by}{}", source(model, subject, &statement)), said(model, &statement))
            }
            (Truth::False, Some(statement)) => ([&*name, " lacks `", wanted, "`"].concat(), said(model, &statement)),
            _ => match not_in_force(env, subject, technique) {
                Some((text, span)) => (text, span),
                None => {
                    let text = [&*name, " does not say whether it has `", wanted, "`"].concat();
                    (text, model.decl(subject).span)
                }
            },
        };
        self.say(text, span);
    }
}

/// Says why a condition is true, false or unknown.
pub(crate) fn explain<'a>(cond: &'a Cond, env: &Env<'a, '_>, out: &mut Reasons) {
    explain_known(cond, truth(cond, env), env, out);
}

/// Says why a condition is what it is known to be: what follows from that is not evaluated again.
pub(crate) fn explain_known<'a>(cond: &'a Cond, whole: Truth, env: &Env<'a, '_>, out: &mut Reasons) {
    if !env.budget.step() {
        return;
    }
    match cond {
        Cond::And(parts) | Cond::Or(parts) => {
            // One false part of an `and`, one true part of an `or` is enough; all parts of a true `and` and of a false
            // `or` are what the whole is; and of one that is unknown those count that are.
            let one = matches!((cond, whole), (Cond::And(_), Truth::False) | (Cond::Or(_), Truth::True));
            let every = !one && whole != Truth::Unknown;
            let deciding = parts.iter().filter(|part| every || truth(part, env) == whole);
            for part in deciding.take(if one { 1 } else { usize::MAX }) {
                explain_known(part, whole, env, out);
            }
        }
        Cond::Not(inner) => explain_known(inner, !whole, env, out),
        Cond::Flag(term) => out.term(term, env),
        Cond::Compare(comparison) => {
            out.term(&comparison.left, env);
            out.term(&comparison.right, env);
        }
        Cond::In(sides) => {
            out.term(&sides.0, env);
            out.term(&sides.1, env);
        }
        Cond::Is(term, ty) => {
            let model = env.model();
            let Some(subject) = thing(term, env) else { return };
            let (name, span) = (quoted(model, subject), model.decl(subject).span);
            let wanted = &model.vocabulary.type_def(*ty).name;
            let own = model.type_of(subject).map_or("", |own| &model.vocabulary.type_def(own).name);
            let is_kind = ty.index() < Vocabulary::KIND_TYPES.len();
            match (model.is(subject, *ty), own == wanted) {
                (true, _) if is_kind => out.hint([&*name, " is ", article(wanted), " `", wanted, "`"].concat(), span),
                (true, true) => out.say([&*name, " is ", article(wanted), " `", wanted, "`"].concat(), span),
                (true, false) => {
                    let text = format!("{name} is {} `{own}`, so {} `{wanted}`", article(own), article(wanted));
                    out.say(text, span);
                }
                (false, _) => out.hint([&*name, " is no `", wanted, "`"].concat(), span),
            }
        }
        Cond::Via(term, _) => out.term(term, env),
        Cond::Has(term, technique) => {
            if let Some(subject) = thing(term, env) {
                out.has(env, subject, *technique);
            }
        }
        Cond::Known(known) => known.why(env, out),
        Cond::Any(any) => any.why(whole, env, out),
        Cond::All(all) => all.why(whole, env, out),
        Cond::Crosses(crosses) => crosses.why(env, out),
        Cond::Inside(inside) => inside.why(env, out),
        Cond::Together(together) => together.why(env, out),
        Cond::Connected(connected) => connected.why(env, out),
        Cond::Reaches(reaches) => reaches.why(env, out),
        Cond::Exposed(exposed) => exposed.why(env, out),
        Cond::Tainted(tainted) => tainted.why(env, out),
        Cond::Const(_) => {}
    }
}

/// Whether an attribute is the unset `returns` of a flow that carries something: evaluation takes it for empty.
fn replies_nothing(model: &Model, subject: Thing, id: AttrId) -> bool {
    let is = |name: AttrName| name.on(model.kind(subject));
    is(attr::RETURNS) == Some(id)
        && is(attr::CARRIES).is_some_and(|carries| !model.attr(subject, carries).value.items().is_empty())
}

/// A thing's name in backticks.
pub(crate) fn quoted(model: &Model, thing: Thing) -> String {
    match thing {
        Thing::Model => "the model".to_owned(),
        thing => ["`", model.name(thing), "`"].concat(),
    }
}

/// A value as it is written in a model.
pub(crate) fn show_value(model: &Model, ty: &ValueType, value: &Value) -> String {
    match value {
        Value::Unknown => "unknown".to_owned(),
        Value::Bool(flag) => flag.to_string(),
        Value::Int(number) => number.to_string(),
        Value::Word(word) => match ty.item() {
            ValueType::Word(scale) => scale.word(*word).to_owned(),
            _ => word.to_string(),
        },
        Value::Text(text) => format!("\"{text}\""),
        Value::Handle(handle) => format!("@{handle}"),
        Value::Date(date) => date.to_string(),
        Value::Duration(count, unit) => format!("{count}{}", unit.letter()),
        Value::Thing(thing) => model.name(*thing).to_owned(),
        Value::Inside(id) => format!("{}.*", model[*id].decl.name),
        Value::Protocol(id) => model.vocabulary.protocol(*id).name.to_string(),
        Value::Technique(id) => model.vocabulary.technique(*id).name.to_string(),
        Value::Rule(pattern) => pattern.text.to_string(),
        Value::Evidence(evidence) => format!("\"{}\"", evidence.text),
        Value::Dread(parts) => format!("{parts:?}"),
        // One word is written without brackets.
        Value::List(items) if items.len() == 1 && matches!(ty, ValueType::Words(_)) => {
            items.first().map_or_else(String::new, |word| show_value(model, ty, word))
        }
        Value::List(items) => {
            let shown: Vec<String> = items.iter().take(4).map(|item| show_value(model, ty, item)).collect();
            let more = if items.len() > 4 { ", …" } else { "" };
            format!("[{}{more}]", shown.join(", "))
        }
    }
}

fn verb(attribute: &str) -> &str {
    // These attributes are verbs already: "carries", "holds".
    match attribute {
        "carries" | "returns" | "holds" | "uses" | "parses" => attribute,
        _ => "names",
    }
}

fn attr_span(model: &Model, subject: Thing, id: AttrId) -> Span {
    let span = model.origin_span(model.attr(subject, id).origin);
    if span.is_somewhere() { span } else { model.decl(subject).span }
}

fn source(model: &Model, subject: Thing, statement: &Statement) -> String {
    let on = match (statement.on == subject, statement.inside) {
        (true, _) => String::new(),
        (false, true) => format!(" on everything in {}", quoted(model, statement.on)),
        (false, false) => format!(" on {}", quoted(model, statement.on)),
    };
    match statement.source {
        StatementSource::Control(id) => format!(" (control `{}`{on})", model[id].decl.name),
        StatementSource::Attribute(_) if !on.is_empty() => format!(" (stated{on})"),
        StatementSource::Attribute(_) => String::new(),
    }
}

fn said(model: &Model, statement: &Statement) -> Span {
    let span = match statement.source {
        StatementSource::Control(id) => model[id].decl.span,
        StatementSource::Attribute(origin) => model.origin_span(origin),
    };
    if span.is_somewhere() { span } else { model.decl(statement.on).span }
}

/// What is said of a control that would count, were it in force.
fn not_in_force(env: &Env<'_, '_>, subject: Thing, technique: crate::model::TechniqueId) -> Option<(String, Span)> {
    let model = env.model();
    let has = env.run.cover.has(model, subject, technique, seen_from(env, subject), Mode::Planned);
    let (Truth::True, Some(statement)) = has else { return None };
    let StatementSource::Control(id) = statement.source else { return None };
    let wanted = &model.vocabulary.technique(technique).name;
    let (control, decl) = (&model[id], &model[id].decl);
    let implemented = control.status == word::control_status::IMPLEMENTED;
    let text = match implemented {
        true => format!("the evidence of control `{}` (`{wanted}`) is broken", decl.name),
        false => format!("control `{}` (`{wanted}`) is `{}`", decl.name, CONTROL_STATUS.word(control.status)),
    };
    Some((text, decl.span))
}
