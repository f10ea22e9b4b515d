#!/bin/sh
# Makes .venv from uv.lock, and for `test` sees to LibreOffice. Does nothing where everything stands already.
#   setup.sh demo   what the program needs
#   setup.sh dev    and what its developers need
#   setup.sh test   and what the tests need from the system
set -eu
cd "$(dirname "$0")/.."

SYSTEM_PACKAGES='libreoffice-calc python3-uno libreoffice-script-provider-python poppler-utils fonts-crosextra-carlito
    gnumeric xvfb xdotool postgresql chromium chromium-driver'

say() { printf '%s\n' "$*" >&2; }
stop() {
    say "GAGAL: $*"
    exit 1
}

# Prefixes a command with what makes it run as root; fails where that is not allowed without a question.
as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi
}

may_install() {
    command -v apt-get >/dev/null 2>&1 && as_root true >/dev/null 2>&1
}

install_packages() {
    say "Memasang $* lewat apt-get …"
    log=$(mktemp)
    if as_root apt-get update -q >"$log" 2>&1 &&
        as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "$@" >>"$log" 2>&1; then
        rm -f "$log"
    else
        tail -n 20 "$log" >&2
        rm -f "$log"
        stop "apt-get tidak dapat memasang $*; pasang sendiri, lalu ulangi."
    fi
}

find_python() {
    for candidate in .venv/bin/python python3 /usr/bin/python3 python3.14 python3.13 python3.12 python3.11; do
        if found=$("$candidate" -c 'import sys; print(sys.executable if sys.version_info >= (3, 11) else "")' 2>/dev/null) &&
            [ -n "$found" ]; then
            printf '%s\n' "$found"
            return
        fi
    done
    stop 'perlu Python 3.11 atau lebih baru; pasang, lalu ulangi (di Debian 12 atau Ubuntu 24.04: apt install python3).'
}

# Prints the uv to use: the one on PATH, else a private one in .venv-uv.
find_uv() {
    for candidate in uv .venv-uv/bin/uv; do
        if "$candidate" --version >/dev/null 2>&1; then
            printf '%s\n' "$candidate"
            return
        fi
    done
    if ! "$1" -c 'import ensurepip' 2>/dev/null; then # Debian keeps it in a package of its own
        may_install || stop 'Python ini tanpa modul venv; pasang python3-venv (sudo apt install python3-venv), lalu ulangi.'
        install_packages python3-venv
    fi
    say 'Memasang uv ke .venv-uv …'
    "$1" -m venv --clear .venv-uv || stop 'folder .venv-uv tidak dapat dibuat; periksa izin folder ini, lalu ulangi.'
    .venv-uv/bin/python -m pip install --quiet --disable-pip-version-check 'uv>=0.9,<1' >&2 ||
        stop 'uv tidak dapat diunduh; periksa sambungan internet, lalu ulangi.'
    printf '%s\n' .venv-uv/bin/uv
}

# What .venv was made for; a moved folder counts, since its programs name their folder.
wanted() { echo "$(cat uv.lock pyproject.toml | cksum) $(pwd)"; }

ready() {
    [ "$(cat "$1" 2>/dev/null)" = "$(wanted)" ] && .venv/bin/python -c '' 2>/dev/null
}

# sync STAMP [OPTION…]: brings .venv to the state of uv.lock unless the stamp says that it is.
sync() {
    stamp=$1
    shift
    if ready "$stamp"; then return; fi
    python=$(find_python)
    uv=$(find_uv "$python")
    say 'Menyiapkan .venv menurut uv.lock …'
    UV_PYTHON_DOWNLOADS=never UV_PROJECT_ENVIRONMENT=.venv \
        "$uv" sync --quiet --frozen --compile-bytecode --python "$python" "$@" ||
        stop 'isi .venv tidak dapat disiapkan; baca pesan di atas, periksa sambungan internet, lalu ulangi.'
    wanted >"$stamp"
}

system_packages() {
    if command -v dpkg-query >/dev/null 2>&1 && [ -z "${KINERJA_SOFFICE:-}" ]; then
        missing=
        for package in $SYSTEM_PACKAGES; do
            [ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || missing="$missing $package"
        done
        if [ -n "$missing" ]; then
            may_install || stop "pengujian memerlukan$missing; pasang (sudo apt install$missing), lalu ulangi."
            # shellcheck disable=SC2086  # a list of words
            install_packages $missing
        fi
    fi
    .venv/bin/python -c 'import sys; from kinerja_pauh.adapters import libreoffice; sys.exit(not libreoffice.find_office())' ||
        stop 'pengujian memerlukan LibreOffice dengan Python-nya (uno); pasang, atau isi KINERJA_SOFFICE, lalu ulangi.'
    command -v pdftoppm >/dev/null 2>&1 || stop 'pengujian memerlukan pdftoppm (poppler-utils); pasang, lalu ulangi.'
}

# --inexact for the demo: it needs less than the tests and must not take away what they had installed.
case ${1:-} in
demo) ready .venv/.ready-dev || sync .venv/.ready-demo --inexact ;;
dev) sync .venv/.ready-dev --group dev ;;
test)
    sync .venv/.ready-dev --group dev
    system_packages
    ;;
*) stop "pakai: $0 demo|dev|test" ;;
esac
