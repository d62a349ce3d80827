"""GoogleTest unit tests, which lie beside the code they test."""

load("@rules_cc//cc:defs.bzl", "cc_test")

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
        deps = deps + ["@googletest//:gtest_main"],
        **kwargs
    )
