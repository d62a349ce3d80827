//===- Unicode.cpp - Which characters names are made of -------------------===//

#include "frontend/syntax/Unicode.h"

#include "llvm/Support/ConvertUTF.h"
#include "llvm/Support/UnicodeCharRanges.h"

using namespace vo::fe;

#include "frontend/syntax/unicode/Ranges.inc"

static bool isIn(llvm::ArrayRef<llvm::sys::UnicodeCharRange> ranges,
                 uint32_t codePoint) {
  return llvm::binary_search(ranges, codePoint);
}

bool vo::fe::isIdentifierStart(uint32_t codePoint) {
  return codePoint == '_' || isIn(alphabeticRanges, codePoint);
}

bool vo::fe::isIdentifierPart(uint32_t codePoint) {
  return isIdentifierStart(codePoint) || isIn(decimalRanges, codePoint);
}

bool vo::fe::isUppercase(uint32_t codePoint) {
  return isIn(uppercaseRanges, codePoint);
}

DecodedChar vo::fe::decodeUtf8(llvm::StringRef text) {
  auto *at = reinterpret_cast<const llvm::UTF8 *>(text.data());
  const llvm::UTF8 *start = at;
  llvm::UTF32 codePoint = 0;
  if (llvm::convertUTF8Sequence(&at, at + text.size(), &codePoint,
                                llvm::strictConversion) != llvm::conversionOK)
    return {0xFFFFFFFF, 1};
  return {codePoint, uint32_t(at - start)};
}

void vo::fe::appendUtf8(std::string &text, uint32_t codePoint) {
  char buffer[UNI_MAX_UTF8_BYTES_PER_CODE_POINT];
  char *end = buffer;
  if (llvm::ConvertCodePointToUTF8(codePoint, end))
    text.append(buffer, end);
}
