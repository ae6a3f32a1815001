#!/bin/sh
# Cut the faces down: subset.sh FONTSOURCE_FOLDER TARGET_FOLDER (see README.md beside this file).
set -eu
from=$1 to=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

latin='U+20-7E,U+A0,U+A9,U+AB,U+AD,U+B0,U+B7,U+BB,U+C0-FF,U+131,U+152,U+153,U+2013,U+2014,U+2018,U+2019'
latin="$latin,U+201C,U+201D,U+2022,U+2026,U+20AC,U+2190,U+2192"
beyond='U+11E,U+11F,U+130,U+15E,U+15F,U+178'
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
    sans=$from/ibm-plex-sans/files/ibm-plex-sans
    arabic=$from/ibm-plex-sans-arabic/files/ibm-plex-sans-arabic
    pyftsubset "$sans-latin-$weight-normal.woff2" --unicodes="$latin" --no-hinting \
        --layout-features=kern,liga,ccmp,mark --output-file="$work/latin.ttf"
    pyftsubset "$sans-latin-ext-$weight-normal.woff2" --unicodes="$beyond" --no-hinting \
        --layout-features=kern,ccmp,mark --output-file="$work/beyond.ttf"
    pyftmerge "$work/latin.ttf" "$work/beyond.ttf" --output-file="$work/sans.ttf"
    pyftsubset "$work/sans.ttf" --unicodes='*' --layout-features='*' --no-hinting \
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

# What the files hold, for the site itself: it asks before a language is published in a face.
python3 - "$to" > "$to/coverage.toml" <<'PYTHON'
import sys
from itertools import groupby
from pathlib import Path
from fontTools.ttLib import TTFont

def ranges(codes):
    for _, run in groupby(enumerate(sorted(codes)), lambda pair: pair[1] - pair[0]):
        run = [code for _, code in run]
        yield f"U+{run[0]:X}" + (f"-{run[-1]:X}" if len(run) > 1 else "")

print("# The characters that each face has in both weights; written by subset.sh.")
for face in sorted({path.stem.split("-")[0] for path in Path(sys.argv[1]).glob("*.woff2")}):
    files = Path(sys.argv[1]).glob(f"{face}-*.woff2")
    both = set.intersection(*(set(TTFont(path).getBestCmap()) for path in files))
    print(f'{face} = "{",".join(ranges(both))}"')
PYTHON
