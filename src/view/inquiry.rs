//! Questions as people are asked them: the one that most risk hangs on first, and what asks the same of several things
//! together, as a form to fill.
//!
//! One attribute of several things is one inquiry, and so are the techniques against one category of threats: who is asked
//! about logins has all of them before them once. How much risk hangs on a question is told by the engine
//! ([`Question::risk`]); here it is only added up.

use std::collections::{BTreeMap, HashMap};

use crate::model::Thing;
use crate::rules::Subject;
use crate::schema::{AttrId, word};
use crate::threat::{Question, asked_of_each};
use crate::view::Input;

/// One fact, or what protects in one way, asked of one thing or of several.
#[derive(Clone, Debug)]
pub struct Inquiry<'a> {
    /// The question, in words: of the thing, or of `each of these`.
    pub text: String,
    /// The form: what is asked of each thing, the riskiest first, then by the thing's name. At least one line.
    pub lines: Vec<Line<'a>>,
}

/// What is asked of one thing.
#[derive(Clone, Debug)]
pub struct Line<'a> {
    /// The thing.
    pub thing: Thing,
    /// The questions, the riskiest first, then by subject. At least one.
    pub questions: Vec<&'a Question>,
}

/// What questions are put together by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Topic {
    Attribute(AttrId),
    /// Techniques against a STRIDE category.
    Against(u8),
    /// Techniques that counter no threat to security: they serve the people whom data is about.
    Privacy,
}

impl Topic {
    fn of(input: &Input<'_>, question: &Question) -> Topic {
        match question.subject {
            Subject::Attribute(id) => Topic::Attribute(id),
            Subject::Technique(id) => {
                input.model.vocabulary.technique(id).counters.map_or(Topic::Privacy, Topic::Against)
            }
        }
    }

    /// The question about what several techniques do.
    fn text(self) -> &'static str {
        match self {
            Topic::Against(word::stride::SPOOFING) => "what makes sure that everybody here is who they say?",
            Topic::Against(word::stride::TAMPERING) => "what keeps harmful input and changes out here?",
            Topic::Against(word::stride::REPUDIATION) => "what is written down here, and who looks at it?",
            Topic::Against(word::stride::INFORMATION_DISCLOSURE) => "what keeps secrets from being read here?",
            Topic::Against(word::stride::DENIAL_OF_SERVICE) => "what keeps this going under load and after a loss?",
            Topic::Against(_) => "what decides here who may do what, and contains those who get in?",
            Topic::Privacy | Topic::Attribute(_) => "what is done here for the people whom data is about?",
        }
    }
}

impl Line<'_> {
    /// The most risk that hangs on one of its questions.
    pub fn risk(&self) -> u32 {
        self.questions.iter().map(|question| question.risk).max().unwrap_or(0)
    }
}

impl<'a> Inquiry<'a> {
    /// The risk that hangs on it: over its things, the most that hangs on one question about each.
    pub fn risk(&self) -> u32 {
        self.lines.iter().map(Line::risk).sum()
    }

    /// The highest severity that one of its questions hides or closes: a position on the severity scale.
    pub fn severity(&self) -> u8 {
        self.questions().map(|question| question.severity).max().unwrap_or(0)
    }

    /// All its questions.
    pub fn questions(&self) -> impl Iterator<Item = &'a Question> {
        self.lines.iter().flat_map(|line| line.questions.iter().copied())
    }

    /// Whether all lines ask for one and the same fact.
    pub fn is_one_fact(&self) -> bool {
        let mut subjects = self.questions().map(|question| question.subject);
        let first = subjects.next();
        subjects.all(|subject| Some(subject) == first)
    }
}

/// All questions by the risk that hangs on them (highest first), then severity, then the thing's name and the subject.
fn by_risk<'a>(input: &Input<'a>) -> Vec<&'a Question> {
    let mut questions: Vec<&Question> = input.threats.questions.iter().collect();
    let name = |question: &Question| input.model.name(question.thing);
    questions.sort_by(|a, b| {
        let weight = (b.risk, b.severity).cmp(&(a.risk, a.severity));
        weight.then_with(|| (name(a), a.subject).cmp(&(name(b), b.subject)))
    });
    questions
}

/// The same, with one entry for each topic: the one that most risk hangs on first, then the gravest, then by its text.
pub fn inquiries<'a>(input: &Input<'a>) -> Vec<Inquiry<'a>> {
    let mut places: HashMap<Topic, usize> = HashMap::new();
    let mut topics: Vec<(Topic, Vec<&'a Question>)> = Vec::new();
    for question in by_risk(input) {
        let topic = Topic::of(input, question);
        let place = *places.entry(topic).or_insert(topics.len());
        match topics.get_mut(place) {
            Some((_, questions)) => questions.push(question),
            None => topics.push((topic, vec![question])),
        }
    }
    let mut all: Vec<Inquiry<'a>> =
        topics.into_iter().filter_map(|(topic, asked)| inquiry(input, topic, asked)).collect();
    all.sort_by(|a, b| (b.risk(), b.severity()).cmp(&(a.risk(), a.severity())).then_with(|| a.text.cmp(&b.text)));
    all
}

fn inquiry<'a>(input: &Input<'a>, topic: Topic, questions: Vec<&'a Question>) -> Option<Inquiry<'a>> {
    let first = *questions.first()?;
    let mut lines: Vec<Line<'a>> = Vec::new();
    let mut places: BTreeMap<Thing, usize> = BTreeMap::new();
    for question in &questions {
        let place = *places.entry(question.thing).or_insert(lines.len());
        match lines.get_mut(place) {
            Some(line) => line.questions.push(question),
            None => lines.push(Line { thing: question.thing, questions: vec![question] }),
        }
    }
    let text = match questions.iter().any(|question| question.subject != first.subject) {
        true => topic.text().to_owned(),
        false if lines.len() > 1 => asked_of_each(input.model, first.subject),
        false => first.text(input.model),
    };
    Some(Inquiry { text, lines })
}
