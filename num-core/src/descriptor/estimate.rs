//! Ages and heights as people tell them: from one number to another, or in words that stand for a range (docs/wire.md).

use serde::Serialize;
use unicode_normalization::UnicodeNormalization;

use crate::{error::Code, text::Text};

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

    const fn one(value: u16) -> Self {
        Self { from: value, to: value }
    }

    fn widened(self, by: u16) -> Self {
        Self { from: self.from.saturating_sub(by), to: self.to.saturating_add(by) }
    }
}

/// A range, with the words that it was told in, if it was told in words. Equal when the ranges are.
#[derive(Clone, Debug)]
pub struct Estimate {
    range: Range,
    words: Option<Text<{ Estimate::MAX_WORDS }>>,
}

impl Estimate {
    /// The longest words, in characters.
    pub const MAX_WORDS: usize = 60;

    /// An estimate in numbers.
    pub fn of(range: Range) -> Self {
        Self { range, words: None }
    }

    /// An age in words, in years: `mid 30s`, `about 40`, `30-35`.
    ///
    /// # Errors
    /// [`Code::AGE_NOT_UNDERSTOOD`], [`Code::RANGE_REVERSED`] and those of [`Text::parse`].
    pub fn age(words: &str) -> Result<Self, Code> {
        Self::told(words, &AGE)
    }

    /// A height in words, in centimetres: `tall`, `5'10"`, `178 cm`.
    ///
    /// # Errors
    /// [`Code::HEIGHT_NOT_UNDERSTOOD`], [`Code::RANGE_REVERSED`] and those of [`Text::parse`].
    pub fn height(words: &str) -> Result<Self, Code> {
        Self::told(words, &HEIGHT)
    }

    fn told(words: &str, measure: &Measure) -> Result<Self, Code> {
        let kept = Text::parse(words)?;
        let range = measure.range(&simplified(words))?;
        Ok(Self { range, words: Some(kept) })
    }

    /// The range that it stands for.
    pub fn range(&self) -> Range {
        self.range
    }

    /// The words, if it was told in words.
    pub fn words(&self) -> Option<&str> {
        self.words.as_ref().map(Text::expose)
    }
}

impl PartialEq for Estimate {
    fn eq(&self, other: &Self) -> bool {
        self.range == other.range
    }
}

impl Eq for Estimate {}

/// What was told: the words, or the numbers.
impl Serialize for Estimate {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match &self.words {
            Some(words) => words.serialize(serializer),
            None => self.range.serialize(serializer),
        }
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Estimate {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Estimate".into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let (range, words) =
            (generator.subschema_for::<Range>(), generator.subschema_for::<Text<{ Self::MAX_WORDS }>>());
        schemars::json_schema!({"description": "A range, or words that stand for one.", "anyOf": [range, words]})
    }
}

/// What ages and heights differ in.
struct Measure {
    bounds: Range,
    /// How far `about` reaches.
    about: u16,
    value: fn(&str) -> Option<Told>,
    not_understood: Code,
}

const AGE: Measure =
    Measure { bounds: Range { from: 10, to: 110 }, about: 2, value: age, not_understood: Code::AGE_NOT_UNDERSTOOD };
const HEIGHT: Measure = Measure {
    bounds: Range { from: 100, to: 250 },
    about: 3,
    value: height,
    not_understood: Code::HEIGHT_NOT_UNDERSTOOD,
};

/// What one part of the words says.
enum Told {
    /// One value or one range.
    Range(Range),
    /// A part of a decade that is named later: `early` in *early to mid 30s*.
    PartOf(PartOfDecade),
}

impl Measure {
    fn range(&self, words: &str) -> Result<Range, Code> {
        let mut parts = words.split(" to ");
        let (first, second) = (parts.next().unwrap_or_default(), parts.next());
        if parts.next().is_some() {
            return Err(self.not_understood);
        }
        let Some(second) = second else {
            return match self.part(first) {
                Some(Told::Range(range)) => Ok(self.drawn_in(range)?),
                _ => Err(self.not_understood),
            };
        };
        let to = match self.part(second) {
            Some(Told::Range(range)) => range,
            _ => return Err(self.not_understood),
        };
        let from = match self.part(first) {
            Some(Told::Range(range)) => range,
            Some(Told::PartOf(part)) => part.of_decade_in(second).ok_or(self.not_understood)?,
            None => return Err(self.not_understood),
        };
        self.drawn_in(Range::new(from.from, to.to)?)
    }

    /// Ends beyond the bounds are drawn in; what lies beyond them as a whole is no such measure.
    fn drawn_in(&self, range: Range) -> Result<Range, Code> {
        let Range { from, to } = self.bounds;
        if range.to < from || range.from > to {
            return Err(self.not_understood);
        }
        Ok(Range { from: range.from.max(from), to: range.to.min(to) })
    }

    fn part(&self, words: &str) -> Option<Told> {
        const BEFORE: [&str; 8] = ["about", "around", "approx", "approximately", "roughly", "maybe", "circa", "c"];
        let words = words.trim();
        let bare = BEFORE.iter().find_map(|lead| words.strip_prefix(lead)?.strip_prefix(' '));
        let bare = bare.or_else(|| words.strip_prefix('~').map(str::trim_start));
        let bare = bare.or_else(|| words.strip_suffix("ish").map(str::trim_end));
        match (self.value)(bare.unwrap_or(words))? {
            // Only a single value is widened: a range already says how sure somebody is.
            Told::Range(range) if bare.is_some() && range.from == range.to => {
                Some(Told::Range(range.widened(self.about)))
            }
            told => Some(told),
        }
    }
}

/// Small letters, one space between words, and `to` for everything that says *to*.
fn simplified(words: &str) -> String {
    let lower = words.nfkc().flat_map(char::to_lowercase).collect::<String>().replace("y/o", "yo");
    let mut text = String::with_capacity(lower.len() + 8);
    let mut before = None;
    let mut rest = lower.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            '’' | '‘' | '′' | '\'' => {
                // The apostrophe of `30's` goes; that of feet stays.
                if rest.peek() != Some(&'s') {
                    text.push('\'');
                }
            }
            '”' | '“' | '″' | '"' => text.push('"'),
            '–' | '—' | '/' | ',' => text.push_str(" to "),
            // `mid-30s` is one thing, `30-35` two.
            '-' if before.is_some_and(char::is_alphabetic) && ends_with_part(&text) => text.push(' '),
            '-' => text.push_str(" to "),
            c if c.is_whitespace() => text.push(' '),
            c => text.push(c),
        }
        before = Some(c);
    }
    let mut words: Vec<&str> = text.split(' ').filter(|word| !word.is_empty()).collect();
    for word in &mut words {
        if matches!(*word, "or" | "and") {
            *word = "to";
        }
    }
    words.dedup_by(|next, last| *next == "to" && *last == "to");
    words.join(" ")
}

fn ends_with_part(text: &str) -> bool {
    let last = text.rsplit(' ').next().unwrap_or_default().trim_start_matches('~');
    matches!(last, "early" | "mid" | "late" | "middle" | "very" | "about" | "around")
}

/// A part of a decade of years.
#[derive(Clone, Copy)]
enum PartOfDecade {
    Early,
    Mid,
    Late,
}

impl PartOfDecade {
    fn parse(word: &str) -> Option<Self> {
        match word {
            "early" => Some(Self::Early),
            "mid" | "middle" => Some(Self::Mid),
            "late" => Some(Self::Late),
            _ => None,
        }
    }

    fn of(self, decade: Range) -> Range {
        let teens = decade.from == 13;
        let (from, to) = match (self, teens) {
            (Self::Early, true) => (13, 15),
            (Self::Mid, true) => (15, 17),
            (Self::Late, true) => (17, 19),
            (Self::Early, false) => (decade.from, decade.from + 3),
            (Self::Mid, false) => (decade.from + 4, decade.from + 6),
            (Self::Late, false) => (decade.from + 7, decade.to),
        };
        Range { from, to }
    }

    /// This part of the decade that other words are about.
    fn of_decade_in(self, words: &str) -> Option<Range> {
        decade(words.trim().rsplit(' ').next()?).map(|decade| self.of(decade))
    }
}

fn decade(word: &str) -> Option<Range> {
    let from = match word {
        "teens" | "teen" | "teenager" | "teenage" => return Some(Range { from: 13, to: 19 }),
        "twenties" => 20,
        "thirties" => 30,
        "forties" => 40,
        "fifties" => 50,
        "sixties" => 60,
        "seventies" => 70,
        "eighties" => 80,
        "nineties" => 90,
        _ => word.strip_suffix('s')?.parse::<u16>().ok().filter(|from| (20..=90).contains(from) && from % 10 == 0)?,
    };
    Some(Range { from, to: from + 9 })
}

fn number(digits: &str) -> Option<u16> {
    let sound = (1..=3).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
    sound.then(|| digits.parse().ok()).flatten()
}

fn age(words: &str) -> Option<Told> {
    if let Some(part) = PartOfDecade::parse(words) {
        return Some(Told::PartOf(part));
    }
    let range = match words {
        "young" => Range { from: 18, to: 29 },
        "middle aged" => Range { from: 40, to: 59 },
        "old" | "elderly" => Range { from: 65, to: 90 },
        _ => years(words)?,
    };
    Some(Told::Range(range))
}

fn years(words: &str) -> Option<Range> {
    if let Some(decade) = decade(words) {
        return Some(decade);
    }
    if let Some((part, rest)) = words.split_once(' ')
        && let Some(part) = PartOfDecade::parse(part)
    {
        return decade(rest).map(|decade| part.of(decade));
    }
    const UNITS: [&str; 6] = ["years old", "year old", "yrs old", "years", "yrs", "yo"];
    let words = words.strip_prefix("aged ").unwrap_or(words);
    let words = UNITS.iter().find_map(|unit| words.strip_suffix(unit)).map_or(words, str::trim_end);
    if let Some(from) =
        words.strip_prefix("over ").or_else(|| words.strip_suffix('+')).or_else(|| words.strip_suffix(" plus"))
    {
        let from = number(from.trim())?;
        return Some(Range { from, to: from + 10 });
    }
    if let Some(to) = words.strip_prefix("under ") {
        let to = number(to)?;
        return Some(Range { from: to.saturating_sub(10), to });
    }
    number(words).map(Range::one)
}

fn height(words: &str) -> Option<Told> {
    let range = match words {
        "very short" => Range { from: 140, to: 161 },
        "short" => Range { from: 155, to: 169 },
        "average" | "medium" => Range { from: 169, to: 183 },
        "tall" => Range { from: 183, to: 195 },
        "very tall" => Range { from: 190, to: 210 },
        _ => Range::one(metric(words).or_else(|| imperial(words))?),
    };
    Some(Told::Range(range))
}

/// `178 cm`, `178`, `1.78 m`, `1.78`, `1m78`.
fn metric(words: &str) -> Option<u16> {
    let centimetres = words.strip_suffix("cm").unwrap_or(words).trim_end();
    if let Some(cm) = number(centimetres) {
        return (cm >= 100 || words.ends_with("cm")).then_some(cm);
    }
    let metres = words.strip_suffix('m').unwrap_or(words).trim_end();
    let (whole, hundredths) = metres.split_once('.').or_else(|| metres.split_once('m'))?;
    let scale = match hundredths.len() {
        1 => 10,
        2 => 1,
        _ => return None,
    };
    let (whole, hundredths) = (number(whole)?, number(hundredths)?);
    matches!(whole, 1 | 2).then(|| whole * 100 + hundredths * scale)
}

/// `5'10"`, `5 ft 10`, `6 foot`: to the nearest whole centimetre.
fn imperial(words: &str) -> Option<u16> {
    let (feet, rest) = ["feet", "foot", "ft", "'"].iter().find_map(|unit| words.split_once(unit))?;
    let inches = rest.trim();
    let inches =
        ["inches", "inch", "ins", "in", "\"", "''"].iter().find_map(|unit| inches.strip_suffix(unit)).unwrap_or(inches);
    let inches = match inches.trim() {
        "" => 0,
        inches => number(inches).filter(|inches| *inches < 12)?,
    };
    let feet = number(feet.trim()).filter(|feet| (3..=8).contains(feet))?;
    // 2.54 cm an inch, rounded half up, in hundredths.
    Some(((feet * 12 + inches) * 254 + 50) / 100)
}

#[cfg(test)]
mod tests {
    use super::*;

    type Case = (&'static str, Result<(u16, u16), Code>);

    fn check(read: fn(&str) -> Result<Estimate, Code>, table: &[Case]) {
        for (words, expected) in table {
            let found = read(words).map(|estimate| (estimate.range().from, estimate.range().to));
            assert_eq!(found, *expected, "{words}");
        }
    }

    #[test]
    fn ages_in_words() {
        let no = Err(Code::AGE_NOT_UNDERSTOOD);
        check(
            Estimate::age,
            &[
                ("34", Ok((34, 34))),
                ("34 years old", Ok((34, 34))),
                ("34 Yrs", Ok((34, 34))),
                ("34yo", Ok((34, 34))),
                ("34 y/o", Ok((34, 34))),
                ("aged 34", Ok((34, 34))),
                ("about 34", Ok((32, 36))),
                ("40ish", Ok((38, 42))),
                ("40 ish", Ok((38, 42))),
                ("~40", Ok((38, 42))),
                ("~mid-30s", Ok((34, 36))),
                ("c 40", Ok((38, 42))),
                ("approximately 40 years", Ok((38, 42))),
                ("about 30s", Ok((30, 39))),
                ("over 40", Ok((40, 50))),
                ("40+", Ok((40, 50))),
                ("40 plus", Ok((40, 50))),
                ("under 30", Ok((20, 30))),
                ("30s", Ok((30, 39))),
                ("30's", Ok((30, 39))),
                ("30’s", Ok((30, 39))),
                ("Thirties", Ok((30, 39))),
                ("teens", Ok((13, 19))),
                ("late teens", Ok((17, 19))),
                ("early 30s", Ok((30, 33))),
                ("mid 30s", Ok((34, 36))),
                ("mid-30s", Ok((34, 36))),
                ("Mid-30's", Ok((34, 36))),
                ("late thirties", Ok((37, 39))),
                ("young", Ok((18, 29))),
                ("middle aged", Ok((40, 59))),
                ("middle-aged", Ok((40, 59))),
                ("elderly", Ok((65, 90))),
                ("30-35", Ok((30, 35))),
                ("30 – 35", Ok((30, 35))),
                ("30 or 35", Ok((30, 35))),
                ("30/35 years", Ok((30, 35))),
                ("about 30 to 35", Ok((28, 35))),
                ("20s-30s", Ok((20, 39))),
                ("20s to 30s", Ok((20, 39))),
                ("late 20s to early 30s", Ok((27, 33))),
                ("early to mid 30s", Ok((30, 36))),
                ("mid to late thirties", Ok((34, 39))),
                ("105+", Ok((105, 110))),
                ("11ish", Ok((10, 13))),
                ("35-30", Err(Code::RANGE_REVERSED)),
                ("5", no),
                ("999", no),
                ("early", no),
                ("early to 30", no),
                ("30 to 35 to 40", no),
                ("thirty", no),
                ("about", no),
                ("like my uncle", no),
                ("1234", no),
                (" ", Err(Code::TEXT_BLANK)),
            ],
        );
    }

    #[test]
    fn heights_in_words() {
        let no = Err(Code::HEIGHT_NOT_UNDERSTOOD);
        check(
            Estimate::height,
            &[
                ("178 cm", Ok((178, 178))),
                ("178cm", Ok((178, 178))),
                ("178", Ok((178, 178))),
                ("1.78 m", Ok((178, 178))),
                ("1.78", Ok((178, 178))),
                ("1.8m", Ok((180, 180))),
                ("1m78", Ok((178, 178))),
                ("5'10\"", Ok((178, 178))),
                ("5’10”", Ok((178, 178))),
                ("5'10", Ok((178, 178))),
                ("5 ft 10", Ok((178, 178))),
                ("5ft10in", Ok((178, 178))),
                ("5 foot 10 inches", Ok((178, 178))),
                ("6ft", Ok((183, 183))),
                ("6'", Ok((183, 183))),
                ("6ft ish", Ok((180, 186))),
                ("about 6 feet", Ok((180, 186))),
                ("5'0", Ok((152, 152))),
                ("6'11", Ok((211, 211))),
                ("very short", Ok((140, 161))),
                ("Short", Ok((155, 169))),
                ("average", Ok((169, 183))),
                ("medium", Ok((169, 183))),
                ("tall", Ok((183, 195))),
                ("very tall", Ok((190, 210))),
                ("5'8-5'10", Ok((173, 178))),
                ("5'8\" - 5'10\"", Ok((173, 178))),
                ("170-180", Ok((170, 180))),
                ("170 to 180 cm", Ok((170, 180))),
                ("short to average", Ok((155, 183))),
                ("tall-short", Err(Code::RANGE_REVERSED)),
                ("5'12", no),
                ("99", no),
                ("10 cm", no),
                ("5.10.2", no),
                ("taller than me", no),
                ("2'1", no),
            ],
        );
    }

    #[test]
    fn what_was_told_is_written_back() {
        let told = Estimate::age("Mid-30's").unwrap();
        assert_eq!(serde_json::to_string(&told).unwrap(), "\"Mid-30's\"");
        let counted = Estimate::of(Range::new(34, 36).unwrap());
        assert_eq!(serde_json::to_string(&counted).unwrap(), r#"{"from":34,"to":36}"#);
        assert_eq!(told, counted);
        assert!(!format!("{told:?}").contains("30"), "{told:?}");
    }
}
