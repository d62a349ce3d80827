// The native functions of package path/filepath.

#include "runtime/object/Box.h"
#include "runtime/std/Values.h"
#include "runtime/std/os/Descriptors.h"
#include "runtime/std/os/Paths.h"
#include "runtime/std/path/Clean.h"

#include <climits>
#include <unistd.h>

using namespace vo;
using namespace vo::rt;

/// Returns (path, nil) or ("", the error of an errno).
template <typename Results>
static void returnPath(Context &context, Results *results,
                       const std::string &path, int error) {
  if (error)
    *results = {{}, os::errorOf(context, error)};
  else
    *results = {makeString(context, path), kNoError};
}

VO_RT_ENTRY void
vo_std_path_filepath_absPath(vo_std_path_filepath_absPath_result *results,
                             Str path, VO_RT_CONTEXT) {
  std::string text(viewOf(path));
  int error = 0;
  if (!text.starts_with('/')) {
    char folder[PATH_MAX];
    if (::getcwd(folder, sizeof folder))
      text = std::string(folder) + "/" + text;
    else
      error = errno;
  }
  returnPath(*context, results, cleanPath(text), error);
}

VO_RT_ENTRY void vo_std_path_filepath_evalSymlinks(
    vo_std_path_filepath_evalSymlinks_result *results, Str path,
    VO_RT_CONTEXT) {
  os::Path name(path);
  std::string resolved;
  int error = name.error();
  if (!error)
    error = resolveLinks(name.string(), resolved);
  returnPath(*context, results, resolved, error);
}
