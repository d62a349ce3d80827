//===- Sources.cpp - The text that a report speaks of ---------------------===//

#include "report/Sources.h"

#include "llvm/ADT/StringSet.h"
#include "llvm/Support/ConvertUTF.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"

namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;
using llvm::StringRef;

namespace vo::report {

/// Directories to look in, best first.
static std::vector<std::string> foldersOf(const Report &report) {
  StringRef program = report.program;
  if (program.empty() || program == "-")
    return {"."};
  if (fs::is_directory(program))
    return {program.str(), "."};
  StringRef parent = path::parent_path(program);
  return {parent.empty() ? "." : parent.str(), "."};
}

static std::optional<std::string> readText(StringRef name) {
  fs::file_status status;
  if (fs::status(name, status) || !fs::is_regular_file(status) ||
      status.getSize() > Sources::kMostBytes)
    return std::nullopt;
  auto buffer = llvm::MemoryBuffer::getFile(name, /*IsText=*/true);
  if (!buffer)
    return std::nullopt;
  StringRef text = (*buffer)->getBuffer();
  const auto *begin = text.bytes_begin();
  if (!llvm::isLegalUTF8String(&begin, text.bytes_end()))
    return std::nullopt;
  return text.str();
}

Sources::Sources(const Report &report) {
  std::vector<std::string> folders = foldersOf(report);
  llvm::StringSet<> seen;
  for (const Site &site : report.sites) {
    const std::string &file = site.place.file;
    if (file.empty() || !seen.insert(file).second)
      continue;
    for (const std::string &folder : folders) {
      llvm::SmallString<128> name(folder);
      path::append(name, file);
      if (std::optional<std::string> text = readText(name)) {
        texts[file] = std::move(*text);
        break;
      }
    }
  }
}

const std::string *Sources::find(StringRef file) const {
  auto found = texts.find(file);
  return found == texts.end() ? nullptr : &found->second;
}

} // namespace vo::report
