// The native functions of package os for the environment and the user's
// folders.

#include "runtime/gc/Heap.h"
#include "runtime/object/Box.h"
#include "runtime/std/Errors.h"
#include "runtime/std/Values.h"
#include "runtime/std/os/Descriptors.h"
#include "runtime/std/os/Environment.h"
#include "runtime/std/os/Paths.h"

#include <cstdlib>
#include <mutex>
#include <unistd.h>
#include <vector>

using namespace vo;
using namespace vo::rt;

/// Of the C library's environment, which several programs of the process share.
static std::mutex environmentMutex;

static bool lookUp(std::string_view key, std::string &value) {
  std::lock_guard guard(environmentMutex);
  const char *found = key.find('\0') == std::string_view::npos
                          ? std::getenv(std::string(key).c_str())
                          : nullptr;
  if (found)
    value = found;
  return found;
}

std::vector<std::string> os::environment() {
  std::lock_guard guard(environmentMutex);
  std::vector<std::string> texts;
  for (char **entry = environ; entry && *entry; ++entry)
    texts.emplace_back(*entry);
  return texts;
}

//===----------------------------------------------------------------------===//
// Variables
//===----------------------------------------------------------------------===//

VO_RT_ENTRY Str vo_std_os_nativeGetenv(Str key, VO_RT_CONTEXT) {
  std::string value;
  lookUp(viewOf(key), value);
  return makeString(*context, value);
}

VO_RT_ENTRY vo_std_os_nativeLookupEnv_result
vo_std_os_nativeLookupEnv(Str key, VO_RT_CONTEXT) {
  std::string value;
  int64_t isSet = lookUp(viewOf(key), value);
  return {makeString(*context, value), isSet};
}

/// Calls change(), which gives 0 or sets errno, unless the key is no name.
template <typename Change>
static Iface changeVariable(Context &context, std::string_view key,
                            Change change) {
  constexpr std::string_view kForbidden("=\0", 2);
  bool isName =
      !key.empty() && key.find_first_of(kForbidden) == std::string_view::npos;
  int error = EINVAL;
  if (isName) {
    std::lock_guard guard(environmentMutex);
    error = change() == 0 ? 0 : errno;
  }
  if (error)
    return os::errorOf(context, error);
  heapOf(context).safepoint(context);
  return kNoError;
}

VO_RT_ENTRY Iface vo_std_os_nativeSetenv(Str key, Str value, VO_RT_CONTEXT) {
  std::string name(viewOf(key)), text(viewOf(value));
  if (text.find('\0') != std::string::npos)
    return os::valueOf(*context, os::Error::Invalid);
  return changeVariable(*context, name, [&] {
    return ::setenv(name.c_str(), text.c_str(), /*overwrite=*/1);
  });
}

VO_RT_ENTRY Iface vo_std_os_nativeUnsetenv(Str key, VO_RT_CONTEXT) {
  std::string name(viewOf(key));
  return changeVariable(*context, name,
                        [&] { return ::unsetenv(name.c_str()); });
}

VO_RT_ENTRY Slice vo_std_os_nativeEnviron(VO_RT_CONTEXT) {
  return newStringSlice(*context, os::environment());
}

VO_RT_ENTRY void vo_std_os_nativeClearenv(VO_RT_CONTEXT) {
  (void)context;
  std::lock_guard guard(environmentMutex);
  ::clearenv();
}

//===----------------------------------------------------------------------===//
// ExpandEnv
//===----------------------------------------------------------------------===//

static bool isNameByte(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
         (c >= 'A' && c <= 'Z') || c == '_';
}

/// Names of one byte, as shells have them.
static bool isSpecial(char c) {
  return std::string_view("*#$@!?-0123456789").find(c) !=
         std::string_view::npos;
}

namespace {
struct Reference {
  std::string_view name;
  size_t width; // of the reference behind the $; 0: it is none
};
} // namespace

/// What a text behind a $ refers to.
static Reference referenceAt(std::string_view text) {
  if (text.starts_with('{')) {
    if (text.size() > 2 && isSpecial(text[1]) && text[2] == '}')
      return {text.substr(1, 1), 3};
    size_t close = text.find('}');
    if (close == std::string_view::npos)
      return {{}, 1}; // the brace is dropped
    return {text.substr(1, close - 1), close + 1};
  }
  if (!text.empty() && isSpecial(text[0]))
    return {text.substr(0, 1), 1};
  size_t length = 0;
  while (length < text.size() && isNameByte(text[length]))
    ++length;
  return {text.substr(0, length), length};
}

std::string os::expand(std::string_view text) {
  std::string expanded;
  for (;;) {
    size_t dollar = text.find('$');
    expanded += text.substr(0, dollar);
    if (dollar == std::string_view::npos)
      return expanded;
    text.remove_prefix(dollar + 1);
    Reference reference = referenceAt(text);
    std::string value;
    if (reference.width == 0)
      value = "$";
    else if (!reference.name.empty())
      lookUp(reference.name, value);
    expanded += value;
    text.remove_prefix(reference.width);
  }
}

VO_RT_ENTRY Str vo_std_os_nativeExpandEnv(Str s, VO_RT_CONTEXT) {
  return makeString(*context, os::expand(viewOf(s)));
}

//===----------------------------------------------------------------------===//
// Folders
//===----------------------------------------------------------------------===//

VO_RT_ENTRY void vo_std_os_nativeGetwd(vo_std_os_nativeGetwd_result *results,
                                       VO_RT_CONTEXT) {
  char *folder = ::getcwd(nullptr, 0);
  if (!folder) {
    *results = {{}, os::errorOf(*context, errno)};
    return;
  }
  std::string text = folder;
  std::free(folder);
  *results = {makeString(*context, text), kNoError};
}

VO_RT_ENTRY Iface vo_std_os_nativeChdir(Str dir, VO_RT_CONTEXT) {
  os::Path path(dir);
  int error = path.error();
  if (!error)
    error = ::chdir(path.text()) == 0 ? 0 : errno;
  if (error)
    return os::errorOf(*context, error);
  heapOf(*context).safepoint(*context);
  return kNoError;
}

/// The value of a variable, or $HOME with something behind it; an error that
/// says `missing` if neither is set.
template <typename Results>
static void userFolder(Context &context, Results *results, const char *variable,
                       std::string_view belowHome, std::string_view missing) {
  std::string folder;
  if (variable && lookUp(variable, folder) && !folder.empty()) {
    *results = {makeString(context, folder), kNoError};
  } else if (lookUp("HOME", folder) && !folder.empty()) {
    folder += belowHome;
    *results = {makeString(context, folder), kNoError};
  } else {
    *results = {{}, newError(context, missing)};
  }
}

VO_RT_ENTRY void
vo_std_os_nativeUserHomeDir(vo_std_os_nativeUserHomeDir_result *results,
                            VO_RT_CONTEXT) {
  userFolder(*context, results, nullptr, "", "$HOME is not defined");
}

VO_RT_ENTRY void
vo_std_os_nativeUserCacheDir(vo_std_os_nativeUserCacheDir_result *results,
                             VO_RT_CONTEXT) {
  userFolder(*context, results, "XDG_CACHE_HOME", "/.cache",
             "neither $XDG_CACHE_HOME nor $HOME are defined");
}

VO_RT_ENTRY void
vo_std_os_nativeUserConfigDir(vo_std_os_nativeUserConfigDir_result *results,
                              VO_RT_CONTEXT) {
  userFolder(*context, results, "XDG_CONFIG_HOME", "/.config",
             "neither $XDG_CONFIG_HOME nor $HOME are defined");
}

VO_RT_ENTRY Str vo_std_os_nativeTempDir(VO_RT_CONTEXT) {
  return makeString(*context, os::temporaryFolder());
}
