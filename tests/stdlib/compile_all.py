"""Compiles every .vo file below a folder with `voc emit`, which verifies the module.

Usage: compile_all.py FOLDER SCRATCH_FILE. Exit status 1 if there are no files or one does not compile.
"""

import subprocess
import sys
from pathlib import Path


def main():
    folder, scratch = sys.argv[1:]
    files = sorted(Path(folder).rglob("*.vo"))
    failed = [file for file in files if subprocess.run(["voc", "emit", file, "-o", scratch], check=False).returncode != 0]
    for file in failed:
        print("does not compile:", file)
    return 1 if failed or not files else 0


if __name__ == "__main__":
    sys.exit(main())
