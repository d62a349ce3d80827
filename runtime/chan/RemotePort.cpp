#include "runtime/chan/RemotePort.h"

#include "runtime/gc/Roots.h"
#include "runtime/island/Image.h"
#include "runtime/island/Ports.h"
#include "runtime/sched/Program.h"

namespace vo::rt {

namespace {

/// A goroutine's send to a port elsewhere: first the question, then the answer.
/// Belongs to the goroutine, which has one at a time.
class SendRequest final : public Message, public Waiter {
public:
  explicit SendRequest(Goroutine &sender) : Waiter{}, sender(sender) {}

  void ask(Ref port, const void *value) {
    to = &exportOf(sender, port);
    to->hold();
    state = State::Asked;
    image.take(sender, elementLayout(*to), value, Channel::at(port).elemWords);
    ++sender.scheduler->program.awaited;
    to->home().inbox().post(this);
  }

  void deliver(Goroutine &self) override {
    if (state == State::Asked)
      arrive(self);
    else
      comeBack();
  }
  void discard() override {}

  /// Sends the value, which is possible. May collect.
  void give(Goroutine &self, Ref port);

  /// Back to the sender. On the port's island.
  void answer(bool isClosed) {
    state = isClosed ? State::Closed : State::Taken;
    image.clear();
    std::exchange(to, nullptr)->release();
    sender.scheduler->inbox().post(this);
  }

  Image image;

private:
  enum class State : uint8_t { Asked, Taken, Closed };

  /// On the port's island.
  void arrive(Goroutine &self) {
    Ref port = Exports::at(*to);
    Channel &channel = Channel::at(port);
    if (channel.closed)
      return answer(true);
    if (!channel.canSend())
      return channel.addSender(*this);
    give(self, port);
    answer(false);
  }

  void comeBack() {
    --sender.scheduler->program.awaited;
    if (state == State::Closed)
      sender.stopped.then = sendOnClosed;
    sender.scheduler->ready(sender);
  }

  Goroutine &sender;
  Export *to = nullptr;
  State state = State::Asked;
};

class CloseRequest final : public Message {
public:
  explicit CloseRequest(Export &port) : port(port) { port.hold(); }
  ~CloseRequest() override { port.release(); }

  void deliver(Goroutine &) override {
    Channel &channel = Channel::at(Exports::at(port));
    if (!channel.closed)
      closeNow(channel);
  }

private:
  Export &port;
};

} // namespace

//===----------------------------------------------------------------------===//
// On the port's island
//===----------------------------------------------------------------------===//

void SendRequest::give(Goroutine &self, Ref port) {
  Rooted<Ref> rooted(self, makeRoom(self, port));
  const uint64_t *words = image.give(self);
  Channel &channel = Channel::at(rooted);
  if (channel.receiver())
    handOver(self, channel, words);
  else
    channel.push(self, words);
}

static SendRequest &requestOf(Waiter &sender) {
  return static_cast<SendRequest &>(sender);
}

void admitFirst(Goroutine &self, Ref port) {
  Waiter &sender = *Channel::at(port).sender();
  Channel::at(port).removeSender(sender);
  SendRequest &request = requestOf(sender);
  request.give(self, port);
  request.answer(false);
}

void answerClosed(Waiter &sender) { requestOf(sender).answer(true); }

//===----------------------------------------------------------------------===//
// Elsewhere
//===----------------------------------------------------------------------===//

Switch sendElsewhere(Goroutine &self, Ref port, const void *words) {
  if (!self.request)
    self.request = new SendRequest(self);
  static_cast<SendRequest *>(self.request)->ask(port, words);
  return self.scheduler->parkSwitch(self);
}

void closeElsewhere(Goroutine &self, Ref port) {
  Export &one = exportOf(self, port);
  one.home().inbox().post(new CloseRequest(one));
}

} // namespace vo::rt
