# Set-up, tests and upkeep. Keeps to what GNU make 3.81 knows, which macOS ships.

PYTHON ?= python3
VENV   := .venv
PY     := $(VENV)/bin/python
READY  := $(VENV)/ready
OLDEST := 3.11

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help lab test notebooks share lock setup clean

help:
	@echo 'make lab         open the notebooks in JupyterLab'
	@echo 'make test        check the code, run all tests and every notebook'
	@echo 'make notebooks   run the notebooks again and store what they show'
	@echo 'make share       write share/: a copy that needs no network and no kernel'
	@echo 'make lock        bring requirements.lock in line with pyproject.toml'
	@echo 'make clean       remove $(VENV) and caches'
	@echo
	@echo 'PYTHON=python3.12      the Python to set up with ($(OLDEST) or newer)'
	@echo 'DATA=path/to/data      read this folder (with raw/ and handmade/) instead of data/'
	@echo 'ARGS="..."             more options: of JupyterLab (lab), pytest (test, notebooks), uv (lock);'
	@echo '                       make share ARGS="--excerpts 12" leaves the articles out'

# Where Python may not keep what it compiled, every kernel compiles everything again.
unexport PYTHONDONTWRITEBYTECODE

# uv, pip and Jupyter keep files in the home folder; where that can't be written, they use the venv.
ifneq ($(shell probe=$$(mktemp -d "$$HOME/.probe-XXXXXX") 2>/dev/null && rmdir "$$probe" && echo ok),ok)
export HOME := $(CURDIR)/$(VENV)/home
endif

ifdef DATA
export CROSSREAD_DATA := $(shell CDPATH= cd -- "$(DATA)" 2>/dev/null && \
    { test -d raw || test -f crossread.json; } && pwd)
ifeq ($(CROSSREAD_DATA),)
$(error DATA=$(DATA) holds no folder raw/; make it, and put the articles in)
endif
endif

# A venv is made anew if its Python is gone, it stood in another folder, or another PYTHON is asked for.
ifneq ($(wildcard $(READY)),)
ifneq ($(shell test -x $(PY) && grep -qxF "folder $(CURDIR)" $(READY) && echo same),same)
.PHONY: $(VENV)/pyvenv.cfg
else ifneq ($(origin PYTHON),file)
ifneq ($(shell grep -qxF "python $(PYTHON)" $(READY) && echo same),same)
.PHONY: $(VENV)/pyvenv.cfg
endif
endif
endif

# Run a command; show what it said only if it fails.
quietly = said=$$($(1) 2>&1) || { printf '%s\n' "$$said" >&2; exit 1; }

$(VENV)/pyvenv.cfg:
	@found=$$($(PYTHON) -c 'import sys; print("%d.%d.%d" % sys.version_info[:3]); \
	    sys.exit(sys.version_info < tuple(map(int, "$(OLDEST)".split("."))))' 2>/dev/null) || { \
	  echo "Crossread needs Python $(OLDEST) or newer; '$(PYTHON)' is $${found:-not to be found}." >&2; \
	  echo "Name another: make $(or $(firstword $(MAKECMDGOALS)),lab) PYTHON=python3.12" >&2; exit 1; }
	@echo "Making $(VENV) with $(PYTHON)"
	@$(call quietly,$(PYTHON) -m venv --clear $(VENV))
	@mkdir -p "$$HOME"
	@$(PY) -m pip install 'uv>=0.9' >/dev/null 2>&1 || echo "uv can't be had: pip does its work, more slowly"

$(READY): $(VENV)/pyvenv.cfg pyproject.toml requirements.lock
	@echo "Installing what requirements.lock names"
	@if test -x $(VENV)/bin/uv; then \
	  $(call quietly,$(VENV)/bin/uv pip sync --python $(PY) --require-hashes requirements.lock); \
	else \
	  $(call quietly,$(PY) -m pip install --require-hashes --no-deps -r requirements.lock); \
	fi
	@$(call quietly,$(PY) -m pip install --no-deps --no-build-isolation --editable .)
	@printf '%s\n' "python $(PYTHON)" "folder $(CURDIR)" >$@

setup: $(READY)

# JupyterLab asks the network for news and for newer versions of itself; the notebooks need neither.
QUIET := --LabApp.news_url=None --LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate

# Trusted each time, because a pull brings notebooks whose saved widgets would show as text.
lab: $(READY)
	@$(call quietly,$(PY) -m jupyter trust notebooks/*.ipynb)
	@$(PY) -m jupyterlab $(QUIET) --LabApp.default_url=/lab/tree/notebooks $(ARGS)

# The numbers that tests hold are those of the corpus that is shipped.
test: $(READY)
	@$(PY) -m ruff check
	@env -u CROSSREAD_DATA $(PY) -m pytest $(ARGS)

# Run again, stored, and run once more to see that the stored results are what comes out.
notebooks: $(READY)
	@$(PY) -m crossread run
	@$(PY) -m pytest notebooks tests/test_notebooks.py -k 'not on_any_corpus' -q $(ARGS)

share: $(READY)
	@$(PY) -m crossread share $(ARGS)

# One lock for every system, with no index in it, so that each reader's own is used. Versions that
# still fit are kept; ARGS=--upgrade takes the newest.
lock: $(VENV)/pyvenv.cfg
	@test -x $(VENV)/bin/uv || { echo "make lock needs uv, which $(VENV) could not get" >&2; exit 1; }
	@$(call quietly,$(VENV)/bin/uv pip compile pyproject.toml --group dev --universal --generate-hashes \
	    --no-emit-index-url --no-header --output-file requirements.lock --python $(PY) $(ARGS))
	@echo "requirements.lock is in line with pyproject.toml; make test installs and tries it"

clean:
	rm -rf $(VENV) .pytest_cache .ruff_cache .hypothesis lib/*.egg-info
	find lib tests notebooks -name __pycache__ -prune -exec rm -rf {} +
