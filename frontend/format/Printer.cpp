//===- Printer.cpp - Tokens, comments and indentation ---------------------===//

#include "frontend/format/Printer.h"

#include "frontend/format/Format.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

using namespace vo::fe;
using namespace vo::fe::format;

Printer::Printer(const FileNode &file)
    : file(file), source(file.source->text()) {
  lastEnd = file.source->begin();
}

//===----------------------------------------------------------------------===//
// The source
//===----------------------------------------------------------------------===//

void Printer::readTokens() {
  NameTable names;
  SourceManager sources;
  Diagnostics diagnostics(sources);
  Scanner scanner(*file.source, names, diagnostics, &comments);
  Token token;
  do {
    scanner.next(token);
    if (!token.implicit)
      tokens.push_back(
          {token.kind, token.range, textOf(token.range), comments.size()});
  } while (token.kind != Tok::EndOfFile);
  mismatch = diagnostics.hasErrors();
}

llvm::StringRef Printer::textOf(Range range) const {
  uint32_t base = file.source->begin().raw;
  return source.slice(range.begin.raw - base, range.end.raw - base);
}

unsigned Printer::newlines(Pos from, Pos to) const {
  return to > from ? unsigned(textOf({from, to}).count('\n')) : 0;
}

/// Bytes between the start of the line and the position.
unsigned Printer::columnOf(Pos pos) const {
  llvm::StringRef before = textOf({file.source->begin(), pos});
  size_t lineEnd = before.rfind('\n');
  return unsigned(lineEnd == llvm::StringRef::npos
                      ? before.size()
                      : before.size() - lineEnd - 1);
}

bool Printer::hasCommentsIn(Range range) const {
  auto first = llvm::partition_point(comments, [&](const Comment &comment) {
    return comment.range.begin < range.begin;
  });
  return first != comments.end() && first->range.begin < range.end;
}

llvm::ArrayRef<SourceToken> Printer::tokensIn(Range range) const {
  auto startsBefore = [](Pos pos) {
    return [pos](const SourceToken &token) { return token.range.begin < pos; };
  };
  auto first = llvm::partition_point(tokens, startsBefore(range.begin));
  auto last =
      std::partition_point(first, tokens.end(), startsBefore(range.end));
  return llvm::ArrayRef<SourceToken>(tokens).slice(first - tokens.begin(),
                                                   last - first);
}

unsigned Printer::widthFrom(size_t firstPiece) const {
  unsigned width = 0;
  for (const Piece &piece :
       llvm::ArrayRef<Piece>(pieces).drop_front(firstPiece))
    width += widthOf(piece.text) + (piece.space || piece.cells != 0);
  return width;
}

//===----------------------------------------------------------------------===//
// Comments
//===----------------------------------------------------------------------===//

static bool isLineComment(const Comment &comment) {
  return comment.text.starts_with("//");
}

/// Whether a line break stands between the next token and what was written
/// last, comments aside.
bool Printer::hasNewlineInGap() const {
  Pos from = lastEnd;
  for (size_t i = commentCursor; i != next().commentsEnd; ++i) {
    if (newlines(from, comments[i].range.begin) != 0)
      return true;
    from = comments[i].range.end;
  }
  return newlines(from, next().range.begin) != 0;
}

/// No token or other comment follows in the line.
bool Printer::endsLine(const Comment &comment) const {
  if (isLineComment(comment))
    return true;
  Pos after = commentCursor + 1 < next().commentsEnd
                  ? comments[commentCursor + 1].range.begin
                  : next().range.begin;
  return newlines(comment.range.end, after) != 0 || at(Tok::EndOfFile);
}

/// The comment without blanks at line ends; lines that begin with stars are
/// indented like the first.
llvm::StringRef Printer::tidied(const Comment &comment) {
  if (!comment.text.contains('\n'))
    return comment.text.rtrim();
  llvm::SmallVector<llvm::StringRef, 16> lines;
  comment.text.split(lines, '\n');
  bool hasStars = llvm::all_of(llvm::drop_begin(lines), [](auto line) {
    return line.ltrim(" \t").starts_with("*");
  });
  std::string text = lines.front().rtrim().str();
  for (llvm::StringRef line : llvm::drop_begin(lines)) {
    text += '\n';
    if (hasStars) {
      text.append(indentation(), '\t');
      text += ' ';
      line = line.ltrim(" \t");
    }
    text += line.rtrim();
  }
  return llvm::StringRef(text).copy(texts);
}

void Printer::writeComment(const Comment &comment, unsigned breaks) {
  Piece piece;
  piece.comment = true;
  if (pieces.empty())
    breaks = 0;
  piece.breaks = uint8_t(breaks);
  if (breaks != 0) {
    piece.indent = indentationOfBreak();
  } else if (endsLine(comment) && !pieces.empty()) {
    piece.cells = trailingCells;
  } else {
    piece.space = !pieces.empty() && pieces.back().text != "(" &&
                  pieces.back().text != "[";
  }
  piece.text = tidied(comment);
  pieces.push_back(piece);
  lastEnd = comment.range.end;
  trailingCells = 1;
  justOpened = false;
  ++commentCursor;
}

bool Printer::flushComments(bool forced) {
  // In a line of its own with the next token, which is forced into a new one.
  bool attach = forced && !hasNewlineInGap();
  bool placed = false;
  while (hasComments()) {
    const Comment &comment = comments[commentCursor];
    unsigned breaks = newlines(lastEnd, comment.range.begin);
    if (attach && !placed)
      breaks = 1;
    breaks = std::min(breaks, maxBreaks());
    if (breaks != 0 && forced && !placed)
      breaks = std::max<unsigned>(breaks, minBreaks);
    placed |= breaks != 0 || pieces.empty();
    writeComment(comment, breaks);
  }
  return placed;
}

//===----------------------------------------------------------------------===//
// Tokens
//===----------------------------------------------------------------------===//

/// Whether a blank stands between a comment and the token.
static bool needsBlankAfterComment(Tok kind) {
  switch (kind) {
  case Tok::Comma:
  case Tok::RParen:
  case Tok::RBracket:
  case Tok::Semicolon:
    return false;
  default:
    return true;
  }
}

void Printer::gap(Sep sep, Break policy) {
  if (pending)
    return;
  bool forced = policy == Break::Force;
  size_t before = pieces.size();
  bool placed = flushComments(forced);
  bool afterComment = pieces.size() != before;
  unsigned lines = newlines(lastEnd, next().range.begin);
  Piece piece;
  unsigned breaks = 0;
  if (forced && (!placed || lines != 0))
    breaks = std::max<unsigned>(std::min(lines, maxBreaks()),
                                placed ? 1 : minBreaks);
  else if (policy == Break::Keep)
    breaks = std::min(lines, maxBreaks());
  else if (afterComment)
    breaks = std::min(lines, 1u);
  if (pieces.empty())
    breaks = 0;
  piece.breaks = uint8_t(breaks);
  piece.space = sep == Sep::Space ||
                (afterComment && needsBlankAfterComment(next().kind));
  piece.cells = sep == Sep::Cell ? 1 : sep == Sep::TwoCells ? 2 : 0;
  if (breaks != 0)
    piece.indent = indentationOfBreak();
  if (forced)
    minBreaks = 1;
  if (outdent && piece.indent != 0)
    --piece.indent;
  pending = piece;
}

void Printer::take(Tok kind, Sep sep, Break policy) {
  if (!at(kind) || kind == Tok::EndOfFile) {
    mismatch = true;
    return;
  }
  gap(sep, policy);
  pending->text = next().text;
  pieces.push_back(*pending);
  pending.reset();
  lastEnd = next().range.end;
  trailingCells = 1;
  justOpened =
      kind == Tok::LParen || kind == Tok::LBracket || kind == Tok::LBrace;
  ++cursor;
}

void Printer::dropSemicolons() {
  while (at(Tok::Semicolon))
    ++cursor;
}

//===----------------------------------------------------------------------===//
// Indentation
//===----------------------------------------------------------------------===//

unsigned Printer::indentation() const {
  unsigned indent = 0;
  for (const Frame &frame : frames)
    indent += frame.indent;
  return indent;
}

unsigned Printer::indentationOfBreak() {
  if (!frames.empty() && !frames.back().fixed)
    frames.back().indent = 1;
  return indentation();
}

void Printer::open(Tok kind, Sep sep, Frame frame) {
  take(kind, sep);
  frames.push_back(frame);
}

void Printer::close(Tok kind, Break policy) {
  size_t before = pieces.size();
  flushComments(/*forced=*/false);
  frames.pop_back();
  Piece piece;
  unsigned lines = newlines(lastEnd, next().range.begin);
  bool breaks =
      policy == Break::Force ||
      (lines != 0 && (policy == Break::Keep || pieces.size() != before));
  piece.breaks = breaks;
  piece.indent = indentation();
  piece.space = pieces.size() != before && kind != Tok::RBrace &&
                needsBlankAfterComment(kind);
  pending = piece;
  take(kind);
}

//===----------------------------------------------------------------------===//
// Entry
//===----------------------------------------------------------------------===//

std::optional<std::string> Printer::run() {
  readTokens();
  if (!mismatch)
    topLevel();
  dropSemicolons();
  if (mismatch || !at(Tok::EndOfFile))
    return std::nullopt;
  flushComments(/*forced=*/false);
  return layout(pieces);
}

std::string vo::fe::formatFile(const FileNode &file) {
  if (std::optional<std::string> text = Printer(file).run())
    return *std::move(text);
  return file.source->text().str();
}
