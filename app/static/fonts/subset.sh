#!/bin/sh
# Cut the faces down: subset.sh FONTSOURCE_FOLDER TARGET_FOLDER (see README.md beside this file).
set -eu
from=$1 to=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

latin='U+20-7E,U+A0,U+A9,U+AB,U+AD,U+B0,U+B7,U+BB,U+C0-C5,U+C7-CB,U+CD-CF,U+D1,U+D3,U+D4,U+D6-D8,U+DA'
latin="$latin,U+DC,U+DF-EF,U+F1-F6,U+F8-FC,U+131,U+2013,U+2014,U+2018,U+2019,U+201C,U+201D,U+2022"
latin="$latin,U+2026,U+20AC,U+2190,U+2192"
marks='U+20-22,U+25,U+28-2F,U+30-3A,U+5B,U+5D,U+A0,U+AB,U+B7,U+BB,U+D7,U+2013,U+2014,U+2018,U+2019'
marks="$marks,U+201C,U+201D,U+2022,U+2026"
letters='U+60C,U+61B,U+61F,U+621-63A,U+640-652,U+660-669,U+66A-66C,U+670,U+67E,U+686,U+695,U+698'
letters="$letters,U+6A4,U+6A9,U+6AF,U+6B5,U+6BE,U+6C6,U+6CC,U+6CE,U+6D5"

rename() {
    python3 - "$1" "$2" <<'PYTHON'
import sys
from fontTools.ttLib import TTFont
font, family = TTFont(sys.argv[1]), sys.argv[2]
for record in font["name"].names:
    if record.nameID in (1, 3, 4, 6, 16):
        record.string = family.replace(" ", "") if record.nameID == 6 else family
font.save(sys.argv[1])
PYTHON
}

for weight in 400 700; do
    sans=$from/ibm-plex-sans/files/ibm-plex-sans-latin-$weight-normal.woff2
    arabic=$from/ibm-plex-sans-arabic/files/ibm-plex-sans-arabic
    pyftsubset "$sans" --unicodes="$latin" --layout-features=kern,liga,ccmp,mark --no-hinting \
        --flavor=woff2 --output-file="$to/sans-$weight.woff2"
    pyftsubset "$arabic-latin-$weight-normal.woff2" --unicodes="$marks" --layout-features=kern \
        --no-hinting --output-file="$work/marks.ttf"
    pyftsubset "$arabic-arabic-$weight-normal.woff2" --unicodes="$letters" --no-hinting \
        --layout-features=init,medi,fina,isol,rlig,ccmp,mark,mkmk,kern --output-file="$work/letters.ttf"
    pyftmerge "$work/letters.ttf" "$work/marks.ttf" --output-file="$work/both.ttf"
    pyftsubset "$work/both.ttf" --unicodes='*' --layout-features='*' --no-hinting \
        --flavor=woff2 --output-file="$to/arabic-$weight.woff2"
    rename "$to/sans-$weight.woff2" 'Rivers Sans'
    rename "$to/arabic-$weight.woff2" 'Rivers Arabic'
done
