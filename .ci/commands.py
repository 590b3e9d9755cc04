"""Print a command of README: `python .ci/commands.py 1` the first, which installs and runs the demo, `2` the second, which tests.

They are read from README so that what it says is what CI runs.
"""

import re
import sys
from pathlib import Path

README = Path(__file__).resolve().parents[1] / "README.md"


def commands(text: str) -> list[str]:
    """The lines of the first block of shell commands, without their comments."""
    block = re.search(r"^```(?:sh|bash)\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    if block is None:
        raise SystemExit("README.md has no block of shell commands")
    return [re.sub(r"\s+#.*", "", line) for line in block[1].splitlines() if line.strip()]


if __name__ == "__main__":
    print(commands(README.read_text(encoding="utf-8"))[int(sys.argv[1]) - 1])
