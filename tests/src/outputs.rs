//! Outputs of one report, for tests that ask about nothing else.

pub mod scheme;

use num_core::{
    alert::{Alert, AlertContext, AlertDraft, AlertError, AlertRules, Crowd, Release},
    case::Case,
    disclosure::{AnyDecision, AnyDisclosure, Disclosure, Members, Policy, Recipient},
    id::{Id, SchemeId},
    police::Issuer,
    text::Text,
};
use serde_json::{Value, json};

use crate::asking;

/// A scheme's name and number, for police records.
pub fn issuer() -> Issuer {
    Issuer {
        scheme: SchemeId::parse("num").unwrap(),
        name: Text::parse("Example Safety Scheme").unwrap(),
        contact: Text::parse("020 7946 0000, weekdays 9 to 5").unwrap(),
    }
}

/// An alert about one report that is the only one that members may see.
pub fn alert_alone(disclosure: &Disclosure<Members>) -> Result<AlertDraft, AlertError> {
    let crowd = Crowd::new(disclosure.audience().scheme.clone(), disclosure.as_of());
    draft(disclosure, crowd)
}

/// An alert about one report, where two others reported the same (one, where nobody knows who she is): it has no need to be coarser than what is disclosed.
pub fn alert_beside_twin(
    case: &Value,
    policy: &Policy,
    disclosure: &Disclosure<Members>,
) -> Result<AlertDraft, AlertError> {
    draft(disclosure, crowd_with_twins(case, policy, disclosure, 2)?)
}

/// An alert about one report, where two others reported the same, approved and published at once.
///
/// # Errors
/// Those of the alert.
pub fn release_beside_twins(
    case: &Value,
    policy: &Policy,
    disclosure: &Disclosure<Members>,
) -> Result<Release, AlertError> {
    let mut crowd = crowd_with_twins(case, policy, disclosure, 2)?;
    crowd.add(disclosure)?;
    let rules = AlertRules::default_rules();
    let context = AlertContext { rules: &rules, crowd: &crowd, series: None };
    let fresh = std::slice::from_ref(disclosure);
    let approved = Alert::draft(fresh, &context)?.approve(scheme::approval(disclosure.as_of()))?;
    approved.publish(fresh, &context)?.release(fresh, &context)
}

fn crowd_with_twins(
    case: &Value,
    policy: &Policy,
    disclosure: &Disclosure<Members>,
    twins: usize,
) -> Result<Crowd, AlertError> {
    let mut crowd = Crowd::new(disclosure.audience().scheme.clone(), disclosure.as_of());
    let recipient = Recipient::Members(disclosure.audience().clone());
    for nth in 0..twins {
        if let Ok(AnyDecision::Disclosed(AnyDisclosure::Members(twin), _)) =
            twin(case, nth).disclose_to(policy, recipient.clone(), disclosure.as_of())
        {
            crowd.add(&twin)?;
        }
    }
    Ok(crowd)
}

fn draft(disclosure: &Disclosure<Members>, mut crowd: Crowd) -> Result<AlertDraft, AlertError> {
    crowd.add(disclosure)?;
    let rules = AlertRules::default_rules();
    Alert::draft(std::slice::from_ref(disclosure), &AlertContext { rules: &rules, crowd: &crowd, series: None })
}

/// The same report, by somebody else whom the scheme knows.
fn twin(case: &Value, nth: usize) -> Case {
    let mut twin = case.clone();
    let incident = &mut twin["incident"];
    if incident.get("victim").is_none() {
        incident["victim"] = json!({});
    }
    incident["victim"]["pseudonym"] = json!(format!("twin-victim-{nth}"));
    incident["reporter"]["pseudonym"] = json!(format!("twin-reporter-{nth}"));
    incident["reporter"]["grade"] = json!("verified_member");
    asking::case(&twin)
}
