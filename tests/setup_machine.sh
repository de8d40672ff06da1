#!/usr/bin/env bash
# Puts on a Debian machine what tests need beside Python: a browser for tests/notebooks/test_browser.py,
# tesseract with its Vietnamese model for the scans, Java for Spark; says what is missing elsewhere.
set -euo pipefail

missing=()
command -v chromium >/dev/null || missing+=(chromium)
command -v chromedriver >/dev/null || missing+=(chromium-driver)
command -v tesseract >/dev/null || missing+=(tesseract-ocr)
tesseract --list-langs 2>/dev/null | grep -qx vie || missing+=(tesseract-ocr-vie)
command -v java >/dev/null || missing+=(default-jre-headless)
((${#missing[@]})) || exit 0

as_root=()
if [[ $EUID -ne 0 ]]; then
    as_root=(sudo -n)
fi
if ! command -v apt-get >/dev/null || ! "${as_root[@]}" true 2>/dev/null; then
    echo "No ${missing[*]} here: the browser tests need the Debian packages chromium and chromium-driver, the scans tesseract-ocr and tesseract-ocr-vie, Spark default-jre-headless, or their like."
    exit 0
fi
"${as_root[@]}" apt-get update -qq
"${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
    apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
