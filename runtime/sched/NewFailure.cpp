#include "runtime/sched/NewFailure.h"

#include "runtime/sched/Program.h"
#include "runtime/sched/StackFault.h"

#include <string_view>
#include <unistd.h>

namespace vo::rt {

/// What stood there before the outermost guard.
static std::new_handler hostHandler = nullptr;

/// Must not allocate.
static void onFailure() {
  if (Goroutine *goroutine = StackFaultGuard::running()) {
    goroutine->baseFrame = nullptr; // the frames cannot be walked
    goroutine->scheduler->program.reportOutOfMemory(*goroutine);
  }
  if (hostHandler)
    return hostHandler();
  constexpr std::string_view kText = "vo: out of memory\n";
  (void)!write(STDERR_FILENO, kText.data(), kText.size());
  _exit(1);
}

NewFailureGuard::NewFailureGuard() : outer(std::set_new_handler(onFailure)) {
  if (outer != onFailure)
    hostHandler = outer;
}

NewFailureGuard::~NewFailureGuard() { std::set_new_handler(outer); }

} // namespace vo::rt
