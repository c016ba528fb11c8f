//! The offenders of `uglymugs.incident/1`.

use std::ops::RangeInclusive;

use super::{MAX_ITEMS, own_words};
use crate::{
    code::CodeTable,
    descriptor::{Email, Estimate, Handle, PersonName, Phone, Plate, Postcode, Profile, Range, Site},
    error::Code,
    incident::{Appearance, CivilIdentity, Clothing, HomeAddress, LegalName, Link, Mark, Offender, Vehicle},
    json::{Node, Reader, Value},
    timestamp::Day,
};

const MAX_BEHAVIOURS: usize = 40;

pub(super) fn offender(reader: &mut Reader<'_>, object: &Node) -> Offender {
    let mut offender = Offender::default();
    reader.members(object, |r, name, node| {
        match name {
            "aliases" => offender.aliases = r.texts(node, MAX_ITEMS, 200, PersonName::parse),
            "appearance" => offender.appearance = appearance(r, node),
            "behaviours" => offender.behaviours = r.list(node, MAX_BEHAVIOURS, Reader::code).unwrap_or_default(),
            "vehicle" => offender.vehicle = vehicle(r, node),
            "phones" => offender.phones = r.texts(node, MAX_ITEMS, 60, Phone::parse),
            "emails" => offender.emails = r.texts(node, MAX_ITEMS, 254, Email::parse),
            "handles" => offender.handles = r.texts(node, MAX_ITEMS, 100, Handle::parse),
            "profiles" => offender.profiles = r.list(node, MAX_ITEMS, profile).unwrap_or_default(),
            "own_words" => offender.own_words = r.list(node, MAX_ITEMS, own_words).unwrap_or_default(),
            "civil_identity" => offender.civil_identity = civil_identity(r, node),
            "link" => offender.link = link(r, node),
            _ => return false,
        }
        true
    });
    offender
}

fn appearance(reader: &mut Reader<'_>, object: &Node) -> Appearance {
    let mut appearance = Appearance::default();
    reader.members(object, |r, name, node| {
        match name {
            "gender" => appearance.gender = r.answer(node, Reader::code),
            "ethnicity" => appearance.ethnicity = r.answer(node, Reader::code),
            "age" => appearance.age = r.answer(node, |r, node| estimate(r, node, 10..=110, Estimate::age)),
            "height_cm" => {
                appearance.height_cm = r.answer(node, |r, node| estimate(r, node, 100..=250, Estimate::height));
            }
            "build" => appearance.build = r.answer(node, Reader::code),
            "hair_colour" => appearance.hair_colour = r.answer(node, Reader::code),
            "hair_length" => appearance.hair_length = r.answer(node, Reader::code),
            "hair_style" => appearance.hair_style = r.answer(node, Reader::code),
            "facial_hair" => appearance.facial_hair = r.answer(node, Reader::code),
            "eye_colour" => appearance.eye_colour = r.answer(node, Reader::code),
            "complexion" => appearance.complexion = r.answer(node, Reader::code),
            "glasses" => appearance.glasses = r.answer(node, Reader::code),
            "accent" => appearance.accent = r.answer(node, Reader::code),
            "languages" => appearance.languages = codes(r, node),
            "marks" => appearance.marks = r.list(node, MAX_ITEMS, mark).unwrap_or_default(),
            "clothing" => appearance.clothing = r.list(node, MAX_ITEMS, clothing).unwrap_or_default(),
            "smells" => appearance.smells = codes(r, node),
            _ => return false,
        }
        true
    });
    appearance
}

fn codes<T: CodeTable>(reader: &mut Reader<'_>, node: &Node) -> Vec<T> {
    reader.list(node, MAX_ITEMS, Reader::code).unwrap_or_default()
}

fn mark(reader: &mut Reader<'_>, object: &Node) -> Option<Mark> {
    let (mut kind, mut body_place, mut motif) = (None, None, None);
    reader.members(object, |r, name, node| {
        match name {
            "kind" => kind = r.code(node),
            "body_place" => body_place = r.code(node),
            "motif" => motif = r.code(node),
            _ => return false,
        }
        true
    });
    Some(Mark { kind: reader.required(kind, "kind", object)?, body_place, motif })
}

fn clothing(reader: &mut Reader<'_>, object: &Node) -> Option<Clothing> {
    let (mut item, mut colour) = (None, None);
    reader.members(object, |r, name, node| {
        match name {
            "item" => item = r.code(node),
            "colour" => colour = r.code(node),
            _ => return false,
        }
        true
    });
    Some(Clothing { item: reader.required(item, "item", object)?, colour })
}

/// A range, or words that stand for one.
fn estimate(
    reader: &mut Reader<'_>,
    node: &Node,
    bounds: RangeInclusive<u32>,
    told: fn(&str) -> Result<Estimate, Code>,
) -> Option<Estimate> {
    match &node.value {
        Value::Text(words) => reader.capped(node, words.expose(), Estimate::MAX_WORDS, told),
        _ => range(reader, node, bounds).map(Estimate::of),
    }
}

fn range(reader: &mut Reader<'_>, object: &Node, bounds: RangeInclusive<u32>) -> Option<Range> {
    let (mut from, mut to) = (None, None);
    reader.members(object, |r, name, node| {
        match name {
            "from" => from = r.number(node, bounds.clone()).and_then(|number| u16::try_from(number).ok()),
            "to" => to = r.number(node, bounds.clone()).and_then(|number| u16::try_from(number).ok()),
            _ => return false,
        }
        true
    });
    let from = reader.required(from, "from", object);
    let to = reader.required(to, "to", object);
    match Range::new(from?, to?) {
        Ok(range) => Some(range),
        Err(code) => {
            reader.problem(code, object);
            None
        }
    }
}

fn vehicle(reader: &mut Reader<'_>, object: &Node) -> Vehicle {
    let mut vehicle = Vehicle::default();
    reader.members(object, |r, name, node| {
        match name {
            "kind" => vehicle.kind = r.answer(node, Reader::code),
            "make" => vehicle.make = r.answer(node, Reader::code),
            "model" => vehicle.model = r.answer(node, Reader::code),
            "features" => vehicle.features = codes(r, node),
            "plate" => vehicle.plate = r.str(node).and_then(|text| r.capped(node, text, 40, Plate::parse)),
            "colour" => vehicle.colour = r.answer(node, Reader::code),
            _ => return false,
        }
        true
    });
    if let (Some(make), Some(model)) = (vehicle.make.known(), vehicle.model.known())
        && model.make() != *make
    {
        reader.problem_of("model", Code::VEHICLE_MODEL_NOT_OF_MAKE, object);
    }
    vehicle
}

fn profile(reader: &mut Reader<'_>, object: &Node) -> Option<Profile> {
    let (mut site, mut handle) = (None, None);
    reader.members(object, |r, name, node| {
        match name {
            "site" => site = r.parse(node, Site::parse),
            "handle" => handle = r.str(node).and_then(|text| r.capped(node, text, 100, Handle::parse)),
            _ => return false,
        }
        true
    });
    let site = reader.required(site, "site", object);
    let handle = reader.required(handle, "handle", object);
    Some(Profile { site: site?, handle: handle? })
}

fn civil_identity(reader: &mut Reader<'_>, object: &Node) -> CivilIdentity {
    let mut civil = CivilIdentity::default();
    reader.members(object, |r, name, node| {
        match name {
            "legal_name" => civil.legal_name = legal_name(r, node),
            "date_of_birth" => civil.date_of_birth = r.parse(node, Day::parse),
            "home_address" => civil.home_address = Some(home_address(r, node)),
            _ => return false,
        }
        true
    });
    civil
}

fn legal_name(reader: &mut Reader<'_>, object: &Node) -> Option<LegalName> {
    let (mut name_, mut confirmed) = (None, false);
    reader.members(object, |r, name, node| {
        match name {
            "name" => name_ = r.str(node).and_then(|text| r.capped(node, text, 200, PersonName::parse)),
            "confirmed" => confirmed = r.bool(node).unwrap_or(false),
            _ => return false,
        }
        true
    });
    Some(LegalName { name: reader.required(name_, "name", object)?, confirmed })
}

fn home_address(reader: &mut Reader<'_>, object: &Node) -> HomeAddress {
    let mut address = HomeAddress::default();
    reader.members(object, |r, name, node| {
        match name {
            "street" => address.street = r.text(node),
            "postcode" => address.postcode = r.parse(node, Postcode::parse),
            "also_the_victims" => address.also_the_victims = r.bool(node).unwrap_or(false),
            _ => return false,
        }
        true
    });
    address
}

fn link(reader: &mut Reader<'_>, object: &Node) -> Link {
    let mut link = Link::default();
    reader.members(object, |r, name, node| {
        match name {
            "relation" => link.relation = r.answer(node, Reader::code),
            "how_he_knows_her" => link.how_he_knows_her = r.text(node),
            "words_about_her" => link.words_about_her = r.text(node),
            _ => return false,
        }
        true
    });
    link
}
