"""How the runtime is compiled: the stack walk needs frame pointers, position-independent code goes into executables."""

RUNTIME_COPTS = [
    "-O2",
    "-fPIC",
    "-fno-omit-frame-pointer",
    "-mno-omit-leaf-frame-pointer",
    "-fno-exceptions",
    "-fno-rtti",
    "-fno-strict-aliasing",
    "-fno-stack-protector",
    "-Wall",
    "-Wextra",
    "-Werror",
]
