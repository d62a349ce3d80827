//===- RunCache.cpp - Executables of programs that ran before ---------------===//

#include "driver/RunCache.h"

#include "bytecode/Writer.h"
#include "driver/Diagnostics.h"
#include "driver/Link.h"

#include "llvm/ADT/StringExtras.h"
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

std::optional<RunCache> RunCache::open() {
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
  return RunCache(folder.str().str());
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
  std::array<uint64_t, 2> seal;
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
    fs::setLastAccessAndModificationTime(*file,
                                         std::chrono::system_clock::now());
  fs::closeFile(*file);
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
  llvm::CachePruningPolicy policy;
  policy.Interval = std::chrono::hours(1);
  policy.Expiration = std::chrono::hours(24 * 30);
  policy.MaxSizeBytes = uint64_t(256) << 20;
  llvm::pruneCache(folder, policy);
  return llvm::Error::success();
}
