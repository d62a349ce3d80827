//===- RulesDocMain.cpp - Prints docs/verifier.md -------------------------===//

#include "bytecode/verify/doc/RulesDoc.h"

#include <iostream>

int main() { std::cout << vo::bc::verify::rulesDocument(); }
