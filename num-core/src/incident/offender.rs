use serde::Serialize;

use crate::{
    answer::Answer,
    code::code_table,
    descriptor::{Email, Handle, PersonName, Phone, Plate, Postcode},
    error::Code,
    ethnicity::PerceivedEthnicity,
    text::Text,
    timestamp::Day,
};

/// One offender, as one report tells of him.
#[derive(Clone, Debug, Default, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields, default))]
pub struct Offender {
    /// Names that he gave or goes by.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<PersonName>,
    /// What he looks like.
    #[serde(skip_serializing_if = "Appearance::is_empty")]
    pub appearance: Appearance,
    /// What he does, in coded tags.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub behaviours: Vec<Behaviour>,
    /// His vehicle.
    #[serde(skip_serializing_if = "Vehicle::is_empty")]
    pub vehicle: Vehicle,
    /// His phones.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub phones: Vec<Phone>,
    /// His e-mail addresses.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub emails: Vec<Email>,
    /// His usernames.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub handles: Vec<Handle>,
    /// Who he is in law.
    #[serde(skip_serializing_if = "CivilIdentity::is_empty")]
    pub civil_identity: CivilIdentity,
    /// How he and the victim are linked.
    #[serde(skip_serializing_if = "Link::is_empty")]
    pub link: Link,
}

impl Offender {
    /// Whether he is known to be more to the victim than a client or a stranger (A02).
    pub fn is_linked(&self) -> bool {
        self.link.relation.known().is_some_and(|relation| relation.is_linked())
    }
}

/// A range of whole numbers, ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct Range {
    /// The least.
    pub from: u16,
    /// The most.
    pub to: u16,
}

impl Range {
    /// A range.
    ///
    /// # Errors
    /// [`Code::RANGE_REVERSED`].
    pub fn new(from: u16, to: u16) -> Result<Self, Code> {
        if from <= to { Ok(Self { from, to }) } else { Err(Code::RANGE_REVERSED) }
    }
}

code_table! {
    /// A gender as it was perceived.
    Gender {
        Man = "man",
        Woman = "woman",
        NonBinary = "non_binary",
        Other = "other",
    }
}

/// What an offender looks like.
#[derive(Clone, Debug, Default, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields, default))]
pub struct Appearance {
    /// Perceived gender.
    #[serde(skip_serializing_if = "Answer::is_not_asked")]
    pub gender: Answer<Gender>,
    /// Perceived ethnicity.
    #[serde(skip_serializing_if = "Answer::is_not_asked")]
    pub ethnicity: Answer<PerceivedEthnicity>,
    /// Perceived age in years, 10–110.
    #[serde(skip_serializing_if = "Answer::is_not_asked")]
    pub age: Answer<Range>,
    /// Perceived height in centimetres, 100–250.
    #[serde(skip_serializing_if = "Answer::is_not_asked")]
    pub height_cm: Answer<Range>,
}

impl Appearance {
    fn is_empty(&self) -> bool {
        self.gender.is_not_asked()
            && self.ethnicity.is_not_asked()
            && self.age.is_not_asked()
            && self.height_cm.is_not_asked()
    }
}

code_table! {
    /// What an offender does.
    Behaviour {
        RefusesPayment = "refuses_payment",
        TakesMoneyBack = "takes_money_back",
        RemovesCondom = "removes_condom",
        Films = "films",
        Knife = "knife",
        Gun = "gun",
        OtherWeapon = "other_weapon",
        Strangles = "strangles",
        DrugsDrink = "drugs_drink",
        LocksIn = "locks_in",
        PosesAsPolice = "poses_as_police",
        PosesAsClient = "poses_as_client",
        FollowsHome = "follows_home",
        ThreatensToExpose = "threatens_to_expose",
        Intoxicated = "intoxicated",
        ActsWithOthers = "acts_with_others",
    }
}

code_table! {
    /// A colour of a vehicle.
    Colour {
        Black = "black",
        White = "white",
        Grey = "grey",
        Silver = "silver",
        Blue = "blue",
        Red = "red",
        Green = "green",
        Brown = "brown",
        Yellow = "yellow",
        Orange = "orange",
        Purple = "purple",
        Other = "other",
    }
}

/// A vehicle.
#[derive(Clone, Debug, Default, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields, default))]
pub struct Vehicle {
    /// The number plate.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub plate: Option<Plate>,
    /// The colour.
    #[serde(skip_serializing_if = "Answer::is_not_asked")]
    pub colour: Answer<Colour>,
}

impl Vehicle {
    fn is_empty(&self) -> bool {
        self.plate.is_none() && self.colour.is_not_asked()
    }
}

/// Who an offender is in law.
#[derive(Clone, Debug, Default, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields, default))]
pub struct CivilIdentity {
    /// His legal name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub legal_name: Option<LegalName>,
    /// His date of birth.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date_of_birth: Option<Day>,
    /// His home address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub home_address: Option<HomeAddress>,
}

impl CivilIdentity {
    fn is_empty(&self) -> bool {
        self.legal_name.is_none() && self.date_of_birth.is_none() && self.home_address.is_none()
    }
}

/// A legal name: civil identity only when a person confirmed it (A33).
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct LegalName {
    /// The name.
    pub name: PersonName,
    /// Whether a person confirmed that it is his.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub confirmed: bool,
}

/// An offender's home address.
#[derive(Clone, Debug, Default, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields, default))]
pub struct HomeAddress {
    /// Street, with or without the house number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub street: Option<Text<200>>,
    /// Full postcode.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub postcode: Option<Postcode>,
    /// Whether it is the victim's as well: then it goes to PoliceFull alone.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub also_the_victims: bool,
}

code_table! {
    /// What an offender is to the victim.
    Relation {
        Client = "client",
        Stranger = "stranger",
        Partner = "partner",
        ExPartner = "ex_partner",
        Family = "family",
        Acquaintance = "acquaintance",
        /// Coerces her: an exploiter, a "pimp".
        CoerciveOther = "coercive_other",
        OtherKnown = "other_known",
    }
}

impl Relation {
    /// Whether it is more than client or stranger.
    pub fn is_linked(self) -> bool {
        !matches!(self, Self::Client | Self::Stranger)
    }
}

/// How offender and victim are linked.
#[derive(Clone, Debug, Default, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields, default))]
pub struct Link {
    /// What he is to her.
    #[serde(skip_serializing_if = "Answer::is_not_asked")]
    pub relation: Answer<Relation>,
    /// How he knows her.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub how_he_knows_her: Option<Text<2000>>,
    /// Words that he used about her.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub words_about_her: Option<Text<2000>>,
}

impl Link {
    fn is_empty(&self) -> bool {
        self.relation.is_not_asked() && self.how_he_knows_her.is_none() && self.words_about_her.is_none()
    }
}
