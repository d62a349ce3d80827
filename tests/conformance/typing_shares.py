#!/usr/bin/env python3
"""How much of what programs refer to has a known type.

  typing_shares.py --voc BIN --type-files BIN [--cache DIR] [--half open|held|all] [--jobs N]

Compiles with our front end every program of examples/, tests/ and bench/, one program per package of stdlib/ that names
all its functions and the methods of all its types, and with --cache (made by `conformance.py prepare`) the sources of the
suite; then types these modules, and the reference compiler's modules of that cache, and prints two tables. Sources that do
not compile are counted, not typed: tests hold many that must not.

Exit status 0 only if no module that verifies was refused.
"""
import argparse
import concurrent.futures
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import cases

ROOT = Path(__file__).resolve().parents[2]
FUNCTION = re.compile(r"^func ([A-Z]\w*)\(", re.M)
TYPE = re.compile(r"^type ([A-Z]\w*) (\S+)", re.M)


def package_program(package: str, sources: list[Path]) -> str:
    """A program that can reach all functions of a package and all methods of its types: dynamic access reaches every method."""
    text = "\n".join(source.read_text() for source in sources)
    name = package.rsplit("/", 1)[-1]
    lines = [f"\tkeep({name}.{function})" for function in FUNCTION.findall(text)]
    for index, (declared, kind) in enumerate(TYPE.findall(text)):
        lines += [f"\tvar value{index} {name}.{declared}", f"\tkeep(value{index})"]
        lines += [f"\tkeep(&value{index})"] if kind == "struct" else []
    return "\n".join(
        [
            "package main",
            "",
            f'import "{package}"',
            "",
            "var kept any",
            "",
            "func keep(value any) { kept = value }",
            "",
            "func field() (any, error) {",
            "\tvalue := kept~>field?",
            "\treturn value, nil",
            "}",
            "",
            "func main() {",
            *lines,
            "\tfield()",
            "}",
            "",
        ]
    )


def packages() -> dict[str, list[Path]]:
    found: dict[str, list[Path]] = {}
    for source in sorted((ROOT / "stdlib").rglob("*.vo")):
        found.setdefault(str(source.parent.relative_to(ROOT / "stdlib")), []).append(source)
    return found


def programs(folder: Path, options) -> dict[str, list[Path]]:
    """The sources by where they come from."""
    groups = {group: sorted((ROOT / group).rglob("*.vo")) for group in ("examples", "tests", "bench")}
    groups["stdlib"] = []
    for package, sources in packages().items():
        path = folder / (package.replace("/", "_") + ".vo")
        path.write_text(package_program(package, sources))
        groups["stdlib"].append(path)
    if options.cache:
        records = cases.load(options.cache, options.half)
        groups["suite"] = [Path(record["source"]) for record in records if record["compiles"]]
    return groups


def compile_all(sources: list[Path], group: str, folder: Path, options) -> tuple[list[Path], list[str]]:
    """The modules, and a line for each source that did not compile."""

    def compile_one(item):
        index, source = item
        module = folder / f"{group}-{index}.vob"
        ended = cases.execute([options.voc, "emit", source, "-o", module], folder, options.timeout)
        return module if ended.status == 0 else f"{source}: {ended.err.strip().splitlines()[0] if ended.err.strip() else ended.status}"

    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        results = list(pool.map(compile_one, enumerate(sources)))
    return [r for r in results if isinstance(r, Path)], [r for r in results if isinstance(r, str)]


def type_modules(title: str, modules: list[Path], folder: Path, options) -> bool:
    """Prints a table; true when no module was refused."""
    names = folder / "modules.txt"
    names.write_text("".join(f"{module}\n" for module in modules))
    ended = subprocess.run([options.type_files, "--list", names], capture_output=True, text=True)
    print(f"\n{title}\n{ended.stdout}{ended.stderr}".replace(f"{folder}/", ""), end="")
    return ended.returncode == 0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--voc", required=True, type=os.path.abspath)
    parser.add_argument("--type-files", required=True, type=os.path.abspath)
    parser.add_argument("--cache", type=Path)
    parser.add_argument("--half", choices=["open", "held", "all"], default="open")
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    parser.add_argument("--timeout", type=float, default=60)
    parser.add_argument("--show", action="store_true", help="print the sources that do not compile, with their first error")
    options = parser.parse_args()
    fine = True
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        modules = []
        for group, sources in programs(folder, options).items():
            done, errors = compile_all(sources, group, folder, options)
            modules += done
            print(f"{group:10} {len(done):4} of {len(sources)} sources compile")
            if options.show or group == "stdlib":
                print("".join(f"  {error}\n" for error in errors), end="")
            fine = fine and (group != "stdlib" or not errors)
        fine = type_modules("modules of our front end", modules, folder, options) and fine
        if options.cache:
            records = cases.load(options.cache, options.half)
            reference = [options.cache / f"{record['id']}.vob" for record in records if record["compiles"]]
            fine = type_modules("modules of the reference compiler", [m for m in reference if m.exists()], folder, options) and fine
    return 0 if fine else 1


if __name__ == "__main__":
    sys.exit(main())
