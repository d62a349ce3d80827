// The native functions of package net/http.

#include "runtime/gc/Heap.h"
#include "runtime/object/Box.h"
#include "runtime/std/Errors.h"
#include "runtime/std/Natives.h"
#include "runtime/std/Values.h"
#include "runtime/std/net/http/Exchange.h"
#include "runtime/std/net/http/Syntax.h"

#include <map>
#include <mutex>

using namespace vo;
using namespace vo::rt;

static constexpr std::string_view kTexts[] = {"request timeout"};
static constexpr ErrorTable kErrors{kTexts};

VO_RT_ENTRY Iface vo_std_net_http_getHttpErrors(VO_RT_CONTEXT) {
  return keptError(*context, kErrors, 0);
}

//===----------------------------------------------------------------------===//
// Requests under way
//===----------------------------------------------------------------------===//

namespace {

/// Those that were announced and not released, by our numbers.
class Requests {
public:
  int64_t add() {
    std::lock_guard guard(mutex);
    pending[next] = {};
    return next++;
  }
  /// Null, or why the request cannot begin.
  const char *begin(int64_t number) {
    std::lock_guard guard(mutex);
    auto found = pending.find(number);
    if (found == pending.end())
      return "invalid or released HTTP request handle";
    if (found->second.isStarted)
      return "HTTP request handle was already started";
    found->second.isStarted = true;
    return nullptr;
  }
  /// False if the request is to end.
  bool setConnection(int64_t number, int64_t connection) {
    std::lock_guard guard(mutex);
    auto found = pending.find(number);
    if (found == pending.end())
      return false;
    found->second.connection = connection;
    return true;
  }
  /// Gives the number of its connection, -1 if it has none.
  int64_t release(int64_t number) {
    std::lock_guard guard(mutex);
    auto node = pending.extract(number);
    return node ? node.mapped().connection : -1;
  }

private:
  struct Pending {
    int64_t connection = -1;
    bool isStarted = false;
  };

  std::mutex mutex;
  std::map<int64_t, Pending> pending;
  int64_t next = 1;
};

Requests &requests() {
  // Never destroyed: a program may end while others run.
  static auto *made = new Requests;
  return *made;
}

} // namespace

VO_RT_ENTRY vo_std_net_http_nativeNewClientRequest_result
vo_std_net_http_nativeNewClientRequest(VO_RT_CONTEXT) {
  heapOf(*context).safepoint(*context);
  return {requests().add(), kNoError};
}

VO_RT_ENTRY void vo_std_net_http_nativeCancelClientRequest(int64_t requestID,
                                                           VO_RT_CONTEXT) {
  // Whoever waits for the connection goes on and finds it closed.
  int64_t connection = requests().release(requestID);
  if (connection >= 0)
    os::close(*context, connection);
  heapOf(*context).safepoint(*context);
}

VO_RT_ENTRY void vo_std_net_http_nativeReleaseClientRequest(int64_t requestID,
                                                            VO_RT_CONTEXT) {
  requests().release(requestID);
  heapOf(*context).safepoint(*context);
}

//===----------------------------------------------------------------------===//
// Exchanges
//===----------------------------------------------------------------------===//

/// Lines "Name: value".
static const char *readFields(const Slice &lines,
                              std::vector<http::Field> &fields) {
  for (int64_t i = 0; i < lines.length; ++i) {
    std::string_view line = viewOf(stringOf(lines, i));
    size_t colon = line.find(':');
    if (colon == line.npos)
      return "invalid header";
    fields.push_back({std::string(line.substr(0, colon)),
                      std::string(http::trimmed(line.substr(colon + 1)))});
  }
  return nullptr;
}

static Iface failureValue(Context &context, const net::Failure &failure) {
  if (failure.number == ETIMEDOUT)
    return keptError(context, kErrors, 0);
  if (failure.number == ECANCELED)
    return newError(context, std::string_view("request canceled"));
  return net::errorOf(context, failure);
}

using Results = vo_std_net_http_nativeHttpsRequest_result;

/// May collect.
static void returnResponse(Context &context, const http::Response &response,
                           Results *results) {
  std::vector<std::string> lines;
  lines.reserve(response.fields.size());
  for (const http::Field &field : response.fields)
    lines.push_back(field.name + ": " + field.value);
  Rooted<Slice> headers(context, newStringSlice(context, lines));
  Rooted<Slice> body(context, newByteSlice(context, response.body));
  std::string status = response.version + " " + std::to_string(response.code) +
                       " " + response.reason;
  Rooted<Str> statusText(context, makeString(context, status));
  Str version = makeString(context, response.version);
  *results = {response.code, statusText, version, headers, body, kNoError};
}

/// Parks; may collect.
static net::Failure perform(Context &context, int64_t number,
                            http::Request request, int64_t timeout,
                            http::Response &response) {
  if (const char *why = requests().begin(number))
    return {0, why};
  http::ExchangeOptions options;
  if (timeout > 0)
    options.deadline = Events::now() + uint64_t(timeout);
  options.announce = [number](int64_t connection) {
    return requests().setConnection(number, connection);
  };
  net::Failure failure =
      http::exchange(context, std::move(request), options, response);
  requests().release(number);
  return failure;
}

// NOLINTNEXTLINE(readability-function-size): the library says what it takes.
VO_RT_ENTRY void vo_std_net_http_nativeHttpsRequest(
    Results *results, int64_t requestID, Str method, Str url, Slice headers,
    Slice body, int64_t timeoutNs, VO_RT_CONTEXT) {
  // Copies: others run, and collect, while this waits.
  http::Request request;
  request.method = viewOf(method);
  request.body = viewOf(body);
  const char *why = http::parseUrl(viewOf(url), request.url);
  if (!why)
    why = readFields(headers, request.fields);
  http::Response response;
  net::Failure failure = why ? net::Failure{0, why}
                             : perform(*context, requestID, std::move(request),
                                       timeoutNs, response);
  if (failure.isFailure()) {
    Iface error = failureValue(*context, failure);
    *results = {0, {}, {}, {}, {}, error};
    return;
  }
  returnResponse(*context, response, results);
}
