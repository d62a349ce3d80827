//===- Clean.h - Paths without detours --------------------------*- C++ -*-===//
#pragma once

#include <string>
#include <string_view>

namespace vo::rt {

/// The shortest path that leads to the same by its text alone: no empty parts,
/// no `.`, and `..` only at the start. "." for "".
std::string cleanPath(std::string_view path);

/// The path with all symbolic links followed, clean, relative if `path` is.
/// Gives an errno, ELOOP after 255 links.
int resolveLinks(std::string_view path, std::string &resolved);

} // namespace vo::rt
