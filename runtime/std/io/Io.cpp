// The native functions of package io.

#include "runtime/std/io/Io.h"

#include "runtime/std/Natives.h"

using namespace vo;
using namespace vo::rt;

static constexpr std::string_view kTexts[] = {
    "EOF",
    "unexpected EOF",
    "short write",
    "short buffer",
    "multiple Read calls return no data or error",
    "io: read/write on closed pipe",
    "invalid read result",
    "invalid write result",
    "invalid whence",
    "invalid offset",
    "negative read count",
    "negative count",
};

const ErrorTable vo::rt::io::errors{kTexts};

VO_RT_ENTRY void vo_std_io_getIoErrors(vo_std_io_getIoErrors_result *results,
                                       VO_RT_CONTEXT) {
  returnErrors(*context, results, io::errors);
}
