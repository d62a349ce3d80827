"""The install tree: bin/, lib/ and include/ as `./dev install` copies them and as the tests see them.

A tool finds its files relative to itself (bin/voc looks for ../lib/vo), so the tests run the same tree that is installed.
"""

def stage(name, target, mode = "755"):
    """Copies one file to `name`.

    Args:
      name: path inside the install tree, such as bin/voc.
      target: the file's label.
      mode: its permissions.
    """
    native.genrule(
        name = "stage_" + name.replace("/", "_"),
        srcs = [target],
        outs = [name],
        cmd = "cp -L $< $@ && chmod %s $@" % mode,
        visibility = ["//visibility:public"],
    )

def _archives(deps):
    """The static archives of all deps and of what they depend on, each once."""
    found = {}
    for dep in deps:
        for linker_input in dep[CcInfo].linking_context.linker_inputs.to_list():
            for library in linker_input.libraries:
                archive = library.pic_static_library or library.static_library
                if archive:
                    found[archive] = True
    return found.keys()

def _merged_archive_impl(ctx):
    archives = _archives(ctx.attr.deps) + ctx.files.archives
    args = ctx.actions.args()
    args.add("qcsLD")
    args.add(ctx.outputs.out)
    args.add_all(archives)
    ctx.actions.run(
        executable = ctx.executable._ar,
        arguments = [args],
        inputs = archives,
        outputs = [ctx.outputs.out],
        mnemonic = "MergeArchives",
        progress_message = "Merging archives into %s" % ctx.outputs.out.short_path,
    )
    return [DefaultInfo(files = depset([ctx.outputs.out]))]

merged_archive = rule(
    implementation = _merged_archive_impl,
    doc = "One self-contained static archive out of cc_library targets, so that a linker outside Bazel needs one file.",
    attrs = {
        "deps": attr.label_list(providers = [CcInfo], mandatory = True),
        "archives": attr.label_list(
            allow_files = [".a"],
            doc = "More archives, of no cc_library.",
        ),
        "out": attr.output(mandatory = True),
        "_ar": attr.label(
            default = "@llvm//:bin/llvm-ar",
            allow_single_file = True,
            executable = True,
            cfg = "exec",
        ),
    },
)
