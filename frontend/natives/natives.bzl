"""Files made from the library's native functions."""

def native_file(name, form, out, visibility = None):
    """Runs vo-natives, which is built like everything else, not once more for the build machine.

    Args:
      name: the rule.
      form: what to print: table, prototypes, all-prototypes or page.
      out: the file.
      visibility: as of any rule.
    """
    native.genrule(
        name = name,
        srcs = ["//frontend/natives:vo-natives"],
        outs = [out],
        visibility = visibility,
        cmd = "$(location //frontend/natives:vo-natives) --%s > $@" % form,
    )
