# Everything one does with the checkout. `make` alone prints the list.

SHELL := /bin/sh
.NOTPARALLEL:
.DEFAULT_GOAL := help

# Cargo unifies features over the packages of a command: with the same set everywhere nothing is compiled twice.
PACKAGES := -p schema -p app -p pack -p server
BROWSER := -p app --no-default-features --target wasm32-unknown-unknown
PLAYWRIGHT := node_modules/.bin/playwright test --config end2end/playwright.config.ts
BUDGET = node end2end/weigh.mjs target/debug/onehall target/html.json && target/debug/pack --budget --html target/html.json
PAIRS := 10000
WALKS := 1000000
# By itself, because the tests of others turn on features that neither the server nor a phone has.
PARITY = cargo build -p parity && target/debug/pack --parity && node end2end/parity.mjs target/debug/parity $(PAIRS)
SUITES := $(foreach suite,$(wildcard app/schema/tests/*),--test $(basename $(notdir $(suite))))

.PHONY: help
help: ## this list
	@echo "OneHall. The first time: make run, then open http://127.0.0.1:3000"
	@echo
	@sed -n 's/^\([a-z0-9-]*\):.*## \(.*\)/  make \1 | \2/p' $(MAKEFILE_LIST) | awk -F'|' '{ printf "%-22s%s\n", $$1, $$2 }'

##### Use

.PHONY: run
run: setup-run pack ## build, load the demo city once, serve at http://127.0.0.1:3000
	cargo build --release -p server
	target/release/onehall demo --if-empty
	target/release/onehall serve

.PHONY: clean-demo
clean-demo: ## forget the demo city: its database and its files in this folder
	rm -rf onehall.db onehall.db-shm onehall.db-wal onehall-files

##### Change

.PHONY: dev
dev: setup-run ## rebuild and restart whenever a file is saved
	node end2end/dev.mjs

.PHONY: fmt
fmt: ## format the Rust code
	cargo fmt --all

.PHONY: lint
lint: ## formatting and clippy, for the server and for the browser
	cargo fmt --all --check
	cargo clippy $(BROWSER) --features hydrate -- -D warnings
	cargo clippy $(BROWSER) --features hydrate,forms -- -D warnings
	cargo clippy $(BROWSER) --features hydrate,staff -- -D warnings
	cargo clippy $(BROWSER) --features hydrate,designer -- -D warnings
	cargo clippy $(PACKAGES) -p parity --all-targets -- -D warnings
	cargo clippy -p parity --target wasm32-unknown-unknown -- -D warnings

.PHONY: pack
pack: setup-run ## build the browser side as it is deployed, into target/site
	cargo run -p pack -- --release

##### Test

.PHONY: test
test: setup-test lint binaries ## everything that must pass before a commit
	end2end/with-postgres.sh cargo test $(PACKAGES)
	$(PARITY)
	target/debug/pack --release
	$(BUDGET)
	$(PLAYWRIGHT)

.PHONY: unit
unit: ## the rules and the views: no database, no browser
	cargo test $(PACKAGES) --lib --bins $(SUITES)

.PHONY: api
api: setup-test ## the API on SQLite and on a temporary PostgreSQL, and the laws of the house
	end2end/with-postgres.sh cargo test $(PACKAGES) --test it

.PHONY: e2e
e2e: setup-test binaries ## the journeys in Chromium
	target/debug/pack --release
	$(PLAYWRIGHT)

.PHONY: parity
parity: setup-test ## the rules on PAIRS=10000 forms and answers made by chance: natively as in WebAssembly
	cargo build $(PACKAGES) --bin pack
	$(PARITY)

# With the tests, because their dependencies add features: alone, the programs would be compiled a second time.
.PHONY: binaries
binaries:
	cargo build $(PACKAGES) --all-targets

# Nightly, because libFuzzer counts the branches taken; the same target runs with the tests on stable.
FUZZ_SECONDS := 60
.PHONY: fuzz
fuzz: ## look for input that makes rules panic, FUZZ_SECONDS=60; needs nightly Rust and cargo-fuzz
	mkdir -p target/fuzz/corpus/expr
	cargo +nightly fuzz run --fuzz-dir app/schema/fuzz --target-dir target/fuzz expr target/fuzz/corpus/expr -- \
		-max_total_time=$(FUZZ_SECONDS) -artifact_prefix=target/fuzz/

.PHONY: walks
walks: ## WALKS=1000000 random walks through random processes: no task is lost or doubled
	PROPTEST_CASES=$(WALKS) cargo test --release -p schema --lib process::random_models

.PHONY: bpmn
bpmn: ## whether what is written as BPMN is valid by the schema of the OMG: the seeds, and 200 made by chance
	end2end/bpmn-xsd.sh

##### Measure

.PHONY: budget
budget: pack binaries ## what a first visit to each page downloads, against the limits
	$(BUDGET)

.PHONY: bench
bench: setup-test pack ## pages, lists and numbers at 1,000,000 cases, search at 100,000 items, rules on 1,000,000 forms
	cargo build --release -p server --bins --example bench
	node end2end/bench.mjs
	end2end/with-postgres.sh end2end/bench-cases.sh
	cargo build --release -p parity
	target/debug/pack --parity
	node end2end/parity.mjs target/release/parity 1000000

# The whole run takes three quarters of an hour on a quiet machine: SIZES=200 ROUNDS=3 for every day.
.PHONY: eval-ask
eval-ask: ## how well questions find their items: recall and rank, beside a baseline and the ceiling
	cargo build --release -p server --bins
	end2end/eval-ask.sh

.PHONY: bench-forms
bench-forms: setup-test pack ## a form of 40, 200 and 1,000 fields beside the floor and three form engines, in Chromium
	cargo build --release -p server
	node end2end/bench-forms.mjs

.PHONY: bench-process
bench-process: ## tasks per second of the engine beside bpmn-engine and SpiffWorkflow, on the same three models
	cargo build --release -p schema --example steps
	node end2end/bench-process.mjs

.PHONY: lighthouse
lighthouse: setup-test pack ## the median of five runs of Lighthouse, against the goals
	cargo build --release -p server
	node end2end/lighthouse.mjs

.PHONY: screenshots
screenshots: setup-test pack ## every public page in each look, to end2end/results/screenshots
	cargo build --release -p server
	node end2end/screenshots.mjs

##### Tools

.PHONY: setup-run
setup-run:
	@end2end/setup.sh run

.PHONY: setup-test
setup-test:
	@end2end/setup.sh test
