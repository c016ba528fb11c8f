//! `uglymugs.consent/1`, read permissively.

use super::{
    Authority, Capture, Condition, ConsentHistory, Event, Facts, Giver, Grant, LinkedReport, Override, Part,
    PoliceRecipient, Scope, Signature, Statement, Target, TwinWithdrawal, Withdrawal, Withdrawn,
};
use crate::{
    error::{Code, Problem, Problems},
    json::{Document, Mode, Node, Reader, Value},
    timestamp::Timestamp,
};

const MAX_EVENTS: usize = 1_000;
const MAX_ITEMS: usize = 20;
const MAX_LINKED: usize = 1_000;

pub(super) fn history(bytes: &[u8], mode: Mode) -> Result<ConsentHistory, Problems> {
    let document = Document::parse(bytes)?;
    let mut reader = Reader::new(&document, mode);
    let history = read_history(&mut reader, &document.root);
    let extras = reader.finish()?;
    history.map(|history| history.with_extras(extras)).ok_or_else(|| Problem::new("", Code::MEMBER_MISSING).into())
}

pub(super) fn one_event(bytes: &[u8]) -> Result<Event, Problems> {
    let document = Document::parse(bytes)?;
    let mut reader = Reader::new(&document, Mode::Strict);
    let event = event(&mut reader, &document.root);
    reader.finish()?;
    event.ok_or_else(|| Problem::new("", Code::MEMBER_MISSING).into())
}

pub(crate) fn read_history(reader: &mut Reader<'_>, root: &Node) -> Option<ConsentHistory> {
    if !reader.is_of(root, ConsentHistory::SCHEMA) {
        return None;
    }
    let (mut schema, mut incident, mut events) = (None, None, None);
    reader.members(root, |r, name, node| {
        match name {
            "schema" => schema = r.schema(node),
            "incident" => incident = r.id(node),
            "events" => events = r.list(node, MAX_EVENTS, event),
            _ => return false,
        }
        true
    });
    reader.required(schema, "schema", root);
    let incident = reader.required(incident, "incident", root);
    let events = reader.required(events, "events", root);
    let mut history = ConsentHistory::new(incident?);
    events?.into_iter().for_each(|event| history.append(event));
    Some(history)
}

/// A member that is not known could narrow what is granted: here it is a problem in every mode.
fn event(reader: &mut Reader<'_>, node: &Node) -> Option<Event> {
    reader.strictly(|reader| any_event(reader, node))
}

fn any_event(reader: &mut Reader<'_>, node: &Node) -> Option<Event> {
    let kind = node.get("event").map(|node| &node.value);
    match kind {
        Some(Value::Text(kind)) => match kind.expose().as_str() {
            "grant" => statement(reader, node).map(Event::Grant),
            "withdraw" => withdrawal(reader, node).map(Event::Withdraw),
            "override" => Some(Event::Override(override_(reader, node))),
            // Of an event whose kind is not known the rest cannot be judged.
            _ => {
                reader.problem_of("event", Code::CODE_UNKNOWN, node);
                None
            }
        },
        Some(_) => {
            reader.problem_of("event", Code::JSON_WRONG_TYPE, node);
            None
        }
        None if matches!(node.value, Value::Object(_)) => {
            reader.missing("event", node);
            None
        }
        None => {
            reader.problem(Code::JSON_WRONG_TYPE, node);
            None
        }
    }
}

fn statement(reader: &mut Reader<'_>, object: &Node) -> Option<Statement> {
    let (mut at, mut by, mut wording, mut capture, mut starts_at, mut grants) = (None, None, None, None, None, None);
    reader.members(object, |r, name, node| {
        match name {
            "event" => {}
            "at" => at = r.parse(node, Timestamp::parse),
            "by" => by = giver(r, node),
            "wording" => wording = r.id(node),
            "capture" => capture = self::capture(r, node),
            "starts_at" => starts_at = r.parse(node, Timestamp::parse),
            "grants" => grants = r.filled_list(node, MAX_ITEMS, grant),
            _ => return false,
        }
        true
    });
    let at = reader.required(at, "at", object);
    let by = reader.required(by, "by", object);
    let wording = reader.required(wording, "wording", object);
    let grants = reader.required(grants, "grants", object);
    Some(Statement { at: at?, by: by?, wording: wording?, capture, starts_at, grants: grants? })
}

fn giver(reader: &mut Reader<'_>, object: &Node) -> Option<Giver> {
    let (mut who, mut authority) = (None, None);
    reader.members(object, |r, name, node| {
        match name {
            "who" => {
                who = r.str(node).and_then(|who| match who {
                    "victim" => Some(Giver::Victim),
                    "third_party" => Some(Giver::ThirdParty { authority: None }),
                    "reporter" => Some(Giver::Reporter),
                    _ => {
                        r.problem(Code::CODE_UNKNOWN, node);
                        None
                    }
                });
            }
            "authority" if matches!(object.get("who").map(|who| &who.value), Some(Value::Text(who)) if who.expose() == "third_party") => {
                authority = Some(self::authority(r, node));
            }
            _ => return false,
        }
        true
    });
    match reader.required(who, "who", object)? {
        Giver::ThirdParty { .. } => Some(Giver::ThirdParty { authority }),
        giver => Some(giver),
    }
}

fn authority(reader: &mut Reader<'_>, object: &Node) -> Authority {
    let mut authority = Authority::default();
    reader.members(object, |r, name, node| {
        match name {
            "who" => authority.who = r.text(node),
            "how" => authority.how = r.text(node),
            "at" => authority.at = r.parse(node, Timestamp::parse),
            _ => return false,
        }
        true
    });
    authority
}

fn capture(reader: &mut Reader<'_>, object: &Node) -> Option<Capture> {
    let (mut how, mut taken_by) = (None, None);
    reader.members(object, |r, name, node| {
        match name {
            "how" => how = r.code(node),
            "taken_by" => taken_by = r.text(node),
            _ => return false,
        }
        true
    });
    Some(Capture { how: reader.required(how, "how", object)?, taken_by })
}

fn grant(reader: &mut Reader<'_>, object: &Node) -> Option<Grant> {
    let (mut purpose, mut recipient, mut scope, mut recognition_accepted, mut condition) =
        (None, None, None, false, None);
    reader.members(object, |r, name, node| {
        match name {
            "purpose" => purpose = r.code(node),
            "recipient" => recipient = r.str(node).map(str::to_owned),
            "scope" => scope = r.list(node, MAX_ITEMS, Reader::code::<Part>).map(Scope::from_iter),
            "recognition_accepted" => recognition_accepted = r.bool(node).unwrap_or(false),
            "condition" => condition = self::condition(r, node),
            _ => return false,
        }
        true
    });
    let purpose = reader.required(purpose, "purpose", object)?;
    let recipient = target(reader, object, purpose, recipient.as_deref())?;
    Some(Grant { purpose, recipient, scope, recognition_accepted, condition })
}

fn target(reader: &mut Reader<'_>, object: &Node, purpose: super::Purpose, found: Option<&str>) -> Option<Target> {
    match Target::parse(purpose, found) {
        Ok(target) => Some(target),
        Err(Code::MEMBER_MISSING) => {
            if object.get("recipient").is_none() {
                reader.missing("recipient", object);
            }
            None
        }
        Err(code) => {
            reader.problem_of("recipient", code, object);
            None
        }
    }
}

fn condition(reader: &mut Reader<'_>, object: &Node) -> Option<Condition> {
    let (mut at_least, mut offenders, mut then) = (None, Vec::new(), None);
    reader.members(object, |r, name, node| {
        match name {
            "at_least" => at_least = small(r, node, 1),
            "offenders" => offenders = indexes(r, node),
            "then" => then = r.code(node),
            _ => return false,
        }
        true
    });
    Some(Condition { at_least: reader.required(at_least, "at_least", object)?, offenders, then })
}

fn small(reader: &mut Reader<'_>, node: &Node, least: u32) -> Option<u8> {
    reader.number(node, least..=20 - u32::from(least == 0)).and_then(|number| u8::try_from(number).ok())
}

fn indexes(reader: &mut Reader<'_>, node: &Node) -> Vec<u8> {
    reader.list(node, MAX_ITEMS, |r, node| small(r, node, 0)).unwrap_or_default()
}

fn withdrawal(reader: &mut Reader<'_>, object: &Node) -> Option<Withdrawal> {
    let (mut at, mut by, mut what) = (None, None, None);
    reader.members(object, |r, name, node| {
        match name {
            "event" => {}
            "at" => at = r.parse(node, Timestamp::parse),
            "by" => by = r.code(node),
            "what" => what = named(r, node),
            _ => return false,
        }
        true
    });
    let at = reader.required(at, "at", object);
    let by = reader.required(by, "by", object);
    Some(Withdrawal { at: at?, by: by?, what })
}

/// What is withdrawn: something, or the member is left out.
fn named(reader: &mut Reader<'_>, node: &Node) -> Option<Vec<Withdrawn>> {
    reader.filled_list(node, MAX_ITEMS, withdrawn)
}

fn withdrawn(reader: &mut Reader<'_>, object: &Node) -> Option<Withdrawn> {
    let (mut purpose, mut recipient) = (None, None);
    reader.members(object, |r, name, node| {
        match name {
            "purpose" => purpose = r.code(node),
            "recipient" => recipient = r.str(node).map(str::to_owned),
            _ => return false,
        }
        true
    });
    let purpose = reader.required(purpose, "purpose", object)?;
    let recipient = match recipient {
        None => None,
        found => Some(target(reader, object, purpose, found.as_deref())?),
    };
    Some(Withdrawn { purpose, recipient })
}

fn override_(reader: &mut Reader<'_>, object: &Node) -> Override {
    let mut act = Override::default();
    reader.members(object, |r, name, node| {
        match name {
            "event" => {}
            "incident" => act.incident = r.id(node),
            "recipient" => act.recipient = r.parse(node, PoliceRecipient::parse),
            "ground" => act.ground = r.code(node),
            "reason" => act.reason = r.text(node),
            "ends_at" => act.ends_at = r.parse(node, Timestamp::parse),
            "signatures" => act.signatures = r.list(node, MAX_ITEMS, signature).unwrap_or_default(),
            _ => return false,
        }
        true
    });
    act
}

fn signature(reader: &mut Reader<'_>, object: &Node) -> Option<Signature> {
    let (mut authoriser, mut at) = (None, None);
    reader.members(object, |r, name, node| {
        match name {
            "authoriser" => authoriser = r.text(node),
            "at" => at = r.parse(node, Timestamp::parse),
            _ => return false,
        }
        true
    });
    let authoriser = reader.required(authoriser, "authoriser", object);
    let at = reader.required(at, "at", object);
    Some(Signature { authoriser: authoriser?, at: at? })
}

pub(crate) fn facts(reader: &mut Reader<'_>, object: &Node) -> Facts {
    let mut facts = Facts::default();
    reader.members(object, |r, name, node| {
        match name {
            "linked_reports" => facts.linked_reports = r.list(node, MAX_LINKED, linked_report).unwrap_or_default(),
            "own_sources" => facts.own_sources = r.list(node, MAX_ITEMS, Reader::id).unwrap_or_default(),
            "twin_withdrawals" => {
                facts.twin_withdrawals = r.list(node, MAX_LINKED, twin_withdrawal).unwrap_or_default();
            }
            _ => return false,
        }
        true
    });
    facts
}

fn linked_report(reader: &mut Reader<'_>, object: &Node) -> Option<LinkedReport> {
    let (mut source, mut grade, mut accepted, mut withdrawn, mut matching, mut offenders) =
        (None, None, None, None, None, Vec::new());
    reader.members(object, |r, name, node| {
        match name {
            "source" => source = r.id(node),
            "grade" => grade = r.code(node),
            "accepted" => accepted = r.bool(node),
            "withdrawn" => withdrawn = r.bool(node),
            "matching" => matching = r.bool(node),
            "offenders" => offenders = indexes(r, node),
            _ => return false,
        }
        true
    });
    let source = reader.required(source, "source", object);
    let grade = reader.required(grade, "grade", object);
    let accepted = reader.required(accepted, "accepted", object);
    let withdrawn = reader.required(withdrawn, "withdrawn", object);
    let matching = reader.required(matching, "matching", object);
    Some(LinkedReport {
        source: source?,
        grade: grade?,
        accepted: accepted?,
        withdrawn: withdrawn?,
        matching: matching?,
        offenders,
    })
}

fn twin_withdrawal(reader: &mut Reader<'_>, object: &Node) -> Option<TwinWithdrawal> {
    let (mut at, mut what) = (None, None);
    reader.members(object, |r, name, node| {
        match name {
            "at" => at = r.parse(node, Timestamp::parse),
            "what" => what = named(r, node),
            _ => return false,
        }
        true
    });
    Some(TwinWithdrawal { at: reader.required(at, "at", object)?, what })
}
