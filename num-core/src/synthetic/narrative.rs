//! Narratives and summaries: factual and restrained, each in the words of who tells.

use super::{
    calendar::push_padded,
    chance::Chance,
    event::Event,
    parameters::Parameters,
    seen::Seen,
    settings::Setting,
    workers::{Voice, Witness},
};

type Code = &'static str;

/// Who tells of whom: `I` or `she`.
#[derive(Clone, Copy)]
pub(super) struct Persons {
    pub(super) first: bool,
    pub(super) victim: Code,
    pub(super) offender: Code,
}

impl Persons {
    /// The word for a token such as `{he}`; in capitals where the token is.
    fn word(self, token: &str) -> Code {
        let offender = match self.offender {
            "woman" => 1,
            "non_binary" => 2,
            _ => 0,
        };
        let victim = match self.victim {
            _ if self.first => 3,
            "man" | "trans_man" => 0,
            "non_binary" | "other" => 2,
            _ => 1,
        };
        let (row, who) = match token {
            "he" => (0, offender),
            "He" => (1, offender),
            "him" => (2, offender),
            "his" => (3, offender),
            "was_he" => (4, offender),
            "I" => (0, victim),
            "I^" => (1, victim),
            "me" => (2, victim),
            "my" => (3, victim),
            _ => (4, victim),
        };
        const WORDS: [[Code; 4]; 5] = [
            ["he", "she", "they", "I"],
            ["He", "She", "They", "I"],
            ["him", "her", "them", "me"],
            ["his", "her", "their", "my"],
            ["was", "was", "were", "was"],
        ];
        WORDS.get(row).and_then(|row| row.get(who)).copied().unwrap_or_default()
    }

    fn tell(self, text: &mut String, template: &str) {
        if !text.is_empty() && !text.ends_with([' ', '\n']) {
            text.push(' ');
        }
        let mut rest = template;
        while let Some((before, after)) = rest.split_once('{') {
            text.push_str(before);
            let (token, after) = after.split_once('}').unwrap_or((after, ""));
            text.push_str(self.word(token));
            rest = after;
        }
        text.push_str(rest);
    }
}

/// The whole story.
pub(super) fn narrative(
    event: &Event,
    witness: &Witness,
    persons: Persons,
    chance: &mut Chance,
    parameters: &Parameters,
    text: &mut String,
) {
    text.clear();
    let Some(seen) = event.seen.first() else { return };
    if witness.voice == Voice::Brief {
        brief(event, seen, persons, text);
    } else {
        persons.tell(text, opening(event.setting, witness));
        if event.seen.len() > 1 {
            persons.tell(
                text,
                witness.way(
                    1,
                    &[
                        "There were two of them.",
                        "{He} {was_he} not alone, someone else was with {him}.",
                        "Two people came.",
                    ],
                ),
            );
        }
        for kind in &event.offences {
            persons.tell(text, middle(kind, event.setting, witness));
        }
        for tag in seen.behaviours.iter().take(if witness.voice == Voice::Careful { 3 } else { 1 }) {
            persons.tell(text, behaviour(tag));
        }
        if !seen.phrase.is_empty() {
            persons.tell(text, witness.way(2, &["{He} kept saying", "What I remember is how {he} said", "{He} said"]));
            text.push_str(" \"");
            text.push_str(seen.phrase);
            text.push_str("\".");
        }
        persons.tell(text, ending(event, witness));
    }
    if let (Some(name), true) = (seen.names.first().filter(|_| seen.named), chance.yes(parameters.name_in_narrative)) {
        persons.tell(
            text,
            witness.way(3, &["{He} called {him}self", "The name given was", "The name on the message was"]),
        );
        text.push(' ');
        text.push_str(name);
        text.push('.');
    }
    if let (Some(phone), true) = (seen.phones.first(), chance.yes(parameters.phone_in_narrative)) {
        persons.tell(text, witness.way(4, &["The number was", "{He} rang from", "Number:"]));
        text.push(' ');
        text.push_str(phone);
        text.push('.');
    }
    if chance.yes(parameters.own_name_in_narrative) {
        persons.tell(text, "{He} asked if {I} {was}");
        text.push(' ');
        text.push_str(witness.working_name);
        text.push('.');
    }
    if !event.street.is_empty() && chance.yes(parameters.street_in_narrative) {
        text.push_str(" It was at ");
        text.push_str(&event.street);
        text.push('.');
    }
}

fn brief(event: &Event, seen: &Seen, persons: Persons, text: &mut String) {
    text.push_str(match event.setting {
        Setting::Street => "Street, stopped in passing.",
        Setting::Escort => "Outcall.",
        Setting::Online => "Online only.",
        Setting::Parlour => "Walk-in.",
        _ => "Incall booking.",
    });
    for kind in &event.offences {
        text.push(' ');
        text.push_str(label(kind));
        text.push('.');
    }
    for tag in seen.behaviours.iter().take(2) {
        persons.tell(text, behaviour(tag));
    }
    text.push_str(if event.injuries.is_empty() { " No injuries." } else { " Injured, see form." });
}

fn opening(setting: Setting, witness: &Witness) -> Code {
    witness.way(
        0,
        match setting {
            Setting::Street => &[
                "{He} pulled up and asked if {I} {was} working.",
                "{I^} {was} at the usual place when {he} came over.",
                "A regular spot, not late. {He} drove past twice and then stopped.",
                "{He} walked up and agreed a price.",
            ][..],
            Setting::IndoorAlone => &[
                "{He} booked by text and came on time.",
                "Booking for half an hour, made the same day.",
                "{He} rang twice before {he} came up.",
                "{I^} {was} on {my} own in the flat. The booking was for an hour.",
            ],
            Setting::SharedPremises => &[
                "{He} asked for {me} at the door.",
                "There were two in that day. {He} picked {me}.",
                "{He} came in after another client left.",
            ],
            Setting::Parlour => &[
                "{He} came in off the street and paid at the desk.",
                "Reception sent {him} through.",
                "{He} said {he} had been before. Nobody knew {him}.",
            ],
            Setting::Escort => &[
                "{I^} went to the hotel {he} gave.",
                "Outcall to a house. {He} opened the door and locked it again.",
                "The booking came by email and looked fine.",
                "{He} asked for an overnight and sent half of it before.",
            ],
            Setting::Online => &[
                "It began with messages on the site.",
                "{He} wrote first, friendly enough.",
                "{I^} had never met {him}. It was all by message.",
            ],
            Setting::Other => &[
                "{He} knew somebody {I} knew.",
                "{I^} met {him} through work.",
                "{He} {was_he} there when {I} arrived.",
            ],
        },
    )
}

fn middle(kind: &str, setting: Setting, witness: &Witness) -> Code {
    let ways: &[Code] = match kind {
        "rape" => &[
            "{He} would not stop when {I} said no.",
            "{He} forced {me}.",
            "{I^} said no more than once. {He} raped {me}.",
        ],
        "sexual_assault" => &[
            "{He} touched {me} after {I} had said no.",
            "{He} did things that were not agreed.",
            "{He} held {me} and would not let go.",
        ],
        "causing_sexual_activity" => {
            &["{He} made {me} do things that {I} had not agreed to.", "{I^} {was} made to go on."]
        }
        "exposure" => &["{He} exposed {his} body and would not leave.", "{He} sat there exposed and watched."],
        "robbery" => &[
            "{He} took the money and {my} phone and pushed {me} back.",
            "{He} showed a weapon and told {me} to hand it over.",
            "{He} took {my} bag by force.",
        ],
        "theft" => &[
            "The money was gone when {he} left.",
            "{He} took the money back out of the drawer.",
            "Later {my} phone was missing.",
        ],
        "making_off_without_payment" => &[
            "{He} left without paying.",
            "{He} said {he} would get cash from the car and did not come back.",
            "The transfer never arrived.",
        ],
        "blackmail" => {
            &["{He} wanted money or {he} would tell {my} family.", "{He} said {he} would post {my} address."]
        }
        "assault_with_injury" => {
            &["{He} hit {me} in the face.", "{He} punched {me} and {I} fell.", "{He} grabbed {my} throat."]
        }
        "assault_intending_serious_harm" => &["{He} kept hitting {me} on the ground.", "{He} used something heavy."],
        "attempted_murder" => &["{I^} thought {I} would not get out alive.", "{He} tried to kill {me}."],
        "assault_without_injury" => {
            &["{He} pushed {me} against the wall.", "{He} grabbed {my} arm and would not let go."]
        }
        "kidnapping" => &["{He} drove off and would not let {me} out.", "{He} locked the doors and drove out of town."],
        "threats_to_kill" => &["{He} said {he} would kill {me} if {I} told anyone.", "{He} threatened to kill {me}."],
        "harassment" => &["{He} kept ringing from different numbers.", "{He} sent messages day and night."],
        "stalking" => &["{He} had been outside three times since.", "{He} followed {me} home and knew the house."],
        "threat_to_damage" => &["{He} said {he} would smash the windows.", "{He} threatened to burn the place."],
        "criminal_damage" => &["{He} kicked the door in.", "{He} broke the lamp and the phone."],
        "modern_slavery" => &["{He} kept all the money and the papers.", "{He} decided when {I} worked and where."],
        "trafficking" => &[
            "{He} brought {me} here and moved {me} from town to town.",
            "{He} arranged the travel and said {I} owed {him} for it.",
        ],
        "condom_removal" => {
            &["{He} took the condom off without saying.", "{I^} noticed afterwards that {he} had taken it off."]
        }
        "filming" => &["{He} {was_he} filming on a phone.", "There was a camera running in the bag."],
        "haggling" => &["{He} argued about the price the whole time.", "{He} wanted more for less."],
        "time_wasting" => {
            &["{He} booked and never came, for the third time.", "{He} asked and asked and never booked."]
        }
        _ => &["Something was not right about {him}.", "{He} asked a lot of questions."],
    };
    let which = if setting == Setting::Street { 5 } else { 6 };
    witness.way(which, ways)
}

fn behaviour(tag: &str) -> Code {
    match tag {
        "strangles" => "{He} put {his} hands around {my} neck.",
        "restrains" => "{He} held {me} down.",
        "hits" => "{He} hit out.",
        "locks_in" => "{He} locked the door and kept the key.",
        "drugs_drink" => "{I^} thought there was something in the drink.",
        "takes_phone" => "{He} took {my} phone away first.",
        "drives_to_remote_place" => "{He} drove to a dark place with nobody about.",
        "threatens_to_expose" => "{He} said {he} would tell people what {I} did for work.",
        "threatens_family" => "{He} talked about {my} family.",
        "verbally_abuses" => "{He} {was_he} abusive.",
        "knife" => "{He} had a knife.",
        "gun" => "There was a gun, or something that looked like one.",
        "blunt_weapon" => "{He} had a bar of some kind.",
        "acid" => "{He} had a bottle and said it was acid.",
        "other_weapon" => "{He} had something in {his} hand.",
        "refuses_payment" => "{He} would not pay.",
        "takes_money_back" => "{He} wanted the money back and took it.",
        "fake_money" => "The notes were not real.",
        "fake_transfer" => "{He} showed a transfer on the screen that never came.",
        "steals_belongings" => "Things were taken.",
        "haggles" => "{He} argued about money.",
        "pays_first" => "{He} paid first and without a word.",
        "removes_condom" => "{He} took the condom off.",
        "refuses_condom" => "{He} did not want to use a condom.",
        "extra_services" => "{He} wanted more than was agreed.",
        "overstays" => "{He} would not leave.",
        "films" => "{He} had a phone pointed at {me}.",
        "asks_for_her_address" => "{He} asked where {I} lived.",
        "poses_as_client" => "At first {he} seemed like any client.",
        "poses_as_police" => "{He} said {he} {was_he} police.",
        "fake_profile" => "The pictures were of somebody else.",
        "changes_name" => "{He} gave another name the second time.",
        "withholds_number" => "The number was withheld.",
        "watches_first" => "{He} had been watching for a while.",
        "kerb_crawls" => "{He} went round the block several times.",
        "turns_up_unannounced" => "{He} turned up again without a booking.",
        "follows_home" => "{He} followed {me}.",
        "acts_with_others" => "Others were waiting outside.",
        "drunk" => "{He} {was_he} drunk.",
        "uses_drugs" => "{He} {was_he} using.",
        "offers_drugs" => "{He} offered drugs.",
        _ => "{He} {was_he} not sober.",
    }
}

fn ending(event: &Event, witness: &Witness) -> Code {
    if event.setting == Setting::Online {
        return witness
            .way(7, &["{I^} blocked {him}.", "{I^} kept the messages.", "{He} made a new account after that."]);
    }
    if event.grave() {
        witness.way(
            7,
            &[
                "{I^} got out and called a friend.",
                "{I^} got away when somebody came.",
                "{He} left. {I^} waited until {I} {was} sure.",
                "{I^} did not want {him} to do this to anyone else.",
            ],
        )
    } else {
        witness.way(
            7,
            &[
                "{I^} told the others to watch out.",
                "{I^} will not see {him} again.",
                "That was all.",
                "Others should know.",
            ],
        )
    }
}

/// A kind of offence as a note has it.
pub(super) fn label(kind: &str) -> Code {
    match kind {
        "rape" => "Rape",
        "sexual_assault" => "Sexual assault",
        "causing_sexual_activity" => "Made to take part without consent",
        "exposure" => "Exposure",
        "trafficking" => "Trafficking",
        "modern_slavery" => "Kept and made to work",
        "attempted_murder" => "Attempt on life",
        "assault_intending_serious_harm" => "Serious assault",
        "assault_with_injury" => "Assault, injured",
        "assault_without_injury" => "Assault, no injury",
        "kidnapping" => "Taken away by force",
        "threats_to_kill" => "Threats to kill",
        "blackmail" => "Blackmail",
        "threat_to_damage" => "Threat to damage property",
        "harassment" => "Harassment",
        "stalking" => "Stalking",
        "robbery" => "Robbery",
        "theft" => "Theft",
        "making_off_without_payment" => "Left without paying",
        "criminal_damage" => "Damage",
        "haggling" => "Haggling",
        "time_wasting" => "Time wasting",
        "condom_removal" => "Took the condom off",
        "filming" => "Filming without consent",
        "suspicious_behaviour" => "Acting suspiciously",
        _ => "Other concern",
    }
}

/// An edited summary: what happened and whom to look out for, nothing that says who reports. Now and then an editor slips.
pub(super) fn summary(event: &Event, editor: &Witness, slips: bool, chance: &mut Chance, text: &mut String) {
    text.clear();
    let Some(seen) = event.seen.first() else { return };
    for (at, kind) in event.offences.iter().enumerate() {
        text.push_str(if at == 0 { "" } else { " and " });
        text.push_str(&if at == 0 { label(kind).to_owned() } else { label(kind).to_lowercase() });
    }
    text.push_str(editor.way(
        0,
        match event.setting {
            Setting::Street => &[" of somebody working on the street.", " during street work."][..],
            Setting::Online => &[" online.", " by message."],
            Setting::Escort => &[" on an outcall.", " during an outcall."],
            _ => &[" indoors.", " during a booking indoors."],
        },
    ));
    let who = match (seen.ethnicity, seen.gender) {
        ("ic1", "man") => " White man",
        ("ic3", "man") => " Black man",
        ("ic4", "man") => " Asian man",
        ("ic5", "man") => " Man of east Asian appearance",
        ("ic6", "man") => " Man of Arab or north African appearance",
        (_, "man") => " Man",
        (_, "woman") => " Woman",
        _ => " Person",
    };
    if seen.age > 0 {
        text.push_str(who);
        text.push_str(", ");
        if seen.age < 20 {
            text.push_str("teens");
        } else {
            push_padded(text, (seen.age / 10 * 10).unsigned_abs(), 1);
            text.push('s');
        }
        if !seen.build.is_empty() {
            text.push_str(", ");
            text.push_str(seen.build);
            text.push_str(" build");
        }
        text.push('.');
    }
    if let Some(car) = &seen.vehicle {
        text.push_str(" Uses a ");
        if !car.colour.is_empty() && car.colour != "other" && car.colour != "multi" {
            text.push_str(car.colour);
            text.push(' ');
        }
        text.push_str(if car.kind.is_empty() { "vehicle" } else { car.kind });
        text.push('.');
    }
    text.push_str(editor.way(
        1,
        &[" Take care.", " Do not go with this person alone.", "", " Tell your project if you meet them.", ""],
    ));
    if slips {
        if let (Some(phone), true) = (seen.phones.first(), chance.coin()) {
            text.push_str(" Number ");
            text.push_str(phone);
            text.push('.');
        } else if !event.street.is_empty() {
            text.push_str(" Near ");
            text.push_str(&event.street);
            text.push('.');
        }
    }
}

/// Pieces in their own words, by what they are about.
pub(super) fn own_words(about: &str, witness: &Witness) -> Code {
    let ways: &[Code] = match about {
        "offences" => {
            &["It was not just the money, it was how it was done.", "I don't know what you call that in law."]
        }
        "when" => &["It was dark already, after the shops closed.", "The week that it rained all the time."],
        "place" => &["Round the back where the bins are.", "By the old loading bay."],
        "setting" => &["I was doing a favour for a friend that day.", "I don't normally work there."],
        "sector" => &["I do a bit of everything.", "Mostly online now, sometimes incalls."],
        "injuries" => &["My arm was sore for a week.", "Still get headaches."],
        "support" => &["Just want to talk to somebody.", "Nothing for now, ask me later."],
        "contact" => &["He got it from an old advert.", "Somebody gave him my number."],
        "police" => &["I rang them once and hung up.", "They were all right last time."],
        "victim" => &["I have been doing this for years.", "New to the area."],
        "names" => &["Something like Gaz or Baz.", "Foreign name, I could not say it."],
        "appearance" => &["Looks like a tired teacher.", "The sort of face you forget."],
        "clothing" => &["Work boots with paint on them.", "Smart coat, cheap shoes."],
        "marks" => &["Writing on the neck, could not read it.", "Something wrong with one hand."],
        "speech" => &["Talks fast, swallows the ends.", "Not from round here, maybe from up north."],
        "phrase" => &["Says the same thing again and again.", "Always asks if anyone else is in."],
        "vehicle" => &["Smells of dogs inside.", "One of those with the sliding door, quite new."],
        "behaviour" => &["Nice at first and then it turns.", "Keeps looking at the door."],
        _ => &["Did not want to write everything down.", "Ask me about the rest."],
    };
    witness.way(8, ways)
}
