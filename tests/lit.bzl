"""One Bazel test per lit file, so that caching and scheduling are per file."""

_EXTENSIONS = ["mlir", "ll", "vo", "voasm", "json", "test"]

def lit_tests(name = "lit", data = [], size = "small", tags = [], extensions = _EXTENSIONS):
    """Makes a test `<file>.lit` of every lit file below this package, and a suite `name` of them all.

    Files in folders called Inputs are no tests of their own; every test of the folder beside them can read them.

    Args:
      name: the suite.
      data: what the tests read besides the install tree, LLVM's test tools and their Inputs.
      size: Bazel's test size, which sets the time limit.
      tags: Bazel's test tags.
      extensions: endings of the files that are tests.
    """
    files = native.glob(
        ["**/*." + extension for extension in extensions],
        exclude = ["**/Inputs/**"],
        allow_empty = True,
    )
    tests = []
    for file in files:
        folder = file.rpartition("/")[0]
        inputs = (folder + "/" if folder else "") + "Inputs/**"
        beside = native.glob([inputs], allow_empty = True)
        native.sh_test(
            name = file + ".lit",
            size = size,
            srcs = ["//tests:run_lit.sh"],
            args = ["$(rootpath %s)" % file],
            data = [file, "//tests:lit_support"] + beside + [other for other in data if other not in [file] + beside],
            tags = tags,
        )
        tests.append(file + ".lit")
    native.test_suite(name = name, tests = tests)
