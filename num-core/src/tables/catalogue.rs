//! The catalogue: name, title and source of every table.

use super::{Entry, Status, Table};
use crate::{
    alert::{Inference, ReachRule, ReleaseKind, SmsEncoding, Step},
    code::CodeTable,
    consent::{CaptureHow, Ground, Level, Part, PoliceRecipient, Purpose, SourceGrade, Then, Withdrawer},
    disclosure::{AudienceKind, Form, MayKnow, Reason, TriageReason, TriageState, Use},
    ethnicity::{PerceivedEthnicity, SelfDefinedEthnicity},
    force::Force,
    hate_crime::{HateCrime, RECOGNITIONS},
    incident::{
        Accent, AgeBand, Behaviour, BehaviourGroup, BodyPlace, Build, ClothingItem, Colour, Complexion, ContactMethod,
        EyeColour, FacialHair, Gender, Glasses, HairColour, HairLength, HairStyle, Injury, MarkKind, Motif,
        OffenderPart, PoliceContactStatus, Relation, ReportPart, ReporterKind, Sector, Smell, SupportWanted,
        VehicleFeature, VictimGender,
    },
    intelligence::{
        Handling, InformationEvaluation, LegacyHandling, LegacyInformation, LegacySource, SourceEvaluation,
    },
    language::SpokenLanguage,
    lookup::{LookupPurpose, Outcome, QueryKind},
    matching::{Agreement, Field, Group, Parameter, Tier},
    offence::{Category, HOME_OFFICE_CODES, OffenceKind},
    place::PlaceKind,
    police::Route,
    recording::{Jurisdiction, RECORDING_RULES, Recording},
    scheme::Went,
    vehicle::{Make, Model, VehicleKind},
    when::PartOfDay,
};

/// Where a table comes from.
type Source = (Status, &'static str);

const OWN: Source = (Status::Own, "the scheme's own words");
const RULES: Source = (Status::Own, "the rules of the gate");
const OFFENCES: Source = (Status::Own, "the scheme's own words, neutral as to the victim's sex and age");
const BAD_DATES: Source =
    (Status::Selection, "own selection, after the categories of bad-date reports of sister schemes");
const HOME_OFFICE: Source = (
    Status::Selection,
    "Home Office counting rules for recorded crime and notifiable offence list; each row has its own",
);
const FORCES: Source =
    (Status::Official, "ONS police force areas of England and Wales; data.police.uk for slugs; own codes beside");
const IC_CODES: Source = (Status::Official, "police identity codes (IC codes); there is no IC7 or IC8");
const SELF_DEFINED: Source = (Status::Official, "self-defined ethnicity of the police, 18+1, after the census of 2011");
const HATE_CRIME: Source = (Status::Official, "College of Policing, hate crime guidance; forces' own strands");
const APPEARANCE: Source = (Status::Selection, "own selection, after the descriptive forms of the police");
const LANGUAGES: Source =
    (Status::Selection, "ISO 639-1 (Cantonese: 639-3), own selection of what is spoken in the United Kingdom");
const VEHICLES: Source =
    (Status::Selection, "own selection, after the vehicle licensing statistics of DfT and DVLA (table VEH0120)");
const THREE_FIVE_TWO: Source =
    (Status::Official, "College of Policing, intelligence report (3x5x2); wording to be checked");
const FIVE_FIVE_FIVE: Source = (
    Status::Official,
    "National Intelligence Model, 5x5x5; the 3x5x2 grade that each becomes is, where marked, our own reading",
);
const RECORDING: Source = (Status::Official, "National and Scottish Crime Recording Standards; each row has its own");

/// Every table.
pub fn all() -> Vec<Table> {
    let mut tables = report();
    tables.extend(victim_and_reporter());
    tables.extend(offender());
    tables.extend(vehicle());
    tables.extend(consent_and_disclosure());
    tables.extend(matching());
    tables.extend(outputs());
    tables.extend(police());
    tables
}

/// A table whose codes are their own names.
fn plain<T: CodeTable>(name: &'static str, title: &'static str, source: Source) -> Table {
    Table::of_codes(name, title, source, |code: T| Entry::plain(code.as_str()))
}

/// A table whose codes have names.
fn named<T: CodeTable>(
    name: &'static str,
    title: &'static str,
    source: Source,
    words: impl Fn(T) -> &'static str,
) -> Table {
    Table::of_codes(name, title, source, |code: T| Entry::new(code.as_str(), words(code)))
}

/// A table whose codes are their own names and have bands.
fn banded<T: CodeTable>(
    name: &'static str,
    title: &'static str,
    source: Source,
    band: impl Fn(T) -> &'static str,
) -> Table {
    Table::of_codes(name, title, source, |code: T| Entry { band: Some(band(code)), ..Entry::plain(code.as_str()) })
}

/// A table that no type stands for.
fn listed(
    name: &'static str,
    title: &'static str,
    (status, source): Source,
    entries: impl IntoIterator<Item = Entry>,
) -> Table {
    Table { name, title, source, status, of: None, entries: entries.into_iter().collect() }
}

fn report() -> Vec<Table> {
    let kind = |kind: OffenceKind| Entry { of: Some(kind.category().as_str()), ..Entry::plain(kind.as_str()) };
    let home_office = HOME_OFFICE_CODES.iter().map(|row| Entry {
        of: Some(row.kind.as_str()),
        from: row.from,
        until: row.until,
        source: Some(row.source),
        unconfirmed: !row.confirmed,
        ..Entry::new(row.code, row.title)
    });
    let force =
        |force: Force| Entry { slug: force.slug(), from: force.since(), ..Entry::new(force.as_str(), force.name()) };
    let hours = |part| match part {
        PartOfDay::EarlyHours => "early hours, 00–06",
        PartOfDay::Morning => "morning, 06–12",
        PartOfDay::Afternoon => "afternoon, 12–18",
        PartOfDay::Evening => "evening, 18–24",
    };
    let three_hours = [
        Entry::new("00-03", "00–03 h"),
        Entry::new("03-06", "03–06 h"),
        Entry::new("06-09", "06–09 h"),
        Entry::new("09-12", "09–12 h"),
        Entry::new("12-15", "12–15 h"),
        Entry::new("15-18", "15–18 h"),
        Entry::new("18-21", "18–21 h"),
        Entry::new("21-24", "21–24 h"),
    ];
    let answers = [
        Entry::new("unknown", "asked, and not known"),
        Entry::new("not_asked", "not asked"),
        Entry::new("refused", "asked, and would rather not say"),
    ];
    vec![
        listed("answers", "Why there is no answer", OWN, answers),
        plain::<Category>("offence_categories", "Offences: what members are told", OFFENCES),
        Table::of_codes("offence_kinds", "Offences: the scheme's kinds", OFFENCES, kind).under("offence_categories"),
        listed("home_office_codes", "Home Office codes of the kinds of offence", HOME_OFFICE, home_office)
            .under("offence_kinds"),
        named("parts_of_day", "Part of the day", OWN, hours),
        listed("three_hour_bands", "Three hours of the day, as the police are told", RULES, three_hours),
        listed("police_forces", "Police forces", FORCES, Force::all().map(force)),
        plain::<PlaceKind>("place_kinds", "Kind of place", OWN),
        plain::<ReportPart>("report_parts", "Own words of the report: what they are about", OWN),
        banded("injuries", "The worst injury", OWN, Injury::band),
        banded("support_wanted", "Support that the victim would like", OWN, SupportWanted::band),
        banded("contact_methods", "How offender and victim came into contact", OWN, ContactMethod::band),
        banded("police_contact_statuses", "Contact with the police so far", OWN, PoliceContactStatus::band),
    ]
}

fn victim_and_reporter() -> Vec<Table> {
    let age = |band| match band {
        AgeBand::Under18 => "under 18",
        AgeBand::From18To24 => "18 to 24",
        AgeBand::From25To34 => "25 to 34",
        AgeBand::From35To44 => "35 to 44",
        AgeBand::From45To54 => "45 to 54",
        AgeBand::From55 => "55 and over",
    };
    let ethnicity = |ethnicity: SelfDefinedEthnicity| Entry {
        band: Some(ethnicity.band()),
        ..Entry::new(ethnicity.as_str(), ethnicity.name())
    };
    let recognitions = RECOGNITIONS.iter().map(|recognition| Entry {
        of: recognition.force,
        from: recognition.from,
        until: recognition.until,
        source: Some(recognition.source),
        unconfirmed: !recognition.confirmed,
        ..Entry::new(recognition.strand.as_str(), recognition.strand.name())
    });
    vec![
        plain::<Sector>("sectors", "Where and how the victim works; also the setting", OWN),
        named("age_bands", "Age band", OWN, age),
        banded("victim_genders", "The victim's gender, as she describes it", OWN, VictimGender::band),
        Table::of_codes(
            "self_defined_ethnicities",
            "The victim's ethnicity, as she defines it",
            SELF_DEFINED,
            ethnicity,
        ),
        named("hate_crime_strands", "Hate crime: what the victim claims", HATE_CRIME, HateCrime::name),
        listed(
            "hate_crime_recognitions",
            "Hate crime: which force recognises which strand; without a force, every one",
            HATE_CRIME,
            recognitions,
        )
        .under("police_forces"),
        banded("reporter_kinds", "What kind of person gave the report", OWN, ReporterKind::band),
        plain::<SourceGrade>("source_grades", "How well the scheme knows a source", OWN),
    ]
}

fn offender() -> Vec<Table> {
    let height = [
        Entry::new("under_165", "under 165 cm"),
        Entry::new("165_174", "165 to 174 cm"),
        Entry::new("175_184", "175 to 184 cm"),
        Entry::new("185_plus", "185 cm and over"),
    ];
    let clothing = |item: ClothingItem| match item {
        ClothingItem::TShirt => Entry::new(item.as_str(), "T-shirt"),
        ClothingItem::HiVis => Entry::new(item.as_str(), "hi-vis"),
        _ => Entry::plain(item.as_str()),
    };
    let relation = |relation: Relation| Entry {
        band: Some(if relation.is_linked() { "linked" } else { relation.as_str() }),
        ..Entry::plain(relation.as_str())
    };
    let behaviour =
        |behaviour: Behaviour| Entry { of: Some(behaviour.group().as_str()), ..Entry::plain(behaviour.as_str()) };
    vec![
        plain::<Gender>("genders", "Gender, as it was perceived", OWN),
        named("perceived_ethnicities", "Ethnicity, as it was perceived", IC_CODES, PerceivedEthnicity::name),
        listed("height_bands", "Height band", RULES, height),
        plain::<Build>("builds", "Build", APPEARANCE),
        plain::<HairColour>("hair_colours", "Colour of the hair", APPEARANCE),
        plain::<HairLength>("hair_lengths", "Length of the hair", APPEARANCE),
        plain::<HairStyle>("hair_styles", "Style of the hair", APPEARANCE),
        plain::<FacialHair>("facial_hair", "Facial hair", APPEARANCE),
        plain::<EyeColour>("eye_colours", "Colour of the eyes", APPEARANCE),
        plain::<Complexion>("complexions", "Complexion", APPEARANCE),
        plain::<Glasses>("glasses", "Glasses", APPEARANCE),
        named("accents", "Accent, as a listener places it", OWN, accent),
        named("languages", "Languages that he spoke", LANGUAGES, SpokenLanguage::name),
        plain::<MarkKind>("mark_kinds", "Kind of mark", APPEARANCE),
        plain::<BodyPlace>("body_places", "Place on the body", APPEARANCE),
        plain::<Motif>("motifs", "What a tattoo shows", APPEARANCE),
        Table::of_codes("clothing_items", "Clothing", APPEARANCE, clothing),
        plain::<Smell>("smells", "Smell", OWN),
        plain::<BehaviourGroup>("behaviour_groups", "Behaviour: groups", OWN),
        Table::of_codes("behaviours", "What an offender does", BAD_DATES, behaviour).under("behaviour_groups"),
        plain::<OffenderPart>("offender_parts", "Own words of an offender: what they are about", OWN),
        Table::of_codes("relations", "What an offender is to the victim", OWN, relation),
    ]
}

fn accent(accent: Accent) -> &'static str {
    match accent {
        Accent::Local => "local",
        Accent::London => "London",
        Accent::Southern => "southern",
        Accent::WestCountry => "West Country",
        Accent::EastAnglian => "East Anglian",
        Accent::Midlands => "Midlands",
        Accent::Birmingham => "Birmingham",
        Accent::Northern => "northern",
        Accent::Yorkshire => "Yorkshire",
        Accent::Manchester => "Manchester",
        Accent::Liverpool => "Liverpool",
        Accent::NorthEast => "North East",
        Accent::Scottish => "Scottish",
        Accent::Welsh => "Welsh",
        Accent::NorthernIrish => "Northern Irish",
        Accent::Irish => "Irish",
        Accent::EasternEuropean => "eastern European",
        Accent::WesternEuropean => "western European",
        Accent::SouthAsian => "South Asian",
        Accent::EastAsian => "East Asian",
        Accent::MiddleEastern => "Middle Eastern",
        Accent::African => "African",
        Accent::Caribbean => "Caribbean",
        Accent::American => "American",
        Accent::Other => "other",
    }
}

fn vehicle() -> Vec<Table> {
    let model = |model: Model| Entry {
        of: Some(model.make().as_str()),
        usual_kind: model.usual_kind().map(VehicleKind::as_str),
        ..Entry::new(model.as_str(), model.name())
    };
    vec![
        named("vehicle_kinds", "Kind of vehicle", OWN, VehicleKind::name),
        named("vehicle_makes", "Make of a vehicle", VEHICLES, Make::name),
        Table::of_codes("vehicle_models", "Model of a vehicle", VEHICLES, model).under("vehicle_makes"),
        plain::<Colour>("colours", "Colour of a vehicle or of clothing", OWN),
        plain::<VehicleFeature>("vehicle_features", "By what else a vehicle can be told", OWN),
    ]
}

fn consent_and_disclosure() -> Vec<Table> {
    vec![
        plain::<Purpose>("purposes", "What a consent is for", RULES),
        plain::<Part>("scope_parts", "Parts of a report, as consent names them", RULES),
        plain::<CaptureHow>("capture_ways", "How consent was taken", OWN),
        plain::<Withdrawer>("withdrawers", "Who withdraws", RULES),
        plain::<Then>("condition_outcomes", "What happens when a condition comes true", RULES),
        plain::<Ground>("override_grounds", "On what ground something may leave without consent", RULES),
        plain::<Level>("consent_levels", "Levels of consent, for counting", RULES),
        plain::<TriageState>("triage_states", "Where a report stands in triage", OWN),
        plain::<TriageReason>("triage_reasons", "Why a report is rejected or disputed", OWN),
        plain::<AudienceKind>("audiences", "Kinds of audience", RULES),
        plain::<Use>("member_uses", "What members are given a report for", RULES),
        plain::<Form>("forms", "In which form a value is shown", RULES),
        plain::<Reason>("withheld_reasons", "Why something is not shown", RULES),
        plain::<MayKnow>("may_know", "Whether he may know that it was her", RULES),
    ]
}

fn matching() -> Vec<Table> {
    vec![
        plain::<Tier>("match_tiers", "How likely a match is, in tiers", OWN),
        named("match_fields", "What is compared of two sightings", OWN, Field::name),
        plain::<Agreement>("match_agreements", "How far two values agree", OWN),
        plain::<Group>("match_groups", "Fields that hang on each other", OWN),
        plain::<Parameter>("match_parameters", "Numbers of a model of matching beside its weights", OWN),
    ]
}

fn outputs() -> Vec<Table> {
    vec![
        plain::<ReachRule>("alert_reaches", "How far an alert reaches", OWN),
        plain::<Step>("alert_steps", "How an alert is made coarser", RULES),
        named("alert_inferences", "What the person whom an alert is about could infer", RULES, Inference::sentence),
        plain::<ReleaseKind>("release_kinds", "What goes out of an alert", OWN),
        plain::<SmsEncoding>("sms_encodings", "How a text message is encoded", OWN),
        plain::<QueryKind>("lookup_queries", "What a look-up asks about", OWN),
        plain::<LookupPurpose>("lookup_purposes", "What a look-up is for", OWN),
        plain::<Outcome>("lookup_outcomes", "How a look-up came out", RULES),
        plain::<Route>("police_routes", "Whether a report goes to a police recipient that may be given it", RULES),
        plain::<Went>("ledger_entries", "What went out", OWN),
    ]
}

fn police() -> Vec<Table> {
    let recipients = Force::all()
        .map(PoliceRecipient::Force)
        .chain([PoliceRecipient::NcaScas])
        .map(|recipient| Entry::new(recipient.as_str(), recipient.name()));
    let rules = RECORDING_RULES.iter().map(|rule| Entry {
        of: Some(rule.jurisdiction.as_str()),
        note: Some(rule.rule),
        source: Some(rule.source),
        ..Entry::new(rule.recording.as_str(), rule.recording.name())
    });
    let source = |grade: LegacySource| Entry {
        of: Some(grade.successor().grade.as_str()),
        unconfirmed: grade.successor().convention,
        ..Entry::new(grade.as_str(), grade.name())
    };
    let information = |grade: LegacyInformation| Entry {
        of: Some(grade.successor().grade.as_str()),
        unconfirmed: grade.successor().convention,
        ..Entry::new(grade.as_str(), grade.name())
    };
    let handling = |grade: LegacyHandling| Entry {
        of: Some(grade.successor().grade.as_str()),
        unconfirmed: grade.successor().convention,
        ..Entry::new(grade.as_str(), grade.name())
    };
    vec![
        listed("police_recipients", "Police recipients", FORCES, recipients),
        named("intelligence_sources", "3x5x2: the source", THREE_FIVE_TWO, SourceEvaluation::name),
        named("intelligence_information", "3x5x2: the information", THREE_FIVE_TWO, InformationEvaluation::name),
        named("intelligence_handling", "3x5x2: handling", THREE_FIVE_TWO, Handling::name),
        Table::of_codes("legacy_sources", "5x5x5: the source", FIVE_FIVE_FIVE, source).under("intelligence_sources"),
        Table::of_codes("legacy_information", "5x5x5: the information", FIVE_FIVE_FIVE, information)
            .under("intelligence_information"),
        Table::of_codes("legacy_handling", "5x5x5: handling", FIVE_FIVE_FIVE, handling).under("intelligence_handling"),
        named("jurisdictions", "Whose rules of recording", RECORDING, Jurisdiction::name),
        named("recordings", "What the police make of an anonymous report", RECORDING, Recording::name),
        listed("recording_rules", "How the police record an anonymous report", RECORDING, rules).under("jurisdictions"),
    ]
}
