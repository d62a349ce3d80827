#include "driver/cli/OutOfMemory.h"

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/ErrorHandling.h"
#include "llvm/Support/Signals.h"

#include <algorithm>
#include <alloca.h>
#include <cstdint>
#include <cstdlib>
#include <cxxabi.h>
#include <exception>
#include <fcntl.h>
#include <new>
#include <sys/resource.h>
#include <typeinfo>
#include <unistd.h>

using namespace vo::driver::cli;

static void writeError(llvm::StringRef text) {
  (void)!write(STDERR_FILENO, text.data(), text.size());
}

/// Must not allocate.
[[noreturn]] static void endWithoutMemory() {
  llvm::sys::RunInterruptHandlers();
  writeError("voc: error: out of memory\n");
  _exit(1);
}

static void onBadAlloc(void *, const char *, bool) { endWithoutMemory(); }

/// Threads are made by LLVM, which takes failures for fatal errors.
static void onFatalError(void *, const char *reason, bool) {
  if (llvm::StringRef(reason).starts_with("pthread_"))
    endWithoutMemory();
  writeError("LLVM ERROR: ");
  writeError(reason);
  writeError("\n");
}

/// What the C++ library throws when there is no memory; nothing here catches.
static void onTerminate() {
  const std::type_info *type = abi::__cxa_current_exception_type();
  llvm::StringRef name = type ? type->name() : "";
  if (name == "St9bad_alloc" || name == "St12system_error")
    endWithoutMemory();
  std::abort();
}

static void setLibraryHandlers() {
  std::set_new_handler(endWithoutMemory);
  std::set_terminate(onTerminate);
}

/// Bytes that the process has reserved, or 0.
static uint64_t reservedBytes() {
  char text[128] = {};
  if (int file = open("/proc/self/statm", O_RDONLY | O_CLOEXEC); file >= 0) {
    (void)!read(file, text, sizeof text - 1);
    (void)close(file);
  }
  uint64_t pages = std::strtoull(text, nullptr, 10); // the first number
  return pages * uint64_t(sysconf(_SC_PAGESIZE));
}

__attribute__((noinline)) static void touchStack(uint64_t bytes) {
  auto *lowest = static_cast<volatile char *>(alloca(bytes));
  *lowest = 0;
}

/// Takes the addresses of the main thread's stack now if they are limited.
static void reserveStack() {
  constexpr uint64_t kWanted = uint64_t{6} << 20;
  rlimit addresses{}, stack{};
  if (getrlimit(RLIMIT_AS, &addresses) || getrlimit(RLIMIT_STACK, &stack) ||
      addresses.rlim_cur == RLIM_INFINITY)
    return;
  uint64_t bytes = std::min<uint64_t>(kWanted, stack.rlim_cur / 4 * 3);
  if (reservedBytes() + bytes > addresses.rlim_cur)
    endWithoutMemory();
  touchStack(bytes);
}

void vo::driver::cli::installOutOfMemoryHandlers() {
  setLibraryHandlers();
  llvm::install_bad_alloc_error_handler(onBadAlloc);
  llvm::install_fatal_error_handler(onFatalError);
  reserveStack();
}

void vo::driver::cli::keepOutOfMemoryHandlers() { setLibraryHandlers(); }

// The constructors of LLVM's libraries run before those of the program, but
// this runs before all of them.
static void beforeConstructors(int, char **, char **) { setLibraryHandlers(); }
__attribute__((section(".preinit_array"),
               used)) static void (*const kBeforeConstructors)(int, char **,
                                                               char **) =
    beforeConstructors;
