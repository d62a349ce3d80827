//===- RunCache.cpp - Executables of programs that ran before ---------------===//

#include "driver/RunCache.h"

#include "bytecode/Writer.h"
#include "driver/Diagnostics.h"
#include "driver/Link.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/Support/CachePruning.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/FileUtilities.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Process.h"
#include "llvm/Support/SHA256.h"
#include "llvm/Support/Signals.h"

#include <array>
#include <chrono>

using namespace vo::driver;
namespace fs = llvm::sys::fs;

/// The pruner only touches files of this prefix.
static constexpr llvm::StringLiteral kPrefix = "llvmcache-";

llvm::Expected<uint64_t> RunCache::limitFromEnvironment() {
  std::optional<std::string> wanted =
      llvm::sys::Process::GetEnv("VO_CACHE_SIZE");
  if (!wanted || wanted->empty())
    return defaultLimit;
  llvm::StringRef text = *wanted;
  uint64_t number = 0;
  bool isNumber = !text.consumeInteger(10, number);
  unsigned shift = llvm::StringSwitch<unsigned>(text)
                       .Case("", 0)
                       .Case("K", 10)
                       .Case("M", 20)
                       .Case("G", 30)
                       .Default(64);
  if (!isNumber || shift == 64 || number > UINT64_MAX >> shift)
    return failure("VO_CACHE_SIZE is not a size such as 100M: " + *wanted);
  return number << shift;
}

std::optional<RunCache> RunCache::open(uint64_t limit) {
  if (limit == 0)
    return std::nullopt;
  llvm::SmallString<128> folder;
  if (std::optional<std::string> wanted =
          llvm::sys::Process::GetEnv("VO_CACHE")) {
    if (*wanted == "off" || wanted->empty())
      return std::nullopt;
    folder = *wanted;
  } else {
    if (!llvm::sys::path::cache_directory(folder))
      return std::nullopt;
    llvm::sys::path::append(folder, "voc");
  }
  if (fs::create_directories(folder, /*IgnoreExisting=*/true,
                             fs::perms::owner_all) ||
      fs::access(folder, fs::AccessMode::Write))
    return std::nullopt;
  return RunCache(folder.str().str(), limit);
}

/// Identifies a file well enough to notice that it was replaced.
static std::string stampOf(llvm::StringRef path) {
  fs::file_status status;
  if (fs::status(path, status))
    return "";
  return llvm::utostr(status.getSize()) + "@" +
         llvm::utostr(uint64_t(
             status.getLastModificationTime().time_since_epoch().count()));
}

std::optional<std::string> RunCache::pathFor(const bc::Module &module,
                                             llvm::StringRef options) const {
  auto bytes = bc::writeModule(module);
  auto archive = findRuntimeArchive();
  if (!archive)
    llvm::consumeError(archive.takeError());
  if (!bytes || !archive)
    return std::nullopt;
  llvm::SHA256 hash;
  hash.update(llvm::ArrayRef<uint8_t>(bytes->data(), bytes->size()));
  hash.update(options);
  hash.update(stampOf(fs::getMainExecutable(nullptr, nullptr)));
  hash.update(stampOf(*archive));
  llvm::SmallString<128> path(folder);
  llvm::sys::path::append(
      path, kPrefix + llvm::toHex(hash.final(), /*LowerCase=*/true));
  return path.str().str();
}

/// The last bytes of an entry of `size` bytes. They come last, so that a file
/// that a power failure has cut short does not end in them.
static std::array<uint64_t, 2> sealOf(uint64_t size) {
  return {0x6c6165732d636f76, size};
}

static bool isSealed(fs::file_t file) {
  fs::file_status status;
  std::array<uint64_t, 2> seal{};
  llvm::MutableArrayRef<char> bytes(reinterpret_cast<char *>(seal.data()),
                                    sizeof seal);
  if (fs::status(file, status) || status.getSize() < sizeof seal)
    return false;
  auto length =
      fs::readNativeFileSlice(file, bytes, status.getSize() - sizeof seal);
  if (!length) {
    llvm::consumeError(length.takeError());
    return false;
  }
  return *length == sizeof seal && seal == sealOf(status.getSize());
}

static llvm::Error seal(llvm::StringRef path) {
  uint64_t size = 0;
  std::error_code error = fs::file_size(path, size);
  if (error)
    return llvm::errorCodeToError(error);
  llvm::raw_fd_ostream os(path, error, fs::CD_OpenExisting, fs::FA_Write,
                          fs::OF_Append);
  if (error)
    return llvm::errorCodeToError(error);
  std::array<uint64_t, 2> bytes = sealOf(size + sizeof bytes);
  os.write(reinterpret_cast<const char *>(bytes.data()), sizeof bytes);
  os.close();
  error = os.error();
  os.clear_error();
  return llvm::errorCodeToError(error);
}

bool RunCache::use(llvm::StringRef path) const {
  // Not for writing: that is refused while the program runs.
  auto file = fs::openNativeFileForRead(path);
  if (!file) {
    llvm::consumeError(file.takeError());
    return false;
  }
  bool sealed = isSealed(*file);
  if (sealed)
    (void)fs::setLastAccessAndModificationTime(
        *file, std::chrono::system_clock::now());
  (void)fs::closeFile(*file); // nothing was written
  return sealed;
}

llvm::Error
RunCache::fill(llvm::StringRef path,
               llvm::function_ref<llvm::Error(llvm::StringRef)> link) const {
  llvm::SmallString<128> temporary;
  fs::createUniquePath(path + ".%%%%%%", temporary, /*MakeAbsolute=*/false);
  llvm::sys::RemoveFileOnSignal(temporary);
  llvm::FileRemover remover(temporary);
  if (llvm::Error error = link(temporary))
    return error;
  if (llvm::Error error = seal(temporary))
    return error;
  if (std::error_code error = fs::rename(temporary, path))
    return failure("cannot write " + path + ": " + error.message());
  remover.releaseFile();
  llvm::sys::DontRemoveFileOnSignal(temporary);
  // The time of its making is coarser than the times of uses, and could make it
  // look older than what was used just before.
  use(path);
  prune(path);
  return llvm::Error::success();
}

void RunCache::prune(llvm::StringRef added) const {
  uint64_t size = 0;
  (void)fs::file_size(added, size); // gone already: 0
  llvm::CachePruningPolicy policy;
  policy.Interval = std::chrono::seconds(0);
  policy.Expiration = std::chrono::hours(24 * 30);
  policy.MaxSizeBytes = std::max(limit, size);
  policy.MaxSizePercentageOfAvailableSpace = 0;
  llvm::pruneCache(folder, policy);
}

/// Calls `visit` with the path and size of every entry.
static std::error_code
forEachEntry(llvm::StringRef folder,
             llvm::function_ref<void(llvm::StringRef, uint64_t)> visit) {
  std::error_code error;
  for (fs::directory_iterator entry(folder, error), end; entry != end && !error;
       entry.increment(error)) {
    auto status = entry->status();
    if (status && llvm::sys::path::filename(entry->path()).starts_with(kPrefix))
      visit(entry->path(), status->getSize());
  }
  return error;
}

RunCache::Usage RunCache::usage() const {
  Usage found;
  (void)forEachEntry(folder, [&](llvm::StringRef, uint64_t size) {
    ++found.entries;
    found.bytes += size;
  });
  return found;
}

llvm::Expected<RunCache::Usage> RunCache::clear() const {
  Usage removed;
  std::vector<std::pair<std::string, uint64_t>> entries;
  std::error_code error =
      forEachEntry(folder, [&](llvm::StringRef path, uint64_t size) {
        entries.emplace_back(path, size);
      });
  if (error)
    return failure(folder + ": " + error.message());
  for (const auto &[path, size] : entries) {
    if (std::error_code error = fs::remove(path))
      return failure(path + ": " + error.message());
    ++removed.entries;
    removed.bytes += size;
  }
  return removed;
}
