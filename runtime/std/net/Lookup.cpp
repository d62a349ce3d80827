#include "runtime/std/net/Lookup.h"

#include "runtime/sched/Scheduler.h"

#include <csignal>
#include <memory>
#include <pthread.h>
#include <sys/eventfd.h>
#include <unistd.h>

using namespace vo::rt;
using namespace vo::rt::net;

namespace {

/// What the thread and the goroutine share. The last of them frees it.
struct Job {
  Job(std::string_view network, std::string_view address)
      : network(network), address(address),
        done(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {}
  ~Job() {
    if (done >= 0)
      ::close(done);
  }
  Job(const Job &) = delete;
  Job &operator=(const Job &) = delete;

  void run() { failure = resolve(kTcp, network, address, false, addresses); }

  std::string network, address;
  int done; // readable at the end
  Failure failure;
  std::vector<Address> addresses;
};

} // namespace

static void *runJob(void *argument) {
  std::unique_ptr<std::shared_ptr<Job>> job(
      static_cast<std::shared_ptr<Job> *>(argument));
  (*job)->run();
  ::eventfd_write((*job)->done, 1);
  return nullptr;
}

/// False: there is no thread to be had.
static bool start(const std::shared_ptr<Job> &job) {
  auto argument = std::make_unique<std::shared_ptr<Job>>(job);
  pthread_attr_t attributes;
  pthread_attr_init(&attributes);
  pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
  // Signals are the program's own threads' business.
  sigset_t all, before;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  pthread_t thread{};
  bool isStarted =
      pthread_create(&thread, &attributes, runJob, argument.get()) == 0;
  pthread_sigmask(SIG_SETMASK, &before, nullptr);
  pthread_attr_destroy(&attributes);
  if (isStarted)
    argument.release(); // NOLINT(bugprone-unused-return-value): the thread's
  return isStarted;
}

/// Addresses in numbers, and the empty host, need nobody else.
static bool isQuick(std::string_view address) {
  std::string_view host = address.substr(0, address.rfind(':'));
  return host.find_first_not_of("0123456789.") == host.npos ||
         host.starts_with('[');
}

Failure net::resolveAside(Context &context, std::string_view network,
                          std::string_view address, uint64_t deadline,
                          std::vector<Address> &addresses) {
  if (isQuick(address))
    return resolve(kTcp, network, address, false, addresses);
  auto job = std::make_shared<Job>(network, address);
  if (job->done < 0 || !start(job)) {
    job->run();
  } else {
    Goroutine &self = Goroutine::of(context);
    Events &events = self.scheduler->events;
    if (events.waitFor(self, job->done, Events::Direction::Read, deadline) !=
        Events::Outcome::Ready)
      return {ETIMEDOUT, {}};
  }
  addresses = std::move(job->addresses);
  return std::move(job->failure);
}
