#include "runtime/std/path/Clean.h"

#include <cerrno>
#include <climits>
#include <sys/stat.h>
#include <unistd.h>

namespace vo::rt {

/// The part up to the next separator, which is taken away with it.
static std::string_view takePart(std::string_view &path) {
  size_t slash = path.find('/');
  std::string_view part = path.substr(0, slash);
  path.remove_prefix(slash == std::string_view::npos ? path.size() : slash + 1);
  return part;
}

/// Appends a part to a clean path.
static void append(std::string &path, std::string_view part) {
  if (!path.empty() && !path.ends_with('/'))
    path += '/';
  path += part;
}

/// Goes up by one part; false at the start of a relative path.
static bool goUp(std::string &path) {
  if (path == "/")
    return true;
  size_t slash = path.rfind('/');
  std::string_view last =
      std::string_view(path).substr(slash == std::string::npos ? 0 : slash + 1);
  if (path.empty() || last == "..")
    return false;
  path.resize(slash == std::string::npos ? 0 : slash == 0 ? 1 : slash);
  return true;
}

std::string cleanPath(std::string_view path) {
  std::string clean = path.starts_with('/') ? "/" : "";
  while (!path.empty()) {
    std::string_view part = takePart(path);
    if (part.empty() || part == "." || (part == ".." && goUp(clean)))
      continue;
    append(clean, part);
  }
  return clean.empty() ? "." : clean;
}

int resolveLinks(std::string_view path, std::string &resolved) {
  constexpr int kMostLinks = 255;
  std::string rest(path);
  resolved = path.starts_with('/') ? "/" : "";
  for (int links = 0; !rest.empty();) {
    std::string_view view = rest;
    std::string part(takePart(view));
    rest = view;
    if (part.empty() || part == "." || (part == ".." && goUp(resolved)))
      continue;
    std::string next = resolved;
    append(next, part);
    struct stat status{};
    if (::lstat(next.c_str(), &status) != 0)
      return errno;
    if (!S_ISLNK(status.st_mode)) {
      if (!S_ISDIR(status.st_mode) && !rest.empty())
        return ENOTDIR;
      resolved = std::move(next);
      continue;
    }
    char target[PATH_MAX];
    ssize_t length = ::readlink(next.c_str(), target, sizeof target);
    if (length < 0 || ++links > kMostLinks)
      return length < 0 ? errno : ELOOP;
    std::string_view text(target, size_t(length));
    if (text.starts_with('/'))
      resolved = "/";
    rest = std::string(text) + "/" + rest;
  }
  if (resolved.empty())
    resolved = ".";
  return 0;
}

} // namespace vo::rt
