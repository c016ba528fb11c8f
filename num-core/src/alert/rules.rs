//! Which reports alert whom: a scheme's rules, as data.

use serde::Serialize;

use crate::{
    code::code_table,
    error::{Code, Problem, Problems},
    force::Force,
    id::ServiceId,
    json::{Document, Mode, Node, Reader},
    matching::Tier,
    offence::Category,
    text::Text,
    timestamp::Timestamp,
};

/// The rules of a scheme, `uglymugs.alert_rules/1`.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct AlertRules {
    schema: &'static str,
    /// The version of the rules.
    version: Text<60>,
    /// How many independent people must be plausible as the reporter, 2–100.
    #[cfg_attr(feature = "schema", schemars(range(min = 2, max = 100)))]
    plausible_at_least: usize,
    /// How many days before and after it other reports are thought of beside one, 1–366.
    #[cfg_attr(feature = "schema", schemars(range(min = 1, max = 366)))]
    about_then_days: u32,
    /// How many people must be estimated to work in a place for it to be named.
    workers_at_least: u32,
    /// The rules; the first that holds is the alert's.
    rules: Vec<AlertRule>,
    /// Estimates of how many people work where.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "schema", schemars(default))]
    workers: Vec<Workers>,
}

/// A rule: on what there is an alert, and to whom.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct AlertRule {
    /// The categories of which one must be shown.
    pub offences: Vec<Category>,
    /// How many independent reports there must be, 1–100.
    #[cfg_attr(feature = "schema", schemars(range(min = 1, max = 100)))]
    pub reports_at_least: usize,
    /// For series only: the lowest tier of a link between its reports.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tier_at_least: Option<Tier>,
    /// How far it reaches.
    pub reach: ReachRule,
    /// The scheme's own services to which it goes beside that.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "schema", schemars(default))]
    pub services: Vec<ServiceId>,
    /// For how many hours after the draft it waits, up to 8,784.
    #[cfg_attr(feature = "schema", schemars(range(max = 8_784)))]
    pub hold_hours: u32,
    /// After how many days it expires, 1–366.
    #[cfg_attr(feature = "schema", schemars(range(min = 1, max = 366)))]
    pub expires_days: u32,
}

code_table! {
    /// How far an alert reaches.
    ReachRule {
        /// The force areas that it shows.
        ForceArea = "force_area",
        /// Those and the areas beside them.
        ForceAndNeighbours = "force_and_neighbours",
        /// Every member of the scheme.
        National = "national",
    }
}

/// An estimate of how many people work in an area or a force area.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
struct Workers {
    #[serde(skip_serializing_if = "Option::is_none")]
    area: Option<Text<120>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    force: Option<Force>,
    workers: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    from: Option<Timestamp>,
    #[serde(skip_serializing_if = "Option::is_none")]
    until: Option<Timestamp>,
    /// Where the estimate is from.
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<Text<200>>,
}

/// To whom an alert goes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct Reach {
    /// To every member of the scheme, wherever.
    pub everybody: bool,
    /// To members in these force areas.
    pub forces: Vec<Force>,
    /// To these services of the scheme.
    pub services: Vec<ServiceId>,
}

impl Reach {
    /// To everyone whom either reaches.
    #[must_use]
    pub fn and(mut self, other: &Self) -> Self {
        self.everybody |= other.everybody;
        for force in &other.forces {
            if !self.forces.contains(force) {
                self.forces.push(*force);
            }
        }
        for service in &other.services {
            if !self.services.contains(service) {
                self.services.push(service.clone());
            }
        }
        self
    }
}

impl AlertRules {
    /// The wire schema.
    pub const SCHEMA: &'static str = "uglymugs.alert_rules/1";

    /// Rules to begin with: sexual offences and exploitation go to every member; violence, threats and property to the force area and
    /// those beside it, a series of violence to everybody; bad dates that are no offence to the force area.
    pub fn default_rules() -> Self {
        use Category as C;
        let rule = |offences: &[Category], reach, expires_days| AlertRule {
            offences: offences.to_vec(),
            reports_at_least: 1,
            tier_at_least: None,
            reach,
            services: Vec::new(),
            hold_hours: 0,
            expires_days,
        };
        let series = |rule: AlertRule| AlertRule { reports_at_least: 2, tier_at_least: Some(Tier::Probable), ..rule };
        Self {
            schema: Self::SCHEMA,
            version: Text::of_ours("default-1"),
            plausible_at_least: 2,
            about_then_days: 62,
            workers_at_least: 20,
            rules: vec![
                rule(&[C::Sexual, C::Exploitation], ReachRule::National, 180),
                series(rule(&[C::Violence], ReachRule::National, 180)),
                rule(&[C::Violence, C::Threats, C::Property], ReachRule::ForceAndNeighbours, 90),
                rule(&[C::NotAnOffence], ReachRule::ForceArea, 30),
            ],
            workers: Vec::new(),
        }
    }

    /// The rules, in order.
    pub fn rules(&self) -> &[AlertRule] {
        &self.rules
    }

    /// How many independent people must be plausible as the reporter.
    pub fn plausible_at_least(&self) -> usize {
        self.plausible_at_least
    }

    /// How many days before and after it other reports are thought of beside one.
    pub(super) fn about_then_days(&self) -> u32 {
        self.about_then_days
    }

    /// The first rule that holds.
    pub(super) fn rule(&self, offences: &[Category], reports: usize, tier: Option<Tier>) -> Option<&AlertRule> {
        self.rules.iter().find(|rule| {
            rule.offences.iter().any(|category| offences.contains(category))
                && reports >= rule.reports_at_least
                && rule.tier_at_least.is_none_or(|least| tier.is_some_and(|tier| tier >= least))
        })
    }

    /// Whether so few people are estimated to work in an area that it is not named.
    pub(super) fn is_small_area(&self, code: &str, as_of: Timestamp) -> bool {
        self.is_small(as_of, |row| row.area.as_ref().is_some_and(|area| area.expose().eq_ignore_ascii_case(code)))
    }

    /// Whether so few people are estimated to work in a force area that it is not named.
    pub(super) fn is_small_force(&self, force: Force, as_of: Timestamp) -> bool {
        self.is_small(as_of, |row| row.force == Some(force))
    }

    fn is_small(&self, as_of: Timestamp, is_of: impl Fn(&Workers) -> bool) -> bool {
        self.workers.iter().any(|row| {
            is_of(row)
                && row.from.is_none_or(|from| from <= as_of)
                && row.until.is_none_or(|until| as_of < until)
                && row.workers < self.workers_at_least
        })
    }

    /// Reads `uglymugs.alert_rules/1`.
    ///
    /// # Errors
    /// Every problem of the document.
    pub fn from_json(bytes: &[u8]) -> Result<Self, Problems> {
        let document = Document::parse(bytes)?;
        let mut reader = Reader::new(&document, Mode::Strict);
        let rules = read(&mut reader, &document.root);
        reader.finish()?;
        rules.ok_or_else(|| Problem::new("", Code::MEMBER_MISSING).into())
    }

    /// Writes `uglymugs.alert_rules/1`.
    pub fn to_json(&self) -> String {
        crate::json::to_string(self, &[])
    }
}

impl AlertRule {
    /// To whom, by the forces that the alert itself shows (A23).
    pub(super) fn reach(&self, shown: &[Force]) -> Reach {
        let mut forces = Vec::new();
        if self.reach != ReachRule::National {
            let beside = shown.iter().flat_map(|force| force.neighbours());
            let beside = beside.filter(|_| self.reach == ReachRule::ForceAndNeighbours);
            for force in shown.iter().copied().chain(beside) {
                if !forces.contains(&force) {
                    forces.push(force);
                }
            }
        }
        Reach { everybody: forces.is_empty(), forces, services: self.services.clone() }
    }
}

fn read(reader: &mut Reader<'_>, root: &Node) -> Option<AlertRules> {
    if !reader.is_of(root, AlertRules::SCHEMA) {
        return None;
    }
    let (mut schema, mut version, mut rules, mut workers) = (None, None, None, Vec::new());
    let (mut plausible, mut least_workers, mut about_then) = (Some(2), Some(20), Some(62));
    reader.members(root, |r, name, node| {
        match name {
            "schema" => schema = r.schema(node),
            "version" => version = r.text(node),
            "plausible_at_least" => plausible = r.number(node, 2..=100),
            "about_then_days" => about_then = r.number(node, 1..=366),
            "workers_at_least" => least_workers = r.number(node, 0..=1_000_000),
            "rules" => rules = r.filled_list(node, 200, rule),
            "workers" => workers = r.list(node, 10_000, self::workers).unwrap_or_default(),
            _ => return false,
        }
        true
    });
    reader.required(schema, "schema", root);
    let version = reader.required(version, "version", root);
    let rules = reader.required(rules, "rules", root);
    Some(AlertRules {
        schema: AlertRules::SCHEMA,
        version: version?,
        plausible_at_least: plausible? as usize,
        about_then_days: about_then?,
        workers_at_least: least_workers?,
        rules: rules?,
        workers,
    })
}

fn rule(reader: &mut Reader<'_>, object: &Node) -> Option<AlertRule> {
    let (mut offences, mut reach, mut tier, mut services) = (None, None, None, Vec::new());
    let (mut reports, mut hold_hours, mut expires_days) = (Some(1), Some(0), Some(90));
    reader.members(object, |r, name, node| {
        match name {
            "offences" => offences = r.filled_list(node, 20, Reader::code),
            "reports_at_least" => reports = r.number(node, 1..=100),
            "tier_at_least" => tier = r.code(node),
            "reach" => reach = r.code(node),
            "services" => services = r.list(node, 200, Reader::id).unwrap_or_default(),
            "hold_hours" => hold_hours = r.number(node, 0..=8_784),
            "expires_days" => expires_days = r.number(node, 1..=366),
            _ => return false,
        }
        true
    });
    let offences = reader.required(offences, "offences", object);
    let reach = reader.required(reach, "reach", object);
    if tier.is_some() && reports == Some(1) {
        reader.problem_of("tier_at_least", Code::RULE_TIER_OF_ONE, object);
    }
    Some(AlertRule {
        offences: offences?,
        reports_at_least: reports? as usize,
        tier_at_least: tier,
        reach: reach?,
        services,
        hold_hours: hold_hours?,
        expires_days: expires_days?,
    })
}

fn workers(reader: &mut Reader<'_>, object: &Node) -> Option<Workers> {
    let (mut area, mut force, mut workers, mut from, mut until, mut source) = (None, None, None, None, None, None);
    reader.members(object, |r, name, node| {
        match name {
            "area" => area = r.text(node),
            "force" => force = r.parse(node, Force::parse),
            "workers" => workers = r.number(node, 0..=10_000_000),
            "from" => from = r.parse(node, Timestamp::parse),
            "until" => until = r.parse(node, Timestamp::parse),
            "source" => source = r.text(node),
            _ => return false,
        }
        true
    });
    let workers = reader.required(workers, "workers", object);
    if object.get("area").is_some() == object.get("force").is_some() {
        reader.problem(Code::WORKERS_OF_NOWHERE, object);
    }
    Some(Workers { area, force, workers: workers?, from, until, source })
}
