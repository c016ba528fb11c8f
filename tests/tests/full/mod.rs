//! A case with every member of every document in it, for the tests that take it apart.

#![allow(dead_code, reason = "each test takes what it needs")]

use num_core::disclosure::Policy;
use serde_json::{Value, json};

/// A recipient of each kind whom the full case has something for.
pub(crate) const RECIPIENTS: [&str; 6] = [
    "members/num/alert",
    "members/num/lookup",
    "police_anonymous/E23000010",
    "police_full/E23000010",
    "partner/leeds_genesis",
    "research/release-1",
];

/// The id of the full case.
pub(crate) const ID: &str = "r-2026-0001";

/// An instant at which everything in the full case has happened.
pub(crate) const AS_OF: &str = "2026-04-01T12:00:00+00:00";

/// A policy with all members, in force from an instant on, as JSON.
pub(crate) fn policy_json(from: &str) -> Value {
    json!({
        "schema": "uglymugs.policy/1",
        "versions": [{
            "version": "p-1",
            "from": from,
            "minimum_households": 1000,
            "areas": [{"code": "LS2", "force": "E23000010", "households": 9000, "from": "1900-01-01T00:00:00+00:00",
                       "until": "2100-12-31T23:59:59+00:00"}],
            "wordings": [{"version": "w-1", "from": "1900-01-01T00:00:00+00:00", "until": "2100-12-31T23:59:59+00:00"}]
        }]
    })
}

/// The same, read.
pub(crate) fn policy(from: &str) -> Policy {
    Policy::from_json(policy_json(from).to_string().as_bytes()).expect("a policy")
}

/// Whether the text at a path is an id, a language or a site, which takes letters but no free text.
pub(crate) fn is_id(path: &str) -> bool {
    [".id", ".pseudonym", ".site", ".incident", ".wording", ".reference", ".recipient", ".source", ".language", ".of"]
        .iter()
        .any(|end| path.ends_with(end))
        || path.contains("own_sources[")
}

/// The full case, in the form in which the core writes it.
pub(crate) fn full_case() -> Value {
    let person = |names: [&str; 2], phone: &str, email: &str, street: &str| {
        json!({
            "names": names, "phones": [phone], "emails": [email],
            "address": {"street": street, "postcode": "LS6 9ZX"}, "safe_contact": "By text only, before noon."
        })
    };
    json!({
        "schema": "uglymugs.case/1",
        "incident": incident(),
        "identity": {
            "schema": "uglymugs.identity/1",
            "incident": ID,
            "victim": person(["Gwen Hartley", "Lola"], "07700 900452", "lola@example.org", "3 Calder Terrace"),
            "reporter": person(["Ruth Okafor", "Ruthie"], "0161 496 0123", "ruth@example.org", "9 Weir Lane"),
            "taken_by": "Helen Mayhew"
        },
        "consent": consent(),
        "circumstances": circumstances()
    })
}

fn incident() -> Value {
    json!({
        "schema": "uglymugs.incident/1",
        "id": ID,
        "received_at": "2026-03-02T10:40:00+00:00",
        "offences": [{"kind": "robbery", "home_office_codes": ["34B"]}, {"kind": "assault_with_injury", "home_office_codes": ["8N"]}],
        "when": {"from": {"at": "2026-03-01T22:15:00+00:00"}, "to": {"day": "2026-03-02", "part_of_day": "early_hours"}},
        "place": {"force": "E23000010", "area": "LS2", "kind": "car_park", "venue": "Wharf Mills car park", "street": "14 Sweetwater Street",
                  "postcode": "LS2 9ZX"},
        "setting": "street",
        "narrative": "A man stopped in a blue car and agreed a price.",
        "summary": {"text": "A man in a blue car robbed a woman.", "language": "en"},
        "own_words": [{"about": "place", "text": "Round the back, where the lorries turn."},
                      {"about": "support", "text": "She wants to talk to somebody."}],
        "injuries": "bruising",
        "support_wanted": ["counselling", "safety_planning"],
        "contact_method": "on_street",
        "police_contact": {"status": "crime_recorded", "reference": "WY/4471/26"},
        "reporter": {"kind": "project_worker", "pseudonym": "worker-12", "first_hand": false, "grade": "known_project"},
        "victim": {"pseudonym": "heron-7", "sector": "street", "gender": "woman", "ethnicity": "w1", "age_band": "25_34", "hate_crime": "not_claimed", "capacity_doubted": false,
                   "in_danger": {"answer": "refused"}},
        "offenders": [offender()],
        "safety": {
            "would_he_know": {"answer": "unknown"},
            "only_you_know": {"paths": ["place.venue"], "phrases": ["like a clock"]},
            "hold_back": {"hold": "until_day_ends", "day": "2026-03-05", "offset": "+00:00"}
        }
    })
}

fn offender() -> Value {
    json!({
        "aliases": ["Daz"],
        "appearance": {"gender": "man", "ethnicity": "ic1", "age": {"from": 35, "to": 45}, "height_cm": "5'10 to 6ft",
                       "build": "stocky", "hair_colour": "dark_brown", "hair_length": "short", "hair_style": "receding",
                       "facial_hair": "stubble", "eye_colour": "blue", "complexion": "ruddy", "glasses": "none",
                       "accent": "yorkshire", "languages": ["en", "pl"],
                       "marks": [{"kind": "tattoo", "body_place": "left_hand", "motif": "star"}, {"kind": "limp"}],
                       "clothing": [{"item": "hi_vis", "colour": "yellow"}, {"item": "boots"}], "smells": ["alcohol"]},
        "behaviours": ["takes_money_back"],
        "vehicle": {"kind": "van", "make": "ford", "model": "ford_transit", "colour": "blue", "plate": "YK01ABT",
                    "features": ["tow_bar", "dirty"]},
        "phones": ["+447700900231", "ask at the bar"],
        "emails": ["daz@example.org"],
        "handles": ["@daz_drives"],
        "profiles": [{"site": "dateline.example.org", "handle": "@daz_on_dateline"}],
        "own_words": [{"about": "speech", "text": "He dropped his voice at the end of things."}],
        "civil_identity": {
            "legal_name": {"name": "Darren Stott", "confirmed": true},
            "date_of_birth": "1981-06-14",
            "home_address": {"street": "2 Moor Rise", "postcode": "LS4 9ZY", "also_the_victims": true}
        },
        "link": {"relation": "acquaintance", "how_he_knows_her": "From the gym.", "words_about_her": "He called her a name."}
    })
}

fn consent() -> Value {
    json!({
        "schema": "uglymugs.consent/1",
        "incident": ID,
        "events": [
            {
                "event": "grant", "at": "2026-03-02T10:45:00+00:00", "by": {"who": "victim"}, "wording": "w-1",
                "capture": {"how": "in_person", "taken_by": "Helen Mayhew"}, "starts_at": "2026-03-02T11:00:00+00:00",
                "grants": [
                    {"purpose": "alert", "recipient": "num",
                     "scope": ["offences", "when", "area", "recognition", "contact_identifiers", "linked_offender", "summary"],
                     "recognition_accepted": true,
                     "condition": {"at_least": 1, "offenders": [0], "then": "take_effect"}},
                    {"purpose": "lookup", "recipient": "num", "recognition_accepted": true},
                    {"purpose": "police_full", "recipient": "E23000010", "recognition_accepted": true},
                    {"purpose": "partner", "recipient": "leeds_genesis", "recognition_accepted": true},
                    {"purpose": "statistics"},
                    {"purpose": "matching"}
                ]
            },
            {
                "event": "grant", "at": "2026-03-02T10:50:00+00:00", "wording": "w-1",
                "by": {"who": "third_party",
                       "authority": {"who": "Gwen", "how": "told in person", "at": "2026-03-02T10:30:00+00:00"}},
                "grants": [{"purpose": "alert", "recipient": "leeds_genesis"}]
            },
            {"event": "withdraw", "at": "2026-03-03T09:00:00+00:00", "by": "project",
             "what": [{"purpose": "partner", "recipient": "armistead_street"}, {"purpose": "matching"}]},
            {
                "event": "override", "incident": ID, "recipient": "nca_scas", "ground": "threat_to_life",
                "reason": "He said that he would come back.", "ends_at": "2026-05-01T00:00:00+00:00",
                "signatures": [{"authoriser": "Helen Mayhew", "at": "2026-03-04T09:00:00+00:00"},
                               {"authoriser": "Sunita Lowe", "at": "2026-03-04T09:30:00+00:00"}]
            }
        ]
    })
}

fn circumstances() -> Value {
    json!({
        "schema": "uglymugs.circumstances/1",
        "incident": ID,
        "triage": [
            {"state": "duplicate", "at": "2026-03-02T11:00:00+00:00", "by": "Helen Mayhew", "of": "r-2026-0000"},
            {"state": "disputed", "at": "2026-03-02T11:30:00+00:00", "by": "Helen Mayhew", "why": "contested"},
            {"state": "accepted", "at": "2026-03-02T12:00:00+00:00", "by": "Helen Mayhew"}
        ],
        "decisions": [{"at": "2026-03-02T13:00:00+00:00", "by": "Helen Mayhew", "proceed": true}],
        "references": [
            {"recipient": "members/num", "reference": "num-7k2m9q4t"},
            {"recipient": "police/E23000010", "reference": "wyp-3h8d1c6w"},
            {"recipient": "partner/leeds_genesis", "reference": "lgn-5b2x8r7y"},
            {"recipient": "research/release-1", "reference": "res-9f4j6p1z"}
        ],
        "approvals": [{"text": "A man in a blue car robbed a woman.", "language": "en", "approver": "Helen Mayhew",
                       "at": "2026-03-02T14:00:00+00:00", "audiences": ["members", "partner"]}],
        "own_contacts": [
            {"path": "offenders[0].phones[0]", "decision": {"at": "2026-03-02T15:00:00+00:00", "by": "Helen Mayhew", "show": true}},
            {"path": "offenders[0].vehicle.plate"}
        ],
        "facts": {
            "linked_reports": [{"source": "src-2", "grade": "known_project", "accepted": true, "withdrawn": false, "matching": true,
                                "offenders": [0]}],
            "own_sources": ["src-1"],
            "twin_withdrawals": [{"at": "2026-03-10T09:00:00+00:00", "what": [{"purpose": "lookup", "recipient": "armistead_street"}]}]
        }
    })
}
