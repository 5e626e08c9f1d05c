#!/bin/sh
# Takes the pictures of the README anew: runs the demo with a report and opens it in Chromium without a window.
# Needs Chromium (CHROMIUM names it); not part of the build.
set -eu

here=$(cd "$(dirname "$0")" && pwd -P)
browser=${CHROMIUM:-chromium}
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

command -v "$browser" >/dev/null 2>&1 || { echo "take.sh: there is no $browser; set CHROMIUM" >&2; exit 1; }

"$here/../../signalbox" demo --report "$scratch/demo.html" >/dev/null

# take NAME FRAGMENT WIDTH HEIGHT
take() {
  "$browser" --headless=new --no-sandbox --disable-gpu --hide-scrollbars --user-data-dir="$scratch/profile" \
    --window-size="$3,$4" --screenshot="$scratch/$1" "file://$scratch/demo.html#$2" >/dev/null 2>&1
  [ -s "$scratch/$1" ] || { echo "take.sh: no picture $1" >&2; exit 1; }
  mv "$scratch/$1" "$here/$1"
}

take report-fifo.png 'run=fifo&from=300&to=400' 1280 872
take report-rr.png 'run=rr&from=300&to=400' 1280 872
