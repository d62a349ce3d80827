//===- Format.h - Default text of values ------------------------*- C++ -*-===//
//
// How print, println, assert and fmt's %v write a value: by the kind in the
// interface header, never by its methods. Nothing here allocates on the
// managed heap or collects, so references stay valid throughout.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "runtime/abi/Module.h"
#include "runtime/object/Text.h"
#include "runtime/object/ValueKind.h"

#include <span>

namespace vo::rt {

/// What formatting needs to know of the program's types.
struct FormatTypes {
  std::span<const abi::TypeInfo> types; // index = rttid
  uint32_t errorPtrRttid = abi::kNoRttid;

  /// The types of a module; none for null.
  static FormatTypes of(const abi::ModuleDescriptor *module);
};

/// Appends the default text of one value:
///
///   nil          <nil>
///   bool, ints   true, false, decimal digits at the kind's width
///   floats       shortest digits, see FloatText.h
///   string       its bytes
///   *errors.Error  the messages of the chain of causes joined by ": "; a
///                chain that comes back to itself ends in "<cycle>"
///   pointer, channel, port, func  0x and the address in hex
///   []byte       [1, 2, 3]; the first 8 and "..." when there are more
///   other slice  [] when empty, else [len=N]
///   map, array, struct, island  map[...], [...], {...}, <island>
void formatValue(TextSink &sink, const abi::InterfaceWords &value,
                 const FormatTypes &types);

/// Appends the texts of `values`, with a space before each one that follows a
/// non-empty text: leading empty texts vanish, later ones do not.
void formatJoined(TextSink &sink, std::span<const abi::InterfaceWords> values,
                  const FormatTypes &types);

/// Appends `text` as UTF-8: each malformed byte as \xNN. For messages.
void appendReadable(TextSink &sink, std::string_view text);

} // namespace vo::rt
