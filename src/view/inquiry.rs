//! Questions as people are asked them: the one that most risk hangs on first, and what asks the same of several things
//! together.
//!
//! How much risk hangs on a question is told by the engine ([`Question::risk`]); nothing is computed here.

use std::collections::HashMap;

use crate::rules::Subject;
use crate::threat::{Question, asked};
use crate::view::Input;

/// One fact, asked of one thing or of several.
#[derive(Clone, Debug)]
pub struct Inquiry<'a> {
    /// The question, in words: of the thing, or of `each of these`.
    pub text: String,
    /// The questions, the riskiest first, then by the thing's name. At least one.
    pub questions: Vec<&'a Question>,
}

impl Inquiry<'_> {
    /// The most risk that hangs on one of its questions.
    pub fn risk(&self) -> u32 {
        self.questions.first().map_or(0, |first| first.risk)
    }

    /// The highest severity that one of them hides: a position on the severity scale.
    pub fn severity(&self) -> u8 {
        self.questions.iter().map(|question| question.severity).max().unwrap_or(0)
    }

    /// The line that answers, with the choices behind it; the same for all.
    pub fn answer(&self) -> &str {
        self.questions.first().map_or("", |first| &first.answer)
    }
}

/// All questions by the risk that hangs on them (highest first), then severity, then the thing's name and the subject.
pub fn by_risk<'a>(input: &Input<'a>) -> Vec<&'a Question> {
    let mut questions: Vec<&Question> = input.threats.questions.iter().collect();
    let name = |question: &Question| input.model.name(question.thing);
    questions.sort_by(|a, b| {
        let weight = (b.risk, b.severity).cmp(&(a.risk, a.severity));
        weight.then_with(|| (name(a), a.subject).cmp(&(name(b), b.subject)))
    });
    questions
}

/// The same, with one entry for each subject, where its riskiest question stands.
pub fn inquiries<'a>(input: &Input<'a>) -> Vec<Inquiry<'a>> {
    let mut places: HashMap<Subject, usize> = HashMap::new();
    let mut groups: Vec<Inquiry<'a>> = Vec::new();
    for question in by_risk(input) {
        let place = *places.entry(question.subject).or_insert(groups.len());
        match groups.get_mut(place) {
            Some(group) => group.questions.push(question),
            None => groups.push(Inquiry { text: question.text.clone(), questions: vec![question] }),
        }
    }
    for group in groups.iter_mut().filter(|group| group.questions.len() > 1) {
        if let Some(first) = group.questions.first() {
            group.text = asked(input.model, first.subject, "each of these");
        }
    }
    groups
}
