#include "runtime/std/net/http/Exchange.h"

#include "runtime/std/net/Lookup.h"
#include "runtime/std/net/http/Tls.h"

#include <cerrno>

using namespace vo::rt;
using namespace vo::rt::http;
using net::Failure;
using Direction = Events::Direction;

static constexpr char kTlsFile[] = "libssl.so.3";

namespace {

/// A connection, secure or not, that is closed at the end.
class Connection {
public:
  explicit Connection(Context &context) : context(context) {}
  ~Connection() {
    session.reset();
    if (number >= 0)
      os::close(context, number);
  }
  Connection(const Connection &) = delete;
  Connection &operator=(const Connection &) = delete;

  Failure open(const Url &url, const ExchangeOptions &options) {
    std::vector<net::Address> addresses;
    Failure failure = net::resolveAside(context, net::kTcp, url.address(),
                                        options.deadline, addresses);
    if (failure.isFailure())
      return failure;
    int64_t connected = -1;
    failure = net::connect(context, addresses, options.deadline, connected,
                           options.announce);
    if (failure.isFailure())
      return failure;
    number = connected;
    os::setDeadlines(context, number, &options.deadline, &options.deadline);
    return url.isSecure ? secure(url.host) : Failure{};
  }

  Failure send(std::string_view bytes) {
    while (!bytes.empty()) {
      size_t done = 0;
      Failure failure = repeat([&](int fd) {
        if (session)
          return session->write(bytes, done);
        return plain(::send(fd, bytes.data(), bytes.size(), MSG_NOSIGNAL),
                     Outcome::WantsWrite, done);
      });
      if (failure.isFailure())
        return failure;
      bytes.remove_prefix(done);
    }
    return {};
  }

  /// None at the end.
  Failure receive(char *to, size_t size, size_t &done) {
    return repeat([&](int fd) {
      if (session)
        return session->read(to, size, done);
      return plain(::recv(fd, to, size, 0), Outcome::WantsRead, done);
    });
  }

private:
  using Outcome = TlsSession::Outcome;

  Failure secure(const std::string &host) {
    std::string error;
    const TlsLibrary *library = tlsLibrary(kTlsFile, error);
    if (library)
      session = TlsSession::create(*library, os::find(number).fd, host, error);
    if (!session)
      return {0, error};
    return repeat([&](int) { return session->handshake(); });
  }

  Outcome plain(ssize_t result, Outcome want, size_t &done) {
    done = size_t(std::max<ssize_t>(result, 0));
    if (result >= 0)
      return Outcome::Done;
    lastErrno = errno;
    return lastErrno == EAGAIN || lastErrno == EWOULDBLOCK ? want
                                                           : Outcome::Failed;
  }

  /// Does what can be done now until it is done.
  template <typename Step> Failure repeat(Step step) {
    for (;;) {
      // Looked up each time: somebody may have closed it.
      os::Descriptor socket = os::find(number);
      if (!socket.isOpen())
        return {ECANCELED, {}};
      if (socket.hasExpired(Direction::Read))
        return {ETIMEDOUT, {}};
      Direction direction = Direction::Read;
      switch (step(socket.fd)) {
      case Outcome::Done:
      case Outcome::Ended:
        return {};
      case Outcome::Failed:
        if (session)
          return {0, session->error()};
        if (lastErrno != EINTR)
          return {lastErrno, {}};
        continue;
      case Outcome::WantsRead:
        break;
      case Outcome::WantsWrite:
        direction = Direction::Write;
        break;
      }
      // Closed and expired sockets are found out above.
      os::wait(context, socket, direction);
    }
  }

  Context &context;
  std::unique_ptr<TlsSession> session;
  int64_t number = -1;
  int lastErrno = 0;
};

} // namespace

static Failure failureOf(const char *why) {
  return why ? Failure{0, why} : Failure{};
}

static Failure exchangeOnce(Context &context, const Request &request,
                            const ExchangeOptions &options,
                            Response &response) {
  Connection connection(context);
  Failure failure = connection.open(request.url, options);
  if (failure.isFailure())
    return failure;
  // A server may answer, and close, before it has read everything.
  Failure sent = connection.send(request.text());
  if (sent.isFailure() && sent.number != EPIPE && sent.number != ECONNRESET)
    return sent;
  ResponseReader reader(request.method == "HEAD");
  std::vector<char> buffer(1 << 14);
  while (!reader.isComplete()) {
    size_t count = 0;
    failure = connection.receive(buffer.data(), buffer.size(), count);
    if (!failure.isFailure())
      failure = failureOf(count == 0 ? reader.finish()
                                     : reader.feed({buffer.data(), count}));
    if (failure.isFailure())
      return sent.isFailure() ? sent : failure;
  }
  response = std::move(reader.response());
  return {};
}

/// Makes the request the one that the response asks for. False: there is none,
/// or the program must make it. RFC 9110, 15.4.
static bool redirect(Request &request, const Response &response,
                     Failure &failure) {
  bool changesMethod = response.code >= 301 && response.code <= 303;
  bool keepsMethod = response.code == 307 || response.code == 308;
  const std::string *location = response.find("Location");
  if (!location || !(changesMethod || (keepsMethod && request.body.empty())))
    return false;
  Url url;
  failure = failureOf(resolveUrl(request.url, *location, url));
  if (failure.isFailure())
    return false;
  bool isElsewhere = !url.hasSameOrigin(request.url);
  bool losesBody =
      changesMethod && request.method != "GET" && request.method != "HEAD";
  if (losesBody) {
    request.method = "GET";
    request.body.clear();
  }
  std::erase_if(request.fields, [&](const Field &field) {
    // What is meant for one server is none of another's business.
    return (isElsewhere && field.isForOneServer()) ||
           (losesBody && field.isAboutBody());
  });
  request.url = std::move(url);
  return true;
}

Failure vo::rt::http::exchange(Context &context, Request request,
                               const ExchangeOptions &options,
                               Response &response) {
  constexpr unsigned kMaxRedirects = 5;
  if (const char *why = request.check())
    return {0, why};
  for (unsigned count = 0;; ++count) {
    Failure failure = exchangeOnce(context, request, options, response);
    if (failure.isFailure() || !redirect(request, response, failure))
      return failure;
    if (count == kMaxRedirects)
      return {0, "too many redirects"};
  }
}
