# The handful of verbs of this project. `make run` and `make test` need nothing but Python 3.11 and make.
VENV := .venv
PYTHON := $(VENV)/bin/python
LOCK := requirements.lock
READY := $(VENV)/.ready

.PHONY: run test lint types format docs bench bundle lock clean

run: $(READY)  ## open the desk in a browser
	$(PYTHON) -m nianbao app

test: $(READY)  ## the whole test suite
	$(PYTHON) -m pytest -n 2 --dist loadfile --no-loadscope-reorder

lint: $(READY)  ## style, rooms, generated docs
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/lint-imports
	$(PYTHON) docs/generate.py --check

types: $(READY)  ## mypy, strict
	$(VENV)/bin/mypy

format: $(READY)
	$(VENV)/bin/ruff check --fix .
	$(VENV)/bin/ruff format .

docs: $(READY)  ## write the generated pages anew
	$(PYTHON) docs/generate.py

bench: $(READY)  ## print the benchmark tables
	$(PYTHON) benchmarks/review.py
	$(PYTHON) benchmarks/retrieval.py
	$(PYTHON) benchmarks/startup.py
	$(PYTHON) benchmarks/desk.py
	$(PYTHON) benchmarks/reading.py
	$(PYTHON) benchmarks/mutations.py --rounds 1

bundle: $(READY)  ## offline archives for Linux x86-64 and arm64 and for Windows x64, into dist (needs uv)
	$(PYTHON) bundle/make.py

lock:  ## resolve the dependencies anew; the lock holds hashes and no addresses
	uv pip compile pyproject.toml --extra dev --extra postgres --python-version 3.11 --universal --generate-hashes \
		--no-emit-index-url --no-emit-find-links --no-header --no-annotate --upgrade -q -o $(LOCK)
	uv pip compile pyproject.toml --extra ocr --extra postgres --extra login --constraint $(LOCK) --python-version 3.11 --universal \
		--generate-hashes --no-emit-index-url --no-emit-find-links --no-header --no-annotate -q -o bundle/requirements.lock

clean:
	rm -rf $(VENV) build *.egg-info

# The environment: installed from the lock, checked by hash; uv is used when it is there because it is quicker.
$(READY): $(LOCK) pyproject.toml
	@echo "正在准备运行环境（首次约两分钟）… preparing the environment (about two minutes the first time)"
	test -x $(PYTHON) || python3 -m venv $(VENV)
	if command -v uv >/dev/null 2>&1; then uv pip sync --python $(PYTHON) --require-hashes $(LOCK); \
	else $(PYTHON) -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r $(LOCK); fi
	if command -v uv >/dev/null 2>&1; then uv pip install --python $(PYTHON) --no-deps --no-build-isolation -q -e .; \
	else $(PYTHON) -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .; fi
	touch $@
