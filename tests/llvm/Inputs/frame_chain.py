"""Prints a module in which main calls a chain of DEPTH functions, each with a stack object of WORDS words."""
import sys

depth, words = int(sys.argv[1]), int(sys.argv[2])
print("@index = external global i64")
for i in range(depth):
    call = f"call swiftcc void @chain{i + 1}(ptr %ctx, i64 %n)" if i + 1 < depth else ""
    print(f"""define internal swiftcc void @chain{i}(ptr %ctx, i64 %n) noinline gc "statepoint-example" {{
  %object = alloca [{words} x i64]
  %index = load volatile i64, ptr @index
  %slot = getelementptr i64, ptr %object, i64 %index
  store volatile i64 %n, ptr %slot
  {call}
  ret void
}}""")
print("""define swiftcc void @main(ptr %ctx) gc "statepoint-example" {
  call swiftcc void @chain0(ptr %ctx, i64 5)
  ret void
}""")
