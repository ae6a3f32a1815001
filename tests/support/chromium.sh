#!/bin/sh
# Chromium without some of its features, besides those that playwright switches off: of several
# lists Chromium takes the last one alone, so this one holds playwright's too.
#
# Each window has an address bar whose pages of suggestions (WebUIOmnibox…) load when it opens. No
# test sees them, and they take more time than the pages that most tests open.
# SpareRendererForSitePerProcess starts a process that a next site may need; there is only one.
without=WebUIOmniboxPopup,WebUIOmniboxAimPopup,SpareRendererForSitePerProcess
for given in "$@"; do
  case $given in --disable-features=*) without=${given#*=},$without ;; esac
done
exec "${CHROMIUM:-/usr/bin/chromium}" "$@" "--disable-features=$without"
