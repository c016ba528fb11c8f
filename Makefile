# What is missing on the machine is installed by the command that needs it, once.
SHELL := bash
setup := bindings/setup
.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help demo intake test test-rust test-python test-kotlin test-swift test-pages check bless bench bench-peers fuzz bindings differential audit clean

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' Makefile | expand -t 14

demo: ## a made-up year's way through a scheme, as pages: open out/index.html (IN=file.jsonl, or IN=file.csv MAPPING=mapping.json, for your own)
	@$(setup)/run-rust.sh run --release --quiet --package num-core --features intake,synthetic --example demo -- $(IN) $(MAPPING)

intake: ## FILE=reports.csv MAPPING=mapping.json: takes reports in to out/ (FILE=reports.jsonl needs no mapping)
	@$(setup)/run-rust.sh run --release --quiet --package num-core --features intake --example intake -- $(FILE) $(MAPPING)

test: test-rust test-python test-kotlin test-swift test-pages ## the tests of all languages, and of the pages

test-rust: ## Rust, with the doctests
	@$(setup)/test-rust.sh

test-python: ## Python, with the types
	@$(setup)/test-python.sh

test-kotlin: ## Kotlin, on the JVM
	@$(setup)/test-kotlin.sh

test-swift: ## Swift
	@$(setup)/test-swift.sh

test-pages: ## the pages: a checker, a browser (screenshots in target/pages)
	@$(setup)/test-pages.sh

check: ## format, lints, docs, drift
	@$(setup)/check.sh

bless: ## format the sources, and write schemas, goldens and the interface of the bindings anew
	@$(setup)/bless.sh

bench: ## the benchmarks
	@$(setup)/bench.sh

bench-peers: ## the linkage beside Splink, recordlinkage and rapidfuzz (ARGS=--quick for small sizes)
	@$(setup)/bench-peers.sh $(ARGS)

fuzz: ## each fuzz target for a minute (TARGET=name, FUZZ_SECONDS=n)
	@$(setup)/fuzz.sh $(TARGET)

bindings: ## generate the Kotlin and Swift sources
	@$(setup)/generate.sh

differential: ## core against model on a million random cases (DIFFERENTIAL_CASES=n)
	@DIFFERENTIAL_CASES=$${DIFFERENTIAL_CASES:-1000000} $(setup)/run-rust.sh test --release --package num-tests --test differential

audit: ## licences and known vulnerabilities of the dependencies (builds cargo-deny first: minutes)
	@$(setup)/audit.sh

clean: ## remove everything that was built
	@cargo clean
	@rm -rf bindings/kotlin/target bindings/swift/{lib,Sources/UglyMugsFFI,Sources/UglyMugs/Generated}
