#include "runtime/sched/Events.h"

#include "runtime/sched/Scheduler.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <ctime>
#include <sys/epoll.h>
#include <unistd.h>

namespace vo::rt {

static constexpr uint64_t kSecond = 1'000'000'000;

uint64_t Events::now() {
  timespec time{};
  clock_gettime(CLOCK_MONOTONIC, &time);
  return uint64_t(time.tv_sec) * kSecond + time.tv_nsec;
}

static timespec timespecOf(uint64_t nanoseconds) {
  return {time_t(nanoseconds / kSecond), long(nanoseconds % kSecond)};
}

/// Order of a heap with the earliest on top; of the same time, the first.
static constexpr auto isLater = [](const auto &a, const auto &b) {
  return a.time != b.time ? a.time > b.time : a.ticket > b.ticket;
};

Events::~Events() {
  if (epoll >= 0)
    close(epoll);
}

//===----------------------------------------------------------------------===//
// Suspending and resuming
//===----------------------------------------------------------------------===//

void Events::suspend(Goroutine &self, uint64_t time) {
  self.suspension = ++tickets;
  ++suspended;
  if (time == kNever)
    return;
  // Waits that ended before their time leave theirs behind.
  if (timers.size() >= 64 + 2 * suspended) {
    std::erase_if(timers, [](const Timer &timer) {
      return timer.goroutine->suspension != timer.ticket;
    });
    std::ranges::make_heap(timers, isLater);
  }
  timers.push_back({time, self.suspension, &self});
  std::ranges::push_heap(timers, isLater);
}

void Events::resume(Goroutine &goroutine, Outcome outcome) {
  goroutine.suspension = 0;
  goroutine.outcome = uint8_t(outcome);
  --suspended;
  goroutine.scheduler->ready(goroutine);
}

void Events::sleepUntil(Goroutine &self, uint64_t time) {
  suspend(self, time);
  self.scheduler->park(self);
}

Events::Outcome Events::waitFor(Goroutine &self, int descriptor,
                                Direction direction, uint64_t time) {
  watchers[descriptor].push_back({&self, tickets + 1, direction});
  if (!watch(descriptor)) {
    watchers[descriptor].pop_back();
    return Outcome::Ready;
  }
  suspend(self, time);
  self.scheduler->park(self);
  auto outcome = Outcome(self.outcome);
  if (outcome == Outcome::TimedOut)
    watch(descriptor); // without this one
  return outcome;
}

void Events::closing(int descriptor) {
  auto found = watchers.find(descriptor);
  if (found == watchers.end())
    return;
  for (const Watcher &watcher : std::exchange(found->second, {}))
    if (watcher.goroutine->suspension == watcher.ticket)
      resume(*watcher.goroutine, Outcome::Closed);
  watch(descriptor);
}

void Events::listen(int descriptor) {
  if (bell == descriptor)
    return;
  bell = descriptor;
  if (epoll < 0)
    epoll = epoll_create1(EPOLL_CLOEXEC);
  epoll_event event{};
  event.events = EPOLLIN;
  event.data.fd = bell;
  epoll_ctl(epoll, EPOLL_CTL_ADD, bell, &event);
}

//===----------------------------------------------------------------------===//
// Time
//===----------------------------------------------------------------------===//

void Events::dropEndedTimers() {
  while (!timers.empty() &&
         timers.front().goroutine->suspension != timers.front().ticket) {
    std::ranges::pop_heap(timers, isLater);
    timers.pop_back();
  }
}

void Events::expireTimers() {
  for (uint64_t time = now();;) {
    dropEndedTimers();
    if (timers.empty() || timers.front().time > time)
      return;
    resume(*timers.front().goroutine, Outcome::TimedOut);
  }
}

void Events::collect(bool wait) {
  dropEndedTimers();
  uint64_t time = !wait ? 0 : timers.empty() ? kNever : timers.front().time;
  if (!watchers.empty() || (wait && bell >= 0)) {
    waitForDescriptors(time);
  } else if (wait && !timers.empty()) {
    timespec until = timespecOf(time);
    while (clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &until, nullptr) ==
           EINTR) {
    }
  }
  expireTimers();
}

//===----------------------------------------------------------------------===//
// Descriptors
//===----------------------------------------------------------------------===//

/// Tells the kernel what the descriptor's watchers wait for. False: it cannot
/// be waited for.
bool Events::watch(int descriptor) {
  if (epoll < 0)
    epoll = epoll_create1(EPOLL_CLOEXEC);
  auto found = watchers.find(descriptor);
  uint32_t mask = 0;
  if (found != watchers.end()) {
    std::erase_if(found->second, [this](const Watcher &watcher) {
      return watcher.ticket <= tickets &&
             watcher.goroutine->suspension != watcher.ticket;
    });
    for (const Watcher &watcher : found->second)
      mask |= watcher.direction == Direction::Read ? EPOLLIN : EPOLLOUT;
  }
  if (mask == 0) {
    epoll_ctl(epoll, EPOLL_CTL_DEL, descriptor, nullptr);
    watchers.erase(descriptor);
    return true;
  }
  epoll_event event{};
  event.events = mask;
  event.data.fd = descriptor;
  return epoll_ctl(epoll, EPOLL_CTL_MOD, descriptor, &event) == 0 ||
         epoll_ctl(epoll, EPOLL_CTL_ADD, descriptor, &event) == 0;
}

/// Returns at `time` at the latest; 0: at once.
void Events::waitForDescriptors(uint64_t time) {
  std::array<epoll_event, 64> events{};
  uint64_t present = now();
  uint64_t left = time > present ? time - present : 0;
  timespec timeout = timespecOf(left);
  int count = epoll_pwait2(epoll, events.data(), int(events.size()),
                           time == kNever ? nullptr : &timeout, nullptr);
  if (count < 0 && errno == ENOSYS) { // before Linux 5.11
    uint64_t milliseconds = std::min<uint64_t>(left / 1'000'000 + 1, 60'000);
    count = epoll_wait(epoll, events.data(), int(events.size()),
                       left == 0 ? 0 : int(milliseconds));
  }
  for (int i = 0; i < count; ++i) {
    uint64_t rings = 0;
    if (events[i].data.fd == bell)
      (void)!read(bell, &rings, sizeof rings);
    else
      resumeWatchers(events[i].data.fd, events[i].events);
  }
}

void Events::resumeWatchers(int descriptor, uint32_t events) {
  auto found = watchers.find(descriptor);
  if (found == watchers.end())
    return;
  constexpr uint32_t kFailed = EPOLLERR | EPOLLHUP;
  for (const Watcher &watcher : found->second) {
    uint32_t wanted = watcher.direction == Direction::Read ? EPOLLIN : EPOLLOUT;
    if (events & (wanted | kFailed) &&
        watcher.goroutine->suspension == watcher.ticket)
      resume(*watcher.goroutine, Outcome::Ready);
  }
  watch(descriptor);
}

} // namespace vo::rt
