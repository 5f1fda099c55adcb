//! What holds around a clause, and whether one more thing can.
//!
//! About each value it is kept what it may still be: words, numbers between bounds, or one of some names; about two
//! values, how they may compare; about everything else, whether it holds. Facts are taken back in the order in which
//! they came. So many are remembered; beyond, contradictions go unnoticed, and nothing is invented.

use crate::model::{Value, Vocabulary};
use crate::rules::expr::sense::order::{EQUAL, GREATER, LESS, Order, Said};
use crate::rules::expr::{Comparison, Cond, Derived, FROM, THIS, TO, Term};
use crate::rules::predicate::Known;
use crate::schema::{self, Scale, TRUST, ValueType};
use crate::syntax::ast::{Compare, Unit};
use crate::text::Span;

/// So many facts are remembered.
const MOST: usize = 256;

/// What a leaf contradicts.
pub(super) struct Conflict<'a> {
    /// Nothing where it contradicts itself.
    pub(super) with: Vec<Said<'a>>,
}

/// What holds.
pub(super) struct Facts<'a> {
    vocabulary: &'a Vocabulary,
    facts: Vec<Fact<'a>>,
}

/// What one leaf adds: the state of its subject after it. The newest about a subject counts.
struct Fact<'a> {
    about: About<'a>,
    may: May<'a>,
    said: Said<'a>,
}

#[derive(Clone, Copy, PartialEq)]
enum About<'a> {
    /// A value.
    Value(&'a Term),
    /// Whether a value is not set.
    Unset(&'a Term),
    /// How two values compare.
    Two(&'a Term, &'a Term),
    /// Anything else.
    Whole(&'a Cond),
}

/// What may still be.
#[derive(Clone, PartialEq)]
enum May<'a> {
    /// The words at these positions; false and true are 0 and 1.
    Words(u64),
    /// Numbers between two bounds, both included, without some.
    Between(i64, i64, Vec<i64>),
    /// This one, or any but those.
    Be(Option<&'a Term>, Vec<&'a Term>),
    /// Less, equal, greater: bits 0 to 2.
    Order(u8),
    /// Several words at once: for each mask one that is in it, and none that is in the other mask.
    Several(Vec<u64>, u64),
    /// True or false.
    Hold(bool),
}

impl<'a> Facts<'a> {
    pub(super) fn new(vocabulary: &'a Vocabulary) -> Facts<'a> {
        Facts { vocabulary, facts: Vec::new() }
    }

    /// Where the facts end now, for [`Facts::back_to`].
    pub(super) fn mark(&self) -> usize {
        self.facts.len()
    }

    /// Forgets what came after a mark.
    pub(super) fn back_to(&mut self, mark: usize) {
        self.facts.truncate(mark);
    }

    /// Adds that a condition holds, or does not.
    pub(super) fn assert(&mut self, cond: &'a Cond, holds: bool, span: Span) -> Result<(), Conflict<'a>> {
        let said = (cond, holds, span);
        let (about, may) = match self.narrowed(cond, holds) {
            Ok(narrowed) => narrowed,
            Err(about) => return Err(self.conflict(about)),
        };
        if let About::Whole(_) = about
            && let Some(other) = self.facts.iter().find(|fact| self.excludes(fact, cond, holds))
        {
            return Err(Conflict { with: vec![other.said] });
        }
        if let (About::Two(left, right), May::Order(order)) = (about, &may)
            && let Some(with) = self.order().against((left, right), *order)
        {
            return Err(Conflict { with });
        }
        if let Some(other) = self.unset(about).or_else(|| self.of_another_kind(cond, holds)) {
            return Err(Conflict { with: vec![other] });
        }
        if self.facts.len() < MOST {
            self.facts.push(Fact { about, may, said });
        }
        Ok(())
    }

    /// Whether a condition is true for certain (or, with `holds` false, its opposite).
    pub(super) fn implies(&self, cond: &'a Cond, holds: bool) -> bool {
        match self.narrowed(cond, !holds) {
            // What no value can be is told without knowing the value; only what is known is true.
            Err(about) => self.facts.iter().any(|fact| fact.about == about),
            Ok((About::Whole(_), _)) => self.facts.iter().any(|fact| self.excludes(fact, cond, !holds)),
            Ok((unset @ About::Unset(_), _)) => self.unset(unset).is_some(),
            Ok(_) => false,
        }
    }

    /// What is left for a subject after a condition; the subject alone where nothing is.
    fn narrowed(&self, cond: &'a Cond, holds: bool) -> Result<(About<'a>, May<'a>), About<'a>> {
        let whole = (About::Whole(cond), May::Hold(holds));
        let (about, may) = match cond {
            Cond::Const(value) if *value != holds => return Err(About::Whole(cond)),
            Cond::Flag(term) => (About::Value(term), May::Words(1 << u8::from(holds))),
            Cond::Compare(comparison) => match self.compared(comparison, holds) {
                Some(narrowed) => narrowed,
                None => return Ok(whole),
            },
            Cond::In(sides) => match (&sides.0, &sides.1) {
                (Term::Const(word), term) if takes_several(term) => match words(std::slice::from_ref(word)) {
                    Some(mask) => (About::Value(term), several(holds, mask)),
                    None => return Ok(whole),
                },
                (term, Term::Const(Value::List(items))) if takes_several(term) => match words(items) {
                    Some(mask) => (About::Value(term), several(holds, mask)),
                    None => return Ok(whole),
                },
                (term, Term::Const(Value::List(items))) if !is_constant(term) => match words(items) {
                    Some(mask) => (About::Value(term), May::Words(if holds { mask } else { !mask })),
                    None => return Ok(whole),
                },
                _ => return Ok(whole),
            },
            Cond::Known(known) if is_one_or_words(known) && !holds => (About::Unset(&known.term), May::Hold(true)),
            Cond::Known(known) if is_one_or_words(known) => {
                (About::Value(&known.term), all(&known.term).unwrap_or(May::Be(None, Vec::new())))
            }
            _ => return Ok(whole),
        };
        let before = self.facts.iter().rev().find(|fact| fact.about == about).map(|fact| fact.may.clone());
        let before = before.or_else(|| if let About::Value(term) = about { all(term) } else { None });
        let both = match before {
            Some(before) => met(before, may),
            None => may,
        };
        let both = match about {
            About::Value(term) => alone(term, both),
            _ => both,
        };
        if is_nothing(&both) { Err(about) } else { Ok((about, both)) }
    }

    /// A comparison as a statement about one value, or about two.
    fn compared(&self, comparison: &'a Comparison, holds: bool) -> Option<(About<'a>, May<'a>)> {
        let Comparison { how, left, right } = comparison;
        let mut order = match how {
            Compare::Eq => EQUAL,
            Compare::Ne => LESS | GREATER,
            Compare::Lt => LESS,
            Compare::Le => LESS | EQUAL,
            Compare::Gt => GREATER,
            Compare::Ge => GREATER | EQUAL,
            Compare::In => return None,
        };
        if !holds {
            order ^= LESS | EQUAL | GREATER;
        }
        for (term, word) in [(left, right), (right, left)] {
            if takes_several(term) {
                let mask = 1u64.checked_shl(position(word)?)?;
                return Some((About::Value(term), several(order == EQUAL, mask)));
            }
        }
        match (is_constant(left), is_constant(right)) {
            (false, true) => Some((About::Value(left), against(order, right)?)),
            (true, false) => Some((About::Value(right), against(turned(order), left)?)),
            (true, true) => None,
            (false, false) if left == right => Some((About::Two(left, right), May::Order(order & EQUAL))),
            // A flow leads from one thing to another.
            (false, false) if is_end(left, FROM) && is_end(right, TO) || is_end(left, TO) && is_end(right, FROM) => {
                Some((About::Two(left, right), May::Order(order & !EQUAL)))
            }
            (false, false) => {
                let known = self.facts.iter().any(|fact| fact.about == About::Two(right, left));
                Some(match known {
                    true => (About::Two(right, left), May::Order(turned(order))),
                    false => (About::Two(left, right), May::Order(order)),
                })
            }
        }
    }

    /// Whether a fact and a condition exclude each other.
    fn excludes(&self, fact: &Fact<'a>, cond: &Cond, holds: bool) -> bool {
        let About::Whole(known) = fact.about else { return false };
        let known_holds = fact.said.1;
        if known == cond {
            return known_holds != holds;
        }
        // Who is of the narrow type is of the broad one; who has the narrow technique has the broad one.
        let (below, above) = match (known_holds, holds) {
            (true, false) => (known, cond),
            (false, true) => (cond, known),
            (true, true) => return self.of_two_kinds(known, cond),
            (false, false) => return false,
        };
        let vocabulary = self.vocabulary;
        match (below, above) {
            (Cond::Is(a, narrow), Cond::Is(b, broad)) if a == b => match vocabulary.type_def(*narrow).kind {
                Some(kind) => vocabulary.is_of(kind, *narrow, *broad),
                None => vocabulary.is(*narrow, *broad),
            },
            (Cond::Has(a, narrow), Cond::Has(b, broad)) if a == b => {
                vocabulary.technique(*narrow).ancestors.has(broad.0)
            }
            (Cond::Via(a, narrow), Cond::Via(b, broad)) if a == b => {
                vocabulary.protocol(*narrow).ancestors.has(broad.0)
            }
            _ => false,
        }
    }

    /// Whether two types belong to different kinds, so that nothing is of both.
    fn of_two_kinds(&self, one: &Cond, other: &Cond) -> bool {
        let kind = |ty| self.vocabulary.type_def(ty).kind;
        match (one, other) {
            (Cond::Is(a, one), Cond::Is(b, other)) if a == b => {
                matches!((kind(*one), kind(*other)), (Some(one), Some(other)) if one != other)
            }
            _ => false,
        }
    }

    /// What is said of how values compare with each other.
    fn order(&self) -> Order<'a> {
        let mut order = Order::default();
        for fact in &self.facts {
            if let (About::Two(left, right), May::Order(may)) = (fact.about, &fact.may) {
                order.add((left, right), *may, fact.said);
            }
        }
        order
    }

    /// Who says that a thing is of a kind without the attribute that something is said about, or the other way round.
    fn of_another_kind(&self, cond: &Cond, holds: bool) -> Option<Said<'a>> {
        let without = |(is, holds): (&Cond, bool), (about, _): (&Cond, bool)| match is {
            Cond::Is(thing, ty) if holds => self.vocabulary.type_def(*ty).kind.is_some_and(|kind| {
                terms(about).into_iter().flatten().any(|term| {
                    matches!(term, Term::Attr(base, ids) if **base == *thing
                        && ids.iter().all(|id| !schema::row(*id).on.has(kind)))
                })
            }),
            _ => false,
        };
        let (new, said) = ((cond, holds), self.facts.iter().map(|fact| fact.said));
        said.into_iter().find(|(other, holds, _)| without((other, *holds), new) || without(new, (other, *holds)))
    }

    /// Who says that a value is not set which something is said about, or the other way round.
    fn unset(&self, about: About<'a>) -> Option<Said<'a>> {
        let against = |fact: &&Fact<'a>| match (about, fact.about) {
            (About::Unset(term), About::Value(known)) | (About::Value(term), About::Unset(known)) => term == known,
            (About::Unset(term), About::Two(a, b)) | (About::Two(a, b), About::Unset(term)) => term == a || term == b,
            _ => false,
        };
        self.facts.iter().find(against).map(|fact| fact.said)
    }

    /// Everything that was said about a subject.
    fn conflict(&self, about: About<'a>) -> Conflict<'a> {
        let about = self.facts.iter().filter(|fact| fact.about == about);
        // That a value is set contradicts no value.
        let with = about.map(|fact| fact.said).filter(|(cond, ..)| !matches!(cond, Cond::Known(_)));
        Conflict { with: with.collect() }
    }
}

/// Whether a term is that end of the flow that is looked at.
fn is_end(term: &Term, slot: u8) -> bool {
    let derived = if slot == FROM { Derived::From } else { Derived::To };
    match term {
        Term::Slot(own) => *own == slot,
        Term::Derived(base, end) => *end == derived && **base == Term::Slot(THIS),
        _ => false,
    }
}

/// The values that a leaf compares.
fn terms(cond: &Cond) -> [Option<&Term>; 2] {
    match cond {
        Cond::Flag(term) | Cond::Via(term, _) => [Some(term), None],
        Cond::Compare(comparison) => [Some(&comparison.left), Some(&comparison.right)],
        Cond::In(sides) => [Some(&sides.0), Some(&sides.1)],
        _ => [None, None],
    }
}

/// Literals and types. A name of the model is none: two names may be one thing's.
fn is_constant(term: &Term) -> bool {
    matches!(term, Term::Const(_) | Term::Type(_))
}

/// Whether it is an attribute that takes several words, which are compared word by word.
fn takes_several(term: &Term) -> bool {
    let words = |id: &schema::AttrId| matches!(schema::row(*id).ty, ValueType::Words(_));
    matches!(term, Term::Attr(_, ids) if ids.first().is_some_and(words))
}

/// Whether what is asked to be known is one value, or several words.
fn is_one_or_words(known: &Known) -> bool {
    known.technique.is_none() && (!known.list || takes_several(&known.term))
}

/// `none` stands alone: where it is one of several words, no other is.
fn alone<'a>(term: &Term, may: May<'a>) -> May<'a> {
    let (Term::Attr(_, ids), May::Several(some, without)) = (term, &may) else { return may };
    let scale = match ids.first().map(|id| schema::row(*id).ty) {
        Some(ValueType::Words(scale)) => scale,
        _ => return may,
    };
    let Some(none) = scale.index("none").and_then(|at| 1u64.checked_shl(u32::from(at))) else { return may };
    match some.iter().any(|mask| mask & !without == none) {
        true => May::Several(some.clone(), without | !none),
        false => may,
    }
}

/// What several words may be of which one is in a mask, or none.
fn several(holds: bool, mask: u64) -> May<'static> {
    if holds { May::Several(vec![mask], 0) } else { May::Several(Vec::new(), mask) }
}

fn turned(order: u8) -> u8 {
    let bit = |from: u8, to: u8| if order & from != 0 { to } else { 0 };
    bit(LESS, GREATER) | bit(EQUAL, EQUAL) | bit(GREATER, LESS)
}

/// What a value may be that compares so with a literal.
fn against(order: u8, literal: &Term) -> Option<May<'_>> {
    if let Some(number) = number(literal) {
        let (low, high) = (number.checked_sub(1), number.checked_add(1));
        const NOTHING: May<'static> = May::Between(1, 0, Vec::new());
        let upto = |high: Option<i64>| high.map_or(NOTHING, |high| May::Between(i64::MIN, high, Vec::new()));
        let from = |low: Option<i64>| low.map_or(NOTHING, |low| May::Between(low, i64::MAX, Vec::new()));
        return Some(match (order & LESS != 0, order & EQUAL != 0, order & GREATER != 0) {
            (true, true, true) => May::Between(i64::MIN, i64::MAX, Vec::new()),
            (true, false, true) => May::Between(i64::MIN, i64::MAX, vec![number]),
            (true, true, false) => upto(Some(number)),
            (true, false, false) => upto(low),
            (false, true, true) => from(Some(number)),
            (false, false, true) => from(high),
            (false, true, false) => May::Between(number, number, Vec::new()),
            (false, false, false) => NOTHING,
        });
    }
    if let Some(position) = position(literal) {
        let at = 1u64.checked_shl(position)?;
        let (below, above) = (at - 1, !(at | (at - 1)));
        let part = |bit: u8, mask: u64| if order & bit != 0 { mask } else { 0 };
        return Some(May::Words(part(LESS, below) | part(EQUAL, at) | part(GREATER, above)));
    }
    match order {
        EQUAL => Some(May::Be(Some(literal), Vec::new())),
        order if order & EQUAL == 0 => Some(May::Be(None, vec![literal])),
        _ => None,
    }
}

/// Numbers, days, and durations in minutes as they are compared.
fn number(literal: &Term) -> Option<i64> {
    match literal {
        Term::Const(Value::Int(number)) => Some(*number),
        Term::Const(Value::Date(date)) => {
            Some(i64::from(date.year()) * 10_000 + i64::from(date.month()) * 100 + i64::from(date.day()))
        }
        Term::Const(Value::Duration(count, unit)) => {
            let minutes = match unit {
                Unit::Days => 1_440,
                Unit::Weeks => 10_080,
                Unit::Months => 43_830,
                Unit::Years => 525_960,
            };
            Some(i64::from(*count) * minutes)
        }
        _ => None,
    }
}

/// The position of a word; false and true are 0 and 1.
fn position(literal: &Term) -> Option<u32> {
    match literal {
        Term::Const(Value::Word(word)) => Some(u32::from(*word)),
        Term::Const(Value::Bool(flag)) => Some(u32::from(*flag)),
        _ => None,
    }
}

fn words(items: &[Value]) -> Option<u64> {
    items.iter().try_fold(0, |mask, item| match item {
        Value::Word(word) => Some(mask | 1u64.checked_shl(u32::from(*word))?),
        Value::Bool(flag) => Some(mask | (1 << u8::from(*flag))),
        _ => None,
    })
}

/// Everything that a value may be, as far as its type tells.
fn all(term: &Term) -> Option<May<'static>> {
    let of = |scale: &Scale| Some(May::Words(1u64.checked_shl(scale.words.len() as u32)? - 1));
    match term {
        Term::Derived(_, Derived::Trust) => of(&TRUST),
        Term::Count(_) => Some(May::Between(0, i64::MAX, Vec::new())),
        Term::Attr(_, ids) => {
            let mut bounds: Option<(i64, i64)> = None;
            for id in ids.iter() {
                match schema::row(*id).ty {
                    ValueType::Bool => return Some(May::Words(0b11)),
                    ValueType::Word(scale) => return of(scale),
                    ValueType::Int(low, high) => {
                        let (a, b) = bounds.unwrap_or((low, high));
                        bounds = Some((a.min(low), b.max(high)));
                    }
                    _ => return None,
                }
            }
            bounds.map(|(low, high)| May::Between(low, high, Vec::new()))
        }
        _ => None,
    }
}

/// What two statements about one subject leave.
fn met<'a>(one: May<'a>, other: May<'a>) -> May<'a> {
    match (one, other) {
        (May::Words(a), May::Words(b)) => May::Words(a & b),
        (May::Order(a), May::Order(b)) => May::Order(a & b),
        (May::Between(a, b, mut without), May::Between(c, d, more)) => {
            without.extend(more);
            May::Between(a.max(c), b.min(d), without)
        }
        (May::Several(mut some, none), May::Several(more, nor)) => {
            some.extend(more);
            May::Several(some, none | nor)
        }
        (May::Be(a, mut not), May::Be(b, more)) => {
            not.extend(more);
            match (a, b) {
                // Two different ones: nothing is both.
                (Some(a), Some(b)) if !same(a, b) => May::Words(0),
                (a, b) => May::Be(a.or(b), not),
            }
        }
        // One value has one type; a set value of which nothing is known says nothing.
        (_, other) => other,
    }
}

/// Whether two literals are equal; a handle and a text are where they say the same.
fn same(a: &Term, b: &Term) -> bool {
    match (a, b) {
        (Term::Const(a), Term::Const(b)) => match (a.text(), b.text()) {
            (Some(a), Some(b)) => a == b,
            _ => a == b,
        },
        (a, b) => a == b,
    }
}

fn is_nothing(may: &May<'_>) -> bool {
    match may {
        May::Words(mask) => *mask == 0,
        May::Order(order) => *order == 0,
        May::Several(some, none) => some.iter().any(|mask| mask & !none == 0),
        May::Between(low, high, without) => {
            let (mut low, mut high) = (*low, *high);
            while low <= high && without.contains(&low) {
                low = low.saturating_add(1);
            }
            while low <= high && without.contains(&high) {
                high = high.saturating_sub(1);
            }
            low > high
        }
        May::Be(Some(is), not) => not.iter().any(|not| same(is, not)),
        May::Be(None, _) | May::Hold(_) => false,
    }
}
