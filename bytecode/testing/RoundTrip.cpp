//===- RoundTrip.cpp - Checks the round trips of VOB files
//-----------------===//
//
// usage: round-trip FILE.vob...
//
// Reads each file and checks that every form of it (VOB, JSON, assembly)
// gives the same module and the same bytes back. Stops at the first
// difference, says where, and exits with 1.
//
//===----------------------------------------------------------------------===//

#include "bytecode/testing/CheckRoundTrip.h"

#include <fstream>
#include <iostream>
#include <iterator>

int main(int argc, char **argv) {
  for (int i = 1; i < argc; ++i) {
    std::ifstream file(argv[i], std::ios::binary);
    if (!file) {
      std::cerr << argv[i] << ": cannot be opened\n";
      return 1;
    }
    std::vector<uint8_t> bytes(std::istreambuf_iterator<char>(file), {});
    std::string difference = vo::bc::testing::checkRoundTrip(bytes);
    if (!difference.empty()) {
      std::cerr << argv[i] << ": " << difference << "\n";
      return 1;
    }
  }
  std::cout << argc - 1 << " files: every round trip is exact\n";
  return 0;
}
