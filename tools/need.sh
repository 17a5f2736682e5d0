#!/usr/bin/env bash
# Sees to it that programs are there: installs what is missing from Debian packages where that is possible (root or
# password-less sudo, apt-get), else says what to install and stops. Quick and silent when all is there.
# usage: tools/need.sh PROGRAM...     (go, c++, npm, chromium)
set -euo pipefail

have() { # the names a program goes by
  case $1 in
    c++) command -v g++ || command -v clang++ ;;
    chromium) command -v chromium || command -v chromium-browser || command -v google-chrome || command -v chrome ;;
    *) command -v "$1" ;;
  esac >/dev/null 2>&1
}

package() { # its Debian packages
  case $1 in
    c++) echo g++ ;;
    npm) echo nodejs npm ;;
    chromium) echo chromium ;;
  esac
}

why() {
  case $1 in
    go) echo "Go 1.26 or newer, from https://go.dev/dl" ;;
    c++) echo "a C++ compiler (g++ or clang++): the database engine is linked in" ;;
    npm) echo "Node with npm 9 or newer: fetches the pages' fonts, map shapes and chart library" ;;
    chromium) echo "Chromium or Chrome: the tests walk the site in a real browser" ;;
  esac
}

missing=()
for program in "$@"; do have "$program" || missing+=("$program"); done
[ ${#missing[@]} -gt 0 ] || exit 0

packages=$(for program in "${missing[@]}"; do package "$program"; done)
root=()
[ "$(id -u)" = 0 ] || root=(sudo -n)
if [ -n "$packages" ] && command -v apt-get >/dev/null && { [ "$(id -u)" = 0 ] || sudo -n true 2>/dev/null; }; then
  echo "installing from Debian packages:" $packages >&2
  # shellcheck disable=SC2086
  { "${root[@]}" apt-get update -qq && "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $packages; } >&2 || true
fi

for program in "${missing[@]}"; do
  have "$program" && continue
  echo "missing: $(why "$program")" >&2
  failed=1
done
[ -z "${failed:-}" ] || { echo "hint: install what is missing, then run the same command again" >&2; exit 1; }
