#include "runtime/std/net/http/Tls.h"

#include <arpa/inet.h>
#include <dlfcn.h>
#include <map>
#include <mutex>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

using namespace vo::rt::http;

/// What is used of OpenSSL. Macros of its headers call SSL_ctrl and
/// SSL_CTX_ctrl. Libraries of version 3 have all of them.
#define VO_TLS_FUNCTIONS(F)                                                    \
  F(TLS_client_method)                                                         \
  F(SSL_CTX_new)                                                               \
  F(SSL_CTX_ctrl)                                                              \
  F(SSL_CTX_set_verify)                                                        \
  F(SSL_CTX_set_default_verify_paths)                                          \
  F(SSL_new)                                                                   \
  F(SSL_free)                                                                  \
  F(SSL_ctrl)                                                                  \
  F(SSL_set_fd)                                                                \
  F(SSL_set1_host)                                                             \
  F(SSL_get0_param)                                                            \
  F(SSL_connect)                                                               \
  F(SSL_read_ex)                                                               \
  F(SSL_write_ex)                                                              \
  F(SSL_get_error)                                                             \
  F(SSL_get_verify_result)                                                     \
  F(X509_VERIFY_PARAM_set1_ip_asc)                                             \
  F(X509_verify_cert_error_string)                                             \
  F(ERR_clear_error)                                                           \
  F(ERR_get_error)                                                             \
  F(ERR_reason_error_string)

namespace vo::rt::http {

class TlsLibrary {
public:
  /// Null, and why in `error`.
  static std::unique_ptr<TlsLibrary> load(const char *file,
                                          std::string &error) {
    void *handle = ::dlopen(file, RTLD_NOW | RTLD_LOCAL);
    if (!handle) {
      const char *why = ::dlerror();
      error = std::string("HTTPS needs OpenSSL, which cannot be loaded: ") +
              (why ? why : file);
      return nullptr;
    }
    auto library = std::make_unique<TlsLibrary>();
    if (!library->bind(handle) || !library->setUp()) {
      error = std::string("HTTPS needs OpenSSL 3, which this is not: ") + file;
      return nullptr;
    }
    return library;
  }

#define VO_TLS_POINTER(name) decltype(&::name) name = nullptr;
  VO_TLS_FUNCTIONS(VO_TLS_POINTER)
#undef VO_TLS_POINTER
  SSL_CTX *settings = nullptr;

private:
  /// The functions of libcrypto are found through libssl, which needs it. Never
  /// unloaded: it has work to do when the process ends.
  bool bind(void *handle) {
    bool isComplete = true;
#define VO_TLS_BIND(name)                                                      \
  name = reinterpret_cast<decltype(&::name)>(::dlsym(handle, #name));          \
  isComplete &= name != nullptr;
    VO_TLS_FUNCTIONS(VO_TLS_BIND)
#undef VO_TLS_BIND
    return isComplete;
  }

  bool setUp() {
    settings = SSL_CTX_new(TLS_client_method());
    if (!settings)
      return false;
    SSL_CTX_ctrl(settings, SSL_CTRL_SET_MIN_PROTO_VERSION, TLS1_2_VERSION,
                 nullptr);
    // Bytes to write may lie elsewhere when an operation is repeated.
    SSL_CTX_ctrl(settings, SSL_CTRL_MODE,
                 SSL_MODE_ENABLE_PARTIAL_WRITE |
                     SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER,
                 nullptr);
    SSL_CTX_set_default_verify_paths(settings);
    SSL_CTX_set_verify(settings, SSL_VERIFY_PEER, nullptr);
    return true;
  }
};

} // namespace vo::rt::http

const TlsLibrary *vo::rt::http::tlsLibrary(const char *file,
                                           std::string &error) {
  static std::mutex mutex;
  // Never destroyed: a program may end while others run.
  static auto *loaded = new std::map<std::string, std::unique_ptr<TlsLibrary>>;
  std::lock_guard guard(mutex);
  std::unique_ptr<TlsLibrary> &library = (*loaded)[file];
  if (!library)
    library = TlsLibrary::load(file, error);
  return library.get();
}

static SSL *sslOf(void *session) { return static_cast<SSL *>(session); }

std::unique_ptr<TlsSession> TlsSession::create(const TlsLibrary &library,
                                               int socket,
                                               const std::string &host,
                                               std::string &error) {
  SSL *ssl = library.SSL_new(library.settings);
  if (!ssl) {
    error = "no secure connection: out of memory";
    return nullptr;
  }
  std::unique_ptr<TlsSession> session(new TlsSession(library, ssl));
  in6_addr address{};
  bool isNumeric = ::inet_pton(AF_INET, host.c_str(), &address) == 1 ||
                   ::inet_pton(AF_INET6, host.c_str(), &address) == 1;
  bool isGood = library.SSL_set_fd(ssl, socket) == 1;
  if (isNumeric)
    isGood &= library.X509_VERIFY_PARAM_set1_ip_asc(library.SSL_get0_param(ssl),
                                                    host.c_str()) == 1;
  else
    isGood &= library.SSL_set1_host(ssl, host.c_str()) == 1 &&
              library.SSL_ctrl(ssl, SSL_CTRL_SET_TLSEXT_HOSTNAME,
                               TLSEXT_NAMETYPE_host_name,
                               const_cast<char *>(host.c_str())) == 1;
  if (isGood)
    return session;
  error = "no secure connection: unusable host name";
  return nullptr;
}

TlsSession::~TlsSession() { library.SSL_free(sslOf(session)); }

TlsSession::Outcome TlsSession::outcomeOf(int result) {
  int savedErrno = errno;
  switch (library.SSL_get_error(sslOf(session), result)) {
  case SSL_ERROR_NONE:
    return Outcome::Done;
  case SSL_ERROR_WANT_READ:
    return Outcome::WantsRead;
  case SSL_ERROR_WANT_WRITE:
    return Outcome::WantsWrite;
  case SSL_ERROR_ZERO_RETURN:
    return Outcome::Ended;
  default:
    break;
  }
  long verified = library.SSL_get_verify_result(sslOf(session));
  unsigned long number = library.ERR_get_error();
  const char *why = verified != X509_V_OK
                        ? library.X509_verify_cert_error_string(verified)
                    : number != 0     ? library.ERR_reason_error_string(number)
                    : savedErrno != 0 ? strerrordesc_np(savedErrno)
                                      : "unexpected end";
  text = verified != X509_V_OK ? "certificate refused: " : "TLS: ";
  text += why ? why : "unknown error";
  return Outcome::Failed;
}

TlsSession::Outcome TlsSession::handshake() {
  library.ERR_clear_error(); // of other sessions of this thread
  errno = 0;
  return outcomeOf(library.SSL_connect(sslOf(session)));
}

TlsSession::Outcome TlsSession::read(char *to, size_t size, size_t &done) {
  done = 0;
  library.ERR_clear_error();
  errno = 0;
  return outcomeOf(library.SSL_read_ex(sslOf(session), to, size, &done));
}

TlsSession::Outcome TlsSession::write(std::string_view bytes, size_t &done) {
  done = 0;
  library.ERR_clear_error();
  errno = 0;
  return outcomeOf(
      library.SSL_write_ex(sslOf(session), bytes.data(), bytes.size(), &done));
}
