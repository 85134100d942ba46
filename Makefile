# A table of contents over run.sh; `make help` lists it.
.PHONY: translations run accessible pairs long postgres test check audit seed routes migration bytes flows journeys modes bench breaks drills screenshots lock help

run: ## set up and serve with demo data on http://127.0.0.1:8000 (PORT, BIND)
	@./run.sh serve
test: ## set up browser and PostgreSQL, then all tests (what CI runs)
	@./run.sh test
check: ## the fast half of the tests
	@./run.sh check
seed: ## fill an empty database with demo data
	@./run.sh flask seed demo
routes: ## write the ledger of routes and audiences to docs/routes.txt
	@./run.sh flask routes-ledger --write docs/routes.txt
translations: ## bring the catalogues of other languages up to the words of the source; lists what is to be translated
	@./run.sh python -m ops.translations update
migration: ## a new migration from the models: make migration NAME=add_colour
	@./run.sh flask db migrate -m "$(NAME)"
audit: breaks postgres long pairs accessible bytes ## the long checks: twelve deliberate breaks, all screens on PostgreSQL, long tests, pairs of steps, barriers and bytes of every page
long: ## the tests too long for every day
	@./run.sh long
postgres: ## actions, queries and screens on PostgreSQL
	@./run.sh postgres
breaks: ## make twelve deliberate breaks, one at a time; twelve must be noticed
	@./run.sh python -m tests.house.breaks
bytes: ## wire bytes of every route by kind against the running demo
	@./run.sh python -m ops.bytes
pairs: ## two people at one purchase: every pair of steps in every order, on both databases
	@./run.sh python -m tests.pairs
accessible: ## WCAG 2.2 AA: every page x hat x light, dark x 320, 360, 412 px, full, empty, refused
	@./run.sh python -m tests.accessible
flows: ## taps, pages and bytes of the most walked flows against the running demo; writes docs/flows.md
	@./run.sh python -m tests.journeys.walking --write
journeys: ## the flows on five simulated lines, the phone six times slower; writes docs/bandwidth.md (20 minutes)
	@./run.sh python -m tests.journeys.lines --write
modes: ## the flows without script, without its files, without storage; writes docs/bandwidth.md
	@./run.sh python -m tests.journeys.modes --write
bench: ## CPU of the catalogue against bare Flask, and as it grows to 100,000 (TO=1000000), both databases
	@./run.sh python -m tests.bench --to $(or $(TO),100000)
drills: ## parallel posts and races (LUMBUNG_TEST_DATABASE=postgresql for PostgreSQL)
	@./run.sh python -m pytest -q -m parallel tests
screenshots: ## pictures of the main screens into docs/screenshots
	@./run.sh python -m ops.screenshots
lock: ## pin requirements again after editing the .in files
	@.venv/bin/uv pip compile -q --python-version 3.11 --generate-hashes --no-emit-index-url --no-header requirements.in -o requirements.txt
	@.venv/bin/uv pip compile -q --python-version 3.11 --generate-hashes --no-emit-index-url --no-header requirements-dev.in -o requirements-dev.txt
help: ## this list
	@grep -E '^[a-z]+:.*##' Makefile | sed -E 's/:.*## /\t/' | expand -t 14
