//===- Environment.h - Variables of the process -----------------*- C++ -*-===//
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace vo::rt::os {

/// All variables, in the form "key=value".
std::vector<std::string> environment();

/// A text with $NAME and ${NAME} replaced by the values of these variables, ""
/// for those that are not set.
std::string expand(std::string_view text);

} // namespace vo::rt::os
