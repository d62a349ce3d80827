//===- Keys.h - The key of tags ---------------------------------*- C++ -*-===//
#pragma once

#include <string_view>

namespace vo::rt::json {

/// For encoding::fieldsOf.
inline constexpr std::string_view kTagKey = "json";

} // namespace vo::rt::json
