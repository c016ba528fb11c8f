//! `uglymugs.incident/1`, read permissively.

use super::{
    Hold, Incident, NamedPath, Offence, OnlyYouKnow, OwnWords, PoliceContact, Record, Reporter, Safety, Summary, Victim,
};
use crate::{
    answer::Answer,
    code::CodeTable,
    descriptor::Postcode,
    error::{Code, Problem, Problems},
    force::Force,
    json::{Document, Mode, Node, Reader, Value},
    offence::OffenceKind,
    place::Place,
    text::Language,
    timestamp::{Day, Month, Offset, Timestamp},
    when::{Moment, PartOfDay, When},
};

mod offender;

const MAX_ITEMS: usize = 20;

pub(super) fn incident(document: &Document, mode: Mode) -> Result<Incident, Problems> {
    let mut reader = Reader::new(document, mode);
    let record = record(&mut reader, &document.root);
    let extras = reader.finish()?;
    // Without a problem there is a record; the other arm is never taken.
    record.map(|record| Incident::new(record, extras)).ok_or_else(|| Problem::new("", Code::MEMBER_MISSING).into())
}

pub(crate) fn record(reader: &mut Reader<'_>, root: &Node) -> Option<Record> {
    if !reader.is_of(root, Incident::SCHEMA) {
        return None;
    }
    let (mut schema, mut id, mut received_at, mut offences, mut reporter) = (None, None, None, None, None);
    let (mut when, mut place, mut narrative, mut summary) = (Answer::NotAsked, Place::default(), None, None);
    let (mut setting, mut own_words, mut injuries) = (Answer::NotAsked, Vec::new(), Answer::NotAsked);
    let (mut support_wanted, mut contact_method) = (Answer::NotAsked, Answer::NotAsked);
    let (mut police_contact, mut victim) = (PoliceContact::default(), Victim::default());
    let (mut offenders, mut safety) = (Vec::new(), Safety::default());
    reader.members(root, |r, name, node| {
        match name {
            "schema" => schema = r.schema(node),
            "id" => id = r.id(node),
            "received_at" => received_at = r.parse(node, Timestamp::parse),
            "offences" => offences = r.filled_list(node, MAX_ITEMS, offence),
            "when" => when = r.answer(node, self::when),
            "place" => place = self::place(r, node),
            "setting" => setting = r.answer(node, Reader::code),
            "narrative" => narrative = r.text(node),
            "summary" => summary = self::summary(r, node),
            "own_words" => own_words = r.list(node, MAX_ITEMS, self::own_words).unwrap_or_default(),
            "injuries" => injuries = r.answer(node, Reader::code),
            "support_wanted" => {
                support_wanted = r.answer(node, |r, node| r.filled_list(node, MAX_ITEMS, Reader::code));
            }
            "contact_method" => contact_method = r.answer(node, Reader::code),
            "police_contact" => police_contact = self::police_contact(r, node),
            "reporter" => reporter = self::reporter(r, node),
            "victim" => victim = self::victim(r, node),
            "offenders" => {
                offenders = r.list(node, MAX_ITEMS, |r, node| Some(offender::offender(r, node))).unwrap_or_default()
            }
            // A member that is not known could hold something back: here it is a problem in every mode.
            "safety" => safety = r.strictly(|r| self::safety(r, node)),
            _ => return false,
        }
        true
    });
    reader.required(schema, "schema", root);
    let id = reader.required(id, "id", root);
    let offences = reader.required(offences, "offences", root);
    let reporter = reader.required(reporter, "reporter", root);
    Some(Record {
        schema: Incident::SCHEMA,
        id: id?,
        received_at,
        offences: offences?,
        when,
        place,
        setting,
        narrative,
        summary,
        own_words,
        injuries,
        support_wanted,
        contact_method,
        police_contact,
        reporter: reporter?,
        victim,
        offenders,
        safety,
    })
}

fn offence(reader: &mut Reader<'_>, object: &Node) -> Option<Offence> {
    let kind: Option<OffenceKind> = match object.get("kind").map(|node| &node.value) {
        Some(Value::Text(kind)) => OffenceKind::parse(kind.expose()).ok(),
        _ => None,
    };
    let (mut read, mut home_office_codes) = (None, Vec::new());
    reader.members(object, |r, name, node| {
        match name {
            "kind" => read = r.code(node),
            "home_office_codes" => {
                home_office_codes = r
                    .list(node, MAX_ITEMS, |r, node| match kind {
                        Some(kind) => r.parse(node, |code| kind.home_office_code(code)),
                        None => r.str(node).and(None),
                    })
                    .unwrap_or_default();
            }
            _ => return false,
        }
        true
    });
    Some(Offence { kind: reader.required(read, "kind", object)?, home_office_codes })
}

fn when(reader: &mut Reader<'_>, node: &Node) -> Option<When> {
    if node.get("from").is_none() && node.get("to").is_none() {
        return moment(reader, node).map(When::Moment);
    }
    let (mut from, mut to) = (None, None);
    reader.members(node, |r, name, node| {
        match name {
            "from" => from = moment(r, node),
            "to" => to = moment(r, node),
            _ => return false,
        }
        true
    });
    let from = reader.required(from, "from", node);
    let to = reader.required(to, "to", node);
    match When::range(from?, to?) {
        Ok(when) => Some(when),
        Err(code) => {
            reader.problem(code, node);
            None
        }
    }
}

fn moment(reader: &mut Reader<'_>, object: &Node) -> Option<Moment> {
    let (mut at, mut day, mut part, mut month) = (None, None, None, None);
    reader.members(object, |r, name, node| {
        match name {
            "at" => at = r.parse(node, Timestamp::parse),
            "day" => day = r.parse(node, Day::parse),
            "part_of_day" => part = r.code::<PartOfDay>(node),
            "month" => month = r.parse(node, Month::parse),
            _ => return false,
        }
        true
    });
    let has = |name| object.get(name).is_some();
    match (has("at"), has("day"), has("part_of_day"), has("month")) {
        (true, false, false, false) => at.map(Moment::At),
        (false, true, false, false) => day.map(Moment::Day),
        (false, true, true, false) => day.zip(part).map(|(day, part)| Moment::PartOfDay(day, part)),
        (false, false, false, true) => month.map(Moment::Month),
        _ => {
            if matches!(object.value, Value::Object(_)) {
                reader.problem(Code::WHEN_MALFORMED, object);
            }
            None
        }
    }
}

fn place(reader: &mut Reader<'_>, object: &Node) -> Place {
    let mut place = Place::default();
    reader.members(object, |r, name, node| {
        match name {
            "force" => place.force = r.parse(node, Force::parse),
            "area" => place.area = r.answer(node, Reader::text),
            "kind" => place.kind = r.answer(node, Reader::code),
            "venue" => place.venue = r.text(node),
            "street" => place.street = r.text(node),
            "postcode" => place.postcode = r.parse(node, Postcode::parse),
            _ => return false,
        }
        true
    });
    place
}

fn summary(reader: &mut Reader<'_>, object: &Node) -> Option<Summary> {
    let (mut text, mut language) = (None, None);
    reader.members(object, |r, name, node| {
        match name {
            "text" => text = r.text(node),
            "language" => language = r.parse(node, Language::parse),
            _ => return false,
        }
        true
    });
    let text = reader.required(text, "text", object);
    let language = reader.required(language, "language", object);
    Some(Summary { text: text?, language: language? })
}

fn own_words<A: CodeTable>(reader: &mut Reader<'_>, object: &Node) -> Option<OwnWords<A>> {
    let (mut about, mut text) = (None, None);
    reader.members(object, |r, name, node| {
        match name {
            "about" => about = r.code(node),
            "text" => text = r.text(node),
            _ => return false,
        }
        true
    });
    let about = reader.required(about, "about", object);
    let text = reader.required(text, "text", object);
    Some(OwnWords { about: about?, text: text? })
}

fn police_contact(reader: &mut Reader<'_>, object: &Node) -> PoliceContact {
    let mut contact = PoliceContact::default();
    reader.members(object, |r, name, node| {
        match name {
            "status" => contact.status = r.answer(node, Reader::code),
            "reference" => contact.reference = r.text(node),
            _ => return false,
        }
        true
    });
    contact
}

fn reporter(reader: &mut Reader<'_>, object: &Node) -> Option<Reporter> {
    let (mut kind, mut pseudonym, mut first_hand, mut grade) = (None, None, Answer::NotAsked, Answer::NotAsked);
    reader.members(object, |r, name, node| {
        match name {
            "kind" => kind = r.code(node),
            "pseudonym" => pseudonym = r.id(node),
            "first_hand" => first_hand = r.answer(node, Reader::bool),
            "grade" => grade = r.answer(node, Reader::code),
            _ => return false,
        }
        true
    });
    Some(Reporter { kind: reader.required(kind, "kind", object)?, pseudonym, first_hand, grade })
}

fn victim(reader: &mut Reader<'_>, object: &Node) -> Victim {
    let mut victim = Victim::default();
    reader.members(object, |r, name, node| {
        match name {
            "pseudonym" => victim.pseudonym = r.id(node),
            "gender" => victim.gender = r.answer(node, Reader::code),
            "ethnicity" => victim.ethnicity = r.answer(node, Reader::code),
            "sector" => victim.sector = r.answer(node, Reader::code),
            "age_band" => victim.age_band = r.answer(node, Reader::code),
            "hate_crime" => victim.hate_crime = r.answer(node, Reader::code),
            "capacity_doubted" => victim.capacity_doubted = r.answer(node, Reader::bool),
            "in_danger" => victim.in_danger = r.answer(node, Reader::bool),
            _ => return false,
        }
        true
    });
    victim
}

fn safety(reader: &mut Reader<'_>, object: &Node) -> Safety {
    let mut safety = Safety::default();
    reader.members(object, |r, name, node| {
        match name {
            "would_he_know" => safety.would_he_know = r.answer(node, Reader::bool),
            "only_you_know" => safety.only_you_know = r.answer(node, |r, node| Some(only_you_know(r, node))),
            "hold_back" => safety.hold_back = r.answer(node, hold),
            _ => return false,
        }
        true
    });
    safety
}

fn only_you_know(reader: &mut Reader<'_>, object: &Node) -> OnlyYouKnow {
    let mut known = OnlyYouKnow::default();
    reader.members(object, |r, name, node| {
        match name {
            "paths" => {
                known.paths = r.list(node, MAX_ITEMS, |r, node| r.parse(node, NamedPath::parse)).unwrap_or_default();
            }
            "phrases" => known.phrases = r.list(node, MAX_ITEMS, Reader::text).unwrap_or_default(),
            _ => return false,
        }
        true
    });
    known
}

fn hold(reader: &mut Reader<'_>, object: &Node) -> Option<Hold> {
    let (mut kind, mut at, mut day, mut offset) = (None, None, None, None);
    reader.members(object, |r, name, node| {
        match name {
            "hold" => kind = r.str(node).map(str::to_owned),
            "at" => at = r.parse(node, Timestamp::parse),
            "day" => day = r.parse(node, Day::parse),
            "offset" => offset = r.parse(node, Offset::parse),
            _ => return false,
        }
        true
    });
    let kind = reader.required(kind, "hold", object)?;
    let has = |name| object.get(name).is_some();
    match (kind.as_str(), has("at"), has("day"), has("offset")) {
        ("none", false, false, false) => Some(Hold::None),
        ("until", true, false, false) => at.map(|at| Hold::Until { at }),
        ("until_day_ends", false, true, true) => {
            day.zip(offset).map(|(day, offset)| Hold::UntilDayEnds { day, offset })
        }
        ("until_i_say", false, false, false) => Some(Hold::UntilISay),
        _ => {
            reader.problem(Code::HOLD_MALFORMED, object);
            None
        }
    }
}
