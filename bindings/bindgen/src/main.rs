//! Generates the Kotlin and Swift sources from the built library, and holds what they offer against
//! `bindings/interface.txt`, so that no change of the public interface goes unseen.

mod interface;

use std::{fs, io::Write as _, process::ExitCode};

use anyhow::{Context as _, Result, bail};
use camino::{Utf8Path, Utf8PathBuf};
use uniffi_bindgen::bindings::{
    GenerateOptions, SwiftBindingsOptions, TargetLanguage, generate, generate_swift_bindings,
};

const USAGE: &str = "usage: uglymugs-bindgen LIBRARY kotlin OUT
       uglymugs-bindgen LIBRARY swift SOURCES_OUT HEADERS_OUT
       uglymugs-bindgen LIBRARY interface FILE            (writes it)
       uglymugs-bindgen LIBRARY interface --check FILE    (fails when it is out of date)";

/// The C module that the generated Swift imports: `ffi_module_name` in `num-mobile/uniffi.toml`.
const FFI_MODULE: &str = "UglyMugsFFI";

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let _ = writeln!(std::io::stderr(), "uglymugs-bindgen: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<()> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    match args.as_slice() {
        [library, "kotlin", out] => generate(GenerateOptions {
            languages: vec![TargetLanguage::Kotlin],
            source: library.into(),
            out_dir: out.into(),
            ..GenerateOptions::default()
        }),
        [library, "swift", sources, headers] => swift(library.into(), sources.into(), headers.into()),
        [library, "interface", "--check", file] => check(Utf8Path::new(library), Utf8Path::new(file)),
        [library, "interface", file] => {
            fs::write(file, interface::describe(Utf8Path::new(library))?).with_context(|| format!("writing {file}"))
        }
        _ => bail!("{USAGE}"),
    }
}

/// Sources and C headers go to two places, because SwiftPM wants a module for each.
fn swift(library: Utf8PathBuf, sources: Utf8PathBuf, headers: Utf8PathBuf) -> Result<()> {
    generate_swift_bindings(SwiftBindingsOptions {
        generate_swift_sources: true,
        source: library.clone(),
        out_dir: sources,
        ..SwiftBindingsOptions::default()
    })?;
    generate_swift_bindings(SwiftBindingsOptions {
        generate_headers: true,
        generate_modulemap: true,
        source: library,
        out_dir: headers,
        module_name: Some(FFI_MODULE.to_owned()),
        modulemap_filename: Some("module.modulemap".to_owned()),
        ..SwiftBindingsOptions::default()
    })
}

fn check(library: &Utf8Path, file: &Utf8Path) -> Result<()> {
    let now = interface::describe(library)?;
    let recorded = fs::read_to_string(file).with_context(|| format!("reading {file}"))?;
    let mut out = std::io::stderr();
    for gone in recorded.lines().filter(|line| !now.lines().any(|other| other == *line)) {
        writeln!(out, "- {gone}")?;
    }
    for new in now.lines().filter(|line| !recorded.lines().any(|other| other == *line)) {
        writeln!(out, "+ {new}")?;
    }
    if now != recorded {
        bail!("the interface of num-mobile is not the one in {file}; if that is meant: make bless");
    }
    Ok(())
}
