# make run    starts somerec on this machine
# make test   checks everything but what is left to the long proof
#
# Both set up what they need, so a fresh clone is enough. The parts, for the impatient:
# make lint, types, unit (all tests but the browser's), catalogues (after a change of texts), bench, clean
# make prove  the long proof: seeded faults, brute force, kills, Chromium in every language, more random businesses,
#             and every property with a million of them; keeps the report

VENV := .venv
BIN := $(VENV)/bin
PIP = $(BIN)/python -m pip --quiet --disable-pip-version-check
LANGUAGES := nb sv
# All cores, and whoever has nothing left to do helps the others.
SHARED := -n auto --dist worksteal
PROPERTIES := $(wildcard tests/advice/test_properties*.py) tests/advice/test_compare.py tests/advice/test_adjust.py \
	tests/editions/test_migrate.py
CATALOGUES := $(patsubst %.po,%.mo,$(wildcard translations/*/LC_MESSAGES/*.po))

# The first of these that is new enough and can make an environment.
PYTHON ?= $(shell for python in python3.13 python3.12 python3.11 python3; do \
	$$python -c 'import ensurepip, sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	&& echo $$python && break; done)

.PHONY: run test prove tools lint types unit catalogues bench clean
.DELETE_ON_ERROR:
.NOTPARALLEL:

run: $(VENV)/run.stamp $(CATALOGUES)
	@$(BIN)/somerec serve

test: tools lint $(CATALOGUES)
	@# Each of the two keeps one core busy.
	$(BIN)/mypy & types=$$!; $(BIN)/somerec check; checked=$$?; wait $$types && exit $$checked
	$(BIN)/pytest $(SHARED) -m "not proof"
	@$(BIN)/python -m tests.words.report nb

prove: tools $(VENV)/test.stamp $(CATALOGUES)
	HYPOTHESIS_PROFILE=proof $(BIN)/pytest $(SHARED) $(PROPERTIES)
	$(BIN)/pytest $(SHARED) -m proof
	$(BIN)/somerec check --sample 1000000 --workers $$(nproc) --json somerec/proof/report.json

tools:
	@scripts/system-tools

lint: $(VENV)/test.stamp
	$(BIN)/ruff check
	$(BIN)/ruff format --check

types: $(VENV)/test.stamp
	$(BIN)/mypy

unit: $(VENV)/test.stamp $(CATALOGUES)
	$(BIN)/pytest $(SHARED) -m "not browser and not proof"

catalogues: $(VENV)/run.stamp
	mkdir -p translations
	$(BIN)/pybabel -q extract -F babel.cfg -k you:1,1 --omit-header --no-location --add-comments=Translators: \
		-o translations/messages.pot .
	for language in $(LANGUAGES); do \
		$(BIN)/pybabel -q update --init-missing --no-fuzzy-matching --ignore-pot-creation-date \
			-i translations/messages.pot -d translations -l $$language || exit; done

bench: $(VENV)/test.stamp $(CATALOGUES)
	$(BIN)/python -m bench

clean:
	rm -rf $(VENV) *.egg-info build .mypy_cache .ruff_cache .pytest_cache .hypothesis $(CATALOGUES)

$(VENV)/pyvenv.cfg:
	@test -n "$(PYTHON)" || { echo "somerec needs Python 3.11 or newer with its venv module" \
		"(on Debian: apt-get install python3-venv)." >&2; exit 1; }
	$(PYTHON) -m venv --clear $(VENV)

$(VENV)/run.stamp: $(VENV)/pyvenv.cfg requirements/run.txt pyproject.toml
	$(PIP) install --require-hashes -r requirements/run.txt
	$(PIP) install --no-index --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/test.stamp: $(VENV)/run.stamp requirements/test.txt
	$(PIP) install --require-hashes --no-build-isolation -r requirements/test.txt
	@touch $@

%.mo: %.po | $(VENV)/run.stamp
	$(BIN)/pybabel -q compile -i $< -o $@
