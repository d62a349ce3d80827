#include "runtime/std/encoding/toml/Text.h"

using namespace vo::rt::toml;

namespace {

/// Reads digits and marks from the front of a text.
class Reader {
public:
  explicit Reader(std::string_view text) : rest(text) {}

  std::string_view rest;

  bool accept(char c) {
    bool isThere = rest.starts_with(c);
    rest.remove_prefix(isThere);
    return isThere;
  }
  /// A number of exactly so many digits; -1 if there is none.
  int digits(size_t count) {
    int value = 0;
    if (rest.size() < count)
      return -1;
    for (char c : rest.substr(0, count)) {
      if (c < '0' || c > '9')
        return -1;
      value = 10 * value + (c - '0');
    }
    rest.remove_prefix(count);
    return value;
  }
};

} // namespace

static int daysOf(int year, int month) {
  static constexpr int kDays[] = {31, 28, 31, 30, 31, 30,
                                  31, 31, 30, 31, 30, 31};
  bool isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
  return kDays[month - 1] + (month == 2 && isLeap);
}

static const char *readClock(Reader &reader) {
  int hour = reader.digits(2);
  if (hour < 0 || !reader.accept(':'))
    return "invalid TOML time syntax";
  int minute = reader.digits(2);
  if (minute < 0)
    return "invalid TOML time syntax";
  if (hour > 23)
    return "TOML time hour is out of range";
  if (minute > 59)
    return "TOML time minute is out of range";
  if (!reader.accept(':'))
    return reader.rest.starts_with('.')
               ? "TOML fractional second requires seconds"
               : nullptr;
  int second = reader.digits(2);
  if (second < 0)
    return "TOML time seconds require two digits";
  if (second > 60) // 60: a leap second
    return "TOML time second is out of range";
  if (!reader.accept('.'))
    return nullptr;
  if (reader.digits(1) < 0)
    return "TOML fractional second requires digits";
  while (reader.digits(1) >= 0)
    ;
  return nullptr;
}

/// What follows a date and a time.
static const char *readOffset(Reader &reader, TokenKind &kind) {
  kind = TokenKind::OffsetDateTime;
  if (reader.accept('Z') || reader.accept('z'))
    return nullptr;
  if (!reader.accept('+') && !reader.accept('-')) {
    kind = TokenKind::LocalDateTime;
    return nullptr;
  }
  int hour = reader.digits(2);
  bool isColon = reader.accept(':');
  int minute = reader.digits(2);
  if (hour < 0 || !isColon || minute < 0)
    return "invalid TOML date/time offset";
  return hour > 23 || minute > 59 ? "TOML date/time offset is out of range"
                                  : nullptr;
}

/// Whether a time follows the blank behind a date.
static bool isBlankBeforeClock(std::string_view rest) {
  Reader reader(rest);
  return reader.accept(' ') && reader.digits(2) >= 0 && reader.accept(':');
}

static const char *readAny(Reader &reader, TokenKind &kind) {
  Reader date = reader;
  int year = date.digits(4);
  if (year < 0 || !date.accept('-')) {
    kind = TokenKind::LocalTime;
    return readClock(reader);
  }
  reader = date;
  int month = reader.digits(2);
  bool isDash = reader.accept('-');
  int day = reader.digits(2);
  if (month < 0 || !isDash || day < 0)
    return "invalid TOML date/time syntax";
  if (month < 1 || month > 12)
    return "TOML date month is out of range";
  if (day < 1 || day > daysOf(year, month))
    return "TOML date day is out of range";
  if (isBlankBeforeClock(reader.rest))
    reader.accept(' ');
  else if (!reader.accept('T') && !reader.accept('t')) {
    kind = TokenKind::LocalDate;
    return nullptr;
  }
  if (const char *why = readClock(reader))
    return why;
  return readOffset(reader, kind);
}

const char *vo::rt::toml::readTime(std::string_view text, TokenKind &kind,
                                   size_t &length) {
  Reader reader(text);
  const char *why = readAny(reader, kind);
  length = text.size() - reader.rest.size();
  return why;
}
