//! Asking the core, with its answer in the form of the model's.

use crate::{random::Asked, reference::Answer};
use num_core::{
    case::Case,
    code::CodeTable,
    disclosure::{AnyDecision, Policy, Recipient},
    json::Mode,
    timestamp::Timestamp,
};
use serde_json::Value;

/// A valid case.
pub fn case(value: &Value) -> Case {
    Case::from_json(value.to_string().as_bytes(), Mode::Strict).unwrap_or_else(|problems| panic!("a case: {problems}"))
}

/// A valid policy.
pub fn policy(value: &Value) -> Policy {
    Policy::from_json(value.to_string().as_bytes()).unwrap_or_else(|problems| panic!("a policy: {problems}"))
}

/// What the core decides.
pub fn decide(case: &Case, policy: &Policy, recipient: &str, as_of: &str) -> Result<AnyDecision, String> {
    let as_of = Timestamp::parse(as_of).expect("as_of");
    let recipient = Recipient::parse(recipient).expect("recipient");
    case.disclose_to(policy, recipient, as_of).map_err(|error| error.code().as_str().to_owned())
}

/// What the core answers.
pub fn core(case: &Case, policy: &Policy, recipient: &str, as_of: &str) -> Answer {
    match decide(case, policy, recipient, as_of) {
        Err(code) => Answer::Error(code),
        Ok(AnyDecision::Nothing(reason)) => Answer::Nothing(reason.as_str().to_owned()),
        Ok(AnyDecision::Disclosed(disclosure, explanation)) => Answer::Disclosure {
            bytes: String::from_utf8(disclosure.to_bytes()).expect("UTF-8"),
            withheld: explanation
                .withheld()
                .iter()
                .map(|withheld| (withheld.path.to_string(), withheld.reason.as_str().to_owned()))
                .collect(),
        },
    }
}

/// What the core answers to a random question.
pub fn core_asked(asked: &Asked) -> Answer {
    core(&case(&asked.case), &policy(&asked.policy), &asked.recipient, &asked.as_of)
}
