//===- Tls.h - Secure connections through OpenSSL ---------------*- C++ -*-===//
//
// libssl is loaded when the first secure connection is asked for; programs are
// not linked with it, and run without it as long as they ask for none. The
// certificate of the other end must be good for the host, and come from an
// authority that the system trusts, or one in the file or folder that the
// variables SSL_CERT_FILE and SSL_CERT_DIR name. TLS 1.2 is the least.
//
// A session works on a socket that does not block, and says what to wait for.
// It must be used by one thread at a time.
//
//===----------------------------------------------------------------------===//
#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace vo::rt::http {

class TlsLibrary;

/// The library of that file name, loaded once; null, and why in `error`, if it
/// cannot be had.
const TlsLibrary *tlsLibrary(const char *file, std::string &error);

class TlsSession {
public:
  /// What an operation came to. Wants are to be waited for, then the same
  /// operation is to be repeated.
  enum class Outcome : uint8_t { Done, WantsRead, WantsWrite, Ended, Failed };

  /// For a connected socket, which must live longer. Null, and why in `error`,
  /// if there is no library.
  static std::unique_ptr<TlsSession> create(const TlsLibrary &library,
                                            int socket, const std::string &host,
                                            std::string &error);
  ~TlsSession();
  TlsSession(const TlsSession &) = delete;
  TlsSession &operator=(const TlsSession &) = delete;

  Outcome handshake();
  /// `done` are the bytes moved. Ended: the other end has said that there are
  /// no more.
  Outcome read(char *to, size_t size, size_t &done);
  Outcome write(std::string_view bytes, size_t &done);

  /// Of the last operation that failed.
  const std::string &error() const { return text; }

private:
  TlsSession(const TlsLibrary &library, void *session)
      : library(library), session(session) {}
  Outcome outcomeOf(int result);

  const TlsLibrary &library;
  void *session;
  std::string text;
};

} // namespace vo::rt::http
