#include "runtime/std/net/http/Message.h"

#include <gtest/gtest.h>

namespace vo::rt::http {
namespace {

std::string requestText(std::string method, std::vector<Field> fields,
                        std::string body = "") {
  Request request{std::move(method), {}, std::move(fields), std::move(body)};
  request.url.host = "h";
  request.url.target = "/t";
  if (const char *why = request.check())
    return why;
  return request.text();
}

TEST(Request, Text) {
  EXPECT_EQ(requestText("GET", {}),
            "GET /t HTTP/1.1\r\nHost: h\r\nUser-Agent: Vo-http-client/1.1\r\n"
            "Accept: */*\r\nConnection: close\r\n\r\n");
  EXPECT_EQ(requestText("POST",
                        {{"user-agent", "u"},
                         {"content-length", "99"},
                         {"Transfer-Encoding", "chunked"},
                         {"connection", "keep-alive"},
                         {"Host", "other"},
                         {"accept", "a"}},
                        "xyz"),
            "POST /t HTTP/1.1\r\nuser-agent: u\r\nHost: other\r\naccept: a\r\n"
            "Content-Length: 3\r\nConnection: close\r\n\r\nxyz");
}

TEST(Request, NothingIsSmuggled) {
  EXPECT_EQ(requestText("GET\r\nX: y", {}), "invalid method");
  EXPECT_EQ(requestText("GET", {{"A\r\nB", ""}}), "invalid header");
  EXPECT_EQ(requestText("GET", {{"A", "b\r\nC: d"}}), "invalid header");
  EXPECT_EQ(requestText("GET", {{"A", std::string(1, '\0')}}),
            "invalid header");
}

/// "code body", what is missing, or the error; the same for every way to cut
/// the text into two.
std::string read(std::string_view text, bool isHead = false) {
  std::string result;
  for (size_t cut = 0; cut <= text.size(); ++cut) {
    ResponseReader reader(isHead);
    const char *why = reader.feed(text.substr(0, cut));
    if (!why)
      why = reader.feed(text.substr(cut));
    bool isComplete = !why && reader.isComplete();
    if (!why)
      why = reader.finish();
    Response &response = reader.response();
    std::string seen = why ? why
                           : std::to_string(response.code) + " " +
                                 response.body + (isComplete ? "" : "...");
    if (cut > 0)
      EXPECT_EQ(seen, result) << cut;
    result = seen;
  }
  return result;
}

TEST(Response, Bodies) {
  EXPECT_EQ(read("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabcdef"),
            "200 abc");
  EXPECT_EQ(read("HTTP/1.0 200\n\nabc"), "200 abc...");
  EXPECT_EQ(read("HTTP/1.1 200 OK\r\nTransfer-Encoding: Chunked\r\n\r\n"
                 "3;x=y\r\nabc\r\n0A\r\n0123456789\r\n0\r\nT: u\r\n\r\nrest"),
            "200 abc0123456789");
  EXPECT_EQ(read("HTTP/1.1 204 No\r\nContent-Length: 3\r\n\r\nabc"), "204 ");
  EXPECT_EQ(read("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n", true), "200 ");
  EXPECT_EQ(read("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 404 No\r\n"
                 "content-length: 0\r\nContent-Length: 0\r\n\r\n"),
            "404 ");
}

TEST(Response, Fields) {
  ResponseReader reader(false);
  ASSERT_EQ(reader.feed("HTTP/1.1 302 Found it\r\nA:  b\t\r\n c\r\nX-y: \r\n"
                        "Content-Length: 0\r\n\r\n"),
            nullptr);
  Response &response = reader.response();
  EXPECT_EQ(response.version, "HTTP/1.1");
  EXPECT_EQ(response.reason, "Found it");
  ASSERT_TRUE(response.find("a"));
  EXPECT_EQ(*response.find("a"), "b c");
  EXPECT_EQ(*response.find("X-Y"), "");
  EXPECT_FALSE(response.find("z"));
}

TEST(Response, Malformed) {
  for (const char *text :
       {"HTTP/2 200 OK\r\n", "HTTP/1.2 200 OK\r\n", "HTTP/1.1 20 OK\r\n",
        "HTTP/1.1 2000\r\n", "HTTP/1.1 -20 x\r\n", "HTTP/1.1 099 x\r\n", "x\n",
        "\r\n"})
    EXPECT_EQ(read(text), "malformed status line in the response") << text;
  std::string head = "HTTP/1.1 200 OK\r\n";
  for (const char *text : {"a b: c\r\n", "abc\r\n", ": c\r\n", " x\r\n",
                           "a: \x01\r\n", "a : b\r\n"})
    EXPECT_EQ(read(head + text), "malformed header in the response") << text;
  for (const char *text :
       {"Content-Length: -1\r\n\r\n", "Content-Length: 1x\r\n\r\n",
        "Content-Length: \r\n\r\n",
        "Content-Length: 99999999999999999999\r\n\r\n",
        "Content-Length: 1\r\nContent-Length: 2\r\n\r\n"})
    EXPECT_EQ(read(head + text), "invalid Content-Length in the response")
        << text;
  EXPECT_EQ(read(head + "Transfer-Encoding: gzip, chunked\r\n\r\n"),
            "unsupported transfer encoding in the response");
  std::string chunked = head + "Transfer-Encoding: chunked\r\n\r\n";
  for (const char *text : {"x\r\n", "\r\n", "-1\r\n", "1 1\r\n",
                           "ffffffffffffffff\r\n", "1\r\nab\r\n"})
    EXPECT_EQ(read(chunked + text), "malformed chunk in the response") << text;
  EXPECT_EQ(read("HTTP/1.1 101 Switching\r\n\r\n"),
            "the server switched to another protocol");
}

TEST(Response, Truncated) {
  constexpr char kEarly[] =
      "the server closed the connection before the response ended";
  EXPECT_EQ(read(""), "the server closed the connection without a response");
  EXPECT_EQ(read("HTTP/1.1 200"), kEarly);
  EXPECT_EQ(read("HTTP/1.1 200 OK\r\nA: b"), kEarly);
  EXPECT_EQ(read("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nab"), kEarly);
  EXPECT_EQ(read("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                 "3\r\nabc\r\n"),
            kEarly);
}

TEST(Response, HeadsAreLimited) {
  constexpr char kTooLong[] = "the head of the response is too long";
  std::string filler(ResponseReader::kMaxHead, 'x');
  EXPECT_STREQ(ResponseReader(false).feed(filler + "x"), kTooLong);
  ResponseReader fields(false);
  ASSERT_EQ(fields.feed("HTTP/1.1 200 OK\r\n"), nullptr);
  const char *why = nullptr;
  for (int i = 0; i < 1 << 20 && !why; ++i)
    why = fields.feed("a: b\r\n");
  EXPECT_STREQ(why, kTooLong);
  ResponseReader chunks(false);
  ASSERT_EQ(
      chunks.feed("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"),
      nullptr);
  for (int i = 0; i < 1 << 18; ++i) // many, but each of them short
    ASSERT_EQ(chunks.feed("1\r\na\r\n"), nullptr);
  EXPECT_STREQ(chunks.feed("1;" + filler), kTooLong);
}

} // namespace
} // namespace vo::rt::http
