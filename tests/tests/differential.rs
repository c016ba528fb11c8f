//! The core and the independent model give the same: 100,000 random cases, or as many as `DIFFERENTIAL_CASES` says.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use num_tests::{asking::core_asked as core, random, reference, vector};

#[test]
fn core_and_model_agree() {
    let cases: u64 = std::env::var("DIFFERENTIAL_CASES").ok().and_then(|n| n.parse().ok()).unwrap_or(100_000);
    let policy = vector::policy();
    let threads = 2;
    let wrong: Vec<u64> = std::thread::scope(|scope| {
        let halves: Vec<_> = (0..threads)
            .map(|thread| {
                let policy = &policy;
                scope.spawn(move || {
                    let mut wrong = Vec::new();
                    for seed in (thread..cases).step_by(threads as usize) {
                        let asked = random::asked(seed, policy);
                        let model = reference::disclose(&asked.case, &asked.policy, &asked.recipient, &asked.as_of);
                        if core(&asked) != model {
                            wrong.push(seed);
                        }
                    }
                    wrong
                })
            })
            .collect();
        halves.into_iter().flat_map(|half| half.join().expect("no panic")).collect()
    });
    if let Some(seed) = wrong.iter().min() {
        let asked = random::asked(*seed, &policy);
        let model = reference::disclose(&asked.case, &asked.policy, &asked.recipient, &asked.as_of);
        panic!(
            "{} of {cases} differ, the first at seed {seed}\n{} as of {}\n{:#}\n core {:?}\nmodel {:?}",
            wrong.len(),
            asked.recipient,
            asked.as_of,
            asked.case,
            core(&asked),
            model
        );
    }
}
