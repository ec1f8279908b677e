# make demo: set everything up and run the main job.  make test: set everything up and pass the test suite.

PYTHON ?= python3
BIN := .venv/bin
KERNELS := mm,lin1.*,relu

.PHONY: setup demo test test-all lint rtl bench clean

setup: .venv/done

NATIVE := CMakeLists.txt $(wildcard $(addprefix fuseflow/cosim/native/,*.cpp *.h */*.h))

.venv/done: pyproject.toml constraints.txt $(NATIVE)
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[torch,rtl,test]'
	touch $@

demo: setup
	@echo "== a 2-layer GCN in plain PyTorch on KarateClub, kernel by kernel"
	$(BIN)/fuseflow simulate gcn --check
	@echo; echo "== the RTL of layer 1: A*X, *W, +b, relu"
	$(BIN)/fuseflow compile gcn --emit rtl --kernels '$(KERNELS)' -o rtl_out/gcn --quiet
	@echo; echo "== RTL in Verilator against the simulator"
	$(BIN)/fuseflow cosim gcn --kernels '$(KERNELS)'

test: setup
	@command -v iverilog >/dev/null || echo "Icarus Verilog is not installed: its tests are skipped"
	$(BIN)/python -m pytest -q -n 2 --dist loadfile

lint: setup
	$(BIN)/ruff check fuseflow tests examples
	$(BIN)/clang-format --dry-run -Werror $(filter-out CMakeLists.txt,$(NATIVE))

# The committed example: a test compares it with what is emitted.
rtl: setup
	$(BIN)/python examples/spmm_rtl.py rtl_out/spmm

bench: setup
	$(BIN)/python tests/bench.py

clean:
	rm -rf .venv build dist *.egg-info .pytest_cache .hypothesis .ruff_cache rtl_out/gcn
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
