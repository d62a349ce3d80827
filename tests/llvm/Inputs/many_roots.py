"""Writes a function in which REFERENCES references live over CALLS calls: many_roots.py REFERENCES CALLS."""

import sys


def main():
    references, calls = map(int, sys.argv[1:])
    print("declare swiftcc ptr addrspace(1) @make(ptr, i64) gc \"statepoint-example\"")
    print("declare swiftcc void @work(ptr, i64) gc \"statepoint-example\"")
    print("declare swiftcc void @use(ptr, ptr addrspace(1)) gc \"statepoint-example\"")
    print("define swiftcc void @many(ptr %ctx) gc \"statepoint-example\" {")
    for i in range(references):
        print(f"  %r{i} = call swiftcc ptr addrspace(1) @make(ptr %ctx, i64 {i})")
    for i in range(calls):
        print(f"  call swiftcc void @work(ptr %ctx, i64 {i})")
    for i in range(references):
        print(f"  call swiftcc void @use(ptr %ctx, ptr addrspace(1) %r{i})")
    print("  ret void")
    print("}")


main()
