#include "runtime/sched/Islands.h"

#include "runtime/sched/Program.h"

#include <csignal>
#include <pthread.h>

namespace vo::rt {

struct Islands::Island {
  std::unique_ptr<Program> program;
  pthread_t thread{};
  bool hasThread = false;
  std::unique_ptr<Island> next;
};

Islands::Islands(Program &main) : main(main) {}

Islands::~Islands() {
  while (first)
    first = std::move(first->next);
}

/// A thread that gets no signals but those of its own faults.
static bool startThread(pthread_t &thread, void *(*run)(void *),
                        void *argument) {
  sigset_t blocked, before;
  sigfillset(&blocked);
  for (int fault : {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGTRAP, SIGABRT})
    sigdelset(&blocked, fault);
  pthread_sigmask(SIG_SETMASK, &blocked, &before);
  bool isStarted = pthread_create(&thread, nullptr, run, argument) == 0;
  pthread_sigmask(SIG_SETMASK, &before, nullptr);
  return isStarted;
}

static void *runIsland(void *program) {
  static_cast<Program *>(program)->run();
  return nullptr;
}

Program *Islands::start(Program &creator, Message *created) {
  auto island = std::make_unique<Island>();
  island->program = std::make_unique<Program>(main, creator, created);
  Program *program = island->program.get();
  // The first is made by the main island, so this is its thread.
  bool isReady = main.inbox().isOpen() || main.scheduler().openInbox(awake);
  if (!isReady || !program->isValid() || !program->scheduler().openInbox(awake))
    return nullptr;
  std::lock_guard<std::mutex> guard(lock);
  program->setNumber(++count);
  Island &added = *island;
  (last ? last->next : first) = std::move(island);
  last = &added;
  if (isStopping) // so is the creator: it will not go on
    return program;
  awake.fetch_add(1, std::memory_order_acq_rel);
  added.hasThread = startThread(added.thread, runIsland, program);
  if (added.hasThread)
    return program;
  awake.fetch_sub(1, std::memory_order_acq_rel);
  return nullptr;
}

bool Islands::claimEnd(Program &program, int wanted) {
  std::lock_guard<std::mutex> guard(lock);
  if (!ender) {
    ender = &program;
    status = wanted;
  }
  return ender == &program;
}

int Islands::endStatus() {
  std::lock_guard<std::mutex> guard(lock);
  return status;
}

void Islands::stop() {
  {
    std::lock_guard<std::mutex> guard(lock);
    isStopping = true;
  }
  // The list may grow, but by none with a thread.
  forEach([](Program &program) { program.interrupt(); });
  Island *island = first.get();
  for (; island; island = island->next.get())
    if (island->hasThread)
      pthread_join(island->thread, nullptr);
  // Messages hold objects of other islands, so all go before any island does.
  main.inbox().close();
  for (island = first.get(); island; island = island->next.get())
    island->program->inbox().close();
}

void Islands::forEach(const std::function<void(Program &)> &visit) {
  std::lock_guard<std::mutex> guard(lock);
  for (Island *island = first.get(); island; island = island->next.get())
    visit(*island->program);
}

} // namespace vo::rt
