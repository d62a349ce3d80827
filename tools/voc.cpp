//===- voc.cpp - Compile and run Vo programs ------------------------------===//

#include "driver/cli/Voc.h"

int main(int argc, char **argv) { return vo::driver::vocMain(argc, argv); }
