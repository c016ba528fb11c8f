//! Wall clock of the gate, of reading and of rendering. Figures are of one core.

#![allow(missing_docs, clippy::unwrap_used)]

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use num_benches::{Subject, audiences, outputs};
use num_core::{case::Case, json::Mode};

fn gate(c: &mut Criterion) {
    let subject = Subject::new();
    let mut group = c.benchmark_group("disclose");
    for (name, recipient) in audiences() {
        group.bench_function(name.replace('/', "-"), |b| b.iter(|| subject.disclose(black_box(recipient.clone()))));
    }
    group.bench_function("every-audience", |b| {
        let all = audiences();
        b.iter(|| all.iter().for_each(|(_, recipient)| drop(black_box(subject.disclose(recipient.clone())))));
    });
    group.bench_function("canonical-bytes-police_full", |b| {
        let (_, recipient) = audiences().into_iter().find(|(name, _)| name.starts_with("police_full")).unwrap();
        b.iter(|| match subject.disclose(recipient.clone()) {
            num_core::disclosure::AnyDecision::Disclosed(disclosure, _) => disclosure.to_bytes().len(),
            num_core::disclosure::AnyDecision::Nothing(_) => 0,
        });
    });
    group.finish();

    let mut group = c.benchmark_group("consent");
    group.bench_function("state_at", |b| {
        b.iter(|| subject.case.consent_at(&subject.policy, black_box(subject.as_of)));
    });
    group.finish();
}

fn reading(c: &mut Criterion) {
    let subject = Subject::new();
    let mut group = c.benchmark_group("decode");
    group.throughput(Throughput::Bytes(subject.bytes.len() as u64));
    group.bench_function("case", |b| b.iter(|| Case::from_json(black_box(&subject.bytes), Mode::Strict).unwrap()));
    // What a parser that only makes a tree does with the same bytes, in the same run.
    group.bench_function("serde_json-value", |b| {
        b.iter(|| serde_json::from_slice::<serde_json::Value>(black_box(&subject.bytes)).unwrap());
    });
    group.bench_function("case-and-every-audience", |b| {
        let all = audiences();
        b.iter(|| {
            let case = Case::from_json(black_box(&subject.bytes), Mode::Strict).unwrap();
            for (_, to) in &all {
                let _ = black_box(case.disclose_to(&subject.policy, to.clone(), subject.as_of));
            }
        });
    });
    group.finish();
}

fn rendering(c: &mut Criterion) {
    let release = outputs::release();
    let mut group = c.benchmark_group("render");
    // Every form in which an alert goes out.
    group.bench_function("alert", |b| {
        b.iter(|| {
            let release = black_box(&release);
            (release.sms(), release.email(), release.bulletin(), release.to_json())
        });
    });
    group.finish();
}

criterion_group!(benches, gate, reading, rendering);
criterion_main!(benches);
