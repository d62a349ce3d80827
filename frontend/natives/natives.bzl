"""Files made from the library's native functions."""

def native_file(name, form, out):
    """Runs vo-natives, which is built like everything else, not once more for the build machine.

    Args:
      name: the rule.
      form: what to print: table, prototypes or page.
      out: the file.
    """
    native.genrule(
        name = name,
        srcs = ["//frontend/natives:vo-natives"],
        outs = [out],
        cmd = "$(location //frontend/natives:vo-natives) --%s > $@" % form,
    )
