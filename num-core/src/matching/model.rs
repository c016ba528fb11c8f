//! The model: what agreement weighs, and where the tiers begin. Every number and its ground: `docs/matching.md`.

use serde::{Serialize, Serializer};

use super::{Agreement, Field, Group, Weight};
use crate::{
    code::{CodeTable, code_table},
    error::{Code, Problem, Problems},
    incident::Behaviour,
    json::{self, Document, Mode, Node, Reader},
};

code_table! {
    /// A number of the model that is no weight of an agreement.
    Parameter {
        /// The weight of each last digit of a phone number.
        PhoneDigit = "phone_digit",
        /// The weight of each known character of a number plate.
        PlateCharacter = "plate_character",
        /// What a pair of characters that are easily confused takes away.
        PlateConfusion = "plate_confusion",
        /// Over even odds, the most that a phone number alone leads to: people lend, share and inherit phones, and the more so the more
        /// sightings there are.
        PhoneAlone = "phone_alone",
        /// The same of an e-mail address.
        EmailAlone = "email_alone",
        /// The same of a username.
        HandleAlone = "handle_alone",
        /// The same of a number plate: cars are shared too.
        PlateAlone = "plate_alone",
        /// What each word of a name after the first adds, when both have all of them.
        NameWord = "name_word",
        /// The most that a vehicle weighs beside a plate that agrees.
        VehicleWithPlate = "vehicle_with_plate",
        /// What a behaviour of one that the other does not have weighs.
        BehaviourNotShared = "behaviour_not_shared",
        /// A value that more sources than this carry weighs nothing.
        CommonAbove = "common_above",
        /// How many other sightings of the same person the register holds, on average; in hundredths.
        Partners = "partners",
        /// The number of sightings that a register counts for at least.
        LeastSightings = "least_sightings",
        /// The least probability of *possible*, in ten-thousandths.
        Possible = "possible",
        /// The least probability of *probable*, in ten-thousandths.
        Probable = "probable",
        /// The least probability of *strong*, in ten-thousandths.
        Strong = "strong",
        /// The least weight of an identifier that is a ground.
        IdentifierGround = "identifier_ground",
        /// The least weight of a group that is another ground.
        OtherGround = "other_ground",
        /// The weight from which on downwards evidence is a contradiction.
        Contradiction = "contradiction",
    }
}

const FIELDS: usize = Field::ALL.len();
const AGREEMENTS: usize = Agreement::ALL.len();
const GROUPS: usize = Group::ALL.len();
const BEHAVIOURS: usize = Behaviour::ALL.len();
const PARAMETERS: usize = Parameter::ALL.len();

/// By what sightings are weighed: a weight for each field and level of agreement, caps for groups of fields, thresholds.
/// `uglymugs.match_model/1`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Model {
    version: u32,
    weights: [[Option<Weight>; AGREEMENTS]; FIELDS],
    caps: [Caps; GROUPS],
    behaviours: [Weight; BEHAVIOURS],
    parameters: [i32; PARAMETERS],
}

/// The most that a group weighs for and against.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Caps {
    pub(super) most: Weight,
    pub(super) least: Weight,
}

/// The default weights, in hundredths of a bit.
const WEIGHTS: &[(Field, &[(Agreement, i32)])] = &[
    (
        Field::Phone,
        &[(Agreement::Same, 2_000), (Agreement::Near, 1_000), (Agreement::Common, 0), (Agreement::Differs, -100)],
    ),
    (
        Field::Email,
        &[(Agreement::Same, 2_200), (Agreement::Near, 1_000), (Agreement::Common, 0), (Agreement::Differs, -50)],
    ),
    (
        Field::Handle,
        &[
            (Agreement::Same, 1_700),
            (Agreement::Near, 800),
            (Agreement::Stem, 700),
            (Agreement::Common, 0),
            (Agreement::Differs, -50),
        ],
    ),
    (
        Field::Plate,
        &[(Agreement::Same, 1_900), (Agreement::Near, 1_000), (Agreement::Common, 0), (Agreement::Differs, -200)],
    ),
    (Field::Name, &[(Agreement::Same, 500), (Agreement::Part, 350), (Agreement::Near, 300), (Agreement::Differs, -50)]),
    (Field::VehicleKind, &[(Agreement::Same, 50), (Agreement::Differs, -100)]),
    (Field::VehicleMake, &[(Agreement::Same, 250), (Agreement::Differs, -150)]),
    (Field::VehicleModel, &[(Agreement::Same, 300), (Agreement::Differs, -100)]),
    (Field::VehicleColour, &[(Agreement::Same, 200), (Agreement::Near, 50), (Agreement::Differs, -100)]),
    (Field::Gender, &[(Agreement::Same, 5), (Agreement::Differs, -800)]),
    (
        Field::Age,
        &[
            (Agreement::Same, 150),
            (Agreement::Compatible, 60),
            (Agreement::Near, -20),
            (Agreement::Differs, -250),
            (Agreement::Far, -800),
        ],
    ),
    (
        Field::Height,
        &[
            (Agreement::Same, 120),
            (Agreement::Compatible, 40),
            (Agreement::Near, -20),
            (Agreement::Differs, -200),
            (Agreement::Far, -800),
        ],
    ),
    (Field::Build, &[(Agreement::Same, 100), (Agreement::Near, -20), (Agreement::Differs, -200)]),
    (
        Field::HairColour,
        &[(Agreement::Same, 150), (Agreement::Near, 20), (Agreement::Compatible, 0), (Agreement::Differs, -150)],
    ),
    (Field::HairLength, &[(Agreement::Same, 80), (Agreement::Near, 0), (Agreement::Differs, -100)]),
    (Field::HairStyle, &[(Agreement::Same, 100), (Agreement::Differs, -50)]),
    (Field::FacialHair, &[(Agreement::Same, 80), (Agreement::Near, 10), (Agreement::Differs, -60)]),
    (Field::EyeColour, &[(Agreement::Same, 120), (Agreement::Near, 0), (Agreement::Differs, -150)]),
    (Field::Glasses, &[(Agreement::Same, 40), (Agreement::Compatible, 0), (Agreement::Differs, -60)]),
    (
        Field::Mark,
        &[(Agreement::Same, 600), (Agreement::Near, 350), (Agreement::Compatible, 100), (Agreement::Differs, -50)],
    ),
    (Field::Behaviour, &[]),
    (Field::Place, &[(Agreement::Same, 300), (Agreement::Near, 150), (Agreement::Differs, -150)]),
    (Field::Ethnicity, &[(Agreement::Same, 100), (Agreement::Differs, -150)]),
    (Field::Accent, &[(Agreement::Same, 150), (Agreement::Differs, -50)]),
    (Field::Language, &[(Agreement::Same, 150), (Agreement::Differs, 0)]),
    (Field::Complexion, &[(Agreement::Same, 80), (Agreement::Near, 0), (Agreement::Differs, -50)]),
];

const CAPS: &[(Group, i32, i32)] = &[
    (Group::Identifiers, 4_000, -300),
    (Group::Names, 1_200, -100),
    (Group::Vehicle, 700, -250),
    (Group::Body, 600, -1_600),
    (Group::Marks, 600, -100),
    (Group::Behaviour, 400, -150),
    (Group::Place, 300, -150),
    (Group::Origin, 200, -200),
    (Group::Person, 200, -200),
];

const PARAMETER_VALUES: &[(Parameter, i32)] = &[
    (Parameter::PhoneDigit, 250),
    (Parameter::PlateCharacter, 300),
    (Parameter::PlateConfusion, 250),
    (Parameter::PhoneAlone, 200),
    (Parameter::EmailAlone, 500),
    (Parameter::HandleAlone, 500),
    (Parameter::PlateAlone, 300),
    (Parameter::NameWord, 500),
    (Parameter::VehicleWithPlate, 100),
    (Parameter::BehaviourNotShared, -10),
    (Parameter::CommonAbove, 20),
    (Parameter::Partners, 100),
    (Parameter::LeastSightings, 1_000),
    (Parameter::Possible, 100),
    (Parameter::Probable, 7_500),
    (Parameter::Strong, 9_900),
    (Parameter::IdentifierGround, 700),
    (Parameter::OtherGround, 200),
    (Parameter::Contradiction, -600),
];

/// What a behaviour weighs that both have, in hundredths of a bit: the usual ones little, the rare ones more.
fn behaviour_weight(behaviour: Behaviour) -> i32 {
    match behaviour {
        Behaviour::PosesAsClient
        | Behaviour::RefusesPayment
        | Behaviour::VerballyAbuses
        | Behaviour::Hits
        | Behaviour::Haggles
        | Behaviour::Drunk
        | Behaviour::Intoxicated => 40,
        Behaviour::PosesAsPolice
        | Behaviour::Acid
        | Behaviour::Gun
        | Behaviour::FakeMoney
        | Behaviour::Films
        | Behaviour::LocksIn
        | Behaviour::DrugsDrink
        | Behaviour::DrivesToRemotePlace
        | Behaviour::OtherWeapon
        | Behaviour::BluntWeapon
        | Behaviour::FollowsHome
        | Behaviour::WatchesFirst => 200,
        _ => 100,
    }
}

/// The place of a code in its table.
fn place<T: CodeTable>(code: T) -> usize {
    T::ALL.iter().position(|entry| *entry == code).unwrap_or(usize::MAX)
}

impl Default for Model {
    fn default() -> Self {
        let mut model = Self {
            version: 1,
            weights: [[None; AGREEMENTS]; FIELDS],
            caps: [Caps::default(); GROUPS],
            behaviours: [Weight::ZERO; BEHAVIOURS],
            parameters: [0; PARAMETERS],
        };
        for (field, levels) in WEIGHTS {
            for (agreement, weight) in *levels {
                model.set_weight(*field, *agreement, Weight::new(*weight));
            }
        }
        for (group, most, least) in CAPS {
            model.set_caps(*group, Caps { most: Weight::new(*most), least: Weight::new(*least) });
        }
        for (behaviour, weight) in Behaviour::ALL.iter().zip(&mut model.behaviours) {
            *weight = Weight::new(behaviour_weight(*behaviour));
        }
        for (parameter, value) in PARAMETER_VALUES {
            model.set_parameter(*parameter, *value);
        }
        model
    }
}

impl Model {
    /// The wire schema.
    pub const SCHEMA: &'static str = "uglymugs.match_model/1";

    /// The most that a number of a model is, either way.
    const MOST: i32 = 1_000_000;

    fn set_weight(&mut self, field: Field, agreement: Agreement, weight: Weight) {
        if let Some(slot) = self.weights.get_mut(place(field)).and_then(|levels| levels.get_mut(place(agreement))) {
            *slot = Some(weight);
        }
    }

    fn set_caps(&mut self, group: Group, caps: Caps) {
        if let Some(slot) = self.caps.get_mut(place(group)) {
            *slot = caps;
        }
    }

    fn set_parameter(&mut self, parameter: Parameter, value: i32) {
        if let Some(slot) = self.parameters.get_mut(place(parameter)) {
            *slot = value;
        }
    }

    /// Which model it is.
    pub fn version(&self) -> u32 {
        self.version
    }

    /// What a level of agreement weighs before the caps; `None` where the table has no such level, and where the weight hangs on
    /// how much is known.
    pub fn weight(&self, field: Field, agreement: Agreement) -> Option<Weight> {
        self.weights.get(field as usize)?.get(agreement as usize).copied().flatten()
    }

    /// What a behaviour weighs that both have.
    pub fn behaviour(&self, behaviour: Behaviour) -> Weight {
        self.behaviours.get(behaviour as usize).copied().unwrap_or_default()
    }

    pub(super) fn caps(&self, group: Group) -> Caps {
        self.caps.get(group as usize).copied().unwrap_or_default()
    }

    /// Another number.
    pub fn parameter(&self, parameter: Parameter) -> i32 {
        self.parameters.get(parameter as usize).copied().unwrap_or_default()
    }

    /// Another number that is a weight.
    pub(super) fn weight_of(&self, parameter: Parameter) -> Weight {
        Weight::new(self.parameter(parameter))
    }

    pub(super) fn common_above(&self) -> usize {
        usize::try_from(self.parameter(Parameter::CommonAbove)).unwrap_or(0)
    }

    /// The odds before any evidence that another sighting is of the same person: the larger the register, the smaller.
    pub fn prior(&self, sightings: usize) -> Weight {
        let number = |parameter| u64::try_from(self.parameter(parameter)).unwrap_or(0);
        let others = (sightings as u64).max(number(Parameter::LeastSightings)).max(1);
        Weight::log2(number(Parameter::Partners).max(1)) - Weight::log2(100) - Weight::log2(others)
    }

    /// Reads `uglymugs.match_model/1`. A row that is not there is as in the default model.
    ///
    /// # Errors
    /// Every problem of the document.
    pub fn from_json(bytes: &[u8]) -> Result<Self, Problems> {
        let document = Document::parse(bytes)?;
        let mut reader = Reader::new(&document, Mode::Strict);
        let model = model(&mut reader, &document.root);
        reader.finish()?;
        model.ok_or_else(|| Problem::new("", Code::MEMBER_MISSING).into())
    }

    /// Writes `uglymugs.match_model/1`.
    pub fn to_json(&self) -> String {
        json::to_string(self, &[])
    }
}

fn model(reader: &mut Reader<'_>, root: &Node) -> Option<Model> {
    if !reader.is_of(root, Model::SCHEMA) {
        return None;
    }
    let (mut schema, mut version) = (None, None);
    let mut model = Model::default();
    let rows = FIELDS * AGREEMENTS;
    reader.members(root, |r, name, node| {
        match name {
            "schema" => schema = r.schema(node),
            "version" => version = r.number(node, 1..=1_000_000),
            "weights" => {
                r.list(node, rows, |r, object| {
                    let (mut field, mut agreement, mut weight) = (None, None, None);
                    r.members(object, |r, name, node| {
                        match name {
                            "field" => field = r.code(node),
                            "agreement" => agreement = r.code(node),
                            "weight" => weight = number(r, node),
                            _ => return false,
                        }
                        true
                    });
                    let field = r.required(field, "field", object);
                    let agreement = r.required(agreement, "agreement", object);
                    let weight = r.required(weight, "weight", object);
                    model.set_weight(field?, agreement?, Weight::new(weight?));
                    Some(())
                });
            }
            "groups" => {
                r.list(node, rows, |r, object| {
                    let (mut group, mut most, mut least) = (None, None, None);
                    r.members(object, |r, name, node| {
                        match name {
                            "group" => group = r.code(node),
                            "most" => most = number(r, node),
                            "least" => least = number(r, node),
                            _ => return false,
                        }
                        true
                    });
                    let group = r.required(group, "group", object);
                    let most = r.required(most, "most", object);
                    let least = r.required(least, "least", object);
                    let (most, least) = (most?, least?);
                    if most < 0 || least > 0 {
                        r.problem(Code::RANGE_OUT_OF_BOUNDS, object);
                    }
                    model.set_caps(group?, Caps { most: Weight::new(most), least: Weight::new(least) });
                    Some(())
                });
            }
            "behaviours" => {
                r.list(node, rows, |r, object| {
                    let (behaviour, weight) = row::<Behaviour>(r, object, "behaviour", "weight")?;
                    if let Some(slot) = model.behaviours.get_mut(place(behaviour)) {
                        *slot = Weight::new(weight);
                    }
                    Some(())
                });
            }
            "parameters" => {
                r.list(node, rows, |r, object| {
                    let (parameter, value) = row::<Parameter>(r, object, "parameter", "value")?;
                    model.set_parameter(parameter, value);
                    Some(())
                });
            }
            _ => return false,
        }
        true
    });
    reader.required(schema, "schema", root);
    model.version = reader.required(version, "version", root)?;
    Some(model)
}

/// A row of a code and a number.
fn row<T: CodeTable>(reader: &mut Reader<'_>, object: &Node, code: &str, number: &str) -> Option<(T, i32)> {
    let (mut key, mut value) = (None, None);
    reader.members(object, |r, name, node| {
        if name == code {
            key = r.code(node);
        } else if name == number {
            value = self::number(r, node);
        } else {
            return false;
        }
        true
    });
    let key = reader.required(key, code, object);
    let value = reader.required(value, number, object);
    Some((key?, value?))
}

fn number(reader: &mut Reader<'_>, node: &Node) -> Option<i32> {
    reader.bounded(node, -Model::MOST..=Model::MOST)
}

/// `uglymugs.match_model/1`.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "MatchModel", deny_unknown_fields))]
pub(crate) struct ModelWire {
    schema: &'static str,
    /// Which model it is.
    version: u32,
    /// What each level of agreement weighs, in hundredths of a bit.
    #[cfg_attr(feature = "schema", schemars(default))]
    weights: Vec<WeightRow>,
    /// The most that a group of fields weighs for and against, in hundredths of a bit.
    #[cfg_attr(feature = "schema", schemars(default))]
    groups: Vec<GroupRow>,
    /// What each behaviour weighs that both have, in hundredths of a bit.
    #[cfg_attr(feature = "schema", schemars(default))]
    behaviours: Vec<BehaviourRow>,
    /// The other numbers.
    #[cfg_attr(feature = "schema", schemars(default))]
    parameters: Vec<ParameterRow>,
}

#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
struct WeightRow {
    field: Field,
    agreement: Agreement,
    weight: Weight,
}

#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
struct GroupRow {
    group: Group,
    most: Weight,
    least: Weight,
}

#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
struct BehaviourRow {
    behaviour: Behaviour,
    weight: Weight,
}

#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
struct ParameterRow {
    parameter: Parameter,
    value: i32,
}

impl Serialize for Model {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let weights = Field::ALL.iter().flat_map(|field| {
            let levels =
                Agreement::ALL.iter().filter_map(|agreement| Some((*agreement, self.weight(*field, *agreement)?)));
            levels.map(|(agreement, weight)| WeightRow { field: *field, agreement, weight })
        });
        let groups = Group::ALL.iter().map(|group| {
            let Caps { most, least } = self.caps(*group);
            GroupRow { group: *group, most, least }
        });
        let behaviours = Behaviour::ALL
            .iter()
            .map(|behaviour| BehaviourRow { behaviour: *behaviour, weight: self.behaviour(*behaviour) });
        let parameters = Parameter::ALL
            .iter()
            .map(|parameter| ParameterRow { parameter: *parameter, value: self.parameter(*parameter) });
        let wire = ModelWire {
            schema: Self::SCHEMA,
            version: self.version,
            weights: weights.collect(),
            groups: groups.collect(),
            behaviours: behaviours.collect(),
            parameters: parameters.collect(),
        };
        wire.serialize(serializer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_its_place_in_the_table() {
        fn check<T: CodeTable + std::fmt::Debug>(number: impl Fn(T) -> usize) {
            for (place, code) in T::ALL.iter().enumerate() {
                assert_eq!(number(*code), place, "{code:?}");
            }
        }
        check::<Field>(|code| code as usize);
        check::<Agreement>(|code| code as usize);
        check::<Group>(|code| code as usize);
        check::<Parameter>(|code| code as usize);
        check::<Behaviour>(|code| code as usize);
    }

    #[test]
    fn every_number_is_set() {
        let model = Model::default();
        assert_eq!(WEIGHTS.len(), FIELDS);
        assert_eq!(CAPS.len(), GROUPS);
        assert_eq!(PARAMETER_VALUES.len(), PARAMETERS);
        assert!(Parameter::ALL.iter().all(|parameter| model.parameter(*parameter) != 0));
        assert!(
            Group::ALL
                .iter()
                .all(|group| model.caps(*group).most > Weight::ZERO && model.caps(*group).least < Weight::ZERO)
        );
    }

    #[test]
    fn a_model_is_read_as_it_is_written() {
        let mut model = Model::default();
        assert_eq!(Model::from_json(model.to_json().as_bytes()).unwrap(), model);
        model.version = 7;
        model.set_weight(Field::Phone, Agreement::Same, Weight::new(-3));
        model.set_parameter(Parameter::CommonAbove, 3);
        let read = Model::from_json(model.to_json().as_bytes()).unwrap();
        assert_eq!(read, model);
        assert_ne!(read, Model::default());
        let problems = Model::from_json(
            br#"{"schema": "uglymugs.match_model/1", "weights": [{"field": "shoe", "agreement": "same", "weight": 1.5}],
                 "groups": [{"group": "body", "most": -1, "least": 0}], "parameters": [{"parameter": "strong"}], "x": 1}"#,
        )
        .unwrap_err();
        let found: Vec<(&str, Code)> =
            problems.as_slice().iter().map(|problem| (problem.path.as_str(), problem.code)).collect();
        assert_eq!(
            found,
            [
                ("weights[0].field", Code::CODE_UNKNOWN),
                ("weights[0].weight", Code::RANGE_OUT_OF_BOUNDS),
                ("groups[0]", Code::RANGE_OUT_OF_BOUNDS),
                ("parameters[0].value", Code::MEMBER_MISSING),
                ("", Code::JSON_UNKNOWN_MEMBER),
                ("version", Code::MEMBER_MISSING),
            ]
        );
    }

    #[test]
    fn the_prior_follows_the_size_of_the_register() {
        let model = Model::default();
        assert_eq!(model.prior(0), model.prior(1_000));
        assert_eq!(model.prior(1 << 20), Weight::new(-2_000));
        assert!(model.prior(5_000) < model.prior(2_000));
    }
}
