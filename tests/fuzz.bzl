"""Fuzz targets: rooms instrumented for libFuzzer, AddressSanitizer and UndefinedBehaviorSanitizer.

Everything here is tagged `manual`: `bazel build` of the target, then run the binary with a corpus folder; see the libFuzzer
manual for its options.
"""

load("@rules_cc//cc:defs.bzl", "cc_binary", "cc_library")

_SANITIZERS = [
    "-fsanitize=address,undefined",
    "-fno-sanitize-recover=all",
    "-O1",
    "-g",
]

_COPTS = _SANITIZERS + ["-fsanitize=fuzzer-no-link"]

def fuzz_library(name, srcs, **kwargs):
    """Sources once more, instrumented; nothing but fuzz targets depends on them.

    Args:
      name: the library.
      srcs: its sources, mostly `:sources` of rooms.
      **kwargs: passed on to cc_library.
    """
    cc_library(
        name = name,
        testonly = True,
        srcs = srcs,
        copts = _COPTS,
        tags = ["manual"],
        **kwargs
    )

def fuzz_target(name, srcs, deps, defines = []):
    """The binary of one fuzz target.

    Args:
      name: the binary.
      srcs: what defines LLVMFuzzerTestOneInput.
      deps: libraries made by fuzz_library.
      defines: macros for `srcs`, as NAME or NAME=VALUE.
    """
    cc_binary(
        name = name,
        testonly = True,
        srcs = srcs,
        copts = _COPTS,
        linkopts = _SANITIZERS + ["-fsanitize=fuzzer"],
        linkstatic = True,
        local_defines = defines,
        tags = ["manual"],
        deps = deps + (["@llvm//:shared_libraries"] if native.package_name().startswith("frontend/") else []),
    )
