#include "runtime/std/Arguments.h"

std::vector<std::string> &vo::rt::programArguments() {
  static std::vector<std::string> arguments;
  return arguments;
}
