//! A report in which every member is filled, with chosen words wherever a person writes words.

use std::cell::Cell;

use serde_json::{Value, json};

/// At which instant everything is asked.
pub(crate) const AS_OF: &str = "2026-03-10T09:00:00+00:00";

/// A version of the words that stand in a report.
pub(crate) struct Words {
    kind: &'static str,
    told: Cell<u32>,
}

/// Markup in all the places where it could come alive, and what turns writing round.
const HOSTILE: &[&str] = &[
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "' onmouseover='alert(1)' style='position:fixed",
    "</style><style>*{display:none}</style>",
    "</title></head><body><h1>x</h1><!--",
    "javascript:alert(1)//<a href=//example.org>x</a>",
    "&lt;b&gt; &#60;i&#62; &quot; &amp",
    "]]><svg/onload=alert(1)><![CDATA[",
    "\u{5E9}\u{5DC}\u{5D5}\u{5DD}\u{200F}\u{61C} <b dir=rtl>\u{200E}",
    "</bdi></dd></dl></main><iframe src=//example.org>",
];

impl Words {
    pub(crate) fn plain() -> Self {
        Self { kind: "plain words", told: Cell::new(0) }
    }

    pub(crate) fn hostile() -> Vec<Self> {
        HOSTILE.iter().map(|kind| Self { kind, told: Cell::new(0) }).collect()
    }

    /// What stands in every field.
    pub(crate) fn kind(&self) -> &'static str {
        self.kind
    }

    /// The words, told apart by a number of two letters: equal values would be one, and one that stands in another is withheld.
    fn next(&self) -> String {
        const LETTERS: &[u8] = b"bcdfghjklmnpqrstvwxz";
        let told = self.told.get();
        self.told.set(told + 1);
        let letter = |at: u32| char::from(LETTERS[at as usize % LETTERS.len()]);
        format!("{} q{}{}q", self.kind, letter(told / 20), letter(told))
    }
}

/// One report and all that is decided about it.
pub(crate) struct Told {
    /// Its number: it tells apart the reports, and who reported.
    pub(crate) number: u32,
    /// Whether every member is filled. Where some are withheld, what is shown must not contain them (A30), and the hostile words are
    /// the same everywhere: then only those are filled that members may be shown.
    pub(crate) whole: bool,
}

/// An `uglymugs.case/1`.
#[allow(clippy::too_many_lines, reason = "it is a report, member by member")]
pub(crate) fn case(told: &Told, words: &Words) -> Value {
    let Told { number, whole } = *told;
    let id = format!("pg-2026-{number:04}");
    let next = || words.next();
    let summary = next();
    let identifiers = [next(), next(), next(), next()];
    let [phone, email, handle, profile] = &identifiers;
    let links = [next(), next()];
    let [how, about] = &links;
    let approved = [&summary].into_iter().chain(&identifiers).chain(&links);
    let approvals: Vec<Value> = approved
        .map(|text| {
            json!({"text": text, "language": "en", "approver": "Morag Dunbar", "at": "2026-03-04T10:10:00+00:00",
                "audiences": ["members", "police_anonymous", "partner"]})
        })
        .collect();
    let mut offender = json!({
        "aliases": [next(), next()],
        "appearance": {
            "gender": "man", "ethnicity": "ic1", "age": {"from": 35, "to": 45}, "height_cm": {"from": 178, "to": 183},
            "build": "stocky", "hair_colour": "dark_brown", "hair_length": "short", "hair_style": "receding",
            "facial_hair": "stubble", "eye_colour": "blue", "complexion": "ruddy", "glasses": "sunglasses",
            "accent": "yorkshire", "languages": ["pl", "en"],
            "marks": [{"kind": "tattoo", "body_place": "left_hand", "motif": "star"}, {"kind": "scar"}],
            "clothing": [{"item": "hi_vis", "colour": "yellow"}, {"item": "boots"}], "smells": ["alcohol"]
        },
        "behaviours": ["takes_money_back", "poses_as_client"],
        "vehicle": {
            "kind": "van", "make": "ford", "model": "ford_transit", "colour": "blue", "plate": "YK01 ?*T", "features": ["tow_bar"]
        },
        "phones": ["07700 900231", phone],
        "emails": ["daz@example.org", email],
        "handles": ["@daz_drives", handle],
        "profiles": [{"site": "dateline.example.org", "handle": profile}],
        "link": {"relation": "client"}
    });
    if whole {
        offender["link"] = json!({"relation": "acquaintance", "how_he_knows_her": how, "words_about_her": about});
        offender["own_words"] = json!([{"about": "speech", "text": next()}]);
        offender["civil_identity"] = json!({
            "legal_name": {"name": next(), "confirmed": true}, "date_of_birth": "1981-06-14",
            "home_address": {"street": next(), "postcode": "LS4 9ZY", "also_the_victims": true}
        });
    }
    let second = json!({
        "aliases": [next()], "appearance": {"gender": "woman", "build": "slim"}, "behaviours": ["acts_with_others"]
    });
    let mut incident = json!({
        "schema": "uglymugs.incident/1",
        "id": id,
        "offences": [{"kind": "robbery", "home_office_codes": ["34B"]}, {"kind": "assault_with_injury", "home_office_codes": ["8N"]}],
        "when": {"from": {"at": "2026-03-01T22:15:00+00:00"}, "to": {"day": "2026-03-02", "part_of_day": "early_hours"}},
        "place": {"force": "E23000010", "area": "LS2", "kind": "car_park"},
        "setting": "street",
        "summary": {"text": summary, "language": "en"},
        "injuries": "bruising",
        "support_wanted": ["counselling", "medical"],
        "contact_method": "on_street",
        "police_contact": {"status": "crime_recorded"},
        "reporter": {"kind": "victim", "pseudonym": format!("heron-{number}"), "first_hand": true, "grade": "known_project"},
        "victim": {
            "pseudonym": format!("heron-{number}"), "sector": "escort", "gender": "trans_woman", "ethnicity": "w1",
            "age_band": "25_34", "hate_crime": "transgender", "capacity_doubted": false, "in_danger": false
        },
        "offenders": [offender, second],
        "safety": {"would_he_know": false}
    });
    if whole {
        incident["narrative"] = json!(format!("{}\n\n{}", next(), next()));
        incident["own_words"] = json!([{"about": "place", "text": next()}]);
        incident["police_contact"]["reference"] = json!(next());
        incident["place"]["venue"] = json!(next());
        incident["place"]["street"] = json!(next());
        incident["place"]["postcode"] = json!("LS2 9ZX");
    }
    let grants = json!([
        {"purpose": "matching"},
        {"purpose": "alert", "recipient": "num", "recognition_accepted": true},
        {"purpose": "lookup", "recipient": "num"},
        {"purpose": "police_full", "recipient": "E23000010"},
        {"purpose": "police_anonymous", "recipient": "nca_scas"}
    ]);
    let reference = |recipient: &str, reference: &str| json!({"recipient": recipient, "reference": format!("{reference}-k7m2p{number:03}")});
    let mut case = json!({
        "schema": "uglymugs.case/1",
        "incident": incident,
        "consent": {
            "schema": "uglymugs.consent/1", "incident": id,
            "events": [{
                "event": "grant", "at": "2026-03-03T11:00:00+00:00", "by": {"who": "victim"}, "wording": "2024-1",
                "capture": {"how": "in_person", "taken_by": "Imogen Prewett"}, "grants": grants
            }]
        },
        "circumstances": {
            "schema": "uglymugs.circumstances/1", "incident": id,
            "triage": [{"state": "accepted", "at": "2026-03-04T09:00:00+00:00", "by": "Ruth Okafor"}],
            "references": [
                reference("members/num", "num"), reference("police/E23000010", "wyp"), reference("police/nca_scas", "nca")
            ],
            "approvals": approvals
        }
    });
    if whole {
        let person = |phone: &str, email: &str, postcode: &str| {
            json!({
                "names": [next(), next()], "phones": [phone], "emails": [email],
                "address": {"street": next(), "postcode": postcode}, "safe_contact": next()
            })
        };
        // The reporter opens who she is herself.
        if let Some(events) = case["consent"]["events"].as_array_mut() {
            let mut own = events[0].clone();
            own["by"] = json!({"who": "reporter"});
            own["grants"] = json!([{"purpose": "police_full", "recipient": "E23000010"}]);
            events.push(own);
        }
        case["incident"]["reporter"] = json!({
            "kind": "project_worker", "pseudonym": format!("worker-{number}"), "first_hand": false, "grade": "known_project"
        });
        case["identity"] = json!({
            "schema": "uglymugs.identity/1", "incident": id,
            "victim": person("07700 900452", "kelly@example.org", "LS7 9ZX"),
            "reporter": person("07700 900453", "ruth@example.org", "LS8 9ZX"),
            "taken_by": "Imogen Prewett"
        });
    }
    case
}
