#include "runtime/std/net/http/Tls.h"

#include <gtest/gtest.h>

#include <csignal>
#include <cstdio>
#include <fcntl.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <poll.h>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>

namespace vo::rt::http {
namespace {

using Outcome = TlsSession::Outcome;

struct Identity {
  EVP_PKEY *key;
  X509 *certificate;
};

/// A certificate of its own making for localhost and 127.0.0.1.
Identity newIdentity() {
  Identity made{EVP_EC_gen("P-256"), X509_new()};
  X509 *x = made.certificate;
  X509_set_version(x, X509_VERSION_3);
  ASN1_INTEGER_set(X509_get_serialNumber(x), 1);
  X509_gmtime_adj(X509_getm_notBefore(x), -3600);
  X509_gmtime_adj(X509_getm_notAfter(x), 3600);
  X509_set_pubkey(x, made.key);
  X509_NAME *name = X509_get_subject_name(x);
  X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC,
                             reinterpret_cast<const unsigned char *>("test"),
                             -1, -1, 0);
  X509_set_issuer_name(x, name);
  X509_EXTENSION *names = X509V3_EXT_conf_nid(
      nullptr, nullptr, NID_subject_alt_name, "DNS:localhost,IP:127.0.0.1");
  X509_add_ext(x, names, -1);
  X509_EXTENSION_free(names);
  X509_sign(x, made.key, EVP_sha256());
  return made;
}

void drop(const Identity &identity) {
  X509_free(identity.certificate);
  EVP_PKEY_free(identity.key);
}

/// Answers one connection with what it says, then says that this was all
/// (`isClean`), or just goes away.
void serve(int socket, const Identity &identity, bool isClean) {
  SSL_CTX *settings = SSL_CTX_new(TLS_server_method());
  SSL_CTX_use_certificate(settings, identity.certificate);
  SSL_CTX_use_PrivateKey(settings, identity.key);
  SSL *ssl = SSL_new(settings);
  SSL_set_fd(ssl, socket);
  char bytes[1024];
  int count = 0;
  if (SSL_accept(ssl) == 1 && (count = SSL_read(ssl, bytes, sizeof bytes)) > 0)
    SSL_write(ssl, bytes, count);
  if (isClean && count > 0)
    SSL_shutdown(ssl);
  SSL_free(ssl);
  SSL_CTX_free(settings);
  ::close(socket);
}

class Tls : public ::testing::Test {
protected:
  static void SetUpTestSuite() {
    signal(SIGPIPE, SIG_IGN);
    trusted = newIdentity();
    std::string path = ::testing::TempDir() + "/trusted.pem";
    FILE *file = fopen(path.c_str(), "w");
    ASSERT_TRUE(file);
    PEM_write_X509(file, trusted.certificate);
    fclose(file);
    setenv("SSL_CERT_FILE", path.c_str(), 1); // read when it is loaded
  }

  static void TearDownTestSuite() { drop(trusted); }

  /// Repeats a step until it need not wait.
  template <typename Step> static Outcome finish(int socket, Step step) {
    for (;;) {
      Outcome outcome = step();
      if (outcome != Outcome::WantsRead && outcome != Outcome::WantsWrite)
        return outcome;
      pollfd wait{socket,
                  short(outcome == Outcome::WantsRead ? POLLIN : POLLOUT), 0};
      EXPECT_EQ(::poll(&wait, 1, 10'000), 1);
    }
  }

  /// What comes back of "hello", and how the connection ends, or the error.
  static std::string talk(const std::string &host, const Identity &identity,
                          bool isClean = true) {
    int pair[2];
    EXPECT_EQ(::socketpair(AF_UNIX, SOCK_STREAM, 0, pair), 0);
    std::thread server(serve, pair[1], std::cref(identity), isClean);
    int flags = ::fcntl(pair[0], F_GETFL);
    ::fcntl(pair[0], F_SETFL, flags | O_NONBLOCK);
    std::string result = talkOn(pair[0], host);
    ::close(pair[0]);
    server.join();
    return result;
  }

  static std::string talkOn(int socket, const std::string &host) {
    std::string error;
    const TlsLibrary *library = tlsLibrary("libssl.so.3", error);
    if (!library)
      return error;
    auto session = TlsSession::create(*library, socket, host, error);
    if (!session)
      return error;
    if (finish(socket, [&] { return session->handshake(); }) != Outcome::Done)
      return session->error();
    size_t done = 0;
    EXPECT_EQ(finish(socket, [&] { return session->write("hello", done); }),
              Outcome::Done);
    EXPECT_EQ(done, 5u);
    std::string heard;
    char bytes[3];
    Outcome outcome{};
    while ((outcome = finish(socket, [&] {
              return session->read(bytes, sizeof bytes, done);
            })) == Outcome::Done)
      heard.append(bytes, done);
    return heard +
           (outcome == Outcome::Ended ? ", end" : ", " + session->error());
  }

  static Identity trusted;
};
Identity Tls::trusted;

TEST_F(Tls, TalksToWhomItTrusts) {
  EXPECT_EQ(talk("localhost", trusted), "hello, end");
  EXPECT_EQ(talk("127.0.0.1", trusted), "hello, end");
}

TEST_F(Tls, NoticesWhenTheEndIsMissing) {
  EXPECT_EQ(talk("localhost", trusted, false),
            "hello, TLS: unexpected eof while reading");
}

TEST_F(Tls, RefusesCertificatesForOthers) {
  EXPECT_EQ(talk("example.org", trusted),
            "certificate refused: hostname mismatch");
  EXPECT_EQ(talk("127.0.0.2", trusted),
            "certificate refused: IP address mismatch");
}

TEST_F(Tls, RefusesCertificatesOfStrangers) {
  Identity stranger = newIdentity();
  EXPECT_TRUE(talk("localhost", stranger).starts_with("certificate refused: "));
  drop(stranger);
}

TEST_F(Tls, RefusesWhatIsNoTls) {
  int pair[2];
  ASSERT_EQ(::socketpair(AF_UNIX, SOCK_STREAM, 0, pair), 0);
  ASSERT_EQ(::write(pair[1], "HTTP/1.1 400 Bad Request\r\n\r\n", 28), 28);
  ::fcntl(pair[0], F_SETFL, ::fcntl(pair[0], F_GETFL) | O_NONBLOCK);
  EXPECT_TRUE(talkOn(pair[0], "localhost").starts_with("TLS: "));
  ::close(pair[0]);
  ::close(pair[1]);
}

TEST_F(Tls, SaysWhenThereIsNoLibrary) {
  std::string error;
  EXPECT_EQ(tlsLibrary("libssl.so.none", error), nullptr);
  EXPECT_TRUE(error.starts_with("HTTPS needs OpenSSL, which cannot be loaded: "
                                "libssl.so.none"))
      << error;
  EXPECT_EQ(tlsLibrary("libm.so.6", error), nullptr);
  EXPECT_EQ(error, "HTTPS needs OpenSSL 3, which this is not: libm.so.6");
}

} // namespace
} // namespace vo::rt::http
