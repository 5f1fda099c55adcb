//! `palisade questions`: what programs are given to answer with.

use serde_json::Value;

use crate::cli::Project;

const MODEL: &str = r#"model notes "Notes"
use std.web
actor ana { trust = untrusted }
process web : web-app { memory-safe = true, controls = output-encoding }
store db : postgres {
  holds = []
}
ana -> web "Größe" { via = https, carries = [], returns = [] }
web -> db { via = sql-tls, carries = [], returns = [] }
"#;

fn questions(project: &Project) -> Vec<Value> {
    let out = project.run(&["questions", "--format", "json"]).exits(0).out;
    let mut document: Value = serde_json::from_str(&out).unwrap();
    let Value::Array(questions) = document["questions"].take() else { panic!("{out}") };
    let mut facts = Vec::new();
    for row in questions.iter().flat_map(|question| question["form"].as_array().unwrap()) {
        for fact in row["facts"].as_array().unwrap() {
            let mut fact = fact.clone();
            fact["on"] = row["on"].clone();
            facts.push(fact);
        }
    }
    facts
}

/// A text with the edits of a choice, found by line and column as an editor would.
fn edited(text: &str, choice: &Value) -> String {
    let offset = |edit: &Value, line: &str, column: &str| {
        let [line, column] = [line, column].map(|name| edit[name].as_u64().unwrap() as usize);
        let before: usize = text.split_inclusive('\n').take(line - 1).map(str::len).sum();
        let chars = text[before..].char_indices().map(|(at, _)| before + at).chain([text.len()]);
        chars.skip(column - 1).take(1).next().unwrap()
    };
    let [edit] = choice["edits"].as_array().unwrap().as_slice() else { panic!("{choice}") };
    let (start, end) = (offset(edit, "line", "column"), offset(edit, "endLine", "endColumn"));
    format!("{}{}{}", &text[..start], edit["text"].as_str().unwrap(), &text[end..])
}

#[test]
fn choices_are_edits_by_line_and_column() {
    let project = Project::new(&[("notes.tm", MODEL)]);
    let all = questions(&project);
    let find = |add: &str, on: &str| {
        let is_it = |each: &&Value| each["add"].as_str().unwrap().starts_with(add) && each["on"] == on;
        all.iter().find(is_it).unwrap_or_else(|| panic!("`{add}` of `{on}` is not in {all:#?}"))
    };
    let texts = |question: &Value| -> Vec<String> {
        let choices = question["choices"].as_array().unwrap().iter();
        choices.map(|choice| choice["text"].as_str().unwrap().to_owned()).collect()
    };
    let auth = find("auth = ", "ana->web");
    assert_eq!(texts(auth)[..2], ["auth = none", "auth = password"]);
    let now = edited(MODEL, &auth["choices"][1]);
    assert!(
        now.contains("ana -> web \"Größe\" { via = https, carries = [], returns = [], auth = password }\n"),
        "{now}"
    );
    // What is known of an element stays known.
    let queries = find("controls = [parameterised-queries]", "web");
    assert_eq!(
        texts(queries),
        ["controls = [output-encoding, parameterised-queries]", "lacks = [parameterised-queries]"]
    );
    let now = edited(MODEL, &queries["choices"][0]);
    assert!(now.contains("memory-safe = true, controls = [output-encoding, parameterised-queries] }\n"), "{now}");
    project.write("notes.tm", now.as_bytes());
    let again = questions(&project);
    assert!(again.len() < all.len() && again.iter().all(|each| each["text"] != queries["text"]), "{again:#?}");
    // A number of people is no matter of choice; every question says what to add all the same.
    assert!(!all.is_empty() && all.iter().all(|each| each["choices"].is_array() && each["add"].is_string()));
}
