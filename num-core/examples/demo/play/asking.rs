use num_core::{
    descriptor::Phone,
    id::{Id, MemberId},
    incident::Offender,
    lookup::{Answer, Asker, LookupPurpose, LookupRecord, Query, QueryKind, RateLimit, Watch},
    scheme::{Scheme, SchemeError},
    timestamp::Timestamp,
};

/// So few look-ups a day, that the demo shows what happens after them.
pub(crate) const MOST_A_DAY: usize = 8;

/// Numbers that nobody has.
const INVENTED: [&str; 3] = ["07700 900999", "07700 900998", "0161 496 0999"];

/// Questions of members, with their answers.
#[derive(Default)]
pub(crate) struct Lookups {
    pub(crate) asked: Vec<Asked>,
    /// What is recorded of them, for the scheme's own eyes.
    pub(crate) records: Vec<LookupRecord>,
}

/// One question.
pub(crate) struct Asked {
    pub(crate) kind: QueryKind,
    pub(crate) text: String,
    pub(crate) purpose: LookupPurpose,
    /// What the scheme knows of it, which the answer does not tell.
    pub(crate) behind: &'static str,
    pub(crate) answer: Result<Answer, SchemeError>,
}

/// A watch that lets everything pass: for looking for examples.
struct Unwatched;

impl Watch for Unwatched {
    fn allow(&mut self, _: &Asker, _: LookupPurpose, _: Timestamp) -> bool {
        true
    }

    fn record(&mut self, _: LookupRecord) {}
}

/// What somebody might ask.
struct Example {
    kind: QueryKind,
    text: String,
    purpose: LookupPurpose,
    behind: &'static str,
}

impl Lookups {
    /// Asks a few questions of what is held.
    pub(super) fn ask(scheme: &Scheme, as_of: Timestamp) -> Result<Self, Box<dyn std::error::Error>> {
        let member = MemberId::parse("demo-member").map_err(|code| code.message())?;
        let asker = Asker { scheme: scheme.id().clone(), member };
        let mut watch = RateLimit::new(MOST_A_DAY, 24);
        let mut asked = Vec::new();
        for example in examples(scheme, &asker, as_of) {
            let query = Query::new(example.kind, &example.text);
            let answer = scheme.check(&query, &asker, example.purpose, as_of, &mut watch);
            let Example { kind, text, purpose, behind } = example;
            asked.push(Asked { kind, text, purpose, behind, answer });
        }
        Ok(Self { asked, records: watch.records().to_vec() })
    }
}

fn examples(scheme: &Scheme, asker: &Asker, as_of: Timestamp) -> Vec<Example> {
    use LookupPurpose as P;
    use QueryKind as K;
    let answer =
        |kind, text: &str| scheme.check(&Query::new(kind, text), asker, P::Casework, as_of, &mut Unwatched).ok();
    let offenders = || scheme.cases().flat_map(|case| &case.incident.offenders);
    let phones = || offenders().flat_map(|he| he.phones.iter()).map(|phone| (K::Phone, phone.source().to_owned()));
    let usernames = || offenders().flat_map(|he| he.handles.iter()).map(|name| (K::Username, name.source().to_owned()));
    let plates = || offenders().filter_map(plate).map(|plate| (K::Plate, plate));
    let reported =
        |least: usize| move |answer: &Answer| matches!(answer, Answer::Reported(reported) if reported.reports >= least);
    let first = |mut among: &mut dyn Iterator<Item = (K, String)>, fits: &dyn Fn(&Answer) -> bool, purpose, behind| {
        let found = (&mut among).find(|(kind, text)| answer(*kind, text).is_some_and(|answer| fits(&answer)));
        found.map(|(kind, text)| Example { kind, text, purpose, behind })
    };
    let nothing = |answer: &Answer| matches!(answer, Answer::NothingToShow);
    let is_held = |number: &str| {
        let number = Phone::parse(number).ok();
        offenders().flat_map(|he| he.phones.iter()).any(|held| Some(held) == number.as_ref())
    };
    let invented = INVENTED.iter().find(|number| !is_held(number)).map(|number| Example {
        kind: K::Phone,
        text: (*number).to_owned(),
        purpose: P::BeforeMeeting,
        behind: "Nobody reported this number.",
    });
    let name = offenders().flat_map(|he| he.aliases.iter()).next().map(|name| Example {
        kind: K::Name,
        text: name.source().to_owned(),
        purpose: P::BeforeMeeting,
        behind: "A name is never looked up, whatever is held.",
    });
    let partial = offenders().filter_map(|he| he.vehicle.plate.as_ref()).find(|plate| plate.is_partial());
    let partial = partial.map(|plate| Example {
        kind: K::Plate,
        text: plate.source().to_owned(),
        purpose: P::AfterContact,
        behind: "A plate with unknown places fits too many cars: it is not looked up.",
    });
    let by_several = "It is held of several people, who all let members look it up.";
    let examples = [
        first(&mut phones(), &reported(2), P::BeforeMeeting, by_several),
        first(
            &mut phones(),
            &reported(1),
            P::BeforeMeeting,
            "It is held, and she who reported it lets members look it up.",
        ),
        first(
            &mut phones(),
            &nothing,
            P::BeforeMeeting,
            "It is held, and members may not be shown it: consent, triage or the gate says so.",
        ),
        invented,
        first(
            &mut usernames(),
            &reported(1),
            P::AfterContact,
            "It is held, and she who reported it lets members look it up.",
        ),
        first(
            &mut plates(),
            &reported(1),
            P::ForSomebodyElse,
            "It is held, and she who reported it lets members look it up.",
        ),
        partial,
        name,
        Some(Example {
            kind: K::Phone,
            text: INVENTED[0].to_owned(),
            purpose: P::BeforeMeeting,
            behind: "One look-up too many for this member today: it is not answered, whatever is held.",
        }),
    ];
    examples.into_iter().flatten().collect()
}

fn plate(offender: &Offender) -> Option<String> {
    let plate = offender.vehicle.plate.as_ref().filter(|plate| !plate.is_partial())?;
    Some(plate.source().to_owned())
}
