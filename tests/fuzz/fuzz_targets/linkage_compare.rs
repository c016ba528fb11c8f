#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| num_tests::fuzz_bodies::linkage_compare(data));
