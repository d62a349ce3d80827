//===- TinyLibrary.h - A library for hostile programs -----------*- C++ -*-===//
#pragma once

#include "frontend/packages/Packages.h"

namespace vo::fe::fuzz {

/// The packages that programs can be compiled against: small, because each run
/// checks them again, with something of every kind that packages export.
struct TinyPackage {
  llvm::StringLiteral path, text;
};
inline constexpr TinyPackage packages[] = {
    {"errors", R"(package errors

type Error struct {
	msg   string
	cause error
}

func (e *Error) Error() string { return e.msg }
func (e *Error) Unwrap() error { return e.cause }
func New(text string) error    { return &Error{msg: text} }
)"},
    {"fmt", R"(package fmt

type Stringer interface { String() string }

func Println(a ...any)                         {}
func Printf(format string, a ...any)           {}
func Sprintf(format string, a ...any) string   { return format }
func Errorf(format string, a ...any) error     { return nil }
)"},
    {"math", R"(package math

const Pi = 3.14159265358979323846264338327950288419716939937510582097494459
const MaxUint64 = 1<<64 - 1

func Sqrt(x float64) float64  { return x }
func Floor(x float64) float64 { return x }
)"},
    {"sort", R"(package sort

type Interface interface {
	Len() int
	Less(i, j int) bool
	Swap(i, j int)
}
type IntSlice []int

func (s IntSlice) Len() int { return len(s) }
func Sort(data Interface)   {}
)"},
    {"strings", R"(package strings

type Builder struct { buf []byte }

var Shared Builder

func (b *Builder) WriteString(s string) (int, error) {
	b.buf = append(b.buf, s...)
	return len(s), nil
}
func (b *Builder) String() string   { return string(b.buf) }
func ToUpper(s string) string       { return s }
func Fields(s string) []string      { return []string{s} }
)"},
};

class TinyLibrary : public LibrarySource {
public:
  std::vector<File> files(llvm::StringRef importPath) const override {
    for (const TinyPackage &package : packages)
      if (package.path == importPath)
        return {{"tiny.vo", package.text.str()}};
    return {};
  }
};

} // namespace vo::fe::fuzz
