//! Unmistakable texts are planted in every field that can hold one. Nothing that the core prints, returns as an error or puts on
//! record in a panic may contain any of them.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::{
    collections::BTreeSet,
    fmt::{Debug, Display},
    fs,
    io::{self, Cursor, Write},
    panic::{self, AssertUnwindSafe},
    path::Path,
    sync::Mutex,
};

use num_core::{
    case::Case,
    code::CodeTable,
    consent::{ConsentHistory, Event, Giver, PoliceRecipient, Purpose, Target, WordingTable},
    descriptor::{Email, Handle, PersonName, Phone, Plate, Postcode},
    disclosure::{
        AnyDecision, AnyDisclosure, Circumstances, IdentifierAt, Members, Policy, Previewed, Recipient, ReferenceKey,
        Use, disclose, preview,
    },
    error::{Code, Problem, Problems},
    force::Force,
    formats::{CaseLines, write_line},
    id::{Id, IncidentId, Reference, SchemeId},
    identity::Identity,
    incident::{Draft, Incident, NamedPath},
    json::Mode,
    offence::OffenceKind,
    police::PoliceRecord,
    sensitive::Sensitive,
    text::{FoldedText, Language, Needle, Text},
    timestamp::{Day, Month, Offset, Timestamp},
};
use num_tests::outputs;
use serde_json::{Value, json};

mod full;
use full::{AS_OF, RECIPIENTS, full_case, policy_json};

/// Every planted text has one of these in it, in capitals or not. Ids have none: they may be printed.
const CANARIES: [&str; 6] = ["zzq", "900987", "4960987", "ze1 9qq", "ze19qq", "zz50"];

/// What was printed, with where it came from.
#[derive(Default)]
struct Printed {
    texts: Vec<(String, String)>,
    types: BTreeSet<String>,
}

impl Printed {
    /// Both forms of `Debug` of a value of that type.
    fn debug(&mut self, of: &str, value: &dyn Debug) {
        self.types.insert(of.to_owned());
        self.texts.push((format!("Debug of {of}"), format!("{value:?}")));
        self.texts.push((format!("Debug of {of}, in lines"), format!("{value:#?}")));
    }

    fn display(&mut self, of: &str, value: &dyn Display) {
        self.types.insert(of.to_owned());
        self.texts.push((format!("Display of {of}"), value.to_string()));
    }

    fn both(&mut self, of: &str, value: &(impl Debug + Display)) {
        self.debug(of, value);
        self.display(of, value);
    }

    fn problems(&mut self, of: &str, problems: &Problems) {
        self.both("Problems", problems);
        for problem in problems.as_slice() {
            self.both("Problem", problem);
            self.both("Code", &problem.code);
            self.debug("Position", &problem.position);
        }
        self.texts.push((format!("problems of {of} as JSON"), serde_json::to_string(problems).unwrap()));
        let error: &dyn std::error::Error = problems;
        assert!(error.source().is_none());
    }

    fn assert_free_of_canaries(&self) {
        for (from, text) in &self.texts {
            let text = text.to_lowercase();
            for canary in CANARIES {
                assert!(
                    !text.contains(canary),
                    "{from} contains {canary:?}:\n{}",
                    text.chars().take(2_000).collect::<String>()
                );
            }
        }
    }
}

fn at(instant: &str) -> Timestamp {
    Timestamp::parse(instant).unwrap()
}

/// The full case with a canary in place of every text that a person can choose.
fn canary_case() -> Value {
    fn plant(value: &mut Value, path: &str, number: &mut usize) {
        match value {
            Value::Object(members) => {
                members.iter_mut().for_each(|(name, inner)| plant(inner, &format!("{path}.{name}"), number));
            }
            Value::Array(items) => {
                items
                    .iter_mut()
                    .enumerate()
                    .for_each(|(index, inner)| plant(inner, &format!("{path}[{index}]"), number));
            }
            Value::String(text) => {
                let planted = format!("Zzqcanary {number} Zzqname");
                let free = [
                    "names[",
                    "aliases[",
                    "phrases[",
                    "safe_contact",
                    "street",
                    "venue",
                    "narrative",
                    ".text",
                    ".by",
                    "taken_by",
                    "approver",
                    "authoriser",
                    "reason",
                    "authority.who",
                    "authority.how",
                    "how_he_knows_her",
                    "words_about_her",
                    "legal_name.name",
                    "phones[1]",
                    "place.area",
                ];
                let is_free = free.iter().any(|end| path.ends_with(end) || (end.ends_with('[') && path.contains(end)));
                // The one text that is approved is the summary.
                let is_summary = path.ends_with("summary.text") || path.ends_with("approvals[0].text");
                if is_summary {
                    *text = "Zzqsummary of what is told.".to_owned();
                } else if is_free && !(path.starts_with(".consent") && path.ends_with(".by")) {
                    *number += 1;
                    *text = planted;
                } else if path.ends_with("phones[0]") {
                    *text =
                        if path.contains("identity") { "0161 496 0987".to_owned() } else { "07700 900987".to_owned() };
                } else if path.contains("emails[") {
                    *number += 1;
                    *text = format!("zzqmail{number}@example.org");
                } else if path.ends_with("pseudonym") {
                    *text = "zzqpseudonym".to_owned();
                } else if path.ends_with("police_contact.reference") {
                    *text = "ZZQ/4471/26".to_owned();
                } else if path.ends_with(".site") {
                    *text = "zzqsite.example.org".to_owned();
                } else if path.ends_with(".handle") {
                    *text = "@zzqprofile".to_owned();
                } else if path.contains("handles[") {
                    *text = "@zzqhandle".to_owned();
                } else if path.ends_with("plate") {
                    *text = "ZZ50QZQ".to_owned();
                } else if path.ends_with("postcode") {
                    *text = "ze1 9QQ".to_owned();
                }
            }
            _ => {}
        }
    }
    let mut case = full_case();
    plant(&mut case, "", &mut 0);
    let incident = &mut case["incident"];
    incident["offenders"][0]["link"]["relation"] = json!("client");
    incident["safety"]["would_he_know"] = json!(false);
    incident["safety"]["only_you_know"]["paths"] = json!(["victim.sector"]);
    // Unknown members, names and values, in every document.
    for document in ["incident", "identity", "consent", "circumstances"] {
        case[document]["Zzqmember"] = json!({"Zzqinner": ["Zzqvalue", 900_987]});
    }
    case["Zzqmember"] = json!("Zzqvalue");
    case["incident"]["offenders"][0]["vehicle"]["Zzqsticker"] = json!("Zzqvalue");
    case
}

fn canary_policy() -> Policy {
    let mut policy = policy_json("2026-01-01T00:00:00+00:00");
    policy["versions"][0]["areas"][0]["code"] = json!("Zzqarea");
    Policy::from_json(policy.to_string().as_bytes()).unwrap()
}

#[test]
fn the_canaries_are_there() {
    let text = canary_case().to_string().to_lowercase();
    assert!(text.matches("zzq").count() > 80, "{}", text.matches("zzq").count());
    let case = Case::from_json(text_of(&canary_case()), Mode::Lenient).unwrap();
    let offender = &case.incident.offenders[0];
    assert_eq!(offender.phones[0].normal(), Some("+447700900987"));
    assert_eq!(offender.phones[1].normal(), None);
    assert!(offender.emails[0].normal().is_some() && offender.handles[0].normal().is_some());
    for planted in ["zzqpseudonym", "zzq/4471/26", "zzqsite.example.org", "@zzqprofile"] {
        assert!(text.contains(planted), "{planted}");
    }
    let own_words = canary_case()["incident"]["offenders"][0]["own_words"][0]["text"].clone();
    assert!(own_words.as_str().is_some_and(|words| words.starts_with("Zzqcanary")));
    // The full disclosure shows them: what is looked at below is not empty.
    let recipient = Recipient::parse("police_full/E23000010").unwrap();
    let Ok(AnyDecision::Disclosed(disclosure, _)) = case.disclose_to(&canary_policy(), recipient, at(AS_OF)) else {
        panic!("nothing is disclosed")
    };
    let shown = String::from_utf8(disclosure.to_bytes()).unwrap().to_lowercase();
    assert!(shown.matches("zzq").count() > 15, "{shown}");
}

fn text_of(value: &Value) -> &'static [u8] {
    value.to_string().leak().as_bytes()
}

/// Prints the record and everything in it.
fn print_record(out: &mut Printed, incident: &Incident) {
    out.debug("Incident", incident);
    out.debug("Record", &**incident);
    out.debug("Answer", &incident.when);
    out.debug("Offence", &incident.offences);
    out.debug("Place", &incident.place);
    out.debug("When", &incident.when.known());
    out.debug("Moment", &incident.when.known().map(|when| when.ends()));
    out.debug("Summary", &incident.summary);
    out.debug("OwnWords", &incident.own_words);
    out.debug("PoliceContact", &incident.police_contact);
    out.debug("Reporter", &incident.reporter);
    out.debug("Victim", &incident.victim);
    out.debug("Safety", &incident.safety);
    out.debug("OnlyYouKnow", &incident.safety.only_you_know.known());
    out.debug("NamedPath", &incident.safety.only_you_know.known().map(|named| &named.paths));
    out.debug("Hold", &incident.safety.hold_back.known());
    for offender in &incident.offenders {
        out.debug("Offender", offender);
        out.debug("Appearance", &offender.appearance);
        out.debug("Estimate", &(offender.appearance.age.known(), offender.appearance.height_cm.known()));
        out.debug("Range", &offender.appearance.age.known().map(|age| age.range()));
        out.debug("Mark", &offender.appearance.marks);
        out.debug("Clothing", &offender.appearance.clothing);
        out.debug("Vehicle", &offender.vehicle);
        out.debug("Plate", &offender.vehicle.plate);
        out.debug("PlateFormat", &offender.vehicle.plate.as_ref().map(Plate::format));
        out.debug("Phone", &offender.phones);
        out.debug("Email", &offender.emails);
        out.debug("Handle", &offender.handles);
        out.debug("Profile", &offender.profiles);
        out.debug("Site", &offender.profiles.iter().map(|profile| &profile.site).collect::<Vec<_>>());
        out.debug("OwnWords", &offender.own_words);
        out.debug("PersonName", &offender.aliases);
        out.debug("CivilIdentity", &offender.civil_identity);
        out.debug("LegalName", &offender.civil_identity.legal_name);
        out.debug("HomeAddress", &offender.civil_identity.home_address);
        out.debug("Link", &offender.link);
    }
    let draft = Draft::from_json(incident.to_json().as_bytes()).unwrap().offender(|o| {
        let o = o.alias("Zzqalias").phone("07700 900987").email("zzq@example.org");
        Mutex::new(&mut *out).lock().unwrap().debug("DraftOffender", &o);
        o
    });
    out.debug("Draft", &draft);
    out.debug("Result", &draft.validate(Mode::Lenient));
}

fn print_consent(out: &mut Printed, case: &Case, policy: &Policy) {
    out.debug("ConsentHistory", &case.consent);
    for event in case.consent.events() {
        out.debug("Event", event);
        match event {
            Event::Grant(statement) => {
                out.debug("Statement", statement);
                out.debug("Giver", &statement.by);
                if let Giver::ThirdParty { authority } = &statement.by {
                    out.debug("Authority", authority);
                }
                out.debug("Capture", &statement.capture);
                out.debug("Grant", &statement.grants);
                out.debug("Condition", &statement.grants.iter().map(|grant| &grant.condition).collect::<Vec<_>>());
                out.debug("Scope", &statement.grants.iter().map(|grant| grant.scope).collect::<Vec<_>>());
            }
            Event::Withdraw(withdrawal) => {
                out.debug("Withdrawal", withdrawal);
                out.debug("Withdrawn", &withdrawal.what);
            }
            Event::Override(act) => {
                out.debug("Override", act);
                out.debug("Signature", &act.signatures);
            }
        }
    }
    let state = case.consent_at(policy, at(AS_OF)).unwrap();
    out.debug("ConsentState", &state);
    out.debug("Standing", &state.standings());
    out.debug("Target", &state.standings().iter().map(|standing| &standing.recipient).collect::<Vec<_>>());
    out.debug("ResolvedOverride", &state.overrides(PoliceRecipient::parse("nca_scas").unwrap()).collect::<Vec<_>>());
    out.both("PoliceRecipient", &PoliceRecipient::parse("nca_scas").unwrap());
    out.debug("Level", &state.level());
}

fn print_circumstances(out: &mut Printed, circumstances: &Circumstances) {
    out.debug("Circumstances", circumstances);
    out.debug("Triage", &circumstances.triage);
    out.debug("Decision", &circumstances.decisions);
    out.debug("Handed", &circumstances.references);
    out.debug("Approval", &circumstances.approvals);
    out.debug("OwnContact", &circumstances.own_contacts);
    out.debug("OwnContactDecision", &circumstances.own_contacts.iter().map(|hit| &hit.decision).collect::<Vec<_>>());
    for hit in &circumstances.own_contacts {
        out.both("IdentifierAt", &hit.path);
    }
    for handed in &circumstances.references {
        out.both("ReferenceKey", &handed.recipient);
    }
    let own = json!({"schema": "uglymugs.own_contacts/1", "phones": ["07700 900987"], "emails": ["zzq@example.org"],
                     "handles": ["@zzqown"], "plates": ["ZZ50QZQ"]});
    out.debug("OwnContacts", &num_core::triage::OwnContacts::from_json(text_of(&own)).unwrap());
    out.debug("Facts", &circumstances.facts);
    out.debug("LinkedReport", &circumstances.facts.linked_reports);
    out.debug("TwinWithdrawal", &circumstances.facts.twin_withdrawals);
}

fn print_shown(out: &mut Printed, shown: &num_core::disclosure::Shown) {
    out.debug("Shown", shown);
    out.debug("ShownOffence", &shown.offences);
    out.debug("ShownValue", &shown.when);
    if let Some(num_core::disclosure::ShownValue::Exact(when)) = &shown.when {
        out.debug("ShownWhen", when);
        out.debug("ShownMoment", &when.ends());
    }
    out.debug("Band", &num_core::disclosure::Band { from: 21, to: 24 });
    out.debug("ShownPlace", &shown.place);
    out.debug("ShownSummary", &shown.summary);
    out.debug("OwnWords", &shown.own_words);
    out.debug("ShownPoliceContact", &shown.police_contact);
    out.debug("ShownReporter", &shown.reporter);
    out.debug("ShownVictim", &shown.victim);
    for offender in &shown.offenders {
        out.debug("ShownOffender", offender);
        out.debug("ShownAppearance", &offender.appearance);
        out.debug("ShownVehicle", &offender.vehicle);
        out.debug("Normal", &(&offender.phones, &offender.emails, &offender.handles, &offender.vehicle.plate));
        out.debug("ShownProfile", &offender.profiles);
        out.debug("OwnWords", &offender.own_words);
        out.debug("ShownCivilIdentity", &offender.civil_identity);
        out.debug("ShownLegalName", &offender.civil_identity.legal_name);
        out.debug("ShownAddress", &offender.civil_identity.home_address);
        out.debug("ShownLink", &offender.link);
    }
    out.debug("ShownIdentity", &shown.identity);
    out.debug("ShownPerson", &shown.identity.victim);
}

fn print_decisions(out: &mut Printed, case: &Case, policy: &Policy) {
    for recipient in RECIPIENTS {
        let recipient = Recipient::parse(recipient).unwrap();
        out.both("Recipient", &recipient);
        let decision = case.disclose_to(policy, recipient.clone(), at(AS_OF));
        out.debug("AnyDecision", &decision);
        let Ok(AnyDecision::Disclosed(disclosure, explanation)) = decision else {
            panic!("nothing is disclosed to {recipient}: {decision:?}")
        };
        out.debug("AnyDisclosure", &disclosure);
        out.debug("Explanation", &explanation);
        for withheld in explanation.withheld() {
            out.debug("Withheld", withheld);
            out.both("PathAt", &withheld.path);
            out.display("Reason", &withheld.reason.message());
        }
        match &disclosure {
            AnyDisclosure::Members(disclosure) => {
                out.debug("Disclosure", disclosure);
                out.debug("Members", disclosure.audience());
                print_shown(out, disclosure.shown());
                let alert = outputs::alert_alone(disclosure);
                out.debug("AlertDraft", &alert);
                if let Err(error) = &alert {
                    out.both("AlertError", error);
                }
            }
            AnyDisclosure::PoliceAnonymous(disclosure) => {
                out.debug("Disclosure", disclosure);
                out.debug("PoliceAnonymous", disclosure.audience());
                print_shown(out, disclosure.shown());
                out.debug(
                    "PoliceRecord",
                    &PoliceRecord::new(disclosure, &outputs::issuer()).map_err(|error| error.to_string()),
                );
            }
            AnyDisclosure::PoliceFull(disclosure) => {
                out.debug("Disclosure", disclosure);
                out.debug("PoliceFull", disclosure.audience());
                print_shown(out, disclosure.shown());
                out.debug(
                    "PoliceRecord",
                    &PoliceRecord::new(disclosure, &outputs::issuer()).map_err(|error| error.to_string()),
                );
            }
            AnyDisclosure::Partner(disclosure) => {
                out.debug("Disclosure", disclosure);
                out.debug("Partner", disclosure.audience());
                print_shown(out, disclosure.shown());
            }
            AnyDisclosure::Research(disclosure) => {
                out.debug("Disclosure", disclosure);
                out.debug("Research", disclosure.audience());
                print_shown(out, disclosure.shown());
            }
        }
    }
    out.both("ContainsWithheldValue", &num_core::police::ContainsWithheldValue(Vec::new()));
    // The typed question, and every error of it.
    let audience = Members { scheme: SchemeId::parse("num").unwrap(), for_use: Use::Alert };
    let state = case.consent_at(policy, at(AS_OF)).unwrap();
    let ask = |identity: &Identity, circumstances: &Circumstances, as_of: &str| {
        disclose(&case.incident, identity, &state, circumstances, policy, audience.clone(), at(as_of))
    };
    let other = IncidentId::parse("r-other").unwrap();
    let mut without_reference = case.circumstances.clone();
    without_reference.references.clear();
    for decision in [
        ask(&case.identity, &case.circumstances, AS_OF),
        ask(&Identity::unknown(other.clone()), &case.circumstances, AS_OF),
        ask(&case.identity, &Circumstances::new(other), AS_OF),
        ask(&case.identity, &without_reference, AS_OF),
        ask(&case.identity, &case.circumstances, "2026-04-02T00:00:00+00:00"),
    ] {
        out.debug("Decision", &decision);
        if let Err(error) = &decision {
            out.both("DiscloseError", error);
        }
    }
    out.debug("DiscloseError", &case.level(policy, at("2025-01-01T00:00:00+00:00")));
}

fn print_preview(out: &mut Printed, case: &Case, policy: &Policy) {
    let draft = Draft::from_json(case.incident.to_json().as_bytes()).unwrap();
    let result = preview(&draft, &case.identity, &case.consent, policy, at(AS_OF));
    out.debug("Preview", &result);
    for entry in &result.unwrap().entries {
        out.debug("PreviewEntry", entry);
        out.debug("Previewed", &entry.outcome);
        if let Previewed::Shared(shown, explanation) = &entry.outcome {
            print_shown(out, shown);
            out.debug("Explanation", explanation);
        }
    }
    if let Err(problems) = preview(&draft, &case.identity, &case.consent, policy, at("1950-01-01T00:00:00+00:00")) {
        out.problems("a preview", &problems);
    }
}

fn print_leaves(out: &mut Printed) {
    out.debug("Sensitive", &Sensitive::new("Zzqtext".to_owned()));
    out.debug("Text", &Text::<200>::parse("Zzqtext"));
    out.debug("Phone", &Phone::parse("07700 900987"));
    out.debug("Phone", &Phone::parse("zzq 900987"));
    out.debug("Email", &Email::parse("zzq@example.org"));
    out.debug("Handle", &Handle::parse("@zzq"));
    out.debug("Plate", &Plate::parse("ZZ50QZQ"));
    out.debug("PersonName", &PersonName::parse("Zzqname"));
    out.debug("Postcode", &Postcode::parse("ZE1 9QQ"));
    // What is made of a text to look values up has no `Debug` at all.
    let folded = FoldedText::new("Zzqtext 07700 900987");
    assert!(Needle::name("Zzqtext").is_some_and(|needle| folded.contains(&needle)));
}

#[test]
fn nothing_that_is_printed_has_a_canary() {
    let mut out = Printed::default();
    let case = Case::from_json(text_of(&canary_case()), Mode::Lenient).unwrap();
    let policy = canary_policy();
    out.debug("Case", &case);
    out.debug("Identity", &case.identity);
    out.debug("Policy", &policy);
    let version = policy.in_force(at(AS_OF));
    out.debug("PolicyVersion", &version);
    out.debug("WordingTable", &version.map(|version| version.wordings()));
    out.debug(
        "Area",
        &num_core::disclosure::Area {
            code: Text::parse("Zzqarea").unwrap(),
            force: Force::parse("E23000010").unwrap(),
            households: 9_000,
            from: None,
            until: None,
        },
    );
    print_record(&mut out, &case.incident);
    print_consent(&mut out, &case, &policy);
    print_circumstances(&mut out, &case.circumstances);
    print_decisions(&mut out, &case, &policy);
    print_preview(&mut out, &case, &policy);
    print_leaves(&mut out);

    let text = canary_case().to_string();
    let mut changed = canary_case();
    changed["incident"]["narrative"] = json!("Zzqother");
    let file = format!("{text}\n{text}\n{changed}\nZzqnothing\n");
    for line in CaseLines::new(Cursor::new(file), Mode::Lenient) {
        let line = line.unwrap();
        out.debug("Line", &line);
        if let num_core::formats::Line::Rejected(rejected) = &line {
            out.debug("Rejected", rejected);
            rejected.problems.iter().for_each(|problem| out.both("RowProblem", problem));
            out.problems("a line", &rejected.clone().into_problems().unwrap());
        }
    }

    /// A disk that is full.
    struct Full;
    impl Write for Full {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(io::Error::other("full"))
        }
        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }
    out.both("io::Error", &write_line(&case, &mut Full).unwrap_err());
    out.both("serde_json::Error", &serde_json::to_writer(Full, &*case.incident).unwrap_err());
    // Names as keys of a map are text, lists are not: whatever serde says of it, it says without the value.
    let lists = std::collections::HashMap::from([(
        case.incident.offenders[0].phones.iter().map(Phone::source).collect::<Vec<_>>(),
        1,
    )]);
    out.both("serde_json::Error", &serde_json::to_string(&lists).unwrap_err());

    print_intake(&mut out, &case);
    print_matching(&mut out, &case);
    print_outputs(&mut out, &case, &policy);

    out.assert_free_of_canaries();
    assert!(out.texts.len() > 500);
    every_public_type_is_printed(&out.types);
}

/// The way of the case through a scheme: everything that comes of it on the way.
fn print_outputs(out: &mut Printed, case: &Case, policy: &Policy) {
    use num_core::{
        alert::{AlertApproval, AlertContext, AlertError, AlertPreview, AlertRules, Crowd, SeriesFacts, SeriesMember},
        disclosure::{Basis, Decision},
        id::{MemberId, Reference},
        lookup::{Asker, LookupError, LookupPurpose, Query, QueryKind, RateLimit},
        matching::Tier,
        scheme::{Scheme, SchemeError},
        triage::OwnContacts,
    };

    let as_of = at(AS_OF);
    let mut drawn = 0;
    let mut draw = || {
        drawn += 1;
        Reference::parse(&format!("drawn-{drawn:06}")).unwrap()
    };
    let rules = AlertRules::default_rules();
    out.debug("AlertRules", &rules);
    out.debug("AlertRule", &rules.rules());
    out.debug("Issuer", &outputs::issuer());
    out.debug("Basis", &Basis::Consent);
    let mut scheme = Scheme::new(outputs::issuer(), policy.clone(), rules.clone(), OwnContacts::default());
    out.debug("Submitted", &scheme.submit(case.clone()).unwrap());
    out.both("SchemeError", &scheme.submit(case.clone()).unwrap_err());
    out.both("SchemeError", &SchemeError::from(LookupError::TooMany));
    out.debug("Scheme", &scheme);

    let members = Members { scheme: SchemeId::parse("num").unwrap(), for_use: Use::Alert };
    let Decision::Disclosed(disclosure, _) = case.disclose(policy, members.clone(), as_of).unwrap() else {
        panic!("nothing is disclosed")
    };
    let mut crowd = Crowd::new(members.scheme.clone(), as_of);
    crowd.add(&disclosure).unwrap();
    out.debug("Crowd", &crowd);
    let series = SeriesFacts {
        id: Reference::parse("series-0001").unwrap(),
        members: vec![SeriesMember { reference: disclosure.reference().unwrap().clone(), offender: 0 }],
        tier: Some(Tier::Strong),
    };
    out.debug("SeriesFacts", &series);
    out.debug("SeriesMember", &series.members);
    out.debug("AlertContext", &AlertContext { rules: &rules, crowd: &crowd, series: Some(&series) });
    let approval = AlertApproval::new("Zzqapprover", as_of, "Zzqnecessity", "Zzqproportionality").unwrap();
    out.debug("AlertApproval", &approval);
    out.problems("an approval", &AlertApproval::new("Zzq\u{7}", as_of, " ", " ").unwrap_err());
    for error in [
        AlertError::OnlyOne,
        AlertError::ContainsWithheldValue(disclosure.withheld_in("Zzqcanary 1 Zzqname 07700 900987")),
    ] {
        out.both("AlertError", &error);
    }
    out.debug("Result", &outputs::alert_alone(&disclosure));
    // Every text of the case is like every other, so that an alert would tell what is withheld; one that tells a name alone goes out.
    let mut plain = canary_case();
    plain["identity"] = json!({"schema": "uglymugs.identity/1", "incident": case.incident.id.as_str()});
    plain["circumstances"]["own_contacts"] = json!([]);
    plain["incident"] = json!({
        "schema": "uglymugs.incident/1", "id": case.incident.id.as_str(), "offences": [{"kind": "robbery"}],
        "reporter": {"kind": "victim"}, "offenders": [{"aliases": ["Zzqalias"], "phones": ["07700 900987"]}],
    });
    let plain = Case::from_json(text_of(&plain), Mode::Lenient).unwrap();
    let Decision::Disclosed(disclosure, _) = plain.disclose(policy, members.clone(), as_of).unwrap() else {
        panic!("nothing of it is disclosed")
    };
    let mut crowd = Crowd::new(members.scheme.clone(), as_of);
    crowd.add(&disclosure).unwrap();
    let draft = outputs::alert_alone(&disclosure).unwrap();
    assert!(draft.text().contains("Zzqalias"));
    print_alert(out, draft, &disclosure, &AlertContext { rules: &rules, crowd: &crowd, series: None }, approval);

    let asker = Asker { scheme: members.scheme.clone(), member: MemberId::parse("zzqmember").unwrap() };
    out.debug("Asker", &asker);
    out.debug("MemberId", &asker.member);
    let mut watch = RateLimit::new(100, 24);
    let offender = &case.incident.offenders[0];
    for (kind, text) in [
        (QueryKind::Phone, offender.phones[0].source()),
        (QueryKind::Plate, "ZZ50 ZZQ"),
        (QueryKind::Name, "Zzqcanary"),
    ] {
        let query = Query::new(kind, text);
        out.debug("Query", &query);
        let answer = scheme.check(&query, &asker, LookupPurpose::BeforeMeeting, as_of, &mut watch).unwrap();
        out.debug("Answer", &answer);
        if let num_core::lookup::Answer::Reported(reported) = &answer {
            out.debug("Reported", reported);
        }
    }
    out.debug("LookupRecord", &watch.records());
    out.debug("RateLimit", &watch);
    out.both("LookupError", &LookupError::TooMany);

    for report in scheme.police_reports(&case.incident.id, as_of, &mut draw).unwrap() {
        out.debug("PoliceReport", &report);
        if let Err(not_sent) = &report.outcome {
            out.debug("NotSent", not_sent);
        }
    }
    out.debug("NotSent", &num_core::scheme::NotSent::Dropped(num_core::police::Route::OtherArea));
    out.debug("Ledger", scheme.ledger());
    out.debug("LedgerEntry", &scheme.ledger().entries());
    out.debug("Review", &scheme.review(as_of));
    let draft = Draft::from_json(case.incident.to_json().as_bytes()).unwrap();
    let shown = preview(&draft, &case.identity, &case.consent, policy, as_of).unwrap();
    out.debug("AlertPreview", &shown.entries.iter().filter_map(AlertPreview::of).collect::<Vec<_>>());
}

fn print_alert(
    out: &mut Printed,
    draft: num_core::alert::AlertDraft,
    disclosure: &num_core::disclosure::Disclosure<Members>,
    context: &num_core::alert::AlertContext<'_>,
    approval: num_core::alert::AlertApproval,
) {
    let fresh = [disclosure.clone()];
    out.debug("Alert", &draft);
    out.debug("Reidentification", draft.reidentification());
    out.debug("Reach", draft.reach());
    let approved = draft.approve(approval).unwrap();
    out.debug("Alert", &approved);
    let published = approved.publish(&fresh, context).unwrap();
    out.debug("Alert", &published);
    out.debug("Published", &published.approval());
    let release = published.release(&fresh, context).unwrap();
    out.debug("Release", &release);
    out.debug("Sms", &release.sms());
    out.debug("Email", &release.email());
    out.debug("Alert", &published.retract(context.as_of()));
}

/// Sightings of the case, matched with each other, linked and suggested.
fn print_matching(out: &mut Printed, case: &Case) {
    use num_core::matching::{Find, Identifier, Links, Model, Register, Sighting, SightingId, Tier};

    let mut register = Register::new();
    let mut sightings = Sighting::of(&case.incident);
    let mut other = Draft::from_json(case.incident.to_json().as_bytes()).unwrap();
    other = Draft::from_json(other.to_json().replace(case.incident.id.as_str(), "twin").as_bytes()).unwrap_or(other);
    sightings.extend(Sighting::of(&other.validate(Mode::Lenient).unwrap()));
    for sighting in &sightings {
        out.debug("Sighting", sighting);
        out.both("SightingId", sighting.id());
        out.debug("Source", &sighting.source());
        register.add(sighting.clone());
    }
    assert!(sightings.len() >= 2);
    out.debug("Register", &register);
    out.debug("Find", &Find::default());
    out.debug("Model", register.model());
    let matches = register.find(&sightings[0], &Find::default());
    assert!(!matches.is_empty());
    for found in &matches {
        out.debug("Match", found);
        out.debug("Evidence", &found.evidence());
        out.both("Weight", &found.weight());
        out.texts.push(("the sentence of a match".to_owned(), found.sentence()));
        out.texts.push(("a match as JSON".to_owned(), serde_json::to_string(found).unwrap()));
    }
    let mut learnt = register.learn(&Links::new(), at(AS_OF));
    out.texts.push(("a learnt model as JSON".to_owned(), learnt.linkage().model().to_json()));
    out.texts.push(("a learnt model for people".to_owned(), learnt.linkage().model().text()));
    let find = Find { at_least: Tier::Unlikely, most: 10 };
    let pairs = learnt.find(&sightings[0], &find);
    assert!(!pairs.is_empty() && !learnt.pairs(0.0).is_empty());
    for pair in pairs.iter().chain(&learnt.pairs(0.0)) {
        out.debug("SightingPair", pair);
        out.debug("SightingEvidence", &pair.evidence());
        out.texts.push(("the sentence of a pair".to_owned(), pair.sentence()));
        out.texts.push(("a pair as JSON".to_owned(), serde_json::to_string(pair).unwrap()));
        out.texts.push(("a pair as a part of a page".to_owned(), pair.fragment()));
    }
    for identifier in
        [Identifier::phone("07700 900987"), Identifier::plate("ZZ50QZQ"), Identifier::handle("@zzqhandle")]
    {
        out.debug("Identifier", &identifier.unwrap());
    }
    out.debug("Identifier", &Identifier::email("zzq@example.org").unwrap());
    let pair: Vec<String> = matches[0].sightings().iter().map(ToString::to_string).collect();
    let links = json!({"schema": "uglymugs.links/1", "decisions": [
        {"sightings": pair, "confirmed": true, "by": "Zzqcaseworker", "at": AS_OF, "note": "Zzqnote"}]});
    wrong_everywhere(&links, |text| {
        for mode in [Mode::Strict, Mode::Lenient] {
            if let Err(problems) = Links::from_json(text.as_bytes(), mode) {
                out.problems("links", &problems);
            }
        }
    });
    wrong_everywhere(&serde_json::from_str(&Model::default().to_json()).unwrap(), |text| {
        if text.len() < 30_000
            && let Err(problems) = Model::from_json(text.as_bytes())
        {
            out.problems("a model", &problems);
        }
    });
    out.debug("SuggestedSeries", &register.suggest(&Links::new(), at(AS_OF), &Find::default()));
    let links = Links::from_json(text_of(&links), Mode::Strict).unwrap();
    out.debug("Links", &links);
    out.debug("LinkDecision", &links.decisions());
    out.debug("Series", &links.series(at(AS_OF)));
    assert!(SightingId::parse("Zzqreport/77").is_err());
}

/// A spreadsheet with canaries in its headers, its mapping and its cells, good rows and bad.
fn print_intake(out: &mut Printed, case: &Case) {
    use num_core::formats::{
        KnownInMemory, Line,
        intake::{CsvIntake, CsvRows, CsvWriter, Mapping, RejectsWriter, Summary},
    };

    let columns = |of: Value| json!({"schema": "uglymugs.mapping/1", "name": "Zzqmapping", "columns": of}).to_string();
    let mapping = columns(json!([
        {"column": "Zzqkind", "path": "offences[].kind", "values": {"Zzqone": "theft"}},
        {"column": "Zzqreporter", "path": "reporter.kind"},
        {"column": "Zzqname", "path": "offenders[0].aliases[]"},
        {"column": "Zzqage", "path": "offenders[0].appearance.age"},
    ]));
    let mapping = Mapping::from_json(mapping.as_bytes()).unwrap();
    out.debug("Mapping", &mapping);
    out.debug("Dialect", mapping.dialect());
    let wrong = columns(json!([{"column": "Zzqkind", "path": "Zzqpath", "read": "Zzqread", "Zzqmember": 1}]));
    out.problems("a mapping", &Mapping::from_json(wrong.as_bytes()).unwrap_err());
    out.problems("headers", &mapping.bind(&["Zzqother", "Zzqkind"]).unwrap_err());
    let bound = mapping.bind(&["Zzqkind", "Zzqreporter", "Zzqname", "Zzqage"]).unwrap();
    out.debug("BoundMapping", &bound);
    for problem in bound.case(&[Some("Zzqtwo"), Some("Zzqnobody"), Some("Zzqname"), Some("Zzqage")]).unwrap_err() {
        out.both("RowProblem", &problem);
    }

    let file = "Zzqkind,Zzqreporter,Zzqname,Zzqage\nZzqone,victim,Zzqname,34\nZzqtwo,Zzqnobody,Zzqname,Zzqage,Zzqmore\n\"Zzqopen\n";
    let mut rows = CsvRows::new(Cursor::new(file), mapping.dialect()).unwrap();
    out.debug("CsvRows", &rows);
    out.debug("CsvRow", &rows.read().unwrap().unwrap());
    out.debug("FilePosition", &rows.position());
    out.both("IntakeError", &CsvIntake::new(Cursor::new("Zzqother\n"), &mapping, KnownInMemory::new()).unwrap_err());
    let mut intake = CsvIntake::new(Cursor::new(file), &mapping, KnownInMemory::new()).unwrap();
    let mut rejects = RejectsWriter::new(Vec::new(), false).unwrap();
    let mut summary = Summary::default();
    for line in intake.by_ref() {
        let line = line.unwrap();
        out.debug("Line", &line);
        summary.add(&line);
        if let Line::Rejected(rejected) = &line {
            rejects.write(rejected).unwrap();
        }
    }
    assert_eq!((summary.taken, summary.rejected), (1, 2));
    out.debug("Summary", &summary);
    out.debug("CsvIntake", &intake);
    out.debug("KnownInMemory", intake.known());
    out.debug("RejectsWriter", &rejects);
    out.texts.push(("the report of rejects".to_owned(), String::from_utf8(rejects.into_inner()).unwrap()));
    // With the rows themselves it holds them, and prints none.
    for line in CsvIntake::new(Cursor::new(file), &mapping, KnownInMemory::new()).unwrap().keep_rows(true) {
        out.debug("Line", &line.unwrap());
    }

    out.both("IntakeError", &CsvWriter::new(Vec::new(), &mapping).unwrap_err());
    let mut writer = CsvWriter::new(Vec::new(), &Mapping::standard()).unwrap();
    out.debug("CsvWriter", &writer);
    // Members that lenient reading kept have no column.
    out.both("WriteError", &writer.write(case).unwrap_err());
    print_job(out, &mapping, file);
}

/// The same file by way of a journal. The names of files are the caller's own, and stand in the job alone.
fn print_job(out: &mut Printed, mapping: &num_core::formats::intake::Mapping, file: &str) {
    use num_core::formats::intake::{Job, take_in_files};

    let folder = std::env::temp_dir().join(format!("canaries-{}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    let input = folder.join("reports.csv");
    fs::write(&input, file).unwrap();
    let job = Job::new(&input, Some(mapping.clone()), &folder);
    out.debug("Job", &job);
    let taken_in = take_in_files(&job, |progress| {
        out.debug("Progress", &progress);
        std::ops::ControlFlow::Continue(())
    });
    let taken_in = taken_in.unwrap();
    out.debug("TakenIn", &taken_in);
    out.debug("Start", &taken_in.start);
    out.texts.push(("the report of rejects".to_owned(), fs::read_to_string(&job.rejects).unwrap()));
    fs::write(&job.journal, "Zzqjournal").unwrap();
    out.both("JobError", &take_in_files(&job, |_| std::ops::ControlFlow::Continue(())).unwrap_err());
    fs::remove_dir_all(&folder).unwrap();
}

/// Public types that hold nothing of the caller's but codes, numbers, instants and ids, or that have no `Debug`.
/// Whoever adds a public type adds it here, or prints it with canaries in it above.
const WITHOUT_TEXT: &[&str] = &[
    // Instants, days, and what they are made of.
    "Timestamp",
    "Offset",
    "Day",
    "Month",
    // Codes from closed tables.
    "Category",
    "OffenceKind",
    "HomeOfficeCode",
    "Force",
    "Language",
    "Mode",
    "Status",
    "Path",
    // Rows of our own tables, the same for everybody.
    "Table",
    "Entry",
    "HomeOfficeMapping",
    "Recognition",
    "RecordingRule",
    "Proposal",
    "Successor",
    "Code",
    "Encoding",
    "WirePath",
    // Made of other types that are printed above, and of ids.
    "Wording",
    "WordingTable",
    // Rows by their places, codes and weights.
    "Pair",
    "SharedIdentifier",
    "SharedRows",
    "Found",
    "Kind",
    "SnapshotError",
    // Without `Debug`: they cannot be printed.
    "Cells",
    "Column",
    "ColumnCells",
    "ColumnModel",
    "ModelLevel",
    "Linkage",
    "SightingLinkage",
    "TableBuilder",
    "FoldedText",
    "Needle",
    "Bar",
    "Cell",
    "Crumb",
    "Fact",
    "Page",
    "Tile",
    // What a part of a page is for.
    "Kind",
    "Tone",
    "CaseLines",
    // States of an alert, which are printed with it.
    "Draft",
    "Approved",
    "Published",
    "Retracted",
];

/// The names of all public structs and enums of the core, but for those that macros declare.
fn public_types() -> BTreeSet<String> {
    fn walk(folder: &Path, names: &mut BTreeSet<String>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.file_name().is_some_and(|name| name == "synthetic") {
                // Nobody's: all of it is made up, and its truth is printed on purpose.
            } else if path.is_dir() {
                walk(&path, names);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let file = syn::parse_file(&fs::read_to_string(&path).unwrap()).unwrap();
                for item in file.items {
                    let (visibility, name) = match item {
                        syn::Item::Struct(item) => (item.vis, item.ident),
                        syn::Item::Enum(item) => (item.vis, item.ident),
                        _ => continue,
                    };
                    if matches!(visibility, syn::Visibility::Public(_)) {
                        names.insert(name.to_string());
                    }
                }
            }
        }
    }
    let mut names = BTreeSet::new();
    walk(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../num-core/src"), &mut names);
    names
}

fn every_public_type_is_printed(printed: &BTreeSet<String>) {
    let all = public_types();
    assert!(all.len() > 60, "{}", all.len());
    let forgotten: Vec<&String> =
        all.iter().filter(|name| !printed.contains(*name) && !WITHOUT_TEXT.contains(&name.as_str())).collect();
    assert!(forgotten.is_empty(), "public types that were never printed: {forgotten:?}");
}

/// A date of birth tells who somebody is as well as a name does.
#[test]
fn a_date_of_birth_is_not_printed() {
    let mut document = canary_case();
    document["incident"]["offenders"][0]["civil_identity"]["date_of_birth"] = json!("1931-05-17");
    let case = Case::from_json(text_of(&document), Mode::Lenient).unwrap();
    let recipient = Recipient::parse("police_full/E23000010").unwrap();
    let Ok(AnyDecision::Disclosed(AnyDisclosure::PoliceFull(disclosure), _)) =
        case.disclose_to(&canary_policy(), recipient, at(AS_OF))
    else {
        panic!("nothing is disclosed")
    };
    let offender = &case.incident.offenders[0];
    for text in [format!("{offender:?}"), format!("{:?}", *case.incident), format!("{:?}", disclosure.shown())] {
        assert!(!text.contains("1931-05-17"), "{}", &text[text.find("1931").unwrap().saturating_sub(60)..][..80]);
    }
}

/// Every place of a document in turn holds something that is wrong there.
fn wrong_everywhere(document: &Value, mut each: impl FnMut(&str)) {
    fn pointers(value: &Value, at: &str, all: &mut Vec<String>) {
        all.push(at.to_owned());
        match value {
            Value::Object(members) => {
                members.iter().for_each(|(name, inner)| pointers(inner, &format!("{at}/{name}"), all))
            }
            Value::Array(items) => {
                items.iter().enumerate().for_each(|(n, inner)| pointers(inner, &format!("{at}/{n}"), all))
            }
            _ => {}
        }
    }
    let mut all = Vec::new();
    pointers(document, "", &mut all);
    for pointer in all {
        for wrong in [
            json!("Zzqwrong"),
            json!("Zzqwrong\u{202E}"),
            json!("Zzqwrong ".repeat(20_000)),
            json!({"Zzqname": "Zzqvalue", "answer": "Zzqanswer"}),
            json!([{"Zzqname": "Zzqvalue"}, "07700 900987"]),
            json!(77),
        ] {
            let mut document = document.clone();
            *document.pointer_mut(&pointer).unwrap() = wrong;
            each(&document.to_string());
        }
    }
}

#[test]
fn no_error_has_a_canary() {
    let mut out = Printed::default();
    let whole = canary_case();
    for mode in [Mode::Strict, Mode::Lenient] {
        wrong_everywhere(&whole["incident"], |text| {
            if let Err(problems) = Incident::from_json(text.as_bytes(), mode) {
                out.problems("an incident", &problems);
            }
        });
        out.assert_free_of_canaries();
        out.texts.clear();
        wrong_everywhere(&whole["identity"], |text| {
            if let Err(problems) = Identity::from_json(text.as_bytes(), mode) {
                out.problems("an identity", &problems);
            }
        });
        wrong_everywhere(&whole["consent"], |text| {
            if let Err(problems) = ConsentHistory::from_json(text.as_bytes(), mode) {
                out.problems("a consent", &problems);
            }
        });
        out.assert_free_of_canaries();
        out.texts.clear();
        wrong_everywhere(&whole["circumstances"], |text| {
            if let Err(problems) = Circumstances::from_json(text.as_bytes(), mode) {
                out.problems("circumstances", &problems);
            }
        });
        out.assert_free_of_canaries();
        out.texts.clear();
    }
    let mut policy = policy_json("2026-01-01T00:00:00+00:00");
    policy["versions"][0]["rows"] = json!({
        "summary": {"members_alert": "exact", "Zzqcolumn": "exact", "partner": "Zzqform"}, "Zzqpath": {"partner": "exact"}, "when": "Zzqrow"
    });
    wrong_everywhere(&policy, |text| {
        if let Err(problems) = Policy::from_json(text.as_bytes()) {
            out.problems("a policy", &problems);
        }
    });
    let text = whole.to_string();
    for end in (0..text.len()).filter(|end| text.is_char_boundary(*end)).step_by(7) {
        for broken in [&text[..end], &text[end..]] {
            if let Err(problems) = Case::from_json(broken.as_bytes(), Mode::Lenient) {
                out.problems("half a case", &problems);
            }
        }
    }
    for (code, message) in Code::ALL {
        out.both("Code", code);
        out.display("Code", message);
        out.both("Problem", &Problem::over("narrative", *code, 1, 2));
    }
    out.assert_free_of_canaries();
}

/// A phone number that stands where an age belongs is told by no problem, as text or as a number.
#[test]
fn a_number_out_of_bounds_is_not_told() {
    let mut document = canary_case();
    document["incident"]["offenders"][0]["appearance"]["age"] = json!({"from": 447_700_900_987_u64, "to": 40});
    let problems = Case::from_json(text_of(&document), Mode::Lenient).unwrap_err();
    let mut out = Printed::default();
    out.problems("an age", &problems);
    out.assert_free_of_canaries();
}

/// Texts at which a parser may stumble, a canary in each.
fn stumbling_texts() -> Vec<String> {
    let mut texts: Vec<String> = [
        "",
        " ",
        "Zzq",
        "zzq\0",
        "+zzq",
        "+",
        "+++900987",
        "07700 900987 zzq",
        "00",
        "(",
        "(0)",
        "@zzq",
        "zzq@",
        "@",
        "zzq@@example.org",
        "\"zzq\"@example.org",
        "<zzq@example.org>",
        "ZZ50 QZQ",
        "\u{FF21}\u{FF22}",
        "ß",
        "\u{130}zzq",
        "zzq\u{301}\u{301}\u{301}",
        "\u{1F600}zzq",
        "zzq\u{FDFA}",
        "\u{202E}zzq",
        "2026-03-01T22:15:00+00:00zzq",
        "2026-02-30",
        "2026-13",
        "+25:61",
        "-00:00",
        "members/zzq zzq/alert",
        "members//",
        "members/num/alert/zzq",
        "police_full/zzq",
        "research/",
        "police/",
        "offenders[zzq].phones[0]",
        "offenders[0].phones[999999999999999999999]",
        "offenders[",
        "offenders[]",
        "offenders[].",
        ".",
        "[",
        "]",
        "zzq.zzq",
        "\u{0}\u{1}\u{2}",
        "ＬＳ２ ９ＪＴ zzq",
        "९",
        "²",
        "½ zzq",
    ]
    .iter()
    .map(|text| (*text).to_owned())
    .collect();
    texts.push("Zzq".repeat(100_000));
    texts.push("\u{301}".repeat(50_000));
    texts.push("\u{FDFA}".repeat(200));
    texts.push("(".repeat(10_000));
    texts.push("9".repeat(10_000));
    texts
}

#[test]
fn nothing_panics_and_no_panic_would_tell() {
    static TOLD: Mutex<Vec<String>> = Mutex::new(Vec::new());
    // The other tests run beside this one, and what they say is said as ever.
    let before = panic::take_hook();
    let here = std::thread::current().id();
    panic::set_hook(Box::new(move |panicked| {
        if std::thread::current().id() == here {
            TOLD.lock().unwrap().push(panicked.to_string());
        } else {
            before(panicked);
        }
    }));
    let mut panics = 0;
    let mut stand = |call: &dyn Fn()| panics += usize::from(panic::catch_unwind(AssertUnwindSafe(call)).is_err());
    for text in &stumbling_texts() {
        let text = text.as_str();
        let calls: Vec<Box<dyn Fn() + '_>> = vec![
            Box::new(|| {
                assert!(
                    Phone::parse(text).is_ok_and(|phone| phone.key().is_some() <= phone.normal().is_some())
                        || Phone::parse(text).is_err()
                )
            }),
            Box::new(|| {
                assert!(Plate::parse(text).map_or(true, |plate| plate.format().is_some() == plate.normal().is_some()))
            }),
            Box::new(|| drop(Email::parse(text))),
            Box::new(|| drop(Handle::parse(text))),
            Box::new(|| drop(PersonName::parse(text))),
            Box::new(|| assert!(Postcode::parse(text).map_or(true, |postcode| !postcode.outward().is_empty()))),
            Box::new(|| drop((Text::<200>::parse(text), Language::parse(text).is_ok(), Force::parse(text).is_ok()))),
            Box::new(|| {
                let read = [
                    Timestamp::parse(text).is_ok(),
                    Day::parse(text).is_ok(),
                    Month::parse(text).is_ok(),
                    Offset::parse(text).is_ok(),
                ];
                assert!(read.iter().filter(|read| **read).count() <= 1);
            }),
            Box::new(|| drop((IncidentId::parse(text), SchemeId::parse(text), Reference::parse(text)))),
            Box::new(|| drop((Recipient::parse(text), ReferenceKey::parse(text), PoliceRecipient::parse(text)))),
            Box::new(|| {
                assert!(IdentifierAt::parse(text).is_err() && num_core::incident::Path::parse(text).is_none());
                assert!(NamedPath::parse(text).map_or(true, |named| named.as_str() == text));
            }),
            Box::new(|| {
                for purpose in Purpose::ALL {
                    drop((Target::parse(*purpose, Some(text)), Target::parse(*purpose, None)));
                }
                for kind in OffenceKind::ALL {
                    assert!(kind.home_office_code(text).is_err());
                }
            }),
            Box::new(|| {
                let folded = FoldedText::new(text);
                let needles = [
                    Needle::name(text),
                    Needle::street(text),
                    Needle::venue(text),
                    Needle::phone(text),
                    Needle::compact(text),
                    Needle::phrase(text),
                    Needle::other(text),
                    Needle::time(99, 99),
                ];
                assert!(needles.iter().flatten().filter(|needle| folded.contains(needle)).count() <= needles.len());
            }),
            Box::new(|| {
                let draft = Draft::new(text)
                    .offence(text)
                    .reporter(text)
                    .when_at(text)
                    .when_day(text)
                    .force(text)
                    .area(text)
                    .venue(text);
                let draft = draft
                    .street(text)
                    .narrative(text)
                    .summary(text, text)
                    .sector(text)
                    .would_he_know(true)
                    .offender(|o| {
                        let o =
                            o.alias(text).phone(text).email(text).handle(text).behaviour(text).plate(text).gender(text);
                        o.age(u16::MAX, 0).relation(text).date_of_birth(text)
                    });
                drop(draft.validate(Mode::Strict));
                drop(draft.clone().section(text, text.as_bytes()).map(|draft| draft.validate(Mode::Lenient)));
                drop(Draft::from_json(draft.to_json().as_bytes()));
            }),
            Box::new(|| {
                for mode in [Mode::Strict, Mode::Lenient] {
                    drop(Case::from_json(text.as_bytes(), mode));
                    CaseLines::new(Cursor::new(text), mode).for_each(drop);
                }
                drop(Policy::from_json(text.as_bytes()));
            }),
        ];
        calls.iter().for_each(|call| stand(&**call));
    }
    // Questions that nobody would ask: before everything, after everything, without any version of a policy.
    let case = Case::from_json(text_of(&canary_case()), Mode::Lenient).unwrap();
    for policy in [canary_policy(), Policy::new(Vec::new())] {
        for as_of in ["1900-01-01T00:00:00+23:59", "2100-12-31T23:59:59-23:59", AS_OF] {
            for recipient in RECIPIENTS {
                stand(&|| drop(case.disclose_to(&policy, Recipient::parse(recipient).unwrap(), at(as_of))));
            }
            stand(&|| drop(case.consent.state_at(at(as_of), &WordingTable::default(), &case.circumstances.facts, 1)));
        }
    }
    drop(panic::take_hook());
    let told = TOLD.lock().unwrap().join("\n");
    let lower = told.to_lowercase();
    assert!(!CANARIES.iter().any(|canary| lower.contains(canary)), "a panic tells a canary: {told}");
    assert_eq!(panics, 0, "{told}");
}
