//! Instruction counts: the same number twice on a noisy machine.

#![allow(missing_docs, clippy::unwrap_used)]

use std::hint::black_box;

use gungraun::{library_benchmark, library_benchmark_group, main};
use num_benches::{Subject, audiences};
use num_core::{case::Case, disclosure::AnyDecision, disclosure::Recipient, json::Mode};

fn warm(audience: &str) -> (Subject, Recipient) {
    let subject = Subject::new();
    let (_, recipient) = audiences().into_iter().find(|(name, _)| name.starts_with(audience)).unwrap();
    subject.disclose(recipient.clone());
    (subject, recipient)
}

#[library_benchmark]
#[bench::members(warm("members/num/alert"))]
#[bench::police_full(warm("police_full"))]
fn disclose((subject, recipient): (Subject, Recipient)) -> (Subject, AnyDecision) {
    let decision = subject.disclose(black_box(recipient));
    (subject, decision)
}

#[library_benchmark]
#[bench::case(Subject::new().bytes)]
fn decode(bytes: Vec<u8>) -> Case {
    Case::from_json(black_box(&bytes), Mode::Strict).unwrap()
}

library_benchmark_group!(name = instructions, benchmarks = [disclose, decode]);
main!(library_benchmark_groups = instructions);
