//! The parameters: everything that was chosen, by name, with where it comes from.

use serde::{Deserialize, Serialize};

use super::settings::BySetting;
use crate::error::{Code, Problem, Problems};

/// A probability, or a share of all: 0 to 1.
pub type Share = f64;
/// A measure of 0 or more.
pub type Amount = f64;
/// A number of 1 or more.
pub type Count = u32;
/// Yes or no.
pub type Switch = bool;
/// A weight for each month, January first.
pub type Months = [f64; 12];

/// What a parameter may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// From 0 to 1.
    Share,
    /// 0 or more.
    Amount,
    /// 1 or more.
    Count,
    /// Yes or no.
    Switch,
    /// A share for each setting.
    BySetting,
    /// A weight for each month.
    Months,
}

/// A parameter as the documentation lists it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Described {
    /// What it belongs to.
    pub group: &'static str,
    /// Its name.
    pub name: &'static str,
    /// What it may be.
    pub kind: Kind,
    /// What it is now.
    pub value: String,
    /// Where that comes from: a published figure, or assumed.
    pub source: &'static str,
    /// What it says.
    pub meaning: &'static str,
}

/// What can be a parameter.
trait Value {
    fn holds(&self, kind: Kind) -> bool;
    fn shown(&self) -> String;
}

impl Value for f64 {
    fn holds(&self, kind: Kind) -> bool {
        self.is_finite() && *self >= 0.0 && *self <= if kind == Kind::Share { 1.0 } else { 1e9 }
    }

    fn shown(&self) -> String {
        self.to_string()
    }
}

impl Value for u32 {
    fn holds(&self, _: Kind) -> bool {
        (1..=1_000_000).contains(self)
    }

    fn shown(&self) -> String {
        self.to_string()
    }
}

impl Value for bool {
    fn holds(&self, _: Kind) -> bool {
        true
    }

    fn shown(&self) -> String {
        (if *self { "yes" } else { "no" }).to_owned()
    }
}

fn listed(values: &[f64]) -> String {
    values.iter().map(f64::to_string).collect::<Vec<_>>().join(" · ")
}

impl Value for BySetting {
    fn holds(&self, _: Kind) -> bool {
        self.values().iter().all(|value| value.holds(Kind::Share))
    }

    fn shown(&self) -> String {
        listed(&self.values())
    }
}

impl Value for Months {
    fn holds(&self, _: Kind) -> bool {
        self.iter().all(|weight| weight.holds(Kind::Amount)) && self.iter().any(|weight| *weight > 0.0)
    }

    fn shown(&self) -> String {
        listed(self)
    }
}

macro_rules! parameters {
    ($($group:literal { $(#[doc = $doc:literal] $name:ident: $kind:ident = $default:expr, $source:literal;)* })*) => {
        /// Everything that was chosen. The default is calibrated to the published first year of a scheme; what is not published is
        /// assumed, and says so. As JSON, what is left out is as in the default.
        #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
        #[serde(default, deny_unknown_fields)]
        pub struct Parameters {
            $($(
                #[doc = $doc]
                #[doc = ""]
                #[doc = concat!("Source: ", $source, ".")]
                pub $name: $kind,
            )*)*
        }

        impl Default for Parameters {
            fn default() -> Self {
                Self { $($($name: $default,)*)* }
            }
        }

        impl Parameters {
            /// Every parameter, for documentation.
            pub fn described(&self) -> Vec<Described> {
                vec![$($(Described {
                    group: $group,
                    name: stringify!($name),
                    kind: Kind::$kind,
                    value: self.$name.shown(),
                    source: $source,
                    meaning: $doc.trim_ascii(),
                },)*)*]
            }

            fn problems(&self) -> Vec<Problem> {
                let mut problems = Vec::new();
                $($(
                    if !self.$name.holds(Kind::$kind) {
                        problems.push(Problem::new(stringify!($name), Code::RANGE_OUT_OF_BOUNDS));
                    }
                )*)*
                problems
            }
        }
    };
}

impl Parameters {
    /// Whether every parameter is what it may be, and they go together.
    ///
    /// # Errors
    /// [`Code::RANGE_OUT_OF_BOUNDS`] with the name of each that is not.
    pub fn validate(&self) -> Result<(), Problems> {
        let mut problems = self.problems();
        let out_of_bounds = |name: &str| Problem::new(name, Code::RANGE_OUT_OF_BOUNDS);
        if self.full > self.at_least_anonymous {
            problems.push(out_of_bounds("full"));
        }
        if !(1_950..=2_090).contains(&self.first_year) {
            problems.push(out_of_bounds("first_year"));
        }
        if self.years > 20 || self.first_year.saturating_add(self.years) > 2_095 {
            problems.push(out_of_bounds("years"));
        }
        if self.reports > 100_000 {
            problems.push(out_of_bounds("reports"));
        }
        if self.reports_per_worker < 0.01 {
            problems.push(out_of_bounds("reports_per_worker"));
        }
        if self.told_same_day + self.told_within_3_days + self.told_within_a_fortnight <= 0.0 {
            problems.push(out_of_bounds("told_same_day"));
        }
        if !(1.0..=2.0).contains(&self.sexual_is_told_later) {
            problems.push(out_of_bounds("sexual_is_told_later"));
        }
        Problems::check(problems)
    }

    pub(super) fn first_calendar_year(&self) -> i32 {
        i32::try_from(self.first_year).unwrap_or(i32::MAX)
    }

    pub(super) fn last_year(&self) -> i32 {
        self.first_calendar_year().saturating_add_unsigned(self.years) - 1
    }
}

parameters! {
    "Size and time" {
        /// How many accepted reports a year has. Duplicates, rejected and disputed ones come on top.
        reports: Count = 480, "published: 480 incidents in the first year";
        /// The first calendar year of a register.
        first_year: Count = 2018, "assumed";
        /// How many calendar years a register spans. A generated year is the last of them, cut out of such a register.
        years: Count = 8, "assumed";
        /// Whether the shares that were published are met by count, to within one or two reports, or left to chance.
        by_quota: Switch = true, "assumed";
        /// How many reports come in month by month, against an even year.
        month_weights: Months = [0.95, 0.93, 1.0, 0.98, 1.03, 1.04, 1.05, 1.02, 1.0, 1.03, 1.0, 0.97], "assumed";
    }
    "Figures that were published" {
        /// How many reports tell of an offence of the category `sexual`.
        sexual_offence: Share = 0.25, "published: 120 of 480 reports of the first year told of a sexual offence";
        /// How many accepted reports come to the level `anonymous` or more.
        at_least_anonymous: Share = 0.965, "published: more than 95% share details; where above that, assumed";
        /// How many accepted reports come to the level `full`.
        full: Share = 0.28, "published: 28% were willing to report formally";
    }
    "Consent" {
        /// Of what stays below `anonymous`, how much is at `none`; the rest is at `alert_only`.
        nothing_of_low: Share = 0.4, "assumed";
        /// How much the gravity of what was done pulls consent towards full details: 0 not at all.
        serious_goes_further: Share = 0.35, "assumed";
        /// How often full details were granted later, after an anonymous report.
        raised_to_full: Share = 0.3, "assumed";
        /// How often an anonymous report was only an alert at first.
        raised_to_anonymous: Share = 0.08, "assumed";
        /// How often the level was higher at first and was then withdrawn in part.
        narrowed: Share = 0.06, "assumed";
        /// How often full details hang on a condition that is not met.
        conditional: Share = 0.07, "assumed";
        /// How often full details hang on a condition that is met, where there are linked reports enough.
        condition_met: Share = 0.5, "assumed";
        /// How often a third party's report that stays at `alert_only` does so for want of the victim's authority.
        without_authority: Share = 0.7, "assumed";
        /// How often a third party gives the statement for her, with her authority, instead of taking down hers.
        third_party_speaks: Share = 0.45, "assumed";
        /// How often internal matching is granted.
        matching: Share = 0.93, "assumed";
        /// How often members' look-ups are granted.
        lookup: Share = 0.78, "assumed";
        /// How often an alert is granted beside police: police without alert is a real choice.
        alert_beside_police: Share = 0.92, "assumed";
        /// How often use in statistics is granted.
        statistics: Share = 0.85, "assumed";
        /// How often sharing with the local partner scheme is granted, in West Yorkshire.
        partner: Share = 0.5, "assumed";
        /// How often the anonymous grant names SCAS beside the force.
        scas_too: Share = 0.6, "assumed";
        /// How often a grant names a narrower scope.
        scope_narrowed: Share = 0.06, "assumed";
        /// How often the scope names the linked offender, where there is one.
        linked_offender_named: Share = 0.3, "assumed";
        /// How often she accepts to be recognised, having been shown that he may well know.
        recognition_accepted: Share = 0.5, "assumed";
        /// How often a grant starts some days later.
        starts_later: Share = 0.02, "assumed";
        /// How often it is noted how consent was captured.
        capture_noted: Share = 0.75, "assumed";
        /// How often a third party takes her statement some days after the report.
        asked_later: Share = 0.5, "assumed";
        /// How often full details come with an anonymous grant too.
        anonymous_beside_full: Share = 0.9, "assumed";
        /// How often a condition that could be met asks her again instead of taking effect.
        condition_asks_again: Share = 0.4, "assumed";
        /// How often an old form is used up after there is a new wording.
        old_wording: Share = 0.2, "assumed";
        /// How often somebody began to note an authority that is not there.
        authority_half_noted: Share = 0.3, "assumed";
        /// How often a third party who reports in full grants their own identity too.
        reporters_own_identity: Share = 0.4, "assumed";
        /// How often a report is passed on without consent, by an override.
        overridden: Share = 0.006, "assumed";
    }
    "Who reports" {
        /// How many reports come from somebody other than the victim.
        third_party: Share = 0.3, "assumed";
        /// How many reports a worker gives on average: the fewer, the more workers there are.
        reports_per_worker: Amount = 1.3, "assumed";
        /// How many victims are under 18.
        victim_under_18: Share = 0.006, "assumed";
        /// How often capacity is doubted.
        capacity_doubted: Share = 0.012, "assumed";
        /// How often she is in danger now.
        in_danger: Share = 0.02, "assumed";
        /// How often capacity and danger are asked about where nothing is wrong.
        safeguarding_asked: Share = 0.6, "assumed";
        /// How often it is told whether the reporter was there.
        first_hand_told: Share = 0.88, "assumed";
        /// How many projects that report are verified members rather than known ones.
        verified_project: Share = 0.2, "assumed";
        /// How many victims and witnesses who report are verified members.
        verified_member: Share = 0.45, "assumed";
        /// How many of the other reporters are graded as unknown; the rest have no grade.
        unknown_source: Share = 0.5, "assumed";
        /// How often victim and reporter have a pseudonym in the report.
        pseudonym_kept: Share = 0.92, "assumed";
        /// How often a name, and how often a phone, of a victim is known.
        identity_known: Share = 0.55, "assumed";
        /// The same, where she reports in full.
        identity_known_full: Share = 0.95, "assumed";
        /// The same, of a third party who reports.
        reporter_known: Share = 0.8, "assumed";
        /// How often a name she works under is told.
        working_name_told: Share = 0.4, "assumed";
        /// How often somebody whose name may be known is known by an e-mail address too.
        email_of_the_known: Share = 0.5, "assumed";
        /// How often by an address.
        address_of_the_known: Share = 0.3, "assumed";
        /// How often the postcode comes with somebody's home address.
        home_postcode_told: Share = 0.65, "assumed";
        /// How often it is told how she may safely be reached.
        safe_contact: Share = 0.35, "assumed";
        /// How often it is noted who took the report of a victim.
        taken_by_told: Share = 0.3, "assumed";
        /// How often her sector is told.
        sector_told: Share = 0.9, "assumed";
        /// How often she was working then as she usually does.
        sector_is_setting: Share = 0.94, "assumed";
        /// How often her gender is told.
        victim_gender_told: Share = 0.85, "assumed";
        /// How often her ethnicity is told.
        victim_ethnicity_told: Share = 0.6, "assumed";
        /// How often her age band is told.
        age_band_told: Share = 0.75, "assumed";
        /// How often hate crime is asked about.
        hate_crime_asked: Share = 0.7, "assumed";
        /// How often hate crime is claimed.
        hate_crime: Share = 0.1, "assumed";
        /// How often it is claimed in Merseyside, where it is a strand of its own.
        merseyside_hate_crime: Share = 0.6, "assumed";
    }
    "Offenders: how many, how often, with whom" {
        /// The most sightings that one career has. One offender in n² has n or more, up to this.
        most_sightings: Count = 60, "assumed";
        /// Days between two sightings of a serial offender, on average.
        days_between: Amount = 110.0, "assumed";
        /// How many offenders have a partner.
        acts_in_pair: Share = 0.06, "assumed";
        /// How often the two of a pair are there together.
        pair_is_together: Share = 0.6, "assumed";
        /// How often the second of a pair is the one who is met, or met first.
        partner_leads: Share = 0.3, "assumed";
        /// How often partners offend alike.
        pair_shares_style: Share = 0.7, "assumed";
        /// How often the number that is known is the partner's, where both are there.
        shares_with_partner: Share = 0.35, "assumed";
        /// How many offenders look like another of the same place.
        looks_like_another: Share = 0.18, "assumed";
        /// How far cities differ in styles and settings, at most. Which way is drawn from the seed.
        city_tilt: Share = 0.5, "assumed";
        /// How many offenders go anywhere in the country.
        goes_anywhere: Share = 0.08, "assumed";
        /// How many of the others go to the forces around.
        goes_around: Share = 0.22, "assumed";
        /// How often one who goes anywhere is away from home.
        country_away: Share = 0.6, "assumed";
        /// How often one who goes around is away from home.
        region_away: Share = 0.45, "assumed";
        /// How often anyone else is.
        local_away: Share = 0.03, "assumed";
        /// How often one who is at home is in his own district.
        home_district: Share = 0.5, "assumed";
        /// How often somebody met online is met by a victim who lives anywhere.
        online_from_anywhere: Share = 0.5, "assumed";
        /// How often an offender has moved since his last sighting.
        moves_home: Share = 0.05, "assumed";
        /// How often he has a new number since.
        changes_phone: Share = 0.25, "assumed";
        /// How often a new number was somebody else's before, once enough numbers were given up.
        phone_is_recycled: Share = 0.3, "assumed";
        /// How many given-up numbers rest before one of them is given out again.
        numbers_rest: Count = 15, "assumed";
        /// How often he has another car since.
        changes_car: Share = 0.12, "assumed";
        /// How often another car is one that somebody else in the same place uses.
        car_is_shared: Share = 0.1, "assumed";
        /// How many cars are ever used by somebody else.
        car_is_lent: Share = 0.25, "assumed";
        /// How often he uses another handle.
        changes_handle: Share = 0.2, "assumed";
        /// How often the second of his two handles is the one that is known.
        has_second_handle: Share = 0.5, "assumed";
        /// How many other names he goes by, at most.
        most_names: Count = 3, "assumed";
    }
    "Offenders: who they are" {
        /// How many offenders are men.
        offender_is_man: Share = 0.965, "assumed";
        /// Their mean age in the last year, in years.
        age_mean: Amount = 36.0, "assumed";
        /// The standard deviation of their age.
        age_sd: Amount = 11.0, "assumed";
        /// The mean height of men, in centimetres.
        height_mean: Amount = 176.0, "published: Health Survey for England, about 176 cm";
        /// The standard deviation of the height of men.
        height_sd: Amount = 7.0, "published: Health Survey for England, about 7 cm";
        /// How many of those of other origins grew up here and speak like it.
        grew_up_here: Share = 0.5, "assumed";
        /// How many who grew up elsewhere speak another language.
        second_language: Share = 0.8, "assumed";
        /// How many who grew up here do.
        second_language_here: Share = 0.15, "assumed";
        /// How many have a tattoo, a scar or another mark that lasts; half and a quarter as many have a second and a third.
        has_mark: Share = 0.35, "assumed";
        /// How many of the clothes that somebody mostly wears are black.
        wears_black: Share = 0.5, "assumed";
        /// How many men of 25 are bald.
        bald: Share = 0.05, "assumed";
        /// How many more are at 70.
        bald_later: Share = 0.25, "assumed";
        /// How many men shave their heads.
        shaved: Share = 0.14, "assumed";
        /// How many men of 70 have receding hair.
        receding_later: Share = 0.3, "assumed";
        /// Where in the years from 25 to 70 hair begins to go grey.
        grey_begins: Share = 0.15, "assumed";
        /// How many of the grey are white after 62.
        white_when_old: Share = 0.4, "assumed";
        /// How many of 25 wear glasses.
        wears_glasses: Share = 0.1, "assumed";
        /// How many more do at 70.
        wears_glasses_later: Share = 0.2, "assumed";
        /// How often an offender does the least usual thing of his repertoire; the others lie between that and always.
        habit: Share = 0.35, "assumed";
        /// How often a likeness stops at glasses, and how often at the beard.
        likeness_lacks: Share = 0.3, "assumed";
        /// How many have a car.
        drives: Share = 0.72, "assumed";
        /// The mean age of their cars.
        car_age_years: Amount = 8.0, "published: about 8 to 10 years for cars in the United Kingdom (DfT); rounded down";
        /// How many cars are taxis.
        car_is_taxi: Share = 0.03, "assumed";
    }
    "Reports: when and where" {
        /// How many reports come in on the day, against the four below.
        told_same_day: Amount = 0.34, "assumed";
        /// Within three days.
        told_within_3_days: Amount = 0.27, "assumed";
        /// Within a fortnight.
        told_within_a_fortnight: Amount = 0.21, "assumed";
        /// Within three months.
        told_within_3_months: Amount = 0.13, "assumed";
        /// Later, up to two years.
        told_later: Amount = 0.05, "assumed";
        /// How much later sexual offences are told: 1 not at all, 1.25 one in four is told a class later.
        sexual_is_told_later: Amount = 1.25, "assumed";
        /// How much of what happened from Monday to Thursday is moved to the weekend before.
        weekend: Share = 0.15, "assumed";
        /// How often it is not known when it happened, for a fresh report; up to twice that for old ones.
        when_unknown: Share = 0.02, "assumed";
        /// How often the time is told to the minute or the quarter of an hour, for a fresh report.
        when_exact: Share = 0.55, "assumed";
        /// How many of those times are rounded to the quarter of an hour.
        when_quarter: Share = 0.7, "assumed";
        /// How often otherwise the day is told, for a fresh report.
        when_day: Share = 0.65, "assumed";
        /// How often a day comes with its part of day.
        when_part_of_day: Share = 0.7, "assumed";
        /// How often otherwise a range of days is told; else the month.
        when_range: Share = 0.4, "assumed";
        /// How often the force is not told.
        force_unknown: Share = 0.03, "assumed";
        /// How often it was on the railway.
        transport_police: Share = 0.005, "assumed";
        /// How often the postcode district is told.
        area_given: Share = 0.8, "assumed";
        /// How often otherwise an area in words.
        area_in_words: Share = 0.3, "assumed";
        /// How often the kind of place is told.
        place_kind_told: Share = 0.75, "assumed";
        /// How often the venue is named.
        venue_told: Share = 0.6, "assumed";
        /// How often the street is told.
        street_told: Share = 0.4, "assumed";
        /// How often the postcode comes with the street.
        postcode_told: Share = 0.4, "assumed";
        /// How often the house number comes with the street.
        house_number_told: Share = 0.6, "assumed";
        /// How often the setting is told.
        setting_told: Share = 0.93, "assumed";
        /// How often it is told how contact was made.
        contact_told: Share = 0.8, "assumed";
        /// How often a Home Office code is given with an offence.
        home_office_code_given: Share = 0.1, "assumed";
        /// How often a report tells of a second kind of offence.
        second_offence: Share = 0.22, "assumed";
        /// How often a grave offence that need not injure did.
        injured: Share = 0.35, "assumed";
        /// How often anything else injured.
        injured_otherwise: Share = 0.02, "assumed";
        /// How often safety planning is wanted besides.
        second_support: Share = 0.3, "assumed";
        /// How often support that is not wanted was left open.
        support_left_open: Share = 0.2, "assumed";
        /// How often it is told that there were no injuries.
        no_injuries_told: Share = 0.7, "assumed";
        /// How often support is asked about.
        support_asked: Share = 0.65, "assumed";
        /// How often it is wanted.
        support_wanted: Share = 0.25, "assumed";
        /// How often it is wanted after something grave.
        support_wanted_grave: Share = 0.65, "assumed";
        /// How often contact with the police is told.
        police_contact_told: Share = 0.75, "assumed";
        /// How often a report to the police comes with its reference.
        police_reference_told: Share = 0.6, "assumed";
        /// How often he would know that it was her.
        would_know: Share = 0.1, "assumed";
        /// How often a linked offender would.
        linked_would_know: Share = 0.7, "assumed";
        /// How often she names what only she could know.
        only_she_knows: Share = 0.06, "assumed";
        /// How often she then names a phrase, too.
        names_phrase: Share = 0.4, "assumed";
        /// How often it is asked whether to hold the report back.
        hold_asked: Share = 0.7, "assumed";
        /// How often it is then held.
        held: Share = 0.1, "assumed";
    }
    "What is seen, by setting" {
        /// How often she saw him in person.
        seen_in_person: BySetting = BySetting::of([1.0, 1.0, 1.0, 1.0, 1.0, 0.2, 0.95]), "assumed";
        /// How often she saw his car, if he has one.
        vehicle_seen: BySetting = BySetting::of([0.62, 0.1, 0.08, 0.07, 0.2, 0.0, 0.2]), "assumed";
        /// How often she noted something of its plate.
        plate_told: BySetting = BySetting::of([0.55, 0.35, 0.35, 0.35, 0.45, 0.0, 0.35]), "assumed";
        /// How often she knows a number.
        phone_known: BySetting = BySetting::of([0.12, 0.8, 0.55, 0.2, 0.82, 0.4, 0.35]), "assumed";
        /// How often she knows a handle.
        handle_known: BySetting = BySetting::of([0.02, 0.15, 0.08, 0.02, 0.22, 0.75, 0.12]), "assumed";
        /// How often she knows an e-mail address.
        email_known: BySetting = BySetting::of([0.005, 0.05, 0.02, 0.01, 0.12, 0.22, 0.05]), "assumed";
        /// How often he gave a name.
        name_given: BySetting = BySetting::of([0.42, 0.7, 0.5, 0.4, 0.78, 0.6, 0.6]), "assumed";
    }
    "What is seen" {
        /// How often the gender of somebody whom she never saw is told.
        gender_of_the_unseen: Share = 0.85, "assumed";
        /// How often ethnicity is told.
        ethnicity_told: Share = 0.8, "assumed";
        /// How often it is taken for another.
        ethnicity_mistaken: Share = 0.08, "assumed";
        /// How often age is told.
        age_told: Share = 0.78, "assumed";
        /// How often height is told.
        height_told: Share = 0.62, "assumed";
        /// How often build is told.
        build_told: Share = 0.6, "assumed";
        /// How often build is taken for the next one.
        build_mistaken: Share = 0.15, "assumed";
        /// How often colour and length of hair are told; style half as often.
        hair_told: Share = 0.5, "assumed";
        /// How often its colour is taken for the next one.
        hair_mistaken: Share = 0.15, "assumed";
        /// How often facial hair is told.
        facial_hair_told: Share = 0.5, "assumed";
        /// How often it has changed since.
        facial_hair_changes: Share = 0.2, "assumed";
        /// How often the colour of the eyes is told.
        eyes_told: Share = 0.16, "assumed";
        /// How often complexion is told.
        complexion_told: Share = 0.22, "assumed";
        /// How often glasses, or that there were none, are told.
        glasses_told: Share = 0.3, "assumed";
        /// How often somebody without glasses wore sunglasses.
        sunglasses: Share = 0.04, "assumed";
        /// How often an accent is told.
        accent_noticed: Share = 0.55, "assumed";
        /// How often it is taken for another.
        accent_mistaken: Share = 0.12, "assumed";
        /// How often somebody who is from there calls the accent of the place local.
        says_local: Share = 0.66, "assumed";
        /// How often she heard somebody whom she never saw.
        heard_when_unseen: Share = 0.5, "assumed";
        /// How often English is noted beside it.
        english_told: Share = 0.2, "assumed";
        /// How often a height in feet is told as about.
        about: Share = 0.2, "assumed";
        /// How often another language is told, of those who speak one.
        language_noticed: Share = 0.4, "assumed";
        /// How often a mark is told.
        mark_seen: Share = 0.4, "assumed";
        /// How often left is taken for right.
        mark_side_mistaken: Share = 0.1, "assumed";
        /// How often what it shows is told.
        motif_told: Share = 0.6, "assumed";
        /// How often each piece of clothing is told.
        clothing_told: Share = 0.35, "assumed";
        /// How often a smell that is always about him is told.
        smell_told: Share = 0.5, "assumed";
        /// How often he wears a colour that he mostly does not.
        dressed_otherwise: Share = 0.3, "assumed";
        /// How often the colour of a second piece is told.
        clothing_colour_told: Share = 0.7, "assumed";
        /// How often he smells of something else.
        smell_of_the_day: Share = 0.03, "assumed";
        /// How often what he did is told as a tag.
        behaviour_told: Share = 0.65, "assumed";
        /// How often each of the tags that come with a setting is there, whoever it is.
        behaviour_of_the_setting: Share = 0.05, "assumed";
        /// How often a phrase of his is told.
        phrase_told: Share = 0.18, "assumed";
        /// How often she knows what he is to her.
        relation_told: Share = 0.95, "assumed";
        /// How often it then stands in the report.
        relation_asked: Share = 0.9, "assumed";
        /// How often she knows who a client or a stranger is in law.
        civil_identity: Share = 0.015, "assumed";
        /// How often she knows it of anybody else.
        civil_identity_linked: Share = 0.5, "assumed";
        /// How often that is his name.
        legal_name_known: Share = 0.85, "assumed";
        /// How often his date of birth.
        date_of_birth_known: Share = 0.3, "assumed";
        /// How often his home address.
        home_address_known: Share = 0.4, "assumed";
        /// How often that of a partner or of family is hers, too.
        lives_with_her: Share = 0.6, "assumed";
        /// How often his legal name is confirmed.
        legal_name_confirmed: Share = 0.35, "assumed";
        /// How often it is told how a linked offender knows her.
        how_he_knows_her: Share = 0.6, "assumed";
        /// How often the words about her of a linked offender are told.
        words_about_her_linked: Share = 0.3, "assumed";
        /// How often a client's words about her are told.
        words_about_her: Share = 0.02, "assumed";
        /// How often the kind of vehicle is told.
        kind_told: Share = 0.95, "assumed";
        /// How often the make of a car is told.
        make_known: Share = 0.6, "assumed";
        /// How often the model is told with the make.
        model_known: Share = 0.6, "assumed";
        /// How often its colour is told.
        colour_told: Share = 0.85, "assumed";
        /// How often the colour is taken for one like it.
        colour_mistaken: Share = 0.12, "assumed";
        /// How often each feature of it is told.
        feature_told: Share = 0.35, "assumed";
        /// How often a plate that was noted is whole; better and worse memories aside.
        plate_whole: Share = 0.45, "assumed";
        /// How often a sign of it is misread.
        plate_misread: Share = 0.12, "assumed";
        /// How often a letter is then taken for a digit, or a digit for a letter.
        plate_misread_across: Share = 0.4, "assumed";
        /// How often only the last three letters are left of one that is not whole.
        plate_fragment: Share = 0.15, "assumed";
        /// How often the signs that are lost stand in a row.
        plate_lost_in_a_row: Share = 0.7, "assumed";
        /// How often it is written with its space.
        plate_spaced: Share = 0.7, "assumed";
        /// How often in small letters.
        plate_in_small: Share = 0.2, "assumed";
        /// How much of what she saw somebody who tells it for her passes on.
        kept_by_third_party: Share = 0.88, "assumed";
        /// How often it is said in so many words that something is not known.
        unknown_in_words: Share = 0.05, "assumed";
        /// How far one witness takes everybody to be older or younger: the standard deviation between witnesses, in years.
        age_bias_sd: Amount = 2.5, "assumed, so that both together are within the 4 to 6 that studies of eyewitnesses find";
        /// How far each guess is off besides.
        age_error_sd: Amount = 3.5, "assumed, so that both together are within the 4 to 6 that studies of eyewitnesses find";
        /// The same of heights, in centimetres.
        height_bias_sd: Amount = 2.5, "assumed, so that both together are within the 4 to 6 that studies of eyewitnesses find";
        /// How far each guess of a height is off besides.
        height_error_sd: Amount = 3.5, "assumed, so that both together are within the 4 to 6 that studies of eyewitnesses find";
    }
    "Names and numbers" {
        /// How often a name that he gives is his own.
        gives_own_name: Share = 0.55, "assumed";
        /// How often with it his surname.
        gives_surname: Share = 0.06, "assumed";
        /// How often a second name is known.
        second_name_known: Share = 0.12, "assumed";
        /// How often a name is misspelt.
        name_misspelt: Share = 0.08, "assumed";
        /// How often it is written in small letters.
        name_in_small: Share = 0.15, "assumed";
        /// How often something that is no name stands in the field, where he gave none.
        junk_in_name_field: Share = 0.25, "assumed";
        /// How often a known number turns out to be `withheld` and the like.
        junk_in_phone_field: Share = 0.06, "assumed";
        /// How often it is a number that many people call from.
        switchboard: Share = 0.03, "assumed";
        /// How often a digit of it is wrong.
        phone_digit_wrong: Share = 0.04, "assumed";
        /// How often two of its digits are swapped.
        phone_digits_swapped: Share = 0.02, "assumed";
        /// How often only its end is told.
        phone_end_only: Share = 0.04, "assumed";
        /// How often it stands in the field for names.
        phone_in_name_field: Share = 0.03, "assumed";
        /// How often somebody writes numbers as always.
        own_way_with_numbers: Share = 0.6, "assumed";
        /// How often the reporter's own number got into the field for his.
        own_contact: Share = 0.008, "assumed";
        /// How often a handle is written with its sign.
        handle_with_at: Share = 0.3, "assumed";
        /// How often in capitals.
        handle_in_capitals: Share = 0.1, "assumed";
        /// How often a handle comes with its site.
        handle_has_site: Share = 0.6, "assumed";
        /// How often that is the site where he mostly is.
        site_is_usual: Share = 0.8, "assumed";
    }
    "Texts" {
        /// How many reports have a narrative.
        has_narrative: Share = 0.94, "assumed";
        /// How many have an edited summary.
        has_summary: Share = 0.72, "assumed";
        /// How often a summary is approved for members and police.
        summary_approved: Share = 0.85, "assumed";
        /// How often that approval names each of the other audiences.
        approved_further: Share = 0.7, "assumed";
        /// How often an editor lets a number or a street stand in it.
        summary_slips: Share = 0.03, "assumed";
        /// How often a narrative tells a number of his.
        phone_in_narrative: Share = 0.08, "assumed";
        /// How often it tells a name of his.
        name_in_narrative: Share = 0.18, "assumed";
        /// How often it tells the name that she works under.
        own_name_in_narrative: Share = 0.05, "assumed";
        /// How often it tells the street.
        street_in_narrative: Share = 0.08, "assumed";
        /// How often each of two subjects is told in their own words, in a report and of an offender.
        own_words: Share = 0.12, "assumed";
    }
    "What the scheme does" {
        /// How often an event is told again, by a project.
        told_twice: Share = 0.035, "assumed";
        /// After how many days, on average.
        days_until_told_again: Amount = 6.0, "assumed";
        /// How often that is found out and marked.
        duplicate_is_found: Share = 0.65, "assumed";
        /// How many reports are rejected.
        rejected: Share = 0.03, "assumed";
        /// How many are disputed.
        disputed: Share = 0.006, "assumed";
        /// How many nobody has looked at yet.
        not_yet_looked_at: Share = 0.006, "assumed";
        /// Within how many days a report is looked at, at most.
        triage_days: Amount = 3.0, "assumed";
        /// How often a person has decided where age, capacity or danger ask for it.
        decision_taken: Share = 0.85, "assumed";
        /// How often that decision is to go on.
        decided_to_proceed: Share = 0.8, "assumed";
        /// How often somebody has decided on the reporter's own number.
        own_contact_decided: Share = 0.6, "assumed";
    }
}
