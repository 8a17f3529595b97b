#!/usr/bin/env bash
# Makes this machine ready: what the system must have, then the Python libraries in .venv.
#
#   scripts/setup.sh demo    to render documents                    (make demo)
#   scripts/setup.sh lint    the same, with the tools of developers (make lint)
#   scripts/setup.sh test    the same, with LibreOffice, Chromium   (make test, make stress)
#   scripts/setup.sh bench   to measure, beside LibreOffice, pandoc (make bench)
#
# What is there already is left alone: a second run takes less than two seconds and says nothing. On Debian and its
# relatives missing packages are installed with apt, elsewhere they are named. DOCGEN_SKIP_SYSTEM=1 skips that part.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

purpose=${1:-demo}
case $purpose in
  demo) extra=all ;;
  lint | test) extra="test" ;;
  bench) extra=bench ;;
  *) echo "usage: scripts/setup.sh [demo|lint|test|bench]" >&2; exit 2 ;;
esac

say() { echo "setup: $*" >&2; }
die() { say "$@"; exit 1; }
has() { command -v "$1" >/dev/null 2>&1; }

# --- what is there ------------------------------------------------------------------------------------------------

find_python() { # sets $python to one of at least 3.11
  for python in ${PYTHON:+"$PYTHON"} python3.11 python3 python3.12 python3.13 python3.14; do
    if has "$python" && "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then return 0; fi
  done
  python=
  return 1
}

loads() { # loads NAME...: one of these shared libraries can be loaded, as the PDF writer will do it
  [ -n "$python" ] || return 1
  "$python" - "$@" <<'PY'
import ctypes, sys
for name in sys.argv[1:]:
    try:
        ctypes.CDLL(name)
    except OSError:
        continue
    sys.exit(0)
sys.exit(1)
PY
}

has_font() { has fc-list && [ -n "$(fc-list "$1" file)" ]; } # has_font PATTERN of fontconfig

# The letters ạ ơ ư ỹ and Đ: versions of the font before 2 lack 92 letters of Vietnamese, these among them.
has_serif() { has_font ':family=Liberation Serif:charset=110 1a1 1b0 1ea1 1ef9'; }
has_thai() { has_font ':family=Norasi:lang=th'; }
has_office() { # has_office LIBRARY: with Writer (sw) or Calc (sc), for a soffice without them converts no document and no list
  local program
  program=$(command -v soffice || command -v libreoffice) || return 1
  ! has dpkg || [ -e "$(dirname "$(readlink -f "$program")")/lib$1lo.so" ]
}
has_browser() { has chromium || has chromium-browser || has google-chrome; }
has_venv() { [ -n "$python" ] && "$python" -c 'import ensurepip, venv' 2>/dev/null; }

# --- the system ---------------------------------------------------------------------------------------------------

# liberation-2 and venv are no packages but choices: see package_of.
missing_packages() {
  [ -n "$python" ] || echo python3
  has_venv || echo venv
  has git || echo git
  loads libpango-1.0.so.0 libpango-1.0.dylib || echo libpango-1.0-0
  loads libpangoft2-1.0.so.0 libpangoft2-1.0.dylib || echo libpangoft2-1.0-0
  loads libharfbuzz-subset.so.0 libharfbuzz-subset.dylib || echo libharfbuzz-subset0
  has fc-list || echo fontconfig
  has_serif || echo liberation-2
  has_thai || echo fonts-thai-tlwg
  { has pdftotext && has pdftoppm; } || echo poppler-utils
  case $purpose in test | bench) has_office sw || echo libreoffice-writer-nogui ;; esac
  [ "$purpose" != test ] || has_office sc || echo libreoffice-calc-nogui
  [ "$purpose" != test ] || has_browser || echo chromium
  [ "$purpose" != bench ] || has pandoc || echo pandoc
}

package_of() { # the Debian package for a line of missing_packages
  case $1 in
    liberation-2) liberation_package ;;
    python3) python_package ;;
    venv) if [ -n "$python" ]; then "$python" -c 'import sys; print("python3.%d-venv" % sys.version_info[1])'; else echo "$(python_package)-venv"; fi ;;
    *) echo "$1" ;;
  esac
}

python_package() { # where python3 is older, 3.11 may be there beside it
  if apt-cache show python3.11 >/dev/null 2>&1; then echo python3.11; else echo python3; fi
}

liberation_package() { # fonts-liberation has been version 2 since Debian 13; before, version 2 was called fonts-liberation2
  local version
  version=$(apt-cache policy fonts-liberation 2>/dev/null | sed -n 's/^  Candidate: //p')
  if dpkg --compare-versions "${version#*:}" ge 2.1 2>/dev/null; then echo fonts-liberation; else echo fonts-liberation2; fi
}

elsewhere() { # the same things, for a system whose packages we do not know
  cat >&2 <<'TEXT'
setup: there is no apt here, so please install what is missing yourself:
  Python 3.11 or later with venv, git
  Pango 1.50 or later with its FreeType part, HarfBuzz with its subset library, fontconfig
  the fonts Liberation 2 (not 1: it lacks letters of Vietnamese) and Norasi (fonts-tlwg, Thai)
  pdftotext and pdftoppm (poppler); for make test also LibreOffice with Writer and Calc, and Chromium
On a Mac: brew install python git pango poppler fontconfig font-liberation; brew install --cask libreoffice chromium
Documents in Word and text need none of these: pip install docgen. To go on as it is: DOCGEN_SKIP_SYSTEM=1 make ...
TEXT
  say "missing here: $*"
  exit 1
}

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi
}

install_packages() {
  local packages=() name
  [ "$(id -u)" = 0 ] || has sudo || {
    for name in "$@"; do packages+=("$(package_of "$name")"); done
    die "not root and no sudo here; please have this run: apt-get install ${packages[*]}"
  }
  as_root apt-get update -qq || say "apt-get update failed; trying with the lists that are there"
  for name in "$@"; do packages+=("$(package_of "$name")"); done # only now apt knows what there is
  say "installing ${packages[*]}"
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
    -o DPkg::Lock::Timeout=300 "${packages[@]}" >&2 || die "apt could not install: ${packages[*]}"
}

ready_system() {
  local missing
  mapfile -t missing < <(missing_packages)
  [ ${#missing[@]} -gt 0 ] || return 0
  has apt-get || elsewhere "${missing[@]}"
  install_packages "${missing[@]}"
  find_python || die "Python 3.11 or later is needed; this system offers an older one"
  mapfile -t missing < <(missing_packages)
  [ ${#missing[@]} = 0 ] || die "installed, but still not to be found: ${missing[*]}"
}

# --- the Python libraries -----------------------------------------------------------------------------------------

key() { { cat pyproject.toml; pwd; } | cksum; } # a moved folder needs a new .venv

is_installed() { # 'test' and 'bench' bring all that 'all' brings
  local stamp stamps=(".venv/.docgen-$extra")
  [ "$extra" != all ] || stamps+=(.venv/.docgen-test .venv/.docgen-bench)
  .venv/bin/python -c '' 2>/dev/null || return 1
  for stamp in "${stamps[@]}"; do
    if [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$(key)" ]; then return 0; fi
  done
  return 1
}

ready_venv() {
  ! is_installed || return 0
  if ! .venv/bin/python -m pip --version >/dev/null 2>&1 || [ "$(cat .venv/.docgen-place 2>/dev/null)" != "$(pwd)" ]; then
    say "making .venv with $("$python" --version)"
    "$python" -m venv --clear .venv
    pwd >.venv/.docgen-place
  fi
  say "installing the Python libraries (docgen[$extra]) into .venv"
  .venv/bin/python -m pip install --quiet --disable-pip-version-check -e ".[$extra]" >&2 \
    || die "pip could not install the Python libraries; its own words stand above"
  key >".venv/.docgen-$extra"
}

find_python || true
[ -n "${DOCGEN_SKIP_SYSTEM:-}" ] || ready_system
[ -n "$python" ] || die "Python 3.11 or later is needed"
ready_venv
