# Cukup `make demo` atau `make test`; semua yang dibutuhkan disiapkan sendiri.
# Di Windows tanpa make: `uv run kinerja demo` dan `uv run --group dev pytest`.

BIN := .venv/bin
RULES := addin/kinerja_pauh/appraisal/*,addin/kinerja_pauh/regulations/*,addin/kinerja_pauh/sheets/*

.PHONY: help demo test ketahanan check setup setup-dev setup-test templat
.NOTPARALLEL:

help:
	@echo 'make demo     satu putaran penilaian dengan pegawai fiktif; folder Penilaian-2026-demo'
	@echo 'make test     semua pengujian, termasuk di LibreOffice sungguhan'
	@echo 'make ketahanan pengujian panjang: mutasi, bit terbalik, mati di setiap langkah (berjam-jam)'
	@echo 'make check    gaya, tipe, dan arah antar-ruang'
	@echo 'make templat  bangun ulang workbook_templates/ dari tata letak lembar'
	@echo 'make setup    siapkan .venv saja'

demo: setup
	@$(BIN)/kinerja demo

test: setup-test
	@echo '== pytest'
	@$(BIN)/pytest -n 2 --dist loadfile --no-loadscope-reorder --cov --cov-report=
	@echo '== cakupan: seluruh paket'
	@$(BIN)/coverage report
	@echo '== cakupan: appraisal, regulations, sheets harus 100 %'
	@$(BIN)/coverage report --include='$(RULES)' --fail-under=100

ketahanan: setup-test
	@KINERJA_LENGKAP=1 KINERJA_MUTASI=20000 KINERJA_BALIK_BIT=100000 KINERJA_ORANG=20000 $(BIN)/pytest -n 2 --dist load \
		tests/adapters/test_hostile_files.py tests/adapters/test_mutated_returns.py tests/faces/test_killed_commands.py \
		tests/faces/test_full_disk.py tests/adapters/test_ten_thousand_nips.py tests/adapters/test_locked_cells.py \
		tests/adapters/test_register_chain.py tests/adapters/test_sheet_formulas.py

check: setup-dev
	@echo '== ruff check'
	@$(BIN)/ruff check
	@echo '== ruff format --check'
	@$(BIN)/ruff format --check
	@echo '== mypy'
	@$(BIN)/mypy
	@echo '== lint-imports'
	@$(BIN)/lint-imports

templat: setup
	@$(BIN)/kinerja templat bangun

setup:
	@sh .ci/setup.sh demo

setup-dev:
	@sh .ci/setup.sh dev

setup-test:
	@sh .ci/setup.sh test
