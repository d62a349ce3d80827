"""GoogleTest unit tests, which lie beside the code they test."""

load("@rules_cc//cc:defs.bzl", "cc_test")

# Rooms that use LLVM, at the start of a package's name.
_LLVM_ROOMS = ["bisect", "bytecode/typing", "dialect", "driver", "frontend", "importer", "lowering", "passes", "report"]

def vo_cc_test(name, srcs, deps = [], size = "small", **kwargs):
    """A cc_test with GoogleTest's main.

    Args:
      name: by convention the tested file's name with `_test`.
      srcs: sources.
      deps: libraries under test.
      size: Bazel's test size.
      **kwargs: passed on to cc_test.
    """
    cc_test(
        name = name,
        size = size,
        srcs = srcs,
        deps = deps + ["@googletest//:gtest_main"] +
               (["@llvm//:shared_libraries"] if any([native.package_name().startswith(room) for room in _LLVM_ROOMS]) else []),
        **kwargs
    )
