use std::fmt;

macro_rules! paths {
    ($($name:ident = $path:literal,)*) => {
        /// Every leaf of the wire schemas of incident and identity: the rows of the policy table.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Path { $(#[doc = concat!("`", $path, "`")] $name,)* }

        impl Path {
            /// Every path, in the order of the policy table.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// The path, with `[]` for each element of a list.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$name => $path,)* }
            }
        }
    };
}

paths! {
    Id = "id",
    ReceivedAt = "received_at",
    OffenceKind = "offences[].kind",
    HomeOfficeCodes = "offences[].home_office_codes",
    When = "when",
    Force = "place.force",
    Area = "place.area",
    PlaceKind = "place.kind",
    Venue = "place.venue",
    Street = "place.street",
    Postcode = "place.postcode",
    Setting = "setting",
    Narrative = "narrative",
    Summary = "summary",
    OwnWords = "own_words",
    Injuries = "injuries",
    SupportWanted = "support_wanted",
    ContactMethod = "contact_method",
    PoliceContact = "police_contact.status",
    PoliceReference = "police_contact.reference",
    ReporterKind = "reporter.kind",
    FirstHand = "reporter.first_hand",
    Grade = "reporter.grade",
    ReporterPseudonym = "reporter.pseudonym",
    VictimPseudonym = "victim.pseudonym",
    Sector = "victim.sector",
    VictimGender = "victim.gender",
    VictimEthnicity = "victim.ethnicity",
    AgeBand = "victim.age_band",
    HateCrime = "victim.hate_crime",
    CapacityDoubted = "victim.capacity_doubted",
    InDanger = "victim.in_danger",
    Aliases = "offenders[].aliases",
    Gender = "offenders[].appearance.gender",
    Ethnicity = "offenders[].appearance.ethnicity",
    Age = "offenders[].appearance.age",
    Height = "offenders[].appearance.height_cm",
    Build = "offenders[].appearance.build",
    HairColour = "offenders[].appearance.hair_colour",
    HairLength = "offenders[].appearance.hair_length",
    HairStyle = "offenders[].appearance.hair_style",
    FacialHair = "offenders[].appearance.facial_hair",
    EyeColour = "offenders[].appearance.eye_colour",
    Complexion = "offenders[].appearance.complexion",
    Glasses = "offenders[].appearance.glasses",
    Accent = "offenders[].appearance.accent",
    Languages = "offenders[].appearance.languages",
    Marks = "offenders[].appearance.marks",
    Clothing = "offenders[].appearance.clothing",
    Smells = "offenders[].appearance.smells",
    Behaviours = "offenders[].behaviours",
    VehicleKind = "offenders[].vehicle.kind",
    Make = "offenders[].vehicle.make",
    Model = "offenders[].vehicle.model",
    Colour = "offenders[].vehicle.colour",
    Plate = "offenders[].vehicle.plate",
    VehicleFeatures = "offenders[].vehicle.features",
    Phones = "offenders[].phones",
    Emails = "offenders[].emails",
    Handles = "offenders[].handles",
    Profiles = "offenders[].profiles",
    OffenderOwnWords = "offenders[].own_words",
    LegalName = "offenders[].civil_identity.legal_name",
    DateOfBirth = "offenders[].civil_identity.date_of_birth",
    HomeAddress = "offenders[].civil_identity.home_address",
    Relation = "offenders[].link.relation",
    HowHeKnowsHer = "offenders[].link.how_he_knows_her",
    WordsAboutHer = "offenders[].link.words_about_her",
    WouldHeKnow = "safety.would_he_know",
    OnlyYouKnow = "safety.only_you_know",
    HoldBack = "safety.hold_back",
    VictimNames = "identity.victim.names",
    VictimPhones = "identity.victim.phones",
    VictimEmails = "identity.victim.emails",
    VictimAddress = "identity.victim.address",
    VictimSafeContact = "identity.victim.safe_contact",
    ReporterNames = "identity.reporter.names",
    ReporterPhones = "identity.reporter.phones",
    ReporterEmails = "identity.reporter.emails",
    ReporterAddress = "identity.reporter.address",
    ReporterSafeContact = "identity.reporter.safe_contact",
    TakenBy = "identity.taken_by",
}

impl Path {
    /// Parses a path of the policy table.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|path| path.as_str() == text)
    }

    /// Whether a reporter can name it as something that only she could know.
    pub(crate) fn can_be_named(self) -> bool {
        let path = self.as_str();
        !["identity", "id", "received_at", "safety"]
            .iter()
            .any(|holder| path.strip_prefix(holder).is_some_and(|rest| rest.is_empty() || rest.starts_with('.')))
    }

    /// Whether it is listed by element in an explanation.
    fn by_element(self) -> bool {
        matches!(
            self,
            Self::Aliases
                | Self::Phones
                | Self::Emails
                | Self::Handles
                | Self::Profiles
                | Self::OwnWords
                | Self::OffenderOwnWords
                | Self::VictimNames
                | Self::VictimPhones
                | Self::VictimEmails
                | Self::ReporterNames
                | Self::ReporterPhones
                | Self::ReporterEmails
        )
    }
}

/// A concrete value of one report: a path with its indexes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PathAt {
    /// The path.
    pub path: Path,
    /// The index of the offender or the offence, where the path goes through one.
    pub holder: u8,
    /// The index of the element, where the path is listed by element.
    pub element: u8,
}

impl PathAt {
    /// A value outside every list.
    pub(crate) fn new(path: Path) -> Self {
        Self { path, holder: 0, element: 0 }
    }

    /// A value of one offender or offence.
    pub(crate) fn of(path: Path, holder: usize) -> Self {
        Self { holder: small(holder), ..Self::new(path) }
    }

    /// An element of a list of one offender.
    pub(crate) fn element(path: Path, holder: usize, element: usize) -> Self {
        Self { path, holder: small(holder), element: small(element) }
    }
}

/// Lists hold at most 20 items.
fn small(index: usize) -> u8 {
    u8::try_from(index).unwrap_or(u8::MAX)
}

impl fmt::Display for PathAt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = self.path.as_str();
        match path.split_once("[]") {
            Some((list, rest)) => write!(f, "{list}[{}]{rest}", self.holder)?,
            None => f.write_str(path)?,
        }
        if self.path.by_element() {
            write!(f, "[{}]", self.element)?;
        }
        Ok(())
    }
}
