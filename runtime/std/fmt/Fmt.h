//===- Fmt.h - Text of package fmt ------------------------------*- C++ -*-===//
//
// What fmt.Sprint, Sprintln and Sprintf make of their operands. Nothing here
// allocates on the managed heap, collects or panics; references stay valid.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "runtime/object/Format.h"

#include <span>
#include <string_view>

namespace vo::rt::fmt {

/// Appends the default texts of `values`, with a space between two neighbours
/// when neither is of string kind.
void print(TextSink &sink, std::span<const abi::InterfaceWords> values,
           const FormatTypes &types);

/// Appends the default texts of `values` with a space between any two, and a
/// newline.
void println(TextSink &sink, std::span<const abi::InterfaceWords> values,
             const FormatTypes &types);

/// Appends `format` with each verb replaced by the text of the next value.
/// Mistakes in the format show in the text:
///
///   no verb after the flags   %!(NOVERB), and the rest is dropped
///   no value is left          %!d(MISSING)
///   the value has no such verb  %!d(text)
///   width or precision above kMaxSize  %!(BADWIDTH), %!(BADPREC); left out
///   values are left           %!(EXTRA int=1, string=b) at the end
void printf(TextSink &sink, std::string_view format,
            std::span<const abi::InterfaceWords> values,
            const FormatTypes &types);

} // namespace vo::rt::fmt
