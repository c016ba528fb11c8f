//! A twin of the core's question "does this text contain that value?", written by the letter of rule A07 and without any
//! thought of speed. What the core answers, this must answer too.

use any_ascii::any_ascii;
use icu_properties::{
    CodePointMapData, CodePointSetData,
    props::{DefaultIgnorableCodePoint, GeneralCategory, GeneralCategoryGroup},
};
use unicode_normalization::UnicodeNormalization;

/// A value and its kind.
#[derive(Clone, Debug)]
pub enum Value {
    /// A person's name.
    Name(String),
    /// A street.
    Street(String),
    /// A venue.
    Venue(String),
    /// A phone number in normal form, or as it was given.
    Phone(String),
    /// A whole plate, e-mail, handle or postcode in normal form, or a police reference.
    Compact(String),
    /// A partial plate in normal form: a `?` for each place that is not known.
    PartialPlate(String),
    /// Year, month and day.
    Date(i32, u8, u8),
    /// Hour and minute.
    Time(u8, u8),
    /// A phrase.
    Phrase(String),
    /// Any other value.
    Other(String),
}

/// Folds a text, one step of the rule after the other.
pub fn fold(text: &str) -> String {
    let ignorable = CodePointSetData::new::<DefaultIgnorableCodePoint>();
    let category = CodePointMapData::<GeneralCategory>::new();
    let compatible: String = text.nfkc().collect();
    let spaced: String = compatible.chars().map(|c| if c.is_whitespace() { ' ' } else { c }).collect();
    let kept: String = spaced
        .chars()
        .filter(|&c| {
            !ignorable.contains(c)
                && category.get(c) != GeneralCategory::Control
                && !GeneralCategoryGroup::Mark.contains(category.get(c))
        })
        .collect();
    let lower = any_ascii(&kept).to_lowercase();
    let words: Vec<&str> = lower.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()).collect();
    words.join(" ")
}

/// What stands between two hard spaces: a word, or a run of three or more one-character words, joined.
struct Token {
    characters: String,
    run: bool,
}

fn words(folded: &str) -> Vec<String> {
    folded.split(' ').filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

fn tokens(words: &[String]) -> Vec<Token> {
    words
        .chunk_by(|a, b| a.len() == 1 && b.len() == 1)
        .flat_map(|chunk| {
            if chunk.len() >= 3 {
                vec![Token { characters: chunk.concat(), run: true }]
            } else {
                chunk.iter().map(|word| Token { characters: word.clone(), run: false }).collect()
            }
        })
        .collect()
}

/// A part of a rendering.
enum Piece {
    /// One of these words.
    Word(Vec<String>),
    /// `of` and `the`, as many as there are.
    Between,
}

fn exactly(words: &[String]) -> Vec<Piece> {
    words.iter().map(|word| Piece::Word(vec![word.clone()])).collect()
}

/// Where the text can go on after this word, if the word stands at this place.
fn after_word(tokens: &[Token], (token, offset): (usize, usize), word: &str) -> Option<(usize, usize)> {
    let here = tokens.get(token)?;
    let rest = here.characters.get(offset..)?;
    if here.run && rest.len() > word.len() && rest.starts_with(word) {
        Some((token, offset + word.len()))
    } else {
        (rest == word).then_some((token + 1, 0))
    }
}

fn stands_at(tokens: &[Token], place: (usize, usize), pieces: &[Piece]) -> bool {
    let Some((piece, rest)) = pieces.split_first() else { return true };
    match piece {
        Piece::Word(alternatives) => alternatives
            .iter()
            .any(|word| after_word(tokens, place, word).is_some_and(|next| stands_at(tokens, next, rest))),
        Piece::Between => {
            stands_at(tokens, place, rest)
                || ["of", "the"]
                    .iter()
                    .any(|word| after_word(tokens, place, word).is_some_and(|next| stands_at(tokens, next, pieces)))
        }
    }
}

fn is_run_of_words(tokens: &[Token], pieces: &[Piece]) -> bool {
    !pieces.is_empty()
        && tokens.iter().enumerate().any(|(at, token)| {
            let last = if token.run { token.characters.len() } else { 1 };
            (0..last).any(|offset| stands_at(tokens, (at, offset), pieces))
        })
}

fn letters(word: &str) -> usize {
    word.chars().filter(char::is_ascii_alphabetic).count()
}

fn has_digit(word: &str) -> bool {
    word.contains(|c: char| c.is_ascii_digit())
}

fn without_house_number(words: &[String]) -> Vec<String> {
    let mut words = words.to_vec();
    while words.last().is_some_and(|word| has_digit(word)) {
        words.pop();
    }
    while words.iter().any(|word| has_digit(word)) {
        words.remove(0);
    }
    words
}

/// The words of a value, and those with its own runs of one-character words joined.
fn spellings(value: &str) -> [Vec<String>; 2] {
    let plain = words(&fold(value));
    let joined = tokens(&plain).into_iter().map(|token| token.characters).collect();
    [plain, joined]
}

/// A text, folded.
pub struct Text {
    tokens: Vec<Token>,
    without_spaces: String,
}

impl Text {
    /// Folds a text.
    pub fn new(text: &str) -> Self {
        let folded = fold(text);
        Self { tokens: tokens(&words(&folded)), without_spaces: folded.replace(' ', "") }
    }

    /// Whether the text contains the value.
    pub fn contains(&self, value: &Value) -> bool {
        match value {
            Value::Name(name) => spellings(name).iter().any(|words| {
                words.iter().any(|word| letters(word) >= 2 && self.has_word(word)) || self.has_long(words)
            }),
            Value::Street(street) => spellings(street).iter().any(|words| {
                let street = without_house_number(words);
                self.has_run(&street) || self.has_first_long_word(&street) || self.has_long(&street)
            }),
            Value::Venue(venue) => spellings(venue).iter().any(|words| {
                let bare = without_house_number(words);
                self.has_run(words) || self.has_first_long_word(&bare) || self.has_long(&bare)
            }),
            Value::Phone(phone) => {
                let folded = fold(phone);
                let digits: String = folded.chars().filter(char::is_ascii_digit).collect();
                if self.contains(&Value::Other(phone.clone())) {
                    return true;
                }
                let together = folded.replace(' ', "");
                std::iter::once(digits.as_str())
                    .chain(together.split(|c: char| c.is_ascii_alphabetic()))
                    .filter(|digits| digits.len() >= 6)
                    .any(|digits| digits.get(digits.len() - 6..).is_some_and(|last| self.without_spaces.contains(last)))
            }
            Value::Compact(normal) => {
                let together = fold(normal).replace(' ', "");
                !together.is_empty() && self.without_spaces.contains(&together)
            }
            Value::PartialPlate(plate) => self.has_partial(plate),
            Value::Date(year, month, day) => {
                renderings_of_date(*year, *month, *day).iter().any(|pieces| is_run_of_words(&self.tokens, pieces))
            }
            Value::Time(hour, minute) => {
                renderings_of_time(*hour, *minute).iter().any(|text| self.has_run(&words(text)))
            }
            Value::Phrase(phrase) => spellings(phrase).iter().any(|words| self.has_run(words)),
            Value::Other(other) => {
                words(&fold(other)).len() >= 2 && spellings(other).iter().any(|words| self.has_run(words))
            }
        }
    }

    /// Every spelling that the plate can have between its first and its last known place is looked for, with a `?` for
    /// any one character.
    fn has_partial(&self, plate: &str) -> bool {
        let mut spellings = vec![String::new()];
        for place in plate.trim_matches('?').to_lowercase().chars() {
            let with = spellings.iter().map(|spelling| format!("{spelling}{place}"));
            spellings = if place == '?' { with.chain(spellings.iter().cloned()).collect() } else { with.collect() };
        }
        let text: Vec<char> = self.without_spaces.chars().collect();
        spellings.iter().filter(|spelling| !spelling.is_empty()).any(|spelling| {
            let spelling: Vec<char> = spelling.chars().collect();
            text.windows(spelling.len())
                .any(|window| window.iter().zip(&spelling).all(|(there, place)| *place == '?' || there == place))
        })
    }

    fn has_run(&self, words: &[String]) -> bool {
        is_run_of_words(&self.tokens, &exactly(words))
    }

    fn has_word(&self, word: &str) -> bool {
        self.has_run(&[word.to_owned()])
    }

    fn has_first_long_word(&self, words: &[String]) -> bool {
        words.iter().find(|word| letters(word) >= 5).is_some_and(|word| self.has_word(word))
    }

    fn has_long(&self, words: &[String]) -> bool {
        let together = words.concat();
        together.len() >= 8 && self.without_spaces.contains(&together)
    }
}

fn renderings_of_date(year: i32, month: u8, day: u8) -> Vec<Vec<Piece>> {
    const NAMES: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let suffix = match (day / 10, day % 10) {
        (1, _) => "th",
        (_, 1) => "st",
        (_, 2) => "nd",
        (_, 3) => "rd",
        _ => "th",
    };
    let days = vec![format!("{day}"), format!("{day:02}"), format!("{day}{suffix}")];
    let name = NAMES.get(usize::from(month) - 1).copied().unwrap_or_default();
    let mut months = vec![format!("{month}"), format!("{month:02}"), name.chars().take(3).collect(), name.to_owned()];
    if month == 9 {
        months.push("sept".to_owned());
    }
    let short = year % 100;
    let years = vec![format!("{short:02}"), format!("{year}")];
    let orders = ["dmy", "dym", "mdy", "myd", "ydm", "ymd", "dm", "md"];
    let mut renderings: Vec<Vec<Piece>> = orders
        .iter()
        .map(|order| {
            let mut pieces = Vec::new();
            for part in order.chars() {
                pieces.push(Piece::Between);
                pieces.push(Piece::Word(match part {
                    'd' => days.clone(),
                    'm' => months.clone(),
                    _ => years.clone(),
                }));
            }
            pieces
        })
        .collect();
    for year in [format!("{year}"), format!("{short:02}")] {
        for digits in [
            format!("{day:02}{month:02}{year}"),
            format!("{month:02}{day:02}{year}"),
            format!("{year}{month:02}{day:02}"),
        ] {
            renderings.push(exactly(&[digits]));
        }
    }
    renderings
}

fn renderings_of_time(hour: u8, minute: u8) -> Vec<String> {
    let half = if hour < 12 { "am" } else { "pm" };
    let of_twelve = [12, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11].get(usize::from(hour % 12)).copied().unwrap_or(hour);
    let mut renderings = Vec::new();
    for hour in [hour, of_twelve] {
        for hour in [format!("{hour}"), format!("{hour:02}")] {
            for plain in [format!("{hour} {minute:02}"), format!("{hour}{minute:02}"), format!("{hour}h{minute:02}")] {
                renderings.push(format!("{plain}{half}"));
                renderings.push(plain);
            }
            if minute == 0 {
                renderings.push(format!("{hour}{half}"));
                renderings.push(format!("{hour} {half}"));
                renderings.push(format!("{hour} {} m", if half == "am" { "a" } else { "p" }));
                renderings.push(format!("{hour} o clock"));
            }
        }
    }
    renderings
}
