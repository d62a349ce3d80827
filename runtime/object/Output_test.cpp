#include "runtime/object/Output.h"

#include <gtest/gtest.h>

#include <csignal>
#include <fcntl.h>
#include <string>
#include <thread>
#include <unistd.h>
#include <vector>

namespace vo::rt {
namespace {

/// A pipe that gives up what has arrived.
class Pipe {
public:
  Pipe() {
    EXPECT_EQ(pipe(ends), 0);
    fcntl(ends[0], F_SETFL, O_NONBLOCK);
  }
  ~Pipe() {
    close(ends[0]);
    close(ends[1]);
  }
  int writeEnd() const { return ends[1]; }
  std::string take() {
    std::string text;
    char piece[4096];
    for (ssize_t n; (n = read(ends[0], piece, sizeof piece)) > 0;)
      text.append(piece, size_t(n));
    return text;
  }

private:
  int ends[2];
};

TEST(Output, KeepsTextUntilFlushed) {
  Pipe pipe;
  Output output(pipe.writeEnd());
  output.write("one\n");
  output.write("two");
  EXPECT_EQ(pipe.take(), "");
  output.flush();
  EXPECT_EQ(pipe.take(), "one\ntwo");
  output.flush();
  EXPECT_EQ(pipe.take(), "");
}

TEST(Output, FlushesWhenDestroyed) {
  Pipe pipe;
  {
    Output output(pipe.writeEnd());
    output.write("last");
  }
  EXPECT_EQ(pipe.take(), "last");
}

TEST(Output, KeepsOrderAcrossFullBuffersAndLargeWrites) {
  int descriptors[2];
  ASSERT_EQ(pipe(descriptors), 0);
  std::string expected, received;
  std::thread reader([&] {
    char piece[1000];
    for (ssize_t n; (n = read(descriptors[0], piece, sizeof piece)) > 0;)
      received.append(piece, size_t(n));
  });
  {
    Output output(descriptors[1]);
    for (unsigned i = 0; i < 300; ++i) {
      size_t size = i % 50 == 49 ? Output::kBufferBytes + i : 997 * (i % 7);
      std::string text(size, char('a' + i % 26));
      output.write(text);
      expected += text;
    }
    // Exactly full, then one more.
    output.flush();
    output.write(std::string(Output::kBufferBytes, '='));
    output.write("!");
    expected += std::string(Output::kBufferBytes, '=') + "!";
  }
  close(descriptors[1]);
  reader.join();
  close(descriptors[0]);
  EXPECT_TRUE(received == expected);
}

TEST(Output, WaitsForANonBlockingDescriptor) {
  int descriptors[2];
  ASSERT_EQ(pipe(descriptors), 0);
  fcntl(descriptors[1], F_SETFL, O_NONBLOCK);
  const std::string text(1 << 20, 'x'); // more than a pipe holds
  size_t received = 0;
  std::thread writer([&] {
    Output output(descriptors[1]);
    output.write(text);
    output.flush();
    close(descriptors[1]);
  });
  char piece[4096];
  for (ssize_t n; (n = read(descriptors[0], piece, sizeof piece)) > 0;)
    received += size_t(n);
  writer.join();
  close(descriptors[0]);
  EXPECT_EQ(received, text.size());
}

TEST(Output, DropsTextThatCannotBeDelivered) {
  Output output(-1);
  output.write(std::string(3 * Output::kBufferBytes, 'x'));
  output.write("y");
  output.flush();
}

TEST(Output, SurvivesAClosedPipe) {
  int descriptors[2];
  ASSERT_EQ(pipe(descriptors), 0);
  close(descriptors[0]);
  auto previous = signal(SIGPIPE, SIG_DFL);
  Output output(descriptors[1]);
  for (unsigned i = 0; i < 3; ++i) {
    output.write("nobody reads this\n");
    output.flush();
  }
  // The signal is neither blocked nor pending afterwards.
  sigset_t set;
  sigpending(&set);
  EXPECT_FALSE(sigismember(&set, SIGPIPE));
  pthread_sigmask(SIG_SETMASK, nullptr, &set);
  EXPECT_FALSE(sigismember(&set, SIGPIPE));
  signal(SIGPIPE, previous);
  close(descriptors[1]);
}

TEST(Output, TerminalGetsWholeLinesAtOnce) {
  int terminal = posix_openpt(O_RDWR | O_NOCTTY);
  if (terminal < 0 || grantpt(terminal) != 0 || unlockpt(terminal) != 0)
    GTEST_SKIP() << "no pseudo terminals here";
  int user = open(ptsname(terminal), O_RDWR | O_NOCTTY);
  ASSERT_GE(user, 0);
  fcntl(terminal, F_SETFL, O_NONBLOCK);
  char piece[64];
  {
    Output output(user);
    output.write("ab");
    EXPECT_EQ(read(terminal, piece, sizeof piece), -1);
    output.write("c\n");
    ssize_t n = read(terminal, piece, sizeof piece);
    EXPECT_EQ(std::string(piece, size_t(n)), "abc\r\n");
  }
  close(user);
  close(terminal);
}

TEST(Output, RedirectsAtOnceAndBack) {
  Pipe pipe;
  Output output(pipe.writeEnd());
  output.write("before ");
  std::string seen;
  output.redirect(
      [](void *state, const char *text, size_t bytes) {
        static_cast<std::string *>(state)->append(text, bytes);
      },
      &seen);
  EXPECT_EQ(pipe.take(), "before ");
  output.write("inside");
  EXPECT_EQ(seen, "inside");
  output.redirect(nullptr, nullptr);
  output.write("after");
  output.flush();
  EXPECT_EQ(seen, "inside");
  EXPECT_EQ(pipe.take(), "after");
}

TEST(Output, SessionsOfThreadsDoNotMix) {
  std::string seen;
  Output output(-1);
  output.redirect(
      [](void *state, const char *text, size_t bytes) {
        static_cast<std::string *>(state)->append(text, bytes);
      },
      &seen);
  std::vector<std::thread> threads;
  for (char name : {'a', 'b', 'c', 'd'})
    threads.emplace_back([&output, name] {
      for (unsigned i = 0; i < 500; ++i) {
        Output::Session session(output);
        session.append(std::string(3, name));
        session.append(std::string(4, name));
        session.append("\n");
        EXPECT_EQ(session.size(), 8u);
      }
    });
  for (std::thread &thread : threads)
    thread.join();
  ASSERT_EQ(seen.size(), 4 * 500 * 8u);
  for (size_t i = 0; i < seen.size(); i += 8) {
    ASSERT_EQ(seen.substr(i, 7), std::string(7, seen[i]));
    ASSERT_EQ(seen[i + 7], '\n');
  }
}

} // namespace
} // namespace vo::rt
