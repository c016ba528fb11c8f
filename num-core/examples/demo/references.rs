use std::error::Error;

use num_core::{id::Id, id::Reference, scheme::References};
use rand_chacha::{
    ChaCha8Rng,
    rand_core::{Rng, SeedableRng},
};

/// Digits and small letters without those that are taken for each other, and without vowels: no reference is a word.
const LETTERS: &[u8; 28] = b"23456789bcdfghjkmnpqrstvwxyz";

/// Fifty-seven bits: nobody guesses one, and it leaves room in a text message.
const LENGTH: usize = 12;

/// Where references come from.
pub(crate) enum Draws {
    /// From the system: nobody can guess them.
    System,
    /// From a seed: a made-up year has the same ones in every run.
    Seeded(Box<ChaCha8Rng>),
}

impl Draws {
    pub(crate) fn seeded(seed: u64) -> Self {
        Self::Seeded(Box::new(ChaCha8Rng::seed_from_u64(seed)))
    }

    /// Bytes from the system, if it has any.
    pub(crate) fn system() -> Result<Self, Box<dyn Error>> {
        getrandom::fill(&mut [0_u8; 1]).map_err(|error| error.to_string())?;
        Ok(Self::System)
    }

    fn byte(&mut self) -> u8 {
        match self {
            Self::Seeded(generator) => generator.next_u32().to_le_bytes()[0],
            Self::System => {
                let mut byte = [0_u8; 1];
                // That the system has some was asked at the start.
                while getrandom::fill(&mut byte).is_err() {}
                byte[0]
            }
        }
    }

    fn letter(&mut self) -> char {
        loop {
            // Each letter is as likely as any other: what is beyond them is drawn again.
            if let Some(letter) = LETTERS.get(usize::from(self.byte() >> 3)) {
                return char::from(*letter);
            }
        }
    }
}

impl References for Draws {
    fn draw(&mut self) -> Reference {
        loop {
            let text: String = (0..LENGTH).map(|_| self.letter()).collect();
            if let Ok(reference) = Reference::parse(&text) {
                return reference;
            }
        }
    }
}
