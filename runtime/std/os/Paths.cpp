#include "runtime/std/os/Paths.h"

#include <sys/random.h>

using namespace vo::rt;

namespace {
/// Bits of a FileMode, as stdlib/os has them.
enum ModeBit : uint32_t {
  kDir = 1u << 31,
  kSymlink = 1u << 27,
  kDevice = 1u << 26,
  kNamedPipe = 1u << 25,
  kSocket = 1u << 24,
  kSetuid = 1u << 23,
  kSetgid = 1u << 22,
  kCharDevice = 1u << 21,
  kSticky = 1u << 20,
  kIrregular = 1u << 19,
  kPermissions = 0777,
};
} // namespace

static uint32_t typeBits(mode_t mode) {
  switch (mode & S_IFMT) {
  case S_IFREG:
    return 0;
  case S_IFDIR:
    return kDir;
  case S_IFLNK:
    return kSymlink;
  case S_IFBLK:
    return kDevice;
  case S_IFCHR:
    return kDevice | kCharDevice;
  case S_IFIFO:
    return kNamedPipe;
  case S_IFSOCK:
    return kSocket;
  default:
    return kIrregular;
  }
}

uint32_t os::fileMode(mode_t mode) {
  return typeBits(mode) | (mode & kPermissions) |
         (mode & S_ISUID ? kSetuid : 0u) | (mode & S_ISGID ? kSetgid : 0u) |
         (mode & S_ISVTX ? kSticky : 0u);
}

mode_t os::systemMode(uint32_t fileMode) {
  return (fileMode & kPermissions) | (fileMode & kSetuid ? S_ISUID : 0u) |
         (fileMode & kSetgid ? S_ISGID : 0u) |
         (fileMode & kSticky ? S_ISVTX : 0u);
}

std::string_view os::baseName(std::string_view path) {
  while (path.size() > 1 && path.ends_with('/'))
    path.remove_suffix(1);
  size_t slash = path.rfind('/');
  return slash == std::string_view::npos || path.size() == 1
             ? path
             : path.substr(slash + 1);
}

std::string os::temporaryFolder() {
  const char *folder = std::getenv("TMPDIR");
  return folder && *folder ? folder : "/tmp";
}

int os::makeTemporary(std::string_view folder, std::string_view pattern,
                      std::string &path,
                      const std::function<int(const char *)> &create) {
  constexpr int kTries = 10000;
  constexpr std::string_view kForbidden("/\\\0", 3);
  if (pattern.find_first_of(kForbidden) != std::string_view::npos ||
      folder.find('\0') != std::string_view::npos)
    return EINVAL;
  std::string prefix = folder.empty() ? temporaryFolder() : std::string(folder);
  if (!prefix.ends_with('/'))
    prefix += '/';
  size_t star = pattern.rfind('*');
  std::string_view suffix;
  if (star != std::string_view::npos) {
    suffix = pattern.substr(star + 1);
    pattern = pattern.substr(0, star);
  }
  for (int i = 0; i < kTries; ++i) {
    uint32_t number = 0;
    if (::getrandom(&number, sizeof number, 0) < 0)
      return errno;
    path = prefix;
    path += pattern;
    path += std::to_string(number);
    path += suffix;
    int error = create(path.c_str());
    if (error != EEXIST)
      return error;
  }
  return EEXIST;
}
