//===- Paths.h - Names and descriptions of files ----------------*- C++ -*-===//
#pragma once

#include "runtime/object/Box.h"
#include "runtime/object/String.h"

#include <cerrno>
#include <cstdlib>
#include <functional>
#include <string>
#include <sys/stat.h>

namespace vo::rt::os {

/// A name as the system takes it.
class Path {
public:
  explicit Path(const Str &name) : name(viewOf(name)) {}

  /// EINVAL for a name with a zero byte, which the system would cut, else 0.
  int error() const {
    return name.find('\0') == std::string::npos ? 0 : EINVAL;
  }
  const char *text() const { return name.c_str(); }
  const std::string &string() const { return name; }

private:
  std::string name;
};

/// The FileMode of a mode of the system, and the part of a FileMode that the
/// system can set.
uint32_t fileMode(mode_t mode);
mode_t systemMode(uint32_t fileMode);

/// The last part of a path.
std::string_view baseName(std::string_view path);

/// Writes a native's results (FileInfo, error): all zero but an error, or the
/// description of the file. May collect.
template <typename Results>
void fillInfo(Context &context, Results *results, std::string_view path,
              const struct stat &status, Iface error) {
  if (error.header) {
    *results = {};
    results->r1 = error;
    return;
  }
  Str name = makeString(context, baseName(path));
  *results = {name,
              int64_t(status.st_size),
              int64_t(fileMode(status.st_mode)),
              int64_t(status.st_mtime),
              S_ISDIR(status.st_mode),
              {}};
}

/// The folder for temporary files.
std::string temporaryFolder();

/// Calls create(path), which gives an errno, with random names until one does
/// not exist: in `folder` (or the one for temporary files, if it is empty), the
/// last `*` of the pattern replaced, or at its end. Gives an errno; EINVAL for
/// a pattern with a separator of any system.
int makeTemporary(std::string_view folder, std::string_view pattern,
                  std::string &path,
                  const std::function<int(const char *)> &create);

} // namespace vo::rt::os
