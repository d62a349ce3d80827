; RUN: vo-llvm-opt %s --passes='function(vo-forward-words)' | FileCheck %s
; RUN: vo-llvm-opt %s --to=optimized | FileCheck %s --check-prefix=O2
; RUN: vo-llvm-opt %s --to=optimized --forward-words=0 | FileCheck %s --check-prefix=OFF

declare void @vo.store_words.hw(ptr addrspace(1) writeonly captures(none), i64, i64, ptr addrspace(1) readnone, ptr readnone captures(none)) nounwind willreturn memory(argmem: write) "gc-leaf-function"
declare ptr addrspace(1) @vo.load_ref_if(i1, ptr addrspace(1) captures(none)) nounwind willreturn memory(argmem: read) "gc-leaf-function"
declare swiftcc void @opaque(ptr)

; All three scalars, at a distance.
; CHECK-LABEL: define swiftcc { i64, i64, ptr addrspace(1) } @all(
; CHECK:         call void @vo.store_words.hw(
; CHECK-NOT:     load
; CHECK:         [[REF:%.*]] = select i1 %c, ptr addrspace(1) %ref, ptr addrspace(1) null
; CHECK-NOT:     load
; CHECK:         insertvalue { i64, i64, ptr addrspace(1) } poison, i64 %header, 0
; CHECK-NEXT:    insertvalue {{.*}}, i64 %bits, 1
; CHECK-NEXT:    insertvalue {{.*}}, ptr addrspace(1) [[REF]], 2
; O2-LABEL: define {{.*}} @all(
; O2-NOT:     load
; O2:         ret
; OFF-LABEL: define {{.*}} @all(
; OFF:         load i64
; OFF:         call {{.*}} @vo.load_ref_if(
define swiftcc { i64, i64, ptr addrspace(1) } @all(ptr %ctx, ptr addrspace(1) %p, i64 %header, i64 %bits, ptr addrspace(1) %ref, i1 %c) gc "statepoint-example" {
  %pair = getelementptr i8, ptr addrspace(1) %p, i64 16
  call void @vo.store_words.hw(ptr addrspace(1) %pair, i64 %header, i64 %bits, ptr addrspace(1) %ref, ptr %ctx)
  %h = load i64, ptr addrspace(1) %pair
  %word = getelementptr i8, ptr addrspace(1) %p, i64 24
  %b = load i64, ptr addrspace(1) %word
  %r = call ptr addrspace(1) @vo.load_ref_if(i1 %c, ptr addrspace(1) %word)
  %s0 = insertvalue { i64, i64, ptr addrspace(1) } poison, i64 %h, 0
  %s1 = insertvalue { i64, i64, ptr addrspace(1) } %s0, i64 %b, 1
  %s2 = insertvalue { i64, i64, ptr addrspace(1) } %s1, ptr addrspace(1) %r, 2
  ret { i64, i64, ptr addrspace(1) } %s2
}

; Not over a store that may be to the same place, nor over a call, nor from a
; store on one of two ways, nor a part of a word, nor outside of the words.
; CHECK-LABEL: define swiftcc i64 @stored(
; CHECK:         %h = load i64
define swiftcc i64 @stored(ptr %ctx, ptr addrspace(1) %p, ptr addrspace(1) %q, i64 %header, i64 %bits, ptr addrspace(1) %ref) gc "statepoint-example" {
  call void @vo.store_words.hw(ptr addrspace(1) %p, i64 %header, i64 %bits, ptr addrspace(1) %ref, ptr %ctx)
  store i64 1, ptr addrspace(1) %q
  %h = load i64, ptr addrspace(1) %p
  ret i64 %h
}

; CHECK-LABEL: define swiftcc i64 @called(
; CHECK:         %h = load i64
define swiftcc i64 @called(ptr %ctx, ptr addrspace(1) %p, i64 %header, i64 %bits, ptr addrspace(1) %ref) gc "statepoint-example" {
  call void @vo.store_words.hw(ptr addrspace(1) %p, i64 %header, i64 %bits, ptr addrspace(1) %ref, ptr %ctx)
  call swiftcc void @opaque(ptr %ctx)
  %h = load i64, ptr addrspace(1) %p
  ret i64 %h
}

; CHECK-LABEL: define swiftcc i64 @merged(
; CHECK:         %h = load i64
define swiftcc i64 @merged(ptr %ctx, i1 %c, ptr addrspace(1) %p, i64 %header, i64 %bits, ptr addrspace(1) %ref) gc "statepoint-example" {
  br i1 %c, label %store, label %end
store:
  call void @vo.store_words.hw(ptr addrspace(1) %p, i64 %header, i64 %bits, ptr addrspace(1) %ref, ptr %ctx)
  br label %end
end:
  %h = load i64, ptr addrspace(1) %p
  ret i64 %h
}

; CHECK-LABEL: define swiftcc i64 @outside(
; CHECK:         %part = load i32
; CHECK:         %crossing = load i64
; CHECK:         %behind = load i64
; CHECK:         %float = load double
define swiftcc i64 @outside(ptr %ctx, ptr addrspace(1) %p, i64 %header, i64 %bits, ptr addrspace(1) %ref) gc "statepoint-example" {
  call void @vo.store_words.hw(ptr addrspace(1) %p, i64 %header, i64 %bits, ptr addrspace(1) %ref, ptr %ctx)
  %part = load i32, ptr addrspace(1) %p
  %four = getelementptr i8, ptr addrspace(1) %p, i64 4
  %crossing = load i64, ptr addrspace(1) %four
  %sixteen = getelementptr i8, ptr addrspace(1) %p, i64 16
  %behind = load i64, ptr addrspace(1) %sixteen
  %eight = getelementptr i8, ptr addrspace(1) %p, i64 8
  %float = load double, ptr addrspace(1) %eight
  %wide = zext i32 %part to i64
  %cast = bitcast double %float to i64
  %sum = add i64 %wide, %crossing
  %sum2 = add i64 %sum, %behind
  %sum3 = add i64 %sum2, %cast
  ret i64 %sum3
}
