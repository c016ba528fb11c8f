//! What leaves: an alert in every form, and the demo as a whole.

use std::{
    env, fs,
    path::Path,
    process::{Command, Stdio},
    time::Instant,
};

use num_core::{
    alert::{Alert, AlertApproval, AlertContext, AlertRules, Crowd, Release},
    case::Case,
    disclosure::{Decision, Disclosure, Members, Use},
    id::{Id, SchemeId},
    json::Mode,
};
use serde_json::{Value, json};

use crate::{Subject, intake::Figure};

/// How often the demo is run: the median counts.
const RUNS: usize = 5;

/// An alert about the subject, among whom another person is as plausible as its reporter.
pub fn release() -> Release {
    let subject = Subject::new();
    let scheme = SchemeId::parse("num").expect("a scheme");
    let disclosed = |case: &Case| -> Disclosure<Members> {
        let members = Members { scheme: scheme.clone(), for_use: Use::Alert };
        match case.disclose(&subject.policy, members, subject.as_of).expect("a question that can be asked") {
            Decision::Disclosed(disclosure, _) => *disclosure,
            Decision::Nothing(reason) => panic!("members are given nothing: {}", reason.message()),
        }
    };
    let mut crowd = Crowd::new(scheme.clone(), subject.as_of);
    let own = [disclosed(&subject.case)];
    for disclosure in own.iter().chain([&disclosed(&twin(&subject))]) {
        crowd.add(disclosure).expect("a disclosure of this instant");
    }
    let rules = AlertRules::default_rules();
    let context = AlertContext { rules: &rules, crowd: &crowd, series: None };
    let approval =
        AlertApproval::new("An approver", subject.as_of, "It warns.", "It tells of nobody else.").expect("texts");
    let draft = Alert::draft(&own, &context).expect("a draft");
    let approved = draft.approve(approval).expect("an approval");
    approved.publish(&own, &context).expect("an alert").release(&own, &context).expect("a release")
}

/// The same report by somebody else.
fn twin(subject: &Subject) -> Case {
    let mut case: Value = serde_json::from_slice(&subject.bytes).expect("JSON");
    for (whose, member, value) in [
        ("/incident/victim", "pseudonym", "somebody-else"),
        ("/incident/reporter", "pseudonym", "somebody-else"),
        ("/incident/reporter", "grade", "known_project"),
    ] {
        let person = case.pointer_mut(whose).and_then(Value::as_object_mut).expect("a person");
        person.insert(member.to_owned(), json!(value));
    }
    Case::from_json(case.to_string().as_bytes(), Mode::Strict).expect("a valid case")
}

/// How long the demo takes over its year, from its start to its end, with all that it writes; nothing where it was not built.
pub fn demo(target: &Path) -> Option<Figure> {
    let program =
        fs::canonicalize(target.join("release/examples/demo").with_extension(env::consts::EXE_EXTENSION)).ok()?;
    let folder = target.join("demo");
    let mut times: Vec<f64> = (0..RUNS)
        .map(|_| {
            // What an earlier run left would have to be swept.
            let _ = fs::remove_dir_all(&folder);
            fs::create_dir_all(&folder).expect("a folder");
            let start = Instant::now();
            let status =
                Command::new(&program).current_dir(&folder).stdout(Stdio::null()).stderr(Stdio::null()).status();
            let seconds = start.elapsed().as_secs_f64();
            assert!(status.expect("a process").success(), "the demo failed");
            seconds
        })
        .collect();
    fs::remove_dir_all(&folder).expect("the folder");
    times.sort_by(f64::total_cmp);
    Some(("demo_year_s".to_owned(), times.get(RUNS / 2).copied()?, "s"))
}
