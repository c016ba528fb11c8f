//! The languages that an offender was heard to speak.
//!
//! Source: ISO 639-1, own selection of what is spoken in the United Kingdom (after the census of 2021). Cantonese has no code there
//! and takes that of ISO 639-3.

use crate::code::named_code_table;

named_code_table! {
    /// A language that somebody speaks. The language of a summary is another matter: that may be any.
    SpokenLanguage {
        Albanian = "sq" "Albanian",
        Amharic = "am" "Amharic",
        Arabic = "ar" "Arabic",
        Bengali = "bn" "Bengali",
        Bulgarian = "bg" "Bulgarian",
        Cantonese = "yue" "Cantonese",
        Czech = "cs" "Czech",
        Danish = "da" "Danish",
        Dutch = "nl" "Dutch",
        English = "en" "English",
        Finnish = "fi" "Finnish",
        French = "fr" "French",
        German = "de" "German",
        Greek = "el" "Greek",
        Gujarati = "gu" "Gujarati",
        Hebrew = "he" "Hebrew",
        Hindi = "hi" "Hindi",
        Hungarian = "hu" "Hungarian",
        Igbo = "ig" "Igbo",
        Italian = "it" "Italian",
        Japanese = "ja" "Japanese",
        Korean = "ko" "Korean",
        Kurdish = "ku" "Kurdish",
        Latvian = "lv" "Latvian",
        Lithuanian = "lt" "Lithuanian",
        Malayalam = "ml" "Malayalam",
        Chinese = "zh" "Chinese (Mandarin or not told)",
        Marathi = "mr" "Marathi",
        Nepali = "ne" "Nepali",
        Norwegian = "no" "Norwegian",
        Pashto = "ps" "Pashto",
        Persian = "fa" "Persian (Farsi, Dari)",
        Polish = "pl" "Polish",
        Portuguese = "pt" "Portuguese",
        Punjabi = "pa" "Punjabi",
        Romanian = "ro" "Romanian",
        Russian = "ru" "Russian",
        Serbian = "sr" "Serbian",
        Sinhala = "si" "Sinhala",
        Slovak = "sk" "Slovak",
        Somali = "so" "Somali",
        Spanish = "es" "Spanish",
        Swahili = "sw" "Swahili",
        Swedish = "sv" "Swedish",
        Tagalog = "tl" "Tagalog",
        Tamil = "ta" "Tamil",
        Telugu = "te" "Telugu",
        Thai = "th" "Thai",
        Tigrinya = "ti" "Tigrinya",
        Turkish = "tr" "Turkish",
        Twi = "tw" "Twi",
        Ukrainian = "uk" "Ukrainian",
        Urdu = "ur" "Urdu",
        Vietnamese = "vi" "Vietnamese",
        Welsh = "cy" "Welsh",
        Yoruba = "yo" "Yoruba",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::code::CodeTable;

    #[test]
    fn languages_have_codes_of_iso_639() {
        for language in SpokenLanguage::ALL {
            let code = language.as_str();
            assert!(code.len() == 2 || *language == SpokenLanguage::Cantonese, "{code}");
            assert!(code.bytes().all(|byte| byte.is_ascii_lowercase()), "{code}");
        }
        assert_eq!(SpokenLanguage::parse("pl").unwrap().name(), "Polish");
    }
}
