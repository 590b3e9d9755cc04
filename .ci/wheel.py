"""Check a wheel: every file of the package is in it, and it is under 12 MB: `python .ci/wheel.py dist/headcheck-*.whl`."""

import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LIMIT = 12_000_000

with zipfile.ZipFile(sys.argv[1]) as wheel:
    packed = {info.filename: info.file_size for info in wheel.infolist()}
wanted = {str(path.relative_to(ROOT)) for path in (ROOT / "headcheck").rglob("*") if path.is_file() and "__pycache__" not in path.parts}
missing = sorted(wanted - set(packed))
foreign = sorted(name for name in packed if not name.startswith("headcheck"))
size = Path(sys.argv[1]).stat().st_size
print(f"{Path(sys.argv[1]).name}: {len(packed)} files, {size / 1e6:.2f} MB packed, {sum(packed.values()) / 1e6:.2f} MB unpacked")
if missing or foreign or sum(packed.values()) > LIMIT:
    raise SystemExit(f"missing: {missing}; not of the package: {foreign}; limit unpacked: {LIMIT / 1e6:.0f} MB")
